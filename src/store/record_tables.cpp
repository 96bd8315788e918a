#include "record_tables.h"

#include <sodium.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "commands.h"
#include "phaen/base/sha256.h"
#include "phaen/base/value.h"
#include "phaen/dataset/records.h"
#include "phaen/facts/io.h"
#include "tables.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;
using base::Value;
using dataset::person_id_of;

namespace {

/// So many layouts are kept; they are small, and made again when needed.
constexpr std::size_t kLayoutLimit = 1000;
/// Ids that one question names.
constexpr std::size_t kIdsAtOnce = 64;

Error damaged() { return {ErrorKind::unusable, "a damaged fact"}; }

Result<facts::Fact, Error> fact_in(const std::string& line) {
    const auto value = base::parse_json(line);
    if (!value) return Unexpected{damaged()};
    auto fact = facts::fact_from_value(*value);
    if (!fact) return Unexpected{damaged()};
    return std::move(*fact);
}

/// Hands rows to a table in portions.
class Filling {
  public:
    Filling(Connection& connection, const RecordTable& table)
        : connection_(connection), table_(table) {}
    Result<Done, Error> add(std::vector<Cell> row) {
        rows_.push_back(std::move(row));
        ++count_;
        return rows_.size() < 1000 ? Result<Done, Error>(Done{}) : flush();
    }
    Result<Done, Error> flush() {
        if (rows_.empty()) return Done{};
        std::size_t next = 0;
        const auto added =
            connection_.bulk(table_.name(), table_.column_names(), [&](std::vector<Cell>& cells) {
                if (next == rows_.size()) return false;
                cells = std::move(rows_[next++]);
                return true;
            });
        rows_.clear();
        if (!added) return Unexpected{added.error()};
        return Done{};
    }
    [[nodiscard]] std::int64_t count() const { return count_; }

  private:
    Connection& connection_;
    const RecordTable& table_;
    std::vector<std::vector<Cell>> rows_;
    std::int64_t count_ = 0;
};

const facts::Record* record_in(const facts::Fact& fact) {
    return std::get_if<facts::Record>(&fact.data);
}

const std::string& id_in(const facts::Fact& fact) { return record_in(fact)->record; }

bool is_put(const facts::Fact& fact) {
    const facts::Record* record = record_in(fact);
    return record != nullptr && record->action == facts::RecordAction::put;
}

/// Of the facts of one id, by plan, that of the latest day, then of the latest seq.
struct Latest {
    std::int64_t day = 0;
    std::int64_t seq = 0;
    std::string line;
};

/// Facts that no later one corrects, of one record or of all after an id.
#define PHAEN_STANDING(which)                                                                      \
    "SELECT f.record, f.plan, f.day, f.seq, f.line FROM fact f WHERE f.agency = $1 AND f.dataset " \
    "= $2 AND f.dataset <> '' AND f.record " which                                                 \
    " AND NOT EXISTS (SELECT 1 FROM fact c WHERE c.agency = f.agency AND c.chain = f.chain AND "   \
    "c.seq > f.seq AND c.corrects <> '') ORDER BY f.record, f.seq"

void take(std::map<std::string, Latest>& by_plan, const Row& row) {
    Latest& latest = by_plan[row.text(1)];
    if (latest.seq != 0 && row.integer(2) < latest.day) return;
    latest = {row.integer(2), row.integer(3), row.text(4)};
}

}  // namespace

Result<Done, Error> each_standing(
    Connection& connection, const std::string& agency, const std::string& dataset,
    const std::function<Result<Done, Error>(const facts::Fact&)>& visit) {
    std::int64_t page = 2000;
    std::string after;
    std::map<std::string, Latest> by_plan;
    const auto visit_all = [&]() -> Result<Done, Error> {
        for (const auto& [plan, latest] : by_plan) {
            const auto fact = fact_in(latest.line);
            if (!fact) return Unexpected{fact.error()};
            if (!is_put(*fact)) continue;
            if (const auto visited = visit(*fact); !visited) return visited;
        }
        by_plan.clear();
        return Done{};
    };
    while (true) {
        const auto rows =
            connection.query(PHAEN_STANDING("> $3") " LIMIT $4", {agency, dataset, after, page});
        if (!rows) return Unexpected{rows.error()};
        std::size_t end = rows->size();
        const bool is_last = static_cast<std::int64_t>(end) < page;
        // The last id of a full page may go on in the next one, which begins with it again.
        while (!is_last && end > 0 && (*rows)[end - 1].text(0) == rows->back().text(0)) --end;
        if (!is_last && end == 0) {
            page *= 2;
            continue;
        }
        for (std::size_t i = 0; i < end; ++i) {
            take(by_plan, (*rows)[i]);
            if (i + 1 < end && (*rows)[i + 1].text(0) == (*rows)[i].text(0)) continue;
            if (const auto visited = visit_all(); !visited) return visited;
        }
        if (is_last) return Done{};
        after = (*rows)[end - 1].text(0);
    }
}

