#include "phaen/book/template.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace phaen::book {
namespace {

using base::FormErrorKind;

constexpr const char* kHead =
    "schema = \"phaen.template/1\"\n"
    "id = \"ours\"\n"
    "book = \"annual-plan\"\n";
constexpr const char* kBlock = "[[blocks]]\npart = \"vision\"\n";

std::string with(const std::string& rest) { return kHead + rest; }

TEST(Template, ShippedOnesAreRead) {
    ASSERT_EQ(shipped_templates().size(), 4U);
    for (const Template& known : shipped_templates()) {
        EXPECT_FALSE(known.blocks.empty()) << known.book;
        EXPECT_EQ(find_shipped_template(known.book), &known);
        // What is shipped is what a person copies: it reads by itself.
        const auto again = read_template(shipped_template_bytes(known.book));
        ASSERT_TRUE(again.has_value()) << known.book;
        EXPECT_EQ(*again, known);
    }
    EXPECT_EQ(find_shipped_template("novel"), nullptr);
    EXPECT_TRUE(shipped_template_bytes("novel").empty());
}

TEST(Template, WordsThatAreLeftOutAreTheShippedOnes) {
    const auto made = read_template(
        with(std::string("digits = \"arabic\"\n[words]\nvision_heading = \"V\"\n") + kBlock));
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(made->words.at("vision_heading"), "V");
    EXPECT_EQ(made->words.at("preface_heading"),
              find_shipped_template("annual-plan")->words.at("preface_heading"));
    EXPECT_EQ(made->digits, TemplateDigits::arabic);
    EXPECT_EQ(made->groups, find_shipped_template("annual-plan")->groups);
    EXPECT_EQ(made->blocks.size(), 1U);
}

struct Bad {
    const char* text;
    FormErrorKind kind;
    int line;
};

TEST(Template, EveryErrorHasItsPlace) {
    const Bad cases[] = {
        {"[words]\nvison_heading = \"x\"\n", FormErrorKind::unknown_member, 5},
        {"[words]\nvision_heading = 3\n", FormErrorKind::wrong_type, 5},
        {"[words]\nmission = \"{nummer} {name}\"\n", FormErrorKind::unknown_word, 5},
        {"[words]\nvision_heading = \"a\\nb\"\n", FormErrorKind::bad_text, 5},
        {"[[blocks]]\npart = \"visions\"\n", FormErrorKind::unknown_word, 5},
        {"[[blocks]]\nheading = \"{number}\"\n", FormErrorKind::unknown_word, 5},
        {"[[blocks]]\nheading = \"x\"\nwhen = \"never\"\n", FormErrorKind::unknown_word, 6},
        {"[[blocks]]\npart = \"vision\"\ntext = \"x\"\n", FormErrorKind::contradiction, 4},
        {"[[blocks]]\nlevel = 1\n", FormErrorKind::contradiction, 4},
        {"[[blocks]]\nheading = \"x\"\nlevel = 10\n", FormErrorKind::bad_value, 6},
        {"[[blocks]]\npart = \"swot\"\n[[blocks]]\npart = \"swot\"\n", FormErrorKind::duplicate, 7},
        {"[page]\nmargin_left = 0\n", FormErrorKind::bad_value, 5},
        {"digits = \"roman\"\n", FormErrorKind::unknown_word, 4},
        {"colour = \"red\"\n", FormErrorKind::unknown_member, 4},
        {"digits = \n", FormErrorKind::syntax, 4},
    };
    for (const Bad& bad : cases) {
        std::string text = with(bad.text);
        if (text.find("[[blocks]]") == std::string::npos) text += kBlock;
        const auto made = read_template(text);
        ASSERT_FALSE(made.has_value()) << bad.text;
        EXPECT_EQ(made.error().front().kind, bad.kind) << bad.text;
        EXPECT_EQ(made.error().front().position.line, bad.line) << bad.text;
    }
}

TEST(Template, OfNoBookIsRefused) {
    const auto made = read_template(
        "schema = \"phaen.template/1\"\nid = \"ours\"\nbook = \"novel\"\n[[blocks]]\npart = "
        "\"vision\"\n");
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().front().kind, FormErrorKind::unknown_word);
    EXPECT_NE(made.error().front().expected.find("annual-plan"), std::string::npos);
    EXPECT_EQ(made.error().front().position.line, 3);
    EXPECT_FALSE(read_template("").has_value());
    EXPECT_FALSE(read_template("schema = \"phaen.template/2\"\n").has_value());
}

TEST(Template, TooManyBlocksAreRefused) {
    std::string text = kHead;
    for (std::size_t i = 0; i <= kTemplateBlocks; ++i) text += "[[blocks]]\npage_break = true\n";
    const auto made = read_template(text);
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().front().kind, FormErrorKind::too_many);
}

TEST(Template, EveryPartIsInAShippedBook) {
    for (const std::string_view part : template_parts()) {
        // Two are for books that an agency makes.
        if (part == "title_page" || part == "indicator_sheets") continue;
        const bool used = std::any_of(
            shipped_templates().begin(), shipped_templates().end(), [&](const Template& known) {
                return std::any_of(known.blocks.begin(), known.blocks.end(),
                                   [&](const TemplateBlock& block) { return block.part == part; });
            });
        EXPECT_TRUE(used) << part;
    }
}

}  // namespace
}  // namespace phaen::book
