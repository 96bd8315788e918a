#include "phaen/app/workflow.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>

namespace phaen::app {
namespace {

using base::Array;
using base::Object;
using base::Value;

Actor actor_of(Role role) {
    Actor actor;
    actor.account = std::string(to_string(role));
    actor.duties = {{role, "office", "", 0, "", "", 0, 1'000'000}};
    return actor;
}

class WorkflowTest : public testing::Test {
  protected:
    void SetUp() override {
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-workflow-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(folder);
        auto opened = store::Database::open(
            *store::DatabaseUrl::parse("sqlite:" + (folder / "phaen.db").string()));
        ASSERT_TRUE(opened);
        database = std::move(*opened);
        store = std::make_unique<store::YearStore>(*database);
        workflow = std::make_unique<Workflow>(
            *store, [this] { return ++now; },
            [this](const std::string& topic, const std::string& name, const Value&) {
                told.push_back(topic + " " + name);
            });
    }
    void TearDown() override {
        workflow.reset();
        store.reset();
        database.reset();
        std::filesystem::remove_all(folder);
    }
    /// "" when it was done, else the type of the refusal.
    std::string take(Role role, const char* kind, const char* subject, const char* action,
                     std::int64_t revision, Object more = {}) {
        more.emplace_back("action", Value(action));
        more.emplace_back("revision", Value(revision));
        const Actor actor = actor_of(role);
        const auto done =
            workflow->take("office", kind, subject, Value(std::move(more)), {actor, 10, {}});
        return done ? "" : done.error().type;
    }
    std::string state(const char* kind, const char* subject) {
        const auto read = workflow->read("office", kind, subject, actor_of(Role::reader), 10);
        return *read->find("state")->as_string();
    }

