#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "phaen/base/calendar.h"
#include "phaen/base/decimal.h"
#include "phaen/base/money.h"
#include "phaen/base/thai_text.h"
#include "phaen/book/merge_edited.h"
#include "phaen/plan/elements.h"
#include "phaen/sheet/workbook.h"

namespace phaen::book {
namespace {

using base::Decimal;
using base::Money;
using plan::Id;
using sheet::Cell;
using sheet::Sheet;
using Row = std::vector<Cell>;

/// What a cell shows, as one form for comparing: `5` is five, whether it is a number or a text.
std::string shown(const Cell& cell) {
    switch (cell.kind) {
        case Cell::Kind::empty:
            return {};
        case Cell::Kind::text:
            return base::clean_text(cell.text);
        case Cell::Kind::integer:
            return std::to_string(cell.integer);
        case Cell::Kind::decimal:
        case Cell::Kind::percent:
            return cell.decimal.to_string();
        case Cell::Kind::money:
            return Decimal::parse(cell.money.to_string()).value_or(Decimal{}).to_string();
        case Cell::Kind::date:
            return base::format_date_th(cell.date, base::DateStyle::full, base::Digits::arabic);
    }
    return {};
}

std::optional<Decimal> number_of(const Cell& cell) {
    if (cell.kind == Cell::Kind::text)
        return base::parse_printed_decimal(base::to_arabic_digits(cell.text));
    return Decimal::parse(shown(cell));
}

std::optional<Money> money_of(const Cell& cell) {
    if (cell.kind == Cell::Kind::text) return base::parse_printed_money(cell.text);
    return Money::parse(shown(cell));
}

const Cell& cell_at(const Row& row, std::size_t column) {
    static const Cell kEmpty;
    return column < row.size() ? row[column] : kEmpty;
}

std::string address(const std::string& sheet, std::size_t row, std::size_t column) {
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return sheet + "!" + letters + std::to_string(row + 1);
}

/// An edited sheet beside the one that was exported: where its columns and rows went.
struct SheetPair {
    const Sheet& exported;
    const Sheet& edited;
    std::map<std::size_t, std::size_t> columns;  ///< of the exported sheet, in the edited one
    std::size_t header_row = 0;                  ///< of the edited sheet
};

/// The row of the edited sheet that has most of the exported one's headings, and where they are.
std::optional<SheetPair> pair_of(const Sheet& exported, const Sheet& edited) {
    constexpr std::size_t kSearched = 20;
    if (exported.rows.empty()) return std::nullopt;
    SheetPair best{exported, edited, {}, 0};
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
        if (columns.size() <= best.columns.size()) continue;
        best.columns = std::move(columns);
        best.header_row = r;
    }
    if (best.columns.size() * 2 <= exported.rows[0].size()) return std::nullopt;
    return best;
}

/// A cell that a person changed.
struct Edit {
    std::string where;
    Id element;
    std::size_t column = 0;  ///< of the exported sheet
    const Cell* now = nullptr;
    const Row* row = nullptr;  ///< of the edited sheet
};

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
    using Apply = bool (WorkbookReader::*)(const Edit&);

    void read_sheet(const SheetPair& pair, Apply apply);
    [[nodiscard]] std::map<std::size_t, std::size_t> rows_of(const SheetPair& pair) const;
    void compare(const SheetPair& pair, std::size_t old_row, std::size_t new_row, Apply apply);
    void note_rows(const SheetPair& pair, const std::map<std::size_t, std::size_t>& rows);
    void note(std::string code, const Edit& edit) {
        made_.notes.push_back({std::move(code), edit.where, edit.element, shown(*edit.now)});
    }

    bool apply_indicator(const Edit& edit);
    bool apply_project(const Edit& edit);
    bool apply_budget(const Edit& edit);
    bool apply_step(const Edit& edit);
    bool apply_result(const Edit& edit);
    bool set_target(plan::Indicator& indicator, const Edit& edit);
    bool set_months(plan::Step& step, const Edit& edit);
    [[nodiscard]] std::optional<plan::Refs> organisations(const std::string& text) const;
    [[nodiscard]] plan::Indicator* indicator(const Id& id);

    const sheet::ReadWorkbook& edited_;
    const plan::Plan& base_;
    const SheetWords& words_;
    sheet::Workbook exported_;
    std::map<std::size_t, std::size_t> month_columns_;  ///< of the steps' sheet that is read
    Edited made_;
};

// --- rows and columns --------------------------------------------------------------------------

