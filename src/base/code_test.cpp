#include "phaen/base/code.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/thai_text.h"

namespace phaen::base {
namespace {

TEST(Code, ReadsBothDigits) {
    EXPECT_EQ(Code::parse("๖.๑.๑๐")->segments(), (std::vector<int>{6, 1, 10}));
    EXPECT_EQ(Code::parse("๖.๓.")->segments(), (std::vector<int>{6, 3}));
    EXPECT_EQ(Code::parse("7")->segments(), (std::vector<int>{7}));
    EXPECT_EQ(Code::parse("1.02")->to_string(), "1.2");
    EXPECT_EQ(Code::parse("999999999")->segments(), (std::vector<int>{999'999'999}));
    EXPECT_EQ(Code::parse("1.2.3.4.5.6.7.8.9.10.11.12")->segments().size(), 12u);
}

TEST(Code, RefusesAnythingElse) {
    for (const std::string_view text :
         {"", ".", "6.1..", "6..1", ".6", " 6.1", "6.1 ", "6,1", "6.a", "a", "-6", "6-1",
          "1000000000", "1.2.3.4.5.6.7.8.9.10.11.12.13", "\xE0\xB9", "ก.๑"}) {
        EXPECT_EQ(Code::parse(text), std::nullopt) << text;
    }
}

TEST(Code, IsOrderedSegmentBySegment) {
    // ๖.๑.๑ < ๖.๑.๑.๑ < ๖.๒ < ๖.๑๐
    const std::vector<std::string_view> expected = {"๖.๑.๑", "๖.๑.๑.๑", "๖.๒", "๖.๑๐"};
    std::vector<std::string_view> sorted = {"๖.๑๐", "๖.๒", "๖.๑.๑.๑", "๖.๑.๑"};
    std::sort(sorted.begin(), sorted.end(),
              [](auto a, auto b) { return *Code::parse(a) < *Code::parse(b); });
    EXPECT_EQ(sorted, expected);
    EXPECT_EQ(*Code::parse("๖.๑"), *Code::parse("6.1."));
}

TEST(Code, KnowsWhatItIsUnder) {
    const Code code = *Code::parse("6.1.10");
    EXPECT_TRUE(code.is_under(*Code::parse("6.1")));
    EXPECT_TRUE(code.is_under(*Code::parse("6")));
    EXPECT_FALSE(code.is_under(code));
    EXPECT_FALSE(code.is_under(*Code::parse("6.1.1")));
    EXPECT_FALSE(code.is_under(*Code::parse("6.1.10.1")));
}

TEST(Code, PrintsWhatItReadsBack) {
    EXPECT_TRUE(rc::check("parse(print(x)) = x, in either digits", [] {
        const auto segments = *rc::gen::suchThat(
            rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1'000'000'000)),
            [](const std::vector<int>& s) { return !s.empty() && s.size() <= 12; });
        std::string text;
        for (const int segment : segments) text += std::to_string(segment) + ".";
        const auto code = Code::parse(text);
        RC_ASSERT(code.has_value());
        RC_ASSERT(code->segments() == segments);
        RC_ASSERT(Code::parse(code->to_string()) == code);
        RC_ASSERT(Code::parse(to_thai_digits(text)) == code);
    }));
}

}  // namespace
}  // namespace phaen::base
