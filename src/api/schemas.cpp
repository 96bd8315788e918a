#include "schemas.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/base/check.h"

// NOLINTBEGIN: symbols of an assembly file
extern "C" {
extern const char phaen_plan_schema_begin[];
extern const char phaen_plan_schema_end[];
extern const char phaen_diff_schema_begin[];
extern const char phaen_diff_schema_end[];
extern const char phaen_derivation_schema_begin[];
extern const char phaen_derivation_schema_end[];
}
// NOLINTEND

namespace phaen::api {

namespace {

/// Points the references of a schema to components of the document: `#/$defs/step` to
/// `PlanContent_step`.
void redirect(base::Value& schema, const std::string& name) {
    constexpr std::string_view kOwn = "#/$defs/";
    std::vector<base::Value*> open{&schema};
    while (!open.empty()) {
        base::Value* value = open.back();
        open.pop_back();
        if (base::Array* items = value->as_array()) {
            for (base::Value& item : *items) open.push_back(&item);
        }
        if (base::Object* members = value->as_object()) {
            for (auto& [key, member] : *members) {
                const std::string* text = member.as_string();
                if (key == "$ref" && text != nullptr && text->starts_with(kOwn)) {
                    member = base::Value("#/components/schemas/" + name + "_" +
                                         text->substr(kOwn.size()));
                }
                // Linters of such documents know schemas that are objects only.
                const bool* allowed = member.as_bool();
                if (key == "items" && allowed != nullptr && !*allowed)
                    member = base::Value(base::Object{{"not", base::Value(base::Object{})}});
                open.push_back(&member);
            }
        }
    }
}

/// A schema file of the reference, with what it defines, among the components.
void add_file(base::Object& components, const std::string& name, std::string_view text) {
    auto schema = base::parse_json(text);
    PHAEN_CHECK(schema.has_value(), "a schema file is JSON");
    redirect(*schema, name);
    base::Object& root = *schema->as_object();
    const auto definitions = std::find_if(
        root.begin(), root.end(), [](const auto& member) { return member.first == "$defs"; });
    if (definitions != root.end()) {
        for (auto& [key, definition] : *definitions->second.as_object())
            components.emplace_back(name + "_" + key, std::move(definition));
    }
    std::erase_if(root, [](const auto& member) {
        return member.first == "$defs" || member.first == "$schema" || member.first == "$comment";
    });
    components.emplace_back(name, std::move(*schema));
}

// As JSON, since that is what they are; read once when the server starts.
constexpr std::string_view kSchemas = R"json({
"Both": {"type": "object", "description": "A text in Thai and English.",
  "properties": {"th": {"type": "string"}, "en": {"type": "string"}},
  "required": ["th", "en"], "additionalProperties": false},
"Instant": {"type": "string", "format": "date-time", "description": "UTC, to the microsecond."},
"Tag": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of a canonical JSON."},
"Problem": {"type": "object", "description": "Problem details (RFC 9457).",
  "properties": {"type": {"type": "string", "pattern": "^urn:phaen:problem:[a-z0-9_.]+$"},
    "title": {"type": "string"}, "status": {"type": "integer", "minimum": 400, "maximum": 599},
    "detail": {"type": "string"},
    "message": {"type": "object", "properties": {"title": {"$ref": "#/components/schemas/Both"},
      "detail": {"$ref": "#/components/schemas/Both"}}, "required": ["title"], "additionalProperties": false},
    "instance": {"type": "string", "pattern": "^urn:phaen:request:"}},
  "required": ["type", "title", "status", "message"]},
"Agencies": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Agency"}}},
  "required": ["items"], "additionalProperties": false},
"Agency": {"type": "object", "properties": {"id": {"type": "string"}, "name": {"$ref": "#/components/schemas/Both"}},
  "required": ["id", "name"], "additionalProperties": false},
"PlanHead": {"type": "object", "description": "A plan and its newest version.", "properties": {
    "id": {"type": "string"}, "agency": {"type": "string"},
    "title": {"type": "object", "properties": {"th": {"type": "string"}, "en": {"type": "string"}}, "required": ["th"]},
    "fiscal_year": {"type": "integer", "description": "B.E."}, "number": {"type": "integer", "minimum": 1},
    "version": {"$ref": "#/components/schemas/Tag"}, "at": {"$ref": "#/components/schemas/Instant"}, "by": {"type": "string"}},
  "required": ["id", "agency", "title", "fiscal_year", "number", "version", "at", "by"]},
"PlanHeads": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/PlanHead"}}},
  "required": ["items"], "additionalProperties": false},
