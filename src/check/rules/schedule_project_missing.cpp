#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "refs.h"

namespace phaen::check {

const Rule& schedule_project_missing();

namespace {

/// Projects that have a step table of their own, or whose indicator's table names no project.
std::set<std::string_view> scheduled(const plan::Plan& plan) {
    std::set<std::string_view> projects;
    std::set<std::string_view> indicators;
    for (const plan::Schedule& schedule : plan.schedules) {
        if (schedule.project) {
            projects.insert(schedule.project->id);
        } else if (schedule.indicator) {
            indicators.insert(schedule.indicator->id);
        }
    }
    for (const plan::Indicator& indicator : plan.indicators) {
        if (!indicators.contains(indicator.id)) continue;
        for (const plan::Ref& ref : indicator.projects) projects.insert(ref.id);
    }
    return projects;
}

/// Where the steps of a project's indicator stand, and the projects that are there.
void add_places(Context& context, FindingBuilder& finding, const plan::Project& project) {
    for (const plan::Indicator& indicator : context.plan().indicators) {
        bool has = false;
        for (const plan::Ref& ref : indicator.projects) has = has || ref.id == project.id;
        if (!has) continue;
        for (const plan::Schedule& schedule : context.plan().schedules) {
            if (!schedule.indicator || schedule.indicator->id != indicator.id) continue;
            finding.at(place_as(context, indicator.id, {"indicator_label"}));
            if (schedule.project && schedule.project->resolved()) {
                finding.at(place_as(context, schedule.project->id, {"project_label"}));
            }
        }
    }
}

void run(Context& context) {
    const plan::Plan& plan = context.plan();
    const std::set<std::string_view> with = scheduled(plan);
    std::vector<const plan::Project*> left;
    std::size_t all = 0;
    for (const plan::Project& project : plan.projects) {
        if (project.kind == "routine") continue;
        const bool has = with.contains(project.id);
        if (!has && project.no_budget) continue;
        ++all;
        if (!has) left.push_back(&project);
    }
    // Where many projects have no steps, the tables were meant for some of them only.
    const std::size_t covered = all - left.size();
    if (left.empty() || covered < 3 || covered * 10 < all * 7) return;
    std::vector<std::string_view> ids;
    for (const plan::Project* project : left) ids.push_back(project->id);
    const plan::BilingualText names = names_in(context, ids);
    FindingBuilder finding = context.finding(schedule_project_missing());
    finding.about(ids.front());
    if (context.printed()) {
        for (const plan::Project* project : left) add_places(context, finding, *project);
        for (const plan::Project* project : left) {
            if (!shown_as(context, project->id, {"indicator_sheet"})) continue;
            finding.at(printed_at(context, place_as(context, project->id, {"indicator_sheet"}),
                                  project->name));
            break;
        }
        for (std::size_t i = 0; i < left.size() && i < 3; ++i) {
            finding.at(project_place(context, *left[i]));
        }
    }
    finding.say(
        names.th + " ไม่มีตารางขั้นตอน ขณะที่โครงการอื่นส่วนใหญ่มี เพิ่มตารางขั้นตอน จึงจะติดตามความก้าวหน้าได้",
        "The " + names.en +
            " has no step table, as most other projects have: add one, so that its "
            "progress can be followed.");
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[projects]]\nid = \"p1\"\nname = \"โครงการสวน\"\n"
    "[[projects]]\nid = \"p2\"\nname = \"โครงการคลอง\"\n"
    "[[projects]]\nid = \"p3\"\nname = \"โครงการถนน\"\n"
    "[[projects]]\nid = \"p4\"\nname = \"โครงการตลาด\"\n"
    "[[schedules]]\nid = \"s1\"\nproject = \"p1\"\nsteps = [{ id = \"s1.1\", text = \"ทำ\" }]\n"
    "[[schedules]]\nid = \"s2\"\nproject = \"p2\"\nsteps = [{ id = \"s2.1\", text = \"ทำ\" }]\n";

}  // namespace

const Rule& schedule_project_missing() {
    static const std::string kBad = std::string(kHead) +
                                    "[[schedules]]\nid = \"s3\"\nproject = \"p3\"\nsteps = [{ id = "
                                    "\"s3.1\", text = \"ทำ\" }]\n";
    static const std::string kGood(kHead);
    static const Rule kRule{.id = "schedule.project_missing",
                            .severity = Severity::warning,
                            .category = Category::missing,
                            .title = {"โครงการไม่มีตารางขั้นตอน", "A project has no step table"},
                            .why = {"เมื่อโครงการส่วนใหญ่มีตารางขั้นตอน โครงการที่ไม่มีจะติดตามความก้าวหน้าไม่ได้ "
                                    "ไม่นับงานประจำและโครงการที่ไม่ใช้งบประมาณ",
                                    "When most projects have step tables, one without cannot be "
                                    "followed. Routine work and "
                                    "projects without money are not counted."},
                            .mend = {"เพิ่มตารางขั้นตอน", "Add a step table."},
                            .source = {"โครงการที่ไม่มีขั้นตอน", "A project without steps."},
                            .bad = {{kBad, {}, "p4"}},
                            .near_miss = {{kGood, {}, ""}},
                            .run = run};
    return kRule;
}

}  // namespace phaen::check
