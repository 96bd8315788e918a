#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "phaen/base/value.h"
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

/// What is personal in records, by the id that stands in its place: the fields by their names.
using Persons = std::map<std::string, base::Value>;

/// As of the day and as known at the instant. The same arguments give the same document. `filter`
/// is of the timeline only. Personal fields are left out but for those of `persons`; a report with
/// any of them says so.
[[nodiscard]] document::ComposedDocument compose_report(
    ReportKind kind, const query::WorldSources& sources, const facts::AsOf& as_of,
    const ReportWords& words, const TimelineFilter& filter = {}, const Persons& persons = {});

/// The ids in the place of personal fields that the report would print.
[[nodiscard]] std::set<std::string> persons_in(ReportKind kind, const query::WorldSources& sources,
                                               const facts::AsOf& as_of, const ReportWords& words);

}  // namespace phaen::report
