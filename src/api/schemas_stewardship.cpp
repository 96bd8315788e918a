#include "phaen/base/check.h"
#include "schemas.h"

namespace phaen::api {

namespace {

constexpr const char* kSchemas = R"json({
"BackupRun": {"type": "object", "description": "A backup that is being made or checked, or the last that was.", "properties": {"id": {"type": "string"}, "kind": {"enum": ["make", "verify"]},
    "status": {"enum": ["queued", "running", "done", "failed", "stopped"]}, "progress": {"type": "integer", "minimum": 0, "maximum": 100}, "step": {"$ref": "#/components/schemas/Both"},
    "backup": {"type": "string", "description": "What was made or checked, when it is done."},
    "problem": {"type": "object", "properties": {"type": {"type": "string"}, "title": {"$ref": "#/components/schemas/Both"}, "detail": {"$ref": "#/components/schemas/Both"}}, "required": ["type", "title", "detail"]}},
  "required": ["id", "kind", "status", "progress", "step"], "additionalProperties": false},
"BackupBy": {"type": "object", "properties": {"account": {"type": "string"}, "name": {"type": ["string", "null"], "description": "Null: the account was erased."}}, "required": ["account", "name"], "additionalProperties": false},
"Backups": {"type": "object", "properties": {"items": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}, "at": {"$ref": "#/components/schemas/Instant"},
      "by": {"$ref": "#/components/schemas/BackupBy"}, "bytes": {"type": "integer", "minimum": 1}, "files": {"type": "integer", "minimum": 0}, "format": {"type": "integer", "minimum": 1},
      "sha256": {"$ref": "#/components/schemas/Tag"},
      "verified": {"oneOf": [{"type": "null"}, {"type": "object", "properties": {"at": {"$ref": "#/components/schemas/Instant"}, "by": {"$ref": "#/components/schemas/BackupBy"},
        "count": {"type": "integer", "minimum": 0, "description": "Of what does not hold."},
        "lies": {"type": "array", "maxItems": 50, "description": "The first of them.", "items": {"type": "object", "properties": {"what": {"$ref": "#/components/schemas/Both"}, "where": {"type": "string"}}, "required": ["what", "where"], "additionalProperties": false}}},
        "required": ["at", "by", "count", "lies"], "additionalProperties": false}]}},
      "required": ["id", "at", "by", "bytes", "files", "format", "sha256", "verified"], "additionalProperties": false}},
    "run": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/BackupRun"}]}, "folder": {"type": "string", "description": "Where they lie on the server."},
    "bytes": {"type": "integer", "minimum": 0}, "most_kept": {"type": "integer", "minimum": 1}, "most_bytes": {"type": "integer", "minimum": 1}},
  "required": ["items", "run", "folder", "bytes", "most_kept", "most_bytes"], "additionalProperties": false},
"Responsible": {"type": "object", "properties": {"items": {"type": "array", "items": {"type": "object", "properties": {"element": {"type": "string"},
    "kind": {"enum": ["project", "indicator", "step"]}, "title": {"type": "string"},
    "people": {"type": "array", "description": "Who is responsible now or later; of a deputy `for` says for whom.", "items": {"type": "object", "properties": {"account": {"type": "string"}, "name": {"type": "string"},
      "is_deputy": {"type": "boolean"}, "for": {"type": "object", "properties": {"account": {"type": "string"}, "name": {"type": "string"}}, "required": ["account", "name"], "additionalProperties": false},
      "first_day": {"type": "string", "format": "date"}, "last_day": {"type": "string", "format": "date"}}, "required": ["account", "name", "is_deputy", "first_day"], "additionalProperties": false}}},
    "required": ["element", "kind", "title", "people"], "additionalProperties": false}},
    "candidates": {"type": "array", "description": "Who has a role in the agency.", "items": {"type": "object", "properties": {"account": {"type": "string"}, "name": {"type": "string"}}, "required": ["account", "name"], "additionalProperties": false}}},
  "required": ["items", "candidates"], "additionalProperties": false},
"ResponsibleWanted": {"type": "object", "properties": {"account": {"type": "string", "description": "Without it nobody is from the first day on."}, "deputy": {"type": "string"},
    "first_day": {"type": "string", "format": "date"}, "last_day": {"type": "string", "format": "date"}}},
