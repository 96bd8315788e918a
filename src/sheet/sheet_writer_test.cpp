#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "names.h"
#include "numbers.h"
#include "phaen/sheet/write.h"

namespace phaen::sheet {
namespace {

using base::Decimal;
using base::Money;

Cell named(Cell cell, std::string name) {
    cell.names.push_back(std::move(name));
    return cell;
}

Cell date_cell(int year, unsigned month, unsigned day) {
    Cell cell;
    cell.kind = Cell::Kind::date;
    cell.date = std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
    return cell;
}

TEST(SheetNumbers, AreExact) {
    EXPECT_EQ(number_text(money_cell(*Money::parse("1500000.00"))), "1500000");
    EXPECT_EQ(number_text(money_cell(*Money::parse("-0.05"))), "-0.05");
    EXPECT_EQ(number_text(money_cell(*Money::parse("90000000000000.00"))), "90000000000000");
    EXPECT_EQ(number_text(decimal_cell(*Decimal::parse("22.5"))), "22.5");
    EXPECT_EQ(number_text(decimal_cell({})), "0");
    Cell percent = decimal_cell(*Decimal::parse("22.5"));
    percent.kind = Cell::Kind::percent;
    EXPECT_EQ(number_text(percent), "0.225");
}

TEST(SheetNumbers, DaysAreCountedAsSpreadsheetsDo) {
    // 1970-01-01 is day 25569 of the 1900 system; 2021-10-01 is 18901 days later.
    EXPECT_EQ(number_text(date_cell(1970, 1, 1)), "25569");
    EXPECT_EQ(number_text(date_cell(2021, 10, 1)), "44470");
    EXPECT_EQ(serial_of(date_cell(1900, 3, 1).date), 61);
    EXPECT_EQ(serial_of(date_cell(1900, 2, 28).date), std::nullopt);
    EXPECT_EQ(serial_of(date_cell(2021, 2, 29).date), std::nullopt);
}

TEST(SheetNames, OfCells) {
    EXPECT_EQ(cell_name(0, 0), "A1");
    EXPECT_EQ(cell_name(9, 25), "Z10");
    EXPECT_EQ(cell_name(0, 26), "AA1");
    EXPECT_EQ(cell_name(0, 701), "ZZ1");
    EXPECT_EQ(cell_name(0, 702), "AAA1");
}

TEST(SheetNames, AreMadeSafeAndUnique) {
    Workbook workbook;
    for (const std::string name : {"a/b[1]", "A b 1", "'", "History", "โครงการ", "โครงการ",
                                   "1234567890123456789012345678901234"}) {
        workbook.sheets.emplace_back().name = name;
    }
    workbook.sheets.push_back(workbook.sheets.back());
    const std::vector<std::string> expected = {"a b 1",
                                               "A b 1 2",
                                               "Sheet",
                                               "History 2",
                                               "โครงการ",
                                               "โครงการ 2",
                                               "1234567890123456789012345678901",
                                               "12345678901234567890123456789 2"};
    EXPECT_EQ(safe_sheet_names(workbook), expected);
}

TEST(SheetFormulas, NamesStandForAreas) {
    Workbook workbook;
    workbook.sheets.resize(2);
    workbook.sheets[0].name = "ก'ข";
    const auto one = [](const std::string& name) { return named(integer_cell(1), name); };
    workbook.sheets[0].rows = {{one("x"), one("y")}, {one("x"), integer_cell(0)}, {}, {one("x")}};
    const std::vector<std::string> names = safe_sheet_names(workbook);
    const NamedCells cells(workbook, names);
    const auto resolved = [&cells](std::string_view formula, std::size_t sheet) {
        const auto found = cells.resolve(formula, sheet);
        return found ? found->formula + " " + std::to_string(found->areas) : "nothing";
    };
    EXPECT_EQ(resolved("SUM({x})-{y}", 0), "SUM(A1:A2,A4)-B1 3");
    EXPECT_EQ(resolved("{y}", 1), "'ก''ข'!B1 1");
    EXPECT_EQ(resolved("1+1", 0), "1+1 0");
    EXPECT_EQ(resolved("{z}", 0), "nothing");
    EXPECT_EQ(resolved("{x", 0), "nothing");
    EXPECT_EQ(resolved("x}", 0), "nothing");
}

TEST(SheetCsv, QuotesAndDefusesTexts) {
    Sheet sheet;
    sheet.rows = {{text_cell("=1+1"), text_cell("-ก"), text_cell("a,\"b\"\nc")},
                  {integer_cell(-5), money_cell(*Money::parse("1.50")), date_cell(2021, 10, 1)},
                  {text_cell("@x")}};
    EXPECT_EQ(write_csv(sheet),
              "\xEF\xBB\xBF'=1+1,'-ก,\"a,\"\"b\"\"\nc\"\r\n-5,1.5,2021-10-01\r\n'@x,,\r\n");
}

TEST(XlsxWriter, RefusesInOrder) {
    const auto refusal = [](const Workbook& workbook) {
        const auto file = write_xlsx(workbook);
        return file ? std::string("none")
                    : std::to_string(static_cast<int>(file.error().refusal)) + " " +
                          file.error().where;
    };
    Workbook workbook;
    EXPECT_EQ(refusal(workbook), "0 ");
    Sheet& sheet = workbook.sheets.emplace_back();
    EXPECT_EQ(refusal(workbook), "none");
    sheet.columns.resize(16'385);
    EXPECT_EQ(refusal(workbook), "1 sheet 1");
    sheet.columns.resize(16'384);
    EXPECT_EQ(refusal(workbook), "none");
    sheet.rows = {{}, {{}, text_cell(std::string(32'768, 'x'))}};
    EXPECT_EQ(refusal(workbook), "2 sheet 1, B2");
    sheet.rows[1][1].text.pop_back();
    EXPECT_EQ(refusal(workbook), "none");
    sheet.rows[0] = {integer_cell(1'000'000'000'000'000)};
    EXPECT_EQ(refusal(workbook), "3 sheet 1, A1");
    sheet.rows[0] = {integer_cell(999'999'999'999'999)};
    EXPECT_EQ(refusal(workbook), "none");
    sheet.rows[0][0].formula = "SUM({nothing})";
    EXPECT_EQ(refusal(workbook), "4 sheet 1, A1");
    sheet.rows[0][0].formula = std::string(8'193, '1');
    EXPECT_EQ(refusal(workbook), "5 sheet 1, A1");
    sheet.rows[0][0].formula.pop_back();
    EXPECT_EQ(refusal(workbook), "none");
}

TEST(XlsxWriter, TheSameWorkbookIsTheSameBytes) {
    Workbook workbook;
    workbook.sheets.emplace_back().rows = {{text_cell("ก"), integer_cell(1)}};
    EXPECT_EQ(write_xlsx(workbook).value(), write_xlsx(workbook).value());
}

}  // namespace
}  // namespace phaen::sheet
