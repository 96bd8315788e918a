#pragma once

#include <string_view>

#include "phaen/document/composed.h"
#include "phaen/query/world.h"
#include "phaen/report/timeline.h"
#include "phaen/report/words.h"

/// Books that need facts and scores: composed anew each time, no figure is typed.
namespace phaen::report {

enum class ReportKind {
    progress,  ///< planned against actual of every step, what is late, due or not reported
    budget,    ///< by project and month; what was overdrawn, what differs from the finance system
    self_assessment,  ///< SAR: each indicator with its value, level, evidence and how the score
                      ///< came about
    evaluation,       ///< the score sheet by components, computed and judged side by side
    results,          ///< each project: money, steps, indicators, what befell it, how it was closed
    meetings,         ///< meetings and visits of the year, counted and listed from their records
    evidence,  ///< the binder: files by indicator and step, numbered through, and what is missing
    timeline,  ///< every step as bars over the months of the year, the plan above what is done
};

/// As of the day and as known at the instant. The same arguments give the same document. `filter`
/// is of the timeline only.
[[nodiscard]] document::ComposedDocument compose_report(ReportKind kind,
                                                        const query::WorldSources& sources,
                                                        const facts::AsOf& as_of,
                                                        const ReportWords& words,
                                                        const TimelineFilter& filter = {});

}  // namespace phaen::report
