#include <algorithm>
#include <array>

#include "phaen/base/calendar.h"
#include "phaen/base/ratio.h"
#include "phaen/base/thai_text.h"
#include "recogniser.h"

/// What each shape of table says.
namespace phaen::book {
namespace {

using base::comparison_key;

bool dash(std::string_view text) {
    text = trim(text);
    return text.empty() || text == "-" || text == "–" || text == "—";
}

bool says_no_budget(std::string_view text) {
    const std::string key = comparison_key(text);
    return key.starts_with("ไม่ใช้งบ") || key == "ไม่ใช้" || key.starts_with("ไม่มีงบ") ||
           key.starts_with("ไม่ขอใช้งบ");
}

/// An amount cell in units of so many baht; an amount that names its own unit is taken at its word.
std::optional<base::Money> cell_money(std::string_view text, int baht = 1) {
    text = trim(text);
    if (const std::optional<AmountAt> amount = find_amount(text, 0)) return amount->money;
    return parse_scaled_money(text, baht);
}

/// The unit of a row's budget column.
int budget_unit(const LogicalRow& row) {
    for (const LogicalCell& cell : row.cells) {
        if (cell.meaning.column == Column::budget) return cell.meaning.scale;
    }
    return 1;
}

std::string row_text(const LogicalRow& row) {
    std::string text;
    for (const LogicalCell& cell : row.cells) {
        const std::string flat = cell.text.flat();
        if (flat.empty()) continue;
        if (!text.empty()) text += " | ";
        text += flat;
    }
    return text;
}

std::string first_text(const LogicalRow& row) {
    for (const LogicalCell& cell : row.cells) {
        const std::string flat = cell.text.flat();
        if (!flat.empty()) return flat;
    }
    return {};
}

/// The first filled cell that is no bare number: where a total says that it is one.
bool is_total_row(const LogicalRow& row) {
    for (const LogicalCell& cell : row.cells) {
        const std::string flat = cell.text.flat();
        if (flat.empty()) continue;
        if (is_total_label(flat)) return true;
        if (base::parse_integer(flat)) continue;
        return false;
    }
    return false;
}

}  // namespace

bool Recogniser::sheet_follows(std::size_t unit) const {
    std::size_t tables = 0;
    for (std::size_t i = unit + 1; i < units_.size() && i < unit + 8; ++i) {
        if (units_[i].block->kind != document::Block::Kind::table) continue;
        if (++tables > 2) return false;
        std::size_t used = 0;
        const LogicalTable next =
            read_logical_table(units_[i].block->table, {}, used, options_.hints);
        if (next.has(Column::definition) && next.has(Column::indicator)) return true;
        return false;
    }
    return false;
}

std::size_t Recogniser::read_table(std::size_t unit) {
    std::vector<const document::Table*> next;
    for (std::size_t i = unit + 1;
         i < units_.size() && units_[i].block->kind == document::Block::Kind::table; ++i) {
        next.push_back(&units_[i].block->table);
    }
    std::size_t used = 0;
    const document::Table& raw = units_[unit].block->table;
    if (raw.rows.size() >= 3 && raw.rows.front().cells.size() == 2 &&
        read_card(read_headless_table(raw)))
        return 1;
    LogicalTable table = read_logical_table(raw, next, used, options_.hints);
    if (table.headed) {
        last_table_ = &raw;
    } else if (last_table_ != nullptr && unit <= last_table_end_ + 2) {
        // A line that names a group stands between this table and its header: the columns are those
        // of the one before.
        std::size_t taken = 0;
        LogicalTable continued = read_logical_table(*last_table_, {&raw}, taken, options_.hints);
        if (taken == 1) {
            std::erase_if(continued.rows, [](const LogicalRow& row) { return row.fragment == 0; });
            continued.header_rows.clear();
            table = std::move(continued);
        }
    }
    last_table_end_ = unit + used + 1;
    for (const document::Place& place : table.header_rows) mark(place, Role::placed, "header_row");
    if (!table.header_rows.empty()) {
        claim(plan::ClaimKind::name, "", table.header_text, table.header_text,
              table.header_rows.front());
        for (std::size_t r = 1; r < table.header_rows.size(); ++r) {
            Account& account = account_at(table.header_rows[r]);
            claim(plan::ClaimKind::name, "", account.text, account.text, table.header_rows[r]);
        }
    }
    for (const document::Place& place : table.repeated_rows)
        mark(place, Role::furniture, "repeated_header");
    const bool months = table.has(Column::month) || table.has(Column::quarter);
    const bool steps =
        table.has(Column::step) || table.has(Column::step_weight) || table.has(Column::cumulative);
    const bool amounts_by_month =
        std::any_of(table.rows.begin(), table.rows.end(), [](const LogicalRow& row) {
            return std::any_of(row.cells.begin(), row.cells.end(), [](const LogicalCell& cell) {
                const std::optional<base::Money> money = cell_money(cell.text.flat());
                return cell.meaning.column == Column::month && money && money->satang() >= 100'000;
            });
        });
    if (!table.headed) {
        if (!read_card(table)) {
            for (const LogicalRow& row : table.rows)
                mark(row.place, row.blank() ? Role::furniture : Role::not_understood, "table");
        }
    } else if (table.has(Column::swot_s) + table.has(Column::swot_w) + table.has(Column::swot_o) +
                       table.has(Column::swot_t) >=
                   2 &&
               !table.has(Column::project)) {
        read_swot_table(table);
    } else if ((table.has(Column::swot_kind) || table.has(Column::swot_items) ||
                (section_ == Section::swot_combinations && table.has(Column::project))) &&
               table.columns.size() >= 2) {
        read_combination_table(table);
    } else if ((steps && (months || table.has(Column::period) || table.has(Column::step_weight) ||
                          table.has(Column::weight))) ||
               (months && !amounts_by_month &&
                (table.has(Column::activity) ||
                 (table.has(Column::project) && !table.has(Column::budget) &&
                  section_ == Section::steps)))) {
        read_steps_table(table);
    } else if (table.has(Column::level) &&
               (table.has(Column::percent) || table.has(Column::score) ||
                table.has(Column::condition)) &&
               !table.has(Column::indicator)) {
        read_criteria_table(table);
    } else if (table.has(Column::indicator) &&
               (table.has(Column::result) && section_ == Section::results)) {
        read_results_table(table);
    } else if (table.has(Column::indicator) && table.has(Column::definition)) {
        read_sheet_table(table);
    } else if (amounts_by_month && table.has(Column::project)) {
        read_spending_table(table);
    } else if (table.has(Column::indicator) &&
               (section_ == Section::higher_indicators ||
                (table.has(Column::owner) && !table.has(Column::weight) &&
                 sheet_follows(unit + used)))) {
        read_higher_table(table);
    } else if (table.has(Column::indicator) &&
               !(table.has(Column::project) && table.has(Column::budget))) {
        read_indicator_table(table);
    } else if (table.has(Column::project) ||
               (table.has(Column::activity) && table.has(Column::budget))) {
        read_project_table(table);
    } else if (table.has(Column::term) &&
               (table.has(Column::meaning) || table.has(Column::definition) ||
                table.has(Column::condition))) {
        read_glossary_table(table);
    } else if (!read_node_table(table)) {
        for (const document::Place& place : table.header_rows) {
            account_at(place).role = Role::not_understood;
        }
        for (const LogicalRow& row : table.rows)
            mark(row.place, row.blank() ? Role::furniture : Role::not_understood, "table");
    }
    narrative_.reset();
    return used + 1;
}

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
                    out_.plan.projects[index].budget_node = plan::Ref::to(finer.id);
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

void Recogniser::read_project_indicators(const LogicalRow& row, std::size_t project_index) {
    // The indicators that a project's row names, each with its target when there are as many
    // targets.
    const std::vector<std::pair<std::string, std::string>> names =
        split_numbered(row.find(Column::indicator)->text);
    const CellText* target_cell = row.find(Column::target);
    std::vector<std::pair<std::string, std::string>> targets;
    if (target_cell != nullptr) targets = split_numbered(target_cell->text);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::size_t found = indicator(names[i].second, 1, 930, row.place);
        plan::Indicator& known = out_.plan.indicators[found];
        const std::string unit = row.flat(Column::unit);
        if (known.unit.empty() && names.size() == 1 && !dash(unit)) known.unit = unit;
        if (targets.size() == names.size()) add_target_text(found, targets[i].second, row.place);
        const plan::Ref mine = plan::Ref::to(out_.plan.projects[project_index].id);
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

bool Recogniser::read_node_table(const LogicalTable& table) {
    // A strategy tree told in columns: a node a cell, from the root on the left.
    const bool any = std::any_of(table.rows.begin(), table.rows.end(), [](const LogicalRow& row) {
        return std::any_of(row.cells.begin(), row.cells.end(), [](const LogicalCell& cell) {
            return parse_node(cell.text.flat()).has_value();
        });
    });
    if (!any) return false;
    const std::vector<Alignment> outer = alignment_;
    alignment_.clear();
    for (const LogicalRow& row : table.rows) {
        mark(row.place, row.blank() ? Role::furniture : Role::placed, "strategy_node");
        for (const LogicalCell& cell : row.cells) {
            for (const NodeText& found : find_nodes(cell.text.text)) {
                open_node(found, row.place, plan::LinkRelation::under);
            }
            if (!cell.text.empty() && find_nodes(cell.text.text).empty()) {
                claim(plan::ClaimKind::name, "", cell.text.flat(), cell.text.flat(), row.place);
            }
        }
    }
    alignment_ = outer;
    return true;
}

void Recogniser::read_indicator_table(const LogicalTable& table) {
    std::optional<plan::LinkAs> as;
    if (section_ == Section::objective_indicators) as = plan::LinkAs::objective_indicator;
    if (section_ == Section::measure_indicators) as = plan::LinkAs::measure_indicator;
    std::optional<std::size_t> last;
    std::string row_component;
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        if (is_total_row(row)) {
            mark(row.place, Role::placed, "total_row");
            const std::string weight = row.flat(Column::weight);
            claim(plan::ClaimKind::total, "", row_text(row), base::to_arabic_digits(weight),
                  row.place);
            continue;
        }
        if (const std::string component = row.flat(Column::component); !component.empty()) {
            // A component's cell stands for the rows below it too.
            std::size_t at_digit = 0;
            std::size_t length = 0;
            while (at_digit < component.size() && !digit_at(component, at_digit, length))
                ++at_digit;
            row_component = base::to_arabic_digits(number_at(component, at_digit));
            claim(plan::ClaimKind::name, "", component, component, row.place);
        }
        const CellText* cell = row.find(Column::indicator);
        const std::string flat = cell == nullptr ? "" : cell->flat();
        const std::string number = row.flat(Column::number);
        if (flat.empty()) {
            if (last && row.fragment > 0) {
                mark(row.place, Role::placed, "indicator_row");
            } else {
                mark(row.place, Role::placed, "group_row");
            }
            claim(plan::ClaimKind::name, last ? out_.plan.indicators[*last].id : plan::Id(),
                  row_text(row), row_text(row), row.place);
            continue;
        }
        mark(row.place, Role::placed, "indicator_row");
        // "name - sub - sub" in one cell, or a sub-indicator in a row of its own.
        const Listed listed = strip_list_number(flat);
        if (last && number.empty() && listed.bullet && listed.number.empty() &&
            flat.find(" - ", 2) == std::string::npos) {
            plan::Indicator& parent = out_.plan.indicators[*last];
            const NameText sub_name = split_indicator_name(listed.rest);
            plan::Indicator* sub = nullptr;
            for (plan::Indicator& candidate : parent.sub_indicators) {
                if (comparison_key(candidate.name) == comparison_key(sub_name.name))
                    sub = &candidate;
            }
            if (sub == nullptr) {
                plan::Indicator made;
                made.id = parent.id + "." + std::to_string(parent.sub_indicators.size() + 1);
                made.name = sub_name.name;
                parent.sub_indicators.push_back(std::move(made));
                sub = &parent.sub_indicators.back();
            }
            placed(row.place, sub->id, "name");
            claim(plan::ClaimKind::name, sub->id, row_text(row), sub_name.name, row.place);
            const std::string sub_unit = row.flat(Column::unit);
            if (!dash(sub_unit)) sub->unit = sub_unit;
            for (const LogicalCell& other : row.cells) {
                if (other.meaning.column != Column::target || other.text.empty()) continue;
                const int year =
                    other.meaning.number != 0 ? other.meaning.number : out_.plan.fiscal_year;
                if (auto target = parse_target(other.text.flat(), year)) {
                    if (target->target.unit.empty()) target->target.unit = sub->unit;
                    set_target(*sub, *target);
                }
            }
            continue;
        }
        std::vector<std::string> subs;
        std::string head = listed.bullet && listed.number.empty() ? "" : std::string(listed.rest);
        if (flat.find(" - ") != std::string::npos || flat.find("\n-") != std::string::npos ||
            (listed.bullet && listed.number.empty())) {
            std::vector<std::string> parts;
            std::string rest = listed.bullet && listed.number.empty()
                                   ? " - " + std::string(listed.rest)
                                   : std::string(listed.rest);
            std::size_t begin = 0;
            for (std::size_t dash_at = rest.find(" - "); dash_at != std::string::npos;
                 dash_at = rest.find(" - ", dash_at + 3)) {
                parts.push_back(
                    std::string(trim(std::string_view(rest).substr(begin, dash_at - begin))));
                begin = dash_at + 3;
            }
            parts.push_back(std::string(trim(std::string_view(rest).substr(begin))));
            bool names = parts.size() >= 2;
            for (std::size_t i = 1; i < parts.size(); ++i)
                names = names && length_of(parts[i]) > 8 && !starts_with_digit(parts[i]);
            if (names) {
                head = parts.front();
                subs.assign(parts.begin() + 1, parts.end());
            } else {
                head = std::string(listed.rest);
            }
        }
        std::size_t index = 0;
        if (head.empty() && !subs.empty()) {
            // Only the sub-indicators are printed: their parent is known, or they stand alone.
            const auto ref = match_indicator(split_indicator_name(subs.front()).name, 990, false);
            if (ref && ref->sub) {
                index = ref->index;
                placed(row.place, out_.plan.indicators[index].id, "name");
            } else {
                head = subs.front();
                if (subs.size() == 1) subs.clear();
                index = indicator(head, 2, 990, row.place);
            }
        } else {
            index = indicator(head, 2, 990, row.place);
        }
        last = index;
        plan::Indicator& known = out_.plan.indicators[index];
        for (const std::string& sub_name : subs) {
            const NameText name = split_indicator_name(sub_name);
            const bool there =
                std::any_of(known.sub_indicators.begin(), known.sub_indicators.end(),
                            [&](const plan::Indicator& sub) {
                                return comparison_key(sub.name) == comparison_key(name.name);
                            });
            if (!there) {
                plan::Indicator sub;
                sub.id = known.id + "." + std::to_string(known.sub_indicators.size() + 1);
                sub.name = name.name;
                known.sub_indicators.push_back(std::move(sub));
            }
            for (const plan::Indicator& sub : known.sub_indicators) {
                if (comparison_key(sub.name) == comparison_key(name.name)) {
                    claim(plan::ClaimKind::name, sub.id, name.name, name.name, row.place);
                    placed(row.place, sub.id, "name");
                }
            }
        }
        if (!number.empty() && !dash(number)) {
            std::string printed(trim_label(number));
            if (printed.ends_with(".")) printed.pop_back();
            if (known.number.empty()) known.number = printed;
            claim(plan::ClaimKind::ordinal, known.id, printed, base::to_arabic_digits(printed),
                  row.place);
        } else if (known.number.empty() && listed.number.find('.') != std::string::npos) {
            known.number = listed.number;
        }
        const std::string unit = row.flat(Column::unit);
        if (known.unit.empty() && !dash(unit)) known.unit = unit;
        for (const LogicalCell& other : row.cells) {
            const std::string text = other.text.flat();
            if (text.empty() || other.meaning.column != Column::target) continue;
            const int year =
                other.meaning.number != 0 ? other.meaning.number : out_.plan.fiscal_year;
            if (!known.sub_indicators.empty()) {
                const std::vector<TargetText> targets =
                    parse_targets(text, known.sub_indicators.size(), year);
                for (std::size_t i = 0; i < targets.size(); ++i)
                    set_target(known.sub_indicators[i], targets[i]);
                claim(plan::ClaimKind::target, known.id, text, text, row.place);
                continue;
            }
            if (std::optional<TargetText> target = parse_target(text, year)) {
                if (target->target.unit.empty()) target->target.unit = known.unit;
                if (target->target.unit.empty() && comparison_key(known.name).starts_with("ร้อยละ"))
                    target->target.unit = "ร้อยละ";
                set_target(known, *target);
                claim(plan::ClaimKind::target, known.id, text, target->target.value.to_string(),
                      row.place);
                placed(row.place, known.id, "targets");
            }
        }
        if (const auto weight = base::parse_printed_decimal(row.flat(Column::weight));
            weight && !known.weight) {
            known.weight = base::Weight(*weight);
            placed(row.place, known.id, "weight");
        }
        if (const std::string method = row.flat(Column::method);
            !dash(method) && known.calculation_method.empty()) {
            known.calculation_method = method;
            placed(row.place, known.id, "calculation_method");
        }
        if (const CellText* evidence = row.find(Column::evidence);
            evidence != nullptr && !dash(evidence->flat()) && known.evidence.empty()) {
            read_sheet_cell(CellText{"หลักฐาน\n" + evidence->text, {}, false}, index);
            placed(row.place, known.id, "evidence");
        }
        for (const LogicalCell& other : row.cells) {
            if (other.meaning.column != Column::criteria_level || dash(other.text.flat())) continue;
            plan::ScoringLevel level;
            level.level = other.meaning.number;
            level.condition = other.text.flat();
            const bool there =
                std::any_of(known.scoring_criteria.begin(), known.scoring_criteria.end(),
                            [&](const plan::ScoringLevel& l) { return l.level == level.level; });
            if (!there) known.scoring_criteria.push_back(std::move(level));
            placed(row.place, known.id, "scoring_criteria");
        }
        add_owners(known, row.flat(Column::owner), row.place);
        if (const std::string type = row.flat(Column::result_type); !type.empty()) {
            if (type.find("ผลลัพธ์") != std::string::npos)
                known.result = plan::IndicatorResult::outcome;
            else if (type.find("ผลผลิต") != std::string::npos)
                known.result = plan::IndicatorResult::output;
        }
        if (const CellText* condition = row.find(Column::condition); condition != nullptr)
            add_levels(known, condition->text, row.place);
        if (const std::string support = row.flat(Column::support); !dash(support)) {
            const plan::Refs refs =
                owners(split_owners(support).lead, row.place, plan::OrganisationKind::section);
            if (known.supporting.empty()) known.supporting = refs;
        }
        if (const CellText* projects = row.find(Column::project);
            projects != nullptr && !dash(projects->flat())) {
            read_project_cell(*projects, index);
        }
        if (const std::string text = row.flat(Column::measure); !dash(text)) {
            const std::size_t m = measure(text, row.place);
            out_.plan.measures[m].indicators.push_back(
                plan::Ref::to(out_.plan.indicators[index].id));
        }
        if (!group_.empty() && known.group.empty()) known.group = group_;
        if (!row_component.empty() && known.component.empty()) known.component = row_component;
        if (!component_.empty() && known.component.empty()) known.component = component_;
        if (!alignment_.empty() && section_ != Section::indicator_list) link_indicator(known, as);
        claim_rest(row, known.id);
        if (measure_ && as == plan::LinkAs::measure_indicator) {
            plan::Refs& refs = out_.plan.measures[*measure_].indicators;
            const plan::Ref ref = plan::Ref::to(known.id);
            if (std::find(refs.begin(), refs.end(), ref) == refs.end()) refs.push_back(ref);
        }
        if (mission_) {
            plan::Refs& refs = out_.plan.missions[*mission_].indicators;
            const plan::Ref ref = plan::Ref::to(known.id);
            if (std::find(refs.begin(), refs.end(), ref) == refs.end()) refs.push_back(ref);
        }
    }
    if (as && !table.rows.empty()) alignment_used_ = false;
}

void Recogniser::read_sheet_cell(const CellText& cell, std::size_t index) {
    // A page cut within a paragraph: \f goes on unless a new part begins.
    const SheetText sheet = read_sheet_text(cell.text, false);
    const document::Place fallback =
        cell.pieces.empty() ? document::Place{} : cell.pieces.front().place;
    for (const DefinitionText& found : sheet.definitions) {
        const std::vector<document::Place> places = cell.places(found.begin, found.end);
        const plan::Id id = definition(found, places.empty() ? fallback : places.front());
        placed(places, id, "text");
        std::vector<plan::Id>& ids = out_.plan.indicators[index].definitions;
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
    plan::Indicator& known = out_.plan.indicators[index];
    if (!sheet.unit.empty() && known.unit.empty()) known.unit = sheet.unit;
    if (!sheet.target.empty() && !cell.pieces.empty()) {
        add_target_text(index, sheet.target, fallback);
    }
    if (!sheet.method.empty() && known.calculation_method.empty())
        known.calculation_method = sheet.method;
    for (std::size_t i = 0, length = 0; i < sheet.weight.size() && !known.weight; ++i) {
        if (!digit_at(sheet.weight, i, length)) continue;
        if (const auto weight = base::parse_printed_decimal(number_at(sheet.weight, i)))
            known.weight = base::Weight(*weight);
        break;
    }
    if (known.evidence.empty()) {
        for (const auto& [number, text] : sheet.evidence) {
            plan::EvidenceItem item;
            item.id = known.id + ".evidence-" + std::to_string(known.evidence.size() + 1);
            item.number = number;
            item.text = text;
            const std::string key = comparison_key(text);
            item.catch_all =
                key.find("อื่น") != std::string::npos && key.find("เกี่ยวข้อง") != std::string::npos;
            item.alternatives = key.find("หรือ") != std::string::npos && !item.catch_all;
            const std::size_t found = cell.text.find(text.substr(0, text.find(' ')));
            if (found != std::string::npos)
                placed(cell.places(found, found + text.size()), item.id, "text");
            known.evidence.push_back(std::move(item));
        }
    }
    add_owners(known, sheet.owner, fallback);
    add_levels(known, sheet.criteria, fallback);
    if (sheet.type.find("ผลลัพธ์") != std::string::npos)
        known.result = plan::IndicatorResult::outcome;
    else if (sheet.type.find("ผลผลิต") != std::string::npos)
        known.result = plan::IndicatorResult::output;
    for (const CellText::Piece& piece : cell.pieces) placed(piece.place, known.id, "definitions");
}

void Recogniser::add_owners(plan::Indicator& indicator, std::string_view printed,
                            const document::Place& place) {
    if (dash(printed)) return;
    const OwnersText names = split_owners(printed);
    const plan::Refs lead = owners(names.lead, place, plan::OrganisationKind::section);
    const plan::Refs supporting = owners(names.supporting, place, plan::OrganisationKind::section);
    if (indicator.lead.empty()) indicator.lead = lead;
    if (indicator.supporting.empty()) indicator.supporting = supporting;
    claim(plan::ClaimKind::owner, indicator.id, printed, printed, place);
}

void Recogniser::add_levels(plan::Indicator& indicator, std::string_view text,
                            const document::Place& place) {
    for (const auto& [level, condition] : split_levels(text)) {
        const bool there =
            std::any_of(indicator.scoring_criteria.begin(), indicator.scoring_criteria.end(),
                        [&](const plan::ScoringLevel& known) { return known.level == level; });
        if (there) continue;
        plan::ScoringLevel made;
        made.level = level;
        made.condition = condition;
        indicator.scoring_criteria.push_back(std::move(made));
        placed(place, indicator.id, "scoring_criteria");
    }
}

void Recogniser::read_project_cell(const CellText& cell, std::size_t index) {
    const document::Place fallback =
        cell.pieces.empty() ? document::Place{} : cell.pieces.front().place;
    std::optional<std::size_t> last_project;
    for (const ProjectText& found : split_projects(cell.text)) {
        const std::vector<document::Place> places = cell.places(found.begin, found.end);
        const document::Place place = places.empty() ? fallback : places.front();
        std::string name = found.name;
        std::string owner_text = found.owners;
        plan::Indicator& known = out_.plan.indicators[index];
        if (found.activity) {
            plan::Activity made;
            made.id = "activity-" + std::to_string(out_.plan.activities.size() + 1);
            made.name = name;
            made.kind = last_project ? plan::ActivityKind::part : plan::ActivityKind::support;
            if (last_project) made.project = plan::Ref::to(out_.plan.projects[*last_project].id);
            made.indicator = plan::Ref::to(known.id);
            made.amount = found.budget;
            const OwnersText names = split_owners(owner_text);
            if (!owner_text.empty()) {
                made.lead = owners(names.lead, place, plan::OrganisationKind::section);
                made.supporting = owners(names.supporting, place, plan::OrganisationKind::section);
            }
            placed(place, made.id, "name");
            placed(places, made.id, "name");
            out_.plan.activities.push_back(std::move(made));
            continue;
        }
        const std::size_t p = project(name, place, "");
        last_project = p;
        const std::optional<std::size_t> outer = mission_;
        mission_.reset();
        project_amount(p, found.budget, found.no_budget, found.amount_printed, place);
        mission_ = outer;
        if (!owner_text.empty()) project_owners(p, owner_text, place);
        placed(places, out_.plan.projects[p].id, "name");
        plan::Refs& refs = out_.plan.indicators[index].projects;
        const plan::Ref ref = plan::Ref::to(out_.plan.projects[p].id);
        if (std::find(refs.begin(), refs.end(), ref) == refs.end()) refs.push_back(ref);
    }
    for (const CellText::Piece& piece : cell.pieces)
        placed(piece.place, out_.plan.indicators[index].id, "projects");
}

void Recogniser::read_sheet_table(const LogicalTable& table) {
    // 1. Rows that a page cut goes on with: neither indicator nor measure.
    struct Sheet {
        CellText measure, indicator, definition, projects;
        const LogicalRow* first = nullptr;
    };
    std::vector<Sheet> sheets;
    const auto take = [](CellText& to, const LogicalRow& row, Column column) {
        if (const CellText* cell = row.find(column)) to.append(*cell);
    };
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        const bool names = !row.flat(Column::indicator).empty();
        if (names || sheets.empty()) {
            sheets.push_back({});
            sheets.back().first = &row;
        }
        Sheet& sheet = sheets.back();
        take(sheet.measure, row, Column::measure);
        take(sheet.indicator, row, Column::indicator);
        take(sheet.definition, row, Column::definition);
        take(sheet.projects, row, Column::project);
        if (row.find(Column::project) == nullptr) take(sheet.projects, row, Column::activity);
        mark(row.place, Role::placed, "indicator_sheet");
    }
    for (Sheet& sheet : sheets) {
        const document::Place place = sheet.first->place;
        // 2. The name, its number, its sub-indicators.
        const std::string flat = sheet.indicator.flat();
        std::string head = flat;
        std::vector<std::pair<std::string, std::string>> lines;
        const std::size_t list = sheet.indicator.text.find("\n-");
        if (list != std::string::npos) {
            head = CellText{sheet.indicator.text.substr(0, list), {}, false}.flat();
            lines = split_numbered(std::string_view(sheet.indicator.text).substr(list + 1));
        }
        if (lines.size() <= 1) {
            // "- a (target) - b (target)" without paragraphs.
            const std::string source =
                list == std::string::npos
                    ? flat
                    : std::string(lines.empty() ? "" : "- " + lines.front().second);
            std::vector<std::size_t> cuts;
            for (const std::size_t at_dash : find_all(source, "- ")) {
                if (at_dash == 0 || source[at_dash - 1] == ' ') cuts.push_back(at_dash);
            }
            if (cuts.size() >= 2 && source.find("ค่าเป้าหมาย") != std::string::npos) {
                if (list == std::string::npos)
                    head = std::string(trim(std::string_view(source).substr(0, cuts.front())));
                lines.clear();
                for (std::size_t i = 0; i < cuts.size(); ++i) {
                    const std::size_t end = i + 1 < cuts.size() ? cuts[i + 1] : source.size();
                    lines.emplace_back("", std::string(trim(std::string_view(source).substr(
                                               cuts[i] + 2, end - cuts[i] - 2))));
                }
            }
        }
        const Listed listed = strip_list_number(head);
        std::string name(listed.rest);
        std::string number = listed.number;
        if (name.starts_with("ตัวชี้วัดที่")) {
            std::string_view rest =
                trim(std::string_view(name).substr(std::string_view("ตัวชี้วัดที่").size()));
            const std::string_view printed = number_at(rest, 0);
            if (!printed.empty()) {
                number = std::string(printed);
                name = std::string(trim_label(rest.substr(printed.size())));
            }
        }
        const std::size_t index = indicator(name.empty() ? flat : name, 3, 700, place, true);
        current_indicator_ = index;
        criteria_indicator_ = index;
        {
            plan::Indicator& known = out_.plan.indicators[index];
            if (!number.empty() && known.number.empty()) known.number = number;
            if (!number.empty())
                claim(plan::ClaimKind::ordinal, known.id, number, base::to_arabic_digits(number),
                      place);
            if (!group_.empty()) known.group = group_;
            if (!component_.empty()) known.component = component_;
            for (const auto& [line_number, line] : lines) {
                const NameText sub_name = split_indicator_name(line);
                plan::Indicator* found = nullptr;
                for (plan::Indicator& sub : known.sub_indicators) {
                    if (comparison_key(sub.name) == comparison_key(sub_name.name)) found = &sub;
                }
                if (found == nullptr) {
                    plan::Indicator sub;
                    sub.id = known.id + "." + std::to_string(known.sub_indicators.size() + 1);
                    sub.name = sub_name.name;
                    known.sub_indicators.push_back(std::move(sub));
                    found = &known.sub_indicators.back();
                }
                if (!sub_name.target.empty()) {
                    if (const auto target = parse_target(sub_name.target, out_.plan.fiscal_year))
                        set_target(*found, *target);
                }
                placed(place, found->id, "name");
                claim(plan::ClaimKind::name, found->id, sub_name.name, sub_name.name, place);
            }
        }
        for (const CellText::Piece& piece : sheet.indicator.pieces)
            placed(piece.place, out_.plan.indicators[index].id, "name");
        // 3. The rest of the row.
        if (!sheet.definition.empty()) read_sheet_cell(sheet.definition, index);
        if (!sheet.projects.empty()) read_project_cell(sheet.projects, index);
        if (!sheet.measure.empty()) {
            const std::size_t m = measure(sheet.measure.flat(), place);
            plan::Refs& refs = out_.plan.measures[m].indicators;
            const plan::Ref ref = plan::Ref::to(out_.plan.indicators[index].id);
            if (std::find(refs.begin(), refs.end(), ref) == refs.end()) refs.push_back(ref);
            if (out_.plan.measures[m].links.empty())
                out_.plan.measures[m].links = alignment_links(std::nullopt);
        }
        link_indicator(out_.plan.indicators[index], std::nullopt);
        if (const auto weight = base::parse_printed_decimal(sheet.first->flat(Column::weight));
            weight) {
            out_.plan.indicators[index].weight = base::Weight(*weight);
        }
        if (const std::string target = sheet.first->flat(Column::target); !dash(target))
            add_target_text(index, target, place);
        if (const std::string owner = sheet.first->flat(Column::owner); !dash(owner)) {
            const OwnersText names = split_owners(owner);
            const plan::Refs lead = owners(names.lead, place, plan::OrganisationKind::section);
            const plan::Refs supporting =
                owners(names.supporting, place, plan::OrganisationKind::section);
            out_.plan.indicators[index].lead = lead;
            out_.plan.indicators[index].supporting = supporting;
        }
    }
    alignment_used_ = true;
    next_relation_ = plan::LinkRelation::under;
}

void Recogniser::read_higher_table(const LogicalTable& table) {
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        const std::string name = row.flat(Column::indicator);
        if (name.empty()) {
            mark(row.place, Role::not_understood, "higher_indicator");
            continue;
        }
        plan::HigherIndicator made;
        made.id = "higher-indicator-" + std::to_string(out_.plan.higher_indicators.size() + 1);
        made.number = std::string(trim_label(row.flat(Column::number)));
        made.name = name;
        made.fiscal_year = out_.plan.fiscal_year;
        if (const std::string target = row.flat(Column::target); !target.empty()) {
            if (const auto found = parse_target(target, out_.plan.fiscal_year)) {
                made.target = plan::HigherTarget{found->target.comparison, found->target.value,
                                                 found->target.unit};
            }
            claim(plan::ClaimKind::target, made.id, target, target, row.place);
        }
        const std::string owner = row.flat(Column::owner);
        made.owners = owners(split_owners(owner).lead, row.place, plan::OrganisationKind::external);
        for (plan::Link& link : alignment_links(std::nullopt)) {
            if (link.relation == plan::LinkRelation::under) made.links.push_back(std::move(link));
        }
        mark(row.place, Role::placed, "higher_indicator");
        placed(row.place, made.id, "name");
        claim(plan::ClaimKind::owner, made.id, owner, owner, row.place);
        out_.plan.higher_indicators.push_back(std::move(made));
    }
}

