#include <algorithm>
#include <array>

#include "cells.h"
#include "phaen/base/thai_text.h"
#include "recogniser.h"

/// Which reader gets a table, and the smaller ones: trees, results, definitions, SWOT.
namespace phaen::book {
namespace {

using base::comparison_key;

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
    heading_opened_.clear();
    std::vector<const document::Table*> next;
    for (std::size_t i = unit + 1;
         i < units_.size() && units_[i].block->kind == document::Block::Kind::table; ++i) {
        next.push_back(&units_[i].block->table);
    }
    std::size_t used = 0;
    const document::Table& raw = units_[unit].block->table;
    if (section_ == Section::corrections) {
        for (const document::Row& row : raw.rows) mark(row.place, Role::furniture, "corrections");
        return 1;
    }
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
    // `โครงการ/ขั้นตอน`: the steps of several projects, under a row with the name of each.
    const bool steps_of_projects =
        table.header_text.find("ขั้นตอน") != std::string::npos &&
        std::any_of(table.rows.begin(), table.rows.end(),
                    [](const LogicalRow& row) { return !project_row_name(row).empty(); });
    const bool amounts_by_quarter =
        std::any_of(table.rows.begin(), table.rows.end(), [](const LogicalRow& row) {
            return std::any_of(row.cells.begin(), row.cells.end(), [](const LogicalCell& cell) {
                if (cell.meaning.column != Column::quarter) return false;
                const std::string text = cell.text.flat();
                const std::optional<base::Money> money = cell_money(text);
                return money && (money->satang() >= 100'000 || text.find('.') != std::string::npos);
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
               (table.has(Column::activity) && table.has(Column::period) &&
                !table.has(Column::budget) && section_ == Section::steps) ||
               (months && !amounts_by_month && !amounts_by_quarter &&
                (table.has(Column::activity) ||
                 (table.has(Column::project) && !table.has(Column::budget) &&
                  (section_ == Section::steps || steps_of_projects))))) {
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

}  // namespace phaen::book
