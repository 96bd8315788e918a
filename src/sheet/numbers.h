#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "phaen/sheet/workbook.h"

namespace phaen::sheet {

/// The number of a cell as files have it: exact, with a point, without grouping; of a percent the
/// fraction, of a date the serial number of the 1900 system. Empty for text and empty cells.
[[nodiscard]] std::string number_text(const Cell& cell);

/// The serial number of a day in the 1900 system; nothing before 1900-03-01, where spreadsheets
/// count a day that never was, and after the year 9999.
[[nodiscard]] std::optional<int> serial_of(std::chrono::year_month_day date);

/// The day of a serial number; nothing where `serial_of` has none.
enum class DateSystem { from_1900, from_1904 };
[[nodiscard]] std::optional<std::chrono::year_month_day> day_of(std::int64_t serial,
                                                                DateSystem system);

/// A number as a workbook keeps it, to 15 significant digits: what stands after them is what binary
/// computing leaves.
class StoredNumber {
  public:
    /// Reads `-?digits(.digits)?([eE][+-]?digits)?`.
    static std::optional<StoredNumber> parse(std::string_view text);

    /// The number in units of 10 to the minus `places`, a half rounded away from zero; nothing
    /// beyond 64 bits.
    [[nodiscard]] std::optional<std::int64_t> in_units(int places) const;
    /// Whether it has no more decimals than these.
    [[nodiscard]] bool has_places(int places) const { return scale_ <= places; }
    /// Without what stands after the point.
    [[nodiscard]] std::optional<std::int64_t> whole() const;

  private:
    bool negative_ = false;
    std::string digits_;  ///< without zeros at either end; empty for nought
    int scale_ = 0;       ///< how many of them stand after the point; below 0: zeros follow
};

/// How a number's format says to read it.
enum class NumberKind { plain, percent, money, date };
/// Of a format code: `[$-107041E]d mmm yyyy`.
[[nodiscard]] NumberKind kind_of_format(std::string_view code);
/// Of the formats that every spreadsheet has (ECMA-376 part 1, 18.8.30).
[[nodiscard]] NumberKind kind_of_format(int id);

}  // namespace phaen::sheet
