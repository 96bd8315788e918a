#include <cstddef>
#include <optional>

#include "context.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& schedule_step_count();

namespace {

void run(Context& context) {
    for (const plan::Schedule& schedule : context.plan().schedules) {
        for (const plan::Claim* claim : context.claims_about(schedule.id, plan::ClaimKind::count)) {
            const std::optional<long long> said = base::parse_integer(claim->value);
            const auto listed = static_cast<long long>(schedule.steps.size());
            if (!said || *said == listed || listed == 0) continue;
            context.finding(schedule_step_count())
                .about(schedule.id)
                .at(claim->place)
                .found(claim->printed)
                .expected(std::to_string(listed))
                .say("ตารางขั้นตอนบอกว่ามี " + thai(*said) + " ขั้นตอน แต่แสดงไว้ " + thai(listed) +
                         " ขั้นตอน ตรวจว่ามีขั้นตอนที่ขาดหายหรือแก้จำนวนให้ตรง",
                     "The step table says " + std::to_string(*said) + " steps and lists " +
                         std::to_string(listed) +
                         ": add the steps that are missing, or correct the number.");
        }
    }
}

}  // namespace

const Rule& schedule_step_count() {
    static const Rule kRule{
        .id = "schedule.step_count",
        .severity = Severity::error,
        .category = Category::count,
        .title = {"จำนวนขั้นตอนที่ระบุไม่ตรงกับที่แสดง",
                  "The stated number of steps is not the number listed"},
        .why =
            {"บรรทัดรวมของตารางขั้นตอนบอกจำนวนขั้นตอน ผู้ตรวจจะนับตามนั้น "
             "ถ้าไม่ตรงแปลว่ามีขั้นตอนตกหล่นหรือพิมพ์ตัวเลขผิด",
             "The closing line of a step table states how many steps there are. When it differs, a "
             "step was lost or the number is wrong."},
        .mend = {"เพิ่มขั้นตอนที่ขาด หรือแก้ตัวเลขในบรรทัดรวม",
                 "Add the missing steps, or correct the number in the closing line."},
        .source = {"จำนวนคำนวณจากรายการที่นับ", "A count is computed from its list."},
        .bad = {{"ชื่อตัวชี้วัดที่ ๑ จำนวนกิจกรรมอบรม\n"
                 "\n"
                 "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\n"
                 "๑. วางแผน\t๔๐\t๔๐\t←→\t\n"
                 "๒. จัดอบรม\t๖๐\t๑๐๐\t\t←→\n"
                 "รวม ๓ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\n",
                 {6},
                 ""}},
        .near_miss = {{"ชื่อตัวชี้วัดที่ ๑ จำนวนกิจกรรมอบรม\n"
                       "\n"
                       "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\n"
                       "๑. วางแผน\t๔๐\t๔๐\t←→\t\n"
                       "๒. จัดอบรม\t๖๐\t๑๐๐\t\t←→\n"
                       "รวม ๒ ขั้นตอน\t๑๐๐\t๑๐๐\t\t\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
