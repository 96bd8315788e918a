#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"

namespace phaen::check {

const Rule& schedule_months_uncertain();

namespace {

void run(Context& context) {
    // A document's arrows are shown by the rules that say what is wrong with them.
    if (context.document() != nullptr) return;
    for (const plan::Schedule& schedule : context.plan().schedules) {
        for (const plan::Step& step : schedule.steps) {
            if (!step.months_uncertain) continue;
            context.finding(schedule_months_uncertain())
                .about(step.id)
                .member("/months_uncertain")
                .say("เดือนของขั้นตอน “" + shorten(step.text) +
                         "” อ่านได้หลายทาง ตรวจกับเอกสารแล้วยืนยันช่วงเดือน",
                     "The months of the step “" + shorten(step.text) +
                         "” could be read in several ways: confirm them against the document.");
        }
    }
}

}  // namespace

const Rule& schedule_months_uncertain() {
    static const Rule kRule{
        .id = "schedule.months_uncertain",
        .severity = Severity::info,
        .category = Category::timeline,
        .title = {"เดือนของขั้นตอนยังไม่แน่นอน", "The months of a step are uncertain"},
        .why = {"แผนบันทึกว่าอ่านช่วงเดือนจากลูกศรได้หลายทาง จนกว่าจะมีผู้ยืนยัน แผนความก้าวหน้าอาจคลาดเคลื่อน",
                "The plan notes that an arrow could be read in several ways. Until someone "
                "confirms the months, planned progress may be off."},
        .mend = {"ตรวจเดือนกับเอกสารแล้วลบ months_uncertain",
                 "Check the months against the document and remove months_uncertain."},
        .source = {"เส้นลูกศรที่อ่านได้สองทางต้องระบุไว้ในขั้นตอน",
                   "Where an arrow can be read in two ways the step says so."},
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
                 "indicator = \"indicator-1\"\n"
                 "\n"
                 "[[schedules.steps]]\n"
                 "id = \"schedule-1.step-1\"\n"
                 "number = \"1\"\n"
                 "text = \"ขั้นตอนที่ 1\"\n"
                 "weight = 40\n"
                 "months = [{from = \"2021-10\", to = \"2021-11\"}]\n"
                 "months_uncertain = true\n"
                 "\n"
                 "[[schedules.steps]]\n"
                 "id = \"schedule-1.step-2\"\n"
                 "number = \"2\"\n"
                 "text = \"ขั้นตอนที่ 2\"\n"
                 "weight = 60\n"
                 "months = [{from = \"2021-12\", to = \"2022-02\"}]\n",
                 {},
                 "schedule-1.step-1"}},
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
                       "months = [{from = \"2021-10\", to = \"2021-11\"}]\n"
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
