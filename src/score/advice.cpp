#include "phaen/score/advice.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <utility>

#include "basis.h"
#include "exact.h"

namespace phaen::score {

using base::Decimal;
using base::Ratio;
using facts::Day;
using facts::Fact;
using std::chrono::sys_days;

namespace {

constexpr int kMostDays = 1000;
constexpr std::int64_t kMostRecords = 200;  ///< of one suggestion

/// An action and the facts that it would bring about.
struct Deed {
    Action action;
    std::vector<Fact> facts;
    std::string query;  ///< of add_records: the indicator and query that they are for
    Derivation after;   ///< the year's end with this deed alone
};

int weekdays_between(Day from, Day to) {
    int count = 0;
    for (sys_days day = sys_days(from) + std::chrono::days(1); day <= sys_days(to);
         day += std::chrono::days(1)) {
        const unsigned weekday = std::chrono::weekday(day).c_encoding();
        if (weekday != 0 && weekday != 6) ++count;
    }
    return count;
}

std::string first_of(const plan::Refs& refs) {
    return refs.empty() ? std::string() : refs.front().id;
}

class Advisor {
  public:
    Advisor(const query::WorldSources& sources, const facts::AsOf& as_of, Day end,
            const AdviceOptions& options)
        : basis_(sources, as_of), world_(sources, as_of), end_(end), options_(options) {
        now_ = basis_.score_with({}, end_);
        for (const plan::Indicator& indicator : world_.plan().indicators) {
            by_id_[indicator.id] = &indicator;
            for (const plan::Indicator& sub : indicator.sub_indicators) {
                by_id_[sub.id] = &sub;
                parent_[sub.id] = &indicator;
            }
        }
        for (const plan::Project& project : world_.plan().projects)
            projects_[project.id] = &project;
    }

    [[nodiscard]] const Derivation& now() const { return now_; }

    /// False when stopped.
    bool try_out(const std::stop_token& stop) {
        find_steps();
        find_evidence();
        find_records();
        find_money();
        for (Deed& deed : deeds_) {
            if (stop.stop_requested()) return false;
            deed.after = basis_.score_with(deed.facts, end_);
        }
        for (std::size_t i = 0; i < now_.indicators.size(); ++i) {
            if (stop.stop_requested()) return false;
            suggest(i);
        }
        return true;
    }

    /// With their gains, in the order of the indicators.
    std::vector<std::pair<Suggestion, Ratio>> take() { return std::move(suggestions_); }

  private:
    void add(Action action, std::vector<Fact> facts, std::string query = {}) {
        deeds_.push_back({std::move(action), std::move(facts), std::move(query), {}});
    }

    [[nodiscard]] std::string lead_of(std::string_view indicator) const {
        const auto found = by_id_.find(indicator);
        if (found == by_id_.end()) return {};
        const std::string own = first_of(found->second->lead);
        const auto above = parent_.find(indicator);
        return own.empty() && above != parent_.end() ? first_of(above->second->lead) : own;
    }

    [[nodiscard]] std::string lead_of_project(std::string_view project) const {
        const auto found = projects_.find(project);
        return found == projects_.end() ? std::string() : first_of(found->second->lead);
    }

    void find_steps() {
        const base::Percent whole(Decimal::from_integer(100));
        for (const query::StepState& state : world_.steps()) {
            if (state.done || state.cancelled_on) continue;
            Action action;
            action.kind = ActionKind::finish_step;
            action.element = state.step->id;
            const int days = state.step->effort_days.value_or(options_.step_days);
            // What is left of it, a day at least.
            const Ratio left = subtract(
                *Ratio::create(1, 1),
                divide(Ratio::from_decimal(state.percent.value()), *Ratio::create(100, 1)));
            const Decimal rest =
                multiply(*Ratio::create(days, 1), left).to_decimal(0, base::Rounding::up);
            action.days = std::max(1, static_cast<int>(rest.units() / Decimal::kScale));
            if (state.schedule->project)
                action.owner = lead_of_project(state.schedule->project->id);
            if (action.owner.empty() && state.schedule->indicator)
                action.owner = lead_of(state.schedule->indicator->id);
            add(std::move(action), {basis_.suppose(facts::FactKind::progress, state.step->id, end_,
                                                   facts::Progress{whole, "", "", ""})});
        }
    }

