#include "phaen/score/score.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "phaen/base/calendar.h"
#include "phaen/facts/io.h"

namespace phaen::score {
namespace {

using base::Decimal;
using plan::ScoringRule;

facts::Day on(std::string_view text) { return *base::parse_iso(text); }
Decimal dec(std::string_view text) { return *Decimal::parse(text); }
base::YearMonth month(std::string_view text) { return *base::YearMonth::parse(text); }

constexpr std::string_view kThings = R"(
schema = "phaen.dataset/1"
id = "things"
version = 1
[[fields]]
name = "size"
type = "decimal"
)";

class ScoreTest : public testing::Test {
  protected:
    ScoreTest() {
        plan_.id = "plan";
        plan_.fiscal_year = 2565;
        scheme_.id = "scheme";
        scheme_.fiscal_year = 2565;
        dictionaries_.push_back(
            *dataset::load_dictionary(kThings, dataset::DictionaryFormat::toml));
    }
    /// An indicator of weight 25 over the sum of things.
    plan::Indicator& indicator(ScoringRule rule) {
        plan::Indicator indicator;
        indicator.id = "indicator-" + std::to_string(plan_.indicators.size() + 1);
        indicator.component = "1";
        indicator.weight = base::Weight(dec("25"));
        indicator.scoring.emplace();
        indicator.scoring->rule = rule;
        plan::Query query;
        query.fn = plan::QueryFunction::sum;
        query.of = "things.size";
        indicator.queries.emplace("value", query);
        plan_.indicators.push_back(std::move(indicator));
        return plan_.indicators.back();
    }
    void add(std::string_view kind, std::string_view day, std::string_view element,
             std::string_view data) {
        const std::string seq = std::to_string(log_.size() + 1);
        const auto fact = facts::fact_from_value(*base::parse_json(
            R"({"id":"f)" + seq + R"(","seq":)" + seq + R"(,"kind":")" + std::string(kind) +
            R"(","on":")" + std::string(day) + R"(","plan":"plan","element":")" +
            std::string(element) + R"(","recorded_at":"2021-10-01T00:00:00Z","data":)" +
            std::string(data) + "}"));
        ASSERT_TRUE(fact.has_value());
        ASSERT_TRUE(log_.append(*fact));
    }
    /// The sum becomes `size` from the day on.
    void size(std::string_view amount, std::string_view day = "2021-10-01") {
        add("record", day, "",
            R"({"dataset":"things","version":1,"record":"r","values":{"size":")" +
                std::string(amount) + R"("}})");
    }
    Derivation at(std::string_view day = "2022-09-30") {
        return score({&plan_, &scheme_, &log_, dictionaries_},
                     {on(day), *base::Instant::parse("2030-01-01T00:00:00Z")});
    }
    IndicatorScore first(std::string_view day = "2022-09-30") { return at(day).indicators.at(0); }
    plan::Plan plan_;
    plan::Scheme scheme_;
    facts::FactLog log_;
    std::vector<dataset::Dictionary> dictionaries_;
};

plan::ScoringLevel level(int number, std::string_view percent, std::string_view at_least) {
    plan::ScoringLevel level;
    level.level = number;
    level.percent_of_weight = base::Percent(dec(percent));
    plan::Threshold threshold;
    threshold.of = "value";
    threshold.at_least = dec(at_least);
    level.thresholds = {threshold};
    return level;
}

TEST_F(ScoreTest, LevelsJustBelowAtAndAbove) {
    indicator(ScoringRule::levels).scoring_criteria = {level(5, "100", "5"), level(4, "90", "4")};
    size("3.999999");
    EXPECT_EQ(first().outcome, Outcome::below_lowest);
    EXPECT_EQ(first().points_exact, "0");
    size("4", "2021-11-01");
    EXPECT_EQ(first().level_reached, 4);
    EXPECT_EQ(first().points_exact, "45/2");  // 25 × 90 %
    EXPECT_EQ(first().score, base::Score(dec("22.5")));
    size("4.999999", "2021-12-01");
    EXPECT_EQ(first().level_reached, 4);
    size("5", "2022-01-01");
    EXPECT_EQ(first().level_reached, 5);
    EXPECT_EQ(first("2021-11-30").level_reached, 4);  // as of an earlier day
}

