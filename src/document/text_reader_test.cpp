#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "phaen/document/read.h"

namespace phaen::document {
namespace {

Document must_read(std::string_view text, const ReadLimits& limits = {}) {
    auto result = read_text(text, limits);
    EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().detail);
    return result ? std::move(result).value() : Document{};
}

ReadError must_refuse(std::string_view text, const ReadLimits& limits = {}) {
    const auto result = read_text(text, limits);
    EXPECT_FALSE(result.has_value());
    return result ? ReadError{} : result.error();
}

/// A document as one line a block, for tables of expectations: `P<block>:<line> text`, or
/// `T<block>:<line>` and the rows as `[cell|cell]`, the paragraphs of a cell parted by `/`.
std::string outline(const Document& document) {
    std::string out;
    for (const Block& block : document.blocks) {
        if (!out.empty()) out += '\n';
        if (block.kind == Block::Kind::paragraph) {
            const Place& place = block.paragraph.place;
            out += "P" + std::to_string(place.block) + ":" + std::to_string(place.line) + " " +
                   block.paragraph.printed();
            continue;
        }
        const Place& place = block.table.place;
        out += "T" + std::to_string(place.block) + ":" + std::to_string(place.line);
        for (const Row& row : block.table.rows) {
            out += " [";
            for (const Cell& cell : row.cells) {
                if (&cell != &row.cells.front()) out += '|';
                for (const Paragraph& paragraph : cell.paragraphs) {
                    if (&paragraph != &cell.paragraphs.front()) out += '/';
                    out += paragraph.printed();
                }
            }
            out += ']';
        }
    }
    return out;
}

struct OutlineCase {
    const char* name;
    std::string_view text;
    std::string_view expected;
};

class TextOutline : public testing::TestWithParam<OutlineCase> {};

TEST_P(TextOutline, IsAsExpected) {
    EXPECT_EQ(outline(must_read(GetParam().text)), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, TextOutline,
    testing::Values(OutlineCase{"empty", "", ""}, OutlineCase{"blank_lines", "\n\n  \n", ""},
                    OutlineCase{"a_paragraph_a_line", "แผน\n\nปี\nงาน",
                                "P0:1 แผน\nP1:3 ปี\nP2:4 งาน"},
                    OutlineCase{"no_split_elsewhere", "๑. หนึ่ง ๒. สอง", "P0:1 ๑. หนึ่ง ๒. สอง"},
                    OutlineCase{"table", "a\tb\nc\td\n\ne\tf\n", "T0:1 [a|b] [c|d]\nT1:4 [e|f]"},
                    OutlineCase{"line_without_tab_ends_a_table", "a\tb\nc\nd\te",
                                "T0:1 [a|b]\nP1:2 c\nT2:3 [d|e]"},
                    OutlineCase{"ragged_rows_stay_visible", "a\t\t\n\tb", "T0:1 [a||] [|b]"},
                    OutlineCase{"row_of_empty_cells", "a\tb\n\t\nc\td", "T0:1 [a|b] [|] [c|d]"},
                    OutlineCase{"crlf", "a\r\nb\tc\r\n\r\nd", "P0:1 a\nT1:2 [b|c]\nP2:4 d"},
                    OutlineCase{"old_mac", "a\rb", "P0:1 a\nP1:2 b"},
                    OutlineCase{"byte_order_mark",
                                "\xEF\xBB\xBF"
                                "a",
                                "P0:1 a"},
                    OutlineCase{"no_break_space",
                                "a\xC2\xA0\xC2\xA0"
                                "b\n\xC2\xA0\nc",
                                "P0:1 a b\nP1:3 c"},
                    OutlineCase{"form_feed", "a\n\fb\n\f\nc", "P0:1 a\nP1:2 b\nP2:4 c"},
                    OutlineCase{"no_line_end_at_the_end", "a\tb", "T0:1 [a|b]"}),
    [](const auto& tested) { return std::string(tested.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Tags, TextOutline,
    testing::Values(
        OutlineCase{"paragraphs", "<p>a</p> <p>b</p>\tc", "T0:1 [a/b|c]"},
        OutlineCase{"unclosed", "<p>a<p>b\tc", "T0:1 [a/b|c]"},
        OutlineCase{"text_around", "x <p>a</p> y\tc", "T0:1 [x/a/y|c]"},
        OutlineCase{"attributes", "<p class=\"x\">a<P style='a>b'>b<p id=z />c\td",
                    "T0:1 [a/b/c|d]"},
        OutlineCase{"ends_only", "a</p>b</ul>\tc", "T0:1 [a/b|c]"},
        OutlineCase{"underline_does_not_split", "a <u>b</u> c\td", "T0:1 [a b c|d]"},
        OutlineCase{"items", "<ul><li>a</li><li>b</ul><ol><li>c<li>d</ol>e\tf",
                    "T0:1 [• a/• b/1. c/2. d/e|f]"},
        OutlineCase{"items_without_markers",
                    "<ol style=\"list-style-type: none\"><li>๑) a</li></ol>\tb", "T0:1 [๑) a|b]"},
        OutlineCase{"address_is_text", "a\t<http://example.org/p>",
                    "T0:1 [a|<http://example.org/p>]"},
        OutlineCase{"other_tags_are_text", "<b>a</b><br>\t<pre>", "T0:1 [<b>a</b><br>|<pre>]"},
        OutlineCase{"comparisons_are_text", "a < b > c\t<p x>\t<p", "T0:1 [a < b > c|<p x>|<p]"},
        OutlineCase{"only_tags", "<p></p>\t<p> </p>", "T0:1 [|]"},
        OutlineCase{"a_line_stays_a_paragraph", "<p>a</p><p>b</p>\n<p></p>\nc",
                    "P0:1 a b\nP2:3 c"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(ReadText, PlacesCountFromZeroAndLinesFromOne) {
    const Document document = must_read("\nx\n\na\tb\nc\td\n");
    ASSERT_EQ(document.blocks.size(), 2U);
    EXPECT_EQ(document.raw_blocks, 2);
    EXPECT_EQ(document.blocks[0].paragraph.place,
              (Place{.block = 0, .row = -1, .cell = -1, .line = 2}));
    const Table& table = document.blocks[1].table;
    EXPECT_EQ(table.place, (Place{.block = 1, .row = -1, .cell = -1, .line = 4}));
    EXPECT_EQ(table.rows[1].place, (Place{.block = 1, .row = 1, .cell = -1, .line = 5}));
    EXPECT_EQ(table.rows[1].cells[1].place, (Place{.block = 1, .row = 1, .cell = 1, .line = 5}));
    EXPECT_EQ(table.rows[1].cells[1].paragraphs[0].place, table.rows[1].cells[1].place);
    EXPECT_EQ(table.rows[1].cells[1].column, 1);
    EXPECT_EQ(table.rows[1].cells[1].column_span, 1);
}

TEST(ReadText, AnEmptyTaggedLineIsARawBlock) {
    EXPECT_EQ(must_read("a\n<p></p>\nb").raw_blocks, 3);
}

TEST(ReadText, ColumnsAreTheWidestRow) {
    EXPECT_EQ(must_read("a\tb\nc\td\te\t\nf\tg").blocks[0].table.columns, 4);
}

TEST(ReadText, EmphasisIsOfTheWholeParagraph) {
    const Document document = must_read("<u>a</u>\t<u>a</u> b\t<p> <u>a b</u> </p><p>c</p>");
    const std::vector<Cell>& cells = document.blocks[0].table.rows[0].cells;
    EXPECT_TRUE(cells[0].paragraphs[0].emphasised);
    EXPECT_FALSE(cells[1].paragraphs[0].emphasised);
    EXPECT_TRUE(cells[2].paragraphs[0].emphasised);
    EXPECT_FALSE(cells[2].paragraphs[1].emphasised);
}

TEST(ReadText, ItemsKnowTheirLevel) {
    const Document document = must_read("a<ul><li>b<ol><li>c</ol></ul>\t");
    const std::vector<Paragraph>& paragraphs = document.blocks[0].table.rows[0].cells[0].paragraphs;
    ASSERT_EQ(paragraphs.size(), 3U);
    EXPECT_EQ(paragraphs[0].list_level, -1);
    EXPECT_EQ(paragraphs[1].list_level, 0);
    EXPECT_EQ(paragraphs[2].list_level, 1);
}

TEST(ReadText, RefusesWhatIsNotUtf8AndNamesTheLine) {
    const ReadError error = must_refuse("a\nb\n\xE1\xBC\xB9 \xA1\nc");
    EXPECT_EQ(error.refusal, ReadRefusal::not_utf8);
    EXPECT_EQ(error.where, "line 3");
}

TEST(ReadText, LimitsHoldJustAbove) {
    const auto with = [](auto member, std::size_t value) {
        ReadLimits limits;
        limits.*member = value;
        return limits;
    };
    must_read("a\tb", with(&ReadLimits::file_bytes, 3));
    EXPECT_EQ(must_refuse("a\tb", with(&ReadLimits::file_bytes, 2)).refusal,
              ReadRefusal::too_large);
    must_read("a\n\nb", with(&ReadLimits::blocks, 2));
    EXPECT_EQ(must_refuse("a\nb\nc", with(&ReadLimits::blocks, 2)).where, "line 3");
    must_read("a\tb\nc\td", with(&ReadLimits::cells, 4));
    EXPECT_EQ(must_refuse("a\tb\nc\td", with(&ReadLimits::cells, 3)).refusal,
              ReadRefusal::too_large);
    must_read("a\tb", with(&ReadLimits::columns, 2));
    EXPECT_EQ(must_refuse("a\tb\tc", with(&ReadLimits::columns, 2)).refusal,
              ReadRefusal::too_large);
    must_read("aa\nb\tc", with(&ReadLimits::text_bytes, 4));
    EXPECT_EQ(must_refuse("aa\nb\tc", with(&ReadLimits::text_bytes, 3)).refusal,
              ReadRefusal::too_large);
    ReadLimits shallow;
    shallow.xml_depth = 2;
    must_read("<ul><ul>a\tb", shallow);
    EXPECT_EQ(must_refuse("<ul><ul><ul>a\tb", shallow).refusal, ReadRefusal::too_deep);
    EXPECT_EQ(must_refuse("<ul><ul><ul>a", shallow).refusal, ReadRefusal::too_deep);
}

TEST(ReadText, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    const auto result = read_text(std::string(1000, '\n'), {}, source.get_token());
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().refusal, ReadRefusal::stopped);
}

TEST(ReadText, ManyUnclosedTagsTakeLinearTime) {
    std::string text = "\t";
    for (int i = 0; i < 100'000; ++i) text += "<p a=\"<p b='";
    EXPECT_TRUE(read_text(text).has_value());
}

struct FormatCase {
    const char* name;
    std::string bytes;
    ReadRefusal refusal;
};

class Formats : public testing::TestWithParam<FormatCase> {};

TEST_P(Formats, AreToldByTheirBytes) {
    const auto result = read(GetParam().bytes);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().refusal, GetParam().refusal) << result.error().detail;
}

const std::string kCompound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

std::string utf16(std::string_view ascii) {
    std::string wide;
    for (const char c : ascii) (wide += c) += '\0';
    return wide;
}

INSTANTIATE_TEST_SUITE_P(
    Refused, Formats,
    testing::Values(
        FormatCase{"legacy_word", kCompound + utf16("WordDocument"), ReadRefusal::legacy_word},
        FormatCase{"encrypted", kCompound + utf16("EncryptedPackage"), ReadRefusal::encrypted},
        FormatCase{"pdf", "%PDF-1.7\n", ReadRefusal::unknown_format},
        FormatCase{"rtf", "{\\rtf1 a}", ReadRefusal::unknown_format},
        FormatCase{"utf16", "\xFF\xFE" + utf16("ab"), ReadRefusal::unknown_format},
        FormatCase{"binary", std::string("a\0b", 3), ReadRefusal::unknown_format},
        FormatCase{"thai_windows_text", "\xE1\xBC\xB9\xA7\xD2\xB9", ReadRefusal::not_utf8},
        FormatCase{"cut_zip", "PK\x03\x04", ReadRefusal::damaged}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Read, ReadsTextAsText) {
    const auto result = read("a\tb");
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->format, Format::text);
    EXPECT_EQ(outline(*result), "T0:1 [a|b]");
}

}  // namespace
}  // namespace phaen::document
