#include <array>
#include <charconv>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "connection.h"
#include "libpq.h"
#include "phaen/base/check.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;

namespace {

// Types of pg_type that never change.
constexpr Oid kBool = 16;
constexpr Oid kBytes = 17;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kText = 25;
constexpr Oid kVarchar = 1043;
constexpr Oid kName = 19;

constexpr std::size_t kStatementLimit = 500;
constexpr std::size_t kCopyBuffer = 256u << 10;

struct Clear {
    void operator()(PGresult* result) const { libpq().clear(result); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

Error lost() { return {ErrorKind::unusable, "the line to the PostgreSQL server broke"}; }

/// Only the code and the first line: the detail behind it quotes values.
Error error_of(const PGresult* result) {
    const char* state_field = libpq().resultErrorField(result, PG_DIAG_SQLSTATE);
    const char* message = libpq().resultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const std::string_view state = state_field == nullptr ? "" : state_field;
    if (state.empty()) return lost();
    Error error;
    error.detail = std::string(message == nullptr ? "" : message) + " (" + std::string(state) + ")";
    // Messages of the class "data exception" quote what could not be read.
    if (state.starts_with("22")) error.detail = "a value that the column cannot hold";
    if (state.starts_with("23")) error.kind = ErrorKind::conflict;
    if (state == "23505") error.constraint = Constraint::unique;
    if (state == "23503") error.constraint = Constraint::foreign_key;
    if (state == "23514") error.constraint = Constraint::check;
    if (state == "23502") error.constraint = Constraint::not_null;
    if (state == "40001" || state == "40P01") {
        error.kind = ErrorKind::busy;
        error.retry = true;
    }
    if (state == "55P03") error.kind = ErrorKind::busy;
    return error;
}

std::int64_t big_endian(const char* bytes, int size) {
    std::uint64_t value = 0;
    for (int i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    if (size == 4) return static_cast<std::int32_t>(value);
    if (size == 2) return static_cast<std::int16_t>(value);
    return static_cast<std::int64_t>(value);
}

Cell read_cell(const PGresult* result, int row, int column) {
    if (libpq().getisnull(result, row, column) != 0) return std::monostate{};
    const char* bytes = libpq().getvalue(result, row, column);
    const int size = libpq().getlength(result, row, column);
    switch (libpq().ftype(result, column)) {
        case kInt8:
        case kInt4:
        case kInt2:
            return big_endian(bytes, size);
        case kBool:
            return static_cast<std::int64_t>(*bytes != 0);
        case kBytes:
            return Blob{std::string(bytes, static_cast<std::size_t>(size))};
        case kText:
        case kVarchar:
        case kName:
            return std::string(bytes, static_cast<std::size_t>(size));
        default:
            break;
    }
    PHAEN_CHECK(false, "a column of a type that we do not use: cast it in the statement");
}

/// The values of a statement as libpq takes them.
struct Parameters {
    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
    std::vector<std::array<char, 24>> numbers;
    bool unusable = false;

    explicit Parameters(const Connection::Arguments& arguments) : numbers(arguments.size()) {
        for (std::size_t i = 0; i < arguments.size(); ++i) add(arguments[i], numbers[i]);
    }

  private:
    void put(Oid type, const char* value, std::size_t length, bool binary) {
        types.push_back(type);
        values.push_back(value);
        lengths.push_back(static_cast<int>(length));
        formats.push_back(binary ? 1 : 0);
    }
    void add(const Cell& cell, std::array<char, 24>& number) {
        if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
            *std::to_chars(number.data(), number.data() + number.size() - 1, *integer).ptr = '\0';
            put(kInt8, number.data(), 0, false);
        } else if (const auto* text = std::get_if<std::string>(&cell)) {
            unusable = unusable || text->find('\0') != std::string::npos;
            put(kText, text->c_str(), text->size(), false);
        } else if (const auto* blob = std::get_if<Blob>(&cell)) {
            put(kBytes, blob->bytes.data(), blob->bytes.size(), true);
        } else if (const auto* flag = std::get_if<bool>(&cell)) {
            put(kBool, *flag ? "t" : "f", 1, false);
        } else {
            put(0, nullptr, 0, false);
        }
    }
};

void ignore_notice(void* /*context*/, const PGresult* /*result*/) {}

/// A cell in COPY's text format. False for a text with a zero byte.
bool write_copied(std::string& out, const Cell& cell) {
    constexpr std::string_view kHex = "0123456789abcdef";
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
        std::array<char, 24> number;
        const auto end = std::to_chars(number.data(), number.data() + number.size(), *integer);
        out.append(number.data(), end.ptr);
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        for (const char c : *text) {
            if (c == '\0') return false;
            if (c == '\\') {
                out += "\\\\";
            } else if (c == '\t') {
                out += "\\t";
            } else if (c == '\n') {
                out += "\\n";
            } else if (c == '\r') {
                out += "\\r";
            } else {
                out += c;
            }
        }
    } else if (const auto* blob = std::get_if<Blob>(&cell)) {
        out += "\\\\x";
        for (const char c : blob->bytes) {
            out += kHex[static_cast<unsigned char>(c) >> 4];
            out += kHex[static_cast<unsigned char>(c) & 15u];
        }
    } else if (const auto* flag = std::get_if<bool>(&cell)) {
        out += *flag ? 't' : 'f';
    } else {
        out += "\\N";
    }
    return true;
}

class PostgresConnection final : public Connection {
  public:
    explicit PostgresConnection(PGconn* handle) : handle_(handle) {}
    ~PostgresConnection() override { libpq().finish(handle_); }
    [[nodiscard]] Backend backend() const override { return Backend::postgres; }
    [[nodiscard]] bool is_usable() const override {
        return !broken_ && libpq().status(handle_) == CONNECTION_OK;
    }

