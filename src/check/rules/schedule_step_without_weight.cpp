#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"
#include "phaen/base/decimal.h"

namespace phaen::check {

const Rule& schedule_step_without_weight();

namespace {

void run(Context& context) {
    for (const plan::Schedule& schedule : context.plan().schedules) {
        std::vector<const plan::Step*> without;
        for (const plan::Step& step : schedule.steps) {
            if (!step.weight || *step.weight == base::Weight()) without.push_back(&step);
        }
        if (without.empty() || 2 * without.size() > schedule.steps.size()) continue;
        const plan::Step& step = *without.front();
        context.finding(schedule_step_without_weight())
            .about(step.id)
            .at(step_places(context, without))
            .found(step.weight ? "0" : "")
            .say("ขั้นตอน “" + shorten(step.text) + "” " +
                     (step.weight ? "มีน้ำหนักเป็นศูนย์" : "ไม่มีน้ำหนัก") +
                     " ทั้งที่ขั้นตอนอื่นในตารางมี ใส่น้ำหนักให้ครบ",
                 "The step “" + shorten(step.text) + "” has " +
                     (step.weight ? "a weight of zero" : "no weight") +
                     " where the others of the table have one: add it.");
    }
}

}  // namespace

const Rule& schedule_step_without_weight() {
    static const Rule kRule{
        .id = "schedule.step_without_weight",
        .severity = Severity::warning,
        .category = Category::weight,
        .title = {"ขั้นตอนไม่มีน้ำหนักหรือน้ำหนักเป็นศูนย์", "A step has no weight, or a weight of zero"},
        .why = {"ขั้นตอนอื่นในตารางมีน้ำหนัก ขั้นตอนที่ไม่มีหรือเป็นศูนย์ทำให้ทำเสร็จแล้วความก้าวหน้าไม่เพิ่ม",
                "The other steps have weights; a step without one, or with zero, adds nothing to "
                "the progress when it is done."},
        .mend = {"ใส่น้ำหนักของขั้นตอนและปรับผลรวมให้เป็นร้อยละ ๑๐๐",
                 "Give the step its weight and let the weights make up 100 per cent."},
        .source = {"น้ำหนักของขั้นตอนรวมกันได้ร้อยละ 100", "Weights of steps make up 100 per cent."},
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
                 "๒. จัดอบรม\t\t๔๐\t\t←\t\t\t\t\t\t\t→\t\t\t\n"
                 "๓. สรุปผล\t๖๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t←→\t\t\n",
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
                 "\n"
                 "[[schedules.steps]]\n"
                 "id = \"schedule-1.step-2\"\n"
                 "number = \"2\"\n"
                 "text = \"ขั้นตอนที่ 2\"\n"
                 "weight = 0\n"
                 "\n"
                 "[[schedules.steps]]\n"
                 "id = \"schedule-1.step-3\"\n"
                 "number = \"3\"\n"
                 "text = \"ขั้นตอนที่ 3\"\n"
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
                       "๑. วางแผน\t\t\t←→\t\t\t\t\t\t\t\t\t\t\t\n"
                       "๒. จัดอบรม\t\t\t\t←\t\t\t\t\t\t\t→\t\t\t\n",
                       {},
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
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
