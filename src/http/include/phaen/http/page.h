#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/http/problem.h"
#include "phaen/http/request.h"
#include "phaen/http/response.h"

namespace phaen::http {

/// A place in a list, opaque to clients: the sort key of the last item that they have. It names its
/// list, so that it cannot be used with another one. It is no secret and proves nothing: who reads
/// the list is asked for permission each time.
[[nodiscard]] std::string encode_cursor(std::string_view list, const std::vector<std::string>& key);
/// Null when it is not a cursor of that list with that many parts.
[[nodiscard]] std::optional<std::vector<std::string>> decode_cursor(std::string_view list,
                                                                    std::string_view cursor,
                                                                    std::size_t parts);

struct PageRule {
    std::string_view list;
    std::size_t key_parts = 1;
    std::size_t default_limit = 50;
    std::size_t max_limit = 200;
};

struct Page {
    std::size_t limit = 50;
    /// The key after which the page begins; empty for the first page.
    std::vector<std::string> after;
};

/// Reads `limit` and `cursor` of the query; a wrong one is refused with 400, a large limit is cut.
[[nodiscard]] base::Result<Page, Problem> read_page(const Request& request, const PageRule& rule);

/// Adds `Link: <…>; rel="next"` with the request's own path and query but for the cursor.
void link_next(Response& response, const Request& request, std::string_view cursor);

}  // namespace phaen::http
