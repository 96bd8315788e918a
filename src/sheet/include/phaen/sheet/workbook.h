#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "phaen/base/decimal.h"
#include "phaen/base/money.h"

/// Tables of cells: what stands between spreadsheet files and everything else. Knows no plan.
namespace phaen::sheet {

/// A cell. A number may say how it is computed: then the number is what the formula gives now, and
/// spreadsheet programs compute it again when what it depends on changes.
struct Cell {
    enum class Kind { empty, text, integer, decimal, percent, money, date };
    Kind kind = Kind::empty;
    std::string text;          ///< never a formula, whatever it begins with
    std::int64_t integer = 0;  ///< at most 15 digits, which is what spreadsheets keep
    base::Decimal decimal;     ///< of a percent: 22.5 is shown as 22.50%
    base::Money money;
    std::chrono::year_month_day date{};  ///< C.E., from 1900-03-01; shown with its Buddhist year
    /// How a number is computed, without `=`: names in braces stand for all cells that have the
    /// name, as a list of areas: `SUM({budget})-{reserve}`. Written by programs, not by people.
    std::string formula = {};
    std::vector<std::string> names = {};  ///< what formulas call it; several cells may share one

    enum class Look { plain, heading, title, total, marked };
    Look look = Look::plain;
    int indent = 0;  ///< of a text, in steps; 0 to 15
    friend bool operator==(const Cell&, const Cell&) = default;
};

[[nodiscard]] Cell text_cell(std::string text);
[[nodiscard]] Cell integer_cell(std::int64_t value);
[[nodiscard]] Cell decimal_cell(base::Decimal value);
[[nodiscard]] Cell money_cell(base::Money value);

struct Column {
    int width = 12;  ///< in digits of the standard font
    bool hidden = false;
    friend bool operator==(const Column&, const Column&) = default;
};

enum class Orientation { portrait, landscape };

struct Sheet {
    std::string name;  ///< made safe and unique when written
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
    int header_rows = 0;     ///< stay on the screen, and are printed on every page
    int frozen_columns = 0;  ///< stay on the screen
    Orientation orientation = Orientation::landscape;
    friend bool operator==(const Sheet&, const Sheet&) = default;
};

struct Workbook {
    std::string title;
    std::string author;
    std::string version;  ///< of what it shows: a plan's hash, as text; may be empty
    std::string created;  ///< `2022-01-31T09:00:00Z`; given so that bytes stay the same
    std::vector<Sheet> sheets;
    friend bool operator==(const Workbook&, const Workbook&) = default;
};

}  // namespace phaen::sheet