"Etags": {"type": "object", "description": "The tag of each element by its id.", "additionalProperties": {"$ref": "#/components/schemas/Tag"}},
"Plan": {"allOf": [{"$ref": "#/components/schemas/PlanHead"}, {"type": "object", "properties": {
    "content": {"$ref": "#/components/schemas/PlanContent"}, "etags": {"$ref": "#/components/schemas/Etags"},
    "can_undo": {"type": "boolean"}, "can_redo": {"type": "boolean"}},
  "required": ["content", "etags", "can_undo", "can_redo"]}]},
"Element": {"type": "object", "description": "One element as it stands in the plan file.", "properties": {"id": {"type": "string"}}, "required": ["id"]},
"ElementPatch": {"type": "object", "description": "The members that change, by RFC 7396."},
"ElementAddition": {"type": "object", "description": "`owner` is the id of the element that it stands in: for steps, evidence, nodes of a framework, sub-indicators. Without an `id` the element gets one.",
  "properties": {"kind": {"enum": ["narrative", "organisation", "mission_statement", "framework", "framework_node", "measure", "swot_item", "swot_combination", "mission",
    "glossary_term", "indicator", "evidence_item", "higher_indicator", "project", "activity", "budget_node", "schedule", "step", "result"]},
    "owner": {"type": "string"}, "element": {"type": "object"}}, "required": ["kind", "element"]},
"ElementChanged": {"type": "object", "properties": {"element": {"$ref": "#/components/schemas/Element"}, "etag": {"$ref": "#/components/schemas/Tag"},
    "number": {"type": "integer"}, "version": {"$ref": "#/components/schemas/Tag"}},
  "required": ["element", "etag", "number", "version"], "additionalProperties": false},
"DraftChanged": {"type": "object", "properties": {"element": {"$ref": "#/components/schemas/Element"}, "etag": {"$ref": "#/components/schemas/Tag"},
    "revision": {"type": "integer"}}, "required": ["element", "etag", "revision"], "additionalProperties": false},
"ShortChange": {"type": "object", "properties": {"kind": {"enum": ["added", "removed", "moved", "changed"]}, "element": {"type": "string"},
    "title": {"type": "string"}, "fields": {"type": "array", "items": {"type": "string"}}},
  "required": ["kind", "element", "title", "fields"], "additionalProperties": false},
"Version": {"type": "object", "properties": {"number": {"type": "integer", "minimum": 1}, "version": {"$ref": "#/components/schemas/Tag"},
    "parent": {"type": "integer", "minimum": 0}, "restores": {"type": "integer", "minimum": 1}, "at": {"$ref": "#/components/schemas/Instant"},
    "by": {"type": "string"}, "reason": {"type": "string", "description": "In a person's words; empty when nobody gave one."},
    "action": {"enum": ["import", "edit", "add", "remove", "undo", "redo", "accept_finding", "mend_finding", "add_plan", "adopt_frameworks", "bring_back"]},
    "subject": {"type": "string", "description": "What it was done to: the file's name of an import, the id of an element, the id of a finding's rule, the id of the plan that frameworks were taken from."},
    "changes": {"type": "array", "items": {"$ref": "#/components/schemas/ShortChange"}}},
  "required": ["number", "version", "parent", "at", "by", "reason", "changes"]},
"Versions": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Version"}}},
  "required": ["items"], "additionalProperties": false},
"VersionContent": {"allOf": [{"$ref": "#/components/schemas/Version"}, {"type": "object",
  "properties": {"content": {"$ref": "#/components/schemas/PlanContent"}}, "required": ["content"]}]},
"Place": {"type": "object", "properties": {"block": {"type": "integer", "minimum": 0}, "row": {"type": "integer", "minimum": 0},
    "cell": {"type": "integer", "minimum": 0}}},
"Finding": {"type": "object", "properties": {"key": {"type": "string"}, "rule": {"type": "string"}, "severity": {"enum": ["info", "warning", "error"]},
    "category": {"enum": ["sum", "count", "cumulative", "weight", "naming", "numbering", "missing", "duplicate", "unit", "timeline", "typo", "alignment", "format"]},
    "element": {"type": "string"}, "path": {"type": "string"}, "lines": {"type": "array", "items": {"type": "integer", "minimum": 1}},
    "blocks": {"type": "array", "items": {"$ref": "#/components/schemas/Place"}}, "found": {"type": "string"}, "expected": {"type": "string"},
    "message": {"$ref": "#/components/schemas/Both"}, "fix": {}, "reason": {"type": "string"}, "by": {"type": "string"}},
  "required": ["key", "rule", "severity", "category", "lines", "blocks", "message"], "additionalProperties": false},
