// From the example office's year to the next.
#include "phaen/app/roll_over.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "phaen/base/instant.h"
#include "phaen/facts/io.h"
#include "phaen/plan/io.h"
#include "phaen/store/database.h"

namespace phaen::app {
namespace {

using base::Value;

constexpr std::string_view kPlan = "iao-2565";

std::string file(const std::string& name) {
    std::ifstream in(std::string(PHAEN_SOURCE_DIR "/examples/office/") + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Value parsed(std::string_view json) { return *base::parse_json(json); }

class RollOverTest : public testing::Test {
  protected:
    RollOverTest() {
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-roll-over-test-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
        database = std::move(*store::Database::open(
            *store::DatabaseUrl::parse("sqlite:" + (folder / "phaen.db").string())));
        plans = store::PlanStore::on(*database);
        facts = std::make_unique<store::YearStore>(*database);
        files = std::make_unique<store::Files>(folder / "files");
        const auto publish = [](const std::string&, const std::string&, const Value&) {};
        WorkspaceOptions options;
        options.now = [this] { return ++clock; };
        options.new_id = [this] { return "id" + std::to_string(++ids); };
        options.publish = publish;
        workspace = std::make_unique<Workspace>(*plans, *files, std::move(options));
        YearOptions year_options;
        year_options.now = [this] { return ++clock; };
        year_options.new_id = [this] { return "fresh-" + std::to_string(++ids); };
        year_options.publish = publish;
        year = std::make_unique<Year>(*workspace, *facts, *files, std::move(year_options));
        EXPECT_TRUE(plans->put_agency({"office", "office", clock}, {"office", "ก", "Office"}));
        EXPECT_TRUE(workspace->add_plan("office", *plan::parse_plan_toml(file("plan.toml"))));
        const auto log = facts::read_facts(file("facts.jsonl"));
        std::vector<facts::Fact> all;
        for (std::size_t i = 0; i < log->size(); ++i) all.push_back(log->fact(i));
        EXPECT_TRUE(year->take("office", std::move(all)));
    }
    ~RollOverTest() override {
        year.reset();
        workspace.reset();
        plans.reset();
        facts.reset();
        database.reset();
        std::filesystem::remove_all(folder);
    }
    By planner() {
        Duty duty;
        duty.role = Role::planning_officer;
        duty.agency = "office";
        duty.last_day = 1'000'000;
        actors.push_back({"account-1", "", {duty}, {}, false});
        return {actors.back(), 0, {}};
    }
    static std::string text(const Value& value, std::string_view name) {
        return *value.find(name)->as_string();
    }
    /// What was done to an element, as `action reason`.
    static std::vector<std::string> done_to(const Value& answer, std::string_view element) {
        std::vector<std::string> found;
        for (const Value& note : *answer.find("notes")->as_array()) {
            if (text(note, "element") == element)
                found.push_back(text(note, "action") + ' ' + text(note, "reason"));
        }
        return found;
    }

    std::deque<Actor> actors;
    std::filesystem::path folder;
    std::int64_t clock = base::Instant::parse("2022-10-05T00:00:00Z")->microseconds();
    int ids = 0;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::PlanStore> plans;
    std::unique_ptr<store::YearStore> facts;
    std::unique_ptr<store::Files> files;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<Year> year;
};

// examples/office/README.md: schedule-7 and schedule-9 end the year unfinished; the rest is done.
TEST_F(RollOverTest, a_draft_says_what_would_be_carried_and_keeps_nothing) {
    const auto drafted = try_next_year(*year, kPlan, parsed("{}"), {});
    ASSERT_TRUE(drafted) << drafted.error().detail.en;
    EXPECT_EQ(text(*drafted->find("plan"), "id"), "iao-2566");
    EXPECT_EQ(*drafted->find("plan")->find("fiscal_year"), Value(2566));
    EXPECT_EQ(text(*drafted, "as_of"), "2022-09-30");
    for (const Value& note : *drafted->find("notes")->as_array()) {
        EXPECT_NE(text(*note.find("message"), "th"), "");
        EXPECT_NE(text(*note.find("message"), "en"), "");
    }
    EXPECT_EQ(workspace->current("iao-2566").error().type, "not_found");
}

TEST_F(RollOverTest, the_next_year_is_a_plan_that_takes_reports_beside_the_old_one) {
    const auto made = make_next_year(*workspace, *year, kPlan, parsed("{}"), {}, {"key", "a", ""});
    ASSERT_TRUE(made) << made.error().detail.en;
    EXPECT_EQ(*made->find("number"), Value(1));
    const auto again = make_next_year(*workspace, *year, kPlan, parsed("{}"), {}, {"key", "a", ""});
    ASSERT_TRUE(again);
    EXPECT_EQ(text(*again, "version"), text(*made, "version"));
    EXPECT_EQ(make_next_year(*workspace, *year, kPlan, parsed("{}"), {}, {}).error().type,
              "plan_exists");
    const auto next = workspace->current("iao-2566");
    ASSERT_TRUE(next);
    const plan::Plan& plan = *next->plan;
    ASSERT_FALSE(plan.schedules.empty());
    // Each year takes reports of its own days, at the same time.
    const auto report = [&](std::string_view of, const std::string& step, const std::string& day) {
        return year->report(of,
                            parsed(R"({"reports":[{"step":")" + step + R"(","on":")" + day +
                                   R"(","percent":"10"}]})"),
                            planner());
    };
    const std::string step = plan.schedules.front().steps.front().id;
    EXPECT_TRUE(report("iao-2566", step, "2022-10-03"));
    EXPECT_TRUE(report(kPlan, "schedule-8.step-4", "2022-09-30"));
    EXPECT_FALSE(report("iao-2566", step, "2022-09-30"));
    EXPECT_FALSE(report(kPlan, "schedule-8.step-4", "2022-10-03"));
}

