#include "phaen/book/recognise.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

#include "phaen/base/thai_text.h"
#include "phaen/document/read.h"

namespace phaen::book {
namespace {

Recognition import_text(std::string_view text) {
    const base::Result<document::Document, document::ReadError> document =
        document::read_text(text);
    return recognise(*document, {});
}

long not_understood(const Recognition& recognition) {
    return std::count_if(recognition.account.begin(), recognition.account.end(),
                         [](const Account& entry) { return entry.role == Role::not_understood; });
}

std::string months(const plan::Step& step) {
    std::string text;
    for (const plan::MonthSpan& span : step.months)
        text += span.from.to_string() + ".." + span.to.to_string() + " ";
    return text;
}

// Numbered headings, of which some are unknown; items numbered 2.1; criteria and results as
// columns; a table whose group line stands outside it; a calendar with marks; no agency's words of
// the other documents.
constexpr std::string_view kNumberedHeadings = R"(แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568
กองส่งเสริมอาชีพ สำนักพัฒนาสังคม

1. วิสัยทัศน์

คนเมืองมีอาชีพมั่นคง

2. พันธกิจ

2.1 ฝึกอาชีพให้ประชาชน
2.2 หาตลาดให้ผู้ประกอบการ

3. ประเด็นยุทธศาสตร์

ประเด็นยุทธศาสตร์ที่ 1 สร้างทักษะอาชีพ
เป้าประสงค์ที่ 1.1 ประชาชนมีทักษะ
กลยุทธ์ที่ 1.1.1 ขยายศูนย์ฝึก

4. ตัวชี้วัดตามคำรับรองการปฏิบัติราชการ

ตัวชี้วัด	หน่วยวัด	น้ำหนัก (ร้อยละ)	ผลการดำเนินงานปี 2566	ผลการดำเนินงานปี 2567	ค่าเป้าหมายปี 2568	ระดับ 1	ระดับ 2	ระดับ 3	ระดับ 4	ระดับ 5	ผู้กำกับดูแล
1. ร้อยละของผู้ผ่านการฝึกที่มีงานทำ	ร้อยละ	60	50	55	60	40	45	50	55	60	กลุ่มงานฝึกอาชีพ
2. จำนวนผู้ประกอบการที่ได้รับการส่งเสริม	ราย	40	80	100	120	80	90	100	110	120	กลุ่มงานตลาด
รวม		100

5. โครงการ/กิจกรรม งบประมาณ และผู้รับผิดชอบ

ที่	แผนงาน/โครงการ	วัตถุประสงค์	ผลผลิต	งบประมาณ (บาท)	ระยะเวลา	หน่วยงานหลัก	หน่วยงานสนับสนุน
ประเด็นยุทธศาสตร์ที่ 1 สร้างทักษะอาชีพ
1	โครงการฝึกอาชีพระยะสั้น	เพื่อเพิ่มทักษะ	ผู้ฝึก 500 คน	1,200,000	ต.ค. 67 - ก.ย. 68	กลุ่มงานฝึกอาชีพ	กลุ่มงานตลาด
2	โครงการตลาดนัดคนเมือง	เพื่อหาตลาด	12 ครั้ง	800,000	ม.ค. - มิ.ย. 68	กลุ่มงานตลาด	-
รวมทั้งสิ้น				2,000,000

6. แผนการปฏิบัติงานและการใช้จ่าย

โครงการฝึกอาชีพระยะสั้น

ลำดับ	กิจกรรม	น้ำหนัก	ผู้รับผิดชอบ	2567			2568
				ต.ค.	พ.ย.	ธ.ค.	ม.ค.	ก.พ.	มี.ค.	เม.ย.	พ.ค.	มิ.ย.	ก.ค.	ส.ค.	ก.ย.
1	รับสมัคร	20	กลุ่มงานฝึกอาชีพ	/	/
2	ฝึกอบรม	60	กลุ่มงานฝึกอาชีพ			x	x	x	x	x	x
3	ติดตามผล	20	กลุ่มงานฝึกอาชีพ									●	●	●	●
รวม		100
)";

// Parts, SWOT items with their codes, combinations with codes of their own, indicators only in the
// projects' rows, quarters.
constexpr std::string_view kParts = R"(แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. ๒๕๖๙
โรงพยาบาลบางแสง
สำนักการแพทย์

คำนำ

โรงพยาบาลบางแสงจัดทำแผนฉบับนี้เพื่อเป็นกรอบการทำงานของทุกกลุ่มงานในปีงบประมาณ พ.ศ. ๒๕๖๙

ส่วนที่ ๑ ข้อมูลทั่วไป

โรงพยาบาลมีเตียง ๑๒๐ เตียง ให้บริการประชาชนสามเขต

๑.๑ วิสัยทัศน์

โรงพยาบาลที่ประชาชนไว้วางใจ

๑.๒ พันธกิจ

๑. รักษาพยาบาล
๒. ส่งเสริมสุขภาพ

ส่วนที่ ๒ การวิเคราะห์องค์กร (SWOT Analysis)

จุดแข็ง
S1 บุคลากรมีทักษะ
S2 อยู่ใกล้ชุมชน
จุดอ่อน
W1 อาคารเก่า
โอกาส
O1 มีเครือข่าย
อุปสรรค
T1 งบประมาณจำกัด

กลยุทธ์ SO
SO1 ขยายคลินิกชุมชน (S2, O1) โครงการคลินิกใกล้บ้าน
กลยุทธ์ WT
WT1 ปรับปรุงอาคารเฉพาะที่จำเป็น (W1, T1) โครงการปรับปรุงตึกผู้ป่วยนอก

ส่วนที่ ๓ แผนงานและโครงการ

ยุทธศาสตร์ที่ ๑ บริการดี
เป้าประสงค์ที่ ๑.๑ ผู้ป่วยพึงพอใจ

ลำดับ	โครงการ	ตัวชี้วัด	ค่าเป้าหมาย	งบประมาณ	ผู้รับผิดชอบ
๑	โครงการคลินิกใกล้บ้าน	จำนวนผู้รับบริการที่คลินิกชุมชน	ไม่น้อยกว่า ๓,๐๐๐ ราย	๕๐๐,๐๐๐.- บาท	กลุ่มงานเวชกรรมสังคม
๒	โครงการปรับปรุงตึกผู้ป่วยนอก	ร้อยละความก้าวหน้างานก่อสร้าง	ร้อยละ ๑๐๐	๒,๕๐๐,๐๐๐.- บาท	ฝ่ายบริหาร
	รวม			๓,๐๐๐,๐๐๐.- บาท	

ส่วนที่ ๔ ขั้นตอนการดำเนินงาน

โครงการที่ ๑ โครงการคลินิกใกล้บ้าน

ขั้นตอน	ร้อยละ	ร้อยละสะสม	ผู้รับผิดชอบ	ไตรมาส ๑	ไตรมาส ๒	ไตรมาส ๓	ไตรมาส ๔
๑. สำรวจพื้นที่	๓๐	๓๐	กลุ่มงานเวชกรรมสังคม	✓			
๒. เปิดคลินิก	๕๐	๘๐	กลุ่มงานเวชกรรมสังคม		✓	✓	
๓. สรุปผล	๒๐	๑๐๐	กลุ่มงานเวชกรรมสังคม				✓
รวม ๓ ขั้นตอน	๑๐๐						
)";

