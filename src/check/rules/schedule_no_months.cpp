#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"

namespace phaen::check {

const Rule& schedule_no_months();

namespace {

void run(Context& context) {
    for (const plan::Schedule& schedule : context.plan().schedules) {
        std::vector<const plan::Step*> steps;
        bool none = true;
        for (const plan::Step& step : schedule.steps) {
            steps.push_back(&step);
            none = none && step.months.empty();
        }
        if (steps.size() < 2 || !none) continue;
        // A period in words that could not be read is another rule's finding.
        if (!context.claims_about(steps.front()->id, plan::ClaimKind::name).empty()) continue;
        const auto count = static_cast<long long>(steps.size());
        context.finding(schedule_no_months())
            .about(schedule.id)
            .at(step_places(context, steps))
            .say("ตารางขั้นตอนมี " + thai(count) +
                     " ขั้นตอนแต่ไม่มีลูกศรหรือเดือนเลย จึงไม่ทราบว่าทำเมื่อใด ใส่ช่วงเดือนของทุกขั้นตอน",
                 "The table lists " + std::to_string(count) +
                     " steps and no month for any of them, so nobody can tell what is due when: "
                     "give every step its months.");
    }
}

}  // namespace

const Rule& schedule_no_months() {
    static const Rule kRule{
        .id = "schedule.no_months",
        .severity = Severity::warning,
        .category = Category::timeline,
        .title = {"ตารางขั้นตอนไม่มีเดือนเลย", "No step has a month"},
        .why = {"ตารางมีช่องเดือนแต่ไม่มีขั้นตอนใดระบุเวลา จึงติดตามความก้าวหน้าระหว่างปีไม่ได้",
                "A step table without any time cannot be followed during the year: nobody knows "
                "what should be done when."},
        .mend = {"ใส่ช่วงเดือนของทุกขั้นตอน", "Give every step its months."},
        .source = {"ขั้นตอนมีเดือนที่ดำเนินการ", "A step has months."},
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
                 "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tก.พ.\tมี.ค.\tเม."
                 "ย.\tพ.ค.\tมิ.ย.\tก.ค.\tส.ค.\tก.ย.\n"
                 "๑. วางแผน\t๔๐\t๔๐\t\t\t\t\t\t\t\t\t\t\t\t\n"
                 "๒. จัดอบรม\t๖๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n"
                 "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                 {12, 13},
                 ""},
                {"schema = \"phaen.plan/1\"\n"
                 "id = \"plan-2565\"\n"
                 "fiscal_year = 2565\n"
                 "\n"
                 "[[indicators]]\n"
                 "id = \"indicator-1\"\n"
                 "number = \"๑\"\n"
                 "name = \"จำนวนกิจกรรมอบรม\"\n"
                 "\n"
                 "[[schedules]]\n"
                 "id = \"schedule-1\"\n"
                 "indicator = \"indicator-1\"\n"
                 "\n"
                 "[[schedules.steps]]\n"
                 "id = \"schedule-1.step-1\"\n"
                 "number = \"1\"\n"
                 "text = \"ขั้นตอนที่ 1\"\n"
                 "weight = 40\n"
                 "\n"
                 "[[schedules.steps]]\n"
                 "id = \"schedule-1.step-2\"\n"
                 "number = \"2\"\n"
                 "text = \"ขั้นตอนที่ 2\"\n"
                 "weight = 60\n",
                 {},
                 "schedule-1"}},
        .near_miss = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "แผนของปี\n"
                       "\n"
                       "ชื่อตัวชี้วัดที่ ๑ จำนวนกิจกรรมอบรม\n"
                       "\n"
                       "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tก.พ.\tมี.ค."
                       "\tเม.ย.\tพ.ค.\tมิ.ย.\tก.ค.\tส.ค.\tก.ย.\n"
                       "๑. วางแผน\t๔๐\t๔๐\t←→\t\t\t\t\t\t\t\t\t\t\t\n"
                       "๒. จัดอบรม\t๖๐\t๑๐๐\t\t\t\t\t\t\t←\t\t→\t\t\t\n"
                       "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
