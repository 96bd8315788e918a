#include "phaen/query/query.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>

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

/// A row of any source: the values of the fields that the query names (Fields), null when it has
/// none, the fact behind it, and the number to add up. What it points to is good for this row only.
struct Row {
    std::uint32_t fact = kNoFact;
    std::string_view id;
    std::optional<Decimal> amount;
    std::int32_t day = 0;
    std::vector<const Value*> values;
};

/// The fields that a query names: of its conditions, then those that it counts by, then its date.
class Fields {
  public:
    explicit Fields(const Query& query) : conditions_(query.where.size()) {
        for (const plan::QueryCondition& condition : query.where) names_.push_back(condition.field);
        for (const std::string& name : query.distinct) names_.push_back(name);
        if (!query.date.empty()) names_.push_back(query.date);
        has_date_ = !query.date.empty();
    }
    [[nodiscard]] const std::vector<std::string_view>& names() const { return names_; }
    static const Value* of_condition(const Row& row, std::size_t i) { return row.values[i]; }
    [[nodiscard]] const Value* of_key(const Row& row, std::size_t i) const {
        return row.values[conditions_ + i];
    }
    [[nodiscard]] const Value* date(const Row& row) const {
        return has_date_ ? row.values.back() : nullptr;
    }

  private:
    std::vector<std::string_view> names_;
    std::size_t conditions_;
    bool has_date_ = false;
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

bool holds(const plan::QueryCondition& condition, const Value* value) {
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

bool lies_in(const Query& query, const Value* value, const Span& span) {
    if (query.date.empty()) return true;
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

std::string id_of(const std::optional<plan::Ref>& ref) { return ref ? ref->id : std::string(); }

template <class F>
void for_each_record(const DatasetSource& source, const Fields& fields, const World& world,
                     F&& use) {
    const dataset::Dictionary& dictionary = *source.dictionary;
    std::vector<const dataset::Field*> read;
    for (const std::string_view name : fields.names()) read.push_back(dictionary.find(name));
    std::vector<Value> made(read.size());
    Row row;
    row.values.resize(read.size());
    const auto value_at = [&](const dataset::Field& field, const Value& values, Value& computed) {
        const Value* value = nullptr;
        if (field.computed) {
            computed = dataset::value_of(dictionary, field, values);
            value = &computed;
        } else {
            value = values.find(field.name);
        }
        return value == nullptr || value->is_null() ? nullptr : value;
    };
    Value amount;
    for (const dataset::Row& from : world.records().of(dictionary.id)) {
        row.fact = from.fact;
        row.id = from.record;
        row.day = world.log().last_day(from.fact);
        for (std::size_t i = 0; i < read.size(); ++i)
            row.values[i] =
                read[i] == nullptr ? nullptr : value_at(*read[i], *from.values, made[i]);
        row.amount.reset();
        if (source.field != nullptr) {
            const Value* value = value_at(*source.field, *from.values, amount);
            if (value != nullptr) row.amount = decimal_of(*value);
        }
        use(row);
    }
}

/// Calls `use` with a row of these values, of which those that the query names are kept.
template <class F>
void use_made(Row& row, const Fields& fields, const Object& made, F&& use) {
    row.values.assign(fields.names().size(), nullptr);
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        for (const auto& [name, value] : made) {
            if (name == fields.names()[i]) row.values[i] = &value;
        }
    }
    use(row);
}

template <class F>
void for_each_step(const Fields& fields, const World& world, F&& use) {
    Row row;
    for (const StepState& state : world.steps()) {
        row.fact = state.fact;
        row.id = state.step->id;
        Object made = {{"schedule", Value(state.schedule->id)},
                       {"step", Value(state.step->id)},
                       {"indicator", Value(id_of(state.schedule->indicator))},
                       {"project", Value(id_of(state.schedule->project))},
                       {"done", Value(state.done)},
                       {"percent", Value(state.percent.to_string())}};
        if (state.step->weight) made.emplace_back("weight", Value(state.step->weight->to_string()));
        use_made(row, fields, made, use);
    }
}

template <class F>
void for_each_evidence(const Fields& fields, const World& world, F&& use) {
    Row row;
    for (const std::uint32_t fact : world.evidence()) {
        const facts::FactView seen = world.log().at(fact);
        row.fact = fact;
        row.id = seen.id;
        row.day = seen.last_day;
        Object made = {{"evidence", Value(seen.element)},
                       {"title", Value(seen.evidence->title)},
                       {"sha256", Value(seen.evidence->sha256)},
                       {"file", Value(seen.evidence->file)}};
        if (seen.evidence->level) made.emplace_back("level", Value(*seen.evidence->level));
        use_made(row, fields, made, use);
    }
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

/// Money is at most as large as a decimal of ours; what is larger counts for nothing.
std::optional<Decimal> decimal_of_satang(std::int64_t satang) {
    std::int64_t units = 0;
    if (__builtin_mul_overflow(satang, Decimal::kScale / 100, &units)) return std::nullopt;
    return Decimal::from_units(units);
}

/// Entries of a balance, those of accounts that do not count left out. What a query can ask of an
/// entry is its account's, so that each account is asked once.
template <class F>
void for_each_entry(const Query& query, const Fields& fields, const World& world,
                    const plan::Disbursement* scopes, bool needs_id, F&& use) {
    const Balance balance =
        *base::from_word<Balance>(std::string_view(query.of).substr(kLedger.size()));
    const plan::BudgetScope* scope = nullptr;
    if (scopes != nullptr)
        scope = balance == Balance::disbursed ? &scopes->numerator : &scopes->denominator;
    const bool names_year =
        std::any_of(query.where.begin(), query.where.end(),
                    [](const plan::QueryCondition& c) { return c.field == "fiscal_year"; });
    struct Known {
        bool counts = false;
        Object values;
        std::vector<const Value*> read;
    };
    std::vector<Known> accounts(world.ledger().accounts().size());
    Row row;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const ledger::Account& account = world.ledger().accounts()[i];
        Known& known = accounts[i];
        if (!names_year && account.fiscal_year != world.plan().fiscal_year) continue;
        if (scope != nullptr && !ledger::is_in_scope(*scope, account)) continue;
        known.values = {{"fund", Value(account.fund)},
                        {"category", Value(account.category)},
                        {"item", Value(account.item)},
                        {"project", Value(account.project)},
                        {"fiscal_year", Value(account.fiscal_year)}};
        use_made(row, fields, known.values, [&](const Row&) {
            known.counts = true;
            for (std::size_t j = 0; j < query.where.size(); ++j)
                known.counts = known.counts && holds(query.where[j], Fields::of_condition(row, j));
            known.read = row.values;
        });
    }
    const std::int64_t day = std::chrono::sys_days(world.as_of().day).time_since_epoch().count();
    std::uint32_t read = kNoFact;  // the account whose values the row has
    for (const ledger::Entry& entry : world.ledger().entries()) {
        if (entry.day > day) break;
        if (!accounts[entry.account].counts) continue;
        const std::int64_t change = change_of(entry, balance);
        if (change == 0) continue;
        row.fact = entry.fact;
        if (needs_id) row.id = world.log().id(entry.fact);
        row.day = entry.day;
        row.amount = decimal_of_satang(change);
        if (read != entry.account) row.values = accounts[entry.account].read;
        read = entry.account;
        use(row);
    }
}

/// What tells the row apart when counting; of one text it is that text itself.
std::string_view key_of(const Query& query, const Fields& fields, const Row& row,
                        std::string& made) {
    if (query.distinct.empty()) return row.id;
    made.clear();
    for (std::size_t i = 0; i < query.distinct.size(); ++i) {
        const Value* value = fields.of_key(row, i);
        if (query.distinct.size() == 1 && value != nullptr && value->as_string() != nullptr)
            return *value->as_string();
        if (!made.empty()) made += " | ";
        if (value == nullptr) continue;
        made += value->as_string() != nullptr ? *value->as_string() : base::to_compact_json(*value);
    }
    return made;
}

Ratio whole(std::size_t count) { return *Ratio::create(static_cast<std::int64_t>(count), 1); }

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};

/// The value of the rows that count, added one after another.
class Fold {
  public:
    explicit Fold(const Query& query) : query_(query) {}

