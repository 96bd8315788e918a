#pragma once

#include <string_view>

#include "phaen/app/workspace.h"
#include "phaen/app/year.h"

namespace phaen::app {

/// The plan as `Workspace::plan` answers it, in the version that was in force on the day by what
/// was known at the instant; without either, the newest. What is not the newest cannot be undone.
[[nodiscard]] base::Result<Tagged, Refusal> plan_then(const Workspace& workspace,
                                                      std::string_view plan, const Moment& moment);

}  // namespace phaen::app
