#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "language_text.h"

namespace phaen::check {

const Rule& typing_leftover_mark();

namespace {

/// A document with more square brackets than this uses them on purpose.
constexpr std::size_t kFewBrackets = 3;
/// More blanks than this make a form.
constexpr std::size_t kFewBlanks = 2;
constexpr std::size_t kLongestTag = 60;

struct Leftover {
    std::size_t begin;
    std::size_t end;
};

bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The end of `<word …>` or `</word>` that begins here; an address in angle brackets is none.
std::optional<std::size_t> tag_end(const CodePoints& text, std::size_t at) {
    std::size_t i = at + 1;
    if (text[i] == U'/') ++i;
    const std::size_t name = i;
    while (is_letter(text[i]) || (i > name && is_arabic_digit(text[i]))) ++i;
    if (i == name || i - name > 10) return std::nullopt;
    if (text[i] != U'>' && text[i] != U' ' && text[i] != U'/') return std::nullopt;
    for (; i < text.size() && i - at < kLongestTag; ++i) {
        if (text[i] == U'>') return i + 1;
        if (text[i] == U'<' || is_thai(text[i])) return std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::size_t> entity_end(const CodePoints& text, std::size_t at) {
    std::size_t i = at + 1;
    if (text[i] == U'#') ++i;
    const std::size_t name = i;
    while (is_letter(text[i]) || is_arabic_digit(text[i])) ++i;
    if (i - name < 2 || i - name > 8 || text[i] != U';') return std::nullopt;
    return i + 1;
}

bool is_damaged(char32_t c) { return c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF); }

/// The end of a run of one mark that should stand once: `,,` `;;` `..` and the like.
std::optional<std::size_t> doubled_mark_end(const CodePoints& text, std::size_t at) {
    const char32_t c = text[at];
    if (c != U',' && c != U';' && c != U'.' && c != U'ฯ' && c != U':') return std::nullopt;
    std::size_t end = at;
    while (text[end] == c) ++end;
    if (end - at == 2) return end;
    // `,.` is one of the two; `.,` stands behind an abbreviation.
    if (c == U',' && end - at == 1 && text[end] == U'.') return end + 1;
    return std::nullopt;
}

/// What square brackets hold, when that is a sentence or a bare number.
std::optional<std::size_t> bracket_end(const CodePoints& text, std::size_t at) {
    bool digits = true;
    bool thai = false;
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == U'[') return std::nullopt;
        if (text[i] == U']') {
            const bool holds = i > at + 1 && (digits || thai);
            return holds ? std::optional(i + 1) : std::nullopt;
        }
        digits = digits && is_any_digit(text[i]);
        thai = thai || is_thai(text[i]);
    }
    return std::nullopt;
}

bool is_stroke(char32_t c) {
    return c == U'-' || c == U'=' || c == U'>' || c == U'–' || c == U'—' || c == U'_' || c == U'─';
}

std::size_t run_end(const CodePoints& text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && text[end] == text[at]) ++end;
    return end;
}

