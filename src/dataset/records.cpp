#include "phaen/dataset/records.h"

#include <algorithm>
#include <limits>
#include <set>
#include <unordered_map>

#include "phaen/base/calendar.h"
#include "phaen/base/check.h"
#include "phaen/base/money.h"
#include "phaen/base/sha256.h"

namespace phaen::dataset {

using base::Decimal;
using base::Value;
using facts::Day;

namespace {

std::string shortened(const Value& value) {
    constexpr std::size_t kMost = 120;
    std::string text =
        value.as_string() != nullptr ? *value.as_string() : base::to_compact_json(value);
    if (text.size() <= kMost) return text;
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

std::optional<Decimal> decimal_of(const Value& value) {
    if (const auto* integer = value.as_integer()) return Decimal::parse(std::to_string(*integer));
    if (const auto* text = value.as_string()) return Decimal::parse(*text);
    return std::nullopt;
}

std::optional<Day> date_of(const Value* value) {
    if (value == nullptr || value->as_string() == nullptr) return std::nullopt;
    return base::parse_iso(*value->as_string());
}

bool is_period(const Value& value) {
    const auto from = date_of(value.find("from"));
    const auto to = date_of(value.find("to"));
    return from && to && *from <= *to && value.as_object()->size() == 2;
}

bool is_url(std::string_view text) {
    const bool known = text.starts_with("https://") || text.starts_with("http://");
    return known && text.size() > 8 && text.find_first_of(" \"<>\n") == std::string_view::npos;
}

bool has_type(FieldType type, const Value& value) {
    const std::string* text = value.as_string();
    switch (type) {
        case FieldType::text:
        case FieldType::choice:
        case FieldType::reference:
            return text != nullptr;
        case FieldType::integer:
            return value.as_integer() != nullptr;
        case FieldType::decimal:
            return decimal_of(value).has_value();
        case FieldType::money:
            return text != nullptr && base::Money::parse(*text).has_value();
        case FieldType::boolean:
            return value.as_bool() != nullptr;
        case FieldType::date:
            return date_of(&value).has_value();
        case FieldType::period:
            return is_period(value);
        case FieldType::file:
            return text != nullptr && base::is_sha256_hex(*text);
        case FieldType::url:
            return text != nullptr && is_url(*text);
    }
    return false;
}

/// Only the last `*` met is ever moved on, so that the time is at most pattern times text.
bool matches(std::string_view pattern, std::string_view text) {
    const auto fits = [](char p, char c) {
        if (p == '9') return c >= '0' && c <= '9';
        if (p == 'a') return c >= 'a' && c <= 'z';
        if (p == 'A') return c >= 'A' && c <= 'Z';
        return p == c;
    };
    std::size_t p = 0;
    std::size_t star = std::string_view::npos;
    std::size_t after_star = 0;
    for (std::size_t t = 0; t < text.size();) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            after_star = t;
        } else if (p < pattern.size() && fits(pattern[p], text[t])) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++after_star;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

bool is_filled(const Value* value) {
    if (value == nullptr || value->is_null()) return false;
    return value->as_string() == nullptr || !value->as_string()->empty();
}

/// The rule that a value breaks, if any.
std::optional<FieldRule> broken(const Field& field, const Value& value, const Records& records) {
    if (!has_type(field.type, value)) return FieldRule::type;
    if (field.type == FieldType::choice) {
        const auto is_it = [&](const Choice& c) { return c.value == *value.as_string(); };
        if (std::none_of(field.choices.begin(), field.choices.end(), is_it))
            return FieldRule::choice;
    }
    if (!field.pattern.empty() && value.as_string() != nullptr &&
        !matches(field.pattern, *value.as_string()))
        return FieldRule::pattern;
    if (const auto number = field.min || field.max ? decimal_of(value) : std::nullopt) {
        if ((field.min && *number < *field.min) || (field.max && *number > *field.max))
            return FieldRule::range;
    }
    if (field.type == FieldType::reference && !records.has(field.references, *value.as_string()))
        return FieldRule::reference;
    return std::nullopt;
}

std::string key_of(const Dictionary& dictionary, const Value& values) {
    std::string key;
    for (const std::string& name : dictionary.key) {
        const Value* value = values.find(name);
        key += value != nullptr ? base::to_compact_json(*value) : "null";
        key += '\x1f';
    }
    return key;
}

std::vector<Issue> issues_of(const Dictionary& dictionary, const Row& row, const Records& records) {
    std::vector<Issue> issues;
    const auto report = [&](const std::string& field, FieldRule rule, std::string value) {
        issues.push_back({std::string(row.record), row.fact, field, rule, std::move(value)});
    };
    for (const Field& field : dictionary.fields) {
        const Value* value = row.values->find(field.name);
        if (field.computed) {
            if (value != nullptr) report(field.name, FieldRule::computed_given, shortened(*value));
        } else if (!is_filled(value)) {
            if (field.required) report(field.name, FieldRule::required, "");
        } else if (field.personal && person_id_of(*value) != nullptr) {
            continue;  // it was looked at before it was put apart
        } else if (const auto rule = broken(field, *value, records)) {
            report(field.name, *rule, shortened(*value));
        }
    }
    const base::Object* object = row.values->as_object();
    for (const auto& [name, value] : object != nullptr ? *object : base::Object{}) {
        if (dictionary.find(name) == nullptr)
            report(name, FieldRule::unknown_field, shortened(value));
    }
    return issues;
}

Value sum_of(const Field& field, const std::vector<const Value*>& parts, bool subtract) {
    const bool is_money = field.type == FieldType::money;
    // Wide, so that what people type cannot overflow; too much is no value.
    __extension__ using Wide = __int128;
    Wide sum = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::int64_t units = is_money ? base::Money::parse(*parts[i]->as_string())->satang()
                                            : decimal_of(*parts[i])->units();
        sum += i > 0 && subtract ? -Wide{units} : Wide{units};
    }
    constexpr Wide kMost = std::numeric_limits<std::int64_t>::max();
    if (sum > kMost || sum < -kMost) return {};
    if (is_money) {
        const auto total = base::Money::from_satang(static_cast<std::int64_t>(sum));
        return total ? Value(total->to_string()) : Value();
    }
    const Decimal total = Decimal::from_units(static_cast<std::int64_t>(sum));
    if (total.is_integer()) return Value(total.units() / Decimal::kScale);
    return Value(total.to_string());
}

base::Ratio part(std::size_t some, std::size_t all) {
    if (all == 0) return *base::Ratio::create(1, 1);
    return *base::Ratio::create(static_cast<std::int64_t>(some), static_cast<std::int64_t>(all));
}

/// The days that a cycle may take; a month counts as 31 days and so on.
std::optional<int> days_of(const UpdateCycle& cycle) {
    switch (cycle.unit) {
        case CycleUnit::none:
            return std::nullopt;
        case CycleUnit::day:
            return cycle.interval;
        case CycleUnit::week:
            return cycle.interval * 7;
        case CycleUnit::month:
            return cycle.interval * 31;
        case CycleUnit::quarter:
            return cycle.interval * 92;
        case CycleUnit::half_year:
            return cycle.interval * 184;
        case CycleUnit::year:
            return cycle.interval * 366;
    }
    return std::nullopt;
}

}  // namespace

namespace {

/// The fact of the latest day, then seq, of a record.
struct Latest {
    std::int32_t day = 0;
    bool removed = true;
    Row row;

