#include "phaen/store/plan_store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "connection.h"
#include "phaen/store/files.h"

namespace phaen::store {
namespace {

class PlanStoreTest : public testing::Test {
  protected:
    PlanStoreTest() {
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-store-test-" + std::to_string(getpid()));
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        open();
        EXPECT_TRUE(store->put_agency(command(), {"office", "สำนัก", "Office"}));
    }
    ~PlanStoreTest() override {
        store.reset();
        std::filesystem::remove_all(folder);
    }
    void open() { store = std::move(*PlanStore::open(folder / "phaen.db")); }

    static Command command(const std::string& key = "", const std::string& asked = "") {
        return {"office", "officer", 200, key, asked};
    }
    static Import import_of(const std::string& id) {
        Import import;
        import.id = id;
        import.agency = "office";
        import.file_name = "แผน.docx";
        import.sha256 = std::string(64, 'a');
        import.bytes = 12;
        import.at = 100;
        import.hints = "[]";
        import.read = "{\"read\":1}";
        import.draft = "{\"draft\":1}";
        return import;
    }
    static NewVersion version_of(const std::string& content, std::int64_t restores = 0) {
        NewVersion version;
        version.version = "hash of " + content;
        version.restores = restores;
        version.reason = "because";
        version.action = "edit";
        version.subject = "project-1";
        version.changes = "[]";
        version.content = content;
        version.title_th = "แผน";
        version.title_en = "Plan";
        version.fiscal_year = 2569;
        return version;
    }
    void accept() {
        ASSERT_TRUE(store->add_import(command(), import_of("import-1"), ""));
        ASSERT_TRUE(
            store->accept_import(command(), {"import-1", 1, "plan-1", "[]"}, version_of("one")));
    }

