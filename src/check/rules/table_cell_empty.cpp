#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "phaen/base/thai_text.h"
#include "refs.h"
#include "sum_tables.h"

namespace phaen::check {

const Rule& table_cell_empty();

namespace {

/// Rows that stand for one thing each. Of other tables blanks are a part of the form.
bool is_record(std::string_view what) {
    static constexpr std::array<std::string_view, 5> kRecords = {
        "project_row", "indicator_row", "result_row", "higher_indicator", "agreement_row"};
    return std::find(kRecords.begin(), kRecords.end(), what) != kRecords.end();
}

/// An empty cell, or one that the row leaves out at its end. Within the row a cell that is not
/// there is covered by a wider one.
bool is_blank(const SumRow& row, int column) {
    const SumCell* cell = row.at(column);
    if (cell != nullptr) return base::clean_text(cell->text).empty();
    return !row.cells.empty() && row.cells.back().column < column;
}

std::string header_of(const SumTable& table, int column) {
    const auto at = static_cast<std::size_t>(column);
    return at < table.headers.size() ? base::clean_text(table.headers[at]) : std::string();
}

/// Columns that a row may leave empty: remarks, helpers.
bool is_optional(const Context& context, const std::string& header) {
    const auto& words = context.words().list("optional_columns");
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return header.find(word) != std::string::npos;
    });
}

/// The column that holds the longest texts: the names.
int name_column(const SumTable& table, const std::vector<const SumRow*>& rows) {
    int best = 0;
    std::size_t longest = 0;
    for (int column = 0; column < table.columns; ++column) {
        std::size_t length = 0;
        for (const SumRow* row : rows) {
            const SumCell* cell = row->at(column);
            if (cell != nullptr) length += cell->text.size();
        }
        if (length > longest) {
            longest = length;
            best = column;
        }
    }
    return best;
}

/// Projects that lack budget or owner altogether, by their rows: another rule tells of them.
std::set<std::pair<int, int>> told_elsewhere(const Context& context) {
    std::set<std::pair<int, int>> rows;
    for (const plan::Project& project : context.plan().projects) {
        const bool budget = project.budget || project.no_budget || !project.allocations.empty();
        if (budget && !project.lead.empty()) continue;
        for (const plan::Place& place : context.places_of(project.id)) {
            rows.emplace(place.block, place.row);
        }
    }
    for (const plan::HigherIndicator& higher : context.plan().higher_indicators) {
        if (!higher.owners.empty() && higher.target) continue;
        for (const plan::Place& place : context.places_of(higher.id)) {
            rows.emplace(place.block, place.row);
        }
    }
    for (const plan::Indicator& indicator : context.plan().indicators) {
        if (!indicator.lead.empty() && indicator.weight && !indicator.targets.empty()) continue;
        for (const plan::Place& place : context.places_of(indicator.id)) {
            rows.emplace(place.block, place.row);
        }
    }
    return rows;
}

void report(Context& context, const SumTable& table, const SumRow& row, int column, int names) {
    const SumCell* cell = row.at(column);
    plan::Place place = cell != nullptr ? cell->place : row.place;
    if (cell == nullptr && row.at(names) != nullptr) place = row.at(names)->place;
    const std::string header = header_of(table, column);
    const SumCell* name = row.at(names);
    const std::string what = name == nullptr ? std::string() : shorten(name->text, 50);
    context.finding(table_cell_empty())
        .at(place)
        .expected(header)
        .say("ช่อง “" + header + "” ของ “" + what +
                 "” ว่าง ขณะที่แถวอื่นในตารางมีข้อมูล เติมให้ครบ หรือใส่ขีดถ้าไม่มี",
             "The cell “" + header + "” of “" + what +
                 "” is empty where every other row has something: fill it, or put a dash.");
}

void run(Context& context) {
    const std::set<std::pair<int, int>> told = told_elsewhere(context);
    for (const SumTable& table : sum_tables(context)) {
        std::map<std::string_view, std::vector<const SumRow*>> kinds;
        for (const SumRow& row : table.rows) {
            if (row.kind == SumRowKind::body && is_record(row.what))
                kinds[row.what].push_back(&row);
        }
        for (const auto& [what, rows] : kinds) {
            if (rows.size() < 4) continue;
            const int names = name_column(table, rows);
            for (int column = names + 1; column < table.columns; ++column) {
                if (is_optional(context, header_of(table, column))) continue;
                std::vector<const SumRow*> blank;
                for (const SumRow* row : rows) {
                    if (is_blank(*row, column)) blank.push_back(row);
                }
                if (blank.size() != 1) continue;
                if (told.contains({blank[0]->place.block, blank[0]->place.row})) continue;
                report(context, table, *blank[0], column, names);
            }
        }
    }
}

constexpr std::string_view kTable =
    "ผลการดำเนินงานปีที่ผ่านมา (ปีงบประมาณ พ.ศ. ๒๕๖๕)\n"
    "\n"
    "ลำดับ\tตัวชี้วัด\tค่าเป้าหมาย\tผลการดำเนินงาน\tคะแนนที่ได้\n"
    "๑\tร้อยละของครัวเรือนที่คัดแยกขยะ\tร้อยละ ๕๐\tร้อยละ ๕๓\t๕\n"
    "๒\tจำนวนสวนขนาดเล็กที่เปิดใช้\t๓ แห่ง\t๓ แห่ง\t๕\n"
    "๓\tจำนวนต้นไม้ที่ปลูกริมถนน\t๕๐๐ ต้น\t๕๒๐ ต้น\t๕\n";

}  // namespace

const Rule& table_cell_empty() {
    static const std::string kBad = std::string(kTable) + "๔\tจำนวนคลองที่ขุดลอกในปีก่อน\t๔ สาย\t\t๔\n";
    static const std::string kGood =
        std::string(kTable) + "๔\tจำนวนคลองที่ขุดลอกในปีก่อน\t๔ สาย\t-\t๔\n";
    static const Rule kRule{
        .id = "table.cell_empty",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"ช่องว่างในคอลัมน์ที่แถวอื่นมีข้อมูล", "An empty cell where every other row has something"},
        .why =
            {"ช่องที่ว่างเพียงแถวเดียวมักตกหล่น ผู้อ่านไม่รู้ว่าไม่มีข้อมูลหรือลืมใส่ (ไม่นับตารางขั้นตอนและตารางที่จัดกลุ่มแถว)",
             "A cell that only one row leaves empty was likely forgotten; readers cannot tell. "
             "Step "
             "tables and columns before the name are not looked at."},
        .mend = {"เติมข้อมูล หรือใส่ขีดเมื่อไม่มี", "Fill the cell, or put a dash when there is nothing."},
        .source = {"ช่องที่จำเป็นของตารางกรอกครบ", "Required fields of a table are filled in."},
        .bad = {{kBad, {7}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
