#include <string>

#include "context.h"
#include "ref_swot.h"

namespace phaen::check {

const Rule& swot_citation_differs();

namespace {

void run(Context& context) {
    const auto& items = context.derived<SwotItems>();
    for (const plan::SwotCombination& combination : context.plan().swot.combinations) {
        for (const plan::Claim* claim :
             context.claims_about(combination.id, plan::ClaimKind::name)) {
            for (const SwotCitation& citation : swot_citations(claim->printed)) {
                const plan::SwotItem* cited = items.find(citation.id);
                if (cited == nullptr || SwotItems::says(citation.text, *cited)) continue;
                const plan::SwotItem* said = items.said_by(citation.text);
                if (said == nullptr) continue;
                context.finding(swot_citation_differs())
                    .about(combination.id)
                    .member("/items")
                    .at(cited_at(context, combination, citation.printed))
                    .at(context.places_of(said->id))
                    .found(citation.printed)
                    .expected(said->id)
                    .say(combination_th(combination) + " อ้าง “" + citation.printed +
                             "” แต่ข้อความที่ตามมาเป็นของ " + said->id + " แก้เลขข้อหรือข้อความให้ตรงกัน",
                         "The " + combination_en(combination) + " cites “" + citation.printed +
                             "” with the words of " + said->id +
                             ": correct the number or the words.");
            }
        }
    }
}

constexpr std::string_view kLists =
    "การวิเคราะห์ SWOT\n"
    "\n"
    "จุดแข็ง (S)\n"
    "\n"
    "S๑ บุคลากรรู้จักพื้นที่และผู้นำชุมชน\n"
    "S๒ มีรถเก็บขนเพียงพอต่อรอบการเก็บ\n"
    "\n"
    "โอกาส (O)\n"
    "\n"
    "O๑ ประชาชนสนใจการคัดแยกขยะมากขึ้น\n"
    "O๒ ภาคเอกชนยินดีให้ใช้ที่ดินว่างเป็นสวน\n"
    "\n"
    "๑. การดำเนินงานเชิงรุกโดยใช้จุดแข็ง (Strengths) และใช้ประโยชน์จากโอกาส (Opportunities)\n"
    "\n"
    "๑.๑ การคัดแยกขยะในชุมชน\n"
    "\n";

}  // namespace

const Rule& swot_citation_differs() {
    static const std::string kBad =
        std::string(kLists) +
        "- S๑ บุคลากรรู้จักพื้นที่และผู้นำชุมชน O๒ ประชาชนสนใจการคัดแยกขยะมากขึ้น จึงกำหนดโครงการคัดแยกขยะ\n";
    static const std::string kGood =
        std::string(kLists) +
        "- S๑ บุคลากรรู้จักพื้นที่และผู้นำของชุมชน O๑ ประชาชนสนใจคัดแยกขยะมากขึ้น จึงกำหนดโครงการคัดแยกขยะ\n";
    static const Rule kRule{
        .id = "swot.citation_differs",
        .severity = Severity::error,
        .category = Category::alignment,
        .title = {"เลขข้อ SWOT ที่อ้างไม่ตรงกับข้อความ", "A SWOT item is cited with the words of another"},
        .why =
            {"เมื่ออ้างข้อหนึ่งแต่ยกข้อความของอีกข้อ ผู้อ่านไม่รู้ว่ากลยุทธ์มาจากข้อใด ข้อความที่เรียบเรียงใหม่ไม่ถือว่าผิด",
             "When one item is cited and another quoted, nobody knows which one the strategy comes "
             "from. Words that are nobody's are taken for a paraphrase."},
        .mend = {"แก้เลขข้อหรือข้อความให้เป็นข้อเดียวกัน",
                 "Make the number and the words those of one item."},
        .source = {"การอ้างถึงข้อในการวิเคราะห์ SWOT", "Citations of SWOT items."},
        .bad = {{kBad, {17}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