/// What a draft leaves where something was to be put: `???`, `[?]`, `XXX`, `<<`, `[[`, `{{`.
std::optional<std::size_t> placeholder_end(const CodePoints& text, std::size_t at) {
    const char32_t c = text[at];
    const char32_t before = text[at - 1];
    if (c == U'?') {
        const std::size_t end = run_end(text, at);
        const bool in_brackets =
            (before == U'[' && text[end] == U']') || (before == U'(' && text[end] == U')');
        return before != U'?' && (end - at >= 2 || in_brackets) ? std::optional(end) : std::nullopt;
    }
    if (before == c) return std::nullopt;
    if (c == U'[' || c == U'{' || c == U']' || c == U'}') {
        const std::size_t end = run_end(text, at);
        return end - at >= 2 ? std::optional(end) : std::nullopt;
    }
    if (c == U'<') {
        // Drawn arrows have strokes beside their heads.
        const std::size_t end = run_end(text, at);
        return end - at >= 2 && !is_stroke(text[end]) && !is_stroke(before) ? std::optional(end)
                                                                            : std::nullopt;
    }
    if (c == U'#' || c == U'~' || c == U'%' || c == U'@' || c == U'|') {
        const std::size_t end = run_end(text, at);
        return end - at >= 2 && !is_latin(before) && !is_latin(text[end]) ? std::optional(end)
                                                                          : std::nullopt;
    }
    if (c == U'X' || c == U'x') {
        // Beside digits and strokes it shows the shape of a code.
        const auto is_code = [](char32_t beside) {
            return is_latin(beside) || is_any_digit(beside) || is_stroke(beside) ||
                   beside == U'/' || beside == U'.';
        };
        const std::size_t end = run_end(text, at);
        return end - at >= 3 && !is_code(before) && !is_code(text[end]) ? std::optional(end)
                                                                        : std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::size_t> leftover_end(const CodePoints& text, std::size_t at, bool dots_count) {
    const char32_t c = text[at];
    if (is_damaged(c)) {
        std::size_t end = at;
        while (is_damaged(text[end])) ++end;
        return end;
    }
    if (const auto end = placeholder_end(text, at)) return end;
    if (c == U'<') return tag_end(text, at);
    if (c == U'&') return entity_end(text, at);
    if (c == U'*' && text[at + 1] == U'*' && text[at + 2] != U'*') return at + 2;
    if (c == U'`' && text[at + 1] == U'`') return at + 2;
    if (c == U'.' && (!dots_count || text[at - 1] == U'.')) return std::nullopt;
    if (text[at - 1] != c) return doubled_mark_end(text, at);
    return std::nullopt;
}

/// The end of an empty pair of brackets, or of a line to write on between Thai words. Forms have
/// many of them.
std::optional<std::size_t> blank_end(const CodePoints& text, std::size_t at) {
    const char32_t c = text[at];
    if (c == U'(' || c == U'[') {
        std::size_t end = at + 1;
        while (text[end] == U' ') ++end;
        const bool closes = text[end] == (c == U'(' ? U')' : U']');
        // Latin letters before it are the name of a function.
        return closes && !is_latin(text[at - 1]) ? std::optional(end + 1) : std::nullopt;
    }
    if (c == U'_' && text[at - 1] != c) {
        const std::size_t end = run_end(text, at);
        const char32_t before = text[at - 1] == U' ' ? text[at - 2] : text[at - 1];
        const char32_t behind = text[end] == U' ' ? text[end + 1] : text[end];
        return end - at >= 3 && is_thai(before) && is_thai(behind) ? std::optional(end)
                                                                   : std::nullopt;
    }
    return std::nullopt;
}

void run(Context& context) {
    std::vector<std::pair<std::string, Slip>> blanks;
    SlipGroups groups;
    SlipGroups brackets;
    const auto& texts = context.words().list("placeholder_texts");
    const WordFinder finder({texts.begin(), texts.end()});
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        for (const WordFinder::Hit& hit : finder.find(text)) {
            if (is_latin(text[hit.begin - 1]) || is_latin(text[hit.end])) continue;
            groups.add(std::string(text.slice(hit.begin, hit.end)),
                       {&passage, text.excerpt(hit.begin, hit.end), ""});
        }
        const bool dots_count = passage.kind != Passage::Kind::contents;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (const auto end = leftover_end(text, i, dots_count)) {
                groups.add(std::string(text.slice(i, *end)), {&passage, text.excerpt(i, *end), ""});
                i = *end - 1;
            } else if (const auto blank = blank_end(text, i);
                       blank && passage.kind != Passage::Kind::header_cell) {
                blanks.emplace_back(text.slice(i, *blank),
                                    Slip{&passage, text.excerpt(i, *blank), ""});
                i = *blank - 1;
            } else if (text[i] == U'[') {
                if (const auto close = bracket_end(text, i)) {
                    brackets.add(std::string(text.slice(i, *close)),
                                 {&passage, text.excerpt(i, *close, 6), ""});
                }
            }
        }
    });
    if (blanks.size() <= kFewBlanks) {
        for (auto& [key, slip] : blanks) groups.add(std::move(key), std::move(slip));
    }
    const auto report = [&](const SlipGroups::Group& group) {
        FindingBuilder finding = context.finding(typing_leftover_mark());
        add_slips(finding, group.slips);
        const std::string mark = shorten(group.key, 40);
        const std::string where = shorten(group.slips.front().excerpt, 60);
        finding.found(mark).say("มีเครื่องหมายที่ค้างอยู่ในข้อความ “" + mark + "” ใน “" + where + "”" +
                                    times_th(group.slips.size()) + " ลบหรือแก้ให้ถูกต้อง",
                                "A mark was left in the text, “" + mark + "” in “" + where + "”" +
                                    times_en(group.slips.size()) + ": delete or correct it.");
    };
    for (const auto& group : groups.groups()) report(group);
    if (brackets.groups().size() <= kFewBrackets) {
        for (const auto& group : brackets.groups()) report(group);
    }
}

}  // namespace

