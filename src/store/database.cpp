#include "phaen/store/database.h"

#include <utility>

#include "database_parts.h"
#include "migrations.h"
#include "phaen/base/check.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;

namespace {

/// More readers wait; a server has fewer workers than that, and PostgreSQL has 100 places.
constexpr int kReaders = 32;
/// What one transaction of the database takes on; the rest goes into the next.
constexpr std::size_t kBatch = 256;
constexpr int kAttempts = 5;
/// The log of a SQLite database is folded in when it has so many pages (4 MB), and its end by the
/// thread that writes when that is not more than so many.
constexpr std::int64_t kLogPages = 1000;
constexpr std::int64_t kLogEnd = 100;
constexpr int kFoldings = 10;

Result<std::unique_ptr<Connection>, Error> open_at(const DatabaseUrl& url,
                                                   Connection::Access access) {
    return url.path.empty() ? Connection::open_postgres(url.postgres, access)
                            : Connection::open(url.path.string(), access);
}

}  // namespace

Result<DatabaseUrl, Error> DatabaseUrl::parse(std::string_view url) {
    constexpr std::string_view kSqlite = "sqlite:";
    DatabaseUrl parsed;
    if (url.starts_with(kSqlite) && url.size() > kSqlite.size()) {
        parsed.path = std::filesystem::path(url.substr(kSqlite.size()));
        return parsed;
    }
    if (url.starts_with("postgres://") || url.starts_with("postgresql://")) {
        parsed.postgres = url;
        return parsed;
    }
    return Unexpected{Error{ErrorKind::unusable, "neither sqlite: nor postgres://"}};
}

std::string DatabaseUrl::shown() const {
    if (!path.empty()) return "sqlite:" + path.string();
    std::string_view rest = postgres;
    rest.remove_prefix(rest.find("//") + 2);
    rest = rest.substr(0, rest.find('?'));
    if (const std::size_t at = rest.rfind('@'); at != std::string_view::npos)
        rest.remove_prefix(at + 1);
    return "postgres://" + std::string(rest);
}

Database::Parts::Parts(DatabaseUrl database_url, std::unique_ptr<Connection> connection)
    : url(std::move(database_url)),
      writer(std::move(connection)),
      thread([this](const std::stop_token& stop) { serve(stop); }) {
    if (url.path.empty()) return;
    writer->leave_log_to_others();
    folder = std::jthread([this](const auto& stop) { fold(stop); });
}

Database::Parts::~Parts() {
    thread.request_stop();
    thread.join();
    if (!folder.joinable()) return;
    folder.request_stop();
    folder.join();
}

Result<std::unique_ptr<Connection>, Error> Database::Parts::open_connection(
    Connection::Access access) {
    return open_at(url, access);
}

Result<std::unique_ptr<Connection>, Error> Database::Parts::take_reader() {
    {
        std::unique_lock lock(read_mutex);
        reader_is_free.wait(lock, [this] { return readers < kReaders; });
        ++readers;
        if (!idle.empty()) {
            auto connection = std::move(idle.back());
            idle.pop_back();
            return connection;
        }
    }
    auto opened = open_connection(Connection::Access::read);
    if (!opened) leave(nullptr);
    return opened;
}

void Database::Parts::give_back(std::unique_ptr<Connection> connection) {
    if (!connection->is_usable()) return;
    const std::lock_guard lock(read_mutex);
    idle.push_back(std::move(connection));
}

void Database::Parts::leave(Connection* /*connection*/) {
    {
        const std::lock_guard lock(read_mutex);
        --readers;
    }
    reader_is_free.notify_one();
}

void Database::Parts::run(Job& job) {
    thread_local const auto bell = std::make_shared<Bell>();
    bell->rang = false;
    job.bell = bell;
    {
        const std::lock_guard lock(write_mutex);
        waiting.push_back(&job);
        if (waiting.size() == 1) has_work.notify_one();
    }
    std::unique_lock lock(bell->mutex);
    bell->rings.wait(lock, [] { return bell->rang; });
}

void Database::Parts::serve(const std::stop_token& stop) {
    std::vector<Job*> jobs;
    std::unique_lock lock(write_mutex);
    while (true) {
        has_work.wait(lock, stop, [this] { return !waiting.empty(); });
        if (waiting.empty()) return;
        jobs.clear();
        while (!waiting.empty() && jobs.size() < kBatch) {
            if (waiting.front()->stands_alone && !jobs.empty()) break;
            jobs.push_back(waiting.front());
            waiting.pop_front();
            if (jobs.back()->stands_alone) break;
        }
        lock.unlock();
        run_batch(jobs);
        // A job is its caller's as soon as its bell rang.
        for (Job* job : jobs) {
            const std::shared_ptr<Bell> bell = std::move(job->bell);
            {
                const std::lock_guard one(bell->mutex);
                bell->rang = true;
            }
            bell->rings.notify_one();
        }
        tend_log();
        lock.lock();
    }
}

void Database::Parts::tend_log() {
    const std::int64_t pages = writer->log_pages();
    if (pages < asked_at) asked_at = 0;
    if (pages < kLogPages) return;
    if (is_folded.exchange(false)) {
        const std::unique_lock lock(fold_mutex, std::try_to_lock);
        if (lock) static_cast<void>(writer->fold_log());
        return;
    }
    if (pages < asked_at + kLogPages) return;
    asked_at = pages;
    const std::lock_guard lock(log_mutex);
    wants_fold = true;
    log_is_long.notify_one();
}

