#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "refs.h"

namespace phaen::check {

const Rule& mission_incomplete();

namespace {

struct Part {
    std::string_view th;
    std::string_view en;
    std::string_view member;
    Severity severity;
    bool (*has)(const plan::Mission&);
};

/// A mission without a link still does its work; one without projects does not.
constexpr std::array<Part, 3> kParts = {{
    {"โครงการ", "project", "/projects", Severity::warning,
     [](const plan::Mission& mission) { return !mission.projects.empty(); }},
    {"เป้าหมายหรือความสำเร็จ", "measure of success", "/success", Severity::warning,
     [](const plan::Mission& mission) { return !mission.success.empty(); }},
    {"ความเชื่อมโยงกับแผนระดับบน", "link to a plan above", "/links", Severity::info,
     [](const plan::Mission& mission) { return !mission.links.empty(); }},
}};

void run(Context& context) {
    const auto& missions = context.plan().missions;
    for (const Part& part : kParts) {
        const auto with =
            static_cast<std::size_t>(std::count_if(missions.begin(), missions.end(), part.has));
        // One that all the others have: what several do without is the office's choice.
        if (with < 2 || with + 1 != missions.size()) continue;
        const auto lacking = std::find_if_not(missions.begin(), missions.end(), part.has);
        context.finding(mission_incomplete())
            .severity(part.severity)
            .about(lacking->id)
            .member(part.member)
            .at(first_places(context.places_of(lacking->id), 2))
            .say(context.name_th(lacking->id) + " ไม่มี" + std::string(part.th) +
                     " ขณะที่ภารกิจอื่นทุกข้อมี เพิ่มให้ครบ",
                 "The " + context.name_en(lacking->id) + " has no " + std::string(part.en) +
                     ", which all the others have: add it.");
    }
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[projects]]\nid = \"p1\"\nname = \"โครงการสวน\"\n"
    "[[missions]]\nid = \"m1\"\ntitle = \"ดูแลสวน\"\nprojects = [\"p1\"]\n"
    "[[missions]]\nid = \"m2\"\ntitle = \"ดูแลคลอง\"\nprojects = [\"p1\"]\n"
    "[[missions]]\nid = \"m3\"\ntitle = \"ดูแลตลาด\"\n";

}  // namespace

const Rule& mission_incomplete() {
    static const std::string kBad(kHead);
    static const std::string kGood = std::string(kHead) + "projects = [\"p1\"]\n";
    static const Rule kRule{
        .id = "mission.incomplete",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"ภารกิจขาดส่วนที่ภารกิจอื่นทุกข้อมี", "A mission lacks what all the others have"},
        .why = {"ภารกิจบอกความสำเร็จที่ต้องการ โครงการ และความเชื่อมโยงกับแผนระดับบน "
                "เมื่อภารกิจอื่นทุกข้อมีส่วนนั้น "
                "ข้อที่ไม่มีมักตกหล่น",
                "A mission says what success it aims at, by which projects, and what it "
                "serves. When all others have a part and one has not, it was likely forgotten."},
        .mend = {"เพิ่มส่วนที่ขาด", "Add what is missing."},
        .source = {"แต่ละภารกิจมีผลสำเร็จ ความเชื่อมโยง และโครงการ",
                   "Each mission has success, link and projects."},
        .bad = {{kBad, {}, "m3"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
