#include "phaen/base/sha256.h"

#include <sodium/crypto_hash_sha256.h>

#include <array>
#include <new>
#include <string>
#include <string_view>

namespace phaen::base {

namespace {

using State = crypto_hash_sha256_state;

State* in(std::array<unsigned char, 128>& bytes) {
    static_assert(sizeof(State) <= sizeof(bytes) && alignof(State) <= 8);
    return reinterpret_cast<State*>(bytes.data());
}

std::string hex_of(const std::array<unsigned char, crypto_hash_sha256_BYTES>& digest) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string text;
    text.reserve(2 * digest.size());
    for (const unsigned char byte : digest) {
        text.push_back(kHex[byte >> 4]);
        text.push_back(kHex[byte & 0x0F]);
    }
    return text;
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

// libsodium's SHA-256 has one implementation and no state, so it needs no sodium_init().
bool is_sha256_hex(std::string_view text) {
    constexpr std::size_t kDigits = 64;
    return text.size() == kDigits &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), bytes_of(bytes), bytes.size());
    return hex_of(digest);
}

Sha256::Sha256() { crypto_hash_sha256_init(new (state_.data()) State); }

void Sha256::add(std::string_view part) {
    crypto_hash_sha256_update(in(state_), bytes_of(part), part.size());
}

std::string Sha256::hex() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(in(state_), digest.data());
    return hex_of(digest);
}

}  // namespace phaen::base
