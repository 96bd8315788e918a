#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/base/thai_text.h"
#include "phaen/book/merge_edited.h"
#include "phaen/plan/elements.h"
#include "phaen/sheet/workbook.h"
#include "workbook_cells.h"
#include "workbook_rows.h"

namespace phaen::book {
namespace {

using plan::Id;
using sheet::Cell;
using sheet::Sheet;

std::string address(const std::string& sheet, std::size_t row, std::size_t column) {
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return sheet + "!" + letters + std::to_string(row + 1);
}

/// The row of the edited sheet that has most of the exported one's headings, and where they are.
std::optional<SheetPair> pair_of(SheetKind kind, const Sheet& exported, const Sheet& edited) {
    constexpr std::size_t kSearched = 20;
    if (exported.rows.empty()) return std::nullopt;
    std::map<std::size_t, std::size_t> most;
    std::size_t header_row = 0;
    for (std::size_t r = 0; r < std::min(edited.rows.size(), kSearched); ++r) {
        std::map<std::size_t, std::size_t> columns;
        std::set<std::size_t> used;
        for (std::size_t c = 0; c < exported.rows[0].size(); ++c) {
            const std::string heading = shown(exported.rows[0][c]);
            for (std::size_t e = 0; e < edited.rows[r].size(); ++e) {
                if (used.contains(e) || shown(edited.rows[r][e]) != heading) continue;
                columns.emplace(c, e);
                used.insert(e);
                break;
            }
        }
        if (columns.size() <= most.size()) continue;
        most = std::move(columns);
        header_row = r;
    }
    if (most.size() * 2 <= exported.rows[0].size()) return std::nullopt;
    return SheetPair{kind, exported, edited, std::move(most), header_row};
}

class WorkbookReader {
  public:
    WorkbookReader(const sheet::ReadWorkbook& edited, const plan::Plan& base,
                   const SheetWords& words)
        : edited_(edited),
          base_(base),
          words_(words),
          exported_(compose_sheets(base, {"", "", "", words})) {
        made_.plan = base;
    }

    Edited read();

  private:
    void read_sheet(SheetPair pair);
    void compare(const SheetPair& pair, std::size_t old_row, std::size_t new_row);
    void take_out_missing(const SheetPair& pair);
    void add_new(const SheetPair& pair);
    void fill_in(const SheetPair& pair, std::size_t row, const Id& element);
    [[nodiscard]] std::string name_of(const Id& id) const;
    [[nodiscard]] bool has_amount(const Id& project) const;
    [[nodiscard]] bool is_table(const Id& id) const;
    [[nodiscard]] bool is_kept_by_parts(const SheetPair& pair, const Id& id) const;
    void note(std::string code, const CellEdit& edit) {
        made_.notes.push_back({std::move(code), edit.where, edit.element, shown(*edit.now)});
    }

