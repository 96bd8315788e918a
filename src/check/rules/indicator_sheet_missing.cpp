#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "refs.h"

namespace phaen::check {

const Rule& indicator_sheet_missing();

namespace {

/// A data sheet gives more than a list does: how it is counted, what shows it, how it is scored.
bool has_sheet(const Context& context, const plan::Indicator& indicator) {
    return shown_as(context, indicator.id, {"indicator_sheet", "card_row"}) ||
           !indicator.calculation_method.empty() || !indicator.evidence.empty() ||
           !indicator.scoring_criteria.empty();
}

bool is_listed(const Context& context, const plan::Indicator& indicator) {
    return shown_as(context, indicator.id, {"indicator", "indicator_row"});
}

using Group = std::vector<const plan::Indicator*>;

void report(Context& context, const Group& left, bool sheet) {
    std::vector<std::string_view> ids;
    std::vector<plan::Place> places;
    for (const plan::Indicator* indicator : left) {
        ids.push_back(indicator->id);
        places.push_back(
            printed_at(context, place_as(context, indicator->id, {"indicator", "indicator_row"}),
                       indicator->name));
    }
    const plan::BilingualText names = names_in(context, ids);
    context.finding(indicator_sheet_missing())
        .severity(sheet ? Severity::warning : Severity::info)
        .about(ids.front())
        .at(first_places(places, 6))
        .say(sheet ? names.th + " อยู่ในรายการตัวชี้วัดแต่ไม่มีรายละเอียดตัวชี้วัด เพิ่มให้เหมือนตัวอื่น"
                   : names.th + " มีรายละเอียดตัวชี้วัดแต่ไม่อยู่ในรายการตัวชี้วัด เพิ่มไว้ในรายการ",
             sheet ? "The " + names.en +
                         " is on the list of indicators and has no data sheet, as the others have: "
                         "add one."
                   : "The " + names.en +
                         " has a data sheet and is not on the list of indicators: add it there.");
}

void run(Context& context) {
    if (!context.printed()) return;
    Group without_sheet;
    std::size_t listed = 0;
    std::map<std::string_view, std::pair<Group, std::size_t>> by_group;
    for (const plan::Indicator& indicator : context.plan().indicators) {
        const bool in_list = is_listed(context, indicator);
        const bool in_sheet = has_sheet(context, indicator);
        if (in_list) ++listed;
        if (in_list && !in_sheet) without_sheet.push_back(&indicator);
        auto& [unlisted, all] = by_group[indicator.group];
        ++all;
        if (!in_list) unlisted.push_back(&indicator);
    }
    const std::size_t sheets = listed - without_sheet.size();
    if (!without_sheet.empty() && sheets >= 2 && sheets * 10 >= listed * 7) {
        report(context, without_sheet, true);
    }
    // A table of the agreement that the list leaves out as a whole was not meant to be in it.
    for (const auto& [letter, group] : by_group) {
        const auto& [unlisted, all] = group;
        const std::size_t in_list = all - unlisted.size();
        if (unlisted.size() == 1 && in_list >= 3) {
            report(context, unlisted, false);
        }
    }
}

constexpr std::string_view kList =
    "สรุปตัวชี้วัดตามคำรับรองการปฏิบัติราชการ\n"
    "\n"
    "ลำดับที่\tตัวชี้วัด\tหน่วยนับ\tค่าเป้าหมาย\n"
    "๑\tจำนวนสวนที่เปิดใช้\tแห่ง\t๔\n"
    "๒\tจำนวนต้นไม้ที่ปลูก\tต้น\t๕๐๐\n"
    "๓\tจำนวนคลองที่ขุดลอก\tสาย\t๓\n"
    "\n"
    "รายละเอียดตัวชี้วัด\n"
    "\n"
    "ตัวชี้วัดที่ ๑ จำนวนสวนที่เปิดใช้\n"
    "\n"
    "หน่วยนับ\tแห่ง\n"
    "วิธีการคำนวณ\tนับสวนที่เปิดให้ประชาชนใช้\n"
    "แหล่งข้อมูล/หลักฐาน\t๑. ภาพถ่าย\n"
    "\n"
    "ตัวชี้วัดที่ ๒ จำนวนต้นไม้ที่ปลูก\n"
    "\n"
    "หน่วยนับ\tต้น\n"
    "วิธีการคำนวณ\tนับต้นไม้ที่รอดเมื่อสิ้นปี\n"
    "แหล่งข้อมูล/หลักฐาน\t๑. ทะเบียน\n";

}  // namespace

const Rule& indicator_sheet_missing() {
    static const std::string kThird =
        "\n"
        "ตัวชี้วัดที่ ๓ จำนวนคลองที่ขุดลอก\n"
        "\n"
        "หน่วยนับ\tสาย\n"
        "วิธีการคำนวณ\tนับคลองที่ตรวจรับแล้ว\n"
        "แหล่งข้อมูล/หลักฐาน\t๑. ใบตรวจรับ\n";
    static const std::string kFourth =
        "\n"
        "ตัวชี้วัดที่ ๔ ความยาวของเขื่อนริมคลอง\n"
        "\n"
        "หน่วยนับ\tเมตร\n"
        "วิธีการคำนวณ\tวัดเขื่อนที่ตรวจรับแล้ว\n"
        "แหล่งข้อมูล/หลักฐาน\t๑. ใบตรวจรับ\n";
    static const std::string kBad = std::string(kList) + kThird + kFourth;
    static const std::string kGood = std::string(kList) + kThird;
    static const Rule kRule{
        .id = "indicator.sheet_missing",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"ตัวชี้วัดอยู่ในรายการหรือในรายละเอียดเพียงแห่งเดียว",
                  "An indicator is on the list or has a data sheet, not both"},
        .why =
            {"รายการตัวชี้วัดและรายละเอียดต้องมีตัวชี้วัดชุดเดียวกัน กฎนี้เตือนเมื่อตัวอื่นส่วนใหญ่มีทั้งสองแห่ง",
             "List and data sheets hold the same indicators. The rule speaks when most of them are "
             "in both."},
        .mend = {"เพิ่มในแห่งที่ขาด", "Add it where it is missing."},
        .source = {"บัญชีตัวชี้วัดและแบบรายละเอียดตัวชี้วัด", "List and data sheets of indicators."},
        .bad = {{kBad, {28}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
