#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "phaen/api/routes.h"
#include "phaen/app/refusal.h"
#include "phaen/app/workspace.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/http/request.h"
#include "phaen/http/response.h"

namespace phaen::api {

/// Problem details of a refusal.
[[nodiscard]] http::Response refuse(const app::Refusal& refusal, const http::Request& request);

/// 200 with the value, or the refusal.
[[nodiscard]] http::Response answer(const base::Result<base::Value, app::Refusal>& result,
                                    const http::Request& request);
/// The same with its tag; 304 when the client has it.
[[nodiscard]] http::Response answer(const base::Result<app::Tagged, app::Refusal>& result,
                                    const http::Request& request);
/// 204, or the refusal.
[[nodiscard]] http::Response answer(
    const base::Result<std::shared_ptr<const app::Written>, app::Refusal>& result,
    const http::Request& request);
[[nodiscard]] http::Response answer(const base::Result<base::Done, app::Refusal>& result,
                                    const http::Request& request);
/// A file to keep, or the refusal.
[[nodiscard]] http::Response answer(const base::Result<app::Download, app::Refusal>& result,
                                    const http::Request& request);

/// Hands the body's value on, or answers why it is no JSON. An empty body is an empty object.
[[nodiscard]] http::Response with_body(
    const http::Request& request, const std::function<http::Response(const base::Value&)>& next);

/// Hands on what makes the request one that can be sent again: its Idempotency-Key, quoted as a
/// structured field or bare, with a digest of what it asks. 400 when the key is malformed.
[[nodiscard]] http::Response with_key(const http::Request& request, const Caller& caller,
                                      const std::function<http::Response(const app::Once&)>& next);

/// Hands the one tag of If-Match on; 428 without it, 400 when it is malformed, 412 for `*` or
/// several.
[[nodiscard]] http::Response with_tag(const http::Request& request,
                                      const std::function<http::Response(std::string_view)>& next);

}  // namespace phaen::api
