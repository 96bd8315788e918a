// Notices and what goes out, on both databases.
#include "phaen/store/notice_store.h"

#include "conformance_support.h"
#include "store_cases.h"

namespace phaen::store {
namespace {

using testing_support::backend_name;
using testing_support::command_at;
using testing_support::lies_of;
using testing_support::OnBoth;

NewNotice notice_of(const std::string& id, const std::string& account, Instant at) {
    NewNotice made;
    made.notice = {"office", id, account, "cause-" + id, "due", "plan-1", "step-1",
                   20'000,   at, 0,       "{\"n\":1}"};
    made.mail = Message{"office", "mail-" + id, at, "mail", "{}"};
    return made;
}

std::string ids_of(const std::vector<Notice>& notices) {
    std::string ids;
    for (const Notice& notice : notices) ids += notice.id + " ";
    return ids;
}

class Notices : public OnBoth {
  protected:
    void SetUp() override {
        OnBoth::SetUp();
        if (IsSkipped() || !database) return;
        ASSERT_TRUE(store().add(command_at(1),
                                {{notice_of("a", "officer", 10), notice_of("b", "officer", 20),
                                  notice_of("c", "head", 20), notice_of("d", "officer", 20)},
                                 {}}));
    }
    [[nodiscard]] NoticeStore store() const { return NoticeStore(*database); }
};

TEST_P(Notices, are_told_once_and_listed_from_the_newest) {
    // The cause was told already: neither the notice nor its mail comes again.
    NewNotice again = notice_of("z", "officer", 30);
    again.notice.cause = "cause-a";
    EXPECT_TRUE(store().fresh({again})->empty());
    ASSERT_TRUE(store().add(command_at(2), {{again}, {}}));
    EXPECT_EQ(store().messages("office", "", 10)->size(), 4u);
    // By instant, then by id; the page after `b` goes on with what is older.
    EXPECT_EQ(ids_of(*store().of("officer", false, 0, "", 10)), "d b a ");
    EXPECT_EQ(ids_of(*store().of("officer", false, 0, "", 2)), "d b ");
    EXPECT_EQ(ids_of(*store().of("officer", false, 20, "b", 10)), "a ");
    EXPECT_EQ(store().notice("office", "a")->data, "{\"n\":1}");
    EXPECT_EQ(store().notice("elsewhere", "a").error().kind, ErrorKind::not_found);
    EXPECT_EQ(lies_of(*database), "");
}

TEST_P(Notices, are_read_by_whom_they_are_for) {
    ASSERT_TRUE(store().mark_read("officer", {"a", "c"}, 50));
    EXPECT_EQ(*store().unread("officer"), 2);
    EXPECT_EQ(*store().unread("head"), 1);
    EXPECT_EQ(ids_of(*store().of("officer", true, 0, "", 10)), "d b ");
    ASSERT_TRUE(store().mark_read("officer", {}, 60));
    EXPECT_EQ(*store().unread("officer"), 0);
    EXPECT_EQ(store().notice("office", "a")->read_at, 50);
    EXPECT_EQ(store().notice("office", "b")->read_at, 60);
}

TEST_P(Notices, go_as_people_want) {
    EXPECT_EQ(store().setting("officer")->channel, "in_app");
    ASSERT_TRUE(store().put_setting({"officer", 5, "mail", "x@agency.example", "en"}));
    ASSERT_TRUE(store().put_setting({"officer", 6, "none", "", "th"}));
    EXPECT_EQ(store().setting("officer")->channel, "none");
    ASSERT_EQ(store().settings()->size(), 1u);
    EXPECT_EQ(store().settings()->front().at, 6);
}

TEST_P(Notices, go_out_once_and_are_tried_again) {
    const auto due = store().due(100, 10);
    ASSERT_EQ(due->size(), 4u);
    const Outgoing first = due->front();
    EXPECT_TRUE(*store().claim(first, 500));
    // Another server saw the same list.
    EXPECT_FALSE(*store().claim(first, 500));
    EXPECT_EQ(store().due(499, 10)->size(), 3u);
    EXPECT_EQ(store().due(500, 10)->size(), 4u);
    ASSERT_TRUE(store().failed(first.message, 600, 0, "no answer"));
    EXPECT_EQ(store().due(599, 10)->size(), 3u);
    ASSERT_TRUE(store().failed(first.message, 0, 700, "no such address"));
    ASSERT_EQ(store().messages("office", "dead", 10)->size(), 1u);
    EXPECT_EQ(store().messages("office", "dead", 10)->front().problem, "no such address");
    EXPECT_EQ(store().revive(command_at(3), "nothing").error().kind, ErrorKind::not_found);
    ASSERT_TRUE(store().revive(command_at(4), first.message.id));
    EXPECT_EQ(store().messages("office", "waiting", 10)->size(), 4u);
    ASSERT_TRUE(store().sent(first.message, 800));
    EXPECT_EQ(store().messages("office", "sent", 10)->size(), 1u);
    EXPECT_EQ(store().due(900, 10)->size(), 3u);
}

TEST_P(Notices, links_are_good_once_and_a_calendar_has_one_address) {
    ASSERT_TRUE(store().add_link({"link-1", "office", "officer", "report", "{}", 1, 100, 0}));
    EXPECT_EQ(store().link("link-1")->purpose, "report");
    EXPECT_TRUE(*store().use_link("link-1", 50));
    EXPECT_FALSE(*store().use_link("link-1", 51));
    EXPECT_EQ(store().link("link-1")->used_at, 50);
    ASSERT_TRUE(store().put_feed("officer", "hash-1", 1));
    ASSERT_TRUE(store().put_feed("officer", "hash-2", 2));
    EXPECT_EQ(store().account_of_feed("hash-1").error().kind, ErrorKind::not_found);
    EXPECT_EQ(*store().account_of_feed("hash-2"), "officer");
    EXPECT_EQ(*store().feed_of("officer"), 2);
    ASSERT_TRUE(store().drop_feed("officer"));
    EXPECT_EQ(store().feed_of("officer").error().kind, ErrorKind::not_found);
}

INSTANTIATE_TEST_SUITE_P(, Notices, testing::Values(Backend::sqlite, Backend::postgres),
                         backend_name);

}  // namespace
}  // namespace phaen::store
