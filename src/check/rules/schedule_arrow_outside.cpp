#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"

namespace phaen::check {

const Rule& schedule_arrow_outside();

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
            if (!(arrows.outside)) continue;
            if (places.size() < 8) places.push_back(arrows.place);
            printed.push_back(arrows.printed);
        }
        if (places.empty()) continue;
        const auto count = static_cast<long long>(printed.size());
        context.finding(schedule_arrow_outside())
            .about(schedule.id)
            .at(places)
            .found(printed.front())
            .say("ลูกศรเวลาของ " + thai(count) +
                     " ขั้นตอนไปสิ้นสุดในช่องที่ไม่มีชื่อเดือน ลบช่องเกินและวางหัวลูกศรในเดือนที่ตั้งใจ",
                 "The arrows of " + std::to_string(count) +
                     " steps end in a cell that no month heads: remove the surplus cells and put "
                     "the head into its month.");
    }
}

}  // namespace

const Rule& schedule_arrow_outside() {
    static const Rule kRule{
        .id = "schedule.arrow_outside",
        .severity = Severity::warning,
        .category = Category::timeline,
        .title = {"ลูกศรอยู่นอกช่องของสิบสองเดือน", "An arrow ends outside the months"},
        .why = {"หัวลูกศรอยู่ในช่องเกินที่ไม่มีชื่อเดือน จึงไม่แน่ว่าหมายถึงเดือนสุดท้ายของปีหรือตารางเลื่อนไปทั้งแถว",
                "The head stands in a surplus cell that no month heads: it may mean the last "
                "month, or the whole row has shifted."},
        .mend = {"ลบช่องเกินและวางหัวลูกศรในช่องของเดือนที่ตั้งใจ",
                 "Remove the surplus cells and put the head into the month that is meant."},
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
                 "ย.\tพ.ค.\tมิ.ย.\tก.ค.\tส.ค.\tก.ย.\t\n"
                 "๑. วางแผน\t๔๐\t๔๐\t←\t→\t\t\t\t\t\t\t\t\t\t\t\n"
                 "๒. จัดอบรม\t๖๐\t๑๐๐\t\t\t\t\t\t\t←\t\t\t\t\t\t→\n"
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
                       "๑. วางแผน\t๔๐\t๔๐\t←\t→\t\t\t\t\t\t\t\t\t\t\n"
                       "๒. จัดอบรม\t๖๐\t๑๐๐\t\t\t\t\t\t\t←\t\t\t\t\t→\n"
                       "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
