#include <cstddef>
#include <optional>
#include <string>

#include "context.h"
#include "language_numbers.h"

namespace phaen::check {

const Rule& timeline_year_span();

namespace {

/// `๕` of `ระยะ ๕ ปี (พ.ศ. ` that ends before index `i`.
std::optional<int> length_before(const CodePoints& text, std::size_t i,
                                 const std::vector<PrintedNumber>& numbers) {
    const auto back = [&] {
        while (i > 0 && text[i - 1] == U' ') --i;
    };
    back();
    if (ends_at(text, i, U"พ.ศ.")) i -= 4;
    if (i > 0 && text[i - 1] == U'(') --i;
    back();
    if (!ends_at(text, i, U"ปี")) return std::nullopt;
    i -= 2;
    back();
    for (const PrintedNumber& number : numbers) {
        if (number.end != i) continue;
        std::size_t word = number.begin;
        while (word > 0 && text[word - 1] == U' ') --word;
        if (!ends_at(text, word, U"ระยะ") && !ends_at(text, word, U"ระยะเวลา")) return std::nullopt;
        return plain_value(text, number);
    }
    return std::nullopt;
}

void run(Context& context) {
    SlipGroups reversed;
    SlipGroups lengths;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        const std::vector<PrintedNumber> numbers = printed_numbers(text);
        for (const YearRange& range : year_ranges(text)) {
            const std::string printed(text.slice(range.from.begin, range.to.end));
            const std::string where = text.excerpt(range.from.begin, range.to.end);
            if (range.from.year > range.to.year) {
                reversed.add(printed, {&passage, where, ""});
                continue;
            }
            const std::optional<int> length = length_before(text, range.from.begin, numbers);
            const int years = range.to.year - range.from.year + 1;
            if (length && *length != years) {
                lengths.add("ระยะ " + thai(*length) + " ปี (" + printed + ")|" + thai(years),
                            {&passage, where, ""});
            }
        }
    });
    for (const SlipGroups::Group& group : reversed.groups()) {
        FindingBuilder finding = context.finding(timeline_year_span());
        add_slips(finding, group.slips);
        finding.found(group.key).say(
            "ช่วงปี “" + group.key + "”" + times_th(group.slips.size()) +
                " ปีสิ้นสุดมาก่อนปีเริ่ม ตรวจว่าสลับกันหรือพิมพ์ผิด",
            "The span “" + group.key + "”" + times_en(group.slips.size()) +
                " ends before it begins: the years are swapped or mistyped.");
    }
    for (const SlipGroups::Group& group : lengths.groups()) {
        const std::size_t bar = group.key.rfind('|');
        const std::string printed = group.key.substr(0, bar);
        const std::string years = group.key.substr(bar + 1);
        FindingBuilder finding = context.finding(timeline_year_span());
        add_slips(finding, group.slips);
        finding.found(printed)
            .expected("ระยะ " + years + " ปี")
            .say("“" + printed + "”" + times_th(group.slips.size()) + " นับช่วงปีได้ " + years +
                     " ปี แก้จำนวนปีหรือช่วงปีให้ตรงกัน",
                 "“" + printed + "”" + times_en(group.slips.size()) + ": the span counts " + years +
                     " years. Correct the number or the span.");
    }
}

}  // namespace

const Rule& timeline_year_span() {
    static const Rule kRule{
        .id = "timeline.year_span",
        .severity = Severity::error,
        .category = Category::timeline,
        .title = {"ช่วงปีกลับกันหรือไม่ตรงกับจำนวนปี",
                  "A span of years reversed, or not of the stated length"},
        .why = {"ช่วงปีของแผนต้องเริ่มก่อนสิ้นสุด และมีจำนวนปีตามที่เขียนไว้ข้างหน้า",
                "A plan's years begin before they end, and are as many as is written before them."},
        .mend = {"แก้ช่วงปีหรือจำนวนปี", "Correct the span or the number of years."},
        .source = {"ช่วงปีนับจากปีแรกถึงปีสุดท้าย",
                   "A span of years is counted from its first to its last."},
        .bad = {{"คำนำ\n\nแผนยุทธศาสตร์ ระยะ ๕ ปี (พ.ศ. ๒๕๖๖ – ๒๕๗๑)\n", {3}, ""},
                {"คำนำ\n\nแผนยุทธศาสตร์ (พ.ศ. ๒๕๗๐ – ๒๕๖๖)\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\nแผนยุทธศาสตร์ ระยะ ๕ ปี (พ.ศ. ๒๕๖๖ – ๒๕๗๐) และแผนระยะ ๒๐ ปี ระยะที่ ๒ "
                       "(พ.ศ. ๒๕๖๑ – ๒๕๖๕)\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
