#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace phaen::store {

/// zstd with its checksum.
[[nodiscard]] std::string compress(std::string_view bytes);
/// Null when it is damaged or would be larger than `limit`.
[[nodiscard]] std::optional<std::string> decompress(std::string_view bytes, std::size_t limit);

}  // namespace phaen::store
