#include "numbers.h"

#include <cstdint>

namespace phaen::sheet {
namespace {

/// 1899-12-30, from which the count is right since 1900-03-01.
constexpr std::chrono::sys_days kEpoch =
    std::chrono::year(1899) / std::chrono::December / std::chrono::day(30);
constexpr int kFirstSerial = 61;
constexpr int kLastSerial = 2'958'465;  // 9999-12-31

/// `units` with the point before the last `places` digits; no zeros at the end.
std::string shifted(std::int64_t units, int places) {
    const bool negative = units < 0;
    std::string digits = std::to_string(negative ? -units : units);
    const auto width = static_cast<std::size_t>(places);
    if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
    digits.insert(digits.size() - width, 1, '.');
    while (digits.ends_with('0')) digits.pop_back();
    if (digits.ends_with('.')) digits.pop_back();
    return (negative ? "-" : "") + digits;
}

}  // namespace

std::optional<int> serial_of(std::chrono::year_month_day date) {
    if (!date.ok()) return std::nullopt;
    const auto days = (std::chrono::sys_days(date) - kEpoch).count();
    if (days < kFirstSerial || days > kLastSerial) return std::nullopt;
    return static_cast<int>(days);
}

std::string number_text(const Cell& cell) {
    switch (cell.kind) {
        case Cell::Kind::empty:
        case Cell::Kind::text:
            return {};
        case Cell::Kind::integer:
            return std::to_string(cell.integer);
        case Cell::Kind::decimal:
            return shifted(cell.decimal.units(), 6);
        case Cell::Kind::percent:
            return shifted(cell.decimal.units(), 8);
        case Cell::Kind::money:
            return shifted(cell.money.satang(), 2);
        case Cell::Kind::date:
            return std::to_string(serial_of(cell.date).value_or(0));
    }
    return {};
}

}  // namespace phaen::sheet
