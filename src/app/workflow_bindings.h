#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "phaen/app/workflow.h"

/// What a subject is about, beside its state: read from what its steps noted.
namespace phaen::app {

/// Where a step is taken: of which section, in which fiscal year.
struct WorkflowPlace {
    std::string organisation;  ///< empty: no one section's
    int fiscal_year = 0;       ///< 0: of none, or unknown
};

/// The plan that a subject names by its kind (`plan`, `plan month organisation`); empty: none.
[[nodiscard]] std::string plan_in(const WorkflowKind& kind, std::string_view subject);
/// The organisation of `plan month organisation`; empty: it names none.
[[nodiscard]] std::string organisation_in(const WorkflowKind& kind, std::string_view subject);
/// Whether the duty counts there: a head's for the own section, and any in the years that it is of.
[[nodiscard]] bool suits(const Duty& duty, const WorkflowPlace& place);

/// Whether the step would be the actor's if the role of a section's head said of which section: a
/// head without a unit takes what is no one section's, and nothing of any section.
[[nodiscard]] bool lacks_unit(const WorkflowAction& action, const Actor& actor,
                              std::string_view agency, std::int64_t today,
                              const WorkflowPlace& place);

/// What the steps so far have said.
struct WorkflowBinding {
    std::string type = {};
    std::string plan = {};
    std::string element = {};
    std::vector<std::string> units = {};     ///< that the matter was assigned to, the last time
    std::vector<std::string> answered = {};  ///< of those
};
[[nodiscard]] WorkflowBinding binding_of(const WorkflowKind& kind,
                                         const std::vector<store::WorkflowMove>& moves);
/// Adds `type`, `about` and `units` to what is shown of a subject.
void show_binding(const WorkflowKind& kind, const WorkflowBinding& binding, base::Value& subject);

/// Which subjects somebody may see. By the table of permissions all of the agency's, or only the
/// own: those that one took a step of, or in whose place one acts did, and those that one's unit
/// was assigned to. A token's scopes say what it may do, not whose; who has no permission at all is
/// stopped before.
class WorkflowSight {
  public:
    WorkflowSight(const Actor& actor, std::string_view agency, std::int64_t today);
    [[nodiscard]] bool is_own_only() const { return is_own_only_; }
    [[nodiscard]] bool sees(const std::vector<store::WorkflowMove>& moves,
                            const WorkflowBinding& binding) const;

  private:
    Actor actor_;
    std::string agency_;
    std::int64_t today_;
    bool is_own_only_;
};

/// What a step says of them: checked, and added to its note.
[[nodiscard]] base::Result<base::Done, Refusal> note_binding(
    const WorkflowPlans& plans, const WorkflowKind& kind, const WorkflowAction& action,
    std::string_view agency, std::string_view subject, const base::Value& body,
    const WorkflowBinding& before, base::Object& note);

}  // namespace phaen::app
