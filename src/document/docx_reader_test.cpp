#include <gtest/gtest.h>
#include <zip.h>

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/document/read.h"

namespace phaen::document {
namespace {

using Parts = std::map<std::string, std::string>;

struct Packing {
    bool encrypted = false;
    std::string extra_name;  ///< one more entry with this name
};

/// Zips the parts in memory.
std::string zipped(const Parts& parts, const Packing& packing = {}) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* whole = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_t* archive = zip_open_from_source(whole, ZIP_TRUNCATE, &error);
    zip_source_keep(whole);
    const auto add = [&](const std::string& name, std::string_view bytes) {
        zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
        const auto index = static_cast<zip_uint64_t>(
            zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8));
        zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, 9);
        if (packing.encrypted) {
            zip_file_set_encryption(archive, index, ZIP_EM_TRAD_PKWARE, "secret");
        }
    };
    for (const auto& [name, bytes] : parts) add(name, bytes);
    if (!packing.extra_name.empty()) add(packing.extra_name, "x");
    EXPECT_EQ(zip_close(archive), 0);
    zip_source_open(whole);
    zip_source_seek(whole, 0, SEEK_END);
    const zip_int64_t size = zip_source_tell(whole);
    zip_source_seek(whole, 0, SEEK_SET);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    zip_source_read(whole, bytes.data(), bytes.size());
    zip_source_close(whole);
    zip_source_free(whole);
    return bytes;
}

constexpr std::string_view kNamespaces =
    R"( xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
    R"( xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006")"
    R"( xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")"
    R"( xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main")"
    R"( xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape")"
    R"( xmlns:new="http://example.org/not-known")"
    R"( xmlns:v="urn:schemas-microsoft-com:vml")";

std::string wrap(std::string_view element, std::string_view inner) {
    return "<w:" + std::string(element) + std::string(kNamespaces) + ">" + std::string(inner) +
           "</w:" + std::string(element) + ">";
}

std::string document_xml(std::string_view body) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>)" +
           wrap("document", "<w:body>" + std::string(body) + "</w:body>");
}

constexpr std::string_view kStyles =
    R"(<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>)"
    R"(<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="Heading 2"/></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="own"><w:name w:val="own"/><w:basedOn w:val="h2"/></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="th"><w:name w:val="หัวเรื่อง ๒"/></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>)"
    R"(<w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="part"><w:name w:val="part"/><w:pPr><w:numPr>)"
    R"(<w:numId w:val="4"/></w:numPr></w:pPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="chapter"><w:name w:val="chapter"/><w:pPr><w:numPr>)"
    R"(<w:numId w:val="4"/></w:numPr></w:pPr></w:style>)"
    R"(<w:style w:type="numbering" w:styleId="list"><w:name w:val="list"/><w:pPr><w:numPr>)"
    R"(<w:numId w:val="1"/></w:numPr></w:pPr></w:style>)";

std::string level(int index, std::string_view format, std::string_view text,
                  std::string_view more = "") {
    return "<w:lvl w:ilvl=\"" + std::to_string(index) +
           R"("><w:start w:val="1"/><w:numFmt w:val=")" + std::string(format) + "\"/>" +
           std::string(more) + "<w:lvlText w:val=\"" + std::string(text) + "\"/></w:lvl>";
}

std::string abstract(int id, std::string_view levels) {
    return "<w:abstractNum w:abstractNumId=\"" + std::to_string(id) + "\">" + std::string(levels) +
           "</w:abstractNum>";
}

std::string instance(int id, int of, std::string_view overrides = "") {
    return "<w:num w:numId=\"" + std::to_string(id) + R"("><w:abstractNumId w:val=")" +
           std::to_string(of) + "\"/>" + std::string(overrides) + "</w:num>";
}

/// Lists 1 (๑. / ๑.1 / ก)), 2 (the same, starting again at 5), 3 (bullets of three kinds),
/// 4 (of the styles part and chapter), 5 (linked to list 1), and one of each other format.
std::string numbering_xml() {
    const std::string symbol = R"(<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>)";
    return wrap(
        "numbering",
        abstract(0, level(0, "thaiNumbers", "%1.") + level(1, "decimal", "%1.%2") +
                        level(2, "thaiLetters", "%3)") +
                        level(3, "decimal", "%1-%4", "<w:isLgl/>")) +
            abstract(1, level(0, "bullet", "–") + level(1, "bullet", "\xEF\x82\xB7", symbol) +
                            level(2, "bullet", "o")) +
            abstract(2, level(0, "upperRoman", "%1", R"(<w:pStyle w:val="part"/>)") +
                            level(1, "lowerLetter", "%1.%2", R"(<w:pStyle w:val="chapter"/>)")) +
            abstract(3, R"(<w:numStyleLink w:val="list"/>)") +
            abstract(4, level(0, "thaiCounting", "%1") + level(1, "upperLetter", "%2") +
                            level(2, "lowerRoman", "(%3)") + level(3, "none", "%4")) +
            instance(1, 0) +
            instance(2, 0,
                     R"(<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>)") +
            instance(3, 1) + instance(4, 2) + instance(5, 3) + instance(6, 4));
}

