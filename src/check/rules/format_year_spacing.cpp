#include <cstddef>
#include <string>
#include <string_view>

#include "context.h"
#include "language_numbers.h"

namespace phaen::check {

const Rule& format_year_spacing();

namespace {

constexpr std::u32string_view kEra = U"พ.ศ.";
constexpr std::size_t kFewestYears = 4;

/// The text with a space behind every พ.ศ. that a digit follows at once.
std::string with_spaces(const CodePoints& text) {
    std::string out;
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_any_digit(text[i]) || !ends_at(text, i, kEra)) continue;
        out += text.slice(done, i);
        out += ' ';
        done = i;
    }
    out += text.slice(done, text.size());
    return out;
}

void run(Context& context) {
    FormUse forms;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        if (passage.kind == Passage::Kind::contents) return;
        for (std::size_t i = 0; i + kEra.size() < text.size(); ++i) {
            if (!stands_at(text, i, kEra)) continue;
            const std::size_t behind = i + kEra.size();
            const std::size_t year = skip_spaces(text, behind);
            if (!is_any_digit(text[year])) continue;
            const bool spaced = year > behind;
            forms.add(spaced ? "พ.ศ. " : "พ.ศ.", {&passage, text.excerpt(i, year + 4, 0),
                                                  spaced ? std::string() : with_spaces(text)});
        }
    });
    const std::string usual = forms.usual();
    const std::vector<Slip> others = forms.others(usual);
    if (forms.total() < kFewestYears || !is_minority(others.size(), forms.total())) return;
    FindingBuilder finding = context.finding(format_year_spacing());
    add_passages(finding, others);
    const bool spaced = usual.ends_with(' ');
    const std::string& where = others.front().excerpt;
    finding.found(where)
        .expected(spaced ? "พ.ศ. ๒๕xx" : "พ.ศ.๒๕xx")
        .say("“" + where + "”" + times_th(others.size()) +
                 (spaced ? " ไม่เว้นวรรคหลัง พ.ศ. ทั้งที่ที่อื่นเว้นวรรค" : " เว้นวรรคหลัง พ.ศ. ทั้งที่ที่อื่นไม่เว้น") +
                 " ควรใช้แบบเดียวกันทั้งเล่ม",
             "“" + where + "”" + times_en(others.size()) + " has " + (spaced ? "no" : "a") +
                 " space behind พ.ศ., unlike the rest of the document: use one form.");
}

}  // namespace

const Rule& format_year_spacing() {
    static const Rule kRule{
        .id = "format.year_spacing",
        .severity = Severity::info,
        .category = Category::format,
        .title = {"เว้นวรรคหลัง พ.ศ. ไม่เหมือนกัน", "The space behind พ.ศ. varies"},
        .why =
            {"การเว้นวรรคระหว่าง พ.ศ. กับปีควรเหมือนกันทั้งเล่ม รายงานครั้งเดียวต่อเอกสาร",
             "The space between พ.ศ. and the year should be the same throughout. Reported once a "
             "document."},
        .mend = {"แก้แห่งที่ต่างให้เหมือนส่วนใหญ่", "Write the few like the many."},
        .source = {"การเขียนตัวเลข วันที่ และจำนวนเงินในเอกสารราชการ",
                   "Writing of numbers, dates and money in official Thai documents."},
        .fixable = true,
        .bad = {{"คำนำ\n\nแผนปี พ.ศ. ๒๕๖๕ และ พ.ศ. ๒๕๖๖\n\nแผนปี พ.ศ. ๒๕๖๗\n\nแผนปี พ.ศ.๒๕๖๘\n",
                 {7},
                 ""}},
        .near_miss = {{"คำนำ\n\nแผนปี พ.ศ. ๒๕๖๕ และ พ.ศ. ๒๕๖๖\n\nแผนปี พ.ศ. ๒๕๖๗\n\nแผนปี พ.ศ. ๒๕๖๘\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
