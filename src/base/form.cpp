#include "phaen/base/form.h"

#include <limits>

#include "phaen/base/check.h"
#include "phaen/base/thai_text.h"

namespace phaen::base {

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

bool has_control_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n') || byte == 0x7F;
    });
}

std::size_t count_code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

std::string bounds(const FormField& field) {
    return (field.least ? std::to_string(*field.least) : "") + ".." +
           (field.most ? std::to_string(*field.most) : "");
}

void append_token(std::string& pointer, std::string_view token) {
    pointer += '/';
    for (const char c : token) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
}

/// Names and values may hold anything from the file: a line end or an escape sequence must not
/// reach a terminal.
std::string as_one_line(std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string line;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n') {
            line += "\\n";
        } else if (byte < 0x20 || byte == 0x7F) {
            line += "\\x";
            line += kHex[byte / 16];
            line += kHex[byte % 16];
        } else {
            line += c;
        }
    }
    return line;
}

struct TypeName {
    std::string_view name;
    std::string_view th;
    std::string_view en;
};
constexpr std::array kTypeNames = {
    TypeName{"null", "ค่าว่าง", "null"},
    TypeName{"boolean", "true หรือ false", "true or false"},
    TypeName{"integer", "จำนวนเต็ม", "an integer"},
    TypeName{"text", "ข้อความ", "text"},
    TypeName{"list", "รายการ", "a list"},
    TypeName{"table", "ตาราง", "a table"},
    TypeName{"decimal", "เลขทศนิยมไม่เกินหกตำแหน่ง", "a decimal of at most six places"},
    TypeName{"money", "จำนวนเงินเป็นข้อความ เช่น \"1500000.00\"",
             "an amount as text, as \"1500000.00\""},
    TypeName{"month", "เดือนแบบ YYYY-MM", "a month as YYYY-MM"},
    TypeName{"date", "วันที่แบบ YYYY-MM-DD", "a date as YYYY-MM-DD"},
    TypeName{"instant", "เวลาแบบ 2022-03-31T17:00:00Z", "an instant as 2022-03-31T17:00:00Z"},
    TypeName{"id", "รหัส (a-z 0-9 . - ไม่เกิน 64 ตัว)", "an id (a-z 0-9 . -, at most 64)"},
};

std::string named(const std::string& type, bool thai) {
    for (const TypeName& entry : kTypeNames) {
        if (entry.name == type) return std::string(thai ? entry.th : entry.en);
    }
    return type;
}

std::string message(const FormError& e, bool thai) {
    const std::string found = named(e.found, thai);
    const std::string expected = named(e.expected, thai);
    const auto say = [&](std::string th, std::string en) { return thai ? th : en; };
    switch (e.kind) {
        case FormErrorKind::syntax:
            return say("อ่านไม่ได้: " + e.found, e.found);
        case FormErrorKind::unsupported_schema:
            return say("schema ต้องเป็น \"" + e.expected + "\"",
                       "schema must be \"" + e.expected + "\"");
        case FormErrorKind::unknown_member:
            return say("ไม่รู้จักชื่อ " + e.found, "there is no member " + e.found);
        case FormErrorKind::missing_member:
            return say("ขาด " + e.expected, e.expected + " is missing");
        case FormErrorKind::wrong_type:
            return say("ต้องเป็น" + expected + " แต่พบ" + found,
                       "must be " + expected + ", not " + found);
        case FormErrorKind::unknown_word:
            return say("ไม่รู้จักคำ \"" + e.found + "\" ต้องเป็นหนึ่งใน " + e.expected,
                       "\"" + e.found + "\" is not one of " + e.expected);
        case FormErrorKind::bad_value:
            return say("\"" + e.found + "\" ไม่ใช่" + expected,
                       "\"" + e.found + "\" is not " + expected);
        case FormErrorKind::bad_text:
            return say("มีอักขระควบคุมหรือไม่ใช่ UTF-8", "holds control characters or is not UTF-8");
        case FormErrorKind::too_long:
            return say("ยาวเกิน " + e.expected + " อักขระ",
                       "longer than " + e.expected + " characters");
        case FormErrorKind::too_many:
            return say("มีมากกว่า " + e.expected + " รายการ", "more than " + e.expected + " items");
        case FormErrorKind::contradiction:
            return say("\"" + e.found + "\" ขัดกับ " + e.expected,
                       "\"" + e.found + "\" contradicts " + e.expected);
        case FormErrorKind::duplicate:
            return say(e.found + " มีอยู่แล้ว", e.found + " is already there");
        case FormErrorKind::unresolved:
            return say("ไม่มี " + e.found, "there is no " + e.found);
    }
    return {};
}

}  // namespace

