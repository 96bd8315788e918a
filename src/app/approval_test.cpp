// Plans under approval: what is fast, what has changed since, what may not be signed.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "phaen/app/workflow.h"
#include "phaen/app/workspace.h"
#include "phaen/base/calendar.h"
#include "phaen/base/instant.h"
#include "phaen/base/value.h"
#include "phaen/plan/io.h"

namespace phaen::app {
namespace {

using base::Array;
using base::Object;
using base::Value;

constexpr std::string_view kPlan = R"json({
  "schema": "phaen.plan/1", "id": "plan-a", "fiscal_year": 2566,
  "title": {"th": "แผนปฏิบัติราชการ"},
  "glossary": [{"id": "term-1", "term": "ผลงาน", "text": "สิ่งที่ทำเสร็จในปี"},
               {"id": "term-2", "term": "เครือข่าย", "text": "ผู้ที่ทำงานร่วมกัน"}],
  "indicators": [
    {"id": "kpi-1", "number": "1", "name": "จำนวนผลงาน", "weight": "60", "definitions": ["term-1"]},
    {"id": "kpi-2", "number": "2", "name": "จำนวนเมือง", "weight": "40"}],
  "projects": [{"id": "project-1", "name": "โครงการอบรม"}]
})json";

Actor actor_of(Role role) {
    Actor actor;
    actor.account = std::string(to_string(role));
    actor.duties = {{role, "office", "", 0, "", "", 0, 1'000'000}};
    return actor;
}

class ApprovalTest : public testing::Test {
  protected:
    void SetUp() override {
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-approval-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(folder);
        auto opened = store::Database::open(
            *store::DatabaseUrl::parse("sqlite:" + (folder / "phaen.db").string()));
        ASSERT_TRUE(opened);
        database = std::move(*opened);
        plans = store::PlanStore::on(*database);
        ASSERT_TRUE(plans->put_agency({"office", "office", 1}, {"office", "สำนัก", "Office"}));
        files = std::make_unique<store::Files>(folder / "files");
        facts = std::make_unique<store::YearStore>(*database);
        const auto now = [this] { return clock += 1'000'000; };
        const auto publish = [](const std::string&, const std::string&, const Value&) {};
        WorkspaceOptions options;
        options.now = now;
        options.new_id = [this] { return "id" + std::to_string(++ids); };
        options.publish = publish;
        options.locks_of = [this](const std::string& agency, const std::string& plan) {
            return workflow->locks_of(agency, plan);
        };
        options.approvals_of = [this](const std::string& agency, const std::string& plan) {
            return workflow->approvals_of(agency, plan);
        };
        workspace = std::make_unique<Workspace>(*plans, *files, std::move(options));
        WorkflowPlans about;
        about.agency_of = [this](std::string_view plan) { return workspace->agency_of_plan(plan); };
        about.position = [this](std::string_view plan) { return workspace->position(plan); };
        about.changed_since = [this](std::string_view plan, std::int64_t number, LockScope scope) {
            return workspace->changed_since(plan, number, scope);
        };
        about.open_findings = [this](std::string_view plan, const std::vector<std::string>& rules) {
            return workspace->open_findings(plan, rules);
        };
        workflow = std::make_unique<Workflow>(*facts, now, publish, std::move(about));
        const auto added = workspace->add_plan("office", *base::parse_json(kPlan));
        ASSERT_TRUE(added) << added.error().detail.en;
    }
    void TearDown() override {
        workflow.reset();
        workspace.reset();
        facts.reset();
        plans.reset();
        database.reset();
        std::filesystem::remove_all(folder);
    }

    /// "" when it was done, else the type of the refusal.
    std::string take(Role role, const char* kind, const char* action, Object more = {}) {
        const auto before = read(kind);
        more.emplace_back("action", Value(action));
        more.emplace_back("revision", *before.find("revision"));
        const Actor actor = actor_of(role);
        const auto done =
            workflow->take("office", kind, "plan-a", Value(std::move(more)), {actor, 10, {}});
        return done ? "" : done.error().type;
    }
    Value read(const char* kind) {
        return *workflow->read("office", kind, "plan-a", actor_of(Role::reader), 10);
    }
    std::string edit(const char* element, const char* patch) {
        const std::string tag = workspace->element("plan-a", element)->tag;
        const auto done =
            workspace->change_element("plan-a", element, tag, *base::parse_json(patch));
        return done ? "" : done.error().type;
    }
    std::string changed(const char* kind) {
        std::string list;
        const Value subject = read(kind);
        for (const Value& change : *subject.find("changed_since_approval")->as_array())
            list += *change.find("element")->as_string() + " ";
        return list;
    }
    void sign() {
        const Value why("ตามที่ประชุม");
        EXPECT_EQ(take(Role::planning_officer, "agreement", "negotiate", {{"comment", why}}), "");
        EXPECT_EQ(take(Role::director, "agreement", "sign",
                       {{"signer", Value("ผู้อำนวยการ")}, {"date", Value("2022-11-01")}}),
                  "");
    }