    void add(const Row& row, std::string_view key, const Value* date) {
        if (query_.fn == QueryFunction::count && keys_.find(key) == keys_.end()) keys_.emplace(key);
        ++rows_;
        if (!row.amount) return;
        const Decimal amount = *row.amount;
        ++amounts_;
        switch (query_.fn) {
            case QueryFunction::sum:
            case QueryFunction::avg:
                sum_ += amount.units();
                return;
            case QueryFunction::min:
                if (amounts_ == 1 || amount < found_) found_ = amount;
                return;
            case QueryFunction::max:
                if (amounts_ == 1 || amount > found_) found_ = amount;
                return;
            case QueryFunction::latest: {
                const std::string* text = date != nullptr ? date->as_string() : nullptr;
                const std::string_view its = text != nullptr ? *text : std::string_view();
                if (amounts_ > 1 && std::tie(its, row.day) < std::tie(date_, day_)) return;
                found_ = amount;
                date_ = its;
                day_ = row.day;
                return;
            }
            case QueryFunction::count:
            case QueryFunction::exists:
            case QueryFunction::ratio:
                return;
        }
    }
    [[nodiscard]] std::optional<Ratio> value() const {
        switch (query_.fn) {
            case QueryFunction::count:
                return whole(keys_.size());
            case QueryFunction::exists:
                return whole(rows_ == 0 ? 0 : 1);
            case QueryFunction::sum:
                return sum();
            case QueryFunction::avg:
                if (amounts_ == 0) return std::nullopt;
                return sum() * *Ratio::create(1, static_cast<std::int64_t>(amounts_));
            case QueryFunction::min:
            case QueryFunction::max:
            case QueryFunction::latest:
                if (amounts_ == 0) return std::nullopt;
                return Ratio::from_decimal(found_);
            case QueryFunction::ratio:
                return std::nullopt;
        }
        return std::nullopt;
    }