/// Rows of the exported sheet, in the edited one: by id; without ids by number and name.
std::map<std::size_t, std::size_t> WorkbookReader::rows_of(const SheetPair& pair) const {
    std::map<std::size_t, std::size_t> rows;
    std::set<std::size_t> used;
    const auto match = [&](const std::function<std::string(const Row&, bool)>& key) {
        std::multimap<std::string, std::size_t> known;
        for (std::size_t r = pair.header_row + 1; r < pair.edited.rows.size(); ++r) {
            const std::string own = key(pair.edited.rows[r], true);
            if (!used.contains(r) && !own.empty()) known.emplace(own, r);
        }
        for (std::size_t r = 1; r < pair.exported.rows.size(); ++r) {
            if (rows.contains(r)) continue;
            const auto found = known.find(key(pair.exported.rows[r], false));
            if (found == known.end()) continue;
            rows.emplace(r, found->second);
            used.insert(found->second);
            known.erase(found);
        }
    };
    const auto text = [&pair](const Row& row, bool is_edited, std::size_t column) {
        if (!is_edited) return shown(cell_at(row, column));
        const auto found = pair.columns.find(column);
        return found == pair.columns.end() ? std::string() : shown(cell_at(row, found->second));
    };
    if (pair.columns.contains(0)) {
        match([&](const Row& row, bool is_edited) { return text(row, is_edited, 0); });
        return rows;
    }
    match([&](const Row& row, bool is_edited) {
        return text(row, is_edited, 1) + "\t" + text(row, is_edited, 2);
    });
    for (const std::size_t column : {2U, 1U})
        match([&](const Row& row, bool is_edited) { return text(row, is_edited, column); });
    return rows;
}

void WorkbookReader::compare(const SheetPair& pair, std::size_t old_row, std::size_t new_row,
                             Apply apply) {
    const Row& before = pair.exported.rows[old_row];
    const Row& now = pair.edited.rows[new_row];
    for (const auto& [old_column, new_column] : pair.columns) {
        if (old_column == 0) continue;
        const Cell& old_cell = cell_at(before, old_column);
        Edit edit{address(pair.edited.name, new_row, new_column), shown(cell_at(before, 0)),
                  old_column, &cell_at(now, new_column), &now};
        // A figure that the workbook computes follows from others.
        if (!edit.now->formula.empty() || shown(*edit.now) == shown(old_cell)) continue;
        if (edit.element.empty() || !old_cell.formula.empty()) {
            note("cell.computed", edit);
        } else if (!(this->*apply)(edit)) {
            note("cell.unusable", edit);
        }
    }
}

void WorkbookReader::note_rows(const SheetPair& pair,
                               const std::map<std::size_t, std::size_t>& rows) {
    std::set<std::size_t> known;
    for (const auto& [old_row, new_row] : rows) known.insert(new_row);
    std::set<std::string> labels;  // of totals, which have no element
    for (std::size_t r = 1; r < pair.exported.rows.size(); ++r) {
        const Row& row = pair.exported.rows[r];
        const Id element = shown(cell_at(row, 0));
        if (element.empty()) {
            for (const Cell& cell : row) labels.insert(shown(cell));
        } else if (!rows.contains(r)) {
            made_.notes.push_back(
                {"row.missing", pair.edited.name, element, shown(cell_at(row, 2))});
        }
    }
    for (std::size_t r = pair.header_row + 1; r < pair.edited.rows.size(); ++r) {
        if (known.contains(r)) continue;
        std::string text;
        bool is_total = false;
        for (const Cell& cell : pair.edited.rows[r]) {
            const std::string own = shown(cell);
            if (own.empty()) continue;
            is_total = is_total || (labels.contains(own) && cell.kind == Cell::Kind::text);
            if (!text.empty()) text += " | ";
            text += own;
        }
        if (text.empty() || is_total) continue;
        made_.notes.push_back({"row.added", address(pair.edited.name, r, 0), "", text});
    }
}

void WorkbookReader::read_sheet(const SheetPair& pair, Apply apply) {
    month_columns_ = pair.columns;
    const auto rows = rows_of(pair);
    for (const auto& [old_row, new_row] : rows) {
        if (!shown(cell_at(pair.exported.rows[old_row], 0)).empty())
            compare(pair, old_row, new_row, apply);
    }
    note_rows(pair, rows);
}

