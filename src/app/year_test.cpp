// The running year, on the example office's.
#include "phaen/app/year.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

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

class YearTest : public testing::Test {
  protected:
    YearTest() {
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-year-test-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
        database = std::move(*store::Database::open(
            *store::DatabaseUrl::parse("sqlite:" + (folder / "phaen.db").string())));
        plans = store::PlanStore::on(*database);
        facts = std::make_unique<store::YearStore>(*database);
        files = std::make_unique<store::Files>(folder / "files");
        const auto now = [this] { return clock.fetch_add(1); };
        const auto new_id = [this] { return "id" + std::to_string(ids++); };
        WorkspaceOptions options;
        options.now = now;
        options.new_id = new_id;
        options.publish = [](const std::string&, const std::string&, const Value&) {};
        workspace = std::make_unique<Workspace>(*plans, *files, std::move(options));
        year = another();
        const store::Agency agency{"office", "สำนักงาน", "Office"};
        EXPECT_TRUE(plans->put_agency({"office", "office", clock}, agency));
        EXPECT_TRUE(workspace->add_plan("office", *plan::parse_plan_toml(file("plan.toml"))));
        const auto log = facts::read_facts(file("facts.jsonl"));
        std::vector<facts::Fact> all;
        for (std::size_t i = 0; i < log->size(); ++i) all.push_back(log->fact(i));
        EXPECT_TRUE(year->take("office", std::move(all)));
    }
    ~YearTest() override {
        year.reset();
        workspace.reset();
        plans.reset();
        facts.reset();
        database.reset();
        std::filesystem::remove_all(folder);
    }
    /// As another server on the same database.
    std::unique_ptr<Year> another(const std::function<void()>& while_checking = {}) {
        YearOptions options;
        if (while_checking) {
            options.is_month_closed = [while_checking](const auto&...) {
                while_checking();
                return base::Result<bool, Refusal>(false);
            };
        }
        options.now = [this] { return clock.fetch_add(1); };
        options.new_id = [this] { return "fresh-" + std::to_string(ids++); };
        options.publish = [this](const std::string& topic, const std::string& name,
                                 const Value& data) {
            told.push_back(topic + ' ' + name + ' ' + base::to_compact_json(data));
        };
        return std::make_unique<Year>(*workspace, *facts, *files, std::move(options));
    }
    Value overview(const std::string& day) {
        const auto kept = year->overview(kPlan, {day});
        EXPECT_TRUE(kept);
        return parsed((*kept)->json);
    }
    static std::string text(const Value& value, std::string_view name) {
        return *value.find(name)->as_string();
    }
    static const Value* item(const Value& list, std::string_view member, std::string_view id) {
        for (const Value& one : *list.as_array()) {
            if (*one.find(member)->as_string() == id) return &one;
        }
        return nullptr;
    }

    /// In a role, all over the agency; a project owner has a project.
    By by(Role role, const std::string& key = {}) {
        Duty duty;
        duty.role = role;
        duty.agency = "office";
        duty.part = role == Role::project_owner ? "project-1" : "";
        duty.last_day = 1'000'000;
        actors.push_back({"account-1", "", {duty}, {}, false});
        return {actors.back(), 0, {key, key, {}}};
    }
    static std::string plan_step() {
        return plan::parse_plan_toml(file("plan.toml"))->schedules.front().steps.front().id;
    }
    Value facts_of_kind(const std::string& kind) {
        std::int64_t next = 0;
        const auto found = year->facts(kPlan, {kind}, by(Role::planning_officer), next);
        EXPECT_TRUE(found);
        return *found->find("facts");
    }
    /// The pointers of all that was wrong.
    static std::vector<std::string> pointers(const Refusal& refusal) {
        std::vector<std::string> found;
        for (const auto& [name, value] : refusal.members) {
            if (name != "errors") continue;
            for (const Value& error : *value.as_array())
                found.push_back(*error.find("pointer")->as_string());
        }
        return found;
    }
    static std::string first_fact(const Value& answer) {
        return *answer.find("facts")->as_array()->front().as_string();
    }

    std::deque<Actor> actors;
    std::filesystem::path folder;
    std::atomic<std::int64_t> clock = base::Instant::parse("2022-12-01T00:00:00Z")->microseconds();
    std::atomic<int> ids = 1;
    std::vector<std::string> told;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::PlanStore> plans;
    std::unique_ptr<store::YearStore> facts;
    std::unique_ptr<store::Files> files;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<Year> year;
};

