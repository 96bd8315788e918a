#include <algorithm>
#include <utility>

#include "cells.h"
#include "phaen/base/thai_text.h"
#include "recogniser.h"

/// Tables of projects: lists by mission, summaries, routine lists by programme, spending plans.
namespace phaen::book {
namespace {

using base::comparison_key;

}  // namespace

void Recogniser::read_project_table(const LogicalTable& table) {
    std::optional<std::size_t> last;
    std::vector<std::size_t> in_table;
    std::optional<std::size_t> area;
    std::optional<std::size_t> row_mission;
    const Column name_column = table.has(Column::project) ? Column::project : Column::activity;
    std::string kind = project_kind_;
    if (kind.empty() || (section_ == Section::measure_support)) {
        const std::string key = comparison_key(table.header_text);
        if (key.find("โครงการยุทธศาสตร์") != std::string::npos)
            kind = "strategic";
        else if (key.find("โครงการสำคัญ") != std::string::npos)
            kind = "mission";
    }
    if (table.has(Column::area) && kind.empty() && section_ == Section::routine_projects)
        kind = "routine";
    const auto budget_node = [&](std::string_view printed, const document::Place& place) {
        std::string_view rest = trim_label(strip_list_number(printed).rest);
        plan::BudgetNode made;
        for (const auto& [word, node_kind] : {std::pair{"ด้าน", plan::BudgetNodeKind::area},
                                              {"แผนงาน", plan::BudgetNodeKind::programme},
                                              {"ผลผลิต", plan::BudgetNodeKind::output},
                                              {"งาน", plan::BudgetNodeKind::work}}) {
            if (!rest.starts_with(word)) continue;
            made.kind = node_kind;
            const std::string_view after = trim(rest.substr(std::string_view(word).size()));
            if (after.starts_with(":")) rest = trim_label(after);
            break;
        }
        made.name = std::string(rest);
        for (std::size_t i = 0; i < out_.plan.budget_structure.size(); ++i) {
            if (comparison_key(out_.plan.budget_structure[i].name) == comparison_key(made.name)) {
                placed(place, out_.plan.budget_structure[i].id, "name");
                claim(plan::ClaimKind::name, out_.plan.budget_structure[i].id, printed, made.name,
                      place);
                return i;
            }
        }
        made.id = "budget-" + std::to_string(out_.plan.budget_structure.size() + 1);
        if (area) {
            std::optional<std::size_t> above = area;
            while (above && out_.plan.budget_structure[*above].kind >= made.kind) {
                const plan::Id& parent = out_.plan.budget_structure[*above].parent;
                above.reset();
                for (std::size_t i = 0; i < out_.plan.budget_structure.size(); ++i) {
                    if (!parent.empty() && out_.plan.budget_structure[i].id == parent) above = i;
                }
            }
            if (above) made.parent = out_.plan.budget_structure[*above].id;
        }
        out_.plan.budget_structure.push_back(made);
        placed(place, made.id, "name");
        claim(plan::ClaimKind::name, made.id, printed, made.name, place);
        return out_.plan.budget_structure.size() - 1;
    };
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        const std::string name = row.flat(name_column);
        const std::string budget = row.flat(Column::budget);
        const std::string number = row.flat(Column::number);
        const std::string area_text = row.flat(Column::area);
        const std::string mission_text = row.flat(Column::mission);
        if (is_total_row(row)) {
            mark(row.place, Role::placed, "total_row");
            bool any = false;
            for (const LogicalCell& cell : row.cells) {
                if (cell.text.empty() || cell.meaning.column == Column::number) continue;
                const std::string flat = cell.text.flat();
                if (const std::optional<base::Money> money = cell_money(flat, cell.meaning.scale);
                    money && cell.meaning.column == Column::budget) {
                    claim(plan::ClaimKind::total,
                          mission_ ? out_.plan.missions[*mission_].id : plan::Id(), flat,
                          money->to_string(), row.place);
                    any = true;
                }
            }
            const std::string label = first_text(row);
            if (const std::size_t at_number = label.find_first_of("0123456789");
                !any || at_number != std::string::npos) {
                claim(plan::ClaimKind::total, "", row_text(row), row_text(row), row.place);
            } else {
                claim(plan::ClaimKind::name, "", label, label, row.place);
            }
            continue;
        }
        if (!area_text.empty()) area = budget_node(area_text, row.place);
        if (name.empty() || (row.cells.size() <= 2 && table.columns.size() > 3 && budget.empty())) {
            // A row that only names the programme or mission of those below.
            const std::string label = first_text(row);
            mark(row.place, Role::placed, "group_row");
            const std::string_view bare = strip_list_number(label).rest;
            if (name.empty() && !area_text.empty()) continue;
            if (const std::optional<NodeText> node_text = parse_node(label)) {
                alignment_.clear();
                const auto [f, n] = node(*node_text, row.place, framework_name_);
                alignment_.push_back({f, n, plan::LinkRelation::under});
                continue;
            }
            bool mission_row = false;
            for (std::size_t m = 0; m < out_.plan.missions.size(); ++m) {
                if (comparison_key(label).find(comparison_key(out_.plan.missions[m].title)) !=
                    std::string::npos) {
                    mission_ = m;
                    mission_row = true;
                    claim(plan::ClaimKind::name, out_.plan.missions[m].id, label, label, row.place);
                }
            }
            if (!mission_row && (bare.starts_with("แผนงาน") || bare.starts_with("ผลผลิต") ||
                                 bare.starts_with("ด้าน") || bare.starts_with("งาน"))) {
                area = budget_node(label, row.place);
            } else if (!mission_row) {
                claim(plan::ClaimKind::name, "", label, label, row.place);
            }
            continue;
        }
        const bool continues = last && row.fragment > 0 && number.empty() && dash(budget) &&
                               row.flat(Column::owner).empty() &&
                               strip_list_number(name).number.empty() &&
                               !row.find(name_column)->empty() && &row != &table.rows.front() &&
                               (&row - 1)->fragment != row.fragment;
        if (continues) {
            plan::Project& known = out_.plan.projects[*last];
            if (comparison_key(known.name).find(comparison_key(name)) == std::string::npos) {
                known.name = join_wrapped(known.name, name);
                project_keys_[*last] = comparison_key(known.name);
                for (const std::string_view prefix : {"โครงการ", "การ"}) {
                    if (project_keys_[*last].starts_with(prefix))
                        project_keys_[*last].erase(0, prefix.size());
                }
            }
            mark(row.place, Role::placed, "project_row");
            placed(row.place, known.id, "name");
            claim(plan::ClaimKind::name, known.id, name, name, row.place);
            continue;
        }
        // A dash under a project: one of its activities.
        const Listed dashed = strip_list_number(name);
        if (last && dashed.bullet && number.empty() && !dashed.rest.starts_with("โครงการ")) {
            plan::Activity made;
            made.id = "activity-" + std::to_string(out_.plan.activities.size() + 1);
            made.name = std::string(dashed.rest);
            made.kind = plan::ActivityKind::part;
            made.project = plan::Ref::to(out_.plan.projects[*last].id);
            made.amount = cell_money(budget, budget_unit(row));
            if (const std::string owner = row.flat(Column::owner); !dash(owner)) {
                made.lead =
                    owners(split_owners(owner).lead, row.place, plan::OrganisationKind::section);
            }
            mark(row.place, Role::placed, "activity_row");
            placed(row.place, made.id, "name");
            if (!budget.empty())
                claim(plan::ClaimKind::amount, made.id, budget,
                      made.amount ? made.amount->to_string() : "", row.place);
            out_.plan.activities.push_back(std::move(made));
            continue;
        }
        mark(row.place, Role::placed, "project_row");
        std::vector<ProjectText> split = split_projects(row.find(name_column)->text);
        const Listed listed = strip_list_number(name);
        std::string clean(listed.rest);
        std::string owner_text = row.flat(Column::owner);
        if (split.size() == 1) {
            clean = split.front().name;
            if (owner_text.empty()) owner_text = split.front().owners;
        }
        const std::size_t index = project(clean, row.place, kind);
        last = index;
        in_table.push_back(index);
        plan::Project& known = out_.plan.projects[index];
        const std::string printed_number =
            number.empty() ? listed.number : std::string(trim_label(number));
        if (known.number.empty() && !printed_number.empty() && !dash(printed_number)) {
            known.number = printed_number.ends_with(".")
                               ? printed_number.substr(0, printed_number.size() - 1)
                               : printed_number;
        }
        if (!printed_number.empty()) {
            claim(plan::ClaimKind::ordinal, known.id, printed_number,
                  base::to_arabic_digits(printed_number), row.place);
        }
        const std::optional<std::size_t> outer_mission = mission_;
        // A mission's cell stands for the rows below it too.
        if (!mission_text.empty() && row.find(Column::mission, 0) != nullptr)
            row_mission = mission_named(mission_text, row.place);
        if (row_mission) mission_ = row_mission;
        // Amounts by mission in columns of their own, then the whole.
        std::vector<plan::Allocation> allocations;
        for (const LogicalCell& cell : row.cells) {
            if (cell.meaning.column != Column::mission || cell.meaning.number == 0) continue;
            const std::optional<base::Money> part = cell_money(cell.text.flat());
            if (!part) continue;
            for (const plan::Mission& mission : out_.plan.missions) {
                if (base::parse_integer(mission.number) == cell.meaning.number)
                    allocations.push_back({plan::Ref::to(mission.id), *part});
            }
        }
        if (!allocations.empty() && known.allocations.empty()) known.allocations = allocations;
        const bool none = says_no_budget(budget) || (split.size() == 1 && split.front().no_budget);
        std::optional<base::Money> money = cell_money(budget, budget_unit(row));
        std::string printed_amount = budget;
        if (!money && split.size() == 1 && split.front().budget) {
            money = split.front().budget;
            printed_amount = split.front().amount_printed;
        }
        project_amount(index, money, none, printed_amount, row.place);
        project_owners(index, owner_text, row.place);
        if (const std::string support = row.flat(Column::support); !dash(support)) {
            plan::Refs refs =
                owners(split_owners(support).lead, row.place, plan::OrganisationKind::section);
            if (out_.plan.projects[index].supporting.empty())
                out_.plan.projects[index].supporting = std::move(refs);
        }
        if (mission_ && !summary_) {
            plan::Refs& refs = out_.plan.missions[*mission_].projects;
            const plan::Ref ref = plan::Ref::to(out_.plan.projects[index].id);
            if (std::find(refs.begin(), refs.end(), ref) == refs.end()) refs.push_back(ref);
            placed(row.place, out_.plan.missions[*mission_].id, "projects");
        }
        if (area && !out_.plan.projects[index].budget_node) {
            out_.plan.projects[index].budget_node =
                plan::Ref::to(out_.plan.budget_structure[*area].id);
        } else if (area) {
            // The programme's own table is the finer one.
            const plan::BudgetNode& finer = out_.plan.budget_structure[*area];
            for (const plan::BudgetNode& before : out_.plan.budget_structure) {
                if (out_.plan.projects[index].budget_node->id == before.id &&
                    before.kind < finer.kind) {
                    const plan::Id coarser = before.id;
                    out_.plan.projects[index].budget_node = plan::Ref::to(finer.id);
                    hang_budget_node(*area, coarser);
                    break;
                }
            }
        }
        if (!mission_ && !summary_ && !alignment_.empty() &&
            section_ != Section::routine_projects) {
            for (plan::Link& link : alignment_links(std::nullopt)) {
                std::vector<plan::Link>& links = out_.plan.projects[index].links;
                if (std::find(links.begin(), links.end(), link) == links.end())
                    links.push_back(std::move(link));
            }
        }
        if (const std::string node_text = row.flat(Column::node); !node_text.empty()) {
            std::string_view before;
            const std::vector<NodeText> nodes = find_nodes(node_text, &before);
            std::vector<Alignment> chain;
            if (const auto coded = node_with_code(node_text)) {
                chain.push_back({coded->first, coded->second, plan::LinkRelation::under});
            }
            for (const NodeText& found : nodes) {
                const auto [f, n] = node(found, row.place, "");
                chain.push_back({f, n, plan::LinkRelation::under});
            }
            std::swap(alignment_, chain);
            for (plan::Link& link : alignment_links(std::nullopt)) {
                std::vector<plan::Link>& links = out_.plan.projects[index].links;
                if (std::find(links.begin(), links.end(), link) == links.end())
                    links.push_back(std::move(link));
            }
            std::swap(alignment_, chain);
        }
        if (const CellText* cell = row.find(Column::indicator);
            cell != nullptr && !dash(cell->flat())) {
            read_project_indicators(row, index);
        }
        if (row.find(Column::objective) != nullptr ||
            row.find(Column::expected_result) != nullptr) {
            plan::Project& described = out_.plan.projects[index];
            for (const auto& [column, list] :
                 {std::pair{Column::objective, &plan::WriteUp::objectives},
                  {Column::expected_result, &plan::WriteUp::expected_results}}) {
                const CellText* cell = row.find(column);
                if (cell == nullptr || dash(cell->flat())) continue;
                if (!described.write_up) described.write_up.emplace();
                std::vector<std::string>& items = (*described.write_up).*list;
                if (!items.empty()) continue;
                for (auto& [item_number, item] : split_numbered(cell->text))
                    items.push_back(std::move(item));
                placed(row.place, described.id, "write_up");
            }
        }
        claim_rest(row, out_.plan.projects[index].id);
        mission_ = outer_mission;
    }
    if (!alignment_.empty() && !mission_) alignment_used_ = true;
}

