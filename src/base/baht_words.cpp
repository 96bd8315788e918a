#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "int128.h"
#include "phaen/base/money.h"

namespace phaen::base {

namespace {

constexpr std::array<std::string_view, 10> kDigitWords = {"ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่",
                                                          "ห้า",  "หก",  "เจ็ด", "แปด", "เก้า"};
constexpr std::array<std::string_view, 6> kPlaceWords = {"", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน"};
constexpr std::uint64_t kGroup = 1'000'000;

/// Appends up to six digits in words. A one at the end is `เอ็ด` after anything said before it, be
/// it in this group or in a higher one, as 101 and 1,000,001 are read.
void append_group(std::string& text, std::uint64_t group) {
    std::uint64_t divisor = kGroup / 10;
    for (std::size_t place = kPlaceWords.size(); place-- > 0; divisor /= 10) {
        const std::uint64_t digit = group / divisor % 10;
        if (digit == 0) continue;
        if (place == 0 && digit == 1 && !text.empty()) {
            text += "เอ็ด";
        } else if (place == 1 && digit == 1) {
            text += "สิบ";
        } else if (place == 1 && digit == 2) {
            text += "ยี่สิบ";
        } else {
            text += kDigitWords[digit];
            text += kPlaceWords[place];
        }
    }
}

/// A whole number in words: groups of six digits, each higher one with `ล้าน` after it.
std::string in_words(std::uint64_t number) {
    if (number == 0) return std::string(kDigitWords[0]);
    std::uint64_t divisor = 1;
    while (number / divisor >= kGroup) divisor *= kGroup;
    std::string text;
    for (; divisor >= 1; divisor /= kGroup) {
        append_group(text, number / divisor % kGroup);
        if (divisor > 1) text += "ล้าน";
    }
    return text;
}

}  // namespace

std::string baht_in_words(Money money) {
    const std::uint64_t magnitude = detail::magnitude(money.satang());
    const std::uint64_t baht = magnitude / 100;
    const std::uint64_t satang = magnitude % 100;
    std::string text = money.satang() < 0 ? "ลบ" : "";
    // Satang alone are said without "no baht", as spreadsheets do.
    if (baht != 0 || satang == 0) text += in_words(baht) + "บาท";
    text += satang == 0 ? std::string("ถ้วน") : in_words(satang) + "สตางค์";
    return text;
}

}  // namespace phaen::base
