#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/app/accounts.h"
#include "phaen/app/administration.h"
#include "phaen/app/backups.h"
#include "phaen/app/books.h"
#include "phaen/app/dictionaries.h"
#include "phaen/app/external_references.h"
#include "phaen/app/links.h"
#include "phaen/app/notices.h"
#include "phaen/app/oidc.h"
#include "phaen/app/privacy.h"
#include "phaen/app/responsibility.h"
#include "phaen/app/schemes.h"
#include "phaen/app/workflow.h"
#include "phaen/app/workspace.h"
#include "phaen/app/year.h"
#include "phaen/base/value.h"
#include "phaen/http/events.h"
#include "phaen/http/router.h"

namespace phaen::api {

/// One answer that an operation may give besides a problem. A status may have several: of one
/// content type each.
struct AnswerShape {
    int status = 200;
    std::string schema;        ///< name in `components/schemas`; empty: no JSON body
    std::string content_type;  ///< of a body that is no JSON; empty: JSON or none
    std::string header;        ///< that this answer carries, with its meaning in openapi.cpp
};

/// Who calls, once the gate let them in. Of a public operation the actor may be null.
struct Caller {
    const app::Actor* actor = nullptr;
    std::string_view session;  ///< token of the cookie; empty for programs
    std::string_view agency;   ///< that the path leads to; empty: none
    std::int64_t today = 0;    ///< days since 1970-01-01 in Bangkok
};

/// Instead of a permission: needs nobody, or anybody who signed in.
inline constexpr std::string_view kPublic = "public";
inline constexpr std::string_view kSignedIn = "signed_in";
/// Needs anybody too, and is about what is theirs alone: a token that was made for some permissions
/// only has no part in it.
inline constexpr std::string_view kOwn = "own";
/// Needs a person in a session: it changes what opens the account, so that a token that leaked
/// cannot outlive itself or shut its owner out.
inline constexpr std::string_view kSession = "session";

/// What the OpenAPI document says of an operation beyond its route.
struct Operation {
    http::Route route;  ///< its handler is made from the one below
    std::string_view permission;
    std::function<http::Response(const http::Request&, const Caller&)> handler;
    /// As http::QuickHandler, behind the same gate; may be null.
    std::function<std::optional<http::Response>(const http::Request&, const Caller&)> quick_handler;
    std::string body_schema;  ///< empty: no body, or bytes
    std::string body_type;    ///< empty: none
    std::vector<AnswerShape> answers;
    std::vector<int> problems;  ///< statuses that it may refuse with
    struct Query {
        std::string name;
        std::string type;  ///< string, integer or boolean
        bool required = false;
        std::vector<std::string> words;  ///< what it may be; empty: anything
    };
    std::vector<Query> queries;
    bool body_optional = false;
    bool if_match = false;
    bool idempotency_key = false;
    bool tagged = false;  ///< the answer has an ETag, and If-None-Match may spare it
};

/// The use cases behind the operations; they outlive the router.
struct Services {
    app::Workspace& workspace;
    http::EventHub& hub;
    app::Accounts& accounts;
    app::Year& year;
    app::Workflow& workflow;
    app::Notices& notices;
    app::Books& books;
    app::Links& links;
    app::Oidc& oidc;
    app::Administration& administration;
    app::Responsibility& responsibility;
    app::ExternalReferences& references;
    app::Privacy& privacy;
    app::Dictionaries& dictionaries;
    app::Schemes& schemes;
    app::Backups& backups;
    /// What an example shows of its accounts at the sign-in page; null: nothing.
    base::Value example_accounts = {};
};

[[nodiscard]] std::vector<Operation> operations(const Services& services);

/// Adds them to the router behind the gate, with `GET /api/v1/openapi.json`.
void add_routes(http::Router& router, const Services& services);

}  // namespace phaen::api
