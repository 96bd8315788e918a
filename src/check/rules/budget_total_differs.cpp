#include <map>
#include <utility>
#include <vector>

#include "amounts.h"
#include "context.h"
#include "phaen/base/thai_text.h"
#include "sum_tables.h"

namespace phaen::check {

const Rule& budget_total_differs();

namespace {

/// What the rows would make if the amounts that other places contradict were printed right: then
/// not the total is wrong, and another rule tells of the row.
class RightAmounts {
  public:
    explicit RightAmounts(const Context& context) {
        for (const DifferingAmount& differing : differing_amounts(context)) {
            if (differing.expected_none) continue;
            for (const plan::Claim* claim : differing.deviating) {
                const auto printed = base::Money::parse(claim->value);
                const Units said = printed ? printed->satang() : 0;
                by_row_[{claim->place.block, claim->place.row}] +=
                    (differing.expected_money.satang() - said) * (base::Decimal::kScale / 100);
            }
        }
    }
    [[nodiscard]] bool mend(const WrongTotal& wrong) const {
        Units off = 0;
        for (const plan::Place& part : wrong.part_places) {
            const auto found = by_row_.find({part.block, part.row});
            if (found != by_row_.end()) off += found->second;
        }
        return off != 0 && wrong.sum + off == wrong.said;
    }

