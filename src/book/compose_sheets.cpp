#include "phaen/book/compose_sheets.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/base/calendar.h"
#include "phaen/plan/elements.h"

namespace phaen::book {
namespace {

using base::Decimal;
using base::Money;
using sheet::Cell;
using sheet::Sheet;
using Row = std::vector<Cell>;

/// What stands in the hidden first column of the header row.
constexpr std::string_view kIdHeader = "id";
constexpr int kMonths = 12;

Cell looking(Cell cell, Cell::Look look) {
    cell.look = look;
    return cell;
}

/// Sums by name, so that a formula and its present value come from one place.
template <class Number>
class Sums {
  public:
    void add(Cell& cell, const std::string& name, Number value) {
        cell.names.push_back(name);
        const auto [found, is_new] = sums_.try_emplace(name, value);
        if (!is_new) found->second = found->second + value;
    }
    [[nodiscard]] bool has(const std::string& name) const { return sums_.contains(name); }
    [[nodiscard]] Number of(const std::string& name) const {
        const auto found = sums_.find(name);
        return found == sums_.end() ? Number{} : found->second;
    }

  private:
    std::map<std::string, Number> sums_;
};

/// A total in money; zero by itself when nothing has the name.
Cell money_sum(const Sums<Money>& sums, const std::string& name) {
    Cell cell = sheet::money_cell(sums.of(name));
    if (sums.has(name)) cell.formula = "SUM({" + name + "})";
    return looking(std::move(cell), Cell::Look::total);
}

Cell decimal_sum(const Sums<Decimal>& sums, const std::string& name) {
    Cell cell = sheet::decimal_cell(sums.of(name));
    if (sums.has(name)) cell.formula = "SUM({" + name + "})";
    return looking(std::move(cell), Cell::Look::total);
}

class SheetComposer {
  public:
    SheetComposer(const plan::Plan& plan, const SheetOptions& options)
        : plan_(plan), words_(options.words), index_(plan) {
        workbook_.title = plan.title.th;
        workbook_.author = options.author;
        workbook_.version = options.version;
        workbook_.created = options.created;
    }

    sheet::Workbook compose() {
        add_indicators();
        add_projects();
        add_budget();
        add_steps();
        add_results();
        return std::move(workbook_);
    }

  private:
    struct Heading {
        std::string text;
        int width = 12;
    };

    Sheet begin_sheet(const std::string& name, const std::vector<Heading>& headings) {
        Sheet sheet;
        sheet.name = name;
        sheet.header_rows = 1;
        sheet.columns.push_back({.width = 10, .hidden = true});
        Row row = {looking(sheet::text_cell(std::string(kIdHeader)), Cell::Look::heading)};
        for (const Heading& heading : headings) {
            sheet.columns.push_back({.width = heading.width});
            row.push_back(looking(sheet::text_cell(heading.text), Cell::Look::heading));
        }
        sheet.rows.push_back(std::move(row));
        return sheet;
    }

    /// A row without an element: what it sums up, `before` the sum, which fills the rest.
    Row total_row(const Sheet& sheet, const std::string& label, std::size_t label_column,
                  std::size_t sum_column, Cell sum) const {
        Row row(sheet.columns.size());
        for (Cell& cell : row) cell.look = Cell::Look::total;
        row[label_column] = looking(sheet::text_cell(label), Cell::Look::total);
        row[sum_column] = std::move(sum);
        return row;
    }

    [[nodiscard]] std::string title_of(const plan::Ref& ref) const {
        if (!ref.resolved()) return ref.unresolved;
        const plan::Element* element = index_.find(ref.id);
        return element == nullptr ? ref.id : std::string(plan::title_of(*element));
    }

    [[nodiscard]] std::string titles_of(const plan::Refs& refs) const {
        std::string text;
        for (const plan::Ref& ref : refs) {
            if (!text.empty()) text += ", ";
            text += title_of(ref);
        }
        return text;
    }

    // --- indicators -------------------------------------------------------------------------

