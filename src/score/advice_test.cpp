#include "phaen/score/advice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "phaen/base/calendar.h"

namespace phaen::score {
namespace {

using base::Decimal;
using facts::Day;

Day on(std::string_view text) { return *base::parse_iso(text); }
Decimal dec(std::string_view text) { return *Decimal::parse(text); }
const base::Percent kWhole(dec("100"));

constexpr std::string_view kVisits = R"(
schema = "phaen.dataset/1"
id = "visits"
version = 1
[[fields]]
name = "city"
type = "text"
[[fields]]
name = "held_on"
type = "date"
)";

/// One indicator by levels of steps, each level asking for a paper too; the steps take 3, 4, …
/// days.
class Year {
  public:
    Year() {
        plan_.id = "plan";
        plan_.fiscal_year = 2565;
        dictionaries_.push_back(
            *dataset::load_dictionary(kVisits, dataset::DictionaryFormat::toml));
    }

    plan::Indicator& indicator(std::string_view weight) {
        plan::Indicator indicator;
        indicator.id = "indicator-" + std::to_string(plan_.indicators.size() + 1);
        indicator.component = "1";
        indicator.weight = base::Weight(dec(weight));
        indicator.lead = {plan::Ref{"unit-" + indicator.id, ""}};
        plan_.indicators.push_back(std::move(indicator));
        return plan_.indicators.back();
    }

    /// Steps of these days of effort; a query that counts those that are done.
    void steps(plan::Indicator& indicator, const std::vector<int>& days) {
        plan::Schedule schedule;
        schedule.id = "schedule-" + indicator.id;
        schedule.indicator = plan::Ref{indicator.id, ""};
        for (std::size_t i = 0; i < days.size(); ++i) {
            plan::Step step;
            step.id = indicator.id + ".step-" + std::to_string(i + 1);
            step.effort_days = days[i];
            schedule.steps.push_back(step);
        }
        plan_.schedules.push_back(schedule);
        plan::Query query;
        query.of = "steps";
        query.where = {{"schedule", "=", base::Value(schedule.id)},
                       {"done", "=", base::Value(true)}};
        indicator.queries.emplace("steps_done", query);
    }

    /// A query that counts the different cities visited.
    static void visits(plan::Indicator& indicator) {
        plan::Query query;
        query.of = "visits";
        query.distinct = {"city"};
        query.date = "held_on";
        indicator.queries.emplace("cities", query);
    }

    static void paper(plan::Indicator& indicator) {
        plan::EvidenceItem item;
        item.id = indicator.id + ".evidence-" + std::to_string(indicator.evidence.size() + 1);
        indicator.evidence.push_back(item);
    }

    static plan::ScoringLevel& level(plan::Indicator& indicator, std::string_view percent) {
        plan::ScoringLevel level;
        level.level = static_cast<int>(indicator.scoring_criteria.size()) + 1;
        level.percent_of_weight = base::Percent(dec(percent));
        indicator.scoring.emplace();
        indicator.scoring_criteria.push_back(level);
        return indicator.scoring_criteria.back();
    }

    static void wants(plan::ScoringLevel& level, std::string_view of, int at_least) {
        plan::Threshold threshold;
        threshold.of = of;
        threshold.at_least = Decimal::from_integer(at_least);
        level.thresholds.push_back(threshold);
    }

    void add(facts::FactKind kind, const std::string& element, facts::FactData data,
             std::string_view day = "2022-01-31") {
        ASSERT_TRUE(log_.append(fact(kind, element, std::move(data), day, log_.size() + 1)));
    }

    static facts::Fact fact(facts::FactKind kind, const std::string& element, facts::FactData data,
                            std::string_view day, std::size_t number) {
        facts::Fact fact;
        fact.id = "f" + std::to_string(number);
        fact.seq = static_cast<std::int64_t>(number);
        fact.kind = kind;
        fact.plan = "plan";
        fact.element = element;
        fact.when.on = on(day);
        fact.recorded_at = *base::Instant::parse("2021-10-01T00:00:00Z");
        fact.data = std::move(data);
        return fact;
    }

