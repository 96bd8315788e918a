#include "hints.h"

#include <gtest/gtest.h>

namespace phaen::cli {
namespace {

using Kind = book::Hint::Kind;

TEST(Hints, BothKindsInOrder) {
    const auto hints = parse_hints(
        "[[heading]]\nprinted = \"งานหลักของเรา\"\nmeans = \"missions\"\n"
        "[[column]]\nprinted = \"ผู้ทำ\"\nmeans = \"lead\"\n"
        "[[heading]]\nmeans = \"projects\"\nprinted = 'งาน \"พิเศษ\"'\n",
        "h.toml", Language::english);
    ASSERT_TRUE(hints);
    ASSERT_EQ(hints->size(), 3u);
    for (const book::Hint& wanted : {book::Hint{Kind::heading, "งานหลักของเรา", "missions"},
                                     book::Hint{Kind::heading, "งาน \"พิเศษ\"", "projects"},
                                     book::Hint{Kind::column, "ผู้ทำ", "lead"}}) {
        EXPECT_NE(std::find(hints->begin(), hints->end(), wanted), hints->end()) << wanted.printed;
    }
}

TEST(Hints, EmptyFileHasNone) {
    const auto hints = parse_hints("# nothing yet\n", "h.toml", Language::english);
    ASSERT_TRUE(hints);
    EXPECT_TRUE(hints->empty());
}

TEST(Hints, WrittenOnesReadBack) {
    const std::vector<book::Hint> hints = {{Kind::heading, "a \"b\" \\c", "missions"},
                                           {Kind::column, "ผู้ทำ", "lead"}};
    const auto read = parse_hints(to_toml(hints), "h.toml", Language::english);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, hints);
}

struct Refused {
    const char* text;
    const char* says;
};

TEST(Hints, RefusedWithLineAndColumn) {
    const std::vector<Refused> table = {
        {"[[heading]\n", "line 1"},
        {"[[headings]]\nprinted = \"a\"\n", "“headings” is not known"},
        {"[heading]\nprinted = \"a\"\nmeans = \"b\"\n", "“heading” is written as [[heading]]"},
        {"heading = [1]\n", "“heading” is written as [[heading]]"},
        {"[[column]]\nprinted = \"a\"\n", "“means” is missing"},
        {"[[column]]\nmeans = \"a\"\n", "“printed” is missing"},
        {"[[column]]\nprinted = \"a\"\nmeans = 1\n", "line 3, column 9: “means” must be a text"},
        {"[[column]]\nprinted = \"\"\nmeans = \"b\"\n", "“printed” must be a text"},
        {"[[column]]\nprinted = \"a\"\nmeans = \"b\"\nnote = \"c\"\n",
         "line 4, column 8: “note” is not known here"},
    };
    for (const Refused& row : table) {
        const auto hints = parse_hints(row.text, "h.toml", Language::english);
        ASSERT_FALSE(hints) << row.text;
        const std::string text = describe(hints.error(), Language::english);
        EXPECT_TRUE(text.starts_with("h.toml: not a file of hints: ")) << text;
        EXPECT_NE(text.find(row.says), std::string::npos) << text;
    }
}

}  // namespace
}  // namespace phaen::cli
