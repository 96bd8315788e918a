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

const Rule& schedule_all_at_once();

namespace {

void run(Context& context) {
    for (const plan::Schedule& schedule : context.plan().schedules) {
        if (schedule.steps.size() < 3 || schedule.spread == plan::Spread::even) continue;
        std::vector<const plan::Step*> steps;
        std::set<std::pair<base::YearMonth, base::YearMonth>> spans;
        std::set<base::YearMonth> ends;
        bool dated = true;
        bool most_of_the_year = true;
        for (const plan::Step& step : schedule.steps) {
            steps.push_back(&step);
            if (step.months.empty()) {
                dated = false;
                continue;
            }
            const base::YearMonth from = step.months.front().from;
            const base::YearMonth to = step.months.back().to;
            spans.emplace(from, to);
            ends.insert(to);
            most_of_the_year = most_of_the_year && from.plus(6) <= to;
        }
        if (!dated || ends.size() != 1 || (spans.size() != 1 && !most_of_the_year)) continue;
        const auto count = static_cast<long long>(steps.size());
        context.finding(schedule_all_at_once())
            .about(schedule.id)
            .at(step_places(context, steps))
            .found(ends.begin()->to_string())
            .say(
                "ทั้ง " + thai(count) + " ขั้นตอนสิ้นสุดเดือน " + months_th({ends.begin()->month()}) +
                    " เหมือนกัน แผนจึงไม่บอกความก้าวหน้าระหว่างปี กำหนดเดือนสิ้นสุดของแต่ละขั้นตอน",
                "All " + std::to_string(count) + " steps end in " +
                    months_en({ends.begin()->month()}) +
                    ", so the plan says nothing about progress before: give each step its own last "
                    "month.");
    }
}

}  // namespace

const Rule& schedule_all_at_once() {
    static const Rule kRule{
        .id = "schedule.all_at_once",
        .severity = Severity::warning,
        .category = Category::timeline,
        .title = {"ทุกขั้นตอนสิ้นสุดเดือนเดียวกัน", "All steps end in the same month"},
        .why = {"ทุกขั้นตอนใช้ช่วงเวลาเดียวกัน หรือลากยาวเกินครึ่งปีไปสิ้นสุดเดือนเดียวกัน "
                "แผนจึงไม่บอกว่าระหว่างปีควรคืบหน้าเท่าใด",
                "When all steps have the same span, or run more than half the year to the same "
                "last month, the plan says nothing about progress before it."},
        .mend = {"กำหนดเดือนสิ้นสุดของแต่ละขั้นตอนตามจริง",
                 "Give each step the month in which it will really be done."},
        .source = {"ขั้นตอนนับผลเมื่อแล้วเสร็จ", "A step counts when it ends."},
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
                 "๑. วางแผน\t๔๐\t๔๐\t←\t\t\t\t\t\t\t\t\t\t\t→\n"
                 "๒. จัดอบรม\t๓๐\t๗๐\t←\t\t\t\t\t\t\t\t\t\t\t→\n"
                 "๓. สรุปผล\t๓๐\t๑๐๐\t\t←\t\t\t\t\t\t\t\t\t\t→\n",
                 {12, 13, 14},
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
                 "months = [{from = \"2021-10\", to = \"2022-09\"}]\n"
                 "\n"
                 "[[schedules.steps]]\n"
                 "id = \"schedule-1.step-2\"\n"
                 "number = \"2\"\n"
                 "text = \"ขั้นตอนที่ 2\"\n"
                 "weight = 30\n"
                 "months = [{from = \"2021-10\", to = \"2022-09\"}]\n"
                 "\n"
                 "[[schedules.steps]]\n"
                 "id = \"schedule-1.step-3\"\n"
                 "number = \"3\"\n"
                 "text = \"ขั้นตอนที่ 3\"\n"
                 "weight = 30\n"
                 "months = [{from = \"2021-11\", to = \"2022-09\"}]\n",
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
                       "๑. วางแผน\t๔๐\t๔๐\t←\t\t\t→\t\t\t\t\t\t\t\t\n"
                       "๒. จัดอบรม\t๓๐\t๗๐\t←\t\t\t\t\t\t\t\t\t\t\t→\n"
                       "๓. สรุปผล\t๓๐\t๑๐๐\t\t←\t\t\t\t\t\t\t\t\t\t→\n",
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
                       "spread = \"even\"\n"
                       "\n"
                       "[[schedules.steps]]\n"
                       "id = \"schedule-1.step-1\"\n"
                       "number = \"1\"\n"
                       "text = \"ขั้นตอนที่ 1\"\n"
                       "weight = 40\n"
                       "months = [{from = \"2021-10\", to = \"2022-09\"}]\n"
                       "\n"
                       "[[schedules.steps]]\n"
                       "id = \"schedule-1.step-2\"\n"
                       "number = \"2\"\n"
                       "text = \"ขั้นตอนที่ 2\"\n"
                       "weight = 30\n"
                       "months = [{from = \"2021-10\", to = \"2022-09\"}]\n"
                       "\n"
                       "[[schedules.steps]]\n"
                       "id = \"schedule-1.step-3\"\n"
                       "number = \"3\"\n"
                       "text = \"ขั้นตอนที่ 3\"\n"
                       "weight = 30\n"
                       "months = [{from = \"2021-11\", to = \"2022-09\"}]\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
