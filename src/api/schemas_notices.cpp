#include "phaen/base/check.h"
#include "schemas.h"

namespace phaen::api {

namespace {

constexpr std::string_view kSchemas = R"json({
"NoticeKind": {"enum": ["due", "late", "returned", "approved", "waiting"]},
"Notice": {"type": "object", "properties": {"id": {"type": "string"}, "agency": {"type": "string"}, "kind": {"$ref": "#/components/schemas/NoticeKind"},
    "text": {"$ref": "#/components/schemas/Both"}, "plan": {"type": ["string", "null"]},
    "about": {"type": "string", "description": "A step, a month (2022-03), or the subject of a workflow."},
    "on": {"enum": ["step", "report", "workflow"]}, "workflow": {"type": ["string", "null"]}, "day": {"type": "string", "format": "date"},
    "at": {"$ref": "#/components/schemas/Instant"}, "read_at": {"type": ["string", "null"], "format": "date-time"}},
  "required": ["id", "agency", "kind", "text", "plan", "about", "on", "workflow", "day", "at", "read_at"], "additionalProperties": false},
"Notices": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Notice"}}, "unread": {"type": "integer", "minimum": 0}},
  "required": ["items", "unread"], "additionalProperties": false},
"NoticesRead": {"type": "object", "properties": {"ids": {"type": "array", "minItems": 1, "maxItems": 500, "items": {"type": "string"}}}},
"NoticeSettings": {"type": "object", "properties": {"channel": {"enum": ["in_app", "mail", "none"]}, "mail": {"type": ["string", "null"]}, "language": {"enum": ["th", "en"]},
    "mail_works": {"type": "boolean", "description": "Whether this server sends mail."}}, "required": ["channel", "mail", "language", "mail_works"], "additionalProperties": false},
"NewNoticeSettings": {"type": "object", "properties": {"channel": {"enum": ["in_app", "mail", "none"]}, "mail": {"type": "string", "maxLength": 254}, "language": {"enum": ["th", "en"]}},
  "required": ["channel"]},
"NoticeRules": {"type": "object", "properties": {"schema": {"const": "phaen.notices/1"}, "rules": {"type": "array", "maxItems": 100, "items": {"type": "object", "properties": {
    "id": {"type": "string"}, "kind": {"$ref": "#/components/schemas/NoticeKind"}, "on": {"enum": ["step", "report", "move", "state"]},
    "days": {"type": "integer", "minimum": 0, "maximum": 90, "description": "Of a step: before its day for “due”, after it for “late”."},
    "day_of_month": {"type": "integer", "minimum": 1, "maximum": 28, "description": "Of reports: from this day of the month for “due”, of the next one for “late”."},
    "to": {"type": "array", "items": {"$ref": "#/components/schemas/Role"}}, "actions": {"type": "array", "items": {"type": "string"}}}, "required": ["id", "kind", "on"]}},
    "webhook": {"type": ["object", "null"], "properties": {"url": {"type": "string"}, "kinds": {"type": "array", "items": {"$ref": "#/components/schemas/NoticeKind"}}}, "required": ["url"]}},
  "required": ["schema", "rules"], "additionalProperties": false},
"LinkToken": {"type": "object", "properties": {"token": {"type": "string", "maxLength": 200}}, "required": ["token"]},
"LinkPurpose": {"type": "object", "properties": {"purpose": {"enum": ["report", "acknowledge"]}, "text": {"$ref": "#/components/schemas/Both"},
    "steps": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string"}, "actual": {"type": "string"}}, "required": ["id", "name"]}},
    "ends_at": {"$ref": "#/components/schemas/Instant"}}, "required": ["purpose", "text", "steps", "ends_at"], "additionalProperties": false},
"LinkReport": {"type": "object", "properties": {"token": {"type": "string", "maxLength": 200}, "reports": {"type": "array", "items": {"type": "object",
    "properties": {"step": {"type": "string"}, "percent": {"type": "string"}, "text": {"type": "string"}}, "required": ["step", "percent"]}}}, "required": ["token"]},
"LinkDone": {"type": "object", "properties": {"purpose": {"enum": ["report", "acknowledge"]}, "reports": {"type": "integer", "minimum": 0}}, "required": ["purpose", "reports"], "additionalProperties": false},
"CalendarAddress": {"type": "object", "properties": {"path": {"type": "string", "description": "After the server's address. It is not shown again."}}, "required": ["path"], "additionalProperties": false},
"CalendarAddressMade": {"type": "object", "properties": {"at": {"type": ["string", "null"], "format": "date-time"}}, "required": ["at"], "additionalProperties": false},
"Messages": {"type": "object", "properties": {"items": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}, "kind": {"enum": ["mail", "webhook"]},
    "state": {"enum": ["waiting", "sent", "dead"]}, "at": {"$ref": "#/components/schemas/Instant"}, "tries": {"type": "integer", "minimum": 0},
    "then": {"type": ["string", "null"], "format": "date-time", "description": "Sent, given up, or to be tried again."}, "problem": {"type": ["string", "null"]}},
  "required": ["id", "kind", "state", "at", "tries", "then", "problem"], "additionalProperties": false}}}, "required": ["items"], "additionalProperties": false}
})json";

}  // namespace

base::Object notice_schemas() {
    auto value = base::parse_json(kSchemas);
    PHAEN_CHECK(value.has_value(), "the schemas are JSON");
    PHAEN_CHECK(value->as_object() != nullptr, "the schemas are an object");
    return std::move(*value->as_object());
}

}  // namespace phaen::api
