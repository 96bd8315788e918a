#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Codes that a telephone computes: TOTP of RFC 6238 with SHA-1, six digits, 30 seconds.
namespace phaen::app {

/// 160 bits in base32, as authenticator programs take them.
[[nodiscard]] std::string new_second_factor();
/// The address that authenticator programs read from a QR code.
[[nodiscard]] std::string second_factor_uri(std::string_view secret, std::string_view login);
/// The code of a period of 30 seconds; null when the secret is none.
[[nodiscard]] std::optional<std::string> code_at(std::string_view secret, std::int64_t period);
/// The period that the code belongs to, of those next to the present one; null when none.
[[nodiscard]] std::optional<std::int64_t> period_of(std::string_view secret, std::string_view code,
                                                    std::int64_t microseconds);

/// What an account has for its second step.
struct SecondFactor {
    std::string secret;
    /// Hashes of the recovery codes that nobody used yet.
    std::vector<std::string> recovery = {};
};

/// One line of text; without recovery codes it is the secret alone, as it was before there were
/// any.
[[nodiscard]] std::string text_of(const SecondFactor& factor);
/// The inverse.
[[nodiscard]] SecondFactor second_factor_from(std::string_view text);

/// Ten codes for who has no telephone at hand, each good once: ten letters and digits that are not
/// mistaken for each other (49 bits), with a hyphen in the middle.
[[nodiscard]] std::vector<std::string> new_recovery_codes();
/// Of a code however it is typed: hyphens, spaces and capitals make no difference. The secret is
/// its salt.
[[nodiscard]] std::string recovery_hash(std::string_view secret, std::string_view code);
/// Takes the code from those that are left; false when it is none of them.
[[nodiscard]] bool use_recovery_code(SecondFactor& factor, std::string_view code);

/// The factor's text as it is kept: encrypted by the key (any text; empty: as it is).
[[nodiscard]] std::string sealed_second_factor(std::string_view secret, std::string_view key);
/// The text again, one that was kept as it is too; null when it was sealed by another key, or
/// changed.
[[nodiscard]] std::optional<std::string> opened_second_factor(std::string_view kept,
                                                              std::string_view key);

}  // namespace phaen::app