"Findings": {"type": "object", "properties": {"number": {"type": "integer"}, "version": {"$ref": "#/components/schemas/Tag"},
    "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}}, "accepted": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}}},
  "required": ["number", "version", "findings", "accepted"], "additionalProperties": false},
"Reason": {"type": "object", "properties": {"reason": {"type": "string", "maxLength": 4000}}, "required": ["reason"]},
"OptionalReason": {"type": "object", "properties": {"reason": {"type": "string", "maxLength": 4000}}},
"Rule": {"type": "object", "properties": {"id": {"type": "string"}, "severity": {"enum": ["info", "warning", "error"]}, "category": {"type": "string"},
    "title": {"$ref": "#/components/schemas/Both"}, "why": {"$ref": "#/components/schemas/Both"}, "mend": {"$ref": "#/components/schemas/Both"},
    "source": {"$ref": "#/components/schemas/Both"}, "fixable": {"type": "boolean"}},
  "required": ["id", "severity", "category", "title", "why", "mend", "source", "fixable"], "additionalProperties": false},
"Job": {"type": "object", "properties": {"id": {"type": "string"}, "kind": {"const": "import"},
    "status": {"enum": ["queued", "running", "done", "failed", "stopped"]}, "progress": {"type": "integer", "minimum": 0, "maximum": 100},
    "step": {"$ref": "#/components/schemas/Both"}, "import": {"type": "string"},
    "problem": {"type": "object", "properties": {"type": {"type": "string"}, "title": {"$ref": "#/components/schemas/Both"}, "detail": {"$ref": "#/components/schemas/Both"}},
      "required": ["type", "title", "detail"]}},
  "required": ["id", "kind", "status", "progress", "step"], "additionalProperties": false},
"ImportSummary": {"type": "object", "properties": {"id": {"type": "string"}, "agency": {"type": "string"}, "file_name": {"type": "string"},
    "sha256": {"$ref": "#/components/schemas/Tag"}, "bytes": {"type": "integer", "minimum": 0}, "at": {"$ref": "#/components/schemas/Instant"},
    "status": {"enum": ["review", "accepted", "discarded"]}, "revision": {"type": "integer", "minimum": 1}, "plan": {"type": "string"}},
  "required": ["id", "agency", "file_name", "sha256", "bytes", "at", "status", "revision"]},
"Imports": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/ImportSummary"}}},
  "required": ["items"], "additionalProperties": false},
"Block": {"type": "object", "properties": {"block": {"type": "integer", "minimum": 0}, "kind": {"enum": ["paragraph", "table"]}, "line": {"type": "integer"},
    "text": {"type": "string"}, "level": {"type": "integer", "minimum": 1, "maximum": 9}, "columns": {"type": "integer"},
    "rows": {"type": "array", "items": {"type": "object", "properties": {"row": {"type": "integer"}, "line": {"type": "integer"}, "header": {"type": "boolean"},
      "cells": {"type": "array", "items": {"type": "object", "properties": {"cell": {"type": "integer"}, "text": {"type": "string"}, "span": {"type": "integer"},
        "merged": {"type": "boolean"}, "shaded": {"type": "boolean"}}, "required": ["cell", "text", "span"]}},
      "bars": {"type": "array", "items": {"type": "object", "properties": {"from": {"type": "integer"}, "to": {"type": "integer"}}, "required": ["from", "to"]}}},
      "required": ["row", "header", "cells", "bars"]}}},
  "required": ["block", "kind"], "additionalProperties": false},
"Account": {"type": "object", "properties": {"block": {"type": "integer"}, "row": {"type": "integer"}, "cell": {"type": "integer"}, "line": {"type": "integer"},
    "role": {"enum": ["placed", "furniture", "prose", "not_understood"]}, "what": {"type": "string"}, "text": {"type": "string"},
    "destinations": {"type": "array", "items": {"type": "object", "properties": {"element": {"type": "string"}, "field": {"type": "string"}}, "required": ["element", "field"]}}},
  "required": ["block", "role", "what", "text", "destinations"], "additionalProperties": false},
"Hint": {"type": "object", "properties": {"kind": {"enum": ["heading", "column"]}, "printed": {"type": "string", "minLength": 1}, "means": {"type": "string", "minLength": 1}},
  "required": ["kind", "printed", "means"]},
"Hints": {"type": "object", "properties": {"hints": {"type": "array", "items": {"$ref": "#/components/schemas/Hint"}, "maxItems": 1000}}, "required": ["hints"]},
"Import": {"allOf": [{"$ref": "#/components/schemas/ImportSummary"}, {"type": "object", "properties": {"plan_id": {"type": "string"},
    "plan_content": {"$ref": "#/components/schemas/PlanContent"}, "etags": {"$ref": "#/components/schemas/Etags"},
    "blocks": {"type": "array", "items": {"$ref": "#/components/schemas/Block"}}, "account": {"type": "array", "items": {"$ref": "#/components/schemas/Account"}},
    "counts": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}, "hints": {"type": "array", "items": {"$ref": "#/components/schemas/Hint"}},
    "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}}, "accepted": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}}},
  "required": ["plan_id", "plan_content", "etags", "blocks", "account", "counts", "hints", "findings", "accepted"]}]},
