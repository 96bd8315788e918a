#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "pdf/test_support.h"
#include "phaen/document/qr.h"
#include "phaen/document/write_pdf.h"

namespace phaen::document {
namespace {

PdfRefusal refusal(const ComposedDocument& made, const PdfOptions& options = {}) {
    const auto result = write_pdf(made, fonts(), options);
    EXPECT_FALSE(result);
    return result ? PdfRefusal::engine_failed : result.error().refusal;
}

TEST(Pdf, AnEmptyDocumentIsOneEmptyPage) {
    EXPECT_EQ(print(ComposedDocument{}).page_labels, std::vector<std::string>{""});
    EXPECT_EQ(print(document({})).page_labels, std::vector<std::string>{"๑"});
}

TEST(Pdf, NumbersPagesAsTheSectionSays) {
    ComposedDocument made = document({block(paragraph("ปก"))});
    made.sections[0].numbers = PageNumbers::none;
    made.sections.push_back({.restart_numbers = true, .blocks = {block(paragraph("ก"))}});
    made.sections.push_back({.orientation = Orientation::landscape,
                             .numbers = PageNumbers::arabic,
                             .blocks = {block(paragraph("ข"))}});
    // The cover has no number; counting begins again at one and goes on.
    EXPECT_EQ(print(made).page_labels, (std::vector<std::string>{"", "๑", "2"}));
}

TEST(Pdf, SaysOnWhichPageEachBlockBegins) {
    const PdfFile file = print(document(
        {block(paragraph("ก")), {.kind = ComposedBlock::Kind::page_break}, block(paragraph("ข"))}));
    ASSERT_EQ(file.sections.size(), 1U);
    ASSERT_EQ(file.sections[0].size(), 3U);
    EXPECT_EQ(file.sections[0][0].page, 1);
    EXPECT_EQ(file.sections[0][2].page, 2);
    EXPECT_EQ(file.sections[0][0].hash.size(), 64U);
    EXPECT_NE(file.sections[0][0].hash, file.sections[0][2].hash);
}

TEST(Pdf, KeepsAHeadingWithWhatFollows) {
    // A page holds 252 mm, 714 points: 31 lines of 22.4 points. Paragraphs of one line with their
    // space of 4 points take 26.4 each. After 26 of them (686.4) there is no room for a heading.
    for (int count = 20; count < 30; ++count) {
        std::vector<ComposedBlock> blocks(static_cast<std::size_t>(count), block(paragraph("ก")));
        blocks.push_back(block(paragraph("หัวข้อ", Role::heading, 2)));
        blocks.push_back(block(paragraph(sentence(10))));
        const PdfFile file = print(document(blocks));
        const auto& pages = file.sections[0];
        EXPECT_EQ(pages[pages.size() - 2].page, pages.back().page) << count;
    }
}

TEST(Pdf, KeepsALineWithItsTable) {
    // As above: where 26 or 27 lines stand before, a line would still find room, its table not.
    for (int count = 20; count < 30; ++count) {
        std::vector<ComposedBlock> blocks(static_cast<std::size_t>(count), block(paragraph("ก")));
        blocks.push_back(block(paragraph("ด้านที่ ๑")));
        blocks.push_back(table_block(long_table(5)));
        const PdfFile file = print(document(blocks));
        const auto& pages = file.sections[0];
        EXPECT_EQ(pages[pages.size() - 2].page, pages.back().page) << count;
    }
}

TEST(Pdf, KeepsTheLinesThatLeadToATableWithIt) {
    // Wherever the page ends, three lines of branches are on their table's page; prose is not
    // moved.
    ComposedParagraph prose = paragraph("ก");
    prose.alignment = Alignment::justified;
    bool moved = false;
    for (int count = 18; count < 30; ++count) {
        std::vector<ComposedBlock> blocks(static_cast<std::size_t>(count), block(prose));
        for (const char* branch : {"ด้านที่ ๑", "มิติที่ ๑.๑", "เป้าหมายที่ ๑.๑.๑"}) {
            blocks.push_back(block(paragraph(branch)));
            blocks.back().paragraph.role = Role::list_item;
        }
        blocks.push_back(table_block(long_table(5)));
        const PdfFile file = print(document(blocks));
        const auto& pages = file.sections[0];
        EXPECT_EQ(pages[pages.size() - 4].page, pages.back().page) << count;
        moved = moved || pages[pages.size() - 5].page != pages.back().page;
    }
    EXPECT_TRUE(moved);
}

TEST(Pdf, TheSameDocumentGivesTheSameBytesOnAnyThread) {
    const ComposedDocument made =
        document({block(paragraph(sentence(50))), table_block(long_table(200))});
    const std::string once = print(made).bytes;
    std::vector<std::string> others(4);
    {
        std::vector<std::jthread> threads;
        for (std::size_t t = 0; t < 2; ++t) {
            threads.emplace_back([&others, &made, t] {
                for (std::size_t i = t; i < others.size(); i += 2) {
                    const auto result = write_pdf(made, fonts());
                    if (result) others[i] = result->bytes;
                }
            });
        }
    }
    for (const std::string& other : others) EXPECT_EQ(other == once, true);
}

TEST(Pdf, ABlockThatChangesHasAnotherHashAndOthersKeepTheirs) {
    const auto hashes = [](const std::string& text) {
        return print(
                   document({block(paragraph("ก")), block(paragraph(text)), block(paragraph("ค"))}))
            .sections[0];
    };
    const auto before = hashes("ข้อ ๑");
    const auto after = hashes("ข้อ ๒");
    EXPECT_EQ(before[0].hash, after[0].hash);
    EXPECT_NE(before[1].hash, after[1].hash);
    EXPECT_EQ(before[2].hash, after[2].hash);
}

TEST(Pdf, CutsCellsThatAreLongerThanAPage) {
    ComposedTable table = long_table(0);
    table.rows.push_back({.cells = {cell(0, "๑"), cell(1, sentence(150))}, .whole = true});
    const PdfFile file = print(document({table_block(table), block(paragraph("ท้าย"))}));
    EXPECT_GT(file.page_labels.size(), 2U);
    EXPECT_EQ(file.sections[0].back().page, static_cast<int>(file.page_labels.size()));
}

TEST(Pdf, GivesTheTextBack) {
    // Sara am, tone marks above vowels, and a line justified between letters.
    ComposedParagraph justified;
    justified.alignment = Alignment::justified;
    for (int i = 0; i < 40; ++i) justified.runs.push_back({.text = "น้ำใจกำลังทำสำเร็จป่าปี่ที่ฟุ่มเฟือย "});
    const std::string text = extracted(print(document({block(justified)})));
    EXPECT_EQ(count(text, "น้ำใจกำลังทำสำเร็จ"), 40U);
}

TEST(Pdf, LosesNoTextOfACellLongerThanPages) {
    ComposedTable table = long_table(0);
    table.rows.push_back({.cells = {cell(0, "๑"), cell(1, sentence(150))}});
    // 150 sentences; two more mentions would be the header's, which has none of them.
    EXPECT_EQ(count(extracted(print(document({table_block(table)}))), "แผนปฏิบัติราชการ"), 150U);
}

TEST(Pdf, PrintsSpansThatAreTallerThanAPage) {
    // 28, 6 and 30 rows under one cell each; the first one's text is longer than its rows.
    ComposedTable table{.widths = {2, 3}};
    table.rows.push_back({.cells = {cell(0, "กลุ่ม"), cell(1, "กิจกรรม")}, .header = true});
    for (const int span : {28, 6, 30}) {
        for (int row = 0; row < span; ++row) {
            ComposedRow made;
            if (row == 0) made.cells.push_back(cell(0, sentence(span == 28 ? 150 : 2), span));
            made.cells.push_back(cell(1, "กิจกรรม"));
            table.rows.push_back(made);
        }
    }
    ComposedTable short_one = table;
    short_one.rows[1].cells[0].paragraphs = {paragraph("ก")};
    const PdfFile file = print(document({table_block(table), block(paragraph("ท้าย"))}));
    const PdfFile less = print(document({table_block(short_one), block(paragraph("ท้าย"))}));
    // The long cell has 150 sentences of one line and more each: at least three pages more than 28
    // rows.
    EXPECT_GE(file.page_labels.size(), less.page_labels.size() + 3);
    EXPECT_EQ(file.sections[0].back().page, static_cast<int>(file.page_labels.size()));
}

TEST(Pdf, PrintsTenThousandRows) {
    const PdfFile file = print(document({table_block(long_table(10'000))}));
    // 714 points less a header of 23.6: at most 29 rows of 23.6 points on a page.
    EXPECT_GE(file.page_labels.size(), 10'000U / 29);
    EXPECT_LE(file.page_labels.size(), 10'000U / 28 + 1);
}

TEST(Pdf, TheContentsHaveTheirOwnLength) {
    std::vector<ComposedBlock> blocks = {{.kind = ComposedBlock::Kind::contents},
                                         {.kind = ComposedBlock::Kind::page_break}};
    for (int i = 0; i < 60; ++i) {
        ComposedParagraph heading = paragraph("หัวข้อ", Role::heading, 1);
        heading.in_contents = true;
        blocks.push_back(block(heading));
    }
    // 60 entries of 22.4 points need two pages of 714.
    EXPECT_EQ(print(document(blocks)).sections[0][2].page, 3);
}

TEST(Pdf, WidthsOfAWordDoNotStopIt) {
    ComposedTable table{.widths = {1, 20}};
    table.rows.push_back(
        {.cells = {cell(0, "InternationalOrganisations"), cell(1, std::string(400, 'W'))}});
    ComposedParagraph unbroken = paragraph("");
    unbroken.runs = {{.text = std::string(300, 'W'), .unbroken = true}};
    EXPECT_FALSE(print(document({table_block(table), block(unbroken)})).bytes.empty());
}

TEST(Pdf, RefusesWithPlaceAndReason) {
    ComposedDocument made = document({block(paragraph("ก\nข"))});
    EXPECT_EQ(refusal(made), PdfRefusal::bad_text);
    made = document({block(paragraph("ก"))});
    made.created = "วันนี้";
    EXPECT_EQ(refusal(made), PdfRefusal::bad_created);
    made = document({block(paragraph("ก"))});
    made.sections[0].blocks[0].paragraph.runs[0].target = "#nowhere";
    EXPECT_EQ(refusal(made), PdfRefusal::unknown_anchor);
    made = document({block(paragraph("ก"))});
    made.style.font = "No Such Family";
    EXPECT_EQ(refusal(made), PdfRefusal::font_missing);
    made = document(
        {table_block({.widths = {1, 400}, .rows = {{.cells = {cell(0, "WW"), cell(1, "ก")}}}})});
    EXPECT_EQ(refusal(made), PdfRefusal::column_too_narrow);
    PdfOptions options;
    options.limits.pages = 3;
    EXPECT_EQ(refusal(document({table_block(long_table(200))}), options), PdfRefusal::too_large);
    options = {};
    options.attachments = {{.name = "a.json"}, {.name = "a.json"}};
    EXPECT_EQ(refusal(document({}), options), PdfRefusal::bad_attachment);
    std::stop_source stop;
    stop.request_stop();
    const auto stopped =
        write_pdf(document({block(paragraph("ก"))}), fonts(), {}, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().refusal, PdfRefusal::stopped);
}

TEST(Pdf, PrintsABoxForWhatNoFontHas) {
    ComposedTable table = long_table(1);
    table.rows[1].cells[1] = cell(1, "กิจกรรม 京");
    const PdfFile file = print(document(
        {{.kind = ComposedBlock::Kind::contents}, block(paragraph("ก北ข北")), table_block(table)}));
    EXPECT_EQ(file.warnings,
              (std::vector<PdfWarning>{{"section 1, block 2", U'北'},
                                       {"section 1, block 3, row 2, column 2", U'京'}}));
    // What stands around it is there.
    EXPECT_EQ(count(extracted(file), "กิจกรรม"), 2U);
    EXPECT_TRUE(print(document({block(paragraph("ก ≥ ✓ ™"))})).warnings.empty());
}

TEST(Pdf, WritesWhichVersionOfTheStandardItIs) {
    const ComposedDocument made = document({block(paragraph("ก"))});
    EXPECT_EQ(print(made).bytes.substr(0, 8), "%PDF-1.7");
    EXPECT_EQ(print(made, {.archive = Archive::pdfa_1b}).bytes.substr(0, 8), "%PDF-1.4");
}

TEST(Qr, DrawsModulesWithinItsSide) {
    const std::optional<Drawing> code = qr_code("sha256:0", 2500);
    ASSERT_TRUE(code);
    EXPECT_EQ(code->width, 2500);
    ASSERT_FALSE(code->shapes.empty());
    // Version 1 has 21 modules, and four of quiet on each side: the first finder begins at 4/29 of
    // 2500, which is 344, and is seven modules wide: to 11/29, 948.
    EXPECT_EQ(code->shapes[0].x, 344);
    EXPECT_EQ(code->shapes[0].y, 344);
    EXPECT_EQ(code->shapes[0].width, 604);
    EXPECT_FALSE(qr_code("", 2500));
    EXPECT_FALSE(qr_code(std::string(3000, 'a'), 2500));
}

}  // namespace
}  // namespace phaen::document
