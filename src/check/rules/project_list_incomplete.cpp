#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "refs.h"

namespace phaen::check {

const Rule& project_list_incomplete();

namespace {

bool has_money(const plan::Project& project) {
    return project.budget.has_value() && project.budget->satang() != 0;
}

void run(Context& context) {
    const plan::Plan& plan = context.plan();
    for (const plan::Indicator& indicator : plan.indicators) {
        std::set<std::string_view> listed;
        for (const plan::Ref& ref : indicator.projects) listed.insert(ref.id);
        if (listed.size() < 5) continue;
        std::vector<std::string_view> left;
        std::vector<plan::Place> places;
        std::size_t all = 0;
        for (const plan::Project& project : plan.projects) {
            if (!has_money(project)) continue;
            ++all;
            if (listed.contains(project.id)) continue;
            left.push_back(project.id);
            if (context.printed()) places.push_back(project_place(context, project));
        }
        // Only a list that was plainly meant to be of all.
        if (left.empty() || (all - left.size()) * 10 < all * 8) continue;
        const plan::BilingualText names = names_in(context, left);
        FindingBuilder finding = context.finding(project_list_incomplete());
        finding.about(indicator.id).member("/projects");
        if (context.printed()) finding.at(sheet_place(context, indicator));
        finding.at(first_places(places, 4))
            .say("รายการโครงการของ" + context.name_th(indicator.id) +
                     " มีเกือบทุกโครงการที่ใช้งบประมาณ แต่ไม่มี " + names.th + " เพิ่มไว้ หรือบอกเหตุผลที่ไม่รวม",
                 "The projects of the " + context.name_en(indicator.id) +
                     " are nearly all that have money, without the " + names.en +
                     ": add it, or say why it is left out.");
    }
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[projects]]\nid = \"p1\"\nname = \"โครงการสวน\"\nbudget = \"100\"\n"
    "[[projects]]\nid = \"p2\"\nname = \"โครงการคลอง\"\nbudget = \"100\"\n"
    "[[projects]]\nid = \"p3\"\nname = \"โครงการถนน\"\nbudget = \"100\"\n"
    "[[projects]]\nid = \"p4\"\nname = \"โครงการตลาด\"\nbudget = \"100\"\n"
    "[[projects]]\nid = \"p5\"\nname = \"โครงการท่าเรือ\"\nbudget = \"100\"\n"
    "[[projects]]\nid = \"p6\"\nname = \"โครงการสะพาน\"\n";

constexpr std::string_view kTail =
    "[[indicators]]\nid = \"i1\"\nname = \"ร้อยละการเบิกจ่าย\"\n"
    "projects = [\"p1\", \"p2\", \"p3\", \"p4\", \"p5\"]\n";

}  // namespace

const Rule& project_list_incomplete() {
    static const std::string kBad = std::string(kHead) + "budget = \"100\"\n" + std::string(kTail);
    static const std::string kGood = std::string(kHead) + "no_budget = true\n" + std::string(kTail);
    static const Rule kRule{
        .id = "project.list_incomplete",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"รายการโครงการของตัวชี้วัดการเบิกจ่ายไม่ครบ",
                  "The list of projects of a disbursement indicator is not complete"},
        .why = {"ตัวชี้วัดที่แสดงโครงการเกือบทั้งหมด เช่น การเบิกจ่ายในภาพรวม ต้องแสดงทุกโครงการที่ใช้งบประมาณ",
                "An indicator that lists nearly all projects, as one on disbursement does, lists "
                "every "
                "project that has money."},
        .mend = {"เพิ่มโครงการที่ขาด", "Add the project that is missing."},
        .source = {"บัญชีโครงการของตัวชี้วัดการเบิกจ่าย", "The list of the disbursement indicator."},
        .bad = {{kBad, {}, "i1"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
