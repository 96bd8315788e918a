// From every released format to the present one, on both databases.
#include <sqlite3.h>

#include <map>

#include "commands.h"
#include "compression.h"
#include "conformance_support.h"
#include "migrations.h"
#include "old_formats.h"
#include "phaen/base/sha256.h"
#include "phaen/base/value.h"
#include "phaen/facts/io.h"
#include "phaen/store/account_store.h"
#include "phaen/store/plan_store.h"
#include "phaen/store/record_store.h"
#include "phaen/store/verify.h"
#include "phaen/store/year_store.h"
#include "record_table.h"
#include "record_tables.h"
#include "store_cases.h"
#include "tables.h"

namespace phaen::store {
namespace {

using base::Done;
using base::Result;
using base::Unexpected;
using base::Value;
using testing_support::backend_name;
using testing_support::command_at;
using testing_support::day_at;
using testing_support::fact_of;
using testing_support::Fresh;
using testing_support::instant_at;
using testing_support::kFormats;
using testing_support::lies_of;
using testing_support::OnBoth;

constexpr const char* kContent = "{\"claims\":[1],\"id\":\"plan-1\"}";

facts::Fact work_of(const std::string& id, const std::string& record, std::int64_t seq) {
    facts::Fact fact = fact_of(id, 1, 1);
    fact.seq = seq;
    fact.kind = facts::FactKind::record;
    facts::Record data;
    data.dataset = "works";
    data.record = record;
    data.values = Value(base::Object{{"title", Value("ผลงาน " + record)}});
    fact.data = data;
    return fact;
}

/// Writes what a program of that format would have left.
class OldDatabase {
  public:
    OldDatabase(Connection& connection, int format) : connection_(connection), format_(format) {}

    void make() {
        for (int i = 0; i < format_; ++i) {
            for (const char* statement : kFormats.at(static_cast<std::size_t>(i)))
                run(connection_.in_words_of_database(statement));
        }
        if (connection_.backend() == Backend::postgres) {
            run("CREATE TABLE phaen_format (format BIGINT NOT NULL)");
            for (std::int64_t i = 1; i <= format_; ++i)
                run("INSERT INTO phaen_format (format) VALUES ($1)", {i});
        } else {
            run("PRAGMA user_version=" + std::to_string(format_));
            run("PRAGMA application_id=" + std::to_string(0x5048414E));
        }
        plans();
        if (format_ >= 2) year();
        if (format_ >= 3) {
            run("INSERT INTO import_job (id, agency, made_by, file_name, sha256, at, status, "
                "tries, import, problem) VALUES ('job-1', 'office', 'officer', 'x.docx', '', 1, "
                "'waiting', 0, '', '')");
        }
        if (format_ >= 4) {
            run("INSERT INTO account (id, login, name, password, second_factor, disabled, at) "
                "VALUES ('acc-1', 'officer', 'Officer', 'hash', '', 0, 1)");
        }
        if (format_ >= 5) {
            run("INSERT INTO setting (agency, name, at, value) VALUES ('office', 'workflow', 1, "
                "'{}')");
        }
        if (format_ >= 6) {
            run("INSERT INTO notice_setting (account, at, channel, mail, language) VALUES "
                "('acc-1', 1, 'app', '', 'th')");
        }
        // From then on the records of before had their tables.
        if (format_ >= 8) {
            EXPECT_TRUE(connection_.transaction<Done>(
                [this] { return make_tables_of_shipped(connection_); }));
        }
    }

  private:
    void run(const std::string& sql, const Connection::Arguments& arguments = {}) {
        // The database's own settings answer with a row.
        const auto done = connection_.query(sql, arguments);
        EXPECT_TRUE(done) << sql << ": " << (done ? "" : done.error().detail);
    }

