#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "phaen/score/score.h"

/// How the year will likely end, by simulating what is left of it many times.
namespace phaen::score {

inline constexpr std::string_view kForecastSchema = "phaen.forecast/1";

struct ForecastOptions {
    std::uint64_t seed = 1;
    int runs = 400;   ///< 1 to 100,000
    int inside = 80;  ///< percent of the runs that a range holds, 1 to 99
    friend bool operator==(const ForecastOptions&, const ForecastOptions&) = default;
};

/// A quantity at the end of the year: as many runs end below `low` as above `high`; half end below
/// `middle`.
struct Range {
    base::Decimal low;
    base::Decimal middle;
    base::Decimal high;
    friend bool operator==(const Range&, const Range&) = default;
};

struct StepForecast {
    std::string schedule;
    std::string step;
    int done_runs = 0;  ///< runs in which it is done when the year ends
    friend bool operator==(const StepForecast&, const StepForecast&) = default;
};

struct ScheduleForecast {
    std::string schedule;
    Range progress;     ///< percent by the steps' weights
    int done_runs = 0;  ///< runs in which all of its steps are done
    friend bool operator==(const ScheduleForecast&, const ScheduleForecast&) = default;
};

struct IndicatorForecast {
    std::string id;
    Range points;
    friend bool operator==(const IndicatorForecast&, const IndicatorForecast&) = default;
};

struct Forecast {
    std::string plan;
    int fiscal_year = 0;
    facts::Day as_of;
    base::Instant known_at;
    facts::Day year_end;
    ForecastOptions options;
    int known_delays = 0;            ///< steps that were due: how late each was, or is by now
    int whole_months = 0;            ///< of the year that have ended: what comes is drawn from them
    Range progress;                  ///< of all steps by their weights, percent
    std::optional<Range> disbursed;  ///< percent of the budget after transfers; null without money
    Range total;                     ///< points
    std::vector<IndicatorForecast> indicators;
    std::vector<ScheduleForecast> schedules;
    std::vector<StepForecast> steps;  ///< of those that are not done
    friend bool operator==(const Forecast&, const Forecast&) = default;
};

/// Simulates the rest of the fiscal year. Each run draws a way in which this office is late from
/// how late its due steps were (a bootstrap; a step still open is later than today; fewer than ten
/// are filled up from a common spread of delays), ends the open steps by it, repeats for every
/// month to come the records of some month that has ended, spends, and scores the year's last day.
/// A project with a spending plan spends by it, as fully as such plans were kept in the months that
/// have ended, drawn with replacement. Other spending repeats that of some month that has ended,
/// more or less by the share that the month to come had in one of the office's earlier years
/// (drawn for each run; those with disbursements in the first and the last quarter). Nothing is
/// spent beyond what there is. Evidence is taken to follow the steps of its indicator, in its
/// order. What only people can judge stays as it stands. The same arguments give the same forecast
/// on any machine. Null when the plan's fiscal year is none, when it has ended by the day, or when
/// stopped.
[[nodiscard]] std::optional<Forecast> forecast(const query::WorldSources& sources,
                                               const facts::AsOf& as_of,
                                               const ForecastOptions& options = {},
                                               std::stop_token stop = {});

[[nodiscard]] base::Value to_value(const Forecast& forecast);

}  // namespace phaen::score
