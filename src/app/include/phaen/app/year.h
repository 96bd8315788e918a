#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "phaen/app/permissions.h"
#include "phaen/app/workspace.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/facts/log.h"
#include "phaen/store/files.h"
#include "phaen/store/year_store.h"

/// What people do with the running year: report, spend, prove, judge; and see how it stands. Safe
/// from any thread; answers are in the shapes of the interface's description. Money, percents and
/// scores are decimal texts.
namespace phaen::app {

struct YearOptions {
    std::function<store::Instant()> now;
    std::function<std::string()> new_id;
    /// As that of the workspace: `facts {seq}` on the topic of the plan.
    std::function<void(const std::string& topic, const std::string& name, const base::Value& data)>
        publish;
};

/// When a question is about, as the address says it.
struct Moment {
    std::string as_of = {};     ///< ISO; empty: today, but within the plan's year
    std::string known_at = {};  ///< RFC 3339; empty: now
};

/// Who does it, today.
struct By {
    const Actor& actor;
    std::int64_t today = 0;
    Once once = {};
};

class Year {
  public:
    Year(const Workspace& workspace, store::YearStore& facts, const store::Files& files,
         YearOptions options);
    ~Year();
    Year(const Year&) = delete;
    Year& operator=(const Year&) = delete;
    template <class T>
    using Answer = base::Result<T, Refusal>;

    /// How the year stands, for the first page and the timeline.
    [[nodiscard]] Answer<base::Value> overview(std::string_view plan, const Moment& moment) const;
    /// The derivation of every score.
    [[nodiscard]] Answer<base::Value> score(std::string_view plan, const Moment& moment) const;
    /// The month's grid: what was reported of each step before it and in it. `owner` names an
    /// organisation; empty: all.
    [[nodiscard]] Answer<base::Value> progress(std::string_view plan, std::string_view month,
                                               std::string_view owner) const;
    /// Balances, the year's curve, periods, assertions.
    [[nodiscard]] Answer<base::Value> money(std::string_view plan, const Moment& moment) const;
    /// `{reports: [{step, on, percent, text?, obstacles?, corrective_action?, corrects?}]}`. All of
    /// them or none. The answer names the facts, and warns of steps that went back or lack an
    /// approval.
    [[nodiscard]] Answer<base::Value> report(std::string_view plan, const base::Value& body,
                                             const By& by);
    /// Adds facts as they are, of an import or an example.
    [[nodiscard]] Answer<base::Done> take(std::string_view agency, std::vector<facts::Fact> facts);

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace phaen::app
