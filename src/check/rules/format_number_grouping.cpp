#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "context.h"
#include "language_numbers.h"
#include "phaen/base/thai_text.h"
#include "sum_tables.h"

namespace phaen::check {

const Rule& format_number_grouping();

namespace {

/// Lengths of the groups of digits between commas; what stands behind a dot is no group.
std::vector<std::size_t> groups_of(const CodePoints& text, const PrintedNumber& number) {
    std::vector<std::size_t> groups = {0};
    for (std::size_t i = number.begin; i < number.end && text[i] != U'.'; ++i) {
        if (text[i] == U',') {
            groups.push_back(0);
        } else {
            ++groups.back();
        }
    }
    return groups;
}

bool is_money(const CodePoints& text, std::size_t end) {
    return stands_at(text, end, U".-") || stands_at(text, skip_spaces(text, end), U"บาท") ||
           stands_at(text, skip_spaces(text, end), U"ล้าน");
}

/// True when the text is the number alone, as in a column of amounts.
bool is_whole(const CodePoints& text, const PrintedNumber& number) {
    return skip_spaces(text, 0) == number.begin && skip_spaces(text, number.end) >= text.size();
}

/// `๑,๐๐๐๐๐๐` and `๑๕๐๐,๐๐๐` are wrong; `๑,๒,๓` and `๒๕๖๔,๒๕๖๕` are lists.
bool is_wrong(const CodePoints& text, const PrintedNumber& number) {
    const std::vector<std::size_t> groups = groups_of(text, number);
    const bool rest_is_right = std::all_of(groups.begin() + 1, groups.end(),
                                           [](std::size_t length) { return length == 3; });
    if (rest_is_right && groups.front() <= 3) return false;
    const bool has_group_of_three = std::count(groups.begin() + 1, groups.end(), 3U) > 0;
    const bool is_list = std::all_of(groups.begin(), groups.end(), [&](std::size_t length) {
        return length == groups.front() || length <= 2;
    });
    return !is_list &&
           (has_group_of_three || is_money(text, number.end) || is_whole(text, number) ||
            std::any_of(groups.begin(), groups.end(),
                        [](std::size_t length) { return length >= 5; }));
}

void run(Context& context) {
    SlipGroups groups;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        for (const PrintedNumber& number : printed_numbers(text)) {
            if (!number.has_comma || is_in_latin_name(text, number)) continue;
            if (!is_wrong(text, number)) continue;
            groups.add(std::string(text.slice(number.begin, number.end)),
                       {&passage, text.excerpt(number.begin, number.end), ""});
        }
    });
    for (const SlipGroups::Group& group : groups.groups()) {
        FindingBuilder finding = context.finding(format_number_grouping());
        add_slips(finding, group.slips);
        const std::string& where = group.slips.front().excerpt;
        std::string read_th;
        std::string read_en;
        const auto number = misgrouped_number(group.key);
        if (number && number->other) {
            const std::string joined = print_units(number->joined);
            const std::string other = print_units(*number->other);
            read_th = " อาจหมายถึง " + base::to_thai_digits(joined) + " หรือ " +
                      base::to_thai_digits(other);
            read_en = " It may mean " + joined + " or " + other + ".";
        }
        finding.found(group.key).say(
            "จำนวน “" + group.key + "” ใน “" + where + "”" + times_th(group.slips.size()) +
                " ใส่จุลภาคไม่ตรงหลักพัน หลักอาจขาดหรือเกิน" + read_th + " ตรวจกับต้นเรื่อง",
            "The commas of “" + group.key + "” in “" + where + "”" + times_en(group.slips.size()) +
                " do not part thousands: a digit may be missing or too many." + read_en);
    }
}

}  // namespace

const Rule& format_number_grouping() {
    static const Rule kRule{
        .id = "format.number_grouping",
        .severity = Severity::error,
        .category = Category::format,
        .title = {"จุลภาคคั่นหลักพันผิดตำแหน่ง", "Commas that do not part thousands"},
        .why = {"จำนวนที่คั่นหลักผิดอ่านได้หลายค่า ผู้อ่านไม่รู้ว่าเป็นแสนหรือล้าน",
                "A number grouped in the wrong way can be read as more than one amount."},
        .mend = {"ตรวจจำนวนกับต้นเรื่อง แล้วคั่นทุกสามหลัก",
                 "Check the number, and put a comma every three digits."},
        .source = {"การเขียนตัวเลข วันที่ และจำนวนเงินในเอกสารราชการ",
                   "Writing of numbers, dates and money in official Thai documents."},
        .bad = {{"คำนำ\n\nใช้งบประมาณ ๑,๐๐๐๐๐๐ บาท\n", {3}, ""},
                {"คำนำ\n\nรายการ\tจำนวน\nวัสดุ\t14,8000\nรวม\t14,800\n", {4}, ""},
                {"คำนำ\n\nใช้งบประมาณ ๑๕๐๐,๐๐๐.- บาท\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\nใช้งบประมาณ ๑,๐๐๐,๐๐๐.๕๐ บาท ตามข้อ ๑,๒,๓ ในปี ๒๕๖๔,๒๕๖๕\n", {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
