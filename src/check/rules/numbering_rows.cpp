#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "frame_numbers.h"
#include "frame_outline.h"
#include "frame_tables.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& numbering_rows();

namespace {

struct Entry {
    long long value = 0;
    std::string printed;
    plan::Place place;
};

void report(Context& context, const std::vector<Entry>& entries, long long first) {
    std::vector<long long> numbers;
    for (const Entry& entry : entries) numbers.push_back(entry.value);
    for (const NumberSlip& slip : number_slips(numbers, {.first = first, .restarts = true})) {
        const Entry& entry = entries[slip.index];
        context.finding(numbering_rows())
            .at(entry.place)
            .at(entries[slip.index == 0 ? 1 : slip.index - 1].place)
            .found(entry.printed)
            .expected(number_like(slip.expected, entry.printed))
            .say(slip_th(slip, entry.printed) + " ในตาราง ตรวจว่ามีแถวขาดหรือแก้ลำดับ",
                 slip_en(slip, entry.printed) +
                     " in this table: look for a lost row, or correct the numbers.");
    }
}

/// A cell that holds a number and nothing else: `๑`, `2.`, `(๓)`.
std::optional<long long> bare_number(std::string text) {
    while (text.ends_with('.') || text.ends_with(')')) text.pop_back();
    if (text.starts_with('(')) text.erase(0, 1);
    const std::optional<long long> value = base::parse_integer(text);
    return value && *value > 0 && *value < 200 ? value : std::nullopt;
}

void run(Context& context) {
    static constexpr std::array<std::string_view, 5> kKinds = {
        "project_row", "activity_row", "indicator_row", "result_row", "spending_row"};
    long long last = 0;
    for (const PrintedTable& table : printed_tables(context)) {
        if (std::find(kKinds.begin(), kKinds.end(), table.kind) == kKinds.end()) continue;
        const TablePart& head = table.parts.front();
        // 1. The column of numbers, by its header.
        std::optional<std::size_t> column;
        for (std::size_t c = 0; c < head.named && !column; ++c) {
            const std::string key = base::comparison_key(head.title(c));
            if (key.starts_with("ลำดับ") || key == "ที่" || key == "ข้อ" || key == "no.") column = c;
        }
        // 2. Its numbers, and the numbers that begin the cells of the next column.
        std::vector<Entry> rows;
        std::vector<Entry> nested;
        bool codes = false;
        for (const TablePart& part : table.parts) {
            for (std::size_t r = part.header_rows; r < part.table->rows.size(); ++r) {
                const document::Row& row = part.table->rows[r];
                const std::string_view what = context.what_at(plan_place(row.place));
                if (what.starts_with("repeated") || what.ends_with("total_row")) continue;
                bool outer = what == "group_row";
                for (const document::Cell& cell : row.cells) {
                    const auto c = static_cast<std::size_t>(std::max(0, cell.column));
                    const std::string text = cell.text();
                    if (text.empty()) continue;
                    if (column && c == *column) {
                        outer = true;
                        if (const auto value = bare_number(text)) {
                            rows.push_back({*value, text, plan_place(cell.place)});
                        } else {
                            codes = true;
                        }
                        continue;
                    }
                    const std::optional<Ordinal> ordinal = leading_ordinal(text);
                    if (!ordinal || ordinal->parts.size() != 1 || is_number_text(text)) {
                        outer = true;
                        continue;
                    }
                    // What stands before it in the row opens a list of its own.
                    if (outer) {
                        if (nested.size() >= 2) report(context, nested, 1);
                        nested.clear();
                    }
                    nested.push_back(
                        {ordinal->parts.front(), ordinal->printed, plan_place(cell.place)});
                    break;
                }
            }
        }
        if (!codes && rows.size() >= 2) {
            const bool goes_on = rows.front().value == last + 1;
            // Rows that name indicators may carry the indicators' own numbers.
            const bool own = table.kind == "indicator_row" || table.kind == "result_row";
            report(context, rows, goes_on || own ? 0 : 1);
        }
        if (!rows.empty()) last = rows.back().value;
        if (nested.size() >= 2) report(context, nested, 1);
    }
}

}  // namespace

const Rule& numbering_rows() {
    static const Rule kRule{
        .id = "numbering.rows",
        .severity = Severity::warning,
        .category = Category::numbering,
        .title = {"ลำดับในตารางไม่ต่อเนื่อง", "Numbers of table rows do not follow each other"},
        .why = {"ลำดับที่ข้าม ซ้ำ หรือถอยในตาราง อาจแปลว่ามีแถวตกหล่นหรือซ้ำ",
                "Numbers that jump, repeat or go back in a table may mean that a row was lost or "
                "copied."},
        .mend = {"แก้ลำดับหรือเพิ่มแถวที่ขาด", "Correct the numbers, or add the row that is missing."},
        .source = {"แต่ละตารางมีลำดับที่ของตนเอง", "Each table numbers its own rows."},
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
                 "๑\tโครงการที่ดีก\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                 "๒\tโครงการที่ดีข\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                 "๔\tโครงการที่ดีค\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                 "๕\tโครงการที่ดีง\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n",
                 {14},
                 ""},
                {"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
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
                 "๑\tโครงการที่ดีก\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                 "๒\tโครงการที่ดีข\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                 "๒\tโครงการที่ดีค\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                 "๔\tโครงการที่ดีง\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n",
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
                       "โครงการสำคัญตามภารกิจของหน่วยงาน\n"
                       "\n"
                       "ลำดับที่\tโครงการสำคัญ\tงบประมาณ\tส่วนราชการ\n"
                       "๑\tโครงการที่ดีก\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                       "๒\tโครงการที่ดีข\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                       "๓\tโครงการที่ดีค\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                       "๔\tโครงการที่ดีง\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
