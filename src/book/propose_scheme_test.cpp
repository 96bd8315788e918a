#include "phaen/book/propose_scheme.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "phaen/book/recognise.h"
#include "phaen/document/read.h"

namespace phaen::book {
namespace {

base::Decimal decimal(std::string_view text) { return base::Decimal::parse(text).value(); }
base::Weight weight(std::string_view text) { return base::Weight(decimal(text)); }
base::Percent percent(std::string_view text) { return base::Percent(decimal(text)); }

plan::Indicator indicator(std::string group, std::string component, std::string printed_weight) {
    plan::Indicator made;
    made.group = std::move(group);
    made.component = std::move(component);
    if (!printed_weight.empty()) made.weight = weight(printed_weight);
    return made;
}

plan::Claim heading(std::string text, plan::ClaimKind kind = plan::ClaimKind::name) {
    plan::Claim claim;
    claim.kind = kind;
    claim.printed = std::move(text);
    return claim;
}

void add_levels(plan::Indicator& to, const std::vector<std::pair<int, std::string>>& levels) {
    for (const auto& [level, percentage] : levels) {
        plan::ScoringLevel made;
        made.level = level;
        if (!percentage.empty()) made.percent_of_weight = percent(percentage);
        to.scoring_criteria.push_back(std::move(made));
    }
}

/// An agency with an agreement of two tables.
plan::Plan small_plan() {
    plan::Plan plan;
    plan.id = "plan-2566";
    plan.fiscal_year = 2566;
    plan.indicators = {indicator("ก", "1", "25"), indicator("ก", "1", "22.5"),
                       indicator("ข", "", ""), indicator("ง", "10", ""), indicator("ง", "9", "")};
    plan.claims = {
        heading("๑. องค์ประกอบที่ ๒ : งานตามนโยบาย (Agenda Base) โดยสำนักได้จัดงาน"),
        heading("ตาราง ก. แสดงตัวชี้วัดจากการเจรจา"),
        heading("องค์ประกอบที่ ๑ งานหลัก"),
        heading("องค์ประกอบที่ ๑ งานหลักตามยุทธศาสตร์ (Function Base)"),
        heading("ตาราง ง แสดงตัวชี้วัดตามองค์ประกอบที่ ๙ และ ๑๐....", plan::ClaimKind::page),
        heading("องค์ประกอบที่ ๙ - ๑๐"),
        heading("ตารางแสดงขั้นตอน"),
        heading("ตาราง กิจกรรม"),
        heading("โครงการสำคัญ | งบประมาณ | ผู้รับผิดชอบ"),
        heading("โครงการสำคัญตามภารกิจของหน่วยงาน"),
    };
    return plan;
}

TEST(ProposeScheme, ComponentsAreWhatIndicatorsAndHeadingsName) {
    const plan::Scheme scheme = propose_scheme(small_plan());
    EXPECT_EQ(scheme.id, "scheme-2566");
    EXPECT_EQ(scheme.fiscal_year, 2566);
    ASSERT_EQ(scheme.components.size(), 4u);
    const plan::SchemeComponent& first = scheme.components[0];
    EXPECT_EQ(first.number, "1");
    EXPECT_EQ(first.name, "งานหลักตามยุทธศาสตร์");
    EXPECT_EQ(first.name_en, "Function Base");
    EXPECT_EQ(first.weight, weight("47.5"));  // 25 + 22.5
    EXPECT_FALSE(first.assumed);
    // Only a report of the year before names it.
    const plan::SchemeComponent& second = scheme.components[1];
    EXPECT_EQ(second.number, "2");
    EXPECT_EQ(second.name, "งานตามนโยบาย");
    EXPECT_EQ(second.name_en, "Agenda Base");
    EXPECT_EQ(second.weight, std::nullopt);
    EXPECT_TRUE(second.assumed);
    // Ten comes after nine; the heading of both names neither.
    EXPECT_EQ(scheme.components[2].number, "9");
    EXPECT_EQ(scheme.components[2].name, "");
    EXPECT_EQ(scheme.components[3].number, "10");
}

TEST(ProposeScheme, GroupsAreWhatIndicatorsAndHeadingsName) {
    const plan::Scheme scheme = propose_scheme(small_plan());
    ASSERT_EQ(scheme.indicator_groups.size(), 3u);
    const plan::IndicatorGroup& agreed = scheme.indicator_groups[0];
    EXPECT_EQ(agreed.letter, "ก");
    EXPECT_EQ(agreed.title, "ตัวชี้วัดจากการเจรจา");
    EXPECT_TRUE(agreed.weighted);
    EXPECT_FALSE(agreed.assumed);
    EXPECT_EQ(agreed.components, std::vector<std::string>{"1"});
    EXPECT_EQ(scheme.indicator_groups[1].letter, "ข");
    EXPECT_FALSE(scheme.indicator_groups[1].weighted);
    const plan::IndicatorGroup& last = scheme.indicator_groups[2];
    EXPECT_EQ(last.title, "ตัวชี้วัดตามองค์ประกอบที่ ๙ และ ๑๐");
    EXPECT_TRUE(last.weighted);
    EXPECT_TRUE(last.assumed);
    EXPECT_EQ(last.components, (std::vector<std::string>{"9", "10"}));
}

TEST(ProposeScheme, ASumToWhichNotAllGiveIsAssumed) {
    plan::Plan plan;
    plan.fiscal_year = 2566;
    plan.indicators = {indicator("ก", "1", "30"), indicator("ก", "1", ""),
                       indicator("ก", "2", "100"), indicator("ก", "3", "100.5"),
                       indicator("ก", "4", "-1")};
    const plan::Scheme scheme = propose_scheme(plan);
    ASSERT_EQ(scheme.components.size(), 4u);
    EXPECT_EQ(scheme.components[0].weight, weight("30"));
    EXPECT_TRUE(scheme.components[0].assumed);
    EXPECT_EQ(scheme.components[1].weight, weight("100"));
    EXPECT_FALSE(scheme.components[1].assumed);
    // Beyond a hundred or below zero it is no weight.
    EXPECT_EQ(scheme.components[2].weight, std::nullopt);
    EXPECT_EQ(scheme.components[3].weight, std::nullopt);
    EXPECT_TRUE(plan::validate_scheme(scheme).empty());
}

TEST(ProposeScheme, LevelsAreWhatMostCriteriaPrint) {
    plan::Plan plan;
    plan.fiscal_year = 2566;
    plan.indicators.resize(3);
    add_levels(plan.indicators[0], {{5, "100"}, {4, "90"}, {3, "75"}, {2, "95"}, {1, ""}});
    add_levels(plan.indicators[1], {{5, "100"}, {4, "80"}, {3, "70"}, {101, "50"}});
    add_levels(plan.indicators[2], {{5, "100"}, {4, "90"}, {0, "100.1"}});
    const plan::Scheme scheme = propose_scheme(plan);
    // 5: all agree. 4: two of three. 3: one each, so the first printed. 2: worth more than 3, a
    // slip. 1: nothing printed. 101 and 0: beyond what levels and percentages are.
    const std::vector<plan::LevelPercentage> expected = {
        {5, percent("100"), false}, {4, percent("90"), true}, {3, percent("75"), true}};
    EXPECT_EQ(scheme.levels, expected);
    EXPECT_TRUE(plan::validate_scheme(scheme).empty());
}

TEST(ProposeScheme, LevelsOfPartsCountToo) {
    plan::Plan plan;
    plan.fiscal_year = 2566;
    plan.indicators.resize(1);
    plan.indicators[0].sub_indicators.resize(1);
    add_levels(plan.indicators[0].sub_indicators[0], {{5, "100"}});
    EXPECT_EQ(propose_scheme(plan).levels,
              (std::vector<plan::LevelPercentage>{{5, percent("100"), false}}));
}

TEST(ProposeScheme, ProjectKindsAreThoseUsedInTheirOrder) {
    plan::Plan plan = small_plan();
    for (const std::string kind : {"routine", "", "mission", "routine", "พิเศษ", "S1"}) {
        plan.projects.emplace_back();
        plan.projects.back().kind = kind;
    }
    const std::vector<plan::ProjectKind> expected = {{"routine", ""},
                                                     {"mission", "โครงการสำคัญตามภารกิจของหน่วยงาน"}};
    EXPECT_EQ(propose_scheme(plan).project_kinds, expected);
}

TEST(ProposeScheme, TakesThePlansOwnSchemeId) {
    plan::Plan plan;
    plan.scheme = "our-2566";
    EXPECT_EQ(propose_scheme(plan).id, "our-2566");
    plan.scheme = "Our scheme";
    EXPECT_EQ(propose_scheme(plan).id, "scheme-0");
}

/// Lines as an office prints them, through the reader and the recogniser.
TEST(ProposeScheme, FromADocument) {
    const auto document = document::read_text(
        "แผนปฏิบัติราชการประจำปี พ.ศ. ๒๕๖๖\n\n"
        "ตาราง ก แสดงตัวชี้วัดจากการเจรจาตกลงประเมินผลการปฏิบัติราชการประจำปี พ.ศ. ๒๕๖๖\n\n"
        "องค์ประกอบที่ ๑ งานหลักของหน่วยงาน\n\n"
        "ตัวชี้วัด\tน้ำหนัก\tค่าเป้าหมาย\n"
        "๑. จำนวนต้นไม้ที่ปลูก\t๔๐\t๑๐๐ ต้น\n"
        "๒. จำนวนสวนที่เปิด\t๓๐\t๒ แห่ง\n");
    ASSERT_TRUE(document.has_value());
    const plan::Scheme scheme = propose_scheme(recognise(*document, {}).plan);
    ASSERT_EQ(scheme.components.size(), 1u);
    EXPECT_EQ(scheme.components[0].name, "งานหลักของหน่วยงาน");
    EXPECT_EQ(scheme.components[0].weight, weight("70"));  // 40 + 30
    ASSERT_EQ(scheme.indicator_groups.size(), 1u);
    EXPECT_EQ(scheme.indicator_groups[0].components, std::vector<std::string>{"1"});
    EXPECT_TRUE(plan::validate_scheme(scheme).empty());
}

}  // namespace
}  // namespace phaen::book