void Recogniser::read_criteria_table(const LogicalTable& table) {
    const std::optional<std::size_t> index =
        criteria_indicator_ ? criteria_indicator_ : current_indicator_;
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        const std::string printed = row.flat(Column::level);
        std::string_view digits = printed;
        for (const std::string_view word : {"ระดับที่", "ระดับ"}) {
            if (digits.starts_with(word)) digits = trim_label(digits.substr(word.size()));
        }
        const std::optional<long long> level = base::parse_integer(number_at(digits, 0));
        if (!index) {
            mark(row.place, Role::not_understood, "criteria_row");
            continue;
        }
        plan::Indicator& known = out_.plan.indicators[*index];
        std::string condition = row.flat(Column::condition);
        if (condition.empty()) condition = row.flat(Column::result);
        if (condition.empty()) condition = row.flat(Column::step);
        if (!level) {
            // A row cut by a page goes on with the level above.
            if (!known.scoring_criteria.empty() && row.fragment > 0) {
                known.scoring_criteria.back().condition =
                    join_wrapped(known.scoring_criteria.back().condition, condition);
                mark(row.place, Role::placed, "criteria_row");
                placed(row.place, known.id, "scoring_criteria");
                claim(plan::ClaimKind::name, known.id, row_text(row), row_text(row), row.place);
            } else {
                mark(row.place, Role::not_understood, "criteria_row");
            }
            continue;
        }
        plan::ScoringLevel made;
        made.level = static_cast<int>(*level);
        made.condition = condition;
        const std::string percent = row.flat(Column::percent);
        std::size_t length = 0;
        for (std::size_t i = 0; i < percent.size(); ++i) {
            if (!digit_at(percent, i, length)) continue;
            if (const auto value = base::parse_printed_decimal(number_at(percent, i)))
                made.percent_of_weight = base::Percent(*value);
            break;
        }
        const auto score = base::parse_printed_decimal(number_at(trim(row.flat(Column::score)), 0));
        mark(row.place, Role::placed, "criteria_row");
        placed(row.place, known.id, "scoring_criteria");
        if (score)
            claim(plan::ClaimKind::total, known.id, row.flat(Column::score), score->to_string(),
                  row.place);
        if (!percent.empty())
            claim(plan::ClaimKind::total, known.id, percent,
                  made.percent_of_weight ? made.percent_of_weight->to_string() : percent,
                  row.place);
        // Any level's score tells the weight: score = weight × percent.
        if (score && !known.weight && table.has(Column::percent)) {
            if (!made.percent_of_weight) {
                if (made.level == 5) known.weight = base::Weight(*score);
            } else if (const std::int64_t percent_units = made.percent_of_weight->value().units();
                       percent_units > 0) {
                const auto ratio = base::Ratio::create(score->units(), percent_units);
                const auto hundred = base::Ratio::create(100, 1);
                if (ratio && hundred) {
                    const base::Ratio whole = *ratio * *hundred;
                    const base::Decimal weight = whole.to_decimal(6, base::Rounding::down);
                    if (base::Ratio::from_decimal(weight) == whole)
                        known.weight = base::Weight(weight);
                }
            }
            if (known.weight) placed(row.place, known.id, "weight");
        }
        const bool there =
            std::any_of(known.scoring_criteria.begin(), known.scoring_criteria.end(),
                        [&](const plan::ScoringLevel& l) {
                            return l.level == made.level && l.condition == made.condition;
                        });
        if (!there) known.scoring_criteria.push_back(std::move(made));
    }
}