void Recogniser::hang_budget_node(std::size_t node, const plan::Id& under) {
    // A project that two tables list hangs on both their nodes: the finer tree stands below the
    // coarser node when nothing else is above it.
    std::vector<plan::BudgetNode>& nodes = out_.plan.budget_structure;
    const auto at_id = [&](const plan::Id& id) {
        return std::find_if(nodes.begin(), nodes.end(),
                            [&](const plan::BudgetNode& known) { return known.id == id; });
    };
    auto top = nodes.begin() + static_cast<std::ptrdiff_t>(node);
    for (std::size_t depth = 0; depth < nodes.size() && !top->parent.empty(); ++depth) {
        const auto above = at_id(top->parent);
        if (above == nodes.end()) return;
        top = above;
    }
    const auto coarser = at_id(under);
    if (coarser == nodes.end() || top == coarser || top->kind <= coarser->kind) return;
    top->parent = under;
}

std::optional<std::pair<std::size_t, std::size_t>> Recogniser::node_with_code(
    std::string_view printed) const {
    if (!is_code(printed)) return std::nullopt;
    const std::string code = comparison_key(printed);
    std::optional<std::pair<std::size_t, std::size_t>> found;
    for (std::size_t f = 0; f < out_.plan.frameworks.size(); ++f) {
        const std::vector<plan::FrameworkNode>& nodes = out_.plan.frameworks[f].nodes;
        for (std::size_t n = 0; n < nodes.size(); ++n) {
            if (comparison_key(nodes[n].code) != code) continue;
            if (found) return std::nullopt;  // it may be either
            found.emplace(f, n);
        }
    }
    return found;
}

