#pragma once

#include <string>

#include "language.h"
#include "phaen/plan/plan.h"

namespace phaen::cli {

/// The plan as a plain text outline: one heading for each kind of element, one line for each
/// element, what belongs to it below, indented. Printed text stays as printed; labels are in
/// `language`.
[[nodiscard]] std::string outline(const plan::Plan& plan, Language language);

}  // namespace phaen::cli
