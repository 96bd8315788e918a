#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "target_prints.h"

namespace phaen::check {

const Rule& target_differs();

namespace {

/// The prints of each year, where there are two.
std::vector<std::vector<TargetPrint>> by_year(const std::vector<TargetPrint>& prints) {
    std::map<int, std::vector<TargetPrint>> years;
    for (const TargetPrint& print : prints) years[print.fiscal_year].push_back(print);
    std::vector<std::vector<TargetPrint>> out;
    for (auto& [year, same] : years) {
        if (same.size() > 1) out.push_back(std::move(same));
    }
    return out;
}

void run(Context& context) {
    for (const PrintedTargets& targets : context.derived<AllTargets>().all()) {
        for (const std::vector<TargetPrint>& prints : by_year(targets.prints)) {
            const auto count = [&prints](const TargetPrint& print) {
                return std::count_if(prints.begin(), prints.end(), [&](const TargetPrint& other) {
                    return other.value == print.value && other.fiscal_year == print.fiscal_year;
                });
            };
            // What most places print; of equally many the one that stands first.
            const TargetPrint* expected = &prints.front();
            for (const TargetPrint& print : prints) {
                if (count(print) > count(*expected)) expected = &print;
            }
            std::vector<base::Decimal> told;
            for (const TargetPrint& print : prints) {
                // A relative target and the number that it makes are no contradiction.
                if (print.value == expected->value || print.relative != expected->relative)
                    continue;
                if (std::find(told.begin(), told.end(), print.value) != told.end()) continue;
                told.push_back(print.value);
                std::vector<plan::Place> places;
                for (const TargetPrint& same : prints) {
                    if (same.value == print.value && places.size() < 4)
                        places.push_back(same.place);
                }
                for (const TargetPrint& other : prints) {
                    if (other.value == expected->value && places.size() < 6) {
                        places.push_back(other.place);
                    }
                }
                const std::string found = shorten(print.printed);
                const std::string right = shorten(expected->printed);
                context.finding(target_differs())
                    .about(targets.indicator->id)
                    .at(places)
                    .found(print.printed)
                    .expected(expected->printed)
                    .say("ค่าเป้าหมายของ" + context.name_th(targets.indicator->id) + " พิมพ์เป็น “" +
                             found + "” แต่ที่อื่นเป็น “" + right + "” ตรวจค่าที่ตกลงกันแล้วแก้ให้ตรงกัน",
                         "The target of the " + context.name_en(targets.indicator->id) + " is “" +
                             found + "” here and “" + right +
                             "” elsewhere: print what was agreed everywhere.");
            }
        }
    }
}

}  // namespace

const Rule& target_differs() {
    static const Rule kRule{
        .id = "target.differs",
        .severity = Severity::error,
        .category = Category::alignment,
        .title = {"ค่าเป้าหมายของตัวชี้วัดเดียวกันพิมพ์ไม่ตรงกัน", "One indicator is printed with two targets"},
        .why = {"ตัวชี้วัดหนึ่งมีค่าเป้าหมายเดียวในปีหนึ่ง ถ้าพิมพ์ต่างกันจะไม่รู้ว่าต้องทำเท่าใดและให้คะแนนจากค่าใด",
                "An indicator has one target in a year. Printed with two, nobody knows what to "
                "reach and what is scored."},
        .mend = {"ตรวจค่าที่ตกลงกันไว้แล้วแก้ให้ตรงกันทุกแห่ง",
                 "Check what was agreed, and print it everywhere."},
        .source = {"แผนกล่าวถึงแต่ละเรื่องเพียงแห่งเดียว", "A plan says each thing once."},
        .bad = {{R"plan(แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๖

ตัวชี้วัดผลการดำเนินงานหลัก

- ตัวชี้วัดเจรจาตกลง

๑) จำนวนชาวบ้านที่ร่วมดูแลคลองในฤดูน้ำหลาก (ค่าเป้าหมาย อย่างน้อย ๑๒๐ คน)

โครงการสำคัญตามภารกิจ

ภารกิจที่ ๑ ดูแลคลอง

เป้าหมาย/ความสำเร็จตามภารกิจ จำนวนชาวบ้านที่ร่วมดูแลคลองในฤดูน้ำหลาก (อย่างน้อย ๑๓๐ คน)
)plan",
                 {13},
                 ""}},
        .near_miss = {{R"plan(แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๖

ตัวชี้วัดผลการดำเนินงานหลัก

- ตัวชี้วัดเจรจาตกลง

๑) จำนวนชาวบ้านที่ร่วมดูแลคลองในฤดูน้ำหลาก (ค่าเป้าหมาย อย่างน้อย ๑๒๐ คน)

โครงการสำคัญตามภารกิจ

ภารกิจที่ ๑ ดูแลคลอง

เป้าหมาย/ความสำเร็จตามภารกิจ จำนวนชาวบ้านที่ร่วมดูแลคลองในฤดูน้ำหลาก (ค่าเป้าหมาย ไม่น้อยกว่า ๑๒๐ คน)
)plan",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