    void find_evidence() {
        for (const auto& [id, indicator] : by_id_) {
            for (const plan::EvidenceItem& item : indicator->evidence) {
                if (item.catch_all || !world_.evidence_of(item.id).empty()) continue;
                add({ActionKind::hand_in_evidence,
                     item.id,
                     {},
                     options_.evidence_days,
                     lead_of(id)},
                    {basis_.suppose(facts::FactKind::evidence, item.id, end_, facts::Evidence{})});
            }
        }
    }

    /// For every count over a dataset a record that it would count.
    void find_records() {
        for (const auto& [id, indicator] : by_id_) {
            for (const auto& [name, query] : indicator->queries) {
                if (query.fn != plan::QueryFunction::count ||
                    world_.dictionary(query.of) == nullptr)
                    continue;
                add({ActionKind::add_records, query.of, Decimal::from_integer(1),
                     options_.record_days, lead_of(id)},
                    {record_for(query, deeds_.size())}, id + " " + name);
            }
        }
    }

    [[nodiscard]] Fact record_for(const plan::Query& query, std::size_t number) const {
        facts::Record record;
        record.dataset = query.of;
        record.record = "supposed-" + std::to_string(number);
        record.values = base::Value(base::Object{});
        for (const std::string& field : query.distinct)
            record.values.set(field, base::Value("supposed-" + std::to_string(number)));
        if (!query.date.empty()) record.values.set(query.date, base::Value(base::to_iso(end_)));
        for (const plan::QueryCondition& condition : query.where) {
            const base::Array* among = condition.value.as_array();
            if (condition.op == "in" && among != nullptr && !among->empty()) {
                record.values.set(condition.field, among->front());
            } else if (condition.op == "=" || condition.op == ">=" || condition.op == "<=") {
                record.values.set(condition.field, condition.value);
            }
        }
        return basis_.suppose(facts::FactKind::record, "", end_, std::move(record));
    }

    void find_money() {
        const auto balances = world_.ledger().balances(world_.as_of().day);
        for (std::size_t i = 0; i < balances.size(); ++i) {
            const ledger::Account& account = world_.ledger().accounts()[i];
            if (account.fiscal_year != world_.plan().fiscal_year ||
                world_.is_cancelled(account.project))
                continue;
            std::vector<Fact> facts;
            base::Money sum;
            const auto pay = [&](facts::Balance balance, facts::Against against) {
                const base::Money amount = balances[i].at(balance);
                if (amount <= base::Money()) return;
                facts::Posting posting;
                posting.posting = facts::PostingKind::disbursement;
                posting.amount = amount;
                posting.against = against;
                posting.fiscal_year = account.fiscal_year;
                posting.fund = account.fund;
                posting.category = account.category;
                posting.item = account.item;
                posting.project = account.project;
                sum = sum + amount;
                facts.push_back(basis_.suppose(facts::FactKind::posting, "", end_, posting));
            };
            pay(facts::Balance::committed, facts::Against::commitment);
            pay(facts::Balance::available, facts::Against::available);
            const auto baht = Decimal::parse(sum.to_string());
            if (facts.empty() || !baht) continue;
            add({ActionKind::spend, account.project, *baht, options_.spend_days,
                 lead_of_project(account.project)},
                std::move(facts));
        }
    }

    // --- what brings an indicator further ---------------------------------------------------

    [[nodiscard]] static Ratio value_of(const IndicatorScore& indicator, std::string_view query) {
        for (const QueryValue& value : indicator.queries) {
            if (value.name == query) return exact_or_zero(value.value);
        }
        return {};
    }

    struct Raise {
        std::size_t deed;
        Ratio by;
    };