// A project owner has a project; the officer has the agency, and the evaluator what is assessed.
TEST_F(YearTest, duties_are_those_of_the_role) {
    const auto of = [&](Role role) {
        auto duties = year->duties(kPlan, {"2022-07-31"}, {}, by(role));
        EXPECT_TRUE(duties);
        return std::move(*duties);
    };
    const Value officer = of(Role::planning_officer);
    EXPECT_TRUE(officer.find("own_steps")->is_null());
    EXPECT_TRUE(officer.find("ledger")->is_null());
    EXPECT_TRUE(officer.find("to_judge")->as_array()->empty());
    const Value owner = of(Role::project_owner);
    const auto plan = *plan::parse_plan_toml(file("plan.toml"));
    std::vector<std::string> own;
    for (const plan::Schedule& schedule : plan.schedules) {
        if (!schedule.project || schedule.project->id != "project-1") continue;
        for (const plan::Step& step : schedule.steps) own.push_back(step.id);
    }
    ASSERT_FALSE(own.empty());
    std::vector<std::string> told_of;
    for (const Value& step : *owner.find("own_steps")->as_array())
        told_of.push_back(*step.as_string());
    EXPECT_EQ(told_of, own);
    EXPECT_NE(owner.find("registries")->as_array(), nullptr);
    EXPECT_TRUE(of(Role::reader).find("registries")->is_null());
    const Value budget = of(Role::budget_officer);
    EXPECT_EQ(*budget.find("ledger")->find("overdrafts")->as_integer(), 0);
}

TEST_F(YearTest, what_others_recorded_since_then_is_told_once_a_deed) {
    const auto since = base::Instant::parse("2022-11-30T00:00:00Z");
    const auto changes = [&](const By& who) {
        const auto duties = year->duties(kPlan, {}, since, who);
        EXPECT_TRUE(duties);
        return *duties->find("changes")->as_array();
    };
    By me = by(Role::planning_officer);
    EXPECT_TRUE(changes(me).empty()) << "all of the example is older";
    ASSERT_TRUE(year->report(kPlan, parsed(R"({"reports":[
        {"step":"schedule-8.step-4","on":"2022-09-30","percent":"100"},
        {"step":"schedule-8.step-3","on":"2022-09-30","percent":"100"}]})"),
                             by(Role::planning_officer)));
    EXPECT_TRUE(changes(me).empty()) << "one knows what one did oneself";
    actors.push_back(actors.back());
    actors.back().account = "account-2";
    const auto seen = changes({actors.back(), 0, {}});
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(text(seen.front(), "kind"), "progress");
    EXPECT_EQ(text(seen.front(), "by"), "account-1");
    EXPECT_EQ(*seen.front().find("count")->as_integer(), 2);
    EXPECT_EQ(seen.front().find("names")->as_array()->size(), 2u);
}

// The totals are those that tests/office_score_test.cpp works out: 63 + 5823/643 at the end of
// July, 61 at the end of June.
TEST_F(YearTest, the_overview_has_the_scores_of_the_day_and_of_last_month) {
    const Value july = overview("2022-07-31");
    EXPECT_EQ(text(*july.find("total"), "score"), "72.06");
    EXPECT_EQ(text(*july.find("total"), "weight"), "100");
    EXPECT_EQ(text(july, "version"), workspace->plan(kPlan)->tag);
    EXPECT_EQ(text(*july.find("total_last_month"), "score"), "61");
    const Value* fifth = item(*july.find("indicators"), "id", "indicator-6");
    ASSERT_NE(fifth, nullptr);
    EXPECT_EQ(*fifth->find("level")->as_integer(), 5);
}

// July: 13,003,200 of 14,403,200 baht are 90.2799… %.
TEST_F(YearTest, the_overview_has_the_money_of_the_day) {
    const Value money = *overview("2022-07-31").find("money");
    EXPECT_EQ(text(money, "disbursed"), "13003200.00");
    EXPECT_EQ(text(money, "after_transfer"), "14403200.00");
    EXPECT_EQ(text(money, "rate"), "90.28");
}

TEST_F(YearTest, without_a_day_it_is_the_present_one_within_the_year) {
    EXPECT_EQ(text(overview(""), "as_of"), "2022-09-30");
    EXPECT_EQ(year->overview(kPlan, {"yesterday"}).error().type, "bad_member");
    EXPECT_EQ(year->overview("nobody", {}).error().type, "not_found");
}

