#include "phaen/query/world.h"

#include <algorithm>
#include <unordered_map>

#include "phaen/query/query.h"

namespace phaen::query {

using facts::FactKind;

namespace {

const std::vector<std::uint32_t>& found_in(
    const std::map<std::string, std::vector<std::uint32_t>, std::less<>>& by_element,
    std::string_view element) {
    static const std::vector<std::uint32_t> none;
    const auto found = by_element.find(element);
    return found == by_element.end() ? none : found->second;
}

/// Puts a fact into an ascending list, or takes it out.
void put(std::vector<std::uint32_t>& list, std::uint32_t fact, bool is_gained) {
    const auto at = std::lower_bound(list.begin(), list.end(), fact);
    if (is_gained) {
        list.insert(at, fact);
    } else if (at != list.end() && *at == fact) {
        list.erase(at);
    }
}

base::Percent whole() { return base::Percent(base::Decimal::from_integer(100)); }

}  // namespace

World::World(const WorldSources& sources, const facts::AsOf& as_of)
    : sources_(sources),
      as_of_(as_of),
      view_(sources.log->view_of_plan(as_of, sources.plan->id)),
      records_(*sources.log, view_.of(FactKind::record)),
      ledger_(*sources.log, view_.of(FactKind::posting)) {
    for (const std::uint32_t fact : view(FactKind::evidence))
        evidence_by_element_[std::string(log().element(fact))].push_back(fact);
    for (const std::uint32_t fact : view(FactKind::assessment))
        assessments_by_element_[std::string(log().element(fact))].push_back(fact);

    struct Latest {
        std::int32_t day = 0;
        std::uint32_t fact = kNoFact;
    };
    std::unordered_map<std::string_view, Latest> latest;
    for (const std::uint32_t fact : view(FactKind::progress)) {
        const std::int32_t day = log().last_day(fact);
        Latest& known = latest[log().element(fact)];
        if (known.fact == kNoFact || day >= known.day) known = {day, fact};
    }
    for (const plan::Schedule& schedule : plan().schedules) {
        for (const plan::Step& step : schedule.steps) {
            StepState state;
            state.schedule = &schedule;
            state.step = &step;
            const auto known = latest.find(step.id);
            if (known != latest.end()) {
                state.fact = known->second.fact;
                state.percent = log().at(state.fact).progress->percent;
            }
            state.done = state.percent >= whole();
            if (step.closes_when) {
                closings_.push_back({.step = steps_.size()});
                reported_.push_back(state);
            }
            steps_.push_back(state);
        }
    }
    read_cancelled();
    cancel_steps();
    Touched touched;
    close_steps(touched);
}

Touched World::take_last(base::Instant known_at) {
    as_of_.known_at = known_at;
    Touched touched;
    const facts::ViewChange change = log().change_by_last(as_of_);
    const auto is_ours = [&](std::uint32_t fact) {
        const std::string_view of = log().at(fact).plan;
        return of.empty() || of == plan().id;
    };
    if (change.is_nothing() || !is_ours(change.lost ? *change.lost : *change.gained))
        return touched;
    if (change.lost) take(*change.lost, false, touched);
    if (change.gained) take(*change.gained, true, touched);
    open_steps();
    for (Closing& closing : closings_) {
        if (reads(*steps_[closing.step].step->closes_when, touched, dictionaries()))
            closing.is_asked = false;
    }
    close_steps(touched);
    return touched;
}

/// The view gained or lost the fact.
void World::take(std::uint32_t fact, bool is_gained, Touched& touched) {
    const FactKind kind = log().kind(fact);
    const std::string_view element = log().element(fact);
    put(view_.all, fact, is_gained);
    put(view_.by_kind[static_cast<std::size_t>(kind)], fact, is_gained);
    switch (kind) {
        case FactKind::progress:
            open_steps();
            report_steps(element);
            touched.steps = true;
            break;
        case FactKind::posting:
            is_gained ? ledger_.gain(fact) : ledger_.lose(fact);
            touched.ledger = true;
            break;
        case FactKind::record: {
            const facts::Record& record = *log().record(fact);
            records_.update(log(), view(FactKind::record), record);
            touched.datasets.push_back(record.dataset);
            break;
        }
        case FactKind::evidence:
            put(evidence_by_element_[std::string(element)], fact, is_gained);
            touched.evidence.push_back(element);
            break;
        case FactKind::assessment:
            put(assessments_by_element_[std::string(element)], fact, is_gained);
            touched.assessed.push_back(element);
            break;
        case FactKind::event:
            read_cancelled();
            cancel_steps();
            break;
    }
}

void World::read_cancelled() {
    struct Said {
        std::int32_t day = 0;
        bool cancelled = false;
    };
    std::map<std::string_view, Said> last;
    for (const std::uint32_t fact : view(FactKind::event)) {
        const facts::EventKind event = log().at(fact).event->event;
        using enum facts::EventKind;
        const bool goes_on =
            event == on_plan || event == changed_form || event == postponed || event == added;
        if ((event != cancelled && !goes_on) || log().element(fact).empty()) continue;
        const std::int32_t day = log().last_day(fact);
        const auto known = last.find(log().element(fact));
        if (known == last.end() || day >= known->second.day)
            last[log().element(fact)] = {day, event == cancelled};
    }
    cancelled_.clear();
    for (const auto& [element, said] : last) {
        if (said.cancelled) cancelled_.emplace(element, said.day);
    }
}

void World::cancel_steps() {
    const auto cancel = [&](StepState& state) {
        state.cancelled_on.reset();
        const auto look = [&](const std::string& element) {
            const auto found = cancelled_.find(element);
            if (found == cancelled_.end()) return;
            state.cancelled_on =
                std::min(state.cancelled_on.value_or(found->second), found->second);
        };
        const plan::Schedule& schedule = *state.schedule;
        look(state.step->id);
        look(schedule.id);
        if (schedule.project) look(schedule.project->id);
        if (schedule.activity) look(schedule.activity->id);
    };
    std::for_each(steps_.begin(), steps_.end(), cancel);
    std::for_each(reported_.begin(), reported_.end(), cancel);
}

/// Looks again for the latest report of the step; the steps must be open.
void World::report_steps(std::string_view element) {
    std::uint32_t latest = kNoFact;
    for (const std::uint32_t fact : view(FactKind::progress)) {
        if (log().element(fact) != element) continue;
        if (latest == kNoFact || log().last_day(fact) >= log().last_day(latest)) latest = fact;
    }
    const auto report = [&](StepState& state) {
        if (state.step->id != element) return;
        state.fact = latest;
        state.percent = latest == kNoFact ? base::Percent() : log().at(latest).progress->percent;
        state.done = state.percent >= whole();
    };
    std::for_each(steps_.begin(), steps_.end(), report);
    std::for_each(reported_.begin(), reported_.end(), report);
}

void World::ask(Closing& closing, Touched& touched) {
    const Answer found = answer(*steps_[closing.step].step->closes_when, *this);
    const bool is_closed = found.value && *found.value > base::Ratio();
    const std::uint32_t fact = found.rows.empty() ? kNoFact : found.rows.back().fact;
    if (is_closed != closing.is_closed || fact != closing.fact) touched.steps = true;
    closing.is_asked = true;
    closing.is_closed = is_closed;
    closing.fact = fact;
}

/// A query over steps must see them as reported, so that none waits for another: all are asked
/// before the first is closed.
void World::close_steps(Touched& touched) {
    for (Closing& closing : closings_) {
        if (!closing.is_asked && !steps_[closing.step].done) ask(closing, touched);
    }
    for (const Closing& closing : closings_) {
        StepState& state = steps_[closing.step];
        if (state.done || !closing.is_closed) continue;
        state.done = true;
        state.closed_by_query = true;
        state.percent = whole();
        state.fact = closing.fact;
    }
}

/// As reported, whatever closed them.
void World::open_steps() {
    for (std::size_t i = 0; i < closings_.size(); ++i) steps_[closings_[i].step] = reported_[i];
}

const dataset::Dictionary* World::dictionary(std::string_view id) const {
    for (const dataset::Dictionary& dictionary : sources_.dictionaries) {
        if (dictionary.id == id) return &dictionary;
    }
    return nullptr;
}

const std::vector<std::uint32_t>& World::evidence_of(std::string_view element) const {
    return found_in(evidence_by_element_, element);
}

const std::vector<std::uint32_t>& World::assessments_of(std::string_view element) const {
    return found_in(assessments_by_element_, element);
}

}  // namespace phaen::query