    static inline int count = 0;
    std::filesystem::path folder;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::YearStore> store;
    std::unique_ptr<Workflow> workflow;
    store::Instant now = 0;
    std::vector<std::string> told;  ///< what was published, as "topic event"
};

TEST_F(WorkflowTest, a_plan_goes_up_and_comes_back) {
    EXPECT_EQ(state("plan", "p"), "draft");
    EXPECT_EQ(take(Role::director, "plan", "p", "submit", 0), "not_yours");
    EXPECT_EQ(take(Role::planning_officer, "plan", "p", "approve", 0), "not_in_that_state");
    EXPECT_EQ(take(Role::planning_officer, "plan", "p", "submit", 0), "");
    EXPECT_EQ(take(Role::planning_officer, "plan", "p", "submit", 0), "not_in_that_state");
    EXPECT_EQ(take(Role::director, "plan", "p", "return", 1), "missing_member") << "say why";
    EXPECT_EQ(take(Role::director, "plan", "p", "return", 1, {{"comment", Value("ยอดไม่ตรง")}}), "");
    EXPECT_EQ(state("plan", "p"), "draft");
    EXPECT_EQ(take(Role::planning_officer, "plan", "p", "submit", 2), "");
    EXPECT_EQ(take(Role::section_head, "plan", "p", "verify", 3), "");
    EXPECT_EQ(take(Role::section_head, "plan", "p", "approve", 4), "not_yours");
    EXPECT_EQ(take(Role::director, "plan", "p", "approve", 4, {{"version", Value("7")}}), "");
    const auto read = workflow->read("office", "plan", "p", actor_of(Role::director), 10);
    EXPECT_TRUE(*read->find("fixed")->as_bool());
    const Array& history = *read->find("history")->as_array();
    ASSERT_EQ(history.size(), 5u);
    EXPECT_EQ(*history[1].find("note")->find("comment")->as_string(), "ยอดไม่ตรง");
    EXPECT_EQ(*history[4].find("note")->find("version")->as_string(), "7");
    EXPECT_EQ(*history[4].find("by")->as_string(), "director");
}

Actor head_of(const char* unit) {
    Actor actor = actor_of(Role::section_head);
    actor.duties.front().unit = unit;
    return actor;
}

// A section that helps may report; what another leads is confirmed by who leads that.
TEST_F(WorkflowTest, a_head_confirms_for_the_own_section_only) {
    constexpr const char* kReports = "plan.2565.2021-11.org-3";
    const auto by = [&](const Actor& actor, const char* action, std::int64_t revision) {
        const auto done =
            workflow->take("office", "progress", kReports,
                           Value(Object{{"action", Value(action)}, {"revision", Value(revision)}}),
                           {actor, 10, {}});
        return done ? "" : done.error().type;
    };
    EXPECT_EQ(by(head_of("org-4"), "report", 0), "not_yours");
    EXPECT_EQ(by(head_of("org-3"), "report", 0), "");
    EXPECT_EQ(by(head_of("org-4"), "confirm", 1), "not_yours");
    // Whose role says no section is told what to do about it; it is no way round.
    EXPECT_EQ(by(head_of(""), "confirm", 1), "role_without_unit");
    EXPECT_EQ(by(head_of("org-3"), "confirm", 1), "");
    // What is offered is what may be done.
    const auto offered = [&](const Actor& actor) {
        return workflow->read("office", "progress", kReports, actor, 10)
            ->find("actions")
            ->as_array()
            ->size();
    };
    EXPECT_EQ(offered(head_of("org-4")), 0U);
    EXPECT_EQ(offered(head_of("org-3")), 1U) << "it may be returned";
}

TEST_F(WorkflowTest, a_head_without_a_unit_is_told_why_nothing_is_offered) {
    constexpr const char* kReports = "plan.2565.2021-11.org-3";
    const auto read = [&](const char* kind, const char* subject, const Actor& actor) {
        return *workflow->read("office", kind, subject, actor, 10);
    };
    const auto is_told = [&](const Actor& actor) {
        return read("progress", kReports, actor).find("unit_missing") != nullptr;
    };
    EXPECT_TRUE(is_told(head_of("")));
    EXPECT_FALSE(is_told(head_of("org-3")));
    EXPECT_FALSE(is_told(head_of("org-4"))) << "another section's";
    EXPECT_FALSE(is_told(actor_of(Role::reader)));
    // Who may take the step by another role needs no unit.
    Actor both = head_of("");
    both.duties.push_back(actor_of(Role::planning_officer).duties.front());
    EXPECT_FALSE(is_told(both));
    // A role that is over says nothing.
    Actor over = head_of("");
    over.duties.front().last_day = 9;
    EXPECT_FALSE(is_told(over));
    // What is no one section's is the head's without a unit, too.
    ASSERT_EQ(take(Role::planning_officer, "plan", "p", "submit", 0), "");
    const Value plan = read("plan", "p", head_of(""));
    EXPECT_EQ(plan.find("unit_missing"), nullptr);
    EXPECT_EQ(plan.find("actions")->as_array()->size(), 2U) << "verify, return";
}

Actor requester(const char* account, const char* unit = "") {
    Actor actor = actor_of(Role::requester);
    actor.account = account;
    actor.duties.front().unit = unit;
    return actor;
}

TEST_F(WorkflowTest, a_requester_sees_the_own_requests_and_nobody_elses) {
    const auto by = [&](const Actor& actor, const char* kind, const char* subject,
                        const char* action, std::int64_t revision, Object more = {}) {
        more.emplace_back("action", Value(action));
        more.emplace_back("revision", Value(revision));
        const auto done =
            workflow->take("office", kind, subject, Value(std::move(more)), {actor, 10, {}});
        return done ? "" : done.error().type;
    };
    const auto listed = [&](const Actor& actor) {
        std::vector<std::string> subjects;
        const auto list = workflow->list("office", "", false, actor, 10);
        for (const Value& item : *list->find("items")->as_array())
            subjects.push_back(*item.find("subject")->as_string());
        std::sort(subjects.begin(), subjects.end());
        return subjects;
    };
    const auto why_not = [&](const Actor& actor, const char* kind, const char* subject) {
        const auto read = workflow->read("office", kind, subject, actor, 10);
        return read ? "" : read.error().type;
    };
    using Subjects = std::vector<std::string>;
    const Actor one = requester("one");
    const Actor two = requester("two");
    // Before its first step a request is seen by who may begin it; a plan is not theirs to begin.
    EXPECT_EQ(why_not(one, "request", "r1"), "");
    EXPECT_EQ(why_not(one, "plan", "p"), "not_found");
    ASSERT_EQ(by(one, "request", "r1", "submit", 0, {{"title", Value("ขอข้อมูล")}}), "");
    ASSERT_EQ(by(two, "request", "r2", "submit", 0), "");
    ASSERT_EQ(take(Role::planning_officer, "plan", "p", "submit", 0), "");
    EXPECT_EQ(listed(one), Subjects{"r1"});
    EXPECT_EQ(listed(two), Subjects{"r2"});
    EXPECT_EQ(listed(actor_of(Role::reader)), (Subjects{"p", "r1", "r2"}));
    EXPECT_EQ(why_not(one, "request", "r2"), "not_found");
    EXPECT_EQ(why_not(one, "plan", "p"), "not_found");
    // What was decided, and why.
    ASSERT_EQ(take(Role::director, "request", "r1", "return", 1, {{"comment", Value("ขาดช่วงปี")}}),
              "");
    const auto returned = workflow->read("office", "request", "r1", one, 10);
    EXPECT_EQ(*returned->find("state")->as_string(), "drafted");
    EXPECT_EQ(
        *returned->find("history")->as_array()->back().find("note")->find("comment")->as_string(),
        "ขาดช่วงปี");
    // Another requester is not told that it is there, whatever they say they saw.
    EXPECT_EQ(by(two, "request", "r1", "submit", 2), "not_found");
    EXPECT_EQ(by(two, "request", "r1", "submit", 7), "not_found");
    // Nor by a token that may only move.
    Actor token = two;
    token.is_token = true;
    token.token_scopes = {"workflow.move"};
    EXPECT_EQ(by(token, "request", "r1", "submit", 2), "not_found");
    ASSERT_EQ(by(one, "request", "r1", "submit", 2), "");
    // Who acts in their place sees what they see; on other days only the own.
    Actor deputy = requester("deputy");
    EXPECT_EQ(listed(deputy), Subjects{});
    deputy.duties.front().in_place = "one";
    EXPECT_EQ(listed(deputy), Subjects{"r1"});
    deputy.duties.front().last_day = 9;
    deputy.duties.push_back(requester("deputy").duties.front());
    EXPECT_EQ(listed(deputy), Subjects{});
    // Who has a wider role besides sees all.
    Actor wider = two;
    wider.duties.push_back(actor_of(Role::reader).duties.front());
    EXPECT_EQ(listed(wider), (Subjects{"p", "r1", "r2"}));
}

TEST_F(WorkflowTest, a_requester_sees_what_the_own_unit_is_to_answer) {
    ASSERT_EQ(take(Role::planning_officer, "submission", "s", "submit", 0), "");
    ASSERT_EQ(take(Role::executive, "submission", "s", "acknowledge", 1,
                   {{"date", Value("2022-06-30")},
                    {"units", Value(Array{Value("org-3"), Value("org-4")})}}),
              "");
    const auto sees = [&](const Actor& actor) {
        return workflow->read("office", "submission", "s", actor, 10).has_value();
    };
    EXPECT_TRUE(sees(requester("one", "org-4")));
    EXPECT_FALSE(sees(requester("two", "org-5")));
    EXPECT_FALSE(sees(requester("three")));
}

TEST_F(WorkflowTest, a_submission_moves_on_when_each_unit_has_answered) {
    ASSERT_EQ(take(Role::planning_officer, "submission", "s", "submit", 0), "");
    const auto units = [](std::initializer_list<const char*> ids) {
        Array list;
        for (const char* id : ids) list.emplace_back(id);
        return Value(std::move(list));
    };
    const auto acknowledge = [&](Value to) {
        return take(Role::executive, "submission", "s", "acknowledge", 1,
                    {{"date", Value("2022-06-30")}, {"units", std::move(to)}});
    };
    EXPECT_EQ(acknowledge(units({"org-3", "org-3"})), "bad_member");
    EXPECT_EQ(acknowledge(units({"not an id"})), "bad_member");
    ASSERT_EQ(acknowledge(units({"org-3", "org-4"})), "");
    ASSERT_EQ(take(Role::planning_officer, "submission", "s", "dispatch", 2,
                   {{"document", Value("กท 1/2")}}),
              "");
    const auto answer = [&](const Actor& actor, const char* unit, std::int64_t revision) {
        const auto done = workflow->take("office", "submission", "s",
                                         Value(Object{{"action", Value("answer")},
                                                      {"revision", Value(revision)},
                                                      {"comment", Value("ดำเนินการแล้ว")},
                                                      {"unit", Value(unit)}}),
                                         {actor, 10, {}});
        return done ? "" : done.error().type;
    };
    EXPECT_EQ(answer(head_of("org-4"), "org-3", 3), "not_yours");
    EXPECT_EQ(answer(head_of("org-5"), "org-5", 3), "bad_member") << "it was not assigned";
    ASSERT_EQ(answer(head_of("org-3"), "org-3", 3), "");
    EXPECT_EQ(state("submission", "s"), "dispatched") << "one is still awaited";
    EXPECT_EQ(answer(head_of("org-3"), "org-3", 4), "answered_already");
    const auto shown = workflow->read("office", "submission", "s", actor_of(Role::reader), 10);
    EXPECT_EQ(base::to_compact_json(*shown->find("units")),
              R"([{"unit":"org-3","answered":true},{"unit":"org-4","answered":false}])");
    ASSERT_EQ(answer(actor_of(Role::planning_officer), "org-4", 4), "");
    EXPECT_EQ(state("submission", "s"), "answered");
}

TEST_F(WorkflowTest, what_was_signed_on_paper_is_recorded_for_its_signer) {
    ASSERT_EQ(take(Role::planning_officer, "plan", "p", "submit", 0), "");
    ASSERT_EQ(take(Role::planning_officer, "plan", "p", "verify", 1), "");
    EXPECT_EQ(take(Role::planning_officer, "plan", "p", "approve", 2), "missing_member");
    EXPECT_EQ(take(Role::planning_officer, "plan", "p", "approve", 2,
                   {{"document", Value("กท 0304/12")},
                    {"date", Value("31 มีนาคม")},
                    {"signer", Value("ผู้อำนวยการ")}}),
              "bad_day");
    EXPECT_EQ(take(Role::planning_officer, "plan", "p", "approve", 2,
                   {{"document", Value("กท 0304/12")},
                    {"date", Value("2022-03-31")},
                    {"signer", Value("ผู้อำนวยการ")}}),
              "");
    const auto read = workflow->read("office", "plan", "p", actor_of(Role::reader), 10);
    const Value& note = *read->find("history")->as_array()->back().find("note");
    EXPECT_EQ(*note.find("recorded_by")->as_string(), "planning_officer");
    EXPECT_EQ(*note.find("signer")->as_string(), "ผู้อำนวยการ");
    // Nobody records for others what only they can do: a return is no decision on paper.
    EXPECT_EQ(take(Role::reader, "plan", "p", "publish", 3), "not_yours");
}

TEST_F(WorkflowTest, who_looks_at_a_plan_is_told_of_its_approval_and_of_no_refused_one) {
    ASSERT_EQ(take(Role::planning_officer, "plan", "p", "submit", 0), "");
    ASSERT_EQ(take(Role::planning_officer, "plan", "p", "submit", 0), "not_in_that_state");
    EXPECT_EQ(told, (std::vector<std::string>{"agency/office workflow", "plan/p workflow"}));
    told.clear();
    ASSERT_EQ(take(Role::planning_officer, "period", "p.2022-03", "close", 0), "");
    EXPECT_EQ(told, std::vector<std::string>{"agency/office workflow"});
}

TEST_F(WorkflowTest, a_closed_month_is_known_until_it_is_reopened_with_a_reason) {
    EXPECT_FALSE(*workflow->is_month_closed("office", "p", "2022-03"));
    ASSERT_EQ(take(Role::planning_officer, "period", "p.2022-03", "close", 0), "");
    EXPECT_TRUE(*workflow->is_month_closed("office", "p", "2022-03"));
    EXPECT_FALSE(*workflow->is_month_closed("office", "p", "2022-04"));
    EXPECT_FALSE(*workflow->is_month_closed("other", "p", "2022-03"));
    EXPECT_EQ(
        take(Role::planning_officer, "period", "p.2022-03", "reopen", 1, {{"comment", Value("x")}}),
        "not_yours");
    EXPECT_EQ(take(Role::director, "period", "p.2022-03", "reopen", 1), "missing_member");
    EXPECT_EQ(
        take(Role::director, "period", "p.2022-03", "reopen", 1, {{"comment", Value("รายงานขาด")}}),
        "");
    EXPECT_FALSE(*workflow->is_month_closed("office", "p", "2022-03"));
}

TEST_F(WorkflowTest, what_waits_is_told_to_who_can_act) {
    ASSERT_EQ(take(Role::project_owner, "request", "r-1", "submit", 0,
                   {{"title", Value("ขอใช้ห้องประชุม")}}),
              "");
    const auto waiting = [&](Role role) {
        return workflow->list("office", "", true, actor_of(role), 10)
            ->find("items")
            ->as_array()
            ->size();
    };
    EXPECT_EQ(waiting(Role::director), 1u);
    EXPECT_EQ(waiting(Role::reader), 0u);
    EXPECT_EQ(waiting(Role::planning_officer), 1u) << "it may be recorded from paper";
    const auto all = workflow->list("office", "request", false, actor_of(Role::reader), 10);
    EXPECT_EQ(*all->find("items")->as_array()->front().find("title")->as_string(), "ขอใช้ห้องประชุม");
}

TEST_F(WorkflowTest, an_agency_has_its_own) {
    const auto with = [](const char* start, const char* role) {
        auto value = base::parse_json(
            std::string(
                R"({"schema":"phaen.workflows/1","workflows":[{"kind":"plan","name":{"th":"แผน","en":"plan"},"subject":"plan","start":")") +
            start +
            R"(","states":[{"id":"open","name":{"th":"เปิด","en":"open"}},{"id":"done","name":{"th":"เสร็จ","en":"done"}}],"actions":[{"id":"finish","name":{"th":"จบ","en":"Finish"},"from":["open"],"to":"done","roles":[")" +
            role + R"("]}]}]})");
        return std::move(*value);
    };
    const Actor admin = actor_of(Role::administrator);
    std::string tag;
    const auto set = [&](const Value& value) {
        const auto done = workflow->set_kinds(
            "office", tag.empty() ? workflow->kinds("office")->tag : tag, value, {admin, 10, {}});
        return done ? "" : done.error().type;
    };
    EXPECT_EQ(set(with("nowhere", "reader")), "bad_workflow");
    EXPECT_EQ(set(with("open", "king")), "bad_workflow");
    EXPECT_EQ(set(with("open", "reader")), "");
    EXPECT_EQ(state("plan", "p"), "open");
    EXPECT_EQ(take(Role::reader, "plan", "p", "finish", 0), "");
    auto without = with("open", "reader");
    Object& plan = *without.as_object()->back().second.as_array()->front().as_object();
    plan[4].second.as_array()->pop_back();
    plan[5].second = Value(Array{});
    EXPECT_EQ(set(without), "state_in_use");
    // Who saw what stood there before somebody else set it is told so.
    tag = workflow->kinds("office")->tag;
    EXPECT_EQ(set(with("open", "director")), "");
    EXPECT_EQ(set(with("open", "executive")), "stale_setting");
}

