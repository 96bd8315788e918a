#include "phaen/report/timeline.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <utility>

#include "phaen/base/calendar.h"
#include "phaen/base/thai_text.h"
#include "timeline_parts.h"

namespace phaen::report {

namespace {

constexpr std::array<std::pair<StepStanding, std::string_view>, 5> kStandings = {
    {{StepStanding::done, "done"},
     {StepStanding::late, "late"},
     {StepStanding::due, "due"},
     {StepStanding::waiting, "waiting"},
     {StepStanding::cancelled, "cancelled"}}};

base::YearMonth month_of(const facts::Day& day) {
    return *base::YearMonth::create(static_cast<int>(day.year()),
                                    static_cast<unsigned>(day.month()));
}

bool has_begun(const plan::Step& step, const facts::Day& day) {
    return std::any_of(step.months.begin(), step.months.end(),
                       [&](const plan::MonthSpan& span) { return span.from <= month_of(day); });
}

/// What a schedule is of, and who leads it: the first of project, activity, indicator that is
/// there, with the leaders of the first that has some.
struct Owner {
    std::string id;
    std::string name;
    std::vector<std::string> leaders;
};

class Owners {
  public:
    explicit Owners(const plan::Plan& plan) {
        for (const plan::Project& one : plan.projects) add(one);
        for (const plan::Activity& one : plan.activities) add(one);
        for (const plan::Indicator& one : plan.indicators) {
            add(one);
            for (const plan::Indicator& sub : one.sub_indicators) add(sub);
        }
    }

    [[nodiscard]] Owner of(const plan::Schedule& schedule) const {
        Owner owner{schedule.id, schedule.id, {}};
        bool is_named = false;
        for (const auto* ref : {&schedule.project, &schedule.activity, &schedule.indicator}) {
            if (!ref->has_value()) continue;
            const auto found = known_.find((*ref)->id);
            if (found == known_.end()) continue;
            if (!std::exchange(is_named, true)) {
                owner.id = found->first;
                owner.name = found->second.name;
            }
            if (owner.leaders.empty()) owner.leaders = found->second.leaders;
        }
        return owner;
    }

  private:
    struct Known {
        std::string name;
        std::vector<std::string> leaders;
    };
    template <class T>
    void add(const T& element) {
        Known known{element.name, {}};
        for (const plan::Ref& ref : element.lead) {
            if (ref.resolved()) known.leaders.push_back(ref.id);
        }
        known_.emplace(element.id, std::move(known));
    }
    std::map<std::string, Known, std::less<>> known_;
};

bool is_of(const plan::Schedule& schedule, const std::string& wanted) {
    const auto names = [&](const std::optional<plan::Ref>& ref) {
        return ref && ref->id == wanted;
    };
    return wanted.empty() || schedule.id == wanted || names(schedule.project) ||
           names(schedule.activity) || names(schedule.indicator);
}

TimelineStep step_of(const query::StepState& state, const score::Derivation& scores,
                     const query::World& world) {
    TimelineStep made;
    made.step = state.step;
    const auto found =
        std::find_if(scores.steps.begin(), scores.steps.end(),
                     [&](const score::StepProgress& one) { return one.step == state.step->id; });
    if (found != scores.steps.end()) made.progress = &*found;
    const facts::Day day = world.as_of().day;
    const bool begun = has_begun(*state.step, day);
    made.standing = state.done                                      ? StepStanding::done
                    : state.cancelled_on                            ? StepStanding::cancelled
                    : made.progress && made.progress->days_late > 0 ? StepStanding::late
                    : begun                                         ? StepStanding::due
                                                                    : StepStanding::waiting;
    if (state.fact != query::kNoFact) {
        made.reported_on = facts::Day(
            std::chrono::sys_days(std::chrono::days(world.log().at(state.fact).last_day)));
    }
    const bool in_month = made.reported_on && month_of(*made.reported_on) == month_of(day);
    made.not_reported = begun && !state.done && !state.cancelled_on && !in_month;
    return made;
}

}  // namespace

std::string_view to_string(StepStanding standing) {
    for (const auto& [one, name] : kStandings) {
        if (one == standing) return name;
    }
    return {};
}

bool is_timeline_state(std::string_view state) {
    return state.empty() || state == "not_reported" ||
           std::any_of(kStandings.begin(), kStandings.end(),
                       [&](const auto& one) { return one.second == state; });
}

std::vector<TimelineGroup> timeline_groups(const query::WorldSources& sources,
                                           const query::World& world,
                                           const score::Derivation& scores,
                                           const TimelineFilter& filter) {
    const Owners owners(*sources.plan);
    std::map<std::string_view, std::string_view> organisations;
    for (const plan::Organisation& one : sources.plan->organisations)
        organisations[one.id] = one.name;
    std::map<const plan::Step*, const query::StepState*> states;
    for (const query::StepState& state : world.steps()) states[state.step] = &state;
    const std::string wanted = base::comparison_key(filter.text);
    const auto says = [&](const std::string& text) {
        return wanted.empty() || base::comparison_key(text).find(wanted) != std::string::npos;
    };
    std::vector<TimelineGroup> groups;
    for (const plan::Schedule& schedule : sources.plan->schedules) {
        const Owner owner = owners.of(schedule);
        const auto& leaders = owner.leaders;
        if (!is_of(schedule, filter.project)) continue;
        if (!filter.owner.empty() &&
            std::find(leaders.begin(), leaders.end(), filter.owner) == leaders.end())
            continue;
        TimelineGroup group{&schedule, owner.name, {}, "0", "0", {}};
        for (const std::string& leader : leaders) {
            const auto found = organisations.find(leader);
            group.owners.emplace_back(found == organisations.end() ? leader : found->second);
        }
        for (const score::ScheduleProgress& progress : scores.schedules) {
            if (progress.schedule != schedule.id) continue;
            group.planned = progress.planned;
            group.actual = progress.actual;
        }
        const bool whole = says(group.name);
        for (const plan::Step& step : schedule.steps) {
            const auto state = states.find(&step);
            if (state == states.end() || !(whole || says(step.text))) continue;
            const TimelineStep made = step_of(*state->second, scores, world);
            const bool fits =
                filter.state.empty() ||
                (filter.state == "not_reported" ? made.not_reported
                                                : filter.state == to_string(made.standing));
            if (fits) group.steps.push_back(made);
        }
        if (!group.steps.empty()) groups.push_back(std::move(group));
    }
    return groups;
}

std::vector<MonthPart> months_done(const plan::Step& step, const base::FiscalYear& year,
                                   const base::Percent& actual) {
    std::vector<MonthPart> parts;
    for (unsigned i = 0; i < kTimelineMonths; ++i) {
        const base::YearMonth month = year.month(i);
        const bool is_planned = std::any_of(
            step.months.begin(), step.months.end(),
            [&](const plan::MonthSpan& span) { return span.from <= month && month <= span.to; });
        if (is_planned) parts.push_back({i, base::Ratio()});
    }
    // The percent fills the planned months from the left.
    const base::Ratio one = *base::Ratio::create(1, 1);
    base::Ratio rest = base::Ratio::from_decimal(actual.value()) *
                       *base::Ratio::create(static_cast<std::int64_t>(parts.size()), 100);
    for (MonthPart& part : parts) {
        part.done = std::min(rest, one);
        rest = rest - part.done;
    }
    return parts;
}

}  // namespace phaen::report
