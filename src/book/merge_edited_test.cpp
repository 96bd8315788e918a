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

void take_out(sheet::ReadWorkbook& made, std::size_t sheet, const std::string& id) {
    std::erase_if(made.workbook.sheets.at(sheet).rows,
                  [&id](const auto& one) { return !one.empty() && one[0].text == id; });
}

/// A new row under that of an element, as a person types it: nothing in the hidden column.
void put_under(sheet::ReadWorkbook& made, std::size_t sheet, const std::string& id,
               const std::vector<std::string>& texts) {
    std::vector<std::vector<sheet::Cell>>& rows = made.workbook.sheets.at(sheet).rows;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (rows[r].empty() || rows[r][0].text != id) continue;
        std::vector<sheet::Cell> row(1);
        for (const std::string& text : texts)
            row.push_back(text.empty() ? sheet::Cell{} : sheet::text_cell(text));
        rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(r) + 1, std::move(row));
        return;
    }
    ADD_FAILURE() << id;
}

/// As when the hidden column was deleted.
void forget_ids(sheet::ReadWorkbook& made) {
    for (sheet::Sheet& sheet : made.workbook.sheets) {
        for (std::vector<sheet::Cell>& one : sheet.rows) {
            if (!one.empty()) one.erase(one.begin());
        }
    }
}

/// What a reading gives, told apart from the expected plan; without ids of rows too.
void expect_plan(sheet::ReadWorkbook made, const plan::Plan& expected) {
    for (const bool has_ids : {true, false}) {
        if (!has_ids) forget_ids(made);
        const Edited read = read_edited(made, office());
        EXPECT_EQ(notes(read), "") << has_ids;
        EXPECT_EQ(shown(plan::diff(expected, read.plan)), "") << has_ids;
        for (const plan::PlanError& error : plan::validate(read.plan))
            ADD_FAILURE() << error.pointer;
    }
}