void Recogniser::row_months(const LogicalRow& row, plan::Step& step, bool& seen) {
    // 1. The month of each grid column, C.E.; quarters cover three.
    const std::optional<base::FiscalYear> year = base::FiscalYear::create(out_.plan.fiscal_year);
    if (!year) return;
    std::vector<std::optional<plan::MonthSpan>> columns(row.grid.size());
    for (std::size_t c = 0; c < row.grid.size(); ++c) {
        const ColumnMeaning& meaning = row.grid[c];
        if (meaning.column == Column::month) {
            int be = meaning.number >= 10 ? out_.plan.fiscal_year - 1 : out_.plan.fiscal_year;
            if (meaning.year != 0) be = meaning.year;
            if (const auto month = base::YearMonth::create(be - base::kBuddhistEraOffset,
                                                           static_cast<unsigned>(meaning.number))) {
                columns[c] = plan::MonthSpan{*month, *month};
            }
        } else if (meaning.column == Column::quarter) {
            const unsigned first = static_cast<unsigned>(meaning.number - 1) * 3;
            columns[c] = plan::MonthSpan{year->month(first), year->month(first + 2)};
        }
    }
    // 2. What each column shows: arrow heads, a filled cell, nothing.
    std::vector<plan::MonthSpan> spans;
    bool uncertain = false;
    std::optional<plan::MonthSpan> open;         // after ←
    std::optional<plan::MonthSpan> run;          // neighbouring filled cells
    std::optional<plan::MonthSpan> last_column;  // the last month column passed
    const auto close_run = [&] {
        if (run) spans.push_back(*run);
        run.reset();
    };
    std::size_t past = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const LogicalCell& cell = row.cells[i];
        const std::size_t c = row.raw != nullptr && i < row.raw->cells.size()
                                  ? static_cast<std::size_t>(std::max(0, row.raw->cells[i].column))
                                  : i;
        const int width =
            row.raw != nullptr && i < row.raw->cells.size() ? row.raw->cells[i].column_span : 1;
        const bool is_month = c < columns.size() && columns[c].has_value();
        const std::string text = cell.text.flat();
        const bool beyond = !is_month && last_column &&
                            (c >= columns.size() || row.grid[c].column == Column::unknown);
        if (!is_month && !beyond) continue;
        plan::MonthSpan here = is_month ? *columns[c] : *last_column;
        if (is_month && width > 1) {
            const std::size_t end =
                std::min(columns.size(), c + static_cast<std::size_t>(width)) - 1;
            if (columns[end]) here.to = columns[end]->to;
        }
        if (is_month) last_column = plan::MonthSpan{here.to, here.to};
        std::size_t lefts = find_all(text, "←").size() + find_all(text, "<").size() +
                            find_all(text, "◄").size() + find_all(text, "⟵").size();
        std::size_t rights = find_all(text, "→").size() + find_all(text, ">").size() +
                             find_all(text, "►").size() + find_all(text, "⟶").size();
        const std::size_t both = find_all(text, "↔").size() + find_all(text, "⟷").size();
        const bool line =
            text.find("─") != std::string::npos || text.find("━") != std::string::npos ||
            text.find("—") != std::string::npos || (text.find("--") != std::string::npos);
        if (beyond && (lefts + rights + both) > 0) ++past;
        if (lefts + rights + both == 0) {
            bool filled = cell.text.shaded && is_month;
            if (is_month && !text.empty() && !line && text != "-" && text != "–") {
                filled = true;
                // A number in a month's cell is an amount or a share, not a bar.
                if (base::parse_integer(text) || cell_money(text)) filled = cell.text.shaded;
            }
            if (line && open) continue;
            if (filled && !open) {
                if (run)
                    run->to = here.to;
                else
                    run = here;
                seen = true;
            } else if (!filled) {
                close_run();
            }
            continue;
        }
        seen = true;
        close_run();
        if (both > 0 || (lefts > 0 && rights > 0)) {
            if (open) {
                spans.push_back(*open);
                uncertain = true;
                open.reset();
            }
            spans.push_back(here);
            if (lefts > 1 || rights > 1 || both > 1 || beyond) uncertain = true;
            continue;
        }
        if (lefts > 0) {
            if (open) {
                spans.push_back(*open);
                uncertain = true;
            }
            open = here;
            continue;
        }
        if (open) {
            open->to = here.to;
            spans.push_back(*open);
            open.reset();
            if (beyond) uncertain = true;
        } else {
            // A head without its tail: it may end the bar before it, or another row's.
            uncertain = true;
            if (spans.empty()) spans.push_back(here);
        }
    }
    close_run();
    if (open) {
        spans.push_back(*open);
        uncertain = true;
    }
    // 3. Lines drawn over the row.
    if (row.raw != nullptr && spans.empty()) {
        for (const document::DrawnBar& bar : row.raw->bars) {
            std::optional<plan::MonthSpan> span;
            for (int c = bar.from_column;
                 c <= bar.to_column && static_cast<std::size_t>(std::max(0, c)) < columns.size();
                 ++c) {
                if (c < 0 || !columns[static_cast<std::size_t>(c)]) continue;
                if (span)
                    span->to = columns[static_cast<std::size_t>(c)]->to;
                else
                    span = columns[static_cast<std::size_t>(c)];
            }
            if (!span) continue;
            spans.push_back(*span);
            seen = true;
            uncertain = uncertain || !bar.exact;
        }
    }
    if (row.surplus_columns && !spans.empty()) uncertain = true;
    (void)past;
    step.months = std::move(spans);
    step.months_uncertain = uncertain;
    if (uncertain) note("months.ambiguous", row.place, step.id, excerpt(first_text(row), 90));
}

