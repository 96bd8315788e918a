#include <sqlite3.h>
#include <sys/stat.h>

#include <array>
#include <string_view>
#include <unordered_map>

#include "checksum_vfs.h"
#include "connection.h"
#include "phaen/base/check.h"

namespace phaen::store {

namespace {

/// What is copied before the copy is synced: 256 KiB.
constexpr int kCopyPages = 64;
/// The log is folded in when it has so many pages.
constexpr int kLogPages = 1000;
/// So many texts are kept prepared; tables of datasets make new ones.
constexpr std::size_t kStatementLimit = 500;

/// Resets a prepared statement however its use ends.
class Use {
  public:
    explicit Use(sqlite3_stmt* statement) : statement_(statement) {}
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    ~Use() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

  private:
    sqlite3_stmt* statement_;
};

Error zero_in_text() { return {ErrorKind::unusable, "a text with a zero byte"}; }

/// The cell outlives the statement's use, so nothing is copied. False for a text that another
/// database could not keep.
bool bind_cell(sqlite3_stmt* statement, int index, const Cell& cell) {
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
        sqlite3_bind_int64(statement, index, *integer);
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        if (text->find('\0') != std::string::npos) return false;
        sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC,
                            SQLITE_UTF8);
    } else if (const auto* blob = std::get_if<Blob>(&cell)) {
        sqlite3_bind_blob64(statement, index, blob->bytes.data(), blob->bytes.size(),
                            SQLITE_STATIC);
    } else if (const auto* flag = std::get_if<bool>(&cell)) {
        sqlite3_bind_int(statement, index, *flag ? 1 : 0);
    } else {
        sqlite3_bind_null(statement, index);
    }
    return true;
}

/// A statement, and where each of its numbered parameters stands.
struct Prepared {
    sqlite3_stmt* statement = nullptr;
    std::vector<int> places;
};

/// By name: a number may occur anywhere and more than once.
std::vector<int> places_of(sqlite3_stmt* statement) {
    std::vector<int> places(static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)));
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::string name = "$" + std::to_string(i + 1);
        places[i] = sqlite3_bind_parameter_index(statement, name.c_str());
    }
    return places;
}

bool bind(const Prepared& prepared, const Connection::Arguments& arguments) {
    PHAEN_CHECK(prepared.places.size() == arguments.size(),
                "the statement has another number of parameters");
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        PHAEN_CHECK(prepared.places[i] > 0, "the statement has no parameter of that number");
        if (!bind_cell(prepared.statement, prepared.places[i], arguments[i])) return false;
    }
    return true;
}

Cell read_cell(sqlite3_stmt* statement, int column) {
    const auto size = [&] {
        return static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    };
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
        case SQLITE_TEXT: {
            const void* bytes = sqlite3_column_text(statement, column);
            return std::string(static_cast<const char*>(bytes), size());
        }
        case SQLITE_BLOB: {
            const void* bytes = sqlite3_column_blob(statement, column);
            return Blob{bytes == nullptr ? std::string()
                                         : std::string(static_cast<const char*>(bytes), size())};
        }
        default:
            return std::monostate{};
    }
}

/// A SQLite database.
class SqliteConnection final : public Connection {
  public:
    explicit SqliteConnection(sqlite3* handle) : handle_(handle) {}
    ~SqliteConnection() override;
    [[nodiscard]] Backend backend() const override { return Backend::sqlite; }
    [[nodiscard]] bool is_usable() const override { return !broken_; }
    [[nodiscard]] Error last_error() const;
    base::Result<base::Done, Error> check_pages() override;
    base::Result<base::Done, Error> copy_to(const std::string& path,
                                            const std::function<bool(int)>& progress) override;
    void leave_log_to_others() override { leaves_log_ = true; }
    [[nodiscard]] std::int64_t log_pages() const override { return log_pages_; }
    [[nodiscard]] std::int64_t fold_log() override;
    void watch_log();

  protected:
    base::Result<base::Done, Error> do_each(std::string_view sql, const Arguments& arguments,
                                            const Visitor& visit, std::int64_t& changed) override;
    base::Result<std::int64_t, Error> do_bulk(std::string_view table,
                                              const std::vector<std::string>& columns,
                                              const Source& next) override;
    [[nodiscard]] bool in_transaction() const override {
        return sqlite3_get_autocommit(handle_) == 0;
    }

