#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "context.h"
#include "frame_tables.h"

namespace phaen::check {

const Rule& table_columns_unnamed();

namespace {

/// The width that the header or most rows have: a single long row is another rule's.
std::size_t common_width(const TablePart& part) {
    std::size_t header = 0;
    std::vector<std::size_t> ends;
    for (std::size_t r = 0; r < part.table->rows.size(); ++r) {
        const std::vector<document::Cell>& cells = part.table->rows[r].cells;
        if (cells.empty()) continue;
        const auto end = static_cast<std::size_t>(std::max(0, cells.back().column) +
                                                  std::max(1, cells.back().column_span));
        if (r < part.header_rows) {
            header = std::max(header, end);
        } else {
            ends.push_back(end);
        }
    }
    std::sort(ends.begin(), ends.end(), std::greater<>());
    return ends.size() < 2 ? header : std::max(header, ends[ends.size() / 2]);
}

/// The last row of the header, when it stops before the first one does: it may have lost a cell.
const document::Row* short_header_row(const TablePart& part) {
    if (part.header_rows < 2) return nullptr;
    const document::Row& first = part.table->rows.front();
    const document::Row& last = part.table->rows[part.header_rows - 1];
    if (first.cells.empty() || last.cells.empty()) return nullptr;
    return last.cells.back().column < first.cells.back().column ? &last : nullptr;
}

void run(Context& context) {
    for (const PrintedTable& table : printed_tables(context)) {
        std::vector<plan::Place> places;
        std::size_t named = 0;
        std::size_t width = 0;
        for (const TablePart& part : table.parts) {
            if (part.named == 0 || part.named >= part.width) continue;
            const std::size_t common = common_width(part);
            if (part.named >= common) continue;
            // Under one header row, filled columns may belong to a merged header cell.
            bool filled = false;
            for (std::size_t r = part.header_rows; r < part.table->rows.size(); ++r) {
                for (const document::Cell& cell : part.table->rows[r].cells) {
                    filled = filled ||
                             (static_cast<std::size_t>(std::max(0, cell.column)) >= part.named &&
                              !cell.text().empty());
                }
            }
            if (filled && part.header_rows < 2) continue;
            if (const document::Row* row = short_header_row(part)) {
                places.push_back(plan_place(row->place));
            }
            places.push_back(plan_place(part.table->rows.front().place));
            named = part.named;
            width = std::max(width, common);
        }
        if (places.empty()) continue;
        context.finding(table_columns_unnamed())
            .at(places)
            .found(std::to_string(width))
            .expected(std::to_string(named))
            .say("ตารางมี " + thai(static_cast<long long>(width)) + " ช่อง แต่หัวตารางมีชื่อเพียง " +
                     thai(static_cast<long long>(named)) +
                     " ช่อง ข้อมูลอาจเลื่อนจากหัว ลบช่องเกินหรือใส่หัวให้ครบ",
                 "The table has " + std::to_string(width) + " columns and names " +
                     std::to_string(named) +
                     ", so cells may have shifted against their headers: remove the surplus or "
                     "head it.");
    }
}

}  // namespace

const Rule& table_columns_unnamed() {
    static const Rule kRule{
        .id = "table.columns_unnamed",
        .severity = Severity::info,
        .category = Category::format,
        .title = {"ตารางมีช่องเกินจากหัวตาราง", "A table has more columns than its header names"},
        .why = {"ช่องที่ไม่มีหัวเกิดจากการตัดหน้าหรือรวมเซลล์ผิด ข้อมูลในแถวอาจเลื่อนไปจากหัวของมัน",
                "Columns without a header come from page cuts or wrongly merged cells; what stands "
                "in a row may have shifted against its header."},
        .mend = {"ลบช่องเกินหรือตั้งหัวให้ครบ", "Remove the surplus columns, or head them."},
        .source = {"ตารางแบบเดียวกันมีจำนวนคอลัมน์เท่ากัน", "Column counts of one form are the same."},
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
                 "๒. จัดอบรม\t๖๐\t๑๐๐\t\t\t\t\t\t\t←\t→\t\t\t\t\t\n",
                 {11},
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
