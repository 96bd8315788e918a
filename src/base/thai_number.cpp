#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "phaen/base/decimal.h"
#include "phaen/base/thai_text.h"
#include "printed_number.h"

namespace phaen::base {

namespace detail {

std::optional<Digit> digit_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return std::nullopt;
    const auto b0 = static_cast<unsigned char>(text[at]);
    if (b0 >= '0' && b0 <= '9') return Digit{b0 - '0', 1};
    // ๐ to ๙ are E0 B9 90 to E0 B9 99.
    if (b0 != 0xE0 || at + 2 >= text.size()) return std::nullopt;
    const auto b1 = static_cast<unsigned char>(text[at + 1]);
    const auto b2 = static_cast<unsigned char>(text[at + 2]);
    if (b1 != 0xB9 || b2 < 0x90 || b2 > 0x99) return std::nullopt;
    return Digit{b2 - 0x90, 3};
}

std::optional<PrintedNumber> scan_printed_number(std::string_view text, int max_fraction_digits) {
    PrintedNumber number;
    std::size_t at = 0;
    int group_digits = 0;
    bool grouped = false;
    while (true) {
        if (const auto digit = digit_at(text, at)) {
            if (__builtin_mul_overflow(number.whole, std::int64_t{10}, &number.whole) ||
                __builtin_add_overflow(number.whole, std::int64_t{digit->value}, &number.whole)) {
                return std::nullopt;
            }
            at += digit->length;
            ++group_digits;
        } else if (at < text.size() && text[at] == ',' && digit_at(text, at + 1)) {
            const bool fits = grouped ? group_digits == 3 : group_digits >= 1 && group_digits <= 3;
            if (!fits) return std::nullopt;
            grouped = true;
            group_digits = 0;
            ++at;
        } else {
            break;
        }
    }
    if (group_digits == 0 || (grouped && group_digits != 3)) return std::nullopt;

    if (at < text.size() && text[at] == '.' && digit_at(text, at + 1)) {
        ++at;
        while (const auto digit = digit_at(text, at)) {
            if (++number.fraction_digits > max_fraction_digits) return std::nullopt;
            number.fraction = number.fraction * 10 + digit->value;
            at += digit->length;
        }
    }
    number.rest = text.substr(at);
    return number;
}

namespace {

constexpr std::string_view kSpaces[] = {" ", "\t", "\r", "\n", "\u00A0", "\u200B", "\uFEFF"};

}  // namespace

std::string_view trim(std::string_view text) {
    bool trimmed = true;
    while (trimmed) {
        trimmed = false;
        for (const std::string_view space : kSpaces) {
            if (text.starts_with(space)) {
                text.remove_prefix(space.size());
                trimmed = true;
            }
            if (text.ends_with(space)) {
                text.remove_suffix(space.size());
                trimmed = true;
            }
        }
    }
    return text;
}

}  // namespace detail

std::optional<long long> parse_integer(std::string_view text) {
    const auto number = detail::scan_printed_number(text, 0);
    if (!number || !number->rest.empty()) return std::nullopt;
    return number->whole;
}

std::optional<Decimal> parse_printed_decimal(std::string_view text) {
    const auto number = detail::scan_printed_number(text, 6);
    if (!number || !number->rest.empty()) return std::nullopt;
    std::int64_t fraction = number->fraction;
    for (int i = number->fraction_digits; i < 6; ++i) fraction *= 10;
    std::int64_t units = 0;
    if (__builtin_mul_overflow(number->whole, Decimal::kScale, &units) ||
        __builtin_add_overflow(units, fraction, &units)) {
        return std::nullopt;
    }
    return Decimal::from_units(units);
}

}  // namespace phaen::base
