#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace phaen::http {

class Sink;
class TempFile;

enum class Method { get, head, post, put, patch, delete_, options, other };

/// `GET`, `DELETE`; `Method::other` has no name.
[[nodiscard]] std::string_view name_of(Method method);

/// The language in which a person is answered.
enum class Language { th, en };

/// One request, complete: the head, what the path's parameters were, and the body in memory or in a
/// sink. Everything in it was sent by a stranger, but it is well formed: the target is printable
/// ASCII, header values hold no control characters, parameters have the types that the route names.
/// Views live as long as the request, which outlives its handler.
class Request {
  public:
    Request() = default;

    [[nodiscard]] Method method() const { return method_; }
    /// As sent, percent-encoded, without the query: `/api/v1/plans/7`.
    [[nodiscard]] std::string_view path() const;

    /// A parameter of the path, decoded. Asking for one that the route does not have is a bug.
    [[nodiscard]] std::string_view parameter(std::string_view name) const;
    /// A parameter of type `int`.
    [[nodiscard]] std::int64_t integer(std::string_view name) const;

    /// The first query parameter of that name, decoded. Unlike a path's it has no checked type, but
    /// it is UTF-8.
    [[nodiscard]] std::optional<std::string_view> query(std::string_view name) const;
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& queries() const {
        return queries_;
    }

    /// A header's value; names are compared without case. Headers that came several times are
    /// joined by commas, as RFC 9110 5.3 says.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const;
    /// By `Accept-Language`; Thai when it says nothing of ours.
    [[nodiscard]] Language language() const;

    /// The body of a route that takes it in memory; empty otherwise.
    [[nodiscard]] const std::string& body() const { return body_; }
    /// What received the body of a route that streams it; null otherwise.
    [[nodiscard]] Sink* sink() const { return sink_.get(); }
    /// The sink when it is the server's own temporary file.
    [[nodiscard]] TempFile* temp_file() const;

    /// Names this request in the log, in the answer's `X-Request-Id` and in problems.
    [[nodiscard]] std::string_view id() const { return id_; }
    /// The other side's address, without port.
    [[nodiscard]] std::string_view remote_address() const { return remote_address_; }
    /// Asks for an end when the server has waited long enough for this request at its stop.
    [[nodiscard]] std::stop_token stop_token() const { return stop_token_; }

  private:
    // Filled by the parser, the router and the network, who hand it to handlers as const.
    friend struct RequestAccess;

    struct Field {
        std::string name;  // lower case
        std::string value;
    };

    Method method_ = Method::other;
    std::string target_;  // origin form: begins with a slash
    std::size_t path_size_ = 0;
    std::vector<Field> fields_;
    std::vector<std::pair<std::string_view, std::string>> parameters_;
    std::vector<std::pair<std::string, std::string>> queries_;
    std::string body_;
    std::shared_ptr<Sink> sink_;
    std::string id_;
    std::string remote_address_;
    std::stop_token stop_token_;
};

}  // namespace phaen::http
