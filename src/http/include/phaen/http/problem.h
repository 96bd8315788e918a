#pragma once

#include <string>
#include <string_view>

#include "phaen/base/value.h"
#include "phaen/http/request.h"
#include "phaen/http/response.h"

namespace phaen::http {

/// A text in both languages.
struct Message {
    std::string th;
    std::string en;
};

/// Problem details by RFC 9457, the one shape of every refusal.
struct Problem {
    int status = 500;
    /// What programs go by: `[a-z0-9_.]+`, never changed once released. Sent as
    /// `urn:phaen:problem:<type>`.
    std::string type;
    Message title;
    /// What happened here, and what would mend it; may be empty.
    Message detail;
    /// Further members of the answer (RFC 9457 3.2).
    base::Object members;
};

/// The problem that belongs to a status as such: 404 is `not_found`, 413 is `content_too_large`. A
/// status without one counts as 500.
[[nodiscard]] Problem problem_of(int status);
[[nodiscard]] Problem problem_of(int status, Message detail);

/// `title` and `detail` are in the request's language; `message` has both languages.
[[nodiscard]] Response to_response(const Problem& problem, const Request& request);

}  // namespace phaen::http