  private:
    [[nodiscard]] base::Result<const Prepared*, Error> prepare(std::string_view sql);
    base::Result<base::Done, Error> copy_snapshot(const std::string& path,
                                                  const std::function<bool(int)>& progress);
    void forget();

    sqlite3* handle_;
    int log_pages_ = 0;
    bool leaves_log_ = false;
    std::unordered_map<std::string_view, Prepared> statements_;  // by the statement's own text
};

/// A database holds what is personal: a new one is for its owner only, and SQLite gives its log and
/// the index of that the same mode. One that is there keeps the mode that somebody gave it. It is
/// not opened for that: closing it would drop the locks that this process has on the file. What
/// cannot be made is told by who opens it.
void make_private(const std::string& path) {
    static_cast<void>(::mknod(path.c_str(), S_IFREG | S_IRUSR | S_IWUSR, 0));
}

}  // namespace

base::Result<std::unique_ptr<Connection>, Error> Connection::open(const std::string& path,
                                                                  Access access) {
    if (access == Access::write) make_private(path);
    sqlite3* handle = nullptr;
    const int flags =
        access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    const int opened =
        sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, sqlite_vfs());
    // A handle comes with most failures, too, and must be closed.
    if (handle == nullptr) return base::Unexpected{Error{ErrorKind::unusable, "no memory"}};
    auto connection = std::make_unique<SqliteConnection>(handle);
    if (opened != SQLITE_OK) return base::Unexpected{connection->last_error()};
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, 5000);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 1);  // VACUUM needs one
    // Room for the checksum at the end of each page; only a new database takes it.
    int reserved = kChecksumBytes;
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
    const std::string synchronous = std::string("PRAGMA synchronous=") + sqlite_synchronous();
    // What is deleted is overwritten, so that erased personal data does not stay in free pages.
    const std::array<std::string_view, 6> settings = {"PRAGMA foreign_keys=ON",
                                                      "PRAGMA case_sensitive_like=ON",
                                                      synchronous,
                                                      "PRAGMA cache_size=-8000",
                                                      "PRAGMA secure_delete=ON",
                                                      "PRAGMA journal_size_limit=16777216"};
    for (const std::string_view setting : settings) {
        if (const auto set = connection->query(setting); !set) return base::Unexpected{set.error()};
    }
    if (access == Access::write) {
        const auto mode = connection->query("PRAGMA journal_mode=WAL");
        if (!mode) return base::Unexpected{mode.error()};
        connection->watch_log();
        // So that the pages of an import need not be written twice in one transaction.
        const auto wide = connection->query("PRAGMA cache_size=-32000");
        if (!wide) return base::Unexpected{wide.error()};
    }
    return std::unique_ptr<Connection>(std::move(connection));
}

SqliteConnection::~SqliteConnection() {
    forget();
    sqlite3_close_v2(handle_);
}

void SqliteConnection::forget() {
    for (const auto& [sql, prepared] : statements_) sqlite3_finalize(prepared.statement);
    statements_.clear();
}

Error SqliteConnection::last_error() const {
    const int code = sqlite3_extended_errcode(handle_);
    Error error;
    if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
        error.kind = ErrorKind::busy;
    if ((code & 0xff) == SQLITE_CONSTRAINT) error.kind = ErrorKind::conflict;
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
        code == SQLITE_CONSTRAINT_ROWID) {
        error.constraint = Constraint::unique;
    } else if (code == SQLITE_CONSTRAINT_FOREIGNKEY) {
        error.constraint = Constraint::foreign_key;
    } else if (code == SQLITE_CONSTRAINT_CHECK) {
        error.constraint = Constraint::check;
    } else if (code == SQLITE_CONSTRAINT_NOTNULL) {
        error.constraint = Constraint::not_null;
    }
    error.detail = std::string(sqlite3_errmsg(handle_)) + " (" + std::to_string(code) + ")";
    return error;
}