TEST_F(YearTest, the_same_question_is_answered_from_memory_until_something_happens) {
    const auto first = year->overview(kPlan, {"2022-07-31"});
    EXPECT_EQ(*first, *year->overview(kPlan, {"2022-07-31"}));
}

// Of project-1 1,500,000 baht were appropriated on 1 October; nothing can be spent before.
TEST_F(YearTest, a_posting_must_leave_no_balance_below_zero) {
    const auto post = [&](const std::string& on, const std::string& amount,
                          const std::string& key) {
        return year->post(
            kPlan,
            parsed(R"({"postings":[{"on":")" + on + R"(","posting":"disbursement","amount":")" +
                   amount + R"(","fund":"annual","category":"other","project":"project-1"}]})"),
            by(Role::budget_officer, key));
    };
    const Value before = *overview("2022-09-30").find("money");
    const auto refused = post("2022-09-30", "9000000.00", "");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().type, "overdraft");
    EXPECT_EQ(*overview("2022-09-30").find("money"), before);
    const Value account = *parsed((*year->money(kPlan, {"2022-09-30"}))->json).find("projects");
    const std::string left = text(*item(account, "id", "project-1")->find("balances"), "available");
    // One satang more than is left is too much; all of it is not, and the key makes it happen once.
    const base::Money satang = *base::Money::parse("0.01");
    const base::Money all = *base::Money::parse(left);
    const auto one_over = post("2022-09-30", (all + satang).to_string(), "");
    ASSERT_FALSE(one_over);
    EXPECT_EQ(one_over.error().members.back().second, Value("0.01"));
    if (all == base::Money()) return;
    const auto kept = post("2022-09-30", left, "once");
    ASSERT_TRUE(kept);
    const auto again = post("2022-09-30", left, "once");
    ASSERT_TRUE(again);
    EXPECT_EQ(*kept, *again);
}

// Money holds 90,000,000,000,000 baht, and the sums of an agency must stay within it, whatever is
// posted.
TEST_F(YearTest, postings_beyond_all_money_are_refused) {
    const auto post = [&](const std::string& amount) {
        return year->post(
            kPlan,
            parsed(R"({"postings":[{"on":"2022-09-30","posting":"appropriation","amount":"1.00",)"
                   R"("fund":"annual","category":"other","project":"project-1"},)"
                   R"({"on":"2022-09-30","posting":"appropriation","amount":")" +
                   amount + R"(","fund":"annual","category":"other","project":"project-1"}]})"),
            by(Role::budget_officer, ""));
    };
    const Value before = *overview("2022-09-30").find("money");
    const auto refused = post("90000000000000.00");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().type, "too_much_money");
    EXPECT_EQ(refused.error().members.back().second, Value("/postings/1"));
    EXPECT_EQ(*overview("2022-09-30").find("money"), before);
    EXPECT_TRUE(post("80000000000000.00"));
    EXPECT_FALSE(post("80000000000000.00"));
    EXPECT_TRUE(post("5.00"));
}

// 100 baht for eight who each spend 60 at the same time: one of them is served.
TEST_F(YearTest, of_those_who_spend_the_same_money_at_once_one_is_served) {
    const auto post = [&](const std::string& kind, const std::string& amount, const By& who) {
        return year->post(
            kPlan,
            parsed(R"({"postings":[{"on":"2022-09-30","posting":")" + kind + R"(","amount":")" +
                   amount + R"(","fund":"annual","category":"other","item":"race"}]})"),
            who);
    };
    ASSERT_TRUE(post("appropriation", "100.00", by(Role::budget_officer)));
    const By who = by(Role::budget_officer);
    std::atomic<int> served = 0;
    std::vector<std::thread> people;
    for (int i = 0; i < 8; ++i) {
        people.emplace_back([&] {
            const auto kept = post("disbursement", "60.00", who);
            served += kept ? 1 : 0;
            EXPECT_TRUE(kept || kept.error().type == "overdraft");
        });
    }
    for (std::thread& person : people) person.join();
    EXPECT_EQ(served, 1);
}

