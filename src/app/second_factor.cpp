#include "second_factor.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <boost/uuid/detail/sha1.hpp>

namespace phaen::app {

namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kSecretBytes = 20;
constexpr std::int64_t kPeriod = 30 * 1'000'000LL;

std::string base32(std::string_view bytes) {
    std::string text;
    unsigned bits = 0;
    int held = 0;
    for (const char c : bytes) {
        bits = (bits << 8) | static_cast<unsigned char>(c);
        held += 8;
        while (held >= 5) {
            held -= 5;
            text += kBase32[(bits >> held) & 31u];
        }
    }
    return text;
}

std::optional<std::string> from_base32(std::string_view text) {
    std::string bytes;
    unsigned bits = 0;
    int held = 0;
    for (const char c : text) {
        const std::size_t digit = kBase32.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = (bits << 5) | static_cast<unsigned>(digit);
        held += 5;
        if (held < 8) continue;
        held -= 8;
        bytes += static_cast<char>((bits >> held) & 255u);
    }
    return bytes;
}

using Digest = std::array<unsigned char, 20>;

Digest sha1(std::string_view bytes) {
    boost::uuids::detail::sha1 hash;
    hash.process_bytes(bytes.data(), bytes.size());
    unsigned int words[5] = {};  // NOLINT: the library's type
    hash.get_digest(words);
    Digest digest{};
    for (std::size_t i = 0; i < digest.size(); ++i)
        digest.at(i) = static_cast<unsigned char>(words[i / 4] >> (24 - 8 * (i % 4)));
    return digest;
}

std::string text_of(const Digest& digest) { return {digest.begin(), digest.end()}; }

/// RFC 2104; the key is shorter than a block.
Digest hmac_sha1(std::string_view key, std::string_view message) {
    std::string inner(64, '\x36');
    std::string outer(64, '\x5c');
    for (std::size_t i = 0; i < key.size(); ++i) {
        inner[i] = static_cast<char>(inner[i] ^ key[i]);
        outer[i] = static_cast<char>(outer[i] ^ key[i]);
    }
    return sha1(outer + text_of(sha1(inner + std::string(message))));
}

}  // namespace

std::string new_second_factor() {
    std::string bytes(kSecretBytes, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return base32(bytes);
}

std::string second_factor_uri(std::string_view secret, std::string_view login) {
    std::string label;
    for (const char c : login) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = byte < 128 && (std::isalnum(byte) != 0 || c == '-' || c == '.');
        label += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return fmt::format("otpauth://totp/Phaen:{}?secret={}&issuer=Phaen", label, secret);
}

std::optional<std::string> code_at(std::string_view secret, std::int64_t period) {
    const auto key = from_base32(secret);
    if (!key || key->empty() || key->size() > 64) return std::nullopt;
    std::string message(8, '\0');
    for (int i = 0; i < 8; ++i)
        message[static_cast<std::size_t>(i)] = static_cast<char>(period >> (56 - 8 * i));
    const Digest digest = hmac_sha1(*key, message);
    // RFC 4226 5.3: four bytes from where the last half-byte says, without the sign.
    const std::size_t at = digest.back() & 15u;
    const std::uint32_t number = ((digest.at(at) & 127u) << 24) | (digest.at(at + 1) << 16) |
                                 (digest.at(at + 2) << 8) | digest.at(at + 3);
    return fmt::format("{:06}", number % 1'000'000);
}

std::optional<std::int64_t> period_of(std::string_view secret, std::string_view code,
                                      std::int64_t microseconds) {
    const std::int64_t now = microseconds / kPeriod;
    std::optional<std::int64_t> found;
    for (const std::int64_t period : {now - 1, now, now + 1}) {
        const auto right = code_at(secret, period);
        if (right && right->size() == code.size() &&
            sodium_memcmp(right->data(), code.data(), code.size()) == 0) {
            found = period;
        }
    }
    return found;
}

}  // namespace phaen::app
