// Accounts, sessions, tokens, on every database.
#include "phaen/store/account_store.h"

#include "conformance_support.h"
#include "phaen/store/record_store.h"
#include "phaen/store/stewardship_store.h"
#include "phaen/store/year_store.h"
#include "store_cases.h"

namespace phaen::store {
namespace {

using testing_support::backend_name;
using testing_support::dump_of;
using testing_support::lies_of;
using testing_support::OnBoth;

Command system_command(Instant at) { return {std::string(kSystemChain), "tester", at}; }

Account account_named(const std::string& id) {
    return {id, id + "@office", "คุณ " + id, "$argon2id$" + id, "", false, 5};
}

class Accounts : public OnBoth {};

TEST_P(Accounts, are_found_by_login_and_changed) {
    AccountStore store(*database);
    ASSERT_TRUE(store.add(system_command(5), account_named("b")));
    ASSERT_TRUE(store.add(system_command(6), account_named("a")));
    Account twin = account_named("c");
    twin.login = "a@office";
    EXPECT_EQ(store.add(system_command(7), twin).error().kind, ErrorKind::conflict);
    EXPECT_EQ(store.account_by_login("b@office")->name, "คุณ b");
    EXPECT_EQ(store.account_by_login("c@office").error().kind, ErrorKind::not_found);
    ASSERT_EQ(store.accounts()->size(), 2u);
    EXPECT_EQ(store.accounts()->front().id, "a");
    Account changed = account_named("a");
    changed.is_disabled = true;
    changed.second_factor = "secret";
    ASSERT_TRUE(store.change(system_command(8), changed));
    EXPECT_TRUE(store.account("a")->is_disabled);
    EXPECT_EQ(store.account("a")->second_factor, "secret");
    EXPECT_EQ(store.change(system_command(9), account_named("z")).error().kind,
              ErrorKind::not_found);
    // Who saw it before it was closed does not open it again.
    EXPECT_EQ(store.change(system_command(9), account_named("a"), account_named("a")).error().kind,
              ErrorKind::conflict);
    EXPECT_TRUE(store.account("a")->is_disabled);
    // The chain tells that it happened, and nothing that is personal.
    const auto chain = YearStore(*database).audit(kSystemChain, 0, 10);
    ASSERT_EQ(chain->size(), 3u);
    EXPECT_EQ(chain->back().body, R"({"account":"a","disabled":true,"second_factor":true})");
    EXPECT_EQ(lies_of(*database), "");
}

TEST_P(Accounts, whoever_may_not_come_in_any_more_is_counted) {
    AccountStore store(*database);
    ASSERT_TRUE(store.add(system_command(5), account_named("a")));
    ASSERT_TRUE(store.add_session({"h1", "a", "c", 1, 1, 9}));
    ASSERT_TRUE(store.add_token(system_command(6), {"t1", "a", "script", "th", "", 1, 0}));
    // What lets somebody in who was not known before needs no count: nobody believed the contrary.
    EXPECT_EQ(*store.changes(), 0);
    ASSERT_TRUE(store.assign({"office", "tester", 7},
                             {"r1", "a", "office", "director", "", 0, "", "", 0, 100}));
    EXPECT_EQ(*store.changes(), 1);
    ASSERT_TRUE(store.end_assignment({"office", "tester", 8}, "r1", 4));
    EXPECT_EQ(*store.changes(), 2);
    ASSERT_TRUE(store.change(system_command(9), account_named("a")));
    EXPECT_EQ(*store.changes(), 3);
    ASSERT_TRUE(store.end_session("h1"));
    EXPECT_EQ(*store.changes(), 4);
    ASSERT_TRUE(store.end_sessions("a", ""));
    EXPECT_EQ(*store.changes(), 5);
    ASSERT_TRUE(store.remove_token(system_command(10), "a", "t1"));
    EXPECT_EQ(*store.changes(), 6);
    // What was refused changed nothing.
    EXPECT_FALSE(store.remove_token(system_command(11), "a", "t1"));
    EXPECT_EQ(*store.changes(), 6);
    ASSERT_TRUE(store.erase(system_command(12), "a"));
    EXPECT_EQ(*store.changes(), 7);
}

TEST_P(Accounts, a_code_is_taken_once_and_no_earlier_one_after_it) {
    AccountStore store(*database);
    EXPECT_TRUE(*store.use_code("a", 100));
    EXPECT_FALSE(*store.use_code("a", 100));
    EXPECT_FALSE(*store.use_code("a", 99));
    EXPECT_TRUE(*store.use_code("a", 101));
    EXPECT_TRUE(*store.use_code("b", 100)) << "another's telephone";
}

// Two look at the same time and each says who is responsible: one is, and the other learns of it.
TEST_P(Accounts, of_two_who_reassign_at_once_one_is_told) {
    AccountStore store(*database);
    StewardshipStore stewards(*database);
    const auto named = [](const std::string& id, const std::string& account,
                          const std::string& part) {
        return Assignment{id, account, "office", "project_owner", "", 2565, part, "", 10, 900};
    };
    const auto set = [&](Reassignment change, const std::string& id, const std::string& account) {
        change.none_left = {"project_owner", "p-1", 2565, "", 20};
        change.begins.push_back(named(id, account, "p-1"));
        const auto done = stewards.reassign({"office", "tester", 5}, change);
        return done                                       ? std::string("done")
               : done.error().kind == ErrorKind::conflict ? "conflict"
                                                          : "error";
    };
    const auto holders = [&] {
        std::string text;
        const auto all = store.assignments_in("office");
        for (const Assignment& one : *all) {
            if (one.last_day >= 20) text += one.account + " ";
        }
        return text;
    };
    // Nobody was, as both saw it.
    EXPECT_EQ(set({}, "a-1", "one"), "done");
    EXPECT_EQ(set({}, "a-2", "two"), "conflict");
    EXPECT_EQ(holders(), "one ");
    // Both saw the first, and end it.
    const Reassignment seen{{{"a-1", 19, 900}}, {}, {}};
    EXPECT_EQ(set(seen, "a-3", "two"), "done");
    EXPECT_EQ(set(seen, "a-4", "three"), "conflict");
    EXPECT_EQ(holders(), "two ");
    // Of all that one has: what came meanwhile was not handed over.
    Reassignment over{{{"a-3", 19, 900}}, {"project_owner", "", 0, "two", 20}, {}};
    over.begins.push_back(named("a-5", "four", "p-1"));
    ASSERT_TRUE(store.assign({"office", "tester", 6}, named("a-6", "two", "p-2")));
    EXPECT_EQ(stewards.reassign({"office", "tester", 7}, over).error().kind, ErrorKind::conflict);
    EXPECT_EQ(holders(), "two two ") << "nothing happened";
    over.ends.push_back({"a-6", 19, 900});
    EXPECT_TRUE(stewards.reassign({"office", "tester", 8}, over));
    EXPECT_EQ(holders(), "four ");
    EXPECT_EQ(lies_of(*database), "");
}

TEST_P(Accounts, a_setting_is_replaced_by_who_saw_it) {
    YearStore store(*database);
    const Command command{"office", "tester", 5};
    EXPECT_TRUE(store.put_setting(command, "workflows", R"({"a":1})", std::string()));
    EXPECT_EQ(store.put_setting(command, "workflows", R"({"a":2})", std::string()).error().kind,
              ErrorKind::conflict);
    const std::string seen = *store.setting("office", "workflows");
    EXPECT_TRUE(store.put_setting(command, "workflows", R"({"a":3})", seen));
    EXPECT_EQ(store.put_setting(command, "workflows", R"({"a":4})", seen).error().kind,
              ErrorKind::conflict);
    EXPECT_NE(store.setting("office", "workflows")->find('3'), std::string::npos);
}

TEST_P(Accounts, settings_are_found_by_what_their_names_begin_with_and_their_mark_grows) {
    YearStore store(*database);
    const RecordStore records(*database);
    const auto put = [&](Instant at, const std::string& name, const char* agency = "office") {
        EXPECT_TRUE(store.put_setting({agency, "tester", at}, name, "{}"));
        return records.rule_marks("office")->schemes;
    };
    EXPECT_EQ(records.rule_marks("office")->schemes, 0);
    EXPECT_EQ(put(5, "workflows"), 0);
    EXPECT_EQ(put(6, "scheme.b"), 6);
    EXPECT_EQ(put(7, "scheme.a"), 13);
    EXPECT_EQ(put(9, "scheme.b"), 16) << "in the place of the one before";
    EXPECT_EQ(put(10, "scheme.c", "elsewhere"), 16);
    const auto found = store.settings("office", kSchemeSettings);
    ASSERT_EQ(found->size(), 2U);
    EXPECT_EQ(found->front().name, "scheme.a");
    EXPECT_EQ(found->back().at, 9);
}

TEST_P(Accounts, erased_ones_leave_nothing) {
    AccountStore store(*database);
    ASSERT_TRUE(store.add(system_command(5), account_named("somchai")));
    ASSERT_TRUE(store.add(system_command(5), account_named("other")));
    ASSERT_TRUE(store.add_session({"h1", "somchai", "c", 1, 1, 9}));
    ASSERT_TRUE(
        store.add_token(system_command(6), {"t1", "somchai", "somchai-script", "th", "", 1, 0}));
    ASSERT_TRUE(store.assign({"office", "tester", 7},
                             {"r1", "somchai", "office", "director", "", 0, "", "", 0, 100}));
    ASSERT_TRUE(store.erase(system_command(8), "somchai"));
    EXPECT_EQ(store.session("h1").error().kind, ErrorKind::not_found);
    EXPECT_EQ(store.token_by_hash("th").error().kind, ErrorKind::not_found);
    EXPECT_TRUE(store.assignments_of("somchai")->empty());
    EXPECT_EQ(store.accounts()->size(), 1u);
    EXPECT_EQ(dump_of(*database).find("somchai@office"), std::string::npos);
    EXPECT_EQ(dump_of(*database).find("somchai-script"), std::string::npos);
    EXPECT_EQ(store.erase(system_command(9), "somchai").error().kind, ErrorKind::not_found);
}

TEST_P(Accounts, assignments_end_and_are_told_in_their_agencys_chain) {
    AccountStore store(*database);
    const Assignment head{"r1", "a", "office", "section_head", "unit-1", 2565, "1", "b", 10, 20};
    ASSERT_TRUE(store.assign({"office", "tester", 7}, head));
    ASSERT_TRUE(
        store.assign({"other", "tester", 7}, {"r2", "a", "other", "reader", "", 0, "", "", 0, 9}));
    ASSERT_EQ(store.assignments_of("a")->size(), 2u);
    EXPECT_EQ(store.assignments_of("a")->front(), head);
    EXPECT_EQ(store.assignments_in("office")->size(), 1u);
    EXPECT_EQ(store.assignments_in("")->size(), 2u);
    EXPECT_EQ(store.end_assignment({"other", "tester", 8}, "r1", 12).error().kind,
              ErrorKind::not_found);
    ASSERT_TRUE(store.end_assignment({"office", "tester", 8}, "r1", 12));
    EXPECT_EQ(store.assignments_of("a")->front().last_day, 12);
    EXPECT_EQ(YearStore(*database).audit("office", 0, 10)->size(), 2u);
}

TEST_P(Accounts, sessions_go_on_and_end) {
    AccountStore store(*database);
    for (const char* hash : {"h1", "h2", "h3"})
        ASSERT_TRUE(store.add_session({hash, "a", "c", 1, 1, 10}));
    ASSERT_TRUE(store.see_session("h1", 5, 15));
    EXPECT_EQ(store.session("h1")->ends_at, 15);
    ASSERT_TRUE(store.see_session("h1", 4, 14));
    EXPECT_EQ(store.session("h1")->ends_at, 15) << "an older request changes nothing";
    ASSERT_TRUE(store.end_session("h2"));
    EXPECT_FALSE(store.session("h2"));
    ASSERT_TRUE(store.drop_ended_sessions(11));
    EXPECT_FALSE(store.session("h3"));
    ASSERT_TRUE(store.add_session({"h4", "a", "c", 1, 1, 10}));
    ASSERT_TRUE(store.end_sessions("a", "h4"));
    EXPECT_FALSE(store.session("h1"));
    EXPECT_TRUE(store.session("h4"));
}

TEST_P(Accounts, tokens_are_their_owners) {
    AccountStore store(*database);
    ASSERT_TRUE(
        store.add_token(system_command(1), {"t1", "a", "script", "hash", "plan.read", 1, 9}));
    EXPECT_EQ(store.token_by_hash("hash")->scopes, "plan.read");
    EXPECT_EQ(store.tokens_of("a")->size(), 1u);
    EXPECT_EQ(store.remove_token(system_command(2), "b", "t1").error().kind, ErrorKind::not_found);
    ASSERT_TRUE(store.remove_token(system_command(3), "a", "t1"));
    EXPECT_FALSE(store.token_by_hash("hash"));
}

TEST_P(Accounts, failures_are_counted_and_forgotten) {
    AccountStore store(*database);
    EXPECT_EQ(store.failures("k")->count, 0);
    EXPECT_EQ(store.note_failure("k", 100, 50)->count, 1);
    EXPECT_EQ(store.note_failure("k", 110, 60)->count, 2);
    EXPECT_EQ(store.failures("k")->last, 110);
    // The last one was at 110: before 120, so that they begin anew.
    EXPECT_EQ(store.note_failure("k", 170, 120)->count, 1);
    ASSERT_TRUE(store.forget_failures("k"));
    EXPECT_EQ(store.failures("k")->count, 0);
}

INSTANTIATE_TEST_SUITE_P(OnBoth, Accounts, testing::Values(Backend::sqlite, Backend::postgres),
                         backend_name);

}  // namespace
}  // namespace phaen::store
