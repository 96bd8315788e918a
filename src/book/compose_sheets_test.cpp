#include "phaen/book/compose_sheets.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "phaen/plan/io.h"
#include "phaen/sheet/write.h"

namespace phaen::book {
namespace {

using sheet::Cell;

plan::Indicator indicator(const std::string& id, const std::string& group, const char* weight) {
    plan::Indicator made;
    made.id = id;
    made.name = "ชื่อ " + id;
    made.group = group;
    made.weight = base::Weight(*base::Decimal::parse(weight));
    return made;
}

plan::Project project(const std::string& id, const std::string& kind, const char* budget) {
    plan::Project made;
    made.id = id;
    made.name = "ชื่อ " + id;
    made.kind = kind;
    made.budget = base::Money::parse(budget);
    made.no_budget = !made.budget;
    return made;
}

plan::Plan sample() {
    plan::Plan plan;
    plan.fiscal_year = 2565;
    plan.indicators = {indicator("i1", "ก", "10"), indicator("i2", "ข", "7.5"),
                       indicator("i3", "ก", "2.5")};
    plan.indicators[0].targets = {{.fiscal_year = 2565,
                                   .comparison = plan::Comparison::at_least,
                                   .value = base::Decimal::from_integer(80),
                                   .unit = "",
                                   .baseline_fiscal_year = {},
                                   .baseline_value = {},
                                   .baseline_from = {}}};
    plan.projects = {project("p1", "strategic", "1000.50"), project("p2", "routine", "200"),
                     project("p3", "routine", ""), project("p4", "routine", "30")};
    plan.missions.resize(1);
    plan.missions[0].id = "m1";
    plan.missions[0].title = "ภารกิจแรก";
    plan.missions[0].projects = {plan::Ref::to("p1"), plan::Ref::to("p4")};
    plan.budget_structure = {{"b1", plan::BudgetNodeKind::programme, "แผนงาน", ""},
                             {"b2", plan::BudgetNodeKind::output, "ผลผลิต", "b1"}};
    plan.projects[1].budget_node = plan::Ref::to("b2");
    plan.projects[3].budget_node = plan::Ref::to("b1");
    plan.schedules.resize(1);
    plan.schedules[0].id = "s1";
    plan.schedules[0].project = plan::Ref::to("p1");
    plan.schedules[0].steps.resize(3);
    plan.schedules[0].steps[0].weight = base::Weight(*base::Decimal::parse("40"));
    plan.schedules[0].steps[2].weight = base::Weight(*base::Decimal::parse("60"));
    plan.schedules[0].steps[1].months = {
        {*base::YearMonth::parse("2021-12"), *base::YearMonth::parse("2022-01")}};
    return plan;
}

/// The rows of a sheet, ids first: numbers with what computes them.
std::string shown(const sheet::Sheet& sheet) {
    std::string out;
    for (const auto& row : sheet.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const Cell& cell = row[i];
            if (i > 0) out += '|';
            switch (cell.kind) {
                case Cell::Kind::empty:
                    break;
                case Cell::Kind::text:
                    out += std::string(static_cast<std::size_t>(cell.indent) * 4, ' ') + cell.text;
                    break;
                case Cell::Kind::integer:
                    out += std::to_string(cell.integer);
                    break;
                case Cell::Kind::decimal:
                case Cell::Kind::percent:
                    out += cell.decimal.to_string();
                    break;
                case Cell::Kind::money:
                    out += cell.money.to_string();
                    break;
                case Cell::Kind::date:
                    out += "date";
                    break;
            }
            if (!cell.formula.empty()) out += "=" + cell.formula;
        }
        while (out.ends_with('|')) out.pop_back();
        out += '\n';
    }
    return out;
}

TEST(ComposeSheets, IndicatorsWithTargetsAndTheSumOfWeights) {
    EXPECT_EQ(shown(compose_sheets(sample(), {}).sheets[0]),
              "id|ลำดับ|ตัวชี้วัด|กลุ่ม|องค์ประกอบ|น้ำหนัก|หน่วยนับ|ผู้รับผิดชอบ|เป้าหมาย 2565\n"
              "i1||ชื่อ i1|ก||10|||80\n"
              "i2||ชื่อ i2|ข||7.5\n"
              "i3||ชื่อ i3|ก||2.5\n"
              "||รวม กลุ่ม ก|||12.5=SUM({weights.0})\n"
              "||รวม กลุ่ม ข|||7.5=SUM({weights.1})\n"
              "||รวม|||20=SUM({weights})\n");
}

TEST(ComposeSheets, ProjectsWithTotalsByKindAndMission) {
    // 1000.50 + 200 + 30 = 1230.50; routine 200 + 30; mission 1000.50 + 30.
    EXPECT_EQ(shown(compose_sheets(sample(), {}).sheets[1]),
              "id|ลำดับ|โครงการ|ประเภท|ภารกิจ|ผู้รับผิดชอบ|งบประมาณ\n"
              "p1||ชื่อ p1|strategic|ภารกิจแรก||1000.50\n"
              "p2||ชื่อ p2|routine|||200.00\n"
              "p3||ชื่อ p3|routine|||ไม่ใช้งบประมาณ\n"
              "p4||ชื่อ p4|routine|ภารกิจแรก||30.00\n"
              "||รวม||||1230.50=SUM({budgets})\n"
              "||รวม ประเภท strategic||||1000.50=SUM({kind.0})\n"
              "||รวม ประเภท routine||||230.00=SUM({kind.1})\n"
              "||รวม ภารกิจ ภารกิจแรก||||1030.50=SUM({mission.0})\n");
}

TEST(ComposeSheets, BudgetByProgrammeAndOutput) {
    EXPECT_EQ(shown(compose_sheets(sample(), {}).sheets[2]),
              "id|แผนงาน/ผลผลิต|งบประมาณ\n"
              "b1|แผนงาน|230.00=SUM({under.0})\n"
              "p4|    ชื่อ p4|30.00={project.3}\n"
              "b2|    ผลผลิต|200.00=SUM({under.1})\n"
              "p2|        ชื่อ p2|200.00={project.1}\n"
              "p1|ชื่อ p1|1000.50={project.0}\n"
              "p3|ชื่อ p3|ไม่ใช้งบประมาณ\n"
              "|รวม|1230.50=SUM({top})\n");
}

TEST(ComposeSheets, StepsWithCumulativeWeightsAndMonths) {
    EXPECT_EQ(shown(compose_sheets(sample(), {}).sheets[3]),
              "id|ลำดับ|ขั้นตอน|น้ำหนัก|สะสม|ต.ค.|พ.ย.|ธ.ค.|ม.ค.|ก.พ.|มี.ค.|เม.ย.|พ.ค.|มิ.ย.|ก.ค.|ส.ค.|"
              "ก.ย.\n"
              "s1||ชื่อ p1\n"
              "|||40|40={weight.0.0}\n"
              "||||40={cumulative.0.0}|||■|■\n"
              "|||60|100={cumulative.0.1}+{weight.0.2}\n"
              "||รวม|100=SUM({steps.0})\n");
}

TEST(ComposeSheets, EveryNameMeansACell) {
    EXPECT_TRUE(sheet::write_xlsx(compose_sheets({}, {})));
    EXPECT_TRUE(sheet::write_xlsx(compose_sheets(sample(), {})));
    std::ifstream file(std::string(PHAEN_SOURCE_DIR) + "/examples/office/plan.toml");
    std::stringstream bytes;
    bytes << file.rdbuf();
    const auto plan = plan::parse_plan_toml(bytes.str());
    ASSERT_TRUE(plan);
    const auto workbook = sheet::write_xlsx(compose_sheets(*plan, {}));
    EXPECT_TRUE(workbook) << (workbook ? "" : workbook.error().where + workbook.error().detail);
}

TEST(ComposeSheets, TenThousandStepsAreAWorkbook) {
    plan::Plan plan = sample();
    plan.schedules[0].steps.assign(10'000, plan.schedules[0].steps[0]);
    EXPECT_TRUE(sheet::write_xlsx(compose_sheets(plan, {})));
}

}  // namespace
}  // namespace phaen::book
