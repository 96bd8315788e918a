#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "language_numbers.h"

namespace phaen::check {

const Rule& format_abbreviation();

namespace {

/// The full name must be so many times as common: else the document uses both on purpose.
constexpr std::size_t kTimesAsCommon = 5;

std::size_t count_of(std::string_view text, std::string_view word) {
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + word.size())) {
        ++count;
    }
    return count;
}

void run(Context& context) {
    const PairFinder finder(context.words().pairs_of("abbreviations"));
    SlipGroups groups;
    std::map<std::string_view, std::string_view> forms;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        for (const PairHit& hit : finder.find(text)) {
            // In brackets it is being introduced, or named beside the full name.
            if (text[hit.begin - 1] == U'(' && text[hit.end] == U')') continue;
            std::string mended(text.slice(0, hit.begin));
            mended += hit.replacement->form;
            mended += text.slice(hit.end, text.size());
            forms.emplace(hit.seen, hit.replacement->form);
            groups.add(std::string(hit.seen),
                       {&passage, text.excerpt(hit.begin, hit.end), std::move(mended)});
        }
    });
    for (const SlipGroups::Group& group : groups.groups()) {
        const std::string form(forms.at(group.key));
        std::size_t full = 0;
        for (const Passage& passage : context.passages()) full += count_of(passage.text, form);
        if (full < kTimesAsCommon * group.slips.size()) continue;
        FindingBuilder finding = context.finding(format_abbreviation());
        add_slips(finding, group.slips);
        const std::string& where = group.slips.front().excerpt;
        finding.found(group.key).expected(form).say(
            "ใช้คำย่อ “" + group.key + "” ใน “" + where + "”" + times_th(group.slips.size()) +
                " ทั้งที่ที่อื่นในเอกสารเขียนเต็มว่า “" + form + "”",
            "“" + where + "”" + times_en(group.slips.size()) + " has the abbreviation “" +
                group.key + "” where the rest of the document writes “" + form + "”.");
    }
}

}  // namespace

const Rule& format_abbreviation() {
    static const Rule kRule{
        .id = "format.abbreviation",
        .severity = Severity::info,
        .category = Category::format,
        .title = {"ใช้คำย่อปนกับชื่อเต็ม", "An abbreviation among full names"},
        .why = {"เอกสารราชการเขียนชื่อหน่วยงานและตำแหน่งเต็ม คำย่ออยู่ในตาราง abbreviations ของไฟล์คำ",
                "Official documents write names in full. The abbreviations are in the table "
                "abbreviations "
                "of the words files."},
        .mend = {"เขียนเต็ม", "Write it in full."},
        .source = {"การใช้คำย่อในหนังสือราชการ", "Usage of official correspondence."},
        .fixable = true,
        .bad = {{"คำนำ\n\nคณะกรรมการชุดแรก คณะกรรมการชุดที่สอง คณะกรรมการชุดที่สาม\n\n"
                 "คณะกรรมการชุดที่สี่ และคณะกรรมการชุดที่ห้า\n\nคกก. เห็นชอบแผนแล้ว\n",
                 {7},
                 ""}},
        .near_miss = {{"คำนำ\n\nคณะกรรมการชุดแรก คณะกรรมการชุดที่สอง คณะกรรมการชุดที่สาม\n\n"
                       "คณะกรรมการชุดที่สี่ และคณะกรรมการชุดที่ห้า (คกก.) เห็นชอบแผนแล้ว\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
