#include "scan.h"

#include <algorithm>
#include <array>

namespace phaen::book {
namespace {

constexpr std::string_view kSpaces = " \t\n\r";

bool is_thai_letter_start(std::string_view text) {
    // U+0E01..U+0E4E in UTF-8: E0 B8 81 .. E0 B9 8E
    if (text.size() < 3 || static_cast<unsigned char>(text[0]) != 0xE0) return false;
    const auto second = static_cast<unsigned char>(text[1]);
    const auto third = static_cast<unsigned char>(text[2]);
    if (second == 0xB8) return third >= 0x81;
    return second == 0xB9 && third <= 0x8E;
}

bool ends_with_thai_letter(std::string_view text) {
    return text.size() >= 3 && is_thai_letter_start(text.substr(text.size() - 3));
}

std::size_t code_point_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) return 3;
    return 4;
}

}  // namespace

std::optional<int> digit_at(std::string_view text, std::size_t at, std::size_t& length) {
    if (at >= text.size()) return std::nullopt;
    const auto first = static_cast<unsigned char>(text[at]);
    if (first >= '0' && first <= '9') {
        length = 1;
        return first - '0';
    }
    if (first == 0xE0 && at + 2 < text.size() && static_cast<unsigned char>(text[at + 1]) == 0xB9) {
        const auto third = static_cast<unsigned char>(text[at + 2]);
        if (third >= 0x90 && third <= 0x99) {
            length = 3;
            return third - 0x90;
        }
    }
    return std::nullopt;
}

bool starts_with_digit(std::string_view text) {
    std::size_t length = 0;
    return digit_at(text, 0, length).has_value();
}

bool has_digit(std::string_view text) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (digit_at(text, i, length)) return true;
    }
    return false;
}

std::string_view trim(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(kSpaces);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

std::string_view trim_label(std::string_view text) {
    text = trim(text);
    bool changed = true;
    while (changed && !text.empty()) {
        changed = false;
        for (const std::string_view mark : {":", "-", "–", "—", "=", "•"}) {
            if (text.starts_with(mark)) {
                text.remove_prefix(mark.size());
                changed = true;
            }
            if (text.size() >= mark.size() && text.ends_with(mark)) {
                text.remove_suffix(mark.size());
                changed = true;
            }
        }
        text = trim(text);
    }
    return text;
}

std::string_view number_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    std::size_t last_digit_end = at;
    while (end < text.size()) {
        std::size_t length = 0;
        if (digit_at(text, end, length)) {
            end += length;
            last_digit_end = end;
            continue;
        }
        if ((text[end] == '.' || text[end] == ',') && end > at && end == last_digit_end) {
            ++end;
            continue;
        }
        break;
    }
    return text.substr(at, last_digit_end - at);
}

Listed strip_list_number(std::string_view text) {
    Listed listed;
    text = trim(text);
    for (const std::string_view bullet : {"-", "–", "—", "•", "●", "○", "▪", "◦", "*", "\uF0B7",
                                          "\uF0A7", "➢", "✓", "❖", "■", "o "}) {
        if (!text.starts_with(bullet)) continue;
        // "-5" is a number, "--" a rule.
        const std::string_view after = text.substr(bullet.size());
        if (bullet == "-" && (after.starts_with("-") || starts_with_digit(after))) break;
        listed.bullet = true;
        text = trim(after);
        break;
    }
    const bool bracket = text.starts_with("(");
    const std::size_t start = bracket ? 1 : 0;
    const std::string_view number = number_at(text, start);
    listed.rest = text;
    if (number.empty() || number.find(',') != std::string_view::npos) return listed;
    std::size_t end = start + number.size();
    if (bracket) {
        if (end < text.size() && text[end] == ')' && length_of(number) <= 5) {
            listed.number = std::string(number);
            listed.rest = trim(text.substr(end + 1));
        }
        return listed;
    }
    if (length_of(number) > 14) return listed;
    const bool dotted = number.find('.') != std::string_view::npos;
    if (end < text.size() && (text[end] == ')' || text[end] == '.')) {
        // "๒๕๖๕." is no list number, nor is the ".-" of an amount.
        if (!dotted && length_of(number) > 3) return listed;
        if (text[end] == '.' && end + 1 < text.size() && text[end + 1] == '-') return listed;
        listed.number = std::string(number);
        listed.rest = trim(text.substr(end + 1));
        return listed;
    }
    // A dotted number needs no closing mark: "๑.๑ x". A plain one does: "๕ ราย" is an amount.
    if (dotted && end < text.size() && text[end] == ' ') {
        listed.number = std::string(number);
        listed.rest = trim(text.substr(end));
    }
    return listed;
}

std::vector<std::size_t> find_all(std::string_view text, std::string_view needle) {
    std::vector<std::size_t> found;
    for (std::size_t at = text.find(needle); at != std::string_view::npos;
         at = text.find(needle, at + needle.size())) {
        found.push_back(at);
    }
    return found;
}

std::optional<Bracketed> trailing_bracket(std::string_view text) {
    text = trim(text);
    if (text.empty() || text.back() != ')') return std::nullopt;
    int depth = 0;
    for (std::size_t i = text.size(); i-- > 0;) {
        if (text[i] == ')') ++depth;
        if (text[i] == '(') --depth;
        if (depth == 0) {
            return Bracketed{trim(text.substr(0, i)),
                             trim(text.substr(i + 1, text.size() - i - 2))};
        }
    }
    return std::nullopt;
}

std::string join_wrapped(std::string_view a, std::string_view b) {
    a = trim(a);
    b = trim(b);
    if (a.empty()) return std::string(b);
    if (b.empty()) return std::string(a);
    std::string joined(a);
    if (!(ends_with_thai_letter(a) && is_thai_letter_start(b))) joined += ' ';
    joined += b;
    return joined;
}

std::string excerpt(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return std::string(text);
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
    return std::string(text.substr(0, bytes));
}

std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

int similarity(std::string_view key_a, std::string_view key_b) {
    if (key_a == key_b) return 1000;
    const auto pairs = [](std::string_view key) {
        std::vector<unsigned> points;
        points.reserve(key.size() / 3 + 1);
        for (std::size_t i = 0; i < key.size();) {
            const std::size_t length =
                std::min(code_point_length(static_cast<unsigned char>(key[i])), key.size() - i);
            unsigned point = 0;
            for (std::size_t k = 0; k < length; ++k)
                point = (point << 6U) ^ static_cast<unsigned char>(key[i + k]);
            points.push_back(point & 0xFFFFU);
            i += length;
        }
        std::vector<unsigned> result;
        for (std::size_t i = 0; i + 1 < points.size(); ++i)
            result.push_back((points[i] << 16U) | points[i + 1]);
        std::sort(result.begin(), result.end());
        return result;
    };
    const std::vector<unsigned> a = pairs(key_a);
    const std::vector<unsigned> b = pairs(key_b);
    if (a.empty() || b.empty()) return 0;
    std::size_t i = 0;
    std::size_t k = 0;
    std::size_t shared = 0;
    while (i < a.size() && k < b.size()) {
        if (a[i] == b[k]) {
            ++shared;
            ++i;
            ++k;
        } else if (a[i] < b[k]) {
            ++i;
        } else {
            ++k;
        }
    }
    return static_cast<int>(2000 * shared / (a.size() + b.size()));
}

}  // namespace phaen::book
