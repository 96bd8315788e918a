// What the store promises when the power fails or the disk lies. These tests can fail: one of them
// shows that without waiting for the disk acknowledged writes are lost.
#include <atomic>
#include <fstream>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "checksum_vfs.h"
#include "conformance_support.h"
#include "crash_vfs.h"
#include "phaen/store/verify.h"
#include "phaen/store/year_store.h"
#include "store_cases.h"

namespace phaen::store {
namespace {

using testing_support::command_at;
using testing_support::Crash;
using testing_support::day_at;
using testing_support::dump_of;
using testing_support::fact_of;
using testing_support::fill;
using testing_support::Fresh;
using testing_support::instant_at;
using testing_support::lengths;
using testing_support::lies_of;

/// Officers who write until the power fails, and what they were told.
class Officers {
  public:
    /// Each command adds two facts; `n` names it over its repetitions.
    void work(Database& database, int round, int commands = 200) {
        std::atomic<bool> is_over{false};
        std::vector<std::jthread> threads;
        for (int officer = 0; officer < 4; ++officer) {
            threads.emplace_back([&, officer, commands] {
                for (int i = 0; i < commands && !is_over; ++i) {
                    const std::string n = std::to_string(round) + "-" + std::to_string(officer) +
                                          "-" + std::to_string(i);
                    if (!send(database, n)) is_over = true;
                }
            });
        }
    }

    /// Sends again what was not answered; it has one effect at most.
    void repeat(Database& database) {
        const std::set<std::string> open = std::exchange(unanswered_, {});
        for (const std::string& n : open) EXPECT_TRUE(send(database, n)) << n;
    }

    /// Commands that were acknowledged and are not there, or are there in part or twice.
    int wrong(Database& database) {
        std::map<std::string, int> there;
        YearStore store(database);
        const auto facts =
            store.facts_as_of("office", "plan-1", {}, {day_at(30), instant_at(1000)});
        if (!facts) return 1'000'000;
        for (const facts::Fact& fact : *facts) ++there[fact.element];
        int count = 0;
        for (const std::string& n : acknowledged_) count += there["n-" + n] == 2 ? 0 : 1;
        for (const std::string& n : unanswered_) {
            const int halves = there["n-" + n];
            count += halves == 0 || halves == 2 ? 0 : 1;
        }
        return count;
    }

    /// Starts a new database.
    void forget() {
        acknowledged_.clear();
        unanswered_.clear();
    }

  private:
    bool send(Database& database, const std::string& n) {
        Command command = command_at(1);
        command.key = n;
        // Ids differ between attempts, so that a second effect would show.
        const std::string attempt = std::to_string(++attempts_);
        facts::Fact first = fact_of("a-" + attempt, 1, 1);
        facts::Fact second = fact_of("b-" + attempt, 1, 1);
        first.element = second.element = "n-" + n;
        const bool done = YearStore(database).append(command, {first, second}).has_value();
        const std::lock_guard lock(mutex_);
        (done ? acknowledged_ : unanswered_).insert(n);
        return done;
    }

