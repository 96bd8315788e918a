#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace phaen::base {

/// A moment, to the microsecond, in UTC; from the years 1900 to 2999 C.E. Days that it falls on are
/// those of Bangkok, which is UTC+7 without summer time.
class Instant {
  public:
    Instant() = default;
    /// Null outside the years 1900 to 2999.
    static std::optional<Instant> from_microseconds(std::int64_t since_1970);
    /// Reads RFC 3339: `2022-03-31T17:00:00Z`, `2022-04-01T00:00:00.25+07:00`; at most six decimals
    /// of a second, the offset within 14 hours, no leap seconds.
    static std::optional<Instant> parse(std::string_view text);
    /// The last moment of the day in Bangkok.
    static Instant end_of_day(std::chrono::year_month_day day);

    [[nodiscard]] std::int64_t microseconds() const { return microseconds_; }
    /// In UTC with as many decimals as are needed: `2022-03-31T17:00:00Z`. parse(to_string(x)) = x.
    [[nodiscard]] std::string to_string() const;
    /// The day in Bangkok.
    [[nodiscard]] std::chrono::year_month_day day() const;
    friend auto operator<=>(const Instant&, const Instant&) = default;

  private:
    explicit Instant(std::int64_t microseconds) : microseconds_(microseconds) {}
    std::int64_t microseconds_ = 0;
};

}  // namespace phaen::base
