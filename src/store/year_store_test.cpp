// Facts, the chain and the people, on every database.
#include "phaen/store/year_store.h"

#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <thread>

#include "commands.h"
#include "conformance_support.h"
#include "phaen/base/sha256.h"
#include "phaen/base/value.h"
#include "phaen/facts/io.h"
#include "phaen/store/backup.h"
#include "phaen/store/files.h"
#include "phaen/store/plan_store.h"
#include "phaen/store/verify.h"
#include "store_cases.h"
#include "tables.h"

namespace phaen::store {
namespace {

using base::Done;
using base::Result;
using testing_support::backend_name;
using testing_support::command_at;
using testing_support::day_at;
using testing_support::dump_of;
using testing_support::fact_of;
using testing_support::fill;
using testing_support::Fresh;
using testing_support::instant_at;
using testing_support::lies_of;
using testing_support::OnBoth;

class Year : public OnBoth {};

TEST_P(Year, facts_are_numbered_and_corrected) {
    YearStore store(*database);
    ASSERT_EQ(*store.append(command_at(10), {fact_of("a", 1, 10), fact_of("b", 2, 10)}),
              (Appended{1, 2}));
    ASSERT_EQ(*store.append(command_at(20), {fact_of("c", 3, 20, "a")}), (Appended{3, 1}));
    EXPECT_EQ(store.append(command_at(21), {fact_of("a", 1, 21)}).error().kind,
              ErrorKind::conflict);
    EXPECT_EQ(store.append(command_at(21), {fact_of("d", 1, 21, "nothing")}).error().kind,
              ErrorKind::not_found);
    facts::Fact of_another_plan = fact_of("e", 1, 21, "b");
    of_another_plan.plan = "other";
    EXPECT_EQ(store.append(command_at(21), {of_another_plan}).error().kind, ErrorKind::not_found);
    // A refused command leaves no gap.
    ASSERT_EQ(*store.append(command_at(22), {fact_of("f", 5, 22)}), (Appended{4, 1}));
    const auto ids = [&](int day, int known) {
        std::string text;
        const auto facts = store.facts_as_of("office", "plan-1", std::string("step-1"),
                                             {day_at(day), instant_at(known)});
        for (const facts::Fact& fact : *facts) text += fact.id;
        return text;
    };
    EXPECT_EQ(ids(9, 15), "ab");  // before the correction was known
    EXPECT_EQ(ids(9, 20), "bc");  // c in the place of a
    EXPECT_EQ(ids(2, 20), "b");   // a was corrected to a later day: it did not happen before
    EXPECT_EQ(ids(9, 22), "bcf");
    EXPECT_EQ(ids(0, 22), "");
    const auto chain = store.audit("office", 0, 10);
    ASSERT_EQ(chain->size(), 3u);
    EXPECT_EQ(chain->at(0).previous, std::string(64, '0'));
    EXPECT_EQ(chain->at(2).previous, chain->at(1).hash);
    EXPECT_EQ(lies_of(*database), "");
}

TEST_P(Year, what_a_key_did_is_told_without_doing_it) {
    YearStore store(*database);
    Command command = command_at(10);
    command.key = "key-1";
    command.fingerprint = "asked";
    EXPECT_EQ(*store.appended(command), std::nullopt);
    ASSERT_TRUE(store.append(command, {fact_of("a", 1, 10), fact_of("b", 2, 10)}));
    EXPECT_EQ(*store.appended(command), (Appended{1, 2}));
    EXPECT_EQ(*store.appended(command_at(11)), std::nullopt);
    command.fingerprint = "something else";
    EXPECT_EQ(store.appended(command).error().kind, ErrorKind::conflict);
}

TEST_P(Year, what_was_checked_holds_when_it_is_kept) {
    YearStore store(*database);
    EXPECT_EQ(*store.last_seq("office"), 0);
    ASSERT_TRUE(store.append(command_at(10), {fact_of("a", 1, 10), fact_of("b", 2, 10)}));
    EXPECT_EQ(*store.last_seq("office"), 2);
    EXPECT_EQ(*store.last_seq("other"), 0);
    const auto kept = [&](const char* id, const Unless& unless) {
        const auto added = store.append(command_at(11), {fact_of(id, 3, 11)}, unless);
        return added                                       ? std::string("kept")
               : added.error().kind == ErrorKind::moved_on ? "moved on"
                                                           : "else";
    };
    // The caller saw the first fact only.
    EXPECT_EQ(kept("c", {1, "event", ""}), "moved on");
    EXPECT_EQ(*store.last_seq("office"), 2);  // nothing was added
    EXPECT_EQ(kept("c", {1, "posting", ""}), "kept");
    EXPECT_EQ(kept("d", {3, "event", ""}), "kept");
    // Somebody corrects a; who looked before may not take a back, nor c's chain be touched by it.
    ASSERT_EQ(*store.append(command_at(12), {fact_of("e", 4, 12, "a")}), (Appended{5, 1}));
    EXPECT_EQ(kept("f", {4, "", "a"}), "moved on");
    EXPECT_EQ(kept("f", {4, "", "c"}), "kept");
    EXPECT_EQ(kept("g", {5, "", "a"}), "kept");
}

TEST_P(Year, the_report_before_is_the_last_that_held) {
    YearStore store(*database);
    // Days 1, 5 and 3; the second is corrected to day 8, then the third is taken back.
    const auto report = [](const char* id, int day, int minute, const char* corrects = "") {
        facts::Fact fact = fact_of(id, day, minute, corrects);
        fact.kind = facts::FactKind::progress;
        fact.data = facts::Progress{};
        return fact;
    };
    facts::Fact gone = report("e", 3, 12, "c");
    gone.data = std::monostate{};
    ASSERT_TRUE(store.append(command_at(10), {report("a", 1, 10), report("b", 5, 10),
                                              report("c", 3, 10), report("d", 8, 11, "b"), gone}));
    const auto id_before = [&](int day, std::int64_t seq, const char* element = "step-1") {
        const auto found = store.progress_before("office", {{"plan-1", element, day_at(day), seq}});
        return found->front() ? found->front()->id : std::string("none");
    };
    EXPECT_EQ(id_before(4, 2), "a");
    EXPECT_EQ(id_before(4, 4), "c");
    EXPECT_EQ(id_before(9, 4), "b");
    EXPECT_EQ(id_before(9, 6), "d");
    EXPECT_EQ(id_before(7, 6), "a");  // b moved to day 8, c is no more
    EXPECT_EQ(id_before(0, 6), "none");
    EXPECT_EQ(id_before(9, 1), "none");
    EXPECT_EQ(id_before(9, 6, "step-2"), "none");
}

TEST_P(Year, random_histories_read_like_a_replay) {
    std::mt19937_64 random(20261126);
    YearStore store(*database);
    std::vector<facts::Fact> history;
    for (int i = 0; i < 240; ++i) {
        std::string corrects;
        if (!history.empty() && random() % 3 == 0) corrects = history[random() % history.size()].id;
        facts::Fact fact = fact_of("f" + std::to_string(i), static_cast<int>(random() % 40),
                                   static_cast<int>(random() % 300), corrects);
        // Some are of no element, which is asked for in another way.
        const std::uint64_t step = random() % 4;
        fact.element = step == 3 ? "" : "step-" + std::to_string(step);
        if (!corrects.empty() && random() % 4 == 0) fact.data = std::monostate{};
        ASSERT_TRUE(store.append(command_at(i), {fact}));
        fact.seq = i + 1;
        history.push_back(fact);
    }
    for (int question = 0; question < 150; ++question) {
        const int day = static_cast<int>(random() % 42);
        const int known = static_cast<int>(random() % 320);
        // The naive reading: each fact knows its chain's beginning by walking back.
        std::map<std::string, const facts::Fact*> last;
        for (const facts::Fact& fact : history) {
            if (fact.recorded_at > instant_at(known)) continue;
            const facts::Fact* start = &fact;
            while (!start->corrects.empty())
                start = &history[std::stoul(start->corrects.substr(1))];
            last[start->id] = &fact;
        }
        std::optional<std::string> element;
        if (question % 3 != 0) element = history[random() % history.size()].element;
        std::map<std::int64_t, std::string> expected;
        for (const auto& [start, fact] : last) {
            if (element && fact->element != *element) continue;
            if (*fact->when.on <= day_at(day) && fact->data.index() != 0)
                expected[fact->seq] = fact->id;
        }
        std::string wanted;
        for (const auto& [seq, id] : expected) wanted += id + " ";
        std::string found;
        const auto facts =
            store.facts_as_of("office", "plan-1", element, {day_at(day), instant_at(known)});
        for (const facts::Fact& fact : *facts) found += fact.id + " ";
        ASSERT_EQ(found, wanted) << "day " << day << " known " << known;
    }
}

TEST_P(Year, fifty_at_once_with_one_key_have_one_effect) {
    YearStore store(*database);
    std::atomic<int> answered{0};
    std::vector<std::jthread> people;
    for (int person = 0; person < 50; ++person) {
        people.emplace_back([&, person] {
            Command command = command_at(10);
            command.key = "key-1";
            command.fingerprint = "same";
            const auto done = store.append(command, {fact_of("f" + std::to_string(person), 1, 10)});
            if (done && *done == Appended{1, 1}) ++answered;
        });
    }
    people.clear();
    EXPECT_EQ(answered, 50);
    EXPECT_EQ(store.facts_as_of("office", "plan-1", {}, {day_at(9), instant_at(99)})->size(), 1u);
    EXPECT_EQ(store.audit("office", 0, 100)->size(), 1u);
    Command other = command_at(11);
    other.key = "key-1";
    other.fingerprint = "different";
    EXPECT_EQ(store.append(other, {fact_of("x", 1, 10)}).error().kind, ErrorKind::conflict);
}

TEST_P(Year, the_nth_operation_fails_and_leaves_before_or_after) {
    YearStore store(*database);
    fill(*database);
    const auto commands = std::vector<std::function<bool()>>{
        [&] {
            Command command = command_at(50);
            command.key = "nth";
            return store.append(command, {fact_of("n1", 1, 50), fact_of("n2", 1, 50, "n1")})
                .has_value();
        },
        [&] { return store.put_person(command_at(51), "p-9", "{\"name\":\"x\"}").has_value(); },
        [&] {
            return store.move(command_at(52), {"report", "nth", "sent", "", 0, "", 0}).has_value();
        },
        [&] { return store.index("office", {"project", "nth"}, "โครงการใหม่").has_value(); },
        [&] { return store.put_draft("office", {"nth", "me", "form", 1, 0, "{}"}).has_value(); },
    };
    for (const auto& command : commands) {
        const std::string before = dump_of(*database);
        bool is_done = false;
        int n = 1;
        for (; !is_done && n < 100; ++n) {
            int left = n;
            database->parts().set_fault([&](std::string_view) -> std::optional<Error> {
                if (--left != 0) return std::nullopt;
                return Error{ErrorKind::unusable, "the n-th operation"};
            });
            is_done = command();
            database->parts().set_fault({});
            if (!is_done) {
                ASSERT_EQ(dump_of(*database), before) << n;
            }
        }
        EXPECT_GT(n, 3);
        EXPECT_NE(dump_of(*database), before);
        EXPECT_EQ(lies_of(*database), "");
    }
}

TEST_P(Year, drafts_workflow_messages_and_search) {
    YearStore store(*database);
    EXPECT_EQ(*store.put_draft("office", {"d", "me", "form", 5, 0, "{}"}), 1);
    EXPECT_EQ(*store.put_draft("office", {"d", "me", "form", 6, 1, "{\"a\":1}"}), 2);
    EXPECT_EQ(store.put_draft("office", {"d", "me", "form", 6, 1, "{}"}).error().kind,
              ErrorKind::conflict);
    EXPECT_EQ(store.put_draft("office", {"d", "other", "form", 6, 2, "{}"}).error().kind,
              ErrorKind::conflict);
    EXPECT_EQ(store.draft("office", "d")->body, "{\"a\":1}");
    ASSERT_TRUE(store.drop_draft("office", "d"));
    EXPECT_EQ(store.draft("office", "d").error().kind, ErrorKind::not_found);

    EXPECT_EQ(*store.move(command_at(1), {"report", "r", "sent", "head", 0, "", 0}), 1);
    EXPECT_EQ(store.move(command_at(2), {"report", "r", "approved", "", 0, "", 0}).error().kind,
              ErrorKind::conflict);
    EXPECT_EQ(*store.move(command_at(2), {"report", "r", "approved", "", 0, "", 1}), 2);
    EXPECT_EQ(store.workflow("office", "report", "r")->state, "approved");

    ASSERT_TRUE(store.put_message(command_at(3), {"office", "m", 0, "notice", "{}"}));
    ASSERT_EQ(store.waiting_messages(10)->size(), 1u);
    ASSERT_TRUE(store.mark_sent(store.waiting_messages(10)->front(), 4));
    EXPECT_TRUE(store.waiting_messages(10)->empty());

    ASSERT_TRUE(store.index("office", {"project", "1"}, "โครงการเมืองพี่เมืองน้อง ๒๕๖๕"));
    ASSERT_TRUE(store.index("office", {"project", "2"}, "โครงการศิลปะ"));
    ASSERT_TRUE(store.index("office", {"project", "2"}, "โครงการดนตรี Music"));
    EXPECT_EQ(store.find("office", "เมืองน้อง 2565", 10)->size(), 1u);
    EXPECT_EQ(store.find("office", "โครงการ", 10)->size(), 2u);
    EXPECT_EQ(store.find("office", "ศิลปะ", 10)->size(), 0u);
    EXPECT_EQ(store.find("office", "ด", 10)->size(), 1u);
    EXPECT_EQ(store.find("elsewhere", "โครงการ", 10)->size(), 0u);
    EXPECT_EQ(lies_of(*database), "");
}

TEST_P(Year, an_erased_person_leaves_no_trace) {
    YearStore store(*database);
    const std::string name = "Somchai-Kept-In-One-Place";
    ASSERT_TRUE(store.put_person(command_at(1), "p-1", "{\"name\":\"" + name + "\"}"));
    ASSERT_TRUE(store.put_person(command_at(1), "p-1", "{\"name\":\"" + name + "\",\"x\":1}"));
    ASSERT_TRUE(store.put_person(command_at(1), "p-2", "{\"name\":\"other\"}"));
    ASSERT_TRUE(store.append(command_at(2), {fact_of("a", 1, 2)}));
    EXPECT_EQ(lies_of(*database), "");
    const auto traces = [&] {
        int count = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(fresh->folder())) {
            if (!entry.is_regular_file()) continue;
            std::ifstream stream(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(stream),
                                    std::istreambuf_iterator<char>()};
            if (bytes.find(name) != std::string::npos) ++count;
        }
        return count;
    };
    if (GetParam() == Backend::sqlite) {
        EXPECT_GT(traces(), 0);
    }
    ASSERT_TRUE(store.erase_person(command_at(3), "p-1"));
    EXPECT_EQ(store.erase_person(command_at(3), "p-1").error().kind, ErrorKind::not_found);
    EXPECT_EQ(store.person("office", "p-1").error().kind, ErrorKind::not_found);
    ASSERT_TRUE(backup(*database, fresh->folder() / "files", fresh->folder() / "backup", 4));
    EXPECT_EQ(traces(), 0);
    EXPECT_EQ(dump_of(*database).find(name), std::string::npos);
    EXPECT_EQ(lies_of(*database), "");
}

TEST_P(Year, what_was_changed_behind_our_back_is_found) {
    fill(*database);
    ASSERT_EQ(*sign_heads(*database, fresh->folder() / "sign.key", "2026-11-26"), 1);
    EXPECT_EQ(*sign_heads(*database, fresh->folder() / "sign.key", "2026-11-26"), 0);
    struct stat status{};
    ASSERT_EQ(::stat((fresh->folder() / "sign.key").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777u, 0600u);
    const std::string key = *public_key_of(fresh->folder() / "sign.key");
    const auto clean = verify(*database, {}, key);
    EXPECT_TRUE(clean->lies.empty());
    EXPECT_EQ(clean->signatures, 1);
    EXPECT_EQ(verify(*database, {}, std::string(64, '0'))->lies.front().lie, Lie::signature);
    const struct {
        const char* sql;
        Lie lie;
    } changes[] = {
        {"UPDATE audit SET actor = 'someone' WHERE seq = 2", Lie::chain},
        {"DELETE FROM audit WHERE seq = 2", Lie::chain},
        {"UPDATE audit_head SET hash = 'x'", Lie::head},
        {"UPDATE audit_signature SET day = '2026-11-25'", Lie::signature},
        {"UPDATE fact SET element = 'step-9' WHERE seq = 1", Lie::fact},
        {"DELETE FROM fact WHERE seq = 1", Lie::fact},
        {"DELETE FROM fact", Lie::fact},
        {"UPDATE fact SET chain = 1 WHERE seq = 2", Lie::fact},
        {"UPDATE fact SET line = replace(line, 'note', 'noto') WHERE seq = 2", Lie::fact},
        {"UPDATE person SET data = '{}'", Lie::person},
        {"DELETE FROM person", Lie::person},
        {"UPDATE search_text SET folded = 'other'", Lie::search},
        {"DELETE FROM search", Lie::search},
        {"UPDATE plan_version SET version = 'x'", Lie::version},
    };
    for (const auto& change : changes) {
        // Undone by failing, after looking from inside of the same transaction.
        std::ignore = database->parts().write<Done>([&](Connection& c) -> Result<Done, Error> {
            EXPECT_TRUE(c.execute(change.sql)) << change.sql;
            return Done{};
        });
        const auto found = verify(*database, {}, key);
        EXPECT_TRUE(std::any_of(found->lies.begin(), found->lies.end(), [&](const LieFound& lie) {
            return lie.lie == change.lie;
        })) << change.sql;
        fresh = std::make_unique<Fresh>(GetParam());
        open();
        fill(*database);
        ASSERT_TRUE(sign_heads(*database, fresh->folder() / "sign.key", "2026-11-26"));
    }
}

TEST_P(Year, a_backup_goes_into_either_database) {
    fill(*database);
    const std::filesystem::path files = fresh->folder() / "files";
    const auto made = backup(*database, files, fresh->folder() / "backup", 77);
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(backup(*database, files, fresh->folder() / "backup", 77).error().kind,
              ErrorKind::conflict);
    for (const Backend backend : {Backend::sqlite, Backend::postgres}) {
        if (backend == Backend::postgres && testing_support::postgres_url().empty()) continue;
        const Fresh other(backend);
        const auto done =
            restore(fresh->folder() / "backup", other.url(), other.folder() / "files", {}, 80);
        ASSERT_TRUE(done) << done.error().detail;
        const auto back = Database::open(other.url(), Opening::current);
        ASSERT_TRUE(back) << back.error().detail;
        EXPECT_EQ(dump_of(**back), dump_of(*database));
        EXPECT_EQ(lies_of(**back), "");
        EXPECT_EQ(restore(fresh->folder() / "backup", other.url(), other.folder() / "files", {}, 80)
                      .error()
                      .kind,
                  ErrorKind::conflict);
    }
    std::fstream(fresh->folder() / "backup" / "phaen.db",
                 std::ios::in | std::ios::out | std::ios::binary)
        .seekp(5000)
        .put('!');
    const Fresh other(Backend::sqlite);
    EXPECT_EQ(restore(fresh->folder() / "backup", other.url(), other.folder() / "files", {}, 80)
                  .error()
                  .kind,
              ErrorKind::conflict);
}

TEST_P(Year, a_restore_goes_back_to_an_instant) {
    YearStore store(*database);
    ASSERT_TRUE(store.append(command_at(10), {fact_of("a", 1, 10)}));
    ASSERT_TRUE(store.move(command_at(11), {"report", "r", "sent", "", 0, "", 0}));
    ASSERT_TRUE(store.put_person(command_at(12), "p-1", "{\"v\":1}"));
    ASSERT_TRUE(store.put_person(command_at(12), "p-2", "{\"v\":1}"));
    const Instant then = command_at(12).at;
    ASSERT_TRUE(store.append(command_at(20), {fact_of("b", 2, 20)}));
    ASSERT_TRUE(store.move(command_at(21), {"report", "r", "approved", "", 0, "", 1}));
    ASSERT_TRUE(store.erase_person(command_at(22), "p-1"));
    ASSERT_TRUE(backup(*database, fresh->folder() / "files", fresh->folder() / "backup", 77));
    const Fresh other(GetParam());
    const auto done = restore(fresh->folder() / "backup", other.url(), other.folder() / "files",
                              then, command_at(99).at);
    ASSERT_TRUE(done) << done.error().detail;
    const auto back = std::move(*Database::open(other.url()));
    YearStore past(*back);
    EXPECT_EQ(past.facts_as_of("office", "plan-1", {}, {day_at(30), instant_at(99)})->size(), 1u);
    EXPECT_EQ(past.workflow("office", "report", "r")->state, "sent");
    EXPECT_EQ(past.workflow("office", "report", "r")->revision, 1);
    // An erased person stays erased.
    EXPECT_EQ(past.person("office", "p-1").error().kind, ErrorKind::not_found);
    EXPECT_EQ(*past.person("office", "p-2"), "{\"v\":1}");
    EXPECT_EQ(lies_of(*back), "");
    ASSERT_EQ(*past.append(command_at(100), {fact_of("b", 3, 100)}), (Appended{2, 1}));
    // Four entries stay; the restore, the erasure and the new fact follow.
    EXPECT_EQ(past.audit("office", 0, 100)->size(), 7u);
    EXPECT_EQ(lies_of(*back), "");
}

/// The second version of what `fill` made.
NewVersion second_version() {
    NewVersion version;
    version.content = "{\"id\":\"plan-1\",\"v\":2}";
    version.version = base::sha256_hex(version.content);
    version.action = "edit";
    version.fiscal_year = 2569;
    return version;
}

TEST_P(Year, a_version_that_is_gone_is_missed) {
    fill(*database);
    const auto plans = PlanStore::on(*database);
    ASSERT_TRUE(plans->add_version(command_at(20), "plan-1", 1, second_version()));
    EXPECT_EQ(lies_of(*database), "");
    const auto tamper = [&](const char* statement) {
        ASSERT_TRUE(database->parts().write<std::int64_t>(
            [&](Connection& connection) { return connection.execute(statement); }));
    };
    tamper("DELETE FROM plan_version WHERE number = 2");
    EXPECT_EQ(lies_of(*database), std::to_string(static_cast<int>(Lie::version)) + " plan-1/2\n");
    // One that nobody made.
    tamper("UPDATE plan_version SET number = 3");
    EXPECT_EQ(verify(*database)->lies.size(), 3u);
}

TEST_P(Year, a_file_of_a_request_that_is_gone_or_is_another_is_found) {
    YearStore store(*database);
    const std::filesystem::path folder = fresh->folder() / "files";
    const Files files(folder);
    const std::string letter = *files.put("letter");
    const std::string scan = *files.put("scan");
    WorkflowMove how;
    how.action = "submit";
    how.note = R"({"files":[{"file":")" + letter + R"(","file_name":"a.pdf","bytes":6},{"file":")" +
               scan + R"(","file_name":"b.png","bytes":4}]})";
    ASSERT_TRUE(store.move(command_at(10), {"request", "request-1", "open", "", 0, "", 0}, how));
    const auto found = [&] {
        std::string text;
        const auto verified = verify(*database, folder);
        EXPECT_TRUE(verified);
        for (const LieFound& one : verified->lies) {
            EXPECT_EQ(one.lie, Lie::file);
            text += one.where + "\n";
        }
        return text;
    };
    EXPECT_EQ(found(), "");
    EXPECT_EQ(verify(*database, folder)->files, 2);
    EXPECT_EQ(verify(*database)->files, 0) << "without their folder files are nobody's";
    const auto path_of = [&](const std::string& name) { return folder / name.substr(0, 2) / name; };
    const std::string bytes = "another letter";
    std::filesystem::permissions(path_of(letter), std::filesystem::perms::owner_all);
    std::ofstream(path_of(letter), std::ios::binary | std::ios::trunc) << bytes;
    EXPECT_EQ(found(), letter + "\n");
    std::filesystem::remove(path_of(letter));
    EXPECT_EQ(found(), "office/request/request-1/1/" + letter + "\n");
    ASSERT_TRUE(files.put("letter"));
    EXPECT_EQ(found(), "");
}

