#include <algorithm>
#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "context.h"
#include "frame_tables.h"
#include "phaen/base/calendar.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& schedule_approval_late();

namespace {

bool has_any(const std::string& key, const std::set<std::string, std::less<>>& words) {
    return std::any_of(words.begin(), words.end(), [&key](const std::string& word) {
        return key.find(base::comparison_key(word)) != std::string::npos;
    });
}

bool starts_with_any(const std::string& key, const std::set<std::string, std::less<>>& words) {
    return std::any_of(words.begin(), words.end(), [&key](const std::string& word) {
        return key.starts_with(base::comparison_key(word));
    });
}

void run(Context& context) {
    const Words& words = context.words();
    for (const plan::Schedule& schedule : context.plan().schedules) {
        const plan::Step* approval = nullptr;
        const plan::Step* work = nullptr;
        for (const plan::Step& step : schedule.steps) {
            if (step.months.empty()) continue;
            const std::string key = base::comparison_key(step.text);
            const bool closing = has_any(key, words.list("closing_words"));
            const bool asks = has_any(key, words.list("approval_words"));
            if (asks && !closing && approval == nullptr) approval = &step;
            const bool does =
                starts_with_any(key, words.list("execution_words")) && !asks && !closing;
            if (does && (work == nullptr || step.months.front().from < work->months.front().from)) {
                work = &step;
            }
        }
        if (approval == nullptr || work == nullptr) continue;
        if (!(work->months.front().from < approval->months.front().from)) continue;
        context.finding(schedule_approval_late())
            .about(approval->id)
            .at(step_places(context, {approval, work}))
            .found(approval->months.front().from.to_string())
            .expected("≤ " + work->months.front().from.to_string())
            .say("ขั้นตอน “" + shorten(approval->text) + "” เริ่ม " +
                     months_th({approval->months.front().from.month()}) + " หลังจาก “" +
                     shorten(work->text) + "” ที่เริ่ม " +
                     months_th({work->months.front().from.month()}) + " ให้ขออนุมัติก่อนลงมือทำ",
                 "“" + shorten(approval->text) + "” begins in " +
                     months_en({approval->months.front().from.month()}) + ", after “" +
                     shorten(work->text) + "” in " +
                     months_en({work->months.front().from.month()}) +
                     ": the approval has to come first.");
    }
}

}  // namespace

const Rule& schedule_approval_late() {
    static const Rule kRule{
        .id = "schedule.approval_late",
        .severity = Severity::warning,
        .category = Category::timeline,
        .title = {"ลงมือทำก่อนขออนุมัติ", "The work begins before it is approved"},
        .why = {"ขั้นตอนลงมือทำเริ่มก่อนเดือนที่ขออนุมัติโครงการหรือค่าใช้จ่าย ทั้งที่ต้องได้รับอนุมัติก่อน",
                "A step that does the work begins in an earlier month than the one that asks for "
                "its approval."},
        .mend = {"ให้ขั้นตอนขออนุมัติมาก่อน หรือแก้เดือน", "Put the approval first, or correct the months."},
        .source = {"เบิกจ่ายได้เมื่ออนุมัติแล้ว", "Spending follows approval."},
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
                 "๑. จัดอบรมประชาชน\t๔๐\t๔๐\t\t\t←\t\t\t→\t\t\t\t\t\t\n"
                 "๒. ขออนุมัติโครงการและค่าใช้จ่าย\t๖๐\t๑๐๐\t\t\t\t\t←\t→\t\t\t\t\t\t\n"
                 "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                 {13, 12},
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
                       "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tก.พ.\tมี.ค."
                       "\tเม.ย.\tพ.ค.\tมิ.ย.\tก.ค.\tส.ค.\tก.ย.\n"
                       "๑. ขออนุมัติโครงการและค่าใช้จ่าย\t๔๐\t๔๐\t\t\t←\t→\t\t\t\t\t\t\t\t\n"
                       "๒. จัดอบรมประชาชน\t๖๐\t๑๐๐\t\t\t\t←\t\t→\t\t\t\t\t\t\n"
                       "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
