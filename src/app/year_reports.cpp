#include <algorithm>

#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

/// The step, and the schedule that it is of, when it needs an approval first.
const plan::Schedule* schedule_that_waits(const plan::Plan& plan, std::string_view step) {
    for (const plan::Schedule& schedule : plan.schedules) {
        for (const plan::Step& one : schedule.steps) {
            if (one.id == step)
                return one.requires_first == plan::StepRequires::approval ? &schedule : nullptr;
        }
    }
    return nullptr;
}

/// An approval of the step, or of what its schedule is of.
bool is_approved(const Held& held, const plan::Schedule& schedule, std::string_view step) {
    std::vector<std::string_view> own = {step, schedule.id};
    for (const auto* ref : {&schedule.project, &schedule.activity, &schedule.indicator}) {
        if (ref->has_value()) own.emplace_back((*ref)->id);
    }
    const facts::FactLog& log = held.agency->log;
    const auto events =
        log.view({held.year.last_day(), held.as_of.known_at}, facts::FactKind::event);
    return std::any_of(events.begin(), events.end(), [&](std::uint32_t index) {
        const facts::FactView seen = log.at(index);
        return seen.event->event == facts::EventKind::approved && seen.plan == held.plan().id &&
               !seen.element.empty() &&
               std::find(own.begin(), own.end(), seen.element) != own.end();
    });
}

}  // namespace

// The facts of the year are looked at only when there is such a step.
Result<std::vector<bool>, Refusal> Year::Parts::unapproved(std::string_view plan,
                                                           const std::vector<facts::Fact>& facts) {
    std::vector<bool> out(facts.size(), false);
    const auto at_hand = workspace.current(plan);
    if (!at_hand) return Unexpected{at_hand.error()};
    std::vector<const plan::Schedule*> waits;
    for (const facts::Fact& fact : facts) {
        const auto* progress = std::get_if<facts::Progress>(&fact.data);
        const bool says_something = progress != nullptr && progress->percent > base::Percent();
        waits.push_back(says_something ? schedule_that_waits(*at_hand->plan, fact.element)
                                       : nullptr);
    }
    if (std::all_of(waits.begin(), waits.end(), [](const auto* one) { return one == nullptr; }))
        return out;
    const auto held = hold(plan, {});
    if (!held) return Unexpected{held.error()};
    for (std::size_t i = 0; i < facts.size(); ++i)
        out[i] = waits[i] != nullptr && !is_approved(*held, *waits[i], facts[i].element);
    return out;
}

// It is told, not refused: a step may go back, and an approval may come by paper.
Result<Array, Refusal> Year::Parts::warnings_of(std::string_view plan,
                                                const std::vector<facts::Fact>& facts) {
    const auto agency = workspace.agency_of_plan(plan);
    if (!agency) return Unexpected{agency.error()};
    std::vector<store::ProgressQuestion> questions;
    for (const facts::Fact& fact : facts) {
        if (fact.corrects.empty() && fact.when.on)
            questions.push_back({fact.plan, fact.element, *fact.when.on, fact.seq});
    }
    const auto before = store.progress_before(*agency, questions);
    if (!before) return Unexpected{from_store(before.error(), {"รายงาน", "reports"})};
    const auto lacks = unapproved(plan, facts);
    if (!lacks) return Unexpected{lacks.error()};
    Array warnings;
    std::size_t question = 0;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const facts::Fact& fact = facts[i];
        const auto* progress = std::get_if<facts::Progress>(&fact.data);
        const bool is_asked = fact.corrects.empty() && fact.when.on;
        const std::optional<facts::Fact>* last = is_asked ? &(*before)[question++] : nullptr;
        if (progress == nullptr) continue;
        if (last != nullptr && *last) {
            const base::Percent reached = std::get<facts::Progress>((*last)->data).percent;
            if (progress->percent < reached) {
                warnings.emplace_back(Object{{"step", Value(fact.element)},
                                             {"kind", Value("lower_than_before")},
                                             {"before", Value(reached.to_string())}});
            }
        }
        if ((*lacks)[i]) {
            warnings.emplace_back(
                Object{{"step", Value(fact.element)}, {"kind", Value("approval_missing")}});
        }
    }
    return warnings;
}

Result<Value, Refusal> Year::report(std::string_view plan, const Value& body, const By& by) {
    const auto make = [&](const Held&) -> Result<std::vector<Parts::Draft>, Refusal> {
        auto reports = list_of(body, "reports");
        if (!reports) return Unexpected{reports.error()};
        std::vector<Parts::Draft> drafts;
        for (Object& report : *reports) {
            Parts::Draft draft;
            draft.place = "/reports/" + std::to_string(drafts.size());
            draft.kind = "progress";
            draft.permission = "progress.report";
            draft.about = {PieceKind::step, PieceKind::project};
            draft.element_member = "step";
            draft.element = take_text(report, "step");
            draft.on = take_text(report, "on");
            draft.corrects = take_text(report, "corrects");
            draft.data = std::move(report);
            drafts.push_back(std::move(draft));
        }
        return drafts;
    };
    const auto added = parts_->add(plan, by, Parts::RestsOn::plan, make);
    if (!added) return Unexpected{added.error()};
    auto warnings = parts_->warnings_of(plan, *added);
    if (!warnings) return Unexpected{warnings.error()};
    Array ids;
    for (const facts::Fact& fact : *added) ids.emplace_back(fact.id);
    return Value(
        Object{{"facts", Value(std::move(ids))}, {"warnings", Value(std::move(*warnings))}});
}

}  // namespace phaen::app
