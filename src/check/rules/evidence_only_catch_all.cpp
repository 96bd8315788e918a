#include <algorithm>
#include <string>

#include "context.h"
#include "refs.h"

namespace phaen::check {

const Rule& evidence_only_catch_all();

namespace {

void run(Context& context) {
    for (const plan::Indicator& indicator : context.plan().indicators) {
        if (indicator.evidence.empty() ||
            !std::all_of(indicator.evidence.begin(), indicator.evidence.end(),
                         [](const plan::EvidenceItem& item) { return item.catch_all; })) {
            continue;
        }
        const plan::EvidenceItem& item = indicator.evidence.front();
        FindingBuilder finding = context.finding(evidence_only_catch_all());
        finding.about(indicator.id).member("/evidence");
        if (context.printed()) {
            const plan::Place* place = context.first_place_of(item.id);
            finding.at(place != nullptr ? printed_at(context, *place, item.text)
                                        : sheet_place(context, indicator));
        }
        finding.found(item.text).say(
            "หลักฐานของ" + context.name_th(indicator.id) + " มีเพียง “" + shorten(item.text) +
                "” ระบุเอกสารที่ใช้ยืนยันผลอย่างน้อยหนึ่งรายการ",
            "The only evidence of the " + context.name_en(indicator.id) + " is “" +
                shorten(item.text) + "”: name at least one document that shows the result.");
    }
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[indicators]]\n"
    "id = \"i1\"\n"
    "name = \"จำนวนสวน\"\n"
    "evidence = [{ id = \"e1\", text = \"เอกสารอื่นที่เกี่ยวข้อง\", catch_all = true }";

}  // namespace

const Rule& evidence_only_catch_all() {
    static const std::string kBad = std::string(kHead) + "]\n";
    static const std::string kGood =
        std::string(kHead) + ", { id = \"e2\", text = \"ภาพถ่ายสวน\" }]\n";
    static const Rule kRule{
        .id = "evidence.only_catch_all",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"หลักฐานมีเพียงเอกสารอื่น ๆ", "The only evidence is “other documents”"},
        .why =
            {"รายการ “เอกสารอื่นที่เกี่ยวข้อง” ครอบคลุมทุกอย่างจึงไม่ยืนยันอะไร ต้องมีหลักฐานที่ระบุชื่ออย่างน้อยหนึ่งรายการ",
             "An item that covers everything shows nothing. At least one document must be named."},
        .mend = {"ระบุเอกสารที่ใช้ยืนยันผล", "Name the document that shows the result."},
        .source = {"หลักฐานข้อที่เขียนรวมว่าอื่น ๆ ไม่มีวันขาด",
                   "A catch-all evidence item is never missing."},
        .bad = {{kBad, {}, "i1"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
