#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"
#include "phaen/base/calendar.h"

namespace phaen::check {

const Rule& schedule_period_reversed();

namespace {

/// How many month names a text holds.
int count_months(std::string_view text) {
    int count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (unsigned month = 1; month <= 12; ++month) {
            const std::string_view rest = text.substr(i);
            for (const std::string_view name :
                 {base::month_name_th(month), base::month_short_th(month)}) {
                if (!rest.starts_with(name)) continue;
                ++count;
                i += name.size() - 1;
                month = 12;
                break;
            }
        }
    }
    return count;
}

void run(Context& context) {
    for (const plan::Schedule& schedule : context.plan().schedules) {
        for (const plan::Step& step : schedule.steps) {
            if (!step.months.empty()) continue;
            for (const plan::Claim* claim : context.claims_about(step.id, plan::ClaimKind::name)) {
                // The recogniser reads every period of two months but one that runs backwards.
                if (count_months(claim->printed) != 2) continue;
                context.finding(schedule_period_reversed())
                    .about(step.id)
                    .at(claim->place)
                    .found(claim->printed)
                    .say("ช่วงเวลา “" + shorten(claim->printed) +
                             "” สิ้นสุดก่อนเดือนที่เริ่ม สลับเดือนหรือแก้ปีให้ถูก",
                         "The period “" + shorten(claim->printed) +
                             "” ends before it begins: swap the months or correct the year.");
            }
        }
    }
}

}  // namespace

const Rule& schedule_period_reversed() {
    static const Rule kRule{
        .id = "schedule.period_reversed",
        .severity = Severity::error,
        .category = Category::timeline,
        .title = {"ช่วงเวลาสิ้นสุดก่อนเริ่ม", "A period ends before it begins"},
        .why = {"ช่วงเวลาเป็นตัวหนังสือมีเดือนหรือปีสุดท้ายอยู่ก่อนเดือนแรก",
                "The last month of a period in words lies before its first."},
        .mend = {"สลับเดือนหรือแก้ปีของช่วงเวลา", "Swap the months or correct the year."},
        .source = {"ขั้นตอนดำเนินจากเดือนหนึ่งไปยังเดือนหลังจากนั้น",
                   "A step runs from one month to a later one."},
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
                 "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tระยะเวลา\n"
                 "๑. วางแผน\t๔๐\tต.ค. - พ.ย. ๒๕๖๔\n"
                 "๒. จัดอบรม\t๖๐\tมี.ค. ๒๕๖๕ - ม.ค. ๒๕๖๕\n",
                 {13},
                 ""}},
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
                       "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tระยะเวลา\n"
                       "๑. วางแผน\t๔๐\tต.ค. - พ.ย. ๒๕๖๔\n"
                       "๒. จัดอบรม\t๖๐\tม.ค. ๒๕๖๕ - มี.ค. ๒๕๖๕\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
