#include <algorithm>
#include <string>

#include "context.h"
#include "refs.h"

namespace phaen::check {

const Rule& owner_external();

namespace {

bool is_external(const Context& context, const plan::Ref& ref) {
    const plan::Element* element = context.elements().find(ref.id);
    if (element == nullptr) return false;
    const auto* unit = std::get_if<const plan::Organisation*>(&element->object);
    return unit != nullptr && (*unit)->kind == plan::OrganisationKind::external;
}

void run(Context& context) {
    for (const plan::Project& project : context.plan().projects) {
        // One of ours beside it answers for the project.
        if (project.lead.empty() ||
            !std::all_of(project.lead.begin(), project.lead.end(),
                         [&](const plan::Ref& ref) { return is_external(context, ref); })) {
            continue;
        }
        FindingBuilder finding = context.finding(owner_external());
        finding.about(project.id).member("/lead");
        if (context.printed()) finding.at(project_place(context, project));
        finding.say(context.name_th(project.id) + " มีผู้รับผิดชอบเป็นหน่วยงานภายนอกเท่านั้น (" +
                        context.name_th(project.lead.front().id) +
                        ") ระบุส่วนราชการของหน่วยงานที่รับผิดชอบ",
                    "Only units outside the agency answer for the " + context.name_en(project.id) +
                        " (" + context.name_en(project.lead.front().id) +
                        "): name the section of ours that does.");
    }
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[organisations]]\nid = \"o1\"\nname = \"กองช่าง\"\nkind = \"section\"\n"
    "[[organisations]]\nid = \"o2\"\nname = \"กรมทางหลวง\"\nkind = \"external\"\n"
    "[[projects]]\nid = \"p1\"\nname = \"โครงการถนน\"\nlead = [\"o2\"";

}  // namespace

const Rule& owner_external() {
    static const std::string kBad = std::string(kHead) + "]\n";
    static const std::string kGood = std::string(kHead) + ", \"o1\"]\n";
    static const Rule kRule{
        .id = "owner.external",
        .severity = Severity::warning,
        .category = Category::alignment,
        .title = {"โครงการมีผู้รับผิดชอบเป็นหน่วยงานภายนอก", "A project's owner is outside the agency"},
        .why =
            {"โครงการในแผนต้องมีส่วนราชการของหน่วยงานรับผิดชอบ มิฉะนั้นไม่มีใครรายงานผล",
             "A project of the plan is answered for by a section of the agency. Otherwise nobody "
             "reports on it."},
        .mend = {"ระบุส่วนราชการของหน่วยงาน", "Name a section of the agency."},
        .source = {"ผู้รับผิดชอบโครงการเป็นส่วนราชการในหน่วยงาน",
                   "The owner of a project is a unit of the agency."},
        .bad = {{kBad, {}, "p1"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
