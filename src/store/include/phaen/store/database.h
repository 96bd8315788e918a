#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "phaen/base/result.h"
#include "phaen/store/error.h"

namespace phaen::store {

/// Microseconds since 1970-01-01T00:00:00Z.
using Instant = std::int64_t;

/// Which database, as `--db` names it.
struct DatabaseUrl {
    std::filesystem::path path;  ///< of a SQLite file; empty for PostgreSQL
    std::string postgres;        ///< libpq's URL, with its secrets: never printed

    /// `sqlite:PATH`, `postgres://…` or `postgresql://…`.
    [[nodiscard]] static base::Result<DatabaseUrl, Error> parse(std::string_view url);
    /// For messages: a PostgreSQL URL without user, password and options.
    [[nodiscard]] std::string shown() const;
};

/// What a database may be when it is opened.
enum class Opening {
    migrate,  ///< made when it is not there, and brought to the newest format
    current,  ///< there, and of the newest format; nothing is changed
};

/// A database behind the stores: one connection that writes, in turns, and as many that read as
/// there are readers at once. Safe from any thread.
///
/// Writes are grouped: what several threads ask for at the same time is one transaction of the
/// database with a savepoint for each, so that one that fails undoes nothing of its neighbours, and
/// all of them wait for the disk once. A call that returned is on the disk.
class Database {
  public:
    [[nodiscard]] static base::Result<std::unique_ptr<Database>, Error> open(
        const DatabaseUrl& url, Opening opening = Opening::migrate);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    [[nodiscard]] const DatabaseUrl& url() const;
    /// True for the embedded database: whoever serves it is the only one who does.
    [[nodiscard]] bool has_one_server() const;
    /// True when the database answers.
    [[nodiscard]] bool is_ready();

    /// The module's own way in.
    struct Parts;
    [[nodiscard]] Parts& parts() { return *parts_; }

  private:
    explicit Database(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

/// The format that this program writes.
[[nodiscard]] std::int64_t newest_format();
/// The format of a database that is there; 0 for an empty one.
[[nodiscard]] base::Result<std::int64_t, Error> format_of(const DatabaseUrl& url);

}  // namespace phaen::store
