#include "phaen/base/calendar.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "phaen/base/check.h"
#include "phaen/base/thai_text.h"
#include "printed_number.h"

namespace phaen::base {

namespace {

namespace ch = std::chrono;

constexpr unsigned kMonths = 12;

constexpr std::array<std::string_view, kMonths> kMonthNames = {
    "มกราคม",  "กุมภาพันธ์", "มีนาคม",  "เมษายน", "พฤษภาคม",  "มิถุนายน",
    "กรกฎาคม", "สิงหาคม",  "กันยายน", "ตุลาคม",  "พฤศจิกายน", "ธันวาคม"};
constexpr std::array<std::string_view, kMonths> kMonthShorts = {"ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.",
                                                                "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.",
                                                                "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."};
/// From Sunday, as std::chrono::weekday::c_encoding counts.
constexpr std::array<std::string_view, 7> kWeekdays = {"อาทิตย์",  "จันทร์", "อังคาร", "พุธ",
                                                       "พฤหัสบดี", "ศุกร์",  "เสาร์"};

constexpr int kFirstBuddhistYear =
    2484;  // 1941: the first whose year is the C.E. year + 543 throughout
constexpr int kLastBuddhistYear = 2999;

std::string padded(int value, std::size_t width) {
    std::string text = std::to_string(value);
    if (text.size() < width) text.insert(0, width - text.size(), '0');
    return text;
}

/// Exactly `width` Arabic digits at the front, taken off.
std::optional<int> take_fixed(std::string_view& text, std::size_t width) {
    if (text.size() < width) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(0, width)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(width);
    return value;
}

struct Number {
    int value = 0;
    int digits = 0;
};

/// One to four Arabic or Thai digits at the front, taken off; not a part of a longer number.
std::optional<Number> take_number(std::string_view& text) {
    Number number;
    while (const auto digit = detail::digit_at(text, 0)) {
        if (++number.digits > 4) return std::nullopt;
        number.value = number.value * 10 + digit->value;
        text.remove_prefix(digit->length);
    }
    if (number.digits == 0) return std::nullopt;
    return number;
}

bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

void skip_space(std::string_view& text) { text = detail::trim(text); }

std::optional<ch::year_month_day> existing_date(int year, unsigned month, int day) {
    if (day < 1) return std::nullopt;
    const ch::year_month_day date(ch::year(year), ch::month(month),
                                  ch::day(static_cast<unsigned>(day)));
    if (!date.ok()) return std::nullopt;
    return date;
}

enum class Era { unsaid, buddhist, common };

/// The C.E. year that a four-digit year means. Buddhist years before 2484 are refused: the civil
/// year then began on 1 April, so that the difference is not 543 all year.
std::optional<int> year_of(int year, Era era) {
    constexpr int kLastCommon = 2200;
    constexpr int kFirstTakenAsBuddhist = 2400;
    if (era == Era::unsaid) {
        if (year >= kFirstTakenAsBuddhist) {
            era = Era::buddhist;
        } else if (year <= kLastCommon) {
            era = Era::common;
        } else {
            return std::nullopt;
        }
    }
    if (era == Era::buddhist) {
        if (year < kFirstBuddhistYear || year > kLastBuddhistYear) return std::nullopt;
        return year - kBuddhistEraOffset;
    }
    if (year < 1 || year > kLastCommon) return std::nullopt;
    return year;
}

Era take_era(std::string_view& text) {
    for (const std::string_view word : {"พ.ศ.", "พ.ศ", "พศ.", "พุทธศักราช"}) {
        if (take(text, word)) return Era::buddhist;
    }
    for (const std::string_view word : {"ค.ศ.", "ค.ศ", "คศ.", "คริสต์ศักราช"}) {
        if (take(text, word)) return Era::common;
    }
    return Era::unsaid;
}

/// `วันศุกร์ที่`, `วันที่`, `วันศุกร์`, or nothing. A weekday counts, since one that does not fit makes the
/// date doubtful.
struct Lead {
    std::optional<ch::weekday> weekday;
};

std::optional<Lead> take_lead(std::string_view& text) {
    Lead lead;
    if (!take(text, "วัน")) return lead;
    for (unsigned i = 0; i < kWeekdays.size(); ++i) {
        if (take(text, kWeekdays[i])) {
            lead.weekday = ch::weekday(i);
            break;
        }
    }
    skip_space(text);
    const bool has_at = take(text, "ที่");
    if (!has_at && !lead.weekday) return std::nullopt;
    skip_space(text);
    return lead;
}

/// The part of `text` that is no digit, up to the first one or to an era's name.
std::string_view take_month_word(std::string_view& text) {
    std::size_t at = 0;
    while (at < text.size() && !detail::digit_at(text, at)) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("พ.ศ") || rest.starts_with("พศ.") || rest.starts_with("พุทธศักราช") ||
            rest.starts_with("ค.ศ") || rest.starts_with("คศ.") || rest.starts_with("คริสต์ศักราช")) {
            break;
        }
        ++at;
    }
    const std::string_view word = text.substr(0, at);
    text.remove_prefix(at);
    return word;
}