Result<RecordKeeper::Table, Error> RecordKeeper::layout_of(const std::string& content) {
    const std::string key = agency_ + "\n" + content;
    if (const auto known = layouts_.find(key); known != layouts_.end()) return known->second;
    auto made = RecordTable::create(agency_, content);
    if (!made) return Unexpected{made.error()};
    if (layouts_.size() >= kLayoutLimit) layouts_.clear();
    layouts_.emplace(key, *made);
    return std::move(*made);
}

Result<RecordKeeper::Tables*, Error> RecordKeeper::tables_of_dataset(const std::string& dataset) {
    if (const auto known = tables_.find(dataset); known != tables_.end()) return &known->second;
    const auto rows = connection_.query(
        "SELECT version, content FROM dictionary WHERE agency = $1 AND dataset = $2",
        {agency_, dataset});
    if (!rows) return Unexpected{rows.error()};
    Tables tables;
    for (const Row& row : *rows) {
        auto table = layout_of(row.text(1));
        if (!table) return Unexpected{table.error()};
        tables.emplace(row.integer(0), std::move(*table));
    }
    return &tables_.emplace(dataset, std::move(tables)).first->second;
}

Result<RecordKeeper::Table, Error> RecordKeeper::table_for(const facts::Record& record) {
    auto tables = tables_of_dataset(record.dataset);
    if (!tables) return Unexpected{tables.error()};
    if (const auto known = (*tables)->find(record.version); known != (*tables)->end())
        return known->second;
    const dataset::Dictionary* shipped = dataset::find_shipped_dictionary(record.dataset);
    if (shipped == nullptr || shipped->version != record.version) return Table();
    const auto added = add(base::to_canonical_json(dataset::to_value(*shipped)));
    if (!added) return Unexpected{added.error()};
    tables = tables_of_dataset(record.dataset);
    if (!tables) return Unexpected{tables.error()};
    return (*tables)->at(record.version);
}

Result<Done, Error> RecordKeeper::add(const std::string& content) {
    const auto layout = layout_of(content);
    if (!layout) return Unexpected{layout.error()};
    const RecordTable& table = **layout;
    const std::string& dataset = table.dictionary().id;
    const std::int64_t version = table.dictionary().version;
    const auto there = connection_.query(
        "SELECT content FROM dictionary WHERE agency = $1 AND dataset = $2 AND version = $3",
        {agency_, dataset, version});
    if (!there) return Unexpected{there.error()};
    told_.emplace_back(base::Object{{"dataset", Value(dataset)},
                                    {"sha256", Value(base::sha256_hex(content))},
                                    {"version", Value(version)}});
    if (!there->empty()) {
        if (there->front().text(0) == content) return Done{};
        return Unexpected{Error{ErrorKind::conflict, dataset + "/" + std::to_string(version)}};
    }
    const auto kept = connection_.execute(
        "INSERT INTO dictionary (agency, dataset, version, at, content) VALUES ($1, $2, $3, $4, "
        "$5)",
        {agency_, dataset, version, at_, content});
    if (!kept) return Unexpected{kept.error()};
    tables_.erase(dataset);
    if (const auto made = table.make(connection_); !made) return made;
    const auto filled = fill(dataset, {{version, *layout}});
    if (!filled) return Unexpected{filled.error()};
    return Done{};
}

