#pragma once

#include <string>
#include <string_view>

#include "phaen/store/database.h"

/// A mail as bytes, and what proves who sent something.
namespace phaen::app {

struct MailText {
    std::string from;  ///< address
    std::string to;    ///< address
    std::string subject;
    std::string body;
    std::string id;  ///< of the Message-ID, before the host
    store::Instant at = 0;
};

/// A message of RFC 5322: text in UTF-8 as base64, the subject in encoded words (RFC 2047) of at
/// most 75 characters that cut no letter.
[[nodiscard]] std::string compose_mail(const MailText& mail);

/// `=?UTF-8?B?…?=` as often as needed; ASCII stays as it is. Control characters become spaces.
[[nodiscard]] std::string encode_header(std::string_view text);

/// HMAC-SHA256 of RFC 2104, in hexadecimal.
[[nodiscard]] std::string hmac_sha256_hex(std::string_view key, std::string_view message);

}  // namespace phaen::app
