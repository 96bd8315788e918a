#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "phaen/base/calendar.h"
#include "phaen/base/decimal.h"
#include "phaen/base/instant.h"
#include "phaen/base/money.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"

/// Record types described once, for reading, writing and the JSON Schema.
///
/// A type T has `template <class V> void describe(V& v, FormOf<T>)` that calls
/// `v.record(FormRecord)` once and then `v.field(name, &T::member, FormField)` for each member in
/// the order of the file. An enumeration E has `constexpr auto words(FormOf<E>)`, an array of
/// FormWord<E>. Both are found by the namespace of T and E.
namespace phaen::base {

template <class T>
struct FormOf {};

template <class E>
struct FormWord {
    E value;
    std::string_view text;
};

struct FormRecord {
    std::string_view name;         ///< of its definition in the JSON Schema
    std::string_view doc;          ///< one sentence
    std::string_view schema = {};  ///< the value of the member `schema` that comes first, if any
};

struct FormField {
    std::string_view doc;
    bool required = false;  ///< must stand in the file, and is always written
    bool long_text = false;
    std::optional<std::int64_t> least = std::nullopt;  ///< of integers, decimals, money in satang
    std::optional<std::int64_t> most = std::nullopt;
};

inline constexpr std::size_t kFormShortText = 4'000;  ///< code points
inline constexpr std::size_t kFormLongText = 200'000;
inline constexpr std::size_t kFormItems = 20'000;
inline constexpr std::size_t kFormErrors = 500;

/// Why a value is no such record, in the order of the phases that find it.
enum class FormErrorKind {
    syntax,              ///< `found` says what the reader met
    unsupported_schema,  ///< `schema` is missing or another
    unknown_member,      ///< `found` is the name
    missing_member,      ///< `expected` is the name
    wrong_type,          ///< `found` and `expected` name types
    unknown_word,        ///< `found` is not one of the words in `expected`
    bad_value,           ///< of the right type, but not of the form or within the bounds `expected`
    bad_text,            ///< not UTF-8, or control characters other than the line end
    too_long,            ///< a text of more than `expected` characters
    too_many,            ///< a list, or a file, of more than `expected` items
    contradiction,       ///< `found` cannot stand as it does; `expected` says beside what
    duplicate,           ///< `found` was there before
    unresolved,          ///< `found` names nothing that is there
};

struct FormError {
    FormErrorKind kind = FormErrorKind::syntax;
    std::string pointer;  ///< JSON Pointer of the value
    Position position;    ///< zero when unknown
    std::string found;
    std::string expected;
    friend bool operator==(const FormError&, const FormError&) = default;
};
using FormErrors = std::vector<FormError>;

enum class MessageLanguage { thai, english };

/// One line without the file's name: `line 3, column 7: /data/amount: …`.
[[nodiscard]] std::string describe_error(const FormError& error, MessageLanguage language);

template <class T>
struct IsFormVector : std::false_type {};
template <class T>
struct IsFormVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsFormOptional : std::false_type {};
template <class T>
struct IsFormOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsFormQuantity : std::false_type {};
template <class Tag>
struct IsFormQuantity<Quantity<Tag>> : std::true_type {};

/// The word of an enumerator.
template <class E>
[[nodiscard]] constexpr std::string_view word_of(E value) {
    for (const auto& word : words(FormOf<E>{})) {
        if (word.value == value) return word.text;
    }
    return {};
}
template <class E>
[[nodiscard]] constexpr std::optional<E> from_word(std::string_view text) {
    for (const auto& word : words(FormOf<E>{})) {
        if (word.text == text) return word.value;
    }
    return std::nullopt;
}

// ---- reading ----

/// Errors so far, and where the reader stands.
class FormContext {
  public:
    explicit FormContext(FormErrors& errors) : errors_(errors) {}
    void report(FormErrorKind kind, const Value& at, std::string found, std::string expected);
    void report_member(FormErrorKind kind, std::string_view name, const Value& at,
                       std::string found, std::string expected);
    [[nodiscard]] std::size_t enter(std::string_view token);
    void leave(std::size_t size_before) { pointer_.resize(size_before); }

