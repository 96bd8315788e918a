#include <cstddef>
#include <string>

#include "context.h"
#include "language_text.h"

namespace phaen::check {

const Rule& typing_lone_mark();

namespace {

bool is_consonant(char32_t c) { return c >= 0x0E01 && c <= 0x0E2E; }
bool is_tone(char32_t c) { return c >= 0x0E48 && c <= 0x0E4B; }

/// True where a written character begins that lacks its consonant.
bool is_lone(const CodePoints& text, std::size_t i) {
    const char32_t c = text[i];
    const char32_t before = text[i - 1];
    if (is_thai_mark(c)) {
        if (before == 0x25CC) return false;  // ◌, which shows the mark itself
        if (is_tone(c) && is_tone(before)) return c != before;
        return !is_consonant(before) && !is_thai_mark(before);
    }
    if (is_following_vowel(c)) {
        if (c == 0x0E45) return false;
        // The mark itself is meant: “สระ า”, “-ะ”.
        if (before == 0x25CC || before == U'-' || before == 0 || before == U'“') return false;
        if (before == U' ') return is_thai(text[i + 1]) && (is_thai(text[i - 2]));
        return is_any_digit(before) || is_latin(before);
    }
    return false;
}

void run(Context& context) {
    SlipGroups groups;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (!is_lone(text, i)) continue;
            const std::string where = text.excerpt(i, i + 1, 8);
            groups.add(where, {&passage, where, ""});
            while (i + 1 < text.size() && is_thai_mark(text[i + 1])) ++i;
        }
    });
    for (const SlipGroups::Group& group : groups.groups()) {
        FindingBuilder finding = context.finding(typing_lone_mark());
        add_slips(finding, group.slips);
        finding.found(group.key).say("สระหรือวรรณยุกต์อยู่ลอยโดยไม่มีพยัญชนะใน “" + group.key + "”" +
                                         times_th(group.slips.size()) + " มีอักษรหายหรือเว้นวรรคเกิน",
                                     "A Thai vowel or tone mark stands without its consonant in “" +
                                         group.key + "”" + times_en(group.slips.size()) +
                                         ": a letter is missing or a space too many.");
    }
}

}  // namespace

const Rule& typing_lone_mark() {
    static const Rule kRule{
        .id = "typing.lone_mark",
        .severity = Severity::info,
        .category = Category::typo,
        .title = {"สระหรือวรรณยุกต์ลอย", "A vowel or tone mark without its consonant"},
        .why = {"สระหรือวรรณยุกต์ที่อยู่หลังช่องว่าง ตัวเลข หรืออักษรละติน แปลว่าอักษรหายหรือคำถูกตัด "
                "พบบ่อยในข้อความที่คัดลอกจาก PDF",
                "A vowel or tone mark behind a space, a digit or a Latin letter means a lost "
                "letter or a "
                "torn word, often in text copied from a PDF."},
        .mend = {"พิมพ์คำนั้นใหม่", "Type the word again."},
        .source = {"ลำดับพยัญชนะ สระ และวรรณยุกต์ในการเขียนไทย",
                   "Order of letters and marks in Thai writing."},
        .bad = {{"คำนำ\n\nหน่วยงานจัดท ารายงานประจำปี\n", {3}, ""},
                {"คำนำ\n\nโครงการ ้ใหม่ของเมือง\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\nหน่วยงานจัดทำรายงานประจำปี ทุก ๆ ไตรมาส ฤๅษี\n", {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