TEST(EditedWorkbook, NewRowsAreNewElements) {
    sheet::ReadWorkbook made = workbook();
    plan::Plan expected = office();
    // A sub-indicator of the third, with a target for 2565, the third of the years; and an
    // indicator.
    ASSERT_EQ(made.workbook.sheets.at(0).rows.at(0).at(10).text, "เป้าหมาย 2565");
    put_under(made, 0, "indicator-3",
              {"๓.๑๐", "ตัวชี้วัดใหม่", "ก", "1", "๕", "ระดับ", "ส่วนแผนงานฯ", "", "", "4"});
    plan::Indicator indicator;
    indicator.id = "indicator-3.1";  // its number is under that of the third
    indicator.number = "๓.๑๐";
    indicator.name = "ตัวชี้วัดใหม่";
    indicator.group = "ก";
    indicator.component = "1";
    indicator.weight = base::Weight(base::Decimal::from_integer(5));
    indicator.unit = "ระดับ";
    indicator.lead = {plan::Ref::to("org-3")};
    plan::Target target;
    target.fiscal_year = 2565;
    target.value = base::Decimal::from_integer(4);
    target.unit = "ระดับ";
    indicator.targets = {target};
    expected.indicators.at(2).sub_indicators = {indicator};
    put_under(made, 0, "indicator-6", {"๗", "ตัวชี้วัดที่เจ็ด", "ค"});
    plan::Indicator seventh;
    seventh.id = "indicator-10";
    seventh.number = "๗";
    seventh.name = "ตัวชี้วัดที่เจ็ด";
    seventh.group = "ค";
    expected.indicators.insert(expected.indicators.begin() + 6, seventh);
    // A project of the third and the fifth mission, after the first project, and under the output.
    put_under(made, 1, "project-1",
              {"๒", "โครงการใหม่", "mission",
               expected.missions.at(2).title + ", " + expected.missions.at(4).title,
               "ส่วนแผนงานฯ, ส่วนส่งเสริมฯ", "๑,๒๓๔.๕๐"});
    put_under(made, 2, "project-8", {"โครงการใหม่", "1234.50"});
    plan::Project project;
    project.id = "project-12";
    project.number = "๒";
    project.name = "โครงการใหม่";
    project.kind = "mission";
    project.lead = {plan::Ref::to("org-3"), plan::Ref::to("org-4")};
    project.budget = base::Money::parse("1234.50");
    project.budget_node = plan::Ref::to("budget-3");
    expected.projects.insert(expected.projects.begin() + 1, project);
    expected.missions.at(2).projects.push_back(plan::Ref::to("project-12"));
    expected.missions.at(4).projects.push_back(plan::Ref::to("project-12"));
    // An output beside the third heading.
    put_under(made, 2, "project-11", {"ผลผลิตใหม่"});
    expected.budget_structure.push_back(
        {"budget-4", plan::BudgetNodeKind::output, "ผลผลิตใหม่", "budget-2"});
    // A step from November to December after the first of the second table; a table at the end.
    put_under(made, 3, "schedule-2.step-1", {"๑.๕", "ขั้นตอนแทรก", "7.5", "", "", "x", "x"});
    plan::Step step;
    step.id = "schedule-2.step-6";
    step.number = "๑.๕";
    step.text = "ขั้นตอนแทรก";
    step.weight = base::Weight(*base::Decimal::parse("7.5"));
    step.months = {{*base::YearMonth::parse("2021-11"), *base::YearMonth::parse("2021-12")}};
    std::vector<plan::Step>& steps = expected.schedules.at(1).steps;
    steps.insert(steps.begin() + 1, step);
    put_under(made, 3, "schedule-8.step-4",
              {"", office().indicators.at(8).name + " / " + office().projects.at(0).name});
    plan::Schedule schedule;
    schedule.id = "schedule-9";
    schedule.indicator = plan::Ref::to("indicator-9");
    schedule.project = plan::Ref::to("project-1");
    expected.schedules.push_back(schedule);
    // A result before all others.
    std::vector<std::vector<sheet::Cell>>& results = made.workbook.sheets.at(4).rows;
    results.insert(results.begin() + 1,
                   {sheet::Cell{}, sheet::integer_cell(2563), sheet::text_cell("๙"),
                    sheet::text_cell("ผลปีก่อน"), sheet::text_cell("ระดับ ๕"), sheet::integer_cell(4),
                    sheet::decimal_cell(*base::Decimal::parse("4.5"))});
    plan::EarlierResult result;
    result.id = "result-9";
    result.fiscal_year = 2563;
    result.number = "๙";
    result.indicator_name = "ผลปีก่อน";
    result.target = "ระดับ ๕";
    result.level = 4;
    result.score = base::Score(*base::Decimal::parse("4.5"));
    expected.results.insert(expected.results.begin(), result);
    expect_plan(made, expected);
}

TEST(EditedWorkbook, RowsThatAreGoneAreElementsThatAreGone) {
    sheet::ReadWorkbook made = workbook();
    plan::Plan expected = office();
    // A project, on its own sheet and in the budget; what names it names it no more. It has a step
    // table with indicator 1, which stays.
    take_out(made, 1, "project-5");
    take_out(made, 2, "project-5");
    expected.projects.erase(expected.projects.begin() + 4);
    expected.missions.at(0).projects = {plan::Ref::to("project-4"), plan::Ref::to("project-6")};
    expected.indicators.at(0).projects = expected.missions.at(0).projects;
    plan::Refs& of_budget = expected.indicators.at(7).projects;
    ASSERT_EQ(std::erase(of_budget, plan::Ref::to("project-5")), 1U);
    expected.swot.combinations.at(4).projects = {plan::Ref::to("project-4"),
                                                 plan::Ref::to("project-6")};
    expected.schedules.at(7).project.reset();
    // An indicator with both its sub-indicators, and the whole table of the steps of indicator 4.
    for (const char* id : {"indicator-4", "indicator-4.1", "indicator-4.2"}) take_out(made, 0, id);
    expected.indicators.erase(expected.indicators.begin() + 3);
    expected.measures.at(0).indicators.clear();
    const plan::Schedule& table = office().schedules.at(3);
    ASSERT_EQ(table.id, "schedule-4");
    take_out(made, 3, table.id);
    for (const plan::Step& step : table.steps) take_out(made, 3, step.id);
    expected.schedules.erase(expected.schedules.begin() + 3);
    // One step, the first of those named so in several tables.
    take_out(made, 3, "schedule-7.step-2");
    std::vector<plan::Step>& steps = expected.schedules.at(5).steps;
    ASSERT_EQ(steps.at(1).id, "schedule-7.step-2");
    steps.erase(steps.begin() + 1);
    // A heading of the budget: what was under it is under the one above.
    take_out(made, 2, "budget-3");
    expected.budget_structure.pop_back();
    for (plan::Project& project : expected.projects) {
        if (project.budget_node) project.budget_node = plan::Ref::to("budget-2");
    }
    take_out(made, 4, "result-2");
    expected.results.erase(expected.results.begin() + 1);
    expect_plan(made, expected);
}

