#include "phaen/app/mail_text.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace phaen::app {

namespace {

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.resize(text.find('\0'));
    return text;
}

bool is_within_letter(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// `Thu, 26 Nov 2026 17:00:00 +0000`.
std::string date_of(store::Instant at) {
    constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::sys_seconds time{std::chrono::seconds(at / 1'000'000)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    return fmt::format(
        "{}, {:02} {} {} {:02}:{:02}:{:02} +0000", kDays.at(std::chrono::weekday(day).c_encoding()),
        static_cast<unsigned>(date.day()), kMonths.at(static_cast<unsigned>(date.month()) - 1),
        static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
        clock.seconds().count());
}

std::string host_of(const std::string& address) { return address.substr(address.find('@') + 1); }

}  // namespace

std::string encode_header(std::string_view text) {
    std::string plain(text);
    std::replace_if(
        plain.begin(), plain.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; },
        ' ');
    const bool is_ascii = std::all_of(plain.begin(), plain.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x7F; });
    if (is_ascii && plain.size() <= 60) return plain;
    // 39 bytes are 52 characters of base64, 64 with what stands round them, 73 after “Subject: ”; a
    // line with encoded words has at most 76.
    constexpr std::size_t kBytes = 39;
    std::string encoded;
    for (std::size_t at = 0; at < plain.size();) {
        std::size_t end = std::min(at + kBytes, plain.size());
        while (end < plain.size() && end > at && is_within_letter(plain[end])) --end;
        if (end == at) end = std::min(at + kBytes, plain.size());
        encoded += (encoded.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") +
                   base64(plain.substr(at, end - at)) + "?=";
        at = end;
    }
    return encoded;
}

std::string compose_mail(const MailText& mail) {
    std::string text = "From: <" + mail.from + ">\r\nTo: <" + mail.to +
                       ">\r\nSubject: " + encode_header(mail.subject) +
                       "\r\nDate: " + date_of(mail.at) + "\r\nMessage-ID: <" + mail.id + "@" +
                       host_of(mail.from) +
                       ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                       "Content-Type: text/plain; charset=utf-8\r\n"
                       "Content-Transfer-Encoding: base64\r\n\r\n";
    const std::string body = base64(mail.body);
    for (std::size_t at = 0; at < body.size(); at += 76) text += body.substr(at, 76) + "\r\n";
    return text;
}

std::string hmac_sha256_hex(std::string_view key, std::string_view message) {
    crypto_auth_hmacsha256_state state{};
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()),
                                key.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(message.data()),
                                  message.size());
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> bytes{};
    crypto_auth_hmacsha256_final(&state, bytes.data());
    std::string hex;
    for (const unsigned char byte : bytes) hex += fmt::format("{:02x}", byte);
    return hex;
}

}  // namespace phaen::app
