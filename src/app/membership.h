#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "phaen/app/refusal.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/plan/plan.h"

/// Which elements a plan has: adding one, taking one away.
namespace phaen::app {

struct Joined {
    plan::Plan plan;
    std::string element;  ///< the new element's id
};

/// The plan with one element more, at the end of its list. `body` is `{kind, owner?, element}`: the
/// kind as `plan::to_string` names it, and the owner's id for what stands in another element
/// (steps, evidence, nodes of a framework, sub-indicators). An element without an id gets one that
/// no element of this plan ever had, as far as chance can say. Refuses what is no plan then.
[[nodiscard]] base::Result<Joined, Refusal> plan_with(const plan::Plan& plan,
                                                      const base::Value& tree,
                                                      const base::Value& body,
                                                      const std::function<std::string()>& new_id);

/// The plan without an element and its parts. Whoever referred to it keeps its title as an
/// unresolved reference, so that the checker tells; what was noted about it goes with it. Refuses
/// with `still_needed` where a reference cannot be left open.
[[nodiscard]] base::Result<plan::Plan, Refusal> plan_without(const plan::Plan& plan,
                                                             const base::Value& tree,
                                                             std::string_view element);

}  // namespace phaen::app