std::string describe_error(const FormError& error, MessageLanguage language) {
    const bool thai = language == MessageLanguage::thai;
    std::string text;
    if (error.position.line > 0) {
        text += (thai ? "บรรทัด " : "line ") + std::to_string(error.position.line);
        if (error.position.column > 0)
            text += (thai ? " คอลัมน์ " : ", column ") + std::to_string(error.position.column);
        text += ": ";
    }
    if (!error.pointer.empty()) text += error.pointer + ": ";
    return as_one_line(text + message(error, thai));
}

void FormContext::report(FormErrorKind kind, const Value& at, std::string found,
                         std::string expected) {
    if (errors_.size() >= kFormErrors) return;
    errors_.push_back({kind, pointer_, at.position(), std::move(found), std::move(expected)});
}

void FormContext::report_member(FormErrorKind kind, std::string_view name, const Value& at,
                                std::string found, std::string expected) {
    const std::size_t before = enter(name);
    report(kind, at, std::move(found), std::move(expected));
    leave(before);
}

std::size_t FormContext::enter(std::string_view token) {
    const std::size_t before = pointer_.size();
    append_token(pointer_, token);
    return before;
}

bool FormContext::text(const Value& value, const FormField& field, std::string& out) {
    const std::string* text = value.as_string();
    if (text == nullptr) {
        report(FormErrorKind::wrong_type, value, type_name(value), "text");
        return false;
    }
    const std::size_t most = field.long_text ? kFormLongText : kFormShortText;
    if (has_control_characters(*text) || !is_utf8(*text)) {
        report(FormErrorKind::bad_text, value, "", "");
        return false;
    }
    // Bytes are never fewer than code points, so that short texts need no counting.
    if (text->size() > most && count_code_points(*text) > most) {
        report(FormErrorKind::too_long, value, "", std::to_string(most));
        return false;
    }
    out = *text;
    return true;
}

bool FormContext::boolean(const Value& value, bool& out) {
    if (const bool* boolean = value.as_bool()) {
        out = *boolean;
        return true;
    }
    report(FormErrorKind::wrong_type, value, type_name(value), "boolean");
    return false;
}

bool FormContext::integer(const Value& value, const FormField& field, std::int64_t& out) {
    const std::int64_t* integer = value.as_integer();
    if (integer == nullptr) {
        report(FormErrorKind::wrong_type, value, type_name(value), "integer");
        return false;
    }
    const std::int64_t least = field.least.value_or(std::numeric_limits<std::int32_t>::min());
    const std::int64_t most = field.most.value_or(std::numeric_limits<std::int32_t>::max());
    if (*integer < least || *integer > most) {
        report(FormErrorKind::bad_value, value, as_text(value), bounds(field));
        return false;
    }
    out = *integer;
    return true;
}

bool FormContext::decimal(const Value& value, const FormField& field, Decimal& out) {
    if (value.as_integer() == nullptr && value.as_string() == nullptr) {
        report(FormErrorKind::wrong_type, value, type_name(value), "decimal");
        return false;
    }
    const auto decimal = Decimal::parse(
        value.as_string() != nullptr ? *value.as_string() : std::to_string(*value.as_integer()));
    if (!decimal) {
        report(FormErrorKind::bad_value, value, as_text(value), "decimal");
        return false;
    }
    if ((field.least && *decimal < Decimal::from_integer(*field.least)) ||
        (field.most && *decimal > Decimal::from_integer(*field.most))) {
        report(FormErrorKind::bad_value, value, as_text(value), bounds(field));
        return false;
    }
    out = *decimal;
    return true;
}

bool FormContext::money(const Value& value, const FormField& field, Money& out) {
    const std::string* text = value.as_string();
    if (text == nullptr) {
        report(FormErrorKind::wrong_type, value, type_name(value), "money");
        return false;
    }
    const auto money = Money::parse(*text);
    if (!money || (field.least && money->satang() < *field.least)) {
        report(FormErrorKind::bad_value, value, as_text(value), money ? bounds(field) : "money");
        return false;
    }
    out = *money;
    return true;
}

bool FormContext::month(const Value& value, YearMonth& out) {
    const std::string* text = word(value);
    if (text == nullptr) return false;
    if (const auto month = YearMonth::parse(*text)) {
        out = *month;
        return true;
    }
    report(FormErrorKind::bad_value, value, as_text(value), "month");
    return false;
}

bool FormContext::date(const Value& value, std::chrono::year_month_day& out) {
    const std::string* text = word(value);
    if (text == nullptr) return false;
    if (const auto date = parse_iso(*text)) {
        out = *date;
        return true;
    }
    report(FormErrorKind::bad_value, value, as_text(value), "date");
    return false;
}

bool FormContext::instant(const Value& value, Instant& out) {
    const std::string* text = word(value);
    if (text == nullptr) return false;
    if (const auto instant = Instant::parse(*text)) {
        out = *instant;
        return true;
    }
    report(FormErrorKind::bad_value, value, as_text(value), "instant");
    return false;
}

