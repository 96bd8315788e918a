#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "target_prints.h"

namespace phaen::check {

const Rule& target_baseline_missing();

namespace {

void run(Context& context) {
    const auto report = [&context](const plan::Indicator& indicator,
                                   std::vector<plan::Place> places, const std::string& printed) {
        context.finding(target_baseline_missing())
            .about(indicator.id)
            .at(places)
            .found(printed)
            .say("ค่าเป้าหมายของ" + context.name_th(indicator.id) +
                     " เป็นการเพิ่มหรือลดแต่ไม่บอกปีฐานหรือค่าฐาน ระบุว่าเทียบกับปีใดและเท่าใด",
                 "The target of the " + context.name_en(indicator.id) +
                     " is an increase or decrease and names no baseline: state the year and the "
                     "value "
                     "that it is compared with.");
    };
    for (const PrintedTargets& targets : context.derived<AllTargets>().all()) {
        const plan::Indicator& indicator = *targets.indicator;
        std::vector<plan::Place> places;
        std::string printed;
        bool based = false;
        for (const TargetPrint& print : targets.prints) {
            based = based || (print.relative && print.based);
            if (!print.relative || print.based || places.size() >= 6) continue;
            places.push_back(print.place);
            if (printed.empty()) printed = print.printed;
        }
        for (const plan::Target& target : indicator.targets) {
            if (target.comparison != plan::Comparison::increase) continue;
            based = based || target.baseline_fiscal_year || target.baseline_value;
            if (targets.prints.empty() && printed.empty()) printed = target.value.to_string();
        }
        if (based || printed.empty()) continue;
        report(indicator, places, printed);
    }
}

}  // namespace

const Rule& target_baseline_missing() {
    static const Rule kRule{
        .id = "target.baseline_missing",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"ค่าเป้าหมายเทียบกับปีก่อนแต่ไม่บอกค่าฐาน", "A relative target names no baseline"},
        .why = {"“เพิ่มขึ้นร้อยละ ๑๐” วัดไม่ได้ถ้าไม่บอกว่าเพิ่มจากปีใดหรือจากเท่าใด",
                "“10 per cent more” cannot be measured without the year, or the number, that it is "
                "more than."},
        .mend = {"ระบุปีฐานและค่าฐาน", "State the baseline year and its value."},
        .source = {"การเพิ่มขึ้นวัดเทียบกับปีที่ทราบผลแล้ว",
                   "An increase is measured from a year with a known result."},
        .bad = {{R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[indicators]]
id = "a"
name = "จำนวนชาวบ้านที่ร่วมดูแลคลอง"
targets = [{ fiscal_year = 2565, comparison = "increase", value = 10, unit = "ร้อยละ" }]
)plan",
                 {},
                 "a"}},
        .near_miss = {{R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[indicators]]
id = "a"
name = "จำนวนชาวบ้านที่ร่วมดูแลคลอง"
targets = [{ fiscal_year = 2565, comparison = "increase", value = 10, unit = "ร้อยละ", baseline_fiscal_year = 2564 }]
)plan",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
