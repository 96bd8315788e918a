#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "context.h"
#include "criteria.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& criteria_target();

namespace {

/// The number that reaches a level: the better bound of its range.
std::optional<Units> threshold(const ConditionRange& range, bool rising) {
    if (range.low_open || range.high_open) return {};
    return rising ? range.low : range.high;
}

std::vector<plan::Place> target_places(const Context& context, const plan::Indicator& indicator) {
    std::vector<plan::Place> places;
    constexpr std::size_t kMost = 3;
    for (const plan::Claim* claim : context.claims_about(indicator.id, plan::ClaimKind::target)) {
        if (places.size() < kMost) places.push_back(claim->place);
    }
    return places;
}

/// A target of level 5 needs a level 5.
void check_level(Context& context, const Criteria& criteria, const plan::Target& target) {
    const bool there = std::any_of(
        criteria.levels.begin(), criteria.levels.end(), [&](const CriteriaLevel& level) {
            return base::Decimal::from_integer(level.level) == target.value;
        });
    if (there || criteria.levels.size() < 2) return;
    const plan::Indicator& indicator = *criteria.indicator;
    const std::string value = target.value.to_string();
    FindingBuilder finding = context.finding(criteria_target());
    finding.about(indicator.id)
        .member("/targets")
        .at(target_places(context, indicator))
        .at(criteria.levels.front().level_at)
        .found(value)
        .say("ค่าเป้าหมายของ" + context.name_th(indicator.id) + " คือระดับ " +
                 base::to_thai_digits(value) +
                 " แต่เกณฑ์การให้คะแนนไม่มีระดับนี้ แก้ค่าเป้าหมายหรือเพิ่มระดับในเกณฑ์",
             "The target of the " + context.name_en(indicator.id) + " is level " + value +
                 ", which its criteria do not have. Correct the target or add the level.");
}

void check_number(Context& context, const Criteria& criteria, const plan::Target& target) {
    const auto levels = by_level(criteria);
    if (levels.size() < 3 || target.comparison == plan::Comparison::increase) return;
    std::vector<ConditionRange> ranges;
    for (const CriteriaLevel* level : levels) {
        const auto range = condition_range(context, level->condition);
        if (!range) return;
        ranges.push_back(*range);
    }
    // ร้อยละ ๑๐๐ of a count says how much of the target is reached.
    const bool percent = target.unit.find("ร้อยละ") != std::string::npos || target.unit == "%";
    if (!percent && std::any_of(ranges.begin(), ranges.end(),
                                [](const ConditionRange& range) { return range.percent; })) {
        return;
    }
    const auto middle = [](const ConditionRange& range) {
        return range.low ? *range.low : range.high.value_or(0);
    };
    if (middle(ranges.front()) == middle(ranges.back())) return;
    const bool rising = middle(ranges.front()) < middle(ranges.back());
    const Units value = target.value.units();
    for (const ConditionRange& range : ranges) {
        if (range.low == value || range.high == value) return;
    }
    const auto top = threshold(ranges.back(), rising);
    if (!top) return;
    const plan::Indicator& indicator = *criteria.indicator;
    const std::string said = target.value.to_string();
    const std::string asked = base::Decimal::from_units(*top).to_string();
    FindingBuilder finding = context.finding(criteria_target());
    finding.about(indicator.id)
        .member("/targets")
        .at(target_places(context, indicator))
        .at(levels.back()->condition_at)
        .found(said)
        .expected(asked)
        .say("ค่าเป้าหมายของ" + context.name_th(indicator.id) + " คือ " + base::to_thai_digits(said) +
                 " แต่เกณฑ์ระดับ " + thai(levels.back()->level) + " ต้องได้ " +
                 base::to_thai_digits(asked) +
                 " และไม่มีระดับใดใช้ค่าเป้าหมายนี้ แก้ค่าเป้าหมายหรือเกณฑ์ให้ตรงกัน",
             "The target of the " + context.name_en(indicator.id) + " is " + said + ", but level " +
                 std::to_string(levels.back()->level) + " of its criteria asks for " + asked +
                 " and no level for the target. Make target and criteria agree.");
}

void run(Context& context) {
    for (const Criteria& criteria : all_criteria(context)) {
        const plan::Target* target = target_of(*criteria.indicator, context.plan().fiscal_year);
        if (target == nullptr) continue;
        if (target->unit == "ระดับ") {
            check_level(context, criteria, *target);
        } else {
            check_number(context, criteria, *target);
        }
    }
}

}  // namespace

const Rule& criteria_target() {
    static const Rule kRule{
        .id = "criteria.target",
        .severity = Severity::error,
        .category = Category::alignment,
        .title = {"ค่าเป้าหมายไม่ตรงกับเกณฑ์การให้คะแนน", "The target does not fit the criteria"},
        .why = {"ค่าเป้าหมายต้องเป็นค่าที่เกณฑ์ระดับใดระดับหนึ่งใช้ โดยทั่วไปคือระดับสูงสุด "
                "ถ้าไม่มีระดับใดใช้ค่านั้น การบรรลุเป้าหมายกับการได้คะแนนจะเป็นคนละเรื่อง",
                "A target is what one level of the criteria asks for, usually the highest. When no "
                "level asks for it, reaching the target and scoring are two different things."},
        .mend = {"แก้ค่าเป้าหมายหรือเกณฑ์", "Correct the target or the criteria."},
        .source = {"ค่าเป้าหมายและระดับ 5 เจรจาตกลงพร้อมกัน",
                   "Target and level 5 are negotiated together."},
        .bad = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                 "\n"
                 "๑) จำนวนสวนที่เปิดใช้ (ค่าเป้าหมาย ๔ แห่ง)\n"
                 "\n"
                 "เกณฑ์การให้คะแนน “จำนวนสวนที่เปิดใช้”\n"
                 "\n"
                 "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                 "๕\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\t๑๐ แห่ง\t๒๐\n"
                 "๔\tร้อยละ ๙๐ ของน้ำหนักคะแนน\t๘ แห่ง\t๑๘\n"
                 "๓\tร้อยละ ๘๐ ของน้ำหนักคะแนน\t๖ แห่ง\t๑๖\n",
                 {3, 8},
                 ""}},
        .near_miss = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                       "\n"
                       "๑) จำนวนสวนที่เปิดใช้ (ค่าเป้าหมาย ๘ แห่ง)\n"
                       "\n"
                       "เกณฑ์การให้คะแนน “จำนวนสวนที่เปิดใช้”\n"
                       "\n"
                       "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                       "๕\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\t๑๐ แห่ง\t๒๐\n"
                       "๔\tร้อยละ ๙๐ ของน้ำหนักคะแนน\t๘ แห่ง\t๑๘\n"
                       "๓\tร้อยละ ๘๐ ของน้ำหนักคะแนน\t๖ แห่ง\t๑๖\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
