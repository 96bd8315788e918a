#pragma once

#include <string>
#include <vector>

#include "phaen/app/workspace.h"
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

/// What the OpenAPI document says of an operation beyond its route.
struct Operation {
    http::Route route;
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

/// The operations on a workspace, which must outlive them, as must the hub of its events.
[[nodiscard]] std::vector<Operation> operations(app::Workspace& workspace, http::EventHub& hub);

/// Adds them to the router, with `GET /api/v1/openapi.json`.
void add_routes(http::Router& router, app::Workspace& workspace, http::EventHub& hub);

}  // namespace phaen::api