namespace {

/// `ต.ค. ๖๔ – ธ.ค. ๖๔`, `ม.ค.-มี.ค. 2567`, `ตุลาคม 2566`: months in words.
std::optional<plan::MonthSpan> read_period(std::string_view text, int fiscal_year) {
    std::vector<std::pair<unsigned, int>> months;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i != 0 && text[i - 1] != ' ' && text[i - 1] != '-' && text[i - 1] != '(' &&
            text[i - 1] != '\n' && (static_cast<unsigned char>(text[i - 1]) & 0x80U) == 0)
            continue;
        for (unsigned month = 1; month <= 12; ++month) {
            const std::string_view full = base::month_name_th(month);
            const std::string_view brief = base::month_short_th(month);
            const std::string_view rest = text.substr(i);
            const std::size_t length = rest.starts_with(full)    ? full.size()
                                       : rest.starts_with(brief) ? brief.size()
                                                                 : 0;
            if (length == 0) continue;
            std::string_view after = trim(rest.substr(length, 24));
            if (after.starts_with("พ.ศ."))
                after = trim(after.substr(std::string_view("พ.ศ.").size()));
            int be = 0;
            if (const auto year = base::parse_integer(number_at(after, 0))) {
                if (*year >= 2400)
                    be = static_cast<int>(*year);
                else if (*year < 100)
                    be = static_cast<int>(2500 + *year);
            }
            months.emplace_back(month, be);
            i += length - 1;
            break;
        }
    }
    if (months.empty()) return std::nullopt;
    const auto month_at = [&](std::pair<unsigned, int> entry) {
        const int be = entry.second != 0   ? entry.second
                       : entry.first >= 10 ? fiscal_year - 1
                                           : fiscal_year;
        return base::YearMonth::create(be - base::kBuddhistEraOffset, entry.first);
    };
    const auto from = month_at(months.front());
    const auto to = month_at(months.back());
    if (!from || !to || *to < *from) return std::nullopt;
    return plan::MonthSpan{*from, *to};
}

}  // namespace

