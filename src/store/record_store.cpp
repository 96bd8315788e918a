#include "phaen/store/record_store.h"

#include <set>
#include <utility>

#include "commands.h"
#include "database_parts.h"
#include "phaen/base/value.h"
#include "phaen/dataset/records.h"
#include "phaen/facts/io.h"
#include "phaen/store/year_store.h"
#include "record_tables.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;
using base::Value;
using dataset::person_id_of;

Result<Done, Error> RecordStore::put_dictionary(const Command& command,
                                                const dataset::Dictionary& dictionary) {
    const std::string content = base::to_canonical_json(dataset::to_value(dictionary));
    const auto put = run_command(database_, command, "dictionary.put",
                                 [&](Connection& connection) -> Result<Outcome, Error> {
                                     RecordKeeper keeper(connection, command.agency, command.at,
                                                         database_.parts().record_layouts);
                                     const auto added = keeper.add(content);
                                     if (!added) return Unexpected{added.error()};
                                     return Outcome{base::to_canonical_json(Value(base::Object{
                                                        {"dictionaries", Value(keeper.told())}})),
                                                    ""};
                                 });
    if (!put) return Unexpected{put.error()};
    return Done{};
}

namespace {

Result<std::vector<std::shared_ptr<const RecordTable>>, Error> read_tables(
    Connection& connection, const std::string& agency) {
    const auto rows = connection.query(
        "SELECT content FROM dictionary WHERE agency = $1 ORDER BY dataset, version", {agency});
    if (!rows) return Unexpected{rows.error()};
    std::vector<std::shared_ptr<const RecordTable>> tables;
    for (const Row& row : *rows) {
        auto table = RecordTable::create(agency, row.text(0));
        if (!table) return Unexpected{table.error()};
        tables.push_back(std::move(*table));
    }
    return tables;
}

}  // namespace

Result<std::vector<dataset::Dictionary>, Error> RecordStore::dictionaries(
    std::string_view agency) const {
    using Dictionaries = std::vector<dataset::Dictionary>;
    return database_.parts().read<Dictionaries>(
        [&](Connection& connection) -> Result<Dictionaries, Error> {
            const auto tables = read_tables(connection, std::string(agency));
            if (!tables) return Unexpected{tables.error()};
            Dictionaries dictionaries;
            for (const auto& table : *tables) dictionaries.push_back(table->dictionary());
            return dictionaries;
        });
}

Result<RuleMarks, Error> RecordStore::rule_marks(std::string_view agency) const {
    return database_.parts().read<RuleMarks>(
        [&](Connection& connection) -> Result<RuleMarks, Error> {
            const auto rows = connection.query(
                "SELECT (SELECT count(*) FROM dictionary WHERE agency = $1), (SELECT "
                "CAST(COALESCE(sum(at), 0) AS BIGINT) FROM setting WHERE agency = $1 AND name LIKE "
                "$2)",
                {std::string(agency), std::string(kSchemeSettings) + "%"});
            if (!rows) return Unexpected{rows.error()};
            return RuleMarks{rows->front().integer(0), rows->front().integer(1)};
        });
}

Result<std::vector<RecordTableShape>, Error> RecordStore::tables(std::string_view agency) const {
    using Shapes = std::vector<RecordTableShape>;
    return database_.parts().read<Shapes>([&](Connection& connection) -> Result<Shapes, Error> {
        const auto tables = read_tables(connection, std::string(agency));
        if (!tables) return Unexpected{tables.error()};
        Shapes shapes;
        for (const auto& table : *tables) shapes.push_back(table->shape());
        return shapes;
    });
}

Result<std::int64_t, Error> RecordStore::rebuild() {
    return database_.parts().write<std::int64_t>(
        [](Connection& connection) { return rebuild_record_tables(connection); });
}

Result<Value, Error> RecordStore::personal_of(std::string_view agency, const Value& values) const {
    std::set<std::string> ids;
    if (const base::Object* object = values.as_object()) {
        for (const auto& [name, value] : *object) {
            if (const std::string* id = person_id_of(value)) ids.insert(*id);
        }
    }
    return database_.parts().read<Value>([&](Connection& connection) -> Result<Value, Error> {
        Value personal;
        for (const std::string& id : ids) {
            const auto rows = connection.query(
                "SELECT data FROM person WHERE agency = $1 AND id = $2", {std::string(agency), id});
            if (!rows) return Unexpected{rows.error()};
            if (rows->empty()) continue;
            const auto data = base::parse_json(rows->front().text(0));
            if (!data || data->as_object() == nullptr) continue;
            if (personal.is_null()) personal = Value(base::Object{});
            for (const auto& [name, value] : *data->as_object()) {
                const Value* pointer = values.find(name);
                const std::string* known = pointer != nullptr ? person_id_of(*pointer) : nullptr;
                if (known != nullptr && *known == id) personal.set(name, value);
            }
        }
        return personal;
    });
}

Result<std::vector<std::string>, Error> RecordStore::ids_of_person(std::string_view agency,
                                                                   std::string_view dataset,
                                                                   std::string_view record) const {
    using Ids = std::vector<std::string>;
    return database_.parts().read<Ids>([&](Connection& connection) -> Result<Ids, Error> {
        std::set<std::string> ids;
        const auto read = connection.each(
            "SELECT line FROM fact WHERE agency = $1 AND dataset = $2 AND dataset <> '' AND record "
            "= $3 ORDER BY seq",
            {std::string(agency), std::string(dataset), std::string(record)}, [&](const Row& row) {
                const auto line = base::parse_json(row.text(0));
                const auto fact =
                    line ? facts::fact_from_value(*line)
                         : Result<facts::Fact, base::FormErrors>(Unexpected{base::FormErrors{}});
                const auto* found = fact ? std::get_if<facts::Record>(&fact->data) : nullptr;
                const base::Object* object = found != nullptr ? found->values.as_object() : nullptr;
                if (object == nullptr) return true;
                for (const auto& [name, value] : *object) {
                    if (const std::string* id = person_id_of(value)) ids.insert(*id);
                }
                return true;
            });
        if (!read) return Unexpected{read.error()};
        return Ids(ids.begin(), ids.end());
    });
}

}  // namespace phaen::store