base::Result<const Prepared*, Error> SqliteConnection::prepare(std::string_view sql) {
    if (const auto known = statements_.find(sql); known != statements_.end()) return &known->second;
    if (statements_.size() >= kStatementLimit) forget();
    sqlite3_stmt* statement = nullptr;
    const char* rest = nullptr;
    if (sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement, &rest) != SQLITE_OK) {
        return base::Unexpected{last_error()};
    }
    PHAEN_CHECK(statement != nullptr && rest == sql.data() + sql.size(), "one statement at a time");
    // Nothing of what was prepared may outlive its text, so the text is the statement's own copy.
    const auto kept =
        statements_.emplace(sqlite3_sql(statement), Prepared{statement, places_of(statement)});
    return &kept.first->second;
}

base::Result<base::Done, Error> SqliteConnection::do_each(std::string_view sql,
                                                          const Arguments& arguments,
                                                          const Visitor& visit,
                                                          std::int64_t& changed) {
    const auto prepared = prepare(sql);
    if (!prepared) return base::Unexpected{prepared.error()};
    sqlite3_stmt* const statement = (*prepared)->statement;
    const Use use(statement);
    if (!bind(**prepared, arguments)) return base::Unexpected{zero_in_text()};
    // After the first step: a table that changed since is looked at anew by it.
    int columns = 0;
    while (true) {
        const int step = sqlite3_step(statement);
        columns = sqlite3_column_count(statement);
        if (step == SQLITE_DONE) break;
        if (step != SQLITE_ROW) return base::Unexpected{last_error()};
        std::vector<Cell> cells;
        cells.reserve(static_cast<std::size_t>(columns));
        for (int i = 0; i < columns; ++i) cells.push_back(read_cell(statement, i));
        if (!visit(Row(std::move(cells)))) return base::Done{};
    }
    changed = static_cast<std::int64_t>(sqlite3_changes64(handle_));
    return base::Done{};
}

base::Result<std::int64_t, Error> SqliteConnection::do_bulk(std::string_view table,
                                                            const std::vector<std::string>& columns,
                                                            const Source& next) {
    // lint: allow(sql.joined) names of a table and its columns, from the layout
    std::string sql = "INSERT INTO \"" + std::string(table) + "\" (";
    std::string values;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        // lint: allow(sql.joined) names of a table and its columns, from the layout
        sql += (i == 0 ? "\"" : ", \"") + columns[i] + "\"";
        values += (i == 0 ? "?" : ", ?") + std::to_string(i + 1);
    }
    // lint: allow(sql.joined) names of a table and its columns, from the layout
    sql += ") VALUES (" + values + ")";
    const auto prepared = prepare(sql);
    if (!prepared) return base::Unexpected{prepared.error()};
    sqlite3_stmt* const statement = (*prepared)->statement;
    const Use use(statement);
    std::int64_t count = 0;
    std::vector<Cell> cells;
    while (next(cells)) {
        PHAEN_CHECK(cells.size() == columns.size(), "a row of another number of columns");
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!bind_cell(statement, static_cast<int>(i) + 1, cells[i]))
                return base::Unexpected{zero_in_text()};
        }
        if (sqlite3_step(statement) != SQLITE_DONE) {
            const Error error = last_error();
            return base::Unexpected{error};
        }
        sqlite3_reset(statement);
        ++count;
    }
    return count;
}

