#include "phaen/base/money.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/check.h"
#include "phaen/base/ratio.h"
#include "phaen/base/thai_text.h"

namespace phaen::base {
namespace {

template <class A, class B>
concept Addable = requires(A a, B b) { a + b; };
template <class A, class B>
concept Multipliable = requires(A a, B b) { a* b; };
template <class From>
concept MadeFromSatang = requires(From from) { Money::from_satang(from); };

static_assert(Addable<Money, Money>);
static_assert(!Addable<Money, Decimal> && !Addable<Money, std::int64_t> && !Addable<Money, Weight>);
static_assert(!Multipliable<Money, int> && !Multipliable<Money, Money>);
static_assert(MadeFromSatang<int> && !MadeFromSatang<double> && !MadeFromSatang<float>);

Money satang(std::int64_t value) { return *Money::from_satang(value); }

rc::Gen<std::int64_t> any_satang() {
    return rc::gen::oneOf(rc::gen::inRange<std::int64_t>(-Money::kMaxSatang, Money::kMaxSatang + 1),
                          rc::gen::inRange<std::int64_t>(-100'000, 100'001));
}

struct MoneyCase {
    std::string_view text;
    std::int64_t satang;
};

TEST(Money, ReadsThePlanFilesForm) {
    const MoneyCase cases[] = {
        {"0", 0},
        {"-0.00", 0},
        {"1500000.00", 150'000'000},
        {"1500000", 150'000'000},
        {"0.5", 50},
        {"0.05", 5},
        {"-12.34", -1234},
        {"90000000000000.00", Money::kMaxSatang},
        {"-90000000000000", -Money::kMaxSatang},
    };
    for (const auto& [text, expected] : cases) {
        const auto money = Money::parse(text);
        ASSERT_TRUE(money.has_value()) << text;
        EXPECT_EQ(money->satang(), expected) << text;
    }
}

TEST(Money, RefusesAnythingElse) {
    for (const std::string_view text :
         {"", "-", ".", "1.", ".50", "1.234", "1,500", "+1", " 1", "1 ", "๑", "1e3",
          "90000000000000.01", "90000000000001", "99999999999999999999999", "--1", "1.-"}) {
        EXPECT_EQ(Money::parse(text), std::nullopt) << text;
    }
}

TEST(Money, PrintsTwoDecimalsAlways) {
    EXPECT_EQ(Money().to_string(), "0.00");
    EXPECT_EQ(satang(150'000'000).to_string(), "1500000.00");
    EXPECT_EQ(satang(5).to_string(), "0.05");
    EXPECT_EQ(satang(-5).to_string(), "-0.05");
    EXPECT_TRUE(rc::check("parse(print(x)) = x", [] {
        const Money money = satang(*any_satang());
        RC_ASSERT(Money::parse(money.to_string()) == money);
    }));
}

TEST(Money, ChecksItsBounds) {
    const Money most = satang(Money::kMaxSatang);
    EXPECT_EQ(Money::from_satang(Money::kMaxSatang + 1), std::nullopt);
    EXPECT_EQ(Money::from_satang(-Money::kMaxSatang - 1), std::nullopt);
    EXPECT_EQ(Money::from_satang(std::numeric_limits<std::int64_t>::min()), std::nullopt);
    EXPECT_EQ(most - most, Money());
    EXPECT_THROW(most + satang(1), InternalError);
    EXPECT_THROW(Money() - most - satang(1), InternalError);
}

TEST(Money, AddsTheSourcePlansTotals) {
    // Strategic 1,500,000 + mission 12,903,200 + routine (1,607,500 + 333,700) = 16,344,400.
    const Money routine = satang(160'750'000) + satang(33'370'000);
    EXPECT_EQ(routine.to_string(), "1941200.00");
    EXPECT_EQ((satang(150'000'000) + satang(1'290'320'000) + routine).to_string(), "16344400.00");
    // Stated 21,903,200 against 12,903,200.
    EXPECT_EQ((satang(2'190'320'000) - satang(1'290'320'000)).to_string(), "9000000.00");
}

TEST(Money, ScalesAndRoundsOnce) {
    const Ratio third = *Ratio::create(1, 3);
    // 1.00 / 3 = 33.33… satang; 2.00 / 3 = 66.66…
    EXPECT_EQ(scale(satang(100), third, Rounding::half_up), satang(33));
    EXPECT_EQ(scale(satang(100), third, Rounding::up), satang(34));
    EXPECT_EQ(scale(satang(200), third, Rounding::half_up), satang(67));
    EXPECT_EQ(scale(satang(200), third, Rounding::down), satang(66));
    EXPECT_EQ(scale(satang(-200), third, Rounding::half_up), satang(-67));
    // 0.01 × 1/2 and 0.03 × 1/2 are ties.
    const Ratio half = *Ratio::create(1, 2);
    EXPECT_EQ(scale(satang(1), half, Rounding::half_even), satang(0));
    EXPECT_EQ(scale(satang(3), half, Rounding::half_even), satang(2));
    EXPECT_EQ(scale(satang(1), half, Rounding::half_up), satang(1));
    EXPECT_EQ(scale(satang(Money::kMaxSatang), *Ratio::create(1, 1), Rounding::down),
              satang(Money::kMaxSatang));
    EXPECT_THROW((void)scale(satang(Money::kMaxSatang), *Ratio::create(2, 1), Rounding::down),
                 InternalError);
    EXPECT_THROW(
        (void)scale(satang(Money::kMaxSatang),
                    *Ratio::create(std::numeric_limits<std::int64_t>::max(), 1), Rounding::down),
        InternalError);
}

std::vector<std::int64_t> split(std::int64_t amount, const std::vector<std::int64_t>& weights) {
    std::vector<std::int64_t> parts;
    for (const Money part : allocate(satang(amount), weights)) parts.push_back(part.satang());
    return parts;
}

TEST(Allocate, GivesTheLargestRemaindersTheRest) {
    using Parts = std::vector<std::int64_t>;
    EXPECT_EQ(split(100, {1, 1, 1}), (Parts{34, 33, 33}));  // equal remainders: the earlier part
    // 10 by 5:3:1 of 9 = 5.56, 3.33, 1.11: floors 5, 3, 1 leave 1 for the remainder .56.
    EXPECT_EQ(split(10, {5, 3, 1}), (Parts{6, 3, 1}));
    // 10 by 1:3:5 = 1.11, 3.33, 5.56: the last one.
    EXPECT_EQ(split(10, {1, 3, 5}), (Parts{1, 3, 6}));
    EXPECT_EQ(split(-100, {1, 1, 1}), (Parts{-34, -33, -33}));
    EXPECT_EQ(split(7, {0, 1, 0}), (Parts{0, 7, 0}));
    EXPECT_EQ(split(0, {1, 2}), (Parts{0, 0}));
    EXPECT_EQ(split(5, {1}), (Parts{5}));
    const std::int64_t huge = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(split(Money::kMaxSatang, {huge, huge}),
              (Parts{Money::kMaxSatang / 2, Money::kMaxSatang / 2}));
}

TEST(Allocate, IsABugWithoutWeights) {
    EXPECT_THROW((void)split(1, {}), InternalError);
    EXPECT_THROW((void)split(1, {0, 0}), InternalError);
    EXPECT_THROW((void)split(1, {2, -1}), InternalError);
}

TEST(Allocate, ConservesTheTotal) {
    EXPECT_TRUE(rc::check("the parts add up, each within a satang of its share", [] {
        const std::int64_t amount = *any_satang();
        const auto weights = *rc::gen::suchThat(
            rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1000)),
            [](const std::vector<std::int64_t>& w) {
                return std::any_of(w.begin(), w.end(), [](std::int64_t x) { return x > 0; });
            });
        __extension__ using Wide = __int128;
        Wide total = 0;
        for (const std::int64_t weight : weights) total += weight;
        const auto parts = split(amount, weights);
        RC_ASSERT(parts.size() == weights.size());
        Wide sum = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            sum += parts[i];
            const Wide error = Wide{parts[i]} * total - Wide{amount} * weights[i];
            RC_ASSERT(error < total);
            RC_ASSERT(error > -total);
            if (weights[i] == 0) RC_ASSERT(parts[i] == 0);
        }
        RC_ASSERT(sum == amount);
    }));
}

TEST(PrintedMoney, ReadsWhatDocumentsPrint) {
    const MoneyCase cases[] = {
        {"๑,๕๐๐,๐๐๐.- บาท", 150'000'000},
        {"๑,๕๐๐,๐๐๐.-บาท", 150'000'000},
        {"๒๑,๙๐๓,๒๐๐.-บาท", 2'190'320'000},
        {"3,733,997.10 บาท", 373'399'710},
        {"๓,๗๓๓,๙๙๗.๑๐ บาท", 373'399'710},
        {"๑๐๐๐ บาท", 100'000},
        {"1,500,000", 150'000'000},
        {"  ๓๓๓,๗๐๐.- บาท \u00A0", 33'370'000},
        {"๑,๕๐๐.\u2013 บาท", 150'000},
        {"๑,๕๐๐.\u2212", 150'000},
        {"0", 0},
        {"๕.๕ บาท", 550},
        {"๙๐,๐๐๐,๐๐๐,๐๐๐,๐๐๐.- บาท", Money::kMaxSatang},
    };
    for (const auto& [text, expected] : cases) {
        const auto money = parse_printed_money(text);
        ASSERT_TRUE(money.has_value()) << text;
        EXPECT_EQ(money->satang(), expected) << text;
    }
}

TEST(PrintedMoney, RefusesWhatIsNotExactlyOneAmount) {
    for (const std::string_view text : {"",
                                        "บาท",
                                        " ",
                                        "ไม่ใช้งบประมาณ",
                                        "๑,๕๐๐.",
                                        "๑,๕๐๐. บาท",
                                        "๑,๕๐,๐๐๐ บาท",
                                        "๑๕๐๐,๐๐๐",
                                        "-๑๐๐ บาท",
                                        "๑๐๐ บาท ๒๐๐ บาท",
                                        "๑๐๐-๒๐๐ บาท",
                                        "๑.๒๓๔ บาท",
                                        "๑๐๐ บาทถ้วน",
                                        "งบ ๑๐๐ บาท",
                                        "๑๐๐ ล้านบาท",
                                        "๑๐๐.๕๐.- บาท",
                                        "๑๐๐.-.-",
                                        "๑๐๐- บาท",
                                        "๙๐,๐๐๐,๐๐๐,๐๐๐,๐๐๐.๐๑",
                                        "๙๐,๐๐๐,๐๐๐,๐๐๐,๐๐๑",
                                        "9223372036854775807",
                                        "๑๐๐ USD"}) {
        EXPECT_EQ(parse_printed_money(text), std::nullopt) << text;
    }
}

TEST(PrintedMoney, IsPrintedAsThaiDocumentsDo) {
    EXPECT_EQ(format_money(satang(150'000'000), Digits::thai), "๑,๕๐๐,๐๐๐.- บาท");
    EXPECT_EQ(format_money(satang(373'399'710), Digits::thai), "๓,๗๓๓,๙๙๗.๑๐ บาท");
    EXPECT_EQ(format_money(satang(373'399'710), Digits::arabic), "3,733,997.10 บาท");
    EXPECT_EQ(format_money(Money(), Digits::arabic), "0.- บาท");
    EXPECT_EQ(format_money(satang(99'900), Digits::arabic), "999.- บาท");
    EXPECT_EQ(format_money(satang(100'000), Digits::arabic), "1,000.- บาท");
    EXPECT_EQ(format_money(satang(-100'005), Digits::arabic), "-1,000.05 บาท");
}

TEST(PrintedMoney, ReadsBackWhatIsPrinted) {
    EXPECT_TRUE(rc::check("parse_printed(format(x)) = x", [](bool thai) {
        const Money money = satang(*rc::gen::inRange<std::int64_t>(0, Money::kMaxSatang + 1));
        const std::string text = format_money(money, thai ? Digits::thai : Digits::arabic);
        RC_ASSERT(parse_printed_money(text) == money);
    }));
}

struct WordsCase {
    std::int64_t satang;
    std::string_view words;
};

TEST(BahtInWords, IsWhatAChequeSays) {
    const WordsCase cases[] = {
        // The vectors of thai-domain part 10.
        {0, "ศูนย์บาทถ้วน"},
        {1, "หนึ่งสตางค์"},
        {50, "ห้าสิบสตางค์"},
        {100, "หนึ่งบาทถ้วน"},
        {101, "หนึ่งบาทหนึ่งสตางค์"},
        {1000, "สิบบาทถ้วน"},
        {1111, "สิบเอ็ดบาทสิบเอ็ดสตางค์"},
        {2100, "ยี่สิบเอ็ดบาทถ้วน"},
        {10'100, "หนึ่งร้อยเอ็ดบาทถ้วน"},
        {100'000'100, "หนึ่งล้านเอ็ดบาทถ้วน"},
        {150'000'000, "หนึ่งล้านห้าแสนบาทถ้วน"},
        {373'399'710, "สามล้านเจ็ดแสนสามหมื่นสามพันเก้าร้อยเก้าสิบเจ็ดบาทสิบสตางค์"},
        {1'290'320'000, "สิบสองล้านเก้าแสนสามพันสองร้อยบาทถ้วน"},
        {1'000'000'000'000, "หนึ่งหมื่นล้านบาทถ้วน"},
        // Groups of groups, and every place.
        {12'345'678, "หนึ่งแสนสองหมื่นสามพันสี่ร้อยห้าสิบหกบาทเจ็ดสิบแปดสตางค์"},
        {1'100'000'000, "สิบเอ็ดล้านบาทถ้วน"},
        {100'000'000'000'000, "หนึ่งล้านล้านบาทถ้วน"},
        {100'000'000'000'100, "หนึ่งล้านล้านเอ็ดบาทถ้วน"},
        {Money::kMaxSatang, "เก้าสิบล้านล้านบาทถ้วน"},
        {21, "ยี่สิบเอ็ดสตางค์"},
        {-150, "ลบหนึ่งบาทห้าสิบสตางค์"},
        {-1, "ลบหนึ่งสตางค์"},
    };
    for (const auto& [amount, words] : cases) {
        EXPECT_EQ(baht_in_words(satang(amount)), words) << amount;
    }
}

}  // namespace
}  // namespace phaen::base
