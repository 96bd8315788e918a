#include "symbols.h"

#include <array>
#include <span>

namespace phaen::document::word {
namespace {

struct Position {
    unsigned char code;
    std::string_view text;
};

/// An ornament that we do not know stays visible.
constexpr std::string_view kUnknown = "•";

constexpr std::array kWingdings = {
    Position{0x6C, "●"}, Position{0x6D, "❍"}, Position{0x6E, "■"}, Position{0x6F, "☐"},
    Position{0x70, "☐"}, Position{0x71, "❑"}, Position{0x72, "❒"}, Position{0x73, "◆"},
    Position{0x74, "◆"}, Position{0x75, "◆"}, Position{0x76, "❖"}, Position{0x77, "◆"},
    Position{0x9E, "·"}, Position{0x9F, "•"}, Position{0xA0, "•"}, Position{0xA1, "○"},
    Position{0xA2, "○"}, Position{0xA3, "○"}, Position{0xA4, "◉"}, Position{0xA7, "▪"},
    Position{0xA8, "☐"}, Position{0xAA, "✦"}, Position{0xAB, "★"}, Position{0xD5, "←"},
    Position{0xD6, "→"}, Position{0xD7, "◄"}, Position{0xD8, "➢"}, Position{0xDC, "➲"},
    Position{0xDF, "←"}, Position{0xE0, "→"}, Position{0xE1, "↑"}, Position{0xE2, "↓"},
    Position{0xE3, "↖"}, Position{0xE4, "↗"}, Position{0xE5, "↙"}, Position{0xE6, "↘"},
    Position{0xE7, "←"}, Position{0xE8, "→"}, Position{0xE9, "↑"}, Position{0xEA, "↓"},
    Position{0xEF, "←"}, Position{0xF0, "→"}, Position{0xF1, "↑"}, Position{0xF2, "↓"},
    Position{0xF3, "↔"}, Position{0xF4, "↕"}, Position{0xFB, "✗"}, Position{0xFC, "✓"},
    Position{0xFD, "☒"}, Position{0xFE, "☑"},
};
constexpr std::array kWingdings2 = {
    Position{0x4F, "✗"}, Position{0x50, "✓"}, Position{0x51, "☒"}, Position{0x52, "☑"},
    Position{0x54, "☒"}, Position{0x97, "•"}, Position{0xA3, "☐"},
};
constexpr std::array kWingdings3 = {
    Position{0x66, "←"}, Position{0x67, "→"}, Position{0x68, "↑"},
    Position{0x69, "↓"}, Position{0x7D, "►"}, Position{0x84, "►"},
};
constexpr std::array kWebdings = {
    Position{0x33, "◄"}, Position{0x34, "►"}, Position{0x61, "✓"},
    Position{0x63, "☐"}, Position{0x72, "✗"},
};
constexpr std::array kSymbol = {
    Position{0x2D, "−"}, Position{0xA3, "≤"}, Position{0xAB, "↔"}, Position{0xAC, "←"},
    Position{0xAD, "↑"}, Position{0xAE, "→"}, Position{0xAF, "↓"}, Position{0xB0, "°"},
    Position{0xB1, "±"}, Position{0xB3, "≥"}, Position{0xB4, "×"}, Position{0xB7, "•"},
    Position{0xB8, "÷"}, Position{0xB9, "≠"}, Position{0xBB, "≈"}, Position{0xD6, "√"},
    Position{0xDB, "⇔"}, Position{0xDC, "⇐"}, Position{0xDE, "⇒"},
};

std::span<const Position> positions_of(std::string_view font) {
    if (font == "Wingdings") return kWingdings;
    if (font == "Wingdings 2") return kWingdings2;
    if (font == "Wingdings 3") return kWingdings3;
    if (font == "Webdings") return kWebdings;
    if (font == "Symbol") return kSymbol;
    return {};
}

}  // namespace

std::string utf8_of(unsigned long code) {
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
    const auto byte = [](unsigned long value) { return static_cast<char>(value); };
    if (code < 0x80) return {byte(code)};
    if (code < 0x800) return {byte(0xC0 | (code >> 6)), byte(0x80 | (code & 0x3F))};
    if (code < 0x10000) {
        return {byte(0xE0 | (code >> 12)), byte(0x80 | ((code >> 6) & 0x3F)),
                byte(0x80 | (code & 0x3F))};
    }
    return {byte(0xF0 | (code >> 18)), byte(0x80 | ((code >> 12) & 0x3F)),
            byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F))};
}

std::string symbol(std::string_view font, unsigned long code) {
    std::span<const Position> positions = positions_of(font);
    const bool is_private = code >= 0xF000 && code <= 0xF0FF;
    if (positions.empty()) {
        if (!is_private) return utf8_of(code);
        // In the private range of a font that we do not know, Wingdings is the likeliest.
        positions = kWingdings;
    }
    if (is_private) code -= 0xF000;
    if (code == 0x20 || code > 0xFF) return code == 0x20 ? " " : utf8_of(code);
    for (const Position& position : positions) {
        if (position.code == code) return std::string(position.text);
    }
    // Symbol holds Greek letters and plain signs at the places of Latin ones; in the other fonts a
    // place below 0x80 that is not listed is an ornament.
    if (font == "Symbol" && code > 0x20 && code < 0x7F) return utf8_of(code);
    return std::string(kUnknown);
}

std::string replace_symbols(std::string_view font, std::string_view text) {
    // U+F000 to U+F0FF is EF 80..83 80..BF in UTF-8.
    std::string replaced;
    std::size_t begin = 0;
    std::size_t at = text.find('\xEF');
    while (at != std::string_view::npos && at + 2 < text.size()) {
        const auto second = static_cast<unsigned char>(text[at + 1]);
        const auto third = static_cast<unsigned char>(text[at + 2]);
        if (second >= 0x80 && second <= 0x83 && third >= 0x80 && third <= 0xBF) {
            replaced += text.substr(begin, at - begin);
            replaced += symbol(font, 0xF000UL + (second - 0x80UL) * 64 + (third - 0x80UL));
            begin = at + 3;
        }
        at = text.find('\xEF', at + 1);
    }
    replaced += text.substr(begin);
    return replaced;
}

}  // namespace phaen::document::word
