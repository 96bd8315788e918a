#include "phaen/score/forecast.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "basis.h"
#include "exact.h"
#include "phaen/base/check.h"
#include "random.h"
#include "spending.h"

namespace phaen::score {

using base::Decimal;
using base::Ratio;
using facts::Day;
using facts::Fact;
using std::chrono::days;
using std::chrono::sys_days;

namespace {

/// Days of delay that stand in for steps which an office has not had yet: half in time, half from
/// two weeks to half a year late. No study is behind them; ten steps of the office's own displace
/// them.
constexpr std::array<int, 10> kCommonDelays = {0, 0, 0, 0, 0, 15, 30, 45, 90, 180};
constexpr std::size_t kEnoughDelays = 10;

int days_between(Day from, Day to) {
    return static_cast<int>((sys_days(to) - sys_days(from)).count());
}

Day later(Day day, int by) { return sys_days(day) + days(by); }

struct Delay {
    int days = 0;
    bool at_least = false;  ///< still going on
};

/// A step that is not done.
struct OpenStep {
    std::size_t index = 0;  ///< in World::steps
    Day due;
};

/// The day on which a fact counts.
Day day_of(const Fact& fact) { return fact.when.on ? *fact.when.on : fact.when.to.value_or(Day{}); }

/// The same day of another month, or its last.
Day in_month(Day day, base::YearMonth month) {
    const Day moved =
        std::chrono::year(month.year()) / std::chrono::month(month.month()) / day.day();
    return moved.ok() ? moved : last_day_of(month);
}

Decimal decimal_of(const Ratio& exact) { return exact.to_decimal(6, base::Rounding::half_up); }

struct SimulatedYear {
    Derivation score;
    std::optional<Decimal> disbursed;
};

class Simulation {
  public:
    Simulation(const query::WorldSources& sources, const facts::AsOf& as_of, Day end)
        : basis_(sources, as_of), world_(sources, as_of), end_(end), purse_(world_) {
        read_steps();
        read_months();
        read_evidence();
        habit_.emplace(basis_, world_, past_.size());
    }

    [[nodiscard]] const query::World& world() const { return world_; }
    [[nodiscard]] const std::vector<Delay>& delays() const { return delays_; }
    [[nodiscard]] std::size_t whole_months() const { return past_.size(); }

    /// One way in which the year may go on.
    [[nodiscard]] SimulatedYear run(Random random) const {
        std::vector<Fact> supposed;
        const std::vector<int> spread = draw_delays(random);
        std::vector<std::optional<Day>> done(world_.steps().size());
        for (const OpenStep& open : open_) {
            const Day day = end_of(open, spread, random);
            if (day > end_) continue;
            done[open.index] = day;
            supposed.push_back(basis_.suppose(
                facts::FactKind::progress, world_.steps()[open.index].step->id, day,
                facts::Progress{base::Percent(Decimal::from_integer(100)), "", "", ""}));
        }
        add_months(supposed, random);
        add_evidence(supposed, done);
        const facts::FactLog log = basis_.log_with(std::move(supposed));
        const facts::AsOf at_end{end_, world_.as_of().known_at};
        query::WorldSources sources = basis_.sources();
        sources.log = &log;
        return {score_version(sources, at_end, ""), disbursed(log, at_end)};
    }

  private:
    struct Month {
        std::vector<const Fact*> facts;
    };

    /// Percent of the budget after transfers that was disbursed; null without a budget.
    [[nodiscard]] std::optional<Decimal> disbursed(const facts::FactLog& log,
                                                   const facts::AsOf& at_end) const {
        const ledger::Ledger ledger(log, log.view(at_end, facts::FactKind::posting));
        const std::vector<ledger::Balances> balances = ledger.balances(at_end.day);
        std::int64_t spent = 0;
        std::int64_t budget = 0;
        for (std::size_t i = 0; i < balances.size(); ++i) {
            if (ledger.accounts()[i].fiscal_year != world_.plan().fiscal_year) continue;
            spent += balances[i].at(facts::Balance::disbursed).satang();
            budget += balances[i].at(facts::Balance::after_transfer).satang();
        }
        if (budget <= 0) return std::nullopt;
        return decimal_of(multiply(*Ratio::create(spent, budget), *Ratio::create(100, 1)));
    }

    struct Papers {
        std::vector<const plan::EvidenceItem*> items;  ///< of one indicator, in its order
        std::vector<std::size_t> steps;                ///< that they follow, in order
    };