    /// Deeds that raise the query's value when done alone: most per day first.
    [[nodiscard]] std::vector<Raise> raises(std::size_t indicator, const std::string& query) const {
        const Ratio before = value_of(now_.indicators[indicator], query);
        std::vector<Raise> out;
        for (std::size_t i = 0; i < deeds_.size(); ++i) {
            const Ratio after = value_of(deeds_[i].after.indicators[indicator], query);
            if (after > before) out.push_back({i, subtract(after, before)});
        }
        std::stable_sort(out.begin(), out.end(), [&](const Raise& a, const Raise& b) {
            return multiply(a.by, *Ratio::create(deeds_[b.deed].action.days, 1)) >
                   multiply(b.by, *Ratio::create(deeds_[a.deed].action.days, 1));
        });
        return out;
    }

    /// How often each deed is done; more than once of records only.
    using Set = std::map<std::size_t, std::int64_t>;

    /// Adds deeds until the query has the value; false when they do not suffice.
    bool reach(std::size_t indicator, const std::string& query, const Ratio& wanted,
               Set& set) const {
        Ratio value = value_of(now_.indicators[indicator], query);
        const auto all = raises(indicator, query);
        for (const Raise& raise : all) {
            const auto chosen = set.find(raise.deed);
            if (chosen != set.end())
                value = add_ratio(value, multiply(raise.by, *Ratio::create(chosen->second, 1)));
        }
        for (const Raise& raise : all) {
            if (value >= wanted) return true;
            const bool repeats = deeds_[raise.deed].action.kind == ActionKind::add_records;
            if (!repeats && set.count(raise.deed) > 0) continue;
            std::int64_t times = 1;
            while (repeats && times < kMostRecords &&
                   add_ratio(value, multiply(raise.by, *Ratio::create(times, 1))) < wanted)
                ++times;
            value = add_ratio(value, multiply(raise.by, *Ratio::create(times, 1)));
            set[raise.deed] += times;
        }
        return value >= wanted;
    }

    [[nodiscard]] static Ratio add_ratio(const Ratio& a, const Ratio& b) {
        return score::add(a, b);
    }

    void suggest(std::size_t index) {
        const IndicatorScore& indicator = now_.indicators[index];
        if (indicator.outcome == Outcome::not_applicable) return;
        if (!indicator.levels.empty()) {
            suggest_levels(index, indicator);
        } else {
            suggest_steps_of_value(index, indicator);
        }
    }

    void suggest_levels(std::size_t index, const IndicatorScore& indicator) {
        Set set;
        for (const LevelStep& level : indicator.levels) {
            if (level.thresholds.empty() && level.evidence.empty() && !level.met) return;
            for (const EvidenceFound& evidence : level.evidence) {
                if (evidence.met) continue;
                const auto found =
                    std::find_if(deeds_.begin(), deeds_.end(), [&](const Deed& deed) {
                        return deed.action.kind == ActionKind::hand_in_evidence &&
                               deed.action.element == evidence.evidence;
                    });
                if (found == deeds_.end()) return;
                set[static_cast<std::size_t>(found - deeds_.begin())] = 1;
            }
            for (const ThresholdValue& threshold : level.thresholds) {
                if (threshold.met) continue;
                if (!threshold.at_least) return;
                if (!reach(index, threshold.of, Ratio::from_decimal(*threshold.at_least), set))
                    return;
            }
            if (!set.empty()) report(indicator, level.level, set);
        }
    }

    /// Of rules that go by one value: what raises it, alone and one behind the other.
    void suggest_steps_of_value(std::size_t index, const IndicatorScore& indicator) {
        for (const QueryValue& query : indicator.queries) {
            Set together;
            for (const Raise& raise : raises(index, query.name)) {
                Set alone;
                alone[raise.deed] = 1;
                together[raise.deed] = 1;
                report(indicator, std::nullopt, alone);
                if (together.size() > 1) report(indicator, std::nullopt, together);
            }
        }
    }

