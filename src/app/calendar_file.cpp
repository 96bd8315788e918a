#include "phaen/app/calendar_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "members.h"
#include "phaen/base/calendar.h"

namespace phaen::app {

using base::Array;
using base::Value;

namespace {

constexpr std::size_t kLineBytes = 75;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) >= 0x20) {
            out += c;
        }
    }
    return out;
}

void add_line(std::string& to, std::string_view line) {
    std::size_t room = kLineBytes;
    while (line.size() > room) {
        std::size_t end = room;
        while (end > 1 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
        to.append(line.substr(0, end)).append("\r\n ");
        line.remove_prefix(end);
        room = kLineBytes - 1;  // the space counts
    }
    to.append(line).append("\r\n");
}

std::string date_of(std::int64_t day) {
    const std::chrono::year_month_day date{
        std::chrono::sys_days(std::chrono::days(static_cast<int>(day)))};
    return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string stamp_of(store::Instant at) {
    const std::int64_t seconds = at / 1'000'000;
    const std::int64_t day = seconds / 86'400;
    const std::int64_t rest = seconds % 86'400;
    return fmt::format("{}T{:02}{:02}{:02}Z", date_of(day), rest / 3600, rest / 60 % 60, rest % 60);
}

struct Span {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

std::optional<Span> span_of(const Value& step) {
    std::optional<Span> span;
    for (const Value& text : list_in(step, "months")) {
        const auto month =
            text.as_string() != nullptr ? base::YearMonth::parse(*text.as_string()) : std::nullopt;
        if (!month) continue;
        const auto first = std::chrono::year(month->year()) / std::chrono::month(month->month());
        const Span one{std::chrono::sys_days(first / 1).time_since_epoch().count(),
                       std::chrono::sys_days(first / std::chrono::last).time_since_epoch().count()};
        span = span ? Span{std::min(span->first, one.first), std::max(span->last, one.last)} : one;
    }
    return span;
}

std::string uid_of(const Value& overview, const Value& step, std::string_view what) {
    return fmt::format("{}.{}.{}@phaen", text_of(overview, "plan"), text_of(step, "id"), what);
}

}  // namespace

std::string to_icalendar(std::string_view name, const std::vector<CalendarEvent>& events,
                         store::Instant stamp) {
    std::string text;
    for (const char* line : {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//phaen//phaen//TH",
                             "CALSCALE:GREGORIAN", "METHOD:PUBLISH"})
        add_line(text, line);
    add_line(text, "X-WR-CALNAME:" + escaped(name));
    add_line(text, "X-WR-TIMEZONE:Asia/Bangkok");
    for (const CalendarEvent& event : events) {
        add_line(text, "BEGIN:VEVENT");
        add_line(text, "UID:" + escaped(event.uid));
        add_line(text, "DTSTAMP:" + stamp_of(stamp));
        add_line(text, "DTSTART;VALUE=DATE:" + date_of(event.first_day));
        // The end is the day after.
        add_line(text, "DTEND;VALUE=DATE:" + date_of(event.last_day + 1));
        add_line(text, "SUMMARY:" + escaped(event.summary));
        if (!event.description.empty()) add_line(text, "DESCRIPTION:" + escaped(event.description));
        add_line(text, "TRANSP:TRANSPARENT");
        add_line(text, "END:VEVENT");
    }
    add_line(text, "END:VCALENDAR");
    return text;
}

std::vector<CalendarEvent> timeline_events(const Value& overview) {
    std::vector<CalendarEvent> events;
    for (const Value& schedule : list_in(overview, "schedules")) {
        for (const Value& step : list_in(schedule, "steps")) {
            const auto span = span_of(step);
            if (!span) continue;
            events.push_back({uid_of(overview, step, "span"), span->first, span->last,
                              text_of(step, "name"), text_of(schedule, "title")});
        }
    }
    return events;
}

std::vector<CalendarEvent> due_events(const Value& overview, std::string_view agency,
                                      const Actor& actor, std::int64_t today) {
    std::vector<CalendarEvent> events;
    const Value* year = overview.find("fiscal_year");
    for (const Value& schedule : list_in(overview, "schedules")) {
        const std::string id = text_of(schedule, "id");
        const std::string project = text_of(schedule, "project");
        const std::string indicator = text_of(schedule, "indicator");
        for (const Value& step : list_in(schedule, "steps")) {
            const auto span = span_of(step);
            if (!span || text_of(step, "state") == "done" || text_of(step, "state") == "cancelled")
                continue;
            const std::string step_id = text_of(step, "id");
            Resource resource;
            resource.agency = agency;
            if (year != nullptr && year->as_integer() != nullptr)
                resource.fiscal_year = static_cast<int>(*year->as_integer());
            for (const Value& owner : list_in(schedule, "owners"))
                resource.leads.emplace_back(*owner.as_string());
            resource.path = {step_id, id, project, indicator};
            std::erase(resource.path, std::string_view());
            if (!may(actor, "progress.report", resource, today)) continue;
            events.push_back({uid_of(overview, step, "due"), span->last, span->last,
                              "ครบกำหนด: " + text_of(step, "name"), text_of(schedule, "title")});
        }
    }
    return events;
}

}  // namespace phaen::app