std::optional<ch::year_month_day> parse_slashed(int day, std::string_view rest) {
    const auto month = take_number(rest);
    if (!month || month->digits > 2 || month->value < 1 || !take(rest, "/")) return std::nullopt;
    const auto year = take_number(rest);
    if (!year || year->digits != 4 || !rest.empty()) return std::nullopt;
    const auto year_ce = year_of(year->value, Era::unsaid);
    if (!year_ce) return std::nullopt;
    return existing_date(*year_ce, static_cast<unsigned>(month->value), day);
}

std::optional<ch::year_month_day> parse_in_words(int day, std::string_view rest) {
    const auto month = month_from_thai(take_month_word(rest));
    if (!month) return std::nullopt;
    const Era era = take_era(rest);
    skip_space(rest);
    const auto number = take_number(rest);
    if (!number || !rest.empty()) return std::nullopt;
    std::optional<int> year_ce;
    if (number->digits == 4) {
        year_ce = year_of(number->value, era);
    } else if (number->digits == 2 && era != Era::common) {
        year_ce = year_of(2500 + number->value, Era::buddhist);
    }
    if (!year_ce) return std::nullopt;
    return existing_date(*year_ce, *month, day);
}

}  // namespace

std::optional<YearMonth> YearMonth::create(int year_ce, unsigned month) {
    if (year_ce < 1 || year_ce > 9999 || month < 1 || month > kMonths) return std::nullopt;
    YearMonth made;
    made.year_ = year_ce;
    made.month_ = month;
    return made;
}

std::optional<YearMonth> YearMonth::parse(std::string_view text) {
    const auto year = take_fixed(text, 4);
    if (!year || !take(text, "-")) return std::nullopt;
    const auto month = take_fixed(text, 2);
    if (!month || !text.empty()) return std::nullopt;
    return create(*year, static_cast<unsigned>(*month));
}

std::string YearMonth::to_string() const {
    return padded(year_, 4) + "-" + padded(static_cast<int>(month_), 2);
}

YearMonth YearMonth::plus(int months) const {
    const long long index = 12LL * year_ + static_cast<long long>(month_) - 1 + months;
    PHAEN_CHECK(index >= 12 && index < 12LL * 10000, "a month outside the years 1 to 9999");
    const auto moved = create(static_cast<int>(index / 12), static_cast<unsigned>(index % 12) + 1);
    PHAEN_CHECK(moved.has_value(), "a month moved to one that does not exist");
    return *moved;
}

std::optional<FiscalYear> FiscalYear::create(int be) {
    if (be < kFirstBuddhistYear || be > kLastBuddhistYear) return std::nullopt;
    return FiscalYear(be);
}

FiscalYear FiscalYear::of(ch::year_month_day date) {
    PHAEN_CHECK(date.ok(), "the fiscal year of a date that does not exist");
    const bool is_next = date.month() >= ch::October;
    const auto year =
        create(static_cast<int>(date.year()) + kBuddhistEraOffset + (is_next ? 1 : 0));
    PHAEN_CHECK(year.has_value(), "the fiscal year of a date before October 1940 or after 2456");
    return *year;
}

ch::year_month_day FiscalYear::first_day() const {
    return ch::year(be_ - kBuddhistEraOffset - 1) / ch::October / 1;
}

ch::year_month_day FiscalYear::last_day() const {
    return ch::year(be_ - kBuddhistEraOffset) / ch::September / 30;
}

YearMonth FiscalYear::month(unsigned index) const {
    PHAEN_CHECK(index < kMonths, "a fiscal year has twelve months");
    const auto october = YearMonth::create(be_ - kBuddhistEraOffset - 1, 10);
    PHAEN_CHECK(october.has_value(), "a fiscal year without an October");
    return october->plus(static_cast<int>(index));
}

std::optional<unsigned> FiscalYear::index_of(YearMonth month) const {
    const int first = 12 * (be_ - kBuddhistEraOffset - 1) + 9;  // months before its October
    const int index = 12 * month.year() + static_cast<int>(month.month()) - 1 - first;
    if (index < 0 || index >= static_cast<int>(kMonths)) return std::nullopt;
    return static_cast<unsigned>(index);
}

