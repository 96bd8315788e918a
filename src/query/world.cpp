#include "phaen/query/world.h"

#include <algorithm>

#include "phaen/query/query.h"

namespace phaen::query {

namespace {

std::vector<std::uint32_t> of_plan(const WorldSources& sources, std::vector<std::uint32_t> view) {
    const auto is_others = [&](std::uint32_t fact) {
        const std::string_view plan = sources.log->at(fact).plan;
        return !plan.empty() && plan != sources.plan->id;
    };
    view.erase(std::remove_if(view.begin(), view.end(), is_others), view.end());
    return view;
}

std::vector<std::uint32_t> view_of_plan(const WorldSources& sources, const facts::AsOf& as_of) {
    return of_plan(sources, sources.log->view(as_of));
}

/// The same of one kind, of which most views have few.
std::vector<std::uint32_t> view_of_plan(const WorldSources& sources, const facts::AsOf& as_of,
                                        facts::FactKind kind) {
    return of_plan(sources, sources.log->view(as_of, kind));
}

const std::vector<std::uint32_t>& found_in(
    const std::map<std::string, std::vector<std::uint32_t>, std::less<>>& by_element,
    std::string_view element) {
    static const std::vector<std::uint32_t> none;
    const auto found = by_element.find(element);
    return found == by_element.end() ? none : found->second;
}

}  // namespace

World::World(const WorldSources& sources, const facts::AsOf& as_of)
    : sources_(sources),
      as_of_(as_of),
      view_(view_of_plan(sources, as_of)),
      records_(*sources.log, view_),
      ledger_(*sources.log, view_) {
    evidence_ = view_of_plan(sources, as_of, facts::FactKind::evidence);
    for (const std::uint32_t fact : evidence_)
        evidence_by_element_[std::string(sources.log->at(fact).element)].push_back(fact);
    for (const std::uint32_t fact : view_of_plan(sources, as_of, facts::FactKind::assessment))
        assessments_by_element_[std::string(sources.log->at(fact).element)].push_back(fact);
    find_steps();
}

void World::find_steps() {
    struct Latest {
        std::int32_t day = 0;
        std::uint32_t fact = kNoFact;
    };
    std::map<std::string_view, Latest> latest;
    for (const std::uint32_t fact : view_of_plan(sources_, as_of_, facts::FactKind::progress)) {
        const facts::FactView seen = log().at(fact);
        Latest& known = latest[seen.element];
        if (known.fact != kNoFact && seen.last_day < known.day) continue;
        known = {seen.last_day, fact};
    }
    const base::Percent whole(base::Decimal::from_integer(100));
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
            state.done = state.percent >= whole;
            steps_.push_back(state);
        }
    }
    // Steps that facts close; a query over steps sees them as reported, so that none waits for
    // another.
    std::vector<std::pair<std::size_t, std::uint32_t>> closed;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        if (steps_[i].done || !steps_[i].step->closes_when) continue;
        const Answer found = answer(*steps_[i].step->closes_when, *this);
        if (found.value && *found.value > base::Ratio())
            closed.emplace_back(i, found.rows.empty() ? kNoFact : found.rows.back().fact);
    }
    for (const auto& [index, fact] : closed) {
        steps_[index].done = true;
        steps_[index].closed_by_query = true;
        steps_[index].percent = whole;
        steps_[index].fact = fact;
    }
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