// A tree in columns, components and missions in a first column that stands for the rows below,
// millions of baht, criteria named by the indicator's number, periods in words.
constexpr std::string_view kColumns = R"(แผนปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2570
สำนักสิ่งแวดล้อมเมืองใหม่

ความสอดคล้องกับแผนระดับต่าง ๆ

แผนพัฒนาเมืองใหม่ ระยะ 5 ปี (พ.ศ. 2568 – 2572)
	ด้าน	เป้าหมาย	กลยุทธ์
ด้านที่ 1 เมืองสะอาด	เป้าหมายที่ 1.1 ขยะลดลง	กลยุทธ์ที่ 1.1.1 คัดแยกที่ต้นทาง

ตัวชี้วัดตามองค์ประกอบการประเมิน

องค์ประกอบ	ตัวชี้วัด	น้ำหนัก	เป้าหมาย	ผู้รับผิดชอบ
องค์ประกอบที่ 1 ภารกิจหลัก (Function Base)	1.1 ปริมาณขยะที่นำไปกำจัดลดลง	40	ลดลงร้อยละ 5 จากปี 2569	กองจัดการขยะ
	1.2 จำนวนชุมชนที่คัดแยกขยะ	30	ไม่น้อยกว่า 50 ชุมชน	กองจัดการขยะ
