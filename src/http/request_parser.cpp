#include "request_parser.h"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <utility>
#include <vector>

#include "phaen/base/check.h"
#include "request_access.h"
#include "text.h"

namespace phaen::http {

namespace beast = boost::beast;

namespace {

// A chunk's size line with its extensions, or the trailers, that stand unfinished.
constexpr std::size_t kMaxChunkHead = 4096;
// What follows a chunk has at least this many bytes: `0`, CR LF, CR LF. Beast's parser asserts it.
constexpr std::size_t kMinChunkHead = 5;
constexpr std::size_t kMaxTarget = 8 * 1024;
constexpr std::size_t kMaxQueries = 64;
constexpr std::size_t kMaxHost = 255;

// Repeating one of these says two things; none of them is a list.
constexpr std::array<std::string_view, 9> kSingle = {
    "authorization",   "content-encoding", "content-length", "content-type",     "host",
    "idempotency-key", "last-event-id",    "origin",         "transfer-encoding"};

Method method_of(std::string_view name) {
    for (const Method method : {Method::get, Method::head, Method::post, Method::put, Method::patch,
                                Method::delete_, Method::options}) {
        if (name_of(method) == name) return method;
    }
    return Method::other;
}

bool is_host(std::string_view host) {
    return !host.empty() && host.size() <= kMaxHost &&
           std::all_of(host.begin(), host.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      std::string_view("-._~:[]").find(c) != std::string_view::npos;
           });
}

/// Printable ASCII without what RFC 3986 never allows and what others take for a separator.
bool is_target(std::string_view target) {
    return std::all_of(target.begin(), target.end(), [](char c) {
        return c > 0x20 && c < 0x7f &&
               std::string_view("\"#<>\\^`{|}").find(c) == std::string_view::npos;
    });
}

}  // namespace

struct RequestParser::Machine final : beast::http::basic_parser<true> {
    Machine(Request& filled, const ParserLimits& bounds) : access{filled}, limits(bounds) {}

    RequestAccess access;
    ParserLimits limits;
    std::string target;
    int version = 0;  // 10 or 11
    bool head_is_done = false;
    bool too_many_fields = false;
    std::string_view repeated;
    std::string* body = nullptr;
    std::uint64_t body_bytes = 0;
    std::uint64_t chunk_left = 0;
    std::vector<std::string_view> seen;

    void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view address,
                         int http_version, beast::error_code& error) override {
        error = {};
        version = http_version;
        access.set_method(method_of({method.data(), method.size()}));
        target.assign(address.data(), address.size());
    }
    void on_response_impl(int, beast::string_view, int, beast::error_code& error) override {
        error = beast::http::error::bad_version;
    }
    void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value,
                       beast::error_code& error) override {
        error = {};
        if (head_is_done) return;  // a trailer: whatever it says comes too late to be believed
        if (access.field_count() >= limits.header_fields) {
            too_many_fields = true;
            error = beast::http::error::header_limit;
            return;
        }
        std::string lower = ascii_lower(std::string_view(name.data(), name.size()));
        const auto* single = std::find(kSingle.begin(), kSingle.end(), lower);
        if (single != kSingle.end()) {
            if (std::find(seen.begin(), seen.end(), *single) != seen.end()) {
                repeated = *single;
                error = beast::http::error::bad_field;
                return;
            }
            seen.push_back(*single);
        }
        access.add_field(std::move(lower), {value.data(), value.size()});
    }
    void on_header_impl(beast::error_code& error) override {
        error = {};
        head_is_done = true;
    }
    void on_body_init_impl(const boost::optional<std::uint64_t>&,
                           beast::error_code& error) override {
        error = {};
    }
    std::size_t on_body_impl(beast::string_view bytes, beast::error_code& error) override {
        error = {};
        body_bytes += bytes.size();
        body->append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t size, beast::string_view,
                              beast::error_code& error) override {
        error = {};
        chunk_left = size;
    }
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes,
                                   beast::error_code& error) override {
        chunk_left -= bytes.size();
        return on_body_impl(bytes, error);
    }
    void on_finish_impl(beast::error_code& error) override { error = {}; }
};

RequestParser::RequestParser(Request& request, const ParserLimits& limits)
    : request_(request), limits_(limits), machine_(std::make_unique<Machine>(request, limits)) {
    machine_->header_limit(static_cast<std::uint32_t>(limits.head_bytes));
    machine_->body_limit(boost::none);  // until the route is known
}

RequestParser::~RequestParser() = default;

void RequestParser::refuse(int status, std::string_view why) {
    state_ = State::refused;
    refused_status_ = status;
    refused_why_ = why;
}

void RequestParser::receive_body(std::string& body, std::uint64_t limit_bytes) {
    PHAEN_CHECK(state_ == State::body, "a body is received after the head");
    machine_->body = &body;
    machine_->body_limit(limit_bytes);
    if (content_length().value_or(0) > limit_bytes) refuse(413, "the body is too large");
}

bool RequestParser::has_body() const {
    return machine_->chunked() || content_length().value_or(0) > 0;
}

std::optional<std::uint64_t> RequestParser::content_length() const {
    const auto length = machine_->content_length();
    return length ? std::optional(*length) : std::nullopt;
}

