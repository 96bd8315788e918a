#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"

namespace phaen::check {

const Rule& schedule_unlabelled();

namespace {

void run(Context& context) {
    for (const plan::Schedule& schedule : context.plan().schedules) {
        if (schedule.indicator || schedule.project || schedule.activity) continue;
        if (schedule.steps.empty()) continue;
        context.finding(schedule_unlabelled())
            .about(schedule.id)
            .at(step_places(context, {&schedule.steps.front()}))
            .found(schedule.steps.front().text)
            .say("ตารางขั้นตอนที่ขึ้นต้นด้วย “" + shorten(schedule.steps.front().text) +
                     "” ไม่บอกว่าเป็นของตัวชี้วัดหรือโครงการใด ใส่ชื่อเหนือตาราง",
                 "The step table that begins with “" + shorten(schedule.steps.front().text) +
                     "” does not name its indicator or project: put the name above it.");
    }
}

}  // namespace

const Rule& schedule_unlabelled() {
    static const Rule kRule{
        .id = "schedule.unlabelled",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"ตารางขั้นตอนไม่บอกว่าเป็นของอะไร", "A step table does not say what it belongs to"},
        .why = {"ตารางขั้นตอนที่ไม่มีชื่อตัวชี้วัดหรือชื่อโครงการนำหน้าโยงกับตัวชี้วัดไม่ได้",
                "A step table without the name of an indicator, project or activity cannot be "
                "traced to what it carries out."},
        .mend = {"ใส่บรรทัดชื่อตัวชี้วัดหรือชื่อโครงการเหนือตาราง",
                 "Put the name of the indicator or the project above the table."},
        .source = {"ตารางขั้นตอนเป็นของตัวชี้วัด โครงการ หรือกิจกรรมอย่างใดอย่างหนึ่ง",
                   "A schedule belongs to an indicator, a project or an activity."},
        .bad = {{"schema = \"phaen.plan/1\"\n"
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
        .near_miss = {{"schema = \"phaen.plan/1\"\n"
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
