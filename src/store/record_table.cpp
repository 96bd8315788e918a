#include "record_table.h"

#include <algorithm>
#include <set>
#include <utility>

#include "phaen/base/calendar.h"
#include "phaen/base/decimal.h"
#include "phaen/base/money.h"
#include "phaen/base/sha256.h"
#include "phaen/dataset/records.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;
using base::Value;
using dataset::Field;
using dataset::FieldType;
using dataset::person_id_of;

namespace {

/// Both databases can have so many columns, two for each period.
constexpr std::size_t kFieldLimit = 500;
/// PostgreSQL cuts names after 63 bytes.
constexpr std::size_t kNameBytes = 55;
constexpr std::size_t kOwnColumns = 6;

std::string in_quotes(std::string_view name) { return "\"" + std::string(name) + "\""; }

std::string table_name(const std::string& agency, const dataset::Dictionary& dictionary) {
    std::string plain;
    for (const char c : dictionary.id.substr(0, 24)) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        plain += is_plain ? c : '_';
    }
    const std::string version = std::to_string(dictionary.version);
    const std::string whole = agency + "\n" + dictionary.id + "\n" + version;
    return "record_" + plain + "_v" + version + "_" + base::sha256_hex(whole).substr(0, 12);
}

std::string_view words_for(FieldType type) {
    switch (type) {
        case FieldType::integer:
        case FieldType::decimal:
        case FieldType::money:
            return "{i64}";
        case FieldType::boolean:
            return "{bool}";
        case FieldType::text:
        case FieldType::date:
        case FieldType::period:
        case FieldType::choice:
        case FieldType::reference:
        case FieldType::file:
        case FieldType::url:
            return "{text}";
    }
    return "{text}";
}

std::optional<std::string> day_in(const Value* value) {
    if (value == nullptr || value->as_string() == nullptr) return std::nullopt;
    const auto day = base::parse_iso(*value->as_string());
    if (!day) return std::nullopt;
    return base::to_iso(*day);
}

bool has_zero(const std::string& text) { return text.find('\0') != std::string::npos; }

/// Appends the cells of a value; false, with nothing in them, when it is not of the type.
bool add_cells(FieldType type, const Value& value, std::vector<Cell>& cells) {
    const std::string* text = value.as_string();
    const std::int64_t* integer = value.as_integer();
    if (type == FieldType::period) {
        auto from = day_in(value.find("from"));
        auto to = day_in(value.find("to"));
        const bool fits = from && to && value.as_object()->size() == 2;
        cells.push_back(fits ? Cell(std::move(*from)) : Cell());
        cells.push_back(fits ? Cell(std::move(*to)) : Cell());
        return fits;
    }
    cells.emplace_back();
    Cell& cell = cells.back();
    switch (type) {
        case FieldType::integer:
            if (integer != nullptr) cell = *integer;
            break;
        case FieldType::decimal: {
            const auto number = integer != nullptr ? base::Decimal::parse(std::to_string(*integer))
                                : text != nullptr  ? base::Decimal::parse(*text)
                                                   : std::nullopt;
            if (number) cell = number->units();
            break;
        }
        case FieldType::money: {
            const auto money = text != nullptr ? base::Money::parse(*text) : std::nullopt;
            if (money) cell = money->satang();
            break;
        }
        case FieldType::boolean:
            if (value.as_bool() != nullptr) cell = *value.as_bool();
            break;
        case FieldType::date:
            if (auto day = day_in(&value)) cell = std::move(*day);
            break;
        default:
            // A zero byte has no place in a text of a database; the fact's line escapes it.
            if (text != nullptr && !has_zero(*text)) cell = *text;
            break;
    }
    return !std::holds_alternative<std::monostate>(cell);
}

}  // namespace

bool is_record_table(std::string_view name) { return name.starts_with("record_"); }

Result<std::shared_ptr<const RecordTable>, Error> RecordTable::create(const std::string& agency,
                                                                      const std::string& content) {
    auto dictionary = dataset::load_dictionary(content, dataset::DictionaryFormat::json);
    if (!dictionary) return Unexpected{Error{ErrorKind::unusable, "no dictionary of a dataset"}};
    if (dictionary->fields.size() > kFieldLimit)
        return Unexpected{Error{ErrorKind::unusable, "a dictionary has at most 500 fields"}};
    const std::shared_ptr<RecordTable> table(new RecordTable());
    table->dictionary_ = std::move(*dictionary);
    table->lay_out(agency);
    return std::shared_ptr<const RecordTable>(table);
}