void Recogniser::read_project_indicators(const LogicalRow& row, std::size_t project_index) {
    // The indicators that a project's row names, each with its target when there are as many
    // targets.
    const std::vector<std::pair<std::string, std::string>> names =
        split_numbered(row.find(Column::indicator)->text);
    const CellText* target_cell = row.find(Column::target);
    std::vector<std::pair<std::string, std::string>> targets;
    if (target_cell != nullptr) targets = split_numbered(target_cell->text);
    const plan::Ref mine = plan::Ref::to(out_.plan.projects[project_index].id);
    const std::string whole = row.find(Column::indicator)->flat();
    if (is_code(whole)) {
        for (plan::Indicator& known : out_.plan.indicators) {
            if (comparison_key(known.number) != comparison_key(whole)) continue;
            placed(row.place, known.id, "projects");
            if (std::find(known.projects.begin(), known.projects.end(), mine) ==
                known.projects.end()) {
                known.projects.push_back(mine);
            }
        }
        return;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::size_t found = indicator(names[i].second, 1, 930, row.place);
        plan::Indicator& known = out_.plan.indicators[found];
        const std::string unit = row.flat(Column::unit);
        if (known.unit.empty() && names.size() == 1 && !dash(unit)) known.unit = unit;
        if (targets.size() == names.size()) add_target_text(found, targets[i].second, row.place);
        if (std::find(known.projects.begin(), known.projects.end(), mine) == known.projects.end()) {
            known.projects.push_back(mine);
        }
    }
    if (target_cell != nullptr && !dash(target_cell->flat())) {
        claim(plan::ClaimKind::target, "", target_cell->flat(), target_cell->flat(), row.place);
    }
}

