#include <algorithm>
#include <chrono>
#include <map>
#include <optional>

#include "phaen/base/calendar.h"
#include "phaen/facts/words.h"
#include "phaen/ledger/disbursement.h"
#include "phaen/plan/scheme.h"
#include "phaen/query/world.h"
#include "phaen/score/score.h"
#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr int kSoonDays = 60;

facts::Day last_day_of(base::YearMonth month) {
    return std::chrono::sys_days(std::chrono::year(month.year()) /
                                 std::chrono::month(month.month()) / std::chrono::last);
}

base::YearMonth month_of(const facts::Day& day) {
    return *base::YearMonth::create(static_cast<int>(day.year()),
                                    static_cast<unsigned>(day.month()));
}

/// The month's last day before this day's month, when that is in the year.
std::optional<facts::Day> end_of_last_month(const Held& held) {
    const facts::Day day = last_day_of(month_of(held.as_of.day).plus(-1));
    if (day < held.year.first_day()) return std::nullopt;
    return day;
}

Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

Array list_of_ids(const std::vector<std::string_view>& ids) {
    Array list;
    for (const std::string_view id : ids) list.emplace_back(id);
    return list;
}

bool is_planned_in(const plan::Step& step, base::YearMonth month) {
    return std::any_of(step.months.begin(), step.months.end(), [&](const plan::MonthSpan& span) {
        return span.from <= month && month <= span.to;
    });
}

std::optional<base::YearMonth> first_month(const plan::Step& step) {
    std::optional<base::YearMonth> first;
    for (const plan::MonthSpan& span : step.months)
        first = first ? std::min(*first, span.from) : span.from;
    return first;
}

std::optional<facts::Day> due_day(const plan::Step& step) {
    std::optional<facts::Day> due;
    for (const plan::MonthSpan& span : step.months)
        due = std::max(due.value_or(last_day_of(span.to)), last_day_of(span.to));
    return due;
}

/// The days on which a step was reported, and by which fact last.
struct Reports {
    std::vector<facts::Day> days;
    std::string last;
};

std::map<std::string_view, Reports> reports_of(const query::World& world) {
    std::map<std::string_view, Reports> reports;
    for (const std::uint32_t index : world.view()) {
        const facts::FactView fact = world.log().at(index);
        if (fact.progress == nullptr) continue;
        Reports& of_step = reports[fact.element];
        of_step.days.push_back(day_from(fact.last_day));
        of_step.last = fact.id;
    }
    return reports;
}

/// How a step stands, for lists and the timeline.
struct StepStanding {
    const plan::Step* step = nullptr;
    const score::StepProgress* progress = nullptr;
    std::string_view state;
    bool has_begun = false;     ///< by the plan
    bool is_reported = false;   ///< in the month
    bool wants_report = false;  ///< in the month: it has begun and is not done, or was done in it
    std::optional<facts::Day> reported_on;
};

class Overview {
  public:
    Overview(const Held& held, const score::Derivation& now, const score::Derivation* before)
        : held_(held),
          now_(now),
          before_(before),
          pieces_(held.plan()),
          world_(held.sources(), held.as_of),
          reports_(reports_of(world_)) {
        for (const score::StepProgress& step : now.steps) progress_[step.step] = &step;
    }

    Value value() {
        Array schedules;
        for (const plan::Schedule& schedule : held_.plan().schedules)
            schedules.push_back(schedule_value(schedule));
        Value value{
            Object{{"plan", Value(held_.plan().id)},
                   {"number", Value(held_.current.number)},
                   {"version", Value(held_.current.version)},
                   {"fiscal_year", Value(held_.plan().fiscal_year)},
                   {"as_of", Value(base::to_iso(held_.as_of.day))},
                   {"known_at", Value(held_.as_of.known_at.to_string())},
                   {"first_day", Value(base::to_iso(held_.year.first_day()))},
                   {"last_day", Value(base::to_iso(held_.year.last_day()))},
                   {"total", total_value(now_)},
                   {"total_last_month", before_ != nullptr ? total_value(*before_) : Value()}}};
        value.set("money", money());
        value.set("counts", Value(Object{{"steps", Value(counts_.steps)},
                                         {"done", Value(counts_.done)},
                                         {"late", Value(counts_.late)},
                                         {"due", Value(counts_.due)},
                                         {"not_reported", Value(counts_.not_reported)}}));
        value.set("components", components());
        value.set("indicators", indicators());
        value.set("schedules", Value(std::move(schedules)));
        value.set("projects", projects());
        value.set("reported", reported());
        value.set("upcoming", Value(std::move(upcoming_)));
        value.set("organisations", organisations());
        return value;
    }

