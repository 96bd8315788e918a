#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "phaen/app/refusal.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/plan/plan.h"

/// One element of a plan at a time.
namespace phaen::app {

/// The element's members as they stand in the plan file; for the plan's own id, its members that
/// are no lists of elements. Null when there is none.
[[nodiscard]] std::optional<base::Value> element_value(const plan::Plan& plan,
                                                       const base::Value& tree,
                                                       std::string_view element);

/// SHA-256 of the canonical JSON.
[[nodiscard]] std::string tag_of(const base::Value& element);

/// The tags of all elements and of the plan itself.
[[nodiscard]] base::Value tags_of(const plan::Plan& plan, const base::Value& tree);

/// The plan with a merge patch on one element. Refuses what is no plan then, an id that would
/// change, and lists of elements among the plan's own members.
[[nodiscard]] base::Result<plan::Plan, Refusal> changed_plan(const plan::Plan& plan,
                                                             const base::Value& tree,
                                                             std::string_view element,
                                                             const base::Value& patch);

/// The place that a pointer of the plan itself leads to (pointers of elements have no escapes);
/// null when it leads nowhere.
[[nodiscard]] base::Value* at_pointer(base::Value& tree, std::string_view pointer);

/// What differs between two plans, in short: `[{kind, element, title, fields}]`.
[[nodiscard]] base::Value short_changes(const plan::Plan& before, const plan::Plan& after);

}  // namespace phaen::app
