#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"

namespace phaen::check {

const Rule& schedule_step_without_months();

namespace {

void run(Context& context) {
    for (const plan::Schedule& schedule : context.plan().schedules) {
        std::vector<const plan::Step*> without;
        for (const plan::Step& step : schedule.steps) {
            if (!step.months.empty()) continue;
            if (!context.claims_about(step.id, plan::ClaimKind::name).empty()) continue;
            without.push_back(&step);
        }
        if (without.empty() || without.size() == schedule.steps.size()) continue;
        context.finding(schedule_step_without_months())
            .about(without.front()->id)
            .at(step_places(context, without))
            .found(without.front()->text)
            .say("ขั้นตอน “" + shorten(without.front()->text) + "” " +
                     (without.size() > 1
                          ? "และอีก " + thai(static_cast<long long>(without.size()) - 1) + " ขั้นตอน "
                          : "") +
                     "ไม่มีเดือนที่ทำ ทั้งที่ขั้นตอนอื่นในตารางมี ใส่ช่วงเดือนให้ครบ",
                 std::to_string(without.size()) +
                     " steps of the table have no months where the others have: add them.");
    }
}

}  // namespace

const Rule& schedule_step_without_months() {
    static const Rule kRule{
        .id = "schedule.step_without_months",
        .severity = Severity::warning,
        .category = Category::timeline,
        .title = {"ขั้นตอนไม่มีเดือน", "A step has no month"},
        .why = {"ขั้นตอนอื่นในตารางเดียวกันมีช่วงเวลา แต่ขั้นตอนนี้ไม่มี",
                "The other steps of the table have their months, this one has none."},
        .mend = {"ใส่ช่วงเดือนของขั้นตอนที่ขาด", "Give the step its months."},
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
                 "๑. วางแผน\t๔๐\t๔๐\t←→\t\t\t\t\t\t\t\t\t\t\t\n"
                 "๒. จัดอบรม\t๖๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n"
                 "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                 {13},
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
                 "months = [{from = \"2021-10\", to = \"2021-11\"}]\n"
                 "\n"
                 "[[schedules.steps]]\n"
                 "id = \"schedule-1.step-2\"\n"
                 "number = \"2\"\n"
                 "text = \"ขั้นตอนที่ 2\"\n"
                 "weight = 60\n",
                 {},
                 "schedule-1.step-2"}},
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