void Recogniser::read_steps_table(const LogicalTable& table) {
    plan::Schedule schedule;
    schedule.id = "schedule-" + std::to_string(out_.plan.schedules.size() + 1);
    if (!steps_labels_used_) {
        if (steps_indicator_)
            schedule.indicator = plan::Ref::to(out_.plan.indicators[*steps_indicator_].id);
        if (steps_project_)
            schedule.project = plan::Ref::to(out_.plan.projects[*steps_project_].id);
        if (steps_activity_)
            schedule.activity = plan::Ref::to(out_.plan.activities[*steps_activity_].id);
    }
    Column text_column = Column::step;
    for (const Column column :
         {Column::step, Column::activity, Column::condition, Column::project}) {
        if (table.has(column)) {
            text_column = column;
            break;
        }
    }
    const Column weight_column = table.has(Column::step_weight) ? Column::step_weight
                                 : table.has(Column::weight)    ? Column::weight
                                                                : Column::percent;
    std::string running;
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        const std::string text = row.flat(text_column);
        const std::string weight = row.flat(weight_column);
        const std::string cumulative = row.flat(Column::cumulative);
        const std::string number_cell = row.flat(Column::number);
        if (is_total_row(row)) {
            const std::string label = row_text(row);
            const bool repeated = std::any_of(
                out_.plan.claims.begin(), out_.plan.claims.end(), [&](const plan::Claim& c) {
                    return c.about == schedule.id && c.kind == plan::ClaimKind::total &&
                           comparison_key(c.printed) == comparison_key(label);
                });
            if (repeated) {
                mark(row.place, Role::furniture, "repeated_total");
                continue;
            }
            mark(row.place, Role::placed, "total_row");
            claim(plan::ClaimKind::total, schedule.id, label, base::to_arabic_digits(weight),
                  row.place);
            const std::string first = first_text(row);
            std::size_t length = 0;
            for (std::size_t i = 0; i < first.size(); ++i) {
                if (!digit_at(first, i, length)) continue;
                const std::string_view number = number_at(first, i);
                if (first.find("ขั้นตอน") != std::string::npos) {
                    claim(plan::ClaimKind::count, schedule.id, number,
                          base::to_arabic_digits(number), row.place);
                }
                break;
            }
            continue;
        }
        Listed listed = strip_list_number(text);
        std::string_view body = listed.rest;
        for (const std::string_view label : {"ขั้นตอนที่", "ขั้นที่"}) {
            if (!body.starts_with(label)) continue;
            std::string_view rest = trim(body.substr(label.size()));
            const std::string_view number = number_at(rest, 0);
            if (number.empty()) break;
            listed.number = std::string(number);
            rest = trim_label(rest.substr(number.size()));
            if (rest.starts_with(".")) rest = trim(rest.substr(1));
            body = rest;
        }
        std::string number = listed.number;
        if (number.empty() && !dash(number_cell)) {
            number = std::string(trim_label(number_cell));
            if (number.ends_with(".")) number.pop_back();
        }
        if (number.empty() && text.empty()) {
            mark(row.place, Role::not_understood, "step_row");
            continue;
        }
        // A row without number and weight goes on with the one above (or repeats its end).
        if (!schedule.steps.empty() && number.empty() && weight.empty() && cumulative.empty()) {
            plan::Step& last = schedule.steps.back();
            bool repeats = false;
            for (const plan::Step& known : schedule.steps) {
                repeats = repeats || comparison_key(known.text).ends_with(comparison_key(body));
            }
            if (repeats) {
                mark(row.place, Role::furniture, "repeated_row");
            } else {
                last.text = join_wrapped(last.text, body);
                mark(row.place, Role::placed, "step_row");
                placed(row.place, last.id, "text");
            }
            continue;
        }
        const std::string key = comparison_key(body);
        const bool repeated =
            std::any_of(schedule.steps.begin(), schedule.steps.end(), [&](const plan::Step& known) {
                return !number.empty() && row.fragment > 0 &&
                       base::to_arabic_digits(known.number) == base::to_arabic_digits(number) &&
                       similarity(comparison_key(known.text), key) > 850;
            });
        if (repeated) {
            mark(row.place, Role::furniture, "repeated_row");
            continue;
        }
        plan::Step step;
        step.id = schedule.id + ".step-" + std::to_string(schedule.steps.size() + 1);
        step.number = number;
        step.text = std::string(body);
        std::size_t at_digit = 0;
        std::size_t length = 0;
        while (at_digit < weight.size() && !digit_at(weight, at_digit, length)) ++at_digit;
        if (const auto value = base::parse_printed_decimal(number_at(weight, at_digit)))
            step.weight = base::Weight(*value);
        bool seen = false;
        row_months(row, step, seen);
        if (!seen) {
            if (const std::string period = row.flat(Column::period); !dash(period)) {
                if (const auto span = read_period(period, out_.plan.fiscal_year))
                    step.months.push_back(*span);
                claim(plan::ClaimKind::name, step.id, period, period, row.place);
            }
        }
        mark(row.place, Role::placed, "step_row");
        placed(row.place, step.id, "text");
        if (!cumulative.empty()) {
            claim(plan::ClaimKind::total, step.id, cumulative, base::to_arabic_digits(cumulative),
                  row.place);
        }
        if (!number.empty())
            claim(plan::ClaimKind::ordinal, step.id, number, base::to_arabic_digits(number),
                  row.place);
        if (const std::string owner = row.flat(Column::owner); !dash(owner)) {
            owners(split_owners(owner).lead, row.place, plan::OrganisationKind::section);
            claim(plan::ClaimKind::owner, step.id, owner, owner, row.place);
        }
        schedule.steps.push_back(std::move(step));
    }
    steps_labels_used_ = true;
    if (!schedule.steps.empty()) out_.plan.schedules.push_back(std::move(schedule));
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