// The other server spends the 60 of 100 while this one still checks: it checks again, and refuses.
TEST_F(YearTest, two_servers_cannot_spend_the_same_money) {
    const By who = by(Role::budget_officer);
    const auto spend = [&](Year& on, const std::string& kind, const std::string& amount) {
        return on.post(
            kPlan,
            parsed(R"({"postings":[{"on":"2022-09-30","posting":")" + kind + R"(","amount":")" +
                   amount + R"(","fund":"annual","category":"other","item":"race"}]})"),
            who);
    };
    ASSERT_TRUE(spend(*year, "appropriation", "100.00"));
    int checks = 0;
    const std::unique_ptr<Year> slower = another([&] {
        if (++checks > 1) return;
        EXPECT_TRUE(spend(*year, "disbursement", "60.00"));
    });
    const auto late = spend(*slower, "disbursement", "60.00");
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().type, "overdraft");
    EXPECT_EQ(late.error().members.back().second, Value("20.00"));  // 100 - 60 - 60
    EXPECT_EQ(checks, 2);
    // What is left is enough for 40, whoever asks.
    EXPECT_TRUE(spend(*slower, "disbursement", "40.00"));
}

// A report does not look at other facts: it is kept with theirs, and made once.
TEST_F(YearTest, a_report_waits_for_nobody) {
    int checks = 0;
    const By who = by(Role::planning_officer);
    const std::string step = plan_step();
    const auto report = [&](Year& on, const std::string& percent) {
        return on.report(kPlan,
                         parsed(R"({"reports":[{"step":")" + step +
                                R"(","on":"2022-03-31","percent":")" + percent + R"("}]})"),
                         who);
    };
    const std::unique_ptr<Year> slower = another([&] {
        if (++checks > 1) return;
        EXPECT_TRUE(report(*year, "70"));
    });
    const auto kept = report(*slower, "30");
    ASSERT_TRUE(kept);
    EXPECT_EQ(checks, 1);
    // It is lower than what the other one said before it.
    EXPECT_EQ(text(kept->find("warnings")->as_array()->front(), "before"), "70");
}

// An evaluator of indicator-1 judges that one only.
TEST_F(YearTest, an_evaluator_judges_what_is_assigned) {
    By evaluator = by(Role::evaluator);
    actors.back().duties.front().part = "indicator-1";
    const auto judge = [&](const std::string& indicator) {
        return year->assess(kPlan,
                            parsed(R"({"element":")" + indicator +
                                   R"(","on":"2022-09-30","assessed_by":"evaluator","level":4,)" +
                                   R"("reason":"ตรวจแล้ว"})"),
                            evaluator);
    };
    EXPECT_TRUE(judge("indicator-1"));
    EXPECT_EQ(judge("indicator-2").error().type, "not_yours");
    EXPECT_EQ(pointers(judge("project-1").error()), std::vector<std::string>{"/element"});
}

TEST_F(YearTest, postings_together_count_together_and_unknown_ids_are_named) {
    const auto two = year->post(kPlan, parsed(R"({"postings":[
        {"on":"2022-09-30","posting":"appropriation","amount":"100.00","fund":"annual","category":"other","item":"x"},
        {"on":"2022-09-30","posting":"disbursement","amount":"60.00","fund":"annual","category":"other","item":"x"},
        {"on":"2022-09-30","posting":"disbursement","amount":"40.01","fund":"annual","category":"other","item":"x"}]})"),
                                by(Role::budget_officer));
    ASSERT_FALSE(two);
    EXPECT_EQ(two.error().members[0].second, Value("/postings/2"));
    EXPECT_EQ(two.error().members[2].second, Value("0.01"));
    const auto unknown = year->post(kPlan, parsed(R"({"postings":[
        {"on":"2022-09-30","posting":"appropriation","amount":"1.00","fund":"nowhere","category":"nothing","project":"nobody"}]})"),
                                    by(Role::budget_officer));
    ASSERT_FALSE(unknown);
    EXPECT_EQ(pointers(unknown.error()),
              (std::vector<std::string>{"/postings/0/fund", "/postings/0/category",
                                        "/postings/0/project"}));
}

