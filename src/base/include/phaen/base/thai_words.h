#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace phaen::base {

/// The text in its words, by ICU's dictionary of Thai; spaces and punctuation are pieces of their
/// own, and all pieces together are the text. Empty when ICU has none.
[[nodiscard]] std::vector<std::string> split_words(std::string_view text);

}  // namespace phaen::base
