#include "phaen/app/notices.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <set>
#include <utility>

#include "phaen/base/calendar.h"

namespace phaen::app {
namespace {

using base::Array;
using base::Object;
using base::Value;

std::int64_t day(const char* iso) {
    return std::chrono::sys_days(*base::parse_iso(iso)).time_since_epoch().count();
}

Holder holder(const char* account, Role role, const char* unit = "", const char* part = "") {
    return {account, {role, "office", unit, 0, part, "", 0, 1'000'000}};
}

/// A schedule of project-1, led by unit-1, with one step in May and June of 2022.
Value overview(const char* as_of, const char* state, bool not_reported) {
    const Object step{{"id", Value("step-1")},
                      {"name", Value("จัดประชุม")},
                      {"months", Value(Array{Value("2022-05"), Value("2022-06")})},
                      {"state", Value(state)},
                      {"actual", Value("40")},
                      {"not_reported", Value(not_reported)}};
    const Object schedule{{"id", Value("schedule-1")},
                          {"title", Value("โครงการ")},
                          {"indicator", Value()},
                          {"project", Value("project-1")},
                          {"owners", Value(Array{Value("unit-1")})},
                          {"steps", Value(Array{Value(step)})}};
    return Value(Object{{"plan", Value("plan-1")},
                        {"fiscal_year", Value(2565)},
                        {"as_of", Value(as_of)},
                        {"first_day", Value("2021-10-01")},
                        {"last_day", Value("2022-09-30")},
                        {"schedules", Value(Array{Value(schedule)})}});
}

const std::vector<Holder>& people() {
    static const std::vector<Holder> kPeople = {
        holder("owner", Role::project_owner, "", "project-1"),
        holder("other-owner", Role::project_owner, "", "project-2"),
        holder("head", Role::section_head, "unit-1"),
        holder("other-head", Role::section_head, "unit-2"),
        holder("officer", Role::planning_officer),
        holder("director", Role::director),
    };
    return kPeople;
}

std::set<std::pair<std::string, std::string>> who(const std::vector<Told>& told) {
    std::set<std::pair<std::string, std::string>> found;
    for (const Told& one : told) found.emplace(one.kind, one.account);
    EXPECT_EQ(found.size(), told.size()) << "nobody is told a thing twice";
    return found;
}

using Who = std::set<std::pair<std::string, std::string>>;

// The step must be done by 30 June. By the standard it is due from 7 days before: 23 June.
TEST(NoticeRules, a_step_is_due_from_seven_days_before_to_its_last_day) {
    const auto at = [](const char* iso) {
        return who(told_of_steps(standard_notice_rules(), overview(iso, "due", false), people(),
                                 day(iso)));
    };
    const Who due = {{"due", "owner"}, {"due", "head"}};
    EXPECT_EQ(at("2022-06-22"), Who{});
    EXPECT_EQ(at("2022-06-23"), due);
    EXPECT_EQ(at("2022-06-30"), due);
    const Who late = {{"late", "owner"}, {"late", "head"}, {"late", "officer"}};
    EXPECT_EQ(at("2022-07-01"), late);
    EXPECT_EQ(at("2022-09-30"), late) << "the last day of the year";
}

TEST(NoticeRules, nothing_of_steps_that_are_done_or_of_another_year) {
    const NoticeRules& rules = standard_notice_rules();
    EXPECT_TRUE(
        told_of_steps(rules, overview("2022-06-30", "done", false), people(), day("2022-06-30"))
            .empty());
    EXPECT_TRUE(told_of_steps(rules, overview("2022-07-01", "cancelled", false), people(),
                              day("2022-07-01"))
                    .empty());
    EXPECT_TRUE(
        told_of_steps(rules, overview("2022-09-30", "late", true), people(), day("2022-10-01"))
            .empty());
}

TEST(NoticeRules, the_same_day_gives_the_same_causes) {
    const NoticeRules& rules = standard_notice_rules();
    const auto first =
        told_of_steps(rules, overview("2022-06-23", "due", false), people(), day("2022-06-23"));
    const auto later =
        told_of_steps(rules, overview("2022-06-29", "due", false), people(), day("2022-06-29"));
    ASSERT_EQ(first.size(), later.size());
    for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].cause, later[i].cause);
    const auto late =
        told_of_steps(rules, overview("2022-07-01", "late", false), people(), day("2022-07-01"));
    EXPECT_NE(late.front().cause, first.front().cause);
}

