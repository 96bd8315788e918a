#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"

namespace phaen::check {

const Rule& schedule_arrow_heads();

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
            if (!(arrows.many_heads)) continue;
            if (places.size() < 8) places.push_back(arrows.place);
            printed.push_back(arrows.printed);
        }
        if (places.empty()) continue;
        const auto count = static_cast<long long>(printed.size());
        context.finding(schedule_arrow_heads())
            .about(schedule.id)
            .at(places)
            .found(printed.front())
            .say("ลูกศรเวลาของ " + thai(count) +
                     " ขั้นตอนมีหลายหัวในช่องเดียว จึงไม่ทราบว่าสิ้นสุดเดือนใด ลากหัวลูกศรไปไว้ที่เดือนสุดท้าย",
                 "The arrows of " + std::to_string(count) +
                     " steps have several heads in one cell, so the last month is unknown: put one "
                     "head into that month's cell.");
    }
}

}  // namespace

const Rule& schedule_arrow_heads() {
    static const Rule kRule{
        .id = "schedule.arrow_heads",
        .severity = Severity::warning,
        .category = Category::timeline,
        .title = {"ลูกศรมีหลายหัวในช่องเดียว", "An arrow has several heads in one cell"},
        .why = {"ลูกศรหลายหัวในช่องเดียว เช่น ←→→→ บอกเดือนเริ่มได้ แต่ไม่บอกว่าขั้นตอนสิ้นสุดเดือนใด",
                "Several heads in one cell, as in ←→→→, tell where a step begins and leave open "
                "where it ends."},
        .mend = {"ลากลูกศรให้หัวอยู่ในช่องของเดือนสุดท้าย",
                 "Put the one head into the cell of the last month."},
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
                 "๑. วางแผน\t๔๐\t๔๐\t←→\t\t\t\t\t\t\t\t\t\t\t\n"
                 "๒. จัดอบรม\t๖๐\t๑๐๐\t\t\t\t←→→→\t\t\t\t\t\t\t\t\n"
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
                       "๑. วางแผน\t๔๐\t๔๐\t←→\t\t\t\t\t\t\t\t\t\t\t\n"
                       "๒. จัดอบรม\t๖๐\t๑๐๐\t\t\t\t←\t\t\t→\t\t\t\t\t\n"
                       "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
