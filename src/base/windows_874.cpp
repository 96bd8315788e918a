#include "phaen/base/windows_874.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <cstddef>
#include <cstdint>
#include <memory>

#include "phaen/base/check.h"

namespace phaen::base {

namespace {

constexpr bool is_ascii_letter(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// ก to ฮ.
constexpr bool is_consonant(unsigned char c) { return c >= 0xA1 && c <= 0xCE; }

/// What stands above or below a consonant: vowels, tone marks, thanthakhat.
constexpr bool is_mark(unsigned char c) {
    return c == 0xD1 || (c >= 0xD4 && c <= 0xDA) || (c >= 0xE7 && c <= 0xEE);
}

/// No byte that windows-874 leaves without a character, no control character of binary files.
bool has_only_its_bytes(std::string_view bytes) {
    for (const char byte : bytes) {
        const auto c = static_cast<unsigned char>(byte);
        const bool is_control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        const bool is_signs =
            c == 0x80 || c == 0x85 || (c >= 0x91 && c <= 0x97) || (c >= 0xA0 && c <= 0xDA);
        const bool is_known = c < 0x7F || is_signs || (c >= 0xDF && c <= 0xFB);
        if (is_control || !is_known) return false;
    }
    return true;
}

}  // namespace

bool looks_like_windows_874(std::string_view bytes) {
    if (!has_only_its_bytes(bytes)) return false;
    std::size_t letters = 0;
    std::size_t beside_latin = 0;
    std::size_t marks = 0;
    std::size_t stray_marks = 0;
    unsigned char before = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto c = static_cast<unsigned char>(bytes[i]);
        const auto after = i + 1 < bytes.size() ? static_cast<unsigned char>(bytes[i + 1]) : 0U;
        if (c >= 0xA1 && c <= 0xEE) {
            ++letters;
            if (is_ascii_letter(before) || is_ascii_letter(static_cast<unsigned char>(after)))
                ++beside_latin;
        }
        if (is_mark(c)) {
            ++marks;
            if (!is_consonant(before) && !is_mark(before)) ++stray_marks;
        }
        before = c;
    }
    // Accented letters of western files stand among Latin ones; Thai marks stand on consonants.
    return letters > 0 && beside_latin * 2 <= letters && stray_marks * 10 <= marks;
}

std::string windows_874_to_utf8(std::string_view bytes) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(
        ucnv_open("windows-874-2000", &status), &ucnv_close);
    PHAEN_CHECK(U_SUCCESS(status), "ICU has windows-874");
    std::string text;
    text.reserve(bytes.size() * 2);
    // By pieces, for ICU counts in 32 bits; every byte is a character of its own.
    constexpr std::size_t kPiece = 1u << 20;
    for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
        const std::string_view piece = bytes.substr(at, kPiece);
        std::string out(piece.size() * 3, '\0');
        status = U_ZERO_ERROR;
        const std::int32_t length = ucnv_toAlgorithmic(
            UCNV_UTF8, from.get(), out.data(), static_cast<std::int32_t>(out.size()), piece.data(),
            static_cast<std::int32_t>(piece.size()), &status);
        PHAEN_CHECK(U_SUCCESS(status), "a byte becomes at most three");
        text.append(out, 0, static_cast<std::size_t>(length));
    }
    return text;
}

}  // namespace phaen::base