TEST_F(RollOverTest, the_results_are_the_scores_of_the_year) {
    const auto made = make_next_year(*workspace, *year, kPlan, parsed("{}"), {}, {});
    ASSERT_TRUE(made);
    const auto scores = parsed((*year->score(kPlan, {"2022-09-30"}))->json);
    const plan::Plan& plan = *workspace->current("iao-2566")->plan;
    EXPECT_EQ(plan.results.size(), plan.indicators.size());
    for (std::size_t i = 0; i < plan.results.size(); ++i) {
        EXPECT_EQ(plan.results[i].indicator_name, plan.indicators[i].name);
        EXPECT_EQ(plan.results[i].fiscal_year, 2565);
        for (const Value& one : *scores.find("indicators")->as_array()) {
            if (text(one, "id") != plan.indicators[i].id) continue;
            const Value* score = one.find("score");
            if (score == nullptr || score->is_null()) continue;
            ASSERT_TRUE(plan.results[i].score);
        }
    }
}

TEST_F(RollOverTest, people_choose_and_are_told_what_cannot_be) {
    const auto drafted =
        try_next_year(*year, kPlan, parsed(R"({"id":"next","leave_out":["project-1"]})"), {});
    ASSERT_TRUE(drafted);
    EXPECT_EQ(text(*drafted->find("plan"), "id"), "next");
    EXPECT_EQ(done_to(*drafted, "project-1"), std::vector<std::string>{"left_out chosen"});
    const auto type_of = [&](std::string_view body) {
        return try_next_year(*year, kPlan, parsed(body), {}).error().type;
    };
    EXPECT_EQ(type_of(R"({"id":"No good"})"), "bad_member");
    EXPECT_EQ(type_of(R"({"keep":["indicator-1"]})"), "bad_member");
    EXPECT_EQ(type_of(R"({"leave_out":"project-1"})"), "bad_member");
    EXPECT_EQ(try_next_year(*year, "nothing", parsed("{}"), {}).error().type, "not_found");
}

TEST_F(RollOverTest, frameworks_of_another_plan_are_adopted_with_their_links) {
    auto five = *plan::parse_plan_toml(file("plan.toml"));
    five.id = "five-years";
    five.frameworks[0].nodes[0].title = "ชื่อใหม่";
    ASSERT_TRUE(workspace->add_plan("office", five));
    const auto before = workspace->current(kPlan);
    const auto adopt = [&](std::string_view body, const std::string& version, const By& by) {
        return adopt_frameworks(*workspace, kPlan, version, parsed(body), by);
    };
    EXPECT_EQ(adopt(R"({"from":"five-years"})", "old", planner()).error().type, "stale_plan");
    EXPECT_EQ(adopt(R"({"from":"iao-2565"})", before->version, planner()).error().type,
              "bad_member");
    EXPECT_EQ(adopt(R"({"from":"nothing"})", before->version, planner()).error().type,
              "bad_member");
    EXPECT_EQ(
        adopt(R"({"from":"five-years","frameworks":["project-1"]})", before->version, planner())
            .error()
            .type,
        "bad_member");
    By stranger = planner();
    actors.back().duties.front().agency = "elsewhere";
    EXPECT_EQ(adopt(R"({"from":"five-years"})", before->version, stranger).error().type,
              "bad_member");
    const auto adopted = adopt(R"({"from":"five-years"})", before->version, planner());
    ASSERT_TRUE(adopted) << adopted.error().detail.en;
    const plan::Plan& plan = *workspace->current(kPlan)->plan;
    EXPECT_EQ(plan.frameworks[0].nodes[0].title, "ชื่อใหม่");
    EXPECT_EQ(plan.frameworks[0].nodes[0].id, before->plan->frameworks[0].nodes[0].id);
    EXPECT_EQ(plan.projects, before->plan->projects);
    // Again it changes nothing and makes no version.
    const auto again = adopt(R"({"from":"five-years"})", text(*adopted, "version"), planner());
    ASSERT_TRUE(again);
    EXPECT_EQ(*again->find("number"), *adopted->find("number"));
}

}  // namespace
}  // namespace phaen::app
