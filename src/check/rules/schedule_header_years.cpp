#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"

namespace phaen::check {

const Rule& schedule_header_years();

namespace {

void run(Context& context) {
    const int fiscal_year = context.plan().fiscal_year;
    if (fiscal_year == 0) return;
    for (const PrintedTable& table : printed_tables(context)) {
        if (table.kind != "step_row") continue;
        for (const TablePart& part : table.parts) {
            const auto wrong = wrong_years(part, fiscal_year);
            if (wrong.empty()) continue;
            const auto& [cell, expected] = wrong.front();
            std::vector<plan::Place> places;
            for (const auto& entry : wrong) {
                if (places.size() < 6) places.push_back(plan_place(entry.first->place));
            }
            context.finding(schedule_header_years())
                .at(places)
                .found(cell->text())
                .expected("พ.ศ. " + thai(expected))
                .say("หัวตารางพิมพ์ “" + cell->text() + "” แต่เดือนที่อยู่ข้างใต้ของปีงบประมาณ พ.ศ. " +
                         thai(fiscal_year) + " อยู่ในปี พ.ศ. " + thai(expected) + " แก้ปีให้ตรง",
                     "The header says “" + cell->text() + "”; the months under it lie in " +
                         std::to_string(expected) + " in the fiscal year " +
                         std::to_string(fiscal_year) + ": correct the year.");
        }
    }
}

}  // namespace

const Rule& schedule_header_years() {
    static const Rule kRule{
        .id = "schedule.header_years",
        .severity = Severity::error,
        .category = Category::timeline,
        .title = {"ปีในหัวตารางไม่ตรงกับปีงบประมาณ",
                  "The years over the months are not the fiscal year"},
        .why =
            {"ต.ค. ถึง ธ.ค. อยู่ในปีปฏิทินก่อนปีงบประมาณ และ ม.ค. ถึง ก.ย. อยู่ในปีของปีงบประมาณ "
             "หัวตารางที่คัดลอกมาจากปีก่อนทำให้ทุกขั้นตอนผิดปี",
             "October to December lie in the year before, January to September in the year of the "
             "fiscal year. A header copied from another year puts all steps into the wrong one."},
        .mend = {"แก้ปีเหนือเดือนในหัวตาราง", "Correct the year over the months."},
        .source = {"ปีงบประมาณ", "The fiscal year."},
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนของปี\n"
                 "\n"
                 "ชื่อตัวชี้วัดที่ ๑ จำนวนกิจกรรมอบรม\n"
                 "\n"
                 "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tระยะเวลาดำเนินการ\t\t\t\t\t\t\t\t\t\t\t\n"
                 "\t\t\tพ.ศ. ๒๕๖๓\t\t\tพ.ศ. ๒๕๖๕\t\t\t\t\t\t\t\t\n"
                 "\t\t\tต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tก.พ.\tมี.ค.\tเม.ย.\tพ.ค.\tมิ.ย.\tก.ค.\tส.ค.\tก.ย.\n"
                 "๑. วางแผน\t๔๐\t๔๐\t←→\t\t\t\t\t\t\t\t\t\t\t\n"
                 "๒. จัดอบรม\t๖๐\t๑๐๐\t\t←\t\t\t\t\t\t\t→\t\t\t\n"
                 "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                 {12},
                 ""}},
        .near_miss =
            {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
              "\n"
              "กองตัวอย่าง\n"
              "\n"
              "คำนำ\n"
              "\n"
              "แผนของปี\n"
              "\n"
              "ชื่อตัวชี้วัดที่ ๑ จำนวนกิจกรรมอบรม\n"
              "\n"
              "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tระยะเวลาดำเนินการ\t\t\t\t\t\t\t\t\t\t\t\n"
              "\t\t\tพ.ศ. ๒๕๖๔\t\t\tพ.ศ. ๒๕๖๕\t\t\t\t\t\t\t\t\n"
              "\t\t\tต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tก.พ.\tมี.ค.\tเม.ย.\tพ.ค.\tมิ.ย.\tก.ค.\tส.ค.\tก.ย.\n"
              "๑. วางแผน\t๔๐\t๔๐\t←→\t\t\t\t\t\t\t\t\t\t\t\n"
              "๒. จัดอบรม\t๖๐\t๑๐๐\t\t←\t\t\t\t\t\t\t→\t\t\t\n"
              "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
              {},
              ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
