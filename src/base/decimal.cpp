#include "phaen/base/decimal.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "int128.h"
#include "phaen/base/check.h"

namespace phaen::base {

namespace {

constexpr std::size_t kPlaces = 6;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Decimal Decimal::from_integer(std::int64_t value) {
    const auto units = detail::narrow(static_cast<detail::Int128>(value) * kScale);
    PHAEN_CHECK(units.has_value(), "a decimal out of its bounds");
    return Decimal(*units);
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::string_view fraction;
    if (point != std::string_view::npos) {
        fraction = text.substr(point + 1);
        if (fraction.empty()) return std::nullopt;
    }
    if (whole.empty() || fraction.size() > kPlaces) return std::nullopt;

    // Summed on the negative side, which reaches one further, so that the least value can be read
    // back.
    std::int64_t units = 0;
    const auto push_digit = [&units](int digit) {
        return !__builtin_mul_overflow(units, std::int64_t{10}, &units) &&
               !__builtin_sub_overflow(units, std::int64_t{digit}, &units);
    };
    for (const std::string_view part : {whole, fraction}) {
        for (const char c : part) {
            if (!is_digit(c) || !push_digit(c - '0')) return std::nullopt;
        }
    }
    for (std::size_t i = fraction.size(); i < kPlaces; ++i) {
        if (!push_digit(0)) return std::nullopt;
    }
    if (negative) return Decimal(units);
    if (units == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
    return Decimal(-units);
}

std::string Decimal::to_string() const {
    const std::uint64_t magnitude = detail::magnitude(units_);
    std::string text = units_ < 0 ? "-" : "";
    text += std::to_string(magnitude / kScale);
    const std::uint64_t rest = magnitude % kScale;
    if (rest == 0) return text;
    std::string fraction = std::to_string(rest);
    fraction.insert(0, kPlaces - fraction.size(), '0');
    while (fraction.back() == '0') fraction.pop_back();
    return text + "." + fraction;
}

Decimal operator+(Decimal a, Decimal b) {
    std::int64_t sum = 0;
    PHAEN_CHECK(!__builtin_add_overflow(a.units_, b.units_, &sum), "a sum of decimals overflows");
    return Decimal(sum);
}

Decimal operator-(Decimal a, Decimal b) {
    std::int64_t difference = 0;
    PHAEN_CHECK(!__builtin_sub_overflow(a.units_, b.units_, &difference),
                "a difference of decimals overflows");
    return Decimal(difference);
}

Decimal Decimal::percent_of(Decimal percent, Rounding rounding) const {
    const detail::Int128 product = static_cast<detail::Int128>(units_) * percent.units_;
    const detail::Int128 hundred = static_cast<detail::Int128>(kScale) * 100;
    const auto units = detail::narrow(detail::divide_rounded(product, hundred, rounding));
    PHAEN_CHECK(units.has_value(), "a percentage out of a decimal's bounds");
    return Decimal(*units);
}

}  // namespace phaen::base
