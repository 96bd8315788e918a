#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/decimal.h"

namespace phaen::base {

class Ratio;

/// Baht as whole satang. Bounded to ±90 trillion baht; the operators check. Scaling names its
/// rounding; splitting conserves the total.
class Money {
  public:
    static constexpr std::int64_t kMaxSatang = 9'000'000'000'000'000;

    constexpr Money() = default;
    /// Null when out of bounds.
    static std::optional<Money> from_satang(std::int64_t satang);
    static std::optional<Money> from_satang(std::floating_point auto) = delete;
    /// Reads the plan file's form: `-?digits(.d{1,2})?`, Arabic digits, no grouping. Nothing else.
    static std::optional<Money> parse(std::string_view text);

    [[nodiscard]] constexpr std::int64_t satang() const { return satang_; }
    /// The plan file's form, always with two decimals: "1500000.00". parse(to_string(x)) = x.
    [[nodiscard]] std::string to_string() const;

    friend Money operator+(Money a, Money b);
    friend Money operator-(Money a, Money b);
    friend constexpr auto operator<=>(const Money&, const Money&) = default;

  private:
    constexpr explicit Money(std::int64_t satang) : satang_(satang) {}
    std::int64_t satang_ = 0;
};

/// money × ratio, rounded once to whole satang.
[[nodiscard]] Money scale(Money money, const Ratio& ratio, Rounding rounding);

/// Splits `money` by weights (not negative, not all zero) by the method of the largest remainder,
/// ties to the earlier part; the parts add up to `money`.
[[nodiscard]] std::vector<Money> allocate(Money money, std::span<const std::int64_t> weights);

/// Reads an amount as Thai documents print it: `๑,๕๐๐,๐๐๐.- บาท`, `๑,๕๐๐,๐๐๐.-บาท`, `3,733,997.10
/// บาท`, `๑๐๐๐ บาท`, `1,500,000`. Thai or Arabic digits; grouping commas must stand at thousands;
/// the word บาท is optional; surrounding space is ignored; the dash of `.-` may be any dash. Null
/// when the text is not exactly one amount; a negative one is not (a leading dash is a list mark in
/// these documents).
[[nodiscard]] std::optional<Money> parse_printed_money(std::string_view text);

enum class Digits { thai, arabic };

/// `๑,๕๐๐,๐๐๐.- บาท` when there are no satang, `๓,๗๓๓,๙๙๗.๑๐ บาท` otherwise (thai-domain.md 3.3).
[[nodiscard]] std::string format_money(Money money, Digits digits);

/// The amount in words: 1,500,000 is `หนึ่งล้านห้าแสนบาทถ้วน`, 0.50 is `ห้าสิบสตางค์` (thai-domain.md
/// parts 3.3, 10). Negative amounts begin with `ลบ`.
[[nodiscard]] std::string baht_in_words(Money money);

}  // namespace phaen::base
