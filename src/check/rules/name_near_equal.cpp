#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "context.h"
#include "name_twins.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& name_near_equal();

namespace {

/// Cells that name a project with a word more, and that became no element: the projects of a SWOT
/// combination. The word follows without a space; behind one begins a remark.
void report_additions(Context& context) {
    constexpr std::size_t kLongestAddition = 16;
    std::map<std::u32string, const plan::Project*> projects;
    std::set<std::u32string> known;
    for (const plan::Project& project : context.plan().projects) {
        NameCore core = name_core(project.name, context.words());
        known.insert(core.text);
        if (core.text.size() >= 9) projects.emplace(std::move(core.text), &project);
    }
    for (const plan::Activity& activity : context.plan().activities)
        known.insert(name_core(activity.name, context.words()).text);
    for (const Passage& passage : context.passages()) {
        if (passage.repeated || passage.kind != Passage::Kind::cell || passage.text.size() > 400)
            continue;
        NameCore core = name_core(passage.text, context.words());
        if (!core.printed.starts_with("โครงการ") || known.contains(core.text)) continue;
        // The name that is nearest before it in order is its beginning, or none is.
        auto at = projects.upper_bound(core.text);
        if (at == projects.begin()) continue;
        --at;
        const auto& [name, project] = *at;
        const std::size_t more = core.text.size() - std::min(core.text.size(), name.size());
        if (!core.text.starts_with(name) || more > kLongestAddition || more * 5 > name.size() * 4)
            continue;
        const std::size_t cut =
            core.printed.find(name_core(project->name, context.words()).printed);
        if (cut != 0) continue;
        const std::string addition =
            core.printed.substr(name_core(project->name, context.words()).printed.size());
        if (addition.starts_with(' ') ||
            addition.find_first_of("0123456789(/,:") != addition.npos ||
            base::to_arabic_digits(addition) != addition) {
            continue;
        }
        FindingBuilder finding = context.finding(name_near_equal());
        finding.about(project->id).at(passage).found(core.printed).expected(project->name);
        if (const plan::Place* place = context.first_place_of(project->id)) finding.at(*place);
        const std::string full = shorten(project->name);
        finding.say("ที่นี่พิมพ์ “" + shorten(core.printed) + "” ซึ่งไม่มีในแผน มี “" + full +
                        "” ถ้าเป็นเรื่องเดียวกันให้ใช้ชื่อเดียวกัน",
                    "“" + shorten(core.printed) +
                        "” stands here, which the plan does not have; it has “" + full +
                        "”: use one name if they are one thing.");
    }
}

void run(Context& context) {
    for (const NameTwins& twins : name_twins(context)) {
        const NamedElement& wrong = twins.deviating;
        const NamedElement& right = twins.usual;
        const bool agrees = twins.sign == NameTwins::Sign::data;
        FindingBuilder finding = context.finding(name_near_equal());
        finding.about(wrong.element->id)
            .severity(agrees ? Severity::warning : Severity::info)
            .found(wrong.core.printed)
            .expected(right.core.printed);
        for (const NamedElement* item : {&wrong, &right}) {
            if (const plan::Place* place = context.first_place_of(item->element->id))
                finding.at(*place);
        }
        const std::string one_th = context.name_th(wrong.element->id);
        const std::string one_en = context.name_en(wrong.element->id);
        const std::string other_th = context.name_th(right.element->id);
        const std::string other_en = context.name_en(right.element->id);
        const std::string changes_th = say_changes_th(twins.changes);
        const std::string changes_en = say_changes_en(twins.changes);
        if (agrees) {
            finding.say(one_th + " กับ " + other_th + " ต่างกันเพียง " + changes_th +
                            " และข้อมูลอื่นตรงกัน น่าจะเป็นเรื่องเดียวกัน ใช้ชื่อเดียวกัน",
                        one_en + " and " + other_en + " differ only in " + changes_en +
                            " and agree otherwise: probably one thing. Use one name.");
        } else {
            finding.say(one_th + " กับ " + other_th + " มีชื่อเกือบเหมือนกัน (" + changes_th +
                            ") ถ้าเป็นเรื่องเดียวกันให้ใช้ชื่อเดียวกัน "
                            "ถ้าเป็นคนละเรื่องให้ตั้งชื่อให้ต่างกันชัดเจน",
                        one_en + " and " + other_en + " have almost the same name (" + changes_en +
                            "): use one name if they are one thing, clearly different ones if "
                            "not.");
        }
    }
    report_additions(context);
}

}  // namespace

