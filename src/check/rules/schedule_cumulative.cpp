#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "context.h"
#include "phaen/base/thai_text.h"
#include "step_tables.h"

namespace phaen::check {

const Rule& schedule_cumulative();

namespace {

void run(Context& context) {
    for (const StepTable& table : step_tables(context)) {
        if (!table.has_running || table.sum != 100 * base::Decimal::kScale) continue;
        Units sum = 0;
        for (const StepRow& row : table.rows) {
            sum += row.weight;
            if (!row.running || *row.running == sum) continue;
            const std::string right = print_units(sum);
            context.finding(schedule_cumulative())
                .about(row.step.empty() ? table.schedule : row.step)
                .at(row.running_at)
                .found(row.running_printed)
                .expected(right)
                .say("ความก้าวหน้าสะสมที่นี่พิมพ์ว่า " + base::to_thai_digits(row.running_printed) +
                         " แต่น้ำหนักถึงขั้นตอนนี้รวมได้ " + base::to_thai_digits(right) +
                         " แก้ตัวเลขสะสมให้เป็นผลบวกของน้ำหนัก",
                     "The cumulative figure is " + base::to_arabic_digits(row.running_printed) +
                         ", but the weights up to this step make " + right +
                         ". Correct it to the running sum.");
        }
        const bool wrong_end = table.total_running && *table.total_running != table.sum;
        if (wrong_end) {
            context.finding(schedule_cumulative())
                .about(table.schedule)
                .at(table.total_running_at)
                .found(table.total_running_printed)
                .expected("100")
                .say("บรรทัดรวมพิมพ์ความก้าวหน้าสะสมว่า " +
                         base::to_thai_digits(table.total_running_printed) +
                         " แต่เมื่อครบทุกขั้นตอนต้องเป็น ๑๐๐ แก้ตัวเลขในบรรทัดรวม",
                     "The closing line gives a cumulative figure of " +
                         base::to_arabic_digits(table.total_running_printed) +
                         "; after all steps it must be 100. Correct it.");
        }
    }
}

}  // namespace

const Rule& schedule_cumulative() {
    static const Rule kRule{
        .id = "schedule.cumulative",
        .severity = Severity::error,
        .category = Category::cumulative,
        .title = {"ความก้าวหน้าสะสมไม่เท่ากับผลบวกของน้ำหนัก",
                  "A cumulative figure is not the running sum of the weights"},
        .why =
            {"ความก้าวหน้าสะสมของขั้นตอนคือผลบวกของน้ำหนักตั้งแต่ขั้นตอนแรก และจบที่ ๑๐๐ "
             "ผู้ติดตามงานใช้ตัวเลขนี้วัดความล่าช้า",
             "The cumulative figure of a step is the sum of the weights so far, and ends at 100. "
             "Delays are measured against it."},
        .mend = {"แก้ตัวเลขสะสม", "Correct the cumulative figure."},
        .source = {"ร้อยละสะสมเท่ากับผลบวกไล่ลงมา", "Cumulative = running sum."},
        .bad = {{"ชื่อตัวชี้วัดที่ ๑ จำนวนกิจกรรมอบรม\n"
                 "\n"
                 "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\n"
                 "๑. วางแผน\t๒๐\t๒๐\t←→\t\n"
                 "๒. ประสานงาน\t๓๐\t๖๐\t\t←→\n"
                 "๓. จัดอบรม\t๕๐\t๑๐๐\t\t←→\n"
                 "รวม ๓ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\n",
                 {5},
                 ""}},
        .near_miss = {{"ชื่อตัวชี้วัดที่ ๑ จำนวนกิจกรรมอบรม\n"
                       "\n"
                       "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\n"
                       "๑. วางแผน\t๒๐\t๒๐\t←→\t\n"
                       "๒. ประสานงาน\t๓๐\t๕๐\t\t←→\n"
                       "๓. จัดอบรม\t๕๐\t๑๐๐\t\t←→\n"
                       "รวม ๓ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