Edited WorkbookReader::read() {
    const std::vector<std::pair<std::string, Apply>> sheets = {
        {words_.indicators, &WorkbookReader::apply_indicator},
        {words_.projects, &WorkbookReader::apply_project},
        {words_.budget, &WorkbookReader::apply_budget},
        {words_.steps, &WorkbookReader::apply_step},
        {words_.results, &WorkbookReader::apply_result}};
    std::set<const Sheet*> used;
    for (std::size_t i = 0; i < sheets.size() && i < exported_.sheets.size(); ++i) {
        std::optional<SheetPair> best;
        const Sheet* chosen = nullptr;
        for (const Sheet& sheet : edited_.workbook.sheets) {
            if (used.contains(&sheet)) continue;
            auto pair = pair_of(exported_.sheets[i], sheet);
            if (!pair) continue;
            const bool is_named = base::clean_text(sheet.name) == sheets[i].first;
            if (best && !is_named && best->columns.size() >= pair->columns.size()) continue;
            best.emplace(std::move(*pair));
            chosen = &sheet;
            if (is_named) break;
        }
        if (!best) continue;
        used.insert(chosen);
        read_sheet(*best, sheets[i].second);
    }
    for (const sheet::CellProblem& problem : edited_.problems)
        made_.notes.push_back(
            {"cell.unusable", problem.sheet + "!" + problem.cell, "", problem.value});
    return std::move(made_);
}

// --- what a cell of each column says ------------------------------------------------------------

plan::Indicator* WorkbookReader::indicator(const Id& id) {
    for (plan::Indicator& one : made_.plan.indicators) {
        if (one.id == id) return &one;
        for (plan::Indicator& sub : one.sub_indicators) {
            if (sub.id == id) return &sub;
        }
    }
    return nullptr;
}

/// Names parted by commas; nothing when one of them is no organisation of the plan.
std::optional<plan::Refs> WorkbookReader::organisations(const std::string& text) const {
    plan::Refs refs;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const std::string key = base::comparison_key(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (key.empty()) continue;
        const auto found = std::find_if(
            base_.organisations.begin(), base_.organisations.end(),
            [&key](const plan::Organisation& one) {
                return base::comparison_key(one.name) == key ||
                       (!one.short_name.empty() && base::comparison_key(one.short_name) == key);
            });
        if (found == base_.organisations.end()) return std::nullopt;
        refs.push_back(plan::Ref::to(found->id));
    }
    return refs;
}

bool WorkbookReader::set_target(plan::Indicator& indicator, const Edit& edit) {
    const std::string heading = shown(exported_.sheets[0].rows[0][edit.column]);
    const auto year = base::parse_integer(heading.substr(heading.rfind(' ') + 1));
    if (!year) return false;
    const auto target = std::find_if(
        indicator.targets.begin(), indicator.targets.end(),
        [&year](const plan::Target& one) { return one.fiscal_year == static_cast<int>(*year); });
    if (shown(*edit.now).empty()) {
        if (target != indicator.targets.end()) indicator.targets.erase(target);
        return true;
    }
    const auto value = number_of(*edit.now);
    if (!value) return false;
    if (target != indicator.targets.end()) {
        target->value = *value;
        return true;
    }
    plan::Target made;
    made.fiscal_year = static_cast<int>(*year);
    made.value = *value;
    made.unit = indicator.unit;
    const auto later = std::find_if(
        indicator.targets.begin(), indicator.targets.end(),
        [&made](const plan::Target& one) { return one.fiscal_year > made.fiscal_year; });
    indicator.targets.insert(later, std::move(made));
    return true;
}

bool WorkbookReader::apply_indicator(const Edit& edit) {
    plan::Indicator* one = indicator(edit.element);
    if (one == nullptr) return false;
    const std::string text = shown(*edit.now);
    switch (edit.column) {
        case 1:
            one->number = text;
            return true;
        case 2:
            one->name = text;
            return !text.empty();
        case 3:
            one->group = text;
            return true;
        case 4:
            one->component = text;
            return true;
        case 5: {
            const auto weight = number_of(*edit.now);
            if (!weight && !text.empty()) return false;
            one->weight = weight ? std::optional(base::Weight(*weight)) : std::nullopt;
            return true;
        }
        case 6:
            one->unit = text;
            return true;
        case 7: {
            auto lead = organisations(text);
            if (lead) one->lead = std::move(*lead);
            return lead.has_value();
        }
        default:
            return set_target(*one, edit);
    }
}

