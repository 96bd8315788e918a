// What the tables of records say beside what the facts say.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "phaen/base/sha256.h"
#include "record_tables.h"
#include "tables.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;

namespace {

using Table = std::shared_ptr<const RecordTable>;

std::string printed(const std::vector<Cell>& row) {
    std::string text;
    for (const Cell& cell : row) {
        if (const auto* flag = std::get_if<bool>(&cell)) text += *flag ? "i1" : "i0";
        if (const auto* integer = std::get_if<std::int64_t>(&cell))
            text += "i" + std::to_string(*integer);
        if (const auto* string = std::get_if<std::string>(&cell))
            text += "t" + std::to_string(string->size()) + ":" + *string;
        text += '|';
    }
    return text;
}

/// Many rows in whatever order; equal ones have equal sums.
struct Sum {
    std::int64_t rows = 0;
    std::array<std::uint64_t, 4> parts{};
    void add(const std::vector<Cell>& row) {
        ++rows;
        const std::string hash = base::sha256_hex(printed(row));
        for (std::size_t i = 0; i < parts.size(); ++i) {
            std::uint64_t part = 0;
            std::from_chars(hash.data() + 16 * i, hash.data() + 16 * (i + 1), part, 16);
            parts.at(i) += part;
        }
    }
    friend bool operator==(const Sum&, const Sum&) = default;
};

/// The tables of one dataset of one agency.
class Comparison {
  public:
    Comparison(Connection& connection, std::string agency, std::string dataset,
               const std::function<void(std::string)>& report)
        : connection_(connection),
          agency_(std::move(agency)),
          dataset_(std::move(dataset)),
          report_(report) {}
    void add(Table table) { tables_.emplace(table->dictionary().version, std::move(table)); }

    Result<std::int64_t, Error> run() {
        std::map<std::int64_t, Sum> wanted;
        const auto visited = each_standing(
            connection_, agency_, dataset_, [&](const facts::Fact& fact) -> Result<Done, Error> {
                const std::int64_t version = std::get<facts::Record>(fact.data).version;
                const auto table = tables_.find(version);
                if (table != tables_.end()) wanted[version].add(table->second->row_of(fact));
                return Done{};
            });
        if (!visited) return Unexpected{visited.error()};
        std::int64_t count = 0;
        for (const auto& [version, table] : tables_) {
            Sum found;
            const auto read = rows(*table, [&](const std::vector<Cell>& row) { found.add(row); });
            if (!read) return Unexpected{read.error()};
            count += found.rows;
            if (found == wanted[version]) continue;
            if (const auto named = name(version, *table); !named) return Unexpected{named.error()};
        }
        return count;
    }

  private:
    Result<Done, Error> rows(const RecordTable& table,
                             const std::function<void(const std::vector<Cell>&)>& visit) {
        std::string sql = "SELECT ";
        // lint: allow(sql.joined) names of a table and its columns, in quotes
        for (const std::string& column : table.column_names())
            sql += (sql.size() > 7 ? ", \"" : "\"") + column + "\"";
        // lint: allow(sql.joined) names of a table and its columns, in quotes
        return connection_.each(sql + " FROM \"" + table.name() + "\"", {}, [&](const Row& row) {
            visit(row.cells());
            return true;
        });
    }

    /// Says which records it is.
    Result<Done, Error> name(std::int64_t version, const RecordTable& table) {
        std::map<std::string, std::string> wanted;  // hash by plan and record
        const auto key = [](const std::vector<Cell>& row) {
            return std::get<std::string>(row.at(0)) + "/" + std::get<std::string>(row.at(1));
        };
        const auto visited = each_standing(
            connection_, agency_, dataset_, [&](const facts::Fact& fact) -> Result<Done, Error> {
                if (std::get<facts::Record>(fact.data).version != version) return Done{};
                const std::vector<Cell> row = table.row_of(fact);
                wanted[key(row)] = base::sha256_hex(printed(row));
                return Done{};
            });
        if (!visited) return visited;
        const auto read = rows(table, [&](const std::vector<Cell>& row) {
            const auto found = wanted.find(key(row));
            if (found == wanted.end() || found->second != base::sha256_hex(printed(row)))
                report_(table.name() + "/" + key(row));
            if (found != wanted.end()) wanted.erase(found);
        });
        if (!read) return read;
        for (const auto& [missing, hash] : wanted) report_(table.name() + "/" + missing);
        return Done{};
    }

    Connection& connection_;
    std::string agency_;
    std::string dataset_;
    const std::function<void(std::string)>& report_;
    std::map<std::int64_t, Table> tables_;
};

}  // namespace

Result<Done, Error> compare_record_tables(Connection& connection,
                                          const std::function<void(std::string)>& report,
                                          std::int64_t& records) {
    const auto there = tables_of(connection);
    if (!there) return Unexpected{there.error()};
    std::set<std::string> unknown;
    for (const std::string& table : *there) {
        if (is_record_table(table)) unknown.insert(table);
    }
    const auto rows = connection.query(
        "SELECT agency, dataset, content FROM dictionary ORDER BY agency, dataset, version");
    if (!rows) return Unexpected{rows.error()};
    std::map<std::pair<std::string, std::string>, Comparison> comparisons;
    for (const Row& row : *rows) {
        const auto table = RecordTable::create(row.text(0), row.text(2));
        if (!table) {
            report(row.text(0) + "/" + row.text(1));
            continue;
        }
        auto columns = (*table)->column_names();
        std::sort(columns.begin(), columns.end());
        const auto found = columns_of(connection, (*table)->name());
        if (!found) return Unexpected{found.error()};
        unknown.erase((*table)->name());
        if (*found != columns) {
            report((*table)->name());
            continue;
        }
        comparisons
            .try_emplace({row.text(0), row.text(1)}, connection, row.text(0), row.text(1), report)
            .first->second.add(*table);
    }
    for (const std::string& table : unknown) report(table);
    for (auto& [place, comparison] : comparisons) {
        const auto count = comparison.run();
        if (!count) return Unexpected{count.error()};
        records += *count;
    }
    return Done{};
}

}  // namespace phaen::store
