#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/app/permissions.h"
#include "phaen/base/value.h"
#include "phaen/store/database.h"

/// Days of a plan as a calendar (iCalendar, RFC 5545).
namespace phaen::app {

/// Something of whole days, which need no time zone.
struct CalendarEvent {
    std::string uid;             ///< the same each time
    std::int64_t first_day = 0;  ///< since 1970-01-01
    std::int64_t last_day = 0;   ///< included
    std::string summary;
    std::string description = {};
};

/// Lines of at most 75 bytes that cut no letter, ended by CRLF.
[[nodiscard]] std::string to_icalendar(std::string_view name,
                                       const std::vector<CalendarEvent>& events,
                                       store::Instant stamp);

/// All steps of a year's overview, from their first to their last planned month.
[[nodiscard]] std::vector<CalendarEvent> timeline_events(const base::Value& overview);
/// The last days of what the actor reports about and is not done.
[[nodiscard]] std::vector<CalendarEvent> due_events(const base::Value& overview,
                                                    std::string_view agency, const Actor& actor,
                                                    std::int64_t today);

}  // namespace phaen::app