const Rule& typing_leftover_mark() {
    static const Rule kRule{
        .id = "typing.leftover_mark",
        .severity = Severity::info,
        .category = Category::typo,
        .title = {"มีเครื่องหมายหรืออักขระค้างในข้อความ", "Marks or broken characters left in the text"},
        .why =
            {"ป้ายกำกับของเว็บ อักขระเสีย เครื่องหมายวรรคตอนซ้ำ เครื่องหมายหรือข้อความที่เว้นที่ไว้ให้เติม "
             "และวงเล็บเหลี่ยมที่คร่อมประโยคหรือตัวเลข มักค้างจากการแปลงไฟล์หรือการแก้ไข",
             "Web tags, broken characters, doubled punctuation, marks and texts that hold a place, "
             "and square brackets around a sentence or number are mostly left from a conversion "
             "or an edit."},
        .mend = {"ลบเครื่องหมายที่ค้าง หรือแก้ให้ถูกต้อง", "Delete what was left, or correct it."},
        .source = {"การตรวจพิสูจน์อักษรของแผนราชการ", "Proof reading of official plans."},
        .bad =
            {{"คำนำ\n\nจัดประชุมครั้งที่สอง ( ) ใช้งบ ____ ของสำนัก\n", {3}, ""},
             {"คำนำ\n\nใช้งบของสำนัก ### และรายงานผล\n", {3}, ""},
             {"คำนำ\n\nจัดทำบัญชีรายการข้อมูล,, และเผยแพร่<br>ต่อสาธารณะ\n", {3}, ""},
             {"คำนำ\n\nจัดกิจกรรมในเดือน ??? ที่ลานเมือง [?] โดยกอง XXX และกองคลัง\n", {3}, ""},
             {"คำนำ\n\nจัดทำบัญชี << ข้อมูล และเผยแพร่ [[ ต่อสาธารณะ หน้า Error! Bookmark not defined.\n",
              {3},
              ""},
             {"คำนำ\n\nคะแนนที่ได้ คือ ๙๔ คะแนน [๒๒] ทั้งนี้ ได้รายงานแล้ว\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\nผลประเมิน ( ) ดี ( ) พอใช้ ( ) ควรปรับปรุง\n", {}, ""},
                      {"คำนำ\n\nประชาชนได้อะไร? รหัสโครงการเป็นแบบ XXX-0000 และ ๒๕XXX ดำเนินการ "
                       "<<---->> ตลอดปี\n",
                       {},
                       ""},
                      {"คำนำ\n\nเผยแพร่ที่เว็บไซต์ <http://example.go.th> แล้ว ฯลฯ เงิน ๕๐๐.- บาท ...\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