Parts parts_of(std::string_view body) {
    const std::string relation = R"(<Relationship Type="http://x/relationships/)";
    return {
        {"[Content_Types].xml",
         R"(<Types><Override PartName="/word/document.xml" ContentType=")"
         R"(application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>)"},
        {"_rels/.rels", "<Relationships>" + relation +
                            R"(officeDocument" Target="word/document.xml"/></Relationships>)"},
        {"word/_rels/document.xml.rels",
         "<Relationships>" + relation + R"(styles" Target="styles.xml"/>)" + relation +
             R"(numbering" Target="/word/numbering.xml"/>)" + relation +
             R"(footnotes" Target="footnotes.xml"/></Relationships>)"},
        {"word/document.xml", document_xml(body)},
        {"word/styles.xml", wrap("styles", kStyles)},
        {"word/numbering.xml", numbering_xml()},
        {"word/footnotes.xml",
         wrap(
             "footnotes",
             R"(<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>)"
             R"(<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> note</w:t></w:r>)"
             R"(<w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote>)")},
    };
}

std::string docx(std::string_view body) { return zipped(parts_of(body)); }

std::string r(std::string_view text) {
    return "<w:r><w:t xml:space=\"preserve\">" + std::string(text) + "</w:t></w:r>";
}
std::string p(std::string_view text) { return "<w:p>" + r(text) + "</w:p>"; }
std::string p(std::string_view properties, std::string_view inner) {
    return "<w:p><w:pPr>" + std::string(properties) + "</w:pPr>" + std::string(inner) + "</w:p>";
}
std::string numbered(int list, int at, std::string_view text) {
    return p("<w:numPr><w:ilvl w:val=\"" + std::to_string(at) + "\"/><w:numId w:val=\"" +
                 std::to_string(list) + "\"/></w:numPr>",
             text.empty() ? std::string() : r(text));
}
std::string tc(std::string_view text, std::string_view properties = "") {
    return "<w:tc><w:tcPr>" + std::string(properties) + "</w:tcPr>" + p(text) + "</w:tc>";
}
std::string tr(std::string_view cells, std::string_view properties = "") {
    return "<w:tr><w:trPr>" + std::string(properties) + "</w:trPr>" + std::string(cells) +
           "</w:tr>";
}
std::string tbl(int columns, std::string_view rows) {
    std::string grid;
    for (int i = 0; i < columns; ++i) grid += R"(<w:gridCol w:w="1000"/>)";
    return "<w:tbl><w:tblPr/><w:tblGrid>" + grid + "</w:tblGrid>" + std::string(rows) + "</w:tbl>";
}