int fiscal_quarter(ch::year_month_day date) {
    PHAEN_CHECK(date.ok(), "the quarter of a date that does not exist");
    const unsigned month = static_cast<unsigned>(date.month());
    return static_cast<int>((month + 2) % kMonths / 3) + 1;
}

std::optional<unsigned> month_from_thai(std::string_view name) {
    // Full names hold no dots, and short ones differ in letters alone, so that dots and spaces need
    // no place.
    const auto letters = [](std::string_view text) {
        std::string kept;
        for (const char c : text) {
            if (c != '.' && c != ' ') kept.push_back(c);
        }
        return kept;
    };
    const std::string wanted = letters(detail::trim(name));
    for (unsigned i = 0; i < kMonths; ++i) {
        if (wanted == kMonthNames[i] || wanted == letters(kMonthShorts[i])) return i + 1;
    }
    return std::nullopt;
}

std::string_view month_name_th(unsigned month) {
    PHAEN_CHECK(month >= 1 && month <= kMonths, "a month from 1 to 12");
    return kMonthNames[month - 1];
}

std::string_view month_short_th(unsigned month) {
    PHAEN_CHECK(month >= 1 && month <= kMonths, "a month from 1 to 12");
    return kMonthShorts[month - 1];
}

std::string format_date_th(ch::year_month_day date, DateStyle style, Digits digits) {
    PHAEN_CHECK(date.ok(), "a date to print that does not exist");
    const int year_ce = static_cast<int>(date.year());
    const unsigned month = static_cast<unsigned>(date.month());
    const std::string day = std::to_string(static_cast<unsigned>(date.day()));
    const int year_be = year_ce + kBuddhistEraOffset;
    // Before 1941 the Buddhist year is not this one all year long, so the common year is printed
    // and named.
    const bool is_old = year_be < kFirstBuddhistYear;
    const std::string year = is_old ? "ค.ศ. " + std::to_string(year_ce) : std::to_string(year_be);

    std::string text;
    switch (style) {
        case DateStyle::short_:
            text = day + "/" + std::to_string(month) + "/" +
                   (is_old ? year : padded(year_be % 100, 2));
            break;
        case DateStyle::medium:
            text = day + " " + std::string(month_short_th(month)) + " " + year;
            break;
        case DateStyle::long_:
            text = day + " " + std::string(month_name_th(month)) + " " + year;
            break;
        case DateStyle::full: {
            const ch::weekday weekday{ch::sys_days(date)};
            text = "วัน" + std::string(kWeekdays[weekday.c_encoding()]) + "ที่ " + day + " " +
                   std::string(month_name_th(month)) + " " + (is_old ? "" : "พ.ศ. ") + year;
            break;
        }
    }
    return digits == Digits::thai ? to_thai_digits(text) : text;
}

std::optional<ch::year_month_day> parse_date(std::string_view text) {
    text = detail::trim(text);
    if (const auto iso = parse_iso(text)) {
        // An ISO year is C.E. by definition; one that looks Buddhist is refused rather than guessed
        // at.
        if (!year_of(static_cast<int>(iso->year()), Era::common)) return std::nullopt;
        return iso;
    }
    const auto lead = take_lead(text);
    if (!lead) return std::nullopt;
    const auto day = take_number(text);
    if (!day || day->digits > 2) return std::nullopt;
    const auto date =
        take(text, "/") ? parse_slashed(day->value, text) : parse_in_words(day->value, text);
    if (date && lead->weekday && *lead->weekday != ch::weekday{ch::sys_days(*date)}) {
        return std::nullopt;
    }
    return date;
}

std::string to_iso(ch::year_month_day date) {
    PHAEN_CHECK(date.ok(), "a date to write that does not exist");
    const int year = static_cast<int>(date.year());
    const auto month = static_cast<unsigned>(date.month());
    const auto day = static_cast<unsigned>(date.day());
    std::string text = padded(year, 4);
    for (const unsigned part : {month, day}) {
        text += '-';
        text += static_cast<char>('0' + part / 10);
        text += static_cast<char>('0' + part % 10);
    }
    return text;
}

std::optional<ch::year_month_day> parse_iso(std::string_view text) {
    const auto year = take_fixed(text, 4);
    if (!year || *year < 1 || !take(text, "-")) return std::nullopt;
    const auto month = take_fixed(text, 2);
    if (!month || !take(text, "-")) return std::nullopt;
    const auto day = take_fixed(text, 2);
    if (!day || !text.empty()) return std::nullopt;
    return existing_date(*year, static_cast<unsigned>(*month), *day);
}

}  // namespace phaen::base
