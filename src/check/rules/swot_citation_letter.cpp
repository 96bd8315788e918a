#include <algorithm>
#include <string>
#include <vector>

#include "context.h"
#include "ref_swot.h"
#include "refs.h"

namespace phaen::check {

const Rule& swot_citation_letter();

namespace {

std::string ids_of(const plan::SwotCombination& combination) {
    std::vector<std::string> ids;
    for (const plan::Ref& ref : combination.items) {
        if (ref.resolved()) ids.push_back(ref.id);
    }
    return joined(ids);
}

/// The print of a combination's items, when it names none of them by its letter.
const plan::Claim* without_letters(const Context& context,
                                   const plan::SwotCombination& combination) {
    const plan::Claim* body = nullptr;
    for (const plan::Claim* claim : context.claims_about(combination.id, plan::ClaimKind::name)) {
        if (!swot_citations(claim->printed).empty()) return nullptr;
        body = claim;
    }
    return body;
}

void run(Context& context) {
    const auto& combinations = context.plan().swot.combinations;
    const bool others_have = std::any_of(
        combinations.begin(), combinations.end(), [&](const plan::SwotCombination& combination) {
            const auto claims = context.claims_about(combination.id, plan::ClaimKind::name);
            return std::any_of(claims.begin(), claims.end(), [](const plan::Claim* claim) {
                return !swot_citations(claim->printed).empty();
            });
        });
    if (!others_have) return;
    for (const plan::SwotCombination& combination : combinations) {
        if (combination.items.empty()) continue;
        const plan::Claim* body = without_letters(context, combination);
        if (body == nullptr) continue;
        const std::string ids = ids_of(combination);
        context.finding(swot_citation_letter())
            .about(combination.id)
            .member("/items")
            .at(body->place)
            .found(shorten(body->printed, 30))
            .expected(ids)
            .say(combination_th(combination) +
                     " อ้างข้อ SWOT โดยไม่มีตัวอักษร S W O T กำกับ ข้อความตรงกับ " + ids +
                     " ใส่รหัสข้อให้เหมือนการจับคู่อื่น",
                 "The " + combination_en(combination) +
                     " cites SWOT items without their letters; the words are those of " + ids +
                     ": name them as the other combinations do.");
    }
}

constexpr std::string_view kLists =
    "การวิเคราะห์ SWOT\n"
    "\n"
    "จุดแข็ง (S)\n"
    "\n"
    "๑. บุคลากรรู้จักพื้นที่และผู้นำชุมชนเป็นอย่างดี\n"
    "๒. มีรถเก็บขนเพียงพอต่อรอบการเก็บ\n"
    "\n"
    "โอกาส (O)\n"
    "\n"
    "๑. ประชาชนสนใจการคัดแยกขยะมากขึ้นทุกปี\n"
    "๒. ภาคเอกชนยินดีให้ใช้ที่ดินว่างเป็นสวน\n"
    "\n"
    "๑. การดำเนินงานเชิงรุกโดยใช้จุดแข็ง (Strengths) และใช้ประโยชน์จากโอกาส (Opportunities)\n"
    "\n"
    "๑.๑ การคัดแยกขยะในชุมชน\n"
    "\n"
    "- S๑ บุคลากรรู้จักพื้นที่และผู้นำชุมชนเป็นอย่างดี O๑ ประชาชนสนใจการคัดแยกขยะมากขึ้นทุกปี "
    "จึงกำหนดโครงการที่เกี่ยวข้อง จำนวน ๑ โครงการ ได้แก่ โครงการคัดแยกขยะ\n"
    "\n"
    "๑.๒ การทำสวนในที่ดินว่าง\n"
    "\n";

}  // namespace

const Rule& swot_citation_letter() {
    static const std::string kBad =
        std::string(kLists) +
        "- ๑.๑ บุคลากรรู้จักพื้นที่และผู้นำชุมชนเป็นอย่างดี ๑.๒ ภาคเอกชนยินดีให้ใช้ที่ดินว่างเป็นสวน "
        "จึงกำหนดโครงการที่เกี่ยวข้อง จำนวน ๑ โครงการ ได้แก่ โครงการสวนเล็กใกล้บ้าน\n";
    static const std::string kGood =
        std::string(kLists) +
        "- S๑ บุคลากรรู้จักพื้นที่และผู้นำชุมชนเป็นอย่างดี O๒ ภาคเอกชนยินดีให้ใช้ที่ดินว่างเป็นสวน "
        "จึงกำหนดโครงการที่เกี่ยวข้อง จำนวน ๑ โครงการ ได้แก่ โครงการสวนเล็กใกล้บ้าน\n";
    static const Rule kRule{
        .id = "swot.citation_letter",
        .severity = Severity::warning,
        .category = Category::numbering,
        .title = {"อ้างข้อ SWOT โดยไม่มีตัวอักษรกำกับ", "SWOT items are cited without their letters"},
        .why = {"เลขข้ออย่างเดียวไม่บอกว่าเป็นจุดแข็ง จุดอ่อน โอกาส หรืออุปสรรค เมื่อการจับคู่อื่นใช้รหัสเต็ม "
                "ข้อนี้จึงควรใช้เหมือนกัน",
                "A number alone does not say whether it is a strength, weakness, opportunity or "
                "threat; the other combinations do."},
        .mend = {"ใส่รหัสเต็มของข้อ เช่น S๑ O๒", "Write the whole code of the item, such as S1, O2."},
        .source = {"การอ้างถึงข้อในการวิเคราะห์ SWOT", "Citations of SWOT items."},
        .bad = {{kBad, {21}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
