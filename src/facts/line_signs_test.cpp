#include "line_signs.h"

#include <gtest/gtest.h>

#include <string>

namespace phaen::facts {
namespace {

TEST(LineSigns, finds_each_quote_wherever_it_is) {
    // 200 bytes: three whole pieces of 64 and a rest.
    for (std::size_t first = 0; first < 200; ++first) {
        for (const std::size_t second : {first + 1, first + 7, first + 70, std::size_t{199}}) {
            if (second >= 200 || second == first) continue;
            std::string line(200, 'x');
            line[first] = line[second] = '"';
            LineSigns signs;
            ASSERT_TRUE(signs.look_at(line));
            EXPECT_EQ(signs.quote_from(0), std::min(first, second));
            EXPECT_EQ(signs.quote_from(std::min(first, second) + 1), std::max(first, second));
            EXPECT_GE(signs.quote_from(std::max(first, second) + 1), line.size());
        }
    }
}

TEST(LineSigns, tells_what_stands_in_no_text_as_it_is) {
    for (const std::size_t at : {0U, 15U, 16U, 63U, 64U, 99U}) {
        for (int byte = 0; byte < 256; ++byte) {
            std::string line(100, 'x');
            line[at] = static_cast<char>(byte);
            LineSigns signs;
            // A byte beyond ASCII by itself is no UTF-8.
            const bool refused = byte < 0x20 || byte >= 0x7F || byte == '\\';
            EXPECT_EQ(signs.look_at(line), !refused) << byte << " at " << at;
        }
    }
}

TEST(LineSigns, begins_anew_with_each_line) {
    LineSigns signs;
    ASSERT_TRUE(signs.look_at("\"กา\""));
    EXPECT_EQ(signs.quote_from(1), 7U);  // two letters of three bytes each
    ASSERT_TRUE(signs.look_at("abc"));
    EXPECT_GE(signs.quote_from(0), 3U);
    ASSERT_TRUE(signs.look_at(""));
    EXPECT_GE(signs.quote_from(0), 0U);
}

}  // namespace
}  // namespace phaen::facts
