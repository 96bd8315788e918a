#include <cstddef>
#include <string>

#include "context.h"
#include "language_numbers.h"

namespace phaen::check {

const Rule& format_money();

namespace {

constexpr std::size_t kFewestAmounts = 4;

void report(Context& context, const FormUse& forms) {
    const std::string usual = forms.usual();
    const std::vector<Slip> others = forms.others(usual);
    if (forms.total() < kFewestAmounts || !is_minority(others.size(), forms.total())) return;
    FindingBuilder finding = context.finding(format_money());
    add_passages(finding, others);
    const std::string& where = others.front().excerpt;
    finding.found(where)
        .expected("… " + usual)
        .say("จำนวนเงิน “" + where + "”" + times_th(others.size()) +
                 " เขียนต่างจากที่อื่นในเอกสาร ซึ่งเขียนแบบ “๐" + usual + "” ควรใช้แบบเดียวกัน",
             "The amount “" + where + "”" + times_en(others.size()) +
                 " is not written as the others are, “๐" + usual + "”: use one form.");
}

void run(Context& context) {
    FormUse dashed;  // what stands behind `.-`
    FormUse plain;   // บาท behind a space, or not
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        for (const PrintedNumber& number : printed_numbers(text)) {
            const bool dash = stands_at(text, number.end, U".-");
            const std::size_t behind = dash ? number.end + 2 : number.end;
            const std::size_t baht = skip_spaces(text, behind);
            if (!stands_at(text, baht, U"บาท")) continue;
            const Slip slip{&passage, text.excerpt(number.begin, baht + 3, 0), ""};
            const std::string form =
                (dash ? ".-" : "") + std::string(baht > behind ? " บาท" : "บาท");
            (dash ? dashed : plain).add(form, slip);
        }
    });
    report(context, dashed);
    report(context, plain);
}

}  // namespace

const Rule& format_money() {
    static const Rule kRule{
        .id = "format.money",
        .severity = Severity::info,
        .category = Category::format,
        .title = {"เขียนจำนวนเงินไม่เหมือนกัน", "Amounts of money written in different ways"},
        .why =
            {"จำนวนเงินส่วนใหญ่ในเอกสารเขียนแบบหนึ่ง บางแห่งเว้นวรรคหน้าคำว่าบาทต่างไป",
             "Most amounts in the document are written in one way, and a few have another spacing "
             "before บาท."},
        .mend = {"เขียนให้เหมือนที่อื่น", "Write them like the others."},
        .source = {"การเขียนตัวเลข วันที่ และจำนวนเงินในเอกสารราชการ",
                   "Writing of numbers, dates and money in official Thai documents."},
        .bad = {{"คำนำ\n\nโครงการแรก ๑,๐๐๐.- บาท\n\nโครงการที่สอง ๒,๐๐๐.- บาท\n\nโครงการที่สาม ๓,๐๐๐.- "
                 "บาท\n\n"
                 "รวม ๖,๐๐๐.-บาท\n",
                 {9},
                 ""}},
        .near_miss = {{"คำนำ\n\nโครงการแรก ๑,๐๐๐.- บาท\n\nโครงการที่สอง ๒,๐๐๐.- บาท\n\nโครงการที่สาม "
                       "๓,๐๐๐.- บาท\n\n"
                       "เบิกจ่าย ๖,๐๐๐.๕๐ บาท\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
