#include "phaen/base/check.h"
#include "schemas.h"

namespace phaen::api {

namespace {

constexpr std::string_view kSchemas = R"json({
"Credentials": {"type": "object", "properties": {"login": {"type": "string", "maxLength": 400}, "password": {"type": "string", "maxLength": 800},
    "code": {"type": "string", "description": "Of the authenticator, when the account has one, or one of its recovery codes.", "pattern": "^[0-9]{6}$|^[A-Za-z0-9]{5}[- ]?[A-Za-z0-9]{5}$"}},
  "required": ["login", "password"]},
"Password": {"type": "object", "properties": {"password": {"type": "string", "maxLength": 800}}, "required": ["password"]},
"PasswordChange": {"type": "object", "properties": {"current": {"type": "string", "maxLength": 800}, "new": {"type": "string", "minLength": 12, "maxLength": 200}},
  "required": ["current", "new"]},
"SecondFactor": {"type": "object", "description": "For an authenticator; it counts once it is confirmed.",
  "properties": {"secret": {"type": "string", "pattern": "^[A-Z2-7]{32}$"}, "uri": {"type": "string", "pattern": "^otpauth://"}},
  "required": ["secret", "uri"], "additionalProperties": false},
"SecondFactorCode": {"type": "object", "properties": {"secret": {"type": "string"}, "code": {"type": "string"}}, "required": ["secret", "code"]},
"RecoveryCodes": {"type": "object", "description": "For who has no telephone at hand: each is good once, and they are shown once.",
  "properties": {"codes": {"type": "array", "items": {"type": "string", "pattern": "^[a-z0-9]{5}-[a-z0-9]{5}$"}}}, "required": ["codes"], "additionalProperties": false},
"Role": {"enum": ["administrator", "planning_officer", "section_head", "project_owner", "budget_officer", "director", "executive", "evaluator",
  "data_steward", "data_owner", "requester", "reader", "public"]},
"Scope": {"enum": ["own", "assessed", "lead", "section", "agency", "all"], "description": "How far a permission goes."},
"Duty": {"type": "object", "properties": {"role": {"$ref": "#/components/schemas/Role"}, "name": {"$ref": "#/components/schemas/Both"}, "agency": {"type": "string"},
    "unit": {"type": "string", "description": "An organisation of the agency's plans."}, "fiscal_year": {"type": "integer", "description": "B.E."},
    "part": {"type": "string", "description": "Of an evaluator: a component's number or an indicator; of a project owner: a project, indicator or step."},
    "in_place": {"type": "string", "description": "The account for which this one acts."},
    "first_day": {"type": "string", "format": "date"}, "last_day": {"type": "string", "format": "date"}},
  "required": ["role", "name", "agency", "first_day"]},
"Assignment": {"allOf": [{"$ref": "#/components/schemas/Duty"}, {"type": "object", "properties": {"id": {"type": "string"}, "account": {"type": "string"},
    "account_name": {"type": "string"}, "unit_name": {"type": "string", "description": "As the agency's newest plan calls the unit."}}, "required": ["id", "account"]}]},
"Assignments": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Assignment"}}},
  "required": ["items"], "additionalProperties": false},
"NewAssignment": {"type": "object", "properties": {"account": {"type": "string"}, "role": {"$ref": "#/components/schemas/Role"}, "unit": {"type": "string"},
    "fiscal_year": {"type": "integer", "minimum": 2400, "maximum": 2700}, "part": {"type": "string"}, "in_place": {"type": "string"},
    "first_day": {"type": "string", "format": "date"}, "last_day": {"type": "string", "format": "date"}}, "required": ["account", "role"]},
"UserAccount": {"type": "object", "properties": {"id": {"type": "string"}, "login": {"type": "string"}, "name": {"type": "string"}, "disabled": {"type": "boolean"},
    "has_second_factor": {"type": "boolean"}, "at": {"$ref": "#/components/schemas/Instant"},
    "assignments": {"type": "array", "items": {"$ref": "#/components/schemas/Assignment"}}},
  "required": ["id", "login", "name", "disabled", "has_second_factor", "at"]},
"UserAccounts": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/UserAccount"}}},
  "required": ["items"], "additionalProperties": false},
"NewAccount": {"type": "object", "properties": {"login": {"type": "string", "minLength": 1, "maxLength": 400}, "name": {"type": "string", "minLength": 1, "maxLength": 400},
    "password": {"type": "string", "minLength": 12, "maxLength": 200}}, "required": ["login", "name", "password"]},
"AccountChange": {"type": "object", "properties": {"login": {"type": "string", "maxLength": 400}, "name": {"type": "string", "maxLength": 400},
    "password": {"type": "string", "maxLength": 200}, "disabled": {"type": "boolean"},
    "has_second_factor": {"const": false, "description": "Turns the second factor off, for who lost the telephone."}}},