    void plans() {
        run("INSERT INTO agency (id, name_th, name_en) VALUES ('office', 'สำนัก', 'Office')");
        run("INSERT INTO plan (id, agency, title_th, title_en, fiscal_year, head) VALUES "
            "('plan-1', 'office', 'แผน', 'Plan', 2569, 1)");
        run("INSERT INTO plan_version (plan, number, version, parent, restores, at, made_by, "
            "reason, changes, content) VALUES ('plan-1', 1, $1, 0, 0, 1, 'officer', 'เริ่ม', '[]', "
            "$2)",
            {base::sha256_hex("{\"id\":\"plan-1\"}"), Blob{compress(kContent)}});
        run("INSERT INTO import (id, agency, file_name, sha256, bytes, at, status, revision, "
            "hints, plan, read, draft) VALUES ('import-1', 'office', 'x.docx', $1, 3, 1, "
            "'accepted', 2, '[]', 'plan-1', $2, $2)",
            {std::string(64, 'a'), Blob{compress("{}")}});
    }

    void year() {
        facts::Fact first = fact_of("old-1", 1, 1);
        first.seq = 1;
        facts::Fact second = work_of("old-2", "w1", 2);
        facts::Fact third = work_of("old-3", "w2", 3);
        third.corrects = "old-2";
        facts::Fact fourth = work_of("old-4", "w3", 4);
        std::string lines;
        for (const facts::Fact& fact : {first, second, third, fourth}) {
            const std::string line = facts::to_line(fact);
            lines += line + "\n";
            run("INSERT INTO fact (agency, seq, id, kind, plan, element, day, recorded_at, "
                "made_by, corrects, chain, withdraws, line) VALUES ('office', $1, $2, $3, "
                "'plan-1', $4, $5, $6, 'officer', $7, $8, 0, $9)",
                {fact.seq, fact.id, std::string(facts::to_string(fact.kind)), fact.element,
                 static_cast<std::int64_t>(
                     std::chrono::sys_days(*fact.when.on).time_since_epoch().count()),
                 fact.recorded_at.microseconds(), fact.corrects,
                 fact.corrects.empty() ? fact.seq : std::int64_t{2}, line});
            const auto* record = std::get_if<facts::Record>(&fact.data);
            if (format_ >= 7 && record != nullptr) {
                run("UPDATE fact SET dataset = 'works', record = $2 WHERE seq = $1",
                    {fact.seq, record->record});
            }
        }
        AuditEntry entry{"office", 1, command_at(1).at, "officer", "facts.add", "", no_hash(), ""};
        entry.body = base::to_canonical_json(Value(base::Object{
            {"count", Value(4)}, {"first", Value(1)}, {"sha256", Value(base::sha256_hex(lines))}}));
        entry.hash = hash_of(entry);
        run("INSERT INTO audit (agency, seq, at, actor, command, body, previous, hash) VALUES "
            "($1, $2, $3, $4, $5, $6, $7, $8)",
            {entry.agency, entry.seq, entry.at, entry.actor, entry.command, entry.body,
             entry.previous, entry.hash});
        run("INSERT INTO audit_head (agency, seq, hash, fact_seq) VALUES ('office', 1, $1, 4)",
            {entry.hash});
        run("INSERT INTO workflow (agency, kind, subject, state, at, made_by, assigned, revision) "
            "VALUES ('office', 'report', 'r-1', 'sent', 1, 'officer', 'head', 1)");
        run("INSERT INTO outbox (agency, id, at, kind, body) VALUES ('office', 'm-1', 1, 'notice', "
            "'{}')");
    }

