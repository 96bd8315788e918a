#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "frame_numbers.h"
#include "frame_outline.h"
#include "frame_tables.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& agency_preface_differs();

namespace {

void run(Context& context) {
    const plan::Plan& plan = context.plan();
    if (context.document() == nullptr || plan.agency.empty()) return;
    std::vector<std::string> known;
    std::string name;
    for (const plan::Organisation& organisation : plan.organisations) {
        if (organisation.kind != plan::OrganisationKind::agency && organisation.id != plan.agency)
            continue;
        if (organisation.id == plan.agency) name = organisation.name;
        known.push_back(base::comparison_key(organisation.name));
        if (!organisation.short_name.empty())
            known.push_back(base::comparison_key(organisation.short_name));
    }
    bool in_preface = false;
    for (const Passage& passage : context.passages()) {
        if (passage.what == "preface") {
            in_preface = true;
            continue;
        }
        if (!in_preface) continue;
        if (passage.what != "prose") break;
        in_preface = false;
        const auto& words = context.words().list("agency_words");
        const bool office = std::any_of(
            words.begin(), words.end(),
            [&passage](const std::string& word) { return passage.text.starts_with(word); });
        if (!office) break;
        std::size_t end = passage.text.find("จัดทำ");
        if (end == std::string::npos || end > 240) break;
        std::string said = base::clean_text(passage.text.substr(0, end));
        for (const std::string_view tail : {"ได้", "จึง", "จึงได้", "โดย"}) {
            if (said.ends_with(tail)) said.resize(said.size() - tail.size());
        }
        const std::string key = base::comparison_key(said);
        const bool same =
            key.empty() || std::any_of(known.begin(), known.end(), [&key](const std::string& k) {
                return k.find(key) != std::string::npos || key.find(k) != std::string::npos;
            });
        if (same || base::count_graphemes(said) > 60) break;
        context.finding(agency_preface_differs())
            .at(passage.place)
            .at(context.places_of(plan.agency))
            .found(said)
            .expected(name)
            .say("คำนำระบุว่า “" + shorten(said) + "” เป็นผู้จัดทำแผน แต่ปกเป็นของ “" + shorten(name) +
                     "” แก้ให้ตรงกัน",
                 "The preface names “" + shorten(said) + "” as the maker of the plan, the cover “" +
                     shorten(name) + "”: make them agree.");
        break;
    }
}

}  // namespace

const Rule& agency_preface_differs() {
    static const Rule kRule{
        .id = "agency.preface_differs",
        .severity = Severity::error,
        .category = Category::naming,
        .title = {"หน่วยงานในคำนำไม่ตรงกับปก", "The preface names another agency than the cover"},
        .why = {"คำนำขึ้นต้นด้วยหน่วยงานที่จัดทำแผน ซึ่งต้องเป็นหน่วยงานบนปก มิฉะนั้นอาจคัดลอกมาจากแผนของหน่วยงานอื่น",
                "A preface begins with the agency that made the plan. Another one than on the "
                "cover may come from another agency's plan."},
        .mend = {"แก้ชื่อหน่วยงานให้ตรงกัน", "Make the names agree."},
        .source = {"แผนหนึ่งฉบับเป็นของหน่วยงานเดียว", "A plan is of one agency."},
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองส่งเสริมการอ่าน\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "กองสาธารณสุขได้จัดทำแผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕ เพื่อใช้เป็นแนวทางในการทำงาน\n",
                 {7},
                 ""}},
        .near_miss = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองส่งเสริมการอ่าน\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "กองส่งเสริมการอ่านได้จัดทำแผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕ เพื่อใช้เป็นแนวทางในการทำงาน\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
