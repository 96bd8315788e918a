#include "record_reader.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "phaen/plan/io.h"

namespace phaen::plan {

using base::Array;
using base::Object;
using base::Value;

namespace {

std::string type_name(const Value& value) {
    switch (value.data().index()) {
        case 0:
            return "null";
        case 1:
            return "boolean";
        case 2:
            return "integer";
        case 3:
            return "text";
        case 4:
            return "list";
        default:
            return "table";
    }
}

/// At most so many bytes of outside text go into a message.
std::string shortened(std::string_view text) {
    constexpr std::size_t kMost = 120;
    if (text.size() <= kMost) return std::string(text);
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return std::string(text.substr(0, end)) + "…";
}

std::string as_text(const Value& value) {
    if (const std::string* text = value.as_string()) return shortened(*text);
    if (const std::int64_t* integer = value.as_integer()) return std::to_string(*integer);
    return type_name(value);
}

/// Edits (insert, drop, replace) between two short names.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above + 1, row[j - 1] + 1, replaced});
            diagonal = above;
        }
    }
    return row[b.size()];
}

/// The name that was probably meant, or nothing.
std::string nearest_name(std::string_view name, const TypeInfo& type) {
    constexpr std::size_t kLongest = 64;
    if (name.size() > kLongest) return {};
    std::string best;
    std::size_t best_distance = 1 + std::max<std::size_t>(1, name.size() / 3);
    for (const FieldInfo& field : type.fields) {
        const std::size_t distance = edit_distance(name, field.name);
        if (distance < best_distance) {
            best_distance = distance;
            best = field.name;
        }
    }
    return best;
}

}  // namespace

std::string pointer_token(std::string_view text) {
    std::string token;
    for (const char c : text) {
        if (c == '~')
            token += "~0";
        else if (c == '/')
            token += "~1";
        else
            token += c;
    }
    return token;
}

void ReadContext::report(PlanErrorKind kind, const Value& at, std::string found,
                         std::string expected) {
    if (errors_.size() >= kMaxErrors) return;
    errors_.push_back({kind, pointer_, at.position(), std::move(found), std::move(expected)});
}

void ReadContext::report_member(PlanErrorKind kind, std::string_view name, const Value& at,
                                std::string found, std::string expected) {
    const Step step(*this, name);
    report(kind, at, std::move(found), std::move(expected));
}

ReadContext::Step::Step(ReadContext& context, std::string_view token)
    : context_(context), size_before_(context.pointer_.size()) {
    context_.pointer_ += '/';
    context_.pointer_ += pointer_token(shortened(token));
}

ReadContext::Step::Step(ReadContext& context, std::size_t index)
    : context_(context), size_before_(context.pointer_.size()) {
    context_.pointer_ += '/';
    context_.pointer_ += std::to_string(index);
}

bool read_text(ReadContext& context, const Value& value, std::string& out) {
    if (const std::string* text = value.as_string()) {
        out = *text;
        return true;
    }
    context.report(PlanErrorKind::wrong_type, value, type_name(value), "text");
    return false;
}

bool read_boolean(ReadContext& context, const Value& value, bool& out) {
    if (const bool* boolean = value.as_bool()) {
        out = *boolean;
        return true;
    }
    context.report(PlanErrorKind::wrong_type, value, type_name(value), "boolean");
    return false;
}

bool read_integer(ReadContext& context, const Value& value, int& out) {
    const std::int64_t* integer = value.as_integer();
    if (integer == nullptr) {
        context.report(PlanErrorKind::wrong_type, value, type_name(value), "integer");
        return false;
    }
    if (*integer < std::numeric_limits<int>::min() || *integer > std::numeric_limits<int>::max()) {
        context.report(PlanErrorKind::bad_value, value, as_text(value), "integer");
        return false;
    }
    out = static_cast<int>(*integer);
    return true;
}

bool read_decimal(ReadContext& context, const Value& value, base::Decimal& out) {
    if (value.as_integer() == nullptr && value.as_string() == nullptr) {
        context.report(PlanErrorKind::wrong_type, value, type_name(value), "decimal");
        return false;
    }
    const std::string text =
        value.as_string() != nullptr ? *value.as_string() : std::to_string(*value.as_integer());
    const std::optional<base::Decimal> decimal = base::Decimal::parse(text);
    if (!decimal) {
        context.report(PlanErrorKind::bad_value, value, as_text(value), "decimal");
        return false;
    }
    out = *decimal;
    return true;
}

bool read_money(ReadContext& context, const Value& value, base::Money& out) {
    const std::string* text = value.as_string();
    if (text == nullptr) {
        context.report(PlanErrorKind::wrong_type, value, type_name(value), "money");
        return false;
    }
    const std::optional<base::Money> money = base::Money::parse(*text);
    if (!money) {
        context.report(PlanErrorKind::bad_value, value, as_text(value), "money");
        return false;
    }
    out = *money;
    return true;
}

bool read_month(ReadContext& context, const Value& value, base::YearMonth& out) {
    const std::string* text = value.as_string();
    if (text == nullptr) {
        context.report(PlanErrorKind::wrong_type, value, type_name(value), "month");
        return false;
    }
    const std::optional<base::YearMonth> month = base::YearMonth::parse(*text);
    if (!month) {
        context.report(PlanErrorKind::bad_value, value, as_text(value), "month");
        return false;
    }
    out = *month;
    return true;
}