TEST_F(YearTest, all_that_is_wrong_is_told_at_once_with_its_place) {
    const auto refused = year->report(kPlan, parsed(R"({"reports":[
        {"step":"schedule-8.step-4","on":"2022-09-30","percent":"101"},
        {"step":"project-99","on":"2022-09-30","percent":"1"},
        {"step":"schedule-8.step-4","on":"2021-09-30","percent":"1"},
        {"step":"schedule-8.step-4","on":"2022-10-01","percent":"1"}]})"),
                                      by(Role::planning_officer));
    ASSERT_FALSE(refused);
    EXPECT_EQ(pointers(refused.error()),
              (std::vector<std::string>{"/reports/0/percent", "/reports/1/step", "/reports/2/on",
                                        "/reports/3/on"}));
}

TEST_F(YearTest, a_report_is_seen_at_once_here_and_by_another_server_and_listeners_are_told) {
    auto other = another();
    EXPECT_TRUE(other->overview(kPlan, {"2022-09-30"}));
    told.clear();
    const auto kept = year->report(
        kPlan,
        parsed(R"({"reports":[{"step":"schedule-8.step-4","on":"2022-09-30","percent":"99"}]})"),
        by(Role::planning_officer));
    ASSERT_TRUE(kept);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_TRUE(told[0].starts_with("plan/iao-2565 facts {\"seq\":")) << told[0];
    const Value warning = kept->find("warnings")->as_array()->front();
    EXPECT_EQ(text(warning, "kind"), "lower_than_before");
    EXPECT_EQ(text(warning, "before"), "100");
    const auto seen = other->progress(kPlan, "2022-09", "");
    const Value* row = item(*seen->find("rows"), "step", "schedule-8.step-4");
    EXPECT_EQ(text(*row->find("this"), "percent"), "99");
}

TEST_F(YearTest, what_is_withdrawn_no_longer_counts_and_is_withdrawn_once) {
    const auto report = [&](const By& who) {
        return year->report(
            kPlan,
            parsed(R"({"reports":[{"step":"schedule-8.step-4","on":"2022-09-30","percent":"7"}]})"),
            who);
    };
    const auto kept = report(by(Role::planning_officer));
    ASSERT_TRUE(kept);
    const std::string fact = first_fact(*kept);
    ASSERT_TRUE(year->withdraw(kPlan, fact, by(Role::planning_officer)));
    const auto grid = year->progress(kPlan, "2022-09", "");
    const Value* row = item(*grid->find("rows"), "step", "schedule-8.step-4");
    EXPECT_EQ(text(*row->find("this"), "percent"), "100");
    EXPECT_EQ(year->withdraw(kPlan, fact, by(Role::planning_officer)).error().type, "withdrawn");
    EXPECT_EQ(year->withdraw(kPlan, "nothing", by(Role::planning_officer)).error().type,
              "not_found");
    // A reader may not.
    EXPECT_EQ(year->withdraw(kPlan, "fact-1", by(Role::reader)).error().type, "not_yours");
    EXPECT_TRUE(facts_of_kind("progress").as_array()->front().find("data")->is_null());
}

// 1,500,000 baht were given to project-1: taking that back leaves what was spent of it uncovered.
TEST_F(YearTest, money_that_was_spent_cannot_be_taken_back) {
    const auto refused = year->withdraw(kPlan, "fact-1", by(Role::planning_officer));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().type, "overdraft");
}

TEST_F(YearTest, evidence_comes_back_byte_for_byte_until_it_is_withdrawn) {
    const auto kept =
        year->add_evidence(kPlan, {"schedule-8.step-4", "2022-09-30", "ภาพถ่าย", "ภาพ.jpg", 3},
                           "bytes", by(Role::planning_officer));
    ASSERT_TRUE(kept);
    const std::string fact = text(*kept, "fact");
    const auto file = year->evidence_file(kPlan, fact);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->bytes, "bytes");
    EXPECT_EQ(file->file_name, "ภาพ.jpg");
    EXPECT_EQ(file->content_type, "application/octet-stream");
    ASSERT_TRUE(year->withdraw(kPlan, fact, by(Role::planning_officer)));
    EXPECT_FALSE(year->evidence_file(kPlan, fact));
    EXPECT_FALSE(year->evidence_file(kPlan, "fact-1"));
    EXPECT_FALSE(year->add_evidence(kPlan, {"schedule-8.step-4", "2022-09-30", "", "x", {}}, "",
                                    by(Role::planning_officer)));
}