// Many people at random, with a model beside them that knows the table only.
TEST_F(WorkflowTest, a_random_walk_stays_where_a_model_says) {
    std::mt19937 random(7);
    const auto pick = [&](std::size_t size) { return static_cast<std::size_t>(random() % size); };
    struct Known {
        std::string state;
        std::int64_t revision = 0;
        bool is_requesters = false;  ///< the requester took a step of it
    };
    std::map<std::pair<std::string, std::string>, Known> model;
    int done = 0;
    int refused = 0;
    for (int i = 0; i < 3000; ++i) {
        const WorkflowKind& kind = standard_workflows()[pick(standard_workflows().size())];
        const WorkflowAction& action = kind.actions[pick(kind.actions.size())];
        const auto role = static_cast<Role>(pick(kRoleCount));
        const std::string subject = "s" + std::to_string(pick(3));
        Known& known = model[{kind.kind, subject}];
        if (known.state.empty()) known.state = kind.start;
        const bool stale = pick(10) == 0;
        const bool here =
            std::find(action.from.begin(), action.from.end(), known.state) != action.from.end();
        const bool own =
            std::find(action.roles.begin(), action.roles.end(), role) != action.roles.end();
        const bool allowed = own || (action.on_behalf && role == Role::planning_officer);
        const std::string why = take(role, kind.kind.c_str(), subject.c_str(), action.id.c_str(),
                                     known.revision + (stale ? 1 : 0),
                                     {{"comment", Value("c")},
                                      {"document", Value("d")},
                                      {"date", Value("2022-01-01")},
                                      {"signer", Value("s")}});
        const bool unseen = role == Role::requester && known.revision > 0 && !known.is_requesters &&
                            !action.by_each_unit;
        EXPECT_EQ(why, unseen           ? "not_found"
                       : stale || !here ? "not_in_that_state"
                       : !allowed       ? "not_yours"
                                        : "");
        if (why.empty()) {
            known.is_requesters = known.is_requesters || role == Role::requester;
            known.state = action.to;
            ++known.revision;
            ++done;
        } else {
            ++refused;
        }
        ASSERT_EQ(state(kind.kind.c_str(), subject.c_str()), known.state);
    }
    EXPECT_GT(done, 100);
    EXPECT_GT(refused, 1000);
    for (const auto& [key, known] : model)
        EXPECT_EQ(store->moves("office", key.first, key.second)->size(),
                  static_cast<std::size_t>(known.revision));
}

TEST(StandardWorkflows, are_names_in_both_languages_and_reach_every_state) {
    for (const WorkflowKind& kind : standard_workflows()) {
        std::set<std::string> reached{kind.start};
        for (std::size_t i = 0; i < kind.states.size(); ++i) {
            for (const WorkflowAction& action : kind.actions) {
                for (const std::string& from : action.from) {
                    if (reached.contains(from)) reached.insert(action.to);
                }
            }
        }
        EXPECT_EQ(reached.size(), kind.states.size()) << kind.kind;
        for (const WorkflowAction& action : kind.actions) EXPECT_FALSE(action.name.en.empty());
        for (const WorkflowStateText& state : kind.states) EXPECT_FALSE(state.name.en.empty());
    }
}

}  // namespace
}  // namespace phaen::app