TEST_P(Year, a_restore_takes_back_what_was_done_to_plans) {
    fill(*database);
    const auto plans = PlanStore::on(*database);
    Import import;
    import.id = "import-2";
    import.hints = "[]";
    import.read = "{}";
    import.draft = "{}";
    ASSERT_TRUE(plans->add_import(command_at(10), import, ""));
    const Instant then = command_at(10).at;
    ASSERT_TRUE(plans->add_version(command_at(20), "plan-1", 1, second_version()));
    ASSERT_TRUE(plans->discard_import(command_at(21), "import-2"));
    // Its clock was wrong; it is later all the same.
    import.id = "import-3";
    ASSERT_TRUE(plans->add_import(command_at(9), import, ""));
    ASSERT_TRUE(backup(*database, fresh->folder() / "files", fresh->folder() / "backup", 77));
    const Fresh other(GetParam());
    const auto done = restore(fresh->folder() / "backup", other.url(), other.folder() / "files",
                              then, command_at(99).at);
    ASSERT_TRUE(done) << done.error().detail;
    const auto back = std::move(*Database::open(other.url()));
    const auto past = PlanStore::on(*back);
    EXPECT_EQ(past->plan("plan-1")->head.number, 1);
    EXPECT_EQ(past->import("import-2")->status, ImportStatus::review);
    EXPECT_EQ(past->import("import-3").error().kind, ErrorKind::not_found);
    EXPECT_EQ(lies_of(*back), "");
}

INSTANTIATE_TEST_SUITE_P(, Year, testing::Values(Backend::sqlite, Backend::postgres), backend_name);

}  // namespace
}  // namespace phaen::store
