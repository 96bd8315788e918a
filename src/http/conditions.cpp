#include "phaen/http/conditions.h"

#include <algorithm>

#include "text.h"

namespace phaen::http {

namespace {

constexpr std::size_t kMaxTags = 64;

bool has_tag(const EntityTags& tags, std::string_view etag, bool weak_counts) {
    return std::any_of(tags.tags.begin(), tags.tags.end(), [&](const EntityTag& tag) {
        return tag.tag == etag && (weak_counts || !tag.weak);
    });
}

}  // namespace

bool is_entity_tag(std::string_view tag) {
    return std::all_of(tag.begin(), tag.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == 0x21 || (byte >= 0x23 && byte <= 0x7e) || byte >= 0x80;
    });
}

std::optional<EntityTags> parse_entity_tags(std::string_view text) {
    text = trim(text);
    EntityTags tags;
    if (text == "*") {
        tags.any = true;
        return tags;
    }
    // A tag may hold a comma, so this goes from quote to quote.
    while (!text.empty()) {
        EntityTag tag;
        if (text.starts_with("W/")) {
            tag.weak = true;
            text.remove_prefix(2);
        }
        if (!text.starts_with('"')) return std::nullopt;
        const auto end = text.find('"', 1);
        if (end == std::string_view::npos) return std::nullopt;
        tag.tag = text.substr(1, end - 1);
        if (!is_entity_tag(tag.tag) || tags.tags.size() == kMaxTags) return std::nullopt;
        tags.tags.push_back(std::move(tag));
        text = trim(text.substr(end + 1));
        if (text.empty()) return tags;
        if (!text.starts_with(',')) return std::nullopt;
        text = trim(text.substr(1));
    }
    return std::nullopt;
}

Condition check_read(const Request& request, std::string_view etag) {
    const auto text = request.header("if-none-match");
    if (!text) return Condition::holds;
    const auto tags = parse_entity_tags(*text);
    if (!tags) return Condition::malformed;
    return tags->any || has_tag(*tags, etag, true) ? Condition::not_modified : Condition::holds;
}

Condition check_change(const Request& request, std::optional<std::string_view> etag) {
    const auto match = request.header("if-match");
    const auto none_match = request.header("if-none-match");
    if (!match && !none_match) return Condition::absent;
    if (match) {
        const auto tags = parse_entity_tags(*match);
        if (!tags) return Condition::malformed;
        if (!etag || (!tags->any && !has_tag(*tags, *etag, false))) return Condition::failed;
    }
    if (none_match) {
        const auto tags = parse_entity_tags(*none_match);
        if (!tags) return Condition::malformed;
        if (etag && (tags->any || has_tag(*tags, *etag, true))) return Condition::failed;
    }
    return Condition::holds;
}

}  // namespace phaen::http
