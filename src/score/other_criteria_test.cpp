#include "phaen/score/other_criteria.h"

#include <gtest/gtest.h>

#include "phaen/base/calendar.h"
#include "phaen/facts/io.h"

namespace phaen::score {
namespace {

using base::Decimal;

Decimal dec(std::string_view text) { return *Decimal::parse(text); }

constexpr std::string_view kThings = R"(
schema = "phaen.dataset/1"
id = "things"
version = 1
[[fields]]
name = "size"
type = "decimal"
[[fields]]
name = "of"
type = "text"
)";

plan::ScoringLevel level(int number, std::string_view percent, std::string_view at_least) {
    plan::ScoringLevel level;
    level.level = number;
    level.percent_of_weight = base::Percent(dec(percent));
    level.thresholds = {{"value", dec(at_least), std::nullopt}};
    return level;
}

/// An indicator over the sum of things, of level 1 for 10 and level 2 for 20 (60 and 100 %).
plan::Indicator indicator(std::string id, std::string name, std::string_view weight) {
    plan::Indicator made;
    made.id = std::move(id);
    made.name = std::move(name);
    made.component = "1";
    made.weight = base::Weight(dec(weight));
    made.scoring_criteria = {level(1, "60", "10"), level(2, "100", "20")};
    plan::Query query;
    query.fn = plan::QueryFunction::sum;
    query.of = "things.size";
    made.queries.emplace("value", query);
    return made;
}

class OtherCriteria : public testing::Test {
  protected:
    OtherCriteria() {
        own_.id = "plan";
        own_.fiscal_year = 2565;
        other_.id = "plan-2566";
        other_.fiscal_year = 2566;
        dictionaries_.push_back(
            *dataset::load_dictionary(kThings, dataset::DictionaryFormat::toml));
    }
    void add(std::string_view kind, std::string_view element, std::string_view data) {
        const std::string seq = std::to_string(log_.size() + 1);
        const auto fact = facts::fact_from_value(*base::parse_json(
            R"({"id":"f)" + seq + R"(","seq":)" + seq + R"(,"kind":")" + std::string(kind) +
            R"(","on":"2022-01-01","plan":"plan",)" +
            (element.empty() ? std::string() : R"("element":")" + std::string(element) + R"(",)") +
            R"("recorded_at":"2022-01-01T00:00:00Z","data":)" + std::string(data) + "}"));
        ASSERT_TRUE(fact.has_value());
        ASSERT_TRUE(log_.append(*fact));
    }
    void thing(std::string_view size, std::string_view of = "") {
        const std::string record = std::to_string(log_.size());
        add("record", "",
            R"({"dataset":"things","version":1,"record":"r)" + record + R"(","values":{"size":")" +
                std::string(size) + R"(","of":")" + std::string(of) + R"("}})");
    }
    UnderCriteria compared() {
        return under_criteria(
            {&own_, nullptr, &log_, dictionaries_},
            {*base::parse_iso("2022-09-30"), *base::Instant::parse("2030-01-01T00:00:00Z")}, other_,
            scheme_ ? &*scheme_ : nullptr);
    }
    static const CriteriaPair& pair_of(const UnderCriteria& compared, std::string_view own) {
        for (const CriteriaPair& pair : compared.pairs) {
            if (pair.own == own) return pair;
        }
        ADD_FAILURE() << own;
        return compared.pairs.front();
    }
    plan::Plan own_;
    plan::Plan other_;
    std::optional<plan::Scheme> scheme_;
    facts::FactLog log_;
    std::vector<dataset::Dictionary> dictionaries_;
};

// 15 is level 1 of 25, 60 %: 15 points. Next year's bounds are 5 and 12 on a weight of 30: level 2,
// 30 points.
TEST_F(OtherCriteria, WeightsAndLevelsAreTheOtherYears) {
    own_.indicators = {indicator("indicator-1", "Works", "25")};
    other_.indicators = {indicator("indicator-1", "Works abroad", "30")};
    other_.indicators[0].scoring_criteria = {level(1, "60", "5"), level(2, "100", "12")};
    other_.indicators[0].continues = plan::Continues{2565, "indicator-1", "Works"};
    thing("15");
    const UnderCriteria both = compared();
    EXPECT_EQ(both.own.total.points_exact, "15");
    EXPECT_EQ(both.other.total.points_exact, "30");
    EXPECT_EQ(both.other.total.weight.to_string(), "30");
    ASSERT_EQ(both.pairs.size(), 1U);
    EXPECT_EQ(both.pairs[0],
              (CriteriaPair{
                  "indicator-1", "indicator-1", "indicator-1", Counterpart::continues, {}, {}}));
}