void Recogniser::read_results_table(const LogicalTable& table) {
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        const std::string name = row.flat(Column::indicator);
        if (name.empty() || is_total_row(row)) {
            mark(row.place, Role::placed, "group_row");
            claim(plan::ClaimKind::name, "", row_text(row), row_text(row), row.place);
            continue;
        }
        plan::EarlierResult made;
        made.id = "result-" + std::to_string(out_.plan.results.size() + 1);
        made.fiscal_year = result_year_;
        made.component = result_component_;
        const Listed listed = strip_list_number(name);
        made.indicator_name = std::string(listed.rest);
        made.number = std::string(trim_label(row.flat(Column::number)));
        if (made.number.empty()) made.number = listed.number;
        made.target = row.flat(Column::target);
        made.narrative = row.flat(Column::result);
        const std::string level = row.flat(Column::level);
        if (const auto value = base::parse_integer(number_at(level, 0)))
            made.level = static_cast<int>(*value);
        if (made.level && !table.has(Column::score) &&
            comparison_key(table.header_text).find("ระดับคะแนน") != std::string::npos) {
            made.score = base::Score(base::Decimal::from_integer(*made.level));
            made.level.reset();
        }
        if (const auto value = base::parse_printed_decimal(row.flat(Column::score)))
            made.score = base::Score(*value);
        if (const auto value = parse_target(made.narrative, result_year_);
            value && length_of(made.narrative) < 40) {
            made.values.push_back({"", value->target.value, value->target.unit});
            if (value->level && !made.level)
                made.level = static_cast<int>(value->target.value.units() / base::Decimal::kScale);
        }
        mark(row.place, Role::placed, "result_row");
        placed(row.place, made.id, "narrative");
        claim(plan::ClaimKind::name, made.id, row_text(row), made.indicator_name, row.place);
        if (const CellText* projects = row.find(Column::project); projects != nullptr) {
            for (const ProjectText& found : split_projects(projects->text))
                made.project_names.push_back(found.name);
        }
        out_.plan.results.push_back(std::move(made));
    }
}

