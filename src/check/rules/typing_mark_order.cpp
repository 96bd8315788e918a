#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "language_text.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& typing_mark_order();

namespace {

struct Kind {
    std::string_view key;
    std::string_view th;
    std::string_view en;
};
constexpr std::array<Kind, 3> kKinds = {{
    {"am", "พิมพ์สระอำเป็นนิคหิตกับสระอา (◌ํ + า)", "sara am is typed as two characters (◌ํ + า)"},
    {"ae", "พิมพ์สระแอเป็นสระเอสองตัว (เ + เ)", "sara ae is typed as two sara e (เ + เ)"},
    {"order", "พิมพ์วรรณยุกต์หรือสระซ้ำหรือสลับลำดับ", "tone marks or vowels are doubled or out of order"},
}};

constexpr char32_t kNikhahit = 0x0E4D;
constexpr char32_t kSaraAa = 0x0E32;
constexpr char32_t kSaraE = 0x0E40;

/// Which kind of slip begins at the first code point that a repair changes.
std::size_t kind_at(const CodePoints& text, std::size_t at) {
    for (std::size_t i = at < 2 ? 0 : at - 2; i < at + 3; ++i) {
        if (text[i] == kNikhahit && (text[i + 1] == kSaraAa || text[i + 2] == kSaraAa)) return 0;
    }
    for (std::size_t i = at < 1 ? 0 : at - 1; i < at + 2; ++i) {
        if (text[i] == kSaraE && text[i + 1] == kSaraE) return 1;
    }
    return 2;
}

void run(Context& context) {
    std::array<std::vector<Slip>, kKinds.size()> slips;
    for (const Passage& passage : context.passages()) {
        if (passage.repeated) continue;
        const std::string mended = base::repair_thai(passage.text);
        if (mended == passage.text) continue;
        const CodePoints text(passage.text);
        const std::u32string right = to_code_points(mended);
        std::size_t at = 0;
        while (at < text.size() && at < right.size() && text[at] == right[at]) ++at;
        std::size_t end = at + 1;
        while (end < text.size() && !text.is_boundary(end)) ++end;
        slips.at(kind_at(text, at)).push_back({&passage, text.excerpt(at, end, 6), mended});
    }
    for (std::size_t kind = 0; kind < slips.size(); ++kind) {
        if (slips.at(kind).empty()) continue;
        FindingBuilder finding = context.finding(typing_mark_order());
        add_slips(finding, slips.at(kind));
        const std::string& where = slips.at(kind).front().excerpt;
        finding.found(where)
            .expected(base::repair_thai(where))
            .say(std::string(kKinds.at(kind).th) + " เช่น “" + where + "”" +
                     times_th(slips.at(kind).size()) +
                     " แม้มองไม่เห็นความต่าง การค้นหาและการเทียบข้อความจะไม่พบ",
                 "Here " + std::string(kKinds.at(kind).en) + ", as in “" + where + "”" +
                     times_en(slips.at(kind).size()) +
                     ": it looks alike, but a search does not find it.");
    }
}

}  // namespace

const Rule& typing_mark_order() {
    static const Rule kRule{
        .id = "typing.mark_order",
        .severity = Severity::info,
        .category = Category::typo,
        .title = {"ลำดับหรือรูปของสระและวรรณยุกต์ผิด",
                  "Thai vowels or tone marks typed in the wrong way"},
        .why = {"ข้อความที่ดูถูกต้องแต่พิมพ์ด้วยอักขระผิด เช่น เเ แทน แ หรือ นํ้า ที่สลับลำดับ "
                "ทำให้ค้นหาและเรียงลำดับไม่ได้ แต่ละแบบรายงานครั้งเดียว",
                "Text that looks right and is typed with the wrong characters, such as two เ for "
                "แ, is "
                "not found by a search. Each kind is reported once."},
        .mend = {"พิมพ์คำนั้นใหม่ หรือรับการแก้ไขอัตโนมัติ", "Type the word again, or take the fix."},
        .source = {"ลำดับพยัญชนะ สระ และวรรณยุกต์ในการเขียนไทย",
                   "Order of letters and marks in Thai writing."},
        .fixable = true,
        .bad = {{"คำนำ\n\nประชาชนเเละหน่วยงานร่วมกันดูแลเมือง\n", {3}, ""},
                {"คำนำ\n\nหน่วยงานจัดทํารายงานประจำปี\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\nประชาชนและหน่วยงานร่วมกันจัดทำรายงานเรื่องน้ำ\n", {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
