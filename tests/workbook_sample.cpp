#include <fstream>
#include <iterator>
#include <string>

#include "phaen/book/compose_sheets.h"
#include "phaen/plan/io.h"
#include "phaen/sheet/write.h"

// Writes a plan file as a workbook, for the judges of workbook_judges_test.py.
// usage: workbook_sample PLAN.toml FILE.xlsx
int main(int count, char** arguments) {
    using namespace phaen;
    if (count != 3) return 2;
    std::ifstream in(arguments[1], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const auto plan = plan::parse_plan_toml(bytes);
    if (!plan) return 1;
    book::SheetOptions options;
    options.version = "sha256:0123";
    sheet::Workbook workbook = book::compose_sheets(*plan, options);
    // What the plan has none of: texts that look like formulas, dates, percents.
    sheet::Sheet& more = workbook.sheets.emplace_back();
    more.name = "อื่น ๆ: [1]/'2'";
    sheet::Cell date;
    date.kind = sheet::Cell::Kind::date;
    date.date = std::chrono::year(2021) / std::chrono::October / std::chrono::day(1);
    sheet::Cell percent = sheet::decimal_cell(*base::Decimal::parse("22.5"));
    percent.kind = sheet::Cell::Kind::percent;
    more.rows = {{sheet::text_cell("=1+1"), sheet::text_cell("@SUM(A1)"), date, percent,
                  sheet::text_cell("_x0041_ <&>")}};
    const auto file = sheet::write_xlsx(workbook);
    if (!file) return 1;
    std::ofstream out(arguments[2], std::ios::binary);
    out << *file;
    return out.flush() ? 0 : 1;
}
