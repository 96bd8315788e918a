#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace phaen::store {

/// The text as search compares it, the same on every database.
[[nodiscard]] std::string fold_for_search(std::string_view text);

/// Each run of three characters once, sorted; the last ones end in spaces, so that every character
/// begins one.
[[nodiscard]] std::vector<std::string> trigrams_of(std::string_view folded);

/// Trigrams from `from` to before `to` are those that a text with these words has one of.
struct SearchRange {
    std::string from;
    std::string to;
};
[[nodiscard]] SearchRange rarest_range(std::string_view folded);

}  // namespace phaen::store