void Recogniser::claim_rest(const LogicalRow& row, const plan::Id& about) {
    // Columns that the plan has no place for: kept as what the document says of the element.
    for (const LogicalCell& cell : row.cells) {
        switch (cell.meaning.column) {
            case Column::unknown:
            case Column::note:
            case Column::period:
            case Column::result:
            case Column::activity:
            case Column::month:
                if (!dash(cell.text.flat()))
                    claim(plan::ClaimKind::name, about, cell.text.flat(), cell.text.flat(),
                          row.place);
                break;
            default:
                break;
        }
    }
}

std::optional<std::size_t> Recogniser::mission_named(std::string_view printed,
                                                     const document::Place& place) {
    const std::string key = comparison_key(printed);
    const Listed listed = strip_list_number(printed);
    for (std::size_t m = 0; m < out_.plan.missions.size(); ++m) {
        const plan::Mission& known = out_.plan.missions[m];
        const std::string number = comparison_key(known.number);
        if (key.find(comparison_key(known.title)) != std::string::npos ||
            key == "ภารกิจที่" + number || key == number) {
            claim(plan::ClaimKind::name, known.id, printed, known.title, place);
            return m;
        }
    }
    // "๑", "1, 2": numbers of missions that are told nowhere.
    if (length_of(listed.rest) < 5) return std::nullopt;
    plan::Mission made;
    made.id = "mission-" + std::to_string(out_.plan.missions.size() + 1);
    made.number = listed.number;
    std::string_view title = listed.rest;
    if (title.starts_with("ภารกิจที่")) {
        title = trim(title.substr(std::string_view("ภารกิจที่").size()));
        const std::string_view number = number_at(title, 0);
        made.number = std::string(number);
        title = trim_label(title.substr(number.size()));
    }
    made.title = std::string(title);
    placed(place, made.id, "title");
    claim(plan::ClaimKind::name, made.id, printed, made.title, place);
    out_.plan.missions.push_back(std::move(made));
    return out_.plan.missions.size() - 1;
}

