#include "workbook_cells.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "phaen/base/calendar.h"
#include "phaen/base/thai_text.h"

namespace phaen::book {

using base::Decimal;
using base::Money;
using sheet::Cell;

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

const Cell& cell_at(const SheetRow& row, std::size_t column) {
    static const Cell kEmpty;
    return column < row.size() ? row[column] : kEmpty;
}

// --- what a cell of each column says ------------------------------------------------------------

bool CellEdits::apply(SheetKind kind, const CellEdit& edit) {
    switch (kind) {
        case SheetKind::indicators:
            return apply_indicator(edit);
        case SheetKind::projects:
            return apply_project(edit);
        case SheetKind::budget:
            return apply_budget(edit);
        case SheetKind::steps:
            return apply_step(edit);
        case SheetKind::results:
            return apply_result(edit);
    }
    return false;
}

plan::Indicator* CellEdits::indicator(const plan::Id& id) {
    for (plan::Indicator& one : plan_.indicators) {
        if (one.id == id) return &one;
        for (plan::Indicator& sub : one.sub_indicators) {
            if (sub.id == id) return &sub;
        }
    }
    return nullptr;
}

/// Names parted by commas; nothing when one of them is no organisation of the plan.
std::optional<plan::Refs> CellEdits::organisations(const std::string& text) const {
    plan::Refs refs;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const std::string key = base::comparison_key(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (key.empty()) continue;
        const auto found = std::find_if(
            plan_.organisations.begin(), plan_.organisations.end(),
            [&key](const plan::Organisation& one) {
                return base::comparison_key(one.name) == key ||
                       (!one.short_name.empty() && base::comparison_key(one.short_name) == key);
            });
        if (found == plan_.organisations.end()) return std::nullopt;
        refs.push_back(plan::Ref::to(found->id));
    }
    return refs;
}

bool CellEdits::set_target(plan::Indicator& indicator, const CellEdit& edit) {
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

bool CellEdits::apply_indicator(const CellEdit& edit) {
    plan::Indicator* one = indicator(edit.element);
    if (one == nullptr) return false;
    const std::string text = shown(*edit.now);
    switch (edit.column) {
        case 1:
            one->number = text;
            return true;
        case 2:
            if (text.empty()) return false;
            one->name = text;
            return true;
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

bool CellEdits::set_budget(plan::Project& project, const Cell& cell) {
    const std::string text = shown(cell);
    const bool none = text == words_.no_budget;
    const auto budget = none ? std::nullopt : money_of(cell);
    if (!none && !budget && !text.empty()) return false;
    project.no_budget = none;
    project.budget = budget;
    return true;
}

/// The missions that name the project: their titles, parted by commas, as the workbook has them.
bool CellEdits::set_missions(const plan::Id& project, const std::string& text) {
    std::set<std::size_t> named;
    std::string_view rest = text;
    while (!rest.empty()) {
        std::optional<std::size_t> longest;
        for (std::size_t i = 0; i < plan_.missions.size(); ++i) {
            const std::string& title = plan_.missions[i].title;
            const bool is_whole = rest.starts_with(title) &&
                                  (rest.size() == title.size() || rest[title.size()] == ',');
            if (title.empty() || !is_whole) continue;
            if (!longest || plan_.missions[*longest].title.size() < title.size()) longest = i;
        }
        if (!longest) return false;
        named.insert(*longest);
        rest.remove_prefix(plan_.missions[*longest].title.size());
        while (!rest.empty() && (rest.front() == ',' || rest.front() == ' ')) rest.remove_prefix(1);
    }
    for (std::size_t i = 0; i < plan_.missions.size(); ++i) {
        plan::Refs& refs = plan_.missions[i].projects;
        const auto found = std::find_if(refs.begin(), refs.end(), [&project](const plan::Ref& ref) {
            return ref.id == project;
        });
        if (named.contains(i) && found == refs.end()) refs.push_back(plan::Ref::to(project));
        if (!named.contains(i) && found != refs.end()) refs.erase(found);
    }
    return true;
}

bool CellEdits::apply_project(const CellEdit& edit) {
    const auto one =
        std::find_if(plan_.projects.begin(), plan_.projects.end(),
                     [&edit](const plan::Project& project) { return project.id == edit.element; });
    if (one == plan_.projects.end()) return false;
    const std::string text = shown(*edit.now);
    switch (edit.column) {
        case 1:
            one->number = text;
            return true;
        case 2:
            if (text.empty()) return false;
            one->name = text;
            return true;
        case 3:
            one->kind = text;
            return true;
        case 4:
            return set_missions(one->id, text);
        case 5: {
            auto lead = organisations(text);
            if (lead) one->lead = std::move(*lead);
            return lead.has_value();
        }
        case 6:
            return set_budget(*one, *edit.now);
        default:
            return false;
    }
}

bool CellEdits::apply_budget(const CellEdit& edit) {
    const std::string text = shown(*edit.now);
    if (edit.column != 1 || text.empty()) return false;
    for (plan::BudgetNode& node : plan_.budget_structure) {
        if (node.id != edit.element) continue;
        node.name = text;
        return true;
    }
    for (plan::Project& project : plan_.projects) {
        if (project.id != edit.element) continue;
        project.name = text;
        return true;
    }
    return false;
}

/// The months that are marked, in spans; what stands outside the year stays.
bool CellEdits::set_months(plan::Step& step, const CellEdit& edit) {
    constexpr std::size_t kFirstColumn = 5;
    const auto year = base::FiscalYear::create(plan_.fiscal_year);
    if (!year) return false;
    std::vector<plan::MonthSpan> spans;
    for (const plan::MonthSpan& span : step.months) {
        if (span.to < year->month(0) || year->month(11) < span.from) spans.push_back(span);
    }
    bool open = false;
    for (unsigned i = 0; i < 12; ++i) {
        const auto column = edit.columns->find(kFirstColumn + i);
        if (column == edit.columns->end()) return false;
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

bool CellEdits::apply_step(const CellEdit& edit) {
    for (plan::Schedule& schedule : plan_.schedules) {
        for (plan::Step& step : schedule.steps) {
            if (step.id != edit.element) continue;
            const std::string text = shown(*edit.now);
            switch (edit.column) {
                case 1:
                    step.number = text;
                    return true;
                case 2:
                    if (text.empty()) return false;
                    step.text = text;
                    return true;
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

bool CellEdits::apply_result(const CellEdit& edit) {
    const auto one = std::find_if(
        plan_.results.begin(), plan_.results.end(),
        [&edit](const plan::EarlierResult& result) { return result.id == edit.element; });
    if (one == plan_.results.end()) return false;
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
            if (text.empty()) return false;
            one->indicator_name = text;
            return true;
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

}  // namespace phaen::book
