#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace phaen::base::detail {

struct Decoded {
    char32_t code_point = 0;
    std::size_t length = 0;  ///< bytes taken, at least 1
    bool valid = true;
};

/// The code point that begins at `at` (which must be inside `text`). Bytes that are not well-formed
/// UTF-8 come out one by one as U+FFFD.
[[nodiscard]] inline Decoded decode_utf8(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const auto is_tail = [&](std::size_t i, unsigned low, unsigned high) {
        return at + i < text.size() && byte(i) >= low && byte(i) <= high;
    };
    const unsigned b0 = byte(0);
    if (b0 < 0x80) return {static_cast<char32_t>(b0), 1, true};
    if (b0 >= 0xC2 && b0 <= 0xDF) {
        if (is_tail(1, 0x80, 0xBF)) {
            return {static_cast<char32_t>((b0 & 0x1Fu) << 6 | (byte(1) & 0x3Fu)), 2, true};
        }
    } else if (b0 >= 0xE0 && b0 <= 0xEF) {
        // E0 would be overlong below A0; ED above 9F is a surrogate.
        const unsigned low = b0 == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = b0 == 0xED ? 0x9F : 0xBF;
        if (is_tail(1, low, high) && is_tail(2, 0x80, 0xBF)) {
            return {static_cast<char32_t>((b0 & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 |
                                          (byte(2) & 0x3Fu)),
                    3, true};
        }
    } else if (b0 >= 0xF0 && b0 <= 0xF4) {
        // F0 would be overlong below 90; F4 above 8F is beyond U+10FFFF.
        const unsigned low = b0 == 0xF0 ? 0x90 : 0x80;
        const unsigned high = b0 == 0xF4 ? 0x8F : 0xBF;
        if (is_tail(1, low, high) && is_tail(2, 0x80, 0xBF) && is_tail(3, 0x80, 0xBF)) {
            return {static_cast<char32_t>((b0 & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 |
                                          (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu)),
                    4, true};
        }
    }
    return {U'\uFFFD', 1, false};
}

/// Appends a code point (not a surrogate).
inline void append_utf8(std::string& out, char32_t code_point) {
    const auto c = static_cast<unsigned>(code_point);
    const auto push = [&](unsigned b) { out.push_back(static_cast<char>(b)); };
    if (c < 0x80) {
        push(c);
    } else if (c < 0x800) {
        push(0xC0 | c >> 6);
        push(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        push(0xE0 | c >> 12);
        push(0x80 | (c >> 6 & 0x3F));
        push(0x80 | (c & 0x3F));
    } else {
        push(0xF0 | c >> 18);
        push(0x80 | (c >> 12 & 0x3F));
        push(0x80 | (c >> 6 & 0x3F));
        push(0x80 | (c & 0x3F));
    }
}

/// The offset of the first byte that is not part of well-formed UTF-8; `text.size()` when all is
/// well.
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view text);

}  // namespace phaen::base::detail
