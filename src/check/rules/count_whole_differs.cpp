#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "phaen/base/thai_text.h"
#include "prose.h"

namespace phaen::check {

const Rule& count_whole_differs();

namespace {

/// The words before a number without those that only announce it.
std::string_view noun_before(std::string_view text) {
    text = trimmed(text);
    bool again = true;
    while (again) {
        again = false;
        for (const std::string_view word : {"จำนวน", "เพียง", "ทั้งหมด", "รวม", "มี", "ทั้งสิ้น", "อีก"}) {
            if (!text.ends_with(word)) continue;
            text = trimmed(text.substr(0, text.size() - word.size()));
            again = true;
        }
    }
    return text;
}

std::size_t common_end(std::string_view a, std::string_view b) {
    std::size_t length = 0;
    while (length < a.size() && length < b.size() &&
           a[a.size() - 1 - length] == b[b.size() - 1 - length]) {
        ++length;
    }
    return length;
}

/// True when the noun before a figure stands again between it and the part: `ถึงชุมชน 36 แห่ง
/// และมีชุมชนตอบรับ 3 แห่ง`.
bool repeats_noun(std::string_view text, const Figure& figure, const Figure& part,
                  std::string_view before) {
    constexpr std::size_t kNoun = 24;     // eight Thai letters
    constexpr std::size_t kNearby = 400;  // the same sentence
    if (figure.end >= part.begin || part.begin - figure.end > kNearby) return false;
    if (before.size() < kNoun) return false;
    const std::string_view tail = before.substr(before.size() - kNoun);
    return tail.find(' ') == std::string_view::npos &&
           text.substr(figure.end, part.begin - figure.end).find(tail) != std::string_view::npos;
}

/// `3 เมืองจากจำนวน 37 เมือง`: so many of so many.
struct PartOfWhole {
    Figure part;
    Figure whole;
    std::string unit;
};

std::vector<PartOfWhole> parts_of_wholes(const std::string& text,
                                         const std::vector<Figure>& figures) {
    std::vector<PartOfWhole> out;
    constexpr std::string_view kFrom = "จาก";
    for (std::size_t i = 0; i + 1 < figures.size(); ++i) {
        const Figure& part = figures[i];
        const Figure& whole = figures[i + 1];
        const std::string_view between =
            std::string_view(text).substr(part.end, whole.begin - part.end);
        const std::size_t from = between.find(kFrom);
        if (from == std::string_view::npos) continue;
        std::string_view unit = trimmed(between.substr(0, from));
        if (unit.ends_with("ฯ")) unit.remove_suffix(std::string_view("ฯ").size());
        const std::string_view rest = noun_before(between.substr(from + kFrom.size()));
        const std::string_view behind = trimmed(std::string_view(text).substr(whole.end));
        if (unit.empty() || unit.find(' ') != std::string_view::npos) continue;
        if (!rest.empty() || !behind.starts_with(unit)) continue;
        out.push_back({part, whole, std::string(unit)});
    }
    return out;
}

void check(Context& context, const Passage& passage) {
    if (passage.text.find("จาก") == std::string::npos) return;
    const std::string& text = context.prepared(passage);
    const std::vector<Figure> figures = figures_in(text);
    for (const PartOfWhole& found : parts_of_wholes(text, figures)) {
        const std::string_view noun =
            noun_before(std::string_view(text).substr(0, found.part.begin));
        const Figure* other = nullptr;
        bool agrees = false;
        for (const Figure& figure : figures) {
            if (figure.begin == found.part.begin || figure.begin == found.whole.begin) continue;
            const std::string_view behind = trimmed(std::string_view(text).substr(figure.end));
            if (!behind.starts_with(found.unit)) continue;
            // Itself a part of something: no total.
            const std::string_view after = trimmed(behind.substr(found.unit.size()));
            if (after.starts_with("จาก")) continue;
            constexpr std::size_t kSame = 24;  // eight Thai letters of the noun
            const std::string_view before =
                noun_before(std::string_view(text).substr(0, figure.begin));
            if (common_end(noun, before) < kSame &&
                !repeats_noun(text, figure, found.part, before)) {
                continue;
            }
            if (figure.units == found.whole.units) agrees = true;
            if (figure.units > found.part.units) other = &figure;
        }
        if (agrees || other == nullptr) continue;
        const std::string said = print_units(found.whole.units);
        const std::string before = print_units(other->units);
        context.finding(count_whole_differs())
            .at(passage)
            .found(said)
            .expected(before)
            .say("ข้อความบอกว่า “จาก " + base::to_thai_digits(said) + " " + found.unit +
                     "” แต่ที่อื่นในข้อความเดียวกันบอกว่ามี " + base::to_thai_digits(before) + " " +
                     found.unit + " ตรวจจำนวนทั้งหมดแล้วแก้ให้ตรงกัน",
                 "The text says “of " + said + " " + found.unit +
                     "”, and elsewhere that there are " + before +
                     ". Check the total and make both agree.");
    }
}

void run(Context& context) {
    for (const Passage& passage : context.passages()) {
        if (is_prose(passage)) check(context, passage);
    }
}

}  // namespace

const Rule& count_whole_differs() {
    static const Rule kRule{
        .id = "count.whole_differs",
        .severity = Severity::error,
        .category = Category::count,
        .title = {"จำนวนทั้งหมดในข้อความเดียวกันไม่ตรงกัน", "A text gives two totals of the same things"},
        .why = {"ข้อความบอกจำนวนทั้งหมดไว้ครั้งหนึ่ง แล้วอ้างเป็นฐาน (“จากจำนวน …”) เป็นอีกจำนวนหนึ่ง "
                "ผู้อ่านจึงคิดสัดส่วนไม่ได้",
                "A text states how many there are, and then takes another number as the whole "
                "(“of …”), so that no share can be computed."},
        .mend = {"ตรวจจำนวนทั้งหมดจากทะเบียน แล้วแก้ให้ตรงกัน",
                 "Check the total in the register, and make both agree."},
        .source = {"ส่วนย่อยรวมกันได้เท่าจำนวนทั้งหมด",
                   "Parts make up the whole that they are counted of."},
        .bad = {{"ผลการดำเนินงาน\n"
                 "\n"
                 "มีหนังสือถึงชุมชนริมคลอง จำนวน ๓๖ ชุมชน ต่อมามีชุมชนริมคลองเพียง ๓ "
                 "ชุมชนจากจำนวน ๓๗ ชุมชนที่ตอบรับ\n",
                 {3},
                 ""}},
        .near_miss = {{"ผลการดำเนินงาน\n"
                       "\n"
                       "มีหนังสือถึงชุมชนริมคลอง จำนวน ๓๖ ชุมชน และชุมชนบนถนนใหญ่ ๑๒ ชุมชน "
                       "ต่อมามีชุมชนริมคลองเพียง ๓ ชุมชนจากจำนวน ๓๖ ชุมชนที่ตอบรับ\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