    void add_indicators() {
        std::set<int> years;
        for (const plan::Indicator& indicator : plan_.indicators) {
            for (const plan::Target& target : indicator.targets) years.insert(target.fiscal_year);
            for (const plan::Indicator& sub : indicator.sub_indicators) {
                for (const plan::Target& target : sub.targets) years.insert(target.fiscal_year);
            }
        }
        std::vector<Heading> headings = {
            {words_.number, 8},  {words_.indicators, 60}, {words_.group, 8}, {words_.component, 10},
            {words_.weight, 10}, {words_.unit, 12},       {words_.lead, 30}};
        for (const int year : years) {
            headings.push_back({words_.target + " " + std::to_string(year), 12});
        }
        Sheet sheet = begin_sheet(words_.indicators, headings);
        sheet.frozen_columns = 3;
        Sums<Decimal> weights;
        std::vector<std::string> groups;
        for (const plan::Indicator& indicator : plan_.indicators) {
            if (std::find(groups.begin(), groups.end(), indicator.group) == groups.end()) {
                groups.push_back(indicator.group);
            }
            const auto group = std::find(groups.begin(), groups.end(), indicator.group);
            Row row = indicator_row(indicator, years);
            if (indicator.weight) {
                const Decimal weight = indicator.weight->value();
                weights.add(row[kWeightColumn], "weights", weight);
                weights.add(row[kWeightColumn], "weights." + std::to_string(group - groups.begin()),
                            weight);
            }
            sheet.rows.push_back(std::move(row));
            for (const plan::Indicator& sub : indicator.sub_indicators) {
                sheet.rows.push_back(indicator_row(sub, years));
            }
        }
        for (std::size_t i = 0; i < groups.size() && groups.size() > 1; ++i) {
            const std::string label =
                words_.total + " " +
                (groups[i].empty() ? words_.others : words_.group + " " + groups[i]);
            sheet.rows.push_back(total_row(sheet, label, 2, kWeightColumn,
                                           decimal_sum(weights, "weights." + std::to_string(i))));
        }
        sheet.rows.push_back(
            total_row(sheet, words_.total, 2, kWeightColumn, decimal_sum(weights, "weights")));
        workbook_.sheets.push_back(std::move(sheet));
    }

    static constexpr std::size_t kWeightColumn = 5;

    [[nodiscard]] Row indicator_row(const plan::Indicator& indicator,
                                    const std::set<int>& years) const {
        Row row = {sheet::text_cell(indicator.id), sheet::text_cell(indicator.number),
                   sheet::text_cell(indicator.name), sheet::text_cell(indicator.group),
                   sheet::text_cell(indicator.component)};
        row.push_back(indicator.weight ? sheet::decimal_cell(indicator.weight->value()) : Cell{});
        row.push_back(sheet::text_cell(indicator.unit));
        row.push_back(sheet::text_cell(titles_of(indicator.lead)));
        for (const int year : years) {
            const auto target =
                std::find_if(indicator.targets.begin(), indicator.targets.end(),
                             [year](const plan::Target& t) { return t.fiscal_year == year; });
            row.push_back(target == indicator.targets.end() ? Cell{}
                                                            : sheet::decimal_cell(target->value));
        }
        return row;
    }

    // --- projects ---------------------------------------------------------------------------

    static constexpr std::size_t kBudgetColumn = 6;

    /// The missions that name the project, by their place in the plan.
    [[nodiscard]] std::vector<std::size_t> missions_of(const plan::Project& project) const {
        std::vector<std::size_t> missions;
        for (std::size_t i = 0; i < plan_.missions.size(); ++i) {
            const plan::Refs& refs = plan_.missions[i].projects;
            const bool names = std::any_of(refs.begin(), refs.end(), [&](const plan::Ref& ref) {
                return ref.id == project.id;
            });
            if (names) missions.push_back(i);
        }
        return missions;
    }

