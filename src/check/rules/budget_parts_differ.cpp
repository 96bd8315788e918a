#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "phaen/base/thai_text.h"
#include "prose.h"

namespace phaen::check {

const Rule& budget_parts_differ();

namespace {

bool ends_with_any(const Context& context, std::string_view list, std::string_view text) {
    const auto& words = context.words().list(list);
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return text.ends_with(word); });
}

/// True when the amount is stated as a whole: ทั้งสิ้น, รวมเป็นเงิน stand before it.
bool is_whole(const Context& context, std::string_view text, const Figure& amount) {
    std::string_view before = trimmed(text.substr(0, amount.begin));
    for (const std::string_view word : {"จำนวน", "เป็นเงิน", "เป็นจำนวนเงิน"}) {
        if (before.ends_with(word)) before = trimmed(before.substr(0, before.size() - word.size()));
    }
    return ends_with_any(context, "whole_words", before) ||
           ends_with_any(context, "whole_words", trimmed(text.substr(0, amount.begin)));
}

/// The amounts that are given as parts of the whole before them: those in the brackets behind it.
std::vector<Figure> parts_behind(std::string_view text, const std::vector<Figure>& amounts,
                                 std::size_t whole) {
    std::vector<Figure> out;
    const std::string_view behind = text.substr(amounts[whole].end);
    const std::string_view start = trimmed(behind);
    const bool bracket = start.starts_with('(');
    const bool divided = start.starts_with("แบ่งเป็น") || start.starts_with("ประกอบด้วย") ||
                         start.starts_with("จำแนกเป็น") || start.starts_with("โดยแบ่งเป็น");
    if (!bracket && !divided) return out;
    std::size_t end = behind.size();
    if (bracket) {
        int depth = 0;
        for (std::size_t i = 0; i < behind.size(); ++i) {
            if (behind[i] == '(') ++depth;
            if (behind[i] == ')' && --depth == 0) {
                end = i;
                break;
            }
        }
    }
    for (std::size_t i = whole + 1; i < amounts.size(); ++i) {
        if (amounts[i].begin < amounts[whole].end + end) out.push_back(amounts[i]);
    }
    return out;
}

void check(Context& context, const Passage& passage) {
    const std::string& text = context.prepared(passage);
    const std::vector<Figure> amounts = amounts_in(text);
    for (std::size_t i = 0; i + 2 < amounts.size(); ++i) {
        if (!is_whole(context, text, amounts[i])) continue;
        const std::vector<Figure> parts = parts_behind(text, amounts, i);
        if (parts.size() < 2) continue;
        std::vector<Units> chain;
        bool right = false;
        for (const Figure& part : parts) {
            if (is_whole(context, text, part)) break;
            chain.push_back(part.units);
            right = right || (chain.size() > 1 && add_up(chain) == amounts[i].units);
        }
        const std::optional<Units> sum = add_up(chain);
        if (right || chain.size() < 2 || !sum) continue;
        const std::string said = print_units(amounts[i].units);
        const std::string made = print_units(*sum);
        const plan::BilingualText slip = guess_slip(amounts[i].units, *sum);
        context.finding(budget_parts_differ())
            .at(passage)
            .found(said)
            .expected(made)
            .say("ข้อความบอกยอดรวม " + base::to_thai_digits(said) + " บาท แต่ " +
                     thai(static_cast<long long>(chain.size())) + " ส่วนที่แจกแจงรวมได้ " +
                     base::to_thai_digits(made) + " บาท" + (slip.th.empty() ? "" : " " + slip.th) +
                     " ตรวจแต่ละส่วนแล้วแก้ให้ตรงกัน",
                 "The text gives a whole of " + said + " baht, and the " +
                     std::to_string(chain.size()) + " parts it names make " + made +
                     (slip.en.empty() ? "" : "; " + slip.en) + ". Check the parts.");
    }
}

void run(Context& context) {
    for (const Passage& passage : context.passages()) {
        if (is_prose(passage) && passage.text.find("บาท") != std::string::npos) {
            check(context, passage);
        }
    }
}

}  // namespace

const Rule& budget_parts_differ() {
    static const Rule kRule{
        .id = "budget.parts_differ",
        .severity = Severity::error,
        .category = Category::sum,
        .title = {"ส่วนที่แจกแจงรวมไม่ได้ตามยอด", "Parts named in a text do not make their whole"},
        .why = {"ข้อความที่บอกยอดรวมแล้วแจกแจงเป็นส่วน ต้องรวมได้ตามยอด",
                "A text that gives a whole and its parts must add up."},
        .mend = {"แก้ส่วนที่ผิด หรือยอดรวม", "Correct the part, or the whole."},
        .source = {"จำนวนเงินเท่ากับผลรวมของส่วนที่ระบุไว้",
                   "An amount is the sum of the parts that it is said to have."},
        .bad = {{"ผลการดำเนินงาน\n\nเบิกจ่ายเป็นเงินทั้งสิ้น ๖๐๐,๐๐๐ บาท (หมวดค่าวัสดุ เป็นเงิน ๒๐๐,๐๐๐ บาท "
                 "และหมวดรายจ่ายอื่น เป็นเงิน ๓๐๐,๐๐๐ บาท) ตามแผน\n",
                 {3},
                 ""}},
        .near_miss = {{"ผลการดำเนินงาน\n\nเบิกจ่ายเป็นเงินทั้งสิ้น ๕๐๐,๐๐๐ บาท (หมวดค่าวัสดุ เป็นเงิน ๒๐๐,๐๐๐ "
                       "บาท และหมวดรายจ่ายอื่น เป็นเงิน ๓๐๐,๐๐๐ บาท) งบประมาณหลังปรับโอนทั้งสิ้น ๕๐๐,๐๐๐ "
                       "บาท\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
