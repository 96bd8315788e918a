#include "basis.h"

#include <algorithm>
#include <utility>

#include "indicator.h"
#include "phaen/plan/io.h"

namespace phaen::score {

using facts::Fact;

Basis::Basis(const query::WorldSources& sources, const facts::AsOf& as_of)
    : sources_(sources),
      as_of_(as_of),
      version_(plan::version_of(*sources.plan)),
      prefix_("supposed") {
    for (const std::uint32_t index : sources.log->view(as_of)) {
        Fact fact = sources.log->fact(index);
        fact.corrects.clear();
        facts_.push_back(std::move(fact));
    }
    const auto taken = [&] {
        return std::any_of(facts_.begin(), facts_.end(),
                           [&](const Fact& fact) { return fact.id.starts_with(prefix_); });
    };
    while (taken()) prefix_ += 'x';
}

Fact Basis::suppose(facts::FactKind kind, std::string element, facts::Day day,
                    facts::FactData data) const {
    Fact fact;
    fact.kind = kind;
    fact.plan = sources_.plan->id;
    fact.element = std::move(element);
    fact.when.on = day;
    fact.recorded_at = as_of_.known_at;
    fact.data = std::move(data);
    return fact;
}

facts::FactLog Basis::log_with(std::vector<Fact> supposed) const {
    facts::FactLog log;
    for (const Fact& fact : facts_) static_cast<void>(log.append(fact));
    std::int64_t seq = facts_.empty() ? 0 : facts_.back().seq;
    std::size_t number = 0;
    for (Fact& fact : supposed) {
        fact.id = id_of_supposed(++number);
        fact.seq = ++seq;
        fact.recorded_at = as_of_.known_at;
        static_cast<void>(log.append(std::move(fact)));
    }
    return log;
}

Derivation Basis::score_with(std::vector<Fact> supposed, facts::Day day) const {
    const facts::FactLog log = log_with(std::move(supposed));
    query::WorldSources sources = sources_;
    sources.log = &log;
    return score_version(sources, {day, as_of_.known_at}, version_);
}

facts::Day last_day_of(base::YearMonth month) {
    return std::chrono::sys_days(std::chrono::year(month.year()) /
                                 std::chrono::month(month.month()) / std::chrono::last);
}

std::optional<facts::Day> last_day_of_year(const plan::Plan& plan) {
    const auto year = base::FiscalYear::create(plan.fiscal_year);
    if (!year) return std::nullopt;
    return last_day_of(year->month(11));
}

std::optional<facts::Day> planned_end(const plan::Step& step) {
    std::optional<facts::Day> end;
    for (const plan::MonthSpan& span : step.months) end = std::max(end, {last_day_of(span.to)});
    return end;
}

base::Ratio exact_or_zero(const std::string& exact) {
    return exact_of(exact).value_or(base::Ratio());
}

}  // namespace phaen::score
