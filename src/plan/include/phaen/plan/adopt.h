#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "phaen/plan/plan.h"

/// Taking the frameworks of another plan (an agency's five-year plan, say) as those that this plan
/// hangs on.
namespace phaen::plan {

enum class AdoptionAction {
    added,     ///< a framework or node that was not there
    updated,   ///< one that was, with what the other plan says of it
    removed,   ///< a node that the other plan does not have and nothing hangs on
    kept,      ///< a node that the other plan does not have, but something hangs on it
    resolved,  ///< a link that named a node by its text only
};
[[nodiscard]] std::string_view to_string(AdoptionAction action);

/// `element` is the framework, the node, or what the link belongs to.
struct AdoptionNote {
    Id element;
    std::string title;
    AdoptionAction action = AdoptionAction::added;
    friend bool operator==(const AdoptionNote&, const AdoptionNote&) = default;
};

struct Adopted {
    Plan plan;
    std::vector<AdoptionNote> notes;
};

/// The plan with the frameworks of `from` that `which` names (all for an empty list). A framework
/// is the same as one that is there when its id or its name is; a node when its code is, or without
/// codes its title: these keep their ids here, so that what hangs on them goes on to. Links that
/// give a framework or node as printed are led to it when its name, title or code says so. A plan
/// that can be handled stays one.
[[nodiscard]] Adopted adopt_frameworks(const Plan& into, const Plan& from,
                                       const std::vector<Id>& which);

}  // namespace phaen::plan