    std::mutex mutex_;
    std::atomic<int> attempts_{0};
    std::set<std::string> acknowledged_;
    std::set<std::string> unanswered_;
};

/// Runs `kills` crashes and returns the commands that went wrong.
int crash_sqlite(int kills, const char* synchronous, std::uint64_t seed) {
    testing_support::register_crash_vfs();
    std::mt19937_64 random(seed);
    Officers officers;
    int wrong = 0;
    auto fresh = std::make_unique<Fresh>(Backend::sqlite);
    for (int round = 0; round < kills; ++round) {
        if (round % 5 == 0) {
            fresh = std::make_unique<Fresh>(Backend::sqlite);
            officers.forget();
        }
        set_sqlite_ground_for_test(testing_support::kCrashVfs, synchronous);
        auto database = Database::open(fresh->url());
        if (!database) {
            // Without syncing the whole database may be gone, too.
            wrong += 1;
            fresh = std::make_unique<Fresh>(Backend::sqlite);
            officers.forget();
            continue;
        }
        testing_support::fail_power_after(1 + random() % 400);
        officers.work(**database, round);
        database->reset();
        testing_support::restore_power(random());
        set_sqlite_ground_for_test(nullptr, "FULL");
        const auto again = Database::open(fresh->url());
        if (!again) {
            ++wrong;
            continue;
        }
        wrong += officers.wrong(**again);
        const std::string lies = lies_of(**again);
        wrong += lies.empty() ? 0 : 1;
        if (std::string_view(synchronous) == "FULL") {
            EXPECT_EQ(lies, "") << "seed " << seed << " round " << round;
            officers.repeat(**again);
            wrong += officers.wrong(**again);
        }
    }
    return wrong;
}

TEST(Power, failing_loses_nothing_that_was_acknowledged) {
    EXPECT_EQ(crash_sqlite(lengths().kills, "FULL", 7), 0);
}

TEST(Power, without_waiting_for_the_disk_this_test_would_fail) {
    EXPECT_GT(crash_sqlite(20, "OFF", 7), 0);
}

TEST(Power, a_killed_postgres_loses_nothing_that_was_acknowledged) {
    if (testing_support::postgres_url().empty()) GTEST_SKIP() << "PostgreSQL 15 is not installed";
    auto fresh = std::make_unique<Fresh>(Backend::postgres);
    Officers officers;
    std::mt19937_64 random(7);
    const int kills = lengths().postgres_kills;
    for (int round = 0; round < kills; ++round) {
        // All that was written is walked each time, so that a long run begins anew now and then.
        if (round % 25 == 24) {
            fresh = std::make_unique<Fresh>(Backend::postgres);
            officers.forget();
        }
        auto database = Database::open(fresh->url());
        ASSERT_TRUE(database) << database.error().detail;
        {
            const std::jthread work([&] { officers.work(**database, round); });
            std::this_thread::sleep_for(std::chrono::milliseconds(random() % 60));
            testing_support::crash_postgres(round % 2 == 0 ? Crash::kill : Crash::quit);
        }
        database->reset();
        const auto again = Database::open(fresh->url());
        ASSERT_TRUE(again) << again.error().detail;
        EXPECT_EQ(officers.wrong(**again), 0);
        officers.repeat(**again);
        EXPECT_EQ(officers.wrong(**again), 0);
        EXPECT_EQ(lies_of(**again), "");
    }
}

TEST(Disk, a_flipped_byte_is_found_or_changes_nothing) {
    const Fresh fresh(Backend::sqlite);
    std::string whole;
    {
        const auto database = std::move(*Database::open(fresh.url()));
        fill(*database);
        Officers().work(*database, 0, 20);
        whole = dump_of(*database);
        ASSERT_EQ(lies_of(*database), "");
    }
    std::string bytes;
    {
        std::ifstream stream(fresh.url().path, std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    }
    ASSERT_FALSE(std::filesystem::exists(fresh.url().path.string() + "-wal"));
    std::mt19937_64 random(11);
    const int flips = lengths().flips;
    int found = 0;
    for (int i = 0; i < flips; ++i) {
        // The head of the file first, then anywhere.
        const std::size_t at = i < 100 ? static_cast<std::size_t>(i) : random() % bytes.size();
        const auto mask = static_cast<char>(1 + random() % 255);
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ mask);
        const std::filesystem::path path = fresh.folder() / "damaged.db";
        for (const char* ending : {"", "-wal", "-shm"})
            std::filesystem::remove(path.string() + ending);
        std::ofstream(path, std::ios::binary) << damaged;
        const auto database = Database::open(DatabaseUrl{path, ""}, Opening::current);
        if (!database || !lies_of(**database).empty()) {
            ++found;
            continue;
        }
        EXPECT_EQ(dump_of(**database), whole) << "byte " << at << " mask " << int(mask);
    }
    RecordProperty("found", found);
    EXPECT_GT(found, flips * 9 / 10);
}

}  // namespace
}  // namespace phaen::store
