#include "operation_table.h"

namespace phaen::api {

namespace {

constexpr std::uint64_t kBodyBytes = 4u << 20;

}  // namespace

void json_body(Operation& operation, std::string schema, std::string type) {
    operation.route.body = http::BodyRule::memory(kBodyBytes, {type});
    operation.body_schema = std::move(schema);
    operation.body_type = std::move(type);
    for (const int status : {400, 413, 415, 422}) operation.problems.push_back(status);
}

void needs_tag(Operation& operation) {
    operation.if_match = true;
    for (const int status : {412, 428}) operation.problems.push_back(status);
}

void takes_key(Operation& operation) {
    operation.idempotency_key = true;
    for (const int status : {400, 422}) operation.problems.push_back(status);
}

void answers_tagged(Operation& operation, std::string schema) {
    operation.answers = {{200, std::move(schema), {}, {}}};
    operation.tagged = true;
}

http::Response with_all(const http::Request& request, const Caller& caller,
                        const std::function<http::Response(std::string_view, const base::Value&,
                                                           const app::Once&)>& next) {
    return with_tag(request, [&](std::string_view tag) {
        return with_key(request, caller, [&](const app::Once& once) {
            return with_body(request,
                             [&](const base::Value& body) { return next(tag, body, once); });
        });
    });
}

}  // namespace phaen::api
