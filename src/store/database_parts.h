#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "connection.h"
#include "phaen/store/database.h"
#include "record_tables.h"

namespace phaen::store {

/// Inside of Database. `work` may run more than once (the database let another transaction through
/// first), so what it leaves outside of the database must be its answer only.
struct Database::Parts {
    explicit Parts(DatabaseUrl database_url, std::unique_ptr<Connection> connection);
    ~Parts();
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    template <class T>
    base::Result<T, Error> read(const std::function<base::Result<T, Error>(Connection&)>& work) {
        auto connection = take_reader();
        if (!connection) return base::Unexpected{connection.error()};
        const Returned returned{this, connection->get()};
        auto result = work(**connection);
        give_back(std::move(*connection));
        return result;
    }

    /// `landed` is called after the commit, in the order of the commits, before the caller goes on.
    template <class T>
    base::Result<T, Error> write(const std::function<base::Result<T, Error>(Connection&)>& work,
                                 const std::function<void(const T&)>& landed = {}) {
        std::optional<base::Result<T, Error>> result;
        Job job;
        job.work = [&](Connection& connection) -> std::optional<Error> {
            result.emplace(work(connection));
            if (result->has_value()) return std::nullopt;
            return result->error();
        };
        job.landed = [&] {
            if (landed) landed(**result);
        };
        run(job);
        if (job.exception) std::rethrow_exception(job.exception);
        if (job.failure) return base::Unexpected{std::move(*job.failure)};
        return std::move(*result);
    }

    /// After a deletion that must leave no trace: folds the log into the database and empties it
    /// (what is deleted is overwritten there), or has the server throw dead rows away.
    base::Result<base::Done, Error> wipe();

    DatabaseUrl url;
    /// Only inside of what writes.
    RecordLayouts record_layouts;
    /// Set by tests before there are threads: goes to the connection that writes.
    void set_fault(Connection::Fault fault) { writer->set_fault(std::move(fault)); }

  private:
    /// Where one caller waits, so that those of a group need not wait for each other to wake up. It
    /// outlives the caller that it wakes.
    struct Bell {
        std::mutex mutex;
        std::condition_variable rings;
        bool rang = false;
    };
    struct Job {
        std::function<std::optional<Error>(Connection&)> work;
        std::function<void()> landed;
        std::optional<Error> failure;
        std::exception_ptr exception;
        bool stands_alone = false;  ///< in no transaction
        std::shared_ptr<Bell> bell;
    };
    /// Gives the reader's place back when the work throws.
    struct Returned {
        Parts* parts;
        Connection* connection;
        ~Returned() { parts->leave(connection); }
    };

    base::Result<std::unique_ptr<Connection>, Error> open_connection(Connection::Access access);
    base::Result<std::unique_ptr<Connection>, Error> take_reader();
    void give_back(std::unique_ptr<Connection> connection);
    void leave(Connection* connection);

    void run(Job& job);
    void serve(const std::stop_token& stop);
    void fold(const std::stop_token& stop);
    /// After a commit: has the log folded in beside the writes, and folds the little that is left
    /// then itself, so that the log begins anew.
    void tend_log();
    void run_batch(std::vector<Job*>& jobs);
    /// Null when all of it is committed or each job knows why not; otherwise why to try again.
    std::optional<Error> try_batch(std::vector<Job*>& jobs);
    /// Null when it holds inside the transaction.
    static void run_in_savepoint(Connection& connection, Job& job, bool is_alone);

    std::unique_ptr<Connection> writer;
    std::mutex read_mutex;
    std::condition_variable reader_is_free;
    std::vector<std::unique_ptr<Connection>> idle;
    int readers = 0;

    std::mutex write_mutex;
    std::condition_variable_any has_work;
    std::deque<Job*> waiting;

    std::mutex fold_mutex;  ///< one at a time: whoever empties the log, too
    std::mutex log_mutex;
    std::condition_variable_any log_is_long;
    bool wants_fold = false;             ///< by log_mutex
    std::atomic<bool> is_folded{false};  ///< but for what was written since
    std::int64_t asked_at = 0;           ///< pages in the log; only the thread that writes

    std::jthread folder;  ///< only of a SQLite database
    std::jthread thread;
};

}  // namespace phaen::store
