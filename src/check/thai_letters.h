#pragma once

/// What kinds of characters there are in Thai text.
namespace phaen::check {

[[nodiscard]] constexpr bool is_thai(char32_t c) {
    return (c >= 0x0E01 && c <= 0x0E3A) || (c >= 0x0E40 && c <= 0x0E4E && c != 0x0E46);
}
/// A sign above or below a consonant: it cannot stand alone.
[[nodiscard]] constexpr bool is_thai_mark(char32_t c) {
    return c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E);
}
/// ะ า ำ, which stand behind a consonant.
[[nodiscard]] constexpr bool is_following_vowel(char32_t c) {
    return c == 0x0E30 || c == 0x0E32 || c == 0x0E33 || c == 0x0E45;
}
/// เ แ โ ใ ไ, which stand before their consonant.
[[nodiscard]] constexpr bool is_leading_vowel(char32_t c) { return c >= 0x0E40 && c <= 0x0E44; }
[[nodiscard]] constexpr bool is_thai_digit(char32_t c) { return c >= 0x0E50 && c <= 0x0E59; }
[[nodiscard]] constexpr bool is_arabic_digit(char32_t c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_any_digit(char32_t c) {
    return is_thai_digit(c) || is_arabic_digit(c);
}
[[nodiscard]] constexpr bool is_latin(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0x00C0 && c <= 0x024F && c != 0x00D7 && c != 0x00F7);
}
[[nodiscard]] constexpr bool is_lower_latin(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 0x00DF && c <= 0x00FF && c != 0x00F7);
}

}  // namespace phaen::check
