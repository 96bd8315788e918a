#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "context.h"
#include "language_dates.h"

namespace phaen::check {

const Rule& timeline_weekday();

namespace {

constexpr std::array<std::u32string_view, 7> kWeekdays = {U"อาทิตย์",  U"จันทร์", U"อังคาร", U"พุธ",
                                                          U"พฤหัสบดี", U"ศุกร์",  U"เสาร์"};
constexpr std::array<std::string_view, 7> kWeekdaysUtf8 = {"อาทิตย์",  "จันทร์", "อังคาร", "พุธ",
                                                           "พฤหัสบดี", "ศุกร์",  "เสาร์"};

/// The weekday printed before a date: `วันศุกร์ที่ ๑ ตุลาคม`; 7 when there is none.
std::size_t weekday_before(const CodePoints& text, std::size_t begin, std::size_t& from) {
    std::size_t i = begin;
    while (i > 0 && text[i - 1] == U' ') --i;
    if (ends_at(text, i, U"ที่")) i -= 3;
    while (i > 0 && text[i - 1] == U' ') --i;
    for (std::size_t day = 0; day < kWeekdays.size(); ++day) {
        const std::u32string_view name = kWeekdays.at(day);
        if (!ends_at(text, i, name) || !ends_at(text, i - name.size(), U"วัน")) continue;
        from = i - name.size() - 3;
        return day;
    }
    return kWeekdays.size();
}

void run(Context& context) {
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        for (const PrintedDate& date : printed_dates(text)) {
            if (!date.year_be || !exists(date)) continue;
            std::size_t from = date.begin;
            const std::size_t said = weekday_before(text, date.begin, from);
            if (said == kWeekdays.size()) continue;
            const std::chrono::weekday real{std::chrono::sys_days(*ce_date(date))};
            if (real.c_encoding() == said) continue;
            const std::string printed(text.slice(from, date.end));
            const std::string right(kWeekdaysUtf8.at(real.c_encoding()));
            context.finding(timeline_weekday())
                .at(passage)
                .found(printed)
                .expected("วัน" + right)
                .say("“" + printed + "” ตามปฏิทินเป็นวัน" + right + " ตรวจวันหรือวันที่",
                     "“" + printed + "” is another day by the calendar (วัน" + right +
                         "): correct the weekday or the date.");
        }
    });
}

}  // namespace

const Rule& timeline_weekday() {
    static const Rule kRule{
        .id = "timeline.weekday",
        .severity = Severity::error,
        .category = Category::timeline,
        .title = {"วันในสัปดาห์ไม่ตรงกับวันที่", "A weekday that its date does not fall on"},
        .why =
            {"วันที่พิมพ์พร้อมชื่อวันต้องตรงกับปฏิทิน ถ้าไม่ตรงผู้เข้าร่วมจะมาผิดวัน",
             "A date printed with its weekday must agree with the calendar, or people come on the "
             "wrong day."},
        .mend = {"แก้ชื่อวันหรือวันที่", "Correct the weekday or the date."},
        .source = {"ปฏิทิน: วันที่ 1 ตุลาคม 2564 เป็นวันศุกร์", "The calendar: 1 October 2564 was a Friday."},
        .bad = {{"คำนำ\n\nเริ่มวันจันทร์ที่ ๑ ตุลาคม พ.ศ. ๒๕๖๔\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\nเริ่มวันศุกร์ที่ ๑ ตุลาคม พ.ศ. ๒๕๖๔ และทุกวันศุกร์ที่ ๓ ของเดือน\n", {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
