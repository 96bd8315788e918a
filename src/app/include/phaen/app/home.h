#pragma once

#include <string_view>

#include "phaen/app/accounts.h"
#include "phaen/app/notices.h"
#include "phaen/app/workflow.h"
#include "phaen/app/workspace.h"
#include "phaen/app/year.h"

/// The first page of whoever looks: how the year stands, what is theirs to do, what others did
/// since they looked last. One answer, so that the page is there at once.
namespace phaen::app {

class Home {
  public:
    Home(const Workspace& workspace, const Year& year, const Workflow& workflow, Accounts& accounts,
         const Notices& notices);

    /// `{year, waiting, own_steps, to_assess, to_judge, ledger, registries, findings, imports,
    /// system, since, changes}`; what is not the actor's to do is null. `since` is RFC 3339; empty:
    /// the newest changes, whoever made them.
    [[nodiscard]] base::Result<base::Value, Refusal> read(std::string_view plan,
                                                          const Moment& moment,
                                                          std::string_view since,
                                                          const By& by) const;

  private:
    const Workspace& workspace_;
    const Year& year_;
    const Workflow& workflow_;
    Accounts& accounts_;
    const Notices& notices_;
};

}  // namespace phaen::app