// The same id is not the same indicator: what goes before is what is said to continue, then the
// name.
TEST_F(OtherCriteria, AnIdSaysNothingAboutAnotherYear) {
    own_.indicators = {indicator("indicator-1", "Works", "25"),
                       indicator("indicator-2", "Forums", "20")};
    own_.indicators[1].continues = plan::Continues{2566, "", "มหกรรม"};
    other_.indicators = {indicator("indicator-1", "มหกรรม", "10"),
                         indicator("indicator-2", "works", "40"),
                         indicator("indicator-3", "Novelties", "50")};
    thing("20");  // level 2 of all of them
    const UnderCriteria both = compared();
    EXPECT_EQ(pair_of(both, "indicator-1").other, "indicator-2");
    EXPECT_EQ(pair_of(both, "indicator-1").found_by, Counterpart::name);
    EXPECT_EQ(pair_of(both, "indicator-2").other, "indicator-1");
    EXPECT_EQ(pair_of(both, "indicator-2").found_by, Counterpart::continues);
    EXPECT_EQ(pair_of(both, "").other, "indicator-3");
    EXPECT_EQ(both.own.total.points_exact, "45");
    EXPECT_EQ(both.other.total.points_exact, "100");
    // Under the ids of this year's plan: "Works" weighs 40 there.
    EXPECT_EQ(both.other.indicators[1].id, "indicator-1");
    EXPECT_EQ(both.other.indicators[1].weight->to_string(), "40");
}

TEST_F(OtherCriteria, WhatTheOtherYearDoesNotHaveStaysInItsPlaceWithoutACounterpart) {
    own_.indicators = {indicator("indicator-1", "Works", "25"),
                       indicator("indicator-2", "Forums", "20")};
    other_.indicators = {indicator("kpi", "Forums", "20")};
    const UnderCriteria both = compared();
    ASSERT_EQ(both.pairs.size(), 2U);
    EXPECT_EQ(both.pairs[0], (CriteriaPair{"indicator-1", "", "", Counterpart::none, {}, {}}));
    EXPECT_EQ(both.pairs[1].own, "indicator-2");
    EXPECT_EQ(both.other.indicators.size(), 1U);
}

// A file that was handed in for an item counts for the item of the same text there; what else is
// required cannot have been handed in, whatever its id.
TEST_F(OtherCriteria, EvidenceIsTheSameByItsText) {
    own_.indicators = {indicator("indicator-1", "Works", "10")};
    own_.indicators[0].evidence = {{"e-1", "1", "รายงาน", false, false},
                                   {"e-2", "2", "ภาพถ่าย", false, false}};
    other_.indicators = {indicator("kpi", "Works", "10")};
    other_.indicators[0].evidence = {{"e-2", "1", "รายงาน", false, false},
                                     {"e-1", "2", "หนังสือรับรอง", false, false}};
    other_.indicators[0].scoring_criteria[0].requires_evidence = {"e-2"};
    thing("20");
    add("evidence", "e-1", R"({"title":"a"})");
    EXPECT_EQ(compared().other.total.points_exact, "10");
    EXPECT_TRUE(pair_of(compared(), "indicator-1").evidence.empty());
    other_.indicators[0].scoring_criteria[1].requires_evidence = {"e-1"};
    const UnderCriteria both = compared();
    EXPECT_EQ(both.other.total.points_exact, "6");  // 60 % of 10: the certificate is not there
    EXPECT_EQ(pair_of(both, "indicator-1").evidence, std::vector<std::string>{"หนังสือรับรอง"});
}

// Conditions name elements by the ids of their own plan.
TEST_F(OtherCriteria, IdsInConditionsBecomeThoseOfTheCounterparts) {
    own_.indicators = {indicator("indicator-1", "Works", "10"),
                       indicator("indicator-2", "Forums", "10")};
    other_.indicators = {indicator("indicator-2", "Works", "10"),
                         indicator("indicator-9", "Novelties", "10")};
    const auto of = [](plan::Indicator& made, const std::string& id) {
        made.queries.at("value").where = {{"of", "=", base::Value(id)}};
    };
    of(other_.indicators[0], "indicator-2");
    of(other_.indicators[1], "indicator-2");
    thing("20", "indicator-1");
    const UnderCriteria both = compared();
    EXPECT_EQ(both.other.total.points_exact, "20");
    // An element that this year's plan does not have has nothing recorded about it, and is named.
    of(other_.indicators[0], "indicator-9");
    thing("20", "indicator-9");
    const UnderCriteria lost = compared();
    EXPECT_EQ(lost.other.indicators[0].points_exact, "10");
    EXPECT_EQ(pair_of(lost, "indicator-1").unread, std::vector<std::string>{"Novelties"});
}

