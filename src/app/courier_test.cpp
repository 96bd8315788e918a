#include "phaen/app/courier.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "phaen/app/calendar_file.h"
#include "phaen/app/mail_text.h"

namespace phaen::app {
namespace {

using base::Array;
using base::Object;
using base::Value;

// RFC 4231, test case 2.
TEST(MailText, signs_as_the_standard_says) {
    EXPECT_EQ(hmac_sha256_hex("Jefe", "what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(MailText, a_thai_subject_is_cut_between_letters) {
    EXPECT_EQ(encode_header("Due soon"), "Due soon");
    // ก is E0 B8 81: base64 4LiB.
    EXPECT_EQ(encode_header("ก"), "=?UTF-8?B?4LiB?=");
    std::string twenty;
    for (int i = 0; i < 20; ++i) twenty += "ก";
    // 60 bytes: 39 of them, which are 13 letters, and the other 7.
    std::string first;
    for (int i = 0; i < 13; ++i) first += "4LiB";
    std::string rest;
    for (int i = 0; i < 7; ++i) rest += "4LiB";
    EXPECT_EQ(encode_header(twenty), "=?UTF-8?B?" + first + "?=\r\n =?UTF-8?B?" + rest + "?=");
    EXPECT_EQ(encode_header("a\r\nBcc: b"), "a  Bcc: b") << "no line of its own";
}

TEST(MailText, has_what_a_mail_needs) {
    // 1790000000 is 2026-09-21 14:13:20 UTC, a Monday.
    const MailText mail{"phaen@example.org",        "a@example.org", "ก", "ข\n", "m1",
                        1'790'000'000LL * 1'000'000};
    EXPECT_EQ(compose_mail(mail),
              "From: <phaen@example.org>\r\nTo: <a@example.org>\r\n"
              "Subject: =?UTF-8?B?4LiB?=\r\nDate: Mon, 21 Sep 2026 14:13:20 +0000\r\n"
              "Message-ID: <m1@example.org>\r\nAuto-Submitted: auto-generated\r\n"
              "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
              "Content-Transfer-Encoding: base64\r\n\r\n4LiCCg==\r\n");
}

TEST(CalendarFile, folds_and_escapes) {
    // 26 letters of 3 bytes are 78; "SUMMARY:" is 8 more: 75 hold 22 letters (8 + 66 = 74), the
    // other four go on the next line.
    std::string name;
    for (int i = 0; i < 26; ++i) name += "ก";
    const CalendarEvent event{"p.s.due@phaen", 19'173, 19'173, name, "a;b,c\\d\ne"};
    const std::string text = to_icalendar("แผน", {event}, 1'790'000'000LL * 1'000'000);
    std::string first;
    for (int i = 0; i < 22; ++i) first += "ก";
    EXPECT_NE(text.find("SUMMARY:" + first + "\r\n กกกก\r\n"), std::string::npos) << text;
    EXPECT_NE(text.find("DESCRIPTION:a\\;b\\,c\\\\d\\ne\r\n"), std::string::npos) << text;
    // 19173 days after 1970-01-01 are 30 June 2022; the end is the day after.
    EXPECT_NE(text.find("DTSTART;VALUE=DATE:20220630\r\nDTEND;VALUE=DATE:20220701\r\n"),
              std::string::npos);
    EXPECT_NE(text.find("DTSTAMP:20260921T141320Z\r\n"), std::string::npos);
    EXPECT_NE(text.find("UID:p.s.due@phaen\r\n"), std::string::npos);
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = text.find("\r\n", at);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - at, 75U);
        at = end + 2;
    }
}

TEST(CalendarFile, a_person_sees_what_is_theirs_and_open) {
    const auto step = [](const char* id, const char* state) {
        return Value(Object{{"id", Value(id)},
                            {"name", Value("งาน")},
                            {"months", Value(Array{Value("2022-05"), Value("2022-06")})},
                            {"state", Value(state)}});
    };
    const Value overview{
        Object{{"plan", Value("plan-1")},
               {"fiscal_year", Value(2565)},
               {"schedules",
                Value(Array{Value(Object{{"id", Value("schedule-1")},
                                         {"title", Value("โครงการ")},
                                         {"project", Value("project-1")},
                                         {"indicator", Value()},
                                         {"owners", Value(Array{Value("unit-1")})},
                                         {"steps", Value(Array{step("a", "due"), step("b", "done"),
                                                               step("c", "cancelled")})}})})}}};
    Actor owner;
    owner.account = "owner";
    owner.duties = {{Role::project_owner, "office", "", 0, "project-1", "", 0, 1'000'000}};
    const auto due = due_events(overview, "office", owner, 10);
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due.front().uid, "plan-1.a.due@phaen");
    EXPECT_EQ(due.front().first_day, 19'173);
    owner.duties.front().part = "project-2";
    EXPECT_TRUE(due_events(overview, "office", owner, 10).empty());
    const auto all = timeline_events(overview);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all.front().first_day, 19'113) << "1 May 2022";
}

class CourierTest : public testing::Test {
  protected:
    void SetUp() override {
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-courier-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(folder);
        auto opened = store::Database::open(
            *store::DatabaseUrl::parse("sqlite:" + (folder / "phaen.db").string()));
        ASSERT_TRUE(opened);
        database = std::move(*opened);
        files = std::make_unique<store::Files>(folder / "files");
        plans = store::PlanStore::on(*database);
        facts = std::make_unique<store::YearStore>(*database);
        store = std::make_unique<store::NoticeStore>(*database);
        workspace = std::make_unique<Workspace>(*plans, *files, WorkspaceOptions{});
        year = std::make_unique<Year>(*workspace, *facts, *files, YearOptions{});
        AccountOptions account_options;
        account_options.now = [this] { return now; };
        account_options.hash_operations = 1;
        account_options.hash_memory = 8192;
        accounts = std::make_unique<Accounts>(*database, std::move(account_options));
        NoticeOptions notice_options;
        notice_options.now = [this] { return now; };
        notices = std::make_unique<Notices>(*database, std::move(notice_options));
        LinkOptions link_options;
        link_options.now = [this] { return now; };
        link_options.key = std::string(32, 'k');
        link_options.lasts = 1000;
        links = std::make_unique<Links>(*database, *accounts, *year, std::move(link_options));
        store::AccountStore account_store(*database);
        store::Account owner;
        owner.id = owner.login = owner.name = "owner";
        ASSERT_TRUE(account_store.add({"system", "test", 1, {}, {}}, owner));
    }
    void TearDown() override {
        links.reset();
        notices.reset();
        accounts.reset();
        year.reset();
        workspace.reset();
        store.reset();
        facts.reset();
        plans.reset();
        database.reset();
        std::filesystem::remove_all(folder);
    }
    Courier courier() {
        CourierOptions options;
        options.now = [this] { return now; };
        options.send_mail = [this](const std::string&, const std::string& to,
                                   const std::string&) -> base::Result<base::Done, std::string> {
            ++attempts;
            last_to = to;
            if (fails) return base::Unexpected{std::string("no route")};
            return base::Done{};
        };
        options.from = "phaen@example.org";
        options.most_tries = 3;
        options.first_wait = 100;
        options.longest_wait = 300;
        return {*database, *notices, *links, std::move(options)};
    }
    store::Notice put_mail() {
        store::NewNotice made;
        made.notice.agency = "office";
        made.notice.id = "n1";
        made.notice.account = "owner";
        made.notice.cause = "c1";
        made.notice.kind = "approved";
        made.notice.at = 5;
        made.notice.data = R"({"on":"workflow","title":"แผน"})";
        made.mail = store::Message{"office", "mn1", 5, "mail", R"({"notice":"n1"})"};
        EXPECT_TRUE(store->put_setting({"owner", 1, "mail", "owner@example.org", "th"}));
        EXPECT_TRUE(store->add({"office", "test", 5, {}, {}}, {{made}, {}}));
        return made.notice;
    }
    std::string state() {
        const auto list = notices->messages("office", "");
        return *list->find("items")->as_array()->front().find("state")->as_string();
    }

    static inline int count = 0;
    std::filesystem::path folder;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::Files> files;
    std::unique_ptr<store::PlanStore> plans;
    std::unique_ptr<store::YearStore> facts;
    std::unique_ptr<store::NoticeStore> store;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<Year> year;
    std::unique_ptr<Accounts> accounts;
    std::unique_ptr<Notices> notices;
    std::unique_ptr<Links> links;
    store::Instant now = 1'000;
    bool fails = false;
    int attempts = 0;
    std::string last_to;
};

TEST_F(CourierTest, waits_longer_each_time_and_gives_up) {
    put_mail();
    fails = true;
    Courier sender = courier();
    EXPECT_EQ(sender.wait_after(1), 100);
    EXPECT_EQ(sender.wait_after(2), 200);
    EXPECT_EQ(sender.wait_after(3), 300) << "400 would be too long";
    EXPECT_EQ(sender.deliver(), 0U);
    now += 99;
    EXPECT_EQ(sender.deliver(), 0U);
    EXPECT_EQ(attempts, 1) << "not before its time";
    now += 1;
    sender.deliver();
    now += 200;
    sender.deliver();
    EXPECT_EQ(attempts, 3);
    EXPECT_EQ(state(), "dead");
    now += 1'000'000;
    sender.deliver();
    EXPECT_EQ(attempts, 3);
    const Actor by;
    ASSERT_TRUE(notices->revive("office", "mn1", {by, 0, {}}));
    fails = false;
    EXPECT_EQ(sender.deliver(), 1U);
    EXPECT_EQ(last_to, "owner@example.org");
    EXPECT_EQ(state(), "sent");
    EXPECT_EQ(sender.deliver(), 0U);
    EXPECT_EQ(notices->revive("office", "mn1", {by, 0, {}}).error().kind, RefusalKind::not_found);
}

TEST_F(CourierTest, who_wants_no_mail_any_more_gets_none) {
    put_mail();
    ASSERT_TRUE(store->put_setting({"owner", 2, "in_app", "owner@example.org", "th"}));
    Courier sender = courier();
    EXPECT_EQ(sender.deliver(), 0U);
    EXPECT_EQ(attempts, 0);
    EXPECT_EQ(state(), "dead");
}

TEST_F(CourierTest, a_link_is_good_once_and_not_for_long) {
    const store::Notice notice = put_mail();
    const std::string token = *links->token_for(notice);
    EXPECT_EQ(*links->token_for(notice), token) << "the same when a mail is sent again";
    EXPECT_EQ(*links->look(token)->find("purpose")->as_string(), "acknowledge");
    ASSERT_TRUE(links->look(token)) << "looking changes nothing";
    std::string forged = token;
    forged.back() = forged.back() == '0' ? '1' : '0';
    for (const std::string& wrong : {forged, std::string("ln1"), std::string(), token + "0"})
        EXPECT_EQ(links->look(wrong).error().type, "link_not_valid") << wrong;
    ASSERT_TRUE(links->send(token, Value(Object{})));
    EXPECT_EQ(*store->unread("owner"), 0);
    EXPECT_EQ(links->send(token, Value(Object{})).error().type, "link_not_valid");
    EXPECT_EQ(links->look(token).error().type, "link_not_valid");
}

TEST_F(CourierTest, a_link_expires) {
    const std::string token = *links->token_for(put_mail());
    now += 999;
    EXPECT_TRUE(links->look(token));
    now += 1;
    EXPECT_EQ(links->look(token).error().type, "link_not_valid");
    EXPECT_EQ(links->send(token, Value(Object{})).error().type, "link_not_valid");
}

}  // namespace
}  // namespace phaen::app
