#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "context.h"
#include "phaen/base/thai_text.h"
#include "step_tables.h"

namespace phaen::check {

const Rule& schedule_weight_sum();

namespace {

constexpr Units kWhole = 100 * base::Decimal::kScale;

/// The step whose weight does not fit the cumulative figures around it, when exactly one does not.
const StepRow* misfit(const StepTable& table) {
    const StepRow* found = nullptr;
    Units before = 0;
    for (const StepRow& row : table.rows) {
        if (!row.running) return nullptr;
        if (*row.running - before != row.weight) {
            if (found != nullptr) return nullptr;
            found = &row;
        }
        before = *row.running;
    }
    return before == kWhole ? found : nullptr;
}

/// Rounded shares (33.33 three times) may miss the whole by half a unit of their last place each.
bool is_rounding(const StepTable& table) {
    const Units off = table.sum > kWhole ? table.sum - kWhole : kWhole - table.sum;
    return off * 100 <= static_cast<Units>(table.rows.size()) * base::Decimal::kScale;
}

void report_sum(Context& context, const StepTable& table) {
    const std::string sum = print_units(table.sum);
    FindingBuilder finding = context.finding(schedule_weight_sum());
    finding.about(table.schedule).found(sum).expected("100");
    const StepRow* wrong = misfit(table);
    if (wrong != nullptr) finding.at(wrong->weight_at);
    if (table.total_weight) finding.at(table.total_weight_at);
    constexpr std::size_t kMost = 5;
    for (std::size_t i = 0; i < table.rows.size() && i < kMost && wrong == nullptr; ++i) {
        finding.at(table.rows[i].weight_at);
    }
    std::string th = "น้ำหนักของขั้นตอนใน" + context.name_th(table.schedule) + " รวมได้ " +
                     base::to_thai_digits(sum) + " ไม่ใช่ ๑๐๐";
    std::string en =
        "The step weights of the " + context.name_en(table.schedule) + " make " + sum + ", not 100";
    if (wrong != nullptr) {
        th +=
            " น้ำหนัก " + base::to_thai_digits(print_units(wrong->weight)) + " ไม่เข้ากับความก้าวหน้าสะสม";
        en += "; the weight " + print_units(wrong->weight) + " does not fit the cumulative figures";
    }
    finding.say(th + " แก้น้ำหนักให้รวมได้ ๑๐๐", en + ". Correct the weights.");
}

void run(Context& context) {
    for (const StepTable& table : step_tables(context)) {
        if (table.rows.empty()) continue;
        if (table.sum != kWhole && !is_rounding(table)) {
            report_sum(context, table);
        } else if (table.total_weight && *table.total_weight != kWhole &&
                   *table.total_weight != table.sum) {
            const std::string sum = print_units(table.sum);
            context.finding(schedule_weight_sum())
                .about(table.schedule)
                .at(table.total_weight_at)
                .found(table.total_weight_printed)
                .expected(sum)
                .say("บรรทัดรวมของ" + context.name_th(table.schedule) + " พิมพ์น้ำหนักว่า " +
                         base::to_thai_digits(table.total_weight_printed) +
                         " แต่น้ำหนักของขั้นตอนรวมได้ " + base::to_thai_digits(sum) +
                         " แก้ตัวเลขในบรรทัดรวม",
                     "The closing line of the " + context.name_en(table.schedule) + " gives " +
                         base::to_arabic_digits(table.total_weight_printed) +
                         ", but the step weights make " + sum + ". Correct it.");
        }
    }
}

}  // namespace

const Rule& schedule_weight_sum() {
    static const Rule kRule{
        .id = "schedule.weight_sum",
        .severity = Severity::error,
        .category = Category::weight,
        .title = {"น้ำหนักของขั้นตอนรวมไม่ได้ ๑๐๐", "Step weights do not make 100"},
        .why = {"น้ำหนักของขั้นตอนเป็นส่วนของงานทั้งหมด จึงต้องรวมได้ ๑๐๐ "
                "มิฉะนั้นความก้าวหน้าจะไม่มีวันครบ หรือเกินร้อย",
                "The weights of the steps are parts of the whole work and make 100; otherwise the "
                "progress never ends, or passes a hundred."},
        .mend = {"แก้น้ำหนักของขั้นตอนที่ผิด", "Correct the weight that is wrong."},
        .source = {"น้ำหนักของขั้นตอนรวมกันได้ 100", "Step weights sum to 100."},
        .bad = {{"ชื่อตัวชี้วัดที่ ๑ จำนวนกิจกรรมอบรม\n"
                 "\n"
                 "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\n"
                 "๑. วางแผน\t๒๐\t๒๐\t←→\t\n"
                 "๒. ประสานงาน\t๒๐\t๕๐\t\t←→\n"
                 "๓. จัดอบรม\t๕๐\t๑๐๐\t\t←→\n"
                 "รวม ๓ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\n",
                 {5, 7},
                 ""}},
        .near_miss = {{"ชื่อตัวชี้วัดที่ ๑ จำนวนกิจกรรมอบรม\n"
                       "\n"
                       "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\n"
                       "๑. วางแผน\t๓๓.๓๓\t๓๓.๓๓\t←→\t\n"
                       "๒. ประสานงาน\t๓๓.๓๓\t๖๖.๖๖\t\t←→\n"
                       "๓. จัดอบรม\t๓๓.๓๓\t๑๐๐\t\t←→\n"
                       "รวม ๓ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