  private:
    struct Counts {
        int steps = 0;
        int done = 0;
        int late = 0;
        int due = 0;
        int not_reported = 0;
    };
    /// Of one organisation: by index of the month, what wanted a report and what had one.
    struct Heat {
        std::array<int, 12> due{};
        std::array<int, 12> reported{};
    };

    static Value total_value(const score::Derivation& scores) {
        return Value(Object{{"score", Value(scores.total.score.to_string())},
                            {"weight", Value(scores.total.weight.to_string())}});
    }

    StepStanding standing(const plan::Step& step) const {
        StepStanding standing;
        standing.step = &step;
        const auto known = progress_.find(step.id);
        standing.progress = known == progress_.end() ? nullptr : known->second;
        const base::YearMonth month = month_of(held_.as_of.day);
        const auto first = first_month(step);
        standing.has_begun = first && *first <= month;
        const auto reports = reports_.find(step.id);
        if (reports != reports_.end()) {
            for (const facts::Day& day : reports->second.days) {
                standing.is_reported = standing.is_reported || month_of(day) == month;
                standing.reported_on = std::max(standing.reported_on.value_or(day), day);
            }
        }
        const bool done = standing.progress != nullptr && standing.progress->done;
        const bool late = standing.progress != nullptr && standing.progress->days_late > 0;
        const bool cancelled = standing.progress != nullptr && standing.progress->cancelled;
        standing.wants_report = standing.has_begun && !done && !cancelled;
        standing.state = done                 ? "done"
                         : cancelled          ? "cancelled"
                         : late               ? "late"
                         : standing.has_begun ? "due"
                                              : "waiting";
        return standing;
    }

    Value step_value(const plan::Step& step, const Piece* piece) {
        const StepStanding standing = this->standing(step);
        const bool not_reported = standing.wants_report && !standing.is_reported;
        ++counts_.steps;
        counts_.done += standing.state == "done" ? 1 : 0;
        counts_.late += standing.state == "late" ? 1 : 0;
        counts_.due += standing.state == "due" ? 1 : 0;
        counts_.not_reported += not_reported ? 1 : 0;
        note_heat(step, piece);
        Array months;
        for (unsigned i = 0; i < 12; ++i) {
            if (is_planned_in(step, held_.year.month(i)))
                months.emplace_back(held_.year.month(i).to_string());
        }
        const score::StepProgress* progress = standing.progress;
        Object object{
            {"id", Value(step.id)},
            {"number", Value(step.number)},
            {"name", Value(step.text)},
            {"weight", step.weight ? Value(step.weight->to_string()) : Value()},
            {"months", Value(std::move(months))},
            {"planned", Value(progress != nullptr ? two_places(progress->planned) : "0")},
            {"actual", Value(progress != nullptr ? progress->actual.to_string() : "0")},
            {"state", Value(standing.state)},
            {"days_late", Value(progress != nullptr ? progress->days_late : 0)},
            {"not_reported", Value(not_reported)},
            {"approval_missing", Value(progress != nullptr && progress->approval_missing)},
            {"reported_on",
             standing.reported_on ? Value(base::to_iso(*standing.reported_on)) : Value()},
            {"fact", progress != nullptr ? text_or_null(progress->fact) : Value()}};
        note_upcoming(step, standing);
        return Value(std::move(object));
    }

    void note_upcoming(const plan::Step& step, const StepStanding& standing) {
        const auto due = due_day(step);
        if (!due || standing.state == "done" || standing.state == "cancelled") return;
        const auto days = std::chrono::sys_days(*due) - std::chrono::sys_days(held_.as_of.day);
        if (days.count() < 0 || days.count() > kSoonDays) return;
        upcoming_.emplace_back(Object{{"step", Value(step.id)},
                                      {"name", Value(step.text)},
                                      {"day", Value(base::to_iso(*due))}});
    }