  private:
    std::map<std::pair<int, int>, Units> by_row_;
};

/// A number whose commas are wrong has no sure value: what is wrong is the number, not the sum.
void report_unreadable(Context& context, const WrongTotal& wrong) {
    const MisgroupedNumber& number = *wrong.misgrouped;
    std::string th = "ตรวจผลบวกของ “" + shorten(wrong.label) + "” ไม่ได้ เพราะจำนวน “" +
                     base::to_thai_digits(number.printed) + "” ใส่จุลภาคไม่ตรงหลักพัน";
    std::string en = "“" + shorten(wrong.label) + "” cannot be added up, as the commas of “" +
                     number.printed + "” do not part thousands";
    if (wrong.other_reading_fits) {
        const std::string other = print_units(*number.other);
        th += " ถ้าหมายถึง " + base::to_thai_digits(other) + " ยอดรวมจะถูกต้อง";
        en += "; read as " + other + " it makes the total right";
    }
    context.finding(budget_total_differs())
        .severity(Severity::warning)
        .at(wrong.place)
        .found(wrong.printed)
        .say(th + " แก้จำนวนนั้นก่อน", en + ". Correct that number first.");
}

void run(Context& context) {
    const RightAmounts right(context);
    for (const WrongTotal& wrong : wrong_totals(context)) {
        if (wrong.weights || right.mend(wrong)) continue;
        if (wrong.misgrouped) {
            report_unreadable(context, wrong);
            continue;
        }
        const bool more = wrong.said > wrong.sum;
        const std::string off = print_units(more ? wrong.said - wrong.sum : wrong.sum - wrong.said);
        const std::string said = print_units(wrong.said);
        const std::string sum = print_units(wrong.sum);
        const plan::BilingualText slip = guess_slip(wrong.said, wrong.sum);
        const auto parts = static_cast<long long>(wrong.parts);
        std::string th = "“" + shorten(wrong.label) + "” พิมพ์ว่า " + base::to_thai_digits(said) +
                         (wrong.across  ? " แต่ช่องในแถวเดียวกัน "
                          : wrong.below ? " แต่รายการข้างล่าง "
                                        : " แต่รายการข้างต้น ") +
                         thai(parts) + (wrong.across ? " ช่องรวมได้ " : " รายการรวมได้ ") +
                         base::to_thai_digits(sum) + (more ? " (เกินไป " : " (ขาดไป ") +
                         base::to_thai_digits(off) + ")";
        if (!slip.th.empty()) th += " " + slip.th;
        th += " ตรวจแต่ละรายการแล้วแก้ยอดรวมให้ตรง";
        std::string en = "“" + shorten(wrong.label) + "” says " + said + ", but the " +
                         std::to_string(parts) +
                         (wrong.across  ? " cells of the row make "
                          : wrong.below ? " rows below make "
                                        : " rows above make ") +
                         sum + " (" + off + (more ? " too much" : " too little") + ")";
        if (!slip.en.empty()) en += "; " + slip.en;
        en += ". Check the parts and correct the total.";
        context.finding(budget_total_differs())
            .at(wrong.place)
            .found(wrong.printed)
            .expected(sum)
            .say(std::move(th), std::move(en));
    }
}

}  // namespace

const Rule& budget_total_differs() {
    static const Rule kRule{
        .id = "budget.total_differs",
        .severity = Severity::error,
        .category = Category::sum,
        .title = {"ยอดรวมไม่เท่ากับผลบวกของรายการ", "A total is not the sum of its rows"},
        .why =
            {"ยอดรวมในตารางต้องเท่ากับผลบวกของรายการที่รวม ถ้าไม่เท่า "
             "ผู้อนุมัติไม่อาจรู้ว่ายอดใดถูก กฎนี้บวกทุกแถวรวมและทุกคอลัมน์รวมที่พิมพ์ไว้ "
             "รวมทั้งยอดย่อยและยอดใหญ่",
             "A printed total must be the sum of what it adds up, or nobody who approves the plan "
             "knows which figure holds. The rule adds up every total row and total column, "
             "subtotals and grand totals too."},
        .mend = {"ตรวจแต่ละรายการแล้วแก้ยอดรวม หรือแก้รายการที่พิมพ์ผิด",
                 "Check the parts; correct the total, or the part that is printed wrongly."},
        .source = {"ยอดรวมคำนวณจากแถวในตาราง", "A total is computed from its rows."},
        .bad = {{"สรุปโครงการและงบประมาณ\n"
                 "\n"
                 "ลำดับที่\tชื่อโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                 "๑\tโครงการปลูกต้นไม้\t๒๐๐,๐๐๐.- บาท\tฝ่ายโยธา\n"
                 "๒\tโครงการลานกีฬา\t๑๕๐,๐๐๐.- บาท\tฝ่ายโยธา\n"
                 "รวมงบประมาณทั้งสิ้น\t\t๕๓๐,๐๐๐.- บาท\t\n",
                 {6},
                 ""},
                {"แผนการใช้จ่ายงบประมาณ\n"
                 "\n"
                 "โครงการ\tไตรมาส 1\tไตรมาส 2\tไตรมาส 3\tรวม\n"
                 "โครงการปลูกต้นไม้\t10,000\t-\t20,000\t30,000\n"
                 "โครงการลานกีฬา\t10,000\t5,000\t20,000\t45,000\n",
                 {5},
                 ""},
                // The total stands at the head; the second of its figures is wrong.
                {"สรุปงบประมาณ\n"
                 "\n"
                 "ประเด็น\tจำนวนโครงการ\tงบประมาณ (บาท)\n"
                 "รวมทั้งสิ้น\t5\t350,000\n"
                 "งานสวน\t3\t200,000\n"
                 "งานถนน\t2\t105,000\n",
                 {4},
                 ""},
                // The rows that make the row above them are counted: 108 was meant.
                {"อัตรากำลัง\n"
                 "\n"
                 "กลุ่มงาน\tจำนวน (คน)\n"
                 "กลุ่มงานก่อสร้าง\t52\n"
                 "กลุ่มงานทะเบียน\t18\n"
                 "กลุ่มงานคลัง\t10\n"
                 "กลุ่มงานพัสดุ\t8\n"
                 "กลุ่มงานสารบรรณ\t20\n"
                 "รวม\t118\n",
                 {9},
                 ""},
                // The commas of line 5 are wrong: the total cannot be held against it.
                {"สรุปโครงการและงบประมาณ\n"
                 "\n"
                 "ลำดับที่\tชื่อโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                 "๑\tโครงการปลูกต้นไม้\t๒๐๐,๐๐๐.๐๐\tฝ่ายโยธา\n"
                 "๒\tโครงการลานกีฬา\t๑๕๐,๐๐๐๐.๐๐\tฝ่ายโยธา\n"
                 "รวมงบประมาณทั้งสิ้น\t\t๓๕๐,๐๐๐.๐๐\t\n",
                 {6},
                 ""}},
        .near_miss = {{"สรุปโครงการและงบประมาณ\n"
                       "\n"
                       "ลำดับที่\tชื่อโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                       "๑\tโครงการปลูกต้นไม้\t๓๕๐,๐๐๐.- บาท\tฝ่ายโยธา\n"
                       "\t- ค่ากล้าไม้\t๒๐๐,๐๐๐.- บาท\t\n"
                       "\t- ค่าแรง\t๑๕๐,๐๐๐.- บาท\t\n"
                       "๒\tโครงการลานกีฬา\tไม่ใช้งบประมาณ\tฝ่ายโยธา\n"
                       "รวม\t\t๓๕๐,๐๐๐.- บาท\t\n"
                       "๓\tโครงการตลาดเช้า\t๕๐,๐๐๐.- บาท\tฝ่ายรายได้\n"
                       "รวม\t\t๕๐,๐๐๐.- บาท\t\n"
                       "รวมทั้งสิ้น\t\t๔๐๐,๐๐๐.- บาท\t\n",
                       {},
                       ""},
                      {"สรุปงบประมาณ\n"
                       "\n"
                       "ประเด็น\tจำนวนโครงการ\tงบประมาณ (บาท)\n"
                       "รวมทั้งสิ้น\t5\t350,000\n"
                       "งานสวน\t3\t200,000\n"
                       "งานถนน\t2\t150,000\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
