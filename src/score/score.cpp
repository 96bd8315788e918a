#include "phaen/score/score.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "basis.h"
#include "exact.h"
#include "indicator.h"
#include "phaen/plan/elements.h"
#include "phaen/plan/io.h"
#include "worlds.h"

namespace phaen::score {

using base::Decimal;
using base::Ratio;
using query::StepState;
using query::World;

namespace {

std::string_view mode_name(base::Rounding mode) {
    switch (mode) {
        case base::Rounding::half_up:
            return "half_up";
        case base::Rounding::half_even:
            return "half_even";
        case base::Rounding::down:
            return "down";
        case base::Rounding::up:
            return "up";
    }
    return {};
}

bool averages_anything(const plan::Plan& plan) {
    return std::any_of(plan.indicators.begin(), plan.indicators.end(),
                       [](const plan::Indicator& indicator) {
                           const auto& subs = indicator.sub_indicators;
                           const auto is = [](const plan::Indicator& i) { return averages(i); };
                           return averages(indicator) || std::any_of(subs.begin(), subs.end(), is);
                       });
}

/// The worlds at the ends of the year's months up to the day, for averages.
std::vector<World> month_ends(const query::WorldSources& sources, const facts::AsOf& as_of) {
    std::vector<World> worlds;
    const auto year = base::FiscalYear::create(sources.plan->fiscal_year);
    if (!year || !averages_anything(*sources.plan)) return worlds;
    worlds.reserve(12);
    for (unsigned i = 0; i < 12; ++i) {
        const facts::Day end = last_day_of(year->month(i));
        if (end > as_of.day) break;
        worlds.emplace_back(sources, facts::AsOf{end, as_of.known_at});
    }
    return worlds;
}

/// Points of the indicators for which `belongs`, added exactly and rounded once.
template <class F>
ComponentScore sum_of(const std::vector<IndicatorScore>& indicators, const Setting& setting,
                      F&& belongs) {
    ComponentScore sum;
    Ratio points;
    for (const IndicatorScore& indicator : indicators) {
        if (!indicator.weight || !indicator.parent.empty() || !belongs(indicator)) continue;
        sum.weight = sum.weight + *indicator.weight;
        if (indicator.outcome == Outcome::not_applicable) continue;
        sum.weight_applicable = sum.weight_applicable + *indicator.weight;
        if (const auto exact = exact_of(indicator.points_exact)) points = add(points, *exact);
    }
    sum.points_exact = points.to_string();
    sum.score = base::Score(points.to_decimal(setting.rounding.decimals, setting.mode));
    return sum;
}

std::string component_name(const World& world, const std::string& number) {
    if (world.scheme() == nullptr) return {};
    for (const plan::SchemeComponent& component : world.scheme()->components) {
        if (component.number == number)
            return component.name.empty() ? component.name_en : component.name;
    }
    return {};
}

std::string id_of(const std::optional<plan::Ref>& ref) { return ref ? ref->id : std::string(); }

/// The elements that were approved.
std::set<std::string_view> approved_elements(const World& world) {
    std::set<std::string_view> approved;
    for (const std::uint32_t fact : world.view(facts::FactKind::event)) {
        const facts::FactView seen = world.log().at(fact);
        if (seen.event->event == facts::EventKind::approved && !seen.element.empty())
            approved.insert(seen.element);
    }
    return approved;
}

/// An approval of the step, or of what its schedule is of.
bool is_approved(const std::set<std::string_view>& approved, const StepState& state) {
    const std::string own[] = {state.step->id, state.schedule->id, id_of(state.schedule->project),
                               id_of(state.schedule->activity), id_of(state.schedule->indicator)};
    return std::any_of(std::begin(own), std::end(own),
                       [&](const std::string& id) { return approved.contains(id); });
}

StepProgress progress_of(const World& world, const std::set<std::string_view>& approved,
                         const StepState& state) {
    const plan::Step& step = *state.step;
    const facts::Day day = world.as_of().day;
    StepProgress out;
    out.schedule = state.schedule->id;
    out.step = step.id;
    out.weight = step.weight;
    const Ratio planned =
        planned_part(step, state.schedule->spread.value_or(plan::Spread::at_end), day);
    out.planned = multiply(planned, *Ratio::create(100, 1)).to_string();
    out.actual = state.percent;
    out.done = state.done;
    if (state.fact != query::kNoFact) out.fact = std::string(world.log().at(state.fact).id);
    const std::optional<facts::Day> end = planned_end(step);
    out.cancelled = state.cancelled_on.has_value();
    if (!state.done && !out.cancelled && end && *end < day)
        out.days_late =
            static_cast<int>((std::chrono::sys_days(day) - std::chrono::sys_days(*end)).count());
    out.approval_missing = step.requires_first == plan::StepRequires::approval &&
                           state.percent > base::Percent() && !is_approved(approved, state);
    return out;
}

void add_progress(Derivation& out, const World& world) {
    const std::set<std::string_view> approved = approved_elements(world);
    for (const StepState& state : world.steps()) {
        StepProgress step = progress_of(world, approved, state);
        if (out.schedules.empty() || out.schedules.back().schedule != state.schedule->id)
            out.schedules.push_back({state.schedule->id, id_of(state.schedule->indicator),
                                     id_of(state.schedule->project), "0", "0"});
        ScheduleProgress& schedule = out.schedules.back();
        const Ratio weight =
            divide(Ratio::from_decimal(step.weight.value_or(base::Weight()).value()),
                   *Ratio::create(100, 1));
        schedule.planned =
            add(*exact_of(schedule.planned), multiply(weight, *exact_of(step.planned))).to_string();
        schedule.actual = add(*exact_of(schedule.actual),
                              multiply(weight, Ratio::from_decimal(step.actual.value())))
                              .to_string();
        out.steps.push_back(std::move(step));
    }
}

}  // namespace

Ratio planned_part(const plan::Step& step, plan::Spread spread, facts::Day day) {
    std::int64_t months = 0;
    std::int64_t ended = 0;
    for (const plan::MonthSpan& span : step.months) {
        for (base::YearMonth month = span.from; month <= span.to; month = month.plus(1)) {
            ++months;
            if (last_day_of(month) <= day) ++ended;
        }
    }
    if (months == 0) return {};
    if (spread == plan::Spread::at_end) return *Ratio::create(ended == months ? 1 : 0, 1);
    return *Ratio::create(ended, months);
}

Derivation score(const query::WorldSources& sources, const facts::AsOf& as_of) {
    return score_version(sources, as_of, plan::version_of(*sources.plan));
}

Derivation score_version(const query::WorldSources& sources, const facts::AsOf& as_of,
                         std::string version) {
    return derive(Worlds(sources, as_of), std::move(version));
}

Worlds::Worlds(const query::WorldSources& sources, const facts::AsOf& as_of)
    : now(sources, as_of), month_ends(score::month_ends(sources, as_of)) {}

Setting setting_of(const Worlds& worlds) {
    Setting setting;
    setting.world = &worlds.now;
    setting.month_ends = &worlds.month_ends;
    setting.rounding.decimals = 2;
    const plan::Scheme* scheme = worlds.now.scheme();
    if (scheme != nullptr && scheme->rounding) {
        setting.rounding.decimals = scheme->rounding->decimals;
        setting.mode = scheme->rounding->mode;
    }
    setting.rounding.mode = mode_name(setting.mode);
    return setting;
}

Totals totals_of(const std::vector<IndicatorScore>& indicators, const Setting& setting) {
    Totals totals;
    std::vector<std::string> numbers;
    for (const IndicatorScore& indicator : indicators) {
        if (indicator.weight && indicator.parent.empty() &&
            std::find(numbers.begin(), numbers.end(), indicator.component) == numbers.end())
            numbers.push_back(indicator.component);
    }
    for (const std::string& number : numbers) {
        ComponentScore sum = sum_of(indicators, setting, [&](const IndicatorScore& indicator) {
            return indicator.component == number;
        });
        sum.number = number;
        sum.name = component_name(*setting.world, number);
        totals.components.push_back(std::move(sum));
    }
    totals.total = sum_of(indicators, setting, [](const IndicatorScore&) { return true; });
    return totals;
}

Derivation derive(const Worlds& worlds, std::string version) {
    const World& world = worlds.now;
    const Setting setting = setting_of(worlds);
    Derivation out;
    out.plan = world.plan().id;
    out.plan_version = std::move(version);
    if (world.scheme() != nullptr) out.scheme = world.scheme()->id;
    out.fiscal_year = world.plan().fiscal_year;
    out.as_of = world.as_of().day;
    out.known_at = world.as_of().known_at;
    out.rounding = setting.rounding;
    for (const plan::Indicator& indicator : world.plan().indicators) {
        auto scores = score_indicator(indicator, setting);
        std::move(scores.begin(), scores.end(), std::back_inserter(out.indicators));
    }
    Totals totals = totals_of(out.indicators, setting);
    out.components = std::move(totals.components);
    out.total = std::move(totals.total);
    add_progress(out, world);
    const plan::ElementIndex index(world.plan());
    const auto has = [&](std::string_view id) {
        return id == world.plan().id || index.find(id) != nullptr;
    };
    for (const std::uint32_t fact : world.log().orphans(world.view(), world.plan().id, has))
        out.orphans.emplace_back(world.log().id(fact));
    return out;
}

}  // namespace phaen::score
