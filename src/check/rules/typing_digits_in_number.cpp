#include <string>

#include "context.h"
#include "language_numbers.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& typing_digits_in_number();

namespace {

void run(Context& context) {
    SlipGroups groups;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        for (const PrintedNumber& number : printed_numbers(text)) {
            if (number.thai == 0 || number.arabic == 0) continue;
            const std::string_view printed = text.slice(number.begin, number.end);
            std::string mended(text.slice(0, number.begin));
            mended += number.thai >= number.arabic ? base::to_thai_digits(printed)
                                                   : base::to_arabic_digits(printed);
            mended += text.slice(number.end, text.size());
            groups.add(std::string(printed),
                       {&passage, text.excerpt(number.begin, number.end), std::move(mended)});
        }
    });
    for (const SlipGroups::Group& group : groups.groups()) {
        FindingBuilder finding = context.finding(typing_digits_in_number());
        add_slips(finding, group.slips);
        const std::string& where = group.slips.front().excerpt;
        finding.found(group.key)
            .expected(base::to_thai_digits(group.key))
            .say("จำนวน “" + group.key + "” ใน “" + where + "”" + times_th(group.slips.size()) +
                     " มีทั้งเลขไทยและเลขอารบิกในจำนวนเดียว ตรวจว่าพิมพ์ครบถูกต้องแล้วใช้ตัวเลขแบบเดียว",
                 "The number “" + group.key + "” in “" + where + "”" +
                     times_en(group.slips.size()) +
                     " has digits of both sets: see that it is right, and use one set.");
    }
}

}  // namespace

const Rule& typing_digits_in_number() {
    static const Rule kRule{
        .id = "typing.digits_in_number",
        .severity = Severity::error,
        .category = Category::typo,
        .title = {"จำนวนเดียวมีทั้งเลขไทยและเลขอารบิก", "One number in digits of both sets"},
        .why =
            {"จำนวนที่ปนตัวเลขสองแบบมักเกิดจากการแก้ตัวเลขบางหลัก ค่าที่เหลืออาจเป็นของเดิม",
             "Digits of both sets in one number are mostly what an edit of some of them left, so "
             "that the rest may be the old number."},
        .mend = {"ตรวจค่าแล้วพิมพ์ใหม่ด้วยตัวเลขแบบเดียว", "Check the value and type it in one set."},
        .source = {"การเขียนตัวเลข วันที่ และจำนวนเงินในเอกสารราชการ",
                   "Writing of numbers, dates and money in official Thai documents."},
        .fixable = true,
        .bad = {{"คำนำ\n\nแผนปฏิบัติการประจำปี พ.ศ. ๒5๖๕ มี ๕ ภารกิจ\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\nแผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕ มี 5 ภารกิจ\n", {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
