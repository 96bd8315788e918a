// The example office's year under the criteria of another year's plan.
#include <gtest/gtest.h>
#include <unistd.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "phaen/app/plan_then.h"
#include "phaen/app/year.h"
#include "phaen/base/instant.h"
#include "phaen/facts/io.h"
#include "phaen/plan/io.h"
#include "phaen/store/database.h"

namespace phaen::app {
namespace {

using base::Decimal;
using base::Value;

constexpr std::string_view kPlan = "iao-2565";
constexpr std::string_view kNext = "iao-2566";

std::string file(const std::string& name) {
    std::ifstream in(std::string(PHAEN_SOURCE_DIR "/examples/office/") + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The plan of the year after. Indicator 1 has another name and weighs 30, and its level 5 is out
/// of reach; indicator 3 wants one more document from level 3 on; what is called indicator-2 is
/// something new: three works published are level 1 of it, of a weight of 10.
plan::Plan next_plan() {
    plan::Plan plan = *plan::parse_plan_toml(file("plan.toml"));
    plan.id = kNext;
    plan.fiscal_year = 2566;
    plan::Indicator& works = plan.indicators.at(0);
    works.name = "ผลงานที่เผยแพร่ในต่างประเทศ";
    works.continues = plan::Continues{2565, "indicator-1", ""};
    works.weight = base::Weight(*Decimal::parse("30"));
    for (plan::ScoringLevel& level : works.scoring_criteria) {
        if (level.level == 5) level.thresholds.at(0).at_least = Decimal::from_integer(100);
    }
    plan::Indicator& fresh = plan.indicators.at(1);
    fresh.name = "จำนวนผลงานใหม่";
    fresh.weight = base::Weight(*Decimal::parse("10"));
    fresh.evidence.clear();
    fresh.queries = {{"works", works.queries.at("works")}};
    fresh.scoring_criteria.resize(1);
    plan::ScoringLevel& first = fresh.scoring_criteria.front();
    first.level = 1;
    first.percent_of_weight = base::Percent(*Decimal::parse("60"));
    first.thresholds = {{"works", Decimal::from_integer(3), std::nullopt}};
    first.requires_evidence.clear();
    plan::Indicator& cities = plan.indicators.at(2);
    plan::EvidenceItem letter;
    letter.id = "indicator-3.evidence-9";
    letter.text = "หนังสือรับรองของเมือง";
    cities.evidence.push_back(letter);
    for (plan::ScoringLevel& level : cities.scoring_criteria) {
        if (level.level == 3) level.requires_evidence.push_back(letter.id);
    }
    return plan;
}

class YearCriteria : public testing::Test {
  protected:
    YearCriteria() {
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-year-criteria-test-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
        database = std::move(*store::Database::open(
            *store::DatabaseUrl::parse("sqlite:" + (folder / "phaen.db").string())));
        plans = store::PlanStore::on(*database);
        facts = std::make_unique<store::YearStore>(*database);
        files = std::make_unique<store::Files>(folder / "files");
        const auto now = [this] { return clock++; };
        const auto new_id = [this] { return "id" + std::to_string(ids++); };
        const auto publish = [](const std::string&, const std::string&, const Value&) {};
        WorkspaceOptions options;
        options.now = now;
        options.new_id = new_id;
        options.publish = publish;
        workspace = std::make_unique<Workspace>(*plans, *files, std::move(options));
        YearOptions of_year;
        of_year.now = now;
        of_year.new_id = [this] { return "fresh-" + std::to_string(ids++); };
        of_year.publish = publish;
        year = std::make_unique<Year>(*workspace, *facts, *files, std::move(of_year));
        for (const char* agency : {"office", "elsewhere"})
            EXPECT_TRUE(plans->put_agency({agency, agency, clock}, {agency, "ก", "A"}));
        EXPECT_TRUE(workspace->add_plan("office", *plan::parse_plan_toml(file("plan.toml"))));
        EXPECT_TRUE(workspace->add_plan("office", next_plan()));
        plan::Plan foreign = next_plan();
        foreign.id = "foreign";
        EXPECT_TRUE(workspace->add_plan("elsewhere", foreign));
        const auto log = facts::read_facts(file("facts.jsonl"));
        std::vector<facts::Fact> all;
        for (std::size_t i = 0; i < log->size(); ++i) all.push_back(log->fact(i));
        EXPECT_TRUE(year->take("office", std::move(all)));
    }
    ~YearCriteria() override {
        year.reset();
        workspace.reset();
        plans.reset();
        facts.reset();
        database.reset();
        std::filesystem::remove_all(folder);
    }
    By by(Role role) {
        Duty duty;
        duty.role = role;
        duty.agency = "office";
        duty.last_day = 1'000'000;
        actors.push_back({"account-1", "", {duty}, {}, false});
        return {actors.back(), 0, {}};
    }
    static std::string text(const Value& value, std::string_view name) {
        const Value* member = value.find(name);
        return member != nullptr && member->as_string() != nullptr ? *member->as_string() : "";
    }

    std::deque<Actor> actors;
    std::filesystem::path folder;
    std::int64_t clock = base::Instant::parse("2022-12-01T00:00:00Z")->microseconds();
    int ids = 1;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::PlanStore> plans;
    std::unique_ptr<store::YearStore> facts;
    std::unique_ptr<store::Files> files;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<Year> year;
};

// At the year's end (tests/office_score_test.cpp): 25 + 18 + 25 + 9.4 + 10 + 10 = 97.4 of 100. By
// the other criteria:
//   1  level 4 instead of 5: 90 % of 30 = 27, 2 more;
//   2  there is none: 18 less;
//   3  level 3 wants what nobody could hand in, so it is level 2: 70 % of 25 = 17.5, 7.5 less;
//   new  level 1: 60 % of 10 = 6.
// 27 + 17.5 + 9.4 + 10 + 10 + 6 = 79.9 of 30 + 25 + 10 + 10 + 10 + 10 = 95; 17.5 less.
TEST_F(YearCriteria, both_scores_stand_side_by_side_with_what_has_no_counterpart) {
    const auto kept =
        year->under_criteria(kPlan, std::string(kNext), {"2022-09-30"}, by(Role::planning_officer));
    ASSERT_TRUE(kept);
    const Value answer = *base::parse_json((*kept)->json);
    EXPECT_EQ(text(*answer.find("own"), "score"), "97.4");
    EXPECT_EQ(text(*answer.find("own"), "weight"), "100");
    EXPECT_EQ(text(*answer.find("under"), "score"), "79.9");
    EXPECT_EQ(text(*answer.find("under"), "weight"), "95");
    EXPECT_EQ(text(answer, "difference"), "-17.5");
    EXPECT_EQ(*answer.find("criteria")->find("fiscal_year")->as_integer(), 2566);

    struct Row {
        std::string other, found_by, own, under, difference;
        std::vector<std::string> codes;
        bool operator==(const Row&) const = default;
    };
    std::map<std::string, Row> rows;
    for (const Value& one : *answer.find("indicators")->as_array()) {
        Row row{text(one, "other"),
                text(one, "found_by"),
                one.find("own")->is_null() ? "none" : text(*one.find("own"), "score"),
                one.find("under")->is_null() ? "none" : text(*one.find("under"), "score"),
                text(one, "difference"),
                {}};
        for (const Value& note : *one.find("notes")->as_array())
            row.codes.push_back(text(note, "code"));
        rows[text(one, "indicator")] = row;
    }
    EXPECT_EQ(rows.at("indicator-1"), (Row{"indicator-1", "continues", "25", "27", "2", {}}));
    EXPECT_EQ(rows.at("indicator-2"), (Row{"", "", "18", "none", "-18", {"only_own"}}));
    EXPECT_EQ(rows.at("indicator-3"),
              (Row{"indicator-3", "name", "25", "17.5", "-7.5", {"no_evidence_item"}}));
    EXPECT_EQ(rows.at("indicator-7"), (Row{"indicator-7", "name", "9.4", "9.4", "0", {}}));
    EXPECT_EQ(rows.at(""), (Row{"indicator-2", "", "none", "6", "6", {"only_other"}}));
}

TEST_F(YearCriteria, nothing_of_it_is_kept_and_the_day_may_be_chosen) {
    // At the end of November indicator 1 has one work: level 1, 60 % of 25 = 15, and of 30 = 18.
    const auto kept =
        year->under_criteria(kPlan, std::string(kNext), {"2021-11-30"}, by(Role::planning_officer));
    ASSERT_TRUE(kept);
    const Value answer = *base::parse_json((*kept)->json);
    const Value& first = answer.find("indicators")->as_array()->front();
    EXPECT_EQ(text(*first.find("own"), "score"), "15");
    EXPECT_EQ(text(*first.find("under"), "score"), "18");
    EXPECT_EQ(text(*answer.find("own"), "score"), "42");
    const Value whole = *base::parse_json((*year->score(kPlan, {"2021-11-30"}))->json);
    EXPECT_EQ(text(*whole.find("total"), "points_exact"), "42");
}

TEST_F(YearCriteria, the_other_plan_is_another_one_that_one_may_read) {
    for (const char* criteria : {"", "nothing", "iao-2565", "foreign"}) {
        const auto refused = year->under_criteria(kPlan, criteria, {}, by(Role::planning_officer));
        ASSERT_FALSE(refused) << criteria;
        EXPECT_EQ(refused.error().type, "bad_member") << criteria;
    }
}

// A finance system's balance that was told long ago asks for a new one; a fresh one silences that.
TEST_F(YearCriteria,
       the_last_assertion_is_told_to_who_keeps_the_ledger_until_there_is_a_newer_one) {
    const auto ledger = [&](const std::string& day) {
        const auto duties = year->duties(kPlan, {day}, {}, by(Role::budget_officer));
        EXPECT_TRUE(duties);
        return *duties->find("ledger");
    };
    EXPECT_TRUE(ledger("2022-07-31").find("last_assertion")->is_null());
    const auto assert_on = [&](const std::string& day, const std::string& amount) {
        return year->post(kPlan,
                          *base::parse_json(R"({"postings":[{"on":")" + day +
                                            R"(","posting":"assertion","balance":"disbursed",)" +
                                            R"("amount":")" + amount + R"("}]})"),
                          by(Role::budget_officer));
    };
    ASSERT_TRUE(assert_on("2021-12-31", "0.01"));
    EXPECT_EQ(text(ledger("2022-07-31"), "last_assertion"), "2021-12-31");
    // Of the ten months nothing so small can be all.
    EXPECT_EQ(*ledger("2022-07-31").find("failing")->as_integer(), 1);
    // 13,003,200 baht were spent by the end of July (tests/office_score_test.cpp).
    ASSERT_TRUE(assert_on("2022-07-31", "13003200.00"));
    EXPECT_EQ(text(ledger("2022-07-31"), "last_assertion"), "2022-07-31");
    EXPECT_EQ(*ledger("2022-07-31").find("failing")->as_integer(), 1);
    EXPECT_EQ(text(ledger("2022-07-30"), "last_assertion"), "2021-12-31");
}

// An office says of itself what the evaluator does not: both stay, each with its reason and
// standing, and neither moves what the facts say.
TEST_F(YearCriteria, what_the_office_says_of_itself_stays_beside_what_the_evaluator_says) {
    const auto judge = [&](const std::string& assessed_by, const std::string& level,
                           const std::string& status, const std::string& reason, Role role) {
        By who = by(role);
        if (role == Role::evaluator) actors.back().duties.front().part = "indicator-2";
        return year->assess(
            kPlan,
            *base::parse_json(R"({"element":"indicator-2","on":"2022-09-30","assessed_by":")" +
                              assessed_by + R"(","level":)" + level + R"(,"status":")" + status +
                              R"(","reason":")" + reason + R"("})"),
            who);
    };
    const auto indicator = [&] {
        const Value whole = *base::parse_json((*year->score(kPlan, {"2022-09-30"}))->json);
        for (const Value& one : *whole.find("indicators")->as_array()) {
            if (text(one, "id") == "indicator-2") return one;
        }
        return Value();
    };
    const std::size_t before = indicator().find("judgements") == nullptr
                                   ? 0
                                   : indicator().find("judgements")->as_array()->size();
    ASSERT_TRUE(judge("self", "5", "provisional", "จัดครบแล้ว", Role::planning_officer));
    ASSERT_TRUE(judge("evaluator", "3", "verified", "ยังไม่มีการมอบหมาย", Role::evaluator));
    const Value judged = indicator();
    const base::Array& said = *judged.find("judgements")->as_array();
    ASSERT_EQ(said.size(), before + 2);
    const Value& own = said[before];
    const Value& theirs = said[before + 1];
    EXPECT_EQ(text(own, "assessed_by") + " " + text(own, "status") + " " + text(own, "reason"),
              "self provisional จัดครบแล้ว");
    EXPECT_EQ(*own.find("level")->as_integer(), 5);
    EXPECT_EQ(
        text(theirs, "assessed_by") + " " + text(theirs, "status") + " " + text(theirs, "reason"),
        "evaluator verified ยังไม่มีการมอบหมาย");
    EXPECT_EQ(*theirs.find("level")->as_integer(), 3);
    // The derivation says what was used: a level of the criteria, by its thresholds, 90 % of 20.
    EXPECT_EQ(text(judged, "outcome"), "level_reached");
    EXPECT_EQ(*judged.find("level_reached")->as_integer(), 4);
    EXPECT_EQ(text(judged, "points_exact"), "18");
}