std::string repeat(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

std::string outline(const Paragraph& paragraph) {
    std::string out = paragraph.printed();
    if (paragraph.heading_level > 0) out += " h" + std::to_string(paragraph.heading_level);
    if (paragraph.emphasised) out += " !";
    if (paragraph.origin == Origin::text_box) out += " box";
    if (paragraph.origin == Origin::footnote) out += " note";
    return out;
}

/// Rows as `[cell|cell]`: `+n` a span, `^` merged with the cell above, `#` shaded, `{from-to}` a
/// drawn bar, `H` a repeated row. Paragraphs are parted by `/`, a nested table by its rows' count.
std::string outline(const Table& table) {
    std::string out;
    for (const Row& row : table.rows) {
        if (row.repeated_header) out += 'H';
        out += '[';
        for (const Cell& cell : row.cells) {
            if (&cell != &row.cells.front()) out += '|';
            for (const Paragraph& paragraph : cell.paragraphs) {
                if (&paragraph != &cell.paragraphs.front()) out += '/';
                out += outline(paragraph);
            }
            if (cell.column_span > 1) out += "+" + std::to_string(cell.column_span);
            if (cell.merged_above) out += '^';
            if (cell.mark == CellMark::shaded) out += '#';
            for (const Table& inner : cell.tables) {
                out += "<" + std::to_string(inner.rows.size()) + ">";
            }
        }
        out += ']';
        for (const DrawnBar& bar : row.bars) {
            out += "{" + std::to_string(bar.from_column) + "-" + std::to_string(bar.to_column) +
                   (bar.exact ? "}" : "?}");
        }
    }
    return out;
}

/// A block a line: its number in the file and what it holds.
std::string outline(const Document& document) {
    std::string out;
    for (const Block& block : document.blocks) {
        if (!out.empty()) out += '\n';
        const bool is_table = block.kind == Block::Kind::table;
        const Place& place = is_table ? block.table.place : block.paragraph.place;
        out += std::to_string(place.block) + (is_table ? " T" : " ") +
               (is_table ? outline(block.table) : outline(block.paragraph));
    }
    return out;
}

Document must_read(std::string_view bytes, const ReadLimits& limits = {}) {
    auto result = read(bytes, limits);
    EXPECT_TRUE(result.has_value())
        << (result ? "" : result.error().where + ": " + result.error().detail);
    return result ? std::move(result).value() : Document{};
}

struct Case {
    const char* name;
    std::string body;
    std::string_view expected;
};

class DocxOutline : public testing::TestWithParam<Case> {};

TEST_P(DocxOutline, IsAsExpected) {
    EXPECT_EQ(outline(must_read(docx(GetParam().body))), GetParam().expected);
}

const auto kCaseName = [](const auto& tested) { return std::string(tested.param.name); };

std::string field(std::string_view kind) {
    return "<w:r><w:fldChar w:fldCharType=\"" + std::string(kind) + "\"/></w:r>";
}

INSTANTIATE_TEST_SUITE_P(
    Text, DocxOutline,
    testing::Values(
        Case{"empty", "", ""}, Case{"paragraphs", p("a") + "<w:p/>" + p("b"), "0 a\n2 b"},
        Case{"runs_join", "<w:p>" + r("แผน") + r("งาน ") + r("ปี") + "</w:p>", "0 แผนงาน ปี"},
        Case{"white_space_folds", p("a\xC2\xA0 b  c "), "0 a b c"},
        Case{"breaks",
             "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:br w:type=\"page\"/><w:t>c</w:t>"
             "<w:cr/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t><w:softHyphen/></w:r></w:p>",
             "0 a bc d-e"},
        Case{"symbols",
             "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/>"
             "<w:sym w:font=\"Wingdings\" w:char=\"F04A\"/>"
             "<w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:sym w:char=\"0E01\"/></w:r></w:p>",
             "0 ✓•≥ก"},
        Case{"symbols_typed",
             "<w:p><w:r><w:rPr><w:rFonts "
             "w:ascii=\"Wingdings\"/></w:rPr><w:t>\xEF\x83\xA0</w:t></w:r>"
             "<w:r><w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr><w:t>\xEF\x82\xAC</w:t></w:r>"
             "<w:r><w:t>\xEF\xBC\x81</w:t></w:r></w:p>",
             "0 →←！"},
        Case{"heading_by_thai_name", p(R"(<w:pStyle w:val="th"/>)", r("a")), "0 a h2"},
        Case{"heading_by_outline", p(R"(<w:pStyle w:val="1"/>)", r("a")), "0 a h1"},
        Case{"heading_by_name_below", p(R"(<w:pStyle w:val="own"/>)", r("a")), "0 a h2"},
        Case{"heading_taken_away", p(R"(<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>)", r("a")),
             "0 a"},
        Case{"circle_of_styles", p(R"(<w:pStyle w:val="x"/>)", r("a")), "0 a"},
        Case{"bold_whole",
             "<w:p><w:r><w:rPr><w:bCs/></w:rPr><w:t>a</w:t></w:r>" + r(" ") + "</w:p>", "0 a !"},
        Case{"bold_in_part",
             "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>" + r("b") + "</w:p>", "0 ab"},
        Case{"bold_off", "<w:p><w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>a</w:t></w:r></w:p>",
             "0 a"},
        Case{"bold_by_style",
             "<w:p><w:r><w:rPr><w:rStyle w:val=\"strong\"/></w:rPr><w:t>a</w:t></w:r></w:p>",
             "0 a !"},
        Case{"underlined",
             "<w:p><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t>a</w:t></w:r></w:p>", "0 a !"},
        Case{"hidden", "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r>" + r("b") + "</w:p>",
             "0 b"},
        Case{"links_and_tags",
             "<w:p><w:hyperlink>" + r("a") + "</w:hyperlink><w:smartTag>" + r("b") +
                 "</w:smartTag><w:fldSimple w:instr=\"PAGE\">" + r("c") + "</w:fldSimple></w:p>",
             "0 abc"},
        Case{"field_result",
             "<w:p>" + field("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + r("no") +
                 field("separate") + r("5") + field("end") + r("b") + "</w:p>",
             "0 5b"},
        Case{"field_left_open", "<w:p>" + field("begin") + r("no") + "</w:p>" + p("b"), "1 b"},
        Case{"field_over_paragraphs",
             "<w:p>" + field("begin") + field("separate") + r("a") + "</w:p>" + "<w:p>" + r("b") +
                 field("end") + "</w:p>",
             "0 a\n1 b"}),
    kCaseName);

constexpr std::string_view kLeaderStop =
    R"(<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>)";
const std::string kTab = "<w:r><w:tab/></w:r>";

INSTANTIATE_TEST_SUITE_P(
    Tabs, DocxOutline,
    testing::Values(
        Case{"plain", "<w:p>" + r("a") + kTab + r("5") + "</w:p>", "0 a 5"},
        Case{"leader", p(kLeaderStop, r("a") + kTab + r("๕")), "0 a.....๕"},
        Case{"dots_typed", p(kLeaderStop, r("a....") + kTab + r("๕")), "0 a.... ๕"},
        Case{"contents_style",
             p(R"(<w:pStyle w:val="toc"/>)", r("1.") + kTab + r("a") + kTab + r("5")),
             "0 1. a.....5"},
        Case{"far_stop_before_a_number",
             p(R"(<w:tabs><w:tab w:val="left" w:pos="9000"/></w:tabs>)", r("a") + kTab + r("5")),
             "0 a.....5"},
        Case{"far_stop_before_words",
             p(R"(<w:tabs><w:tab w:val="left" w:pos="9000"/></w:tabs>)", r("a") + kTab + r("b")),
             "0 a b"},
        Case{"near_stop_before_a_number",
             p(R"(<w:tabs><w:tab w:val="left" w:pos="1000"/></w:tabs>)", r("a") + kTab + r("5")),
             "0 a 5"},
        Case{"leader_at_the_end", p(kLeaderStop, r("a") + kTab), "0 a"}),
    kCaseName);

const std::string kDeletedMark = "<w:rPr><w:del w:id=\"1\"/></w:rPr>";

INSTANTIATE_TEST_SUITE_P(
    Changes, DocxOutline,
    testing::Values(
        Case{"inserted_and_deleted",
             "<w:p><w:del><w:r><w:delText>no</w:delText><w:t>no</w:t></w:r></w:del><w:ins>" +
                 r("a") + "</w:ins><w:moveFrom>" + r("no") + "</w:moveFrom><w:moveTo>" + r("b") +
                 "</w:moveTo></w:p>",
             "0 ab"},
        Case{"deleted_mark_joins", p(kDeletedMark, r("a ")) + p("b") + p("c"), "0 a b\n2 c"},
        Case{"deleted_paragraph", p(kDeletedMark, "<w:del>" + r("no") + "</w:del>") + p("b"),
             "1 b"},
        Case{"deleted_mark_before_a_table", p(kDeletedMark, r("a")) + tbl(1, tr(tc("b"))),
             "0 a\n1 T[b]"},
        Case{"deleted_mark_at_the_end", p("a") + p(kDeletedMark, r("b")), "0 a\n1 b"},
        Case{"deleted_row", tbl(1, tr(tc("a"), "<w:del/>") + tr(tc("b"))), "0 T[b]"},
        Case{"deleted_table", tbl(1, tr(tc("a"), "<w:del/>")) + p("b"), "1 b"}),
    kCaseName);

std::string sdt(std::string_view inner) {
    return "<w:sdt><w:sdtPr><w:rPr/></w:sdtPr><w:sdtContent>" + std::string(inner) +
           "</w:sdtContent></w:sdt>";
}
std::string repeated(std::string_view piece) {
    return sdt("<w:r><w:t>" + std::string(piece) + "</w:t><w:t>ab 1</w:t></w:r>");
}

INSTANTIATE_TEST_SUITE_P(
    ContentControls, DocxOutline,
    testing::Values(Case{"everywhere",
                         sdt(p("a") +
                             sdt(tbl(1, sdt(tr(sdt("<w:tc>" + sdt(p("b")) + "</w:tc>")))))) +
                             "<w:p>" + sdt(r("c")) + "</w:p>",
                         "0 a\n1 T[b]\n2 c"},
                    Case{"said_again_by_libreoffice",
                         "<w:p>" + sdt(r("ab 1")) + repeated("ab ") + repeated("1") +
                             sdt(r("ab 1")) + r("c") + "</w:p>",
                         "0 ab 1c"},
                    Case{"side_by_side", "<w:p>" + sdt(r("5")) + sdt(r("5")) + "</w:p>", "0 55"}),
    kCaseName);

INSTANTIATE_TEST_SUITE_P(
    Numbers, DocxOutline,
    testing::Values(
        Case{"levels_count_and_restart",
             numbered(1, 0, "a") + numbered(1, 1, "b") + numbered(1, 1, "c") + numbered(1, 2, "d") +
                 numbered(1, 2, "e") + numbered(1, 0, "f") + numbered(1, 1, "g"),
             "0 ๑. a\n1 ๑.1 b\n2 ๑.2 c\n3 ก) d\n4 ข) e\n5 ๒. f\n6 ๒.1 g"},
        Case{"deeper_first", numbered(1, 1, "a"), "0 ๑.1 a"},
        Case{"legal", numbered(1, 0, "a") + numbered(1, 3, "b"), "0 ๑. a\n1 1-1 b"},
        Case{"override_starts_once",
             numbered(1, 0, "a") + numbered(2, 0, "b") + numbered(2, 0, "c") + numbered(1, 0, "d"),
             "0 ๑. a\n1 ๕. b\n2 ๖. c\n3 ๗. d"},
        Case{"empty_items_count", numbered(1, 0, "a") + numbered(1, 0, "") + numbered(1, 0, "b"),
             "0 ๑. a\n2 ๓. b"},
        Case{"bullets", numbered(3, 0, "a") + numbered(3, 1, "b") + numbered(3, 2, "c"),
             "0 - a\n1 • b\n2 - c"},
        Case{"by_style",
             p(R"(<w:pStyle w:val="part"/>)", r("a")) +
                 p(R"(<w:pStyle w:val="chapter"/>)", r("b")) +
                 p(R"(<w:pStyle w:val="part"/><w:numPr><w:numId w:val="0"/></w:numPr>)", r("c")) +
                 p(R"(<w:pStyle w:val="part"/>)", r("d")),
             "0 I a\n1 I.a b\n2 c\n3 II d"},
        Case{"by_style_link", numbered(5, 0, "a") + numbered(1, 0, "b"), "0 ๑. a\n1 ๒. b"},
        Case{"other_formats",
             numbered(6, 0, "a") + numbered(6, 1, "b") + numbered(6, 2, "c") + numbered(6, 3, "d") +
                 numbered(6, 0, "e"),
             "0 หนึ่ง a\n1 A b\n2 (i) c\n3 d\n4 สอง e"},
        Case{"no_such_list", numbered(99, 0, "a"), "0 a"},
        Case{"joined_paragraphs_count_once",
             numbered(1, 0, "a") +
                 p(kDeletedMark + R"(<w:numPr><w:numId w:val="1"/></w:numPr>)", r("b")) +
                 numbered(1, 0, "c"),
             "0 ๑. a\n1 ๒. bc"}),
    kCaseName);

constexpr std::string_view kGrey = R"(<w:shd w:val="clear" w:fill="D9D9D9"/>)";

INSTANTIATE_TEST_SUITE_P(
    Tables, DocxOutline,
    testing::Values(
        Case{"spans", tbl(3, tr(tc("a", R"(<w:gridSpan w:val="2"/>)") + tc("b"))), "0 T[a+2|b]"},
        Case{"header_row", tbl(1, tr(tc("a"), "<w:tblHeader/>") + tr(tc("b"))), "0 TH[a][b]"},
        Case{"merged_above",
             tbl(2, tr(tc("a", R"(<w:vMerge w:val="restart"/>)") + tc("b")) +
                        tr(tc("no", "<w:vMerge/>") + tc("c")) + tr(tc("d") + tc("e"))),
             "0 T[a|b][^|c][d|e]"},
        Case{"merge_without_a_cell_above", tbl(1, tr(tc("a", "<w:vMerge/>"))), "0 T[a]"},
        Case{"shading",
             tbl(1,
                 tr(tc("a", R"(<w:shd w:val="clear" w:fill="D9E2F3"/>)") +
                    tc("b", R"(<w:shd w:val="clear" w:fill="auto"/>)") +
                    tc("c", R"(<w:shd w:val="clear" w:fill="FFFFFF"/>)") +
                    tc("d", R"(<w:shd w:val="pct50" w:fill="auto"/>)") +
                    tc("e", R"(<w:shd w:val="clear" w:fill="F0F0F0" w:themeFill="background1"/>)") +
                    tc("f", R"(<w:shd w:val="nil" w:fill="D9E2F3"/>)"))),
             "0 T[a#|b|c|d#|e|f]"},
        Case{"shading_of_header_and_whole_rows",
             tbl(2, tr(tc("a", kGrey) + tc("b"), "<w:tblHeader/>") + tr(tc("c", kGrey) + tc("d")) +
                        tr(tc("e", kGrey) + tc("f", kGrey)) +
                        tr(tc("g", std::string(kGrey) + R"(<w:gridSpan w:val="2"/>)"))),
             "0 TH[a|b][c#|d][e|f][g+2]"},
        Case{"number_alone_in_a_cell",
             tbl(2, tr("<w:tc>" + numbered(1, 0, "") + "</w:tc>" + tc("a")) +
                        tr("<w:tc>" + numbered(1, 0, "") + "</w:tc>" + tc("b"))),
             "0 T[๑.|a][๒.|b]"},
        Case{"bullet_alone_in_a_cell",
             tbl(2, tr("<w:tc>" + numbered(3, 0, "") + "</w:tc>" + tc("a"))), "0 T[|a]"},
        Case{"paragraphs_in_a_cell", tbl(1, tr("<w:tc>" + p("a") + "<w:p/>" + p("b") + "</w:tc>")),
             "0 T[a/b]"},
        Case{"nested",
             tbl(1, tr("<w:tc>" + p("a") + tbl(1, tr(tc("b")) + tr(tc("c"))) + "</w:tc>")),
             "0 T[a<2>]"}),
    kCaseName);

TEST(ReadDocx, PlacesArePhysical) {
    const Document document =
        must_read(docx("<w:p/>" + tbl(4, tr(tc("no"), "<w:del/>") +
                                             tr(tc("a", R"(<w:gridSpan w:val="2"/>)") +
                                                    ("<w:tc>" + tbl(1, tr(tc("c"))) + "</w:tc>"),
                                                R"(<w:gridBefore w:val="1"/>)"))));
    EXPECT_EQ(document.format, Format::docx);
    EXPECT_EQ(document.raw_blocks, 2);
    const Table& table = document.blocks.at(0).table;
    EXPECT_EQ(table.columns, 4);
    EXPECT_EQ(table.place, (Place{.block = 1}));
    const Row& row = table.rows.at(0);
    EXPECT_EQ(row.place, (Place{.block = 1, .row = 1}));
    EXPECT_EQ(row.cells.at(0).column, 1);
    EXPECT_EQ(row.cells.at(0).place, (Place{.block = 1, .row = 1, .cell = 0}));
    EXPECT_EQ(row.cells.at(0).paragraphs.at(0).place, row.cells.at(0).place);
    EXPECT_EQ(row.cells.at(1).column, 3);
    const Cell& nested = row.cells.at(1).tables.at(0).rows.at(0).cells.at(0);
    EXPECT_EQ(nested.paragraphs.at(0).text, "c");
    EXPECT_EQ(nested.place, (Place{.block = 1, .row = 1, .cell = 1}));
}

TEST(ReadDocx, KeepsLabelAndLevelApart) {
    const Document document = must_read(docx(numbered(1, 1, "a") + p("b")));
    EXPECT_EQ(document.blocks.at(0).paragraph.label, "๑.1");
    EXPECT_EQ(document.blocks.at(0).paragraph.text, "a");
    EXPECT_EQ(document.blocks.at(0).paragraph.list_level, 1);
    EXPECT_EQ(document.blocks.at(1).paragraph.list_level, -1);
}

// --- drawings: a grid of six columns of 1,000 twips, which are 635,000 EMU or 50 points each -----

std::string anchor(std::string_view from, long long offset, long long width,
                   std::string_view inner = R"(<wps:spPr><a:prstGeom prst="line"/></wps:spPr>)",
                   std::string_view in_cell = "1") {
    return R"(<w:drawing><wp:anchor layoutInCell=")" + std::string(in_cell) +
           R"("><wp:positionH relativeFrom=")" + std::string(from) + "\"><wp:posOffset>" +
           std::to_string(offset) + R"(</wp:posOffset></wp:positionH><wp:extent cx=")" +
           std::to_string(width) + R"(" cy="0"/><a:graphic><wps:wsp>)" + std::string(inner) +
           "</wps:wsp></a:graphic></wp:anchor></w:drawing>";
}

