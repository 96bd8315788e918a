#include "context.h"
#include "phaen/base/thai_text.h"
#include "sum_tables.h"

namespace phaen::check {

const Rule& weight_total_differs();

namespace {

void run(Context& context) {
    for (const WrongTotal& wrong : wrong_totals(context)) {
        if (!wrong.weights) continue;
        const std::string said = print_units(wrong.said);
        const std::string sum = print_units(wrong.sum);
        context.finding(weight_total_differs())
            .at(wrong.place)
            .found(wrong.printed)
            .expected(sum)
            .say("“" + shorten(wrong.label) + "” พิมพ์น้ำหนักรวมว่า " + base::to_thai_digits(said) +
                     " แต่น้ำหนักของแต่ละรายการรวมได้ " + base::to_thai_digits(sum) +
                     " ตรวจน้ำหนักแต่ละรายการหรือแก้ยอดรวม",
                 "“" + shorten(wrong.label) + "” gives a total weight of " + said +
                     ", but the weights make " + sum +
                     ". Check each weight, or correct the total.");
    }
}

}  // namespace

const Rule& weight_total_differs() {
    static const Rule kRule{
        .id = "weight.total_differs",
        .severity = Severity::error,
        .category = Category::weight,
        .title = {"น้ำหนักรวมไม่เท่ากับผลบวก", "A total weight is not the sum of the weights"},
        .why = {"คะแนนของคำรับรองคิดจากน้ำหนัก ถ้าน้ำหนักรวมไม่ตรงกับผลบวก "
                "คะแนนเต็มจะไม่ใช่ที่ตกลงกัน",
                "Scores are shares of weights. When the weights do not make the total, the full "
                "score is not what was agreed."},
        .mend = {"แก้น้ำหนักของรายการให้รวมได้ตามยอด หรือแก้ยอดรวม",
                 "Correct the weights so that they make the total, or correct the total."},
        .source = {"น้ำหนักในคำรับรองรวมกันได้ครบ", "Weights of an agreement make a whole."},
        .bad = {{"ตัวชี้วัดตามคำรับรอง\n"
                 "\n"
                 "ที่\tตัวชี้วัด\tค่าเป้าหมาย\tน้ำหนัก\n"
                 "๑\tร้อยละของผู้รับบริการที่พึงพอใจ\tร้อยละ ๘๐\t๔๐\n"
                 "๒\tจำนวนกิจกรรมที่จัดร่วมกับชุมชน\t๔ ครั้ง\t๕๐\n"
                 "รวมน้ำหนัก\t\t\t๑๐๐\n",
                 {6},
                 ""}},
        .near_miss = {{"ตัวชี้วัดตามคำรับรอง\n"
                       "\n"
                       "ที่\tตัวชี้วัด\tค่าเป้าหมาย\tน้ำหนัก\n"
                       "๑\tร้อยละของผู้รับบริการที่พึงพอใจ\tร้อยละ ๘๐\t๔๐\n"
                       "๒\tจำนวนกิจกรรมที่จัดร่วมกับชุมชน\t๔ ครั้ง\t๖๐\n"
                       "รวมน้ำหนัก\t\t\t๑๐๐\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
