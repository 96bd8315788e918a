#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "context.h"
#include "phaen/base/thai_text.h"
#include "phaen/check/near.h"
#include "refs.h"

namespace phaen::check {

const Rule& alignment_framework_name();

namespace {

struct NamedAs {
    std::string name;
    std::vector<plan::Place> places;
};

/// Names of one plan that differ by a word are left to the rules on names.
bool is_other_plan(const std::string& a, const std::string& b) {
    const std::u32string x = fold(a).text;
    const std::u32string y = fold(b).text;
    const auto limit = static_cast<int>(std::min(x.size(), y.size()) / 4);
    return !edit_distance(x, y, limit).has_value();
}

void run(Context& context) {
    for (const plan::Framework& framework : context.plan().frameworks) {
        std::vector<NamedAs> names;
        for (const plan::Claim* claim : context.claims_about(framework.id, plan::ClaimKind::name)) {
            if (context.what_at(claim->place) != "link" || claim->value.empty()) continue;
            const auto known = std::find_if(names.begin(), names.end(), [&](const NamedAs& other) {
                return !is_other_plan(other.name, claim->value);
            });
            if (known != names.end()) {
                known->places.push_back(claim->place);
            } else {
                names.push_back({claim->value, {claim->place}});
            }
        }
        if (names.size() < 2) continue;
        // Of equally many the first is the plan's own.
        std::stable_sort(names.begin(), names.end(), [](const NamedAs& a, const NamedAs& b) {
            return a.places.size() > b.places.size();
        });
        for (std::size_t i = 1; i < names.size(); ++i) {
            context.finding(alignment_framework_name())
                .about(framework.id)
                .member("/name")
                .at(first_places(names[i].places, 4))
                .at(first_places(names[0].places, 2))
                .found(names[i].name)
                .expected(names[0].name)
                .say("ข้อเดียวกันของแผนระดับบนถูกอ้างว่าอยู่ใน “" + shorten(names[i].name) +
                         "” ที่นี่ แต่ที่อื่นอ้างว่าอยู่ใน “" + shorten(names[0].name) +
                         "” ตรวจว่าเป็นแผนใด แล้วใช้ชื่อเดียวกัน",
                     "The same goals are said to be of “" + shorten(names[i].name) +
                         "” here and of “" + shorten(names[0].name) +
                         "” elsewhere: see which plan they belong to and use its name.");
        }
    }
}

constexpr std::string_view kChapter =
    "ความสอดคล้องกับแผนระดับบน\n"
    "\n"
    "แผนพัฒนาเมืองสายน้ำ (พ.ศ. ๒๕๖๖ - ๒๕๗๐)\n"
    "\n"
    "ด้านที่ ๑ เมืองสะอาด\n"
    "\n"
    "มิติที่ ๑.๑ ถนนทุกสายไม่มีขยะตกค้าง\n"
    "\n"
    "โครงการตามภารกิจของหน่วยงาน\n"
    "\n"
    "ภารกิจที่ ๑ ดูแลถนน\n"
    "\n"
    "ความเชื่อมโยงกับแผนพัฒนาเมืองสายน้ำ (พ.ศ. ๒๕๖๖ - ๒๕๗๐) ด้านที่ ๑ เมืองสะอาด มิติที่ ๑.๑ "
    "ถนนทุกสายไม่มีขยะตกค้าง\n"
    "\n"
    "ภารกิจที่ ๒ ดูแลตลาด\n"
    "\n";

}  // namespace

const Rule& alignment_framework_name() {
    static const std::string kBad =
        std::string(kChapter) +
        "ความเชื่อมโยงกับแผนปฏิบัติราชการประจำปีของจังหวัด ด้านที่ ๑ เมืองสะอาด มิติที่ ๑.๑ "
        "ถนนทุกสายไม่มีขยะตกค้าง\n";
    static const std::string kGood =
        std::string(kChapter) +
        "ความเชื่อมโยงกับแผนพัฒนาเมืองสายน้ำ (พ.ศ. ๒๕๖๖ – ๒๕๗๐) ด้านที่ ๑ เมืองสะอาด มิติที่ ๑.๑ "
        "ถนนทุกสายไม่มีขยะตกค้าง\n";
    static const Rule kRule{
        .id = "alignment.framework_name",
        .severity = Severity::warning,
        .category = Category::naming,
        .title = {"ข้อเดียวกันอ้างว่าอยู่ในแผนต่างกัน", "The same goals are said to be of different plans"},
        .why = {"ภารกิจที่เชื่อมโยงกับด้านและมิติเดียวกันต้องอ้างแผนเดียวกัน มิฉะนั้นผู้อ่านไม่รู้ว่าต้องรายงานตามแผนใด",
                "Missions that hang on the same goals name the same plan. Otherwise nobody knows "
                "which "
                "plan the results are reported for."},
        .mend = {"ใช้ชื่อแผนที่ถูกในทุกภารกิจ", "Name the right plan at every mission."},
        .source = {"เรื่องเดียวกันกล่าวไว้ต่างกันในสองแห่ง",
                   "The same thing said differently in two places."},
        .bad = {{kBad, {17}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