    [[nodiscard]] std::optional<facts::Day> given_up_on(const plan::Step& step) const {
        for (const query::StepState& state : world_.steps()) {
            if (state.step == &step && state.is_given_up()) return day_from(*state.cancelled_on);
        }
        return std::nullopt;
    }

    /// A month counts once it has begun: each step that was planned in it wants a report, unless it
    /// was given up before.
    void note_heat(const plan::Step& step, const Piece* piece) {
        if (piece == nullptr || piece->leads.empty()) return;
        Heat& heat = heat_[piece->leads.front()];
        const auto reports = reports_.find(step.id);
        const std::optional<facts::Day> given_up = given_up_on(step);
        for (unsigned i = 0; i < 12; ++i) {
            const base::YearMonth month = held_.year.month(i);
            if (month > month_of(held_.as_of.day) || !is_planned_in(step, month)) continue;
            if (given_up && month > month_of(*given_up)) continue;
            ++heat.due.at(i);
            const bool has =
                reports != reports_.end() &&
                std::any_of(reports->second.days.begin(), reports->second.days.end(),
                            [&](const facts::Day& day) { return month_of(day) == month; });
            heat.reported.at(i) += has ? 1 : 0;
        }
    }

    Value schedule_value(const plan::Schedule& schedule) {
        const Piece* piece = pieces_.find(schedule.id);
        Array steps;
        for (const plan::Step& step : schedule.steps) steps.push_back(step_value(step, piece));
        std::string planned = "0";
        std::string actual = "0";
        for (const score::ScheduleProgress& progress : now_.schedules) {
            if (progress.schedule != schedule.id) continue;
            planned = two_places(progress.planned);
            actual = two_places(progress.actual);
        }
        const auto id_of = [](const std::optional<plan::Ref>& ref) {
            return ref && ref->resolved() ? Value(ref->id) : Value();
        };
        return Value(
            Object{{"id", Value(schedule.id)},
                   {"title", Value(piece != nullptr ? piece->name : std::string_view())},
                   {"indicator", id_of(schedule.indicator)},
                   {"project", id_of(schedule.project)},
                   {"owners", Value(piece != nullptr ? list_of_ids(piece->leads) : Array{})},
                   {"planned", Value(planned)},
                   {"actual", Value(actual)},
                   {"steps", Value(std::move(steps))}});
    }

    Value components() const {
        Array list;
        for (const score::ComponentScore& component : now_.components) {
            list.emplace_back(Object{{"number", Value(component.number)},
                                     {"name", Value(component.name)},
                                     {"weight", Value(component.weight.to_string())},
                                     {"score", Value(component.score.to_string())}});
        }
        return Value(std::move(list));
    }

    Value indicators() const {
        std::map<std::string_view, const score::IndicatorScore*> before;
        if (before_ != nullptr) {
            for (const score::IndicatorScore& indicator : before_->indicators)
                before[indicator.id] = &indicator;
        }
        const auto score_of = [](const score::IndicatorScore* indicator) {
            return indicator != nullptr && indicator->score ? Value(indicator->score->to_string())
                                                            : Value();
        };
        Array list;
        for (const score::IndicatorScore& indicator : now_.indicators) {
            const auto earlier = before.find(indicator.id);
            const Piece* piece = pieces_.find(indicator.id);
            Array missing;
            for (const std::string& what : indicator.missing) missing.emplace_back(what);
            list.emplace_back(Object{
                {"id", Value(indicator.id)},
                {"number", Value(indicator.number)},
                {"name", Value(indicator.name)},
                {"parent", text_or_null(indicator.parent)},
                {"component", Value(indicator.component)},
                {"weight", indicator.weight ? Value(indicator.weight->to_string()) : Value()},
                {"score", score_of(&indicator)},
                {"score_last_month", score_of(earlier == before.end() ? nullptr : earlier->second)},
                {"level", indicator.level_reached ? Value(*indicator.level_reached) : Value()},
                {"outcome", Value(score::to_string(indicator.outcome))},
                {"value", text_or_null(two_places(indicator.value))},
                {"percent", text_or_null(two_places(indicator.percent))},
                {"missing", Value(std::move(missing))},
                {"owners", Value(piece != nullptr ? list_of_ids(piece->leads) : Array{})}});
        }
        return Value(std::move(list));
    }

