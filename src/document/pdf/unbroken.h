#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace phaen::document::pdf {

/// Stretches (bytes from, to) that Thai typesetting keeps on one line wherever they occur: a number
/// with the word that counts (พ.ศ. ๒๕๖๕, ร้อยละ ๗๐, ข้อ ๓) and the sign of repetition with what it
/// repeats.
[[nodiscard]] std::vector<std::pair<unsigned, unsigned>> unbroken_in(std::string_view text);

}  // namespace phaen::document::pdf