bool WorkbookReader::apply_project(const Edit& edit) {
    const auto one =
        std::find_if(made_.plan.projects.begin(), made_.plan.projects.end(),
                     [&edit](const plan::Project& project) { return project.id == edit.element; });
    if (one == made_.plan.projects.end()) return false;
    const std::string text = shown(*edit.now);
    switch (edit.column) {
        case 1:
            one->number = text;
            return true;
        case 2:
            one->name = text;
            return !text.empty();
        case 3:
            one->kind = text;
            return true;
        case 5: {
            auto lead = organisations(text);
            if (lead) one->lead = std::move(*lead);
            return lead.has_value();
        }
        case 6: {
            const bool none = text == words_.no_budget;
            const auto budget = none ? std::nullopt : money_of(*edit.now);
            if (!none && !budget && !text.empty()) return false;
            one->no_budget = none;
            one->budget = budget;
            return true;
        }
        default:
            return false;
    }
}

bool WorkbookReader::apply_budget(const Edit& edit) {
    const std::string text = shown(*edit.now);
    if (edit.column != 1 || text.empty()) return false;
    for (plan::BudgetNode& node : made_.plan.budget_structure) {
        if (node.id != edit.element) continue;
        node.name = text;
        return true;
    }
    for (plan::Project& project : made_.plan.projects) {
        if (project.id != edit.element) continue;
        project.name = text;
        return true;
    }
    return false;
}

/// The months that are marked, in spans; what stands outside the year stays.
bool WorkbookReader::set_months(plan::Step& step, const Edit& edit) {
    constexpr std::size_t kFirstColumn = 5;
    const auto year = base::FiscalYear::create(base_.fiscal_year);
    if (!year) return false;
    std::vector<plan::MonthSpan> spans;
    for (const plan::MonthSpan& span : step.months) {
        if (span.to < year->month(0) || year->month(11) < span.from) spans.push_back(span);
    }
    bool open = false;
    for (unsigned i = 0; i < 12; ++i) {
        const auto column = month_columns_.find(kFirstColumn + i);
        if (column == month_columns_.end()) return false;
        const bool marked = !shown(cell_at(*edit.row, column->second)).empty();
        if (marked && !open) spans.push_back({year->month(i), year->month(i)});
        if (marked) spans.back().to = year->month(i);
        open = marked;
    }
    std::sort(spans.begin(), spans.end(),
              [](const plan::MonthSpan& a, const plan::MonthSpan& b) { return a.from < b.from; });
    step.months = std::move(spans);
    step.months_uncertain = false;
    return true;
}

bool WorkbookReader::apply_step(const Edit& edit) {
    for (plan::Schedule& schedule : made_.plan.schedules) {
        for (plan::Step& step : schedule.steps) {
            if (step.id != edit.element) continue;
            const std::string text = shown(*edit.now);
            switch (edit.column) {
                case 1:
                    step.number = text;
                    return true;
                case 2:
                    step.text = text;
                    return !text.empty();
                case 3: {
                    const auto weight = number_of(*edit.now);
                    if (!weight && !text.empty()) return false;
                    step.weight = weight ? std::optional(base::Weight(*weight)) : std::nullopt;
                    return true;
                }
                case 4:
                    return false;
                default:
                    return set_months(step, edit);
            }
        }
    }
    return false;
}

bool WorkbookReader::apply_result(const Edit& edit) {
    const auto one = std::find_if(
        made_.plan.results.begin(), made_.plan.results.end(),
        [&edit](const plan::EarlierResult& result) { return result.id == edit.element; });
    if (one == made_.plan.results.end()) return false;
    const std::string text = shown(*edit.now);
    const auto number = number_of(*edit.now);
    switch (edit.column) {
        case 1: {
            const auto year = base::parse_integer(text);
            if (!year || *year < 2400 || *year > 2700) return false;
            one->fiscal_year = static_cast<int>(*year);
            return true;
        }
        case 2:
            one->number = text;
            return true;
        case 3:
            one->indicator_name = text;
            return !text.empty();
        case 4:
            one->target = text;
            return true;
        case 5:
            if (!text.empty() && (!number || !number->is_integer())) return false;
            one->level = number ? std::optional(static_cast<int>(number->units() / Decimal::kScale))
                                : std::nullopt;
            return true;
        case 6:
            if (!text.empty() && !number) return false;
            one->score = number ? std::optional(base::Score(*number)) : std::nullopt;
            return true;
        default:
            return false;
    }
}

}  // namespace

Edited read_edited(const sheet::ReadWorkbook& edited, const plan::Plan& base,
                   const SheetWords& words) {
    return WorkbookReader(edited, base, words).read();
}

}  // namespace phaen::book
