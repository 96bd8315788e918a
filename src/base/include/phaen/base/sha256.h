#pragma once

#include <array>
#include <string>
#include <string_view>

namespace phaen::base {

/// SHA-256 of the bytes as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// Whether it is written as `sha256_hex` writes one.
[[nodiscard]] bool is_sha256_hex(std::string_view text);

/// SHA-256 of bytes that come in parts.
class Sha256 {
  public:
    Sha256();
    void add(std::string_view part);
    /// Of all parts; nothing is added after it.
    [[nodiscard]] std::string hex();

  private:
    alignas(8) std::array<unsigned char, 128> state_{};
};

}  // namespace phaen::base
