#include <cstddef>
#include <optional>
#include <string>

#include "context.h"
#include "language_numbers.h"

namespace phaen::check {

const Rule& timeline_impossible_year();

namespace {

/// Plans of the state look twenty years ahead; a year beyond this is mistyped.
constexpr int kYearsAhead = 60;
constexpr int kFirstBuddhistYear = 2300;
constexpr int kLastCommonYear = 2299;

/// True when this cannot be a year of the era printed before it.
bool is_impossible(int year, std::size_t digits, bool buddhist, int fiscal_year) {
    if (digits == 2) return false;
    if (digits != 4) return digits < 6;
    if (!buddhist) return year > 2400 && year < 2700;
    return year < kFirstBuddhistYear || (fiscal_year > 0 && year > fiscal_year + kYearsAhead);
}

std::string expected_of(int year, bool buddhist) {
    if (buddhist && year >= 1800 && year <= kLastCommonYear) return "พ.ศ. " + thai(year + 543);
    if (!buddhist && year > 2400) return "ค.ศ. " + thai(year - 543);
    return "";
}

void run(Context& context) {
    const int fiscal_year = context.plan().fiscal_year;
    SlipGroups groups;
    std::map<std::string, std::string> expected;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        for (const PrintedNumber& number : printed_numbers(text)) {
            std::size_t i = number.begin;
            while (i > 0 && text[i - 1] == U' ') --i;
            const bool buddhist = ends_at(text, i, U"พ.ศ.");
            if (!buddhist && !ends_at(text, i, U"ค.ศ.")) continue;
            const std::optional<int> year = plain_value(text, number);
            if (!year || !is_impossible(*year, number.end - number.begin, buddhist, fiscal_year)) {
                continue;
            }
            const std::string printed(text.slice(i - 4, number.end));
            expected.emplace(printed, expected_of(*year, buddhist));
            groups.add(printed, {&passage, text.excerpt(i - 4, number.end), ""});
        }
    });
    for (const SlipGroups::Group& group : groups.groups()) {
        FindingBuilder finding = context.finding(timeline_impossible_year());
        add_slips(finding, group.slips);
        const std::string& right = expected.at(group.key);
        finding.found(group.key).expected(right).say(
            "ปี “" + group.key + "” ใน “" + group.slips.front().excerpt + "”" +
                times_th(group.slips.size()) +
                (right.empty() ? " เป็นไปไม่ได้ ตรวจว่าพิมพ์ตัวเลขครบและไม่สลับหลัก"
                               : " ใช้ศักราชไม่ตรงกับตัวเลข น่าจะเป็น “" + right + "”"),
            "The year “" + group.key + "”" + times_en(group.slips.size()) +
                (right.empty() ? " is impossible: digits are missing, too many or swapped."
                               : " is of the other era: “" + right + "” may be meant."));
    }
}

}  // namespace

const Rule& timeline_impossible_year() {
    static const Rule kRule{
        .id = "timeline.impossible_year",
        .severity = Severity::error,
        .category = Category::timeline,
        .title = {"ปีที่เป็นไปไม่ได้", "An impossible year"},
        .why = {"ปีหลัง พ.ศ. ต้องมีสี่หลักและเป็นพุทธศักราช ปี ค.ศ. ที่พิมพ์หลัง พ.ศ. "
                "หลักที่ขาดหรือสลับทำให้แผนอ้างปีผิด",
                "Behind พ.ศ. stands a Buddhist year of four digits. A Common Era year there, or "
                "digits "
                "that are missing or swapped, make the plan speak of another year."},
        .mend = {"แก้ปีหรือศักราช", "Correct the year or the era."},
        .source = {"ปฏิทิน", "The calendar."},
        .bad = {{"คำนำ\n\nแผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕ และแผนปี พ.ศ. 2022\n", {3}, ""},
                {"คำนำ\n\nแผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕ และแผนปี พ.ศ. ๒๕๖\n", {3}, ""}},
        .near_miss =
            {{"คำนำ\n\nแผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕ ตามกฎหมาย พ.ศ. ๒๔๙๕ และ ค.ศ. ๒๐๒๒ ถึง พ.ศ. ๒๕๘๐\n",
              {},
              ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
