#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "phaen/base/money.h"

namespace phaen::base {

/// What separates the Buddhist from the Common Era for every date from 1 January 1941 on.
inline constexpr int kBuddhistEraOffset = 543;

/// A month of a C.E. year. Written `YYYY-MM` in files.
class YearMonth {
  public:
    YearMonth() = default;
    static std::optional<YearMonth> create(int year_ce, unsigned month);
    /// Reads `YYYY-MM`.
    static std::optional<YearMonth> parse(std::string_view text);
    [[nodiscard]] int year() const { return year_; }
    [[nodiscard]] unsigned month() const { return month_; }
    [[nodiscard]] std::string to_string() const;
    /// This month moved by `months` (may be negative).
    [[nodiscard]] YearMonth plus(int months) const;
    friend auto operator<=>(const YearMonth&, const YearMonth&) = default;

  private:
    int year_ = 1970;
    unsigned month_ = 1;
};

/// A fiscal year, named by the B.E. year in which it ends: 2565 runs from 1 October 2564 to 30
/// September 2565 (2021-10-01 to 2022-09-30).
class FiscalYear {
  public:
    FiscalYear() = default;
    /// Null outside 2484 to 2999 (B.E.).
    static std::optional<FiscalYear> create(int be);
    /// The year that holds the date, which must exist and lie within those years (a bug otherwise).
    static FiscalYear of(std::chrono::year_month_day date);
    [[nodiscard]] int be() const { return be_; }
    [[nodiscard]] std::chrono::year_month_day first_day() const;
    [[nodiscard]] std::chrono::year_month_day last_day() const;
    /// October is 0, September is 11.
    [[nodiscard]] YearMonth month(unsigned index) const;
    [[nodiscard]] std::optional<unsigned> index_of(YearMonth month) const;
    friend auto operator<=>(const FiscalYear&, const FiscalYear&) = default;

  private:
    explicit FiscalYear(int be) : be_(be) {}
    int be_ = 2565;
};

/// 1 (October to December) to 4 (July to September).
[[nodiscard]] int fiscal_quarter(std::chrono::year_month_day date);

/// The calendar month 1..12 that a Thai month name stands for: full (`ตุลาคม`) or short (`ต.ค.`,
/// `ต.ค`, `ตค.`).
[[nodiscard]] std::optional<unsigned> month_from_thai(std::string_view name);
[[nodiscard]] std::string_view month_name_th(unsigned month);
[[nodiscard]] std::string_view month_short_th(unsigned month);

enum class DateStyle { short_, medium, long_, full };

/// Prints `๑/๑๐/๖๔`, `๑ ต.ค. ๒๕๖๔`, `๑ ตุลาคม ๒๕๖๔`, `วันศุกร์ที่ ๑ ตุลาคม พ.ศ. ๒๕๖๔`.
[[nodiscard]] std::string format_date_th(std::chrono::year_month_day date, DateStyle style,
                                         Digits digits);

/// Reads an ISO date, or a Thai one in words (`๑ ตุลาคม ๒๕๖๔`, `1 ต.ค. 64`,
/// `วันศุกร์ที่ ๑ ตุลาคม พ.ศ. ๒๕๖๔`) or with slashes (`๑/๑๐/๒๕๖๔`). A four-digit year from 2400 on is
/// B.E., up to 2200 is C.E., between is refused; a two-digit year is B.E. 25xx in words and refused
/// with slashes. Refused too: a Buddhist year before 2484, an ISO year that looks Buddhist, a
/// weekday that the date does not fall on. Null when it is not exactly one existing date.
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_date(std::string_view text);

/// `YYYY-MM-DD`.
[[nodiscard]] std::string to_iso(std::chrono::year_month_day date);
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_iso(std::string_view text);

}  // namespace phaen::base
