#include <algorithm>
#include <string>
#include <vector>

#include "context.h"
#include "ref_swot.h"
#include "refs.h"

namespace phaen::check {

const Rule& swot_combination_without_project();

namespace {

/// The projects of the missions that a combination names: likely what was left out.
std::vector<std::string_view> projects_of_missions(const plan::Plan& plan,
                                                   const plan::SwotCombination& combination) {
    std::vector<std::string_view> ids;
    for (const plan::Mission& mission : plan.missions) {
        const bool named = std::any_of(
            combination.missions.begin(), combination.missions.end(),
            [&](const plan::Ref& ref) { return ref.resolved() && ref.id == mission.id; });
        if (!named) continue;
        for (const plan::Ref& ref : mission.projects) {
            if (ref.resolved()) ids.push_back(ref.id);
        }
    }
    return ids;
}

void run(Context& context) {
    const auto& combinations = context.plan().swot.combinations;
    const auto with = static_cast<std::size_t>(
        std::count_if(combinations.begin(), combinations.end(),
                      [](const plan::SwotCombination& c) { return !c.projects.empty(); }));
    if (with == 0 || with * 2 < combinations.size()) return;
    for (const plan::SwotCombination& combination : combinations) {
        if (!combination.projects.empty()) continue;
        const plan::BilingualText likely =
            names_in(context, projects_of_missions(context.plan(), combination), 3);
        context.finding(swot_combination_without_project())
            .about(combination.id)
            .member("/projects")
            .at(first_places(context.places_of(combination.id), 3))
            .say(combination_th(combination) + " ไม่ได้กำหนดโครงการ ขณะที่การจับคู่อื่นมี" +
                     (likely.th.empty() ? " เพิ่มโครงการที่รองรับ หรือบอกเหตุผล"
                                        : " ภารกิจที่อ้างมี" + likely.th + " เพิ่มไว้ถ้าใช่"),
                 "The " + combination_en(combination) + " leads to no project, as the others do" +
                     (likely.en.empty()
                          ? std::string(
                                ": add the project that follows from it, or say why none does.")
                          : "; its mission has the " + likely.en + ": add it if it is meant."));
    }
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[projects]]\n"
    "id = \"p1\"\n"
    "name = \"โครงการสวน\"\n"
    "[swot]\n"
    "items = [{ id = \"S1\", text = \"ทีมงานพร้อม\" }, { id = \"O1\", text = \"ประชาชนสนใจ\" }]\n"
    "combinations = ["
    "{ id = \"c1\", kind = \"SO\", heading = \"ก\", items = [\"S1\", \"O1\"], projects = [\"p1\"] "
    "}, "
    "{ id = \"c2\", kind = \"SO\", heading = \"ข\", items = [\"S1\", \"O1\"], projects = [\"p1\"] "
    "}, "
    "{ id = \"c3\", kind = \"SO\", heading = \"ค\", items = [\"S1\", \"O1\"]";

}  // namespace

const Rule& swot_combination_without_project() {
    static const std::string kBad = std::string(kHead) + " }]\n";
    static const std::string kGood = std::string(kHead) + ", projects = [\"p1\"] }]\n";
    static const Rule kRule{
        .id = "swot.combination_without_project",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"การจับคู่ SWOT ไม่มีโครงการ", "A SWOT combination leads to no project"},
        .why =
            {"การวิเคราะห์มีไว้เพื่อกำหนดโครงการ เมื่อการจับคู่อื่นมีโครงการแต่ข้อนี้ไม่มี "
             "แปลว่าตกหล่นหรือกลยุทธ์นั้นไม่มีใครทำ",
             "The analysis is there to lead to projects. When the other combinations have some and "
             "one has none, it was forgotten, or nobody carries the strategy out."},
        .mend = {"เพิ่มโครงการที่รองรับ หรือบอกเหตุผลที่ไม่มี",
                 "Add the project that follows from it, or say why there is none."},
        .source = {"โครงการของแต่ละกลยุทธ์จากการจับคู่", "Projects of each combination."},
        .bad = {{kBad, {}, "c3"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