    void add_projects() {
        Sheet sheet = begin_sheet(words_.projects, {{words_.number, 8},
                                                    {words_.projects, 60},
                                                    {words_.kind, 14},
                                                    {words_.mission, 30},
                                                    {words_.lead, 30},
                                                    {words_.budget, 18}});
        sheet.frozen_columns = 3;
        std::vector<std::string> kinds;
        std::set<std::size_t> missions_met;
        for (std::size_t i = 0; i < plan_.projects.size(); ++i) {
            const plan::Project& project = plan_.projects[i];
            auto kind = std::find(kinds.begin(), kinds.end(), project.kind);
            if (kind == kinds.end()) kind = kinds.insert(kind, project.kind);
            const std::string kind_name = "kind." + std::to_string(kind - kinds.begin());
            std::string mission_titles;
            Cell budget = project.no_budget ? sheet::text_cell(words_.no_budget) : Cell{};
            if (project.budget) {
                budget = sheet::money_cell(*project.budget);
                budgets_.add(budget, "budgets", *project.budget);
                budgets_.add(budget, kind_name, *project.budget);
                budgets_.add(budget, "project." + std::to_string(i), *project.budget);
            }
            for (const std::size_t mission : missions_of(project)) {
                missions_met.insert(mission);
                if (!mission_titles.empty()) mission_titles += ", ";
                mission_titles += plan_.missions[mission].title;
                if (project.budget) {
                    budgets_.add(budget, "mission." + std::to_string(mission), *project.budget);
                }
            }
            sheet.rows.push_back({sheet::text_cell(project.id), sheet::text_cell(project.number),
                                  sheet::text_cell(project.name), sheet::text_cell(project.kind),
                                  sheet::text_cell(mission_titles),
                                  sheet::text_cell(titles_of(project.lead)), std::move(budget)});
        }
        const auto add_total = [&](const std::string& label, const std::string& name) {
            sheet.rows.push_back(
                total_row(sheet, label, 2, kBudgetColumn, money_sum(budgets_, name)));
        };
        add_total(words_.total, "budgets");
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            add_total(words_.total + " " + words_.kind + " " +
                          (kinds[i].empty() ? words_.others : kinds[i]),
                      "kind." + std::to_string(i));
        }
        for (const std::size_t mission : missions_met) {
            add_total(words_.total + " " + words_.mission + " " + plan_.missions[mission].title,
                      "mission." + std::to_string(mission));
        }
        workbook_.sheets.push_back(std::move(sheet));
    }

    // --- budget by programme and output -----------------------------------------------------

    struct BudgetTree {
        std::vector<std::size_t> order;  ///< nodes, parents before what is under them
        std::vector<std::size_t> depth;
        std::vector<std::vector<std::size_t>> projects;  ///< of each node
        std::vector<std::size_t> loose;                  ///< projects without one
    };

    [[nodiscard]] BudgetTree budget_tree() const {
        const std::vector<plan::BudgetNode>& nodes = plan_.budget_structure;
        std::map<std::string_view, std::size_t> by_id;
        for (std::size_t i = 0; i < nodes.size(); ++i) by_id.emplace(nodes[i].id, i);
        std::vector<std::vector<std::size_t>> children(nodes.size());
        std::vector<std::size_t> roots;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const auto parent = by_id.find(nodes[i].parent);
            (parent == by_id.end() ? roots : children[parent->second]).push_back(i);
        }
        BudgetTree tree;
        tree.depth.resize(nodes.size());
        tree.projects.resize(nodes.size());
        std::vector<std::size_t> waiting(roots.rbegin(), roots.rend());
        while (!waiting.empty()) {
            const std::size_t node = waiting.back();
            waiting.pop_back();
            tree.order.push_back(node);
            for (auto child = children[node].rbegin(); child != children[node].rend(); ++child) {
                tree.depth[*child] = tree.depth[node] + 1;
                waiting.push_back(*child);
            }
        }
        for (std::size_t i = 0; i < plan_.projects.size(); ++i) {
            const std::optional<plan::Ref>& ref = plan_.projects[i].budget_node;
            const auto node = ref ? by_id.find(ref->id) : by_id.end();
            if (node == by_id.end()) {
                tree.loose.push_back(i);
            } else {
                tree.projects[node->second].push_back(i);
            }
        }
        return tree;
    }

