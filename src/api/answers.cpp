#include "answers.h"

#include <algorithm>
#include <string>
#include <utility>

#include "phaen/base/sha256.h"
#include "phaen/http/conditions.h"
#include "phaen/http/problem.h"

namespace phaen::api {

namespace {

/// An element of a plan is far smaller; deeper is no plan.
constexpr base::ValueLimits kBodyLimits{.bytes = 4u << 20, .depth = 32, .values = 200'000};

constexpr std::size_t kKeyBytes = 255;

int status_of(app::RefusalKind kind) {
    switch (kind) {
        case app::RefusalKind::not_found:
            return 404;
        case app::RefusalKind::conflict:
            return 409;
        case app::RefusalKind::stale:
            return 412;
        case app::RefusalKind::invalid:
            return 422;
        case app::RefusalKind::unsupported:
            return 415;
        case app::RefusalKind::unauthenticated:
            return 401;
        case app::RefusalKind::forbidden:
            return 403;
        case app::RefusalKind::too_many:
            return 429;
        case app::RefusalKind::busy:
        case app::RefusalKind::unavailable:
            break;
    }
    return 503;
}

}  // namespace

http::Response refuse(const app::Refusal& refusal, const http::Request& request) {
    http::Problem problem;
    problem.status = status_of(refusal.kind);
    problem.type = refusal.type;
    problem.title = {refusal.title.th, refusal.title.en};
    problem.detail = {refusal.detail.th, refusal.detail.en};
    problem.members = refusal.members;
    return to_response(problem, request);
}

http::Response answer(const base::Result<base::Value, app::Refusal>& result,
                      const http::Request& request) {
    if (!result) return refuse(result.error(), request);
    return http::Response::json(200, *result);
}

http::Response answer(const base::Result<app::Tagged, app::Refusal>& result,
                      const http::Request& request) {
    if (!result) return refuse(result.error(), request);
    if (check_read(request, result->tag) == http::Condition::not_modified) {
        http::Response response = http::Response::empty(304);
        response.set_etag(result->tag);
        return response;
    }
    http::Response response = http::Response::json(200, result->value);
    response.set_etag(result->tag);
    return response;
}

http::Response answer(const base::Result<std::shared_ptr<const app::Written>, app::Refusal>& result,
                      const http::Request& request) {
    if (!result) return refuse(result.error(), request);
    const app::Written& written = **result;
    http::Response response =
        check_read(request, written.tag) == http::Condition::not_modified
            ? http::Response::empty(304)
            : http::Response::view(200, "application/json", written.json, *result);
    response.set_etag(written.tag);
    return response;
}

http::Response answer(const base::Result<base::Done, app::Refusal>& result,
                      const http::Request& request) {
    if (!result) return refuse(result.error(), request);
    return http::Response::empty();
}

http::Response answer(const base::Result<app::Download, app::Refusal>& result,
                      const http::Request& request) {
    if (!result) return refuse(result.error(), request);
    http::Response response = http::Response::bytes(200, result->content_type, result->bytes);
    if (!result->shown) response.set_attachment(result->file_name);
    return response;
}

http::Response with_body(const http::Request& request,
                         const std::function<http::Response(const base::Value&)>& next) {
    if (request.body().empty()) return next(base::Value(base::Object{}));
    const auto body = base::parse_json(request.body(), kBodyLimits);
    if (body) return next(*body);
    const base::Position at = body.error().position;
    const std::string line = std::to_string(at.line);
    const std::string column = std::to_string(at.column);
    http::Problem problem = http::problem_of(
        400,
        {"เนื้อหาไม่ใช่ JSON: บรรทัด " + line + " ตำแหน่ง " + column,
         "The body is no JSON: line " + line + ", column " + column + ": " + body.error().message});
    problem.type = "bad_json";
    return to_response(problem, request);
}

http::Response with_key(const http::Request& request, const Caller& caller,
                        const std::function<http::Response(const app::Once&)>& next) {
    const auto header = request.header("idempotency-key");
    const std::string by = caller.actor != nullptr ? caller.actor->account : std::string();
    if (!header) return next({{}, {}, by});
    std::string_view key = *header;
    if (key.size() >= 2 && key.front() == '"' && key.back() == '"')
        key = key.substr(1, key.size() - 2);
    const bool is_usable =
        !key.empty() && key.size() <= kKeyBytes && std::all_of(key.begin(), key.end(), [](char c) {
            return c > ' ' && c <= '~' && c != '"' && c != '\\' && c != ',';
        });
    if (!is_usable) {
        return to_response(
            http::problem_of(400, {"Idempotency-Key ต้องเป็นข้อความ 1 ถึง 255 ตัวอักษร",
                                   "Idempotency-Key must be one text of 1 to 255 characters."}),
            request);
    }
    std::string asked = by + ' ';
    asked += http::name_of(request.method());
    asked += ' ';
    asked += request.path();
    for (const auto& [name, value] : request.queries()) asked += '&' + name + '=' + value;
    asked += '\n';
    asked += request.header("if-match").value_or("");
    asked += '\n';
    asked += request.body();
    return next({std::string(key), base::sha256_hex(asked), by});
}

http::Response with_tag(const http::Request& request,
                        const std::function<http::Response(std::string_view)>& next) {
    const auto header = request.header("if-match");
    if (!header) {
        return to_response(http::problem_of(428, {"ต้องส่งหัวเรื่อง If-Match พร้อม ETag ของสิ่งที่เห็น",
                                                  "Send If-Match with the ETag of what you saw."}),
                           request);
    }
    const auto tags = http::parse_entity_tags(*header);
    if (!tags || tags->any || tags->tags.size() != 1 || tags->tags.front().weak) {
        return to_response(http::problem_of(400, {"If-Match ต้องมี ETag เดียว",
                                                  "If-Match must name one strong tag."}),
                           request);
    }
    return next(tags->tags.front().tag);
}

}  // namespace phaen::api
