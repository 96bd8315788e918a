#include "numbers.h"

#include <algorithm>
#include <cstddef>
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

std::optional<std::chrono::year_month_day> day_of(std::int64_t serial, DateSystem system) {
    // The Macintosh counts from 1904-01-01, which is day 1462 of the other system.
    constexpr std::int64_t kMacintosh = 1462;
    if (system == DateSystem::from_1904) {
        if (serial > kLastSerial) return std::nullopt;
        serial += kMacintosh;
    }
    if (serial < kFirstSerial || serial > kLastSerial) return std::nullopt;
    return std::chrono::year_month_day(kEpoch + std::chrono::days(serial));
}

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::size_t kKeptDigits = 15;
constexpr int kMostExponent = 400;

/// The exponent after `e`; nothing when it is none or too large for any number that is kept.
std::optional<int> exponent_of(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || text.size() > 3) return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (!is_digit(c)) return std::nullopt;
        value = value * 10 + (c - '0');
    }
    if (value > kMostExponent) return std::nullopt;
    return negative ? -value : value;
}

/// Adds one to a number of digits, which may get a digit more.
void count_up(std::string& digits) {
    for (std::size_t at = digits.size(); at > 0; --at) {
        if (digits[at - 1] != '9') {
            ++digits[at - 1];
            return;
        }
        digits[at - 1] = '0';
    }
    digits.insert(0, 1, '1');
}

}  // namespace

std::optional<StoredNumber> StoredNumber::parse(std::string_view text) {
    StoredNumber number;
    number.negative_ = text.starts_with('-');
    if (number.negative_) text.remove_prefix(1);
    const std::size_t mark = text.find_first_of("eE");
    int exponent = 0;
    if (mark != std::string_view::npos) {
        const std::optional<int> found = exponent_of(text.substr(mark + 1));
        if (!found) return std::nullopt;
        exponent = *found;
        text = text.substr(0, mark);
    }
    const std::size_t point = text.find('.');
    const std::string_view before = text.substr(0, point);
    const std::string_view after =
        point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    if (before.empty() || before.size() + after.size() > 400) return std::nullopt;
    if (point != std::string_view::npos && after.empty()) return std::nullopt;
    number.digits_ = std::string(before) + std::string(after);
    for (const char c : number.digits_) {
        if (!is_digit(c)) return std::nullopt;
    }
    number.digits_.erase(0, std::min(number.digits_.find_first_not_of('0'), number.digits_.size()));
    number.scale_ = static_cast<int>(after.size()) - exponent;
    if (number.digits_.size() > kKeptDigits) {
        const auto dropped = number.digits_.size() - kKeptDigits;
        const bool up = number.digits_[kKeptDigits] >= '5';
        number.digits_.resize(kKeptDigits);
        number.scale_ -= static_cast<int>(dropped);
        if (up) count_up(number.digits_);
    }
    while (number.digits_.ends_with('0')) {
        number.digits_.pop_back();
        --number.scale_;
    }
    if (number.digits_.empty()) {
        number.scale_ = 0;
        number.negative_ = false;
    }
    return number;
}

std::optional<std::int64_t> StoredNumber::in_units(int places) const {
    std::string digits = digits_;
    bool up = false;
    if (scale_ > places) {
        const auto dropped = static_cast<std::size_t>(scale_ - places);
        up = dropped <= digits.size() && digits[digits.size() - dropped] >= '5';
        digits.resize(digits.size() - std::min(dropped, digits.size()));
        if (up) count_up(digits);
    } else if (!digits.empty()) {
        const auto zeros = static_cast<std::size_t>(places - scale_);
        if (zeros > 18) return std::nullopt;
        digits.append(zeros, '0');
    }
    if (digits.size() > 18) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return negative_ ? -value : value;
}

std::optional<std::int64_t> StoredNumber::whole() const {
    StoredNumber cut = *this;
    if (cut.scale_ > 0) {
        const auto dropped = std::min(static_cast<std::size_t>(cut.scale_), cut.digits_.size());
        cut.digits_.resize(cut.digits_.size() - dropped);
        cut.scale_ = 0;
    }
    return cut.in_units(0);
}

namespace {

/// The first section of a format code, without what is printed as it stands and without conditions,
/// colours and languages in brackets; in lower case.
std::string bare_format(std::string_view code) {
    std::string bare;
    for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
        const char c = code[at];
        if (c == '"') {
            at = std::min(code.find('"', at + 1), code.size());
        } else if (c == '[') {
            at = std::min(code.find(']', at + 1), code.size());
        } else if (c == '\\' || c == '_' || c == '*') {
            ++at;
        } else {
            bare += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return bare;
}

}  // namespace

NumberKind kind_of_format(std::string_view code) {
    const std::string bare = bare_format(code);
    if (bare == "general") return NumberKind::plain;
    const bool counts_days = bare.find_first_of("yd") != std::string::npos;
    const bool has_month = bare.find('m') != std::string::npos;
    const bool is_time = bare.find_first_of("hs") != std::string::npos;
    if (counts_days || (has_month && !is_time)) return NumberKind::date;
    if (bare.find('%') != std::string::npos) return NumberKind::percent;
    const std::size_t point = bare.find('.');
    if (point == std::string::npos || bare.find(',') >= point) return NumberKind::plain;
    const std::size_t end = bare.find_first_not_of("0#?", point + 1);
    return std::min(end, bare.size()) - point == 3 ? NumberKind::money : NumberKind::plain;
}

NumberKind kind_of_format(int id) {
    if (id == 9 || id == 10) return NumberKind::percent;
    if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return NumberKind::date;
    if (id == 4 || id == 7 || id == 8 || id == 39 || id == 40 || id == 43 || id == 44)
        return NumberKind::money;
    return NumberKind::plain;
}

}  // namespace phaen::sheet
