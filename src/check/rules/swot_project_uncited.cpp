#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "name_twins.h"
#include "refs.h"

namespace phaen::check {

const Rule& swot_project_uncited();

namespace {

/// Projects that some combination leads to, itself or by its mission.
std::set<std::string_view> reached(const plan::Plan& plan) {
    std::set<std::string_view> missions;
    std::set<std::string_view> projects;
    for (const plan::SwotCombination& combination : plan.swot.combinations) {
        for (const plan::Ref& ref : combination.projects) projects.insert(ref.id);
        for (const plan::Ref& ref : combination.missions) missions.insert(ref.id);
    }
    if (projects.empty()) return projects;
    for (const plan::Mission& mission : plan.missions) {
        if (!missions.contains(mission.id)) continue;
        for (const plan::Ref& ref : mission.projects) projects.insert(ref.id);
    }
    return projects;
}

void run(Context& context) {
    const std::set<std::string_view> cited = reached(context.plan());
    std::vector<std::string_view> left;
    std::vector<plan::Place> places;
    std::size_t all = 0;
    for (const plan::Project& project : context.plan().projects) {
        if (project.kind == "routine") continue;
        if (misprinted_elements(context).contains(project.id)) continue;
        ++all;
        if (cited.contains(project.id)) continue;
        left.push_back(project.id);
        if (context.printed()) places.push_back(project_place(context, project));
    }
    // Where many projects come from elsewhere, the analysis was not meant to lead to all.
    if (cited.empty() || left.empty() || left.size() * 4 > all) return;
    const plan::BilingualText names = names_in(context, left);
    context.finding(swot_project_uncited())
        .about(left.front())
        .at(first_places(places, 6))
        .say("ไม่มีการจับคู่ SWOT ใดนำไปสู่ " + names.th + " ขณะที่โครงการอื่นมี เพิ่มไว้ในการจับคู่ที่เกี่ยวข้อง",
             "No SWOT combination leads to the " + names.en +
                 ", as it does to the other projects: add it where it follows.");
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
    "[swot]\n"
    "items = [{ id = \"S1\", text = \"ก\" }, { id = \"O1\", text = \"ข\" }]\n"
    "combinations = [{ id = \"c1\", kind = \"SO\", heading = \"ก\", items = [\"S1\", \"O1\"], "
    "projects = [\"p1\", \"p2\", \"p3\"";

}  // namespace

const Rule& swot_project_uncited() {
    static const std::string kBad = std::string(kHead) + "] }]\n";
    static const std::string kGood = std::string(kHead) + ", \"p4\"] }]\n";
    static const Rule kRule{
        .id = "swot.project_uncited",
        .severity = Severity::info,
        .category = Category::alignment,
        .title = {"โครงการไม่มีที่มาจากการวิเคราะห์ SWOT", "A project follows from no SWOT combination"},
        .why =
            {"เมื่อโครงการเกือบทั้งหมดมีที่มาจากการจับคู่ SWOT โครงการที่ไม่มีอาจตกหล่นจากการวิเคราะห์",
             "When nearly all projects follow from a combination, one that does not may have been "
             "left out there."},
        .mend = {"เพิ่มโครงการไว้ในการจับคู่ที่เกี่ยวข้อง",
                 "Add the project to the combination it follows from."},
        .source = {"โครงการที่ไม่อยู่ในกลยุทธ์ใดจากการจับคู่", "Projects in no combination."},
        .bad = {{kBad, {}, "p4"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
