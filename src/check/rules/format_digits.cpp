#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "language_numbers.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& format_digits();

namespace {

/// With more paragraphs than this the mixture is one finding of the document.
constexpr std::size_t kMostParagraphs = 8;
/// Fewer numbers than this show no habit.
constexpr std::size_t kFewestNumbers = 5;

struct Use {
    const Passage* passage;
    std::size_t group;  ///< a paragraph, or a table with the tables that follow at once
    bool in_table;
    bool thai;
    std::string number;
    std::string excerpt;
};

bool is_after_name(const Words& words, const CodePoints& text, const PrintedNumber& number) {
    std::size_t i = number.begin;
    while (i > 0 && (text[i - 1] == U' ' || text[i - 1] == U'-' || text[i - 1] == U'–')) --i;
    const std::string_view before = text.slice(0, i);
    const auto& names = words.list("names_with_digits");
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return before.ends_with(name); });
}

/// How many code points of a paragraph are its automatic number, by block: Word makes it, nobody
/// typed it.
std::map<int, std::size_t> automatic_numbers(const Context& context) {
    std::map<int, std::size_t> out;
    if (context.document() == nullptr) return out;
    for (const document::Block& block : context.document()->blocks) {
        if (block.kind != document::Block::Kind::paragraph || block.paragraph.label.empty()) {
            continue;
        }
        out.emplace(block.paragraph.place.block, to_code_points(block.paragraph.label).size());
    }
    return out;
}

std::vector<Use> uses_of(const Context& context) {
    const std::map<int, std::size_t> automatic = automatic_numbers(context);
    std::vector<Use> uses;
    std::size_t group = 0;
    bool was_table = false;
    for (const Passage& passage : context.passages()) {
        const bool in_table = passage.place.row >= 0;
        if (!in_table || !was_table) ++group;
        was_table = in_table;
        if (passage.repeated || passage.kind == Passage::Kind::contents || is_english(passage)) {
            continue;
        }
        const CodePoints text(passage.text);
        const auto label = in_table ? automatic.end() : automatic.find(passage.place.block);
        for (const PrintedNumber& number : printed_numbers(text)) {
            if (number.thai > 0 && number.arabic > 0) continue;  // typing.digits_in_number
            if (label != automatic.end() && number.begin < label->second) continue;
            if (is_in_latin_name(text, number)) continue;
            if (number.arabic > 0 && is_after_name(context.words(), text, number)) continue;
            uses.push_back({&passage, group, in_table, number.thai > 0,
                            std::string(text.slice(number.begin, number.end)),
                            text.excerpt(number.begin, number.end, 10)});
        }
    }
    return uses;
}

std::string in_digits(const std::string& text, bool thai) {
    return thai ? base::to_thai_digits(text) : base::to_arabic_digits(text);
}

void report(Context& context, const std::vector<const Use*>& uses, bool thai_is_usual) {
    FindingBuilder finding = context.finding(format_digits());
    std::vector<Slip> slips;
    std::string numbers;
    std::size_t shown = 0;
    const Passage* last = nullptr;
    for (const Use* use : uses) {
        if (shown < 3 && numbers.find(use->number) == std::string::npos) {
            numbers += (shown++ == 0 ? "" : ", ") + use->number;
        }
        // One place a row is enough.
        const bool same = last != nullptr && last->place.block == use->passage->place.block &&
                          last->place.row == use->passage->place.row &&
                          last->pointer == use->passage->pointer;
        if (same) continue;
        last = use->passage;
        slips.push_back({use->passage, use->excerpt, ""});
    }
    add_slips(finding, slips);
    const std::string usual_th = thai_is_usual ? "เลขไทย" : "เลขอารบิก";
    const std::string other_th = thai_is_usual ? "เลขอารบิก" : "เลขไทย";
    finding.found(numbers)
        .expected(in_digits(numbers, thai_is_usual))
        .say("ใช้" + other_th + " (" + numbers + ") ทั้งที่เอกสารใช้" + usual_th + times_th(uses.size()) +
                 " ควรใช้แบบเดียวกันทั้งเล่ม",
             std::string(thai_is_usual ? "Arabic" : "Thai") + " digits (" + numbers +
                 ") where the document uses " + (thai_is_usual ? "Thai" : "Arabic") + " ones" +
                 times_en(uses.size()) + ": use one set throughout.");
}

void run(Context& context) {
    const std::vector<Use> uses = uses_of(context);
    if (uses.size() < kFewestNumbers) return;
    const auto thai = static_cast<std::size_t>(
        std::count_if(uses.begin(), uses.end(), [](const Use& use) { return use.thai; }));
    const bool thai_is_usual = thai * 2 >= uses.size();
    std::vector<const Use*> other;
    for (const Use& use : uses) {
        if (use.thai != thai_is_usual) other.push_back(&use);
    }
    if (other.empty()) return;
    if (!is_minority(other.size(), uses.size())) {
        report(context, other, thai_is_usual);
        return;
    }
    std::vector<std::vector<const Use*>> tables;
    std::vector<std::vector<const Use*>> paragraphs;
    std::size_t last = 0;
    for (const Use* use : other) {
        auto& groups = use->in_table ? tables : paragraphs;
        if (use->group != last) groups.emplace_back();
        last = use->group;
        groups.back().push_back(use);
    }
    for (const auto& table : tables) report(context, table, thai_is_usual);
    if (paragraphs.size() <= kMostParagraphs) {
        for (const auto& paragraph : paragraphs) report(context, paragraph, thai_is_usual);
        return;
    }
    std::vector<const Use*> all;
    for (const auto& paragraph : paragraphs) {
        all.insert(all.end(), paragraph.begin(), paragraph.end());
    }
    report(context, all, thai_is_usual);
}

}  // namespace

const Rule& format_digits() {
    static const Rule kRule{
        .id = "format.digits_mixed",
        .severity = Severity::info,
        .category = Category::format,
        .title = {"ใช้เลขไทยปนกับเลขอารบิก", "Thai and Arabic digits are mixed"},
        .why = {"เอกสารราชการเล่มหนึ่งควรใช้ตัวเลขแบบเดียว "
                "ตัวเลขในชื่อภาษาอังกฤษ รหัส และที่อยู่เว็บไม่นับ "
                "รายงานตารางละหนึ่งข้อและย่อหน้าละหนึ่งข้อ",
                "An official document uses one set of digits. Those in Latin names, codes and "
                "addresses "
                "do not count. One finding a table and one a paragraph."},
        .mend = {"เปลี่ยนเป็นตัวเลขแบบที่ใช้ทั้งเล่ม", "Use the digits of the rest of the document."},
        .source = {"การเขียนตัวเลข วันที่ และจำนวนเงินในเอกสารราชการ",
                   "Writing of numbers, dates and money in official Thai documents."},
        .bad = {{"คำนำ\n\nแผนปี พ.ศ. ๒๕๖๕ มี ๕ ภารกิจ ๑๑ โครงการ และ ๙ ตัวชี้วัด\n\n"
                 "การประชุมครั้งที่ 16 จัดในปี พ.ศ. ๒๕๖๕\n",
                 {5},
                 ""}},
        .near_miss = {{"คำนำ\n\nแผนปี พ.ศ. ๒๕๖๕ มี ๕ ภารกิจ ๑๑ โครงการ และ ๙ ตัวชี้วัด\n\n"
                       "การจัดการ COVID-19 และ PM2.5 ผ่าน http://example.go.th/2565 ครั้งที่ ๑๖\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
