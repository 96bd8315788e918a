#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "phaen/plan/plan.h"
#include "phaen/sheet/workbook.h"
#include "workbook_cells.h"

/// Rows of an exported workbook that people moved, added and took away.
namespace phaen::book {

/// An edited sheet beside the one that was exported: where its columns and rows went.
struct SheetPair {
    SheetKind kind = SheetKind::indicators;
    const sheet::Sheet& exported;
    const sheet::Sheet& edited;
    std::map<std::size_t, std::size_t> columns = {};  ///< of the exported sheet, in the edited one
    std::size_t header_row = 0;                       ///< of the edited sheet
    std::map<std::size_t, std::size_t> rows = {};     ///< of the exported sheet, in the edited one
};

/// What a cell of the edited sheet shows, by the exported sheet's column; empty when the column is
/// gone.
[[nodiscard]] std::string shown_at(const SheetPair& pair, std::size_t row, std::size_t column);

/// Finds the rows of the exported sheet again: by the ids of the hidden column, of two rows with
/// one id (a copied row) the one that is more alike; where the ids are gone by number and name,
/// steps within their own table first. `name_of` gives the present name of an element.
[[nodiscard]] std::map<std::size_t, std::size_t> match_rows(
    const SheetPair& pair, const std::function<std::string(const plan::Id&)>& name_of);

/// Adds elements for new rows and takes out those whose rows are gone.
class RowEdits {
  public:
    /// `base` tells which ids are taken, with what `plan` has.
    RowEdits(plan::Plan& plan, const plan::Plan& base);

    /// An element for a row that is new, after `above`, the element of the row before it; only what
    /// tells where it belongs is set. Null when the row is none of the sheet's.
    [[nodiscard]] std::optional<plan::Id> add(const SheetPair& pair, std::size_t row,
                                              const plan::Id& above);

  private:
    struct NewRow;
    plan::Id add_indicator(const NewRow& row);
    plan::Id add_project(const plan::Id& above);
    std::optional<plan::Id> add_to_budget(const NewRow& row);
    std::optional<plan::Id> add_to_steps(const NewRow& row);
    std::optional<plan::Id> add_schedule(const NewRow& row);
    plan::Id fresh(const std::string& stem);

    plan::Plan& plan_;
    std::set<plan::Id> taken_;
};

/// The plan without these elements and what they own, and without what names them: references are
/// dropped, what stood under a budget heading stands under the heading above it.
[[nodiscard]] plan::Plan without_elements(plan::Plan plan, const std::set<plan::Id>& gone);

}  // namespace phaen::book