void Recogniser::read_glossary_table(const LogicalTable& table) {
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        DefinitionText made;
        made.term = std::string(strip_list_number(row.flat(Column::term)).rest);
        made.text = row.flat(Column::meaning);
        if (made.text.empty()) made.text = row.flat(Column::definition);
        if (made.text.empty()) made.text = row.flat(Column::condition);
        for (const std::string_view verb : {"หมายถึง", "หมายความว่า", "คือ"}) {
            if (made.text.starts_with(verb))
                made.text = std::string(trim_label(made.text.substr(verb.size())));
        }
        if (const auto bracket = trailing_bracket(made.term)) {
            if (!bracket->inside.empty() && static_cast<unsigned char>(bracket->inside[0]) < 0x80) {
                made.term_en = std::string(bracket->inside);
                made.term = std::string(bracket->before);
            }
        }
        mark(row.place, Role::placed, "definition");
        definition(made, row.place);
    }
}

void Recogniser::read_swot_table(const LogicalTable& table) {
    const auto items_of = [&](const CellText& cell, char letter, const document::Place& place) {
        int count = 0;
        for (const plan::SwotItem& known : out_.plan.swot.items)
            count += known.id.front() == letter ? 1 : 0;
        for (const auto& [number, text] : split_numbered(cell.text)) {
            plan::SwotItem made;
            made.id = std::string(1, letter) + std::to_string(++count);
            std::string_view rest = text;
            if (rest.front() == letter && rest.size() > 1 && starts_with_digit(rest.substr(1))) {
                rest = rest.substr(1 + number_at(rest, 1).size());
                while (rest.starts_with(".") || rest.starts_with(":") || rest.starts_with(")") ||
                       rest.starts_with(" "))
                    rest = rest.substr(1);
            }
            made.text = std::string(rest);
            placed(place, made.id, "text");
            out_.plan.swot.items.push_back(std::move(made));
        }
    };
    static constexpr std::array<std::pair<Column, char>, 4> kinds = {
        std::pair{Column::swot_s, 'S'}, std::pair{Column::swot_w, 'W'},
        std::pair{Column::swot_o, 'O'}, std::pair{Column::swot_t, 'T'}};
    std::vector<char> letters;
    for (const ColumnMeaning& meaning : table.columns) {
        char letter = ' ';
        for (const auto& [column, of] : kinds) {
            if (meaning.column == column) letter = of;
        }
        letters.push_back(letter);
    }
    for (const LogicalRow& row : table.rows) {
        // A second head within the table: โอกาส | อุปสรรค under จุดแข็ง | จุดอ่อน.
        bool heads = !row.cells.empty();
        std::vector<char> next(letters.size(), ' ');
        for (std::size_t c = 0; c < row.cells.size() && c < letters.size(); ++c) {
            const std::string flat = row.cells[c].text.flat();
            const std::optional<Section> section = classify_heading(flat, {});
            if (section == Section::swot_strengths)
                next[c] = 'S';
            else if (section == Section::swot_weaknesses)
                next[c] = 'W';
            else if (section == Section::swot_opportunities)
                next[c] = 'O';
            else if (section == Section::swot_threats)
                next[c] = 'T';
            else if (!flat.empty())
                heads = false;
        }
        if (heads && !row.blank()) {
            letters = next;
            mark(row.place, Role::placed, "header_row");
            claim(plan::ClaimKind::name, "", row_text(row), row_text(row), row.place);
            continue;
        }
        mark(row.place, row.blank() ? Role::furniture : Role::placed, "swot_row");
        for (std::size_t c = 0; c < row.cells.size() && c < letters.size(); ++c) {
            if (letters[c] != ' ' && !row.cells[c].text.empty())
                items_of(row.cells[c].text, letters[c], row.place);
        }
    }
    std::stable_sort(out_.plan.swot.items.begin(), out_.plan.swot.items.end(),
                     [](const plan::SwotItem& a, const plan::SwotItem& b) {
                         const std::string_view order = "SWOT";
                         return order.find(a.id.front()) < order.find(b.id.front());
                     });
}

