#pragma once

#include <string_view>
#include <vector>

#include "phaen/base/calendar.h"
#include "phaen/base/ratio.h"
#include "phaen/report/timeline.h"

namespace phaen::report {

inline constexpr unsigned kTimelineMonths = 12;

/// `done`, `late`, `due`, `waiting`.
[[nodiscard]] std::string_view to_string(StepStanding standing);

/// A planned month of the year, and the part of it that is done, 0 to 1.
struct MonthPart {
    unsigned month = 0;  ///< October is 0
    base::Ratio done;
};

/// The planned months of the year in order; what is done of the step fills them from the left.
[[nodiscard]] std::vector<MonthPart> months_done(const plan::Step& step,
                                                 const base::FiscalYear& year,
                                                 const base::Percent& actual);

}  // namespace phaen::report
