#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "phaen/base/value.h"
#include "phaen/plan/plan.h"

/// How two people's changes of one plan become one. Elements are the same when their ids are.
namespace phaen::plan {

/// Two people changed one thing differently. `field` is as in FieldChange; empty when one removed
/// what the other changed (then the values are the element's members), `@owner` when both moved it
/// to different owners, the name of a list when both changed its order (then the values are lists
/// of ids).
struct Conflict {
    Id element;
    std::string field;
    base::Value base;
    base::Value ours;
    base::Value theirs;
    friend bool operator==(const Conflict&, const Conflict&) = default;
};

enum class Side { ours, theirs };

/// Conflicts that a person decided, by their element and field.
using Decisions = std::map<std::pair<Id, std::string>, Side>;

struct Merged {
    Plan plan;
    std::vector<Conflict> conflicts;
};

/// Brings together what changed from `base` to `ours` and from `base` to `theirs`, by element and
/// field. Where they conflict, ours stays, and what one side removed and the other changed stays;
/// each such case is listed. merge(b, o, b) = o and merge(b, b, t) = t, without conflicts. The
/// result is well-formed, but two changes that are each right can contradict together (a reference
/// to what was removed): validate it.
///
/// A conflict that was decided is as that side has it, and listed no more. It is listed all the
/// same when it cannot be so: what was to be removed holds something that stays, or what was to be
/// moved would stand in itself.
[[nodiscard]] Merged merge(const Plan& base, const Plan& ours, const Plan& theirs,
                           const Decisions& decisions = {});

/// `{"conflicts": [{element, field, base?, ours?, theirs?}]}` as a list.
[[nodiscard]] base::Value conflicts_to_value(const std::vector<Conflict>& conflicts);

}  // namespace phaen::plan
