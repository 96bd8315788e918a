#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"

namespace phaen::check {

const Rule& schedule_arrow_broken();

namespace {

void run(Context& context) {
    const std::vector<PrintedTable>& tables = printed_tables(context);
    const auto rows = rows_by_place(tables);
    for (const plan::Schedule& schedule : context.plan().schedules) {
        std::vector<plan::Place> places;
        std::vector<std::string> printed;
        for (const plan::Step& step : schedule.steps) {
            const plan::Place* place = context.first_place_of(step.id);
            if (place == nullptr) continue;
            const auto found = rows.find(std::pair{place->block, place->row});
            if (found == rows.end()) continue;
            const Arrows arrows =
                read_arrows(*found->second.row, month_columns(context, *found->second.part));
            if (!(arrows.broken && !arrows.outside)) continue;
            if (places.size() < 8) places.push_back(arrows.place);
            printed.push_back(arrows.printed);
        }
        if (places.empty()) continue;
        const auto count = static_cast<long long>(printed.size());
        context.finding(schedule_arrow_broken())
            .about(schedule.id)
            .at(places)
            .found(printed.front())
            .say("ลูกศรเวลาของ " + thai(count) +
                     " ขั้นตอนขาดหัวหรือหาง จึงไม่ทราบเดือนเริ่มหรือเดือนสิ้นสุด วาดลูกศรให้ครบในแถวเดียวกัน",
                 "The arrows of " + std::to_string(count) +
                     " steps lack a head or a tail, so their first or last month is unknown: draw "
                     "both ends in the row.");
    }
}

}  // namespace

const Rule& schedule_arrow_broken() {
    static const Rule kRule{
        .id = "schedule.arrow_broken",
        .severity = Severity::warning,
        .category = Category::timeline,
        .title = {"ลูกศรของขั้นตอนไม่มีหัวหรือไม่มีหาง", "An arrow lacks its head or its tail"},
        .why = {"ลูกศรที่ขาดปลายข้างหนึ่งหรือมีหัวเกินทำให้อ่านไม่ได้ว่าขั้นตอนเริ่มหรือสิ้นสุดเดือนใด "
                "มักเกิดจากหัวลูกศรของแถวหนึ่งเลื่อนไปอยู่อีกแถว",
                "Without one of its ends an arrow does not say when the step begins or ends. Often "
                "a head slipped from one row into its neighbour."},
        .mend = {"วาดลูกศรใหม่ให้มีจุดเริ่มและจุดสิ้นสุดในแถวเดียวกัน",
                 "Draw the arrow again with both ends in the same row."},
        .source = {"ขั้นตอนดำเนินจากเดือนหนึ่งถึงอีกเดือนหนึ่ง", "A step runs from one month to another."},
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
                 "๑. วางแผน\t๔๐\t๔๐\t←\t→\t\t\t\t→\t\t\t\t\t\t\n"
                 "๒. จัดอบรม\t๖๐\t๑๐๐\t\t\t\t\t\t\t←\t\t→\t\t\t\n"
                 "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                 {12},
                 ""},
                {"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
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
                 "๒. จัดอบรม\t๖๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t←\n"
                 "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
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
                       "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tก.พ.\tมี.ค."
                       "\tเม.ย.\tพ.ค.\tมิ.ย.\tก.ค.\tส.ค.\tก.ย.\n"
                       "๑. วางแผน\t๔๐\t๔๐\t←\t—\t→\t\t\t\t\t\t\t\t\t\n"
                       "๒. จัดอบรม\t๖๐\t๑๐๐\t\t\t\t\t\t\t←→\t\t↔\t\t\t\n"
                       "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