    void add_budget() {
        const BudgetTree tree = budget_tree();
        Sheet sheet = begin_sheet(words_.budget, {{words_.programme, 70}, {words_.budget, 18}});
        sheet.orientation = sheet::Orientation::portrait;
        // Sums are known from below: children come after their parents in the order.
        const std::vector<plan::BudgetNode>& nodes = plan_.budget_structure;
        std::vector<Money> sums(nodes.size());
        std::map<std::string_view, std::size_t> by_id;
        for (std::size_t i = 0; i < nodes.size(); ++i) by_id.emplace(nodes[i].id, i);
        for (auto node = tree.order.rbegin(); node != tree.order.rend(); ++node) {
            for (const std::size_t project : tree.projects[*node]) {
                sums[*node] = sums[*node] + plan_.projects[project].budget.value_or(Money{});
            }
            const auto parent = by_id.find(nodes[*node].parent);
            if (parent != by_id.end()) {
                sums[parent->second] = sums[parent->second] + sums[*node];
            }
        }
        for (const std::size_t node : tree.order) {
            Cell sum = sheet::money_cell(sums[node]);
            sum.look = Cell::Look::total;
            // What the node adds up: its projects and the nodes under it, all of one name.
            const std::string name = "under." + std::to_string(node);
            const bool is_empty = std::none_of(
                tree.projects[node].begin(), tree.projects[node].end(),
                [&](std::size_t project) { return plan_.projects[project].budget.has_value(); });
            const bool has_children = std::any_of(
                nodes.begin(), nodes.end(),
                [&](const plan::BudgetNode& other) { return other.parent == nodes[node].id; });
            if (!is_empty || has_children) sum.formula = "SUM({" + name + "})";
            const auto parent = by_id.find(nodes[node].parent);
            sum.names.push_back(parent == by_id.end() ? "top"
                                                      : "under." + std::to_string(parent->second));
            sheet.rows.push_back(
                {sheet::text_cell(nodes[node].id),
                 looking(indented(nodes[node].name, tree.depth[node]), Cell::Look::total),
                 std::move(sum)});
            add_projects_of(sheet, tree.projects[node], tree.depth[node] + 1, name);
        }
        if (!tree.loose.empty()) add_projects_of(sheet, tree.loose, 0, "top");
        Cell total = sheet::money_cell(budgets_.of("budgets"));
        const bool any = !tree.order.empty() || budgets_.has("budgets");
        if (any) total.formula = "SUM({top})";
        sheet.rows.push_back(
            total_row(sheet, words_.total, 1, 2, looking(std::move(total), Cell::Look::total)));
        workbook_.sheets.push_back(std::move(sheet));
    }

    static Cell indented(const std::string& name, std::size_t depth) {
        Cell cell = sheet::text_cell(name);
        cell.indent = static_cast<int>(depth);
        return cell;
    }

    void add_projects_of(Sheet& sheet, const std::vector<std::size_t>& projects, std::size_t depth,
                         const std::string& name) const {
        for (const std::size_t number : projects) {
            const plan::Project& project = plan_.projects[number];
            Cell budget = project.no_budget ? sheet::text_cell(words_.no_budget) : Cell{};
            if (project.budget) {
                budget = sheet::money_cell(*project.budget);
                budget.formula = "{project." + std::to_string(number) + "}";
                budget.names = {name};
            }
            sheet.rows.push_back(
                {sheet::text_cell(project.id), indented(project.name, depth), std::move(budget)});
        }
    }

    // --- steps ------------------------------------------------------------------------------

    void add_steps() {
        std::vector<Heading> headings = {
            {words_.number, 8}, {words_.steps, 60}, {words_.weight, 10}, {words_.cumulative, 10}};
        const std::optional<base::FiscalYear> year = base::FiscalYear::create(plan_.fiscal_year);
        for (unsigned i = 0; i < kMonths; ++i) {
            const unsigned month = (i + 9) % 12 + 1;  // from October
            headings.push_back({std::string(base::month_short_th(month)), 6});
        }
        Sheet sheet = begin_sheet(words_.steps, headings);
        sheet.frozen_columns = 3;
        for (std::size_t i = 0; i < plan_.schedules.size(); ++i) {
            add_schedule(sheet, plan_.schedules[i], std::to_string(i), year);
        }
        workbook_.sheets.push_back(std::move(sheet));
    }

