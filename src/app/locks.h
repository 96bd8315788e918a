#pragma once

#include <optional>

#include "loaded.h"
#include "phaen/app/workspace.h"

/// What an approval holds fast in a plan.
namespace phaen::app {

/// Whether a change of the plan touches what a lock holds, and where: null when it does not. What
/// brings a place back to how it was when it was fixed is no change in this sense, so that a plan
/// that has moved on can be taken back.
[[nodiscard]] std::optional<Refusal> refuse_locked(const PlanLock& lock, const Loaded& before,
                                                   const Loaded& after, const Loaded& fixed);

/// The elements that a lock holds and that differ, as `short_changes` has them.
[[nodiscard]] base::Value locked_changes(LockScope scope, const Loaded& fixed, const Loaded& now);

}  // namespace phaen::app