void RecordTable::add_column(std::string name, const Field& field) {
    name.resize(std::min(name.size(), kNameBytes));
    const std::string stem = name;
    for (int n = 2; std::find(names_.begin(), names_.end(), name) != names_.end(); ++n)
        name = stem + "_" + std::to_string(n);
    ddl_ += ", " + in_quotes(name) + " " + std::string(words_for(field.type));
    names_.push_back(name);
    shape_.columns.push_back({name, field.name, field.type});
    if (field.filterable) {
        // lint: allow(sql.joined) names of tables and columns that the layout makes, in quotes
        indexes_.push_back("CREATE INDEX " +
                           in_quotes(shape_.name + "_i" + std::to_string(indexes_.size())) +
                           " ON " + in_quotes(shape_.name) + " (" + in_quotes(name) + ")");
    }
}

void RecordTable::lay_out(const std::string& agency) {
    shape_.name = table_name(agency, dictionary_);
    shape_.dataset = dictionary_.id;
    shape_.version = dictionary_.version;
    // lint: allow(sql.joined) names of tables and columns that the layout makes, in quotes
    ddl_ = "CREATE TABLE " + in_quotes(shape_.name) +
           " (_plan {text} NOT NULL, _record {text} NOT NULL, _fact {i64} NOT NULL, _day {text} "
           "NOT NULL, _rest {json}, _person {text}";
    for (const char* own : {"_plan", "_record", "_fact", "_day", "_rest", "_person"}) {
        names_.emplace_back(own);
        shape_.columns.push_back(
            {own, "", std::string_view(own) == "_fact" ? FieldType::integer : FieldType::text});
    }
    for (const Field& field : dictionary_.fields) {
        if (field.personal) continue;
        if (field.type == FieldType::period) {
            add_column(field.name + "_from", field);
            add_column(field.name + "_to", field);
        } else {
            add_column(field.name, field);
        }
    }
    ddl_ += ", PRIMARY KEY (_record, _plan)) {strict}";
}

Result<Done, Error> RecordTable::make(Connection& connection) const {
    const auto made = connection.execute(connection.in_words_of_database(ddl_));
    if (!made) return Unexpected{made.error()};
    for (const std::string& index : indexes_) {
        const auto indexed = connection.execute(index);
        if (!indexed) return Unexpected{indexed.error()};
    }
    return Done{};
}

Result<Done, Error> RecordTable::drop(Connection& connection) const {
    // lint: allow(sql.joined) names of tables and columns that the layout makes, in quotes
    const auto gone = connection.execute("DROP TABLE IF EXISTS " + in_quotes(shape_.name));
    if (!gone) return Unexpected{gone.error()};
    return Done{};
}

Result<Done, Error> RecordTable::remove(Connection& connection, const RecordKey& key) const {
    // lint: allow(sql.joined) names of tables and columns that the layout makes, in quotes
    const auto gone = connection.execute(
        "DELETE FROM " + in_quotes(shape_.name) + " WHERE _record = $1 AND _plan = $2",
        {key.record, key.plan});
    if (!gone) return Unexpected{gone.error()};
    return Done{};
}

std::vector<Cell> RecordTable::row_of(const facts::Fact& fact) const {
    const auto& record = std::get<facts::Record>(fact.data);
    const auto& last = fact.when.on ? fact.when.on : fact.when.to;
    std::vector<Cell> cells;
    cells.reserve(names_.size());
    cells.emplace_back(fact.plan);
    cells.emplace_back(record.record);
    cells.emplace_back(fact.seq);
    cells.emplace_back(base::to_iso(*last));
    cells.resize(kOwnColumns);
    base::Object rest;
    std::size_t known = 0;
    const base::Object* object = record.values.as_object();
    std::size_t next = 0;
    for (const Field& field : dictionary_.fields) {
        // Values mostly stand in the order of the fields.
        const bool is_next =
            object != nullptr && next < object->size() && (*object)[next].first == field.name;
        const Value* given = is_next ? &(*object)[next++].second : record.values.find(field.name);
        if (given != nullptr) ++known;
        if (field.personal) {
            const std::string* id = given != nullptr ? person_id_of(*given) : nullptr;
            if (id != nullptr) cells[kOwnColumns - 1] = *id;
            continue;
        }
        const Value made =
            field.computed ? dataset::value_of(dictionary_, field, record.values) : Value();
        const Value* value = field.computed ? &made : given;
        static const Value kNothing;
        const bool fits = add_cells(field.type, value != nullptr ? *value : kNothing, cells);
        const bool is_given = given != nullptr && !given->is_null();
        if (is_given && (!fits || field.computed)) rest.emplace_back(field.name, *given);
    }
    if (object != nullptr && known < object->size()) {
        for (const auto& [name, value] : *object) {
            if (dictionary_.find(name) == nullptr) rest.emplace_back(name, value);
        }
    }
    if (!rest.empty()) cells[kOwnColumns - 2] = base::to_canonical_json(Value(std::move(rest)));
    return cells;
}

}  // namespace phaen::store