TEST_F(ScoreTest, ALevelIsReachedWhenThoseBelowAreMetToo) {
    indicator(ScoringRule::levels).scoring_criteria = {level(1, "60", "9"), level(2, "70", "1")};
    size("5");
    EXPECT_EQ(first().outcome, Outcome::below_lowest);
}

TEST_F(ScoreTest, BelowTheLowestIsTheSchemes) {
    indicator(ScoringRule::levels).scoring_criteria = {level(1, "60", "1")};
    scheme_.below_lowest = plan::BelowLowest{base::Percent(dec("50")), false};
    EXPECT_EQ(first().points_exact, "25/2");
}

TEST_F(ScoreTest, EvidenceIsRequiredAndNamedWhenMissing) {
    plan::Indicator& i = indicator(ScoringRule::levels);
    i.scoring_criteria = {level(4, "90", "0"), level(5, "100", "0")};
    i.scoring_criteria[1].requires_evidence = {"evidence-1"};
    EXPECT_EQ(first().level_reached, 4);
    EXPECT_EQ(first().missing, std::vector<std::string>{"evidence-1"});
    add("evidence", "2022-01-01", "evidence-1", R"({"title":"a","level":4})");
    EXPECT_EQ(first().level_reached, 4);  // it is for another level
    add("evidence", "2022-01-02", "evidence-1", R"({"title":"b"})");
    EXPECT_EQ(first().level_reached, 5);
    EXPECT_EQ(first("2022-01-01").level_reached, 4);
}

TEST_F(ScoreTest, ALevelInWordsOnlyIsJudged) {
    plan::Indicator& i = indicator(ScoringRule::levels);
    i.scoring_criteria = {level(1, "60", "0")};
    i.scoring_criteria[0].thresholds.clear();
    EXPECT_EQ(first().level_reached, std::nullopt);
    add("assessment", "2022-01-01", i.id, R"({"assessed_by":"self","level":1})");
    EXPECT_EQ(first().level_reached, 1);
    EXPECT_EQ(first().judgements[0].fact, "f1");
}

std::vector<std::string> used(const IndicatorScore& score) {
    std::vector<std::string> facts;
    for (const Judgement& judgement : score.judgements) {
        if (judgement.used) facts.push_back(judgement.fact);
    }
    return facts;
}
using Facts = std::vector<std::string>;

// Levels 1 to 3 are printed in words only, level 4 wants a sum of 4.
TEST_F(ScoreTest, TheJudgementThatTheScoreRestsOnIsMarked) {
    plan::Indicator& i = indicator(ScoringRule::levels);
    for (int number = 1; number <= 4; ++number) {
        i.scoring_criteria.push_back(level(number, std::to_string(50 + 10 * number), "4"));
        if (number < 4) i.scoring_criteria.back().thresholds.clear();
    }
    const std::string id = i.id;
    add("assessment", "2022-01-01", id, R"({"assessed_by":"self","level":2})");
    // The office alone: level 2, 70 % of 25.
    EXPECT_EQ(first().points_exact, "35/2");
    EXPECT_EQ(used(first()), Facts{"f1"});
    add("assessment", "2022-02-01", id, R"({"assessed_by":"evaluator","level":1})");
    // The evaluator's word holds: 60 % of 25.
    EXPECT_EQ(first().points_exact, "15");
    EXPECT_EQ(used(first()), Facts{"f2"});
    add("assessment", "2022-03-01", id, R"({"assessed_by":"evaluator","level":3})");
    // Of the evaluator's the last: 80 % of 25.
    EXPECT_EQ(first().points_exact, "20");
    EXPECT_EQ(used(first()), Facts{"f3"});
    EXPECT_EQ(used(first("2022-02-28")), Facts{"f2"});
    EXPECT_EQ(used(first("2022-01-31")), Facts{"f1"});
    add("assessment", "2022-04-01", id, R"({"assessed_by":"self","level":5})");
    // The office's own does not count any more. Level 4 is for facts to decide, and stands on
    // level 3.
    EXPECT_EQ(first().points_exact, "20");
    EXPECT_EQ(used(first()), Facts{"f3"});
    size("4", "2022-05-01");
    EXPECT_EQ(first().points_exact, "45/2");
    EXPECT_EQ(used(first()), Facts{"f3"});
}

