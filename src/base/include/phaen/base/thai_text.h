#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/money.h"

namespace phaen::base {

/// True when the bytes are well-formed UTF-8 (no surrogates, no overlong forms, at most U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// Every Thai digit ๐-๙ becomes the Arabic one, and back. Nothing else changes.
[[nodiscard]] std::string to_arabic_digits(std::string_view text);
[[nodiscard]] std::string to_thai_digits(std::string_view text);

/// NFC, without anything Thai-specific. NFKC is never used: it splits ำ.
[[nodiscard]] std::string nfc(std::string_view text);

/// Text as a document prints it, made storable: NFC; NBSP, tabs, line ends and every other white
/// space to a space, runs of spaces to one, trimmed; zero-width characters other than joiners
/// inside emoji, soft hyphens, direction marks and control characters dropped. Here and below,
/// bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string clean_text(std::string_view text);

/// The Thai repairs of thai-domain.md 3.4, on top of NFC: ◌ํ + า to ำ (also around a tone mark: นํ้า
/// to น้ำ), เเ to แ, a doubled tone mark or vowel once, mark order (also นำ้ to น้ำ), zero-width
/// characters dropped, NBSP to space. Idempotent. Two different tone marks on one consonant stay:
/// nobody knows which was meant.
[[nodiscard]] std::string repair_thai(std::string_view text);

/// The key by which two texts are the same for us: repaired, NFC, Thai digits to Arabic, letters
/// lower-case, all white space, zero-width characters and ๆ-spacing dropped; hyphens and dashes and
/// quotes folded to one form each. Punctuation, ฯ and ๆ stay otherwise. Idempotent.
[[nodiscard]] std::string comparison_key(std::string_view text);

/// A byte string whose order is the Thai dictionary's, numbers by value (ICU, alternate handling
/// not ignorable). Keys are comparable within one ICU version only.
[[nodiscard]] std::string collation_key(std::string_view text);
/// < 0, 0, > 0 by the same order.
[[nodiscard]] int compare_thai(std::string_view a, std::string_view b);

/// The number of grapheme clusters: what a reader counts as characters.
[[nodiscard]] std::size_t count_graphemes(std::string_view text);

/// Reads a whole number written in Thai or Arabic digits with optional grouping commas (`๑,๕๐๐`).
/// Null for anything else, or out of range.
[[nodiscard]] std::optional<long long> parse_integer(std::string_view text);
/// The same with decimals (`๒๒.๕`).
[[nodiscard]] std::optional<Decimal> parse_printed_decimal(std::string_view text);

}  // namespace phaen::base