bool RequestParser::keeps_alive() const { return machine_->keep_alive(); }
bool RequestParser::is_http_1_1() const { return machine_->version == 11; }
std::uint64_t RequestParser::body_bytes() const { return machine_->body_bytes; }

std::size_t RequestParser::put(std::string_view bytes) {
    std::size_t taken = 0;
    while (taken < bytes.size() && (state_ == State::head || state_ == State::body)) {
        const auto rest = bytes.substr(taken);
        if (state_ == State::body) {
            PHAEN_CHECK(machine_->body != nullptr, "a body has a place to go");
            if (machine_->chunked() && machine_->chunk_left == 0 && rest.size() < kMinChunkHead) {
                break;
            }
        }
        beast::error_code error;
        const std::size_t used =
            machine_->put(boost::asio::const_buffer(rest.data(), rest.size()), error);
        taken += used;
        if (state_ == State::head) {
            head_bytes_ += used;
            const bool is_done = machine_->head_is_done && !error;
            // What was taken counts, and what waits for the rest of its line.
            const std::size_t size = head_bytes_ + (is_done ? 0 : rest.size() - used);
            if (size > limits_.head_bytes && (is_done || error == beast::http::error::need_more)) {
                error = beast::http::error::header_limit;
            } else if (is_done) {
                finish_head();
                return taken;
            }
        }
        if (error == beast::http::error::need_more) {
            if (state_ == State::body && rest.size() - used > kMaxChunkHead) {
                refuse(400, "a chunk's head or the trailers are too long");
            }
            break;
        }
        if (error == beast::http::error::header_limit) {
            if (machine_->target.empty()) {
                refuse(414, "the request line is too long");
            } else {
                refuse(431, machine_->too_many_fields ? "there are too many headers"
                                                      : "the head is too long");
            }
        } else if (error == beast::http::error::body_limit) {
            refuse(413, "the body is too large");
        } else if (error == beast::http::error::bad_version &&
                   rest.find(" HTTP/2.") != std::string_view::npos) {
            refuse(505, "this server speaks HTTP/1.1");
        } else if (error && !machine_->repeated.empty()) {
            refuse(400, std::string(machine_->repeated) + " is there twice");
        } else if (error) {
            refuse(400, error.message());
        } else if (machine_->is_done()) {
            state_ = State::complete;
        }
    }
    return taken;
}

void RequestParser::finish_head() {
    state_ = machine_->is_done() ? State::complete : State::body;
    check_framing();
    if (state_ != State::refused) read_target();
}

// What decides where the request ends must be said once and be understood, or two readers of the
// same bytes see different requests (RFC 9112 6.1, 6.3, 11.2).
void RequestParser::check_framing() {
    const auto length = request_.header("content-length");
    const auto coding = request_.header("transfer-encoding");
    if (coding && length) return refuse(400, "Content-Length beside Transfer-Encoding");
    if (coding && !equals_without_case(*coding, "chunked")) {
        return refuse(501, "the only transfer coding here is chunked");
    }
    if (coding && !is_http_1_1()) {
        return refuse(400, "HTTP/1.0 has no transfer codings");
    }
    if (length && length->find_first_not_of("0123456789") != std::string_view::npos) {
        return refuse(400, "Content-Length is a number");
    }
}

// RFC 9112 3.2: origin form, or absolute form, whose authority then counts as the host.
void RequestParser::read_target() {
    std::string target = std::move(machine_->target);
    auto host = request_.header("host");
    if (target.size() > kMaxTarget) return refuse(414, "the address is too long");
    if (!is_target(target)) return refuse(400, "the address is not percent-encoded");
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!ascii_lower(target).starts_with(scheme)) continue;
        const auto end = std::min(target.find_first_of("/?", scheme.size()), target.size());
        if (!host || !equals_without_case(*host, std::string_view(target).substr(
                                                     scheme.size(), end - scheme.size()))) {
            return refuse(400, "the address names another host than the Host header");
        }
        target.erase(0, end);
        if (!target.starts_with('/')) target.insert(target.begin(), '/');
        break;
    }
    if (!target.starts_with('/')) return refuse(400, "the address begins with a slash");
    if (host ? !is_host(*host) : is_http_1_1()) {
        return refuse(400, "one Host header is needed");
    }
    const auto path_size = std::min(target.find('?'), target.size());
    const RequestAccess access{request_};
    std::size_t count = 0;
    const auto query = std::string_view(target).substr(std::min(path_size + 1, target.size()));
    for (const auto text : split_list(query, '&')) {
        if (++count > kMaxQueries) return refuse(400, "there are too many query parameters");
        const auto equals = std::min(text.find('='), text.size());
        auto name = percent_decode(text.substr(0, equals), Plus::is_space);
        auto value = percent_decode(
            equals < text.size() ? text.substr(equals + 1) : std::string_view(), Plus::is_space);
        if (!name || !value) return refuse(400, "the query is not percent-encoded UTF-8");
        access.add_query(std::move(*name), std::move(*value));
    }
    access.set_target(std::move(target), path_size);
}

}  // namespace phaen::http
