#include "phaen/ledger/sheet_import.h"

#include <fstream>
#include <iterator>

#include "ledger_support_test.h"
#include "phaen/facts/io.h"
#include "phaen/sheet/read.h"

namespace phaen::ledger {
namespace {

using Kind = RowProblem::Kind;

constexpr std::string_view kMapping = R"(
schema = "phaen.ledger-sheet/1"
id = "finance"
header_row = 2
plan = "iao"
key = ["เลขที่เอกสาร"]
skip = ["รวม"]
[columns]
date = "วันที่"
document = "เลขที่เอกสาร"
posting = "รายการ"
category = "หมวด"
project = "โครงการ"
[fixed]
fund = "annual"
[[amounts]]
column = "จำนวนเงิน"
[[values]]
field = "posting"
text = "เบิกจ่าย"
value = "disbursement"
[[values]]
field = "posting"
text = "จัดสรร"
value = "appropriation"
[[values]]
field = "posting"
text = "เบิกตามใบสั่งซื้อ"
value = "disbursement"
against = "commitment"
[[values]]
field = "category"
text = "งบดำเนินงาน"
value = "operating"
)";

constexpr std::string_view kHeader = "รายงานการเงิน\nวันที่,เลขที่เอกสาร,รายการ,หมวด,โครงการ,จำนวนเงิน\n";

SheetMapping mapping_of(std::string_view text) {
    auto mapping = load_sheet_mapping(text, true);
    EXPECT_TRUE(mapping) << base::describe_error(mapping.error().front(),
                                                 base::MessageLanguage::english);
    return std::move(mapping).value();
}

SheetImport import_csv(const facts::FactLog& log, std::string_view rows,
                       const SheetMapping& mapping = mapping_of(kMapping),
                       std::string_view at = "2022-01-01T00:00:00Z") {
    const auto sheet = sheet::read_csv(std::string(kHeader) + std::string(rows));
    EXPECT_TRUE(sheet);
    return import_sheet(*sheet, mapping, log, *base::Instant::parse(at), "officer");
}

void add(facts::FactLog& log, SheetImport& import) {
    for (facts::Fact& fact : import.facts) EXPECT_TRUE(log.append(std::move(fact)));
}

Balances all_of(const facts::FactLog& log) {
    const Ledger ledger(
        log, log.view({on("2022-09-30"), *base::Instant::parse("2030-01-01T00:00:00Z")}));
    Balances sum;
    for (const Balances& one : ledger.balances(on("2022-09-30"))) sum.add(one);
    return sum;
}

constexpr std::string_view kRows =
    "1 ต.ค. 2564,กท 1,จัดสรร,งบดำเนินงาน,project-1,\"1,000,000.00\"\n"
    "๑๕/๑๐/๒๕๖๔,กท 2,เบิกจ่าย,งบดำเนินงาน,project-1,๒๕๐๐๐๐.๕๐\n"
    ",,,,,\n"
    "2021-11-02,กท 3,เบิกตามใบสั่งซื้อ,งบดำเนินงาน,,-\n"
    "รวม,,,,,\"1,250,000.50\"\n";

TEST(SheetImport, reads_what_the_mapping_names) {
    const facts::FactLog log;
    const SheetImport import = import_csv(log, kRows);
    ASSERT_TRUE(import.problems.empty());
    // Five rows below the header: two postings, an empty row, one without an amount, the total.
    EXPECT_EQ(import.rows, 5U);
    EXPECT_EQ(import.skipped, 2U);
    EXPECT_EQ(import.added, 2U);
    ASSERT_EQ(import.facts.size(), 2U);
    const facts::Fact& paid = import.facts[1];
    EXPECT_EQ(*paid.when.on, on("2021-10-15"));
    EXPECT_EQ(paid.plan, "iao");
    EXPECT_EQ(paid.by, "officer");
    EXPECT_EQ(paid.seq, 2);
    const auto& posting = std::get<facts::Posting>(paid.data);
    EXPECT_EQ(posting.amount, baht("250000.50"));
    EXPECT_EQ(posting.posting, facts::PostingKind::disbursement);
    EXPECT_EQ(posting.fiscal_year, 2565);
    EXPECT_EQ(posting.fund, "annual");
    EXPECT_EQ(posting.category, "operating");
    EXPECT_EQ(posting.project, "project-1");
    EXPECT_EQ(posting.document, "กท 2");
    EXPECT_FALSE(posting.against);
}

TEST(SheetImport, the_fiscal_year_begins_in_october) {
    const facts::FactLog log;
    const SheetImport import = import_csv(log, "2021-09-30,1,จัดสรร,,,1\n2021-10-01,2,จัดสรร,,,1\n");
    ASSERT_EQ(import.facts.size(), 2U);
    EXPECT_EQ(std::get<facts::Posting>(import.facts[0].data).fiscal_year, 2564);
    EXPECT_EQ(std::get<facts::Posting>(import.facts[1].data).fiscal_year, 2565);
}

TEST(SheetImport, the_same_sheet_again_adds_nothing) {
    facts::FactLog log;
    SheetImport first = import_csv(log, kRows);
    add(log, first);
    const SheetImport again = import_csv(log, kRows);
    EXPECT_TRUE(again.facts.empty());
    EXPECT_EQ(again.unchanged, 2U);
    EXPECT_TRUE(again.gone.empty());
}

TEST(SheetImport, a_row_that_changed_is_corrected_and_only_that) {
    facts::FactLog log;
    SheetImport first = import_csv(log, kRows);
    add(log, first);
    std::string rows(kRows);
    rows.replace(rows.find("๒๕๐๐๐๐.๕๐"), std::string("๒๕๐๐๐๐.๕๐").size(), "300000");
    SheetImport second = import_csv(log, rows);
    EXPECT_EQ(second.corrected, 1U);
    EXPECT_EQ(second.unchanged, 1U);
    add(log, second);
    EXPECT_EQ(all_of(log).at(facts::Balance::disbursed), baht("300000"));
    EXPECT_EQ(all_of(log).at(facts::Balance::available), baht("700000"));
    EXPECT_TRUE(import_csv(log, rows).facts.empty());
    // And back: a chain of three.
    SheetImport third = import_csv(log, kRows);
    EXPECT_EQ(third.corrected, 1U);
    add(log, third);
    EXPECT_EQ(all_of(log).at(facts::Balance::disbursed), baht("250000.50"));
}

TEST(SheetImport, what_people_corrected_stays) {
    facts::FactLog log;
    SheetImport first = import_csv(log, kRows);
    facts::Fact own = first.facts[1];
    add(log, first);
    own.corrects = own.id;
    own.id = "by-hand";
    own.seq = 3;
    std::get<facts::Posting>(own.data).amount = baht("1");
    ASSERT_TRUE(log.append(own));
    EXPECT_TRUE(import_csv(log, kRows).facts.empty());
    EXPECT_EQ(all_of(log).at(facts::Balance::disbursed), baht("1"));
}

TEST(SheetImport, a_row_that_is_gone_is_told_or_withdrawn) {
    facts::FactLog log;
    SheetImport first = import_csv(log, kRows);
    const std::string id = first.facts[1].id;
    add(log, first);
    const std::string_view one = kRows.substr(0, kRows.find('\n') + 1);
    const SheetImport told = import_csv(log, one);
    EXPECT_EQ(told.gone, std::vector<std::string>{id});
    EXPECT_TRUE(told.facts.empty());

    SheetMapping complete = mapping_of(kMapping);
    complete.is_complete = true;
    SheetImport withdrawn = import_csv(log, one, complete);
    EXPECT_EQ(withdrawn.withdrawn, 1U);
    add(log, withdrawn);
    EXPECT_EQ(all_of(log).at(facts::Balance::disbursed), baht("0"));
    EXPECT_TRUE(import_csv(log, one, complete).facts.empty());
    // It comes back.
    SheetImport back = import_csv(log, kRows, complete);
    EXPECT_EQ(back.corrected, 1U);
    add(log, back);
    EXPECT_EQ(all_of(log).at(facts::Balance::disbursed), baht("250000.50"));
}

TEST(SheetImport, equal_rows_without_a_key_are_as_many_postings) {
    SheetMapping mapping = mapping_of(kMapping);
    mapping.key.clear();
    constexpr std::string_view kTwice = "2021-10-01,1,จัดสรร,,,5\n2021-10-01,1,จัดสรร,,,5\n";
    facts::FactLog log;
    SheetImport first = import_csv(log, kTwice, mapping);
    EXPECT_EQ(first.added, 2U);
    add(log, first);
    EXPECT_TRUE(import_csv(log, kTwice, mapping).facts.empty());
    EXPECT_EQ(all_of(log).at(facts::Balance::available), baht("10"));
}

TEST(SheetImport, several_columns_of_amounts_make_a_posting_each) {
    const auto mapping = mapping_of(R"(
schema = "phaen.ledger-sheet/1"
id = "report"
[columns]
date = "date"
[[amounts]]
column = "budget"
posting = "appropriation"
[[amounts]]
column = "paid"
posting = "disbursement"
)");
    const auto sheet = sheet::read_csv("date,budget,paid\n2021-10-01,100,0\n2021-10-02,50.25,40\n");
    ASSERT_TRUE(sheet);
    const facts::FactLog log;
    const SheetImport import =
        import_sheet(*sheet, mapping, log, *base::Instant::parse("2022-01-01T00:00:00Z"), "");
    EXPECT_EQ(import.facts.size(), 3U);
    const std::vector<SheetTotal> expected = {
        {2565, facts::PostingKind::appropriation, 2, baht("150.25")},
        {2565, facts::PostingKind::disbursement, 1, baht("40")}};
    EXPECT_EQ(import.totals, expected);
}

TEST(SheetImport, every_row_is_told_what_is_wrong_and_nothing_is_imported) {
    const facts::FactLog log;
    const SheetImport import = import_csv(log,
                                          "2021-10-01,1,จัดสรร,,,100\n"
                                          ",2,จัดสรร,,,100\n"
                                          "30/2/2565,3,จัดสรร,,,100\n"
                                          "2021-10-01,4,จ่าย,,,100\n"
                                          "2021-10-01,5,จัดสรร,งบลับ,,100\n"
                                          "2021-10-01,6,จัดสรร,,Project 1,100\n"
                                          "2021-10-01,7,จัดสรร,,,ร้อย\n"
                                          "2021-10-01,8,จัดสรร,,,-100\n"
                                          "2021-10-01,9,จัดสรร,,,(100.00)\n"
                                          "2021-10-01,10,,,,100\n"
                                          "2021-10-01,1,จัดสรร,,,100\n");
    EXPECT_TRUE(import.facts.empty());
    const std::vector<RowProblem> expected = {{Kind::no_date, 4, "วันที่", ""},
                                              {Kind::bad_date, 5, "วันที่", "30/2/2565"},
                                              {Kind::unknown_text, 6, "รายการ", "จ่าย"},
                                              {Kind::unknown_text, 7, "หมวด", "งบลับ"},
                                              {Kind::bad_id, 8, "โครงการ", "Project 1"},
                                              {Kind::bad_amount, 9, "จำนวนเงิน", "ร้อย"},
                                              {Kind::negative_amount, 10, "จำนวนเงิน", "-100"},
                                              {Kind::negative_amount, 11, "จำนวนเงิน", "(100.00)"},
                                              {Kind::no_posting, 12, "รายการ", ""},
                                              {Kind::same_key, 13, "เลขที่เอกสาร", "1"}};
    EXPECT_EQ(import.problems, expected);
    for (const RowProblem& problem : import.problems) {
        EXPECT_NE(describe_problem(problem, base::MessageLanguage::thai), "");
        EXPECT_EQ(describe_problem(problem, base::MessageLanguage::english).substr(0, 4), "row ");
    }
}

TEST(SheetImport, more_money_than_can_be_kept_is_a_problem_of_its_row) {
    // 90,000,000,000,000.00 is the most; the log and the sheet count together.
    facts::FactLog log;
    SheetImport first = import_csv(log, "2021-10-01,1,จัดสรร,,,50000000000000\n");
    add(log, first);
    const SheetImport fits = import_csv(log,
                                        "2021-10-01,1,จัดสรร,,,50000000000000\n"
                                        "2021-10-01,2,จัดสรร,,,1\n");
    EXPECT_TRUE(fits.problems.empty());  // what is there already is not counted twice
    EXPECT_EQ(fits.facts.size(), 1U);
    const SheetImport other = import_csv(log,
                                         "2021-10-01,2,จัดสรร,,,40000000000000\n"
                                         "2021-10-01,3,จัดสรร,,,0.01\n");
    EXPECT_EQ(other.problems, (std::vector<RowProblem>{{Kind::too_much, 4, "", "0.01"}}));
    EXPECT_TRUE(import_csv(log, "2021-10-01,2,จัดสรร,,,40000000000000\n").problems.empty());
}

TEST(SheetImport, headings_that_are_missing_or_there_twice_are_told) {
    const auto sheet = sheet::read_csv("x\nวันที่,วันที่,รายการ,หมวด,โครงการ,จำนวนเงิน\n");
    ASSERT_TRUE(sheet);
    const facts::FactLog log;
    const SheetImport import = import_sheet(*sheet, mapping_of(kMapping), log, base::Instant(), "");
    const std::vector<RowProblem> expected = {{Kind::double_column, 2, "วันที่", ""},
                                              {Kind::no_column, 2, "เลขที่เอกสาร", ""},
                                              {Kind::no_column, 2, "เลขที่เอกสาร", ""}};
    EXPECT_EQ(import.problems, expected);
}

TEST(SheetImport, totals_stand_beside_everything_that_the_ledger_has) {
    facts::FactLog log;
    SheetImport import = import_csv(log, kRows);
    facts::Fact own = import.facts[1];
    add(log, import);
    own.id = "by-hand";
    own.seq = 3;
    std::get<facts::Posting>(own.data).amount = baht("0.50");
    ASSERT_TRUE(log.append(own));
    const auto view = log.view({on("2022-09-30"), *base::Instant::parse("2030-01-01T00:00:00Z")});
    const auto found = reconcile(log, view, import.totals);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].difference(), baht("0"));
    // 250,000.50 of the sheet and 0.50 by hand.
    EXPECT_EQ(found[1].in_ledger, baht("250001.00"));
    EXPECT_EQ(found[1].difference(), baht("0.50"));
}