Result<std::int64_t, Error> RecordKeeper::fill(const std::string& dataset, const Tables& tables) {
    std::map<std::int64_t, Filling> fillings;
    for (const auto& [version, table] : tables) fillings.try_emplace(version, connection_, *table);
    const auto visited = each_standing(
        connection_, agency_, dataset, [&](const facts::Fact& fact) -> Result<Done, Error> {
            const std::int64_t version = record_in(fact)->version;
            const auto filling = fillings.find(version);
            if (filling == fillings.end()) return Done{};
            return filling->second.add(tables.at(version)->row_of(fact));
        });
    if (!visited) return Unexpected{visited.error()};
    std::int64_t count = 0;
    for (auto& [version, filling] : fillings) {
        if (const auto done = filling.flush(); !done) return Unexpected{done.error()};
        count += filling.count();
    }
    return count;
}

Result<Done, Error> RecordKeeper::prepare(std::vector<facts::Fact>& facts,
                                          std::vector<Withheld>& people) {
    for (facts::Fact& fact : facts) {
        auto* record = std::get_if<facts::Record>(&fact.data);
        if (record == nullptr) continue;
        const auto table = table_for(*record);
        if (!table) return Unexpected{table.error()};
        if (fact.corrects.empty()) {
            Before& before = before_[record->dataset];
            if (before.count == 0 || record->record < before.least) before.least = record->record;
            if (before.count == 0 || record->record > before.greatest)
                before.greatest = record->record;
            ++before.count;
        }
        if (*table == nullptr || record->values.as_object() == nullptr) continue;
        base::Object personal;
        const std::string id = "record/" + record->dataset + "/" + record->record + "/" + fact.id;
        for (const dataset::Field& field : (*table)->dictionary().fields) {
            if (!field.personal) continue;
            const Value* value = record->values.find(field.name);
            if (value == nullptr || value->is_null() || person_id_of(*value) != nullptr) continue;
            personal.emplace_back(field.name, *value);
            record->values.set(field.name, Value(base::Object{{"person", Value(id)}}));
        }
        if (personal.empty()) continue;
        std::string salt(16, '\0');
        randombytes_buf(salt.data(), salt.size());
        people.push_back({id, salt, base::to_canonical_json(Value(std::move(personal)))});
    }
    return look_before();
}

// Most of an import is new: of a run of ids where nothing stands, or little, one question tells.
Result<Done, Error> RecordKeeper::look_before() {
    for (auto& [dataset, before] : before_) {
        const std::int64_t most = 2 * before.count + 100;
        const auto visited = connection_.each(
            "SELECT record FROM fact WHERE agency = $1 AND dataset = $2 AND dataset <> '' AND "
            "record >= $3 AND record <= $4 ORDER BY record LIMIT $5",
            {agency_, dataset, std::string(before.least), std::string(before.greatest), most},
            [&, found = std::int64_t{0}](const Row& row) mutable {
                before.known.insert(before.known.end(), row.text(0));
                before.is_complete = ++found < most;
                return true;
            });
        if (!visited) return visited;
        if (before.known.empty()) before.is_complete = true;
    }
    return Done{};
}

Result<std::set<std::string>, Error> RecordKeeper::known_before(const std::string& dataset,
                                                                const Fresh& records,
                                                                std::int64_t first) {
    const auto looked = before_.find(dataset);
    if (looked != before_.end() && looked->second.is_complete)
        return std::move(looked->second.known);
    static const std::string kQuestion = [] {
        std::string sql =
            "SELECT DISTINCT record FROM fact WHERE agency = $1 AND dataset = $2 AND dataset <> '' "
            "AND seq < $3 AND record IN (";
        // lint: allow(sql.joined) numbers of arguments
        for (std::size_t i = 0; i < kIdsAtOnce; ++i)
            sql += (i == 0 ? "$" : ", $") + std::to_string(i + 4);
        return sql + ")";
    }();
    std::set<std::string> known;
    for (auto next = records.begin(); next != records.end();) {
        Connection::Arguments arguments = {agency_, dataset, first};
        for (; next != records.end() && arguments.size() < kIdsAtOnce + 3; ++next)
            arguments.emplace_back(id_in(**next));
        while (arguments.size() < kIdsAtOnce + 3) arguments.push_back(arguments.back());
        const auto rows = connection_.query(kQuestion, arguments);
        if (!rows) return Unexpected{rows.error()};
        for (const Row& row : *rows) known.insert(row.text(0));
    }
    return known;
}