bool FormContext::any(const Value& value, Value& out) {
    out = value;
    return true;
}

const Object* FormContext::object(const Value& value) {
    const Object* object = value.as_object();
    if (object == nullptr) report(FormErrorKind::wrong_type, value, type_name(value), "table");
    return object;
}

const Array* FormContext::array(const Value& value) {
    const Array* array = value.as_array();
    if (array == nullptr) {
        report(FormErrorKind::wrong_type, value, type_name(value), "list");
    } else if (array->size() > kFormItems) {
        report(FormErrorKind::too_many, value, "", std::to_string(kFormItems));
        return nullptr;
    }
    return array;
}

const std::string* FormContext::word(const Value& value) {
    const std::string* text = value.as_string();
    if (text == nullptr) report(FormErrorKind::wrong_type, value, type_name(value), "text");
    return text;
}

void FormContext::schema(const Value& value, std::string_view expected) {
    const Value* member = value.find("schema");
    const std::string* text = member != nullptr ? member->as_string() : nullptr;
    if (text != nullptr && *text == expected) return;
    report_member(FormErrorKind::unsupported_schema, "schema", member != nullptr ? *member : value,
                  text != nullptr ? shortened(*text) : "", std::string(expected));
}

void FormContext::unknown_members(const Object& object,
                                  const std::vector<std::string_view>& known) {
    for (const auto& [name, value] : object) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        report_member(FormErrorKind::unknown_member, shortened(name), value, shortened(name), "");
    }
}

Value FormSchema::text(const FormField& field) {
    // The line end is the one control character that a text may hold.
    if (field.long_text) {
        return define(
            "long_text",
            Value(Object{{"type", Value("string")},
                         {"maxLength", Value(static_cast<std::int64_t>(kFormLongText))},
                         {"pattern", Value("^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]*$")}}));
    }
    return shared("text");
}

Value FormSchema::integer(const FormField& field) {
    Object type{{"type", Value("integer")}};
    if (field.least) type.emplace_back("minimum", Value(*field.least));
    if (field.most) type.emplace_back("maximum", Value(*field.most));
    return Value(std::move(type));
}

Value FormSchema::shared(std::string_view name) {
    struct Shared {
        std::string_view name;
        std::string_view doc;
        std::string_view pattern;
    };
    constexpr std::array kShared = {
        Shared{"money", "Baht, as text.", "^-?[0-9]+(\\.[0-9]{1,2})?$"},
        Shared{"month", "A month of a year C.E.", "^[0-9]{4}-(0[1-9]|1[0-2])$"},
        Shared{"date", "A day, C.E.", "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},
        Shared{"instant", "A moment by RFC 3339.",
               "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?"
               "(Z|[+-][0-9]{2}:[0-9]{2})$"},
    };
    if (name == "decimal") {
        return define(
            name, Value(Object{
                      {"description",
                       Value("An exact decimal: an integer, or text with at most six decimals.")},
                      {"type", Value(Array{Value("integer"), Value("string")})},
                      {"pattern", Value("^-?[0-9]+(\\.[0-9]{1,6})?$")}}));
    }
    if (name == "text") {
        return define(
            name, Value(Object{{"type", Value("string")},
                               {"maxLength", Value(static_cast<std::int64_t>(kFormShortText))},
                               {"pattern", Value("^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]*$")}}));
    }
    for (const Shared& entry : kShared) {
        if (entry.name != name) continue;
        return define(name, Value(Object{{"description", Value(entry.doc)},
                                         {"type", Value("string")},
                                         {"pattern", Value(entry.pattern)}}));
    }
    fail_check("known", "a schema's shared type that is none", __FILE__, __LINE__);
}

Value FormSchema::define(std::string_view name, Value definition) {
    const auto same = [&](const auto& entry) { return entry.first == name; };
    const auto known = std::find_if(definitions_.begin(), definitions_.end(), same);
    if (known == definitions_.end())
        definitions_.emplace_back(std::string(name), std::move(definition));
    else
        PHAEN_CHECK(known->second == definition, "two types of records have one name");
    return Value(Object{{"$ref", Value("#/$defs/" + std::string(name))}});
}

Value FormSchema::finish(std::string_view title, Value top) {
    Object schema{{"$schema", Value("https://json-schema.org/draft/2020-12/schema")},
                  {"$comment", Value("Written by tools/make-schemas; not to be edited.")},
                  {"title", Value(title)}};
    for (auto& entry : *top.as_object()) schema.push_back(entry);
    schema.emplace_back("$defs", Value(std::move(definitions_)));
    return Value(std::move(schema));
}

}  // namespace phaen::base
