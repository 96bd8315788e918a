#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace phaen::app {

/// What somebody looks for, made ready to be compared with many texts. Thai is written without
/// spaces between words, so what was typed in one piece is also looked for word by word.
class Wanted {
  public:
    explicit Wanted(std::string_view typed);

    /// How well a text fits: 0 when its title begins with all that was typed, 1 when the title has
    /// it somewhere, 2 when the title has each part between the typed spaces, 3 when the whole text
    /// has them, 4 when the whole text has each Thai word of them. Null when it does not fit.
    /// Both are as `fold` makes them.
    [[nodiscard]] std::optional<int> rank(std::string_view title, std::string_view all) const;

    /// A text as it is compared: base::comparison_key, by lines.
    [[nodiscard]] static std::string fold(const std::vector<std::string_view>& texts);

  private:
    std::string whole_;
    std::vector<std::string> parts_;
    std::vector<std::string> words_;
};

}  // namespace phaen::app
