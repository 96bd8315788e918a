#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "refs.h"

namespace phaen::check {

const Rule& project_not_listed();

namespace {

using Ids = std::set<std::string_view>;

/// The rows of the budget summary: from its heading to the next chapter of another kind.
std::set<std::pair<int, int>> summary_rows(const Context& context) {
    static constexpr std::array<std::string_view, 6> kParts = {
        "budget_summary", "strategic_projects", "mission_projects", "routine_projects",
        "heading",        "component"};
    std::set<std::pair<int, int>> rows;
    bool open = false;
    for (const Passage& passage : context.passages()) {
        if (passage.place.row >= 0) {
            if (open) rows.emplace(passage.place.block, passage.place.row);
            continue;
        }
        const bool part = std::find(kParts.begin(), kParts.end(), passage.what) != kParts.end();
        if (passage.what == "budget_summary") open = true;
        if (!part && !passage.what.empty() && passage.what != "prose") open = false;
    }
    return rows;
}

struct Lists {
    Ids summary;   ///< projects in the budget summary
    Ids tables;    ///< in other tables of projects
    Ids missions;  ///< of the missions
    Ids sheets;    ///< of indicators
};

Lists lists_of(const Context& context) {
    Lists lists;
    const auto rows = summary_rows(context);
    for (const plan::Project& project : context.plan().projects) {
        for (const plan::Place& place : context.places_of(project.id)) {
            if (context.what_at(place) != "project_row") continue;
            (rows.contains({place.block, place.row}) ? lists.summary : lists.tables)
                .insert(project.id);
        }
    }
    for (const plan::Mission& mission : context.plan().missions) {
        for (const plan::Ref& ref : mission.projects) lists.missions.insert(ref.id);
    }
    for (const plan::Indicator& indicator : context.plan().indicators) {
        for (const plan::Ref& ref : indicator.projects) lists.sheets.insert(ref.id);
    }
    return lists;
}

struct ListName {
    std::string_view th;
    std::string_view en;
};

/// Projects of `all` that the list lacks, when it has most of the others.
void compare(Context& context, const std::vector<const plan::Project*>& all, const Ids& list,
             const ListName& name) {
    std::vector<const plan::Project*> left;
    for (const plan::Project* project : all) {
        if (!list.contains(project->id)) left.push_back(project);
    }
    const std::size_t with = all.size() - left.size();
    if (left.empty() || with < 3 || with * 10 < all.size() * 7) return;
    std::vector<std::string_view> ids;
    std::vector<plan::Place> places;
    for (const plan::Project* project : left) {
        ids.push_back(project->id);
        if (context.printed()) places.push_back(project_place(context, *project));
    }
    const plan::BilingualText names = names_in(context, ids);
    context.finding(project_not_listed())
        .about(ids.front())
        .at(first_places(places, 6))
        .say(names.th + " ไม่มีใน" + std::string(name.th) + " ซึ่งแสดงโครงการอื่น เพิ่มไว้ หรือตัดออกจากที่นี่",
             "The " + names.en + " is not in " + std::string(name.en) +
                 ", which lists the others: add it there, or leave it out here.");
}

void run(Context& context) {
    const Lists lists = lists_of(context);
    std::vector<const plan::Project*> in_tables;
    std::vector<const plan::Project*> of_missions;
    std::vector<const plan::Project*> of_sheets;
    for (const plan::Project& project : context.plan().projects) {
        if (project.kind == "routine") continue;
        if (lists.tables.contains(project.id)) in_tables.push_back(&project);
        if (project.kind != "strategic") of_missions.push_back(&project);
        if (lists.sheets.contains(project.id)) of_sheets.push_back(&project);
    }
    if (!lists.summary.empty()) {
        compare(context, in_tables, lists.summary, {"สรุปโครงการและงบประมาณ", "the budget summary"});
    }
    if (!lists.missions.empty()) {
        compare(context, of_missions, lists.missions,
                {"โครงการของภารกิจใด", "the projects of any mission"});
    }
    if (context.printed()) {
        Ids any = lists.summary;
        any.insert(lists.tables.begin(), lists.tables.end());
        compare(context, of_sheets, any, {"ตารางโครงการใด", "any table of projects"});
    }
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
    "[[missions]]\nid = \"m1\"\ntitle = \"ดูแลเมือง\"\nprojects = [\"p1\", \"p2\", \"p3\"";

}  // namespace

const Rule& project_not_listed() {
    static const std::string kBad = std::string(kHead) + "]\n";
    static const std::string kGood = std::string(kHead) + ", \"p4\"]\n";
    static const Rule kRule{
        .id = "project.not_listed",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"โครงการมีในรายการหนึ่งแต่ไม่มีในอีกรายการ",
                  "A project is in one list and not in the other"},
        .why =
            {"โครงการเดียวกันต้องอยู่ทั้งในภารกิจ ตัวชี้วัด และสรุปงบประมาณ ถ้าขาดที่ใด ยอดรวมและการติดตามจะไม่ครบ",
             "The projects of missions, indicators and the budget summary are the same ones. Where "
             "one is missing, totals and follow-up are short."},
        .mend = {"เพิ่มโครงการในรายการที่ขาด", "Add the project to the list that lacks it."},
        .source = {"ทุกบัญชีมีโครงการชุดเดียวกัน", "The same projects in every list."},
        .bad = {{kBad, {}, "p4"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
