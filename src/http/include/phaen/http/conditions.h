#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/http/request.h"

namespace phaen::http {

/// An entity tag as it stands between quotes; `weak` when it had `W/` before them.
struct EntityTag {
    std::string tag;
    bool weak = false;
    friend bool operator==(const EntityTag&, const EntityTag&) = default;
};

/// True for what may stand between the quotes of a tag (RFC 9110 8.8.3).
[[nodiscard]] bool is_entity_tag(std::string_view tag);

/// The value of If-Match or If-None-Match: tags, or `*`.
struct EntityTags {
    bool any = false;
    std::vector<EntityTag> tags;
};
/// Null when it is malformed. At most 64 tags.
[[nodiscard]] std::optional<EntityTags> parse_entity_tags(std::string_view text);

enum class Condition {
    holds,         ///< go on
    absent,        ///< a change came without If-Match: 428
    malformed,     ///< 400
    not_modified,  ///< the client has it: 304
    failed,        ///< it is not what the client saw: 412
};

/// A read of something whose current tag is `etag` (RFC 9110 13.1.2, weak comparison).
[[nodiscard]] Condition check_read(const Request& request, std::string_view etag);
/// A change of something whose current tag is `etag`, null when it does not exist (13.1.1, strong
/// comparison). The client must say If-Match, or `If-None-Match: *` to make something new.
[[nodiscard]] Condition check_change(const Request& request, std::optional<std::string_view> etag);

}  // namespace phaen::http