    static facts::Record visit(std::string_view city) {
        facts::Record record;
        record.dataset = "visits";
        record.record = "visit-" + std::string(city);
        record.values = base::Value(base::Object{});
        record.values.set("city", base::Value(city));
        record.values.set("held_on", base::Value("2022-05-01"));
        return record;
    }

    [[nodiscard]] query::WorldSources sources() const {
        return {&plan_, nullptr, &log_, dictionaries_};
    }
    static facts::AsOf march() {
        return {on("2022-03-31"), *base::Instant::parse("2030-01-01T00:00:00Z")};
    }
    [[nodiscard]] Advice advice(int days) const {
        AdviceOptions options;
        options.days = days;
        return *advise(sources(), march(), options);
    }

    plan::Plan plan_;
    facts::FactLog log_;
    std::vector<dataset::Dictionary> dictionaries_;
};

TEST(Advice, CheapestStepsFirstAndOnlyWhatALevelNeeds) {
    Year year;
    plan::Indicator& indicator = year.indicator("20");
    year.steps(indicator, {8, 3, 5});
    Year::wants(Year::level(indicator, "50"), "steps_done", 1);
    Year::wants(Year::level(indicator, "100"), "steps_done", 3);
    const Advice advice = year.advice(100);
    ASSERT_EQ(advice.suggestions.size(), 2U);
    // Level 1 by the step of 3 days: 10 points, 10/3 a day. Level 2 by all: 20 points in 16 days.
    const Suggestion& first = advice.suggestions[0];
    EXPECT_EQ(first.level, 1);
    EXPECT_EQ(first.gain, "10");
    EXPECT_EQ(first.days, 3);
    ASSERT_EQ(first.actions.size(), 1U);
    EXPECT_EQ(first.actions[0].element, "indicator-1.step-2");
    EXPECT_EQ(first.actions[0].owner, "unit-indicator-1");
    EXPECT_EQ(advice.suggestions[1].gain, "20");
    EXPECT_EQ(advice.suggestions[1].days, 16);
    EXPECT_TRUE(advice.suggestions[1].chosen);
    EXPECT_EQ(advice.chosen_gain, "20");
    EXPECT_EQ(year.advice(15).chosen_gain, "10");
    EXPECT_EQ(year.advice(2).chosen_gain, "0");
}

TEST(Advice, AStepThatIsHalfDoneTakesHalfItsDays) {
    Year year;
    plan::Indicator& indicator = year.indicator("20");
    year.steps(indicator, {7});
    Year::wants(Year::level(indicator, "100"), "steps_done", 1);
    year.add(facts::FactKind::progress, "indicator-1.step-1",
             facts::Progress{base::Percent(dec("50")), "", "", ""});
    EXPECT_EQ(year.advice(100).suggestions.at(0).days, 4);  // 3.5 and up
}

TEST(Advice, NothingIsAdvisedOfWhatWasCancelled) {
    // Step 2 is cancelled: level 1 by step 1 is all that is left, level 2 wants both.
    Year year;
    plan::Indicator& indicator = year.indicator("20");
    year.steps(indicator, {3, 4});
    Year::wants(Year::level(indicator, "50"), "steps_done", 1);
    Year::wants(Year::level(indicator, "100"), "steps_done", 2);
    EXPECT_EQ(year.advice(100).suggestions.size(), 2U);
    facts::Event event;
    event.event = facts::EventKind::cancelled;
    year.add(facts::FactKind::event, "indicator-1.step-2", event);
    const Advice advice = year.advice(100);
    ASSERT_EQ(advice.suggestions.size(), 1U);
    EXPECT_EQ(advice.suggestions[0].level, 1);
    EXPECT_EQ(advice.suggestions[0].gain, "10");
    ASSERT_EQ(advice.suggestions[0].actions.size(), 1U);
    EXPECT_EQ(advice.suggestions[0].actions[0].element, "indicator-1.step-1");
}

TEST(Advice, RecordsAreCounted) {
    Year year;
    plan::Indicator& indicator = year.indicator("20");
    Year::visits(indicator);
    Year::wants(Year::level(indicator, "100"), "cities", 5);
    year.add(facts::FactKind::record, "", Year::visit("a"), "2022-02-01");
    year.plan_.indicators[0].queries.at("cities").where = {{"city", "!=", base::Value("nowhere")}};
    const Advice advice = year.advice(100);
    ASSERT_EQ(advice.suggestions.size(), 1U);
    ASSERT_EQ(advice.suggestions[0].actions.size(), 1U);
    EXPECT_EQ(advice.suggestions[0].actions[0].kind, ActionKind::add_records);
    // The visit that is known is of May: it counts when the year ends.
    EXPECT_EQ(advice.suggestions[0].actions[0].amount, dec("4"));
    EXPECT_EQ(advice.suggestions[0].days, 8);
}

TEST(Advice, MoneyThatIsLeftIsSpent) {
    Year year;
    plan::Indicator& indicator = year.indicator("15");
    indicator.scoring.emplace();
    indicator.scoring->rule = plan::ScoringRule::linear;
    indicator.scoring->points = {{dec("0"), dec("0")}, {dec("100"), dec("100")}};
    plan::Query num;
    num.fn = plan::QueryFunction::sum;
    num.of = "ledger.disbursed";
    plan::Query den;
    den.fn = plan::QueryFunction::sum;
    den.of = "ledger.after_transfer";
    plan::Query share;
    share.fn = plan::QueryFunction::ratio;
    share.num = {num};
    share.den = {den};
    indicator.queries.emplace("share", share);
    for (const auto& [project, baht] : {std::pair{"p1", 300}, std::pair{"p2", 700}}) {
        facts::Posting posting;
        posting.amount = *base::Money::from_satang(baht * 100);
        posting.fiscal_year = 2565;
        posting.fund = "annual";
        posting.category = "other";
        posting.project = project;
        year.add(facts::FactKind::posting, "", posting);
    }
    const Advice advice = year.advice(1);
    // 700 of 1,000 baht are 70 % of 15 points.
    EXPECT_EQ(advice.chosen_gain, "21/2");
    EXPECT_EQ(year.advice(2).chosen_gain, "15");
    ASSERT_FALSE(advice.suggestions.empty());
    EXPECT_EQ(advice.suggestions[0].actions[0].element, "p2");
    EXPECT_EQ(advice.suggestions[0].actions[0].amount, dec("700"));
    // Without the second project 300 are left to spend: 30 % of 15.
    facts::Event event;
    event.event = facts::EventKind::cancelled;
    year.add(facts::FactKind::event, "p2", event);
    EXPECT_EQ(year.advice(2).chosen_gain, "9/2");
}

TEST(Advice, WhatOnlyPeopleCanJudgeIsNotAdvised) {
    Year year;
    plan::Indicator& indicator = year.indicator("20");
    year.steps(indicator, {1});
    Year::level(indicator, "50").condition = "ผู้บริหารพอใจ";
    Year::wants(Year::level(indicator, "100"), "steps_done", 1);
    EXPECT_TRUE(year.advice(100).suggestions.empty());
}

/// The most points that any set of actions within the days brings, each set scored on its own.
base::Ratio brute_force(const Year& year, const std::vector<facts::Fact>& deeds,
                        const std::vector<int>& days, int most) {
    const facts::AsOf end{on("2022-09-30"), Year::march().known_at};
    const auto points = [](const Derivation& derivation) {
        const std::string& exact = derivation.total.points_exact;
        const auto slash = exact.find('/');
        return *base::Ratio::create(std::stoll(exact), slash == std::string::npos
                                                           ? 1
                                                           : std::stoll(exact.substr(slash + 1)));
    };
    const base::Ratio now = points(score(year.sources(), end));
    base::Ratio best;
    for (unsigned set = 0; set < (1U << deeds.size()); ++set) {
        int effort = 0;
        facts::FactLog log;
        for (std::size_t i = 0; i < year.log_.size(); ++i)
            EXPECT_TRUE(log.append(year.log_.fact(i)));
        for (std::size_t i = 0; i < deeds.size(); ++i) {
            if ((set >> i & 1U) == 0) continue;
            effort += days[i];
            facts::Fact fact = deeds[i];
            fact.id = "f" + std::to_string(log.size() + 1);
            fact.seq = static_cast<std::int64_t>(log.size() + 1);
            EXPECT_TRUE(log.append(std::move(fact)));
        }
        if (effort > most) continue;
        query::WorldSources sources = year.sources();
        sources.log = &log;
        best = std::max(best, points(score(sources, end)) - now);
    }
    return best;
}

TEST(Advice, EqualsBruteForceOnSmallYears) {
    std::mt19937 random(68);
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    int gained = 0;
    for (int round = 0; round < 60; ++round) {
        Year year;
        std::vector<facts::Fact> deeds;
        std::vector<int> days;
        const int indicators = 2 + below(2);
        year.plan_.indicators.reserve(3);
        for (int i = 0; i < indicators; ++i) {
            plan::Indicator& indicator = year.indicator(std::to_string(10 + below(20)));
            std::vector<int> efforts;
            const int steps = 1 + below(2);
            for (int s = 0; s < steps; ++s) efforts.push_back(1 + below(9));
            year.steps(indicator, efforts);
            Year::paper(indicator);
            for (int s = 0; s < steps; ++s) {
                auto& level = Year::level(indicator, std::to_string(30 * (s + 1) + below(10)));
                Year::wants(level, "steps_done", s + 1);
                if (below(2) == 0) level.requires_evidence = {indicator.evidence[0].id};
                deeds.push_back(Year::fact(facts::FactKind::progress,
                                           indicator.id + ".step-" + std::to_string(s + 1),
                                           facts::Progress{kWhole, "", "", ""}, "2022-05-01", 1));
                days.push_back(efforts[static_cast<std::size_t>(s)]);
            }
            deeds.push_back(Year::fact(facts::FactKind::evidence, indicator.evidence[0].id,
                                       facts::Evidence{}, "2022-05-01", 1));
            days.push_back(1);
            if (i == 0) {
                Year::visits(indicator);
                auto& level = Year::level(indicator, "100");
                Year::wants(level, "steps_done", steps);
                Year::wants(level, "cities", 2);
                for (const std::string_view city : {"a", "b"}) {
                    deeds.push_back(Year::fact(facts::FactKind::record, "", Year::visit(city),
                                               "2022-05-01", 1));
                    days.push_back(2);
                }
            }
        }
        const int most = below(25);
        const base::Ratio expected = brute_force(year, deeds, days, most);
        EXPECT_EQ(year.advice(most).chosen_gain, expected.to_string()) << "round " << round;
        if (expected > base::Ratio()) ++gained;
    }
    EXPECT_GT(gained, 40);  // most of the years have something to gain
}

TEST(WhatIf, AFactMoreAndAFactCorrected) {
    Year year;
    plan::Indicator& indicator = year.indicator("20");
    year.steps(indicator, {1, 1});
    Year::wants(Year::level(indicator, "50"), "steps_done", 1);
    Year::wants(Year::level(indicator, "100"), "steps_done", 2);
    year.add(facts::FactKind::progress, "indicator-1.step-1", facts::Progress{kWhole, "", "", ""});
    const auto total = [&](std::vector<facts::Fact> supposed) {
        return what_if(year.sources(), Year::march(), std::move(supposed))->total.points_exact;
    };
    EXPECT_EQ(total({}), "10");
    EXPECT_EQ(total({Year::fact(facts::FactKind::progress, "indicator-1.step-2",
                                facts::Progress{kWhole, "", "", ""}, "2022-03-01", 1)}),
              "20");
    facts::Fact corrected =
        Year::fact(facts::FactKind::progress, "indicator-1.step-1",
                   facts::Progress{base::Percent(dec("50")), "", "", ""}, "2022-03-01", 1);
    corrected.corrects = "f1";
    EXPECT_EQ(total({corrected}), "0");
    corrected.corrects = "f2";
    const auto refused = what_if(year.sources(), Year::march(), {corrected});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().index, 0U);
    EXPECT_EQ(refused.error().refusal, facts::FactRefusal::corrects_unknown);
}

}  // namespace
}  // namespace phaen::score