TEST(SheetImport, mappings_that_cannot_work_are_refused) {
    const auto first_error = [](std::string_view text) {
        const auto mapping = load_sheet_mapping(text, false);
        return mapping
                   ? ""
                   : base::describe_error(mapping.error().front(), base::MessageLanguage::english);
    };
    const std::string begin =
        R"({"schema":"phaen.ledger-sheet/1","id":"f","columns":{"date":"d"},)";
    EXPECT_EQ(first_error(begin + R"("amounts":[{"column":"a","posting":"advance"}]})"), "");
    EXPECT_NE(first_error(begin + R"("amounts":[]})"), "");
    EXPECT_NE(
        first_error(begin + R"("plan":"My Plan","amounts":[{"column":"a","posting":"advance"}]})"),
        "");
    EXPECT_NE(first_error(begin + R"("amounts":[{"column":"a"}]})"), "");
    EXPECT_NE(first_error(begin + R"("amounts":[{"column":"a","posting":"assertion"}]})"), "");
    EXPECT_NE(first_error(begin + R"("amounts":[{"column":"a","posting":"advance"}],)"
                                  R"("values":[{"field":"posting","text":"t","value":"paid"}]})"),
              "");
}

TEST(SheetImport, the_committed_schema_is_in_step) {
    // When it fails, run tools/make-schemas and read the difference.
    std::ifstream in(PHAEN_SOURCE_DIR "/docs/reference/ledger-sheet.schema.json", std::ios::binary);
    const std::string committed{std::istreambuf_iterator<char>(in),
                                std::istreambuf_iterator<char>()};
    EXPECT_EQ(base::to_pretty_json(sheet_mapping_json_schema()), committed);
}

}  // namespace
}  // namespace phaen::ledger
