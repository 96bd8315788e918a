#include "pdf/guard.h"

#define ZLIB_CONST  // what is unpacked is not written to
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace phaen::document::pdf {
namespace {

// Our own files have none; a few are what careful programs leave when they save one again.
constexpr int kMostDistantLengths = 200;
constexpr std::size_t kColumnDigits = 5;
constexpr std::size_t kLongestName = 24;
constexpr std::size_t kMostStreams = 200'000;

using Threat = std::optional<PdfReadError>;

PdfReadError threat(std::string detail) { return {PdfReadRefusal::hostile, std::move(detail)}; }

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool ends_name(char c) {
    return is_space(c) || std::string_view("()<>[]{}/%").find(c) != std::string_view::npos;
}

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    const char low = static_cast<char>(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

void skip_spaces(std::string_view& text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

std::size_t take_digits(std::string_view& text) {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count])) ++count;
    text.remove_prefix(count);
    return count;
}

/// The name after a slash with its escapes undone, and what follows it.
struct Name {
    std::string text;
    std::string_view rest;
};
Name name_at(std::string_view bytes) {
    Name name;
    std::size_t at = 0;
    while (at < bytes.size() && !ends_name(bytes[at]) && name.text.size() <= kLongestName) {
        const bool escaped = bytes[at] == '#' && at + 2 < bytes.size() &&
                             hex_value(bytes[at + 1]) >= 0 && hex_value(bytes[at + 2]) >= 0;
        name.text +=
            escaped ? static_cast<char>(hex_value(bytes[at + 1]) * 16 + hex_value(bytes[at + 2]))
                    : bytes[at];
        at += escaped ? 3 : 1;
    }
    name.rest = bytes.substr(at);
    return name;
}

enum class Filter { ours, password, other };

Filter filter_in(std::string_view rest) {
    skip_spaces(rest);
    const bool list = rest.starts_with('[');
    if (list) rest.remove_prefix(1);
    skip_spaces(rest);
    if (!rest.starts_with('/')) return Filter::other;
    const Name filter = name_at(rest.substr(1));
    rest = filter.rest;
    skip_spaces(rest);
    // Of the dictionary that says how a file is encrypted.
    if (filter.text == "Standard") return Filter::password;
    return filter.text == "FlateDecode" && (!list || rest.starts_with(']')) ? Filter::ours
                                                                            : Filter::other;
}

bool is_distant(std::string_view rest) {
    skip_spaces(rest);
    if (take_digits(rest) == 0 || rest.empty() || !is_space(rest.front())) return false;
    skip_spaces(rest);
    if (take_digits(rest) == 0) return false;
    skip_spaces(rest);
    return rest.starts_with('R');
}

Threat check_names(std::string_view bytes) {
    int distant = 0;
    for (std::size_t at = bytes.find('/'); at != std::string_view::npos;
         at = bytes.find('/', at + 1)) {
        const Name name = name_at(bytes.substr(at + 1, 128));
        std::string_view rest = name.rest;
        const Filter filter = name.text == "Filter" ? filter_in(rest) : Filter::ours;
        if (filter == Filter::password)
            return PdfReadError{PdfReadRefusal::encrypted, "it is encrypted"};
        if (filter == Filter::other) return threat("a stream that is packed otherwise than ours");
        if (name.text == "Length" && is_distant(rest) && ++distant > kMostDistantLengths)
            return threat("too many streams whose length stands elsewhere");
        skip_spaces(rest);
        if (name.text == "DecodeParms" && !rest.starts_with("<<") && !rest.starts_with("null"))
            return threat("a stream that is packed otherwise than ours");
        if (name.text == "Columns" && (take_digits(rest) > kColumnDigits || rest.empty()))
            return threat("a predictor of too many columns");
        if (name.text == "Colors" || name.text == "BitsPerComponent")
            return threat("a predictor that ours do not have");
    }
    return {};
}

/// Whether zlib's two bytes of head (RFC 1950) stand here.
bool is_packed(std::string_view content) {
    if (content.size() < 2) return false;
    const auto method = static_cast<unsigned char>(content[0]);
    const auto flags = static_cast<unsigned char>(content[1]);
    return (method & 0x0FU) == 8 && (method * 256U + flags) % 31 == 0;
}

/// How much a stream that begins here unpacks to, up to the limit.
std::size_t unpacked_size(std::string_view packed, std::size_t limit) {
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return 0;
    std::array<unsigned char, 1U << 16> out{};
    // zlib counts in 32 bits; a packed stream of ours is smaller by far.
    stream.avail_in = static_cast<unsigned>(std::min<std::size_t>(packed.size(), 1U << 30));
    stream.next_in = reinterpret_cast<const unsigned char*>(packed.data());
    std::size_t size = 0;
    int status = Z_OK;
    while (status == Z_OK && size <= limit) {
        stream.next_out = out.data();
        stream.avail_out = static_cast<unsigned>(out.size());
        status = inflate(&stream, Z_NO_FLUSH);
        size += out.size() - stream.avail_out;
    }
    inflateEnd(&stream);
    return size;
}

Threat check_streams(std::string_view bytes, const PdfReadLimits& limits) {
    constexpr std::string_view kBegins = "stream";
    std::size_t unpacked = 0;
    std::size_t count = 0;
    for (std::size_t at = bytes.find(kBegins); at != std::string_view::npos;
         at = bytes.find(kBegins, at + 1)) {
        std::string_view content = bytes.substr(at + kBegins.size());
        while (!content.empty() && is_space(content.front())) content.remove_prefix(1);
        if (!is_packed(content)) continue;
        if (++count > kMostStreams)
            return PdfReadError{PdfReadRefusal::too_large, "more streams than the limit"};
        unpacked += unpacked_size(content, limits.unpacked_bytes - unpacked);
        if (unpacked > limits.unpacked_bytes)
            return PdfReadError{PdfReadRefusal::too_large, "unpacked, it is over the limit"};
    }
    return {};
}

}  // namespace

Threat find_threat(std::string_view bytes, const PdfReadLimits& limits) {
    Threat found = check_names(bytes);
    return found ? found : check_streams(bytes, limits);
}

}  // namespace phaen::document::pdf