// Reports of May: asked for from 25 May, late from 6 June on.
TEST(NoticeRules, missing_reports_are_told_once_a_month) {
    const auto at = [](const char* as_of, const char* today, bool missing) {
        return told_of_reports(standard_notice_rules(), overview(as_of, "due", missing), people(),
                               day(today));
    };
    EXPECT_TRUE(at("2022-05-24", "2022-05-24", true).empty());
    const auto due = at("2022-05-25", "2022-05-25", true);
    EXPECT_EQ(who(due), (Who{{"due", "owner"}, {"due", "head"}}));
    EXPECT_EQ(due.front().about, "2022-05");
    EXPECT_TRUE(at("2022-05-25", "2022-05-25", false).empty()) << "reported";
    EXPECT_TRUE(at("2022-05-31", "2022-06-05", true).empty());
    EXPECT_EQ(who(at("2022-05-31", "2022-06-06", true)),
              (Who{{"late", "owner"}, {"late", "head"}, {"late", "officer"}}));
}

TEST(NoticeRules, a_step_of_a_workflow_tells_who_waits_and_who_brought_it) {
    const NoticeRules& rules = standard_notice_rules();
    const WorkflowKind* kind = nullptr;
    for (const WorkflowKind& one : standard_workflows()) {
        if (one.kind == "plan") kind = &one;
    }
    ASSERT_NE(kind, nullptr);
    store::WorkflowState to;
    to.subject = "plan-1";
    to.state = "submitted";
    to.assigned = "แผนปี 2565";
    store::WorkflowMove submit;
    submit.action = "submit";
    submit.by = "officer";
    // Verifying is for heads of sections and planning officers; the officer did it.
    EXPECT_EQ(who(told_of_move(rules, *kind, to, submit, {}, "officer", people(), 10)),
              (Who{{"waiting", "head"}, {"waiting", "other-head"}}));
    to.state = "draft";
    to.revision = 1;
    store::WorkflowMove back;
    back.action = "return";
    back.note = "{\"comment\":\"ยอดไม่ตรง\"}";
    const auto told = told_of_move(rules, *kind, to, back, {submit}, "head", people(), 10);
    EXPECT_EQ(who(told), (Who{{"returned", "officer"}}));
    EXPECT_EQ(notice_text("returned", 10, Value(told.front().data)).th,
              "การอนุมัติแผน “แผนปี 2565” ถูกส่งคืน: ยอดไม่ตรง");
    EXPECT_EQ(told.front().plan, "plan-1");
}

TEST(NoticeRules, texts_name_the_day) {
    const Value step{Object{{"on", Value("step")}, {"name", Value("จัดประชุม")}}};
    const auto due = notice_text("due", day("2022-06-30"), step);
    EXPECT_EQ(due.th, "ครบกำหนด 30 มิ.ย. 2565: จัดประชุม");
    EXPECT_EQ(due.en, "Due 2022-06-30: จัดประชุม");
    const Value report{Object{{"on", Value("report")},
                              {"month", Value("2022-05")},
                              {"steps", Value(Array{Value(1), Value(2)})}}};
    EXPECT_EQ(notice_text("late", day("2022-05-31"), report).th,
              "ค้างรายงานความก้าวหน้าเดือนพฤษภาคม 2565 2 ขั้นตอน");
}