TEST_F(YearTest, a_judgement_needs_a_reason_and_is_within_the_weight) {
    const auto assess = [&](const std::string& more, Role role) {
        return year->assess(
            kPlan, parsed(R"({"element":"indicator-1","on":"2022-09-30",)" + more + "}"), by(role));
    };
    // Indicator 1 weighs 25.
    EXPECT_TRUE(
        assess(R"("assessed_by":"self","score":"25","reason":"ครบ")", Role::planning_officer));
    const auto over =
        assess(R"("assessed_by":"self","score":"25.01","reason":"ครบ")", Role::planning_officer);
    ASSERT_FALSE(over);
    EXPECT_EQ(pointers(over.error()), std::vector<std::string>{"/score"});
    const auto silent = assess(R"("assessed_by":"self")", Role::planning_officer);
    ASSERT_FALSE(silent);
    EXPECT_EQ(pointers(silent.error()), (std::vector<std::string>{"/reason", ""}));
    EXPECT_EQ(assess(R"("assessed_by":"panel","value":"90","reason":"ดี")", Role::planning_officer)
                  .error()
                  .type,
              "not_yours");
}

TEST_F(YearTest, an_event_changes_how_a_project_stands) {
    ASSERT_TRUE(year->add_event(
        kPlan,
        parsed(R"({"element":"project-1","on":"2022-09-01","event":"postponed","reason":"โควิด"})"),
        by(Role::planning_officer)));
    const Value projects = *overview("2022-09-30").find("projects");
    EXPECT_EQ(text(*item(projects, "id", "project-1"), "state"), "postponed");
}

// Project 1 has schedule 4: four steps of 60 together are done by March, step 5 is planned from
// April to August, step 6 in September. It is cancelled on 20 April.
TEST_F(YearTest, nobody_waits_for_what_was_cancelled) {
    const auto cancel = [&](const std::string& on, const std::string& event) {
        return year->add_event(kPlan,
                               parsed(R"({"element":"project-1","on":")" + on + R"(","event":")" +
                                      event + R"(","reason":"งบประมาณถูกโอน",)" +
                                      R"("document":"กท 0416/99","effect":"ไม่กระทบตัวชี้วัดอื่น"})"),
                               by(Role::planning_officer));
    };
    const auto schedule = [](const Value& seen) {
        return *item(*seen.find("schedules"), "id", "schedule-4");
    };
    const auto step = [&](const Value& seen, const std::string& id) {
        const Value whole = schedule(seen);
        return *item(*whole.find("steps"), "id", id);
    };
    const auto count = [](const Value& seen, std::string_view name) {
        return *seen.find("counts")->find(name)->as_integer();
    };
    const auto is_upcoming = [](const Value& seen, const std::string& id) {
        return item(*seen.find("upcoming"), "step", id) != nullptr;
    };
    /// What the project's lead was to report in each month of the year.
    const auto asked = [&](const Value& seen) {
        const Value whole = schedule(seen);
        const std::string owner = *whole.find("owners")->as_array()->front().as_string();
        std::vector<std::int64_t> due;
        for (const Value& month :
             *item(*seen.find("reported"), "owner", owner)->find("months")->as_array())
            due.push_back(*month.find("due")->as_integer());
        return due;
    };
    const Value before = overview("2022-07-31");
    EXPECT_EQ(text(step(before, "schedule-4.step-5"), "state"), "due");
    EXPECT_TRUE(is_upcoming(before, "schedule-4.step-5"));
    ASSERT_TRUE(cancel("2022-04-20", "cancelled"));

    const Value after = overview("2022-07-31");
    EXPECT_EQ(text(*item(*after.find("projects"), "id", "project-1"), "state"), "cancelled");
    const Value fifth = step(after, "schedule-4.step-5");
    EXPECT_EQ(text(fifth, "state"), "cancelled");
    EXPECT_FALSE(*fifth.find("not_reported")->as_bool());
    EXPECT_EQ(text(step(after, "schedule-4.step-1"), "state"), "done");
    EXPECT_EQ(text(step(after, "schedule-4.step-6"), "state"), "cancelled");
    EXPECT_FALSE(is_upcoming(after, "schedule-4.step-5"));
    // What was planned and what was done stays.
    EXPECT_EQ(text(schedule(after), "planned"), "60");
    EXPECT_EQ(text(schedule(after), "actual"), "60");
    EXPECT_EQ(count(after, "due"), count(before, "due") - 1);
    EXPECT_EQ(count(after, "not_reported"), count(before, "not_reported") - 1);
    EXPECT_EQ(count(after, "done"), count(before, "done"));
    // Of April a report was wanted; of May, June and July none is.
    std::vector<std::int64_t> wanted = asked(before);
    for (const std::size_t month : {7U, 8U, 9U}) --wanted.at(month);
    EXPECT_EQ(asked(after), wanted);
    EXPECT_EQ(*after.find("total"), *before.find("total")) << "no points go or come with it";
    const auto grid = year->progress(kPlan, "2022-07", "");
    ASSERT_TRUE(grid);
    EXPECT_EQ(text(*item(*grid->find("rows"), "step", "schedule-4.step-5"), "state"), "cancelled");
    EXPECT_EQ(text(step(overview("2022-04-19"), "schedule-4.step-5"), "state"), "due");
    // Reported nevertheless, it is done.
    EXPECT_EQ(text(step(overview("2022-08-30"), "schedule-4.step-5"), "state"), "done");
    // Closing it changes nothing; that it goes on does, also when it is recorded first.
    ASSERT_TRUE(cancel("2022-08-01", "changed_form"));
    ASSERT_TRUE(cancel("2022-05-02", "closed"));
    EXPECT_EQ(text(step(overview("2022-07-31"), "schedule-4.step-5"), "state"), "cancelled");
    const Value again = overview("2022-08-01");
    EXPECT_EQ(text(step(again, "schedule-4.step-5"), "state"), "due");
    EXPECT_EQ(text(*item(*again.find("projects"), "id", "project-1"), "state"), "changed_form");
}