องค์ประกอบที่ 5 ศักยภาพ (Potential Base)	5.1 ร้อยละการเบิกจ่ายงบประมาณ	30	ร้อยละ 95	กลุ่มบริหาร
รวม		100		

ภารกิจและโครงการ

ภารกิจ	โครงการ	งบประมาณ (ล้านบาท)	กองที่รับผิดชอบ
1. จัดการขยะ	1) โครงการคัดแยกขยะชุมชน	2.5	กองจัดการขยะ
	2) โครงการรถเก็บขยะไฟฟ้า	10	กองจัดการขยะ
2. คุณภาพอากาศ	1) โครงการสถานีตรวจวัดฝุ่น	3.75	กองคุณภาพอากาศ
รวม 3 โครงการ		16.25	

เกณฑ์การให้คะแนนตัวชี้วัดที่ 1.2

ระดับคะแนน	เกณฑ์	ร้อยละของน้ำหนัก
1	30 ชุมชน	60
2	35 ชุมชน	70
3	40 ชุมชน	80
4	45 ชุมชน	90
5	50 ชุมชนขึ้นไป	100

แผนการดำเนินงาน โครงการคัดแยกขยะชุมชน

ขั้นตอน	ค่าน้ำหนัก (%)	ช่วงเวลา	ผู้รับผิดชอบ
1. ประชุมชุมชน	30	ต.ค. – พ.ย. 2569	กองจัดการขยะ
2. จัดซื้อถังขยะ	30	ธ.ค. 2569	กองจัดการขยะ
3. รณรงค์	40	ม.ค. – ก.ย. 2570	กองจัดการขยะ
)";

TEST(Recognise, NumberedHeadingsEndTheListBeforeThem) {
    const Recognition found = import_text(kNumberedHeadings);
    EXPECT_EQ(not_understood(found), 0);
    ASSERT_EQ(found.plan.mission_statements.size(), 2U);
    EXPECT_EQ(found.plan.mission_statements[1].text, "หาตลาดให้ผู้ประกอบการ");
    ASSERT_EQ(found.plan.frameworks.size(), 1U);
    ASSERT_EQ(found.plan.frameworks[0].nodes.size(), 3U);
    EXPECT_EQ(found.plan.frameworks[0].nodes[2].parent, found.plan.frameworks[0].nodes[1].id);
}

TEST(Recognise, CriteriaAndWeightsStandInColumns) {
    const Recognition found = import_text(kNumberedHeadings);
    ASSERT_EQ(found.plan.indicators.size(), 2U);
    EXPECT_EQ(found.plan.indicators[0].weight->to_string(), "60");
    EXPECT_EQ(found.plan.indicators[1].weight->to_string(), "40");
    ASSERT_EQ(found.plan.indicators[1].scoring_criteria.size(), 5U);
    EXPECT_EQ(found.plan.indicators[1].scoring_criteria[4].condition, "120");
}

