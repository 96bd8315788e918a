#include <gtest/gtest.h>

#include <map>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "numbers.h"
#include "phaen/base/archive.h"
#include "phaen/sheet/read.h"
#include "phaen/sheet/write.h"
#include "xlsx_parts.h"

namespace phaen::sheet {
namespace {

using base::Decimal;
using base::Money;

/// A workbook of one sheet, part by part; other parts may be set or taken away.
using Parts = std::map<std::string, std::string>;

Parts parts(const std::string& rows) {
    const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    return {
        {"_rels/.rels", "<Relationships><Relationship Id='a' Type='" + type +
                            "officeDocument' Target='xl/workbook.xml'/></Relationships>"},
        {"xl/workbook.xml",
         "<workbook><workbookPr/><sheets><sheet name='งบ' sheetId='1' r:id='r1' "
         "xmlns:r='x'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id='r1' Type='" + type +
             "worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='" + type +
             "sharedStrings' Target='/xl/sharedStrings.xml'/><Relationship Id='r3' Type='" + type +
             "styles' Target='styles.xml'/></Relationships>"},
        {"xl/sharedStrings.xml",
         "<sst><si><t>โครงการ</t></si><si><r><t>น้ำ</t></r><r><t xml:space='preserve'> ใส</t></r>"
         "<rPh><t>no</t></rPh></si></sst>"},
        {"xl/styles.xml",
         "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='[$-107041E]d mmm yyyy'/>"
         "</numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"
         "<xf numFmtId='4'/><xf numFmtId='164'/><xf numFmtId='10'/></cellXfs></styleSheet>"},
        {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"},
    };
}

std::string packed(const Parts& named) {
    std::vector<base::ArchivePart> list;
    for (const auto& [name, bytes] : named) list.push_back({name, bytes});
    return base::pack_archive(list);
}

ReadWorkbook read(const Parts& named) {
    auto result = read_xlsx(packed(named));
    EXPECT_TRUE(result) << (result ? "" : result.error().where + ": " + result.error().detail);
    return result ? std::move(*result) : ReadWorkbook{};
}

ReadError refused(const std::string& bytes, const ReadLimits& limits = {}) {
    const auto result = read_xlsx(bytes, limits);
    EXPECT_FALSE(result);
    if (result) return {};
    EXPECT_FALSE(result.error().detail.empty());
    return result.error();
}

/// The only cell of a sheet, given as it stands in the file.
Cell only(const std::string& cell) {
    const ReadWorkbook made = read(parts("<row r='1'>" + cell + "</row>"));
    if (made.workbook.sheets.empty() || made.workbook.sheets[0].rows.empty()) return {};
    return made.workbook.sheets[0].rows[0].at(0);
}

TEST(StoredNumber, IsExactToFifteenDigits) {
    const auto units = [](std::string_view text, int places) {
        const auto number = StoredNumber::parse(text);
        EXPECT_TRUE(number) << text;
        return number ? number->in_units(places) : std::nullopt;
    };
    EXPECT_EQ(units("1500000", 2), 150'000'000);
    EXPECT_EQ(units("-0.05", 2), -5);
    EXPECT_EQ(units("0.30000000000000004", 6), 300'000);
    EXPECT_EQ(units("3733997.1000000001", 2), 373'399'710);
    EXPECT_EQ(units("1.5E6", 0), 1'500'000);
    EXPECT_EQ(units("1.5e-05", 6), 15);
    EXPECT_EQ(units("2.9999999999999996", 0), 3);
    EXPECT_EQ(units("0", 6), 0);
    EXPECT_EQ(units("-0", 6), 0);
    // A half is rounded away from zero; just below it is not.
    EXPECT_EQ(units("0.125", 2), 13);
    EXPECT_EQ(units("-0.125", 2), -13);
    EXPECT_EQ(units("0.1249", 2), 12);
    EXPECT_EQ(units("0.5", 0), 1);
    EXPECT_EQ(units("0.49", 0), 0);
    EXPECT_EQ(units("0.05", 0), 0);
    EXPECT_EQ(units("9.99", 1), 100);
    EXPECT_EQ(units("1E300", 0), std::nullopt);
    EXPECT_EQ(units("1E-300", 6), 0);
    for (const char* text : {"", "-", ".5", "5.", "1e", "1e+", "1,000", "0x1", "1e999", " 1", "๑"})
        EXPECT_FALSE(StoredNumber::parse(text)) << text;
}

TEST(StoredNumber, KnowsDaysByTheirFormat) {
    for (const char* code : {"[$-107041E]d mmm yyyy", "yyyy\\-mm\\-dd", "mmm-yy", "d/m/yyyy h:mm"})
        EXPECT_EQ(kind_of_format(code), NumberKind::date) << code;
    for (const char* code : {"General", "0", "#,##0", "0.00", "h:mm", "[h]:mm:ss", "\"day\"0",
                             "0\\d", "#,##0.000", "[Red]0"})
        EXPECT_EQ(kind_of_format(code), NumberKind::plain) << code;
    for (const char* code : {"#,##0.00", "_-* #,##0.00_-;\\-* #,##0.00_-", "#,##0.00 \"บาท\""})
        EXPECT_EQ(kind_of_format(code), NumberKind::money) << code;
    EXPECT_EQ(kind_of_format("0.00%"), NumberKind::percent);
    EXPECT_EQ(kind_of_format(14), NumberKind::date);
    EXPECT_EQ(kind_of_format(18), NumberKind::plain);
    EXPECT_EQ(kind_of_format(43), NumberKind::money);
}

TEST(StoredNumber, CountsDaysInBothSystems) {
    using namespace std::chrono_literals;
    EXPECT_EQ(day_of(61, DateSystem::from_1900), 1900y / 3 / 1);
    EXPECT_EQ(day_of(60, DateSystem::from_1900), std::nullopt);
    // 2021-10-01 is day 44470; the Macintosh counts 1462 days less.
    EXPECT_EQ(day_of(44470, DateSystem::from_1900), 2021y / 10 / 1);
    EXPECT_EQ(day_of(43008, DateSystem::from_1904), 2021y / 10 / 1);
    EXPECT_EQ(day_of(2'958'465, DateSystem::from_1900), 9999y / 12 / 31);
    EXPECT_EQ(day_of(2'958'466, DateSystem::from_1900), std::nullopt);
}

TEST(XlsxReader, ReadsEachKindOfCell) {
    EXPECT_EQ(only("<c t='s'><v>0</v></c>"), text_cell("โครงการ"));
    EXPECT_EQ(only("<c t='s'><v>1</v></c>"), text_cell("น้ำ ใส"));
    EXPECT_EQ(only("<c t='inlineStr'><is><r><t>a_x000A_</t></r><r><t>b</t></r><rPh><t>c</t></rPh>"
                   "</is></c>"),
              text_cell("a\nb"));
    EXPECT_EQ(only("<c><v>5</v></c>"), integer_cell(5));
    EXPECT_EQ(only("<c><v>22.5</v></c>"), decimal_cell(*Decimal::parse("22.5")));
    EXPECT_EQ(only("<c s='1'><v>1500000.1</v></c>"), money_cell(*Money::parse("1500000.10")));
    // An amount of a thousandth is no amount.
    EXPECT_EQ(only("<c s='1'><v>0.125</v></c>"), decimal_cell(*Decimal::parse("0.125")));
    EXPECT_EQ(only("<c t='b'><v>1</v></c>"), text_cell("TRUE"));
    Cell percent = decimal_cell(*Decimal::parse("22.5"));
    percent.kind = Cell::Kind::percent;
    EXPECT_EQ(only("<c s='3'><v>0.22500000000000001</v></c>"), percent);
    Cell date;
    date.kind = Cell::Kind::date;
    date.date = std::chrono::year(2021) / 10 / 1;
    EXPECT_EQ(only("<c s='2'><v>44470.75</v></c>"), date);
    EXPECT_EQ(only("<c t='d'><v>2021-10-01T00:00:00</v></c>"), date);
    Cell computed = text_cell("ab");
    computed.formula = "A2&B2";
    EXPECT_EQ(only("<c t='str'><f>A2&amp;B2</f><v>ab</v></c>"), computed);
}

TEST(XlsxReader, PutsCellsWhereTheyStand) {
    const ReadWorkbook made =
        read(parts("<row r='2'><c r='B2'><v>1</v></c><c><v>2</v></c></row>"
                   "<row><c r='A3' s='1'/><c r='AA3'><v>3</v></c></row>"));
    const Sheet& sheet = made.workbook.sheets.at(0);
    EXPECT_EQ(sheet.name, "งบ");
    ASSERT_EQ(sheet.rows.size(), 3U);
    EXPECT_TRUE(sheet.rows[0].empty());
    ASSERT_EQ(sheet.rows[1].size(), 3U);
    EXPECT_EQ(sheet.rows[1][0], Cell{});
    EXPECT_EQ(sheet.rows[1][1], integer_cell(1));
    EXPECT_EQ(sheet.rows[1][2], integer_cell(2));
    ASSERT_EQ(sheet.rows[2].size(), 27U);
    EXPECT_EQ(sheet.rows[2][26], integer_cell(3));
}

TEST(XlsxReader, ASharedFormulaIsToldOfEachOfItsCells) {
    const ReadWorkbook made =
        read(parts("<row r='1'><c r='A1'><f t='shared' si='0' ref='A1:B1'>A2*2</f><v>4</v></c>"
                   "<c r='B1'><f t='shared' si='0'/><v>6</v></c></row>"));
    const std::vector<Cell>& row = made.workbook.sheets.at(0).rows.at(0);
    EXPECT_EQ(row.at(0).formula, "A2*2");
    EXPECT_EQ(row.at(1).formula, "A2*2");
    EXPECT_EQ(row.at(1).integer, 6);
}

TEST(XlsxReader, TellsWhichCellsCannotBeUsed) {
    const ReadWorkbook made = read(
        parts("<row r='4'><c r='B4' t='e'><f>1/0</f><v>#DIV/0!</v></c>"
              "<c r='C4'><v>12x</v></c><c r='D4' s='2'><v>3</v></c>"
              "<c r='E4'><f>A1</f></c><c r='F4'><v>1E15</v></c><c r='G4'><v>1E18</v></c></row>"));
    using Kind = CellProblem::Kind;
    const std::vector<CellProblem> expected = {{Kind::error, "งบ", "B4", "#DIV/0!"},
                                               {Kind::number, "งบ", "C4", "12x"},
                                               {Kind::date, "งบ", "D4", "3"},
                                               {Kind::not_computed, "งบ", "E4", ""},
                                               {Kind::number, "งบ", "G4", "1E18"}};
    EXPECT_EQ(made.problems, expected);
    ASSERT_EQ(made.workbook.sheets[0].rows[3].size(), 6U);
    EXPECT_EQ(made.workbook.sheets[0].rows[3][1], Cell{});
}

TEST(XlsxReader, ReadsWhatWeWrite) {
    Workbook workbook;
    workbook.title = "แผน & งบ";
    workbook.author = "หน่วยงาน";
    workbook.version = "sha256:01";
    workbook.created = "2022-01-31T09:00:00Z";
    Sheet& sheet = workbook.sheets.emplace_back();
    sheet.name = "งบประมาณ";
    sheet.columns = {{10, true}, {40, false}};
    sheet.header_rows = 1;
    sheet.frozen_columns = 2;
    sheet.orientation = Orientation::portrait;
    Cell total = money_cell(*Money::parse("90.50"));
    total.formula = "SUM({budget})";
    Cell budget = money_cell(*Money::parse("90.50"));
    budget.names = {"budget"};
    Cell date;
    date.kind = Cell::Kind::date;
    date.date = std::chrono::year(2022) / 1 / 31;
    Cell percent = decimal_cell(*Decimal::parse("33.333333"));
    percent.kind = Cell::Kind::percent;
    sheet.rows = {{text_cell("=1+1"), text_cell("_x0041_ <น้ำ>\n ")},
                  {budget, integer_cell(-7)},
                  {total, date},
                  {percent, decimal_cell(*Decimal::parse("0.000001"))}};
    const auto bytes = write_xlsx(workbook);
    ASSERT_TRUE(bytes);
    const auto made = read_xlsx(*bytes);
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_TRUE(made->problems.empty());
    Workbook expected = workbook;
    expected.sheets[0].rows[1][0].names.clear();
    expected.sheets[0].rows[2][0].formula = "SUM($A$2)";
    const std::string found = made->workbook.sheets.at(0).rows.at(2).at(0).formula;
    EXPECT_NE(found.find("SUM("), std::string::npos);
    expected.sheets[0].rows[2][0].formula = found;
    EXPECT_EQ(made->workbook, expected);
}

TEST(XlsxReader, RefusesWithReasonAndPlace) {
    EXPECT_EQ(refused("").refusal, ReadRefusal::not_workbook);
    EXPECT_EQ(refused("a,b\n").refusal, ReadRefusal::not_workbook);
    EXPECT_EQ(refused("\xD0\xCF\x11\xE0 and so on").refusal, ReadRefusal::legacy);
    EXPECT_EQ(refused(packed({{"a.txt", "a"}})).refusal, ReadRefusal::not_workbook);
    const std::string good = packed(parts("<row r='1'><c><v>1</v></c></row>"));
    EXPECT_EQ(refused(good.substr(0, good.size() / 2)).refusal, ReadRefusal::damaged);
    Parts other = parts("");
    other["xl/workbook.xml"] = "<document/>";
    EXPECT_EQ(refused(packed(other)).refusal, ReadRefusal::not_workbook);
    other = parts("");
    other.erase("xl/worksheets/sheet1.xml");
    EXPECT_EQ(refused(packed(other)).where, "xl/worksheets/sheet1.xml");
    EXPECT_EQ(refused(packed(parts("<row>"))).refusal, ReadRefusal::damaged);
    other = parts("");
    other["xl/sharedStrings.xml"] = "<!DOCTYPE a [<!ENTITY b 'c'>]><sst><si><t>&b;</t></si></sst>";
    EXPECT_EQ(refused(packed(other)).refusal, ReadRefusal::hostile);
    other = parts("");
    other["../outside"] = "a";
    EXPECT_EQ(refused(packed(other)).refusal, ReadRefusal::hostile);
    const ReadError text = refused(packed(parts("<row r='3'><c r='C3' t='s'><v>2</v></c></row>")));
    EXPECT_EQ(text.refusal, ReadRefusal::damaged);
    EXPECT_EQ(text.where, "งบ!C3");
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = read_xlsx(good, {}, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().refusal, ReadRefusal::stopped);
}

TEST(XlsxReader, HoldsItsLimits) {
    const std::string cells = packed(
        parts("<row r='2'><c r='C2' t='s'><v>0</v></c></row><row r='3'><c><v>1</v></c></row>"));
    EXPECT_TRUE(read_xlsx(cells, {.rows = 3, .columns = 3, .cells = 4}));
    EXPECT_EQ(refused(cells, {.rows = 2}).refusal, ReadRefusal::too_large);
    EXPECT_EQ(refused(cells, {.columns = 2}).refusal, ReadRefusal::too_large);
    EXPECT_EQ(refused(cells, {.cells = 3}).refusal, ReadRefusal::too_large);
    // The texts of the table are 21 and 16 bytes; the first of them is used.
    EXPECT_EQ(refused(cells, {.field_bytes = 20}).refusal, ReadRefusal::too_large);
    EXPECT_EQ(refused(cells, {.text_bytes = 36}).refusal, ReadRefusal::too_large);
    EXPECT_TRUE(read_xlsx(cells, {.field_bytes = 21, .text_bytes = 37}));
    EXPECT_EQ(refused(cells, {.sheets = 0}).refusal, ReadRefusal::too_large);
    EXPECT_EQ(refused(cells, {.archive_entries = 5}).refusal, ReadRefusal::too_large);
    EXPECT_EQ(refused(cells, {.unpacked_bytes = 100}).refusal, ReadRefusal::too_large);
    EXPECT_EQ(refused(cells, {.file_bytes = 100}).refusal, ReadRefusal::too_large);
    EXPECT_EQ(refused(cells, {.xml_depth = 3}).refusal, ReadRefusal::hostile);
    const std::string bomb = packed(parts("<!--" + std::string(2 << 20, ' ') + "-->"));
    EXPECT_EQ(refused(bomb).refusal, ReadRefusal::hostile);
}

}  // namespace
}  // namespace phaen::sheet