TEST(NoticeRules, wrong_rules_say_where) {
    const auto read = [](const char* rule) {
        const auto value = base::parse_json(
            std::string("{\"schema\":\"phaen.notices/1\",\"rules\":[") + rule + "]}");
        const auto rules = notice_rules_from(*value);
        return rules ? std::string() : rules.error().en.substr(0, rules.error().en.find(':'));
    };
    EXPECT_EQ(read(R"({"id":"a","kind":"due","on":"step","days":7,"to":["director"]})"), "");
    EXPECT_EQ(read(R"({"id":"a","kind":"soon","on":"step","to":["director"]})"), "/rules/a/kind");
    EXPECT_EQ(read(R"({"id":"a","kind":"due","on":"move","to":["director"]})"), "/rules/a/on");
    EXPECT_EQ(read(R"({"id":"a","kind":"due","on":"step","to":["king"]})"), "/rules/a/to");
    EXPECT_EQ(read(R"({"id":"a","kind":"due","on":"step"})"), "/rules/a");
    EXPECT_EQ(read(R"({"id":"a","kind":"due","on":"step","days":91,"to":["director"]})"),
              "/rules/a/days");
    EXPECT_EQ(read(R"({"id":"a","kind":"late","on":"report","day_of_month":29,"to":["director"]})"),
              "/rules/a/day_of_month");
}

class NoticesTest : public testing::Test {
  protected:
    void SetUp() override {
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-notices-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(folder);
        auto opened = store::Database::open(
            *store::DatabaseUrl::parse("sqlite:" + (folder / "phaen.db").string()));
        ASSERT_TRUE(opened);
        database = std::move(*opened);
        store::AccountStore accounts(*database);
        const store::Command command{"system", "test", 1, {}, {}};
        for (const char* id : {"owner", "officer"}) {
            store::Account account;
            account.id = account.login = account.name = id;
            ASSERT_TRUE(accounts.add(command, account));
        }
        store::Assignment given;
        given.last_day = 1'000'000;
        given.agency = "office";
        given.id = "a1";
        given.account = "owner";
        given.role = "project_owner";
        given.part = "project-1";
        ASSERT_TRUE(accounts.assign({"office", "test", 1, {}, {}}, given));
        given.id = "a2";
        given.account = "officer";
        given.role = "planning_officer";
        given.part = "";
        ASSERT_TRUE(accounts.assign({"office", "test", 1, {}, {}}, given));
        NoticeOptions options;
        options.now = [this] { return ++now; };
        options.new_id = [this] { return "notice-" + std::to_string(++ids); };
        options.sends_mail = true;
        options.overviews =
            [](const std::string&,
               const std::string& as_of) -> base::Result<std::vector<Value>, Refusal> {
            return std::vector<Value>{overview(as_of.c_str(), "late", false)};
        };
        notices = std::make_unique<Notices>(*database, std::move(options));
    }
    void TearDown() override {
        notices.reset();
        database.reset();
        std::filesystem::remove_all(folder);
    }
    static Actor actor(const char* account) {
        Actor actor;
        actor.account = account;
        return actor;
    }
    Value list(const char* account, bool unread = false) {
        std::vector<std::string> next;
        return *notices->list(actor(account), unread, 50, {}, next);
    }
    static std::size_t size(const Value& list) { return list.find("items")->as_array()->size(); }

    static inline int count = 0;
    std::filesystem::path folder;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<Notices> notices;
    store::Instant now = 1'000;
    int ids = 0;
};

TEST_F(NoticesTest, a_cause_is_told_once_however_often_one_looks) {
    EXPECT_EQ(*notices->look("office", day("2022-07-01")), 2U) << "owner and officer";
    EXPECT_EQ(*notices->look("office", day("2022-07-01")), 0U);
    EXPECT_EQ(*notices->look("office", day("2022-07-20")), 0U);
    EXPECT_EQ(size(list("owner")), 1U);
    EXPECT_EQ(*list("owner").find("unread")->as_integer(), 1);
    ASSERT_TRUE(notices->mark_read(actor("owner"), Value(Object{})));
    EXPECT_EQ(*list("owner").find("unread")->as_integer(), 0);
    EXPECT_EQ(size(list("owner", true)), 0U);
    EXPECT_EQ(*list("officer").find("unread")->as_integer(), 1) << "another's stay as they are";
}

