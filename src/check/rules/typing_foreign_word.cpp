#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "language_text.h"

namespace phaen::check {

const Rule& typing_foreign_word();

namespace {

/// A lower-case word up to this length that no list knows is taken for a slip.
constexpr std::size_t kShortWord = 4;
/// A longer one, when it stands no more often than this, and no more than so many do: a document
/// with many writes in another language on purpose.
constexpr std::size_t kMostPlaces = 1;
constexpr std::size_t kMostLongWords = 3;

/// Letters of scripts that no Thai text holds outside brackets. Greek stands in formulas.
bool is_strange_letter(char32_t c) {
    return (c >= 0x0400 && c <= 0x052F) || (c >= 0x0590 && c <= 0x08FF) ||
           (c >= 0x0900 && c <= 0x0DFF) || (c >= 0x0E80 && c <= 0x0EFF) ||
           (c >= 0x1780 && c <= 0x17FF) || (c >= 0x3040 && c <= 0x30FF) ||
           (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF);
}

bool is_thai_text(char32_t c) {
    return is_thai(c) || c == 0x0E2F || c == 0x0E46 || is_thai_digit(c);
}

std::string lower(std::string_view word) {
    std::string out(word);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

struct Found {
    SlipGroups sure;
    SlipGroups long_words;
    /// Words that stand in brackets, in capitals or in a foreign phrase: those are meant.
    std::set<std::string, std::less<>> meant;
};

class Search {
  public:
    Search(const Words& words, const Passage& passage, const CodePoints& text, Found& found)
        : words_(words), passage_(passage), text_(text), found_(found) {}

    void run() {
        int brackets = 0;
        int quotes = 0;  // what stands in quotes or tags is a name
        for (std::size_t i = 0; i < text_.size(); ++i) {
            const char32_t c = text_[i];
            if (c == U'(' || c == U'[') ++brackets;
            if (c == U'“' || c == U'<' || c == U'‘') ++quotes;
            if ((c == U')' || c == U']') && brackets > 0) --brackets;
            if ((c == U'”' || c == U'>' || c == U'’') && quotes > 0) --quotes;
            if (is_latin(c)) {
                std::size_t end = i;
                bool plain = true;
                while (end < text_.size() && is_part(text_[end])) {
                    plain = plain && is_lower_latin(text_[end]);
                    ++end;
                }
                if (!plain || quotes > 0 || !word(i, end)) {
                    found_.meant.insert(lower(text_.slice(i, end)));
                }
                i = end - 1;
            } else if (is_strange_letter(c)) {
                std::size_t end = i;
                while (end < text_.size() && is_strange_letter(text_[end])) ++end;
                const char32_t before = text_[i - 1] == U' ' ? text_[i - 2] : text_[i - 1];
                const char32_t behind = text_[end] == U' ' ? text_[end + 1] : text_[end];
                if (brackets + quotes == 0 &&
                    (is_thai_text(before) || is_thai_text(behind) || is_latin(text_[i - 1]))) {
                    add(i, end);
                }
                i = end - 1;
            }
        }
    }

  private:
    static bool is_part(char32_t c) {
        return is_latin(c) || is_arabic_digit(c) || c == U'-' || c == U'\'' || c == U'’' ||
               c == U'.' || c == U'@' || c == U'_' || c == U'/' || c == U':' || c == U'&' ||
               c == U'+' || c == U'=' || c == U'%';
    }

    /// False when the word is no lone one between Thai words.
    bool word(std::size_t begin, std::size_t end) {
        const char32_t before = text_[begin - 1] == U' ' ? text_[begin - 2] : text_[begin - 1];
        const char32_t behind = text_[end] == U' ' ? text_[end + 1] : text_[end];
        if (!is_thai_text(before) || !is_thai_text(behind)) return false;
        const std::string form = lower(text_.slice(begin, end));
        if (words_.has("known_words", form)) return true;
        const bool glued = is_thai(text_[begin - 1]) && is_thai(text_[end]) && end - begin > 1;
        const bool is_foreign = words_.has("foreign_words", form);
        // One letter alone is a variable or the name of a list.
        const bool is_short = end - begin >= 2 && end - begin <= kShortWord;
        if (glued || is_foreign || is_short) {
            add(begin, end);
        } else if (end - begin > kShortWord) {
            found_.long_words.add(form, {&passage_, text_.excerpt(begin, end), ""});
        }
        return true;
    }

    void add(std::size_t begin, std::size_t end) {
        found_.sure.add(std::string(text_.slice(begin, end)),
                        {&passage_, text_.excerpt(begin, end), ""});
    }

    const Words& words_;
    const Passage& passage_;
    const CodePoints& text_;
    Found& found_;
};

void run(Context& context) {
    Found found;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        Search(context.words(), passage, text, found).run();
    });
    const auto report = [&](const SlipGroups::Group& group) {
        FindingBuilder finding = context.finding(typing_foreign_word());
        add_slips(finding, group.slips);
        const std::string& where = group.slips.front().excerpt;
        finding.found(group.key).say(
            "มีคำภาษาอื่น “" + group.key + "” แทรกอยู่ในข้อความภาษาไทย “" + where + "”" +
                times_th(group.slips.size()) + " ตรวจว่าพิมพ์ผิดหรืออ่านผิดจากต้นฉบับ แล้วแก้เป็นคำภาษาไทย",
            "The word “" + group.key + "” of another language stands in the Thai text “" + where +
                "”" + times_en(group.slips.size()) +
                ": see whether it was mistyped or misread, and put the Thai word.");
    };
    for (const SlipGroups::Group& group : found.sure.groups()) report(group);
    std::vector<const SlipGroups::Group*> long_words;
    for (const SlipGroups::Group& group : found.long_words.groups()) {
        if (group.slips.size() <= kMostPlaces && !found.meant.contains(group.key)) {
            long_words.push_back(&group);
        }
    }
    if (long_words.size() > kMostLongWords) return;
    for (const SlipGroups::Group* group : long_words) report(*group);
}

}  // namespace

