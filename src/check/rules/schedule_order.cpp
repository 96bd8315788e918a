#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"
#include "phaen/base/calendar.h"

namespace phaen::check {

const Rule& schedule_order();

namespace {

base::YearMonth first_month(const plan::Step& step) {
    base::YearMonth first = step.months.front().from;
    for (const plan::MonthSpan& span : step.months) first = std::min(first, span.from);
    return first;
}

base::YearMonth last_month(const plan::Step& step) {
    base::YearMonth last = step.months.front().to;
    for (const plan::MonthSpan& span : step.months) last = std::max(last, span.to);
    return last;
}

void run(Context& context) {
    // Where a header names wrong years, the months are off by that alone.
    const std::set<int> wrong_years = blocks_with_wrong_years(context);
    for (const plan::Schedule& schedule : context.plan().schedules) {
        if (!schedule.steps.empty()) {
            const plan::Place* place = context.first_place_of(schedule.steps.front().id);
            if (place != nullptr && wrong_years.count(place->block) != 0) continue;
        }
        const plan::Step* before = nullptr;
        for (const plan::Step& step : schedule.steps) {
            if (step.months.empty()) continue;
            // The earlier of two ends is certain even where an arrow's head is not.
            if (before != nullptr && last_month(step) < first_month(*before)) {
                context.finding(schedule_order())
                    .about(step.id)
                    .at(step_places(context, {&step, before}))
                    .found(last_month(step).to_string())
                    .expected("≥ " + first_month(*before).to_string())
                    .say("ขั้นตอน “" + shorten(step.text) + "” สิ้นสุด " +
                             months_th({last_month(step).month()}) + " ก่อนที่ขั้นตอนก่อนหน้า “" +
                             shorten(before->text) + "” จะเริ่มใน " +
                             months_th({first_month(*before).month()}) + " ตรวจเดือนหรือลำดับของขั้นตอน",
                         "The step “" + shorten(step.text) + "” ends in " +
                             months_en({last_month(step).month()}) +
                             ", before the step in front of it begins in " +
                             months_en({first_month(*before).month()}) +
                             ": check the months or the order.");
            }
            before = &step;
        }
    }
}

}  // namespace

const Rule& schedule_order() {
    static const Rule kRule{
        .id = "schedule.order",
        .severity = Severity::warning,
        .category = Category::timeline,
        .title = {"ลำดับเวลาของขั้นตอนสวนกัน", "Steps run against their order"},
        .why = {"ขั้นตอนที่มาทีหลังสิ้นสุดก่อนที่ขั้นตอนก่อนหน้าจะเริ่ม จึงทำตามลำดับไม่ได้",
                "A later step ends before the one in front of it begins: they cannot be done in "
                "that order."},
        .mend = {"ตรวจเดือนของทั้งสองขั้นตอนหรือสลับลำดับ",
                 "Check the months of both steps, or their order."},
        .source = {"ขั้นตอนเรียงเลขตามลำดับการทำงาน", "Steps are numbered in the order of work."},
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
                 "๑. วางแผน\t๔๐\t๔๐\t\t\t\t\t\t←\t→\t\t\t\t\t\n"
                 "๒. จัดอบรม\t๖๐\t๑๐๐\t\t←\t→\t\t\t\t\t\t\t\t\t\n"
                 "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                 {13, 12},
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
                 "months = [{from = \"2022-03\", to = \"2022-04\"}]\n"
                 "\n"
                 "[[schedules.steps]]\n"
                 "id = \"schedule-1.step-2\"\n"
                 "number = \"2\"\n"
                 "text = \"ขั้นตอนที่ 2\"\n"
                 "weight = 60\n"
                 "months = [{from = \"2021-11\", to = \"2022-02\"}]\n",
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
                       "๑. วางแผน\t๔๐\t๔๐\t\t←\t\t\t\t\t→\t\t\t\t\t\n"
                       "๒. จัดอบรม\t๖๐\t๑๐๐\t←\t→\t\t\t\t\t\t\t\t\t\t\n"
                       "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
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
                       "months = [{from = \"2021-10\", to = \"2021-11\"}, {from = \"2022-08\", to "
                       "= \"2022-09\"}]\n"
                       "\n"
                       "[[schedules.steps]]\n"
                       "id = \"schedule-1.step-2\"\n"
                       "number = \"2\"\n"
                       "text = \"ขั้นตอนที่ 2\"\n"
                       "weight = 60\n"
                       "months = [{from = \"2021-12\", to = \"2022-02\"}]\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
