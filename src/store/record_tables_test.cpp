// Records as rows of typed tables, on both databases.
#include <fstream>
#include <map>
#include <random>

#include "conformance_support.h"
#include "phaen/base/calendar.h"
#include "phaen/base/value.h"
#include "phaen/store/backup.h"
#include "phaen/store/record_store.h"
#include "phaen/store/verify.h"
#include "phaen/store/year_store.h"
#include "record_tables.h"
#include "store_cases.h"

namespace phaen::store {
namespace {

using base::Done;
using base::Object;
using base::Result;
using base::Value;
using dataset::FieldType;
using testing_support::backend_name;
using testing_support::command_at;
using testing_support::day_at;
using testing_support::dump_of;
using testing_support::fact_of;
using testing_support::Fresh;
using testing_support::instant_at;
using testing_support::lies_of;
using testing_support::OnBoth;

dataset::Field field_of(const std::string& name, FieldType type) {
    dataset::Field field;
    field.name = name;
    field.type = type;
    return field;
}

/// A field of every type that a column can have; version 2 has a column more.
dataset::Dictionary shows(int version = 1) {
    dataset::Dictionary dictionary;
    dictionary.id = "shows";
    dictionary.version = version;
    dictionary.fields = {
        field_of("title", FieldType::text),    field_of("seats", FieldType::integer),
        field_of("share", FieldType::decimal), field_of("cost", FieldType::money),
        field_of("gift", FieldType::money),    field_of("open", FieldType::boolean),
        field_of("on_day", FieldType::date),   field_of("span", FieldType::period),
        field_of("host", FieldType::text),     field_of("total", FieldType::money)};
    dictionary.fields[0].filterable = true;
    dictionary.fields[8].personal = true;
    dictionary.fields[9].computed =
        dataset::Computed{dataset::ComputeFunction::sum, {"cost", "gift"}};
    if (version > 1) dictionary.fields.push_back(field_of("place", FieldType::text));
    return dictionary;
}

facts::Fact record_of(const std::string& id, const std::string& record, int day, int minute,
                      Object values, const std::string& corrects = "", int version = 1) {
    facts::Fact fact = fact_of(id, day, minute, corrects);
    fact.kind = facts::FactKind::record;
    facts::Record data;
    data.dataset = "shows";
    data.record = record;
    data.version = version;
    data.values = Value(std::move(values));
    fact.data = data;
    return fact;
}

facts::Fact removal_of(const std::string& id, const std::string& record, int day, int minute) {
    facts::Fact fact = record_of(id, record, day, minute, {});
    std::get<facts::Record>(fact.data).action = facts::RecordAction::remove;
    return fact;
}

facts::Fact withdrawal_of(const std::string& id, const std::string& corrects, int minute) {
    facts::Fact fact = fact_of(id, 1, minute, corrects);
    fact.kind = facts::FactKind::record;
    fact.data = std::monostate{};
    return fact;
}

class Records : public OnBoth {
  protected:
    std::string table(int version = 1) {
        const auto tables = RecordStore(*database).tables("office");
        for (const RecordTableShape& shape : *tables) {
            if (shape.version == version) return shape.name;
        }
        return {};
    }
    /// Cells of the columns, rows by record.
    std::string rows(const std::string& columns, int version = 1) {
        const auto found = database->parts().read<std::vector<Row>>([&](Connection& c) {
            return c.query("SELECT " + columns + " FROM \"" + table(version) +
                           "\" ORDER BY _record, _plan");
        });
        if (!found) return found.error().detail;
        std::string text;
        for (const Row& row : *found) {
            std::string line;
            for (const Cell& cell : row.cells()) {
                if (!line.empty()) line += "|";
                if (const auto* integer = std::get_if<std::int64_t>(&cell))
                    line += std::to_string(*integer);
                if (const auto* words = std::get_if<std::string>(&cell)) line += *words;
                if (std::holds_alternative<std::monostate>(cell)) line += "-";
            }
            text += line + "\n";
        }
        return text;
    }
    void put(std::vector<facts::Fact> facts, int minute) {
        const auto done = YearStore(*database).append(command_at(minute), std::move(facts));
        ASSERT_TRUE(done) << done.error().detail;
    }
};

TEST_P(Records, stand_in_columns_of_their_types) {
    ASSERT_TRUE(RecordStore(*database).put_dictionary(command_at(1), shows()));
    ASSERT_TRUE(RecordStore(*database).put_dictionary(command_at(2), shows()));
    dataset::Dictionary other = shows();
    other.fields.pop_back();
    EXPECT_EQ(RecordStore(*database).put_dictionary(command_at(3), other).error().kind,
              ErrorKind::conflict);
    put({record_of(
             "a", "r1", 3, 4,
             {{"title", Value("งาน 'x'")},
              {"seats", Value(120)},
              {"share", Value("2.5")},
              {"cost", Value("1500.25")},
              {"gift", Value("0.75")},
              {"open", Value(true)},
              {"on_day", Value("2026-10-04")},
              {"span", Value(Object{{"from", Value("2026-10-01")}, {"to", Value("2026-10-31")}})}}),
         record_of("b", "r2", 2, 4,
                   {{"title", Value("x")}, {"seats", Value("many")}, {"colour", Value("red")}})},
        5);
    EXPECT_EQ(
        rows("_plan, _record, _fact, _day, title, seats, share, cost, gift, \"open\", on_day, "
             "span_from, span_to, total, _rest"),
        "plan-1|r1|1|2026-10-04|งาน 'x'|120|2500000|150025|75|1|2026-10-04|2026-10-01|"
        "2026-10-31|150100|-\n"
        "plan-1|r2|2|2026-10-03|x|-|-|-|-|-|-|-|-|-|"
        "{\"colour\":\"red\",\"seats\":\"many\"}\n");
    EXPECT_EQ(lies_of(*database), "");
    EXPECT_EQ(verify(*database)->records, 2);
    EXPECT_EQ(RecordStore(*database).dictionaries("office")->front(), shows());
    EXPECT_TRUE(RecordStore(*database).tables("elsewhere")->empty());
}

TEST_P(Records, follow_corrections_withdrawals_and_removals) {
    ASSERT_TRUE(RecordStore(*database).put_dictionary(command_at(1), shows()));
    const auto seats = [](int count) { return Object{{"seats", Value(count)}}; };
    put({record_of("a", "r1", 3, 2, seats(1)), record_of("b", "r2", 3, 2, seats(2))}, 2);
    put({record_of("c", "r1", 2, 3, seats(9))}, 3);  // an earlier day: the later one holds
    EXPECT_EQ(rows("_record, seats"), "r1|1\nr2|2\n");
    put({record_of("d", "r1", 3, 4, seats(3), "a")}, 4);
    EXPECT_EQ(rows("_record, seats"), "r1|3\nr2|2\n");
    put({record_of("e", "r3", 3, 5, seats(4), "d")}, 5);  // it was about another record
    EXPECT_EQ(rows("_record, seats"), "r1|9\nr2|2\nr3|4\n");
    put({withdrawal_of("f", "e", 6)}, 6);
    EXPECT_EQ(rows("_record, seats"), "r1|9\nr2|2\n");
    put({removal_of("g", "r2", 9, 7)}, 7);
    put({record_of("h", "r2", 8, 8, seats(5))}, 8);  // before it was removed
    EXPECT_EQ(rows("_record, seats"), "r1|9\n");
    put({withdrawal_of("i", "g", 9)}, 9);
    EXPECT_EQ(rows("_record, seats"), "r1|9\nr2|5\n");
    // Twice in one command, and a correction of what the command adds.
    put({record_of("j", "r4", 1, 10, seats(6)), record_of("k", "r4", 1, 10, seats(7)),
         record_of("l", "r5", 1, 10, seats(8)), record_of("m", "r5", 1, 10, seats(10), "l")},
        10);
    EXPECT_EQ(rows("_record, seats"), "r1|9\nr2|5\nr4|7\nr5|10\n");
    EXPECT_EQ(lies_of(*database), "");
    const std::string before = dump_of(*database);
    EXPECT_EQ(*RecordStore(*database).rebuild(), 4);
    EXPECT_EQ(dump_of(*database), before);
}

TEST_P(Records, stand_by_the_version_that_they_were_written_under) {
    const auto title = [](const char* text) { return Object{{"title", Value(text)}}; };
    // Before there is a dictionary they are facts and nothing else.
    put({record_of("a", "r1", 1, 1, title("one")), record_of("b", "r2", 1, 1, title("two"))}, 1);
    EXPECT_TRUE(RecordStore(*database).tables("office")->empty());
    ASSERT_TRUE(RecordStore(*database).put_dictionary(command_at(2), shows()));
    ASSERT_TRUE(RecordStore(*database).put_dictionary(command_at(3), shows(2)));
    EXPECT_EQ(rows("title"), "one\ntwo\n");
    put({record_of("c", "r1", 2, 4, {{"title", Value("uno")}, {"place", Value("hall")}}, "", 2)},
        4);
    EXPECT_EQ(rows("title"), "two\n");
    EXPECT_EQ(rows("title, place", 2), "uno|hall\n");
    put({withdrawal_of("d", "c", 5)}, 5);
    EXPECT_EQ(rows("title"), "one\ntwo\n");
    EXPECT_EQ(rows("title", 2), "");
    EXPECT_EQ(lies_of(*database), "");
}

TEST_P(Records, of_a_shipped_dictionary_make_their_table_themselves) {
    facts::Fact fact = record_of("a", "w1", 1, 1, {{"title", Value("ผลงาน")}});
    std::get<facts::Record>(fact.data).dataset = "works";
    put({fact}, 1);
    const auto tables = RecordStore(*database).tables("office");
    ASSERT_EQ(tables->size(), 1u);
    EXPECT_EQ(tables->front().dataset, "works");
    EXPECT_EQ(rows("_record, title"), "w1|ผลงาน\n");
    EXPECT_EQ(lies_of(*database), "");
}

TEST_P(Records, of_two_plans_are_two) {
    ASSERT_TRUE(RecordStore(*database).put_dictionary(command_at(1), shows()));
    facts::Fact other = record_of("b", "r1", 1, 2, {{"seats", Value(2)}});
    other.plan = "plan-2";
    put({record_of("a", "r1", 5, 2, {{"seats", Value(1)}}), other}, 2);
    EXPECT_EQ(rows("_plan, seats"), "plan-1|1\nplan-2|2\n");
    EXPECT_EQ(lies_of(*database), "");
}

TEST_P(Records, keep_what_is_personal_apart_and_erasable) {
    ASSERT_TRUE(RecordStore(*database).put_dictionary(command_at(1), shows()));
    const std::string name = "Guest-Kept-In-One-Place";
    put({record_of("a", "r1", 1, 2, {{"title", Value("t")}, {"host", Value(name)}})}, 2);
    put({record_of("b", "r1", 1, 3, {{"title", Value("u")}, {"host", Value(name + "2")}}, "a")}, 3);
    YearStore store(*database);
    std::string lines;
    ASSERT_TRUE(store.each_line("office", 0, [&](std::int64_t, const std::string& line) {
        lines += line;
        return true;
    }));
    EXPECT_EQ(lines.find(name), std::string::npos);
    EXPECT_EQ(rows("title, _person"), "u|record/shows/r1/b\n");
    RecordStore records(*database);
    const Value pointer(Object{{"host", Value(Object{{"person", Value("record/shows/r1/b")}})}});
    EXPECT_EQ(*records.personal_of("office", pointer), Value(Object{{"host", Value(name + "2")}}));
    const auto ids = records.ids_of_person("office", "shows", "r1");
    ASSERT_EQ(*ids, (std::vector<std::string>{"record/shows/r1/a", "record/shows/r1/b"}));
    EXPECT_EQ(lies_of(*database), "");
    for (const std::string& id : *ids) ASSERT_TRUE(store.erase_person(command_at(4), id));
    ASSERT_TRUE(backup(*database, fresh->folder() / "files", fresh->folder() / "backup", 5));
    for (const auto& entry : std::filesystem::recursive_directory_iterator(fresh->folder())) {
        if (!entry.is_regular_file()) continue;
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(stream),
                                std::istreambuf_iterator<char>()};
        EXPECT_EQ(bytes.find(name), std::string::npos) << entry.path();
    }
    EXPECT_EQ(dump_of(*database).find(name), std::string::npos);
    EXPECT_TRUE(records.personal_of("office", pointer)->is_null());
    EXPECT_EQ(lies_of(*database), "");
}

TEST_P(Records, that_were_changed_behind_our_back_are_found) {
    const std::string lie = std::to_string(static_cast<int>(Lie::record)) + " ";
    const std::vector<std::pair<std::string, std::string>> changes = {
        {"UPDATE \"TABLE\" SET seats = 2 WHERE _record = 'r1'", "TABLE/plan-1/r1"},
        {"DELETE FROM \"TABLE\" WHERE _record = 'r2'", "TABLE/plan-1/r2"},
        {"UPDATE \"TABLE\" SET _record = 'r9' WHERE _record = 'r1'", "TABLE/plan-1/r9"},
        {"DROP TABLE \"TABLE\"", "TABLE"},
        {"CREATE TABLE record_other (x INTEGER)", "record_other"},
        {"UPDATE dictionary SET content = replace(content, 'seats', 'seatz')", "office/shows/1"},
        {"DELETE FROM dictionary", "office/shows/1"},
    };
    for (const auto& [sql, where] : changes) {
        fresh = std::make_unique<Fresh>(GetParam());
        open();
        ASSERT_TRUE(RecordStore(*database).put_dictionary(command_at(1), shows()));
        put({record_of("a", "r1", 1, 2, {{"seats", Value(1)}}),
             record_of("b", "r2", 1, 2, {{"seats", Value(2)}})},
            2);
        ASSERT_EQ(lies_of(*database), "");
        const auto named = [&](std::string text) {
            const std::size_t at = text.find("TABLE\"") != std::string::npos
                                       ? text.find("TABLE\"")
                                       : (text.starts_with("TABLE") ? 0 : std::string::npos);
            if (at != std::string::npos) text.replace(at, 5, table());
            return text;
        };
        const std::string wanted = lie + named(where) + "\n";
        ASSERT_TRUE(database->parts().write<std::int64_t>([&](Connection& c) {
            return c.execute(named(sql));
        })) << sql;
        EXPECT_NE(lies_of(*database).find(wanted), std::string::npos) << sql << "\n"
                                                                      << lies_of(*database);
    }
}

TEST_P(Records, come_back_with_a_backup_and_go_back_to_an_instant) {
    ASSERT_TRUE(RecordStore(*database).put_dictionary(command_at(1), shows()));
    put({record_of("a", "r1", 1, 2, {{"seats", Value(1)}, {"host", Value("x")}})}, 2);
    const Instant then = command_at(2).at;
    put({record_of("b", "r1", 2, 20, {{"seats", Value(2)}})}, 20);
    ASSERT_TRUE(RecordStore(*database).put_dictionary(command_at(21), shows(2)));
    put({record_of("c", "r2", 2, 22, {{"seats", Value(3)}}, "", 2)}, 22);
    const auto backup_folder = fresh->folder() / "backup";
    ASSERT_TRUE(backup(*database, fresh->folder() / "files", backup_folder, 77));
    for (const Backend backend : {Backend::sqlite, Backend::postgres}) {
        if (backend == Backend::postgres && testing_support::postgres_url().empty()) continue;
        const Fresh whole(backend);
        ASSERT_TRUE(restore(backup_folder, whole.url(), whole.folder() / "files", {}, 80));
        const auto back = std::move(*Database::open(whole.url()));
        EXPECT_EQ(dump_of(*back), dump_of(*database));
        EXPECT_EQ(lies_of(*back), "");
        const Fresh past(backend);
        ASSERT_TRUE(
            restore(backup_folder, past.url(), past.folder() / "files", then, command_at(99).at));
        const auto before = std::move(*Database::open(past.url()));
        EXPECT_EQ(RecordStore(*before).tables("office")->size(), 1u);
        EXPECT_EQ(verify(*before)->records, 1);
        EXPECT_EQ(lies_of(*before), "");
    }
}

// Any history, and the table is what a reader of all facts would make of it.
TEST_P(Records, are_after_any_history_what_all_facts_say) {
    ASSERT_TRUE(RecordStore(*database).put_dictionary(command_at(1), shows()));
    std::mt19937_64 random(5);
    struct Said {
        std::string id;
        std::string chain;  // id of the first of its chain
        std::string record;
        int day = 0;
        int seats = 0;  // 0: removed; -1: withdrawn
    };
    std::vector<Said> all;
    for (int n = 0; n < 300; ++n) {
        std::vector<facts::Fact> facts;
        for (std::uint64_t i = 0; i <= random() % 3; ++i) {
            Said said;
            said.id = "f" + std::to_string(all.size());
            said.chain = said.id;
            said.record = "r" + std::to_string(random() % 12);
            said.day = static_cast<int>(random() % 9);
            said.seats = static_cast<int>(1 + random() % 99);
            std::string corrects;
            if (!all.empty() && random() % 3 == 0) {
                const Said& earlier = all[random() % all.size()];
                corrects = earlier.id;
                said.chain = earlier.chain;
            }
            const auto how = random() % 6;
            facts::Fact fact = record_of(said.id, said.record, said.day, n + 2,
                                         {{"seats", Value(said.seats)}}, corrects);
            if (how == 0) {
                said.seats = 0;
                std::get<facts::Record>(fact.data) = {"shows", said.record, 1,
                                                      facts::RecordAction::remove, Value(Object{})};
            } else if (how == 1 && !corrects.empty()) {
                said.seats = -1;
                fact.data = std::monostate{};
            }
            facts.push_back(fact);
            all.push_back(said);
        }
        put(std::move(facts), n + 2);
        if (n % 20 != 19) continue;
        std::map<std::string, const Said*> last;  // by chain
        for (const Said& said : all) last[said.chain] = &said;
        std::map<std::string, const Said*> holds;
        for (const Said& said : all) {
            if (last[said.chain] != &said || said.seats < 0) continue;
            const Said*& best = holds[said.record];
            if (best == nullptr || said.day >= best->day) best = &said;
        }
        std::string wanted;
        for (const auto& [record, said] : holds) {
            if (said->seats > 0) wanted += record + "|" + std::to_string(said->seats) + "\n";
        }
        ASSERT_EQ(rows("_record, seats"), wanted) << n;
    }
    EXPECT_EQ(lies_of(*database), "");
}

INSTANTIATE_TEST_SUITE_P(, Records, testing::Values(Backend::sqlite, Backend::postgres),
                         backend_name);

}  // namespace
}  // namespace phaen::store