const Rule& typing_foreign_word() {
    static const Rule kRule{
        .id = "typing.foreign_word",
        .severity = Severity::info,
        .category = Category::typo,
        .title = {"มีคำภาษาอื่นหลงอยู่ในข้อความภาษาไทย",
                  "A word of another language strayed into Thai text"},
        .why =
            {"คำภาษาต่างประเทศตัวเล็กที่อยู่เดี่ยวระหว่างคำไทยและสั้นหรือพบเพียงแห่งเดียว "
             "หรือคำที่พิมพ์ติดกับคำไทยทั้งสองข้าง "
             "มักเกิดจากการอ่านเอกสารด้วยเครื่องหรือแป้นพิมพ์ผิดภาษา คำที่ใช้ได้อยู่ในรายการ known_words",
             "A lower-case word alone between Thai words that is short or stands only once, or one "
             "glued to Thai on both sides, mostly comes from machine reading or the wrong "
             "keyboard. Words that are in use are in the list known_words."},
        .mend = {"แก้เป็นคำภาษาไทย หรือใส่วงเล็บเมื่อเป็นคำภาษาต่างประเทศที่ต้องการ",
                 "Put the Thai word, or brackets around a foreign word that is meant."},
        .source = {"การตรวจพิสูจน์อักษรของแผนราชการ", "Proof reading of official plans."},
        .bad = {{"คำนำ\n\nงบประมาณรายจ่ายประจำปี que เบิกจ่ายจริงในไตรมาสแรก\n", {3}, ""},
                {"คำนำ\n\nเลือกเรื่องที่ประชาชนแจ้งมากที่สุด theme แล้วกำหนดผู้รับผิดชอบ\n", {3}, ""},
                {"คำนำ\n\nผลงานสอดคล้องกับthemeที่เครือข่ายกำหนด\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\nจัดงานตามแนวคิดหลัก (theme) และเลือก theme ที่เหมาะกับพื้นที่ ใช้ machine "
                       "learning ช่วยงาน\n",
                       {},
                       ""},
                      {"คำนำ\n\nเผยแพร่ผ่าน Facebook และ web ของเมือง ตามแนวคิด "
                       "(que) ด้วย mobile application ที่ใช้ง่าย และ website ของหน่วยงาน\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
