#include "phaen/plan/json_schema.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "phaen/base/check.h"
#include "plan_fields.h"
#include "scheme_fields.h"

namespace phaen::plan {

using base::Array;
using base::Object;
using base::Value;

namespace {

Value reference_to(std::string_view definition) {
    return Value(Object{{"$ref", Value("#/$defs/" + std::string(definition))}});
}

Value text_type(std::int64_t most) {
    // The line end is the one control character that a text may hold.
    return Value(Object{{"type", Value("string")},
                        {"maxLength", Value(most)},
                        {"pattern", Value("^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]*$")}});
}

Value pattern_type(std::string_view pattern) {
    return Value(Object{{"type", Value("string")}, {"pattern", Value(pattern)}});
}

/// What the ids of these kinds look like, without anchors. Ids of SWOT items begin with a letter of
/// their own.
std::string id_pattern(KindSet kind_set) {
    constexpr std::string_view kPlain = "[a-z0-9.-]{1,64}";
    constexpr KindSet kSwot = kinds(ElementKind::swot_item);
    if ((kind_set & kSwot) == 0) return std::string(kPlain);
    return (kind_set == kSwot ? "[SWOT]" : "[SWOT]?") + std::string(kPlain);
}

/// The form of values that several members share.
Object shared_definitions() {
    const Value any = reference_to("any");
    Array operators;
    for (const std::string_view op : kConditionOperators) operators.emplace_back(op);
    const auto texts = static_cast<std::int64_t>(kMaxShortText);
    Object definitions;
    definitions.emplace_back("text", text_type(texts));
    definitions.emplace_back("long_text", text_type(static_cast<std::int64_t>(kMaxLongText)));
    definitions.emplace_back(
        "decimal",
        Value(Object{{"description",
                      Value("An exact decimal: an integer, or text with at most six decimals.")},
                     {"type", Value(Array{Value("integer"), Value("string")})},
                     {"pattern", Value("^-?[0-9]+(\\.[0-9]{1,6})?$")}}));
    definitions.emplace_back("money",
                             Value(Object{{"description", Value("Baht.")},
                                          {"type", Value("string")},
                                          {"pattern", Value("^-?[0-9]+(\\.[0-9]{1,2})?$")}}));
    definitions.emplace_back("month",
                             Value(Object{{"description", Value("A month of a year C.E.")},
                                          {"type", Value("string")},
                                          {"pattern", Value("^[0-9]{4}-(0[1-9]|1[0-2])$")}}));
    definitions.emplace_back(
        "any",
        Value(Object{{"description", Value("Anything but null, at any depth.")},
                     {"type", Value(Array{Value("boolean"), Value("integer"), Value("string"),
                                          Value("array"), Value("object")})},
                     {"items", any},
                     {"additionalProperties", any}}));
    definitions.emplace_back(
        "condition",
        Value(Object{{"description", Value("Field, operator, value.")},
                     {"type", Value("array")},
                     {"prefixItems",
                      Value(Array{reference_to("text"),
                                  Value(Object{{"enum", Value(std::move(operators))}}), any})},
                     {"items", Value(false)},
                     {"minItems", Value(3)}}));
    definitions.emplace_back(
        "unresolved",
        Value(Object{{"description", Value("Text as printed that names no known element.")},
                     {"type", Value("object")},
                     {"required", Value(Array{Value("unresolved")})},
                     {"additionalProperties", Value(false)},
                     {"properties",
                      Value(Object{{"unresolved", Value(Object{{"$ref", Value("#/$defs/text")},
                                                               {"minLength", Value(1)}})}})}}));
    return definitions;
}

class SchemaWriter {
  public:
    Value write(const TypeInfo& top, std::string_view title) {
        add(top);
        // Records are added while they are found; each once.
        for (std::size_t next = 0; next < records_.size(); ++next) {
            const TypeInfo& type = *records_[next];
            definitions_.emplace_back(std::string(type.options.name), record_type(type));
        }
        // What no record uses is not there.
        Object definitions = std::move(definitions_);
        for (auto& [name, definition] : shared_definitions()) {
            if (used_.contains(name) || (name == "any" && used_.contains("condition")) ||
                (name == "text" && (used_.contains("condition") || used_.contains("unresolved"))))
                definitions.emplace_back(name, std::move(definition));
        }
        return Value(Object{{"$schema", Value("https://json-schema.org/draft/2020-12/schema")},
                            {"$comment", Value("Written by tools/make-schemas; not to be edited.")},
                            {"title", Value(title)},
                            {"$ref", Value("#/$defs/" + std::string(top.options.name))},
                            {"$defs", Value(std::move(definitions))}});
    }

  private:
    void add(const TypeInfo& type) {
        for (const TypeInfo* known : records_) {
            if (known == &type) return;
            PHAEN_CHECK(known->options.name != type.options.name,
                        "two types of records have one name");
        }
        PHAEN_CHECK(!type.options.name.empty(), "a record has a name");
        records_.push_back(&type);
    }