    std::filesystem::path folder;
    std::unique_ptr<PlanStore> store;
};

TEST_F(PlanStoreTest, agencies_are_kept_and_renamed) {
    ASSERT_TRUE(store->put_agency(command(), {"bureau", "กอง", ""}));
    ASSERT_TRUE(store->put_agency(command(), {"office", "สำนักงาน", "The Office"}));
    store.reset();
    open();
    const auto agencies = store->agencies();
    ASSERT_TRUE(agencies);
    EXPECT_EQ(*agencies,
              (std::vector<Agency>{{"bureau", "กอง", ""}, {"office", "สำนักงาน", "The Office"}}));
    EXPECT_EQ(store->agency("nobody").error().kind, ErrorKind::not_found);
}

TEST_F(PlanStoreTest, an_import_comes_back_whole) {
    ASSERT_TRUE(store->add_import(command(), import_of("import-1"), ""));
    const auto import = store->import("import-1");
    ASSERT_TRUE(import);
    EXPECT_EQ(import->file_name, "แผน.docx");
    EXPECT_EQ(import->read, "{\"read\":1}");
    EXPECT_EQ(import->draft, "{\"draft\":1}");
    EXPECT_EQ(import->status, ImportStatus::review);
    EXPECT_EQ(store->imports("office")->size(), 1u);
    EXPECT_EQ(store->add_import(command(), import_of("import-1"), "").error().kind,
              ErrorKind::conflict);
    Command stranger = command();
    stranger.agency = "nobody";
    EXPECT_EQ(store->add_import(stranger, import_of("import-2"), "").error().kind,
              ErrorKind::conflict);
}

TEST_F(PlanStoreTest, of_two_who_correct_one_import_the_second_is_told) {
    ASSERT_TRUE(store->add_import(command(), import_of("import-1"), ""));
    Import first = *store->import("import-1");
    Import second = first;
    first.draft = "first";
    EXPECT_EQ(*store->change_import(command(), first), 2);
    second.draft = "second";
    EXPECT_EQ(store->change_import(command(), second).error().kind, ErrorKind::conflict);
    EXPECT_EQ(store->import("import-1")->draft, "first");
}

TEST_F(PlanStoreTest, an_import_is_accepted_once_and_as_it_was_seen) {
    ASSERT_TRUE(store->add_import(command(), import_of("import-1"), ""));
    EXPECT_EQ(store->accept_import(command(), {"import-1", 7, "plan-1", "[]"}, version_of("one"))
                  .error()
                  .kind,
              ErrorKind::conflict);
    ASSERT_TRUE(
        store->accept_import(command(), {"import-1", 1, "plan-1", "[]"}, version_of("one")));
    EXPECT_EQ(store->accept_import(command(), {"import-1", 2, "plan-2", "[]"}, version_of("one"))
                  .error()
                  .kind,
              ErrorKind::conflict);
    EXPECT_EQ(store->discard_import(command(), "import-1").error().kind, ErrorKind::conflict);
    EXPECT_EQ(store->import("import-1")->plan, "plan-1");
    ASSERT_TRUE(store->add_import(command(), import_of("import-2"), ""));
    // The plan's id is taken: neither the plan nor the import moves.
    EXPECT_EQ(store->accept_import(command(), {"import-2", 1, "plan-1", "[]"}, version_of("two"))
                  .error()
                  .kind,
              ErrorKind::conflict);
    EXPECT_EQ(store->import("import-2")->status, ImportStatus::review);
    EXPECT_EQ(store->version("plan-1", 1)->content, "one");
}

TEST_F(PlanStoreTest, versions_follow_each_other) {
    accept();
    const auto second = store->add_version(command(), "plan-1", 1, version_of("two"));
    ASSERT_TRUE(second);
    EXPECT_EQ(second->number, 2);
    EXPECT_EQ(second->parent, 1);
    EXPECT_EQ(store->add_version(command(), "plan-1", 1, version_of("late")).error().kind,
              ErrorKind::conflict);
    EXPECT_EQ(store->plan("plan-1")->head.number, 2);
    EXPECT_EQ(store->version("plan-1", 1)->content, "one");
    EXPECT_EQ(store->version("plan-1", 2)->content, "two");
    const auto versions = store->versions("plan-1", 3, 10);
    ASSERT_TRUE(versions);
    ASSERT_EQ(versions->size(), 2u);
    EXPECT_EQ(versions->front().number, 2);
    EXPECT_EQ(store->versions("plan-1", 2, 10)->size(), 1u);
    EXPECT_EQ(store->plans("office")->size(), 1u);
    EXPECT_EQ(store->plan("plan-2").error().kind, ErrorKind::not_found);
}

TEST_F(PlanStoreTest, a_command_with_a_key_happens_once) {
    accept();
    const Command once = command("key-1", "two");
    EXPECT_EQ(*store->answered(once), std::nullopt);
    ASSERT_TRUE(store->add_version(once, "plan-1", 1, version_of("two")));
    ASSERT_TRUE(store->add_version(command(), "plan-1", 2, version_of("three")));
    // Sent again, whatever the caller believes the head to be.
    const auto again = store->add_version(once, "plan-1", 1, version_of("two"));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->number, 2);
    EXPECT_EQ(again->content, "two");
    EXPECT_EQ(again->by, "officer");
    EXPECT_EQ(store->plan("plan-1")->head.number, 3);
    EXPECT_EQ(*store->answered(once), "2");
    EXPECT_EQ(store->answered(command("key-1", "other")).error().kind, ErrorKind::conflict);
    EXPECT_EQ(
        store->add_version(command("key-1", "other"), "plan-1", 3, version_of("four")).error().kind,
        ErrorKind::conflict);
    // What was refused has not used its key up.
    const Command late = command("key-2", "late");
    EXPECT_FALSE(store->add_version(late, "plan-1", 1, version_of("late")));
    EXPECT_EQ(*store->answered(late), std::nullopt);
}

TEST_F(PlanStoreTest, an_import_is_accepted_once_with_its_key) {
    ASSERT_TRUE(store->add_import(command(), import_of("import-1"), ""));
    const Command once = command("key-1", "accept");
    ASSERT_TRUE(store->accept_import(once, {"import-1", 1, "plan-1", "[7]"}, version_of("one")));
    const auto again =
        store->accept_import(once, {"import-1", 1, "plan-1-2", "[8]"}, version_of("one"));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->plan, "plan-1");
    EXPECT_EQ(store->plans("office")->size(), 1u);
    EXPECT_EQ(*store->hints("office"), "[7]");
}

