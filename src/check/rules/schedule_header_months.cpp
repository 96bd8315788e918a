#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"

namespace phaen::check {

const Rule& schedule_header_months();

namespace {

/// What is wrong with the months of one printed header.
struct WrongHeader {
    std::vector<unsigned> printed;
    std::vector<unsigned> missing;
    const document::Cell* cell = nullptr;  ///< null: nothing is wrong
};

WrongHeader read_header(const TablePart& part) {
    WrongHeader out;
    const std::vector<MonthColumn> months = month_columns(part);
    if (months.size() < 6) return out;
    // October is 0. The first month that does not follow the one before it is the slip.
    std::set<unsigned> seen;
    unsigned before = (months.front().month + 2) % 12;
    for (std::size_t i = 0; i < months.size(); ++i) {
        const unsigned index = (months[i].month + 2) % 12;
        if (i > 0 && index != before + 1 && out.cell == nullptr) out.cell = months[i].month_cell;
        before = index;
        seen.insert(months[i].month);
        out.printed.push_back(months[i].month);
    }
    if (months.size() < 10) return out;
    for (const unsigned month : {10U, 11U, 12U, 1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U}) {
        if (seen.count(month) == 0) out.missing.push_back(month);
    }
    if (!out.missing.empty() && out.cell == nullptr) out.cell = months.front().month_cell;
    return out;
}

void run(Context& context) {
    for (const PrintedTable& table : printed_tables(context)) {
        if (table.kind != "step_row") continue;
        // The pages of a table that have the same slip are one finding.
        std::vector<WrongHeader> wrong;
        std::vector<std::vector<plan::Place>> places;
        for (const TablePart& part : table.parts) {
            WrongHeader header = read_header(part);
            if (header.cell == nullptr) continue;
            std::size_t i = 0;
            while (i < wrong.size() && wrong[i].printed != header.printed) ++i;
            if (i == wrong.size()) {
                wrong.push_back(std::move(header));
                places.emplace_back();
                places[i].push_back(plan_place(wrong[i].cell->place));
            } else if (places[i].size() < 6) {
                places[i].push_back(plan_place(header.cell->place));
            }
        }
        for (std::size_t i = 0; i < wrong.size(); ++i) {
            const std::vector<unsigned>& printed = wrong[i].printed;
            const std::vector<unsigned>& missing = wrong[i].missing;
            context.finding(schedule_header_months())
                .at(places[i])
                .found(months_th(printed))
                .expected(months_th({10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9}))
                .say("เดือนในหัวตารางเรียงเป็น " + months_th(printed) +
                         (missing.empty() ? "" : " ขาด " + months_th(missing)) +
                         " ลูกศรจึงชี้ผิดเดือน เรียงจาก ต.ค. ถึง ก.ย. ให้ครบ",
                     "The header's months run " + months_en(printed) +
                         (missing.empty() ? "" : " without " + months_en(missing)) +
                         ", so arrows point to wrong months: put them in order from October to "
                         "September.");
        }
    }
}

}  // namespace

const Rule& schedule_header_months() {
    static const Rule kRule{
        .id = "schedule.header_months",
        .severity = Severity::error,
        .category = Category::timeline,
        .title = {"เดือนในหัวตารางผิดลำดับ ซ้ำ หรือขาด",
                  "The months of the header are out of order, doubled or missing"},
        .why = {"ปีงบประมาณเรียงจาก ต.ค. ถึง ก.ย. เดือนที่สลับ ซ้ำ หรือหายทำให้ลูกศรของทุกขั้นตอนชี้ผิดเดือน",
                "The fiscal year runs from October to September. A month that is swapped, doubled "
                "or lost makes every arrow point to a wrong one."},
        .mend = {"เรียงเดือนในหัวตารางใหม่ให้ครบ",
                 "Put the months of the header in order, all of them."},
        .source = {"ปีงบประมาณ", "The fiscal year."},
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
                 "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\tธ.ค.\tก.พ.\tม.ค.\tมี.ค.\tเม."
                 "ย.\tพ.ค.\tมิ.ย.\tก.ค.\tส.ค.\tก.ย.\n"
                 "๑. วางแผน\t๔๐\t๔๐\t←→\t\t\t\t\t\t\t\t\t\t\t\n"
                 "๒. จัดอบรม\t๖๐\t๑๐๐\t\t←\t\t\t\t\t\t\t→\t\t\t\n"
                 "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                 {11},
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
                 "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tม.ค.\tมี.ค.\tเม."
                 "ย.\tพ.ค.\tมิ.ย.\tก.ค.\tส.ค.\tก.ย.\n"
                 "๑. วางแผน\t๔๐\t๔๐\t←→\t\t\t\t\t\t\t\t\t\t\t\n"
                 "๒. จัดอบรม\t๖๐\t๑๐๐\t\t←\t\t\t\t\t\t\t→\t\t\t\n"
                 "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                 {11},
                 ""},
                // The second page of the table only.
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
                 "๑. วางแผน\t๔๐\t๔๐\t←→\t\t\t\t\t\t\t\t\t\t\t\n"
                 "\n"
                 "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tก.พ.\tมี.ค.\tพ."
                 "ค.\tเม.ย.\tมิ.ย.\tก.ค.\tส.ค.\tก.ย.\n"
                 "๒. จัดอบรม\t๖๐\t๑๐๐\t\t←\t\t\t\t\t\t→\t\t\t\n"
                 "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                 {14},
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
                       "๒. จัดอบรม\t๖๐\t๑๐๐\t\t←\t\t\t\t\t\t\t→\t\t\t\n"
                       "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t\t\t\n",
                       {},
                       ""},
                      {"ชื่อตัวชี้วัดที่ ๑ จำนวนกิจกรรมอบรม\n"
                       "\n"
                       "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\n"
                       "๑. วางแผน\t๔๐\t๔๐\t←→\t\n"
                       "๒. จัดอบรม\t๖๐\t๑๐๐\t\t←→\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