  private:
    __extension__ using Wide = __int128;

    /// Budgets may add up to more than a decimal holds, which a ratio still does.
    [[nodiscard]] Ratio sum() const {
        constexpr std::int64_t kScale = Decimal::kScale;
        const auto rest = static_cast<std::int64_t>(sum_ % kScale);
        const std::int64_t divisor = std::gcd(rest, kScale);
        const Wide numerator = sum_ / divisor;
        const auto narrow = static_cast<std::int64_t>(numerator);
        PHAEN_CHECK(narrow == numerator, "a sum beyond all numbers");
        const auto ratio = Ratio::create(narrow, kScale / divisor);
        PHAEN_CHECK(ratio.has_value(), "a sum that is no ratio");
        return *ratio;
    }

    const Query& query_;
    std::unordered_set<std::string, TextHash, std::equal_to<>> keys_;
    std::size_t rows_ = 0;
    std::size_t amounts_ = 0;
    Wide sum_ = 0;
    Decimal found_;
    std::string date_;
    std::int32_t day_ = 0;
};

/// Calls `use` for the rows that count.
template <class F>
void for_each_row(const Query& query, const Fields& fields, const World& world,
                  const plan::Disbursement* scopes, const Span& span, bool needs_key, F&& use) {
    // Of the ledger those that do not count were left out before.
    if (query.of.starts_with(kLedger))
        return for_each_entry(query, fields, world, scopes, needs_key, use);
    const auto look = [&](const Row& row) {
        if (!lies_in(query, fields.date(row), span)) return;
        for (std::size_t i = 0; i < query.where.size(); ++i) {
            if (!holds(query.where[i], Fields::of_condition(row, i))) return;
        }
        use(row);
    };
    if (query.of == "steps") return for_each_step(fields, world, look);
    if (query.of == "evidence") return for_each_evidence(fields, world, look);
    for_each_record(dataset_source(query.of, world.dictionaries()), fields, world, look);
}

/// Of a query that is no ratio; rows are added to `rows` when there is such a list.
std::optional<Ratio> fold(const Query& query, const World& world, const plan::Disbursement* scopes,
                          std::vector<CountedRow>* rows) {
    const auto year = base::FiscalYear::create(world.plan().fiscal_year);
    if (!year || !problems(query, world.dictionaries()).empty()) return std::nullopt;
    const Span span{year->first_day(), std::min(world.as_of().day, year->last_day())};
    const Fields fields(query);
    Fold fold(query);
    std::string made;
    const bool needs_key = rows != nullptr || query.fn == QueryFunction::count;
    for_each_row(query, fields, world, scopes, span, needs_key, [&](const Row& row) {
        const std::string_view key =
            needs_key ? key_of(query, fields, row, made) : std::string_view();
        fold.add(row, key, fields.date(row));
        if (rows != nullptr) rows->push_back({row.fact, std::string(key), row.amount});
    });
    return fold.value();
}

std::optional<Ratio> part(const std::optional<Ratio>& num, const std::optional<Ratio>& den) {
    if (!num || !den || *den == Ratio()) return std::nullopt;
    return *num * *Ratio::create(den->denominator(), den->numerator());
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
    Answer answer;
    if (query.fn != QueryFunction::ratio) {
        answer.value = fold(query, world, scopes, &answer.rows);
        return answer;
    }
    if (!problems(query, world.dictionaries()).empty()) return answer;
    for (const auto& [half, out] :
         {std::pair(&query.num[0], &answer.num), std::pair(&query.den[0], &answer.den)}) {
        Answer& its = out->emplace_back();
        its.value = fold(*half, world, scopes, &its.rows);
    }
    answer.value = part(answer.num[0].value, answer.den[0].value);
    return answer;
}

std::optional<Ratio> value(const Query& query, const World& world,
                           const plan::Disbursement* scopes) {
    if (query.fn != QueryFunction::ratio) return fold(query, world, scopes, nullptr);
    if (!problems(query, world.dictionaries()).empty()) return std::nullopt;
    return part(fold(query.num[0], world, scopes, nullptr),
                fold(query.den[0], world, scopes, nullptr));
}

bool reads(const Query& query, const Touched& touched,
           std::span<const dataset::Dictionary> dictionaries) {
    if (query.fn == QueryFunction::ratio) {
        const auto does = [&](const Query& half) {
            return half.fn != QueryFunction::ratio && reads(half, touched, dictionaries);
        };
        return std::any_of(query.num.begin(), query.num.end(), does) ||
               std::any_of(query.den.begin(), query.den.end(), does);
    }
    if (query.of == "steps") return touched.steps;
    if (query.of == "evidence") return !touched.evidence.empty();
    if (query.of.starts_with(kLedger)) return touched.ledger;
    if (touched.datasets.empty()) return false;
    const DatasetSource source = dataset_source(query.of, dictionaries);
    return source.dictionary != nullptr &&
           std::find(touched.datasets.begin(), touched.datasets.end(), source.dictionary->id) !=
               touched.datasets.end();
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
