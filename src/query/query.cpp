#include "phaen/query/query.h"

#include <algorithm>
#include <array>
#include <set>

#include "phaen/base/calendar.h"
#include "phaen/base/check.h"
#include "phaen/base/money.h"
#include "phaen/facts/words.h"
#include "phaen/ledger/disbursement.h"

namespace phaen::query {

using base::Decimal;
using base::Object;
using base::Ratio;
using base::Value;
using facts::Balance;
using facts::Day;
using plan::Query;
using plan::QueryFunction;

namespace {

constexpr std::string_view kLedger = "ledger.";
constexpr std::array<std::string_view, 7> kStepFields = {
    "schedule", "step", "indicator", "project", "done", "percent", "weight"};
constexpr std::array<std::string_view, 5> kEvidenceFields = {"evidence", "level", "title", "sha256",
                                                             "file"};
constexpr std::array<std::string_view, 5> kLedgerFields = {"fund", "category", "item", "project",
                                                           "fiscal_year"};
constexpr std::array<std::string_view, 7> kOperators = {"=", "!=", "<", "<=", ">", ">=", "in"};

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

const dataset::Dictionary* find_dictionary(std::span<const dataset::Dictionary> dictionaries,
                                           std::string_view id) {
    for (const dataset::Dictionary& dictionary : dictionaries) {
        if (dictionary.id == id) return &dictionary;
    }
    return nullptr;
}

/// A dataset and, for functions over numbers, one of its fields.
struct DatasetSource {
    const dataset::Dictionary* dictionary = nullptr;
    const dataset::Field* field = nullptr;
    bool names_field = false;
};

DatasetSource dataset_source(std::string_view of,
                             std::span<const dataset::Dictionary> dictionaries) {
    DatasetSource source{find_dictionary(dictionaries, of), nullptr, false};
    const std::size_t dot = of.rfind('.');
    if (source.dictionary != nullptr || dot == std::string_view::npos) return source;
    source.dictionary = find_dictionary(dictionaries, of.substr(0, dot));
    source.names_field = true;
    if (source.dictionary != nullptr) source.field = source.dictionary->find(of.substr(dot + 1));
    return source;
}

bool needs_number(QueryFunction fn) {
    switch (fn) {
        case QueryFunction::sum:
        case QueryFunction::avg:
        case QueryFunction::min:
        case QueryFunction::max:
        case QueryFunction::latest:
            return true;
        case QueryFunction::count:
        case QueryFunction::exists:
        case QueryFunction::ratio:
            return false;
    }
    return false;
}

bool is_number(dataset::FieldType type) {
    return type == dataset::FieldType::integer || type == dataset::FieldType::decimal ||
           type == dataset::FieldType::money;
}

/// A row of any source: its values by field, the fact behind it, and the number to add up.
struct Row {
    Object values;
    std::uint32_t fact = kNoFact;
    std::string id;
    std::optional<Decimal> amount;
    std::int32_t day = 0;
    [[nodiscard]] const Value* find(std::string_view name) const {
        for (const auto& [key, value] : values) {
            if (key == name) return &value;
        }
        return nullptr;
    }
};

std::optional<Decimal> decimal_of(const Value& value) {
    if (const auto* integer = value.as_integer()) return Decimal::parse(std::to_string(*integer));
    if (const auto* text = value.as_string()) return Decimal::parse(*text);
    return std::nullopt;
}

/// < 0, 0, > 0; numbers by value, texts by their bytes (which is the order of ISO dates). Null when
/// the two cannot be compared.
std::optional<int> compare(const Value& a, const Value& b) {
    if (a.as_bool() != nullptr || b.as_bool() != nullptr) {
        if (a.as_bool() == nullptr || b.as_bool() == nullptr) return std::nullopt;
        return static_cast<int>(*a.as_bool()) - static_cast<int>(*b.as_bool());
    }
    const auto left = decimal_of(a);
    const auto right = decimal_of(b);
    if (left && right) return *left < *right ? -1 : *left > *right ? 1 : 0;
    if (a.as_string() == nullptr || b.as_string() == nullptr) return std::nullopt;
    const int order = a.as_string()->compare(*b.as_string());
    return order < 0 ? -1 : order > 0 ? 1 : 0;
}

bool holds(const plan::QueryCondition& condition, const Row& row) {
    const Value* value = row.find(condition.field);
    if (value == nullptr || value->is_null()) return condition.op == "!=";
    if (condition.op == "in") {
        const base::Array* among = condition.value.as_array();
        return among != nullptr && std::any_of(among->begin(), among->end(), [&](const Value& v) {
                   return compare(*value, v) == 0;
               });
    }
    const auto order = compare(*value, condition.value);
    if (condition.op == "=") return order == 0;
    if (condition.op == "!=") return order != 0;
    if (!order) return false;
    if (condition.op == "<") return *order < 0;
    if (condition.op == "<=") return *order <= 0;
    if (condition.op == ">") return *order > 0;
    return *order >= 0;
}

std::optional<Day> date_at(const Value* value) {
    if (value == nullptr || value->as_string() == nullptr) return std::nullopt;
    return base::parse_iso(*value->as_string());
}

/// The fiscal year of the plan up to the day.
struct Span {
    Day from;
    Day to;
};

bool lies_in(const Query& query, const Row& row, const Span& span) {
    if (query.date.empty()) return true;
    const Value* value = row.find(query.date);
    if (value == nullptr) return false;
    if (value->as_object() == nullptr) {
        const auto day = date_at(value);
        return day && span.from <= *day && *day <= span.to;
    }
    const auto from = date_at(value->find("from"));
    const auto to = date_at(value->find("to"));
    if (!from || !to) return false;
    switch (query.period.value_or(plan::QueryPeriod::overlap)) {
        case plan::QueryPeriod::start:
            return span.from <= *from && *from <= span.to;
        case plan::QueryPeriod::overlap:
            return *from <= span.to && *to >= span.from;
        case plan::QueryPeriod::end:
            return span.from <= *to && *to <= span.to;
    }
    return false;
}

std::vector<Row> rows_of_dataset(const DatasetSource& source, const World& world) {
    std::vector<Row> rows;
    for (const dataset::Row& from : world.records().of(source.dictionary->id)) {
        Row row;
        row.fact = from.fact;
        row.id = std::string(from.record);
        row.day = world.log().at(from.fact).last_day;
        for (const dataset::Field& field : source.dictionary->fields) {
            Value value = dataset::value_of(*source.dictionary, field, *from.values);
            if (value.is_null()) continue;
            if (&field == source.field) row.amount = decimal_of(value);
            row.values.emplace_back(field.name, std::move(value));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string id_of(const std::optional<plan::Ref>& ref) { return ref ? ref->id : std::string(); }

std::vector<Row> rows_of_steps(const World& world) {
    std::vector<Row> rows;
    for (const StepState& state : world.steps()) {
        Row row;
        row.fact = state.fact;
        row.id = state.step->id;
        row.values = {{"schedule", Value(state.schedule->id)},
                      {"step", Value(state.step->id)},
                      {"indicator", Value(id_of(state.schedule->indicator))},
                      {"project", Value(id_of(state.schedule->project))},
                      {"done", Value(state.done)},
                      {"percent", Value(state.percent.to_string())}};
        if (state.step->weight)
            row.values.emplace_back("weight", Value(state.step->weight->to_string()));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Row> rows_of_evidence(const World& world) {
    std::vector<Row> rows;
    for (const std::uint32_t fact : world.evidence()) {
        const facts::FactView seen = world.log().at(fact);
        Row row;
        row.fact = fact;
        row.id = std::string(seen.id);
        row.day = seen.last_day;
        row.values = {{"evidence", Value(seen.element)},
                      {"title", Value(seen.evidence->title)},
                      {"sha256", Value(seen.evidence->sha256)},
                      {"file", Value(seen.evidence->file)}};
        if (seen.evidence->level) row.values.emplace_back("level", Value(*seen.evidence->level));
        rows.push_back(std::move(row));
    }
    return rows;
}

/// What an entry changes of the balance, in satang.
std::int64_t change_of(const ledger::Entry& entry, Balance balance) {
    const auto is = [](std::uint8_t index, Balance which) {
        return index == static_cast<std::uint8_t>(which);
    };
    if (balance == Balance::after_transfer) {
        if (is(entry.from, Balance::appropriated) || is(entry.from, Balance::transferred_in))
            return entry.satang;
        return is(entry.to, Balance::transferred_out) ? -entry.satang : 0;
    }
    const bool outside = balance == Balance::appropriated || balance == Balance::transferred_in;
    std::int64_t change = 0;
    if (is(entry.to, balance)) change += entry.satang;
    if (is(entry.from, balance)) change += outside ? entry.satang : -entry.satang;
    return change;
}

std::vector<Row> rows_of_ledger(const Query& query, Balance balance, const World& world,
                                const plan::Disbursement* scopes) {
    const plan::BudgetScope* scope = nullptr;
    if (scopes != nullptr)
        scope = balance == Balance::disbursed ? &scopes->numerator : &scopes->denominator;
    const bool names_year =
        std::any_of(query.where.begin(), query.where.end(),
                    [](const plan::QueryCondition& c) { return c.field == "fiscal_year"; });
    const std::int64_t day = std::chrono::sys_days(world.as_of().day).time_since_epoch().count();
    std::vector<Row> rows;
    for (const ledger::Entry& entry : world.ledger().entries()) {
        const ledger::Account& account = world.ledger().accounts()[entry.account];
        if (entry.day > day) break;
        if (!names_year && account.fiscal_year != world.plan().fiscal_year) continue;
        if (scope != nullptr && !ledger::is_in_scope(*scope, account)) continue;
        const std::int64_t change = change_of(entry, balance);
        if (change == 0) continue;
        Row row;
        row.fact = entry.fact;
        row.id = std::string(world.log().at(entry.fact).id);
        row.day = entry.day;
        row.amount = Decimal::parse(base::Money::from_satang(change)->to_string());
        row.values = {{"fund", Value(account.fund)},
                      {"category", Value(account.category)},
                      {"item", Value(account.item)},
                      {"project", Value(account.project)},
                      {"fiscal_year", Value(account.fiscal_year)}};
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string key_of(const Query& query, const Row& row) {
    if (query.distinct.empty()) return row.id;
    std::string key;
    for (const std::string& name : query.distinct) {
        const Value* value = row.find(name);
        if (!key.empty()) key += " | ";
        if (value == nullptr) continue;
        key += value->as_string() != nullptr ? *value->as_string() : base::to_compact_json(*value);
    }
    return key;
}

Ratio whole(std::size_t count) { return *Ratio::create(static_cast<std::int64_t>(count), 1); }

/// The value from the rows that count.
std::optional<Ratio> value_of(const Query& query, const std::vector<Row>& rows) {
    std::optional<Ratio> found;
    std::int32_t day = 0;
    std::string date;
    std::size_t count = 0;
    if (query.fn == QueryFunction::count) {
        std::set<std::string> keys;
        for (const Row& row : rows) keys.insert(key_of(query, row));
        return whole(keys.size());
    }
    if (query.fn == QueryFunction::exists) return whole(rows.empty() ? 0 : 1);
    for (const Row& row : rows) {
        if (!row.amount) continue;
        const Ratio amount = Ratio::from_decimal(*row.amount);
        ++count;
        if (query.fn == QueryFunction::sum || query.fn == QueryFunction::avg) {
            found = found ? *found + amount : amount;
        } else if (query.fn == QueryFunction::min) {
            if (!found || amount < *found) found = amount;
        } else if (query.fn == QueryFunction::max) {
            if (!found || amount > *found) found = amount;
        } else {
            const Value* at = query.date.empty() ? nullptr : row.find(query.date);
            const std::string its =
                at != nullptr && at->as_string() != nullptr ? *at->as_string() : "";
            if (found && std::tie(its, row.day) < std::tie(date, day)) continue;
            found = amount;
            date = its;
            day = row.day;
        }
    }
    if (query.fn == QueryFunction::sum) return found.value_or(Ratio());
    if (query.fn == QueryFunction::avg && found)
        return *found * *Ratio::create(1, static_cast<std::int64_t>(count));
    return found;
}

std::vector<Row> source_rows(const Query& query, const World& world,
                             const plan::Disbursement* scopes) {
    if (query.of == "steps") return rows_of_steps(world);
    if (query.of == "evidence") return rows_of_evidence(world);
    if (query.of.starts_with(kLedger)) {
        const auto balance =
            base::from_word<Balance>(std::string_view(query.of).substr(kLedger.size()));
        return rows_of_ledger(query, *balance, world, scopes);
    }
    return rows_of_dataset(dataset_source(query.of, world.dictionaries()), world);
}

/// A query that is no ratio.
Answer answer_plain(const Query& query, const World& world, const plan::Disbursement* scopes) {
    Answer answer;
    const auto year = base::FiscalYear::create(world.plan().fiscal_year);
    if (!year || !problems(query, world.dictionaries()).empty()) return answer;
    const Span span{year->first_day(), std::min(world.as_of().day, year->last_day())};
    std::vector<Row> rows = source_rows(query, world, scopes);
    const auto is_out = [&](const Row& row) {
        return !lies_in(query, row, span) ||
               !std::all_of(query.where.begin(), query.where.end(),
                            [&](const plan::QueryCondition& c) { return holds(c, row); });
    };
    rows.erase(std::remove_if(rows.begin(), rows.end(), is_out), rows.end());
    answer.value = value_of(query, rows);
    for (const Row& row : rows) answer.rows.push_back({row.fact, key_of(query, row), row.amount});
    return answer;
}

class ProblemFinder {
  public:
    ProblemFinder(const Query& query, std::span<const dataset::Dictionary> dictionaries)
        : query_(query), dictionaries_(dictionaries) {}

    std::vector<QueryProblem> run() {
        for (const plan::QueryCondition& condition : query_.where) {
            if (!is_among(kOperators, condition.op))
                report(QueryProblemKind::unknown_operator, condition.op);
        }
        if (query_.of == "steps") {
            check_names(kStepFields);
            needs_no_number();
        } else if (query_.of == "evidence") {
            check_names(kEvidenceFields);
            needs_no_number();
        } else if (query_.of.starts_with(kLedger)) {
            const auto name = std::string_view(query_.of).substr(kLedger.size());
            if (!base::from_word<Balance>(name))
                report(QueryProblemKind::unknown_source, query_.of);
            check_names(kLedgerFields);
        } else {
            check_dataset();
        }
        return std::move(found_);
    }

  private:
    void report(QueryProblemKind kind, const std::string& found) {
        found_.push_back({kind, found});
    }
    void needs_no_number() {
        if (needs_number(query_.fn)) report(QueryProblemKind::field_needed, query_.of);
    }
    template <std::size_t N>
    void check_names(const std::array<std::string_view, N>& names) {
        for (const plan::QueryCondition& condition : query_.where) {
            if (!is_among(names, condition.field))
                report(QueryProblemKind::unknown_field, condition.field);
        }
        for (const std::string& name : query_.distinct) {
            if (!is_among(names, name)) report(QueryProblemKind::unknown_field, name);
        }
        if (!query_.date.empty()) report(QueryProblemKind::unknown_field, query_.date);
    }
    void check_dataset() {
        const DatasetSource source = dataset_source(query_.of, dictionaries_);
        if (source.dictionary == nullptr)
            return report(QueryProblemKind::unknown_source, query_.of);
        if (source.names_field && source.field == nullptr)
            report(QueryProblemKind::unknown_field, query_.of);
        if (needs_number(query_.fn) && !source.names_field)
            report(QueryProblemKind::field_needed, query_.of);
        if (needs_number(query_.fn) && source.field != nullptr && !is_number(source.field->type))
            report(QueryProblemKind::field_not_number, query_.of);
        const auto check = [&](const std::string& name) {
            if (source.dictionary->find(name) == nullptr)
                report(QueryProblemKind::unknown_field, name);
        };
        for (const plan::QueryCondition& condition : query_.where) check(condition.field);
        for (const std::string& name : query_.distinct) check(name);
        if (query_.date.empty()) return;
        check(query_.date);
        const dataset::Field* date = source.dictionary->find(query_.date);
        if (date != nullptr && date->type != dataset::FieldType::date &&
            date->type != dataset::FieldType::period)
            report(QueryProblemKind::field_not_date, query_.date);
    }

    const Query& query_;
    std::span<const dataset::Dictionary> dictionaries_;
    std::vector<QueryProblem> found_;
};

}  // namespace

std::vector<QueryProblem> problems(const Query& query,
                                   std::span<const dataset::Dictionary> dictionaries) {
    if (query.fn != QueryFunction::ratio) return ProblemFinder(query, dictionaries).run();
    if (query.num.size() != 1 || query.den.size() != 1 || query.num[0].fn == QueryFunction::ratio ||
        query.den[0].fn == QueryFunction::ratio)
        return {{QueryProblemKind::ratio_halves, "ratio"}};
    std::vector<QueryProblem> found = ProblemFinder(query.num[0], dictionaries).run();
    for (QueryProblem& problem : ProblemFinder(query.den[0], dictionaries).run())
        found.push_back(std::move(problem));
    return found;
}

Answer answer(const Query& query, const World& world, const plan::Disbursement* scopes) {
    if (query.fn != QueryFunction::ratio) return answer_plain(query, world, scopes);
    Answer answer;
    if (!problems(query, world.dictionaries()).empty()) return answer;
    answer.num.push_back(answer_plain(query.num[0], world, scopes));
    answer.den.push_back(answer_plain(query.den[0], world, scopes));
    const auto& num = answer.num[0].value;
    const auto& den = answer.den[0].value;
    if (num && den && *den != Ratio())
        answer.value = *num * *Ratio::create(den->denominator(), den->numerator());
    return answer;
}

std::string describe_problem(const QueryProblem& problem, base::MessageLanguage language) {
    const bool thai = language == base::MessageLanguage::thai;
    const auto say = [&](std::string_view th, std::string_view en) {
        return problem.found + ": " + std::string(thai ? th : en);
    };
    switch (problem.kind) {
        case QueryProblemKind::unknown_source:
            return say("ไม่รู้จักแหล่งข้อมูลนี้", "there is no such source");
        case QueryProblemKind::unknown_field:
            return say("ไม่มีเขตข้อมูลนี้", "there is no such field");
        case QueryProblemKind::field_needed:
            return say("ต้องระบุเขตข้อมูลเป็น ชุดข้อมูล.เขตข้อมูล", "needs a field, as dataset.field");
        case QueryProblemKind::field_not_number:
            return say("ไม่ใช่เขตข้อมูลที่เป็นตัวเลข", "is not a field of numbers");
        case QueryProblemKind::unknown_operator:
            return say("ไม่รู้จักตัวเปรียบเทียบ", "is no operator");
        case QueryProblemKind::field_not_date:
            return say("ไม่ใช่เขตข้อมูลที่เป็นวันที่", "is not a field of dates");
        case QueryProblemKind::ratio_halves:
            return say("ต้องมีตัวตั้งและตัวหารอย่างละหนึ่ง", "needs one numerator and one denominator");
    }
    return {};
}

}  // namespace phaen::query
