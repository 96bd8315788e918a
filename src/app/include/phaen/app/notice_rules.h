#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/app/permissions.h"
#include "phaen/app/refusal.h"
#include "phaen/app/workflow.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/store/year_store.h"

/// What people are told of, and who is: data of the agency (`phaen.notices/1`), with a standard
/// that is shipped. Pure: the same plan, facts, roles and day give the same notices.
namespace phaen::app {

/// What a rule looks at.
enum class NoticeOn {
    step,    ///< the day on which a step must be done
    report,  ///< the month's reports that are still missing
    move,    ///< a step of a workflow that was taken: tells who brought the subject there
    state,   ///< a state in which a subject waits: tells who may take one of the actions
};

struct NoticeRule {
    std::string id;
    std::string kind;  ///< due, late, returned, approved, waiting
    NoticeOn on = NoticeOn::step;
    /// Of a step: before its day for `due`, after it for `late`.
    int days = 0;
    /// Of reports: from this day of the month itself for `due`, of the next month for `late`.
    int day_of_month = 1;
    std::vector<Role> to;              ///< of steps and reports
    std::vector<std::string> actions;  ///< of workflows
};

struct NoticeRules {
    std::vector<NoticeRule> rules;
    std::string webhook;                     ///< address; empty: none
    std::vector<std::string> webhook_kinds;  ///< empty: all
};

/// Reads and checks; the first that is wrong, with its place.
[[nodiscard]] base::Result<NoticeRules, BothTexts> notice_rules_from(const base::Value& value);
[[nodiscard]] const NoticeRules& standard_notice_rules();
[[nodiscard]] base::Value standard_notice_rules_value();

/// Somebody who may be told, for one of their duties.
struct Holder {
    std::string account;
    Duty duty;
};

/// A notice to be.
struct Told {
    std::string account;
    std::string cause;
    std::string kind;
    std::string plan;
    std::string about;
    std::int64_t day = 0;
    base::Object data;
};

/// Of the steps of a plan: `overview` is that of the year as of `today`. Nothing outside the plan's
/// year.
[[nodiscard]] std::vector<Told> told_of_steps(const NoticeRules& rules, const base::Value& overview,
                                              const std::vector<Holder>& holders,
                                              std::int64_t today);
/// Of the reports of a month that are missing: `overview` is as of the month's last day, or of
/// today when that is earlier. One for each person and month.
[[nodiscard]] std::vector<Told> told_of_reports(const NoticeRules& rules,
                                                const base::Value& overview,
                                                const std::vector<Holder>& holders,
                                                std::int64_t today);
/// Of a step of a workflow; `before` is how the subject came where it was.
[[nodiscard]] std::vector<Told> told_of_move(
    const NoticeRules& rules, const WorkflowKind& kind, const store::WorkflowState& to,
    const store::WorkflowMove& how, const std::vector<store::WorkflowMove>& before,
    std::string_view actor, const std::vector<Holder>& holders, std::int64_t today);

/// One line for people.
[[nodiscard]] BothTexts notice_text(std::string_view kind, std::int64_t day,
                                    const base::Value& data);

}  // namespace phaen::app