// A change of today holds from today on; what was in force before is answered for a day before it.
TEST_F(YearCriteria, a_plan_is_answered_as_it_was_known_then) {
    const auto newest = workspace->plan(kPlan);
    ASSERT_TRUE(newest);
    const std::string known = base::Instant::from_microseconds(clock)->to_string();
    clock += 1'000'000;
    const std::string tag = text(*newest->value.find("etags"), "project-1");
    ASSERT_TRUE(workspace->change_element(kPlan, "project-1", tag,
                                          *base::parse_json(R"({"name":"ชื่อใหม่"})")));
    const auto name_of = [](const Tagged& tagged) {
        return text(tagged.value.find("content")->find("projects")->as_array()->front(), "name");
    };
    const auto now = plan_then(*workspace, kPlan, {});
    ASSERT_TRUE(now);
    EXPECT_EQ(*now->value.find("number")->as_integer(), 2);
    EXPECT_TRUE(*now->value.find("can_undo")->as_bool());
    const auto then = plan_then(*workspace, kPlan, {"", known});
    ASSERT_TRUE(then);
    EXPECT_EQ(*then->value.find("number")->as_integer(), 1);
    EXPECT_EQ(name_of(*then), name_of(*newest));
    EXPECT_EQ(then->tag, newest->tag);
    EXPECT_EQ(*then->value.find("etags"), *newest->value.find("etags"));
    EXPECT_FALSE(*then->value.find("can_undo")->as_bool());
    EXPECT_EQ(plan_then(*workspace, kPlan, {"31/3/2565", ""}).error().type, "bad_member");
    EXPECT_EQ(plan_then(*workspace, kPlan, {"", "then"}).error().type, "bad_member");
}

}  // namespace
}  // namespace phaen::app