void Recogniser::read_combination_table(const LogicalTable& table) {
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        const std::string everything = row_text(row);
        plan::SwotCombination made;
        made.id = "combination-" + std::to_string(out_.plan.swot.combinations.size() + 1);
        std::optional<plan::SwotCombinationKind> kind;
        for (const LogicalCell& cell : row.cells) {
            if (!kind) kind = combination_kind(cell.text.flat());
        }
        // Without a word for it the cited items tell.
        const std::string items = row.flat(Column::swot_items);
        if (!kind) {
            const bool strong = items.find('S') != std::string::npos;
            const bool open = items.find('O') != std::string::npos;
            kind = strong ? (open ? plan::SwotCombinationKind::so : plan::SwotCombinationKind::st)
                          : (open ? plan::SwotCombinationKind::wo : plan::SwotCombinationKind::wt);
        }
        made.kind = *kind;
        made.number = std::string(trim_label(row.flat(Column::number)));
        for (const LogicalCell& cell : row.cells) {
            const bool kind_cell = combination_kind(cell.text.flat()).has_value();
            if (!kind_cell &&
                (cell.meaning.column == Column::node || cell.meaning.column == Column::condition ||
                 cell.meaning.column == Column::unknown ||
                 cell.meaning.column == Column::measure)) {
                if (made.heading.empty()) made.heading = cell.text.flat();
            }
        }
        mark(row.place, Role::placed, "swot_combination");
        placed(row.place, made.id, "items");
        claim(plan::ClaimKind::name, made.id, everything, everything, row.place);
        out_.plan.swot.combinations.push_back(made);
        pending_combinations_.push_back({out_.plan.swot.combinations.size() - 1, "", everything});
    }
}

bool Recogniser::read_card(const LogicalTable& table) {
    // A sheet turned on its side: labels in the first column, what they say in the second.
    int known = 0;
    int rows = 0;
    for (const LogicalRow& row : table.rows) {
        if (row.blank() || row.cells.size() < 2) continue;
        ++rows;
        const std::string label = row.cells.front().text.flat();
        if (length_of(label) < 50 &&
            classify_column({label}, options_.hints).column != Column::unknown)
            ++known;
    }
    if (rows < 2 || known < 2 || known * 3 < rows * 2) return false;
    std::optional<std::size_t> index;
    std::optional<std::size_t> project_index;
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        if (row.cells.size() < 2) continue;
        const ColumnMeaning meaning =
            classify_column({row.cells.front().text.flat()}, options_.hints);
        CellText value;
        for (std::size_t c = 1; c < row.cells.size(); ++c) {
            if (!row.cells[c].text.empty()) {
                if (!value.empty()) value.text += "\n";
                for (const CellText::Piece& piece : row.cells[c].text.pieces)
                    value.pieces.push_back({value.text.size() + piece.offset, piece.place});
                value.text += row.cells[c].text.text;
            }
        }
        const std::string flat = value.flat();
        mark(row.place, Role::placed, "card_row");
        claim(plan::ClaimKind::name, index ? out_.plan.indicators[*index].id : plan::Id(),
              row_text(row), flat, row.place);
        if (meaning.column == Column::indicator) {
            const Listed listed = strip_list_number(flat);
            std::string_view name = listed.rest;
            std::string number = listed.number;
            // "๓ ชื่อ": a sheet prints the number before the name without a mark.
            if (const std::string_view plain = number_at(name, 0);
                number.empty() && !plain.empty() && length_of(plain) <= 5 &&
                name.substr(plain.size()).starts_with(" ")) {
                number = std::string(plain);
                name = trim(name.substr(plain.size()));
            }
            index = indicator(name, 3, 760, row.place, true);
            if (out_.plan.indicators[*index].number.empty())
                out_.plan.indicators[*index].number = number;
            current_indicator_ = index;
            criteria_indicator_ = index;
            plan::Indicator& made = out_.plan.indicators[*index];
            if (!group_.empty()) made.group = group_;
            if (!component_.empty()) made.component = component_;
            if (!alignment_.empty()) link_indicator(made, std::nullopt);
            continue;
        }
        if (meaning.column == Column::project && !index) {
            project_index = project(flat, row.place, project_kind_);
            continue;
        }
        if (project_index && !index) {
            if (meaning.column == Column::budget) {
                project_amount(*project_index, cell_money(flat), says_no_budget(flat), flat,
                               row.place);
            } else if (meaning.column == Column::owner) {
                project_owners(*project_index, flat, row.place);
            }
            continue;
        }
        if (!index) index = current_indicator_;
        if (!index) continue;
        plan::Indicator& known_indicator = out_.plan.indicators[*index];
        placed(row.place, known_indicator.id, column_name(meaning.column));
        switch (meaning.column) {
            case Column::number:
                if (known_indicator.number.empty()) known_indicator.number = flat;
                break;
            case Column::unit:
                known_indicator.unit = flat;
                break;
            case Column::weight:
                for (std::size_t i = 0, length = 0; i < flat.size(); ++i) {
                    if (!digit_at(flat, i, length)) continue;
                    if (const auto weight = base::parse_printed_decimal(number_at(flat, i)))
                        known_indicator.weight = base::Weight(*weight);
                    break;
                }
                break;
            case Column::condition:
            case Column::level:
            case Column::criteria_level:
                add_levels(known_indicator, value.text, row.place);
                break;
            case Column::result_type:
                if (flat.find("ผลลัพธ์") != std::string::npos)
                    known_indicator.result = plan::IndicatorResult::outcome;
                else if (flat.find("ผลผลิต") != std::string::npos)
                    known_indicator.result = plan::IndicatorResult::output;
                break;
            case Column::target:
                add_target_text(*index, value.text, row.place);
                break;
            case Column::method:
                known_indicator.calculation_method = flat;
                break;
            case Column::definition:
                read_sheet_cell(CellText{"นิยาม\n" + value.text, {{0, row.place}}, false}, *index);
                break;
            case Column::evidence:
                read_sheet_cell(CellText{"หลักฐาน\n" + value.text, {{0, row.place}}, false}, *index);
                break;
            case Column::project:
                read_project_cell(value, *index);
                break;
            case Column::owner: {
                const OwnersText names = split_owners(flat);
                const plan::Refs lead =
                    owners(names.lead, row.place, plan::OrganisationKind::section);
                const plan::Refs supporting =
                    owners(names.supporting, row.place, plan::OrganisationKind::section);
                out_.plan.indicators[*index].lead = lead;
                out_.plan.indicators[*index].supporting = supporting;
                break;
            }
            default:
                break;
        }
    }
    return true;
}

}  // namespace phaen::book