TEST(Recognise, AGroupLineDoesNotEndItsTable) {
    const Recognition found = import_text(kNumberedHeadings);
    ASSERT_EQ(found.plan.projects.size(), 2U);
    EXPECT_EQ(found.plan.projects[0].budget->to_string(), "1200000.00");
    EXPECT_EQ(found.plan.projects[1].budget->to_string(), "800000.00");
    ASSERT_TRUE(found.plan.projects[0].write_up);
    EXPECT_EQ(found.plan.projects[0].write_up->objectives, std::vector<std::string>{"เพื่อเพิ่มทักษะ"});
    ASSERT_EQ(found.plan.projects[0].links.size(), 1U);
}

// Fiscal year 2568 begins in October 2567, which is October 2024.
TEST(Recognise, MarksInACalendarAreMonths) {
    const Recognition found = import_text(kNumberedHeadings);
    ASSERT_EQ(found.plan.schedules.size(), 1U);
    ASSERT_EQ(found.plan.schedules[0].steps.size(), 3U);
    EXPECT_EQ(months(found.plan.schedules[0].steps[0]), "2024-10..2024-11 ");
    EXPECT_EQ(months(found.plan.schedules[0].steps[1]), "2024-12..2025-05 ");
    EXPECT_EQ(months(found.plan.schedules[0].steps[2]), "2025-06..2025-09 ");
    EXPECT_EQ(found.plan.schedules[0].project->id, found.plan.projects[0].id);
}

TEST(Recognise, CombinationsWithCodesOfTheirOwn) {
    const Recognition found = import_text(kParts);
    EXPECT_EQ(not_understood(found), 0);
    ASSERT_EQ(found.plan.swot.items.size(), 5U);
    ASSERT_EQ(found.plan.swot.combinations.size(), 2U);
    const plan::SwotCombination& so = found.plan.swot.combinations[0];
    EXPECT_EQ(so.kind, plan::SwotCombinationKind::so);
    EXPECT_EQ(so.number, "SO1");
    EXPECT_EQ(so.heading, "ขยายคลินิกชุมชน");
    EXPECT_EQ(so.items, (plan::Refs{plan::Ref::to("S2"), plan::Ref::to("O1")}));
    EXPECT_EQ(so.projects, plan::Refs{plan::Ref::to(found.plan.projects[0].id)});
}

TEST(Recognise, AProjectsRowMayNameItsIndicator) {
    const Recognition found = import_text(kParts);
    ASSERT_EQ(found.plan.indicators.size(), 2U);
    EXPECT_EQ(found.plan.indicators[0].name, "จำนวนผู้รับบริการที่คลินิกชุมชน");
    ASSERT_EQ(found.plan.indicators[0].targets.size(), 1U);
    EXPECT_EQ(found.plan.indicators[0].targets[0].value.to_string(), "3000");
    EXPECT_EQ(found.plan.indicators[0].targets[0].unit, "ราย");
    EXPECT_EQ(found.plan.indicators[0].projects,
              plan::Refs{plan::Ref::to(found.plan.projects[0].id)});
}

// The second quarter of fiscal year 2569 is January to March 2569, which is 2026.
TEST(Recognise, QuartersAreThreeMonths) {
    const Recognition found = import_text(kParts);
    ASSERT_EQ(found.plan.schedules.size(), 1U);
    ASSERT_EQ(found.plan.schedules[0].steps.size(), 3U);
    EXPECT_EQ(found.plan.schedules[0].steps[1].weight->to_string(), "50");
    EXPECT_EQ(months(found.plan.schedules[0].steps[1]), "2026-01..2026-06 ");
}

