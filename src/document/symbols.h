#pragma once

#include <string>
#include <string_view>

/// Characters that Word writes as positions in a symbol font.
namespace phaen::document::word {

/// The Unicode character for a position (0x20 to 0xFF, with or without 0xF000) in Wingdings,
/// Wingdings 2 and 3, Webdings or Symbol; arrows become plain arrows, marks plain marks. U+FFFD for
/// a picture that we do not know; the character itself in any other font.
[[nodiscard]] std::string symbol(std::string_view font, unsigned long code);

/// Replaces what stands in the private range that symbol fonts use, U+F020 to U+F0FF.
[[nodiscard]] std::string replace_symbols(std::string_view font, std::string_view text);

/// UTF-8 of one code point; empty when it is none.
[[nodiscard]] std::string utf8_of(unsigned long code);

}  // namespace phaen::document::word
