#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "language_dates.h"
#include "phaen/base/calendar.h"

namespace phaen::check {

const Rule& timeline_impossible_date();

namespace {

void run(Context& context) {
    SlipGroups groups;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        for (const PrintedDate& date : printed_dates(text)) {
            if (exists(date)) continue;
            groups.add(std::string(text.slice(date.begin, date.end)),
                       {&passage, text.excerpt(date.begin, date.end), ""});
        }
    });
    for (const SlipGroups::Group& group : groups.groups()) {
        FindingBuilder finding = context.finding(timeline_impossible_date());
        add_slips(finding, group.slips);
        const std::string& where = group.slips.front().excerpt;
        finding.found(group.key).say(
            "วันที่ “" + group.key + "” ใน “" + where + "”" + times_th(group.slips.size()) +
                " ไม่มีในปฏิทิน ตรวจวัน เดือน และปี",
            "The date “" + group.key + "” in “" + where + "”" + times_en(group.slips.size()) +
                " does not exist: check day, month and year.");
    }
}

}  // namespace

const Rule& timeline_impossible_date() {
    static const Rule kRule{
        .id = "timeline.impossible_date",
        .severity = Severity::error,
        .category = Category::timeline,
        .title = {"วันที่ไม่มีในปฏิทิน", "A date that does not exist"},
        .why =
            {"วันที่เกินจำนวนวันของเดือน หรือ ๒๙ กุมภาพันธ์ในปีที่ไม่มี แปลว่าวัน เดือน หรือปีพิมพ์ผิด",
             "A day that its month does not have, or 29 February of a common year, means that day, "
             "month or year is wrong."},
        .mend = {"แก้วัน เดือน หรือปีให้ถูกต้อง", "Correct day, month or year."},
        .source = {"ปฏิทิน", "The calendar."},
        .bad = {{"คำนำ\n\nจัดประชุมวันที่ ๓๑ เมษายน ๒๕๖๕\n", {3}, ""},
                {"คำนำ\n\nสิ้นสุดวันที่ ๒๙ กุมภาพันธ์ พ.ศ. ๒๕๖๖\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\nจัดประชุมวันที่ ๓๐ เมษายน ๒๕๖๕ ถึง ๒๙ กุมภาพันธ์ ๒๕๖๗ ต.ค. 66 พ.ย. 66\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
