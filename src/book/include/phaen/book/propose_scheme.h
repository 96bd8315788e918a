#pragma once

#include "phaen/plan/plan.h"
#include "phaen/plan/scheme.h"

namespace phaen::book {

/// The year's scheme that a plan's own print suggests, for a year or an agency that no known scheme
/// fits: the indicator groups and components that its indicators and headings name, weights as the
/// sums of their indicators' weights, what levels are worth by its scoring criteria, the kinds of
/// its projects. What is guessed (a component that only a heading names, a sum to which not every
/// indicator gives, percentages on which criteria disagree) is marked `assumed`; what the plan does
/// not show is not there. Takes the plan's scheme id, `scheme-<year>` when it names none. Valid for
/// every plan that is.
[[nodiscard]] plan::Scheme propose_scheme(const plan::Plan& plan);

}  // namespace phaen::book
