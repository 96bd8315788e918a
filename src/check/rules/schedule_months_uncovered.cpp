#include <algorithm>
#include <array>
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

const Rule& schedule_months_uncovered();

namespace {

void run(Context& context) {
    const std::optional<base::FiscalYear> year =
        base::FiscalYear::create(context.plan().fiscal_year);
    if (!year) return;
    // Where a header names wrong years, the months are off by that alone.
    const std::set<int> wrong_years = blocks_with_wrong_years(context);
    for (const plan::Schedule& schedule : context.plan().schedules) {
        if (!schedule.steps.empty()) {
            const plan::Place* place = context.first_place_of(schedule.steps.front().id);
            if (place != nullptr && wrong_years.count(place->block) != 0) continue;
        }
        // 1. Which step last touches each month; an uncertain arrow may reach the next step.
        std::array<bool, 12> covered{};
        std::array<const plan::Step*, 12> starts{};
        std::size_t uncertain = 0;
        std::size_t dated = 0;
        unsigned first = 12;
        unsigned last = 0;
        bool open = false;
        unsigned open_from = 0;
        for (const plan::Step& step : schedule.steps) {
            if (step.months.empty()) continue;
            ++dated;
            if (step.months_uncertain) ++uncertain;
            for (const plan::MonthSpan& span : step.months) {
                const auto from = year->index_of(span.from);
                const auto to = year->index_of(span.to);
                if (!from || !to) continue;
                if (open) {
                    for (unsigned m = open_from; m < *from; ++m) covered.at(m) = true;
                    open = false;
                }
                for (unsigned m = *from; m <= *to; ++m) covered.at(m) = true;
                if (starts.at(*from) == nullptr) starts.at(*from) = &step;
                first = std::min(first, *from);
                last = std::max(last, *to);
                if (step.months_uncertain) {
                    open = true;
                    open_from = *from;
                }
            }
        }
        if (dated < 2 || dated != schedule.steps.size() || 2 * uncertain > dated || last <= first) {
            continue;
        }
        // 2. The months between that nothing covers, and the steps around them.
        std::vector<unsigned> missing;
        std::set<const plan::Step*> around;
        for (unsigned m = first; m <= last; ++m) {
            if (covered.at(m)) continue;
            missing.push_back(year->month(m).month());
            if (!covered.at(m - 1) || m == 0) continue;
            const base::YearMonth before = year->month(m - 1);
            for (const plan::Step& step : schedule.steps) {
                for (const plan::MonthSpan& span : step.months) {
                    if (span.to == before) around.insert(&step);
                }
            }
            unsigned next = m;
            while (next < last && starts.at(next) == nullptr) ++next;
            if (starts.at(next) != nullptr) around.insert(starts.at(next));
        }
        // One idle month between two steps is nothing to ask about.
        if (missing.size() < 2) continue;
        std::vector<const plan::Step*> steps;
        for (const plan::Step& step : schedule.steps) {
            if (around.count(&step) != 0) steps.push_back(&step);
        }
        context.finding(schedule_months_uncovered())
            .about(schedule.id)
            .at(step_places(context, steps))
            .found(months_th(missing))
            .say("ไม่มีขั้นตอนใดทำในเดือน " + months_th(missing) +
                     " ทั้งที่งานยังไม่สิ้นสุด ตรวจช่วงเดือนของขั้นตอนที่อยู่ก่อนและหลัง",
                 "No step is planned in " + months_en(missing) +
                     " though the work goes on after: check the months of the steps around.");
    }
}

}  // namespace

const Rule& schedule_months_uncovered() {
    static const Rule kRule{
        .id = "schedule.months_uncovered",
        .severity = Severity::info,
        .category = Category::timeline,
        .title = {"มีเดือนที่ไม่มีขั้นตอนใดทำ", "Months without any step"},
        .why = {"ระหว่างขั้นตอนแรกกับขั้นตอนสุดท้ายมีเดือนที่ไม่มีงานเลย อาจตั้งใจ หรือลูกศรสั้นไป",
                "Between the first and the last step there are months in which nothing is planned: "
                "perhaps on purpose, perhaps an arrow is too short."},
        .mend = {"ตรวจช่วงเดือนของขั้นตอนก่อนและหลังช่องว่าง",
                 "Check the months of the steps before and after the gap."},
        .source = {"ขั้นตอนครอบคลุมงานทั้งปี", "Steps cover the work of the year."},
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
                 "๑. วางแผน\t๔๐\t๔๐\t←\t→\t\t\t\t\t\t\t\t\t\t\n"
                 "๒. จัดอบรม\t๖๐\t๑๐๐\t\t\t\t\t\t\t←\t\t→\t\t\t\n"
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
                 "months = [{from = \"2021-10\", to = \"2021-11\"}]\n"
                 "\n"
                 "[[schedules.steps]]\n"
                 "id = \"schedule-1.step-2\"\n"
                 "number = \"2\"\n"
                 "text = \"ขั้นตอนที่ 2\"\n"
                 "weight = 60\n"
                 "months = [{from = \"2022-02\", to = \"2022-04\"}]\n",
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
                       "๑. วางแผน\t๔๐\t๔๐\t←\t→\t\t\t\t\t\t\t\t\t\t\n"
                       "๒. จัดอบรม\t๖๐\t๑๐๐\t\t\t\t←\t\t\t\t\t→\t\t\t\n"
                       "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