// The same levels by the office alone.
TEST_F(ScoreTest, TheOfficesLastWordHoldsUntilTheEvaluatorSpeaks) {
    plan::Indicator& i = indicator(ScoringRule::levels);
    i.scoring_criteria = {level(1, "60", "4"), level(2, "70", "4")};
    for (plan::ScoringLevel& one : i.scoring_criteria) one.thresholds.clear();
    const std::string id = i.id;
    add("assessment", "2022-01-01", id, R"({"assessed_by":"self","level":2})");
    add("assessment", "2022-02-01", id, R"({"assessed_by":"self","level":1})");
    EXPECT_EQ(first().points_exact, "15");
    EXPECT_EQ(used(first()), Facts{"f2"});
    // No level at all, and that rests on it: the office's would be 15.
    add("assessment", "2022-03-01", id, R"({"assessed_by":"evaluator","level":0})");
    EXPECT_EQ(first().outcome, Outcome::below_lowest);
    EXPECT_EQ(first().points_exact, "0");
    EXPECT_EQ(used(first()), Facts{"f3"});
    // A word on something else is none on the level.
    add("assessment", "2022-04-01", id, R"({"assessed_by":"evaluator","level":2})");
    add("assessment", "2022-05-01", id, R"({"assessed_by":"evaluator","reason":"seen"})");
    EXPECT_EQ(first().points_exact, "35/2");
    EXPECT_EQ(used(first()), Facts{"f4"});
}

TEST_F(ScoreTest, ACorrectedJudgementIsNotThereAndFactsNeedNone) {
    plan::Indicator& i = indicator(ScoringRule::levels);
    i.scoring_criteria = {level(1, "60", "1"), level(2, "70", "4")};
    i.scoring_criteria[0].thresholds.clear();
    const std::string id = i.id;
    add("assessment", "2022-01-01", id, R"({"assessed_by":"self","level":1})");
    const auto corrected = facts::fact_from_value(*base::parse_json(
        R"({"id":"f2","seq":2,"kind":"assessment","on":"2022-01-01","plan":"plan","element":")" +
        id + R"(","recorded_at":"2021-10-01T00:00:00Z","corrects":"f1",)" +
        R"("data":{"assessed_by":"self","level":2}})"));
    ASSERT_TRUE(corrected.has_value());
    ASSERT_TRUE(log_.append(*corrected));
    ASSERT_EQ(first().judgements.size(), 1U);
    EXPECT_EQ(used(first()), Facts{"f2"});
    // A first level that facts decide: nothing rests on anybody's word.
    plan_.indicators[0].scoring_criteria[0] = level(1, "60", "1");
    size("1", "2022-02-01");
    EXPECT_EQ(first().level_reached, 1);
    EXPECT_EQ(used(first()), Facts{});
}

TEST_F(ScoreTest, APanelsMembersAndTheWordNotApplicableAreMarked) {
    plan::Indicator& i = indicator(ScoringRule::panel);
    i.scoring->panel_scale = dec("100");
    const std::string id = i.id;
    add("assessment", "2022-01-01", id, R"({"assessed_by":"panel","value":90})");
    add("assessment", "2022-01-02", id, R"({"assessed_by":"self","value":70})");
    add("assessment", "2022-01-03", id, R"({"assessed_by":"panel","reason":"away"})");
    EXPECT_EQ(first().percent, "90");
    EXPECT_EQ(used(first()), Facts{"f1"});
    add("assessment", "2022-01-04", id, R"({"assessed_by":"evaluator","not_applicable":true})");
    EXPECT_EQ(first().outcome, Outcome::not_applicable);
    EXPECT_EQ(used(first()), Facts{"f4"});
    const base::Value derived = to_value(at());
    const base::Array& said =
        *derived.find("indicators")->as_array()->front().find("judgements")->as_array();
    EXPECT_EQ(said[0].find("used"), nullptr);
    EXPECT_TRUE(*said[3].find("used")->as_bool());
    EXPECT_TRUE(*said[3].find("not_applicable")->as_bool());
    add("assessment", "2022-01-05", id, R"({"assessed_by":"evaluator"})");
    EXPECT_EQ(used(first()), Facts{"f1"});
}