TEST_F(PlanStoreTest, a_job_outlives_the_program_until_its_import_is_there) {
    ImportJob job;
    job.id = "job-1";
    job.file_name = "แผน.docx";
    job.sha256 = std::string(64, 'a');
    EXPECT_EQ(*store->add_job(command("key-1", "upload"), job), "job-1");
    ImportJob again = job;
    again.id = "job-2";
    EXPECT_EQ(*store->add_job(command("key-1", "upload"), again), "job-1");
    again.id = "job-3";
    ASSERT_TRUE(store->add_job(command(), again));
    ASSERT_TRUE(store->begin_job("job-1"));
    store.reset();
    open();
    ASSERT_EQ(store->waiting_jobs()->size(), 2u);
    EXPECT_EQ(store->waiting_jobs()->front().id, "job-1");
    EXPECT_EQ(store->waiting_jobs()->front().tries, 1);
    EXPECT_EQ(store->waiting_jobs()->front().file_name, "แผน.docx");
    ASSERT_TRUE(store->add_import(command(), import_of("import-1"), "job-1"));
    EXPECT_EQ(store->job("job-1")->status, ImportJob::Status::done);
    EXPECT_EQ(store->job("job-1")->import, "import-1");
    // Another server was as far: nothing comes of it.
    EXPECT_EQ(store->add_import(command(), import_of("import-2"), "job-1").error().kind,
              ErrorKind::conflict);
    EXPECT_EQ(store->import("import-2").error().kind, ErrorKind::not_found);
    ASSERT_TRUE(store->end_job("job-3", ImportJob::Status::failed, "{}"));
    ASSERT_TRUE(store->end_job("job-3", ImportJob::Status::stopped, ""));
    EXPECT_EQ(store->job("job-3")->status, ImportJob::Status::failed);
    EXPECT_TRUE(store->waiting_jobs()->empty());
}

TEST_F(PlanStoreTest, a_position_is_known_until_anybody_writes) {
    accept();
    EXPECT_FALSE(store->known_position("plan-1"));  // nobody asked yet
    ASSERT_TRUE(store->position("plan-1"));
    ASSERT_TRUE(store->known_position("plan-1"));
    EXPECT_EQ(store->known_position("plan-1")->number, 1);
    EXPECT_FALSE(store->known_position("plan-2"));

    // Another connection, as of another process.
    const auto other = std::move(*PlanStore::open(folder / "phaen.db"));
    EXPECT_TRUE(store->known_position("plan-1"));
    ASSERT_TRUE(other->add_version(command(), "plan-1", 1, version_of("two")));
    EXPECT_FALSE(store->known_position("plan-1"));
    EXPECT_EQ(store->position("plan-1")->number, 2);
    EXPECT_EQ(store->known_position("plan-1")->number, 2);

    // Its own writes count as well.
    ASSERT_TRUE(store->add_version(command(), "plan-1", 2, version_of("three")));
    EXPECT_FALSE(store->known_position("plan-1"));
    EXPECT_EQ(store->position("plan-1")->number, 3);
}

TEST_F(PlanStoreTest, a_position_that_is_known_is_never_older_than_what_was_acknowledged) {
    accept();
    const auto other = std::move(*PlanStore::open(folder / "phaen.db"));
    std::atomic<std::int64_t> acknowledged{1};
    std::atomic<bool> is_over{false};
    std::thread reader([&] {
        while (!is_over) {
            const std::int64_t least = acknowledged;
            const auto known = store->known_position("plan-1");
            EXPECT_GE(known ? known->number : least, least);
            EXPECT_GE(store->position("plan-1")->number, least);
        }
    });
    for (std::int64_t number = 1; number <= 100; ++number) {
        ASSERT_TRUE(other->add_version(command(), "plan-1", number, version_of("next")));
        acknowledged = number + 1;
    }
    is_over = true;
    reader.join();
}

