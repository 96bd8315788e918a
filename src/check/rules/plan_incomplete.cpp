#include <string>
#include <string_view>

#include "context.h"
#include "refs.h"

namespace phaen::check {

const Rule& plan_incomplete();

namespace {

void report(Context& context, std::string path, std::string_view th, std::string_view en) {
    FindingBuilder finding = context.finding(plan_incomplete());
    finding.path(std::move(path));
    for (const Passage& passage : context.passages()) {
        if (context.document() == nullptr || passage.place.row >= 0) continue;
        finding.at(passage.place);
        break;
    }
    finding.say("แผนไม่ได้ระบุ" + std::string(th) + " เพิ่มไว้ในส่วนต้นของแผน",
                "The plan does not state " + std::string(en) + ": add it at the beginning.");
}

void run(Context& context) {
    const plan::Plan& plan = context.plan();
    // A piece of a plan is not asked for what only a whole one has.
    if (plan.projects.empty() && plan.indicators.empty()) return;
    if (plan.agency.empty()) report(context, "/agency", "ชื่อหน่วยงาน", "its agency");
    if (plan.fiscal_year == 0) report(context, "/fiscal_year", "ปีงบประมาณ", "its fiscal year");
    if (plan.vision.empty() && plan.mission_statements.empty() && plan.missions.empty() &&
        plan.projects.size() + plan.indicators.size() >= 4) {
        report(context, "/mission_statements", "วิสัยทัศน์ พันธกิจ หรือภารกิจ",
               "a vision, mission statements or missions");
    }
}

constexpr std::string_view kTable =
    "ที่\tโครงการ\tงบประมาณ (บาท)\tผู้รับผิดชอบ\n"
    "๑\tโครงการซ่อมถนนสายหลัก\t๙๕๐,๐๐๐\tกองช่าง\n"
    "๒\tโครงการวางท่อระบายน้ำ\t๔๒๐,๐๐๐\tกองช่าง\n";

}  // namespace

const Rule& plan_incomplete() {
    static const std::string kBad = "โครงการและงบประมาณ\n\n" + std::string(kTable);
    static const std::string kGood =
        "แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. ๒๕๖๖\n"
        "\n"
        "สำนักงานเทศบาลเมืองสายน้ำ\n"
        "\n"
        "โครงการและงบประมาณ\n"
        "\n" +
        std::string(kTable);
    static const Rule kRule{
        .id = "plan.incomplete",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"แผนไม่ได้ระบุหน่วยงาน ปีงบประมาณ หรือพันธกิจ",
                  "The plan does not state agency, fiscal year or mission"},
        .why = {"แผนต้องบอกว่าเป็นของหน่วยงานใด ปีใด และทำไปเพื่ออะไร จึงจะใช้อ้างอิงและประเมินได้",
                "A plan says whose it is, for which year and to what end."},
        .mend = {"เพิ่มข้อมูลที่ขาดในส่วนต้นของแผน", "Add what is missing at the beginning."},
        .source = {"ข้อมูลทั่วไปที่แผนระบุ", "What a plan states of itself."},
        .bad = {{kBad, {1}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