    void read_steps() {
        for (std::size_t i = 0; i < world_.steps().size(); ++i) {
            const query::StepState& state = world_.steps()[i];
            // Nobody is late with it, and nobody will do it.
            if (state.is_given_up()) continue;
            const auto due = planned_end(*state.step);
            const Day today = world_.as_of().day;
            if (due && *due <= today) {
                if (!state.done) {
                    delays_.push_back({days_between(*due, today), true});
                } else if (state.fact != query::kNoFact) {
                    const Day day = sys_days(days(world_.log().at(state.fact).last_day));
                    delays_.push_back({days_between(*due, day), false});
                }
            }
            if (!state.done) open_.push_back({i, due.value_or(end_)});
        }
    }

    void read_months() {
        const auto year = base::FiscalYear::create(world_.plan().fiscal_year);
        for (unsigned i = 0; i < 12; ++i) {
            const base::YearMonth month = year->month(i);
            if (last_day_of(month) <= world_.as_of().day) {
                past_.emplace_back();
            } else if (Day(std::chrono::year(month.year()) / std::chrono::month(month.month()) /
                           1) > world_.as_of().day) {
                future_.push_back(month);
            }
        }
        for (const Fact& fact : basis_.facts()) {
            const auto* posting = std::get_if<facts::Posting>(&fact.data);
            const auto* record = std::get_if<facts::Record>(&fact.data);
            const bool repeats = (posting != nullptr && spends(posting->posting) &&
                                  !world_.is_cancelled(posting->project)) ||
                                 (record != nullptr && record->action == facts::RecordAction::put);
            if (!repeats || (!fact.plan.empty() && fact.plan != world_.plan().id)) continue;
            const Day day = day_of(fact);
            const auto month = base::YearMonth::create(static_cast<int>(day.year()),
                                                       static_cast<unsigned>(day.month()));
            const auto index = month ? year->index_of(*month) : std::nullopt;
            if (index && *index < past_.size()) past_[*index].facts.push_back(&fact);
        }
    }

    void read_evidence() {
        for (const plan::Indicator& indicator : world_.plan().indicators) {
            Papers papers;
            for (std::size_t i = 0; i < world_.steps().size(); ++i) {
                const auto& of = world_.steps()[i].schedule->indicator;
                if (of && of->id == indicator.id) papers.steps.push_back(i);
            }
            for (const plan::EvidenceItem& item : indicator.evidence) {
                if (!item.catch_all) papers.items.push_back(&item);
            }
            if (!papers.steps.empty() && !papers.items.empty())
                papers_.push_back(std::move(papers));
        }
    }

    /// How late this office is, in this run.
    std::vector<int> draw_delays(Random& random) const {
        std::vector<Delay> all = delays_;
        for (std::size_t i = 0; all.size() < kEnoughDelays; ++i)
            all.push_back({kCommonDelays[(i * 3) % kCommonDelays.size()], false});
        std::vector<int> spread;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Delay& drawn = random.one_of(all);
            if (!drawn.at_least) {
                spread.push_back(drawn.days);
                continue;
            }
            // Later than by now: as late as some other that was later still, or by a common delay
            // more.
            std::vector<int> beyond;
            for (const Delay& other : all) {
                if (!other.at_least && other.days > drawn.days) beyond.push_back(other.days);
            }
            spread.push_back(beyond.empty()
                                 ? drawn.days + 1 +
                                       static_cast<int>(random.below(
                                           static_cast<std::size_t>(2 * drawn.days + 30)))
                                 : random.one_of(beyond));
        }
        return spread;
    }

    Day end_of(const OpenStep& open, const std::vector<int>& spread, Random& random) const {
        const Day today = world_.as_of().day;
        std::vector<int> possible;
        for (const int delay : spread) {
            if (later(open.due, delay) > today) possible.push_back(delay);
        }
        if (!possible.empty()) return later(open.due, random.one_of(possible));
        return later(today, 1 + static_cast<int>(random.below(60)));
    }

    void add_months(std::vector<Fact>& supposed, Random& random) const {
        Purse purse = purse_;
        const SpendingHabit::Drawn habit = habit_->draw(random);
        for (const base::YearMonth month : future_) {
            const std::size_t index = *year_index(month);
            for (facts::Posting& posting : habit_->planned_in(index, habit, purse))
                supposed.push_back(basis_.suppose(facts::FactKind::posting, "", last_day_of(month),
                                                  std::move(posting)));
            if (past_.empty()) continue;
            const Month& like = random.one_of(past_);
            for (const Fact* fact : like.facts) {
                Fact copy = *fact;
                copy.when = {in_month(day_of(*fact), month), std::nullopt, std::nullopt};
                if (auto* posting = std::get_if<facts::Posting>(&copy.data)) {
                    if (habit_->is_planned(posting->project)) continue;
                    const std::int64_t taken = purse.take(
                        *posting, habit_->scaled(posting->amount.satang(), index, habit));
                    if (taken == 0) continue;
                    posting->amount = *base::Money::from_satang(taken);
                } else {
                    move_record(std::get<facts::Record>(copy.data), month);
                }
                supposed.push_back(std::move(copy));
            }
        }
    }