    Result<Done, Error> check_pages() override { return Done{}; }
    Result<Done, Error> copy_to(const std::string& /*path*/,
                                const std::function<bool(int)>& /*progress*/) override {
        return Unexpected{Error{ErrorKind::unusable, "a PostgreSQL database is no file"}};
    }

  protected:
    Result<Done, Error> do_each(std::string_view sql, const Arguments& arguments,
                                const Visitor& visit, std::int64_t& changed) override;
    Result<std::int64_t, Error> do_bulk(std::string_view table,
                                        const std::vector<std::string>& columns,
                                        const Source& next) override;
    [[nodiscard]] bool in_transaction() const override {
        return libpq().transactionStatus(handle_) != PQTRANS_IDLE;
    }

  private:
    /// The name of the prepared statement; empty when this kind is not prepared.
    [[nodiscard]] Result<std::string, Error> prepare(std::string_view sql,
                                                     const Parameters& parameters);
    [[nodiscard]] Result<Done, Error> send(std::string_view sql, const Parameters& parameters);
    /// Reads what is still to come, so that the next statement can be sent.
    void drain();
    [[nodiscard]] Result<std::int64_t, Error> end_copy(const char* reason);

    PGconn* handle_;
    std::map<std::string, std::string, std::less<>> statements_;
};

Result<std::string, Error> PostgresConnection::prepare(std::string_view sql,
                                                       const Parameters& parameters) {
    constexpr std::array<std::string_view, 4> kKinds = {"SELECT", "INSERT", "UPDATE", "DELETE"};
    bool is_prepared = false;
    for (const std::string_view kind : kKinds) is_prepared = is_prepared || sql.starts_with(kind);
    if (!is_prepared) return std::string();
    // A value that is NULL this time leaves its type open, which is another statement.
    std::string key(sql);
    for (const Oid type : parameters.types) key += "/" + std::to_string(type);
    if (const auto known = statements_.find(key); known != statements_.end()) return known->second;
    if (statements_.size() >= kStatementLimit) {
        const Answer gone(libpq().exec(handle_, "DEALLOCATE ALL"));
        if (libpq().resultStatus(gone.get()) != PGRES_COMMAND_OK)
            return Unexpected{error_of(gone.get())};
        statements_.clear();
    }
    std::string name = "s" + std::to_string(statements_.size());
    const Answer made(libpq().prepare(handle_, name.c_str(), std::string(sql).c_str(),
                                      static_cast<int>(parameters.types.size()),
                                      parameters.types.data()));
    if (libpq().resultStatus(made.get()) != PGRES_COMMAND_OK)
        return Unexpected{error_of(made.get())};
    statements_.emplace(std::move(key), name);
    return name;
}

Result<Done, Error> PostgresConnection::send(std::string_view sql, const Parameters& parameters) {
    const auto name = prepare(sql, parameters);
    if (!name) return Unexpected{name.error()};
    const auto count = static_cast<int>(parameters.types.size());
    const int sent =
        name->empty()
            ? libpq().sendQueryParams(handle_, std::string(sql).c_str(), count,
                                      parameters.types.data(), parameters.values.data(),
                                      parameters.lengths.data(), parameters.formats.data(), 1)
            : libpq().sendQueryPrepared(handle_, name->c_str(), count, parameters.values.data(),
                                        parameters.lengths.data(), parameters.formats.data(), 1);
    if (sent == 0) return Unexpected{lost()};
    libpq().setSingleRowMode(handle_);
    return Done{};
}

void PostgresConnection::drain() {
    while (const Answer rest{libpq().getResult(handle_)}) {
    }
}

Result<Done, Error> PostgresConnection::do_each(std::string_view sql, const Arguments& arguments,
                                                const Visitor& visit, std::int64_t& changed) {
    const Parameters parameters(arguments);
    if (parameters.unusable)
        return Unexpected{Error{ErrorKind::unusable, "a text with a zero byte"}};
    const auto sent = send(sql, parameters);
    if (!sent) return sent;
    // However this ends, even by an exception of the visitor, the line is free afterwards.
    struct Drain {
        PostgresConnection* connection;
        ~Drain() { connection->drain(); }
    };
    const Drain at_end{this};
    while (true) {
        const Answer answer(libpq().getResult(handle_));
        if (!answer) return Done{};
        switch (libpq().resultStatus(answer.get())) {
            case PGRES_SINGLE_TUPLE: {
                std::vector<Cell> cells;
                const int columns = libpq().nfields(answer.get());
                cells.reserve(static_cast<std::size_t>(columns));
                for (int i = 0; i < columns; ++i) cells.push_back(read_cell(answer.get(), 0, i));
                if (!visit(Row(std::move(cells)))) return Done{};
                break;
            }
            case PGRES_TUPLES_OK:
            case PGRES_COMMAND_OK: {
                const std::string_view count = libpq().cmdTuples(answer.get());
                std::from_chars(count.data(), count.data() + count.size(), changed);
                break;
            }
            default:
                return Unexpected{error_of(answer.get())};
        }
    }
}

Result<std::int64_t, Error> PostgresConnection::end_copy(const char* reason) {
    if (libpq().putCopyEnd(handle_, reason) != 1) return Unexpected{lost()};
    const Answer answer(libpq().getResult(handle_));
    drain();
    if (!answer) return Unexpected{lost()};
    if (libpq().resultStatus(answer.get()) != PGRES_COMMAND_OK)
        return Unexpected{error_of(answer.get())};
    std::int64_t count = 0;
    const std::string_view told = libpq().cmdTuples(answer.get());
    std::from_chars(told.data(), told.data() + told.size(), count);
    return count;
}

Result<std::int64_t, Error> PostgresConnection::do_bulk(std::string_view table,
                                                        const std::vector<std::string>& columns,
                                                        const Source& next) {
    // lint: allow(sql.joined) names of a table and its columns, from the layout
    std::string sql = "COPY \"" + std::string(table) + "\" (";
    // lint: allow(sql.joined) names of a table and its columns, from the layout
    for (std::size_t i = 0; i < columns.size(); ++i)
        sql += (i == 0 ? "\"" : ", \"") + columns[i] + "\"";
    // lint: allow(sql.joined) names of a table and its columns, from the layout
    sql += ") FROM STDIN";
    const Answer begun(libpq().exec(handle_, sql.c_str()));
    if (libpq().resultStatus(begun.get()) != PGRES_COPY_IN)
        return Unexpected{error_of(begun.get())};
    std::string buffer;
    buffer.reserve(kCopyBuffer + (kCopyBuffer >> 2));
    std::vector<Cell> cells;
    try {
        while (next(cells)) {
            PHAEN_CHECK(cells.size() == columns.size(), "a row of another number of columns");
            for (std::size_t i = 0; i < cells.size(); ++i) {
                if (i > 0) buffer += '\t';
                if (write_copied(buffer, cells[i])) continue;
                static_cast<void>(end_copy("a text with a zero byte").has_value());
                return Unexpected{Error{ErrorKind::unusable, "a text with a zero byte"}};
            }
            buffer += '\n';
            if (buffer.size() < kCopyBuffer) continue;
            if (libpq().putCopyData(handle_, buffer.data(), static_cast<int>(buffer.size())) != 1)
                return Unexpected{lost()};
            buffer.clear();
        }
    } catch (...) {
        static_cast<void>(end_copy("stopped").has_value());
        throw;
    }
    if (!buffer.empty() &&
        libpq().putCopyData(handle_, buffer.data(), static_cast<int>(buffer.size())) != 1)
        return Unexpected{lost()};
    return end_copy(nullptr);
}

/// What libpq says of a failed start, without the password should it ever quote one.
Error refused(const PGconn* handle) {
    std::string text = libpq().errorMessage(handle);
    const char* password = libpq().pass(handle);
    if (password != nullptr && *password != '\0') {
        const std::string_view secret = password;
        for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret))
            text.replace(at, secret.size(), "…");
    }
    while (!text.empty() && text.back() == '\n') text.pop_back();
    for (char& c : text) c = c == '\n' ? ' ' : c;
    return {ErrorKind::unusable, text};
}