void Recogniser::read_spending_table(const LogicalTable& table) {
    // Amounts by month: the project's spending plan.
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        const std::string name = row.flat(Column::project);
        if (is_total_row(row) || name.empty()) {
            mark(row.place, Role::placed, "total_row");
            claim(plan::ClaimKind::total, "", row_text(row), row_text(row), row.place);
            continue;
        }
        const std::size_t index = project(name, row.place, "");
        mark(row.place, Role::placed, "spending_row");
        plan::Project& known = out_.plan.projects[index];
        claim(plan::ClaimKind::amount, known.id, row_text(row), row_text(row), row.place);
        if (!known.spending_plan.empty()) continue;
        for (const LogicalCell& cell : row.cells) {
            if (cell.meaning.column != Column::month || cell.text.empty()) continue;
            const std::optional<base::Money> amount = cell_money(cell.text.flat());
            int be = cell.meaning.number >= 10 ? out_.plan.fiscal_year - 1 : out_.plan.fiscal_year;
            if (cell.meaning.year != 0) be = cell.meaning.year;
            const auto month = base::YearMonth::create(be - base::kBuddhistEraOffset,
                                                       static_cast<unsigned>(cell.meaning.number));
            if (amount && month) known.spending_plan.push_back({*month, "", *amount});
        }
        placed(row.place, known.id, "spending_plan");
    }
}

}  // namespace phaen::book
