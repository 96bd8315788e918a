#include "phaen/base/sha256.h"

#include <sodium/crypto_hash_sha256.h>

#include <array>
#include <string>
#include <string_view>

namespace phaen::base {

std::string sha256_hex(std::string_view bytes) {
    // libsodium's SHA-256 has one implementation and no state, so it needs no sodium_init().
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string text;
    text.reserve(2 * digest.size());
    for (const unsigned char byte : digest) {
        text.push_back(kHex[byte >> 4]);
        text.push_back(kHex[byte & 0x0F]);
    }
    return text;
}

}  // namespace phaen::base
