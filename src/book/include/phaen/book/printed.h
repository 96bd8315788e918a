#pragma once

#include "phaen/plan/plan.h"

namespace phaen::book {

/// What of a plan the annual plan's book prints, in one form: two plans that print the same have
/// the same. What no book can bring back is left out: ids (elements are named by what they say),
/// fields that it does not print (docs/reference/templates.md lists them), and the order of
/// elements that it prints in several places (projects, organisations, definitions, measures,
/// activities).
///
/// `printed(import(render(plan))) == printed(plan)`.
[[nodiscard]] plan::Plan printed(const plan::Plan& plan);

}  // namespace phaen::book
