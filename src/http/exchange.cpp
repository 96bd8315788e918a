#include "exchange.h"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <exception>

#include "phaen/base/check.h"
#include "phaen/http/problem.h"
#include "request_access.h"
#include "text.h"

namespace phaen::http {

namespace {

constexpr std::size_t kMaxLoggedPath = 256;

constexpr std::string_view kCommonFields =
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n";

std::string hex(std::uint64_t number, std::size_t width) {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
    const auto size = static_cast<std::size_t>(end - digits.data());
    return std::string(width - std::min(width, size), '0') + std::string(digits.data(), size);
}

bool is_safe(Method method) {
    return method == Method::get || method == Method::head || method == Method::options;
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '_';
    });
}

/// Without port and brackets.
std::string host_name(std::string_view host) {
    if (host.starts_with('[')) return ascii_lower(host.substr(1, host.find(']') - 1));
    return ascii_lower(host.substr(0, host.find(':')));
}

std::string allow_field(const std::vector<Method>& methods) {
    std::string text;
    for (const Method method : methods) {
        text.append(name_of(method)).append(", ");
        if (method == Method::get) text += "HEAD, ";
    }
    return text + "OPTIONS";
}

std::optional<int> refused_by_body(const Route& route, const Request& request,
                                   const RequestParser& parser) {
    if (!parser.has_body()) return std::nullopt;
    if (parser.content_length().value_or(0) > route.body.limit_bytes() ||
        route.body.limit_bytes() == 0) {
        return 413;
    }
    const auto coding = request.header("content-encoding");
    if (coding && !equals_without_case(*coding, "identity")) return 415;
    const auto& types = route.body.content_types();
    const std::string type = media_type_of(request.header("content-type").value_or(""));
    if (!types.empty() && std::find(types.begin(), types.end(), type) == types.end()) return 415;
    const auto expect = request.header("expect");
    if (expect && !equals_without_case(*expect, "100-continue")) return 417;
    return std::nullopt;
}

}  // namespace

Exchange::Exchange(const ServerOptions& options, const Router& router, const StaticFiles* files,
                   Metrics& metrics, Log& log)
    : options_(options), router_(router), files_(files), metrics_(metrics), log_(log) {
    PHAEN_CHECK(is_field_value(options.content_security_policy),
                "a content security policy is a header's value");
    std::uint64_t random = 0;
    PHAEN_CHECK(getrandom(&random, sizeof random, 0) == sizeof random, "the machine has chance");
    id_prefix_ = hex(random, 16);
    fields_of_pages_ = std::string(kCommonFields) +
                       "Content-Security-Policy: " + options.content_security_policy + "\r\n";
    fields_of_others_ = std::string(kCommonFields) +
                        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";
}

void Exchange::identify(Request& request, std::string_view peer_address) const {
    std::string id = id_prefix_ + hex(next_id_.fetch_add(1, std::memory_order_relaxed), 8);
    std::string address(peer_address);
    if (options_.behind_proxy) {
        const auto given = request.header("x-request-id");
        if (given && is_id(*given)) id = *given;
        // The last hop is what our own proxy saw; what stands before it, the client may have made
        // up.
        const auto hops = split_list(request.header("x-forwarded-for").value_or(""), ',');
        if (!hops.empty() && hops.back().size() <= 45) address = hops.back();
    }
    const RequestAccess access{request};
    access.set_id(std::move(id));
    access.set_remote_address(std::move(address));
}

// A page of another site may make a browser send requests here, with the person's cookies. Browsers
// say so, in one of two headers; programs send neither.
std::optional<int> Exchange::refused_by_guard(const Request& request) const {
    const auto host = request.header("host");
    if (!options_.hosts.empty() && (!host || std::find(options_.hosts.begin(), options_.hosts.end(),
                                                       host_name(*host)) == options_.hosts.end())) {
        return 421;
    }
    if (is_safe(request.method())) return std::nullopt;
    if (const auto site = request.header("sec-fetch-site")) {
        return *site == "same-origin" || *site == "none" ? std::nullopt : std::optional(403);
    }
    if (const auto origin = request.header("origin")) {
        const auto scheme_end = origin->find("://");
        const bool is_same = scheme_end != std::string_view::npos && host &&
                             equals_without_case(origin->substr(scheme_end + 3), *host);
        if (!is_same) return 403;
    }
    return std::nullopt;
}

Exchange::Decision Exchange::decide(Request& request, const RequestParser& parser) const {
    Decision decision;
    decision.operation = metrics_.none_index();
    const auto answer = [&](Response response) {
        decision.answer = std::move(response);
        return std::move(decision);
    };
    if (request.method() == Method::other) return answer(refuse(request, 501, ""));
    if (const auto status = refused_by_guard(request)) return answer(refuse(request, *status, ""));

    Router::Match match = router_.find(request.method(), request.path());
    if (match.malformed) {
        return answer(refuse(request, 400, "the path is not percent-encoded UTF-8"));
    }
    if (match.route) {
        decision.operation = match.index;
        RequestAccess{request}.set_parameters(std::move(match.parameters));
        if (const auto status = refused_by_body(*match.route, request, parser)) {
            return answer(refuse(request, *status, ""));
        }
        decision.route = match.route;
        if (match.route->runs_on == RunsOn::network) return answer(call(*match.route, request));
        decision.answer = call_quickly(*match.route, request);
        return decision;
    }
    if (match.allowed.empty() && files_) {
        if (auto file = files_->find(request)) {
            decision.operation = metrics_.files_index();
            match.allowed = {Method::get};
            if (parser.has_body()) return answer(refuse(request, 413, ""));
            if (request.method() == Method::get || request.method() == Method::head) {
                return answer(std::move(*file));
            }
        }
    }
    if (match.allowed.empty()) return answer(refuse(request, 404, ""));
    Response response =
        request.method() == Method::options ? Response::empty(204) : refuse(request, 405, "");
    response.set_header("Allow", allow_field(match.allowed));
    return answer(std::move(response));
}