// 2.5 million baht is 2,500,000; the three add up to 16.25 million.
TEST(Recognise, MoneyInMillionsIsBaht) {
    const Recognition found = import_text(kColumns);
    EXPECT_EQ(not_understood(found), 0);
    ASSERT_EQ(found.plan.projects.size(), 3U);
    EXPECT_EQ(found.plan.projects[0].budget->to_string(), "2500000.00");
    EXPECT_EQ(found.plan.projects[1].budget->to_string(), "10000000.00");
    EXPECT_EQ(found.plan.projects[2].budget->to_string(), "3750000.00");
    const bool total = std::any_of(
        found.plan.claims.begin(), found.plan.claims.end(), [](const plan::Claim& claim) {
            return claim.kind == plan::ClaimKind::total && claim.value == "16250000.00";
        });
    EXPECT_TRUE(total);
}

TEST(Recognise, AFirstColumnStandsForTheRowsBelow) {
    const Recognition found = import_text(kColumns);
    ASSERT_EQ(found.plan.indicators.size(), 3U);
    EXPECT_EQ(found.plan.indicators[0].component, "1");
    EXPECT_EQ(found.plan.indicators[1].component, "1");
    EXPECT_EQ(found.plan.indicators[2].component, "5");
    ASSERT_EQ(found.plan.missions.size(), 2U);
    EXPECT_EQ(found.plan.missions[0].title, "จัดการขยะ");
    EXPECT_EQ(found.plan.missions[0].projects.size(), 2U);
    EXPECT_EQ(found.plan.missions[1].projects,
              plan::Refs{plan::Ref::to(found.plan.projects[2].id)});
}

TEST(Recognise, CriteriaNameTheirIndicatorByNumber) {
    const Recognition found = import_text(kColumns);
    ASSERT_EQ(found.plan.indicators[1].scoring_criteria.size(), 5U);
    EXPECT_EQ(found.plan.indicators[1].scoring_criteria[4].condition, "50 ชุมชนขึ้นไป");
    EXPECT_EQ(found.plan.indicators[1].scoring_criteria[0].percent_of_weight->to_string(), "60");
    EXPECT_TRUE(found.plan.indicators[2].scoring_criteria.empty());
}

TEST(Recognise, ATreeInColumns) {
    const Recognition found = import_text(kColumns);
    ASSERT_EQ(found.plan.frameworks.size(), 1U);
    ASSERT_EQ(found.plan.frameworks[0].nodes.size(), 3U);
    EXPECT_EQ(found.plan.frameworks[0].years, (plan::YearSpan{2568, 2572}));
    EXPECT_EQ(found.plan.frameworks[0].nodes[2].title, "คัดแยกที่ต้นทาง");
}

TEST(Recognise, PeriodsInWords) {
    const Recognition found = import_text(kColumns);
    ASSERT_EQ(found.plan.schedules.size(), 1U);
    EXPECT_EQ(months(found.plan.schedules[0].steps[0]), "2026-10..2026-11 ");
    EXPECT_EQ(months(found.plan.schedules[0].steps[2]), "2027-01..2027-09 ");
}

// A head without a tail: the month is uncertain, and the note quotes the step without cutting a
// character.
TEST(Recognise, NotesAreWholeCharacters) {
    const Recognition found = import_text(
        "แผนปฏิบัติการ ประจำปี พ.ศ. ๒๕๖๙\n\nขั้นตอนการดำเนินงาน\n\n"
        "ขั้นตอน\tน้ำหนัก\tต.ค.\tพ.ย.\tธ.ค.\n"
        "๑. ประชุมหารือกับหน่วยงานที่เกี่ยวข้องเพื่อกำหนดแนวทางร่วมกัน\t๑๐๐\t←\t\t\n");
    ASSERT_EQ(found.notes.size(), 1U);
    EXPECT_EQ(found.notes[0].code, "months.ambiguous");
    EXPECT_TRUE(base::is_utf8(found.notes[0].detail));
    EXPECT_TRUE(found.notes[0].detail.starts_with("๑. ประชุมหารือ"));
    ASSERT_EQ(found.plan.schedules.size(), 1U);
    EXPECT_TRUE(found.plan.schedules[0].steps[0].months_uncertain);
}

