#include "phaen/base/ratio.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <compare>
#include <cstdint>
#include <limits>
#include <numeric>

#include "phaen/base/check.h"

namespace phaen::base {
namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

TEST(Ratio, IsInLowestTermsWithAPositiveDenominator) {
    const auto ratio = Ratio::create(6, -4);
    ASSERT_TRUE(ratio.has_value());
    EXPECT_EQ(ratio->numerator(), -3);
    EXPECT_EQ(ratio->denominator(), 2);
    EXPECT_EQ(ratio->to_string(), "-3/2");
    EXPECT_EQ(Ratio::create(0, -7), Ratio());
    EXPECT_EQ(Ratio::create(8, 2)->to_string(), "4");
}

TEST(Ratio, RefusesWhatDoesNotFit) {
    EXPECT_EQ(Ratio::create(1, 0), std::nullopt);
    EXPECT_EQ(Ratio::create(0, 0), std::nullopt);
    EXPECT_EQ(Ratio::create(kLeast, 1), std::nullopt);
    EXPECT_EQ(Ratio::create(1, kLeast), std::nullopt);
    EXPECT_EQ(Ratio::create(kLeast, 2)->numerator(), kLeast / 2);
    EXPECT_EQ(Ratio::create(kLeast, kLeast)->to_string(), "1");
    EXPECT_EQ(Ratio::create(kMost, -1)->numerator(), -kMost);
}

TEST(Ratio, Computes) {
    const Ratio half = *Ratio::create(1, 2);
    const Ratio third = *Ratio::create(1, 3);
    EXPECT_EQ(half + third, *Ratio::create(5, 6));
    EXPECT_EQ(third - half, *Ratio::create(-1, 6));
    EXPECT_EQ(half * third, *Ratio::create(1, 6));
    EXPECT_LT(third, half);
    EXPECT_EQ(Ratio::from_decimal(*Decimal::parse("0.75")), *Ratio::create(3, 4));
    const Ratio most = *Ratio::create(kMost, 1);
    EXPECT_THROW(most + most, InternalError);
    EXPECT_THROW(most * most, InternalError);
    EXPECT_EQ(Ratio::from_decimal(Decimal::from_units(kMost)).numerator(), kMost);  // odd, no fives
}

TEST(Ratio, RoundsOnce) {
    const Ratio ratio = *Ratio::create(2, 3);
    EXPECT_EQ(ratio.to_decimal(2, Rounding::half_up).to_string(), "0.67");
    EXPECT_EQ(ratio.to_decimal(2, Rounding::down).to_string(), "0.66");
    EXPECT_EQ(ratio.to_decimal(6, Rounding::half_up).to_string(), "0.666667");
    EXPECT_EQ(ratio.to_decimal(0, Rounding::half_even).to_string(), "1");
    EXPECT_EQ(Ratio::create(5, 2)->to_decimal(0, Rounding::half_even).to_string(), "2");
    EXPECT_EQ(Ratio::create(5, 2)->to_decimal(0, Rounding::half_up).to_string(), "3");
    EXPECT_EQ(Ratio::create(-5, 2)->to_decimal(0, Rounding::half_up).to_string(), "-3");
    EXPECT_EQ(Ratio::create(-1, 3)->to_decimal(1, Rounding::up).to_string(), "-0.4");
    EXPECT_THROW((void)ratio.to_decimal(7, Rounding::down), InternalError);
    EXPECT_THROW((void)ratio.to_decimal(-1, Rounding::down), InternalError);
    EXPECT_THROW((void)Ratio::create(kMost, 1)->to_decimal(0, Rounding::down), InternalError);
}

// The slow model: common denominators in 128 bits.
__extension__ using Wide = __int128;

TEST(Ratio, ComparesAndAddsAsAModelDoes) {
    EXPECT_TRUE(rc::check("<=> by cross multiplication", [](std::int64_t a, std::int64_t b) {
        const auto c = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
        const auto d = *rc::gen::nonZero<std::int64_t>();
        const auto left = Ratio::create(a, c);
        const auto right = Ratio::create(b, d);
        RC_PRE(left && right);
        const Wide sign = d < 0 ? -1 : 1;
        const Wide difference = (Wide{a} * d - Wide{b} * c) * sign;
        RC_ASSERT((*left < *right) == (difference < 0));
        RC_ASSERT((*left == *right) == (difference == 0));
    }));
    EXPECT_TRUE(rc::check("(a + b) - b = a, (a * b) has the product's value", [] {
        const auto part = rc::gen::inRange<std::int64_t>(-30'000, 30'000);
        const auto bottom = rc::gen::inRange<std::int64_t>(1, 30'000);
        const std::int64_t n1 = *part;
        const std::int64_t n2 = *part;
        const std::int64_t d1 = *bottom;
        const std::int64_t d2 = *bottom;
        const Ratio a = *Ratio::create(n1, d1);
        const Ratio b = *Ratio::create(n2, d2);
        RC_ASSERT((a + b) - b == a);
        RC_ASSERT(a + b == *Ratio::create(n1 * d2 + n2 * d1, d1 * d2));
        RC_ASSERT(a * b == *Ratio::create(n1 * n2, d1 * d2));
        RC_ASSERT(std::gcd((a * b).numerator(), (a * b).denominator()) == 1);
    }));
}

TEST(Ratio, RoundingStaysWithinOneUnit) {
    EXPECT_TRUE(rc::check("down ≤ half ≤ up in magnitude, one unit apart at most", [] {
        const auto n = *rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000);
        const auto d = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
        const Ratio ratio = *Ratio::create(n, d);
        const std::int64_t sign = n < 0 ? -1 : 1;
        const std::int64_t down = sign * ratio.to_decimal(6, Rounding::down).units();
        const std::int64_t up = sign * ratio.to_decimal(6, Rounding::up).units();
        RC_ASSERT(up - down <= 1);
        // The exact value lies between the two.
        RC_ASSERT(Wide{down} * d <= Wide{sign * n} * 1'000'000);
        RC_ASSERT(Wide{up} * d >= Wide{sign * n} * 1'000'000);
        for (const Rounding rounding : {Rounding::half_up, Rounding::half_even}) {
            const std::int64_t near = sign * ratio.to_decimal(6, rounding).units();
            const Wide error = Wide{near} * d - Wide{sign * n} * 1'000'000;
            RC_ASSERT((error < 0 ? -error : error) * 2 <= Wide{d});
        }
    }));
}

}  // namespace
}  // namespace phaen::base
