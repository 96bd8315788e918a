#include "phaen/check/findings_json.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "phaen/check/rule.h"

namespace phaen::check {

namespace {

using base::Array;
using base::Object;
using base::Value;

Value block_value(const plan::Place& place) {
    Object object{{"block", Value(place.block)}};
    if (place.row >= 0) object.emplace_back("row", Value(place.row));
    if (place.cell >= 0) object.emplace_back("cell", Value(place.cell));
    return Value(std::move(object));
}

Value line_values(const std::vector<plan::Place>& places) {
    std::vector<int> lines;
    for (const plan::Place& place : places) {
        if (place.line > 0) lines.push_back(place.line);
    }
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    Array values;
    for (const int line : lines) values.emplace_back(line);
    return Value(std::move(values));
}

Object object_of(const Finding& finding) {
    Object object{{"rule", Value(finding.rule)},
                  {"severity", Value(to_string(finding.severity))},
                  {"category", Value(to_string(finding.category))}};
    const auto add = [&object](const char* name, const std::string& text) {
        if (!text.empty()) object.emplace_back(name, Value(text));
    };
    add("element", finding.element);
    add("path", finding.path);
    object.emplace_back("lines", line_values(finding.places));
    Array blocks;
    for (const plan::Place& place : finding.places) {
        if (place.block >= 0) blocks.push_back(block_value(place));
    }
    object.emplace_back("blocks", Value(std::move(blocks)));
    add("found", finding.found);
    add("expected", finding.expected);
    object.emplace_back("message", Value(Object{{"th", Value(finding.message.th)},
                                                {"en", Value(finding.message.en)}}));
    if (finding.fix) object.emplace_back("fix", Value(finding.fix->patch));
    return object;
}

Value text_schema() { return Value(Object{{"type", Value("string")}}); }

Value integer_schema(int minimum) {
    return Value(Object{{"type", Value("integer")}, {"minimum", Value(minimum)}});
}

Value pattern_schema(std::string_view pattern) {
    return Value(Object{{"type", Value("string")}, {"pattern", Value(pattern)}});
}

template <class Enum>
Value words_schema(Enum last) {
    Array words;
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        words.emplace_back(to_string(static_cast<Enum>(i)));
    }
    return Value(Object{{"enum", Value(std::move(words))}});
}

Value object_schema(Object properties, const std::vector<std::string_view>& required) {
    Array names;
    for (const std::string_view name : required) names.emplace_back(name);
    return Value(Object{{"type", Value("object")},
                        {"properties", Value(std::move(properties))},
                        {"required", Value(std::move(names))},
                        {"additionalProperties", Value(false)}});
}

Value list_schema(Value items) {
    return Value(Object{{"type", Value("array")}, {"items", std::move(items)}});
}

Value described(Value schema, std::string_view description) {
    schema.set("description", Value(description));
    return schema;
}

Object finding_properties() {
    const Value pointer = pattern_schema("^(/([^~/]|~[01])*)*$");
    Value operation = object_schema(
        {{"op", Value(Object{{"enum", Value(Array{Value("test"), Value("replace")})}})},
         {"path", pointer},
         {"value", Value(Object{})}},
        {"op", "path", "value"});
    return {
        {"rule", described(pattern_schema("^[a-z0-9_]+(\\.[a-z0-9_]+)+$"),
                           "Stable id of the rule; phaen check --explain tells of it.")},
        {"severity", words_schema(Severity::error)},
        {"category", words_schema(Category::format)},
        {"element", described(text_schema(), "Id of the plan element concerned.")},
        {"path", described(pointer, "JSON Pointer into the plan file.")},
        {"lines", described(list_schema(integer_schema(1)),
                            "Lines of a text document that show it, in order, each once.")},
        {"blocks", described(list_schema(object_schema({{"block", integer_schema(0)},
                                                        {"row", integer_schema(0)},
                                                        {"cell", integer_schema(0)}},
                                                       {"block"})),
                             "The same places as raw blocks, the deviating one first.")},
        {"found", described(text_schema(), "As printed.")},
        {"expected", described(text_schema(), "As computed, or as printed elsewhere.")},
        {"message", object_schema({{"th", text_schema()}, {"en", text_schema()}}, {"th", "en"})},
        {"fix", described(list_schema(std::move(operation)),
                          "JSON Patch (RFC 6902) of the plan file that mends it.")},
    };
}

const std::vector<std::string_view> kFindingRequired = {"rule",  "severity", "category",
                                                        "lines", "blocks",   "message"};

}  // namespace

Value to_value(const Finding& finding) { return Value(object_of(finding)); }

Value to_value(const AcceptedFinding& accepted) {
    Object object = object_of(accepted.finding);
    object.emplace_back("reason", Value(accepted.reason));
    object.emplace_back("by", Value(accepted.by));
    return Value(std::move(object));
}

Value findings_to_value(const Report& report, std::string_view document, std::string_view plan) {
    Array findings;
    for (const Finding& finding : report.findings) findings.push_back(to_value(finding));
    Array accepted;
    for (const AcceptedFinding& entry : report.accepted) accepted.push_back(to_value(entry));
    return Value(Object{{"document", Value(document)},
                        {"plan", Value(plan)},
                        {"findings", Value(std::move(findings))},
                        {"accepted", Value(std::move(accepted))}});
}

Value findings_json_schema() {
    Object accepted = finding_properties();
    accepted.emplace_back("reason", text_schema());
    accepted.emplace_back("by", text_schema());
    std::vector<std::string_view> accepted_required = kFindingRequired;
    accepted_required.insert(accepted_required.end(), {"reason", "by"});
    Value schema = object_schema(
        {{"document", described(text_schema(), "The file as it was named.")},
         {"plan", described(text_schema(), "The plan's id.")},
         {"findings", list_schema(object_schema(finding_properties(), kFindingRequired))},
         {"accepted", list_schema(object_schema(std::move(accepted), accepted_required))}},
        {"document", "plan", "findings", "accepted"});
    Object whole{{"$schema", Value("https://json-schema.org/draft/2020-12/schema")},
                 {"$comment", Value("Written by tools/make-schemas; not to be edited.")},
                 {"title", Value("Findings of phaen check --format json, one file's")}};
    for (auto& member : *schema.as_object()) whole.push_back(std::move(member));
    return Value(std::move(whole));
}

}  // namespace phaen::check
