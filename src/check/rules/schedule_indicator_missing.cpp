#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "refs.h"

namespace phaen::check {

const Rule& schedule_indicator_missing();

namespace {

void run(Context& context) {
    const plan::Plan& plan = context.plan();
    std::set<std::string_view> indicators;
    std::set<std::string_view> projects;
    for (const plan::Schedule& schedule : plan.schedules) {
        if (schedule.indicator) indicators.insert(schedule.indicator->id);
        if (schedule.project) projects.insert(schedule.project->id);
    }
    // Indicators of one table of the agreement are planned alike.
    std::map<std::string, std::vector<const plan::Indicator*>> groups;
    for (const plan::Indicator& indicator : plan.indicators) {
        groups[indicator.group + '/' + indicator.component].push_back(&indicator);
    }
    for (const auto& [key, group] : groups) {
        std::vector<const plan::Indicator*> left;
        for (const plan::Indicator* indicator : group) {
            const bool by_project =
                std::any_of(indicator->projects.begin(), indicator->projects.end(),
                            [&](const plan::Ref& ref) { return projects.contains(ref.id); });
            if (!indicators.contains(indicator->id) && !by_project) left.push_back(indicator);
        }
        const std::size_t covered = group.size() - left.size();
        if (indicators.empty() || left.empty() || covered < 3 || covered * 10 < group.size() * 7) {
            continue;
        }
        for (const plan::Indicator* indicator : left) {
            FindingBuilder finding = context.finding(schedule_indicator_missing());
            finding.about(indicator->id);
            if (context.printed()) finding.at(sheet_place(context, *indicator));
            finding.say(context.name_th(indicator->id) +
                            " ไม่มีตารางขั้นตอน ขณะที่ตัวชี้วัดอื่นในกลุ่มเดียวกันมี เพิ่มตารางขั้นตอน",
                        "The " + context.name_en(indicator->id) +
                            " has no step table, as others of its group have: add one.");
        }
    }
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[indicators]]\nid = \"i1\"\nname = \"จำนวนสวน\"\n"
    "[[indicators]]\nid = \"i2\"\nname = \"จำนวนคลอง\"\n"
    "[[indicators]]\nid = \"i3\"\nname = \"จำนวนตลาด\"\n"
    "[[indicators]]\nid = \"i4\"\nname = \"จำนวนถนน\"\n"
    "[[schedules]]\nid = \"s1\"\nindicator = \"i1\"\nsteps = [{ id = \"s1.1\", text = \"ทำ\" }]\n"
    "[[schedules]]\nid = \"s4\"\nindicator = \"i4\"\nsteps = [{ id = \"s4.1\", text = \"ทำ\" }]\n";

}  // namespace

const Rule& schedule_indicator_missing() {
    static const std::string kBad = std::string(kHead) +
                                    "[[schedules]]\nid = \"s2\"\nindicator = \"i2\"\nsteps = [{ id "
                                    "= \"s2.1\", text = \"ทำ\" }]\n";
    static const std::string kGood(kHead);
    static const Rule kRule{
        .id = "schedule.indicator_missing",
        .severity = Severity::info,
        .category = Category::missing,
        .title = {"ตัวชี้วัดไม่มีตารางขั้นตอน", "An indicator has no step table"},
        .why = {"เมื่อตัวชี้วัดส่วนใหญ่ในกลุ่มเดียวกันมีตารางขั้นตอน ตัวที่ไม่มีจะติดตามระหว่างปีไม่ได้",
                "When most indicators of a group have step tables, one without cannot be followed "
                "during the year."},
        .mend = {"เพิ่มตารางขั้นตอน", "Add a step table."},
        .source = {"ตารางขั้นตอนของตัวชี้วัด", "An indicator's step table."},
        .bad = {{kBad, {}, "i3"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
