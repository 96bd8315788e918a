#include <cstddef>
#include <optional>
#include <string>

#include "context.h"
#include "language_numbers.h"

namespace phaen::check {

const Rule& format_common_era();

namespace {

/// Words before a number that make it a year.
constexpr std::u32string_view kYearWords[] = {U"ปี", U"ปีงบประมาณ", U"ประจำปี"};

bool is_after_month(const CodePoints& text, std::size_t i);

bool names_year(const CodePoints& text, std::size_t i) {
    for (const std::u32string_view word : kYearWords) {
        if (ends_at(text, i, word)) return true;
    }
    return is_after_month(text, i);
}

bool is_after_month(const CodePoints& text, std::size_t i) {
    constexpr std::u32string_view kMonthEnds[] = {U"าคม", U"ายน", U"าพันธ์"};
    for (const std::u32string_view end : kMonthEnds) {
        if (ends_at(text, i, end)) return true;
    }
    return false;
}

void run(Context& context) {
    SlipGroups groups;
    std::map<std::string, std::string> expected;
    std::size_t buddhist = 0;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        for (const PrintedNumber& number : printed_numbers(text)) {
            if (number.end - number.begin != 4 || is_in_latin_name(text, number)) continue;
            const std::optional<int> year = plain_value(text, number);
            if (!year) continue;
            if (*year >= 2500 && *year <= 2650) ++buddhist;
            if (*year < 1950 || *year > 2099) continue;
            std::size_t i = number.begin;
            while (i > 0 && text[i - 1] == U' ') --i;
            if (!names_year(text, i)) continue;
            const std::string printed(text.slice(number.begin, number.end));
            expected.emplace(printed, thai(*year + 543));
            groups.add(printed, {&passage, text.excerpt(number.begin, number.end), ""});
        }
    });
    if (buddhist == 0) return;
    for (const SlipGroups::Group& group : groups.groups()) {
        FindingBuilder finding = context.finding(format_common_era());
        add_slips(finding, group.slips);
        const std::string& where = group.slips.front().excerpt;
        finding.found(group.key)
            .expected("พ.ศ. " + expected.at(group.key))
            .say(
                "ปี “" + group.key + "” ใน “" + where + "”" + times_th(group.slips.size()) +
                    " เป็นคริสต์ศักราชที่ไม่ได้ระบุ ในเอกสารที่ใช้พุทธศักราช ควรเป็น พ.ศ. " +
                    expected.at(group.key) + " หรือเขียน ค.ศ. กำกับ",
                "“" + group.key + "” in “" + where + "”" + times_en(group.slips.size()) +
                    " is a year of the Common Era without a mark, in a document of Buddhist years: "
                    "write the Buddhist year, or ค.ศ. before it.");
    }
}

}  // namespace

const Rule& format_common_era() {
    static const Rule kRule{
        .id = "format.common_era",
        .severity = Severity::info,
        .category = Category::format,
        .title = {"ปีคริสต์ศักราชปนกับพุทธศักราช", "A Common Era year among Buddhist ones"},
        .why = {"ปีในเอกสารราชการเป็นพุทธศักราช ปีคริสต์ศักราชต้องมี ค.ศ. กำกับ",
                "Years in official documents are Buddhist; one of the Common Era needs ค.ศ. before "
                "it."},
        .mend = {"เปลี่ยนเป็นพุทธศักราช หรือเติม ค.ศ.", "Write the Buddhist year, or add ค.ศ."},
        .source = {"การเขียนตัวเลข วันที่ และจำนวนเงินในเอกสารราชการ",
                   "Writing of numbers, dates and money in official Thai documents."},
        .bad = {{"คำนำ\n\nแผนปี พ.ศ. ๒๕๖๕ ต่อจากผลของปี 2021\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\nแผนปี พ.ศ. ๒๕๖๕ ตามเป้าหมายปี ค.ศ. ๒๐๓๐ มีผู้เข้าชม 2021 คน\n", {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
