#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "phaen/base/decimal.h"

namespace phaen::base {

/// An exact fraction in lowest terms with a positive denominator; 64-bit parts, computed through
/// 128 bits and checked.
class Ratio {
  public:
    constexpr Ratio() = default;
    /// Null when the denominator is zero or a part does not fit after reducing.
    static std::optional<Ratio> create(std::int64_t numerator, std::int64_t denominator);
    static Ratio from_decimal(Decimal value);

    [[nodiscard]] std::int64_t numerator() const { return numerator_; }
    [[nodiscard]] std::int64_t denominator() const { return denominator_; }
    /// Rounded once to `places` (0 to 6) places.
    [[nodiscard]] Decimal to_decimal(int places, Rounding rounding) const;
    [[nodiscard]] std::string to_string() const;

    friend Ratio operator+(const Ratio& a, const Ratio& b);
    friend Ratio operator-(const Ratio& a, const Ratio& b);
    friend Ratio operator*(const Ratio& a, const Ratio& b);
    friend std::strong_ordering operator<=>(const Ratio& a, const Ratio& b);
    friend bool operator==(const Ratio& a, const Ratio& b) = default;

  private:
    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1;
};

}  // namespace phaen::base