const Rule& name_near_equal() {
    static const Rule kRule{
        .id = "name.near_equal",
        .severity = Severity::info,
        .category = Category::naming,
        .title = {"สองรายการมีชื่อเกือบเหมือนกัน", "Two things have almost the same name"},
        .why = {"ชื่อที่ต่างกันเพียงไม่กี่ตัวอักษรมักเป็นเรื่องเดียวกันที่พิมพ์ผิด "
                "หรือเป็นคนละเรื่องที่ผู้อ่านจะสับสน "
                "ถ้างบประมาณ ผู้รับผิดชอบ หรือค่าเป้าหมายตรงกันด้วยจะเตือนหนักขึ้น "
                "ชื่อที่ต่างกันด้วยตัวเลขหรือคำที่ใช้แยกเรื่อง เช่น ชั้นต้นกับชั้นสูง ไม่นับ",
                "Names that differ by a few letters are often one thing with a slip, or two things "
                "that readers will confuse; so are a name and the same with a word behind it that "
                "stands in one place only. It weighs more when money, owners or targets agree too. "
                "Names that differ in a number or a word that tells things apart do not count."},
        .mend = {"ถ้าเป็นเรื่องเดียวกันให้รวมและใช้ชื่อเดียวกัน ถ้าเป็นคนละเรื่องให้ตั้งชื่อให้ต่างกันชัดเจน",
                 "Join them under one name if they are one thing; name them clearly apart if not."},
        .source = {"แต่ละสิ่งมีชื่อของตนเอง", "Each thing has a name of its own."},
        .bad = {{"schema = \"phaen.plan/1\"\n"
                 "id = \"plan-2566\"\n"
                 "fiscal_year = 2566\n"
                 "[title]\n"
                 "th = \"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๖\"\n"
                 "[[projects]]\n"
                 "id = \"project-1\"\n"
                 "name = \"โครงการส่งเสริมตลาดชุมชนเมืองเก่า\"\n"
                 "budget = \"100000.00\"\n"
                 "[[projects]]\n"
                 "id = \"project-2\"\n"
                 "name = \"โครงการส่งเสริมตลอดชุมชนเมืองเก่า\"\n"
                 "budget = \"100000.00\"\n",
                 {},
                 "project-2"},
                // A word more in the summary; the card names the project, too.
                {"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "โครงการสำคัญตามภารกิจของกอง\n"
                 "\n"
                 "ภารกิจที่ ๑ ดูแลคลอง\n"
                 "\n"
                 "ที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                 "๑\tโครงการคลองใสสะอาด\t๑๐๐,๐๐๐\tฝ่ายโยธา\n"
                 "\n"
                 "สรุปโครงการและงบประมาณ\n"
                 "\n"
                 "ที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                 "๑\tโครงการคลองใสสะอาดเชิงรุก\t๑๐๐,๐๐๐\tฝ่ายโยธา\n",
                 {15, 10},
                 ""}},
        .near_miss = {{"schema = \"phaen.plan/1\"\n"
                       "id = \"plan-2566\"\n"
                       "fiscal_year = 2566\n"
                       "[title]\n"
                       "th = \"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๖\"\n"
                       "[[projects]]\n"
                       "id = \"project-1\"\n"
                       "name = \"โครงการอบรมช่างไฟฟ้าระดับ ๑\"\n"
                       "[[projects]]\n"
                       "id = \"project-2\"\n"
                       "name = \"โครงการอบรมช่างไฟฟ้าระดับ ๒\"\n"
                       "[[projects]]\n"
                       "id = \"project-3\"\n"
                       "name = \"โครงการปรับปรุงถนนฝั่งตะวันออก\"\n"
                       "[[projects]]\n"
                       "id = \"project-4\"\n"
                       "name = \"โครงการปรับปรุงถนนฝั่งตะวันตก\"\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
