#include <cstddef>
#include <string>
#include <utility>

#include "context.h"
#include "language_numbers.h"

namespace phaen::check {

const Rule& format_year_dash();

namespace {

constexpr std::size_t kFewestRanges = 3;

void run(Context& context) {
    FormUse forms;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        if (passage.kind == Passage::Kind::contents) return;
        for (const YearRange& range : year_ranges(text)) {
            forms.add(range.dash, {&passage, text.excerpt(range.from.begin, range.to.end, 0), ""});
        }
    });
    const std::string usual = forms.usual();
    const std::vector<Slip> others = forms.others(usual);
    if (others.empty() || forms.total() < kFewestRanges || others.size() * 2 >= forms.total()) {
        return;
    }
    FindingBuilder finding = context.finding(format_year_dash());
    add_passages(finding, others);
    const std::string& where = others.front().excerpt;
    finding.found(where)
        .expected("๒๕xx" + usual + "๒๕xx")
        .say("ช่วงปี “" + where + "”" + times_th(others.size()) +
                 " ใช้ขีดหรือเว้นวรรคข้างขีดต่างจากที่อื่นในเอกสาร ซึ่งเขียน “๒๕xx" + usual +
                 "๒๕xx” ควรใช้แบบเดียวกัน",
             "The years “" + where + "”" + times_en(others.size()) +
                 " have another dash, or other spaces around it, than the rest of the document, "
                 "“๒๕xx" +
                 usual + "๒๕xx”: use one form.");
}

}  // namespace

const Rule& format_year_dash() {
    static const Rule kRule{
        .id = "format.year_dash",
        .severity = Severity::info,
        .category = Category::format,
        .title = {"ขีดระหว่างปีไม่เหมือนกัน", "Dashes between years differ"},
        .why = {"ช่วงปีควรเขียนแบบเดียวทั้งเล่ม ทั้งชนิดของขีดและการเว้นวรรค รายงานครั้งเดียวต่อเอกสาร",
                "Spans of years should be written alike, the dash as well as the spaces around it. "
                ""
                "Reported once a document."},
        .mend = {"แก้แห่งที่ต่างให้เหมือนส่วนใหญ่", "Write the few like the many."},
        .source = {"การเขียนตัวเลข วันที่ และจำนวนเงินในเอกสารราชการ",
                   "Writing of numbers, dates and money in official Thai documents."},
        .bad =
            {{"คำนำ\n\nแผน (พ.ศ. ๒๕๖๑ – ๒๕๖๕)\n\nแผน (พ.ศ. ๒๕๖๖ – ๒๕๗๐)\n\nแผน (พ.ศ. ๒๕๖๑ -๒๕๖๕)\n",
              {7},
              ""}},
        .near_miss = {{"คำนำ\n\nแผน (พ.ศ. ๒๕๖๑ – ๒๕๖๕)\n\nแผน (พ.ศ. ๒๕๖๖ – ๒๕๗๐)\n\nแผน (พ.ศ. ๒๕๖๑ "
                       "– ๒๕๖๕)\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
