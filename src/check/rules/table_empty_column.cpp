#include <cstddef>
#include <string>
#include <vector>

#include "context.h"
#include "frame_tables.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& table_empty_column();

namespace {

void run(Context& context) {
    for (const PrintedTable& table : printed_tables(context)) {
        const std::string key = base::comparison_key(table.parts.front().title(0));
        if (!key.starts_with("ลำดับ") && key != "ที่") continue;
        bool empty = true;
        std::size_t rows = 0;
        std::vector<plan::Place> blanks;
        for (const TablePart& part : table.parts) {
            for (std::size_t r = part.header_rows; r < part.table->rows.size(); ++r) {
                const document::Row& row = part.table->rows[r];
                if (row.cells.empty()) continue;
                ++rows;
                const document::Cell& cell = row.cells.front();
                empty = empty && (cell.column > 0 || cell.paragraphs.empty());
                if (blanks.size() < 5) blanks.push_back(plan_place(cell.place));
            }
        }
        if (!empty || rows == 0) continue;
        context.finding(table_empty_column())
            .at(table.header_place(0))
            .at(blanks)
            .found("")
            .expected(table.parts.front().title(0))
            .say("ช่อง “" + table.parts.front().title(0) + "” ว่างทุกแถว ใส่ลำดับหรือลบช่องนี้",
                 "The column “" + table.parts.front().title(0) +
                     "” is empty in every row: number the rows, or drop it.");
    }
}

}  // namespace

const Rule& table_empty_column() {
    static const Rule kRule{
        .id = "table.empty_column",
        .severity = Severity::info,
        .category = Category::missing,
        .title = {"ช่องลำดับที่ว่างทั้งตาราง", "The column of numbers is empty"},
        .why = {"หัวตารางมีช่องลำดับที่แต่ไม่มีแถวใดใส่เลข จึงอ้างถึงแถวไม่ได้",
                "The header has a column for numbers and no row has one, so rows cannot be "
                "referred to."},
        .mend = {"ใส่ลำดับหรือลบช่อง", "Number the rows, or drop the column."},
        .source = {"อ้างถึงแถวด้วยลำดับที่ของแถว", "A row is referred to by its number."},
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
                 "\tโครงการก\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                 "\tโครงการข\t๒๐๐,๐๐๐\tฝ่ายสอง\n",
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
                       "โครงการสำคัญตามภารกิจของหน่วยงาน\n"
                       "\n"
                       "ลำดับที่\tโครงการสำคัญ\tงบประมาณ\tส่วนราชการ\n"
                       "๑\tโครงการก\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                       "\tโครงการข\t๒๐๐,๐๐๐\tฝ่ายสอง\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
