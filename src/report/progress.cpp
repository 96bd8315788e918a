#include <algorithm>
#include <chrono>

#include "phaen/base/thai_text.h"
#include "writer.h"

/// Planned against actual, step by step.
namespace phaen::report {

namespace {

constexpr int kSoonDays = 60;

std::optional<facts::Day> due_of(const plan::Step& step) {
    std::optional<facts::Day> due;
    for (const plan::MonthSpan& span : step.months) {
        const facts::Day last =
            std::chrono::sys_days(std::chrono::year(span.to.year()) /
                                  std::chrono::month(span.to.month()) / std::chrono::last);
        due = std::max(due, {last});
    }
    return due;
}

bool is_planned_in(const plan::Step& step, facts::Day day) {
    const auto month =
        base::YearMonth::create(static_cast<int>(day.year()), static_cast<unsigned>(day.month()));
    return month &&
           std::any_of(step.months.begin(), step.months.end(), [&](const plan::MonthSpan& span) {
               return span.from <= *month && *month <= span.to;
           });
}

std::string owner_of(const plan::Schedule& schedule) {
    if (schedule.project) return schedule.project->id;
    if (schedule.activity) return schedule.activity->id;
    return schedule.indicator ? schedule.indicator->id : schedule.id;
}

}  // namespace

std::string Writer::state_of(const score::StepProgress& step) const {
    if (step.done) return word("state_done");
    if (step.cancelled) return word("event_cancelled");
    if (step.days_late > 0) return word("state_late", {{"days", number(step.days_late)}});
    const base::Percent nothing;
    if (step.planned == "0" && step.actual == nothing) return word("state_waiting");
    const auto planned = exact(step.planned);
    return planned == decimal(step.actual.value()) || step.planned == "0" ? word("state_on_plan")
                                                                          : word("state_behind");
}

void Writer::progress() {
    progress_summary();
    for (const plan::Schedule& schedule : sources_.plan->schedules) steps_of(schedule);
    not_reported();
    due_soon();
}

void Writer::progress_summary() {
    heading(2, word("progress_summary"));
    if (scores_.schedules.empty()) {
        body(word("no_data"));
        return;
    }
    draw_progress();
    open_table({120, 30, 30, 30});
    head({"work", "planned", "actual", "difference"});
    for (const score::ScheduleProgress& schedule : scores_.schedules) {
        const std::string name = name_of(!schedule.project.empty()     ? schedule.project
                                         : !schedule.indicator.empty() ? schedule.indicator
                                                                       : schedule.schedule);
        const base::Ratio difference = score::exact_of(schedule.actual).value_or(base::Ratio()) -
                                       score::exact_of(schedule.planned).value_or(base::Ratio());
        row({{name},
             at_end(exact(schedule.planned)),
             at_end(exact(schedule.actual)),
             at_end((difference > base::Ratio() ? "+" : "") + exact(difference.to_string()))});
    }
    close_table();
}

void Writer::steps_of(const plan::Schedule& schedule, int heading_level) {
    heading(heading_level, word("steps_of", {{"name", name_of(owner_of(schedule))}}));
    open_table({90, 18, 20, 20, 30, 90});
    head({"step", "weight", "planned", "actual", "state", "told"});
    for (const score::StepProgress& step : scores_.steps) {
        if (step.schedule != schedule.id) continue;
        const auto found = std::find_if(schedule.steps.begin(), schedule.steps.end(),
                                        [&](const plan::Step& one) { return one.id == step.step; });
        const std::string label =
            found->number.empty() ? "" : base::to_thai_digits(found->number) + ". ";
        std::string told;
        if (const auto fact = step.fact.empty() ? std::nullopt : sources_.log->find(step.fact)) {
            const facts::FactView seen = sources_.log->at(*fact);
            if (seen.progress != nullptr) {
                told = seen.progress->text;
                if (!seen.progress->obstacles.empty())
                    told += "\n" + word("obstacles", {{"text", seen.progress->obstacles}});
                if (!seen.progress->corrective_action.empty())
                    told += "\n" +
                            word("corrective_action", {{"text", seen.progress->corrective_action}});
            }
        }
        std::string state = state_of(step);
        if (step.approval_missing) state += "\n" + word("approval_missing");
        row({{label + found->text},
             centred(step.weight ? decimal(step.weight->value()) : word("none")),
             at_end(exact(step.planned)),
             at_end(decimal(step.actual.value())),
             centred(state),
             {told.empty() ? word("none") : told}});
    }
    if (table_.rows.size() == 1) row({{word("no_data"), document::Alignment::start, false, 6}});
    close_table();
}

void Writer::not_reported() {
    heading(2, word("not_reported"));
    bool any = false;
    for (const query::StepState& state : world_.steps()) {
        if (state.done || state.cancelled_on || !is_planned_in(*state.step, as_of_.day)) continue;
        if (state.fact != query::kNoFact) {
            const facts::Day told =
                std::chrono::sys_days(std::chrono::days(world_.log().at(state.fact).last_day));
            if (told.year() == as_of_.day.year() && told.month() == as_of_.day.month()) continue;
        }
        any = true;
        item(state.step->text + " (" + name_of(owner_of(*state.schedule)) + ")");
    }
    if (!any) body(word("all_reported"));
}

void Writer::due_soon() {
    const facts::Day until = std::chrono::sys_days(as_of_.day) + std::chrono::days(kSoonDays);
    std::vector<std::pair<facts::Day, const query::StepState*>> due;
    for (const query::StepState& state : world_.steps()) {
        const auto day_due = due_of(*state.step);
        if (!state.done && !state.cancelled_on && day_due && *day_due > as_of_.day &&
            *day_due <= until)
            due.emplace_back(*day_due, &state);
    }
    if (due.empty()) return;
    std::stable_sort(due.begin(), due.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    heading(2, word("due_soon"));
    for (const auto& [date, state] : due)
        item(word("due_on", {{"day", day(date)}}) + ": " + state->step->text + " (" +
             name_of(owner_of(*state->schedule)) + ")");
}

}  // namespace phaen::report