"BlockNumber": {"type": "object", "properties": {"block": {"type": "integer", "minimum": 0}}, "required": ["block"]},
"NextYearChoice": {"type": "object", "properties": {"id": {"type": "string", "description": "Of the new plan; without it the year in the old one's is counted up."},
    "keep": {"type": "array", "maxItems": 2000, "items": {"type": "string"}, "description": "Finished projects that are done again."},
    "leave_out": {"type": "array", "maxItems": 2000, "items": {"type": "string"}, "description": "Unfinished projects that are not gone on with."}}},
"NextYear": {"type": "object", "properties": {"plan": {"type": "object", "properties": {"id": {"type": "string"}, "title": {"type": "object", "properties": {"th": {"type": "string"}, "en": {"type": "string"}}, "required": ["th"]},
      "fiscal_year": {"type": "integer"}}, "required": ["id", "title", "fiscal_year"], "additionalProperties": false},
    "as_of": {"type": "string", "format": "date"}, "number": {"type": "integer"}, "version": {"$ref": "#/components/schemas/Tag"},
    "counts": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
    "notes": {"type": "array", "items": {"type": "object", "properties": {"element": {"type": "string"}, "kind": {"type": "string", "description": "Of the element: project, step, indicator, …; plan for the plan itself."}, "title": {"type": "string"},
      "action": {"enum": ["carried", "changed", "filled", "cleared", "left_out", "to_review"]}, "reason": {"type": "string"},
      "message": {"$ref": "#/components/schemas/Both"}, "before": {"type": "string"}, "after": {"type": "string"}},
      "required": ["element", "kind", "title", "action", "reason", "message"], "additionalProperties": false}}},
  "required": ["plan", "as_of", "counts", "notes"], "additionalProperties": false},
"FrameworksWanted": {"type": "object", "properties": {"from": {"type": "string", "description": "Id of another plan."}, "frameworks": {"type": "array", "items": {"type": "string"}}}, "required": ["from"]},
"FrameworksAdopted": {"type": "object", "properties": {"number": {"type": "integer"}, "version": {"$ref": "#/components/schemas/Tag"},
    "notes": {"type": "array", "items": {"type": "object", "properties": {"element": {"type": "string"}, "title": {"type": "string"},
      "action": {"enum": ["added", "updated", "removed", "kept", "resolved"]}}, "required": ["element", "title", "action"], "additionalProperties": false}}},
  "required": ["number", "version", "notes"], "additionalProperties": false},
"Accepted": {"type": "object", "properties": {"plan": {"type": "string"}, "number": {"type": "integer"}, "version": {"$ref": "#/components/schemas/Tag"}},
  "required": ["plan", "number", "version"], "additionalProperties": false},
"Meanings": {"type": "array", "items": {"type": "object", "properties": {"means": {"type": "string"}, "title": {"$ref": "#/components/schemas/Both"}}, "required": ["means", "title"]}},
"Catalogue": {"type": "object", "properties": {"headings": {"$ref": "#/components/schemas/Meanings"}, "columns": {"$ref": "#/components/schemas/Meanings"}},
  "required": ["headings", "columns"], "additionalProperties": false},
"OpenApi": {"type": "object", "properties": {"openapi": {"const": "3.1.0"}}, "required": ["openapi"]}
})json";

}  // namespace

base::Object schemas() {
    auto value = base::parse_json(kSchemas);
    PHAEN_CHECK(value.has_value(), "the schemas are JSON");
    PHAEN_CHECK(value->as_object() != nullptr, "the schemas are an object");
    base::Object components = std::move(*value->as_object());
    for (auto& schema : account_schemas()) components.push_back(std::move(schema));
    for (auto& schema : notice_schemas()) components.push_back(std::move(schema));
    for (auto& schema : book_schemas()) components.push_back(std::move(schema));
    for (auto& schema : home_schemas()) components.push_back(std::move(schema));
    for (auto& schema : workflow_schemas()) components.push_back(std::move(schema));
    for (auto& schema : stewardship_schemas()) components.push_back(std::move(schema));
    for (auto& schema : year_schemas()) components.push_back(std::move(schema));
    add_file(components, "PlanContent", {phaen_plan_schema_begin, phaen_plan_schema_end});
    add_file(components, "Diff", {phaen_diff_schema_begin, phaen_diff_schema_end});
    add_file(components, "Derivation",
             {phaen_derivation_schema_begin, phaen_derivation_schema_end});
    return components;
}

}  // namespace phaen::api