    /// All accounts of the plan's year added up, and what its spending plan would have spent.
    Value money() const {
        ledger::Balances sum;
        for (const auto& [account, balances] : accounts()) sum.add(balances);
        base::Money planned;
        base::Money budget;
        for (const plan::Project& project : held_.plan().projects) {
            if (project.budget) budget = budget + *project.budget;
            const auto months = ledger::spending_against_plan(world_.ledger(), held_.plan(),
                                                              project, held_.as_of.day);
            if (!months.empty()) planned = planned + months.back().planned;
        }
        const base::Money after = sum.at(facts::Balance::after_transfer);
        // What the year's scheme counts, so that it is the disbursement indicator's rate.
        const plan::Scheme* scheme = world_.scheme();
        const auto rate =
            scheme != nullptr && scheme->disbursement
                ? ledger::disbursement_rate(world_.ledger(), *scheme->disbursement, held_.year,
                                            held_.as_of.day)
                      .of_after_transfer
                : base::Ratio::create(sum.at(facts::Balance::disbursed).satang(), after.satang());
        const base::Ratio hundred = base::Ratio::from_decimal(base::Decimal::from_integer(100));
        return Value(Object{
            {"budget", Value(budget.to_string())},
            {"after_transfer", Value(after.to_string())},
            {"committed", Value(sum.at(facts::Balance::committed).to_string())},
            {"disbursed", Value(sum.at(facts::Balance::disbursed).to_string())},
            {"available", Value(sum.at(facts::Balance::available).to_string())},
            {"planned", Value(planned.to_string())},
            {"rate",
             rate ? Value((*rate * hundred).to_decimal(2, base::Rounding::half_up).to_string())
                  : Value()}});
    }

    std::vector<std::pair<const ledger::Account*, ledger::Balances>> accounts() const {
        std::vector<std::pair<const ledger::Account*, ledger::Balances>> list;
        const auto balances = world_.ledger().balances(held_.as_of.day);
        for (std::size_t i = 0; i < balances.size(); ++i) {
            const ledger::Account& account = world_.ledger().accounts()[i];
            if (account.fiscal_year == held_.plan().fiscal_year)
                list.emplace_back(&account, balances[i]);
        }
        return list;
    }

    Value projects() const {
        std::map<std::string_view, std::string_view> states;
        std::map<std::string_view, std::int32_t> days;
        for (const std::uint32_t index : world_.view()) {
            const facts::FactView fact = world_.log().at(index);
            if (fact.event == nullptr) continue;
            // What was recorded late may be of an earlier day.
            const auto known = days.find(fact.element);
            if (known != days.end() && known->second > fact.last_day) continue;
            using enum facts::EventKind;
            switch (fact.event->event) {
                case on_plan:
                case changed_form:
                case postponed:
                case cancelled:
                case added:
                case closed:
                    states[fact.element] = base::word_of(fact.event->event);
                    days[fact.element] = fact.last_day;
                    break;
                default:
                    break;
            }
        }
        std::map<std::string_view, base::Money> disbursed;
        for (const auto& [account, balances] : accounts()) {
            base::Money& sum = disbursed[account->project];
            sum = sum + balances.at(facts::Balance::disbursed);
        }
        Array list;
        for (const plan::Project& project : held_.plan().projects) {
            const auto state = states.find(project.id);
            list.emplace_back(
                Object{{"id", Value(project.id)},
                       {"number", Value(project.number)},
                       {"name", Value(project.name)},
                       {"state",
                        Value(state == states.end() ? std::string_view("on_plan") : state->second)},
                       {"budget", project.budget ? Value(project.budget->to_string()) : Value()},
                       {"disbursed", Value(disbursed[project.id].to_string())}});
        }
        return Value(std::move(list));
    }

    Value reported() const {
        Array list;
        for (const auto& [owner, heat] : heat_) {
            Array months;
            for (unsigned i = 0; i < 12; ++i) {
                months.emplace_back(Object{{"month", Value(held_.year.month(i).to_string())},
                                           {"due", Value(heat.due.at(i))},
                                           {"reported", Value(heat.reported.at(i))}});
            }
            list.emplace_back(
                Object{{"owner", Value(owner)}, {"months", Value(std::move(months))}});
        }
        return Value(std::move(list));
    }

