#include "summary.h"

#include <gtest/gtest.h>

#include "outline.h"
#include "phaen/base/value.h"
#include "report.h"

namespace phaen::cli {
namespace {

using book::Role;

document::Place line(int number) {
    return {.block = number - 1, .row = -1, .cell = -1, .line = number};
}

/// Two projects with 1,000.50 and 2,000 baht, one without a budget; four pieces, one of each role.
Imported small_import() {
    Imported imported;
    imported.path = "folder/plan.txt";
    imported.sha256 = "abc";
    imported.document.raw_blocks = 4;
    plan::Plan& plan = imported.recognition.plan;
    plan.title.th = "แผนตัวอย่าง";
    plan.fiscal_year = 2566;
    plan.vision = "วิสัยทัศน์ตัวอย่าง";
    for (const char* budget : {"1000.50", "2000", ""}) {
        plan::Project project;
        project.id = "project-" + std::to_string(plan.projects.size() + 1);
        project.name = "โครงการ " + project.id;
        project.budget = base::Money::parse(budget);
        project.no_budget = !project.budget.has_value();
        plan.projects.push_back(project);
    }
    plan::Schedule schedule;
    schedule.project = plan::Ref::to("project-1");
    schedule.steps.resize(2);
    schedule.steps[0].text = "ขั้นแรก";
    schedule.steps[1].text = "ขั้นสุดท้าย";
    plan.schedules.push_back(schedule);
    imported.recognition.account = {
        {line(1), Role::placed, "title", "แผนตัวอย่าง", {{"plan", "title"}}},
        {line(2), Role::prose, "paragraph", "ความนำ", {}},
        {line(3), Role::furniture, "contents", "สารบัญ", {}},
        {line(4), Role::not_understood, "paragraph", "อะไรก็ไม่รู้", {}}};
    imported.recognition.notes = {{"months.ambiguous", line(2), "step-1", "→"}};
    return imported;
}

TEST(Summary, SaysWhatWasAndWasNotUnderstood) {
    const std::string text = summarise(small_import(), Language::english);
    for (const char* wanted :
         {"plan.txt\n", "แผนตัวอย่าง", "fiscal year B.E. 2566",
          "2 with a budget, together 3,000.50 baht", "2 steps",
          "Account of 4 pieces: 1 placed, 1 prose, 1 furniture, 1 not understood",
          "line 4: อะไรก็ไม่รู้", "line 2: months.ambiguous (step-1): →"}) {
        EXPECT_NE(text.find(wanted), std::string::npos) << wanted << "\n" << text;
    }
}

TEST(Summary, InThaiWithThaiDigits) {
    const std::string text = summarise(small_import(), Language::thai);
    for (const char* wanted :
         {"ปีงบประมาณ พ.ศ. ๒๕๖๖", "มีงบประมาณ ๒ โครงการ รวม ๓,๐๐๐.๕๐ บาท", "บรรทัด ๔: อะไรก็ไม่รู้"}) {
        EXPECT_NE(text.find(wanted), std::string::npos) << wanted << "\n" << text;
    }
}

TEST(Summary, TotalBeyondMoneyIsNotShownAsOne) {
    plan::Plan plan;
    plan.projects.resize(2);
    plan.projects[0].budget = base::Money::from_satang(base::Money::kMaxSatang);
    EXPECT_EQ(total_budget(plan)->satang(), base::Money::kMaxSatang);
    plan.projects[1].budget = base::Money::from_satang(1);
    EXPECT_FALSE(total_budget(plan));
}

TEST(Summary, SaysWhenAFileHoldsNoPlan) {
    Imported nothing = small_import();
    nothing.recognition.plan = {};
    EXPECT_NE(summarise(nothing, Language::english).find("Nothing of a plan was found"),
              std::string::npos);
    EXPECT_NE(summarise(nothing, Language::thai).find("ไม่พบส่วนใดของแผน"), std::string::npos);
    EXPECT_EQ(summarise(small_import(), Language::english).find("Nothing of a plan"),
              std::string::npos);
}
TEST(Summary, ThaiNotesAreSentences) {
    const std::string text = summarise(small_import(), Language::thai);
    EXPECT_EQ(text.find("months.ambiguous"), std::string::npos) << text;
    EXPECT_NE(text.find("ช่วงเดือนอ่านได้มากกว่าหนึ่งแบบ"), std::string::npos) << text;
}
TEST(Summary, MoneyInEnglishIsGrouped) {
    EXPECT_EQ(money_text(*base::Money::parse("16344400"), Language::english), "16,344,400.00 baht");
    EXPECT_EQ(money_text(*base::Money::parse("-999.5"), Language::english), "-999.50 baht");
}

TEST(Report, CountsRolesAndProposesHints) {
    const Imported imported = small_import();
    const auto report = base::parse_json(to_report(imported));
    ASSERT_TRUE(report);
    EXPECT_EQ(*report->find("schema")->as_string(), "phaen.import-report/1");
    EXPECT_EQ(*report->find("document")->find("file")->as_string(), "plan.txt");
    EXPECT_EQ(*report->find("counts")->find("not_understood")->as_integer(), 1);
    EXPECT_EQ(report->find("account")->as_array()->size(), 4u);
    const base::Array& hints = *report->find("hints")->as_array();
    ASSERT_EQ(hints.size(), 1u);
    EXPECT_EQ(*hints[0].find("printed")->as_string(), "อะไรก็ไม่รู้");
}

TEST(Outline, HasEveryElementUnderItsHeading) {
    const std::string text = outline(small_import().recognition.plan, Language::english);
    const std::size_t projects = text.find("\nProjects\n");
    const std::size_t first = text.find("  โครงการ project-1\n    budget: 1,000.50 baht\n");
    const std::size_t schedules = text.find("\nSchedules\n  โครงการ project-1\n    ขั้นแรก\n");
    EXPECT_LT(projects, first) << text;
    EXPECT_LT(first, schedules) << text;
    EXPECT_NE(schedules, std::string::npos) << text;
    EXPECT_NE(text.find("    no budget\n"), std::string::npos) << text;
}

TEST(KindOf, ByEndingThenByContent) {
    EXPECT_EQ(kind_of("a.toml", ""), InputKind::plan_toml);
    EXPECT_EQ(kind_of("a.JSON", ""), InputKind::plan_json);
    EXPECT_EQ(kind_of("a.txt", "{"), InputKind::document);
    EXPECT_EQ(kind_of("-", " \n{\"schema\""), InputKind::plan_json);
    EXPECT_EQ(kind_of("-", "schema = \"phaen.plan/1\"\n"), InputKind::plan_toml);
    EXPECT_EQ(kind_of("-", "แผนปฏิบัติราชการ"), InputKind::document);
    EXPECT_EQ(kind_of("-", ""), InputKind::document);
}

}  // namespace
}  // namespace phaen::cli
