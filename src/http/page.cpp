#include "phaen/http/page.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "phaen/base/thai_text.h"
#include "phaen/base/value.h"
#include "text.h"

namespace phaen::http {

namespace {

constexpr std::size_t kMaxCursorBytes = 2048;
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string base64url(std::string_view bytes) {
    std::string text;
    unsigned held = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        held = (held << 8 | static_cast<unsigned char>(c)) & 0xffffu;
        bits += 8;
        for (; bits >= 6; bits -= 6) text += kAlphabet[held >> (bits - 6) & 63u];
    }
    if (bits > 0) text += kAlphabet[held << (6 - bits) & 63u];
    return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
    std::string bytes;
    unsigned held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const auto value = kAlphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        held = (held << 6 | static_cast<unsigned>(value)) & 0xffffu;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(held >> bits & 0xffu);
        }
    }
    return bytes;
}

Problem wrong(std::string_view what) {
    return problem_of(400, {"ค่า " + std::string(what) + " ในที่อยู่ไม่ถูกต้อง",
                            "the query's " + std::string(what) + " is not valid"});
}

}  // namespace

std::string encode_cursor(std::string_view list, const std::vector<std::string>& key) {
    base::Array parts;
    parts.emplace_back(list);
    for (const std::string& part : key) parts.emplace_back(part);
    return base64url(base::to_compact_json(base::Value(std::move(parts))));
}

std::optional<std::vector<std::string>> decode_cursor(std::string_view list,
                                                      std::string_view cursor, std::size_t parts) {
    if (cursor.size() > kMaxCursorBytes) return std::nullopt;
    const auto bytes = from_base64url(cursor);
    if (!bytes) return std::nullopt;
    const auto value =
        base::parse_json(*bytes, {.bytes = kMaxCursorBytes, .depth = 2, .values = 64});
    const base::Array* array = value ? value->as_array() : nullptr;
    if (!array || array->size() != parts + 1) return std::nullopt;
    std::vector<std::string> key;
    for (const base::Value& part : *array) {
        const std::string* text = part.as_string();
        if (!text) return std::nullopt;
        key.push_back(*text);
    }
    if (key.front() != list) return std::nullopt;
    key.erase(key.begin());
    return key;
}

base::Result<Page, Problem> read_page(const Request& request, const PageRule& rule) {
    Page page;
    page.limit = rule.default_limit;
    if (const auto text = request.query("limit")) {
        std::size_t limit = 0;
        const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), limit);
        if (error != std::errc() || end != text->data() + text->size() || limit == 0) {
            return base::Unexpected{wrong("limit")};
        }
        page.limit = std::min(limit, rule.max_limit);
    }
    if (const auto cursor = request.query("cursor")) {
        auto after = decode_cursor(rule.list, *cursor, rule.key_parts);
        if (!after) return base::Unexpected{wrong("cursor")};
        page.after = std::move(*after);
    }
    return page;
}

void link_next(Response& response, const Request& request, std::string_view cursor) {
    std::string address(request.path());
    char separator = '?';
    for (const auto& [name, value] : request.queries()) {
        if (name == "cursor") continue;
        address += separator + percent_encode(name) + "=" + percent_encode(value);
        separator = '&';
    }
    address += separator + ("cursor=" + percent_encode(cursor));
    response.set_header("Link", "<" + address + ">; rel=\"next\"");
}

}  // namespace phaen::http