TEST_F(ScoreTest, WhatAQueryCannotDoIsSaidInBothLanguages) {
    plan::Indicator& i = indicator(ScoringRule::levels);
    i.queries.at("value").of = "things.none";
    i.queries.at("value").date = "size";
    const IndicatorScore score = first();
    const QueryValue& query = score.queries.at(0);
    EXPECT_EQ(query.value, "");
    EXPECT_EQ(
        query.problem_texts,
        (std::vector<BothTexts>{{"things.none: ไม่มีเขตข้อมูลนี้", "things.none: there is no such field"},
                                {"size: ไม่ใช่เขตข้อมูลที่เป็นวันที่", "size: is not a field of dates"}}));
    // What outside programs read from the first stays as it was.
    EXPECT_EQ(query.problems,
              (Facts{"things.none: there is no such field", "size: is not a field of dates"}));
    const base::Value derived = to_value(at());
    const base::Value& written =
        derived.find("indicators")->as_array()->front().find("queries")->as_array()->front();
    EXPECT_EQ(*written.find("problem_texts")->as_array()->front().find("th")->as_string(),
              "things.none: ไม่มีเขตข้อมูลนี้");
}

// Step 1 of 60, due in October, is done; of step 2 of 40, due in November, half is. On 10 December
// the project is cancelled.
TEST_F(ScoreTest, WhatWasCancelledIsNotLateAndScoresAsBefore) {
    plan::Indicator& i = indicator(ScoringRule::levels);
    plan::Query steps;
    steps.of = "steps";
    steps.where = {{"done", "=", base::Value(true)}};
    i.queries["value"] = steps;
    i.scoring_criteria = {level(1, "60", "1"), level(2, "100", "2")};
    plan::Schedule schedule;
    schedule.id = "schedule-1";
    schedule.project = plan::Ref::to("project-1");
    for (const auto& [id, weight, of] :
         {std::tuple("step-1", "60", "2021-10"), std::tuple("step-2", "40", "2021-11")}) {
        plan::Step step;
        step.id = id;
        step.weight = base::Weight(dec(weight));
        step.months = {{month(of), month(of)}};
        schedule.steps.push_back(step);
    }
    plan_.schedules.push_back(schedule);
    add("progress", "2021-10-31", "step-1", R"({"percent":100})");
    add("progress", "2021-11-30", "step-2", R"({"percent":50})");
    const auto late = [&](std::string_view day) { return at(day).steps.at(1).days_late; };
    EXPECT_EQ(late("2021-12-31"), 31);
    const Derivation before = at("2021-12-31");
    add("event", "2021-12-10", "project-1",
        R"({"event":"cancelled","reason":"x","document":"1/2565","effect":"none"})");
    const Derivation after = at("2021-12-31");
    EXPECT_EQ(after.steps[1].days_late, 0);
    EXPECT_TRUE(after.steps[0].cancelled && after.steps[1].cancelled);
    EXPECT_TRUE(after.steps[0].done);
    // All of 100 was planned by then, 60 and half of 40 were done.
    EXPECT_EQ(after.schedules.at(0).planned, "100");
    EXPECT_EQ(after.schedules.at(0).actual, "80");
    EXPECT_EQ(after.indicators, before.indicators);
    EXPECT_EQ(after.total, before.total);
    EXPECT_EQ(after.total.points_exact, "15");  // level 1: 60 % of 25
    EXPECT_EQ(late("2021-12-09"), 9);
    EXPECT_FALSE(at("2021-12-09").steps.at(1).cancelled);
    // That it was closed changes nothing; once it goes on it is as late as it was.
    add("event", "2021-12-15", "project-1", R"({"event":"closed","text":"ended"})");
    EXPECT_EQ(late("2021-12-31"), 0);
    add("event", "2021-12-20", "project-1", R"({"event":"postponed","reason":"y"})");
    EXPECT_EQ(late("2021-12-31"), 31);
    EXPECT_EQ(late("2021-12-19"), 0);
    // A step alone may be cancelled too.
    add("event", "2021-12-21", "step-2", R"({"event":"cancelled","reason":"z"})");
    EXPECT_EQ(late("2021-12-31"), 0);
    EXPECT_FALSE(at("2021-12-31").steps.at(0).cancelled);
}

TEST_F(ScoreTest, InterpolationIsTheSchemes) {
    indicator(ScoringRule::levels).scoring_criteria = {level(4, "90", "4"), level(5, "100", "5")};
    size("4.5");
    EXPECT_EQ(first().percent, "90");
    scheme_.interpolation = plan::Interpolation{plan::InterpolationMethod::linear, false};
    EXPECT_EQ(first().percent, "95");
    EXPECT_EQ(first().outcome, Outcome::interpolated);
}