    Value shared(std::string_view name) {
        used_.insert(std::string(name));
        return reference_to(name);
    }

    Value record_type(const TypeInfo& type) {
        Array required;
        Object properties;
        if (!type.options.schema.empty()) {
            required.emplace_back("schema");
            properties.emplace_back("schema", Value(Object{{"const", Value(type.options.schema)}}));
        }
        for (const FieldInfo& field : type.fields) {
            if (field.options.required) required.emplace_back(field.name);
            properties.emplace_back(std::string(field.name), member_type(type, field));
        }
        Object schema{{"description", Value(type.options.doc)}, {"type", Value("object")}};
        if (!required.empty()) schema.emplace_back("required", Value(std::move(required)));
        schema.emplace_back("additionalProperties", Value(false));
        schema.emplace_back("properties", Value(std::move(properties)));
        return Value(std::move(schema));
    }

    Value member_type(const TypeInfo& type, const FieldInfo& field) {
        Object schema{{"description", Value(field.options.doc)}};
        const auto append = [&](const Value& more) {
            for (const auto& member : *more.as_object()) schema.push_back(member);
        };
        switch (field.holding) {
            case Holding::one:
            case Holding::optional:
                append(field.options.null_when_unknown ? or_null(item_type(type, field))
                                                       : item_type(type, field));
                break;
            case Holding::list:
                append(list_type(item_type(type, field)));
                break;
            case Holding::map:
                append(map_type(type, field));
                break;
        }
        return Value(std::move(schema));
    }

    static Value or_null(Value item) {
        return Value(Object{
            {"anyOf", Value(Array{std::move(item), Value(Object{{"type", Value("null")}})})}});
    }

    static Value list_type(Value item) {
        return Value(Object{{"type", Value("array")},
                            {"maxItems", Value(static_cast<std::int64_t>(kMaxItems))},
                            {"items", std::move(item)}});
    }

    Value map_type(const TypeInfo& type, const FieldInfo& field) {
        Value item = item_type(type, field);
        if (field.list_in_map) item = list_type(std::move(item));
        const Value names = field.options.refers_to != 0
                                ? pattern_type('^' + id_pattern(field.options.refers_to) + '$')
                                : shared("text");
        return Value(Object{{"type", Value("object")},
                            {"maxProperties", Value(static_cast<std::int64_t>(kMaxItems))},
                            {"propertyNames", names},
                            {"additionalProperties", std::move(item)}});
    }

    Value item_type(const TypeInfo& type, const FieldInfo& field) {
        switch (field.kind) {
            case ValueKind::text:
                return written_text(type, field);
            case ValueKind::boolean:
                return Value(Object{{"type", Value("boolean")}});
            case ValueKind::integer:
                return integer_type(field);
            case ValueKind::decimal:
                return shared("decimal");
            case ValueKind::money:
                return shared("money");
            case ValueKind::month:
                return shared("month");
            case ValueKind::word: {
                Array words;
                for (const std::string_view word : field.words) words.emplace_back(word);
                return Value(Object{{"enum", Value(std::move(words))}});
            }
            case ValueKind::ref:
                return Value(Object{
                    {"anyOf",
                     Value(Array{pattern_type('^' + id_pattern(field.options.refers_to) + '$'),
                                 shared("unresolved")})}});
            case ValueKind::any:
                return shared("any");
            case ValueKind::condition:
                return shared("condition");
            case ValueKind::record:
                add(field.record());
                return reference_to(field.record().options.name);
        }
        PHAEN_CHECK(false, "every kind of value has a schema");
    }

    Value written_text(const TypeInfo& type, const FieldInfo& field) {
        const bool own_id =
            field.options.is_id || (!type.options.schema.empty() && field.name == "id");
        if (own_id) {
            const KindSet own = type.options.element ? kinds(*type.options.element) : 0;
            return pattern_type('^' + id_pattern(own) + '$');
        }
        // A text that refers may be empty, which says that there is nothing to refer to.
        if (field.options.refers_to != 0 && field.holding != Holding::map)
            return pattern_type("^(" + id_pattern(field.options.refers_to) + ")?$");
        return shared(field.options.long_text ? "long_text" : "text");
    }

    static Value integer_type(const FieldInfo& field) {
        constexpr std::int64_t kLeast = -2'147'483'648;
        constexpr std::int64_t kMost = 2'147'483'647;
        return Value(Object{{"type", Value("integer")},
                            {"minimum", Value(field.options.least.value_or(kLeast))},
                            {"maximum", Value(field.options.most.value_or(kMost))}});
    }

    std::vector<const TypeInfo*> records_;
    Object definitions_;
    std::set<std::string> used_;
};

}  // namespace

Value plan_json_schema() {
    return SchemaWriter().write(type_info<Plan>(), "phaen.plan/1: an agency's annual action plan");
}

Value scheme_json_schema() {
    return SchemaWriter().write(type_info<Scheme>(),
                                "phaen.scheme/1: what holds for a year's plans");
}

}  // namespace phaen::plan
