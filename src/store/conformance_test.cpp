// What holds on every database.
#include <atomic>
#include <stdexcept>
#include <thread>

#include "conformance_support.h"
#include "phaen/store/plan_store.h"

namespace phaen::store {
namespace {

using base::Done;
using base::Result;
using base::Unexpected;
using testing_support::backend_name;
using testing_support::Fresh;
using testing_support::OnBoth;
using testing_support::postgres_url;

class Layer : public OnBoth {
  protected:
    void SetUp() override {
        OnBoth::SetUp();
        if (IsSkipped() || !database) return;
        ASSERT_TRUE(write([](Connection& c) {
            return c.execute(c.in_words_of_database(
                "CREATE TABLE t (id {i64} PRIMARY KEY, name {text} UNIQUE, data {blob}, flag "
                "{bool}, up {i64} REFERENCES t (id), CHECK (id < 1000)) {strict}"));
        }));
    }
    Result<std::int64_t, Error> write(
        const std::function<Result<std::int64_t, Error>(Connection&)>& work) {
        return database->parts().write<std::int64_t>(work);
    }
    Result<std::vector<Row>, Error> query(const char* sql,
                                          const Connection::Arguments& arguments = {}) {
        return database->parts().read<std::vector<Row>>(
            [&](Connection& c) { return c.query(sql, arguments); });
    }
    std::int64_t count() { return query("SELECT count(*) FROM t")->front().integer(0); }
};

TEST_P(Layer, values_come_back_as_they_were) {
    const std::string bytes("a\0\\\xff", 4);
    ASSERT_TRUE(write([&](Connection& c) {
        return c.execute("INSERT INTO t (id, name, data, flag) VALUES ($1, $2, $3, $4)",
                         {std::int64_t{7}, std::string("แผน 'x'; \\n"), Blob{bytes}, true});
    }));
    const auto rows = query("SELECT id, name, data, flag, up FROM t WHERE flag AND name = $1",
                            {std::string("แผน 'x'; \\n")});
    ASSERT_TRUE(rows) << rows.error().detail;
    ASSERT_EQ(rows->size(), 1u);
    EXPECT_EQ(rows->front().integer(0), 7);
    EXPECT_EQ(rows->front().text(1), "แผน 'x'; \\n");
    EXPECT_EQ(rows->front().blob(2), bytes);
    EXPECT_EQ(rows->front().integer(3), 1);
    EXPECT_TRUE(rows->front().is_null(4));
}

TEST_P(Layer, broken_promises_are_told_apart) {
    const auto insert = [&](const char* sql, const Connection::Arguments& arguments) {
        return write([&](Connection& c) { return c.execute(sql, arguments); });
    };
    constexpr const char* kRow = "INSERT INTO t (id, name, up) VALUES ($1, $2, $3)";
    ASSERT_TRUE(insert(kRow, {std::int64_t{1}, std::string("a"), std::monostate{}}));
    const auto unique = insert(kRow, {std::int64_t{2}, std::string("a"), std::monostate{}});
    const auto foreign = insert(kRow, {std::int64_t{3}, std::string("b"), std::int64_t{99}});
    const auto check = insert(kRow, {std::int64_t{1000}, std::string("c"), std::monostate{}});
    ASSERT_FALSE(unique || foreign || check);
    EXPECT_EQ(unique.error().constraint, Constraint::unique);
    EXPECT_EQ(foreign.error().constraint, Constraint::foreign_key);
    EXPECT_EQ(check.error().constraint, Constraint::check);
    EXPECT_EQ(check.error().kind, ErrorKind::conflict);
    EXPECT_EQ(
        insert(kRow, {std::int64_t{4}, std::string("a\0b", 3), std::monostate{}}).error().kind,
        ErrorKind::unusable);
    EXPECT_EQ(count(), 1);
}

TEST_P(Layer, a_transaction_in_another_fails_alone) {
    ASSERT_TRUE(write([](Connection& c) -> Result<std::int64_t, Error> {
        const auto first = c.execute("INSERT INTO t (id) VALUES (1)");
        if (!first) return first;
        const auto inner = c.transaction<Done>([&]() -> Result<Done, Error> {
            const auto second = c.execute("INSERT INTO t (id) VALUES (2)");
            if (!second) return Unexpected{second.error()};
            const auto again = c.execute("INSERT INTO t (id) VALUES (1)");
            if (!again) return Unexpected{again.error()};
            return Done{};
        });
        EXPECT_EQ(inner.error().constraint, Constraint::unique);
        return c.execute("INSERT INTO t (id) VALUES (3)");
    }));
    EXPECT_EQ(count(), 2);
    EXPECT_THROW(static_cast<void>(write([](Connection& c) -> Result<std::int64_t, Error> {
                     EXPECT_TRUE(c.execute("INSERT INTO t (id) VALUES (4)"));
                     throw std::runtime_error("stop");
                 })),
                 std::runtime_error);
    EXPECT_EQ(count(), 2);
}

TEST_P(Layer, of_a_group_the_one_that_fails_undoes_nothing_of_its_neighbours) {
    std::atomic<int> kept{0};
    std::vector<std::jthread> people;
    for (int person = 0; person < 16; ++person) {
        people.emplace_back([&, person] {
            for (std::int64_t i = 0; i < 20; ++i) {
                // Every fourth meets a row that is there.
                const std::int64_t id = i % 4 == 3 ? 0 : 1 + person * 20 + i;
                const auto done = write([&](Connection& c) -> Result<std::int64_t, Error> {
                    const auto up =
                        c.execute("INSERT INTO t (id) VALUES ($1) ON CONFLICT (id) DO NOTHING",
                                  {std::int64_t{900}});
                    if (!up) return up;
                    return c.execute("INSERT INTO t (id) VALUES ($1)", {id});
                });
                if (done) ++kept;
            }
        });
    }
    people.clear();
    // 15 of 20 each, and the first that wrote 0; and the 900.
    EXPECT_EQ(kept, 16 * 15 + 1);
    EXPECT_EQ(count(), 16 * 15 + 2);
}

TEST_P(Layer, many_rows_at_once_are_the_same_rows) {
    std::int64_t next = 0;
    const std::string odd("\\\t\n\rแ\\N");
    ASSERT_TRUE(write([&](Connection& c) {
        next = 0;
        return c.bulk("t", {"id", "name", "data", "flag", "up"}, [&](std::vector<Cell>& cells) {
            if (next == 100) return false;
            cells = {next, odd + std::to_string(next), Blob{std::string("\0\xfe", 2)},
                     next % 2 == 0, std::monostate{}};
            ++next;
            return true;
        });
    }));
    EXPECT_EQ(count(), 100);
    const auto rows = query("SELECT name, data, flag, up FROM t WHERE id = 5");
    EXPECT_EQ(rows->front().text(0), odd + "5");
    EXPECT_EQ(rows->front().blob(1), std::string("\0\xfe", 2));
    EXPECT_EQ(rows->front().integer(2), 0);
    EXPECT_TRUE(rows->front().is_null(3));
}

TEST_P(Layer, text_sorts_by_its_bytes_and_readers_cannot_write) {
    ASSERT_TRUE(write([](Connection& c) {
        return c.execute("INSERT INTO t (id, name) VALUES (1, 'b'), (2, 'B'), (3, 'ก'), (4, 'a')");
    }));
    const auto rows = query("SELECT name FROM t ORDER BY name");
    EXPECT_EQ(rows->at(0).text(0), "B");
    EXPECT_EQ(rows->at(1).text(0), "a");
    EXPECT_EQ(rows->at(3).text(0), "ก");
    EXPECT_FALSE(database->parts().read<std::int64_t>(
        [](Connection& c) { return c.execute("INSERT INTO t (id) VALUES (9)"); }));
    // A snapshot does not see what is written meanwhile.
    const auto seen = database->parts().read<std::int64_t>([&](Connection& reader) {
        return reader.snapshot<std::int64_t>([&]() -> Result<std::int64_t, Error> {
            const auto before = reader.query("SELECT count(*) FROM t");
            EXPECT_TRUE(
                write([](Connection& c) { return c.execute("INSERT INTO t (id) VALUES (50)"); }));
            EXPECT_EQ(before->front().integer(0), 4);
            return reader.query("SELECT count(*) FROM t")->front().integer(0);
        });
    });
    EXPECT_EQ(*seen, 4);
    EXPECT_EQ(count(), 5);
}

TEST_P(Layer, a_newer_database_is_left_alone) {
    ASSERT_TRUE(write([](Connection& c) -> Result<std::int64_t, Error> {
        if (c.backend() == Backend::postgres)
            return c.execute("INSERT INTO phaen_format (format) VALUES (99)");
        return c.execute("PRAGMA user_version=99");
    }));
    database.reset();
    EXPECT_EQ(Database::open(fresh->url()).error().kind, ErrorKind::newer);
    EXPECT_EQ(Database::open(fresh->url(), Opening::current).error().kind, ErrorKind::newer);
    EXPECT_EQ(*format_of(fresh->url()), 99);
}

INSTANTIATE_TEST_SUITE_P(, Layer, testing::Values(Backend::sqlite, Backend::postgres),
                         backend_name);

class Plans : public OnBoth {
  protected:
    static Import import_of(const std::string& id) {
        Import import;
        import.id = id;
        import.agency = "office";
        import.file_name = "แผน.docx";
        import.sha256 = std::string(64, 'a');
        import.at = 100;
        import.hints = "[]";
        import.read = "{}";
        import.draft = "{}";
        return import;
    }
    static Command command() { return {"office", "officer", 200, "", ""}; }
    static NewVersion version_of(const std::string& content) {
        NewVersion version;
        version.version = "hash";
        version.action = "edit";
        version.content = content;
        version.title_th = "แผน";
        version.fiscal_year = 2569;
        return version;
    }
};

TEST_P(Plans, go_from_an_import_through_versions) {
    const auto store = PlanStore::on(*database);
    ASSERT_TRUE(store->put_agency(command(), {"office", "สำนัก", "Office"}));
    ASSERT_TRUE(store->put_agency(command(), {"office", "สำนักใหม่", "New office"}));
    EXPECT_EQ(store->agency("office")->name_en, "New office");
    ASSERT_TRUE(store->add_import(command(), import_of("import-1"), ""));
    EXPECT_EQ(store->add_import(command(), import_of("import-1"), "").error().kind,
              ErrorKind::conflict);
    Import import = *store->import("import-1");
    import.draft = "{\"x\":1}";
    EXPECT_EQ(*store->change_import(command(), import), 2);
    const auto first =
        store->accept_import(command(), {"import-1", 2, "plan-1", "[]"}, version_of("one"));
    ASSERT_TRUE(first) << first.error().detail;
    EXPECT_EQ(*store->hints("office"), "[]");
    const Command once{"office", "officer", 300, "key-1", "job"};
    ImportJob job;
    job.id = "job-1";
    EXPECT_EQ(*store->add_job(once, job), "job-1");
    job.id = "job-2";
    EXPECT_EQ(*store->add_job(once, job), "job-1");
    ASSERT_TRUE(store->begin_job("job-1"));
    EXPECT_EQ(store->waiting_jobs()->front().tries, 1);
    ASSERT_TRUE(store->end_job("job-1", ImportJob::Status::stopped, ""));
    EXPECT_EQ(store->job("job-1")->status, ImportJob::Status::stopped);
    ASSERT_TRUE(store->add_version(command(), "plan-1", 1, version_of("two")));
    EXPECT_EQ(store->add_version(command(), "plan-1", 1, version_of("late")).error().kind,
              ErrorKind::conflict);
    EXPECT_EQ(store->version("plan-1", 2)->content, "two");
    EXPECT_EQ(store->versions("plan-1", 10, 10)->size(), 2u);
    EXPECT_EQ(store->redo_of("plan-1", 1)->number, 2);
    EXPECT_EQ(store->plans("office")->size(), 1u);
    EXPECT_EQ(store->imports("office")->front().plan, "plan-1");
    EXPECT_TRUE(store->is_ready());
}

TEST_P(Plans, a_document_is_held_by_one_server_until_it_is_silent) {
    const auto store = PlanStore::on(*database);
    ASSERT_TRUE(store->put_agency(command(), {"office", "สำนัก", "Office"}));
    ImportJob job;
    job.id = "job-1";
    ASSERT_TRUE(store->add_job(command(), job, {"one", 100}));
    // Just before, and when, the first is silent for too long.
    EXPECT_TRUE(store->waiting_jobs(99)->empty());
    EXPECT_FALSE(*store->take_job("job-1", {"two", 200}, 99));
    EXPECT_EQ(store->waiting_jobs(100)->size(), 1u);
    // It was heard of: the hold is longer.
    ASSERT_TRUE(store->hold_jobs({"one", 150}));
    EXPECT_FALSE(*store->take_job("job-1", {"two", 200}, 149));
    EXPECT_TRUE(*store->take_job("job-1", {"two", 200}, 150));
    EXPECT_FALSE(*store->take_job("job-1", {"one", 300}, 151));
    ASSERT_TRUE(store->hold_jobs({"one", 900})) << "that of others is left alone";
    EXPECT_TRUE(*store->take_job("job-1", {"two", 210}, 151)) << "its own it may take again";
    // At its end it lets go.
    ASSERT_TRUE(store->hold_jobs({"two", 0}));
    EXPECT_TRUE(*store->take_job("job-1", {"one", 300}, 152));
    ASSERT_TRUE(store->end_job("job-1", ImportJob::Status::stopped, ""));
    EXPECT_FALSE(*store->take_job("job-1", {"two", 400}, kNever)) << "it does not wait";
}

INSTANTIATE_TEST_SUITE_P(, Plans, testing::Values(Backend::sqlite, Backend::postgres),
                         backend_name);

TEST(Url, keeps_its_secrets) {
    const auto url =
        DatabaseUrl::parse("postgres://officer:s3cret@db.example:5432/plan?sslmode=require");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->shown(), "postgres://db.example:5432/plan");
    EXPECT_EQ(DatabaseUrl::parse("sqlite:var/x.db")->path, "var/x.db");
    EXPECT_FALSE(DatabaseUrl::parse("sqlite:"));
    EXPECT_FALSE(DatabaseUrl::parse("mysql://x"));
    const auto nowhere = Database::open(*DatabaseUrl::parse(
        "postgres://officer:s3cret@/plan?host=/nowhere&application_name=s3cret"));
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().detail.find("s3cret"), std::string::npos);
    const auto broken = Database::open(
        *DatabaseUrl::parse("postgres://officer:s3cret@/plan?no_such_option=s3cret"));
    EXPECT_EQ(broken.error().detail.find("s3cret"), std::string::npos);
}

}  // namespace
}  // namespace phaen::store
