#include <algorithm>
#include <map>

#include "phaen/base/thai_text.h"
#include "writer.h"

/// What each project came to: money, steps, indicators, how it was closed.
namespace phaen::report {

using facts::Balance;
using facts::EventKind;

namespace {

/// The word for an event that changes what a project is; empty for others.
std::string_view word_of(EventKind kind) {
    switch (kind) {
        case EventKind::on_plan:
            return "event_on_plan";
        case EventKind::changed_form:
            return "event_changed_form";
        case EventKind::postponed:
            return "event_postponed";
        case EventKind::cancelled:
            return "event_cancelled";
        case EventKind::added:
            return "event_added";
        case EventKind::closed:
            return "event_closed";
        case EventKind::submitted:
        case EventKind::approved:
        case EventKind::rejected:
        case EventKind::acknowledged:
        case EventKind::assigned:
        case EventKind::note:
            break;
    }
    return {};
}

}  // namespace

std::string Writer::names_of(const plan::Refs& refs) const {
    std::string text;
    for (const plan::Ref& ref : refs) {
        if (!text.empty()) text += ", ";
        const plan::Element* element = ref.resolved() ? index_.find(ref.id) : nullptr;
        text += element == nullptr ? ref.unresolved : std::string(plan::title_of(*element));
    }
    return text;
}

/// Planned and actual, on the mean of the project's tables of steps; nothing without one.
std::optional<std::pair<base::Ratio, base::Ratio>> Writer::progress_of(
    const plan::Project& project) const {
    base::Ratio planned;
    base::Ratio actual;
    int count = 0;
    for (const score::ScheduleProgress& schedule : scores_.schedules) {
        if (schedule.project != project.id) continue;
        planned = planned + score::exact_of(schedule.planned).value_or(base::Ratio());
        actual = actual + score::exact_of(schedule.actual).value_or(base::Ratio());
        ++count;
    }
    const auto part = base::Ratio::create(1, count);
    if (!part) return std::nullopt;
    return std::pair(planned * *part, actual * *part);
}

/// What befell the project itself, in the order in which it was said.
std::vector<facts::FactView> Writer::events_of(const plan::Project& project) const {
    std::vector<facts::FactView> events;
    for (const std::uint32_t fact : world_.view()) {
        const facts::FactView seen = world_.log().at(fact);
        if (seen.event != nullptr && seen.element == project.id &&
            !word_of(seen.event->event).empty())
            events.push_back(seen);
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const auto& a, const auto& b) { return a.last_day < b.last_day; });
    return events;
}

void Writer::results() {
    if (sources_.plan->projects.empty()) {
        body(word("no_data"));
        return;
    }
    const auto money = money_by_project(world_);
    const auto of = [&](const plan::Project& project) {
        const auto found = money.find(project.id);
        return found == money.end() ? ledger::Balances() : found->second;
    };
    heading(2, word("summary"));
    open_table({86, 32, 32, 22, 24, 40});
    head({"project", "after_transfer", "disbursed", "percent_disbursed", "actual", "state"});
    for (const plan::Project& project : sources_.plan->projects) {
        const ledger::Balances balances = of(project);
        const auto progress = progress_of(project);
        const auto events = events_of(project);
        row({{project.name},
             at_end(project.no_budget ? word("no_budget")
                                      : amount(balances.at(Balance::after_transfer))),
             at_end(amount(balances.at(Balance::disbursed))),
             at_end(percent(balances.at(Balance::disbursed), balances.at(Balance::after_transfer))),
             at_end(progress ? exact(progress->second.to_string()) : word("none")),
             centred(events.empty() ? word("none") : word(word_of(events.back().event->event)))});
    }
    close_table();
    for (const plan::Project& project : sources_.plan->projects) result_of(project, of(project));
}

void Writer::result_of(const plan::Project& project, const ledger::Balances& money) {
    heading(2, project.name);
    open_table({50, 130});
    const auto line = [this](std::string_view name, const std::string& text) {
        if (!text.empty()) row({strong({word(name)}), {text}});
    };
    line("lead", names_of(project.lead));
    const auto with_unit = [this](const base::Money& of) {
        return word("amount_baht", {{"amount", amount(of)}});
    };
    line("budget", project.no_budget ? word("no_budget")
                   : project.budget  ? with_unit(*project.budget)
                                     : std::string());
    if (!project.no_budget)
        line("disbursed",
             word("disbursed_of", {{"amount", with_unit(money.at(Balance::disbursed))},
                                   {"percent", percent(money.at(Balance::disbursed),
                                                       money.at(Balance::after_transfer))}}));
    if (const auto progress = progress_of(project))
        line("progress_of_steps",
             word("planned_and_actual", {{"planned", exact(progress->first.to_string())},
                                         {"actual", exact(progress->second.to_string())}}));
    if (project.write_up) {
        std::string objectives;
        for (const std::string& one : project.write_up->objectives)
            objectives += (objectives.empty() ? "" : "\n") + one;
        line("objectives", objectives);
    }
    line("served_indicators", served_by(project));
    for (const facts::FactView& seen : events_of(project)) {
        const facts::Event& event = *seen.event;
        std::string text = day(
            std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(seen.last_day))));
        const auto add = [&](std::string_view name, const std::string& value) {
            if (!value.empty()) text += "\n" + word(name, {{"text", value}});
        };
        add("event_text", event.text);
        add("event_reason", event.reason);
        add("event_document", event.document);
        add("event_effect", event.effect);
        if (event.satisfaction) add("event_satisfaction", decimal(event.satisfaction->value()));
        add("event_lesson", event.lesson);
        row({strong({word(word_of(event.event))}), {text}});
    }
    if (table_.rows.empty()) row({strong({word("state")}), {word("no_data")}});
    close_table();
    for (const plan::Schedule& schedule : sources_.plan->schedules) {
        if (schedule.project && schedule.project->id == project.id) steps_of(schedule, 3);
    }
}

/// Each indicator that the project is for, with its target and what was reached.
std::string Writer::served_by(const plan::Project& project) const {
    std::string text;
    for (const plan::Indicator& indicator : sources_.plan->indicators) {
        if (std::find(indicator.projects.begin(), indicator.projects.end(),
                      plan::Ref::to(project.id)) == indicator.projects.end())
            continue;
        const auto found =
            std::find_if(scores_.indicators.begin(), scores_.indicators.end(),
                         [&](const score::IndicatorScore& one) { return one.id == indicator.id; });
        if (!text.empty()) text += "\n";
        if (found == scores_.indicators.end()) {
            text += indicator.name;
            continue;
        }
        text +=
            word("served_indicator",
                 {{"name", indicator.name},
                  {"target", target_text(*found)},
                  {"result", found->level_reached
                                 ? word("judged_level", {{"level", number(*found->level_reached)}})
                                 : exact(found->value)}});
    }
    return text;
}

}  // namespace phaen::report
