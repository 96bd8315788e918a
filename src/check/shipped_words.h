#pragma once

#include <span>
#include <string_view>

namespace phaen::check {

/// The bytes of the files under `words/`, made into the program by CMakeLists.txt.
[[nodiscard]] std::span<const std::string_view> shipped_word_files();

}  // namespace phaen::check
