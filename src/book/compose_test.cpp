#include "phaen/book/compose.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace phaen::book {
namespace {

using document::ComposedBlock;
using document::ComposedDocument;

plan::Plan small_plan() {
    plan::Plan plan;
    plan.id = "small";
    plan.title.th = "แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕";
    plan.fiscal_year = 2565;
    plan.organisations = {{"org-1", "กองช่าง", "", plan::OrganisationKind::agency, "", "org-2"},
                          {"org-2", "เทศบาล", "", plan::OrganisationKind::external, "", ""}};
    plan.agency = "org-1";
    plan.vision = "เมืองน่าอยู่";
    return plan;
}

Template by(std::vector<TemplateBlock> blocks) {
    Template made = *find_shipped_template("annual-plan");
    made.blocks = std::move(blocks);
    return made;
}

TemplateBlock part(const std::string& name) {
    TemplateBlock made;
    made.part = name;
    return made;
}

std::string text_of(const document::ComposedParagraph& paragraph) {
    std::string text = paragraph.label;
    for (const document::Run& run : paragraph.runs)
        text += (text.empty() || &run != &paragraph.runs.front() ? "" : " ") + run.text;
    return text;
}

/// Paragraphs and the rows of tables, cells parted by |.
std::vector<std::string> lines_of(const ComposedDocument& document) {
    std::vector<std::string> lines;
    for (const document::ComposedSection& section : document.sections) {
        for (const ComposedBlock& block : section.blocks) {
            if (block.kind == ComposedBlock::Kind::paragraph)
                lines.push_back(text_of(block.paragraph));
            for (const document::ComposedRow& row : block.table.rows) {
                std::string line;
                for (const document::ComposedCell& cell : row.cells) {
                    if (&cell != &row.cells.front()) line += '|';
                    for (const document::ComposedParagraph& paragraph : cell.paragraphs)
                        line += (&paragraph == &cell.paragraphs.front() ? "" : " ") +
                                text_of(paragraph);
                }
                lines.push_back(line);
            }
        }
    }
    return lines;
}

using Lines = std::vector<std::string>;

TEST(Compose, FollowsTheTemplate) {
    TemplateBlock heading;
    heading.heading = "ปี {fiscal_year} ของ {agency} {parent}";
    heading.level = 2;
    TemplateBlock text;
    text.text = "ปีก่อนคือ {last_year}";
    TemplateBlock unless;
    unless.text = "ไม่มีผลงาน";
    unless.when = "results";
    TemplateBlock section;
    section.section = true;
    section.orientation = TemplateOrientation::landscape;
    section.numbers = TemplateNumbers::arabic;
    section.running_head = "{title}";
    const ComposedDocument made =
        compose(small_plan(), by({heading, part("vision"), unless, section, text}), {});
    EXPECT_EQ(lines_of(made),
              (Lines{"ปี ๒๕๖๕ ของ กองช่าง เทศบาล", "วิสัยทัศน์", "เมืองน่าอยู่", "ปีก่อนคือ ๒๕๖๔"}));
    ASSERT_EQ(made.sections.size(), 2U);
    EXPECT_EQ(made.sections[0].blocks[0].paragraph.level, 2);
    EXPECT_EQ(made.sections[1].orientation, document::Orientation::landscape);
    EXPECT_EQ(made.sections[1].numbers, document::PageNumbers::arabic);
    EXPECT_EQ(made.sections[1].running_head, "แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕");
    EXPECT_EQ(made.sections[0].blocks[2].element, "small");
    EXPECT_EQ(made.sections[0].blocks[2].field, "/vision");
}

TEST(Compose, AYearStaysOnOneLine) {
    TemplateBlock text;
    text.text = "จากปี พ.ศ. {last_year} ถึง พ.ศ. {fiscal_year}";
    const ComposedDocument made = compose(small_plan(), by({text}), {});
    const std::vector<document::Run>& runs = made.sections[0].blocks[0].paragraph.runs;
    ASSERT_EQ(runs.size(), 4U);
    EXPECT_EQ(runs[1].text, "พ.ศ. ๒๕๖๔");
    EXPECT_TRUE(runs[1].unbroken);
    EXPECT_FALSE(runs[2].unbroken);
    EXPECT_EQ(runs[3].text, "พ.ศ. ๒๕๖๕");
}

TEST(Compose, ComputesTotals) {
    plan::Plan plan = small_plan();
    plan.projects.resize(3);
    for (std::size_t i = 0; i < 3; ++i) {
        plan.projects[i].id = "project-" + std::to_string(i + 1);
        plan.projects[i].name = "โครงการ " + std::string(1, static_cast<char>('A' + i));
        plan.projects[i].kind = "strategic";
    }
    plan.projects[0].budget = base::Money::parse("1000.50");
    plan.projects[1].budget = base::Money::parse("250000.00");
    plan.projects[2].no_budget = true;
    plan.projects[0].lead = {plan::Ref::to("org-1")};
    // 1,000.50 + 250,000.00 = 251,000.50
    EXPECT_EQ(lines_of(compose(plan, by({part("budget_summary")}), {})),
              (Lines{"สรุปโครงการและงบประมาณที่หน่วยงานจะดำเนินการในปีงบประมาณ พ.ศ. ๒๕๖๕",
                     "โครงการยุทธศาสตร์ตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. ๒๕๖๕",
                     "ลำดับที่|ชื่อโครงการ|งบประมาณ|ส่วนราชการที่รับผิดชอบ",
                     "๑|โครงการ A|๑,๐๐๐.๕๐ บาท|กองช่าง", "๒|โครงการ B|๒๕๐,๐๐๐.- บาท|",
                     "๓|โครงการ C|ไม่ใช้งบประมาณ|", "รวมงบประมาณทั้งสิ้น|๒๕๑,๐๐๐.๕๐ บาท|"}));
}

TEST(Compose, PointsAreWeightTimesPercent) {
    plan::Plan plan = small_plan();
    plan::Indicator& indicator = plan.indicators.emplace_back();
    indicator.id = "indicator-1";
    indicator.name = "ระดับความสำเร็จ";
    indicator.group = "ก";
    indicator.weight = base::Weight(*base::Decimal::parse("22.5"));
    for (const int level : {5, 4}) {
        plan::ScoringLevel& made = indicator.scoring_criteria.emplace_back();
        made.level = level;
        made.percent_of_weight = base::Percent(base::Decimal::from_integer(level == 5 ? 100 : 90));
        made.condition = "ทำแล้ว";
    }
    const Lines lines = lines_of(compose(plan, by({part("groups")}), {}));
    // 22.5 × 100 % = 22.5 and 22.5 × 90 % = 20.25
    const Lines expected = {"๕|ร้อยละ ๑๐๐ ของน้ำหนักคะแนน|ทำแล้ว|๒๒.๕",
                            "๔|ร้อยละ ๙๐ ของน้ำหนักคะแนน|ทำแล้ว|๒๐.๒๕"};
    ASSERT_GE(lines.size(), 2U);
    EXPECT_EQ(Lines(lines.end() - 2, lines.end()), expected);
}

TEST(Compose, TargetsAreWordedByWhatTheyCompare) {
    plan::Plan plan = small_plan();
    plan::Indicator& indicator = plan.indicators.emplace_back();
    indicator.id = "indicator-1";
    indicator.name = "จำนวน";
    indicator.group = "ก";
    struct Row {
        plan::Comparison comparison;
        const char* value;
        const char* unit;
        std::optional<int> from;
        const char* text;
    };
    const Row rows[] = {
        {plan::Comparison::at_least, "5", "ระดับ", {}, "๑)จำนวน (ค่าเป้าหมาย ระดับ ๕)"},
        {plan::Comparison::at_least, "92.5", "ร้อยละ", {}, "๑)จำนวน (ค่าเป้าหมาย ร้อยละ ๙๒.๕)"},
        {plan::Comparison::at_most, "1500", "ครั้ง", {}, "๑)จำนวน (ค่าเป้าหมาย ไม่เกิน ๑,๕๐๐ ครั้ง)"},
        {plan::Comparison::exactly, "1", "ฉบับ", {}, "๑)จำนวน (ค่าเป้าหมาย เท่ากับ ๑ ฉบับ)"},
        {plan::Comparison::increase, "5", "ราย", 2564,
         "๑)จำนวน (ค่าเป้าหมาย เพิ่มขึ้น ๕ ราย จากปี พ.ศ. ๒๕๖๔)"},
        {plan::Comparison::increase, "5", "ราย", {}, "๑)จำนวน (ค่าเป้าหมาย เพิ่มขึ้น ๕ ราย)"},
    };
    for (const Row& row : rows) {
        plan::Target target;
        target.fiscal_year = 2565;
        target.comparison = row.comparison;
        target.value = *base::Decimal::parse(row.value);
        target.unit = row.unit;
        target.baseline_fiscal_year = row.from;
        plan.indicators.front().targets = {target};
        const Lines lines = lines_of(compose(plan, by({part("indicator_list")}), {}));
        std::string text = lines.back();
        text.erase(text.find(") ") + 1, 1);
        EXPECT_EQ(text, row.text);
    }
}

TEST(Compose, BarsCoverTheirMonthsOfTheYear) {
    plan::Plan plan = small_plan();
    plan::Schedule& schedule = plan.schedules.emplace_back();
    schedule.id = "schedule-1";
    plan::Step& step = schedule.steps.emplace_back();
    step.id = "schedule-1.step-1";
    step.text = "ทำ";
    // October to December 2021 are columns 3 to 5; what lies before the year is cut, and what lies
    // outside is not drawn.
    const auto month = [](const char* text) { return *base::YearMonth::parse(text); };
    step.months = {{month("2021-10"), month("2021-12")},
                   {month("2022-09"), month("2022-11")},
                   {month("2023-01"), month("2023-02")}};
    const ComposedDocument made = compose(plan, by({part("steps")}), {});
    const document::ComposedTable& table = made.sections[0].blocks.back().table;
    ASSERT_EQ(table.rows.size(), 5U);  // three of the head, the step, the total
    EXPECT_EQ(table.rows[3].bars, (std::vector<document::ComposedBar>{{3, 5}, {14, 14}}));
    EXPECT_EQ(table.rows[3].element, "schedule-1.step-1");
}

TEST(Compose, AnEmptyPlanIsACover) {
    const ComposedDocument made = compose(small_plan(), *find_shipped_template("annual-plan"), {});
    const Lines lines = lines_of(made);
    ASSERT_GE(lines.size(), 3U);
    EXPECT_EQ(Lines(lines.begin(), lines.begin() + 3),
              (Lines{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕", "กองช่าง", "เทศบาล"}));
    plan::Plan nothing;
    EXPECT_FALSE(compose(nothing, *find_shipped_template("annual-plan"), {}).sections.empty());
}

TEST(Compose, VersionIsTextAndCode) {
    ComposeOptions options;
    options.version = std::string(64, 'a');
    const ComposedDocument made = compose(small_plan(), by({part("version")}), options);
    ASSERT_EQ(made.sections[0].blocks.size(), 2U);
    EXPECT_EQ(text_of(made.sections[0].blocks[0].paragraph), "รหัสรุ่นของแผน " + options.version);
    EXPECT_EQ(made.sections[0].blocks[1].kind, ComposedBlock::Kind::drawing);
    EXPECT_TRUE(compose(small_plan(), by({part("version")}), {}).sections.empty());
}

}  // namespace
}  // namespace phaen::book