    static inline int count = 0;
    std::filesystem::path folder;
    std::int64_t clock = 1'700'000'000'000'000;
    int ids = 0;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::PlanStore> plans;
    std::unique_ptr<store::Files> files;
    std::unique_ptr<store::YearStore> facts;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<Workflow> workflow;
};

TEST_F(ApprovalTest, a_signed_agreement_holds_what_was_agreed_and_no_more) {
    sign();
    EXPECT_EQ(edit("kpi-1", R"({"weight": "50"})"), "locked");
    EXPECT_EQ(edit("kpi-2", R"({"name": "จำนวนเมืองพันธมิตร"})"), "locked");
    EXPECT_EQ(edit("term-1", R"({"text": "สิ่งที่เริ่มในปี"})"), "locked")
        << "an indicator is defined by it";
    EXPECT_EQ(edit("term-2", R"({"text": "หน่วยงานภายนอก"})"), "") << "no indicator is";
    EXPECT_EQ(edit("project-1", R"({"name": "โครงการอบรมภาษา"})"), "");
    EXPECT_EQ(edit("kpi-1", R"({"projects": ["project-1"]})"), "") << "who works on it is ours";
    const std::string tag = workspace->element("plan-a", "kpi-2")->tag;
    EXPECT_EQ(workspace->remove_element("plan-a", "kpi-2", tag).error().type, "locked");
    const auto added = workspace->add_element(
        "plan-a", *base::parse_json(R"({"kind": "indicator", "element": {"name": "ใหม่"}})"));
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().type, "locked");
    EXPECT_EQ(changed("agreement"), "");
}

// Steps of another agency taken about the plan would tell its versions and what was changed in it.
TEST_F(ApprovalTest, a_plan_is_no_subject_of_another_agency) {
    sign();
    Actor stranger = actor_of(Role::planning_officer);
    stranger.duties.front().agency = "other";
    for (const auto& [kind, subject] :
         {std::pair("plan", "plan-a"), std::pair("agreement", "plan-a"),
          std::pair("period", "plan-a.2022-11"), std::pair("progress", "plan-a.2022-11.org-1"),
          std::pair("scores", "plan-a.first"), std::pair("plan", "no-plan")}) {
        const auto seen = workflow->read("other", kind, subject, stranger, 10);
        ASSERT_FALSE(seen) << kind;
        EXPECT_EQ(seen.error().kind, RefusalKind::not_found) << kind;
        const auto taken = workflow->take(
            "other", kind, subject,
            Value(Object{{"action", Value("submit")}, {"revision", Value(std::int64_t{0})}}),
            {stranger, 10, {}});
        ASSERT_FALSE(taken) << kind;
        EXPECT_EQ(taken.error().kind, RefusalKind::not_found) << kind;
    }
    EXPECT_TRUE(workflow->read("office", "period", "plan-a.2022-11", actor_of(Role::reader), 10));
    EXPECT_TRUE(workflow->read("other", "request", "plan-a", stranger, 10)) << "of no plan";
}

TEST_F(ApprovalTest, a_change_is_asked_for_made_and_agreed_to_or_taken_back) {
    sign();
    const Value why("เป้าหมายปรับตามงบ");
    EXPECT_EQ(take(Role::planning_officer, "agreement", "request-change", {{"comment", why}}), "");
    EXPECT_EQ(edit("kpi-1", R"({"weight": "50"})"), "");
    EXPECT_EQ(changed("agreement"), "kpi-1 ") << "what is asked for";
    // The sum is 90: this cannot be agreed to.
    const Object paper{{"document", Value("กท 0001/1")}, {"date", Value("2023-03-01")}};
    EXPECT_EQ(take(Role::executive, "agreement", "agree-change", paper), "findings_open");
    EXPECT_EQ(take(Role::executive, "agreement", "refuse-change", {{"comment", why}}), "");
    EXPECT_EQ(changed("agreement"), "kpi-1 ") << "it is still other than what was signed";
    EXPECT_EQ(edit("kpi-1", R"({"weight": "55"})"), "locked");
    EXPECT_EQ(edit("kpi-1", R"({"weight": "60"})"), "") << "as it was signed";
    EXPECT_EQ(changed("agreement"), "");

    EXPECT_EQ(take(Role::planning_officer, "agreement", "request-change", {{"comment", why}}), "");
    EXPECT_EQ(edit("kpi-1", R"({"weight": "50"})"), "");
    EXPECT_EQ(edit("kpi-2", R"({"weight": "50"})"), "");
    EXPECT_EQ(take(Role::executive, "agreement", "agree-change", paper), "");
    EXPECT_EQ(changed("agreement"), "") << "the change is what is agreed now";
    EXPECT_EQ(edit("kpi-1", R"({"weight": "60"})"), "locked");
}