    Value organisations() const {
        Array list;
        for (const plan::Organisation& organisation : held_.plan().organisations)
            list.emplace_back(
                Object{{"id", Value(organisation.id)}, {"name", Value(organisation.name)}});
        return Value(std::move(list));
    }

    const Held& held_;
    const score::Derivation& now_;
    const score::Derivation* before_;
    Pieces pieces_;
    query::World world_;
    std::map<std::string_view, Reports> reports_;
    std::map<std::string_view, const score::StepProgress*> progress_;
    Counts counts_;
    Array upcoming_;
    std::map<std::string_view, Heat> heat_;
};

Value report_value(const facts::FactView& fact) {
    return Value(Object{{"fact", Value(fact.id)},
                        {"on", Value(base::to_iso(day_from(fact.last_day)))},
                        {"by", Value(fact.by)},
                        {"percent", Value(fact.progress->percent.to_string())},
                        {"text", Value(fact.progress->text)},
                        {"obstacles", Value(fact.progress->obstacles)},
                        {"corrective_action", Value(fact.progress->corrective_action)}});
}

Value balances_value(const ledger::Balances& balances) {
    Object object;
    for (int i = 0; i < facts::kBalanceCount; ++i) {
        const auto balance = static_cast<facts::Balance>(i);
        object.emplace_back(base::word_of(balance), Value(balances.at(balance).to_string()));
    }
    return Value(std::move(object));
}

std::string_view word_of(plan::PeriodKind kind) {
    switch (kind) {
        case plan::PeriodKind::month:
            return "month";
        case plan::PeriodKind::quarter:
            return "quarter";
        case plan::PeriodKind::round:
            break;
    }
    return "round";
}

Value rate_value(const std::optional<base::Ratio>& rate) {
    if (!rate) return Value();
    const base::Ratio hundred = base::Ratio::from_decimal(base::Decimal::from_integer(100));
    return Value((*rate * hundred).to_decimal(2, base::Rounding::half_up).to_string());
}

