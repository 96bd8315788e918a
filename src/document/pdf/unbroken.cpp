#include "pdf/unbroken.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace phaen::document::pdf {
namespace {

constexpr std::array<std::string_view, 11> kBeforeNumber = {
    "พ.ศ.", "ค.ศ.", "ร้อยละ", "ข้อ", "ฉบับที่", "ครั้งที่", "ตัวชี้วัดที่", "มาตรา", "หน้า", "ลำดับที่", "ไตรมาสที่"};
constexpr std::string_view kRepeat = "ๆ";  // mai yamok

/// Bytes of the digit at this place, 0 when there is none.
std::size_t digit_length(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    if (text[at] >= '0' && text[at] <= '9') return 1;
    // ๐..๙ are E0 B9 90 .. E0 B9 99.
    const bool thai = text.size() - at >= 3 && text[at] == '\xE0' && text[at + 1] == '\xB9' &&
                      text[at + 2] >= '\x90' && text[at + 2] <= '\x99';
    return thai ? 3 : 0;
}

/// Where the number that begins here ends: digits with points and commas between them.
std::size_t number_end(std::string_view text, std::size_t at) {
    std::size_t end = at;
    for (;;) {
        const std::size_t digit = digit_length(text, end);
        if (digit > 0) {
            end += digit;
            continue;
        }
        const bool joins = end < text.size() && (text[end] == '.' || text[end] == ',');
        if (!joins || digit_length(text, end + 1) == 0) return end;
        ++end;
    }
}

/// Where the letter before `at` begins.
std::size_t letter_before(std::string_view text, std::size_t at) {
    while (at > 0) {
        --at;
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) break;
    }
    return at;
}

}  // namespace

std::vector<std::pair<unsigned, unsigned>> unbroken_in(std::string_view text) {
    std::vector<std::pair<unsigned, unsigned>> found;
    for (std::size_t space = text.find(' '); space != std::string_view::npos;
         space = text.find(' ', space + 1)) {
        const std::string_view before = text.substr(0, space);
        const std::size_t number = number_end(text, space + 1);
        if (number > space + 1) {
            const auto* word =
                std::find_if(kBeforeNumber.begin(), kBeforeNumber.end(),
                             [before](std::string_view end) { return before.ends_with(end); });
            if (word != kBeforeNumber.end()) found.emplace_back(space - word->size(), number);
        }
        if (text.substr(space + 1).starts_with(kRepeat) && space > 0)
            found.emplace_back(letter_before(text, space), space + 1 + kRepeat.size());
    }
    return found;
}

}  // namespace phaen::document::pdf
