#include <algorithm>
#include <cstddef>
#include <map>
#include <vector>

#include "context.h"
#include "criteria.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& criteria_percent_order();

namespace {

/// What the document, or the scheme, gives for a level; null when nothing is usual.
class UsualShares {
  public:
    UsualShares(const Context& context, const std::vector<Criteria>& all) {
        if (context.scheme_known()) {
            for (const plan::LevelPercentage& level : context.scheme().levels) {
                usual_[level.level] = level.percent_of_weight.value().units();
            }
            return;
        }
        std::map<int, std::map<Units, int>> votes;
        for (const Criteria& criteria : all) {
            for (const CriteriaLevel& level : criteria.levels) {
                if (level.percent) ++votes[level.level][*level.percent];
            }
        }
        for (const auto& [level, shares] : votes) {
            int count = 0;
            for (const auto& [share, times] : shares) count += times;
            for (const auto& [share, times] : shares) {
                if (count >= 3 && times * 3 >= count * 2) usual_[level] = share;
            }
        }
    }
    [[nodiscard]] const Units* find(int level) const {
        const auto found = usual_.find(level);
        return found == usual_.end() ? nullptr : &found->second;
    }

  private:
    std::map<int, Units> usual_;
};

/// The levels whose share is not above that of the level below, with one of each such pair: the one
/// that the usual share contradicts, else the lower.
std::vector<const CriteriaLevel*> wrong_levels(const Criteria& criteria, const UsualShares& usual) {
    std::vector<const CriteriaLevel*> out;
    const auto levels = by_level(criteria);
    const auto is_usual = [&](const CriteriaLevel& level) {
        const Units* share = usual.find(level.level);
        return share != nullptr && *share == *level.percent;
    };
    const auto add = [&out](const CriteriaLevel* level) {
        if (std::find(out.begin(), out.end(), level) == out.end()) out.push_back(level);
    };
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (!levels[i]->percent) continue;
        const Units* share = usual.find(levels[i]->level);
        if (share != nullptr && *share != *levels[i]->percent) add(levels[i]);
        if (i == 0 || !levels[i - 1]->percent) continue;
        if (*levels[i]->percent > *levels[i - 1]->percent) continue;
        if (is_usual(*levels[i]) || is_usual(*levels[i - 1])) continue;
        add(levels[i - 1]);
    }
    return out;
}

void run(Context& context) {
    const std::vector<Criteria>& all = all_criteria(context);
    const UsualShares usual(context, all);
    for (const Criteria& criteria : all) {
        for (const CriteriaLevel* level : wrong_levels(criteria, usual)) {
            const Units* share = usual.find(level->level);
            const std::string right =
                share == nullptr ? "" : base::Decimal::from_units(*share).to_string();
            const std::string said = base::Decimal::from_units(*level->percent).to_string();
            FindingBuilder finding = context.finding(criteria_percent_order());
            finding.about(criteria.indicator->id)
                .at(level->percent_at)
                .found(level->percent_printed)
                .expected(right);
            if (!level->pointer.empty()) finding.path(level->pointer + "/percent_of_weight");
            finding.say(
                "เกณฑ์ระดับ " + thai(level->level) + " ของ" +
                    context.name_th(criteria.indicator->id) + " ให้ร้อยละ " +
                    base::to_thai_digits(said) +
                    (right.empty() ? " ซึ่งไม่ลดหลั่นตามระดับ"
                                   : " ขณะที่ระดับนี้ปกติให้ร้อยละ " + base::to_thai_digits(right)) +
                    " แก้ให้ระดับที่สูงกว่าได้มากกว่า",
                "Level " + std::to_string(level->level) + " of the " +
                    context.name_en(criteria.indicator->id) + " gives " + said + " per cent" +
                    (right.empty() ? ", which is not less than the level above"
                                   : "; this level usually gives " + right) +
                    ". A higher level must give more.");
        }
    }
}

}  // namespace

const Rule& criteria_percent_order() {
    static const Rule kRule{
        .id = "criteria.percent_order",
        .severity = Severity::error,
        .category = Category::weight,
        .title = {"ร้อยละของระดับคะแนนผิดลำดับ", "A level's share of the weight is out of order"},
        .why = {"ระดับที่สูงกว่าต้องได้ร้อยละของน้ำหนักมากกว่า และระดับเดียวกันได้เท่ากันทุกตัวชี้วัด "
                "มิฉะนั้นการให้คะแนนจะไม่เป็นธรรม",
                "A higher level gives a larger share of the weight, and a level gives the same in "
                "all criteria; otherwise scores are not fair."},
        .mend = {"แก้ร้อยละของระดับนั้น", "Correct the share of that level."},
        .source = {"ร้อยละของแต่ละระดับเป็นไปตามเกณฑ์การประเมินของปี",
                   "Level percentages belong to the year's scheme."},
        .bad = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                 "\n"
                 "๑) ระดับความสำเร็จในการปลูกต้นไม้ (ค่าเป้าหมาย ระดับ ๕)\n"
                 "\n"
                 "เกณฑ์การให้คะแนน “ระดับความสำเร็จในการปลูกต้นไม้”\n"
                 "\n"
                 "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                 "๕\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\tปลูกและดูแลครบหนึ่งปี\t๒๐\n"
                 "๔\tร้อยละ ๗๐ ของน้ำหนักคะแนน\tปลูกครบทุกจุด\t๑๘\n"
                 "๓\tร้อยละ ๘๐ ของน้ำหนักคะแนน\tเตรียมพื้นที่แล้ว\t๑๖\n",
                 {10},
                 ""}},
        .near_miss = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                       "\n"
                       "๑) ระดับความสำเร็จในการปลูกต้นไม้ (ค่าเป้าหมาย ระดับ ๕)\n"
                       "\n"
                       "เกณฑ์การให้คะแนน “ระดับความสำเร็จในการปลูกต้นไม้”\n"
                       "\n"
                       "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                       "๑\tร้อยละ ๕๐ ของน้ำหนักคะแนน\tเตรียมพื้นที่แล้ว\t๑๐\n"
                       "๒\tร้อยละ ๗๕ ของน้ำหนักคะแนน\tปลูกครบทุกจุด\t๑๕\n"
                       "๓\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\tปลูกและดูแลครบหนึ่งปี\t๒๐\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
