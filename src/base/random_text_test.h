#pragma once

#include <rapidcheck.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace phaen::base::testing {

/// What is likely to upset code about Thai text: marks in every order, invisible characters,
/// dashes, quotes, digits of both sets, letters that compose, and bytes that are no text at all.
inline constexpr std::array kTroublesome = std::to_array<std::string_view>({
    "ก",      "น",          "ฤ",      "\u0E30", "\u0E31", "\u0E32", "\u0E33",     "\u0E34",
    "\u0E37", "\u0E38",     "\u0E39", "\u0E3A", "\u0E40", "\u0E41", "\u0E42",     "\u0E44",
    "\u0E45", "\u0E46",     "\u0E47", "\u0E48", "\u0E49", "\u0E4B", "\u0E4C",     "\u0E4D",
    "\u0E4E", "ฯ",          "๑",      "๙",      "0",      "7",      " ",          "\t",
    "\n",     "\r",         "\u00A0", "\u2003", "\u3000", "\u200B", "\u200C",     "\u200D",
    "\uFEFF", "\u00AD",     "\u202E", "\u0085", "\u2028", "-",      "\u2013",     "\u2212",
    "\u201C", "\u2019",     "(",      ".",      ",",      "/",      "a",          "H",
    "É",      "\u0130",     "\u1E9E", "\u0301", "\u0331", "\u0323", "\u0338",     "\u0345",
    "\u093C", "\u094D",     "\u05B0", "\u212B", "\u2126", "\u212A", "\u2000",     "\u0340",
    "\u0344", "\u0958",     "\u1100", "\u1161", "\u11A8", "\u2ADC", "\U0001F469", "\U0001F3FD",
    "\uFE0F", "\U0001D15E", "\uFB1D",
});

inline std::string random_text(const std::vector<std::size_t>& picks) {
    std::string text;
    for (const std::size_t pick : picks) text += kTroublesome[pick % kTroublesome.size()];
    return text;
}

/// A short text of the troublesome characters.
inline rc::Gen<std::string> troublesome_text() {
    return rc::gen::map(rc::gen::container<std::vector<std::size_t>>(
                            rc::gen::inRange<std::size_t>(0, kTroublesome.size())),
                        random_text);
}

}  // namespace phaen::base::testing
