#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "language_numbers.h"

/// Dates as they are printed in Thai text.
namespace phaen::check {

/// `๑๕ กรกฎาคม ๒๕๖๔`, `๓๑ เม.ย. พ.ศ. ๒๕๖๕`, `๓๑ เมษายน`.
struct PrintedDate {
    std::size_t begin;  ///< code points
    std::size_t end;
    int day = 0;
    unsigned month = 1;          ///< 1 to 12
    std::optional<int> year_be;  ///< of four digits only
};

/// Days with the name of a month behind, in the order of the text. Nothing is said about whether
/// they exist.
[[nodiscard]] std::vector<PrintedDate> printed_dates(const CodePoints& text);

/// The date in the Common Era; null without a year.
[[nodiscard]] std::optional<std::chrono::year_month_day> ce_date(const PrintedDate& date);

/// False when no calendar has such a day. Without a year 29 February exists.
[[nodiscard]] bool exists(const PrintedDate& date);

}  // namespace phaen::check
