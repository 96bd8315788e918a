#pragma once

#include <string_view>

#include "phaen/app/accounts.h"
#include "phaen/app/workflow.h"
#include "phaen/app/workspace.h"
#include "phaen/app/year.h"

/// Finding by words: records, evidence, requests and letters, people, and what stands in the plan
/// for who does not have it.
namespace phaen::app {

class Search {
  public:
    Search(const Workspace& workspace, const Year& year, const Workflow& workflow,
           const Accounts& accounts)
        : workspace_(workspace), year_(year), workflow_(workflow), accounts_(accounts) {}

    enum class Within { year, year_and_plan };
    /// `{items: [{kind, id, title, of, …}], more}`: the best of each kind, of what the actor may
    /// see alone. `kind` is element (of the plan, when it is asked for), record, evidence, subject
    /// or person. Nobody finds anything by what is personal in records: that has a way of its own,
    /// which is told in the chain.
    [[nodiscard]] base::Result<base::Value, Refusal> find(std::string_view plan,
                                                          std::string_view words, Within within,
                                                          const By& by) const;

  private:
    [[nodiscard]] base::Result<base::Done, Refusal> add_elements(std::string_view plan,
                                                                 std::string_view words,
                                                                 base::Array& items,
                                                                 bool& more) const;

    const Workspace& workspace_;
    const Year& year_;
    const Workflow& workflow_;
    const Accounts& accounts_;
};

}  // namespace phaen::app
