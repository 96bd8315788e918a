#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "context.h"
#include "criteria.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& criteria_ranges();

namespace {

enum class Seam { fits, gap, overlap, shared };

/// How two neighbouring ranges meet: `under` ends where `over` begins. `step` is the last place in
/// which the criteria count.
Seam seam(Units end, bool end_open, Units begin, bool begin_open, Units step) {
    if (end_open && begin_open) return end > begin ? Seam::overlap : Seam::gap;
    if (end_open || begin_open) {
        if (end == begin) return Seam::fits;
        return end > begin ? Seam::overlap : Seam::gap;
    }
    if (end == begin) return Seam::shared;
    if (end > begin) return Seam::overlap;
    return begin - end > step ? Seam::gap : Seam::fits;
}

/// The last place of the numbers: 1 for whole ones, 0.1, 0.01 …
Units step_of(const std::vector<ConditionRange>& ranges) {
    Units step = base::Decimal::kScale;
    for (const ConditionRange& range : ranges) {
        for (const auto& bound : {range.low, range.high}) {
            while (bound && step > 1 && *bound % step != 0) step /= 10;
        }
    }
    return step;
}

std::optional<Seam> meet(const ConditionRange& below, const ConditionRange& above, bool rising,
                         Units step) {
    const ConditionRange& lower = rising ? below : above;
    const ConditionRange& upper = rising ? above : below;
    if (!lower.high || !upper.low || lower.point || upper.point) return {};
    return seam(*lower.high, lower.high_open, *upper.low, upper.low_open, step);
}

void report(Context& context, const Criteria& criteria, const CriteriaLevel& below,
            const CriteriaLevel& above, Seam kind) {
    const std::string pair_th = "“" + shorten(below.condition, 40) + "” (ระดับ " +
                                thai(below.level) + ") กับ “" + shorten(above.condition, 40) +
                                "” (ระดับ " + thai(above.level) + ")";
    const std::string pair_en =
        "“" + shorten(below.condition, 40) + "” (level " + std::to_string(below.level) + ") and “" +
        shorten(above.condition, 40) + "” (level " + std::to_string(above.level) + ")";
    std::string what_th;
    std::string what_en;
    switch (kind) {
        case Seam::gap:
            what_th = "เว้นช่วงระหว่างกัน ผลที่ตกในช่วงนั้นไม่ได้ระดับใด";
            what_en = "leave a gap between them: a result in it has no level";
            break;
        case Seam::overlap:
            what_th = "ทับซ้อนกัน ผลเดียวจึงได้สองระดับ";
            what_en = "overlap: one result has two levels";
            break;
        case Seam::shared:
        case Seam::fits:
            what_th = "ใช้ค่าขอบเดียวกัน ผลที่เท่ากับค่านั้นพอดีจึงได้สองระดับ";
            what_en = "share their bound: a result of just that has two levels";
            break;
    }
    FindingBuilder finding = context.finding(criteria_ranges());
    if (kind == Seam::shared) finding.severity(Severity::info);
    finding.about(criteria.indicator->id)
        .at(below.condition_at)
        .at(above.condition_at)
        .found(below.condition)
        .say("เกณฑ์ของ" + context.name_th(criteria.indicator->id) + " " + pair_th + " " + what_th +
                 " แก้ขอบของช่วงให้ต่อกันพอดี",
             "In the criteria of the " + context.name_en(criteria.indicator->id) + ", " + pair_en +
                 " " + what_en + ". Make the ranges meet.");
    if (!below.pointer.empty()) finding.path(below.pointer + "/condition");
}

void check(Context& context, const Criteria& criteria) {
    const auto levels = by_level(criteria);
    std::vector<ConditionRange> ranges;
    for (const CriteriaLevel* level : levels) {
        const auto range = condition_range(context, level->condition);
        if (!range) return;
        ranges.push_back(*range);
    }
    if (ranges.size() < 2) return;
    const auto middle = [](const ConditionRange& range) {
        return range.low ? *range.low : range.high.value_or(0);
    };
    const bool rising = middle(ranges.front()) < middle(ranges.back());
    const Units step = step_of(ranges);
    for (std::size_t i = 0; i + 1 < ranges.size(); ++i) {
        const bool in_order = rising ? middle(ranges[i]) <= middle(ranges[i + 1])
                                     : middle(ranges[i]) >= middle(ranges[i + 1]);
        if (!in_order) return;  // another rule tells of the order
        const auto kind = meet(ranges[i], ranges[i + 1], rising, step);
        if (kind && *kind != Seam::fits) {
            report(context, criteria, *levels[i], *levels[i + 1], *kind);
        }
    }
}

void run(Context& context) {
    for (const Criteria& criteria : all_criteria(context)) check(context, criteria);
}

}  // namespace

const Rule& criteria_ranges() {
    static const Rule kRule{
        .id = "criteria.ranges",
        .severity = Severity::error,
        .category = Category::alignment,
        .title = {"ช่วงของเกณฑ์เว้นหรือทับกัน", "Ranges of the criteria leave a gap or overlap"},
        .why = {"เกณฑ์ที่เป็นช่วงต้องต่อกันพอดี ถ้าเว้นช่วงจะมีผลที่ไม่ได้ระดับใด "
                "ถ้าทับกันผลเดียวจะได้สองระดับ ขอบที่ซ้ำกันพอดีเป็นข้อสังเกต",
                "Ranges must meet: a gap leaves results without a level, an overlap gives a result "
                "two. A bound that both share is only noted."},
        .mend = {"แก้ขอบของช่วง", "Correct the bounds."},
        .source = {"ผลหนึ่งค่าตรงกับระดับเดียวเท่านั้น", "Each result has exactly one level."},
        .bad = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                 "\n"
                 "๑) ร้อยละของแผงที่ผ่านเกณฑ์ (ค่าเป้าหมาย ร้อยละ ๙๐)\n"
                 "\n"
                 "เกณฑ์การให้คะแนน “ร้อยละของแผงที่ผ่านเกณฑ์”\n"
                 "\n"
                 "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                 "๕\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\tร้อยละ ๙๐ ขึ้นไป\t๒๐\n"
                 "๔\tร้อยละ ๙๐ ของน้ำหนักคะแนน\tร้อยละ ๘๐ - ๘๕\t๑๘\n"
                 "๓\tร้อยละ ๘๐ ของน้ำหนักคะแนน\tร้อยละ ๗๐ - ๘๒\t๑๖\n",
                 {8, 9, 10},
                 ""}},
        .near_miss = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                       "\n"
                       "๑) ร้อยละของแผงที่ผ่านเกณฑ์ (ค่าเป้าหมาย ร้อยละ ๙๐)\n"
                       "\n"
                       "เกณฑ์การให้คะแนน “ร้อยละของแผงที่ผ่านเกณฑ์”\n"
                       "\n"
                       "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                       "๕\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\t≥ ๙๐\t๒๐\n"
                       "๔\tร้อยละ ๙๐ ของน้ำหนักคะแนน\t๘๐ - ๘๙.๙๙\t๑๘\n"
                       "๓\tร้อยละ ๘๐ ของน้ำหนักคะแนน\t๗๐ - ๗๙.๙๙\t๑๖\n"
                       "๒\tร้อยละ ๗๐ ของน้ำหนักคะแนน\t< ๗๐\t๑๔\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
