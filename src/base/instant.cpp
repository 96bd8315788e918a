#include "phaen/base/instant.h"

#include "phaen/base/calendar.h"
#include "phaen/base/check.h"

namespace phaen::base {

namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;
constexpr std::int64_t kBangkok = 7 * 3'600 * kSecond;

std::int64_t days_since_1970(std::chrono::year_month_day day) {
    return std::chrono::sys_days(day).time_since_epoch().count();
}

/// The digits at `at` as a number, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int number = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

void append_two(std::string& out, std::int64_t number) {
    out += static_cast<char>('0' + number / 10);
    out += static_cast<char>('0' + number % 10);
}

/// Microseconds of `.25`; moves `at` past it. Null when there are no digits or more than six.
std::optional<std::int64_t> fraction(std::string_view text, std::size_t& at) {
    if (at >= text.size() || text[at] != '.') return 0;
    std::int64_t number = 0;
    std::int64_t unit = kSecond / 10;
    std::size_t count = 0;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++count) {
        if (unit == 0) return std::nullopt;
        number += (text[at] - '0') * unit;
        unit /= 10;
    }
    if (count == 0) return std::nullopt;
    return number;
}

/// What `Z` or `+07:00` adds to UTC, in microseconds. Null for anything else.
std::optional<std::int64_t> offset(std::string_view text) {
    if (text == "Z") return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
        return std::nullopt;
    const int hours = digits(text, 1, 2);
    const int minutes = digits(text, 4, 2);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return std::nullopt;
    const std::int64_t size = (hours * 60LL + minutes) * 60 * kSecond;
    return text[0] == '+' ? size : -size;
}

}  // namespace

std::optional<Instant> Instant::from_microseconds(std::int64_t since_1970) {
    using namespace std::chrono_literals;
    static constexpr std::int64_t kFirst =
        std::chrono::sys_days(1900y / 1 / 1).time_since_epoch().count() * kDay;
    static constexpr std::int64_t kEnd =
        std::chrono::sys_days(3000y / 1 / 1).time_since_epoch().count() * kDay;
    if (since_1970 < kFirst || since_1970 >= kEnd) return std::nullopt;
    return Instant(since_1970);
}

std::optional<Instant> Instant::parse(std::string_view text) {
    constexpr std::size_t kTime = 11;
    if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    const auto day = parse_iso(text.substr(0, 10));
    const int hours = digits(text, kTime, 2);
    const int minutes = digits(text, kTime + 3, 2);
    const int seconds = digits(text, kTime + 6, 2);
    if (!day || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 ||
        seconds > 59)
        return std::nullopt;
    std::size_t at = 19;
    const auto part = fraction(text, at);
    if (!part) return std::nullopt;
    const auto ahead = offset(text.substr(at));
    if (!ahead) return std::nullopt;
    const std::int64_t time = ((hours * 60LL + minutes) * 60 + seconds) * kSecond + *part;
    return from_microseconds(days_since_1970(*day) * kDay + time - *ahead);
}

Instant Instant::end_of_day(std::chrono::year_month_day day) {
    const auto instant = from_microseconds((days_since_1970(day) + 1) * kDay - kBangkok - 1);
    PHAEN_CHECK(day.ok() && instant.has_value(), "the end of a day that does not exist");
    return *instant;
}

std::chrono::year_month_day Instant::day() const {
    const std::int64_t there = microseconds_ + kBangkok;
    const std::int64_t days = there >= 0 ? there / kDay : -((-there + kDay - 1) / kDay);
    return {std::chrono::sys_days(std::chrono::days(days))};
}

std::string Instant::to_string() const {
    const std::int64_t days =
        microseconds_ >= 0 ? microseconds_ / kDay : -((-microseconds_ + kDay - 1) / kDay);
    const std::int64_t time = microseconds_ - days * kDay;
    const std::int64_t seconds = time / kSecond;
    std::string out =
        to_iso(std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days))));
    out += 'T';
    append_two(out, seconds / 3'600);
    out += ':';
    append_two(out, seconds / 60 % 60);
    out += ':';
    append_two(out, seconds % 60);
    std::int64_t part = time % kSecond;
    if (part != 0) {
        out += '.';
        for (std::int64_t unit = kSecond / 10; part != 0; unit /= 10) {
            out += static_cast<char>('0' + part / unit);
            part %= unit;
        }
    }
    out += 'Z';
    return out;
}

}  // namespace phaen::base