TEST_F(PlanStoreTest, redo_finds_the_newest_edit_of_a_position) {
    accept();
    ASSERT_TRUE(store->add_version(command(), "plan-1", 1, version_of("two")));
    ASSERT_TRUE(store->add_version(command(), "plan-1", 2, version_of("three")));
    // Two steps back: positions 2, then 1.
    ASSERT_TRUE(store->add_version(command(), "plan-1", 3, version_of("two", 2)));
    const auto back = store->add_version(command(), "plan-1", 4, version_of("one", 1));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->position(), 1);
    EXPECT_EQ(store->redo_of("plan-1", 1)->number, 2);
    EXPECT_EQ(store->redo_of("plan-1", 2)->number, 3);
    EXPECT_EQ(store->redo_of("plan-1", 3).error().kind, ErrorKind::not_found);
    // An edit from there is a child of position 1, and what redo would bring back from now on.
    const auto edit = store->add_version(command(), "plan-1", 5, version_of("other"));
    ASSERT_TRUE(edit);
    EXPECT_EQ(edit->parent, 1);
    EXPECT_EQ(store->redo_of("plan-1", 1)->number, 6);
}

TEST_F(PlanStoreTest, of_many_at_once_each_number_is_given_once) {
    accept();
    std::atomic<int> landed{0};
    std::vector<std::jthread> people;
    for (int person = 0; person < 4; ++person) {
        people.emplace_back([&] {
            for (int done = 0; done < 10;) {
                const std::int64_t head = store->plan("plan-1")->head.number;
                if (store->add_version(command(), "plan-1", head, version_of("x"))) {
                    ++done;
                    ++landed;
                }
            }
        });
    }
    people.clear();
    EXPECT_EQ(landed, 40);
    EXPECT_EQ(store->plan("plan-1")->head.number, 41);
    EXPECT_EQ(store->versions("plan-1", 100, 100)->size(), 41u);
}

TEST_F(PlanStoreTest, a_newer_or_a_foreign_database_is_left_alone) {
    store.reset();
    {
        const auto connection =
            Connection::open((folder / "phaen.db").string(), Connection::Access::write);
        ASSERT_TRUE((*connection)->execute("PRAGMA user_version=99"));
    }
    EXPECT_EQ(PlanStore::open(folder / "phaen.db").error().kind, ErrorKind::newer);
    {
        const auto connection =
            Connection::open((folder / "other.db").string(), Connection::Access::write);
        ASSERT_TRUE((*connection)->execute("CREATE TABLE theirs (x INTEGER)"));
    }
    EXPECT_EQ(PlanStore::open(folder / "other.db").error().kind, ErrorKind::unusable);
    std::ofstream(folder / "text.db") << std::string(5000, 'x');
    EXPECT_EQ(PlanStore::open(folder / "text.db").error().kind, ErrorKind::unusable);
    EXPECT_EQ(PlanStore::open(folder / "no" / "folder.db").error().kind, ErrorKind::unusable);
}

TEST_F(PlanStoreTest, a_file_is_kept_by_its_content) {
    const Files files(folder / "files");
    const auto name = files.put("abc");
    ASSERT_TRUE(name);
    // FIPS 180-2, appendix B.1.
    EXPECT_EQ(*name, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(*files.put("abc"), *name);
    EXPECT_EQ(*files.get(*name), "abc");
    EXPECT_EQ(files.get(std::string(64, '0')).error().kind, ErrorKind::not_found);
    std::ofstream(folder / "files" / "ba" / *name) << "abd";
    EXPECT_EQ(files.get(*name).error().kind, ErrorKind::conflict);
}

}  // namespace
}  // namespace phaen::store
