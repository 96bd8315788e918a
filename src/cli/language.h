#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace phaen::cli {

enum class Language { thai, english };

/// A text in both languages.
struct Both {
    std::string_view th;
    std::string_view en;
    [[nodiscard]] std::string_view in(Language language) const {
        return language == Language::thai ? th : en;
    }
};

/// From `--lang` on the command line wherever it stands, else from the environment (LC_ALL,
/// LC_MESSAGES, LANG: English when it begins with `en`), else Thai.
[[nodiscard]] Language choose_language(const std::vector<std::string>& arguments);

/// A count as people write it: grouped, in Thai digits in Thai.
[[nodiscard]] std::string count_text(std::size_t count, Language language);

/// `text` with `{0}`, `{1}` … replaced.
[[nodiscard]] std::string fill(std::string_view text, const std::vector<std::string>& arguments);

}  // namespace phaen::cli
