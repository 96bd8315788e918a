#include "phaen/base/check.h"
#include "schemas.h"

namespace phaen::api {

namespace {

// Numbers with a fraction are decimal texts, so that nothing is lost on the way.
constexpr std::string_view kSchemas = R"json({
"Day": {"type": "string", "format": "date"},
"Month": {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
"DecimalText": {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"},
"DecimalOrNull": {"type": ["string", "null"], "pattern": "^-?[0-9]+(\\.[0-9]+)?$"},
"ScoreOfWeight": {"type": "object", "properties": {"score": {"$ref": "#/components/schemas/DecimalText"}, "weight": {"$ref": "#/components/schemas/DecimalText"}},
  "required": ["score", "weight"], "additionalProperties": false},
"StepState": {"enum": ["done", "late", "due", "waiting"]},
"YearStep": {"type": "object", "properties": {"id": {"type": "string"}, "number": {"type": "string"}, "name": {"type": "string"},
    "weight": {"$ref": "#/components/schemas/DecimalOrNull"}, "months": {"type": "array", "items": {"$ref": "#/components/schemas/Month"}},
    "planned": {"$ref": "#/components/schemas/DecimalText"}, "actual": {"$ref": "#/components/schemas/DecimalText"},
    "state": {"$ref": "#/components/schemas/StepState"}, "days_late": {"type": "integer", "minimum": 0}, "not_reported": {"type": "boolean"},
    "approval_missing": {"type": "boolean"}, "reported_on": {"type": ["string", "null"], "format": "date"}, "fact": {"type": ["string", "null"]}},
  "required": ["id", "number", "name", "weight", "months", "planned", "actual", "state", "days_late", "not_reported", "approval_missing", "reported_on", "fact"], "additionalProperties": false},
"YearOverview": {"type": "object", "properties": {"plan": {"type": "string"}, "number": {"type": "integer"}, "fiscal_year": {"type": "integer"},
    "as_of": {"$ref": "#/components/schemas/Day"}, "known_at": {"$ref": "#/components/schemas/Instant"},
    "first_day": {"$ref": "#/components/schemas/Day"}, "last_day": {"$ref": "#/components/schemas/Day"},
    "total": {"$ref": "#/components/schemas/ScoreOfWeight"},
    "total_last_month": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/ScoreOfWeight"}]},
    "money": {"type": "object", "properties": {"budget": {"$ref": "#/components/schemas/DecimalText"}, "after_transfer": {"$ref": "#/components/schemas/DecimalText"},
      "committed": {"$ref": "#/components/schemas/DecimalText"}, "disbursed": {"$ref": "#/components/schemas/DecimalText"}, "available": {"$ref": "#/components/schemas/DecimalText"},
      "planned": {"$ref": "#/components/schemas/DecimalText"}, "rate": {"$ref": "#/components/schemas/DecimalOrNull"}},
      "required": ["budget", "after_transfer", "committed", "disbursed", "available", "planned", "rate"], "additionalProperties": false},
    "counts": {"type": "object", "properties": {"steps": {"type": "integer"}, "done": {"type": "integer"}, "late": {"type": "integer"}, "due": {"type": "integer"}, "not_reported": {"type": "integer"}},
      "required": ["steps", "done", "late", "due", "not_reported"], "additionalProperties": false},
    "components": {"type": "array", "items": {"type": "object", "properties": {"number": {"type": "string"}, "name": {"type": "string"},
      "weight": {"$ref": "#/components/schemas/DecimalText"}, "score": {"$ref": "#/components/schemas/DecimalText"}}, "required": ["number", "name", "weight", "score"]}},
    "indicators": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}, "number": {"type": "string"}, "name": {"type": "string"},
      "parent": {"type": ["string", "null"]}, "component": {"type": "string"}, "weight": {"$ref": "#/components/schemas/DecimalOrNull"},
      "score": {"$ref": "#/components/schemas/DecimalOrNull"}, "score_last_month": {"$ref": "#/components/schemas/DecimalOrNull"},
      "level": {"type": ["integer", "null"]}, "outcome": {"type": "string"}, "value": {"$ref": "#/components/schemas/DecimalOrNull"},
      "percent": {"$ref": "#/components/schemas/DecimalOrNull"}, "missing": {"type": "array", "items": {"type": "string"}}, "owners": {"type": "array", "items": {"type": "string"}}},
      "required": ["id", "number", "name", "parent", "component", "weight", "score", "score_last_month", "level", "outcome", "value", "percent", "missing", "owners"], "additionalProperties": false}},
    "schedules": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}, "title": {"type": "string"},
      "indicator": {"type": ["string", "null"]}, "project": {"type": ["string", "null"]}, "owners": {"type": "array", "items": {"type": "string"}},
      "planned": {"$ref": "#/components/schemas/DecimalText"}, "actual": {"$ref": "#/components/schemas/DecimalText"},
      "steps": {"type": "array", "items": {"$ref": "#/components/schemas/YearStep"}}},
      "required": ["id", "title", "indicator", "project", "owners", "planned", "actual", "steps"], "additionalProperties": false}},
    "projects": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}, "number": {"type": "string"}, "name": {"type": "string"},
      "state": {"enum": ["on_plan", "changed_form", "postponed", "cancelled", "added", "closed"]}, "budget": {"$ref": "#/components/schemas/DecimalOrNull"},
      "disbursed": {"$ref": "#/components/schemas/DecimalText"}}, "required": ["id", "number", "name", "state", "budget", "disbursed"], "additionalProperties": false}},
    "reported": {"type": "array", "description": "By organisation and month that has begun: steps that were planned in it, and of how many there is a report.", "items": {"type": "object",
      "properties": {"owner": {"type": "string"}, "months": {"type": "array", "items": {"type": "object", "properties": {"month": {"$ref": "#/components/schemas/Month"},
        "due": {"type": "integer"}, "reported": {"type": "integer"}}, "required": ["month", "due", "reported"]}}}, "required": ["owner", "months"]}},
    "upcoming": {"type": "array", "description": "Steps whose last planned day comes within 60 days.", "items": {"type": "object",
      "properties": {"step": {"type": "string"}, "name": {"type": "string"}, "day": {"$ref": "#/components/schemas/Day"}}, "required": ["step", "name", "day"]}},
    "organisations": {"type": "array", "items": {"$ref": "#/components/schemas/NamedId"}}},
  "required": ["plan", "number", "fiscal_year", "as_of", "known_at", "first_day", "last_day", "total", "total_last_month", "money", "counts", "components", "indicators",
    "schedules", "projects", "reported", "upcoming", "organisations"], "additionalProperties": false},
