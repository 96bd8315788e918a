#pragma once

#include "phaen/api/routes.h"

/// Who is let in: signed in, by a page of ours, with the permission of the operation in the agency
/// that the path leads to.
namespace phaen::api {

inline constexpr std::string_view kSessionCookie = "phaen_session";
inline constexpr std::string_view kCsrfHeader = "X-CSRF-Token";

/// Puts the gate before the operation: its route has a handler, and an admission when a body would
/// have to be read first.
void close(Operation& operation, const Services& services);

}  // namespace phaen::api