"HandOver": {"type": "object", "properties": {"from": {"type": "string"}, "to": {"type": "string"}, "day": {"type": "string", "format": "date"}}, "required": ["from", "to"]},
"HandedOver": {"type": "object", "properties": {"handed_over": {"type": "integer", "minimum": 1}}, "required": ["handed_over"], "additionalProperties": false},
"ExternalReference": {"type": "object", "properties": {"id": {"type": "string"}, "kind": {"enum": ["element", "record", "request"]}, "subject": {"type": "string"},
    "system": {"type": "string"}, "number": {"type": "string"}, "day": {"type": "string", "format": "date"}, "state": {"enum": ["waiting", "answered", "returned", "withdrawn"]},
    "note": {"type": "string"}, "at": {"$ref": "#/components/schemas/Instant"}, "by": {"type": "string"}, "etag": {"type": "string"}},
  "required": ["id", "kind", "subject", "system", "number", "day", "state", "note", "at", "by", "etag"]},
"ExternalReferences": {"type": "object", "properties": {"items": {"type": "array", "items": {"allOf": [{"$ref": "#/components/schemas/ExternalReference"}, {"type": "object",
    "properties": {"name": {"type": ["string", "null"], "description": "What the plan calls the element."}}, "required": ["name"]}]}}}, "required": ["items"], "additionalProperties": false},
"NewExternalReference": {"type": "object", "properties": {"kind": {"enum": ["element", "record", "request"]}, "subject": {"type": "string"}, "system": {"type": "string"}, "number": {"type": "string"},
    "day": {"type": "string", "format": "date"}, "state": {"enum": ["waiting", "answered", "returned", "withdrawn"]}, "note": {"type": "string"}}, "required": ["kind", "subject", "system", "number"]},
"ExternalReferenceChange": {"type": "object", "properties": {"system": {"type": "string"}, "number": {"type": "string"}, "day": {"type": "string", "format": "date"},
    "state": {"enum": ["waiting", "answered", "returned", "withdrawn"]}, "note": {"type": "string"}}},
"PeopleFound": {"type": "object", "properties": {"items": {"type": "array", "items": {"type": "object", "properties": {"person": {"type": "string"}, "data": {"type": "object"},
    "records": {"type": "array", "items": {"type": "object", "properties": {"dataset": {"type": "string"}, "record": {"type": "string"}}, "required": ["dataset", "record"], "additionalProperties": false}}},
    "required": ["person", "data", "records"], "additionalProperties": false}}}, "required": ["items"], "additionalProperties": false},
"TrafficLine": {"type": "object", "properties": {"at": {"$ref": "#/components/schemas/Instant"}, "account": {"type": "string", "description": "Empty: nobody that is known."}, "address": {"type": "string"},
    "kind": {"enum": ["sign_in", "sign_in_failed", "sign_out"]}}, "required": ["at", "account", "address", "kind"], "additionalProperties": false},
"Traffic": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/TrafficLine"}}}, "required": ["items"], "additionalProperties": false},
"AccountData": {"type": "object", "properties": {"account": {"type": "object"}, "notices_by": {"type": "object"}, "roles": {"type": "array", "items": {"type": "object"}},
    "notices": {"type": "array", "items": {"type": "object"}}, "traffic": {"type": "array", "items": {"$ref": "#/components/schemas/TrafficLine"}},
    "counts": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}},
  "required": ["account", "notices_by", "roles", "notices", "traffic", "counts"], "additionalProperties": false},
"RetentionRules": {"type": "object", "properties": {"rules": {"type": "array", "maxItems": 100, "items": {"type": "object", "properties": {"dataset": {"type": "string"}, "days": {"type": "integer", "minimum": 1, "maximum": 36500}},
    "required": ["dataset", "days"]}}}, "required": ["rules"]},
"Retention": {"type": "object", "properties": {"rules": {"type": "array", "items": {"type": "object", "properties": {"dataset": {"type": "string"}, "days": {"type": "integer"}, "from": {"type": "string"}, "declared": {"type": "boolean"}, "due": {"type": "integer", "minimum": 0}},
    "required": ["dataset", "days", "declared", "due"], "additionalProperties": false}},
    "datasets": {"type": "array", "description": "The agency's dictionaries with personal fields, as “list_agency_datasets” gives them.", "items": {"type": "object"}}}, "required": ["rules", "datasets"], "additionalProperties": false}
})json";

}  // namespace

base::Object stewardship_schemas() {
    auto value = base::parse_json(kSchemas);
    PHAEN_CHECK(value.has_value(), "the schemas are JSON");
    PHAEN_CHECK(value->as_object() != nullptr, "the schemas are an object");
    return std::move(*value->as_object());
}

}  // namespace phaen::api
