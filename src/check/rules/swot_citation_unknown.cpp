#include <cstddef>
#include <string>

#include "context.h"
#include "phaen/base/thai_text.h"
#include "ref_swot.h"

namespace phaen::check {

const Rule& swot_citation_unknown();

namespace {

/// What the combination says behind the citation.
std::string words_behind(const Context& context, const plan::SwotCombination& combination,
                         const std::string& printed) {
    for (const plan::Claim* claim : context.claims_about(combination.id, plan::ClaimKind::name)) {
        for (const SwotCitation& citation : swot_citations(claim->printed)) {
            if (citation.printed == printed) return citation.text;
        }
    }
    return {};
}

void run(Context& context) {
    const auto& items = context.derived<SwotItems>();
    std::size_t cited = 0;
    std::size_t unknown = 0;
    for (const plan::SwotCombination& combination : context.plan().swot.combinations) {
        for (const plan::Ref& ref : combination.items) {
            ++cited;
            if (!ref.resolved() || items.find(ref.id) == nullptr) ++unknown;
        }
    }
    // Where most are not there, the analysis itself was not read.
    if (context.plan().swot.items.empty() || unknown * 2 > cited) return;
    for (const plan::SwotCombination& combination : context.plan().swot.combinations) {
        for (std::size_t i = 0; i < combination.items.size(); ++i) {
            const plan::Ref& ref = combination.items[i];
            if (ref.resolved() && items.find(ref.id) != nullptr) continue;
            const std::string printed = ref.resolved() ? ref.id : ref.unresolved;
            const plan::SwotItem* meant =
                items.said_by(words_behind(context, combination, printed));
            FindingBuilder finding = context.finding(swot_citation_unknown());
            finding.about(combination.id).member("/items/" + std::to_string(i));
            if (context.printed()) finding.at(cited_at(context, combination, printed));
            if (meant != nullptr) finding.expected(meant->id);
            finding.found(printed).say(
                combination_th(combination) + " อ้าง “" + printed + "” ซึ่งไม่มีในผลการวิเคราะห์ SWOT " +
                    (meant != nullptr ? "ข้อความตรงกับ " + meant->id + " แก้ให้ตรง"
                                      : std::string("แก้เลขข้อ หรือเพิ่มข้อนั้น")),
                "The " + combination_en(combination) + " cites “" + printed +
                    "”, which the SWOT analysis does not have" +
                    (meant != nullptr ? "; its words are those of " + meant->id + ": cite that."
                                      : std::string(": correct the number, or add the item.")));
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

const Rule& swot_citation_unknown() {
    static const std::string kBad =
        std::string(kLists) +
        "- S๑ บุคลากรรู้จักพื้นที่และผู้นำชุมชน O๔ ประชาชนสนใจการคัดแยกขยะมากขึ้น จึงกำหนดโครงการคัดแยกขยะ\n";
    static const std::string kGood =
        std::string(kLists) +
        "- S๑ บุคลากรรู้จักพื้นที่และผู้นำชุมชน O๑ ประชาชนสนใจการคัดแยกขยะมากขึ้น จึงกำหนดโครงการคัดแยกขยะ\n";
    static const Rule kRule{
        .id = "swot.citation_unknown",
        .severity = Severity::error,
        .category = Category::alignment,
        .title = {"อ้างข้อ SWOT ที่ไม่มี", "A SWOT item is cited that does not exist"},
        .why = {"กลยุทธ์และโครงการต้องมีที่มาจากผลการวิเคราะห์ ข้อที่ไม่มีอยู่แปลว่าเลขผิดหรือข้อตกหล่น",
                "Strategies and projects come from the analysis. An item that is not there has a "
                "wrong "
                "number, or was lost."},
        .mend = {"แก้เลขข้อให้ตรงกับรายการ หรือเพิ่มข้อที่ขาด",
                 "Correct the number, or add the item that is missing."},
        .source = {"การอ้างถึงข้อในการวิเคราะห์ SWOT", "Citations of SWOT items."},
        .bad = {{kBad, {17}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
