#include <cstddef>
#include <string>

#include "context.h"
#include "language_numbers.h"

namespace phaen::check {

const Rule& format_repeat_mark();

namespace {

constexpr char32_t kMaiYamok = 0x0E46;
constexpr std::size_t kFewest = 4;

void run(Context& context) {
    FormUse forms;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        for (std::size_t i = 1; i < text.size(); ++i) {
            if (text[i] != kMaiYamok) continue;
            const bool spaced = text[i - 1] == U' ';
            forms.add(spaced ? " ๆ" : "ๆ",
                      {&passage, text.excerpt(spaced ? i - 1 : i, i + 1, 5), ""});
        }
    });
    const std::string usual = forms.usual();
    const std::vector<Slip> others = forms.others(usual);
    if (others.empty() || forms.total() < kFewest) return;
    FindingBuilder finding = context.finding(format_repeat_mark());
    add_passages(finding, others);
    const std::string& where = others.front().excerpt;
    const bool spaced = usual.starts_with(' ');
    finding.found(where)
        .expected(spaced ? "ต่าง ๆ" : "ต่างๆ")
        .say("“" + where + "”" + times_th(others.size()) +
                 (spaced ? " ไม่เว้นวรรคหน้าไม้ยมก" : " เว้นวรรคหน้าไม้ยมก") +
                 " ต่างจากที่อื่นในเอกสาร ควรใช้แบบเดียวกัน",
             "“" + where + "”" + times_en(others.size()) + " has " + (spaced ? "no" : "a") +
                 " space before ๆ, unlike the rest of the document: use one form.");
}

}  // namespace

const Rule& format_repeat_mark() {
    static const Rule kRule{
        .id = "format.repeat_mark",
        .severity = Severity::info,
        .category = Category::format,
        .title = {"เว้นวรรคหน้าไม้ยมกไม่เหมือนกัน", "The space before ๆ varies"},
        .why = {"ต่าง ๆ กับ ต่างๆ ปนกันในเล่มเดียว รายงานครั้งเดียวต่อเอกสาร",
                "ต่าง ๆ and ต่างๆ are mixed. Reported once a document."},
        .mend = {"ใช้แบบเดียวกันทั้งเล่ม ราชบัณฑิตยสภาให้เว้นวรรคหน้าไม้ยมก",
                 "Use one form; the Royal Institute has a space before ๆ."},
        .source = {"หลักเกณฑ์การเว้นวรรคของราชบัณฑิตยสภา", "Spacing rules of the Royal Institute."},
        .bad = {{"คำนำ\n\nด้านต่าง ๆ ของเมืองอื่น ๆ\n\nหน่วยงานอื่น ๆ\n\nแนวปฏิบัติต่างๆ\n", {7}, ""}},
        .near_miss = {{"คำนำ\n\nด้านต่าง ๆ ของเมืองอื่น ๆ\n\nหน่วยงานอื่น ๆ\n\nแนวปฏิบัติต่าง ๆ\n", {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