    [[nodiscard]] std::optional<std::size_t> year_index(base::YearMonth month) const {
        return base::FiscalYear::create(world_.plan().fiscal_year)->index_of(month);
    }

    /// Another record like it, with its dates in that month.
    void move_record(facts::Record& record, base::YearMonth month) const {
        record.record += "-in-" + month.to_string();
        const dataset::Dictionary* dictionary = world_.dictionary(record.dataset);
        if (dictionary == nullptr) return;
        for (const dataset::Field& field : dictionary->fields) {
            if (field.type != dataset::FieldType::date) continue;
            const base::Value* value = record.values.find(field.name);
            const std::string* text = value == nullptr ? nullptr : value->as_string();
            const auto day = text == nullptr ? std::nullopt : base::parse_iso(*text);
            if (day)
                record.values.set(field.name, base::Value(base::to_iso(in_month(*day, month))));
        }
    }

    /// As many of an indicator's papers, of all of them, as of its steps are done.
    void add_evidence(std::vector<Fact>& supposed,
                      const std::vector<std::optional<Day>>& done) const {
        for (const Papers& papers : papers_) {
            std::size_t ended = 0;
            Day last = world_.as_of().day;
            for (const std::size_t i : papers.steps) {
                if (world_.steps()[i].done || done[i]) ++ended;
                if (done[i]) last = std::max(last, *done[i]);
            }
            const std::size_t there = papers.items.size() * ended / papers.steps.size();
            for (std::size_t i = 0; i < there; ++i) {
                if (!world_.evidence_of(papers.items[i]->id).empty()) continue;
                supposed.push_back(basis_.suppose(facts::FactKind::evidence, papers.items[i]->id,
                                                  std::min(last, end_), facts::Evidence{}));
            }
        }
    }

    Basis basis_;
    query::World world_;
    Day end_;
    Purse purse_;
    std::optional<SpendingHabit> habit_;  ///< made once the months are known
    std::vector<Delay> delays_;
    std::vector<OpenStep> open_;
    std::vector<Month> past_;
    std::vector<base::YearMonth> future_;
    std::vector<Papers> papers_;
};

Range range_of(std::vector<Decimal> outcomes, int inside) {
    std::sort(outcomes.begin(), outcomes.end());
    const auto n = outcomes.size();
    const std::size_t outside = n * static_cast<std::size_t>(100 - inside) / 200;
    return {outcomes[outside], outcomes[n / 2], outcomes[n - 1 - outside]};
}

/// Percent of all steps by their weights; those without a weight count as much as one of their
/// schedule's others would.
Decimal progress_of(const Derivation& year) {
    Ratio done;
    Ratio all;
    for (const StepProgress& step : year.steps) {
        const Ratio weight = step.weight ? Ratio::from_decimal(step.weight->value()) : Ratio();
        all = add(all, weight);
        done = add(done, multiply(weight, Ratio::from_decimal(step.actual.value())));
    }
    return all == Ratio() ? Decimal() : decimal_of(divide(done, all));
}

base::Value value_of(const Range& range) {
    base::Value out{base::Object{}};
    out.set("low", base::Value(range.low.to_string()));
    out.set("middle", base::Value(range.middle.to_string()));
    out.set("high", base::Value(range.high.to_string()));
    return out;
}

}  // namespace

