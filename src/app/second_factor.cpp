#include "second_factor.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <boost/uuid/detail/sha1.hpp>

#include "phaen/base/sha256.h"

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

std::string text_of(const SecondFactor& factor) {
    std::string text = factor.secret;
    for (const std::string& hash : factor.recovery) text += ' ' + hash;
    return text;
}

SecondFactor second_factor_from(std::string_view text) {
    SecondFactor factor;
    const auto next = [&text] {
        const std::size_t end = std::min(text.find(' '), text.size());
        std::string word(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        return word;
    };
    factor.secret = next();
    while (!text.empty()) factor.recovery.push_back(next());
    return factor;
}

std::vector<std::string> new_recovery_codes() {
    constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    constexpr std::size_t kCodes = 10;
    constexpr std::size_t kLength = 10;
    std::vector<std::string> codes(kCodes);
    for (std::string& code : codes) {
        for (std::size_t i = 0; i < kLength; ++i) {
            if (i == kLength / 2) code += '-';
            code += kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))];
        }
    }
    return codes;
}

std::string recovery_hash(std::string_view secret, std::string_view code) {
    std::string typed = "recovery code " + std::string(secret) + ' ';
    for (const char c : code) {
        if (c == '-' || c == ' ') continue;
        typed += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return base::sha256_hex(typed);
}

bool use_recovery_code(SecondFactor& factor, std::string_view code) {
    return std::erase(factor.recovery, recovery_hash(factor.secret, code)) != 0;
}

namespace {

constexpr std::string_view kSealed = "box1:";

using BoxKey = std::array<unsigned char, crypto_secretbox_KEYBYTES>;

/// A key of the right length, for this use alone.
BoxKey box_key(std::string_view key) {
    BoxKey made{};
    const std::string text = "second factor " + std::string(key);
    crypto_generichash(made.data(), made.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr,
                       0);
    return made;
}

}  // namespace

std::string sealed_second_factor(std::string_view secret, std::string_view key) {
    if (key.empty()) return std::string(secret);
    std::string box(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + secret.size(), '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(box.data());
    randombytes_buf(bytes, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(bytes + crypto_secretbox_NONCEBYTES,
                          reinterpret_cast<const unsigned char*>(secret.data()), secret.size(),
                          bytes, box_key(key).data());
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(box.size(), kVariant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, box.size(), kVariant);
    text.resize(text.find('\0'));
    return std::string(kSealed) + text;
}

std::optional<std::string> opened_second_factor(std::string_view kept, std::string_view key) {
    if (!kept.starts_with(kSealed)) return std::string(kept);
    const std::string_view text = kept.substr(kSealed.size());
    std::string box(text.size(), '\0');
    std::size_t size = 0;
    const bool is_read = sodium_base642bin(reinterpret_cast<unsigned char*>(box.data()), box.size(),
                                           text.data(), text.size(), nullptr, &size, nullptr,
                                           sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
    constexpr std::size_t kFrame = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (!is_read || size <= kFrame) return std::nullopt;
    std::string secret(size - kFrame, '\0');
    const auto* bytes = reinterpret_cast<const unsigned char*>(box.data());
    const bool is_opened =
        crypto_secretbox_open_easy(
            reinterpret_cast<unsigned char*>(secret.data()), bytes + crypto_secretbox_NONCEBYTES,
            size - crypto_secretbox_NONCEBYTES, bytes, box_key(key).data()) == 0;
    return is_opened ? std::optional(secret) : std::nullopt;
}

}  // namespace phaen::app
