#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/store/error.h"

namespace phaen::store {

/// Bytes that are no text.
struct Blob {
    std::string bytes;
    friend bool operator==(const Blob&, const Blob&) = default;
};

/// What a column can hold. Everything that we store is one of these on every database.
/// A flag is read as the integer 0 or 1.
using Cell = std::variant<std::monostate, std::int64_t, std::string, Blob, bool>;

/// A row of an answer. Asking a column for another type than the query gives is a bug.
class Row {
  public:
    explicit Row(std::vector<Cell> cells) : cells_(std::move(cells)) {}
    [[nodiscard]] std::int64_t integer(std::size_t column) const;
    /// NULL is the empty text.
    [[nodiscard]] const std::string& text(std::size_t column) const;
    [[nodiscard]] const std::string& blob(std::size_t column) const;
    [[nodiscard]] bool is_null(std::size_t column) const;
    [[nodiscard]] const std::vector<Cell>& cells() const { return cells_; }

  private:
    std::vector<Cell> cells_;
};

enum class Backend { sqlite, postgres };

/// One connection to a database, the same SQL on both. Not for two threads at once. SQL is a text
/// of ours with `$1`, `$2` for its values; each text is prepared once.
class Connection {
  public:
    enum class Access { read, write };
    /// A SQLite database; `path` is a file.
    [[nodiscard]] static base::Result<std::unique_ptr<Connection>, Error> open(
        const std::string& path, Access access);
    /// A PostgreSQL database by libpq's URL, its TLS options as they are given. A reader's
    /// transactions cannot write.
    [[nodiscard]] static base::Result<std::unique_ptr<Connection>, Error> open_postgres(
        const std::string& url, Access access);
    virtual ~Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] virtual Backend backend() const = 0;

    using Arguments = std::vector<Cell>;
    [[nodiscard]] base::Result<std::vector<Row>, Error> query(std::string_view sql,
                                                              const Arguments& arguments = {});
    /// Row by row, for answers that should not stand in memory whole. `visit` returns false to
    /// stop; it must not use this connection.
    using Visitor = std::function<bool(const Row&)>;
    [[nodiscard]] base::Result<base::Done, Error> each(std::string_view sql,
                                                       const Arguments& arguments,
                                                       const Visitor& visit);
    /// The number of rows that it changed. A unique or foreign key that does not hold is
    /// `conflict`.
    [[nodiscard]] base::Result<std::int64_t, Error> execute(std::string_view sql,
                                                            const Arguments& arguments = {});
    /// Adds many rows the database's fastest way; `next` fills a row and returns false after the
    /// last. Returns how many there were. Must stand in a transaction.
    using Source = std::function<bool(std::vector<Cell>&)>;
    [[nodiscard]] base::Result<std::int64_t, Error> bulk(std::string_view table,
                                                         const std::vector<std::string>& columns,
                                                         const Source& next);
    /// DDL with the tokens `{pk} {i64} {text} {json} {ts} {blob} {bool} {strict}` in this
    /// database's words.
    [[nodiscard]] std::string in_words_of_database(std::string_view ddl) const;

    /// Everything that `work` does, or nothing when it refuses. Inside another transaction it is a
    /// savepoint.
    template <class T>
    [[nodiscard]] base::Result<T, Error> transaction(
        const std::function<base::Result<T, Error>()>& work) {
        if (auto begun = begin(); !begun) return base::Unexpected{begun.error()};
        try {
            auto result = work();
            if (!result) {
                roll_back();
                return result;
            }
            if (auto done = commit(); !done) {
                roll_back();
                return base::Unexpected{done.error()};
            }
            return result;
        } catch (...) {
            roll_back();
            throw;
        }
    }
    /// Reads of one instant: what others write meanwhile is not seen.
    template <class T>
    [[nodiscard]] base::Result<T, Error> snapshot(
        const std::function<base::Result<T, Error>()>& work) {
        if (auto begun = begin_snapshot(); !begun) return base::Unexpected{begun.error()};
        try {
            auto result = work();
            roll_back();
            return result;
        } catch (...) {
            roll_back();
            throw;
        }
    }

    [[nodiscard]] base::Result<base::Done, Error> begin();
    [[nodiscard]] base::Result<base::Done, Error> begin_snapshot();
    /// After a failure the transaction (or savepoint) is still open: roll it back.
    [[nodiscard]] base::Result<base::Done, Error> commit();
    void roll_back();
    [[nodiscard]] int depth() const { return depth_; }
    /// Reads every page of the file, those in no use included, and compares its checksum. What is
    /// the server's own to check holds there.
    [[nodiscard]] virtual base::Result<base::Done, Error> check_pages() = 0;
    /// Copies the whole database as of now into a new SQLite file, synced piece by piece, so that
    /// who writes meanwhile waits for little. Only of a SQLite database, outside of transactions.
    [[nodiscard]] virtual base::Result<base::Done, Error> copy_to(
        const std::string& path, const std::function<bool(int percent)>& progress = {}) = 0;
    /// What a commit adds to the log of a SQLite database is folded into the file sooner or later,
    /// every thousand pages by the commit itself unless somebody else looks after it.
    virtual void leave_log_to_others() {}
    /// Pages in the log after the last commit of this connection; 0 where there is no such log.
    [[nodiscard]] virtual std::int64_t log_pages() const { return 0; }
    /// Folds in what no reader still needs, beside those who read and write. Returns the pages that
    /// are left, or -1 when somebody else does it at the moment.
    [[nodiscard]] virtual std::int64_t fold_log() { return 0; }
    /// False after the line to the server broke, or a transaction could not be ended: open another.
    [[nodiscard]] virtual bool is_usable() const = 0;

    /// Asked before each statement; what it answers is the statement's failure. For tests that make
    /// the n-th operation fail.
    using Fault = std::function<std::optional<Error>(std::string_view sql)>;
    void set_fault(Fault fault) { fault_ = std::move(fault); }

  protected:
    Connection() = default;
    virtual base::Result<base::Done, Error> do_each(std::string_view sql,
                                                    const Arguments& arguments,
                                                    const Visitor& visit,
                                                    std::int64_t& changed) = 0;
    virtual base::Result<std::int64_t, Error> do_bulk(std::string_view table,
                                                      const std::vector<std::string>& columns,
                                                      const Source& next) = 0;
    /// Whether the database itself still has a transaction open.
    [[nodiscard]] virtual bool in_transaction() const = 0;
    bool broken_ = false;

  private:
    [[nodiscard]] base::Result<base::Done, Error> run(std::string_view sql);
    int depth_ = 0;
    Fault fault_;
};

}  // namespace phaen::store