    void add_schedule(Sheet& sheet, const plan::Schedule& schedule, const std::string& number,
                      const std::optional<base::FiscalYear>& year) const {
        Row title(sheet.columns.size());
        for (Cell& cell : title) cell.look = Cell::Look::total;
        std::string name;
        for (const std::optional<plan::Ref>& ref :
             {schedule.indicator, schedule.project, schedule.activity}) {
            if (!ref) continue;
            if (!name.empty()) name += " / ";
            name += title_of(*ref);
        }
        title[0] = sheet::text_cell(schedule.id);
        title[2] = looking(sheet::text_cell(name), Cell::Look::total);
        sheet.rows.push_back(std::move(title));
        Sums<Decimal> weights;
        Decimal cumulative;
        std::string before;
        for (std::size_t i = 0; i < schedule.steps.size(); ++i) {
            const plan::Step& step = schedule.steps[i];
            const std::string own = number + "." + std::to_string(i);
            Row row = {sheet::text_cell(step.id), sheet::text_cell(step.number),
                       sheet::text_cell(step.text), Cell{}, Cell{}};
            std::string formula = before;
            if (step.weight) {
                row[3] = sheet::decimal_cell(step.weight->value());
                weights.add(row[3], "steps." + number, step.weight->value());
                row[3].names.push_back("weight." + own);
                cumulative = cumulative + step.weight->value();
                formula += (formula.empty() ? "" : "+") + ("{weight." + own + "}");
            }
            if (!formula.empty()) {
                row[4] = sheet::decimal_cell(cumulative);
                row[4].formula = formula;
                row[4].names.push_back("cumulative." + own);
                before = "{cumulative." + own + "}";
            }
            add_months(row, step, year);
            sheet.rows.push_back(std::move(row));
        }
        sheet.rows.push_back(
            total_row(sheet, words_.total, 2, 3, decimal_sum(weights, "steps." + number)));
    }

    void add_months(Row& row, const plan::Step& step,
                    const std::optional<base::FiscalYear>& year) const {
        for (unsigned i = 0; i < kMonths; ++i) {
            Cell cell;
            const bool covered = year && std::any_of(step.months.begin(), step.months.end(),
                                                     [&](const plan::MonthSpan& span) {
                                                         return span.from <= year->month(i) &&
                                                                year->month(i) <= span.to;
                                                     });
            if (covered) cell = looking(sheet::text_cell(words_.covered), Cell::Look::marked);
            row.push_back(std::move(cell));
        }
    }

    // --- results ----------------------------------------------------------------------------

    void add_results() {
        Sheet sheet = begin_sheet(words_.results, {{words_.fiscal_year, 12},
                                                   {words_.number, 8},
                                                   {words_.indicators, 60},
                                                   {words_.target, 20},
                                                   {words_.level, 8},
                                                   {words_.score, 10}});
        sheet.frozen_columns = 1;
        for (const plan::EarlierResult& result : plan_.results) {
            Cell year = sheet::text_cell(std::to_string(result.fiscal_year));
            sheet.rows.push_back(
                {sheet::text_cell(result.id), std::move(year), sheet::text_cell(result.number),
                 sheet::text_cell(result.indicator_name), sheet::text_cell(result.target),
                 result.level ? sheet::integer_cell(*result.level) : Cell{},
                 result.score ? sheet::decimal_cell(result.score->value()) : Cell{}});
        }
        workbook_.sheets.push_back(std::move(sheet));
    }

    const plan::Plan& plan_;
    const SheetWords& words_;
    plan::ElementIndex index_;
    sheet::Workbook workbook_;
    Sums<Money> budgets_;
};

}  // namespace

sheet::Workbook compose_sheets(const plan::Plan& plan, const SheetOptions& options) {
    return SheetComposer(plan, options).compose();
}

}  // namespace phaen::book
