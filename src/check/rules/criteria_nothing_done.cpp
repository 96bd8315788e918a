#include <cstddef>
#include <optional>
#include <vector>

#include "context.h"
#include "criteria.h"

namespace phaen::check {

const Rule& criteria_nothing_done();

namespace {

void run(Context& context) {
    for (const Criteria& criteria : all_criteria(context)) {
        if (criteria.indicator == nullptr || criteria.indicator->better == plan::Better::lower) {
            continue;
        }
        const auto levels = by_level(criteria);
        std::vector<std::optional<ConditionRange>> ranges;
        for (const CriteriaLevel* level : levels) {
            ranges.push_back(condition_range(context, level->condition));
        }
        if (levels.size() < 2 || !ranges.front() || !ranges.back()) continue;
        // Where less is better, zero is the best there is.
        const auto lowest = ranges.front()->low.value_or(0);
        const auto highest = ranges.back()->low.value_or(0);
        if (lowest >= highest) continue;
        for (std::size_t i = 0; i < levels.size(); ++i) {
            if (!ranges[i] || ranges[i]->low_open || ranges[i]->low != Units{0}) continue;
            context.finding(criteria_nothing_done())
                .about(criteria.indicator->id)
                .at(levels[i]->condition_at)
                .found(levels[i]->condition)
                .say("ระดับ " + thai(levels[i]->level) + " ของ" +
                         context.name_th(criteria.indicator->id) + " เริ่มจากศูนย์ (“" +
                         shorten(levels[i]->condition, 40) +
                         "”) จึงได้คะแนนแม้ไม่มีผลงาน กำหนดผลงานขั้นต่ำ",
                     "Level " + std::to_string(levels[i]->level) + " of the " +
                         context.name_en(criteria.indicator->id) + " begins at zero (“" +
                         shorten(levels[i]->condition, 40) +
                         "”), so it is reached by doing nothing: set the least that counts.");
        }
    }
}

}  // namespace

const Rule& criteria_nothing_done() {
    static const Rule kRule{
        .id = "criteria.nothing_done",
        .severity = Severity::info,
        .category = Category::alignment,
        .title = {"ได้คะแนนโดยไม่ต้องทำอะไร", "A level is reached by doing nothing"},
        .why = {"ระดับที่เริ่มจากศูนย์ได้คะแนนแม้ไม่มีผลงาน จึงไม่บอกว่ามีความสำเร็จ",
                "A level that begins at zero gives points when nothing was done, so it tells of no "
                "success."},
        .mend = {"ให้ระดับต่ำสุดเริ่มจากผลงานที่น้อยที่สุดที่ถือว่าสำเร็จ",
                 "Let the lowest level begin at the least that counts as a result."},
        .source = {"เกณฑ์ที่สมเหตุผล เมื่อยังไม่มีผลงานต้องไม่ถึงระดับใดเลย",
                   "Criteria proved sane: with nothing achieved a result stays below every level."},
        .bad = {{R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[indicators]]
id = "a"
name = "ร้อยละของคลองที่ขุดลอก"
scoring_criteria = [{ level = 3, condition = "ร้อยละ ๘๐ ขึ้นไป" }, { level = 2, condition = "ร้อยละ ๕๐ - ๗๙" }, { level = 1, condition = "ร้อยละ ๐ - ๔๙" }]
)plan",
                 {},
                 "a"}},
        .near_miss = {{R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[indicators]]
id = "a"
name = "จำนวนเรื่องร้องเรียน"
scoring_criteria = [{ level = 2, condition = "๐ เรื่อง" }, { level = 1, condition = "๑ - ๕ เรื่อง" }]

[[indicators]]
id = "b"
name = "ร้อยละของคลองที่ขุดลอก"
scoring_criteria = [{ level = 2, condition = "ร้อยละ ๕๐ ขึ้นไป" }, { level = 1, condition = "ร้อยละ ๑๐ - ๔๙" }]
)plan",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
