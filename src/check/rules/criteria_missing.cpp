#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "context.h"
#include "criteria.h"

namespace phaen::check {

const Rule& criteria_missing();

namespace {

bool has_criteria(const plan::Indicator& indicator) {
    return !indicator.scoring_criteria.empty() ||
           std::any_of(indicator.sub_indicators.begin(), indicator.sub_indicators.end(),
                       [](const plan::Indicator& sub) { return !sub.scoring_criteria.empty(); });
}

bool has_target(const plan::Indicator& indicator) {
    return !indicator.targets.empty() ||
           std::any_of(indicator.sub_indicators.begin(), indicator.sub_indicators.end(),
                       [](const plan::Indicator& sub) { return !sub.targets.empty(); });
}

/// Scored by another rule than levels: then the rule itself says how.
bool scores_otherwise(const plan::Indicator& indicator) {
    return indicator.scoring && (indicator.scoring->rule != plan::ScoringRule::levels ||
                                 !indicator.scoring->points.empty());
}

/// True when the weights already make the whole, so that what has no weight is not scored.
bool weights_are_complete(const plan::Plan& plan) {
    Units sum = 0;
    for (const plan::Indicator& indicator : plan.indicators) {
        if (!indicator.weight) continue;
        if (__builtin_add_overflow(sum, indicator.weight->value().units(), &sum)) return true;
    }
    return sum >= 100 * base::Decimal::kScale;
}

/// Where the indicator's own data sheet stands, else the first print of it in a list of targets.
plan::Place sheet_of(const Context& context, const plan::Indicator& indicator) {
    const auto& places = context.places_of(indicator.id);
    const plan::Place* list = nullptr;
    const auto name_in = [&](const plan::Place& row) {
        for (const plan::Claim* claim : context.claims_about(indicator.id, plan::ClaimKind::name)) {
            if (claim->place.block == row.block && claim->place.row == row.row) return claim->place;
        }
        return row;
    };
    for (const plan::Place& place : places) {
        const std::string_view what = context.what_at(place);
        if (what == "indicator_sheet" || what == "card_row") return name_in(place);
        if (list == nullptr && what == "indicator_row") list = &place;
    }
    if (list != nullptr) return *list;
    return places.empty() ? plan::Place{} : places.front();
}

/// The components whose indicators have criteria. One where none has them is scored by a manual.
bool is_scored_elsewhere(const std::vector<plan::Indicator>& all,
                         const plan::Indicator& indicator) {
    return !indicator.component.empty() &&
           std::none_of(all.begin(), all.end(), [&](const plan::Indicator& other) {
               return other.component == indicator.component && has_criteria(other);
           });
}

bool is_unweighted_group(const Context& context, const plan::Indicator& indicator) {
    const auto& groups = context.scheme().indicator_groups;
    return context.scheme_known() &&
           std::any_of(groups.begin(), groups.end(), [&](const plan::IndicatorGroup& group) {
               return group.letter == indicator.group && !group.weighted;
           });
}

void run(Context& context) {
    const std::vector<plan::Indicator>& all = context.plan().indicators;
    if (std::none_of(all.begin(), all.end(), has_criteria)) return;
    const bool complete = weights_are_complete(context.plan());
    std::vector<const plan::Indicator*> without;
    for (const plan::Indicator& indicator : all) {
        if (has_criteria(indicator) || scores_otherwise(indicator)) continue;
        if (!indicator.weight && (complete || !has_target(indicator))) continue;
        if (!indicator.weight && is_unweighted_group(context, indicator)) continue;
        if (!indicator.weight && is_scored_elsewhere(all, indicator)) continue;
        without.push_back(&indicator);
    }
    if (without.empty()) return;
    constexpr std::size_t kMost = 6;
    std::string th;
    std::string en;
    FindingBuilder finding = context.finding(criteria_missing());
    finding.about(without.front()->id).member("/scoring_criteria");
    for (std::size_t i = 0; i < without.size() && i < kMost; ++i) {
        finding.at(sheet_of(context, *without[i]));
        th += (i == 0 ? "" : ", ") + context.name_th(without[i]->id);
        en += (i == 0 ? "" : ", ") + context.name_en(without[i]->id);
    }
    const auto count = static_cast<long long>(without.size());
    finding.say(thai(count) + " ตัวชี้วัดมีค่าเป้าหมายแต่ไม่มีเกณฑ์การให้คะแนน: " + th +
                    " เพิ่มเกณฑ์ เช่นเดียวกับตัวชี้วัดอื่นในแผน",
                std::to_string(count) + " indicator(s) have a target and no scoring criteria: " +
                    en + ". Add criteria as the other indicators of the plan have them.");
}

}  // namespace

const Rule& criteria_missing() {
    static const Rule kRule{
        .id = "criteria.missing",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"ตัวชี้วัดไม่มีเกณฑ์การให้คะแนน", "An indicator has no scoring criteria"},
        .why =
            {"เมื่อตัวชี้วัดอื่นในแผนมีเกณฑ์การให้คะแนน "
             "ตัวชี้วัดที่มีค่าเป้าหมายแต่ไม่มีเกณฑ์จะให้คะแนนไม่ได้ "
             "ไม่นับตัวชี้วัดที่ไม่มีน้ำหนักเมื่อน้ำหนักของตัวอื่นครบร้อยแล้ว",
             "When other indicators of the plan have criteria, one that has a target and none "
             "cannot be scored. Indicators without a weight do not count when the weights of the "
             "others already make a hundred."},
        .mend = {"เพิ่มเกณฑ์การให้คะแนนทุกระดับ", "Add criteria for all levels."},
        .source = {"ตัวชี้วัดที่ให้คะแนนมีเกณฑ์การให้คะแนน", "Each scored indicator has criteria."},
        .bad = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                 "\n"
                 "๑) ระดับความสำเร็จในการปลูกต้นไม้ (ค่าเป้าหมาย ระดับ ๕)\n"
                 "\n"
                 "๒) จำนวนสวนที่เปิดใช้ (ค่าเป้าหมาย ๔ แห่ง)\n"
                 "\n"
                 "เกณฑ์การให้คะแนน “ระดับความสำเร็จในการปลูกต้นไม้”\n"
                 "\n"
                 "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                 "๕\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\tปลูกและดูแลครบหนึ่งปี\t๒๐\n"
                 "๔\tร้อยละ ๙๐ ของน้ำหนักคะแนน\tปลูกครบทุกจุด\t๑๘\n",
                 {5},
                 ""}},
        .near_miss = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                       "\n"
                       "๑) ระดับความสำเร็จในการปลูกต้นไม้ (ค่าเป้าหมาย ระดับ ๕)\n"
                       "\n"
                       "๒) จำนวนสวนที่เปิดใช้ (ค่าเป้าหมาย ๔ แห่ง)\n"
                       "\n"
                       "เกณฑ์การให้คะแนน “ระดับความสำเร็จในการปลูกต้นไม้”\n"
                       "\n"
                       "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                       "๕\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\tปลูกและดูแลครบหนึ่งปี\t๑๐๐\n"
                       "๔\tร้อยละ ๙๐ ของน้ำหนักคะแนน\tปลูกครบทุกจุด\t๙๐\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