    const sheet::ReadWorkbook& edited_;
    const plan::Plan& base_;
    const SheetWords& words_;
    sheet::Workbook exported_;
    std::set<Id> gone_;
    std::set<std::string> rows_gone_;  ///< `งบประมาณ!7`: of elements that are gone
    Edited made_;
};

void WorkbookReader::compare(const SheetPair& pair, std::size_t old_row, std::size_t new_row) {
    const SheetRow& before = pair.exported.rows[old_row];
    const SheetRow& now = pair.edited.rows[new_row];
    CellEdits cells(made_.plan, exported_, words_);
    for (const auto& [old_column, new_column] : pair.columns) {
        if (old_column == 0) continue;
        const Cell& old_cell = cell_at(before, old_column);
        const CellEdit edit{address(pair.edited.name, new_row, new_column),
                            shown(cell_at(before, 0)),
                            old_column,
                            &cell_at(now, new_column),
                            &now,
                            &pair.columns};
        // A figure that the workbook computes follows from others.
        if (!edit.now->formula.empty() || shown(*edit.now) == shown(old_cell)) continue;
        if (edit.element.empty() || !old_cell.formula.empty()) {
            note("cell.computed", edit);
        } else if (!cells.apply(pair.kind, edit)) {
            note("cell.unusable", edit);
        }
    }
}

std::string WorkbookReader::name_of(const Id& id) const {
    const auto found =
        std::find_if(made_.plan.projects.begin(), made_.plan.projects.end(),
                     [&id](const plan::Project& project) { return project.id == id; });
    return found == made_.plan.projects.end() || gone_.contains(id) ? std::string() : found->name;
}

bool WorkbookReader::has_amount(const Id& project) const {
    return std::any_of(made_.plan.projects.begin(), made_.plan.projects.end(),
                       [&project](const plan::Project& one) {
                           return one.id == project && (one.budget || one.no_budget);
                       });
}

bool WorkbookReader::is_table(const Id& id) const {
    return std::any_of(made_.plan.schedules.begin(), made_.plan.schedules.end(),
                       [&id](const plan::Schedule& one) { return one.id == id; });
}

/// An indicator whose sub-indicators, a table whose steps are still there.
bool WorkbookReader::is_kept_by_parts(const SheetPair& pair, const Id& id) const {
    std::set<Id> parts;
    for (const plan::Indicator& one : base_.indicators) {
        if (one.id != id) continue;
        for (const plan::Indicator& sub : one.sub_indicators) parts.insert(sub.id);
    }
    for (const plan::Schedule& one : base_.schedules) {
        if (one.id != id) continue;
        for (const plan::Step& step : one.steps) parts.insert(step.id);
    }
    return std::any_of(pair.rows.begin(), pair.rows.end(), [&](const auto& row) {
        return parts.contains(shown(cell_at(pair.exported.rows[row.first], 0)));
    });
}

void WorkbookReader::take_out_missing(const SheetPair& pair) {
    const bool any = std::any_of(pair.rows.begin(), pair.rows.end(), [&pair](const auto& row) {
        return !shown(cell_at(pair.exported.rows[row.first], 0)).empty();
    });
    for (std::size_t r = 1; r < pair.exported.rows.size(); ++r) {
        const SheetRow& row = pair.exported.rows[r];
        const Id element = shown(cell_at(row, 0));
        if (element.empty() || pair.rows.contains(r) || gone_.contains(element)) continue;
        const std::string name = shown(cell_at(row, pair.kind == SheetKind::budget ? 1 : 2));
        // A project is taken out on its own sheet; a sheet without its rows says nothing of them.
        const bool is_elsewhere = pair.kind == SheetKind::budget && !name_of(element).empty();
        if (!any || is_elsewhere || is_kept_by_parts(pair, element)) {
            made_.notes.push_back({"row.missing", pair.edited.name, element, name});
        } else {
            gone_.insert(element);
        }
    }
}

void WorkbookReader::fill_in(const SheetPair& pair, std::size_t row, const Id& element) {
    CellEdits cells(made_.plan, exported_, words_);
    constexpr std::size_t kCumulative = 4;
    for (const auto& [old_column, new_column] : pair.columns) {
        const bool is_computed =
            old_column == 0 || (pair.kind == SheetKind::steps && old_column == kCumulative);
        const Cell& cell = cell_at(pair.edited.rows[row], new_column);
        if (is_computed || shown(cell).empty()) continue;
        CellEdit edit{address(pair.edited.name, row, new_column),
                      element,
                      old_column,
                      &cell,
                      &pair.edited.rows[row],
                      &pair.columns};
        SheetKind kind = pair.kind;
        if (pair.kind == SheetKind::budget && old_column == 2) {
            constexpr std::size_t kBudgetOfProject = 6;
            if (!cell.formula.empty() || has_amount(element)) continue;
            kind = SheetKind::projects;
            edit.column = kBudgetOfProject;
        }
        if (is_table(element)) continue;  // its title is made of what it names
        if (!cells.apply(kind, edit)) note("cell.unusable", edit);
    }
}

void WorkbookReader::add_new(const SheetPair& pair) {
    std::map<std::size_t, Id> elements;
    for (const auto& [old_row, new_row] : pair.rows)
        elements[new_row] = shown(cell_at(pair.exported.rows[old_row], 0));
    std::set<std::string> labels;  // of totals, which have no element
    for (std::size_t r = 1; r < pair.exported.rows.size(); ++r) {
        if (!shown(cell_at(pair.exported.rows[r], 0)).empty()) continue;
        for (const Cell& cell : pair.exported.rows[r]) labels.insert(shown(cell));
    }
    RowEdits rows(made_.plan, base_);
    Id above;
    for (std::size_t r = pair.header_row + 1; r < pair.edited.rows.size(); ++r) {
        if (const auto known = elements.find(r); known != elements.end()) {
            if (!known->second.empty()) above = known->second;
            continue;
        }
        std::string text;
        bool is_total = false;
        for (const auto& [old_column, new_column] : pair.columns) {
            if (old_column == 0) continue;
            const Cell& cell = cell_at(pair.edited.rows[r], new_column);
            const std::string own = shown(cell);
            if (own.empty()) continue;
            is_total = is_total || (labels.contains(own) && cell.kind == Cell::Kind::text);
            if (!text.empty()) text += " | ";
            text += own;
        }
        if (text.empty() || is_total) continue;
        const std::optional<Id> made = rows.add(pair, r, above);
        if (!made) {
            made_.notes.push_back({"row.added", address(pair.edited.name, r, 0), "", text});
            continue;
        }
        fill_in(pair, r, *made);
        above = *made;
    }
}

void WorkbookReader::read_sheet(SheetPair pair) {
    pair.rows = match_rows(pair, [this](const Id& id) { return name_of(id); });
    for (const auto& [old_row, new_row] : pair.rows) {
        const Id element = shown(cell_at(pair.exported.rows[old_row], 0));
        if (element.empty()) continue;
        if (!gone_.contains(element)) {
            compare(pair, old_row, new_row);
        } else {
            rows_gone_.insert(pair.edited.name + "!" + std::to_string(new_row + 1));
        }
    }
    take_out_missing(pair);
    add_new(pair);
}

Edited WorkbookReader::read() {
    const std::vector<std::pair<SheetKind, std::string>> sheets = {
        {SheetKind::indicators, words_.indicators},
        {SheetKind::projects, words_.projects},
        {SheetKind::budget, words_.budget},
        {SheetKind::steps, words_.steps},
        {SheetKind::results, words_.results}};
    std::set<const Sheet*> used;
    for (std::size_t i = 0; i < sheets.size() && i < exported_.sheets.size(); ++i) {
        std::optional<SheetPair> best;
        const Sheet* chosen = nullptr;
        for (const Sheet& sheet : edited_.workbook.sheets) {
            if (used.contains(&sheet)) continue;
            auto pair = pair_of(sheets[i].first, exported_.sheets[i], sheet);
            if (!pair) continue;
            const bool is_named = base::clean_text(sheet.name) == sheets[i].second;
            if (best && !is_named && best->columns.size() >= pair->columns.size()) continue;
            best.emplace(std::move(*pair));
            chosen = &sheet;
            if (is_named) break;
        }
        if (!best) continue;
        used.insert(chosen);
        read_sheet(std::move(*best));
    }
    made_.plan = without_elements(std::move(made_.plan), gone_);
    for (const sheet::CellProblem& problem : edited_.problems) {
        const std::size_t digit = problem.cell.find_first_of("0123456789");
        const std::string row =
            digit == std::string::npos ? std::string() : problem.cell.substr(digit);
        // What was computed from a row that is gone.
        if (rows_gone_.contains(problem.sheet + "!" + row)) continue;
        made_.notes.push_back(
            {"cell.unusable", problem.sheet + "!" + problem.cell, "", problem.value});
    }
    return std::move(made_);
}

}  // namespace

Edited read_edited(const sheet::ReadWorkbook& edited, const plan::Plan& base,
                   const SheetWords& words) {
    return WorkbookReader(edited, base, words).read();
}

}  // namespace phaen::book