"Me": {"allOf": [{"$ref": "#/components/schemas/UserAccount"}, {"type": "object", "properties": {
    "recovery_codes_left": {"type": "integer", "minimum": 0, "description": "Only of an account with a second factor."},
    "duties": {"type": "array", "items": {"$ref": "#/components/schemas/Duty"}},
    "may": {"type": "object", "description": "By agency and permission, how far it goes today.",
      "additionalProperties": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Scope"}}}},
  "required": ["duties", "may"]}]},
"Session": {"type": "object", "properties": {"signed_in": {"type": "boolean"}, "csrf": {"type": "string", "description": "To be sent as X-CSRF-Token."},
    "account": {"$ref": "#/components/schemas/Me"},
    "provider": {"type": "object", "description": "Whoever may be asked to sign in by, when nobody is signed in.", "properties": {"name": {"type": "string"}}, "required": ["name"], "additionalProperties": false},
    "example_accounts": {"type": "array", "description": "Only of a server that shows the example.", "items": {"type": "object",
      "properties": {"role": {"$ref": "#/components/schemas/Role"}, "user": {"type": "string"}, "password": {"type": "string"}},
      "required": ["role", "user", "password"], "additionalProperties": false}}},
  "required": ["signed_in"], "additionalProperties": false},
"NewToken": {"type": "object", "properties": {"name": {"type": "string", "minLength": 1, "maxLength": 400},
    "scopes": {"type": "array", "items": {"type": "string"}, "description": "Permissions; without them all of the account's."},
    "days": {"type": "integer", "minimum": 1, "maximum": 3650}}, "required": ["name"]},
"ApiToken": {"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string"}, "scopes": {"type": "array", "items": {"type": "string"}},
    "at": {"$ref": "#/components/schemas/Instant"}, "ends_at": {"$ref": "#/components/schemas/Instant"}}, "required": ["id", "name", "scopes", "at"]},
"ApiTokens": {"type": "object", "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/ApiToken"}}},
  "required": ["items"], "additionalProperties": false},
"MadeToken": {"allOf": [{"$ref": "#/components/schemas/ApiToken"}, {"type": "object", "properties": {"token": {"type": "string", "pattern": "^phaen_"}}, "required": ["token"]}]},
"AgencyNames": {"type": "object", "properties": {"name": {"type": "object", "properties": {"th": {"type": "string", "minLength": 1, "maxLength": 400},
    "en": {"type": "string", "maxLength": 400}}, "required": ["th"]}}, "required": ["name"]},
"NewAgency": {"allOf": [{"$ref": "#/components/schemas/AgencyNames"}, {"type": "object", "properties": {"id": {"type": "string", "pattern": "^[a-z0-9.-]{1,64}$"}}, "required": ["id"]}]},
"AuditEntries": {"type": "object", "properties": {"entries": {"type": "array", "items": {"type": "object", "properties": {
    "seq": {"type": "integer", "minimum": 1}, "at": {"$ref": "#/components/schemas/Instant"}, "actor": {"type": "string", "description": "Id of an account, or the program."},
    "actor_name": {"type": "string"}, "command": {"type": "string"}, "body": {"type": "string", "description": "Canonical JSON, as it is hashed."},
    "previous": {"$ref": "#/components/schemas/Tag"}, "hash": {"$ref": "#/components/schemas/Tag"}},
    "required": ["seq", "at", "actor", "command", "body", "previous", "hash"], "additionalProperties": false}}}, "required": ["entries"], "additionalProperties": false},
"AuditProof": {"type": "object", "description": "Whether each entry is what its hash says and names the one before; of long chains the latest 200,000.", "properties": {
    "entries": {"type": "integer", "minimum": 0}, "checked": {"type": "integer", "minimum": 0}, "holds": {"type": "boolean"}, "broken_at": {"type": ["integer", "null"]},
    "head": {"type": ["object", "null"], "properties": {"seq": {"type": "integer"}, "hash": {"$ref": "#/components/schemas/Tag"}, "at": {"$ref": "#/components/schemas/Instant"}}},
    "signed": {"type": ["object", "null"], "description": "The latest day's signature of the head (Ed25519).", "properties": {"day": {"type": "string", "format": "date"}, "seq": {"type": "integer"},
      "hash": {"$ref": "#/components/schemas/Tag"}, "public_key": {"type": "string"}, "holds": {"type": "boolean"}}}},
  "required": ["entries", "checked", "holds", "broken_at", "head", "signed"], "additionalProperties": false},
"RoleTable": {"type": "object", "properties": {
    "roles": {"type": "array", "items": {"type": "object", "properties": {"role": {"$ref": "#/components/schemas/Role"}, "name": {"$ref": "#/components/schemas/Both"}},
      "required": ["role", "name"], "additionalProperties": false}},
    "permissions": {"type": "array", "items": {"type": "object", "properties": {"permission": {"type": "string"}, "name": {"$ref": "#/components/schemas/Both"},
      "scopes": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Scope"}}}, "required": ["permission", "name", "scopes"], "additionalProperties": false}}},
  "required": ["roles", "permissions"], "additionalProperties": false}
})json";

}  // namespace

base::Object account_schemas() {
    auto value = base::parse_json(kSchemas);
    PHAEN_CHECK(value.has_value(), "the schemas are JSON");
    PHAEN_CHECK(value->as_object() != nullptr, "the schemas are an object");
    return std::move(*value->as_object());
}

}  // namespace phaen::api