TEST_F(ApprovalTest, weights_that_are_no_hundred_cannot_be_signed) {
    EXPECT_EQ(edit("kpi-2", R"({"weight": "30"})"), "");
    const Value why("ครบถ้วน");
    EXPECT_EQ(take(Role::planning_officer, "agreement", "negotiate", {{"comment", why}}), "");
    EXPECT_EQ(take(Role::director, "agreement", "sign",
                   {{"signer", Value("ผู้อำนวยการ")}, {"date", Value("2022-11-01")}}),
              "findings_open");
}

TEST_F(ApprovalTest, who_decides_decides_about_what_they_saw) {
    EXPECT_EQ(take(Role::planning_officer, "plan", "submit"), "");
    EXPECT_EQ(take(Role::section_head, "plan", "verify"), "");
    const Value seen = *read("plan").find("version");
    EXPECT_EQ(edit("project-1", R"({"name": "โครงการอบรมภาษา"})"), "");
    EXPECT_EQ(take(Role::director, "plan", "approve", {{"version", seen}}), "plan_changed");
    const Value newest = *read("plan").find("version");
    EXPECT_NE(newest, seen);
    EXPECT_EQ(take(Role::director, "plan", "approve", {{"version", newest}}), "");
    // Versions: as added, as edited.
    EXPECT_EQ(*read("plan").find("approved_number"), Value(2));
    EXPECT_EQ(edit("project-1", R"({"name": "โครงการ"})"), "locked");
    EXPECT_EQ(workspace->undo("plan-a", *newest.as_string()).error().type, "locked");
}

TEST_F(ApprovalTest, an_amendment_holds_from_the_day_of_its_order_on) {
    const auto in_force = [&](const char* day, std::int64_t known_at) {
        return workspace
            ->in_force("plan-a",
                       {*base::parse_iso(day), *base::Instant::from_microseconds(known_at)})
            ->number;
    };
    EXPECT_EQ(take(Role::planning_officer, "plan", "submit"), "");
    EXPECT_EQ(take(Role::section_head, "plan", "verify"), "");
    EXPECT_EQ(take(Role::director, "plan", "approve"), "");
    EXPECT_EQ(take(Role::planning_officer, "plan", "amend", {{"comment", Value("งบเปลี่ยน")}}), "");
    const std::int64_t amended = clock;
    EXPECT_EQ(edit("project-1", R"({"name": "โครงการอบรมภาษา"})"), "");
    EXPECT_EQ(in_force("2022-11-01", clock), 2) << "nothing of it is decided: it is worked on";
    EXPECT_EQ(in_force("2022-11-01", amended), 1) << "as it was known then";
    EXPECT_EQ(take(Role::planning_officer, "plan", "submit"), "");
    EXPECT_EQ(take(Role::section_head, "plan", "verify"), "");
    EXPECT_EQ(take(Role::director, "plan", "approve",
                   {{"document", Value("กท 0001/9")}, {"date", Value("2023-03-01")}}),
              "");
    EXPECT_EQ(take(Role::planning_officer, "plan", "publish"), "") << "which decides nothing";
    EXPECT_EQ(in_force("2023-02-28", clock), 1);
    EXPECT_EQ(in_force("2023-03-01", clock), 2);
    EXPECT_EQ(in_force("2023-03-01", amended), 1);
}

TEST_F(ApprovalTest, an_amendment_shows_what_has_changed_since_the_approval) {
    EXPECT_EQ(take(Role::planning_officer, "plan", "submit"), "");
    EXPECT_EQ(take(Role::section_head, "plan", "verify"), "");
    EXPECT_EQ(take(Role::director, "plan", "approve"), "");
    EXPECT_EQ(take(Role::planning_officer, "plan", "publish"), "");
    const Value why("งบประมาณเปลี่ยน");
    EXPECT_EQ(take(Role::planning_officer, "plan", "amend", {{"comment", why}}), "");
    EXPECT_EQ(edit("project-1", R"({"name": "โครงการอบรมภาษา"})"), "");
    EXPECT_EQ(changed("plan"), "project-1 ");
    EXPECT_EQ(*read("plan").find("approved_number"), Value(1));
    EXPECT_TRUE(read("plan").find("locks")->is_null());
}

}  // namespace
}  // namespace phaen::app
