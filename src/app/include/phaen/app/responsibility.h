#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "phaen/app/permissions.h"
#include "phaen/app/refusal.h"
#include "phaen/app/workspace.h"
#include "phaen/app/year.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/store/stewardship_store.h"

/// Who is responsible for which project, indicator and step of a plan, who acts for them, and how
/// that passes from one to another. It is a role that names the element (project owner, with the
/// element as its part), so permissions and notices follow it; it is never in the plan file.
namespace phaen::app {

class Responsibility {
  public:
    Responsibility(const Workspace& workspace, store::Database& database,
                   std::function<store::Instant()> now, std::function<std::string()> new_id)
        : workspace_(workspace),
          accounts_(database),
          store_(database),
          now_(std::move(now)),
          new_id_(std::move(new_id)) {}
    template <class T>
    using Answer = base::Result<T, Refusal>;

    /// `{items: [{element, kind, title, people: [{account, name, is_deputy, for?, first_day,
    /// last_day?}]}], candidates: [{account, name}]}`: the plan's projects, indicators and steps
    /// with who is or will be responsible, and who could be; or only what is the actor's own today.
    enum class Which { all, mine };
    [[nodiscard]] Answer<base::Value> list(std::string_view plan, Which which, const By& by) const;
    /// The organisations of the agency's newest plan, by id, to say of what section somebody is;
    /// none without a plan.
    [[nodiscard]] Answer<std::map<std::string, std::string>> unit_names(
        std::string_view agency) const;
    /// `{account, deputy?, first_day?, last_day?}`: who was responsible before is so until the day
    /// before; without `account` nobody is from then on.
    [[nodiscard]] Answer<base::Value> set(std::string_view plan, std::string_view element,
                                          const base::Value& body, const By& by);
    /// `{from, to, day?}`: all that one is responsible for or deputises in the agency passes to
    /// another from a day on, all of it or nothing: `{handed_over}`.
    [[nodiscard]] Answer<base::Value> hand_over(std::string_view agency, const base::Value& body,
                                                const By& by);

  private:
    [[nodiscard]] Answer<std::string> known_account(std::string_view agency,
                                                    const std::string& account,
                                                    std::int64_t day) const;

    const Workspace& workspace_;
    store::AccountStore accounts_;
    store::StewardshipStore store_;
    std::function<store::Instant()> now_;
    std::function<std::string()> new_id_;
};

}  // namespace phaen::app
