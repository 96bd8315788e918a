#include "phaen/base/check.h"
#include "schemas.h"

namespace phaen::api {

namespace {

constexpr std::string_view kSchemas = R"json({
"WorkflowActionForMe": {"type": "object", "properties": {"id": {"type": "string"}, "name": {"$ref": "#/components/schemas/Both"}, "to": {"type": "string"},
    "needs": {"type": "array", "items": {"enum": ["comment", "document", "date", "signer", "type", "about", "file", "units"]}},
    "by_each_unit": {"type": "boolean", "description": "Taken once by each unit that it was assigned to; it moves on with the last."},
    "assigns_units": {"type": "boolean", "description": "Says to whom it is assigned."},
    "on_behalf": {"type": "boolean", "description": "To be recorded for who signed it on paper."}},
  "required": ["id", "name", "to", "needs", "on_behalf"], "additionalProperties": false},
"Workflows": {"type": "object", "properties": {"schema": {"const": "phaen.workflows/1"}, "workflows": {"type": "array", "items": {"type": "object", "properties": {
    "kind": {"type": "string"}, "name": {"$ref": "#/components/schemas/Both"}, "subject": {"type": "string"}, "start": {"type": "string"},
    "types": {"type": "array", "description": "What its subjects may be.", "items": {"type": "object", "properties": {"id": {"type": "string"}, "name": {"$ref": "#/components/schemas/Both"}}, "required": ["id", "name"]}},
    "states": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}, "name": {"$ref": "#/components/schemas/Both"},
      "fixed": {"type": "boolean"}, "locks_month": {"type": "boolean"},
      "locks": {"enum": ["plan", "agreement"], "description": "What of the plan cannot be changed meanwhile."}}, "required": ["id", "name"]}},
    "actions": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}, "name": {"$ref": "#/components/schemas/Both"},
      "from": {"type": "array", "items": {"type": "string"}}, "to": {"type": "string"}, "roles": {"type": "array", "items": {"$ref": "#/components/schemas/Role"}},
      "needs": {"type": "array", "items": {"type": "string"}}, "on_behalf": {"type": "boolean"},
      "requires": {"type": "array", "items": {"type": "string"}, "description": "Rules of the checker by which nothing may be open in the plan."},
      "keeps_version": {"type": "boolean", "description": "What was approved before stays what is approved."},
      "by_each_unit": {"type": "boolean", "description": "Taken once by each unit that it was assigned to; it moves on with the last."},
      "assigns_units": {"type": "boolean"}}, "required": ["id", "name", "from", "to", "roles"]}}},
    "required": ["kind", "name", "subject", "start", "states", "actions"]}}}, "required": ["schema", "workflows"], "additionalProperties": false},
"Subject": {"type": "object", "properties": {"kind": {"type": "string"}, "kind_name": {"$ref": "#/components/schemas/Both"}, "subject": {"type": "string"},
    "title": {"type": "string"}, "state": {"type": "string"}, "state_name": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Both"}]},
    "fixed": {"type": "boolean"}, "revision": {"type": "integer", "minimum": 0}, "at": {"type": ["string", "null"], "format": "date-time"}, "by": {"type": ["string", "null"]},
    "types": {"type": "array", "description": "Before the first step: what it may be.", "items": {"type": "object", "properties": {"id": {"type": "string"}, "name": {"$ref": "#/components/schemas/Both"}}, "required": ["id", "name"]}},
    "type": {"type": "string"}, "type_name": {"$ref": "#/components/schemas/Both"},
    "about": {"type": "object", "description": "The plan, and what of it, that the subject is bound to.", "properties": {"plan": {"type": "string"}, "element": {"type": "string"}}, "required": ["plan"], "additionalProperties": false},
    "units": {"type": "array", "description": "To whom it was assigned, and who has answered.", "items": {"type": "object", "properties": {"unit": {"type": "string"}, "answered": {"type": "boolean"}}, "required": ["unit", "answered"], "additionalProperties": false}},
    "actions": {"type": "array", "items": {"$ref": "#/components/schemas/WorkflowActionForMe"}}},
  "required": ["kind", "kind_name", "subject", "title", "state", "state_name", "fixed", "revision", "at", "by", "actions"]},