TEST(EditedWorkbook, MovedRowsAreNoChangeBesideNewAndMissingOnes) {
    sheet::ReadWorkbook made = workbook();
    take_out(made, 3, "schedule-2.step-3");
    put_under(made, 1, "project-7", {"๗", "โครงการใหม่", "mission"});
    for (const std::size_t sheet : {1U, 4U}) {
        std::vector<std::vector<sheet::Cell>>& rows = made.workbook.sheets.at(sheet).rows;
        std::reverse(rows.begin() + 1, rows.end());
    }
    for (const bool has_ids : {true, false}) {
        if (!has_ids) forget_ids(made);
        const plan::Diff diff = plan::diff(office(), read_edited(made, office()).plan);
        ASSERT_EQ(diff.size(), 2U) << shown(diff);
        const bool is_first = diff[0].kind == plan::ChangeKind::added;
        EXPECT_EQ(diff[is_first ? 0 : 1].title, "โครงการใหม่");
        EXPECT_EQ(diff[is_first ? 1 : 0].kind, plan::ChangeKind::removed);
        EXPECT_EQ(diff[is_first ? 1 : 0].element, "schedule-2.step-3");
    }
}

TEST(EditedWorkbook, ACopiedRowIsANewElement) {
    // The hidden column is copied with the row; the copy stands above and says something else.
    sheet::ReadWorkbook made = workbook();
    std::vector<std::vector<sheet::Cell>>& rows = made.workbook.sheets.at(1).rows;
    ASSERT_EQ(rows.at(2).at(0).text, "project-2");
    rows.insert(rows.begin() + 2, rows.at(2));
    rows.at(2).at(2) = sheet::text_cell("โครงการที่คัดลอก");
    rows.at(2).at(6) = sheet::money_cell(*base::Money::parse("5.00"));
    const Edited read = read_edited(made, office());
    EXPECT_EQ(notes(read), "");
    const auto added = std::find_if(read.plan.projects.begin(), read.plan.projects.end(),
                                    [](const auto& one) { return one.id == "project-12"; });
    ASSERT_NE(added, read.plan.projects.end());
    EXPECT_EQ(added->name, "โครงการที่คัดลอก");
    EXPECT_EQ(added->budget, base::Money::parse("5.00"));
    EXPECT_EQ((added - 1)->id, "project-1");
    EXPECT_EQ((added + 1)->name, office().projects.at(1).name);
    EXPECT_EQ((added + 1)->budget, office().projects.at(1).budget);
}

