#pragma once

#include <string>
#include <string_view>

namespace phaen::fuzz {

/// What the first part of a made Word file is: the whole document, or what stands in its body.
enum class FirstPart { document, body_only };

/// A Word file in memory, made of bytes that a fuzzer can change without knowing zip: the parts
/// stand one after another, each ended by the byte 0x1E, in this order: document, numbering,
/// styles, footnotes, endnotes, the document's relationships, the package's relationships, content
/// types. What is missing or empty is a small sound part. Everything is stored without compression.
[[nodiscard]] std::string make_word_file(std::string_view parts, FirstPart first_part);

}  // namespace phaen::fuzz
