#include <cstddef>
#include <string>

#include "context.h"
#include "language_numbers.h"

namespace phaen::check {

const Rule& format_percent();

namespace {

constexpr std::u32string_view kPerHundred = U"ร้อยละ";
constexpr std::size_t kFewest = 4;

void run(Context& context) {
    FormUse forms;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        if (passage.kind == Passage::Kind::header_cell) return;
        for (const PrintedNumber& number : printed_numbers(text)) {
            std::size_t before = number.begin;
            while (before > 0 && text[before - 1] == U' ') --before;
            const std::size_t behind = skip_spaces(text, number.end);
            if (ends_at(text, before, kPerHundred)) {
                forms.add("ร้อยละ", {&passage, text.excerpt(before - 6, number.end, 0), ""});
            } else if (text[behind] == U'%') {
                forms.add("%", {&passage, text.excerpt(number.begin, behind + 1, 0), ""});
            }
        }
    });
    const std::string usual = forms.usual();
    const std::vector<Slip> others = forms.others(usual);
    if (forms.total() < kFewest || !is_minority(others.size(), forms.total())) return;
    FindingBuilder finding = context.finding(format_percent());
    add_passages(finding, others);
    const std::string& where = others.front().excerpt;
    finding.found(where).expected(usual).say(
        "“" + where + "”" + times_th(others.size()) + " เขียนอัตราส่วนร้อยต่างจากที่อื่นในเอกสาร ซึ่งใช้ “" +
            usual + "” ควรใช้แบบเดียวกัน",
        "“" + where + "”" + times_en(others.size()) +
            " writes a percentage in another way than the rest of the document, which has “" +
            usual + "”: use one form.");
}

}  // namespace

const Rule& format_percent() {
    static const Rule kRule{
        .id = "format.percent",
        .severity = Severity::info,
        .category = Category::format,
        .title = {"ใช้ร้อยละปนกับ %", "ร้อยละ and % are mixed"},
        .why =
            {"ข้อความราชการใช้คำว่า ร้อยละ หน้าตัวเลข เครื่องหมาย % ในข้อความทำให้ไม่สม่ำเสมอ หัวตารางไม่นับ",
             "Official text has ร้อยละ before the number; a % among it is uneven. Headers of tables "
             "do not count."},
        .mend = {"ใช้แบบเดียวกับส่วนใหญ่", "Use the form of the many."},
        .source = {"การเขียนตัวเลข วันที่ และจำนวนเงินในเอกสารราชการ",
                   "Writing of numbers, dates and money in official Thai documents."},
        .bad = {{"คำนำ\n\nสำเร็จร้อยละ ๘๐ และร้อยละ ๙๐\n\nเบิกจ่ายร้อยละ ๙๕\n\nผู้ร่วมงานพอใจ ๘๕%\n",
                 {7},
                 ""}},
        .near_miss =
            {{"คำนำ\n\nสำเร็จร้อยละ ๘๐ และร้อยละ ๙๐\n\nเบิกจ่ายร้อยละ ๙๕\n\nผู้ร่วมงานพอใจร้อยละ ๘๕\n",
              {},
              ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