TEST_F(YearTest, records_fit_their_dictionary_or_every_field_that_does_not_is_named) {
    const auto put = [&](const std::string& records) {
        return year->put_records(kPlan, parsed(R"({"records":[)" + records + "]}"),
                                 by(Role::planning_officer));
    };
    const auto bad = put(
        R"({"dataset":"datasets","on":"2022-09-30","values":{"title":"ใหม่","status":"lost","colour":"x"}},
                            {"dataset":"datasets","on":"2022-09-30","values":{"status":"surveyed"}})");
    ASSERT_FALSE(bad);
    const auto places = pointers(bad.error());
    for (const char* place :
         {"/records/0/values/status", "/records/0/values/colour", "/records/1/values/title"}) {
        EXPECT_NE(std::find(places.begin(), places.end(), place), places.end()) << place;
    }
    EXPECT_EQ(pointers(put(R"({"dataset":"nothing","on":"2022-09-30","values":{}})").error()),
              std::vector<std::string>{"/records/0/dataset"});
    std::int64_t next = 0;
    const auto before = year->records(kPlan, "datasets", {}, 100, 0, next);
    const std::size_t count = before->find("records")->as_array()->size();
    ASSERT_TRUE(put(
        R"({"dataset":"datasets","record":"set-x","on":"2022-09-30","values":{"title":"ใหม่","status":"surveyed"}})"));
    const auto after = year->records(kPlan, "datasets", {}, 100, 0, next);
    EXPECT_EQ(after->find("records")->as_array()->size(), count + 1);
    ASSERT_TRUE(
        put(R"({"dataset":"datasets","record":"set-x","on":"2022-09-30","action":"remove"})"));
    EXPECT_EQ(
        pointers(
            put(R"({"dataset":"datasets","record":"set-x","on":"2022-09-30","action":"remove"})")
                .error()),
        std::vector<std::string>{"/records/0/record"});
}

TEST_F(YearTest, records_are_tried_out_and_not_kept) {
    std::int64_t next = 0;
    const std::size_t count =
        year->records(kPlan, "works", {}, 200, 0, next)->find("records")->as_array()->size();
    const auto tried = [&](const std::string& records) {
        return year->try_records(kPlan, parsed(R"({"records":[)" + records + "]}"),
                                 by(Role::planning_officer));
    };
    const auto good = tried(
        R"({"dataset":"works","on":"2022-09-30","values":{"title":"ใหม่","platform":"เว็บ","status":"planned"}})");
    ASSERT_TRUE(good);
    EXPECT_EQ(*good->find("records")->as_integer(), 1);
    // What is only planned is counted by no indicator.
    EXPECT_EQ(*good->find("after")->find("total"), *good->find("before")->find("total"));
    EXPECT_EQ(
        pointers(
            tried(
                R"({"dataset":"works","on":"2022-09-30","values":{"title":"ใหม่","platform":"เว็บ","status":"lost"}})")
                .error()),
        std::vector<std::string>{"/records/0/values/status"});
    EXPECT_EQ(year->records(kPlan, "works", {}, 200, 0, next)->find("records")->as_array()->size(),
              count);
}