base::Result<base::Done, Error> SqliteConnection::check_pages() {
    sqlite3_file* file = nullptr;
    sqlite3_file_control(handle_, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    PHAEN_CHECK(file != nullptr && file->pMethods != nullptr, "a database has a file");
    const auto bad = [](const std::string& what) {
        return base::Unexpected{Error{ErrorKind::unusable, what}};
    };
    sqlite3_int64 size = 0;
    if (file->pMethods->xFileSize(file, &size) != SQLITE_OK) return bad("no size");
    std::array<unsigned char, kPageBytes> page;
    if (size == 0) return base::Done{};
    if (file->pMethods->xRead(file, page.data(), 100, 0) != SQLITE_OK ||
        page[16] != (kPageBytes >> 8) || page[17] != 0 || page[20] != kChecksumBytes) {
        return bad("the file's head");
    }
    if (size % kPageBytes != 0) return bad("half a page at the end");
    for (sqlite3_int64 at = 0; at < size; at += kPageBytes) {
        // A page that is being folded in from the log may be half new, for a moment.
        bool is_whole = false;
        for (int attempt = 0; attempt < 3 && !is_whole; ++attempt)
            is_whole = file->pMethods->xRead(file, page.data(), kPageBytes, at) == SQLITE_OK;
        if (!is_whole) return bad("page " + std::to_string(at / kPageBytes + 1));
    }
    return base::Done{};
}

void SqliteConnection::watch_log() {
    const auto committed = [](void* connection, sqlite3*, const char*, int pages) {
        auto& self = *static_cast<SqliteConnection*>(connection);
        self.log_pages_ = pages;
        if (!self.leaves_log_ && pages >= kLogPages) static_cast<void>(self.fold_log());
        return SQLITE_OK;
    };
    sqlite3_wal_hook(handle_, committed, this);
}

std::int64_t SqliteConnection::fold_log() {
    int pages = 0;
    int folded = 0;
    const int done =
        sqlite3_wal_checkpoint_v2(handle_, "main", SQLITE_CHECKPOINT_PASSIVE, &pages, &folded);
    return done == SQLITE_OK ? pages - folded : -1;
}

namespace {

/// Copies in pieces, each synced before the next: of a whole gigabyte that waits to be written the
/// disk would let nobody else's commit through.
int copy_pages(sqlite3* target, sqlite3_backup* backup, const std::function<bool(int)>& progress) {
    sqlite3_file* file = nullptr;
    sqlite3_file_control(target, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    int step = SQLITE_OK;
    while (step == SQLITE_OK) {
        step = sqlite3_backup_step(backup, kCopyPages);
        if (step == SQLITE_OK && sqlite3_db_cacheflush(target) == SQLITE_OK && file != nullptr &&
            file->pMethods != nullptr) {
            step = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
        }
        const std::int64_t all = sqlite3_backup_pagecount(backup);
        if (step != SQLITE_OK || !progress || all == 0) continue;
        const std::int64_t done = all - sqlite3_backup_remaining(backup);
        if (!progress(static_cast<int>(done * 100 / all))) step = SQLITE_INTERRUPT;
    }
    const int finished = sqlite3_backup_finish(backup);
    return step == SQLITE_DONE ? finished : step;
}

}  // namespace

base::Result<base::Done, Error> SqliteConnection::copy_to(
    const std::string& path, const std::function<bool(int)>& progress) {
    // Of one instant, whoever writes meanwhile: otherwise each write would make it begin anew.
    return snapshot<base::Done>([&]() -> base::Result<base::Done, Error> {
        const auto seen = query("SELECT name FROM sqlite_schema LIMIT 1");
        if (!seen) return base::Unexpected{seen.error()};
        return copy_snapshot(path, progress);
    });
}

base::Result<base::Done, Error> SqliteConnection::copy_snapshot(
    const std::string& path, const std::function<bool(int)>& progress) {
    make_private(path);
    sqlite3* target = nullptr;
    const int opened = sqlite3_open_v2(path.c_str(), &target,
                                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, sqlite_vfs());
    int done = SQLITE_CANTOPEN;
    if (opened == SQLITE_OK) {
        // The copy's first page comes last. Before it is there, an empty one must say whether pages
        // have checksums, or those of before would be written without.
        int reserved = -1;
        sqlite3_file_control(handle_, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
        sqlite3_file_control(target, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
        sqlite3_exec(target, "PRAGMA synchronous=FULL; PRAGMA user_version=1", nullptr, nullptr,
                     nullptr);
        if (sqlite3_backup* backup = sqlite3_backup_init(target, "main", handle_, "main"))
            done = copy_pages(target, backup, progress);
        // One file that stands alone, without a log beside it.
        if (done == SQLITE_OK) {
            done = sqlite3_exec(target, "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
        }
    }
    const std::string why = target == nullptr ? "no memory" : sqlite3_errmsg(target);
    sqlite3_close_v2(target);
    if (done == SQLITE_OK) return base::Done{};
    return base::Unexpected{Error{ErrorKind::unusable, "cannot copy: " + why}};
}

}  // namespace phaen::store
