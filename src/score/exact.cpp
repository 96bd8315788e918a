#include "exact.h"

#include <bit>

#include "phaen/base/check.h"

namespace phaen::score {

using base::Ratio;

namespace {

int bits(std::int64_t number) {
    return static_cast<int>(
        std::bit_width(static_cast<std::uint64_t>(number < 0 ? -(number + 1) : number)));
}

constexpr int kBits = 61;

bool fits_product(const Ratio& a, const Ratio& b) {
    return bits(a.numerator()) + bits(b.numerator()) <= kBits &&
           bits(a.denominator()) + bits(b.denominator()) <= kBits;
}

bool fits_sum(const Ratio& a, const Ratio& b) {
    return bits(a.numerator()) + bits(b.denominator()) <= kBits &&
           bits(b.numerator()) + bits(a.denominator()) <= kBits &&
           bits(a.denominator()) + bits(b.denominator()) <= kBits;
}

Ratio shortened(const Ratio& ratio) {
    return Ratio::from_decimal(ratio.to_decimal(6, base::Rounding::half_up));
}

}  // namespace

Ratio add(const Ratio& a, const Ratio& b) {
    return fits_sum(a, b) ? a + b : shortened(a) + shortened(b);
}

Ratio subtract(const Ratio& a, const Ratio& b) {
    return fits_sum(a, b) ? a - b : shortened(a) - shortened(b);
}

Ratio multiply(const Ratio& a, const Ratio& b) {
    return fits_product(a, b) ? a * b : shortened(a) * shortened(b);
}

Ratio divide(const Ratio& a, const Ratio& b) {
    PHAEN_CHECK(b.numerator() != 0, "a division by zero");
    return multiply(a, *Ratio::create(b.denominator(), b.numerator()));
}

}  // namespace phaen::score
