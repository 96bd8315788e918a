#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "phaen/sheet/workbook.h"

namespace phaen::sheet {

/// The number of a cell as files have it: exact, with a point, without grouping; of a percent the
/// fraction, of a date the serial number of the 1900 system. Empty for text and empty cells.
[[nodiscard]] std::string number_text(const Cell& cell);

/// The serial number of a day in the 1900 system; nothing before 1900-03-01, where spreadsheets
/// count a day that never was, and after the year 9999.
[[nodiscard]] std::optional<int> serial_of(std::chrono::year_month_day date);

}  // namespace phaen::sheet