"Subjects": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Subject"}},
    "begin": {"type": "array", "description": "Of what the caller may begin a new subject.", "items": {"type": "object", "properties": {"kind": {"type": "string"},
      "name": {"$ref": "#/components/schemas/Both"}, "subject": {"type": "string", "description": "What its id is made of, as “plan month”."}}, "required": ["kind", "name", "subject"], "additionalProperties": false}}},
  "required": ["items", "begin"], "additionalProperties": false},
"SubjectWithHistory": {"allOf": [{"$ref": "#/components/schemas/Subject"}, {"type": "object", "properties": {
    "version": {"type": "string", "description": "The plan's newest version, when the subject is a plan."}, "number": {"type": "integer"},
    "locks": {"enum": [null, "plan", "agreement"]}, "approved_number": {"type": ["integer", "null"], "description": "The version that was approved last."},
    "changed_since_approval": {"type": "array", "items": {"type": "object", "properties": {"element": {"type": "string"}, "title": {"type": "string"}},
      "required": ["element", "title"], "additionalProperties": false}},
    "unit_missing": {"const": true, "description": "A step would be the caller's if the role of a section's head said of which section."},
    "history": {"type": "array", "items": {"type": "object",
    "properties": {"action": {"type": "string"}, "name": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Both"}]}, "from": {"type": "string"}, "to": {"type": "string"},
      "at": {"$ref": "#/components/schemas/Instant"}, "by": {"type": "string"}, "by_name": {"type": ["string", "null"]}, "note": {"type": "object"}}, "required": ["action", "name", "from", "to", "at", "by", "note"]}}},
  "required": ["history"]}]},
"PlanLock": {"type": "object", "properties": {
    "workflow": {"type": "string"}, "name": {"$ref": "#/components/schemas/Both"}, "state": {"$ref": "#/components/schemas/Both"},
    "scope": {"enum": ["plan", "agreement"]}, "number": {"type": "integer", "description": "The version that was approved."}},
  "required": ["workflow", "name", "state", "scope", "number"], "additionalProperties": false},
"PlanLocks": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/PlanLock"}}}, "required": ["items"], "additionalProperties": false},
"PlanStanding": {"type": "object", "properties": {"findings": {"$ref": "#/components/schemas/Findings"}, "locks": {"type": "array", "items": {"$ref": "#/components/schemas/PlanLock"}}},
  "required": ["findings", "locks"], "additionalProperties": false},
"SubjectFile": {"type": "object", "properties": {"file": {"type": "string", "description": "The SHA-256 of its content.", "pattern": "^[0-9a-f]{64}$"}, "file_name": {"type": "string", "maxLength": 400}, "bytes": {"type": "integer", "minimum": 1}},
  "required": ["file", "file_name", "bytes"], "additionalProperties": false},
"SubjectMove": {"type": "object", "properties": {"action": {"type": "string"}, "revision": {"type": "integer", "minimum": 0, "description": "What the caller saw; 0 before the first step."},
    "comment": {"type": "string", "maxLength": 4000}, "document": {"type": "string", "description": "Its number."}, "date": {"type": "string", "format": "date"},
    "signer": {"type": "string"}, "version": {"type": "string", "description": "What was decided about."}, "title": {"type": "string"},
    "type": {"type": "string", "description": "One of the workflow's types."},
    "about": {"type": "object", "properties": {"plan": {"type": "string"}, "element": {"type": "string"}}, "required": ["plan"]},
    "file": {"type": "string", "description": "The fact of evidence that has the signed paper, handed in to the plan of the subject."},
    "files": {"type": "array", "maxItems": 20, "description": "Letters and scans that were kept by “add_subject_file”.", "items": {"type": "object", "properties": {"file": {"type": "string"}, "file_name": {"type": "string"}}, "required": ["file", "file_name"]}},
    "units": {"type": "array", "maxItems": 50, "items": {"type": "string"}, "description": "Organisations that it is assigned to."},
    "unit": {"type": "string", "description": "Of those, for whom the step is taken."}}, "required": ["action", "revision"]}
})json";

}  // namespace

base::Object workflow_schemas() {
    auto value = base::parse_json(kSchemas);
    PHAEN_CHECK(value.has_value(), "the schemas are JSON");
    PHAEN_CHECK(value->as_object() != nullptr, "the schemas are an object");
    return std::move(*value->as_object());
}

}  // namespace phaen::api
