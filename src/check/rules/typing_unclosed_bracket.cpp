#include <cstddef>
#include <string>
#include <vector>

#include "context.h"
#include "language_text.h"

namespace phaen::check {

const Rule& typing_unclosed_bracket();

namespace {

/// A cell or paragraph may go on behind a page break: so many passages later its bracket may close.
constexpr std::size_t kGoesOnWithin = 60;

/// `๑๐)` or `๑.๒)`; what is longer is a year or a sum.
constexpr std::size_t kLongestListNumber = 3;

struct Pair {
    char32_t open;
    char32_t close;
};
constexpr Pair kPairs[] = {{U'(', U')'}, {U'[', U']'}, {U'“', U'”'}};

struct Lone {
    const Passage* passage;
    std::size_t number;  ///< of the passage
    std::size_t kind;    ///< index into kPairs
    bool opens;
    std::string excerpt;
};

/// `๑)` `ก)` `12)` `a)` at the beginning of a word is a list number.
bool is_list_number(const CodePoints& text, std::size_t close) {
    std::size_t begin = close;
    while (begin > 0 && (is_any_digit(text[begin - 1]) || text[begin - 1] == U'.')) --begin;
    if (begin == close && begin > 0 && (is_latin(text[begin - 1]) || is_thai(text[begin - 1]))) {
        --begin;
    }
    if (begin == close || close - begin > kLongestListNumber) return false;
    const char32_t before = text[begin - 1];
    return begin == 0 || before == U' ' || before == U'/' || before == U'-' ||
           (is_any_digit(text[begin]) && is_thai(before));
}

void scan(const Passage& passage, std::size_t number, const CodePoints& text,
          std::vector<Lone>& lone) {
    for (std::size_t kind = 0; kind < std::size(kPairs); ++kind) {
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == kPairs[kind].open) {
                open.push_back(i);
            } else if (text[i] == kPairs[kind].close) {
                if (!open.empty()) {
                    open.pop_back();
                } else if (kind != 0 || !is_list_number(text, i)) {
                    lone.push_back({&passage, number, kind, false, text.excerpt(i, i + 1)});
                }
            }
        }
        for (const std::size_t at : open) {
            lone.push_back({&passage, number, kind, true, text.excerpt(at, at + 1)});
        }
    }
}

void run(Context& context) {
    std::vector<Lone> lone;
    std::size_t number = 0;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        ++number;
        if (passage.kind != Passage::Kind::contents) scan(passage, number, text, lone);
    });
    // What opens in one part and closes in a later one is one text over a page break.
    std::vector<bool> paired(lone.size());
    const bool goes_on = context.document() != nullptr;
    std::vector<std::size_t> waiting;
    for (std::size_t i = 0; goes_on && i < lone.size(); ++i) {
        if (lone[i].opens) {
            waiting.push_back(i);
            continue;
        }
        for (std::size_t w = waiting.size(); w-- > 0;) {
            const Lone& open = lone[waiting[w]];
            if (lone[i].number - open.number > kGoesOnWithin) break;
            if (open.kind != lone[i].kind || open.number == lone[i].number) continue;
            paired[i] = paired[waiting[w]] = true;
            waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(w));
            break;
        }
    }
    SlipGroups groups;
    for (std::size_t i = 0; i < lone.size(); ++i) {
        if (paired[i]) continue;
        groups.add(lone[i].excerpt, {lone[i].passage, lone[i].excerpt, ""});
    }
    for (const SlipGroups::Group& group : groups.groups()) {
        FindingBuilder finding = context.finding(typing_unclosed_bracket());
        add_slips(finding, group.slips);
        finding.found(group.key).say("วงเล็บหรืออัญประกาศไม่ครบคู่ใน “" + group.key + "”" +
                                         times_th(group.slips.size()) + " เติมหรือลบให้ครบคู่",
                                     "A bracket or quotation mark has no partner in “" + group.key +
                                         "”" + times_en(group.slips.size()) +
                                         ": add the other one or delete it.");
    }
}

}  // namespace

const Rule& typing_unclosed_bracket() {
    static const Rule kRule{
        .id = "typing.unclosed_bracket",
        .severity = Severity::info,
        .category = Category::typo,
        .title = {"วงเล็บหรืออัญประกาศไม่ครบคู่", "A bracket or quotation mark without its partner"},
        .why = {"วงเล็บที่เปิดแล้วไม่ปิด หรือปิดโดยไม่มีเปิด มักแปลว่าข้อความบางส่วนหาย "
                "ข้อความที่ต่อไปหน้าถัดไปนับเป็นข้อความเดียว",
                "A bracket that does not close, or closes what never opened, often means that text "
                "was "
                "lost. A text that goes on behind a page break counts as one."},
        .mend = {"เติมวงเล็บที่ขาดหรือลบที่เกิน", "Add the one that is missing or delete the other."},
        .source = {"การตรวจพิสูจน์อักษรของแผนราชการ", "Proof reading of official plans."},
        .bad = {{"คำนำ\n\nจัดทำคู่มือ (ฉบับย่อ และเผยแพร่ต่อสาธารณะ\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\n๑) จัดทำคู่มือ (ฉบับย่อ) และ\n\n๒) เผยแพร่ “คู่มือ” (พ.ศ. ๒๕๖๖ – ๒๕๗๐)\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
