#include "phaen/base/ratio.h"

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "int128.h"
#include "phaen/base/check.h"

namespace phaen::base {

namespace {

using detail::Int128;

struct Parts {
    std::int64_t numerator;
    std::int64_t denominator;
};

Int128 greatest_common_divisor(Int128 a, Int128 b) {
    while (b != 0) {
        const Int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/// Lowest terms with a positive denominator. Both parts stay within ±(2^63 - 1), so that every part
/// can be negated and the sum of two products fits into 128 bits.
std::optional<Parts> reduce(Int128 numerator, Int128 denominator) {
    if (denominator == 0) return std::nullopt;
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    const Int128 divisor =
        greatest_common_divisor(numerator < 0 ? -numerator : numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
    constexpr Int128 kMax = std::numeric_limits<std::int64_t>::max();
    if (numerator > kMax || numerator < -kMax || denominator > kMax) return std::nullopt;
    return Parts{static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator)};
}

Ratio checked(Int128 numerator, Int128 denominator) {
    const auto parts = reduce(numerator, denominator);
    PHAEN_CHECK(parts.has_value(), "a ratio's part does not fit into 64 bits");
    const auto ratio = Ratio::create(parts->numerator, parts->denominator);
    PHAEN_CHECK(ratio.has_value(), "a reduced ratio is not one");
    return *ratio;
}

}  // namespace

std::optional<Ratio> Ratio::create(std::int64_t numerator, std::int64_t denominator) {
    const auto parts = reduce(numerator, denominator);
    if (!parts) return std::nullopt;
    Ratio ratio;
    ratio.numerator_ = parts->numerator;
    ratio.denominator_ = parts->denominator;
    return ratio;
}

Ratio Ratio::from_decimal(Decimal value) { return checked(value.units(), Decimal::kScale); }

Decimal Ratio::to_decimal(int places, Rounding rounding) const {
    PHAEN_CHECK(places >= 0 && places <= 6, "a decimal has at most six places");
    std::int64_t kept = 1;                   // 10^places
    std::int64_t dropped = Decimal::kScale;  // 10^(6 - places)
    for (int i = 0; i < places; ++i) {
        kept *= 10;
        dropped /= 10;
    }
    const Int128 scaled = static_cast<Int128>(numerator_) * kept;
    const auto units =
        detail::narrow(detail::divide_rounded(scaled, denominator_, rounding) * dropped);
    PHAEN_CHECK(units.has_value(), "a ratio out of a decimal's bounds");
    return Decimal::from_units(*units);
}

std::string Ratio::to_string() const {
    std::string text = std::to_string(numerator_);
    if (denominator_ != 1) {
        text += '/';
        text += std::to_string(denominator_);
    }
    return text;
}

Ratio operator+(const Ratio& a, const Ratio& b) {
    return checked(static_cast<Int128>(a.numerator_) * b.denominator_ +
                       static_cast<Int128>(b.numerator_) * a.denominator_,
                   static_cast<Int128>(a.denominator_) * b.denominator_);
}

Ratio operator-(const Ratio& a, const Ratio& b) {
    return checked(static_cast<Int128>(a.numerator_) * b.denominator_ -
                       static_cast<Int128>(b.numerator_) * a.denominator_,
                   static_cast<Int128>(a.denominator_) * b.denominator_);
}

Ratio operator*(const Ratio& a, const Ratio& b) {
    return checked(static_cast<Int128>(a.numerator_) * b.numerator_,
                   static_cast<Int128>(a.denominator_) * b.denominator_);
}

std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) {
    const Int128 left = static_cast<Int128>(a.numerator_) * b.denominator_;
    const Int128 right = static_cast<Int128>(b.numerator_) * a.denominator_;
    if (left < right) return std::strong_ordering::less;
    if (left > right) return std::strong_ordering::greater;
    return std::strong_ordering::equal;
}

}  // namespace phaen::base