    bool text(const Value& value, const FormField& field, std::string& out);
    bool boolean(const Value& value, bool& out);
    bool integer(const Value& value, const FormField& field, std::int64_t& out);
    bool decimal(const Value& value, const FormField& field, Decimal& out);
    bool money(const Value& value, const FormField& field, Money& out);
    bool month(const Value& value, YearMonth& out);
    bool date(const Value& value, std::chrono::year_month_day& out);
    bool instant(const Value& value, Instant& out);
    bool any(const Value& value, Value& out);
    const Object* object(const Value& value);
    const Array* array(const Value& value);
    const std::string* word(const Value& value);
    void schema(const Value& value, std::string_view expected);
    void unknown_members(const Object& object, const std::vector<std::string_view>& known);

  private:
    FormErrors& errors_;
    std::string pointer_;
};

template <class T>
bool read_form(FormContext& context, const Value& value, const FormField& field, T& out);

/// The names of a record's members.
struct FormNames {
    std::vector<std::string_view> names;
    void record(const FormRecord& options) {
        if (!options.schema.empty()) names.emplace_back("schema");
    }
    template <class M, class T>
    void field(std::string_view name, M T::*, const FormField&) {
        names.push_back(name);
    }
};

template <class T>
class FormReader {
  public:
    FormReader(FormContext& context, const Value& value, T& out)
        : context_(context), value_(value), out_(out) {}
    void record(const FormRecord& options) {
        if (!options.schema.empty()) context_.schema(value_, options.schema);
    }
    template <class M>
    void field(std::string_view name, M T::* member, const FormField& options) {
        const Value* value = value_.find(name);
        if (value == nullptr) {
            if (options.required)
                context_.report_member(FormErrorKind::missing_member, name, value_, "",
                                       std::string(name));
            return;
        }
        const std::size_t before = context_.enter(name);
        read_form(context_, *value, options, out_.*member);
        context_.leave(before);
    }

