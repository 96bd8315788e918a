#include <map>
#include <string>
#include <vector>

#include "context.h"
#include "criteria.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& criteria_repeated();

namespace {

void report(Context& context, const Criteria& criteria, const CriteriaLevel& first,
            const CriteriaLevel& second) {
    FindingBuilder finding = context.finding(criteria_repeated());
    finding.about(criteria.indicator->id);
    if (!second.pointer.empty()) finding.path(second.pointer);
    if (first.level == second.level) {
        finding.at(second.level_at)
            .at(first.level_at)
            .found(std::to_string(second.level))
            .say("เกณฑ์ของ" + context.name_th(criteria.indicator->id) + " มีระดับ " +
                     thai(second.level) + " สองครั้ง แก้หมายเลขระดับให้ถูก",
                 "The criteria of the " + context.name_en(criteria.indicator->id) + " have level " +
                     std::to_string(second.level) + " twice. Correct the number of the level.");
        return;
    }
    finding.at(second.condition_at)
        .at(first.condition_at)
        .found(second.condition)
        .say("เกณฑ์ระดับ " + thai(second.level) + " และระดับ " + thai(first.level) + " ของ" +
                 context.name_th(criteria.indicator->id) + " มีเงื่อนไขเดียวกัน “" +
                 shorten(second.condition, 50) + "” จึงแยกไม่ได้ว่าได้ระดับใด แก้เงื่อนไขของระดับที่ผิด",
             "Levels " + std::to_string(second.level) + " and " + std::to_string(first.level) +
                 " of the " + context.name_en(criteria.indicator->id) + " have one condition, “" +
                 shorten(second.condition, 50) +
                 "”, so nobody can tell them apart. Correct one of them.");
}

void run(Context& context) {
    for (const Criteria& criteria : all_criteria(context)) {
        std::map<int, const CriteriaLevel*> numbers;
        std::map<std::string, const CriteriaLevel*> conditions;
        for (const CriteriaLevel& level : criteria.levels) {
            const auto number = numbers.emplace(level.level, &level);
            std::string key = base::comparison_key(level.condition);
            const bool text = key.find_first_not_of("-.") != std::string::npos;
            const bool fresh = !text || conditions.emplace(std::move(key), &level).second;
            if (!number.second && fresh) {
                report(context, criteria, *number.first->second, level);
            } else if (!fresh && number.second) {
                report(context, criteria,
                       *conditions.find(base::comparison_key(level.condition))->second, level);
            }
        }
    }
}

}  // namespace

const Rule& criteria_repeated() {
    static const Rule kRule{
        .id = "criteria.repeated",
        .severity = Severity::error,
        .category = Category::duplicate,
        .title = {"ระดับหรือเงื่อนไขของเกณฑ์ซ้ำกัน", "A level or condition of the criteria stands twice"},
        .why = {"แต่ละระดับมีหมายเลขและเงื่อนไขของตนเอง ถ้าซ้ำกันจะให้คะแนนไม่ได้ "
                "แถวที่ซ้ำทั้งแถวเพราะขึ้นหน้าใหม่ไม่นับ",
                "Each level has its own number and condition; when two are the same, nobody can "
                "score. A row that a page break repeats as a whole does not count."},
        .mend = {"แก้หมายเลขระดับ หรือเงื่อนไข", "Correct the number of the level, or the condition."},
        .source = {"ผลหนึ่งค่าตรงกับระดับเดียวเท่านั้น", "Each result has exactly one level."},
        .bad = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                 "\n"
                 "๑) ระดับความสำเร็จในการปลูกต้นไม้ (ค่าเป้าหมาย ระดับ ๕)\n"
                 "\n"
                 "เกณฑ์การให้คะแนน “ระดับความสำเร็จในการปลูกต้นไม้”\n"
                 "\n"
                 "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                 "๕\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\tปลูกและดูแลครบหนึ่งปี\t๒๐\n"
                 "๔\tร้อยละ ๙๐ ของน้ำหนักคะแนน\tปลูกครบทุกจุด\t๑๘\n"
                 "๔\tร้อยละ ๘๐ ของน้ำหนักคะแนน\tเตรียมพื้นที่แล้ว\t๑๖\n"
                 "๒\tร้อยละ ๗๐ ของน้ำหนักคะแนน\tปลูกครบทุกจุด\t๑๔\n",
                 {10, 11},
                 ""}},
        .near_miss = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                       "\n"
                       "๑) ระดับความสำเร็จในการปลูกต้นไม้ (ค่าเป้าหมาย ระดับ ๕)\n"
                       "\n"
                       "เกณฑ์การให้คะแนน “ระดับความสำเร็จในการปลูกต้นไม้”\n"
                       "\n"
                       "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                       "๕\tร้อยละ ๑๐๐ ของน้ำหนักคะแนน\tปลูกครบ ๕ จุด\t๒๐\n"
                       "๔\tร้อยละ ๙๐ ของน้ำหนักคะแนน\tปลูกครบ ๔ จุด\t๑๘\n"
                       "๓\tร้อยละ ๘๐ ของน้ำหนักคะแนน\tปลูกครบ ๓ จุด\t๑๖\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
