#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace phaen::facts {

/// Where a line's quotes are, found in one pass over all of its bytes, so that the end of each text
/// is known without a loop over it.
class LineSigns {
  public:
    /// False when the line has what stands in no text as it is: a backslash, what controls (a tab
    /// too), or bytes that are no UTF-8.
    [[nodiscard]] bool look_at(std::string_view line);
    /// Where the first quote at or after `from` is, which is not beyond the line's end; not less
    /// than the line's size when there is none.
    [[nodiscard]] std::size_t quote_from(std::size_t from) const {
        std::size_t word = from / 64;
        std::uint64_t left = quotes_[word] >> (from % 64) << (from % 64);
        while (left == 0) left = quotes_[++word];
        return word * 64 + static_cast<std::size_t>(std::countr_zero(left));
    }

  private:
    /// A bit for each byte of the line, and after it some that end every search.
    std::vector<std::uint64_t> quotes_{~std::uint64_t{0}};
};

}  // namespace phaen::facts
