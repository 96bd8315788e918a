#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "context.h"
#include "criteria.h"

namespace phaen::check {

const Rule& criteria_levels();

namespace {

/// The levels that the scheme, or most criteria of the plan, have.
std::set<int> usual_levels(const Context& context, const std::vector<Criteria>& all) {
    std::set<int> out;
    if (context.scheme_known() && !context.scheme().levels.empty()) {
        for (const plan::LevelPercentage& level : context.scheme().levels) out.insert(level.level);
        return out;
    }
    std::map<std::set<int>, int> votes;
    for (const Criteria& criteria : all) {
        std::set<int> levels;
        for (const CriteriaLevel& level : criteria.levels) levels.insert(level.level);
        ++votes[levels];
    }
    int total = 0;
    for (const auto& [levels, times] : votes) total += times;
    for (const auto& [levels, times] : votes) {
        if (times * 2 > total && total >= 3) out = levels;
    }
    return out;
}

void run(Context& context) {
    const std::vector<Criteria>& all = all_criteria(context);
    const std::set<int> usual = usual_levels(context, all);
    for (const Criteria& criteria : all) {
        if (criteria.levels.size() < 2) continue;
        std::set<int> there;
        for (const CriteriaLevel& level : criteria.levels) there.insert(level.level);
        std::set<int> wanted = usual;
        for (int level = *there.begin(); level < *there.rbegin(); ++level) wanted.insert(level);
        std::string th;
        std::string en;
        for (const int level : wanted) {
            if (there.contains(level)) continue;
            th += (th.empty() ? "" : ", ") + thai(level);
            en += (en.empty() ? "" : ", ") + std::to_string(level);
        }
        if (th.empty()) continue;
        context.finding(criteria_levels())
            .about(criteria.indicator->id)
            .member("/scoring_criteria")
            .at(criteria.levels.front().level_at)
            .at(criteria.levels.back().level_at)
            .expected(en)
            .say("เกณฑ์การให้คะแนนของ" + context.name_th(criteria.indicator->id) + " ขาดระดับ " + th +
                     " เพิ่มเงื่อนไขของระดับนั้น",
                 "The criteria of the " + context.name_en(criteria.indicator->id) + " lack level " +
                     en + ". Add its condition.");
    }
}

}  // namespace

const Rule& criteria_levels() {
    static const Rule kRule{
        .id = "criteria.levels",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"เกณฑ์การให้คะแนนขาดบางระดับ", "Criteria lack a level"},
        .why = {"ทุกระดับที่อยู่ระหว่างระดับต่ำสุดกับสูงสุด และทุกระดับที่ตัวชี้วัดอื่นใช้ ต้องมีเงื่อนไข "
                "มิฉะนั้นผลบางอย่างจะให้คะแนนไม่ได้",
                "Every level between the lowest and the highest, and every level that the other "
                "indicators have, needs a condition; otherwise some results cannot be scored."},
        .mend = {"เพิ่มเงื่อนไขของระดับที่ขาด", "Add the condition of the missing level."},
        .source = {"ตัวชี้วัดเจรจาตกลงแต่ละตัวมีเกณฑ์ห้าระดับ", "Five levels for each negotiated indicator."},
        .bad = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                 "\n"
                 "๑) ระดับความสำเร็จในการปลูกต้นไม้ (ค่าเป้าหมาย ระดับ ๕)\n"
                 "\n"
                 "เกณฑ์การให้คะแนน “ระดับความสำเร็จในการปลูกต้นไม้”\n"
                 "\n"
                 "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                 "๕\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\tปลูกและดูแลครบหนึ่งปี\t๒๐\n"
                 "๔\tร้อยละ ๙๐ ของน้ำหนักคะแนน\tปลูกครบทุกจุด\t๑๘\n"
                 "๒\tร้อยละ ๗๐ ของน้ำหนักคะแนน\tเตรียมพื้นที่แล้ว\t๑๔\n",
                 {8},
                 ""}},
        .near_miss = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                       "\n"
                       "๑) ระดับความสำเร็จในการปลูกต้นไม้ (ค่าเป้าหมาย ระดับ ๓)\n"
                       "\n"
                       "เกณฑ์การให้คะแนน “ระดับความสำเร็จในการปลูกต้นไม้”\n"
                       "\n"
                       "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                       "๓\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\tปลูกและดูแลครบหนึ่งปี\t๒๐\n"
                       "๒\tร้อยละ ๙๐ ของน้ำหนักคะแนน\tปลูกครบทุกจุด\t๑๘\n"
                       "๑\tร้อยละ ๗๐ ของน้ำหนักคะแนน\tเตรียมพื้นที่แล้ว\t๑๔\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
