#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace phaen::base {

/// How a quotient that does not come out even is brought to the last digit kept. There is no
/// default. `down` goes towards zero, `up` away from it, and a tie of `half_up` goes away from it:
/// -x rounds to minus what x rounds to.
enum class Rounding { half_up, half_even, down, up };

/// An exact decimal number with at most six places after the point: 22.5, 150000, 0.333333. Bounded
/// to ±9.2 × 10^12, so it never overflows silently. `+` and `-` check; there is no way from or to
/// floating point.
class Decimal {
  public:
    static constexpr std::int64_t kScale = 1'000'000;

    constexpr Decimal() = default;
    static constexpr Decimal from_units(std::int64_t millionths) { return Decimal(millionths); }
    static Decimal from_units(std::floating_point auto) = delete;
    static Decimal from_integer(std::int64_t value);
    static Decimal from_integer(std::floating_point auto) = delete;
    /// Reads `-?digits(.digits)?` with Arabic digits and no grouping; at most six decimals. Nothing
    /// else.
    static std::optional<Decimal> parse(std::string_view text);

    [[nodiscard]] constexpr std::int64_t units() const { return units_; }
    [[nodiscard]] bool is_integer() const { return units_ % kScale == 0; }
    /// The shortest decimal text: "22.5", "25", "-0.05". parse(to_string(x)) = x.
    [[nodiscard]] std::string to_string() const;

    friend Decimal operator+(Decimal a, Decimal b);
    friend Decimal operator-(Decimal a, Decimal b);
    friend constexpr auto operator<=>(const Decimal&, const Decimal&) = default;

    /// this × percent / 100, rounded once to six places.
    [[nodiscard]] Decimal percent_of(Decimal percent, Rounding rounding) const;

  private:
    constexpr explicit Decimal(std::int64_t units) : units_(units) {}
    std::int64_t units_ = 0;
};

/// A decimal with a meaning of its own; two different tags never mix.
template <class Tag>
class Quantity {
  public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(Decimal value) : value_(value) {}
    [[nodiscard]] constexpr Decimal value() const { return value_; }
    [[nodiscard]] std::string to_string() const { return value_.to_string(); }
    friend Quantity operator+(Quantity a, Quantity b) { return Quantity(a.value_ + b.value_); }
    friend Quantity operator-(Quantity a, Quantity b) { return Quantity(a.value_ - b.value_); }
    friend constexpr auto operator<=>(const Quantity&, const Quantity&) = default;

  private:
    Decimal value_;
};

struct PercentTag;
struct WeightTag;
struct ScoreTag;
/// Hundredths of a whole, as printed: Percent of 90 means ร้อยละ ๙๐.
using Percent = Quantity<PercentTag>;
/// The weight of an indicator in an agreement (น้ำหนัก), or of a step in its schedule.
using Weight = Quantity<WeightTag>;
/// Points reached (คะแนนที่ได้รับ).
using Score = Quantity<ScoreTag>;

}  // namespace phaen::base
