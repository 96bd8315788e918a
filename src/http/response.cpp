#include "phaen/http/response.h"

#include <algorithm>
#include <array>

#include "phaen/base/check.h"
#include "phaen/http/conditions.h"
#include "phaen/http/events.h"
#include "text.h"

namespace phaen::http {

namespace {

bool is_servers_own(std::string_view name) {
    static constexpr std::array<std::string_view, 6> kNames = {
        "content-length", "transfer-encoding", "connection", "date", "set-cookie", "content-type"};
    return std::any_of(kNames.begin(), kNames.end(),
                       [name](std::string_view own) { return equals_without_case(own, name); });
}

void check_content_type(std::string_view content_type) {
    PHAEN_CHECK(is_field_value(content_type) && !content_type.empty(),
                "a content type is a header's value");
}

void check_status(int status) {
    PHAEN_CHECK(status >= 200 && status <= 599, "a handler answers with a final status");
}

}  // namespace

Response Response::json(int status, const base::Value& value) {
    return bytes(status, "application/json", base::to_compact_json(value));
}

Response Response::text(int status, std::string text) {
    return bytes(status, "text/plain; charset=utf-8", std::move(text));
}

Response Response::bytes(int status, std::string_view content_type, std::string bytes) {
    check_status(status);
    check_content_type(content_type);
    PHAEN_CHECK(status != 204 && status != 304, "204 and 304 have no body");
    Response response;
    response.status_ = status;
    response.content_type_ = content_type;
    response.body_ = std::move(bytes);
    return response;
}

Response Response::view(int status, std::string_view content_type, std::string_view bytes,
                        std::shared_ptr<const void> owner) {
    check_status(status);
    check_content_type(content_type);
    PHAEN_CHECK(owner != nullptr, "somebody keeps the bytes alive");
    Response response;
    response.status_ = status;
    response.content_type_ = content_type;
    response.view_ = bytes;
    response.owner_ = std::move(owner);
    return response;
}

Response Response::empty(int status) {
    check_status(status);
    Response response;
    response.status_ = status;
    return response;
}

Response Response::see_other(std::string_view path) {
    PHAEN_CHECK(path.starts_with('/') && !path.starts_with("//"), "a path of this server");
    Response response = empty(303);
    response.set_header("Location", path);
    return response;
}

Response Response::events(std::shared_ptr<EventStream> stream) {
    PHAEN_CHECK(stream != nullptr, "an answer of events has a stream");
    Response response;
    response.content_type_ = "text/event-stream";
    response.stream_ = std::move(stream);
    return response;
}

Response& Response::set_header(std::string_view name, std::string_view value) {
    PHAEN_CHECK(is_token(name), "a header's name is a token");
    PHAEN_CHECK(is_field_value(value), "a header's value is one line");
    PHAEN_CHECK(!is_servers_own(name), "this header is the server's own");
    for (auto& [known, old] : headers_) {
        if (equals_without_case(known, name)) {
            old = value;
            return *this;
        }
    }
    headers_.emplace_back(name, value);
    return *this;
}

Response& Response::set_cookie(const Cookie& cookie) {
    const auto is_plain = [](std::string_view text) {
        return std::all_of(text.begin(), text.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                   std::string_view("-_.~").find(c) != std::string_view::npos;
        });
    };
    PHAEN_CHECK(is_token(cookie.name) && is_plain(cookie.value), "a cookie is one plain word");
    PHAEN_CHECK(cookie.path.starts_with('/') && is_field_value(cookie.path) &&
                    cookie.path.find_first_of(";,") == std::string::npos,
                "a cookie's path is a path");
    std::string text =
        cookie.name + "=" + cookie.value + "; Path=" + cookie.path + "; HttpOnly; SameSite=Lax";
    if (cookie.secure) text += "; Secure";
    if (cookie.max_age.count() > 0) text += "; Max-Age=" + std::to_string(cookie.max_age.count());
    if (cookie.max_age.count() < 0) text += "; Max-Age=0";
    headers_.emplace_back("Set-Cookie", text);
    return *this;
}

Response& Response::set_attachment(std::string_view file_name) {
    std::string plain;
    for (const char c : file_name) {
        const bool is_safe = c > ' ' && c <= '~' && c != '"' && c != '\\' && c != '/' && c != '%';
        plain += is_safe ? c : '_';
    }
    return set_header(
        "Content-Disposition",
        "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encode(file_name));
}

Response& Response::set_etag(std::string_view tag) {
    PHAEN_CHECK(is_entity_tag(tag), "an entity tag");
    return set_header("ETag", "\"" + std::string(tag) + "\"");
}

bool Response::has_header(std::string_view name) const {
    return std::any_of(headers_.begin(), headers_.end(), [name](const auto& header) {
        return equals_without_case(header.first, name);
    });
}

std::string_view reason_of(int status) {
    switch (status) {
        case 100:
            return "Continue";
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 411:
            return "Length Required";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 421:
            return "Misdirected Request";
        case 422:
            return "Unprocessable Content";
        case 423:
            return "Locked";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        case 505:
            return "HTTP Version Not Supported";
        case 507:
            return "Insufficient Storage";
        default:
            return "Answer";  // the words do not matter to any client
    }
}

}  // namespace phaen::http