    void report(const IndicatorScore& indicator, std::optional<int> level, const Set& set) {
        Suggestion suggestion;
        // Sub-indicators share one score: what is suggested of one excludes what is of the other.
        suggestion.indicator = indicator.id;
        suggestion.level = level;
        std::vector<Fact> facts;
        for (const auto& [index, times] : set) {
            const Deed& deed = deeds_[index];
            Action action = deed.action;
            action.days *= static_cast<int>(times);
            if (action.kind == ActionKind::add_records)
                action.amount = Decimal::from_integer(times);
            suggestion.days += action.days;
            suggestion.actions.push_back(std::move(action));
            for (const Fact& fact : deed.facts) {
                for (std::int64_t i = 0; i < times; ++i) facts.push_back(repeated(fact, i));
            }
        }
        const Derivation after = basis_.score_with(std::move(facts), end_);
        const Ratio gain = subtract(exact_or_zero(after.total.points_exact),
                                    exact_or_zero(now_.total.points_exact));
        if (gain <= Ratio()) return;
        suggestion.gain = gain.to_string();
        suggestions_.emplace_back(std::move(suggestion), gain);
    }

    /// Another record like it.
    [[nodiscard]] static Fact repeated(const Fact& fact, std::int64_t number) {
        const auto* record = std::get_if<facts::Record>(&fact.data);
        if (record == nullptr || number == 0) return fact;
        Fact other = fact;
        auto& copy = std::get<facts::Record>(other.data);
        copy.record += "-" + std::to_string(number);
        for (const auto& [name, value] : *record->values.as_object()) {
            if (value.as_string() != nullptr && *value.as_string() == record->record)
                copy.values.set(name, base::Value(copy.record));
        }
        return other;
    }