    Connection& connection_;
    int format_;
};

/// Names of all tables and columns, without those of records, which come with the records.
std::string shape_of(Database& database) {
    return database.parts()
        .read<std::string>([](Connection& c) -> Result<std::string, Error> {
            std::string text;
            const auto tables = tables_of(c);
            for (const std::string& table : *tables) {
                if (is_record_table(table)) continue;
                text += table + ":";
                const auto columns = columns_of(c, table);
                for (const std::string& column : *columns) text += " " + column;
                text += "\n";
            }
            return text;
        })
        .value_or("none");
}

class Formats : public testing::TestWithParam<Backend> {
  protected:
    void SetUp() override {
        if (GetParam() == Backend::postgres && testing_support::postgres_url().empty())
            GTEST_SKIP() << "PostgreSQL 15 is not installed (tools/setup --with test)";
    }
};

TEST_P(Formats, of_before_become_the_present_one) {
    ASSERT_EQ(newest_format(), static_cast<std::int64_t>(kFormats.size()) + 1)
        << "a format was released: keep its tables in old_formats.h";
    const Fresh newest(GetParam());
    const std::string wanted = shape_of(**Database::open(newest.url()));
    for (int format = 1; format <= static_cast<int>(kFormats.size()); ++format) {
        SCOPED_TRACE(format);
        const Fresh fresh(GetParam());
        const bool is_file = GetParam() == Backend::sqlite;
        if (is_file && format == 1) {
            // Of before pages had checksums: with the bare library, which leaves no room for them.
            sqlite3* handle = nullptr;
            ASSERT_EQ(sqlite3_open(fresh.url().path.c_str(), &handle), SQLITE_OK);
            EXPECT_EQ(
                sqlite3_exec(handle, "CREATE TABLE x (y); DROP TABLE x", nullptr, nullptr, nullptr),
                SQLITE_OK);
            sqlite3_close(handle);
        }
        {
            const auto connection =
                is_file
                    ? Connection::open(fresh.url().path.string(), Connection::Access::write)
                    : Connection::open_postgres(fresh.url().postgres, Connection::Access::write);
            ASSERT_TRUE(connection) << connection.error().detail;
            OldDatabase(**connection, format).make();
        }
        EXPECT_EQ(*format_of(fresh.url()), format);
        EXPECT_EQ(Database::open(fresh.url(), Opening::current).error().kind, ErrorKind::unusable);
        const auto opened = Database::open(fresh.url());
        ASSERT_TRUE(opened) << opened.error().detail;
        Database& database = **opened;
        EXPECT_EQ(*format_of(fresh.url()), newest_format());
        EXPECT_EQ(shape_of(database), wanted);
        EXPECT_EQ(lies_of(database), "");
        const auto plans = PlanStore::on(database);
        EXPECT_EQ(plans->agency("office")->name_th, "สำนัก");
        EXPECT_EQ(plans->version("plan-1", 1)->content, kContent);
        EXPECT_EQ(plans->version("plan-1", 1)->reason, "เริ่ม");
        EXPECT_EQ(plans->import("import-1")->status, ImportStatus::accepted);
        EXPECT_EQ(plans->waiting_jobs()->size(), format >= 3 ? 1u : 0u);
        YearStore year(database);
        const std::size_t known = format >= 2 ? 3 : 0;
        EXPECT_EQ(year.facts_as_of("office", "plan-1", {}, {day_at(9), instant_at(9)})->size(),
                  known);
        EXPECT_EQ(year.waiting_messages(9)->size(), format >= 2 ? 1u : 0u);
        EXPECT_EQ(year.setting("office", "workflow").has_value(), format >= 5);
        // The tables are there at once, with the records of before as they stand.
        EXPECT_EQ(RecordStore(database).tables("office")->size(), format >= 2 ? 1u : 0u);
        ASSERT_TRUE(year.append(command_at(20), {work_of("new-1", "w9", 0)}));
        const auto tables = RecordStore(database).tables("office");
        ASSERT_EQ(tables->size(), 1u);
        const auto rows = database.parts().read<std::vector<Row>>([&](Connection& c) {
            return c.query("SELECT _record FROM \"" + tables->front().name + "\" ORDER BY _record");
        });
        std::string records;
        for (const Row& row : *rows) records += row.text(0) + " ";
        EXPECT_EQ(records, format >= 2 ? "w2 w3 w9 " : "w9 ");
        EXPECT_EQ(lies_of(database), "");
    }
}

INSTANTIATE_TEST_SUITE_P(, Formats, testing::Values(Backend::sqlite, Backend::postgres),
                         backend_name);

}  // namespace
}  // namespace phaen::store
