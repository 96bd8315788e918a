#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "phaen/base/decimal.h"
#include "phaen/plan/plan.h"

/// The plan of the year after: what goes on, with what was reached as the baseline. It is a draft
/// for a person to go through, so everything that was done or left out is told.
namespace phaen::plan {

/// What a year came to, as of the day on which the next one is made.
struct YearEnd {
    struct Indicator {
        std::optional<base::Decimal> value;  ///< the one value that it reached
        std::optional<int> level;
        std::optional<base::Score> score;
        std::vector<NamedValue> values;
        std::string target;  ///< as people read it
        ResultStatus status = ResultStatus::provisional;
    };
    std::map<Id, base::Percent> steps;  ///< what was reported last; one that is missing: nothing
    std::map<Id, Indicator> indicators;
    bool is_over = true;  ///< the day is the year's last, or after it
};

/// What a person chose against the rule.
struct RollOverChoice {
    Id id = {};                      ///< of the new plan
    std::vector<Id> keep = {};       ///< finished projects that are done again, with all steps
    std::vector<Id> leave_out = {};  ///< unfinished projects that are not gone on with
};

enum class RollOverAction { carried, changed, filled, cleared, left_out, to_review };
enum class RollOverReason {
    unfinished,          ///< a project with steps that are not done
    chosen,              ///< a person said so
    every_year,          ///< indicators, and steps of no project
    no_steps,            ///< a project whose end nobody can tell
    finished,            ///< a project or step that is done
    of_left_out,         ///< stands under what was left out
    earlier_year,        ///< results of years before
    of_old_version,      ///< accepted findings, claims, places in a document
    months_moved,        ///< by one year
    weights_shared,      ///< those of left-out steps among those that stay
    partly_done,         ///< a step that was begun: what is left of it is less
    next_target,         ///< the target of the year, for the year after
    target_of_year,      ///< the plan had one for the year after already
    no_target,           ///< there is none to go on from
    baseline,            ///< what was reached
    baseline_unknown,    ///< nothing was measured
    result,              ///< of the year that ends
    money,               ///< budget, spending plan, allocations: of another year
    title,               ///< the year in it
    names_year,          ///< prose that names the year that ends
    scheme_of_year,      ///< the rules are those of another year
    year_not_over,       ///< figures may still change
    months_out_of_year,  ///< steps that do not fall into the year even so
};
[[nodiscard]] std::string_view to_string(RollOverAction action);
[[nodiscard]] std::string_view to_string(RollOverReason reason);

/// One thing that was done, with the element of the old plan (or the new result) it was done to.
/// `before` and `after` are as the plan file writes them; empty: none.
struct RollOverNote {
    Id element;
    std::string title;
    RollOverAction action = RollOverAction::carried;
    RollOverReason reason = RollOverReason::unfinished;
    std::string before = {};
    std::string after = {};
    friend bool operator==(const RollOverNote&, const RollOverNote&) = default;
};

struct RolledOver {
    Plan plan;
    std::vector<RollOverNote> notes;  ///< in the order of the plan file
};

/// The id that a plan of the year after gets by itself: the year in it counted up, else added;
/// empty when that is too long.
[[nodiscard]] Id next_id(const Plan& plan);

/// - Projects with steps that are not done, or without steps, are carried and say what they
/// continue;
///   of their steps those that are not done, and weights of a schedule add up to what they did.
///   Finished projects are left out, unless they are in `keep`: then they begin anew.
/// - Indicators are carried: the target of the year becomes that of the year after, with the value
///   that was reached as its baseline. Schedules of no project begin anew.
/// - Months move by a year. Results are those of the year that ends. Budgets are cleared.
/// - Elements keep their ids; what referred to something left out does so no more.
/// What people chose must be projects of the plan; others are ignored. A plan that can be handled
/// stays one.
[[nodiscard]] RolledOver roll_over(const Plan& plan, const YearEnd& end,
                                   const RollOverChoice& choice);

}  // namespace phaen::plan
