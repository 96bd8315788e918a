#include <map>
#include <optional>

#include "context.h"
#include "criteria.h"
#include "phaen/base/ratio.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& criteria_score_differs();

namespace {

/// score × 100 / percent: the weight that a level's points come from.
std::optional<base::Ratio> weight_behind(const CriteriaLevel& level) {
    if (!level.score || !level.percent || *level.percent <= 0 || *level.score < 0) return {};
    const auto share = base::Ratio::create(*level.score, *level.percent);
    const auto hundred = base::Ratio::create(100, 1);
    if (!share || !hundred) return {};
    return *share * *hundred;
}

/// The weight that most levels agree on; of equals the indicator's own, then the highest level's.
std::optional<base::Ratio> weight_of(const Criteria& criteria) {
    std::map<base::Ratio, int> votes;
    for (const CriteriaLevel& level : criteria.levels) {
        if (const auto weight = weight_behind(level)) votes[*weight] += 2;
    }
    if (votes.empty()) return {};
    if (criteria.indicator->weight) {
        ++votes[base::Ratio::from_decimal(criteria.indicator->weight->value())];
    }
    auto best = votes.begin();
    for (auto it = votes.begin(); it != votes.end(); ++it) {
        if (it->second > best->second) best = it;
    }
    return best->second > 2 ? std::optional(best->first) : std::nullopt;
}

/// A share that is out of order is what another rule tells of.
bool is_out_of_order(const Criteria& criteria, const CriteriaLevel& level) {
    for (const CriteriaLevel& other : criteria.levels) {
        if (!other.percent || !level.percent) continue;
        if (other.level > level.level && *other.percent <= *level.percent) return true;
        if (other.level < level.level && *other.percent >= *level.percent) return true;
    }
    return false;
}

void run(Context& context) {
    for (const Criteria& criteria : all_criteria(context)) {
        const auto weight = weight_of(criteria);
        if (!weight) continue;
        for (const CriteriaLevel& level : criteria.levels) {
            const auto behind = weight_behind(level);
            if (!behind || *behind == *weight || is_out_of_order(criteria, level)) continue;
            const auto percent = base::Ratio::create(*level.percent, 100 * base::Decimal::kScale);
            if (!percent) continue;
            const std::string right =
                (*weight * *percent).to_decimal(2, base::Rounding::half_up).to_string();
            const std::string whole = weight->to_decimal(2, base::Rounding::half_up).to_string();
            const std::string share = base::Decimal::from_units(*level.percent).to_string();
            context.finding(criteria_score_differs())
                .about(criteria.indicator->id)
                .at(level.score_at)
                .found(level.score_printed)
                .expected(right)
                .say("เกณฑ์ระดับ " + thai(level.level) + " ของ" +
                         context.name_th(criteria.indicator->id) + " ให้คะแนน " +
                         base::to_thai_digits(level.score_printed) + " แต่ร้อยละ " +
                         base::to_thai_digits(share) + " ของน้ำหนัก " + base::to_thai_digits(whole) +
                         " คือ " + base::to_thai_digits(right) + " แก้คะแนนให้ตรงกับน้ำหนักและร้อยละ",
                     "Level " + std::to_string(level.level) + " of the " +
                         context.name_en(criteria.indicator->id) + " gives " +
                         base::to_arabic_digits(level.score_printed) + " points, but " + share +
                         " per cent of the weight " + whole + " is " + right +
                         ". Correct the points.");
        }
    }
}

}  // namespace

const Rule& criteria_score_differs() {
    static const Rule kRule{
        .id = "criteria.score_differs",
        .severity = Severity::error,
        .category = Category::weight,
        .title = {"คะแนนของระดับไม่เท่ากับน้ำหนักคูณร้อยละ",
                  "A level's points are not its share of the weight"},
        .why = {"คะแนนของแต่ละระดับคือร้อยละของน้ำหนักตัวชี้วัด ถ้าระดับหนึ่งไม่ตรงกับระดับอื่น "
                "คะแนนประเมินจะผิด น้ำหนักคือค่าที่ระดับส่วนใหญ่ให้ตรงกัน",
                "The points of a level are a share of the indicator's weight. When one level does "
                "not fit the others, a score would be wrong. The weight is what most levels agree "
                "on."},
        .mend = {"แก้คะแนน หรือร้อยละของระดับนั้น", "Correct the points or the share of that level."},
        .source = {"คะแนน = น้ำหนัก × สัดส่วนของระดับ", "Score = weight × share of the level."},
        .bad = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                 "\n"
                 "๑) ระดับความสำเร็จในการปลูกต้นไม้ (ค่าเป้าหมาย ระดับ ๕)\n"
                 "\n"
                 "เกณฑ์การให้คะแนน “ระดับความสำเร็จในการปลูกต้นไม้”\n"
                 "\n"
                 "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                 "๕\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\tปลูกและดูแลครบหนึ่งปี\t๒๐\n"
                 "๔\tร้อยละ ๙๐ ของน้ำหนักคะแนน\tปลูกครบทุกจุด\t๑๙\n"
                 "๓\tร้อยละ ๘๐ ของน้ำหนักคะแนน\tเตรียมพื้นที่แล้ว\t๑๖\n",
                 {9},
                 ""}},
        .near_miss = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                       "\n"
                       "๑) ระดับความสำเร็จในการปลูกต้นไม้ (ค่าเป้าหมาย ระดับ ๕)\n"
                       "\n"
                       "เกณฑ์การให้คะแนน “ระดับความสำเร็จในการปลูกต้นไม้”\n"
                       "\n"
                       "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                       "๕\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\tปลูกและดูแลครบหนึ่งปี\t๒๕\n"
                       "๔\tร้อยละ ๙๐ ของน้ำหนักคะแนน\tปลูกครบทุกจุด\t๒๒.๕\n"
                       "๓\tร้อยละ ๘๐ ของน้ำหนักคะแนน\tเตรียมพื้นที่แล้ว\t๒๐.๐๐\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
