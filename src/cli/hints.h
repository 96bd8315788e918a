#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "message.h"
#include "phaen/base/result.h"
#include "phaen/book/recognise.h"

namespace phaen::cli {

inline constexpr std::size_t kHintBytes = 1u << 20;
inline constexpr std::size_t kHintCount = 10'000;

/// Reads `[[heading]]` and `[[column]]` tables with `printed` and `means`; nothing else may stand
/// in the file. `path` is for the refusal only.
[[nodiscard]] base::Result<std::vector<book::Hint>, Refusal> parse_hints(std::string_view bytes,
                                                                         const std::string& path,
                                                                         Language language);

/// Hints as the file that `parse_hints` reads.
[[nodiscard]] std::string to_toml(const std::vector<book::Hint>& hints);

}  // namespace phaen::cli