Value money_value(const Held& held) {
    const query::World world(held.sources(), held.as_of);
    const ledger::Ledger& ledger = world.ledger();
    const auto balances = ledger.balances(held.as_of.day);
    ledger::Balances total;
    std::map<std::string_view, ledger::Balances> by_project;
    Array accounts;
    for (std::size_t i = 0; i < balances.size(); ++i) {
        const ledger::Account& account = ledger.accounts()[i];
        if (account.fiscal_year != held.plan().fiscal_year) continue;
        total.add(balances[i]);
        by_project[account.project].add(balances[i]);
        accounts.emplace_back(Object{{"fund", Value(account.fund)},
                                     {"category", Value(account.category)},
                                     {"item", Value(account.item)},
                                     {"project", Value(account.project)},
                                     {"balances", balances_value(balances[i])}});
    }
    std::map<std::string, std::pair<base::Money, base::Money>> curve;
    Array projects;
    for (const plan::Project& project : held.plan().projects) {
        Array months;
        for (const ledger::SpendingMonth& month :
             ledger::spending_against_plan(ledger, held.plan(), project, held.as_of.day)) {
            auto& sums = curve[month.month.to_string()];
            sums.first = sums.first + month.planned;
            months.emplace_back(Object{{"month", Value(month.month.to_string())},
                                       {"planned", Value(month.planned.to_string())},
                                       {"disbursed", Value(month.disbursed.to_string())}});
        }
        projects.emplace_back(
            Object{{"id", Value(project.id)},
                   {"name", Value(project.name)},
                   {"budget", project.budget ? Value(project.budget->to_string()) : Value()},
                   {"balances", balances_value(by_project[project.id])},
                   {"months", Value(std::move(months))}});
    }
    // What is spent of no project counts too: from the accounts, month by month.
    for (auto& [month, sums] : curve) {
        const facts::Day day =
            std::min(last_day_of(*base::YearMonth::parse(month)), held.as_of.day);
        const auto then = ledger.balances(day);
        for (std::size_t i = 0; i < then.size(); ++i) {
            if (ledger.accounts()[i].fiscal_year == held.plan().fiscal_year)
                sums.second = sums.second + then[i].at(facts::Balance::disbursed);
        }
    }
    Array months;
    for (const auto& [month, sums] : curve) {
        months.emplace_back(Object{{"month", Value(month)},
                                   {"planned", Value(sums.first.to_string())},
                                   {"disbursed", Value(sums.second.to_string())}});
    }
    Array assertions;
    for (const ledger::AssertionResult& assertion : ledger.assertions(held.as_of.day)) {
        const facts::FactView fact = world.log().at(assertion.fact);
        assertions.emplace_back(Object{{"fact", Value(fact.id)},
                                       {"day", Value(base::to_iso(day_from(fact.last_day)))},
                                       {"asserted", Value(assertion.asserted.to_string())},
                                       {"found", Value(assertion.found.to_string())},
                                       {"holds", Value(assertion.holds())}});
    }
    Array overdrafts;
    for (const ledger::Overdraft& overdraft : ledger.overdrafts()) {
        overdrafts.emplace_back(Object{{"fact", Value(world.log().at(overdraft.fact).id)},
                                       {"balance", Value(base::word_of(overdraft.balance))},
                                       {"short_by", Value(overdraft.short_by.to_string())}});
    }
    Array periods;
    Array funds;
    Array categories;
    if (const plan::Scheme* scheme = world.scheme(); scheme != nullptr) {
        for (const ledger::PeriodRate& period :
             ledger::disbursement_by_period(ledger, *scheme, held.as_of.day)) {
            periods.emplace_back(
                Object{{"kind", Value(word_of(period.period.kind))},
                       {"number", Value(period.period.number)},
                       {"day", Value(base::to_iso(period.day))},
                       {"disbursed", Value(period.cumulative.disbursed.to_string())},
                       {"after_transfer", Value(period.cumulative.after_transfer.to_string())},
                       {"rate", rate_value(period.cumulative.of_after_transfer)},
                       {"rate_of_appropriated", rate_value(period.cumulative.of_appropriated)},
                       {"disbursed_within", Value(period.disbursed_within.to_string())}});
        }
        for (const plan::FundSource& fund : scheme->fund_sources)
            funds.emplace_back(Object{{"id", Value(fund.id)}, {"name", Value(fund.name)}});
        for (const plan::ExpenditureCategory& category : scheme->expenditure_categories)
            categories.emplace_back(
                Object{{"id", Value(category.id)}, {"name", Value(category.name)}});
    }
    const auto last = ledger.last_assertion(held.as_of.day);
    return Value(Object{{"plan", Value(held.plan().id)},
                        {"fiscal_year", Value(held.plan().fiscal_year)},
                        {"as_of", Value(base::to_iso(held.as_of.day))},
                        {"total", balances_value(total)},
                        {"accounts", Value(std::move(accounts))},
                        {"projects", Value(std::move(projects))},
                        {"months", Value(std::move(months))},
                        {"periods", Value(std::move(periods))},
                        {"assertions", Value(std::move(assertions))},
                        {"last_assertion", last ? Value(base::to_iso(*last)) : Value()},
                        {"overdrafts", Value(std::move(overdrafts))},
                        {"funds", Value(std::move(funds))},
                        {"categories", Value(std::move(categories))}});
}

}  // namespace

Year::Kept Year::overview(std::string_view plan, const Moment& moment) const {
    const auto held = parts_->hold(plan, moment);
    if (!held) return Unexpected{held.error()};
    return parts_->kept(*held, "year", [&] {
        const auto now = parts_->scores(*held, held->as_of.day);
        const auto day = end_of_last_month(*held);
        const auto before = day ? parts_->scores(*held, *day) : nullptr;
        return Overview(*held, *now, before.get()).value();
    });
}

Year::Kept Year::score(std::string_view plan, const Moment& moment) const {
    const auto held = parts_->hold(plan, moment);
    if (!held) return Unexpected{held.error()};
    return parts_->kept(*held, "score",
                        [&] { return score::to_value(*parts_->scores(*held, held->as_of.day)); });
}

