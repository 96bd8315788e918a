#pragma once

#include <string_view>

#include "phaen/app/workspace.h"
#include "phaen/app/year.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"

/// From one fiscal year to the next: the plan of the year after, made of a plan and what its year
/// came to. Both years are open then, each with its own plan.
namespace phaen::app {

/// What would become of the plan in the year after: `{plan: {id, title, fiscal_year}, as_of,
/// counts, notes: [{element, title, action, reason, message, before?, after?}]}`. `body` is `{id?,
/// keep?, leave_out?}`: the new plan's id, ids of finished projects that are done again, of
/// unfinished ones that are not gone on with.
[[nodiscard]] base::Result<base::Value, Refusal> try_next_year(const Year& year,
                                                               std::string_view plan,
                                                               const base::Value& body,
                                                               const Moment& moment);

/// The same, kept as a plan of the agency: the answer has `number` and `version` too.
[[nodiscard]] base::Result<base::Value, Refusal> make_next_year(
    Workspace& workspace, const Year& year, std::string_view plan, const base::Value& body,
    const Moment& moment, const Once& once);

/// `{from, frameworks?}`: takes the frameworks of another plan that the actor may read (an agency's
/// five-year plan) into this one; ids of those wanted, all without any.
[[nodiscard]] base::Result<base::Value, Refusal> adopt_frameworks(Workspace& workspace,
                                                                  std::string_view plan,
                                                                  std::string_view version,
                                                                  const base::Value& body,
                                                                  const By& by);

}  // namespace phaen::app
