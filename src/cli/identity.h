#pragma once

#include <cstdint>
#include <string>

/// The two things that pure modules get from outside.
namespace phaen::cli {

/// 16 characters that nobody can guess: 80 bits.
[[nodiscard]] std::string random_id();

/// Microseconds since 1970-01-01T00:00:00Z.
[[nodiscard]] std::int64_t present();

}  // namespace phaen::cli