  private:
    FormContext& context_;
    const Value& value_;
    T& out_;
};

template <class T>
bool read_form(FormContext& context, const Value& value, const FormField& field, T& out) {
    if constexpr (std::is_same_v<T, std::string>) {
        return context.text(value, field, out);
    } else if constexpr (std::is_same_v<T, bool>) {
        return context.boolean(value, out);
    } else if constexpr (std::is_integral_v<T>) {
        std::int64_t integer = 0;
        if (!context.integer(value, field, integer)) return false;
        out = static_cast<T>(integer);
        return true;
    } else if constexpr (std::is_same_v<T, Decimal>) {
        return context.decimal(value, field, out);
    } else if constexpr (IsFormQuantity<T>::value) {
        Decimal decimal;
        if (!context.decimal(value, field, decimal)) return false;
        out = T(decimal);
        return true;
    } else if constexpr (std::is_same_v<T, Money>) {
        return context.money(value, field, out);
    } else if constexpr (std::is_same_v<T, YearMonth>) {
        return context.month(value, out);
    } else if constexpr (std::is_same_v<T, std::chrono::year_month_day>) {
        return context.date(value, out);
    } else if constexpr (std::is_same_v<T, Instant>) {
        return context.instant(value, out);
    } else if constexpr (std::is_same_v<T, Value>) {
        return context.any(value, out);
    } else if constexpr (std::is_enum_v<T>) {
        const std::string* text = context.word(value);
        if (text == nullptr) return false;
        if (const auto known = from_word<T>(*text)) {
            out = *known;
            return true;
        }
        std::string expected;
        for (const auto& word : words(FormOf<T>{})) {
            if (!expected.empty()) expected += ", ";
            expected += word.text;
        }
        context.report(FormErrorKind::unknown_word, value, *text, std::move(expected));
        return false;
    } else if constexpr (IsFormOptional<T>::value) {
        typename T::value_type item{};
        if (!read_form(context, value, field, item)) return false;
        out = std::move(item);
        return true;
    } else if constexpr (IsFormVector<T>::value) {
        const Array* array = context.array(value);
        if (array == nullptr) return false;
        out.reserve(array->size());
        for (std::size_t i = 0; i < array->size(); ++i) {
            const std::size_t before = context.enter(std::to_string(i));
            typename T::value_type item{};
            if (read_form(context, (*array)[i], field, item)) out.push_back(std::move(item));
            context.leave(before);
        }
        return true;
    } else {
        const Object* object = context.object(value);
        if (object == nullptr) return false;
        static const FormNames known = [] {
            FormNames names;
            describe(names, FormOf<T>{});
            return names;
        }();
        context.unknown_members(*object, known.names);
        FormReader<T> reader(context, value, out);
        describe(reader, FormOf<T>{});
        return true;
    }
}

/// Reads a whole record; all errors, up to kFormErrors.
template <class T>
[[nodiscard]] Result<T, FormErrors> read_form(const Value& value) {
    FormErrors errors;
    FormContext context(errors);
    T out{};
    read_form(context, value, FormField{}, out);
    if (!errors.empty()) return Unexpected{std::move(errors)};
    return out;
}

// ---- writing ----

template <class T>
Value write_form(const T& value);

template <class T>
class FormWriter {
  public:
    FormWriter(const T& from, Object& out) : from_(from), out_(out) {}
    void record(const FormRecord& options) {
        if (!options.schema.empty()) out_.emplace_back("schema", Value(options.schema));
    }
    template <class M>
    void field(std::string_view name, M T::* member, const FormField& options) {
        const M& value = from_.*member;
        if constexpr (IsFormOptional<M>::value) {
            if (value) out_.emplace_back(std::string(name), write_form(*value));
        } else if (options.required || !is_default(value)) {
            out_.emplace_back(std::string(name), write_form(value));
        }
    }

  private:
    template <class M>
    static bool is_default(const M& value) {
        if constexpr (std::is_same_v<M, Value>)
            return value.is_null();
        else
            return value == M{};
    }
    const T& from_;
    Object& out_;
};

/// An absent, empty or default member that is not required is not written.
template <class T>
Value write_form(const T& value) {
    if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, bool>) {
        return Value(value);
    } else if constexpr (std::is_integral_v<T>) {
        return Value(static_cast<std::int64_t>(value));
    } else if constexpr (std::is_same_v<T, Decimal> || IsFormQuantity<T>::value) {
        const std::string text = value.to_string();
        if (text.find('.') != std::string::npos) return Value(text);
        if constexpr (std::is_same_v<T, Decimal>)
            return Value(value.units() / Decimal::kScale);
        else
            return Value(value.value().units() / Decimal::kScale);
    } else if constexpr (std::is_same_v<T, Money> || std::is_same_v<T, YearMonth> ||
                         std::is_same_v<T, Instant>) {
        return Value(value.to_string());
    } else if constexpr (std::is_same_v<T, std::chrono::year_month_day>) {
        return Value(to_iso(value));
    } else if constexpr (std::is_same_v<T, Value>) {
        return value;
    } else if constexpr (std::is_enum_v<T>) {
        return Value(word_of(value));
    } else if constexpr (IsFormOptional<T>::value) {
        return value ? write_form(*value) : Value();
    } else if constexpr (IsFormVector<T>::value) {
        Array array;
        array.reserve(value.size());
        for (const auto& item : value) array.push_back(write_form(item));
        return Value(std::move(array));
    } else {
        Object object;
        FormWriter<T> writer(value, object);
        describe(writer, FormOf<T>{});
        return Value(std::move(object));
    }
}