/// A row of six cells with the drawing in the one with this index.
std::string row_with(int at, std::string_view drawing) {
    std::string cells;
    for (int i = 0; i < 6; ++i) {
        cells +=
            i == at ? "<w:tc><w:p><w:r>" + std::string(drawing) + "</w:r></w:p></w:tc>" : tc("");
    }
    return tbl(6, tr(cells));
}

std::string alternate(std::string_view requires_prefix, std::string_view choice,
                      std::string_view fallback) {
    return R"(<mc:AlternateContent><mc:Choice Requires=")" + std::string(requires_prefix) + "\">" +
           std::string(choice) + "</mc:Choice><mc:Fallback>" + std::string(fallback) +
           "</mc:Fallback></mc:AlternateContent>";
}

std::string vml(std::string_view shape) { return "<w:pict>" + std::string(shape) + "</w:pict>"; }

// A cell's text begins 108 twips, 68,580 EMU or 5.4 points, right of its border.
INSTANTIATE_TEST_SUITE_P(
    Bars, DocxOutline,
    testing::Values(
        // Column 2 begins at 1,270,000, where the offset leads back to: from there to 2,500,000.
        Case{"from_the_column", row_with(2, anchor("column", -68580, 1'230'000)),
             "0 T[|||||]{2-3}"},
        Case{"from_the_character", row_with(1, anchor("character", 0, 500'000)), "0 T[|||||]{1-1}"},
        // The text area begins 108 twips right of the table's edge: 1,903,580 to 3,175,000.
        Case{"from_the_margin",
             row_with(0, anchor("margin", 1'835'000, 1'271'420,
                                R"(<a:prstGeom prst="leftRightArrow"/>)", "0")),
             "0 T[|||||]{3-4}"},
        // 250,000 of 635,000 is over a third, but not a half.
        Case{"end_between", row_with(2, anchor("column", -68580, 635'000 + 250'000)),
             "0 T[|||||]{2-3?}"},
        // 200,000 of 635,000 is less than a third.
        Case{"end_before_a_third", row_with(2, anchor("column", -68580, 635'000 + 200'000)),
             "0 T[|||||]{2-2?}"},
        Case{"inline_shape",
             row_with(
                 4, R"(<w:drawing><wp:inline><wp:extent cx="1000000" cy="0"/><wps:wsp>)"
                    R"(<a:prstGeom prst="straightConnector1"/></wps:wsp></wp:inline></w:drawing>)"),
             "0 T[|||||]{4-5}"},
        Case{"picture",
             row_with(1, R"(<w:drawing><wp:inline><wp:extent cx="1000000" cy="9"/>)"
                         R"(<a:prstGeom prst="rect"/></wp:inline></w:drawing>)"),
             "0 T[|||||]"},
        // From 105.4 − 5.4 = 100 to 200 points: columns 2 and 3.
        Case{"vml_line", row_with(2, vml(R"(<v:line from="-5.4pt,9pt" to="94.6pt,9pt"/>)")),
             "0 T[|||||]{2-3}"},
        // 150 points are three columns of 1000 twips.
        Case{"vml_line_in_points",
             row_with(2, vml(R"(<v:line from="-5.4pt,9pt" to="144.6pt,9pt"/>)")),
             "0 T[|||||]{2-4}"},
        Case{"vml_no_number", row_with(2, vml(R"(<v:line from="nan,0" to="inf,0"/>)")),
             "0 T[|||||]"},
        Case{"vml_backwards", row_with(2, vml(R"(<v:line from="94.6pt,9pt" to="-5.4pt,9pt"/>)")),
             "0 T[|||||]{2-3}"},
        Case{"vml_shape",
             row_with(0, vml(R"(<v:shape type="#_x0000_t32" )"
                             R"(style="position:absolute; margin-left:44.6pt;width:50pt"/>)")),
             "0 T[|||||]{1-1}"},
        Case{"choice_once",
             row_with(2, alternate("wps", anchor("column", -68580, 635'000),
                                   vml(R"(<v:line from="0,0" to="200pt,0"/>)"))),
             "0 T[|||||]{2-2}"},
        Case{"fallback_when_not_known",
             row_with(2, alternate("new", anchor("column", -68580, 635'000),
                                   vml(R"(<v:line from="-5.4pt,0" to="94.6pt,0"/>)"))),
             "0 T[|||||]{2-3}"}),
    kCaseName);

std::string box(std::string_view content) {
    return anchor("column", 0, 1'000'000,
                  R"(<a:prstGeom prst="rect"/><wps:txbx><w:txbxContent>)" + std::string(content) +
                      "</w:txbxContent></wps:txbx>");
}

INSTANTIATE_TEST_SUITE_P(
    Asides, DocxOutline,
    testing::Values(
        Case{"text_box_once",
             "<w:p>" + r("a") + "<w:r>" +
                 alternate("wps", box(p("b")),
                           vml("<v:shape><v:textbox><w:txbxContent>" + p("b") +
                               "</w:txbxContent></v:textbox></v:shape>")) +
                 "</w:r></w:p>" + p("c"),
             "0 a\n0 b box\n1 c"},
        Case{"text_box_in_a_text_box",
             "<w:p>" + r("a") + "<w:r>" +
                 box("<w:p>" + r("b") + "<w:r>" + box(p("c")) + "</w:r></w:p>") + "</w:r></w:p>",
             "0 a\n0 b box\n0 c box"},
        Case{"text_box_in_a_cell", row_with(1, box(p("b"))) + p("c"), "0 T[|||||]\n0 b box\n1 c"},
        Case{"footnote",
             "<w:p>" + r("a") + R"(<w:r><w:footnoteReference w:id="2"/></w:r></w:p>)" + p("c"),
             "0 a\n0 note note\n1 c"},
        Case{"footnote_read_once",
             "<w:p>" + r("a") + repeat(R"(<w:r><w:footnoteReference w:id="2"/></w:r>)", 3) +
                 "</w:p>",
             "0 a\n0 note note"},
        Case{"no_such_footnote",
             "<w:p>" + r("a") + R"(<w:r><w:footnoteReference w:id="9"/></w:r></w:p>)", "0 a"}),
    kCaseName);

// --- archives --------------------------------------------------------------------------------

TEST(ReadDocx, FindsTheMainPartWhereverItIs) {
    Parts parts = parts_of(p("no"));
    parts["x/main.xml"] = document_xml(p("a"));
    parts["_rels/.rels"] =
        R"(<Relationships><Relationship Type="http://x/officeDocument" Target="/x/main.xml"/></Relationships>)";
    EXPECT_EQ(outline(must_read(zipped(parts))), "0 a");
}

TEST(ReadDocx, NeedsNoStyles) {
    Parts parts = parts_of(numbered(1, 0, "a"));
    for (const char* name :
         {"word/_rels/document.xml.rels", "word/styles.xml", "word/footnotes.xml"}) {
        parts.erase(name);
    }
    EXPECT_EQ(outline(must_read(zipped(parts))), "0 a");
}

struct Refusal {
    const char* name;
    std::string bytes;
    ReadRefusal refusal;
    ReadLimits limits = {};
};

class DocxRefusals : public testing::TestWithParam<Refusal> {};

TEST_P(DocxRefusals, AreAsExpected) {
    const auto result = read(GetParam().bytes, GetParam().limits);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().refusal, GetParam().refusal)
        << result.error().where << ": " << result.error().detail;
}

std::string with_part(const std::string& name, const std::string& bytes) {
    Parts parts = parts_of(p("a"));
    parts[name] = bytes;
    return zipped(parts);
}

std::string with_document(const std::string& xml) { return with_part("word/document.xml", xml); }

std::string damaged_in_the_middle() {
    std::string bytes =
        with_part("word/document.xml", document_xml(p(std::string(5000, 'x') + "y")));
    const std::size_t at = bytes.find("word/document.xml");
    bytes[at + 40] = static_cast<char>(bytes[at + 40] ^ 0x55);
    return bytes;
}

std::string nested_tables(int depth) {
    std::string table = p("a");
    for (int i = 0; i < depth; ++i) table = tbl(1, tr("<w:tc>" + table + "</w:tc>"));
    return docx(table);
}

template <class T>
ReadLimits with(T ReadLimits::* member, T value) {
    ReadLimits limits;
    limits.*member = value;
    return limits;
}

INSTANTIATE_TEST_SUITE_P(
    Archives, DocxRefusals,
    testing::Values(
        Refusal{"cut", docx(p("a")).substr(0, 300), ReadRefusal::damaged},
        Refusal{"checksum", damaged_in_the_middle(), ReadRefusal::damaged},
        Refusal{"no_office_file", zipped({{"a.txt", "b"}}), ReadRefusal::unknown_format},
        Refusal{
            "a_sheet",
            with_part(
                "[Content_Types].xml",
                R"(<Types><Override PartName="/word/document.xml" ContentType=")"
                R"(application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>)"
                R"(</Types>)"),
            ReadRefusal::unknown_format},
        Refusal{"encrypted", zipped(parts_of(p("a")), {.encrypted = true, .extra_name = ""}),
                ReadRefusal::encrypted},
        Refusal{"outside_name",
                zipped(parts_of(p("a")), {.encrypted = false, .extra_name = "a/../../b"}),
                ReadRefusal::hostile},
        Refusal{"outside_target",
                with_part("_rels/.rels", R"(<Relationships><Relationship Type="x/officeDocument" )"
                                         R"(Target="../../etc/x"/></Relationships>)"),
                ReadRefusal::hostile},
        Refusal{"bomb", with_document(document_xml(std::string(4u << 20, ' '))),
                ReadRefusal::hostile},
        Refusal{"unpacked_size", docx(p(std::string(5000, 'x'))), ReadRefusal::too_large,
                with<std::size_t>(&ReadLimits::unpacked_bytes, 4000)},
        Refusal{"file_size", docx(p("a")), ReadRefusal::too_large,
                with<std::size_t>(&ReadLimits::file_bytes, 100)},
        Refusal{"entries", docx(p("a")), ReadRefusal::too_large,
                with<std::size_t>(&ReadLimits::archive_entries, 3)}),
    kCaseName);

INSTANTIATE_TEST_SUITE_P(
    Markup, DocxRefusals,
    testing::Values(
        Refusal{"document_type",
                with_document("<!DOCTYPE x [<!ENTITY a \"b\">]>" + document_xml(p("&a;"))),
                ReadRefusal::hostile},
        Refusal{"document_type_in_styles", with_part("word/styles.xml", "<!DOCTYPE x><w:styles/>"),
                ReadRefusal::hostile},
        Refusal{"not_xml", with_document("hello"), ReadRefusal::damaged},
        Refusal{"no_body", with_document("<w:document/>"), ReadRefusal::damaged},
        Refusal{"cut_markup", with_document("<w:document><w:body><w:p"), ReadRefusal::damaged},
        Refusal{"not_closed", with_document("<w:document><w:body>"), ReadRefusal::damaged},
        Refusal{"not_utf8", with_document(document_xml(p("\xA1\xD2"))), ReadRefusal::damaged},
        Refusal{"forbidden_character", with_document(document_xml(p("&#0;"))),
                ReadRefusal::damaged},
        Refusal{"deep", with_document(document_xml(repeat("<w:smartTag>", 1000))),
                ReadRefusal::too_deep},
        Refusal{"attributes", with_document("<w:document" + repeat(" a=\"\"", 300) + "/>"),
                ReadRefusal::hostile},
        Refusal{"elements", docx(repeat("<w:p/>", 100)), ReadRefusal::too_large,
                with<std::size_t>(&ReadLimits::xml_nodes, 100)}),
    kCaseName);

INSTANTIATE_TEST_SUITE_P(
    Content, DocxRefusals,
    testing::Values(Refusal{"nested_tables", nested_tables(4), ReadRefusal::too_deep},
                    Refusal{"blocks", docx(p("a") + p("b") + p("c")), ReadRefusal::too_large,
                            with<std::size_t>(&ReadLimits::blocks, 2)},
                    Refusal{"cells", docx(tbl(2, tr(tc("a") + tc("b")))), ReadRefusal::too_large,
                            with<std::size_t>(&ReadLimits::cells, 1)},
                    Refusal{"text", docx(p("abc")), ReadRefusal::too_large,
                            with<std::size_t>(&ReadLimits::text_bytes, 2)},
                    Refusal{"span",
                            docx(tbl(1, tr(tc("a", R"(<w:gridSpan w:val="2000000000"/>)")))),
                            ReadRefusal::too_large},
                    Refusal{"offset", docx(tbl(1, tr(tc("a"), R"(<w:gridBefore w:val="-5"/>)"))),
                            ReadRefusal::too_large},
                    Refusal{"columns", docx(tbl(300, tr(tc("a")))), ReadRefusal::too_large}),
    kCaseName);

TEST(ReadDocx, LimitsHoldJustBelow) {
    must_read(nested_tables(3));
    must_read(docx(p("a") + p("b")), with<std::size_t>(&ReadLimits::blocks, 2));
    must_read(docx(tbl(2, tr(tc("a") + tc("b")))), with<std::size_t>(&ReadLimits::cells, 2));
    must_read(docx(p("abc")), with<std::size_t>(&ReadLimits::text_bytes, 3));
    must_read(docx(tbl(256, tr(tc("a", R"(<w:gridSpan w:val="256"/>)")))));
    must_read(docx(p("a")), with<std::size_t>(&ReadLimits::archive_entries, 7));
}

TEST(ReadDocx, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    const auto result = read_docx(docx(p("a")), {}, source.get_token());
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().refusal, ReadRefusal::stopped);
}

/// No cut and no changed byte may do worse than a refusal.
TEST(ReadDocx, SurvivesDamage) {
    const std::string whole = docx(numbered(1, 0, "a") + row_with(1, box(p("b"))));
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        EXPECT_FALSE(read_docx(whole.substr(0, size)).has_value()) << size;
    }
    for (std::size_t at = 0; at < whole.size(); at += 3) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x5A);
        (void)read_docx(changed);
    }
}

