#include "phaen/book/merge_edited.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "phaen/book/compose.h"
#include "phaen/document/read.h"
#include "phaen/document/write_docx.h"
#include "phaen/plan/create.h"
#include "phaen/plan/io.h"
#include "phaen/sheet/read.h"
#include "phaen/sheet/write.h"

namespace phaen::book {
namespace {

const plan::Plan& office() {
    static const plan::Plan kPlan = [] {
        std::ifstream file(std::string(PHAEN_SOURCE_DIR) + "/examples/office/plan.toml");
        std::stringstream bytes;
        bytes << file.rdbuf();
        return plan::parse_plan_toml(bytes.str()).value();
    }();
    return kPlan;
}

/// A book of the office's plan as it is read from its Word file.
document::Document exported(const char* book = "annual-plan") {
    ComposeOptions options;
    options.version = plan::version_of(office());
    const document::ComposedDocument composed =
        compose(office(), *find_shipped_template(book), options);
    document::DocxOptions pages;
    for (const document::ComposedSection& section : composed.sections) {
        for (const document::ComposedBlock& block : section.blocks)
            pages.pages.emplace(block.paragraph.anchor, "๑");
    }
    const auto bytes = document::write_docx(composed, pages);
    return document::read_docx(bytes.value()).value();
}

void for_each_paragraph(document::Document& document,
                        const std::function<void(document::Paragraph&)>& visit) {
    for (document::Block& block : document.blocks) {
        if (block.kind == document::Block::Kind::paragraph) visit(block.paragraph);
        for (document::Row& row : block.table.rows) {
            for (document::Cell& cell : row.cells) {
                for (document::Paragraph& paragraph : cell.paragraphs) visit(paragraph);
            }
        }
    }
}

/// As a person replaces words in the whole file; how often they stood there.
int replace(document::Document& document, const std::string& from, const std::string& to) {
    int count = 0;
    for_each_paragraph(document, [&](document::Paragraph& paragraph) {
        const std::size_t at = paragraph.text.find(from);
        if (at == std::string::npos) return;
        paragraph.text.replace(at, from.size(), to);
        ++count;
    });
    return count;
}

void strip_hints(document::Document& document) {
    document.version.clear();
    for_each_paragraph(document, [](document::Paragraph& paragraph) { paragraph.hint = {}; });
    for (document::Block& block : document.blocks) {
        block.table.hint = {};
        for (document::Row& row : block.table.rows) {
            row.hint = {};
            for (document::Cell& cell : row.cells) cell.hint = {};
        }
    }
}

std::string shown(const plan::Diff& diff) {
    return plan::diff_to_text(diff, plan::MessageLanguage::english);
}

plan::Plan edited(const document::Document& document) {
    auto read = read_edited(document, office(), {});
    EXPECT_TRUE(read);
    if (!read) return office();
    for (const EditedNote& note : read->notes)
        ADD_FAILURE() << note.code << " " << note.where << " " << note.element << " "
                      << note.detail;
    EXPECT_TRUE(plan::validate(read->plan).empty());
    return std::move(read->plan);
}

TEST(EditedDocument, WithoutAnEditIsNoChange) {
    for (const char* book : {"annual-plan", "indicators", "projects", "agreement"}) {
        document::Document document = exported(book);
        EXPECT_EQ(shown(plan::diff(office(), edited(document))), "") << book;
        strip_hints(document);
        EXPECT_EQ(shown(plan::diff(office(), edited(document))), "") << book;
    }
}

TEST(EditedDocument, ANameThatChangesIsAChangeOfItsElement) {
    const plan::Project& project = office().projects.at(1);
    for (const bool has_hints : {true, false}) {
        document::Document document = exported();
        EXPECT_GT(replace(document, project.name, "โครงการใหม่ทั้งชื่อ"), 0);
        if (!has_hints) strip_hints(document);
        plan::Plan expected = office();
        expected.projects.at(1).name = "โครงการใหม่ทั้งชื่อ";
        EXPECT_EQ(shown(plan::diff(expected, edited(document))), "") << has_hints;
    }
}

TEST(EditedDocument, FieldsOfEveryKindCanBeEdited) {
    plan::Plan expected = office();
    plan::Project& project = expected.projects.at(0);
    ASSERT_TRUE(project.budget);
    const std::string amount = base::format_money(*project.budget, base::Digits::thai);
    // 12,345,678 baht, which no other project has.
    project.budget = base::Money::parse("12345678.00");
    plan::Step& step = expected.schedules.at(2).steps.at(1);
    const std::string text = std::exchange(step.text, "ประสานเมืองที่เลือกไว้แล้ว");
    plan::SwotItem& item = expected.swot.items.at(3);
    const std::string swot = std::exchange(item.text, "ข้อความใหม่ของจุดนี้");
    const std::string vision = std::exchange(expected.vision, "เมืองที่ทุกเมืองอยากเป็นเพื่อน");
    for (const bool has_hints : {true, false}) {
        document::Document document = exported();
        if (!has_hints) strip_hints(document);
        const std::string number = amount.substr(0, amount.find(".-"));
        EXPECT_GT(replace(document, number, "๑๒,๓๔๕,๖๗๘"), 0);
        EXPECT_GT(replace(document, text, step.text), 0);
        EXPECT_GT(replace(document, swot, item.text), 0);
        EXPECT_GT(replace(document, vision, expected.vision), 0);
        EXPECT_EQ(shown(plan::diff(expected, edited(document))), "") << has_hints;
    }
}

TEST(EditedDocument, WhatWasChangedMeanwhileIsKeptAndConflictsAreTold) {
    document::Document document = exported();
    const plan::Step& step = office().schedules.at(2).steps.at(1);
    EXPECT_GT(replace(document, step.text, "ประสานเมืองที่เลือกไว้แล้ว"), 0);
    EXPECT_GT(replace(document, office().vision, "เมืองที่แก้ในแฟ้ม"), 0);
    plan::Plan ours = office();
    ours.vision = "เมืองที่แก้ในระบบ";
    ours.projects.at(1).name = "ชื่อที่แก้ในระบบ";
    const auto read = read_edited(document, office(), {});
    ASSERT_TRUE(read);
    const MergedEdit made = merge_edited(*read, office(), ours);
    plan::Plan expected = ours;
    expected.schedules.at(2).steps.at(1).text = "ประสานเมืองที่เลือกไว้แล้ว";
    EXPECT_EQ(shown(plan::diff(expected, made.merged.plan)), "");
    ASSERT_EQ(made.merged.conflicts.size(), 1U)
        << base::to_pretty_json(plan::conflicts_to_value(made.merged.conflicts));
    ASSERT_EQ(made.merged.conflicts[0].field, "vision");
    EXPECT_EQ(made.merged.conflicts[0].theirs, base::Value("เมืองที่แก้ในแฟ้ม"));
    ASSERT_EQ(made.changes.size(), 1U);
    EXPECT_EQ(made.changes[0].element, step.id);
}

TEST(EditedDocument, RowsThatWereAddedOrTakenAwayAreElements) {
    for (const bool has_hints : {true, false}) {
        document::Document document = exported();
        const std::vector<plan::Step>& steps = office().schedules.at(0).steps;
        int changed = 0;
        for (document::Block& block : document.blocks) {
            for (std::size_t r = 0; r < block.table.rows.size(); ++r) {
                const auto has = [&block](std::size_t row, const std::string& text) {
                    bool found = false;
                    for (const document::Cell& cell : block.table.rows[row].cells)
                        found = found || cell.text().find(text) != std::string::npos;
                    return found;
                };
                if (!has(r, steps.at(1).text)) continue;
                // A copy of a row, as people make new ones.
                document::Row copy = block.table.rows[r];
                for (document::Cell& cell : copy.cells) {
                    for (document::Paragraph& paragraph : cell.paragraphs) {
                        const std::size_t at = paragraph.text.find(steps.at(1).text);
                        if (at != std::string::npos)
                            paragraph.text.replace(at, steps.at(1).text.size(), "ขั้นตอนใหม่");
                        paragraph.hint = {};
                    }
                    cell.hint = {};
                }
                copy.hint = {};
                block.table.rows.insert(
                    block.table.rows.begin() + static_cast<std::ptrdiff_t>(r) + 1, copy);
                ++changed;
                break;
            }
        }
        ASSERT_EQ(changed, 1);
        if (!has_hints) strip_hints(document);
        const auto read = read_edited(document, office(), {});
        ASSERT_TRUE(read);
        const plan::Diff diff = plan::diff(office(), read->plan);
        ASSERT_EQ(diff.size(), 1U) << shown(diff);
        EXPECT_EQ(diff[0].kind, plan::ChangeKind::added);
        EXPECT_EQ(diff[0].title, "ขั้นตอนใหม่");
        ASSERT_TRUE(diff[0].to);
        EXPECT_EQ(diff[0].to->after, steps.at(1).id);
    }
}

TEST(EditedDocument, RefusesWhatWasMadeOfSomethingElse) {
    document::Document document = exported();
    for_each_paragraph(document, [](document::Paragraph& paragraph) { paragraph.text += " อื่น"; });
    EXPECT_FALSE(read_edited(document, office(), {}));
    EXPECT_FALSE(read_edited(document::Document{}, office(), {}));
}

/// The office's workbook as it is read from its file.
sheet::ReadWorkbook workbook() {
    const auto bytes = sheet::write_xlsx(compose_sheets(office(), {}));
    return sheet::read_xlsx(bytes.value()).value();
}

/// The row of a sheet with this id.
std::vector<sheet::Cell>& row(sheet::ReadWorkbook& made, std::size_t sheet, const std::string& id) {
    for (std::vector<sheet::Cell>& one : made.workbook.sheets.at(sheet).rows) {
        if (!one.empty() && one[0].text == id) return one;
    }
    ADD_FAILURE() << id;
    return made.workbook.sheets.at(sheet).rows.at(0);
}

std::string notes(const Edited& read) {
    std::string text;
    for (const EditedNote& note : read.notes)
        text += note.code + " " + note.where + " " + note.element + " " + note.detail + "\n";
    return text;
}

TEST(EditedWorkbook, WithoutAnEditIsNoChange) {
    sheet::ReadWorkbook made = workbook();
    Edited read = read_edited(made, office());
    EXPECT_EQ(notes(read), "");
    EXPECT_EQ(shown(plan::diff(office(), read.plan)), "");
    // Without the hidden column, and with another one before all.
    for (sheet::Sheet& sheet : made.workbook.sheets) {
        for (std::vector<sheet::Cell>& one : sheet.rows) {
            if (!one.empty()) one[0] = sheet::Cell{};
            one.insert(one.begin(), sheet::Cell{});
        }
    }
    read = read_edited(made, office());
    EXPECT_EQ(notes(read), "");
    EXPECT_EQ(shown(plan::diff(office(), read.plan)), "");
    EXPECT_EQ(shown(plan::diff(office(), read_edited(sheet::ReadWorkbook{}, office()).plan)), "");
}

TEST(EditedWorkbook, CellsAreFieldsOfTheirElements) {
    sheet::ReadWorkbook made = workbook();
    plan::Plan expected = office();
    plan::Indicator& indicator = expected.indicators.at(1);
    indicator.name = "ตัวชี้วัดที่เปลี่ยนชื่อ";
    row(made, 0, indicator.id).at(2) = sheet::text_cell(indicator.name);
    indicator.weight = base::Weight(*base::Decimal::parse("7.5"));
    row(made, 0, indicator.id).at(5) = sheet::text_cell("๗.๕");
    plan::Project& project = expected.projects.at(2);
    project.budget = base::Money::parse("123456.50");
    project.no_budget = false;
    row(made, 1, project.id).at(6) = sheet::decimal_cell(*base::Decimal::parse("123456.5"));
    plan::Project& free = expected.projects.at(3);
    free.budget.reset();
    free.no_budget = true;
    row(made, 1, free.id).at(6) = sheet::text_cell("ไม่ใช้งบประมาณ");
    plan::Step& step = expected.schedules.at(0).steps.at(0);
    step.text = "ขั้นตอนที่เปลี่ยน";
    // From October to January: four months from the sixth column on.
    step.months = {{*base::YearMonth::parse("2021-10"), *base::YearMonth::parse("2022-01")}};
    std::vector<sheet::Cell>& cells = row(made, 3, step.id);
    cells.resize(17);
    cells.at(2) = sheet::text_cell(step.text);
    for (std::size_t c = 5; c < 17; ++c)
        cells.at(c) = c < 9 ? sheet::text_cell("x") : sheet::Cell{};
    const Edited read = read_edited(made, office());
    EXPECT_EQ(notes(read), "");
    EXPECT_EQ(shown(plan::diff(expected, read.plan)), "");
}

TEST(EditedWorkbook, RowsMayBeSortedAndColumnsMoved) {
    sheet::ReadWorkbook made = workbook();
    sheet::Sheet& projects = made.workbook.sheets.at(1);
    std::reverse(projects.rows.begin() + 1, projects.rows.end());
    for (std::vector<sheet::Cell>& one : projects.rows) {
        if (one.size() > 5) std::swap(one[2], one[5]);
    }
    const Edited read = read_edited(made, office());
    EXPECT_EQ(notes(read), "");
    EXPECT_EQ(shown(plan::diff(office(), read.plan)), "");
}

TEST(EditedWorkbook, WhatGoesNowhereIsNoted) {
    sheet::ReadWorkbook made = workbook();
    const plan::Project& project = office().projects.at(0);
    row(made, 1, project.id).at(5) = sheet::text_cell("หน่วยงานที่ไม่มี");
    sheet::Sheet& projects = made.workbook.sheets.at(1);
    const plan::Project& gone = office().projects.at(1);
    std::erase_if(projects.rows,
                  [&gone](const auto& one) { return !one.empty() && one[0].text == gone.id; });
    projects.rows.push_back(
        {sheet::Cell{}, sheet::text_cell("99"), sheet::text_cell("โครงการเพิ่ม")});
    // A total that someone typed over.
    std::vector<sheet::Cell>& step = row(made, 3, office().schedules.at(0).steps.at(0).id);
    ASSERT_FALSE(step.at(4).formula.empty());
    step.at(4) = sheet::integer_cell(77);
    made.problems.push_back({sheet::CellProblem::Kind::error, "โครงการ", "G3", "#REF!"});
    const Edited read = read_edited(made, office());
    EXPECT_EQ(shown(plan::diff(office(), read.plan)), "");
    std::vector<std::string> codes;
    for (const EditedNote& note : read.notes) codes.push_back(note.code);
    EXPECT_EQ(codes, (std::vector<std::string>{"cell.unusable", "row.missing", "row.added",
                                               "cell.computed", "cell.unusable"}));
    EXPECT_EQ(read.notes.at(0).where, "โครงการ!F2");
    EXPECT_EQ(read.notes.at(1).element, gone.id);
    EXPECT_EQ(read.notes.at(2).detail, "99 | โครงการเพิ่ม");
    EXPECT_EQ(read.notes.at(3).detail, "77");
    EXPECT_EQ(read.notes.at(4).where, "โครงการ!G3");
}

}  // namespace
}  // namespace phaen::book
