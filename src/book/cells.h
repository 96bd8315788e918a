#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "phaen/base/money.h"
#include "tables.h"

/// What a cell or a row of a table says by itself, whatever the table.
namespace phaen::book {

/// True for an empty cell, or one that holds only a dash.
[[nodiscard]] bool dash(std::string_view text);
/// `1.1`, `๒`, `KPI-3`: a short code and nothing else.
[[nodiscard]] bool is_code(std::string_view text);
[[nodiscard]] bool says_no_budget(std::string_view text);
/// An amount cell in units of so many baht; an amount that names its own unit is taken at its word.
[[nodiscard]] std::optional<base::Money> cell_money(std::string_view text, int baht = 1);
/// The unit of a row's budget column, in baht.
[[nodiscard]] int budget_unit(const LogicalRow& row);
/// The filled cells, parted by " | ".
[[nodiscard]] std::string row_text(const LogicalRow& row);
[[nodiscard]] std::string first_text(const LogicalRow& row);
/// True when the row adds up those above: its first filled cell that is no bare number says so.
[[nodiscard]] bool is_total_row(const LogicalRow& row);

}  // namespace phaen::book