/// Without these two, what was answered may be gone after a power failure.
Result<Done, Error> demand_durability(Connection& connection) {
    const auto rows =
        connection.query("SELECT current_setting('fsync'), current_setting('synchronous_commit')");
    if (!rows) return Unexpected{rows.error()};
    if (rows->front().text(0) != "on")
        return Unexpected{Error{ErrorKind::unusable, "the server runs with fsync=off"}};
    if (rows->front().text(1) == "off" || rows->front().text(1) == "local")
        return Unexpected{Error{ErrorKind::unusable, "synchronous_commit is off"}};
    return Done{};
}

}  // namespace

Result<std::unique_ptr<Connection>, Error> Connection::open_postgres(const std::string& url,
                                                                     Access access) {
    if (!load_libpq()) {
        return Unexpected{
            Error{ErrorKind::unusable,
                  "PostgreSQL needs its client library libpq.so.5: install the package libpq5"}};
    }
    char* complaint = nullptr;
    PQconninfoOption* options = libpq().conninfoParse(url.c_str(), &complaint);
    const bool is_understood = options != nullptr;
    libpq().conninfoFree(options);
    libpq().freemem(complaint);  // it quotes the URL, so nobody gets to see it
    if (!is_understood) return Unexpected{Error{ErrorKind::unusable, "not a PostgreSQL URL"}};
    PGconn* handle = libpq().connectdb(url.c_str());
    if (handle == nullptr) return Unexpected{Error{ErrorKind::unusable, "no memory"}};
    auto connection = std::make_unique<PostgresConnection>(handle);
    if (libpq().status(handle) != CONNECTION_OK) return Unexpected{refused(handle)};
    libpq().setNoticeReceiver(handle, ignore_notice, nullptr);
    constexpr std::array<std::string_view, 4> kSettings = {
        "SET client_encoding TO 'UTF8'", "SET synchronous_commit TO on", "SET lock_timeout TO 5000",
        "SET default_transaction_isolation TO 'read committed'"};
    for (const std::string_view setting : kSettings) {
        if (const auto set = connection->execute(setting); !set) return Unexpected{set.error()};
    }
    if (access == Access::read) {
        const auto set = connection->execute("SET default_transaction_read_only TO on");
        if (!set) return Unexpected{set.error()};
    } else if (const auto durable = demand_durability(*connection); !durable) {
        return Unexpected{durable.error()};
    }
    return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace phaen::store
