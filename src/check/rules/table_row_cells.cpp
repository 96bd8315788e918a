#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "context.h"
#include "frame_tables.h"

namespace phaen::check {

const Rule& table_row_cells();

namespace {

std::size_t end_of(const document::Row& row) {
    if (row.cells.empty()) return 0;
    const document::Cell& last = row.cells.back();
    return static_cast<std::size_t>(std::max(0, last.column) + std::max(1, last.column_span));
}

/// A row of the header below the first that goes on, named, beyond all others and beyond the body.
const document::Row* long_header_row(const TablePart& part) {
    const std::vector<document::Row>& rows = part.table->rows;
    for (std::size_t r = 1; r < part.header_rows; ++r) {
        if (rows[r].cells.empty() || rows[r].cells.back().text().empty()) continue;
        const std::size_t end = end_of(rows[r]);
        bool longest = true;
        for (const document::Row& other : rows)
            longest = longest && (&other == &rows[r] || end_of(other) < end);
        if (longest) return &rows[r];
    }
    return nullptr;
}

void run(Context& context) {
    for (const PrintedTable& table : printed_tables(context)) {
        for (const TablePart& part : table.parts) {
            const document::Row* const long_header = long_header_row(part);
            std::size_t head = 0;
            for (std::size_t r = 0; r < part.header_rows; ++r) {
                if (&part.table->rows[r] != long_header)
                    head = std::max(head, end_of(part.table->rows[r]));
            }
            std::vector<const document::Row*> odd;
            if (long_header != nullptr) odd.push_back(long_header);
            std::size_t most = long_header != nullptr ? end_of(*long_header) : 0;
            std::size_t rows = 0;
            for (std::size_t r = part.header_rows; r < part.table->rows.size(); ++r) {
                const document::Row& row = part.table->rows[r];
                if (row.cells.empty()) continue;
                const std::size_t end = end_of(row);
                const bool total = context.what_at(plan_place(row.place)).ends_with("total_row");
                if (!total) ++rows;
                // Empty cells at the end say nothing; a total line may stop at its sum.
                if (end > head ? row.cells.back().text().empty() : (end == head || total)) continue;
                odd.push_back(&row);
                if (odd.size() == 1) most = end;
            }
            // Many short rows are a way of writing; a filled cell too many is none. One row of two
            // tells nothing by its number alone, but one of them is wrong.
            const std::size_t allowed = most > head
                                            ? std::max<std::size_t>(1, rows / 2)
                                            : std::max<std::size_t>(rows > 1 ? 1 : 0, rows / 4);
            if (odd.empty() || odd.size() > allowed) continue;
            std::vector<plan::Place> places;
            for (const document::Row* row : odd) {
                if (places.size() < 6) places.push_back(plan_place(row->place));
            }
            places.push_back(plan_place(part.table->rows.front().place));
            context.finding(table_row_cells())
                .at(places)
                .found(std::to_string(most))
                .expected(std::to_string(head))
                .say("แถวนี้มี " + thai(static_cast<long long>(most)) + " ช่อง หัวตารางมี " +
                         thai(static_cast<long long>(head)) +
                         " ช่อง ข้อมูลอาจอยู่ใต้หัวผิด ตรวจช่องที่ขาดหรือเกิน",
                     "The row has " + std::to_string(most) + " cells, the header " +
                         std::to_string(head) +
                         ", so some may stand under a wrong header: look for the missing or "
                         "surplus one.");
        }
    }
}

}  // namespace

const Rule& table_row_cells() {
    static const Rule kRule{
        .id = "table.row_cells",
        .severity = Severity::info,
        .category = Category::format,
        .title = {"แถวมีจำนวนช่องไม่เท่าหัวตาราง", "A row has more or fewer cells than the header"},
        .why = {"ช่องที่ขาดหรือเกินทำให้ข้อมูลทั้งแถวเลื่อนไปอยู่ใต้หัวอื่น",
                "A cell too few or too many puts the rest of the row under wrong headers."},
        .mend = {"ตรวจช่องที่ขาดหรือเกินในแถว",
                 "Look for the cell that is missing or surplus in the row."},
        .source = {"แต่ละแถวมีช่องครบตามหัวตาราง", "Rows of a table have the cells of its header."},
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนของปี\n"
                 "\n"
                 "โครงการสำคัญตามภารกิจของหน่วยงาน\n"
                 "\n"
                 "ลำดับที่\tโครงการสำคัญ\tงบประมาณ\tส่วนราชการ\n"
                 "๑\tโครงการก\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                 "๒\tโครงการข\t๒๐๐,๐๐๐\tฝ่ายสอง\tฝ่ายสาม\n"
                 "๓\tโครงการค\t๓๐๐,๐๐๐\tฝ่ายสอง\n"
                 "๔\tโครงการง\t๑๐๐,๐๐๐\tฝ่ายสอง\n",
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
                       "โครงการสำคัญตามภารกิจของหน่วยงาน\n"
                       "\n"
                       "ลำดับที่\tโครงการสำคัญ\tงบประมาณ\tส่วนราชการ\n"
                       "๑\tโครงการก\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                       "๒\tโครงการข\t๒๐๐,๐๐๐\tฝ่ายสอง\n"
                       "รวม\t\t๓๐๐,๐๐๐\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
