#include "phaen/base/money.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "int128.h"
#include "phaen/base/check.h"
#include "phaen/base/ratio.h"
#include "phaen/base/thai_text.h"
#include "printed_number.h"

namespace phaen::base {

namespace {

using detail::Int128;

constexpr std::int64_t kSatangPerBaht = 100;

std::string two_digits(std::uint64_t value) {
    std::string text = std::to_string(value);
    if (text.size() < 2) text.insert(0, 1, '0');
    return text;
}

/// Takes the dash that stands for "no satang" off the front, in any of the shapes in which it is
/// typed.
bool remove_dash(std::string_view& text) {
    constexpr std::array<std::string_view, 8> kDashes = {"-",      "\u2010", "\u2011", "\u2012",
                                                         "\u2013", "\u2014", "\u2015", "\u2212"};
    for (const std::string_view dash : kDashes) {
        if (text.starts_with(dash)) {
            text.remove_prefix(dash.size());
            return true;
        }
    }
    return false;
}

}  // namespace

std::optional<Money> Money::from_satang(std::int64_t satang) {
    if (satang < -kMaxSatang || satang > kMaxSatang) return std::nullopt;
    return Money(satang);
}

std::optional<Money> Money::parse(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::string_view fraction;
    if (point != std::string_view::npos) {
        fraction = text.substr(point + 1);
        if (fraction.empty() || fraction.size() > 2) return std::nullopt;
    }
    if (whole.empty()) return std::nullopt;

    std::int64_t satang = 0;
    const auto push_digit = [&satang](int digit) {
        satang = satang * 10 + digit;
        return satang <= kMaxSatang;
    };
    for (const std::string_view part : {whole, fraction}) {
        for (const char c : part) {
            if (c < '0' || c > '9' || !push_digit(c - '0')) return std::nullopt;
        }
    }
    for (std::size_t i = fraction.size(); i < 2; ++i) {
        if (!push_digit(0)) return std::nullopt;
    }
    return Money(negative ? -satang : satang);
}

std::string Money::to_string() const {
    const std::uint64_t magnitude = detail::magnitude(satang_);
    std::string text = satang_ < 0 ? "-" : "";
    text += std::to_string(magnitude / kSatangPerBaht);
    text += '.';
    text += two_digits(magnitude % kSatangPerBaht);
    return text;
}

Money operator+(Money a, Money b) {
    // Two amounts within bounds cannot overflow 64 bits: 2 × 9 × 10^15.
    const auto sum = Money::from_satang(a.satang_ + b.satang_);
    PHAEN_CHECK(sum.has_value(), "a sum of money out of bounds");
    return *sum;
}

Money operator-(Money a, Money b) {
    const auto difference = Money::from_satang(a.satang_ - b.satang_);
    PHAEN_CHECK(difference.has_value(), "a difference of money out of bounds");
    return *difference;
}

Money scale(Money money, const Ratio& ratio, Rounding rounding) {
    const Int128 product = static_cast<Int128>(money.satang()) * ratio.numerator();
    const auto satang =
        detail::narrow(detail::divide_rounded(product, ratio.denominator(), rounding));
    PHAEN_CHECK(satang.has_value(), "a scaled amount does not fit");
    const auto scaled = Money::from_satang(*satang);
    PHAEN_CHECK(scaled.has_value(), "a scaled amount of money out of bounds");
    return *scaled;
}

std::vector<Money> allocate(Money money, std::span<const std::int64_t> weights) {
    Int128 total = 0;
    for (const std::int64_t weight : weights) {
        PHAEN_CHECK(weight >= 0, "a negative weight to split money by");
        total += weight;
    }
    PHAEN_CHECK(total > 0, "no weight to split money by");

    // 1. Each part gets its share rounded down. A negative amount is split as its magnitude is.
    const bool negative = money.satang() < 0;
    const std::int64_t magnitude = negative ? -money.satang() : money.satang();
    std::vector<std::int64_t> shares;
    std::vector<Int128> remainders;
    shares.reserve(weights.size());
    remainders.reserve(weights.size());
    std::int64_t left = magnitude;
    for (const std::int64_t weight : weights) {
        const Int128 product = static_cast<Int128>(magnitude) * weight;
        const auto share = static_cast<std::int64_t>(product / total);
        shares.push_back(share);
        remainders.push_back(product % total);
        left -= share;
    }

    // 2. What is left, less than one satang a part, goes to the largest remainders, the earlier
    // part first.
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    PHAEN_CHECK(left >= 0 && static_cast<std::size_t>(left) < weights.size(),
                "the remainder of a split is less than a satang a part");
    for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i) ++shares[order[i]];

    std::vector<Money> parts;
    parts.reserve(shares.size());
    for (const std::int64_t share : shares) {
        parts.push_back(*Money::from_satang(negative ? -share : share));
    }
    return parts;
}

std::optional<Money> parse_printed_money(std::string_view text) {
    constexpr std::string_view kBaht = "บาท";
    const auto number = detail::scan_printed_number(detail::trim(text), 2);
    if (!number) return std::nullopt;
    std::string_view rest = number->rest;
    if (number->fraction_digits == 0 && rest.starts_with('.')) {
        rest.remove_prefix(1);
        if (!remove_dash(rest)) return std::nullopt;
    }
    rest = detail::trim(rest);
    if (!rest.empty() && rest != kBaht) return std::nullopt;
    const std::int64_t satang =
        number->fraction_digits == 1 ? number->fraction * 10 : number->fraction;
    if (number->whole > Money::kMaxSatang / kSatangPerBaht) return std::nullopt;
    return Money::from_satang(number->whole * kSatangPerBaht + satang);
}

std::string format_money(Money money, Digits digits) {
    const std::uint64_t magnitude = detail::magnitude(money.satang());
    std::string whole = std::to_string(magnitude / kSatangPerBaht);
    for (std::size_t at = whole.size(); at > 3;) {
        at -= 3;
        whole.insert(at, 1, ',');
    }
    std::string text = money.satang() < 0 ? "-" : "";
    text += whole;
    const std::uint64_t satang = magnitude % kSatangPerBaht;
    text += satang == 0 ? std::string(".-") : "." + two_digits(satang);
    text += " บาท";
    return digits == Digits::thai ? to_thai_digits(text) : text;
}

}  // namespace phaen::base
