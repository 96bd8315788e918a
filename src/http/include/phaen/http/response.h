#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/base/value.h"

namespace phaen::http {

class EventStream;

/// A cookie that scripts cannot read and other sites cannot send along: `HttpOnly; SameSite=Lax`.
struct Cookie {
    std::string name;
    std::string value;                ///< letters, digits and `-_.~` only
    std::chrono::seconds max_age{0};  ///< zero: until the browser closes; negative: remove it
    bool secure = true;
    std::string path = "/";
};

/// An answer. Length, date, connection, request id and the security headers are the server's; a
/// header that would break out of its line cannot be made: it is a bug and throws InternalError,
/// which the client sees as 500.
class Response {
  public:
    // Not an aggregate: g++ 12 destroys temporary aggregates twice when a coroutine suspends.
    Response() = default;

    [[nodiscard]] static Response json(int status, const base::Value& value);
    [[nodiscard]] static Response text(int status, std::string text);
    [[nodiscard]] static Response bytes(int status, std::string_view content_type,
                                        std::string bytes);
    /// Sends what `owner` keeps alive, without a copy.
    [[nodiscard]] static Response view(int status, std::string_view content_type,
                                       std::string_view bytes, std::shared_ptr<const void> owner);
    /// 204, or another status without a body.
    [[nodiscard]] static Response empty(int status = 204);
    /// 303: the result is to be read with GET at `path`, which begins with a slash.
    [[nodiscard]] static Response see_other(std::string_view path);
    /// A text/event-stream that lives until either side ends it.
    [[nodiscard]] static Response events(std::shared_ptr<EventStream> stream);

    /// Sets a header, replacing one of that name. `Content-Length`, `Transfer-Encoding`,
    /// `Connection`, `Date` and `Set-Cookie` are refused as bugs.
    Response& set_header(std::string_view name, std::string_view value);
    Response& set_cookie(const Cookie& cookie);
    /// Offers the body as a file to keep; the name may be Thai (RFC 6266, RFC 8187).
    Response& set_attachment(std::string_view file_name);
    /// `tag` without quotes; see conditions.h.
    Response& set_etag(std::string_view tag);

    [[nodiscard]] int status() const { return status_; }
    [[nodiscard]] std::string_view content_type() const { return content_type_; }
    [[nodiscard]] std::string_view body() const { return owner_ ? view_ : body_; }
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& headers() const {
        return headers_;
    }
    [[nodiscard]] const std::shared_ptr<EventStream>& stream() const { return stream_; }
    [[nodiscard]] bool has_header(std::string_view name) const;

  private:
    int status_ = 200;
    std::string content_type_;
    std::vector<std::pair<std::string, std::string>> headers_;
    std::string body_;
    std::string_view view_;
    std::shared_ptr<const void> owner_;
    std::shared_ptr<EventStream> stream_;
};

/// The standard words of a status: "Not Found".
[[nodiscard]] std::string_view reason_of(int status);

}  // namespace phaen::http