// Steps: 1 what a correction may have moved, 2 of the others those that are new, 3 new ones all at
// once, 4 the rest one by one from their facts.
Result<Done, Error> RecordKeeper::keep(const std::vector<facts::Fact>& facts) {
    Unsettled unsettled;
    std::map<std::string, Fresh> fresh;
    for (const facts::Fact& fact : facts) {
        if (fact.kind != facts::FactKind::record) continue;
        if (!fact.corrects.empty()) {
            const auto rows = connection_.query(
                "SELECT DISTINCT m.plan, m.dataset, m.record FROM fact f JOIN fact m ON m.agency = "
                "f.agency AND (m.seq = f.chain OR (m.chain = f.chain AND m.corrects <> '')) AND "
                "m.dataset <> '' WHERE f.agency = $1 AND f.id = $2",
                {agency_, fact.id});
            if (!rows) return Unexpected{rows.error()};
            for (const Row& row : *rows)
                unsettled.insert({row.text(1), {row.text(0), row.text(2)}});
        } else if (const facts::Record* record = record_in(fact)) {
            fresh[record->dataset].push_back(&fact);
        }
    }
    for (auto& [dataset, added] : fresh) {
        std::stable_sort(added.begin(), added.end(),
                         [](const auto* a, const auto* b) { return id_in(*a) < id_in(*b); });
        const auto is_same = [](const auto* a, const auto* b) { return id_in(*a) == id_in(*b); };
        for (std::size_t i = 1; i < added.size(); ++i) {
            if (!is_same(added[i - 1], added[i])) continue;
            // Twice at once, perhaps of two plans.
            unsettled.insert({dataset, {added[i - 1]->plan, id_in(*added[i])}});
            unsettled.insert({dataset, {added[i]->plan, id_in(*added[i])}});
        }
        added.erase(std::unique(added.begin(), added.end(), is_same), added.end());
        const auto put = put_fresh(dataset, added, facts.front().seq, unsettled);
        if (!put) return put;
    }
    for (const auto& [dataset, key] : unsettled) {
        if (const auto settled = settle(dataset, key); !settled) return settled;
    }
    return Done{};
}

Result<Done, Error> RecordKeeper::put_fresh(const std::string& dataset, const Fresh& fresh,
                                            std::int64_t first, Unsettled& unsettled) {
    const auto known = known_before(dataset, fresh, first);
    if (!known) return Unexpected{known.error()};
    const auto tables = tables_of_dataset(dataset);
    if (!tables) return Unexpected{tables.error()};
    std::map<std::int64_t, Filling> fillings;
    for (const auto& [version, table] : **tables)
        fillings.try_emplace(version, connection_, *table);
    for (const facts::Fact* fact : fresh) {
        const facts::Record& record = *record_in(*fact);
        if (!unsettled.empty() && unsettled.contains({dataset, {fact->plan, record.record}}))
            continue;
        if (!known->empty() && known->contains(record.record)) {
            unsettled.insert({dataset, {fact->plan, record.record}});
        } else if (is_put(*fact)) {
            const auto filling = fillings.find(record.version);
            if (filling == fillings.end()) continue;  // nobody knows that version
            const auto added = filling->second.add((*tables)->at(record.version)->row_of(*fact));
            if (!added) return added;
        }
    }
    for (auto& [version, filling] : fillings) {
        if (const auto done = filling.flush(); !done) return done;
    }
    return Done{};
}

Result<Done, Error> RecordKeeper::settle(const std::string& dataset, const RecordKey& key) {
    const auto tables = tables_of_dataset(dataset);
    if (!tables) return Unexpected{tables.error()};
    for (const auto& [version, table] : **tables) {
        if (const auto gone = table->remove(connection_, key); !gone) return gone;
    }
    const auto rows = connection_.query(PHAEN_STANDING("= $3"), {agency_, dataset, key.record});
    if (!rows) return Unexpected{rows.error()};
    std::map<std::string, Latest> by_plan;
    for (const Row& row : *rows) take(by_plan, row);
    const auto latest = by_plan.find(key.plan);
    if (latest == by_plan.end()) return Done{};
    const auto fact = fact_in(latest->second.line);
    if (!fact) return Unexpected{fact.error()};
    if (!is_put(*fact)) return Done{};
    const auto table = table_for(*record_in(*fact));
    if (!table) return Unexpected{table.error()};
    if (*table == nullptr) return Done{};
    Filling filling(connection_, **table);
    if (const auto added = filling.add((*table)->row_of(*fact)); !added) return added;
    return filling.flush();
}

