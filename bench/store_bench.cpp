// usage: store_bench WHAT FOLDER [COUNT] [TURNS]
// WHAT is one of
//   commands  durable commands of 64 clients with the audit chain, beside bare SQLite with group
//             commit on the same disk, for COUNT seconds (3) each, in TURNS (3)
//   records   COUNT records (1000000) into a typed table, beside `sqlite3 .import`
//   as-of     reads as of a day among COUNT facts (10000000)
//   backup    of a database of COUNT megabytes (1024) while somebody writes
// FOLDER is made; what is in it stays.
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "phaen/store/year_store.h"
#include "store_bench.h"

namespace {

using phaen::bench::Clock;
constexpr int kClients = 64;

struct Rate {
    double per_second = 0;
    double processor_us = 0;  ///< of one
};

Rate rate_of(long done, std::chrono::seconds time, double processor_before) {
    const double used = phaen::bench::processor_seconds(RUSAGE_SELF) - processor_before;
    return {static_cast<double>(done) / std::chrono::duration<double>(time).count(),
            used * 1e6 / static_cast<double>(std::max(done, 1L))};
}

/// Commands a second that move a subject of a workflow, each with its entry of the chain.
Rate with_audit(const std::filesystem::path& path, std::chrono::seconds time) {
    const auto database = phaen::store::Database::open({path, ""});
    if (!database) return {};
    const double before = phaen::bench::processor_seconds(RUSAGE_SELF);
    std::atomic<long> done{0};
    const auto end = Clock::now() + time;
    {
        std::vector<std::jthread> clients;
        for (int client = 0; client < kClients; ++client) {
            clients.emplace_back([&, client] {
                phaen::store::YearStore store(**database);
                for (std::int64_t i = 0; Clock::now() < end; ++i) {
                    const phaen::store::Command command{"office", "officer", i, "", ""};
                    if (store.move(command,
                                   {"report", std::to_string(client), "sent", "", 0, "", i}))
                        ++done;
                }
            });
        }
    }
    return rate_of(done, time, before);
}

/// Rows a second of two bare statements each, 64 in a durable transaction, on one thread.
Rate bare(const std::filesystem::path& path, std::chrono::seconds time) {
    sqlite3* handle = nullptr;
    if (sqlite3_open(path.c_str(), &handle) != SQLITE_OK) return {};
    const double before = phaen::bench::processor_seconds(RUSAGE_SELF);
    const auto run = [&](const char* sql) { sqlite3_exec(handle, sql, nullptr, nullptr, nullptr); };
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
    run("CREATE TABLE state (id INTEGER PRIMARY KEY, n INTEGER) STRICT");
    run("CREATE TABLE audit (id INTEGER PRIMARY KEY, body TEXT) STRICT");
    sqlite3_stmt* put = nullptr;
    sqlite3_stmt* note = nullptr;
    sqlite3_prepare_v2(handle,
                       "INSERT INTO state VALUES (?1, 1) ON CONFLICT (id) DO UPDATE SET n = n + 1",
                       -1, &put, nullptr);
    sqlite3_prepare_v2(handle, "INSERT INTO audit (body) VALUES (?1)", -1, &note, nullptr);
    const std::string body(200, 'x');
    long done = 0;
    const auto end = Clock::now() + time;
    while (Clock::now() < end) {
        run("BEGIN IMMEDIATE");
        for (int client = 0; client < kClients; ++client, ++done) {
            sqlite3_bind_int(put, 1, client);
            sqlite3_step(put);
            sqlite3_reset(put);
            sqlite3_bind_text(note, 1, body.c_str(), -1, SQLITE_STATIC);
            sqlite3_step(note);
            sqlite3_reset(note);
        }
        run("COMMIT");
    }
    sqlite3_finalize(put);
    sqlite3_finalize(note);
    sqlite3_close(handle);
    return rate_of(done, time, before);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return 2;
    const std::string_view what = argv[1];
    const std::filesystem::path folder = argv[2];
    const auto number = [&](int place, std::int64_t otherwise) {
        return argc > place ? std::int64_t{std::atoll(argv[place])} : otherwise;
    };
    const int turns = static_cast<int>(number(4, what == "commands" ? 3 : 1));
    std::filesystem::create_directories(folder);
    if (what == "records") {
        phaen::bench::measure_records(folder, number(3, 1'000'000), turns);
    } else if (what == "as-of") {
        phaen::bench::measure_as_of(folder, number(3, 10'000'000));
    } else if (what == "backup") {
        phaen::bench::measure_backup(folder, number(3, 1024));
    } else if (what == "commands") {
        const std::chrono::seconds time(number(3, 3));
        for (int turn = 0; turn < turns; ++turn) {
            const std::string name = std::to_string(turn) + ".db";
            const Rate plain = bare(folder / ("bare-" + name), time);
            const Rate audited = with_audit(folder / ("audit-" + name), time);
            std::printf(
                "commands: bare %.0f/s  with audit %.0f/s  ratio %.2f; processor %.1f us and %.1f "
                "us, ratio %.2f\n",
                plain.per_second, audited.per_second, audited.per_second / plain.per_second,
                plain.processor_us, audited.processor_us,
                audited.processor_us / plain.processor_us);
        }
    } else {
        return 2;
    }
    return 0;
}
