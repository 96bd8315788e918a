#include "search_match.h"

#include <gtest/gtest.h>

namespace phaen::app {
namespace {

std::optional<int> rank(std::string_view typed, std::string_view title,
                        std::string_view more = {}) {
    return Wanted(typed).rank(Wanted::fold({title}), Wanted::fold({title, more}));
}

TEST(SearchMatch, puts_what_begins_with_it_before_what_has_it_somewhere) {
    EXPECT_EQ(rank("คลอง", "คลองสวยน้ำใส"), 0);
    EXPECT_EQ(rank("คลอง", "โครงการขุดลอกคลอง"), 1);
    EXPECT_EQ(rank("ถนน", "โครงการขุดลอกคลอง"), std::nullopt);
}

TEST(SearchMatch, takes_either_digits_and_any_spelling_that_is_the_same) {
    EXPECT_EQ(rank("กท 0001/88", "กท ๐๐๐๑/๘๘"), 0);
    EXPECT_EQ(rank("citynet", "จดหมายข่าว CITYNET"), 1);
    // Nikhahit and sara aa, as some keyboards type sara am.
    EXPECT_EQ(rank("นํ้าใส", "คลองสวยน้ำใส"), 1);
    EXPECT_EQ(rank("คลอง สวย", "คลองสวยน้ำใส"), 0);
}

TEST(SearchMatch, finds_words_in_any_order_with_others_between) {
    EXPECT_EQ(rank("น้ำใส คลอง", "คลองสวยน้ำใส"), 2);
    EXPECT_EQ(rank("คลอง บทความ", "คลองสวยน้ำใส", "บทความ"), 3);
    // Typed without spaces, as Thai is: the words are ประชุม and เมือง.
    EXPECT_EQ(rank("ประชุมเมือง", "รายงานการประชุมเครือข่ายเมือง"), 4);
    EXPECT_EQ(rank("ประชุมถนน", "รายงานการประชุมเครือข่ายเมือง"), std::nullopt);
}

TEST(SearchMatch, finds_nothing_across_the_end_of_a_text) {
    EXPECT_EQ(rank("network", "city net", "work plan"), std::nullopt);
    EXPECT_EQ(rank("net work", "city net", "work plan"), 3);
}

TEST(SearchMatch, finds_nothing_by_nothing) {
    EXPECT_EQ(rank("", "คลองสวยน้ำใส"), std::nullopt);
    EXPECT_EQ(rank(" \t", "คลองสวยน้ำใส"), std::nullopt);
}

}  // namespace
}  // namespace phaen::app
