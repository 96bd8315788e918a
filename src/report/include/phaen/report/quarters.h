#pragma once

#include "phaen/query/world.h"
#include "phaen/report/words.h"
#include "phaen/sheet/workbook.h"

namespace phaen::report {

/// What each indicator and project had reached at the end of each quarter that has begun by the day
/// (or on the day, of the one that is running), one row each, under the column names of the city's
/// plan system, so that it can be taken over there. Two sheets: indicators, projects. Personal data
/// is in neither.
[[nodiscard]] sheet::Workbook compose_quarters(const query::WorldSources& sources,
                                               const facts::AsOf& as_of, const ReportWords& words);

}  // namespace phaen::report
