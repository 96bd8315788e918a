#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "names.h"
#include "phaen/check/near.h"
#include "refs.h"

namespace phaen::check {

const Rule& lineage_project_dropped();

namespace {

struct Earlier {
    std::string name;
    std::string_view result;  ///< of this plan, that names it
};

std::vector<Earlier> earlier_projects(const Context& context) {
    std::vector<Earlier> out;
    for (const plan::EarlierResult& result : context.plan().results) {
        for (const std::string& name : result.project_names) out.push_back({name, result.id});
    }
    if (const plan::Plan* previous = context.previous()) {
        for (const plan::Project& project : previous->projects) {
            if (project.kind != "routine") out.push_back({project.name, {}});
        }
    }
    return out;
}

/// One name holds most of the other: the project goes on under another name.
bool akin(const std::u32string& a, const std::u32string& b) {
    const std::size_t shorter = std::min(a.size(), b.size());
    if (shorter < 12) return false;
    if (a.find(b) != std::u32string::npos || b.find(a) != std::u32string::npos) return true;
    return edit_distance(a, b, static_cast<int>(shorter / 3)).has_value();
}

void run(Context& context) {
    const std::vector<Earlier> earlier = earlier_projects(context);
    if (earlier.empty()) return;
    std::vector<std::pair<std::u32string, const plan::Project*>> current;
    std::set<std::u32string> known;
    for (const plan::Project& project : context.plan().projects) {
        current.emplace_back(name_core(project.name, context.words()).text, &project);
        known.insert(current.back().first);
        if (project.continues)
            known.insert(name_core(project.continues->name, context.words()).text);
    }
    std::set<std::u32string> said;
    constexpr std::size_t kMost = 40;  // each is compared with all of this year's
    for (const Earlier& old : earlier) {
        const std::u32string name = name_core(old.name, context.words()).text;
        if (name.empty() || known.contains(name) || !said.insert(name).second) continue;
        if (said.size() > kMost) return;
        const auto now = std::find_if(current.begin(), current.end(), [&](const auto& project) {
            return akin(project.first, name);
        });
        FindingBuilder finding = context.finding(lineage_project_dropped());
        if (!old.result.empty() && context.printed()) {
            finding.at(first_places(context.places_of(old.result), 1));
        }
        finding.found(old.name);
        if (now != current.end()) {
            finding.about(now->second->id)
                .expected(now->second->name)
                .say("“" + shorten(old.name) + "” ของปีก่อนดูเหมือนดำเนินต่อในชื่อ “" +
                         shorten(now->second->name) + "” บันทึกความต่อเนื่องไว้เพื่อเทียบผลระหว่างปี",
                     "Last year's “" + shorten(old.name) + "” seems to go on as “" +
                         shorten(now->second->name) +
                         "”: record that it continues, so that the years can be compared.");
        } else {
            if (old.result.empty()) finding.path("/projects");
            finding.about(old.result)
                .say("“" + shorten(old.name) + "” ของปีก่อนไม่มีในแผนปีนี้ บอกว่าสิ้นสุดหรือดำเนินต่อในชื่อใด",
                     "Last year's “" + shorten(old.name) +
                         "” is not in this year's plan: say whether it ended or goes on under "
                         "another name.");
        }
    }
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[projects]]\nid = \"p1\"\nname = \"โครงการสวนเล็กใกล้บ้านเพื่อชุมชน\"\n"
    "[[results]]\nid = \"r1\"\nfiscal_year = 2565\nindicator_name = \"จำนวนสวน\"\n";

}  // namespace

const Rule& lineage_project_dropped() {
    static const std::string kBad =
        std::string(kHead) + "project_names = [\"โครงการสวนใกล้บ้านเพื่อชุมชน\"]\n";
    static const std::string kGood =
        std::string(kHead) + "project_names = [\"โครงการสวนเล็กใกล้บ้านเพื่อชุมชน\"]\n";
    static const Rule kRule{
        .id = "lineage.project_dropped",
        .severity = Severity::info,
        .category = Category::alignment,
        .title = {"โครงการของปีก่อนไม่มีในปีนี้ หรือเปลี่ยนชื่อ",
                  "A project of last year is gone, or has another name"},
        .why = {"ผู้อ่านเทียบแผนกับปีก่อน โครงการที่หายไปหรือเปลี่ยนชื่อโดยไม่บอกทำให้เทียบผลไม่ได้",
                "Readers compare the plan with last year's. A project that is gone or renamed "
                "without a "
                "word cannot be followed."},
        .mend = {"บันทึกความต่อเนื่อง หรือบอกว่าโครงการสิ้นสุด",
                 "Record that it continues, or say that it ended."},
        .source = {"ความต่อเนื่องระหว่างปี", "Lineage between years."},
        .bad = {{kBad, {}, "p1"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
