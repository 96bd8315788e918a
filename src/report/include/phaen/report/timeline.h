#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/query/world.h"
#include "phaen/report/words.h"
#include "phaen/score/derivation.h"
#include "phaen/sheet/workbook.h"

/// The operations timeline: all schedules and steps of the fiscal year, October to September, the
/// plan above what was done. As a document it is a report (`ReportKind::timeline`).
namespace phaen::report {

/// How a step stands, as the timeline's screen says it.
enum class StepStanding {
    done,
    late,       ///< its last planned month has ended and it is not done
    due,        ///< its first planned month has begun
    waiting,    ///< not yet
    cancelled,  ///< it, or what it is of, is not to be done any more
};

/// What of the timeline is printed; an empty member leaves nothing out.
struct TimelineFilter {
    std::string owner;    ///< id of an organisation that leads
    std::string project;  ///< id of a schedule, or of the project, activity or indicator it is of
    std::string state;    ///< `done`, `late`, `due`, `waiting`, `cancelled` or `not_reported`
    std::string text;     ///< part of the name of a step or of what the schedule is of
    bool on_a3 = false;   ///< the page that it is printed on; A4 otherwise
    friend bool operator==(const TimelineFilter&, const TimelineFilter&) = default;
};

/// Whether the state is one that steps have; the empty one is.
[[nodiscard]] bool is_timeline_state(std::string_view state);

struct TimelineStep {
    const plan::Step* step = nullptr;
    const score::StepProgress* progress = nullptr;  ///< null when the score has none
    StepStanding standing = StepStanding::waiting;
    bool not_reported = false;  ///< begun, not done, and without a report in the month of the day
    std::optional<facts::Day> reported_on;
};

struct TimelineGroup {
    const plan::Schedule* schedule = nullptr;
    std::string name;  ///< of the project, activity or indicator; the schedule's id without one
    std::vector<std::string> owners;  ///< names of the organisations that lead
    std::string planned;              ///< percent by the steps' weights, exact
    std::string actual;
    std::vector<TimelineStep> steps;  ///< those that the filter leaves
};

/// The groups in the order of the plan; one whose steps are all filtered away is left out. What is
/// pointed to is the sources' and the scores'.
[[nodiscard]] std::vector<TimelineGroup> timeline_groups(const query::WorldSources& sources,
                                                         const query::World& world,
                                                         const score::Derivation& scores,
                                                         const TimelineFilter& filter);

/// The timeline as a sheet: one row a step, dates as dates, percents as numbers, each planned month
/// shaded with the percent of it that is done.
[[nodiscard]] sheet::Workbook compose_timeline(const query::WorldSources& sources,
                                               const facts::AsOf& as_of, const ReportWords& words,
                                               const TimelineFilter& filter);

}  // namespace phaen::report