// ---- the JSON Schema ----

class FormSchema;

template <class T>
class FormSchemaRecord {
  public:
    explicit FormSchemaRecord(FormSchema& schema) : schema_(schema) {}
    void record(const FormRecord& options);
    template <class M>
    void field(std::string_view name, M T::*, const FormField& options);
    [[nodiscard]] Value finish();
    std::string name;

  private:
    FormSchema& schema_;
    std::string doc_;
    Array required_;
    Object properties_;
};

/// Collects the definitions that records need, each once.
class FormSchema {
  public:
    /// The whole schema (2020-12) of a file that is one T.
    template <class T>
    [[nodiscard]] Value of(std::string_view title) {
        Value top = type<T>(FormField{});
        return finish(title, std::move(top));
    }
    template <class T>
    Value type(const FormField& field) {
        if constexpr (std::is_same_v<T, std::string>) {
            return text(field);
        } else if constexpr (std::is_same_v<T, bool>) {
            return Value(Object{{"type", Value("boolean")}});
        } else if constexpr (std::is_integral_v<T>) {
            return integer(field);
        } else if constexpr (std::is_same_v<T, Decimal> || IsFormQuantity<T>::value) {
            return shared("decimal");
        } else if constexpr (std::is_same_v<T, Money>) {
            return shared("money");
        } else if constexpr (std::is_same_v<T, YearMonth>) {
            return shared("month");
        } else if constexpr (std::is_same_v<T, std::chrono::year_month_day>) {
            return shared("date");
        } else if constexpr (std::is_same_v<T, Instant>) {
            return shared("instant");
        } else if constexpr (std::is_same_v<T, Value>) {
            return Value(Object{});
        } else if constexpr (std::is_enum_v<T>) {
            Array texts;
            for (const auto& word : words(FormOf<T>{})) texts.emplace_back(word.text);
            return Value(Object{{"enum", Value(std::move(texts))}});
        } else if constexpr (IsFormOptional<T>::value) {
            return type<typename T::value_type>(field);
        } else if constexpr (IsFormVector<T>::value) {
            return Value(Object{{"type", Value("array")},
                                {"maxItems", Value(static_cast<std::int64_t>(kFormItems))},
                                {"items", type<typename T::value_type>(field)}});
        } else {
            FormSchemaRecord<T> record(*this);
            describe(record, FormOf<T>{});
            Value definition = record.finish();
            return define(record.name, std::move(definition));
        }
    }
    /// Adds a definition and gives the reference to it.
    Value define(std::string_view name, Value definition);
    Value finish(std::string_view title, Value top);

  private:
    Value text(const FormField& field);
    Value integer(const FormField& field);
    Value shared(std::string_view name);
    Object definitions_;
};

template <class T>
void FormSchemaRecord<T>::record(const FormRecord& options) {
    name = std::string(options.name);
    doc_ = std::string(options.doc);
    if (options.schema.empty()) return;
    required_.emplace_back("schema");
    properties_.emplace_back("schema", Value(Object{{"const", Value(options.schema)}}));
}

template <class T>
template <class M>
void FormSchemaRecord<T>::field(std::string_view member, M T::*, const FormField& options) {
    if (options.required) required_.emplace_back(member);
    Object property{{"description", Value(options.doc)}};
    const Value type = schema_.type<M>(options);
    for (const auto& entry : *type.as_object()) property.push_back(entry);
    properties_.emplace_back(std::string(member), Value(std::move(property)));
}

template <class T>
Value FormSchemaRecord<T>::finish() {
    Object schema{{"description", Value(doc_)}, {"type", Value("object")}};
    if (!required_.empty()) schema.emplace_back("required", Value(std::move(required_)));
    schema.emplace_back("additionalProperties", Value(false));
    schema.emplace_back("properties", Value(std::move(properties_)));
    return Value(std::move(schema));
}

}  // namespace phaen::base
