// What a number may mean whose commas do not part thousands.
#include "sum_tables.h"

#include <gtest/gtest.h>

#include <optional>
#include <string_view>

namespace phaen::check {
namespace {

constexpr Units kOne = 1'000'000;  // units are millionths

struct Case {
    std::string_view text;
    Units joined;
    std::optional<Units> other;
};

TEST(MisgroupedNumber, IsReadInTwoWays) {
    const Case cases[] = {
        {"600,0000.00", 6'000'000 * kOne, 600'000 * kOne},  // a zero too many
        {"๖๐๐,๐๐๐๐.๐๐ บาท", 6'000'000 * kOne, 600'000 * kOne},
        {"1500,000", 1'500'000 * kOne, 150'000 * kOne},  // a comma lost, or a digit too many
        {"60,00", 6'000 * kOne, 60'000 * kOne},          // a zero too few
        {"14,8000", 148'000 * kOne, 14'800 * kOne},
        {"60,05", 6'005 * kOne, std::nullopt},  // which digit is lost nobody knows
    };
    for (const Case& test : cases) {
        const auto number = misgrouped_number(test.text);
        ASSERT_TRUE(number.has_value()) << test.text;
        EXPECT_EQ(number->joined, test.joined) << test.text;
        EXPECT_EQ(number->other, test.other) << test.text;
    }
}

TEST(MisgroupedNumber, IsNoneWhereCommasPartThousands) {
    for (const std::string_view text :
         {"600,000.00", "1,234,567", "600000", "๑๒ คน", "-", "", "งบ ๖๐๐,๐๐๐๐", "999"}) {
        EXPECT_FALSE(misgrouped_number(text).has_value()) << text;
    }
}

}  // namespace
}  // namespace phaen::check
