#pragma once

#include "phaen/base/ratio.h"

/// Arithmetic with fractions that never leaves their bounds: exact as long as the parts fit, and
/// with six decimals (half up) from there on, which only budgets of many billions with unlike
/// divisors reach.
namespace phaen::score {

[[nodiscard]] base::Ratio add(const base::Ratio& a, const base::Ratio& b);
[[nodiscard]] base::Ratio subtract(const base::Ratio& a, const base::Ratio& b);
[[nodiscard]] base::Ratio multiply(const base::Ratio& a, const base::Ratio& b);
/// `b` is not zero.
[[nodiscard]] base::Ratio divide(const base::Ratio& a, const base::Ratio& b);

}  // namespace phaen::score