constexpr std::string_view kStepHeader = "ขั้นตอน\tน้ำหนัก\tต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tก.พ.\tมี.ค.\n";

// A full header above a step 1 begins a table, though its title was lost; a page that goes on with
// step 2, or prints step 1 again, does not.
TEST(Recognise, AStepTableWithoutTitleIsATableOfItsOwn) {
    const std::string head = "แผนปฏิบัติการ ประจำปี พ.ศ. ๒๕๖๙\n\nขั้นตอนการดำเนินงาน\n\n";
    const std::string first = std::string(kStepHeader) + "๑. ประชุมหารือ\t๔๐\t←→\t\t\t\t\t\n";
    const std::string second = "๒. จัดอบรม\t๖๐\t\t←→\t\t\t\t\n";
    const std::string other = "๑. สำรวจพื้นที่\t๑๐๐\t←→\t\t\t\t\t\n";
    const Recognition lost =
        import_text(head + first + second + "\n" + std::string(kStepHeader) + other);
    ASSERT_EQ(lost.plan.schedules.size(), 2U);
    EXPECT_EQ(lost.plan.schedules[0].steps.size(), 2U);
    EXPECT_EQ(lost.plan.schedules[1].steps.size(), 1U);
    const Recognition cut =
        import_text(head + first + "\n" + std::string(kStepHeader) + second + "\n" + first);
    ASSERT_EQ(cut.plan.schedules.size(), 1U);
    EXPECT_EQ(cut.plan.schedules[0].steps.size(), 2U);
}

// Two months that changed places leave the header of the next page the header it is; its arrows
// mean the months that it prints. Fiscal year 2569 begins in October 2025.
TEST(Recognise, AMisprintedHeaderStillGoesOn) {
    const Recognition found = import_text("แผนปฏิบัติการ ประจำปี พ.ศ. ๒๕๖๙\n\nขั้นตอนการดำเนินงาน\n\n" +
                                          std::string(kStepHeader) +
                                          "๑. ประชุมหารือ\t๔๐\t←→\t\t\t\t\t\n\n"
                                          "ขั้นตอน\tน้ำหนัก\tต.ค.\tธ.ค.\tพ.ย.\tม.ค.\tก.พ.\tมี.ค.\n"
                                          "๒. จัดอบรม\t๖๐\t\t←→\t\t\t\t\n");
    ASSERT_EQ(found.plan.schedules.size(), 1U);
    ASSERT_EQ(found.plan.schedules[0].steps.size(), 2U);
    EXPECT_EQ(months(found.plan.schedules[0].steps[1]), "2025-12..2025-12 ");
}

TEST(Recognise, BulletsOfAnyWidthAreCutOff) {
    const Recognition found = import_text(
        "แผนปฏิบัติการ ประจำปี พ.ศ. ๒๕๖๙\n\n"
        "ตัวชี้วัด\tนิยาม/คำอธิบายตัวชี้วัด\tโครงการ/กิจกรรม\n"
        "จำนวนครั้งของการประชุม\t<p>วิธีเก็บข้อมูล/หลักฐาน</p><p>* รายงาน</p><p>• ภาพถ่าย</p>\t\n");
    ASSERT_EQ(found.plan.indicators.size(), 1U);
    ASSERT_EQ(found.plan.indicators[0].evidence.size(), 2U);
    EXPECT_EQ(found.plan.indicators[0].evidence[0].text, "รายงาน");
    EXPECT_EQ(found.plan.indicators[0].evidence[1].text, "ภาพถ่าย");
}

TEST(Recognise, WhatIsNoPlanIsNotCalledPlaced) {
    const Recognition found = import_text("สวัสดี\nข้อความสั้น\n");
    EXPECT_EQ(not_understood(found), 2);
    EXPECT_TRUE(import_text("").account.empty());
}

}  // namespace
}  // namespace phaen::book
