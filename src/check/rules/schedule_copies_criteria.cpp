#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "context.h"
#include "criteria.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& schedule_copies_criteria();

namespace {

struct Copy {
    const plan::Step* step = nullptr;
    const CriteriaLevel* level = nullptr;
};

void report(Context& context, const plan::Schedule& schedule, const std::vector<Copy>& copies) {
    constexpr std::size_t kMost = 6;
    FindingBuilder finding = context.finding(schedule_copies_criteria());
    finding.about(copies.size() == 1 ? copies.front().step->id : schedule.id);
    for (std::size_t i = 0; i < copies.size() && i < kMost; ++i) {
        if (const plan::Place* place = context.first_place_of(copies[i].step->id)) {
            finding.at(*place);
        }
    }
    const auto count = static_cast<long long>(copies.size());
    finding.found(copies.front().step->text)
        .say(thai(count) + " ขั้นตอนคัดลอกข้อความจากเกณฑ์การให้คะแนน เช่น “" +
                 shorten(copies.front().step->text, 50) + "” (เกณฑ์ระดับ " +
                 thai(copies.front().level->level) +
                 ") ซึ่งบอกผลที่ได้ ไม่ใช่งานที่ทำ "
                 "เขียนขั้นตอนเป็นงานที่ต้องทำ",
             std::to_string(count) + " step(s) repeat the text of the scoring criteria, as “" +
                 shorten(copies.front().step->text, 50) + "” (level " +
                 std::to_string(copies.front().level->level) +
                 "), which says what is reached, not what is done. Write the step as work.");
}

void run(Context& context) {
    constexpr std::size_t kShortest = 45;  // fifteen Thai letters: short texts meet by chance
    std::map<std::string, std::map<std::string, const CriteriaLevel*>> conditions;
    for (const Criteria& criteria : all_criteria(context)) {
        for (const CriteriaLevel& level : criteria.levels) {
            std::string key = base::comparison_key(level.condition);
            if (key.size() < kShortest) continue;
            conditions[criteria.indicator->id].emplace(std::move(key), &level);
        }
    }
    for (const plan::Schedule& schedule : context.plan().schedules) {
        if (!schedule.indicator) continue;
        const auto known = conditions.find(schedule.indicator->id);
        if (known == conditions.end()) continue;
        std::vector<Copy> copies;
        for (const plan::Step& step : schedule.steps) {
            const auto level = known->second.find(base::comparison_key(step.text));
            if (level != known->second.end()) copies.push_back({&step, level->second});
        }
        if (!copies.empty()) report(context, schedule, copies);
    }
}

}  // namespace

const Rule& schedule_copies_criteria() {
    static const Rule kRule{
        .id = "schedule.copies_criteria",
        .severity = Severity::info,
        .category = Category::duplicate,
        .title = {"ขั้นตอนคัดลอกจากเกณฑ์การให้คะแนน", "A step repeats the scoring criteria"},
        .why = {"เกณฑ์บอกผลที่ต้องได้ ขั้นตอนบอกงานที่ต้องทำ ถ้าคัดลอกกันทั้งข้อความ "
                "แผนจะไม่บอกว่าใครต้องทำอะไร",
                "Criteria say what is reached, steps what is done. When one repeats the other word "
                "for word, the plan does not say what has to be done."},
        .mend = {"เขียนขั้นตอนเป็นงานที่ต้องทำ", "Write the step as work to be done."},
        .source = {"ขั้นตอนคืองานที่ทำ ระดับคือผลที่ได้", "A step is work, a level its result."},
        .bad = {{"schema = \"phaen.plan/1\"\n"
                 "id = \"p\"\n"
                 "fiscal_year = 2566\n"
                 "[[indicators]]\n"
                 "id = \"i1\"\n"
                 "name = \"ระดับความสำเร็จในการปลูกต้นไม้\"\n"
                 "[[indicators.scoring_criteria]]\n"
                 "level = 1\n"
                 "condition = \"ตกลงพื้นที่และชนิดของต้นไม้กับชุมชนแล้ว\"\n"
                 "[[schedules]]\n"
                 "id = \"s1\"\n"
                 "indicator = \"i1\"\n"
                 "[[schedules.steps]]\n"
                 "id = \"s1.a\"\n"
                 "number = \"1\"\n"
                 "text = \"ตกลงพื้นที่และชนิดของต้นไม้กับชุมชนแล้ว\"\n",
                 {},
                 "s1.a"}},
        .near_miss = {{"schema = \"phaen.plan/1\"\n"
                       "id = \"p\"\n"
                       "fiscal_year = 2566\n"
                       "[[indicators]]\n"
                       "id = \"i1\"\n"
                       "name = \"ระดับความสำเร็จในการปลูกต้นไม้\"\n"
                       "[[indicators.scoring_criteria]]\n"
                       "level = 1\n"
                       "condition = \"ตกลงพื้นที่และชนิดของต้นไม้กับชุมชนแล้ว\"\n"
                       "[[schedules]]\n"
                       "id = \"s1\"\n"
                       "indicator = \"i1\"\n"
                       "[[schedules.steps]]\n"
                       "id = \"s1.a\"\n"
                       "number = \"1\"\n"
                       "text = \"ประชุมชุมชนเพื่อเลือกพื้นที่และชนิดของต้นไม้\"\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
