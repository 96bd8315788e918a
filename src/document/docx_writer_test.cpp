#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "phaen/base/thai_text.h"
#include "phaen/document/read.h"
#include "phaen/document/write_docx.h"
#include "write_support.h"

namespace phaen::document {
namespace {

Document written_and_read(const ComposedDocument& document, const DocxOptions& options = {}) {
    const auto file = write_docx(document, options);
    EXPECT_TRUE(file) << (file ? "" : file.error().where + ": " + file.error().detail);
    if (!file) return {};
    auto read = read_docx(*file);
    EXPECT_TRUE(read) << (read ? "" : read.error().where + ": " + read.error().detail);
    return read ? std::move(read).value() : Document{};
}

TEST(DocxWriter, AnEmptyDocumentIsAFile) { EXPECT_EQ(shown(written_and_read({})), ""); }

TEST(DocxWriter, ParagraphsComeBackWithLabelsAndLevels) {
    ComposedDocument document;
    ComposedSection& section = document.sections.emplace_back();
    section.blocks = {block(heading(1, "ส่วนที่ ๑")), block(paragraph("ก < ข & \"ค\"")),
                      block(item("๑.", "น้ำใส")), block(paragraph("")), block(item("๒.", ""))};
    EXPECT_EQ(shown(written_and_read(document)),
              "h1 ส่วนที่ ๑\n"
              "p ก < ข & \"ค\"\n"
              "p ๑. น้ำใส\n"
              "p ๒.\n");
}

TEST(DocxWriter, LooksAreKept) {
    ComposedDocument document;
    ComposedParagraph whole = paragraph("หนา");
    whole.runs[0].bold = true;
    ComposedParagraph part = paragraph("หนา");
    part.runs[0].bold = true;
    part.runs.push_back(paragraph("บาง").runs[0]);
    document.sections.emplace_back().blocks = {block(whole), block(part)};
    const Document read = written_and_read(document);
    ASSERT_EQ(read.blocks.size(), 2U);
    EXPECT_TRUE(read.blocks[0].paragraph.emphasised);
    EXPECT_FALSE(read.blocks[1].paragraph.emphasised);
}

/// Three columns; the first cell of the second row spans two rows, the last row's second cell two
/// columns; a bar over the last two columns of the second row.
ComposedTable sample_table() {
    ComposedTable table;
    table.widths = {2, 1, 1};
    table.rows.resize(3);
    table.rows[0].header = true;
    table.rows[0].cells = {cell(0, "ก"), cell(1, "ข"), cell(2, "ค")};
    table.rows[1].cells = {cell(0, "ง"), cell(1, ""), cell(2, "")};
    table.rows[1].cells[0].row_span = 2;
    table.rows[1].bars = {{1, 2}};
    table.rows[2].cells = {cell(1, "จ")};
    table.rows[2].cells[0].column_span = 2;
    return table;
}

TEST(DocxWriter, TablesComeBackWithSpansHeadersAndBars) {
    ComposedDocument document;
    document.sections.emplace_back().blocks = {block(sample_table())};
    EXPECT_EQ(shown(written_and_read(document)),
              "table 3\n"
              "header | 0+1 ก | 1+1 ข | 2+1 ค\n"
              "row | 0+1 ง | 1+1 | 2+1 | bar 1-2\n"
              "row | 0+1 ^ | 1+2 จ\n");
}

TEST(DocxWriter, HintsComeBack) {
    ComposedDocument document;
    document.version = "sha256:abc";
    ComposedTable table = sample_table();
    table.rows[1].element = "project-2";
    table.rows[1].cells[1].field = "/budget";
    ComposedBlock first = block(paragraph("พันธกิจ"));
    first.element = "mission-1";
    first.field = "/statement";
    ComposedBlock second = block(table);
    second.element = "list";
    document.sections.emplace_back().blocks = {first, second, block(paragraph("ท้าย"))};
    const Document read = written_and_read(document);
    EXPECT_EQ(read.version, "sha256:abc");
    ASSERT_EQ(read.blocks.size(), 3U);
    EXPECT_EQ(read.blocks[0].paragraph.hint, (Hint{"mission-1", "/statement"}));
    const Table& back = read.blocks[1].table;
    EXPECT_EQ(back.hint, (Hint{"list", ""}));
    EXPECT_EQ(back.rows[0].hint, Hint{});
    EXPECT_EQ(back.rows[1].hint, (Hint{"project-2", ""}));
    EXPECT_EQ(back.rows[1].cells[1].hint, (Hint{"project-2", "/budget"}));
    EXPECT_EQ(back.rows[2].hint, Hint{});
    EXPECT_EQ(read.blocks[2].paragraph.hint, Hint{});
}

TEST(DocxWriter, ContentsListWhatIsToBeListedWithItsPages) {
    ComposedDocument document;
    ComposedSection& section = document.sections.emplace_back();
    ComposedBlock contents;
    contents.kind = ComposedBlock::Kind::contents;
    contents.contents.depth = 1;
    ComposedParagraph listed = heading(1, "ต้น");
    listed.in_contents = true;
    listed.anchor = "first";
    ComposedParagraph deeper = heading(2, "กลาง");
    deeper.in_contents = true;
    section.blocks = {block(contents), block(listed), block(deeper), block(heading(1, "ปลาย"))};
    EXPECT_EQ(shown(written_and_read(document, {.pages = {{"first", "๓"}}})),
              "p ต้น.....๓\nh1 ต้น\nh2 กลาง\nh1 ปลาย\n");
}

TEST(DocxWriter, TheSameDocumentIsTheSameBytes) {
    ComposedDocument document;
    document.sections.emplace_back().blocks = {block(sample_table()), block(paragraph("ก"))};
    EXPECT_EQ(write_docx(document).value(), write_docx(document).value());
}

TEST(DocxWriter, RefusesInOrder) {
    struct Case {
        std::string what;
        ComposedTable table;
        WriteRefusal refusal;
        std::string where;
    };
    std::vector<Case> cases;
    const auto add = [&cases](std::string what, WriteRefusal refusal, std::string where,
                              const auto& change) {
        ComposedTable table = sample_table();
        change(table);
        cases.push_back({std::move(what), std::move(table), refusal, std::move(where)});
    };
    using T = ComposedTable;
    add("an anchor twice, before a hole", WriteRefusal::repeated_anchor,
        "section 1, block 1, row 2", [](T& t) {
            t.rows[0].anchor = t.rows[1].anchor = "a";
            t.rows[2].cells.clear();
        });
    const auto broken = WriteRefusal::broken_table;
    add("no rows", broken, "section 1, block 1", [](T& t) { t.rows.clear(); });
    add("a width of 0", broken, "section 1, block 1", [](T& t) { t.widths[1] = 0; });
    add("a hole", broken, "section 1, block 1, row 3", [](T& t) { t.rows[2].cells.clear(); });
    add("two cells", broken, "section 1, block 1, row 3",
        [](T& t) { t.rows[2].cells.insert(t.rows[2].cells.begin(), cell(0, "")); });
    add("a span off the grid", broken, "section 1, block 1, row 3",
        [](T& t) { t.rows[2].cells[0].column_span = 3; });
    add("a span below the table", broken, "section 1, block 1, row 2",
        [](T& t) { t.rows[1].cells[0].row_span = 3; });
    add("a header row below", broken, "section 1, block 1, row 3",
        [](T& t) { t.rows[2].header = true; });
    add("a bar off the grid", broken, "section 1, block 1, row 2",
        [](T& t) { t.rows[1].bars[0].to_column = 3; });
    add("64 columns", WriteRefusal::too_many_columns, "section 1, block 1", [](T& t) {
        t.widths.assign(64, 1);
        t.rows.resize(1);
        t.rows[0].cells = {cell(0, "")};
        t.rows[0].cells[0].column_span = 64;
    });
    for (const Case& example : cases) {
        SCOPED_TRACE(example.what);
        ComposedDocument document;
        document.sections.emplace_back().blocks = {block(example.table)};
        const auto file = write_docx(document);
        ASSERT_FALSE(file);
        EXPECT_EQ(file.error().refusal, example.refusal);
        EXPECT_EQ(file.error().where, example.where);
    }
}

TEST(DocxWriter, SixtyThreeColumnsAreNotTooMany) {
    ComposedTable table;
    table.widths.assign(63, 1);
    table.rows.resize(1);
    table.rows[0].cells = {cell(0, "")};
    table.rows[0].cells[0].column_span = 63;
    ComposedDocument document;
    document.sections.emplace_back().blocks = {block(table)};
    EXPECT_TRUE(write_docx(document));
}

TEST(DocxWriter, AnyDocumentComesBack) {
    rc::check("read_docx(write_docx(d)) says what d says", [] {
        const ComposedDocument document = *any_document();
        const auto file = write_docx(document);
        RC_ASSERT(static_cast<bool>(file));
        const auto read = read_docx(*file);
        RC_ASSERT(static_cast<bool>(read));
        RC_ASSERT(shown(*read) == shown(document));
        RC_ASSERT(read->version == document.version);
    });
}

}  // namespace
}  // namespace phaen::document
