#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "ref_terms.h"
#include "refs.h"

namespace phaen::check {

const Rule& term_unused();

namespace {

void run(Context& context) {
    constexpr int kUsed = 600;
    const auto& glossary = context.plan().glossary;
    const std::vector<int> uses = term_uses_per_mille(context);
    std::map<std::string_view, std::string_view> indicator_of;
    for (const plan::Indicator& indicator : context.plan().indicators) {
        for (const plan::Id& id : indicator.definitions) indicator_of.emplace(id, indicator.id);
    }
    std::map<std::string_view, std::vector<const plan::GlossaryTerm*>> unused;
    for (std::size_t i = 0; i < glossary.size(); ++i) {
        if (uses[i] >= kUsed || glossary[i].term.empty()) continue;
        const auto found = indicator_of.find(glossary[i].id);
        unused[found == indicator_of.end() ? glossary[i].id : found->second].push_back(
            &glossary[i]);
    }
    for (const auto& [indicator, terms] : unused) {
        FindingBuilder finding = context.finding(term_unused());
        finding.about(terms.front()->id).found(terms.front()->term);
        std::vector<std::string> names;
        for (const plan::GlossaryTerm* term : terms) {
            if (names.size() < 6) names.push_back("“" + shorten(term->term) + "”");
            if (context.printed() && names.size() <= 6) finding.at(term_place(context, *term));
        }
        finding.say("นิยาม " + joined(names) + " ไม่ได้ใช้ที่ใดในแผน ตัดออก หรือใช้คำนี้ในที่ที่นิยามไว้เพื่อ",
                    "The definition of " + joined(names) +
                        " is used nowhere in the plan: leave it out, or use the term where it is "
                        "meant.");
    }
}

constexpr std::string_view kSheet =
    "รายละเอียดตัวชี้วัด\n"
    "\n"
    "ตัวชี้วัดที่ ๑ จำนวนพื้นที่สีเขียวที่เปิดใช้\n"
    "\n"
    "หน่วยนับ\tแห่ง\n"
    "นิยาม/คำอธิบาย\t<p>พื้นที่สีเขียว หมายถึง ที่เปิดโล่งซึ่งมีไม้ยืนต้น</p>";

}  // namespace

const Rule& term_unused() {
    static const std::string kBad =
        std::string(kSheet) + "<p>ครุภัณฑ์ราคาสูง หมายถึง สิ่งของที่ซื้อเกินหนึ่งล้านบาท</p>\n";
    static const std::string kGood = std::string(kSheet) + "\n";
    static const Rule kRule{
        .id = "term.unused",
        .severity = Severity::info,
        .category = Category::alignment,
        .title = {"นิยามที่ไม่ได้ใช้", "A definition that is used nowhere"},
        .why = {"คำที่นิยามไว้แต่ไม่ปรากฏที่อื่นในแผนมักติดมาจากคู่มือหรือแผนปีก่อน ทำให้ผู้อ่านหาว่าใช้กับอะไร",
                "A term that is defined and stands nowhere else often came along from a manual or "
                "last "
                "year's plan. Readers look for what it is about."},
        .mend = {"ตัดนิยามออก หรือใช้คำนั้นในตัวชี้วัด วิธีคำนวณ หรือเกณฑ์",
                 "Leave it out, or use the term in the name, method or criteria."},
        .source = {"คำที่นิยามไว้แต่ไม่ได้ใช้", "Defined but never used."},
        .bad = {{kBad, {6}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