Result<std::int64_t, Error> RecordKeeper::rebuild() {
    const auto rows = connection_.query(
        "SELECT DISTINCT dataset FROM dictionary WHERE agency = $1 ORDER BY dataset", {agency_});
    if (!rows) return Unexpected{rows.error()};
    std::int64_t count = 0;
    for (const Row& row : *rows) {
        const auto tables = tables_of_dataset(row.text(0));
        if (!tables) return Unexpected{tables.error()};
        for (const auto& [version, table] : **tables) {
            if (const auto gone = table->drop(connection_); !gone) return Unexpected{gone.error()};
            if (const auto made = table->make(connection_); !made) return Unexpected{made.error()};
        }
        const auto filled = fill(row.text(0), **tables);
        if (!filled) return Unexpected{filled.error()};
        count += *filled;
    }
    return count;
}

Result<Done, Error> name_records_of_facts(Connection& connection) {
    std::string agency;
    std::int64_t seq = 0;
    constexpr std::int64_t kPage = 1000;
    while (true) {
        const auto rows = connection.query(
            "SELECT agency, seq, line FROM fact WHERE (agency > $1 OR (agency = $1 AND seq > $2)) "
            "AND kind = 'record' AND withdraws = 0 ORDER BY agency, seq LIMIT $3",
            {agency, seq, kPage});
        if (!rows) return Unexpected{rows.error()};
        for (const Row& row : *rows) {
            agency = row.text(0);
            seq = row.integer(1);
            const auto fact = fact_in(row.text(2));
            if (!fact) return Unexpected{fact.error()};
            const facts::Record* record = record_in(*fact);
            if (record == nullptr) continue;
            const auto named = connection.execute(
                "UPDATE fact SET dataset = $3, record = $4 WHERE agency = $1 AND seq = $2",
                {agency, seq, record->dataset, record->record});
            if (!named) return Unexpected{named.error()};
        }
        if (static_cast<std::int64_t>(rows->size()) < kPage) return Done{};
    }
}

Result<Done, Error> make_tables_of_shipped(Connection& connection) {
    const auto rows = connection.query(
        "SELECT f.agency, f.dataset, (SELECT max(at) FROM audit a WHERE a.agency = f.agency) FROM "
        "fact f WHERE f.dataset <> '' GROUP BY f.agency, f.dataset ORDER BY f.agency, f.dataset");
    if (!rows) return Unexpected{rows.error()};
    RecordLayouts layouts;
    for (const Row& row : *rows) {
        const dataset::Dictionary* shipped = dataset::find_shipped_dictionary(row.text(1));
        if (shipped == nullptr || row.is_null(2)) continue;
        const auto there = connection.query(
            "SELECT version FROM dictionary WHERE agency = $1 AND dataset = $2 AND version = $3",
            {row.text(0), row.text(1), shipped->version});
        if (!there) return Unexpected{there.error()};
        if (!there->empty()) continue;
        const Command command{row.text(0), "migrate", row.integer(2), "", ""};
        RecordKeeper keeper(connection, command.agency, command.at, layouts);
        const auto added = keeper.add(base::to_canonical_json(dataset::to_value(*shipped)));
        if (!added) return added;
        const auto told = append_to_chain(
            connection, command, "dictionary.put",
            base::to_canonical_json(Value(base::Object{{"dictionaries", Value(keeper.told())}})));
        if (!told) return told;
    }
    return Done{};
}

Result<std::int64_t, Error> rebuild_record_tables(Connection& connection) {
    const auto all = tables_of(connection);
    if (!all) return Unexpected{all.error()};
    // Also those of dictionaries that are gone.
    for (const std::string& name : *all) {
        if (!is_record_table(name)) continue;
        // lint: allow(sql.joined) names of tables that the database has, in quotes
        const auto gone = connection.execute("DROP TABLE \"" + name + "\"");
        if (!gone) return Unexpected{gone.error()};
    }
    const auto agencies =
        connection.query("SELECT DISTINCT agency FROM dictionary ORDER BY agency");
    if (!agencies) return Unexpected{agencies.error()};
    std::int64_t count = 0;
    RecordLayouts layouts;
    for (const Row& row : *agencies) {
        RecordKeeper keeper(connection, row.text(0), 0, layouts);
        const auto rebuilt = keeper.rebuild();
        if (!rebuilt) return Unexpected{rebuilt.error()};
        count += *rebuilt;
    }
    return count;
}

}  // namespace phaen::store
