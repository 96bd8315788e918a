#include <algorithm>
#include <cstddef>
#include <string>

#include "context.h"
#include "refs.h"

namespace phaen::check {

const Rule& higher_indicator_incomplete();

namespace {

bool has_target(const plan::HigherIndicator& higher) {
    return higher.target && (higher.target->value || !higher.target->unit.empty());
}

bool has_owner(const plan::HigherIndicator& higher) { return !higher.owners.empty(); }

void run(Context& context) {
    const auto& all = context.plan().higher_indicators;
    const auto count = [&](bool (*has)(const plan::HigherIndicator&)) {
        return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), has));
    };
    const std::size_t targets = count(has_target);
    const std::size_t owners = count(has_owner);
    for (const plan::HigherIndicator& higher : all) {
        const bool target = !has_target(higher) && targets > 0;
        const bool owner = !has_owner(higher) && owners > 0;
        if (!target && !owner) continue;
        const std::string th =
            target ? (owner ? "ค่าเป้าหมายและหน่วยงานที่รับผิดชอบ" : "ค่าเป้าหมาย") : "หน่วยงานที่รับผิดชอบ";
        const std::string en = target ? (owner ? "target and no owner" : "target") : "owner";
        FindingBuilder finding = context.finding(higher_indicator_incomplete());
        finding.about(higher.id).member(target ? "/target" : "/owners");
        if (context.printed()) {
            if (const plan::Place* place = context.first_place_of(higher.id)) {
                finding.at(printed_at(context, *place, higher.name));
            }
        }
        finding.say(context.name_th(higher.id) + " ไม่ได้ระบุ" + th +
                        " ขณะที่ตัวชี้วัดอื่นของแผนระดับบนมี เพิ่มตามแผนระดับบน",
                    "The " + context.name_en(higher.id) + " has no " + en +
                        ", which others have: add it as the plan above has it.");
    }
}

constexpr std::string_view kTable =
    "ตัวชี้วัดของแผนระดับบนที่หน่วยงานสนับสนุน\n"
    "\n"
    "ลำดับ\tตัวชี้วัดของแผนพัฒนาเมือง\tค่าเป้าหมาย\tหน่วยงานรับผิดชอบ\n"
    "๑\tอัตราป่วยด้วยโรคติดต่อลดลง\tร้อยละ ๑๐\tสำนักอนามัย\n";

}  // namespace

const Rule& higher_indicator_incomplete() {
    static const std::string kBad = std::string(kTable) + "๒\tจำนวนสวนสาธารณะเพิ่มขึ้น\t๔ แห่ง\t\n";
    static const std::string kGood =
        std::string(kTable) + "๒\tจำนวนสวนสาธารณะเพิ่มขึ้น\t๔ แห่ง\tสำนักสิ่งแวดล้อม\n";
    static const Rule kRule{
        .id = "higher_indicator.incomplete",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"ตัวชี้วัดของแผนระดับบนไม่มีเป้าหมายหรือผู้รับผิดชอบ",
                  "An indicator of a plan above lacks its target or owner"},
        .why = {"หน่วยงานต้องรู้ว่าสนับสนุนเป้าหมายใดและประสานกับใคร",
                "The agency needs to know which target it serves and with whom it works."},
        .mend = {"เพิ่มตามแผนระดับบน", "Add it as the plan above has it."},
        .source = {"ตัวชี้วัดของแผนระดับบน", "Indicators of higher plans."},
        .bad = {{kBad, {5}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
