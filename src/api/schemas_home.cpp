#include "phaen/base/check.h"
#include "schemas.h"

namespace phaen::api {

namespace {

constexpr std::string_view kSchemas = R"json({
"HomeChange": {"type": "object", "properties": {"kind": {"enum": ["plan", "decision", "progress", "posting", "record", "evidence", "assessment", "event"]},
    "at": {"$ref": "#/components/schemas/Instant"}, "by": {"type": "string"}, "by_name": {"type": ["string", "null"]},
    "count": {"type": "integer", "minimum": 0, "description": "How many elements or facts at that time."},
    "names": {"type": "array", "maxItems": 3, "items": {"type": "string"}, "description": "Some of what it is about, as the plan prints it."},
    "state_name": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Both"}], "description": "Of a decision."}},
  "required": ["kind", "at", "by", "by_name", "count", "names"], "additionalProperties": false},
"Found": {"type": "object", "properties": {"items": {"type": "array", "maxItems": 50, "description": "The best of each kind, at most ten of one.", "items": {"type": "object", "properties": {
    "kind": {"enum": ["element", "record", "evidence", "subject", "person"]}, "id": {"type": "string", "description": "Of the element, the record, the fact of evidence, the subject, the account."},
    "title": {"type": "string"}, "of": {"$ref": "#/components/schemas/Both", "description": "The element that it stands in, the dataset, what is shown, the workflow, the roles."},
    "on": {"type": "string", "format": "date"}, "dataset": {"type": "string"}, "workflow": {"type": "string"}, "element": {"type": "string", "description": "That evidence is looked at with."},
    "element_kind": {"type": "string", "description": "As the plan file has it: `project`, `swot_item`."}, "number": {"type": "string", "description": "That the document prints beside the element."}}, "required": ["kind", "id", "title", "of"], "additionalProperties": false}},
    "more": {"type": "boolean", "description": "There are more of some kind."}}, "required": ["items", "more"], "additionalProperties": false},
"Home": {"type": "object", "properties": {
    "year": {"$ref": "#/components/schemas/YearOverview"},
    "waiting": {"type": "array", "items": {"$ref": "#/components/schemas/Subject"}, "description": "Approvals whose next step is the caller's own."},
    "own_steps": {"type": ["array", "null"], "items": {"type": "string"}, "description": "The steps that the caller reports; null: all."},
    "to_assess": {"type": "array", "items": {"type": "string"}, "description": "Indicators without a self-assessment that the caller may give."},
    "to_judge": {"type": "array", "items": {"type": "string"}, "description": "Indicators without an evaluator's judgement that the caller may give."},
    "ledger": {"oneOf": [{"type": "null"}, {"type": "object", "properties": {"last_assertion": {"type": ["string", "null"], "format": "date"},
      "failing": {"type": "integer", "minimum": 0}, "overdrafts": {"type": "integer", "minimum": 0}}, "required": ["last_assertion", "failing", "overdrafts"], "additionalProperties": false}]},
    "registries": {"oneOf": [{"type": "null"}, {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}, "title": {"$ref": "#/components/schemas/Both"},
      "records": {"type": "integer", "minimum": 0}, "last_on": {"type": ["string", "null"], "format": "date"}}, "required": ["id", "title", "records", "last_on"], "additionalProperties": false}}]},
    "findings": {"oneOf": [{"type": "null"}, {"type": "object", "properties": {"error": {"type": "integer"}, "warning": {"type": "integer"}, "info": {"type": "integer"}},
      "required": ["error", "warning", "info"], "additionalProperties": false}]},
    "imports": {"type": ["integer", "null"], "description": "Imports that are under review."},
    "system": {"oneOf": [{"type": "null"}, {"type": "object", "properties": {"people": {"type": "integer", "minimum": 0},
      "roles_without_anybody": {"type": "array", "items": {"type": "object", "properties": {"role": {"$ref": "#/components/schemas/Role"}, "name": {"$ref": "#/components/schemas/Both"}}, "required": ["role", "name"], "additionalProperties": false}},
      "messages_given_up": {"type": "integer", "minimum": 0}}, "required": ["people", "roles_without_anybody", "messages_given_up"], "additionalProperties": false}]},
    "since": {"type": ["string", "null"], "format": "date-time"},
    "changes": {"type": "array", "maxItems": 20, "items": {"$ref": "#/components/schemas/HomeChange"}, "description": "Of others after “since”, newest first; without it the newest of anybody."},
    "more_changes": {"type": "boolean"}},
  "required": ["year", "waiting", "own_steps", "to_assess", "to_judge", "ledger", "registries", "findings", "imports", "system", "since", "changes", "more_changes"], "additionalProperties": false}
})json";

}  // namespace

base::Object home_schemas() {
    auto value = base::parse_json(kSchemas);
    PHAEN_CHECK(value.has_value(), "the schemas are JSON");
    PHAEN_CHECK(value->as_object() != nullptr, "the schemas are an object");
    return std::move(*value->as_object());
}

}  // namespace phaen::api