"NamedId": {"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}, "required": ["id", "name"], "additionalProperties": false},
"Balances": {"type": "object", "properties": {"appropriated": {"$ref": "#/components/schemas/DecimalText"}, "transferred_in": {"$ref": "#/components/schemas/DecimalText"}, "transferred_out": {"$ref": "#/components/schemas/DecimalText"}, "after_transfer": {"$ref": "#/components/schemas/DecimalText"}, "allotted": {"$ref": "#/components/schemas/DecimalText"},
    "available": {"$ref": "#/components/schemas/DecimalText"}, "committed": {"$ref": "#/components/schemas/DecimalText"}, "advanced": {"$ref": "#/components/schemas/DecimalText"}, "disbursed": {"$ref": "#/components/schemas/DecimalText"}, "carried_over": {"$ref": "#/components/schemas/DecimalText"}},
  "required": ["appropriated", "transferred_in", "transferred_out", "after_transfer", "allotted", "available", "committed", "advanced", "disbursed", "carried_over"], "additionalProperties": false},
"SpendingMonth": {"type": "object", "description": "Since the year began.", "properties": {"month": {"$ref": "#/components/schemas/Month"},
    "planned": {"$ref": "#/components/schemas/DecimalText"}, "disbursed": {"$ref": "#/components/schemas/DecimalText"}}, "required": ["month", "planned", "disbursed"], "additionalProperties": false},
"Money": {"type": "object", "properties": {"plan": {"type": "string"}, "fiscal_year": {"type": "integer"}, "as_of": {"$ref": "#/components/schemas/Day"},
    "total": {"$ref": "#/components/schemas/Balances"},
    "accounts": {"type": "array", "items": {"type": "object", "properties": {"fund": {"type": "string"}, "category": {"type": "string"}, "item": {"type": "string"},
      "project": {"type": "string"}, "balances": {"$ref": "#/components/schemas/Balances"}}, "required": ["fund", "category", "item", "project", "balances"], "additionalProperties": false}},
    "projects": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string"}, "budget": {"$ref": "#/components/schemas/DecimalOrNull"},
      "balances": {"$ref": "#/components/schemas/Balances"}, "months": {"type": "array", "items": {"$ref": "#/components/schemas/SpendingMonth"}}},
      "required": ["id", "name", "budget", "balances", "months"], "additionalProperties": false}},
    "months": {"type": "array", "items": {"$ref": "#/components/schemas/SpendingMonth"}},
    "periods": {"type": "array", "items": {"type": "object", "properties": {"kind": {"enum": ["month", "quarter", "round"]}, "number": {"type": "integer"}, "day": {"$ref": "#/components/schemas/Day"},
      "disbursed": {"$ref": "#/components/schemas/DecimalText"}, "after_transfer": {"$ref": "#/components/schemas/DecimalText"}, "rate": {"$ref": "#/components/schemas/DecimalOrNull"},
      "rate_of_appropriated": {"$ref": "#/components/schemas/DecimalOrNull"}, "disbursed_within": {"$ref": "#/components/schemas/DecimalText"}},
      "required": ["kind", "number", "day", "disbursed", "after_transfer", "rate", "rate_of_appropriated", "disbursed_within"], "additionalProperties": false}},
    "assertions": {"type": "array", "items": {"type": "object", "properties": {"fact": {"type": "string"}, "day": {"$ref": "#/components/schemas/Day"},
      "asserted": {"$ref": "#/components/schemas/DecimalText"}, "found": {"$ref": "#/components/schemas/DecimalText"}, "holds": {"type": "boolean"}}, "required": ["fact", "day", "asserted", "found", "holds"]}},
    "last_assertion": {"type": ["string", "null"], "format": "date"},
    "overdrafts": {"type": "array", "items": {"type": "object", "properties": {"fact": {"type": "string"}, "balance": {"type": "string"}, "short_by": {"$ref": "#/components/schemas/DecimalText"}},
      "required": ["fact", "balance", "short_by"]}},
    "funds": {"type": "array", "items": {"$ref": "#/components/schemas/NamedId"}}, "categories": {"type": "array", "items": {"$ref": "#/components/schemas/NamedId"}}},
  "required": ["plan", "fiscal_year", "as_of", "total", "accounts", "projects", "months", "periods", "assertions", "last_assertion", "overdrafts", "funds", "categories"], "additionalProperties": false},
