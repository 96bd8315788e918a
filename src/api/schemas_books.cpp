#include "phaen/base/check.h"
#include "schemas.h"

namespace phaen::api {

namespace {

constexpr std::string_view kSchemas = R"json({
"TemplateHead": {"type": "object", "properties": {"template": {"type": "string"}, "title": {"$ref": "#/components/schemas/Both"},
    "books": {"type": "array", "items": {"type": "string"}, "description": "That are printed by it."},
    "is_own": {"type": "boolean", "description": "The agency changed it."}}, "required": ["template", "title", "books", "is_own"]},
"Templates": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/TemplateHead"}}}, "required": ["items"], "additionalProperties": false},
"BookTemplate": {"allOf": [{"$ref": "#/components/schemas/TemplateHead"}, {"type": "object", "properties": {
    "text": {"type": "string", "description": "The file in force, TOML."}, "shipped": {"type": "string", "description": "As it comes with the program."}}, "required": ["text", "shipped"]}]},
"TemplateText": {"type": "object", "properties": {"text": {"type": "string", "maxLength": 1048576}}, "required": ["text"]},
"TemplateErrors": {"type": "object", "properties": {"errors": {"type": "array", "items": {"type": "object", "properties": {
    "line": {"type": "integer", "minimum": 0, "description": "From 1; 0: the whole."}, "column": {"type": "integer", "minimum": 0}, "pointer": {"type": "string"},
    "message": {"$ref": "#/components/schemas/Both"}}, "required": ["line", "column", "pointer", "message"]}}}, "required": ["errors"], "additionalProperties": false},
"EditedReview": {"type": "object", "description": "What an edited file would change in the newest version of its plan.", "properties": {
    "file": {"$ref": "#/components/schemas/Tag"}, "file_name": {"type": "string"},
    "base_number": {"type": "integer", "minimum": 1, "description": "The version that the file was made from."},
    "says_version": {"type": "boolean", "description": "False: the file does not say what it was made from, and was compared with the newest version."},
    "number": {"type": "integer", "minimum": 1}, "version": {"$ref": "#/components/schemas/Tag"}, "diff": {"$ref": "#/components/schemas/Diff"},
    "conflicts": {"type": "array", "maxItems": 2000, "description": "Changed in the file and, differently, in the plan since: the plan's stays unless it is decided otherwise; what one side removed and the other changed stays. `field` is empty then.", "items": {"type": "object",
      "properties": {"element": {"type": "string"}, "field": {"type": "string"}, "base": {}, "ours": {}, "theirs": {}}, "required": ["element", "field"], "additionalProperties": false}},
    "notes": {"type": "array", "maxItems": 2000, "items": {"type": "object", "properties": {"code": {"type": "string"}, "where": {"type": "string"}, "element": {"type": "string"},
      "detail": {"type": "string"}}, "required": ["code", "where", "element", "detail"], "additionalProperties": false}}},
  "required": ["file", "file_name", "base_number", "says_version", "number", "version", "diff", "conflicts", "notes"], "additionalProperties": false},
"EditedToTake": {"type": "object", "properties": {"file": {"$ref": "#/components/schemas/Tag"}, "file_name": {"type": "string"},
    "leave_out": {"type": "array", "maxItems": 2000, "items": {"type": "string"}, "description": "Elements whose changes are not wanted; `plan` for the plan's own members."},
    "decisions": {"type": "array", "maxItems": 2000, "description": "Which side of a conflict is wanted.", "items": {"type": "object",
      "properties": {"element": {"type": "string"}, "field": {"type": "string"}, "side": {"enum": ["plan", "file"]}}, "required": ["element", "field", "side"]}},
    "reason": {"type": "string", "maxLength": 4000}}, "required": ["file", "file_name"]},
"BookPreview": {"type": "object", "properties": {"book": {"type": "string"}, "choice": {"enum": ["agency", "shipped"]},
    "text": {"type": "string", "maxLength": 1048576, "description": "A template that is not kept."}}, "required": ["book"]},
"BookToFile": {"type": "object", "properties": {
    "book": {"enum": ["plan", "agreement", "indicators", "projects", "progress", "budget", "self_assessment", "evaluation", "results", "meetings", "evidence", "quarters"]},
    "format": {"enum": ["pdf", "docx", "html", "xlsx", "txt"], "description": "PDF unless said."}, "template": {"enum": ["agency", "shipped"]},
    "element": {"type": "string", "description": "Evidence item, indicator, step or project that it shows something of."},
    "on": {"type": "string", "format": "date"}, "title": {"type": "string", "minLength": 1, "maxLength": 1000},
    "level": {"type": "integer", "minimum": 0, "maximum": 100}}, "required": ["book", "element", "on", "title"]},
"BookVerified": {"type": "object", "properties": {"result": {"enum": ["same", "differs"]}, "pages": {"type": "integer", "minimum": 0},
    "version": {"type": "string", "description": "Of the plan, as the file says."},
    "number": {"type": ["integer", "null"], "description": "Of that version; null when the plan never was so, and the newest one was compared."},
    "newest": {"type": "integer"}, "page": {"type": ["integer", "null"], "description": "The first that differs."},
    "block": {"oneOf": [{"type": "null"}, {"type": "object", "properties": {"section": {"type": "integer"}, "block": {"type": "integer"}, "element": {"type": "string"}, "field": {"type": "string"}},
      "required": ["section", "block", "element", "field"]}]},
    "attachment": {"type": ["string", "null"], "description": "The first that differs."}, "others": {"type": "boolean", "description": "Outside the pages: outline, fonts, information."},
    "other_program": {"oneOf": [{"type": "null"}, {"type": "object", "properties": {"file": {"type": "string"}, "here": {"type": "string"}}, "required": ["file", "here"]}]},
    "other_fonts": {"type": "boolean"},
    "strange": {"type": "array", "items": {"enum": ["template", "scheme", "corrections"]}, "description": "What the file was printed by that the agency does not have now."}},
  "required": ["result", "pages", "version", "number", "newest", "page", "block", "attachment", "others", "other_program", "other_fonts", "strange"], "additionalProperties": false}
})json";

}  // namespace

base::Object book_schemas() {
    auto value = base::parse_json(kSchemas);
    PHAEN_CHECK(value.has_value(), "the schemas are JSON");
    PHAEN_CHECK(value->as_object() != nullptr, "the schemas are an object");
    return std::move(*value->as_object());
}

}  // namespace phaen::api
