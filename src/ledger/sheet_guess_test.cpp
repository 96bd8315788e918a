#include "phaen/ledger/sheet_guess.h"

#include <gtest/gtest.h>

#include "phaen/sheet/read.h"

namespace phaen::ledger {
namespace {

const std::vector<KnownName> kNames{{SheetField::category, "งบดำเนินงาน", "operating"},
                                    {SheetField::category, "งบลงทุน", "capital"},
                                    {SheetField::project, "โครงการหนึ่ง", "project-1"}};

SeenSheet look(std::string_view text) {
    const auto sheet = sheet::read_csv(text);
    EXPECT_TRUE(sheet);
    return look_at_sheet(*sheet, kNames);
}

TEST(LookAtSheet, FindsTheHeaderBelowATitleAndWhatItsTextsMean) {
    const SeenSheet seen = look(
        "รายงานการเงิน\nวันที่เอกสาร,เลขที่เอกสาร,รายการ,หมวดรายจ่าย,โครงการ,จำนวนเงิน (บาท)\n"
        "๒ พ.ย. ๖๔,ฎ.1,เบิกจ่าย,งบ ดำเนินงาน,โครงการหนึ่ง,100.00\n"
        "3 พ.ย. 64,ฎ.2,ค่าปรับ,งบลงทุน,โครงการสอง,50.00\n");
    EXPECT_EQ(seen.rows, 2u);
    const SheetMapping& mapping = seen.mapping;
    EXPECT_EQ(mapping.header_row, 2);
    EXPECT_EQ(mapping.columns.date, "วันที่เอกสาร");
    EXPECT_EQ(mapping.columns.document, "เลขที่เอกสาร");
    EXPECT_EQ(mapping.columns.posting, "รายการ");
    EXPECT_EQ(mapping.columns.category, "หมวดรายจ่าย");
    EXPECT_EQ(mapping.columns.project, "โครงการ");
    EXPECT_EQ(mapping.key, std::vector<std::string>{"เลขที่เอกสาร"});
    ASSERT_EQ(mapping.amounts.size(), 1u);
    EXPECT_EQ(mapping.amounts[0].column, "จำนวนเงิน (บาท)");
    EXPECT_FALSE(mapping.amounts[0].posting);
    // A fine and a second project are nobody's: a person says what they mean.
    const std::vector<SheetValue> values{{SheetField::posting, "เบิกจ่าย", "disbursement", {}},
                                         {SheetField::category, "งบ ดำเนินงาน", "operating", {}},
                                         {SheetField::category, "งบลงทุน", "capital", {}},
                                         {SheetField::project, "โครงการหนึ่ง", "project-1", {}}};
    EXPECT_EQ(mapping.values, values);
    EXPECT_EQ(seen.columns[2].texts, (std::vector<std::string>{"เบิกจ่าย", "ค่าปรับ"}));
}

TEST(LookAtSheet, TakesAColumnForEachKindOfAmount) {
    const SeenSheet seen = look("วันที่,ผูกพัน,เบิกจ่ายแล้ว,คงเหลือ\n1 ต.ค. 64,1,2,3\n");
    ASSERT_EQ(seen.mapping.amounts.size(), 2u);
    EXPECT_EQ(seen.mapping.amounts[0].posting, facts::PostingKind::commitment);
    EXPECT_EQ(seen.mapping.amounts[1].posting, facts::PostingKind::disbursement);
    EXPECT_TRUE(seen.mapping.key.empty());
}

TEST(LookAtSheet, SaysNothingOfASheetThatIsNoReport) {
    const SeenSheet seen = look("a,b\n1,2\n");
    EXPECT_EQ(seen.columns.size(), 2u);
    EXPECT_TRUE(seen.mapping.columns.date.empty());
    EXPECT_TRUE(seen.mapping.amounts.empty());
    EXPECT_EQ(look("").rows, 0u);
}

TEST(LookAtSheet, ShowsNoMoreThanSixtyTextsOfAColumn) {
    std::string text = "วันที่,หมายเหตุ\n";
    for (int i = 0; i < 61; ++i) text += "1 ต.ค. 64," + std::to_string(i) + "x\n";
    const SeenSheet seen = look(text);
    EXPECT_EQ(seen.columns[1].texts.size(), 60u);
    EXPECT_TRUE(seen.columns[1].has_more);
    EXPECT_FALSE(seen.columns[0].has_more);
}

}  // namespace
}  // namespace phaen::ledger
