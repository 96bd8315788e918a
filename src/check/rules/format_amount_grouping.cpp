#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "language_numbers.h"

namespace phaen::check {

const Rule& format_amount_grouping();

namespace {

constexpr std::size_t kFewestAmounts = 4;
/// Fewer digits need no comma.
constexpr std::size_t kFewestDigits = 4;

/// The first index behind the whole part of a number.
std::size_t whole_end(const CodePoints& text, const PrintedNumber& number) {
    std::size_t end = number.begin;
    while (end < number.end && text[end] != U'.') ++end;
    return end;
}

std::string grouped(const CodePoints& text, const PrintedNumber& number) {
    std::string out;
    const std::size_t end = whole_end(text, number);
    for (std::size_t i = number.begin; i < end; ++i) {
        if (i > number.begin && (end - i) % 3 == 0) out += ',';
        out += text.slice(i, i + 1);
    }
    return out + std::string(text.slice(end, number.end));
}

/// An amount says so behind it, or is what a cell of amounts begins with.
bool is_amount(const CodePoints& text, const PrintedNumber& number, bool cell_of_amounts) {
    if (stands_at(text, number.end, U".-")) return true;
    if (stands_at(text, skip_spaces(text, number.end), U"บาท")) return true;
    if (!cell_of_amounts || skip_spaces(text, 0) != number.begin) return false;
    const std::optional<int> value = plain_value(text, number);
    return !value || *value < 2400 || *value > 2700;
}

void run(Context& context) {
    const AmountCells cells(context);
    std::size_t total = 0;
    std::vector<Slip> bare;
    std::string found;
    std::string expected;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        const bool cell_of_amounts = cells.has(passage);
        for (const PrintedNumber& number : printed_numbers(text)) {
            const std::size_t end = whole_end(text, number);
            if (end - number.begin < kFewestDigits) continue;
            if (std::count(text.chars().begin() + static_cast<std::ptrdiff_t>(number.begin),
                           text.chars().begin() + static_cast<std::ptrdiff_t>(number.end),
                           U'.') > 1) {
                continue;  // a code
            }
            if (!is_amount(text, number, cell_of_amounts)) continue;
            ++total;
            if (number.has_comma) continue;
            std::string mended(text.slice(0, number.begin));
            mended += grouped(text, number);
            mended += text.slice(number.end, text.size());
            if (bare.empty()) {
                found = text.slice(number.begin, number.end);
                expected = grouped(text, number);
            }
            bare.push_back({&passage, text.excerpt(number.begin, number.end), std::move(mended)});
        }
    });
    if (total < kFewestAmounts || !is_minority(bare.size(), total)) return;
    FindingBuilder finding = context.finding(format_amount_grouping());
    add_passages(finding, bare);
    finding.found(found).expected(expected).say(
        "จำนวนเงิน “" + found + "”" + times_th(bare.size()) +
            " ไม่ได้คั่นหลักพันอย่างที่อื่นในเอกสาร ควรเขียน “" + expected + "”",
        "The amount “" + found + "”" + times_en(bare.size()) +
            " has no commas, as the other amounts have: write “" + expected + "”.");
}

}  // namespace

const Rule& format_amount_grouping() {
    static const Rule kRule{
        .id = "format.amount_grouping",
        .severity = Severity::info,
        .category = Category::format,
        .title = {"จำนวนเงินไม่ได้คั่นหลักพัน", "An amount of money without commas"},
        .why = {"จำนวนเงินส่วนใหญ่ในเอกสารคั่นหลักพันด้วยจุลภาค จำนวนที่ไม่คั่นอ่านผิดหลักได้ง่าย",
                "Most amounts in the document have a comma every three digits; one without is "
                "easily read as ten times as much or as little."},
        .mend = {"คั่นหลักพันด้วยจุลภาคเหมือนจำนวนอื่น", "Put a comma every three digits, as elsewhere."},
        .source = {"การเขียนตัวเลข วันที่ และจำนวนเงินในเอกสารราชการ",
                   "Writing of numbers, dates and money in official Thai documents."},
        .fixable = true,
        .bad =
            {{"คำนำ\n\nโครงการแรก ๑,๐๐๐ บาท\n\nโครงการที่สอง ๒,๐๐๐ บาท\n\nโครงการที่สาม ๓,๐๐๐ บาท\n\n"
              "รวม ๖๐๐๐ บาท\n",
              {9},
              ""}},
        .near_miss =
            {{"คำนำ\n\nโครงการแรก ๑,๐๐๐ บาท\n\nโครงการที่สอง ๒,๐๐๐ บาท\n\nโครงการที่สาม ๓๐๐๐๐ คน\n\n"
              "รวม ๓,๐๐๐.๐๐ บาท ปี ๒๕๖๕ และ ๕๐๐ บาท\n",
              {},
              ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