std::optional<Forecast> forecast(const query::WorldSources& sources, const facts::AsOf& as_of,
                                 const ForecastOptions& options, std::stop_token stop) {
    PHAEN_CHECK(options.runs >= 1 && options.runs <= 100'000, "runs are bounded");
    PHAEN_CHECK(options.inside >= 1 && options.inside <= 99, "a range holds some runs, not all");
    const auto end = last_day_of_year(*sources.plan);
    if (!end || *end <= as_of.day) return std::nullopt;
    const Simulation simulation(sources, as_of, *end);
    std::vector<SimulatedYear> years;
    years.reserve(static_cast<std::size_t>(options.runs));
    for (int i = 0; i < options.runs; ++i) {
        if (stop.stop_requested()) return std::nullopt;
        // Each run has a beginning of its own, so that more runs do not change the first.
        years.push_back(simulation.run(
            Random(options.seed + 0xD1B54A32D192ED03U * static_cast<std::uint64_t>(i + 1))));
    }
    const auto range = [&](auto&& value_in) {
        std::vector<Decimal> outcomes;
        outcomes.reserve(years.size());
        for (const SimulatedYear& year : years) outcomes.push_back(value_in(year));
        return range_of(std::move(outcomes), options.inside);
    };
    const auto runs_in_which = [&](auto&& holds) {
        return static_cast<int>(std::count_if(years.begin(), years.end(), holds));
    };
    Forecast out;
    out.plan = sources.plan->id;
    out.fiscal_year = sources.plan->fiscal_year;
    out.as_of = as_of.day;
    out.known_at = as_of.known_at;
    out.year_end = *end;
    out.options = options;
    out.known_delays = static_cast<int>(simulation.delays().size());
    out.whole_months = static_cast<int>(simulation.whole_months());
    out.progress = range([](const SimulatedYear& year) { return progress_of(year.score); });
    if (years.front().disbursed)
        out.disbursed = range([](const SimulatedYear& year) { return *year.disbursed; });
    const auto points = [](const std::string& exact) { return decimal_of(exact_or_zero(exact)); };
    out.total = range([&](const SimulatedYear& y) { return points(y.score.total.points_exact); });
    const Derivation& shape = years.front().score;
    for (std::size_t i = 0; i < shape.indicators.size(); ++i) {
        if (!shape.indicators[i].weight) continue;
        out.indicators.push_back({shape.indicators[i].id, range([&](const SimulatedYear& y) {
                                      return points(y.score.indicators[i].points_exact);
                                  })});
    }
    for (std::size_t i = 0; i < shape.schedules.size(); ++i) {
        const std::string& id = shape.schedules[i].schedule;
        const auto done = [&](const SimulatedYear& year) {
            return std::all_of(year.score.steps.begin(), year.score.steps.end(),
                               [&](const StepProgress& s) { return s.schedule != id || s.done; });
        };
        out.schedules.push_back(
            {id, range([&](const SimulatedYear& y) { return points(y.score.schedules[i].actual); }),
             runs_in_which(done)});
    }
    for (std::size_t i = 0; i < simulation.world().steps().size(); ++i) {
        const query::StepState& state = simulation.world().steps()[i];
        if (state.done || state.cancelled_on) continue;
        out.steps.push_back(
            {state.schedule->id, state.step->id,
             runs_in_which([&](const SimulatedYear& y) { return y.score.steps[i].done; })});
    }
    return out;
}

base::Value to_value(const Forecast& forecast) {
    using base::Value;
    Value out{base::Object{}};
    out.set("schema", Value(kForecastSchema));
    out.set("plan", Value(forecast.plan));
    out.set("fiscal_year", Value(forecast.fiscal_year));
    out.set("as_of", Value(base::to_iso(forecast.as_of)));
    out.set("known_at", Value(forecast.known_at.to_string()));
    out.set("year_end", Value(base::to_iso(forecast.year_end)));
    out.set("seed", Value(std::to_string(forecast.options.seed)));
    out.set("runs", Value(forecast.options.runs));
    out.set("inside", Value(forecast.options.inside));
    out.set("known_delays", Value(forecast.known_delays));
    out.set("whole_months", Value(forecast.whole_months));
    out.set("progress", value_of(forecast.progress));
    if (forecast.disbursed) out.set("disbursed", value_of(*forecast.disbursed));
    out.set("total", value_of(forecast.total));
    base::Array indicators;
    for (const IndicatorForecast& one : forecast.indicators) {
        Value value = value_of(one.points);
        value.set("id", Value(one.id));
        indicators.push_back(std::move(value));
    }
    out.set("indicators", Value(std::move(indicators)));
    base::Array schedules;
    for (const ScheduleForecast& one : forecast.schedules) {
        Value value = value_of(one.progress);
        value.set("schedule", Value(one.schedule));
        value.set("done_runs", Value(one.done_runs));
        schedules.push_back(std::move(value));
    }
    out.set("schedules", Value(std::move(schedules)));
    base::Array steps;
    for (const StepForecast& one : forecast.steps) {
        Value value{base::Object{}};
        value.set("schedule", Value(one.schedule));
        value.set("step", Value(one.step));
        value.set("done_runs", Value(one.done_runs));
        steps.push_back(std::move(value));
    }
    out.set("steps", Value(std::move(steps)));
    return out;
}

}  // namespace phaen::score