Result<Value, Refusal> Year::progress(std::string_view plan, std::string_view month,
                                      std::string_view owner) const {
    Moment moment;
    std::optional<base::YearMonth> wanted;
    if (!month.empty()) {
        wanted = base::YearMonth::parse(month);
        if (!wanted) {
            return Unexpected{invalid(
                "bad_member", {"ค่าที่ส่งใช้ไม่ได้", "A value cannot be used"},
                {"“month” ต้องเป็นเดือน เช่น 2022-03", "“month” must be a month, as 2022-03."})};
        }
        moment.as_of = base::to_iso(last_day_of(*wanted));
    }
    const auto held = parts_->hold(plan, moment);
    if (!held) return Unexpected{held.error()};
    const base::YearMonth shown = wanted.value_or(month_of(held->as_of.day));
    const query::World world(held->sources(), held->as_of);
    const auto scores = parts_->scores(*held, held->as_of.day);
    struct Pair {
        std::optional<facts::FactView> last;
        std::optional<facts::FactView> now;
    };
    std::map<std::string_view, Pair> reports;
    for (const std::uint32_t index : world.view()) {
        const facts::FactView fact = world.log().at(index);
        if (fact.progress == nullptr) continue;
        Pair& pair = reports[fact.element];
        (month_of(day_from(fact.last_day)) < shown ? pair.last : pair.now) = fact;
    }
    const Pieces pieces(held->plan());
    std::map<std::string_view, std::string_view> names;
    for (const plan::Organisation& organisation : held->plan().organisations)
        names[organisation.id] = organisation.name;
    std::map<std::string_view, std::string_view> owners;
    Array rows;
    std::size_t at = 0;
    for (const plan::Schedule& schedule : held->plan().schedules) {
        const Piece* piece = pieces.find(schedule.id);
        const std::vector<std::string_view> leads =
            piece != nullptr ? piece->leads : std::vector<std::string_view>();
        for (const std::string_view lead : leads) owners[lead] = names[lead];
        for (const plan::Step& step : schedule.steps) {
            const score::StepProgress& progress = scores->steps.at(at++);
            if (!owner.empty() && std::find(leads.begin(), leads.end(), owner) == leads.end())
                continue;
            const Pair pair = reports[step.id];
            const bool has_begun = first_month(step) && *first_month(step) <= shown;
            const auto& found = world.evidence_of(step.id);
            Array evidence;
            for (const std::uint32_t index : found) {
                const facts::FactView fact = world.log().at(index);
                evidence.emplace_back(Object{{"fact", Value(fact.id)},
                                             {"title", Value(fact.evidence->title)},
                                             {"file_name", Value(fact.evidence->file)},
                                             {"bytes", Value(fact.evidence->bytes)},
                                             {"on", Value(base::to_iso(day_from(fact.last_day)))}});
            }
            rows.emplace_back(
                Object{{"schedule", Value(schedule.id)},
                       {"title", Value(piece != nullptr ? piece->name : std::string_view())},
                       {"step", Value(step.id)},
                       {"number", Value(step.number)},
                       {"name", Value(step.text)},
                       {"weight", step.weight ? Value(step.weight->to_string()) : Value()},
                       {"owners", Value(list_of_ids(leads))},
                       {"planned", Value(two_places(progress.planned))},
                       {"actual", Value(progress.actual.to_string())},
                       {"state", Value(progress.done            ? "done"
                                       : progress.cancelled     ? "cancelled"
                                       : progress.days_late > 0 ? "late"
                                       : has_begun              ? "due"
                                                                : "waiting")},
                       {"is_planned_now", Value(is_planned_in(step, shown))},
                       {"last", pair.last ? report_value(*pair.last) : Value()},
                       {"this", pair.now ? report_value(*pair.now) : Value()},
                       {"evidence", Value(std::move(evidence))}});
        }
    }
    Array owner_list;
    for (const auto& [id, name] : owners)
        owner_list.emplace_back(Object{{"id", Value(id)}, {"name", Value(name)}});
    return Value(Object{{"plan", Value(held->plan().id)},
                        {"month", Value(shown.to_string())},
                        {"first_month", Value(held->year.month(0).to_string())},
                        {"last_month", Value(held->year.month(11).to_string())},
                        {"rows", Value(std::move(rows))},
                        {"owners", Value(std::move(owner_list))}});
}

Year::Kept Year::money(std::string_view plan, const Moment& moment) const {
    const auto held = parts_->hold(plan, moment);
    if (!held) return Unexpected{held.error()};
    return parts_->kept(*held, "money", [&] { return money_value(*held); });
}

}  // namespace phaen::app
