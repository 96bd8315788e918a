#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"
#include "phaen/base/calendar.h"

namespace phaen::check {

const Rule& schedule_outside_year();

namespace {

void run(Context& context) {
    const std::optional<base::FiscalYear> year =
        base::FiscalYear::create(context.plan().fiscal_year);
    if (!year) return;
    const base::YearMonth first = year->month(0);
    const base::YearMonth last = year->month(11);
    // Where a header names wrong years, the months are off by that alone.
    const std::set<int> wrong_years = blocks_with_wrong_years(context);
    for (const plan::Schedule& schedule : context.plan().schedules) {
        if (!schedule.steps.empty()) {
            const plan::Place* place = context.first_place_of(schedule.steps.front().id);
            if (place != nullptr && wrong_years.count(place->block) != 0) continue;
        }
        std::vector<const plan::Step*> outside;
        for (const plan::Step& step : schedule.steps) {
            for (const plan::MonthSpan& span : step.months) {
                if (span.from >= first && span.to <= last) continue;
                outside.push_back(&step);
                break;
            }
        }
        if (outside.empty()) continue;
        const plan::Step& step = *outside.front();
        context.finding(schedule_outside_year())
            .about(step.id)
            .at(step_places(context, outside))
            .found(step.months.front().from.to_string() + " – " + step.months.back().to.to_string())
            .expected(first.to_string() + " – " + last.to_string())
            .say("ขั้นตอน “" + shorten(step.text) + "” อยู่นอกปีงบประมาณ พ.ศ. " + thai(year->be()) +
                     " (ตุลาคมถึงกันยายน) แก้เดือนหรือปี",
                 "The step “" + shorten(step.text) + "” lies outside the fiscal year " +
                     std::to_string(year->be()) +
                     " (October to September): correct the month or the year.");
    }
}

}  // namespace

const Rule& schedule_outside_year() {
    static const Rule kRule{
        .id = "schedule.outside_year",
        .severity = Severity::error,
        .category = Category::timeline,
        .title = {"ขั้นตอนอยู่นอกปีงบประมาณ", "A step lies outside the fiscal year"},
        .why =
            {"แผนประจำปีครอบคลุม ๑ ตุลาคม ถึง ๓๐ กันยายน ขั้นตอนที่อยู่นอกช่วงนี้ทำในแผนนี้ไม่ได้",
             "An annual plan runs from October to September; a step outside cannot belong to it."},
        .mend = {"แก้เดือนหรือปีของขั้นตอน หรือย้ายไปแผนของปีนั้น",
                 "Correct the month or the year, or move the step to the plan of that year."},
        .source = {"ปีงบประมาณ", "The fiscal year."},
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
                 "\n"
                 "[[schedules.steps]]\n"
                 "id = \"schedule-1.step-2\"\n"
                 "number = \"2\"\n"
                 "text = \"ขั้นตอนที่ 2\"\n"
                 "weight = 60\n"
                 "months = [{from = \"2022-08\", to = \"2022-10\"}]\n",
                 {},
                 "schedule-1.step-2"},
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
                 "months = [{from = \"2021-09\", to = \"2021-11\"}]\n"
                 "\n"
                 "[[schedules.steps]]\n"
                 "id = \"schedule-1.step-2\"\n"
                 "number = \"2\"\n"
                 "text = \"ขั้นตอนที่ 2\"\n"
                 "weight = 60\n"
                 "months = [{from = \"2022-08\", to = \"2022-09\"}]\n",
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
                       "months = [{from = \"2022-08\", to = \"2022-09\"}]\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