TEST_F(OtherCriteria, StepsAreThoseOfTheScheduleOfTheCounterpart) {
    const auto with_steps = [](plan::Plan& plan, const std::string& schedule,
                               const std::string& indicator) {
        plan.schedules.emplace_back();
        plan.schedules.back().id = schedule;
        plan.schedules.back().indicator = plan::Ref::to(indicator);
        for (const char* text : {"ศึกษา", "จัดทำ"}) {
            plan.schedules.back().steps.emplace_back();
            plan.schedules.back().steps.back().id =
                schedule + ".step-" + std::to_string(plan.schedules.back().steps.size());
            plan.schedules.back().steps.back().text = text;
        }
    };
    own_.indicators = {indicator("indicator-1", "Works", "10")};
    with_steps(own_, "schedule-7", "indicator-1");
    other_.indicators = {indicator("kpi", "Works", "10")};
    with_steps(other_, "schedule-1", "kpi");
    plan::Query& query = other_.indicators[0].queries.at("value");
    query.fn = plan::QueryFunction::count;
    query.of = "steps";
    query.where = {{"schedule", "=", base::Value("schedule-1")}, {"done", "=", base::Value(true)}};
    other_.indicators[0].scoring_criteria = {level(1, "70", "1"), level(2, "100", "2")};
    add("progress", "schedule-7.step-2", R"({"percent":"100"})");
    EXPECT_EQ(compared().other.total.points_exact, "7");
    query.where[0] = {"step", "=", base::Value("schedule-1.step-1")};  // ศึกษา is not done
    EXPECT_EQ(compared().other.total.points_exact, "0");
    query.where[0] = {"step", "=", base::Value("schedule-1.step-2")};
    EXPECT_EQ(compared().other.total.points_exact, "7");
}

// 30 of next year's target of 40, which is 10 more than this year's 30: 75 % of 20.
TEST_F(OtherCriteria, TargetsMoveByTheYearsBetween) {
    own_.indicators = {indicator("indicator-1", "Works", "20")};
    other_.indicators = {indicator("kpi", "Works", "20")};
    other_.indicators[0].scoring = plan::Scoring{};
    other_.indicators[0].scoring->rule = plan::ScoringRule::ratio;
    plan::Target now;
    now.fiscal_year = 2565;
    now.value = dec("30");
    plan::Target then;
    then.fiscal_year = 2566;
    then.comparison = plan::Comparison::increase;
    then.value = dec("10");
    then.baseline_fiscal_year = 2565;
    other_.indicators[0].targets = {now, then};
    thing("30");
    const UnderCriteria both = compared();
    EXPECT_EQ(both.other.total.points_exact, "15");
    EXPECT_EQ(both.other.indicators[0].target->effective->to_string(), "40");
}

TEST_F(OtherCriteria, TheOtherSchemeRoundsAndGivesWhatLiesBelow) {
    own_.indicators = {indicator("indicator-1", "Works", "10")};
    other_.indicators = {indicator("kpi", "Works", "10")};
    scheme_.emplace();
    scheme_->below_lowest = plan::BelowLowest{base::Percent(dec("33.33")), false};
    scheme_->rounding = plan::SchemeRounding{1, base::Rounding::down, false};
    const UnderCriteria both = compared();
    EXPECT_EQ(both.own.total.points_exact, "0");
    EXPECT_EQ(both.other.total.points_exact, "3333/1000");
    EXPECT_EQ(both.other.total.score.to_string(), "3.3");
}

TEST_F(OtherCriteria, SubIndicatorsArePairedWithinTheirOwn) {
    const auto with_subs = [](plan::Indicator whole) {
        whole.queries.clear();
        whole.scoring_criteria.clear();
        whole.sub_indicators = {indicator(whole.id + ".a", "ก", "0"),
                                indicator(whole.id + ".b", "ข", "0")};
        for (plan::Indicator& sub : whole.sub_indicators) sub.weight.reset();
        return whole;
    };
    own_.indicators = {with_subs(indicator("indicator-1", "Works", "10"))};
    other_.indicators = {with_subs(indicator("kpi", "Works", "10"))};
    other_.indicators[0].sub_indicators[1].name = "ค";
    thing("10");
    const UnderCriteria both = compared();
    ASSERT_EQ(both.pairs.size(), 4U);
    EXPECT_EQ(both.pairs[1].own, "indicator-1.a");
    EXPECT_EQ(both.pairs[1].other, "kpi.a");
    EXPECT_EQ(both.pairs[2], (CriteriaPair{"indicator-1.b", "", "", Counterpart::none, {}, {}}));
    EXPECT_EQ(both.pairs[3].other, "kpi.b");
    EXPECT_EQ(both.other.total.points_exact, "6");
}

}  // namespace
}  // namespace phaen::score