    void add(const facts::FactLog& log, std::uint32_t fact, const facts::Record& record) {
        const std::int32_t its = log.last_day(fact);
        const bool is_first = row.values == nullptr;
        if (!is_first && its < day) return;
        day = its;
        removed = record.action == facts::RecordAction::remove;
        row = {record.record, fact, is_first ? fact : row.first, &record.values};
    }
};

}  // namespace

Records::Records(const facts::FactLog& log, const std::vector<std::uint32_t>& view) {
    struct Table {
        std::vector<Latest> rows;
        std::unordered_map<std::string_view, std::size_t> index;
    };
    std::map<std::string_view, Table> all;
    for (const std::uint32_t fact : view) {
        const facts::Record* record = log.record(fact);
        if (record == nullptr) continue;
        Table& table = all[record->dataset];
        const auto [known, is_new] = table.index.emplace(record->record, table.rows.size());
        if (is_new) table.rows.emplace_back();
        table.rows[known->second].add(log, fact, *record);
    }
    for (auto& [dataset, table] : all) {
        std::vector<Row>& kept = by_dataset_[std::string(dataset)];
        for (const Latest& latest : table.rows) {
            if (!latest.removed) kept.push_back(latest.row);
        }
    }
}

void Records::update(const facts::FactLog& log, const std::vector<std::uint32_t>& view,
                     const facts::Record& record) {
    Latest latest;
    for (const std::uint32_t fact : view) {
        const facts::Record* other = log.record(fact);
        if (other != nullptr && other->record == record.record && other->dataset == record.dataset)
            latest.add(log, fact, *other);
    }
    std::vector<Row>& rows = by_dataset_[record.dataset];
    const auto known = std::find_if(rows.begin(), rows.end(),
                                    [&](const Row& row) { return row.record == record.record; });
    if (known != rows.end() && !latest.removed && known->first == latest.row.first) {
        *known = latest.row;
        return;
    }
    if (known != rows.end()) rows.erase(known);
    if (latest.removed) return;
    const auto earlier = [](std::uint32_t first, const Row& row) { return first < row.first; };
    rows.insert(std::upper_bound(rows.begin(), rows.end(), latest.row.first, earlier), latest.row);
}

const std::vector<Row>& Records::of(std::string_view dataset) const {
    static const std::vector<Row> none;
    const auto found = by_dataset_.find(dataset);
    return found == by_dataset_.end() ? none : found->second;
}

std::vector<std::string_view> Records::datasets() const {
    std::vector<std::string_view> names;
    for (const auto& [name, rows] : by_dataset_) names.push_back(name);
    return names;
}

bool Records::has(std::string_view dataset, std::string_view record) const {
    const auto& rows = of(dataset);
    return std::any_of(rows.begin(), rows.end(),
                       [&](const Row& row) { return row.record == record; });
}

const std::string* person_id_of(const Value& value) {
    const base::Object* object = value.as_object();
    if (object == nullptr || object->size() != 1) return nullptr;
    const Value* id = value.find("person");
    return id == nullptr ? nullptr : id->as_string();
}

std::string_view to_string(FieldRule rule) {
    switch (rule) {
        case FieldRule::required:
            return "required";
        case FieldRule::unknown_field:
            return "unknown_field";
        case FieldRule::type:
            return "type";
        case FieldRule::choice:
            return "choice";
        case FieldRule::pattern:
            return "pattern";
        case FieldRule::range:
            return "range";
        case FieldRule::reference:
            return "reference";
        case FieldRule::unique:
            return "unique";
        case FieldRule::key:
            return "key";
        case FieldRule::computed_given:
            return "computed_given";
    }
    return {};
}

std::string describe_issue(const Issue& issue, base::MessageLanguage language) {
    const bool thai = language == base::MessageLanguage::thai;
    const auto say = [&](std::string_view th, std::string_view en) {
        return (issue.record.empty() ? "" : issue.record + ": ") +
               (issue.field.empty() ? "" : issue.field + ": ") + std::string(thai ? th : en) +
               (issue.value.empty() ? "" : " (\"" + issue.value + "\")");
    };
    switch (issue.rule) {
        case FieldRule::required:
            return say("ต้องมีค่า", "is missing");
        case FieldRule::unknown_field:
            return say("ไม่มีในพจนานุกรมข้อมูล", "is not in the dictionary");
        case FieldRule::type:
            return say("ชนิดข้อมูลไม่ตรงกับพจนานุกรม", "is not of the dictionary's type");
        case FieldRule::choice:
            return say("ไม่อยู่ในตัวเลือก", "is not one of the choices");
        case FieldRule::pattern:
            return say("ไม่ตรงตามรูปแบบ", "does not fit the pattern");
        case FieldRule::range:
            return say("อยู่นอกช่วงที่กำหนด", "is out of range");
        case FieldRule::reference:
            return say("อ้างถึงรายการที่ไม่มี", "names a record that is not there");
        case FieldRule::unique:
            return say("ซ้ำกับรายการอื่น", "is the same in another record");
        case FieldRule::key:
            return say("มีรายการเดียวกันนี้อยู่แล้ว", "is the same record as another");
        case FieldRule::computed_given:
            return say("คำนวณให้ ไม่ต้องกรอก", "is computed and must not be given");
    }
    return {};
}

std::vector<Issue> validate(const Dictionary& dictionary, const Records& records) {
    std::vector<Issue> issues;
    const auto& rows = records.of(dictionary.id);
    for (const Row& row : rows) {
        for (Issue& issue : issues_of(dictionary, row, records)) issues.push_back(std::move(issue));
    }
    std::set<std::string> keys;
    for (const Row& row : rows) {
        if (!dictionary.key.empty() && !keys.insert(key_of(dictionary, *row.values)).second)
            issues.push_back({std::string(row.record), row.fact, "", FieldRule::key, ""});
    }
    for (const Field& field : dictionary.fields) {
        if (!field.unique) continue;
        std::set<std::string> seen;
        for (const Row& row : rows) {
            const Value* value = row.values->find(field.name);
            if (is_filled(value) && !seen.insert(base::to_compact_json(*value)).second)
                issues.push_back({std::string(row.record), row.fact, field.name, FieldRule::unique,
                                  shortened(*value)});
        }
    }
    return issues;
}

Value value_of(const Dictionary& dictionary, const Field& field, const Value& values) {
    if (!field.computed) {
        const Value* value = values.find(field.name);
        return value != nullptr ? *value : Value();
    }
    std::vector<const Value*> parts;
    for (const std::string& name : field.computed->of) {
        const Field* from = dictionary.find(name);
        const Value* value = values.find(name);
        if (from == nullptr || !is_filled(value) || !has_type(from->type, *value)) return {};
        parts.push_back(value);
    }
    switch (field.computed->fn) {
        case ComputeFunction::sum:
            return sum_of(field, parts, false);
        case ComputeFunction::difference:
            return sum_of(field, parts, true);
        case ComputeFunction::days: {
            const auto days = std::chrono::sys_days(*date_of(parts[1])) -
                              std::chrono::sys_days(*date_of(parts[0]));
            return Value(static_cast<std::int64_t>(days.count()) + 1);
        }
        case ComputeFunction::fiscal_year: {
            const auto day = parts[0]->as_string() != nullptr ? date_of(parts[0])
                                                              : date_of(parts[0]->find("to"));
            // Outside the years that fiscal years are known of there is none.
            const int year = static_cast<int>(day->year());
            if (year < 1942 || year > 2400) return {};
            return Value(base::FiscalYear::of(*day).be());
        }
        case ComputeFunction::joined: {
            std::string text;
            for (const Value* value : parts)
                text += (text.empty() ? "" : " ") + *value->as_string();
            return Value(text);
        }
    }
    return {};
}

Quality quality(const Dictionary& dictionary, const facts::FactLog& log, const Records& records,
                Day day) {
    const auto& rows = records.of(dictionary.id);
    std::size_t required = 0;
    std::size_t filled = 0;
    std::map<std::string, std::size_t> keys;
    std::int32_t latest = 0;
    for (const Row& row : rows) {
        for (const Field& field : dictionary.fields) {
            if (!field.required || field.computed) continue;
            ++required;
            if (is_filled(row.values->find(field.name))) ++filled;
        }
        ++keys[dictionary.key.empty() ? std::string(row.record) : key_of(dictionary, *row.values)];
        latest = std::max(latest, log.at(row.fact).last_day);
    }
    std::set<std::string> wrong;
    for (const Issue& issue : validate(dictionary, records)) wrong.insert(issue.record);
    const auto alone = std::count_if(keys.begin(), keys.end(),
                                     [](const auto& entry) { return entry.second == 1; });
    const auto today = std::chrono::sys_days(day).time_since_epoch().count();
    const auto most = dictionary.update_cycle ? days_of(*dictionary.update_cycle) : std::nullopt;
    const bool timely = !rows.empty() && (!most || today - latest <= *most);
    return {part(filled, required), part(rows.size() - wrong.size(), rows.size()),
            part(static_cast<std::size_t>(alone), rows.size()), part(timely ? 1 : 0, 1)};
}

}  // namespace phaen::dataset