bool read_ref(ReadContext& context, const Value& value, Ref& out) {
    if (const std::string* id = value.as_string()) {
        out = Ref::to(*id);
        return true;
    }
    const Object* object = value.as_object();
    if (object == nullptr) {
        context.report(PlanErrorKind::wrong_type, value, type_name(value), "reference");
        return false;
    }
    for (const auto& [name, member] : *object) {
        if (name == "unresolved") continue;
        context.report_member(PlanErrorKind::unknown_member, name, member, shortened(name),
                              "unresolved");
    }
    const Value* text = value.find("unresolved");
    if (text == nullptr) {
        context.report_member(PlanErrorKind::missing_member, "unresolved", value, "", "unresolved");
        return false;
    }
    const ReadContext::Step step(context, "unresolved");
    out = {};
    return read_text(context, *text, out.unresolved);
}

bool read_any(ReadContext& context, const Value& value, Value& out) {
    // TOML has no null, so that a free value may not hold one anywhere.
    std::vector<const Value*> pending{&value};
    while (!pending.empty()) {
        const Value* next = pending.back();
        pending.pop_back();
        if (next->is_null()) {
            context.report(PlanErrorKind::wrong_type, *next, "null", "value");
            return false;
        }
        if (const Array* array = next->as_array()) {
            for (const Value& item : *array) pending.push_back(&item);
        } else if (const Object* object = next->as_object()) {
            for (const auto& member : *object) pending.push_back(&member.second);
        }
    }
    out = value;
    return true;
}

bool read_condition(ReadContext& context, const Value& value, QueryCondition& out) {
    const Array* array = value.as_array();
    if (array == nullptr || array->size() != 3) {
        context.report(PlanErrorKind::wrong_type, value, type_name(value), "condition");
        return false;
    }
    bool good = true;
    {
        const ReadContext::Step step(context, std::size_t{0});
        good = read_text(context, (*array)[0], out.field) && good;
    }
    {
        const ReadContext::Step step(context, std::size_t{1});
        const std::size_t index = read_word(
            context, (*array)[1], {kConditionOperators.begin(), kConditionOperators.end()});
        good = index < kConditionOperators.size() && good;
        if (index < kConditionOperators.size()) out.op = kConditionOperators[index];
    }
    const ReadContext::Step step(context, std::size_t{2});
    return read_any(context, (*array)[2], out.value) && good;
}

std::size_t read_word(ReadContext& context, const Value& value,
                      const std::vector<std::string_view>& words) {
    std::string all;
    for (const std::string_view word : words) {
        if (!all.empty()) all += ", ";
        all += word;
    }
    const std::string* text = value.as_string();
    if (text == nullptr) {
        context.report(PlanErrorKind::wrong_type, value, type_name(value), all);
        return std::string::npos;
    }
    const auto found = std::find(words.begin(), words.end(), *text);
    if (found == words.end()) {
        context.report(PlanErrorKind::unknown_word, value, shortened(*text), all);
        return std::string::npos;
    }
    return static_cast<std::size_t>(found - words.begin());
}

const Object* expect_object(ReadContext& context, const Value& value) {
    const Object* object = value.as_object();
    if (object == nullptr)
        context.report(PlanErrorKind::wrong_type, value, type_name(value), "table");
    return object;
}

const Array* expect_array(ReadContext& context, const Value& value) {
    const Array* array = value.as_array();
    if (array == nullptr)
        context.report(PlanErrorKind::wrong_type, value, type_name(value), "list");
    return array;
}

void report_unknown_members(ReadContext& context, const Object& object, const TypeInfo& type) {
    for (const auto& [name, member] : object) {
        if (type.find(name) != nullptr) continue;
        if (name == "schema" && !type.options.schema.empty()) continue;
        context.report_member(PlanErrorKind::unknown_member, name, member, shortened(name),
                              nearest_name(name, type));
    }
}

void read_schema(ReadContext& context, const Value& value, std::string_view expected) {
    const Value* schema = value.find("schema");
    const ReadContext::Step step(context, "schema");
    if (schema == nullptr) {
        context.report(PlanErrorKind::unsupported_schema, value, "", std::string(expected));
        return;
    }
    const std::string* text = schema->as_string();
    if (text == nullptr || *text != expected) {
        context.report(PlanErrorKind::unsupported_schema, *schema, as_text(*schema),
                       std::string(expected));
    }
}

bool is_within_depth(const Value& value, std::size_t most) {
    std::vector<std::pair<const Value*, std::size_t>> pending{{&value, 1}};
    while (!pending.empty()) {
        const auto [next, depth] = pending.back();
        pending.pop_back();
        if (depth > most) return false;
        if (const Array* array = next->as_array()) {
            for (const Value& item : *array) pending.emplace_back(&item, depth + 1);
        } else if (const Object* object = next->as_object()) {
            for (const auto& member : *object) pending.emplace_back(&member.second, depth + 1);
        }
    }
    return true;
}

}  // namespace phaen::plan
