#pragma once

#include <string>
#include <string_view>

/// Thai text of before Unicode, as Excel on a Thai Windows still saves it.
namespace phaen::base {

/// Whether bytes that are not UTF-8 are Thai text in Windows-874 (TIS-620 with a few signs more),
/// with certainty enough to read them so: only bytes that it has, at least one Thai letter; most of
/// them not beside Latin letters (there western files have their accented ones), and at most one
/// mark in ten without a consonant under it.
[[nodiscard]] bool looks_like_windows_874(std::string_view bytes);

/// The same text in UTF-8. Bytes that Windows-874 does not have become U+FFFD or control
/// characters.
[[nodiscard]] std::string windows_874_to_utf8(std::string_view bytes);

}  // namespace phaen::base