TEST_F(ScoreTest, LinearBetweenPoints) {
    plan::Indicator& i = indicator(ScoringRule::linear);
    i.scoring->points = {{dec("75"), dec("60")}, {dec("80"), dec("70")}, {dec("95"), dec("100")}};
    const std::pair<const char*, const char*> rows[] = {
        {"74.999999", "0"}, {"75", "60"},  {"77.5", "65"}, {"80", "70"},
        {"87.5", "85"},     {"95", "100"}, {"100", "100"}};
    for (int day = 1; const auto& [value, percent] : rows) {
        size(value, "2021-11-0" + std::to_string(day++));
        EXPECT_EQ(first().percent, percent) << value;
    }
    plan_.indicators[0].scoring->cap = base::Percent(dec("90"));
    EXPECT_EQ(first().percent, "90");
}

TEST_F(ScoreTest, RatioOfTheTargetIsCapped) {
    plan::Indicator& i = indicator(ScoringRule::ratio);
    i.targets.emplace_back();
    i.targets[0].fiscal_year = 2565;
    i.targets[0].value = dec("8");
    size("6");
    EXPECT_EQ(first().percent, "75");
    EXPECT_EQ(first().target->met, false);
    size("9", "2021-11-01");
    EXPECT_EQ(first().percent, "100");
    EXPECT_EQ(first().target->met, true);
    plan_.indicators[0].better = plan::Better::lower;
    size("10", "2021-12-01");
    EXPECT_EQ(first().percent, "80");  // 8 of 10
    size("8", "2021-12-02");
    EXPECT_EQ(first().percent, "100");
}

TEST_F(ScoreTest, ARelativeTargetShowsBothReadings) {
    // 5 in 2563, 5 more in 2564 than that, 5 more in 2565 than the 8 of 2564: 13, or 15 by targets.
    plan::Indicator& i = indicator(ScoringRule::ratio);
    const auto target = [&](int year, plan::Comparison comparison) -> plan::Target& {
        plan::Target t;
        t.fiscal_year = year;
        t.comparison = comparison;
        t.value = dec("5");
        i.targets.push_back(t);
        return i.targets.back();
    };
    target(2563, plan::Comparison::at_least);
    plan::Target& second = target(2564, plan::Comparison::increase);
    second.baseline_fiscal_year = 2563;
    second.baseline_value = dec("5");
    second.baseline_from = plan::BaselineFrom::target;
    plan::Target& third = target(2565, plan::Comparison::increase);
    third.baseline_fiscal_year = 2564;
    third.baseline_value = dec("8");
    third.baseline_from = plan::BaselineFrom::actual;
    size("13");
    const TargetValue shown = *first().target;
    EXPECT_EQ(shown.effective, dec("13"));
    EXPECT_EQ(shown.from_actual, dec("13"));
    EXPECT_EQ(shown.from_target, dec("15"));
    EXPECT_EQ(first().percent, "100");
}

TEST_F(ScoreTest, Existence) {
    indicator(ScoringRule::boolean);
    EXPECT_EQ(first().percent, "0");
    size("1");
    EXPECT_EQ(first().percent, "100");
}

TEST_F(ScoreTest, APanelsMeanByItsScale) {
    plan::Indicator& i = indicator(ScoringRule::panel);
    i.scoring->panel_scale = dec("100");
    EXPECT_EQ(first().outcome, Outcome::not_known);
    add("assessment", "2022-01-01", i.id, R"({"assessed_by":"panel","value":94})");
    add("assessment", "2022-01-02", i.id, R"({"assessed_by":"panel","value":95})");
    EXPECT_EQ(first().percent, "189/2");       // 94.5
    EXPECT_EQ(first().points_exact, "189/8");  // 23.625
    EXPECT_EQ(first().score, base::Score(dec("23.63")));
}

TEST_F(ScoreTest, AnAverageIsOfTheEndsOfMonths) {
    plan::Indicator& i = indicator(ScoringRule::linear);
    i.scoring->points = {{dec("0"), dec("0")}, {dec("100"), dec("100")}};
    i.scoring->accumulation = plan::Accumulation::average;
    size("10", "2021-10-31");
    size("20", "2021-11-30");
    size("90", "2021-12-30");
    EXPECT_EQ(first("2021-12-30").value, "15");
    EXPECT_EQ(first("2021-12-31").value, "40");  // (10 + 20 + 90) / 3
}

