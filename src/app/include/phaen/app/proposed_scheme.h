#pragma once

#include <string_view>

#include "phaen/app/refusal.h"
#include "phaen/app/workspace.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"

namespace phaen::app {

/// `{scheme, text}`: the year's scheme that a plan's own print suggests, as a file to be completed
/// and put as the agency's own, and its id: the one that the plan names while there is no scheme of
/// it, else `scheme-<year>`. Nothing is kept.
[[nodiscard]] base::Result<base::Value, Refusal> proposed_scheme(const Workspace& workspace,
                                                                 std::string_view plan);

}  // namespace phaen::app
