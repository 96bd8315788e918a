#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "phaen/base/decimal.h"
#include "phaen/base/money.h"
#include "phaen/book/compose_sheets.h"
#include "phaen/plan/plan.h"
#include "phaen/sheet/workbook.h"

/// What people type into the cells of an exported workbook, as fields of the plan.
namespace phaen::book {

using SheetRow = std::vector<sheet::Cell>;

/// The sheets of `compose_sheets`, in its order.
enum class SheetKind { indicators, projects, budget, steps, results };

/// What a cell shows, as one form for comparing: `5` is five, whether it is a number or a text.
[[nodiscard]] std::string shown(const sheet::Cell& cell);
[[nodiscard]] std::optional<base::Decimal> number_of(const sheet::Cell& cell);
[[nodiscard]] std::optional<base::Money> money_of(const sheet::Cell& cell);
/// An empty cell where the row is shorter.
[[nodiscard]] const sheet::Cell& cell_at(const SheetRow& row, std::size_t column);

/// A cell that a person changed.
struct CellEdit {
    std::string where;  ///< `งบประมาณ!C14`
    plan::Id element;
    std::size_t column = 0;  ///< of the exported sheet
    const sheet::Cell* now = nullptr;
    const SheetRow* row = nullptr;                                ///< of the edited sheet
    const std::map<std::size_t, std::size_t>* columns = nullptr;  ///< exported to edited
};

/// Sets fields of a plan's elements from cells.
class CellEdits {
  public:
    CellEdits(plan::Plan& plan, const sheet::Workbook& exported, const SheetWords& words)
        : plan_(plan), exported_(exported), words_(words) {}

    /// False when the cell says nothing that its field can be.
    [[nodiscard]] bool apply(SheetKind kind, const CellEdit& edit);

  private:
    bool apply_indicator(const CellEdit& edit);
    bool apply_project(const CellEdit& edit);
    bool apply_budget(const CellEdit& edit);
    bool apply_step(const CellEdit& edit);
    bool apply_result(const CellEdit& edit);
    bool set_target(plan::Indicator& indicator, const CellEdit& edit);
    bool set_months(plan::Step& step, const CellEdit& edit);
    bool set_budget(plan::Project& project, const sheet::Cell& cell);
    bool set_missions(const plan::Id& project, const std::string& text);
    [[nodiscard]] std::optional<plan::Refs> organisations(const std::string& text) const;
    [[nodiscard]] plan::Indicator* indicator(const plan::Id& id);

    plan::Plan& plan_;
    const sheet::Workbook& exported_;
    const SheetWords& words_;
};

}  // namespace phaen::book