TEST_F(YearTest, facts_are_listed_newest_first_page_by_page_as_far_as_one_may_see_them) {
    std::int64_t next = 0;
    const auto first = year->facts(kPlan, {.limit = 3}, by(Role::planning_officer), next);
    ASSERT_TRUE(first);
    const base::Array newest = *first->find("facts")->as_array();
    ASSERT_EQ(newest.size(), 3U);
    const std::int64_t last = *newest[2].find("seq")->as_integer();
    EXPECT_EQ(*newest[0].find("seq")->as_integer(), last + 2);
    EXPECT_EQ(next, last);
    const auto second =
        year->facts(kPlan, {.limit = 3, .before = next}, by(Role::planning_officer), next);
    EXPECT_EQ(*second->find("facts")->as_array()->front().find("seq")->as_integer(), last - 1);
    // A data steward does not see money.
    const auto postings = year->facts(kPlan, {.kind = "posting"}, by(Role::data_steward), next);
    EXPECT_TRUE(postings->find("facts")->as_array()->empty());
    EXPECT_FALSE(facts_of_kind("posting").as_array()->empty());
}

// At the end of August the innovation has no mark, and 85.5 is the total; a panel's 94 of 100 is
// 9.4 of 10 points more (tests/office_score_test.cpp).
TEST_F(YearTest, what_if_has_the_scores_without_and_with) {
    const auto answer = year->what_if(kPlan, parsed(R"({"as_of":"2022-08-31","facts":[
        {"kind":"assessment","element":"indicator-7","on":"2022-08-31","data":{"assessed_by":"panel","value":"94"}}]})"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(text(*answer->find("before"), "total"), "85.5");
    EXPECT_EQ(text(*answer->find("after"), "total"), "94.9");
    EXPECT_EQ(text(overview("2022-08-31").find("total")[0], "score"), "85.5");
    // Of a panel of a hundred 94 is 94 per cent of the weight.
    for (const Value& one : *answer->find("after")->find("indicators")->as_array()) {
        if (text(one, "id") != "indicator-7") continue;
        EXPECT_EQ(text(one, "percent"), "94");
    }
    const auto bad = year->what_if(
        kPlan, parsed(R"({"facts":[{"kind":"assessment","on":"2022-08-31","data":{}}]})"));
    ASSERT_FALSE(bad);
    EXPECT_EQ(pointers(bad.error()), std::vector<std::string>{"/facts/0/data/assessed_by"});
}

TEST_F(YearTest, the_outlook_is_made_once_until_something_happens) {
    const auto first = year->outlook(kPlan, {"2022-09-20"});
    ASSERT_TRUE(first);
    EXPECT_EQ(text(*parsed((*first)->json).find("forecast"), "schema"), "phaen.forecast/1");
    EXPECT_EQ(*first, *year->outlook(kPlan, {"2022-09-20"}));
    const Value over = parsed((*year->outlook(kPlan, {"2022-09-30"}))->json);
    EXPECT_TRUE(over.find("forecast")->is_null());
    EXPECT_TRUE(over.find("advice")->is_null());
}

TEST_F(YearTest, a_draft_is_ones_own_and_changes_as_it_was_seen) {
    const By mine = by(Role::planning_officer);
    const Value body = parsed(R"({"percent":"40"})");
    EXPECT_FALSE(year->draft(kPlan, "march", mine));
    const auto first = year->put_draft(kPlan, "march", "0", body, mine);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->tag, "1");
    EXPECT_EQ(year->put_draft(kPlan, "march", "0", body, mine).error().type, "stale_draft");
    EXPECT_EQ(year->put_draft(kPlan, "march", "1", body, mine)->tag, "2");
    EXPECT_EQ(*year->draft(kPlan, "march", mine)->value.find("body"), body);
    actors.push_back({"account-2", "", {}, {}, false});
    EXPECT_FALSE(year->draft(kPlan, "march", {actors.back()}));
    EXPECT_TRUE(year->drop_draft(kPlan, "march", mine));
    EXPECT_FALSE(year->draft(kPlan, "march", mine));
}

}  // namespace
}  // namespace phaen::app
