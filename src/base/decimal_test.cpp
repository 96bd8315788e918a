#include "phaen/base/decimal.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

#include "phaen/base/check.h"

namespace phaen::base {
namespace {

// What must not compile. Each says that an expression has no meaning.
template <class A, class B>
concept Addable = requires(A a, B b) { a + b; };
template <class A, class B>
concept Comparable = requires(A a, B b) { a < b; };
template <class A, class B>
concept Multipliable = requires(A a, B b) { a* b; };
template <class T, class From>
concept MadeFromUnits = requires(From from) { T::from_units(from); };

static_assert(Addable<Decimal, Decimal> && Addable<Weight, Weight>);
static_assert(!Addable<Percent, Weight> && !Addable<Weight, Score> && !Addable<Score, Percent>);
static_assert(!Addable<Percent, Decimal> && !Addable<Decimal, int>);
static_assert(!Comparable<Percent, Weight> && !Comparable<Weight, Score>);
static_assert(!Multipliable<Decimal, Decimal> && !Multipliable<Weight, Percent>);
static_assert(!std::is_constructible_v<Weight, Percent> && !std::is_assignable_v<Score&, Weight>);
static_assert(!std::is_convertible_v<Decimal, Percent> && !std::is_convertible_v<Percent, Decimal>);
static_assert(!std::is_constructible_v<Decimal, double> && !std::is_constructible_v<Decimal, int>);
static_assert(MadeFromUnits<Decimal, std::int64_t> && MadeFromUnits<Decimal, int>);
static_assert(!MadeFromUnits<Decimal, double> && !MadeFromUnits<Decimal, float>);

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

struct DecimalCase {
    std::string_view text;
    std::int64_t units;
    std::string_view printed;
};

TEST(Decimal, ReadsAndPrints) {
    const DecimalCase cases[] = {
        {"0", 0, "0"},
        {"-0", 0, "0"},
        {"22.5", 22'500'000, "22.5"},
        {"25.000000", 25'000'000, "25"},
        {"-0.05", -50'000, "-0.05"},
        {"150000", 150'000'000'000, "150000"},
        {"0.333333", 333'333, "0.333333"},
        {"0.000001", 1, "0.000001"},
        {"007", 7'000'000, "7"},
        {"9223372036854.775807", kMost, "9223372036854.775807"},
        {"-9223372036854.775808", kLeast, "-9223372036854.775808"},
    };
    for (const auto& [text, units, printed] : cases) {
        const auto value = Decimal::parse(text);
        ASSERT_TRUE(value.has_value()) << text;
        EXPECT_EQ(value->units(), units) << text;
        EXPECT_EQ(value->to_string(), printed);
    }
}

TEST(Decimal, RefusesAnythingElse) {
    for (const std::string_view text :
         {"", "-", ".", "1.", ".5", "-.5", "+1", " 1", "1 ", "1,000", "1e3", "0.1234567", "--1",
          "1.2.3", "๑", "9223372036854.775808", "-9223372036854.775809", "99999999999999999999"}) {
        EXPECT_EQ(Decimal::parse(text), std::nullopt) << text;
    }
}

TEST(Decimal, PrintsWhatItReadsBack) {
    EXPECT_TRUE(rc::check("parse(print(x)) = x", [](std::int64_t units) {
        const Decimal value = Decimal::from_units(units);
        RC_ASSERT(Decimal::parse(value.to_string()) == value);
    }));
}

TEST(Decimal, ChecksItsBounds) {
    EXPECT_EQ(Decimal::from_integer(9'223'372'036'854).to_string(), "9223372036854");
    EXPECT_THROW(Decimal::from_integer(9'223'372'036'855), InternalError);
    EXPECT_THROW(Decimal::from_units(kMost) + Decimal::from_units(1), InternalError);
    EXPECT_THROW(Decimal::from_units(kLeast) - Decimal::from_units(1), InternalError);
    EXPECT_EQ((Decimal::from_units(kMost) - Decimal::from_units(kMost)).units(), 0);
    EXPECT_TRUE(Decimal::from_integer(-3).is_integer());
    EXPECT_FALSE(Decimal::from_units(1).is_integer());
}

// A slow model that shares no code: 128-bit numbers, compared and added as such.
__extension__ using Wide = __int128;

TEST(Decimal, AgreesWithWideNumbers) {
    EXPECT_TRUE(rc::check("+ - <=> as 128-bit numbers", [](std::int64_t a, std::int64_t b) {
        const Decimal x = Decimal::from_units(a);
        const Decimal y = Decimal::from_units(b);
        RC_ASSERT((x < y) == (Wide{a} < Wide{b}));
        RC_ASSERT((x == y) == (a == b));
        const Wide sum = Wide{a} + Wide{b};
        if (sum >= kLeast && sum <= kMost) {
            RC_ASSERT(Wide{(x + y).units()} == sum);
        } else {
            RC_ASSERT_THROWS_AS(x + y, InternalError);
        }
    }));
}

struct PercentCase {
    std::string_view value;
    std::string_view percent;
    Rounding rounding;
    std::string_view expected;
};

TEST(Decimal, TakesAPercentage) {
    const PercentCase cases[] = {
        // thai-domain part 10: weight 25 at level 4 (90 %), weight 20 at level 2 (70 %).
        {"25", "90", Rounding::half_up, "22.5"},
        {"20", "70", Rounding::half_up, "14"},
        {"20", "90", Rounding::half_up, "18"},
        // 0.000001 × 50 % = 0.0000005, a tie between 0 and 0.000001.
        {"0.000001", "50", Rounding::half_up, "0.000001"},
        {"0.000001", "50", Rounding::half_even, "0"},
        {"0.000003", "50", Rounding::half_even, "0.000002"},
        {"0.000001", "50", Rounding::down, "0"},
        {"0.000001", "1", Rounding::up, "0.000001"},
        // just below and above the tie
        {"0.000001", "49.999999", Rounding::half_up, "0"},
        {"0.000001", "50.000001", Rounding::half_even, "0.000001"},
        // away from zero on both sides
        {"-0.000001", "50", Rounding::half_up, "-0.000001"},
        {"-0.000001", "50", Rounding::down, "0"},
        {"-0.000001", "1", Rounding::up, "-0.000001"},
        {"-0.000003", "50", Rounding::half_even, "-0.000002"},
        {"1", "-50", Rounding::half_up, "-0.5"},
    };
    for (const auto& [value, percent, rounding, expected] : cases) {
        EXPECT_EQ(Decimal::parse(value)->percent_of(*Decimal::parse(percent), rounding).to_string(),
                  expected)
            << value << " × " << percent << " %";
    }
    EXPECT_THROW(
        (void)Decimal::from_units(kMost).percent_of(Decimal::from_integer(101), Rounding::down),
        InternalError);
}

TEST(Quantity, KeepsItsValueAndAdds) {
    // thai-domain part 10: levels (5, 4, 5) on weights (25, 20, 25) are 25 + 18 + 25 = 68 of 70.
    const Score total = Score(Decimal::from_integer(25)) + Score(Decimal::from_integer(18)) +
                        Score(Decimal::from_integer(25));
    EXPECT_EQ(total.to_string(), "68");
    EXPECT_EQ((total - Score(Decimal::from_integer(68))).value(), Decimal());
    EXPECT_LT(total, Score(Decimal::from_integer(70)));
}

}  // namespace
}  // namespace phaen::base