TEST_F(NoticesTest, each_person_says_how_and_mails_hold_no_address) {
    const auto set = [&](const char* account, Object body) {
        const auto done = notices->set_setting(actor(account), Value(std::move(body)));
        return done ? "" : done.error().type;
    };
    EXPECT_EQ(set("owner", {{"channel", Value("mail")}}), "bad_member") << "no address";
    EXPECT_EQ(set("owner", {{"channel", Value("mail")}, {"mail", Value("a@b\r\nBcc: c@d.e")}}),
              "bad_member");
    EXPECT_EQ(set("owner", {{"channel", Value("mail")}, {"mail", Value("owner@example.org")}}), "");
    EXPECT_EQ(set("officer", {{"channel", Value("none")}}), "");
    EXPECT_EQ(*notices->look("office", day("2022-07-01")), 1U);
    EXPECT_EQ(size(list("officer")), 0U);
    store::NoticeStore store(*database);
    const auto waiting = store.due(now, 10);
    ASSERT_EQ(waiting->size(), 1U);
    EXPECT_EQ(waiting->front().message.kind, "mail");
    EXPECT_EQ(waiting->front().message.body.find("example.org"), std::string::npos);
    // Erased, nothing of the person is left.
    store::AccountStore accounts(*database);
    ASSERT_TRUE(accounts.erase({"system", "test", 2, {}, {}}, "owner"));
    EXPECT_EQ(store.setting("owner")->mail, "");
    EXPECT_EQ(size(list("owner")), 0U);
}

TEST_F(NoticesTest, the_list_is_paged_without_a_gap) {
    store::NoticeStore store(*database);
    store::Announcement announcement;
    for (int i = 0; i < 5; ++i) {
        store::Notice notice;
        notice.agency = "office";
        notice.id = "n" + std::to_string(i);
        notice.account = "owner";
        notice.cause = notice.id;
        notice.kind = "due";
        notice.at = 100 + i / 2;  // some at the same instant
        notice.data = R"({"on":"step","name":"ก"})";
        announcement.notices.push_back({notice, {}});
    }
    ASSERT_TRUE(store.add({"office", "phaen", 5, {}, {}}, announcement));
    std::vector<std::string> seen;
    std::vector<std::string> after;
    do {
        std::vector<std::string> next;
        const auto page = notices->list(actor("owner"), false, 2, after, next);
        ASSERT_TRUE(page);
        for (const Value& item : *page->find("items")->as_array())
            seen.push_back(*item.find("id")->as_string());
        after = next;
    } while (!after.empty());
    EXPECT_EQ(seen, (std::vector<std::string>{"n4", "n3", "n2", "n1", "n0"}));
}

TEST_F(NoticesTest, a_webhook_gets_each_cause_once) {
    auto rules = standard_notice_rules_value();
    rules.set("webhook", Value(Object{{"url", Value("https://hook.example.org/in")}}));
    const Actor by = actor("admin");
    ASSERT_TRUE(notices->set_rules("office", notices->rules("office")->tag, rules, {by, 10, {}}));
    EXPECT_EQ(*notices->look("office", day("2022-07-01")), 2U);
    const auto messages = notices->messages("office", "waiting");
    ASSERT_TRUE(messages);
    EXPECT_EQ(size(*messages), 1U) << "two people, one cause";
    rules.set("webhook", Value(Object{{"url", Value("file:///etc/passwd")}}));
    EXPECT_EQ(notices->set_rules("office", notices->rules("office")->tag, rules, {by, 10, {}})
                  .error()
                  .type,
              "bad_notice_rules");
}

}  // namespace
}  // namespace phaen::app