TEST_F(ScoreTest, SumsAreExactAndRoundedOnce) {
    // Three times 25 × 1/3 %: a third of 0.25 each, 0.25 together; rounded each, it were 0.24.
    for (int n = 0; n < 3; ++n) {
        plan::Indicator& i = indicator(ScoringRule::ratio);
        i.targets.emplace_back();
        i.targets[0].fiscal_year = 2565;
        i.targets[0].value = dec("300");
    }
    size("1");
    const Derivation d = at();
    EXPECT_EQ(d.indicators[0].score, base::Score(dec("0.08")));
    EXPECT_EQ(d.total.points_exact, "1/4");
    EXPECT_EQ(d.total.score, base::Score(dec("0.25")));
    EXPECT_EQ(d.total.weight, base::Weight(dec("75")));
    ASSERT_EQ(d.components.size(), 1U);
    EXPECT_EQ(d.components[0].points_exact, "1/4");
}

TEST_F(ScoreTest, NotApplicableGivesItsWeightToNoOther) {
    plan::Indicator& i = indicator(ScoringRule::boolean);
    const std::string id = i.id;
    indicator(ScoringRule::boolean);
    size("1");
    add("assessment", "2022-01-01", id, R"({"assessed_by":"self","not_applicable":true})");
    EXPECT_EQ(at().total.points_exact, "50");  // the office itself cannot say so
    add("assessment", "2022-01-02", id, R"({"assessed_by":"evaluator","not_applicable":true})");
    EXPECT_EQ(at().total.points_exact, "25");
    EXPECT_EQ(at().total.weight, base::Weight(dec("50")));
    EXPECT_EQ(at().total.weight_applicable, base::Weight(dec("25")));
}

TEST_F(ScoreTest, ProgressBesideThePlannedCurve) {
    plan::Schedule schedule;
    schedule.id = "schedule-1";
    schedule.spread = plan::Spread::even;
    for (const auto& [id, weight] : {std::pair{"step-1", "40"}, {"step-2", "60"}}) {
        plan::Step step;
        step.id = id;
        step.weight = base::Weight(dec(weight));
        schedule.steps.push_back(step);
    }
    schedule.steps[0].months = {{month("2021-10"), month("2021-11")}};
    schedule.steps[1].months = {{month("2021-12"), month("2022-02")}};
    schedule.steps[1].requires_first = plan::StepRequires::approval;
    plan_.schedules.push_back(schedule);
    add("progress", "2021-11-15", "step-1", R"({"percent":50})");
    add("progress", "2021-12-15", "step-2", R"({"percent":10})");
    // 31 January: step 1 is over (40), step 2 two months of three (40): 80. Done: 20 + 6 = 26.
    const Derivation d = at("2022-01-31");
    EXPECT_EQ(d.schedules[0].planned, "80");
    EXPECT_EQ(d.schedules[0].actual, "26");
    EXPECT_EQ(d.steps[0].days_late, 62);  // since 30 November
    EXPECT_EQ(d.steps[1].days_late, 0);
    EXPECT_EQ(d.steps[1].planned, "200/3");
    EXPECT_TRUE(d.steps[1].approval_missing);
    add("event", "2022-01-10", "step-2", R"({"event":"approved"})");
    EXPECT_FALSE(at("2022-01-31").steps[1].approval_missing);
    plan_.schedules[0].spread = plan::Spread::at_end;
    EXPECT_EQ(at("2022-01-31").schedules[0].planned, "40");
    EXPECT_EQ(at("2021-11-29").schedules[0].planned, "0");
    EXPECT_EQ(at("2021-11-30").schedules[0].planned, "40");
}

TEST_F(ScoreTest, OrphansAreListed) {
    add("progress", "2021-11-15", "step-gone", R"({"percent":50})");
    EXPECT_EQ(at().orphans, std::vector<std::string>{"f1"});
}

/// When it fails, run tools/make-schemas and read the difference.
TEST(DerivationSchema, TheCommittedOneIsTheGeneratedOne) {
    std::ifstream in(PHAEN_SOURCE_DIR "/docs/reference/derivation.schema.json", std::ios::binary);
    const std::string committed{std::istreambuf_iterator<char>(in),
                                std::istreambuf_iterator<char>()};
    EXPECT_EQ(base::to_pretty_json(derivation_json_schema()), committed);
}

}  // namespace
}  // namespace phaen::score