/// The blocks of a committed file, one a line, without emphasis, which LibreOffice loses in content
/// controls, and without block numbers: it drops empty paragraphs between sections.
std::vector<std::string> blocks_of(const std::string& name) {
    std::ifstream file(std::string(PHAEN_SOURCE_DIR) + "/tests/fixtures/agencies/" + name,
                       std::ios::binary);
    std::string all = outline(must_read(std::string(std::istreambuf_iterator<char>(file), {})));
    for (std::size_t at = all.find(" !"); at != std::string::npos; at = all.find(" !", at)) {
        all.erase(at, 2);
    }
    std::vector<std::string> lines;
    std::istringstream stream(all);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line.substr(line.find(' ')));
    return lines;
}

/// Word and LibreOffice write the same document differently; what is read is the same.
TEST(ReadDocx, LibreOfficesFileReadsLikeTheFirst) {
    for (const std::string name : {"kong-digital", "mueang-thung-khao", "sun-fuek-achip"}) {
        const std::vector<std::string> first = blocks_of(name + ".docx");
        const std::vector<std::string> again = blocks_of(name + ".lo.docx");
        ASSERT_EQ(first.size(), again.size()) << name;
        EXPECT_GT(first.size(), 10U);
        for (std::size_t i = 0; i < first.size(); ++i) ASSERT_EQ(first[i], again[i]) << name;
    }
}

}  // namespace
}  // namespace phaen::document