"ProgressReport": {"type": "object", "properties": {"fact": {"type": "string"}, "on": {"$ref": "#/components/schemas/Day"}, "by": {"type": "string"},
    "percent": {"$ref": "#/components/schemas/DecimalText"}, "text": {"type": "string"}, "obstacles": {"type": "string"}, "corrective_action": {"type": "string"}},
  "required": ["fact", "on", "by", "percent", "text", "obstacles", "corrective_action"], "additionalProperties": false},
"ProgressGrid": {"type": "object", "properties": {"plan": {"type": "string"}, "month": {"$ref": "#/components/schemas/Month"}, "first_month": {"$ref": "#/components/schemas/Month"},
    "last_month": {"$ref": "#/components/schemas/Month"},
    "rows": {"type": "array", "items": {"type": "object", "properties": {"schedule": {"type": "string"}, "title": {"type": "string"}, "step": {"type": "string"}, "number": {"type": "string"},
      "name": {"type": "string"}, "weight": {"$ref": "#/components/schemas/DecimalOrNull"}, "owners": {"type": "array", "items": {"type": "string"}},
      "planned": {"$ref": "#/components/schemas/DecimalText"}, "actual": {"$ref": "#/components/schemas/DecimalText"}, "state": {"$ref": "#/components/schemas/StepState"},
      "is_planned_now": {"type": "boolean"},
      "last": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/ProgressReport"}]}, "this": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/ProgressReport"}]},
      "evidence": {"type": "array", "items": {"type": "object", "properties": {"fact": {"type": "string"}, "title": {"type": "string"}, "file_name": {"type": "string"},
        "bytes": {"type": "integer"}, "on": {"$ref": "#/components/schemas/Day"}}, "required": ["fact", "title", "file_name", "bytes", "on"]}}},
      "required": ["schedule", "title", "step", "number", "name", "weight", "owners", "planned", "actual", "state", "is_planned_now", "last", "this", "evidence"], "additionalProperties": false}},
    "owners": {"type": "array", "items": {"$ref": "#/components/schemas/NamedId"}}},
  "required": ["plan", "month", "first_month", "last_month", "rows", "owners"], "additionalProperties": false},
"ProgressReports": {"type": "object", "properties": {"reports": {"type": "array", "minItems": 1, "maxItems": 10000, "items": {"type": "object", "properties": {
    "step": {"type": "string"}, "on": {"$ref": "#/components/schemas/Day"}, "percent": {"type": "string"}, "text": {"type": "string"}, "obstacles": {"type": "string"},
    "corrective_action": {"type": "string"}, "corrects": {"type": "string", "description": "The fact that this one corrects."}}, "required": ["step", "on", "percent"]}}}, "required": ["reports"]},
"FactsKept": {"type": "object", "properties": {"facts": {"type": "array", "items": {"type": "string"}}}, "required": ["facts"]},
"ProgressKept": {"allOf": [{"$ref": "#/components/schemas/FactsKept"}, {"type": "object", "properties": {"warnings": {"type": "array", "items": {"type": "object", "properties": {
    "step": {"type": "string"}, "kind": {"enum": ["lower_than_before", "approval_missing"]}, "before": {"$ref": "#/components/schemas/DecimalText"}}, "required": ["step", "kind"]}}},
  "required": ["warnings"]}]}
})json";

}  // namespace

base::Object year_schemas() {
    auto value = base::parse_json(kSchemas);
    PHAEN_CHECK(value.has_value(), "the schemas are JSON");
    PHAEN_CHECK(value->as_object() != nullptr, "the schemas are an object");
    return std::move(*value->as_object());
}

}  // namespace phaen::api