Response Exchange::internal_error(const Request& request, std::string_view operation,
                                  std::string_view what) const {
    log_.event(Severity::error, "handler failed",
               {{"request", std::string(request.id())},
                {"operation", std::string(operation)},
                {"why", std::string(what)}});
    return refuse(request, 500, "");
}

Response Exchange::call(const Route& route, const Request& request) const noexcept {
    try {
        return route.handler(request);
    } catch (const std::exception& error) {
        return internal_error(request, route.operation_id, error.what());
    } catch (...) {
        return internal_error(request, route.operation_id, "something that is no std::exception");
    }
}

std::optional<Response> Exchange::call_quickly(const Route& route,
                                               const Request& request) const noexcept {
    try {
        if (route.quick) return route.quick(request);
        return std::nullopt;
    } catch (const std::exception& error) {
        return internal_error(request, route.operation_id, error.what());
    } catch (...) {
        return internal_error(request, route.operation_id, "something that is no std::exception");
    }
}

std::optional<Response> Exchange::admit(const Route& route, const Request& request) const noexcept {
    try {
        if (route.admission) return route.admission(request);
        return std::nullopt;
    } catch (const std::exception& error) {
        return internal_error(request, route.operation_id, error.what());
    } catch (...) {
        return internal_error(request, route.operation_id, "something that is no std::exception");
    }
}

std::unique_ptr<Sink> Exchange::make_sink(const Route& route,
                                          const Request& request) const noexcept {
    try {
        if (route.body.factory()) return route.body.factory()(request);
        return TempFile::create(options_.temp_folder);
    } catch (const std::exception& error) {
        log_.event(Severity::error, "no place for an upload",
                   {{"request", std::string(request.id())}, {"why", error.what()}});
        return nullptr;
    }
}

Response Exchange::refuse(const Request& request, int status, std::string_view why) const {
    Problem problem = problem_of(status);
    if (!why.empty()) {
        problem.detail = {problem.title.th + " (" + std::string(why) + ")", std::string(why)};
    }
    return to_response(problem, request);
}

void Exchange::write_head(std::string& head, const Request& request, const Response& response,
                          Ending ending, std::string_view date) const {
    const bool has_no_body = response.status() == 204 || response.status() == 304;
    head.assign("HTTP/1.1 ").append(std::to_string(response.status())).append(" ");
    head.append(reason_of(response.status())).append("\r\nDate: ").append(date);
    head.append("\r\nX-Request-Id: ").append(request.id()).append("\r\n");
    if (!response.content_type().empty()) {
        head.append("Content-Type: ").append(response.content_type()).append("\r\n");
    }
    if (!has_no_body && !response.stream()) {
        head.append("Content-Length: ").append(std::to_string(response.body().size()));
        head.append("\r\n");
    }
    // A worker lives by the policy of its script's answer, not by that of its page.
    const bool is_page = response.content_type().starts_with("text/html") ||
                         response.content_type().starts_with("text/javascript");
    // What a 304 says replaces what the client has kept, whose policy is right already.
    if (response.status() == 304) {
        head.append(kCommonFields);
    } else {
        head.append(is_page ? fields_of_pages_ : fields_of_others_);
    }
    if (options_.behind_proxy && request.header("x-forwarded-proto").value_or("") == "https") {
        head.append("Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n");
    }
    if (!response.has_header("Cache-Control")) head.append("Cache-Control: no-store\r\n");
    for (const auto& [name, value] : response.headers()) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
    if (!ending.keeps_alive) head.append("Connection: close\r\n");
    head.append("\r\n");
}

void Exchange::account(const Request& request, const Account& account) const {
    metrics_.count_request(account.operation, account.status, account.duration, account.bytes_in,
                           account.bytes_out);
    AccessRecord record;
    record.at = std::chrono::system_clock::now();
    record.request_id = request.id();
    record.remote_address = request.remote_address();
    record.method = name_of(request.method());
    record.path = request.path().substr(0, kMaxLoggedPath);
    record.operation = metrics_.operation_name(account.operation);
    record.status = account.status;
    record.bytes_in = account.bytes_in;
    record.bytes_out = account.bytes_out;
    record.duration = account.duration;
    log_.access(record);
}

std::string to_http_date(std::chrono::system_clock::time_point at) {
    static constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed",
                                                              "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> kMonths = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at - day));
    const auto padded = [](std::int64_t number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    std::string text(kDays[std::chrono::weekday(day).c_encoding()]);
    text.append(", ").append(padded(static_cast<unsigned>(date.day()))).append(" ");
    text.append(kMonths[static_cast<unsigned>(date.month()) - 1]).append(" ");
    text.append(std::to_string(static_cast<int>(date.year()))).append(" ");
    text.append(padded(time.hours().count())).append(":");
    text.append(padded(time.minutes().count())).append(":");
    return text.append(padded(time.seconds().count())).append(" GMT");
}

}  // namespace phaen::http
