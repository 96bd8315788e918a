// usage: store_bench FOLDER
// Durable commands of 64 clients with the audit chain, beside bare SQLite with group commit on the
// same disk, in turns.
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "phaen/store/year_store.h"

namespace {

using Clock = std::chrono::steady_clock;
constexpr int kClients = 64;
constexpr auto kTime = std::chrono::seconds(3);

/// Commands a second that move a subject of a workflow, each with its entry of the chain.
double with_audit(const std::filesystem::path& path) {
    const auto database = phaen::store::Database::open({path, ""});
    if (!database) return 0;
    std::atomic<long> done{0};
    const auto end = Clock::now() + kTime;
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
    return static_cast<double>(done) / std::chrono::duration<double>(kTime).count();
}

/// Rows a second of two bare statements each, 64 in a durable transaction, on one thread.
double bare(const std::filesystem::path& path) {
    sqlite3* handle = nullptr;
    if (sqlite3_open(path.c_str(), &handle) != SQLITE_OK) return 0;
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
    const auto end = Clock::now() + kTime;
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
    return static_cast<double>(done) / std::chrono::duration<double>(kTime).count();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder);
    for (int turn = 0; turn < 3; ++turn) {
        const std::string number = std::to_string(turn);
        const double plain = bare(folder / ("bare-" + number + ".db"));
        const double audited = with_audit(folder / ("audit-" + number + ".db"));
        std::printf("bare %.0f/s  with audit %.0f/s  ratio %.2f\n", plain, audited,
                    audited / plain);
    }
    return 0;
}
