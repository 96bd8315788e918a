#include <cstddef>
#include <string>
#include <vector>

#include "context.h"
#include "language_numbers.h"

namespace phaen::check {

const Rule& format_space_before_mark();

namespace {

bool is_closing(char32_t c) { return c == U',' || c == U';' || c == U')' || c == U'”'; }

void run(Context& context) {
    std::vector<Slip> slips;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        std::string mended;
        std::size_t done = 0;
        std::string where;
        for (std::size_t i = 1; i + 1 < text.size(); ++i) {
            const bool before_closing = text[i] == U' ' && is_closing(text[i + 1]);
            const bool behind_opening =
                text[i] == U' ' && (text[i - 1] == U'(' || text[i - 1] == U'“');
            if (!before_closing && !behind_opening) continue;
            // `( )` is a box to tick.
            if (text[i - 1] == U'(' && text[i + 1] == U')') continue;
            if (text[i - 1] == U',' || text[i - 1] == U'.') continue;
            mended += text.slice(done, i);
            done = i + 1;
            if (where.empty()) where = text.excerpt(i - 1, i + 2, 8);
        }
        if (where.empty()) return;
        mended += text.slice(done, text.size());
        slips.push_back({&passage, where, std::move(mended)});
    });
    if (slips.empty()) return;
    FindingBuilder finding = context.finding(format_space_before_mark());
    add_slips(finding, slips);
    const std::string& where = slips.front().excerpt;
    finding.found(where).say("เว้นวรรคหน้าจุลภาคหรือด้านในวงเล็บใน “" + where + "”" +
                                 times_th(slips.size()) + " เครื่องหมายเหล่านี้เขียนติดกับคำ",
                             "A space stands before a comma or inside a bracket in “" + where +
                                 "”" + times_en(slips.size()) + ": these marks touch their word.");
}

}  // namespace

const Rule& format_space_before_mark() {
    static const Rule kRule{
        .id = "format.space_before_mark",
        .severity = Severity::info,
        .category = Category::format,
        .title = {"เว้นวรรคหน้าจุลภาคหรือด้านในวงเล็บ", "A space before a comma or inside a bracket"},
        .why = {"จุลภาคและวงเล็บเขียนติดกับข้อความที่คั่นหรือคร่อม รายงานครั้งเดียวต่อเอกสาร",
                "A comma touches the word before it, and brackets what they hold. Reported once a "
                "document."},
        .mend = {"ลบช่องว่าง", "Delete the space."},
        .source = {"หลักเกณฑ์การเว้นวรรคของราชบัณฑิตยสภา", "Spacing rules of the Royal Institute."},
        .fixable = true,
        .bad = {{"คำนำ\n\nหมวดค่าวัสดุ ๕๐๐ บาท ,หมวดค่าสาธารณูปโภค ๓๐๐ บาท\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\nหมวดค่าวัสดุ ๕๐๐ บาท, หมวดค่าสาธารณูปโภค (รวม) ๓๐๐ บาท ( ) มี ( ) ไม่มี\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