TEST(EditedWorkbook, WhatThePlanBecameMeanwhileIsMergedWithRows) {
    sheet::ReadWorkbook made = workbook();
    take_out(made, 3, "schedule-1.step-2");
    take_out(made, 3, "schedule-1.step-4");
    put_under(made, 1, "project-1", {"๒", "โครงการในแฟ้ม", "mission"});
    plan::Plan ours = office();
    // One of the steps that the file took out was changed meanwhile: it stays, and is told.
    ours.schedules.at(0).steps.at(1).text = "แก้ในระบบ";
    // Someone else added a project, which got the same number.
    plan::Project other;
    other.id = "project-12";
    other.name = "โครงการในระบบ";
    other.kind = "routine";
    ours.projects.push_back(other);
    const Edited read = read_edited(made, office());
    EXPECT_EQ(notes(read), "");
    const MergedEdit merged = merge_edited(read, office(), ours);
    plan::Plan expected = ours;
    expected.schedules.at(0).steps.erase(expected.schedules.at(0).steps.begin() + 3);
    plan::Project added;
    added.id = "project-13";
    added.number = "๒";
    added.name = "โครงการในแฟ้ม";
    added.kind = "mission";
    expected.projects.insert(expected.projects.begin() + 1, added);
    EXPECT_EQ(shown(plan::diff(expected, merged.merged.plan)), "");
    ASSERT_EQ(merged.merged.conflicts.size(), 1U);
    EXPECT_EQ(merged.merged.conflicts[0].element, "schedule-1.step-2");
    EXPECT_EQ(merged.merged.conflicts[0].field, "");
    EXPECT_TRUE(merged.merged.conflicts[0].theirs.is_null());
    ASSERT_EQ(merged.changes.size(), 2U) << shown(merged.changes);
    // Brought in again, the file changes nothing more.
    const MergedEdit again = merge_edited(read, office(), merged.merged.plan);
    EXPECT_EQ(shown(plan::diff(merged.merged.plan, again.merged.plan)), "");
}

TEST(EditedWorkbook, WhatGoesNowhereIsNoted) {
    sheet::ReadWorkbook made = workbook();
    const plan::Project& project = office().projects.at(0);
    row(made, 1, project.id).at(5) = sheet::text_cell("หน่วยงานที่ไม่มี");
    sheet::Sheet& projects = made.workbook.sheets.at(1);
    // A remark under the table, and a total of one's own.
    projects.rows.push_back({sheet::Cell{}, sheet::Cell{}, sheet::text_cell("หมายเหตุ")});
    sheet::Cell sum = sheet::money_cell(*base::Money::parse("9.00"));
    sum.formula = "SUM(G2:G9)";
    projects.rows.push_back({sheet::Cell{}, sheet::Cell{}, sheet::text_cell("รวมของฉัน"),
                             sheet::Cell{}, sheet::Cell{}, sheet::Cell{}, sum});
    // A project is taken out on its own sheet, an indicator with what it consists of.
    take_out(made, 2, "project-2");
    take_out(made, 0, "indicator-4");
    // A name cannot be nothing.
    row(made, 0, "indicator-1").at(2) = sheet::Cell{};
    // A total that someone typed over.
    std::vector<sheet::Cell>& step = row(made, 3, office().schedules.at(0).steps.at(0).id);
    ASSERT_FALSE(step.at(4).formula.empty());
    step.at(4) = sheet::integer_cell(77);
    made.problems.push_back({sheet::CellProblem::Kind::error, "โครงการ", "G3", "#REF!"});
    const Edited read = read_edited(made, office());
    EXPECT_EQ(shown(plan::diff(office(), read.plan)), "");
    EXPECT_EQ(notes(read),
              "cell.unusable ตัวชี้วัด!C2 indicator-1 \n"
              "row.missing ตัวชี้วัด indicator-4 " +
                  office().indicators.at(3).name +
                  "\n"
                  "cell.unusable โครงการ!F2 project-1 หน่วยงานที่ไม่มี\n"
                  "row.added โครงการ!A" +
                  std::to_string(projects.rows.size() - 1) +
                  "  หมายเหตุ\n"
                  "row.added โครงการ!A" +
                  std::to_string(projects.rows.size()) +
                  "  รวมของฉัน | 9\n"
                  "row.missing งบประมาณ project-2 " +
                  office().projects.at(1).name +
                  "\n"
                  "cell.computed ขั้นตอน!E3 schedule-1.step-1 77\n"
                  "cell.unusable โครงการ!G3  #REF!\n");
}

TEST(EditedWorkbook, ASheetWithoutItsRowsSaysNothingOfThem) {
    sheet::ReadWorkbook made = workbook();
    for (sheet::Sheet& sheet : made.workbook.sheets) sheet.rows.resize(1);
    const Edited read = read_edited(made, office());
    EXPECT_EQ(shown(plan::diff(office(), read.plan)), "");
    // 9 + 2 indicators, 11 projects, 3 + 11 in the budget, 8 tables with 41 steps, 8 results.
    EXPECT_EQ(read.notes.size(), 93U);
}

}  // namespace
}  // namespace phaen::book