    Basis basis_;
    query::World world_;
    Day end_;
    AdviceOptions options_;
    Derivation now_;
    std::map<std::string, const plan::Indicator*, std::less<>> by_id_;
    std::map<std::string, const plan::Indicator*, std::less<>> parent_;
    std::map<std::string, const plan::Project*, std::less<>> projects_;
    std::vector<Deed> deeds_;
    std::vector<std::pair<Suggestion, Ratio>> suggestions_;
};

/// Chooses at most one suggestion of each indicator so that their gains are the most that the days
/// allow; of two equal ones what takes fewer days. Exact: by indicator, for each number of days.
Ratio choose(std::vector<std::pair<Suggestion, Ratio>>& suggestions, int days) {
    const auto width = static_cast<std::size_t>(days) + 1;
    std::vector<std::string> groups;
    for (const auto& [suggestion, gain] : suggestions) {
        if (std::find(groups.begin(), groups.end(), suggestion.indicator) == groups.end())
            groups.push_back(suggestion.indicator);
    }
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::vector<Ratio> best(width);
    std::vector<std::vector<std::size_t>> taken;  // by group and days
    for (const std::string& group : groups) {
        std::vector<Ratio> with = best;
        std::vector<std::size_t> choice(width, kNone);
        for (std::size_t i = 0; i < suggestions.size(); ++i) {
            if (suggestions[i].first.indicator != group) continue;
            const auto cost = static_cast<std::size_t>(suggestions[i].first.days);
            for (std::size_t day = cost; day < width; ++day) {
                const Ratio sum = add(best[day - cost], suggestions[i].second);
                if (sum > with[day]) {
                    with[day] = sum;
                    choice[day] = i;
                }
            }
        }
        best = std::move(with);
        taken.push_back(std::move(choice));
    }
    std::size_t day = width - 1;
    while (day > 0 && best[day - 1] == best[day]) --day;
    const Ratio most = best[day];
    for (std::size_t group = groups.size(); group-- > 0;) {
        const std::size_t i = taken[group][day];
        if (i == kNone) continue;
        suggestions[i].first.chosen = true;
        day -= static_cast<std::size_t>(suggestions[i].first.days);
    }
    return most;
}

}  // namespace

std::optional<Advice> advise(const query::WorldSources& sources, const facts::AsOf& as_of,
                             const AdviceOptions& options, std::stop_token stop) {
    const auto end = last_day_of_year(*sources.plan);
    if (!end || *end <= as_of.day) return std::nullopt;
    Advisor advisor(sources, as_of, *end, options);
    if (!advisor.try_out(stop)) return std::nullopt;
    auto suggestions = advisor.take();
    Advice out;
    out.plan = sources.plan->id;
    out.as_of = as_of.day;
    out.known_at = as_of.known_at;
    out.year_end = *end;
    out.days = std::clamp(options.days.value_or(weekdays_between(as_of.day, *end)), 0, kMostDays);
    out.total = advisor.now().total.points_exact;
    out.chosen_gain = choose(suggestions, out.days).to_string();
    std::stable_sort(suggestions.begin(), suggestions.end(), [](const auto& a, const auto& b) {
        return multiply(a.second, *Ratio::create(b.first.days, 1)) >
               multiply(b.second, *Ratio::create(a.first.days, 1));
    });
    for (auto& [suggestion, gain] : suggestions) out.suggestions.push_back(std::move(suggestion));
    return out;
}

std::string_view to_string(ActionKind kind) {
    switch (kind) {
        case ActionKind::finish_step:
            return "finish_step";
        case ActionKind::hand_in_evidence:
            return "hand_in_evidence";
        case ActionKind::add_records:
            return "add_records";
        case ActionKind::spend:
            return "spend";
    }
    return {};
}

base::Value to_value(const Advice& advice) {
    using base::Value;
    Value out{base::Object{}};
    out.set("schema", Value(kAdviceSchema));
    out.set("plan", Value(advice.plan));
    out.set("as_of", Value(base::to_iso(advice.as_of)));
    out.set("known_at", Value(advice.known_at.to_string()));
    out.set("year_end", Value(base::to_iso(advice.year_end)));
    out.set("days", Value(advice.days));
    out.set("total", Value(advice.total));
    out.set("chosen_gain", Value(advice.chosen_gain));
    base::Array suggestions;
    for (const Suggestion& suggestion : advice.suggestions) {
        Value one{base::Object{}};
        one.set("indicator", Value(suggestion.indicator));
        if (suggestion.level) one.set("level", Value(*suggestion.level));
        one.set("gain", Value(suggestion.gain));
        one.set("days", Value(suggestion.days));
        one.set("chosen", Value(suggestion.chosen));
        base::Array actions;
        for (const Action& action : suggestion.actions) {
            Value value{base::Object{}};
            value.set("kind", Value(to_string(action.kind)));
            if (!action.element.empty()) value.set("element", Value(action.element));
            if (action.amount > Decimal()) value.set("amount", Value(action.amount.to_string()));
            value.set("days", Value(action.days));
            if (!action.owner.empty()) value.set("owner", Value(action.owner));
            actions.push_back(std::move(value));
        }
        one.set("actions", Value(std::move(actions)));
        suggestions.push_back(std::move(one));
    }
    out.set("suggestions", Value(std::move(suggestions)));
    return out;
}

base::Result<Derivation, BadSupposition> what_if(const query::WorldSources& sources,
                                                 const facts::AsOf& as_of,
                                                 std::vector<Fact> supposed) {
    const Basis basis(sources, as_of);
    facts::FactLog log = basis.log_with({});
    std::int64_t seq = log.size() == 0 ? 0 : log.at(log.size() - 1).seq;
    for (std::size_t i = 0; i < supposed.size(); ++i) {
        Fact fact = std::move(supposed[i]);
        fact.id = basis.id_of_supposed(i + 1);
        fact.seq = ++seq;
        fact.recorded_at = as_of.known_at;
        const auto added = log.append(std::move(fact));
        if (!added) return base::Unexpected{BadSupposition{i, added.error()}};
    }
    query::WorldSources with = sources;
    with.log = &log;
    return score(with, as_of);
}

}  // namespace phaen::score
