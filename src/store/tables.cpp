#include "tables.h"

#include <algorithm>
#include <array>

#include "record_tables.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;

namespace {

std::string quoted(const std::string& name) { return "\"" + name + "\""; }

std::string list_of(const std::vector<std::string>& columns) {
    std::string list;
    for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + quoted(column);
    return list;
}

/// Hands rows on in portions, since a row comes to us and COPY comes for it.
class Portions {
  public:
    Portions(Connection& to, std::string table, std::vector<std::string> columns)
        : to_(to), table_(std::move(table)), columns_(std::move(columns)) {}

    bool add(const Row& row) {
        rows_.push_back(row.cells());
        return rows_.size() < kPortion || flush();
    }
    bool flush() {
        std::size_t next = 0;
        const auto added = to_.bulk(table_, columns_, [&](std::vector<Cell>& cells) {
            if (next == rows_.size()) return false;
            cells = std::move(rows_[next++]);
            return true;
        });
        rows_.clear();
        if (!added) failure_ = added.error();
        return added.has_value();
    }
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

  private:
    static constexpr std::size_t kPortion = 500;
    Connection& to_;
    std::string table_;
    std::vector<std::string> columns_;
    std::vector<std::vector<Cell>> rows_;
    std::optional<Error> failure_;
};

std::string printed(const Cell& cell) {
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) return std::to_string(*integer);
    if (const auto* text = std::get_if<std::string>(&cell)) return "'" + *text + "'";
    if (const auto* blob = std::get_if<Blob>(&cell)) return "x'" + blob->bytes + "'";
    return "NULL";
}

}  // namespace

Result<std::vector<std::string>, Error> tables_of(Connection& connection) {
    const auto rows = connection.query(
        connection.backend() == Backend::sqlite
            ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 7) <> "
              "'sqlite_'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = "
              "current_schema() AND table_name <> 'phaen_format'");
    if (!rows) return Unexpected{rows.error()};
    constexpr std::array<std::string_view, 3> kFirst = {"agency", "plan", "plan_version"};
    std::vector<std::string> tables;
    for (const Row& row : *rows) tables.push_back(row.text(0));
    std::sort(tables.begin(), tables.end(), [&](const std::string& a, const std::string& b) {
        const auto rank_a = std::find(kFirst.begin(), kFirst.end(), a);
        const auto rank_b = std::find(kFirst.begin(), kFirst.end(), b);
        return rank_a != rank_b ? rank_a < rank_b : a < b;
    });
    return tables;
}

Result<std::vector<std::string>, Error> columns_of(Connection& connection,
                                                   const std::string& table) {
    const auto rows = connection.query(
        connection.backend() == Backend::sqlite
            ? "SELECT name FROM pragma_table_info($1) ORDER BY name"
            : "SELECT column_name FROM information_schema.columns WHERE table_schema = "
              "current_schema() AND table_name = $1 ORDER BY column_name COLLATE \"C\"",
        {table});
    if (!rows) return Unexpected{rows.error()};
    std::vector<std::string> columns;
    for (const Row& row : *rows) columns.push_back(row.text(0));
    return columns;
}

Result<Done, Error> copy_tables(Connection& from, Connection& to,
                                const std::function<bool(int)>& progress) {
    const auto tables = tables_of(from);
    if (!tables) return Unexpected{tables.error()};
    std::size_t done = 0;
    for (const std::string& table : *tables) {
        if (progress && !progress(static_cast<int>(done++ * 100 / tables->size())))
            return Unexpected{Error{ErrorKind::unusable, "stopped"}};
        if (is_record_table(table)) continue;
        const auto columns = columns_of(from, table);
        if (!columns) return Unexpected{columns.error()};
        Portions portions(to, table, *columns);
        // lint: allow(sql.joined) names of tables and columns that the database has, in quotes
        const auto read = from.each("SELECT " + list_of(*columns) + " FROM " + quoted(table), {},
                                    [&](const Row& row) { return portions.add(row); });
        if (!read) return read;
        if (!portions.failure()) portions.flush();
        if (portions.failure()) return Unexpected{*portions.failure()};
    }
    const auto made = rebuild_record_tables(to);
    if (!made) return Unexpected{made.error()};
    return Done{};
}

Result<std::string, Error> dump(Connection& connection) {
    const auto tables = tables_of(connection);
    if (!tables) return Unexpected{tables.error()};
    std::string text;
    for (const std::string& table : *tables) {
        const auto columns = columns_of(connection, table);
        if (!columns) return Unexpected{columns.error()};
        std::vector<std::string> lines;
        // lint: allow(sql.joined) names of tables and columns that the database has, in quotes
        const auto read = connection.each("SELECT " + list_of(*columns) + " FROM " + quoted(table),
                                          {}, [&](const Row& row) {
                                              std::string line = table;
                                              for (const Cell& cell : row.cells())
                                                  line += "|" + printed(cell);
                                              lines.push_back(std::move(line));
                                              return true;
                                          });
        if (!read) return Unexpected{read.error()};
        std::sort(lines.begin(), lines.end());
        for (const std::string& line : lines) text += line + "\n";
    }
    return text;
}

}  // namespace phaen::store
