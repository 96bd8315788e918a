#pragma once

#include "phaen/plan/plan.h"

namespace phaen::tests {

/// A plan of an office that does not exist, the same for the same seed: every kind of element, in
/// any number, with the members that the annual plan's book prints. Names are Thai words that mean
/// nothing together and that differ from each other.
[[nodiscard]] plan::Plan random_plan(unsigned seed);

}  // namespace phaen::tests
