#include "language_dates.h"

#include <array>
#include <string_view>

#include "phaen/base/calendar.h"

namespace phaen::check {

namespace {

struct MonthName {
    std::u32string_view name;
    unsigned month;
};

constexpr std::array<MonthName, 24> kMonths = {{
    {U"มกราคม", 1},    {U"กุมภาพันธ์", 2}, {U"มีนาคม", 3},  {U"เมษายน", 4}, {U"พฤษภาคม", 5},
    {U"มิถุนายน", 6},    {U"กรกฎาคม", 7}, {U"สิงหาคม", 8}, {U"กันยายน", 9}, {U"ตุลาคม", 10},
    {U"พฤศจิกายน", 11}, {U"ธันวาคม", 12}, {U"ม.ค.", 1},   {U"ก.พ.", 2},   {U"มี.ค.", 3},
    {U"เม.ย.", 4},     {U"พ.ค.", 5},    {U"มิ.ย.", 6},   {U"ก.ค.", 7},   {U"ส.ค.", 8},
    {U"ก.ย.", 9},      {U"ต.ค.", 10},   {U"พ.ย.", 11},  {U"ธ.ค.", 12},
}};

constexpr std::array<int, 12> kLongest = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

const MonthName* month_at(const CodePoints& text, std::size_t i) {
    for (const MonthName& month : kMonths) {
        if (stands_at(text, i, month.name)) return &month;
    }
    return nullptr;
}

/// In `ต.ค. 66 พ.ย. 66` the number before a month is the year of the month before.
bool is_behind_month(const CodePoints& text, std::size_t i) {
    while (i > 0 && text[i - 1] == U' ') --i;
    for (const MonthName& month : kMonths) {
        if (ends_at(text, i, month.name)) return true;
    }
    return ends_at(text, i, U"พ.ศ.");
}

}  // namespace

std::vector<PrintedDate> printed_dates(const CodePoints& text) {
    std::vector<PrintedDate> out;
    for (const PrintedNumber& number : printed_numbers(text)) {
        if (number.end - number.begin > 2) continue;
        const std::optional<int> day = plain_value(text, number);
        const std::size_t at = skip_spaces(text, number.end);
        const MonthName* month = month_at(text, at);
        if (!day || month == nullptr || is_behind_month(text, number.begin)) continue;
        PrintedDate date{.begin = number.begin,
                         .end = at + month->name.size(),
                         .day = *day,
                         .month = month->month,
                         .year_be = {}};
        std::size_t i = skip_spaces(text, date.end);
        if (stands_at(text, i, U"พ.ศ.")) i = skip_spaces(text, i + 4);
        std::size_t end = i;
        int year = 0;
        while (is_any_digit(text[end]) && end - i < 5) {
            year = year * 10 + static_cast<int>(is_thai_digit(text[end]) ? text[end] - 0x0E50
                                                                         : text[end] - U'0');
            ++end;
        }
        if (end - i == 4 && year >= 2484 && year < 2700) {
            date.year_be = year;
            date.end = end;
        }
        out.push_back(date);
    }
    return out;
}

std::optional<std::chrono::year_month_day> ce_date(const PrintedDate& date) {
    if (!date.year_be || date.day < 0) return std::nullopt;
    return std::chrono::year_month_day{std::chrono::year(*date.year_be - base::kBuddhistEraOffset),
                                       std::chrono::month(date.month),
                                       std::chrono::day(static_cast<unsigned>(date.day))};
}

bool exists(const PrintedDate& date) {
    if (const auto whole = ce_date(date)) return whole->ok();
    return date.day >= 1 && date.day <= kLongest.at(date.month - 1);
}

}  // namespace phaen::check