// A reader of an older state keeps what was written since in the log; then nothing is gained until
// it ends, and the thread that writes asks again a thousand pages later.
void Database::Parts::fold(const std::stop_token& stop) {
    std::unique_ptr<Connection> connection;
    std::unique_lock lock(log_mutex);
    while (log_is_long.wait(lock, stop, [this] { return wants_fold; })) {
        wants_fold = false;
        lock.unlock();
        if (!connection) {
            if (auto opened = open_connection(Connection::Access::write))
                connection = std::move(*opened);
        }
        std::int64_t left = 0;  // all of it for the thread that writes, when nothing can be opened
        if (connection) {
            const std::lock_guard one(fold_mutex);
            left = connection->fold_log();
            for (int n = 1; n < kFoldings && left > kLogEnd; ++n) left = connection->fold_log();
        }
        is_folded = left >= 0 && left <= kLogEnd;
        lock.lock();
    }
}

Result<Done, Error> Database::Parts::wipe() {
    Job job;
    job.stands_alone = true;
    job.work = [this](Connection& connection) -> std::optional<Error> {
        const std::lock_guard one(fold_mutex);
        // A reader in the middle of an older state keeps the log; it ends within the busy timeout.
        const auto rows = connection.backend() == Backend::sqlite
                              ? connection.query("PRAGMA wal_checkpoint(TRUNCATE)")
                              : connection.query("VACUUM FULL person, account");
        if (!rows) return rows.error();
        if (!rows->empty() && rows->front().integer(0) != 0)
            return Error{ErrorKind::busy, "a long read keeps the log of writes"};
        return std::nullopt;
    };
    run(job);
    if (job.failure) return Unexpected{std::move(*job.failure)};
    return Done{};
}

void Database::Parts::run_batch(std::vector<Job*>& jobs) {
    std::optional<Error> reason;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        if (!writer->is_usable()) {
            auto opened = open_connection(Connection::Access::write);
            if (!opened) {
                reason = opened.error();
                break;
            }
            writer = std::move(*opened);
            writer->leave_log_to_others();
        }
        if (jobs.front()->stands_alone) {
            jobs.front()->failure = jobs.front()->work(*writer);
            return;
        }
        reason = try_batch(jobs);
        if (!reason) return;
        if (!reason->retry) break;
    }
    for (Job* job : jobs) {
        job->exception = nullptr;
        job->failure = reason;
    }
}

std::optional<Error> Database::Parts::try_batch(std::vector<Job*>& jobs) {
    const bool is_alone = jobs.size() == 1;
    if (const auto begun = writer->begin(); !begun) return begun.error();
    for (Job* job : jobs) {
        job->failure.reset();
        job->exception = nullptr;
        run_in_savepoint(*writer, *job, is_alone);
        if (job->failure && job->failure->retry) {
            Error again = *job->failure;
            writer->roll_back();
            return again;
        }
        if (!writer->is_usable()) {
            writer->roll_back();
            return Error{ErrorKind::unusable, "a transaction could not be undone in part"};
        }
    }
    if (is_alone && (jobs.front()->failure || jobs.front()->exception)) {
        writer->roll_back();
        return std::nullopt;
    }
    if (const auto done = writer->commit(); !done) {
        writer->roll_back();
        return done.error();
    }
    for (Job* job : jobs) {
        if (!job->failure && !job->exception) job->landed();
    }
    return std::nullopt;
}

void Database::Parts::run_in_savepoint(Connection& connection, Job& job, bool is_alone) {
    if (!is_alone) {
        if (const auto begun = connection.begin(); !begun) {
            job.failure = begun.error();
            return;
        }
    }
    const int depth = connection.depth();
    try {
        job.failure = job.work(connection);
    } catch (...) {
        job.exception = std::current_exception();
    }
    PHAEN_CHECK(connection.depth() == depth, "a job ends the transactions that it begins");
    if (is_alone) return;
    if (job.failure || job.exception) {
        connection.roll_back();
        return;
    }
    if (const auto done = connection.commit(); !done) {
        job.failure = done.error();
        connection.roll_back();
    }
}

Database::Database(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>, Error> Database::open(const DatabaseUrl& url, Opening opening) {
    if (opening == Opening::current) {
        const auto format = format_of(url);
        if (!format) return Unexpected{format.error()};
        if (*format > newest_format())
            return Unexpected{Error{ErrorKind::newer, "format " + std::to_string(*format)}};
        if (*format < newest_format())
            return Unexpected{Error{ErrorKind::unusable,
                                    "format " + std::to_string(*format) + ": phaen migrate first"}};
    }
    auto writer = open_at(url, Connection::Access::write);
    if (!writer) return Unexpected{writer.error()};
    if (opening == Opening::migrate) {
        const auto migrated = migrate(**writer);
        if (!migrated) return Unexpected{migrated.error()};
    }
    return std::unique_ptr<Database>(
        new Database(std::make_unique<Parts>(url, std::move(*writer))));
}

const DatabaseUrl& Database::url() const { return parts_->url; }

bool Database::has_one_server() const { return !parts_->url.path.empty(); }

bool Database::is_ready() {
    return parts_
        ->read<Done>([](Connection& connection) -> Result<Done, Error> {
            const auto rows = connection.query("SELECT 1 FROM agency LIMIT 1");
            if (!rows) return Unexpected{rows.error()};
            return Done{};
        })
        .has_value();
}

Result<std::int64_t, Error> format_of(const DatabaseUrl& url) {
    if (!url.path.empty()) {
        std::error_code error;
        if (!std::filesystem::exists(url.path, error))
            return Unexpected{Error{ErrorKind::not_found, url.path.string()}};
    }
    const auto connection = open_at(url, Connection::Access::read);
    if (!connection) return Unexpected{connection.error()};
    return format_of(**connection);
}

}  // namespace phaen::store
