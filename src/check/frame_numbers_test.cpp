#include "frame_numbers.h"

#include <gtest/gtest.h>

namespace phaen::check {
namespace {

struct Case {
    std::vector<long long> numbers;
    std::vector<std::size_t> slips;
    std::vector<long long> expected;
};

TEST(NumberSlips, AreFoundOncePerSlip) {
    const std::vector<Case> cases = {
        {{1, 2, 3}, {}, {}},
        {{1, 2, 2, 3}, {2}, {3}},   // the last two follow the doubled number
        {{1, 2, 2, 4}, {2}, {3}},   // one number is off, the rest is right
        {{1, 2, 4, 5}, {2}, {3}},   // 3 is lost
        {{1, 2, 3, 1, 2}, {}, {}},  // a new list
        {{1, 1, 2}, {1}, {2}},      // 1 twice is no new list
        {{2, 3, 4}, {0}, {1}},
        {{3, 2, 3}, {0}, {1}},     // only the first is off
        {{4}, {}, {}},             // a single item proves nothing
        {{1, 3, 2, 4}, {1}, {2}},  // swapped
    };
    for (const Case& test : cases) {
        const auto found = number_slips(test.numbers, {});
        std::vector<std::size_t> slips;
        std::vector<long long> expected;
        for (const NumberSlip& slip : found) {
            slips.push_back(slip.index);
            expected.push_back(slip.expected);
        }
        EXPECT_EQ(slips, test.slips) << testing::PrintToString(test.numbers);
        EXPECT_EQ(expected, test.expected) << testing::PrintToString(test.numbers);
    }
}

TEST(NumberSlips, GoOnFromAnotherListWhereThatIsAllowed) {
    EXPECT_TRUE(number_slips({4, 5}, {.first = 4}).empty());
    EXPECT_TRUE(number_slips({7, 8}, {.first = 0}).empty());
    EXPECT_EQ(number_slips({1, 2, 1}, {.first = 1, .restarts = false}).size(), 1U);
}

TEST(NumberSlips, KeepTheDigits) {
    EXPECT_EQ(number_like(12, "๓"), "๑๒");
    EXPECT_EQ(number_like(12, "3"), "12");
}

}  // namespace
}  // namespace phaen::check
