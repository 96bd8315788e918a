#include <algorithm>

#include "cells.h"
#include "phaen/base/calendar.h"
#include "phaen/base/thai_text.h"
#include "recogniser.h"

/// Step tables and their months: arrows, marks, shaded cells, drawn bars, periods in words.
namespace phaen::book {
namespace {

using base::comparison_key;

}  // namespace

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

/// The cells that tell when: one, or a beginning and an end.
std::string period_of(const LogicalRow& row) {
    std::string out;
    for (const LogicalCell& cell : row.cells) {
        if (cell.meaning.column != Column::period || dash(cell.text.flat())) continue;
        if (!out.empty()) out += " - ";
        out += cell.text.flat();
    }
    return out;
}

/// A row over the steps of a project that holds nothing but its name.
bool only_names_project(const LogicalRow& row, Column text_column) {
    if (!strip_list_number(row.flat(text_column)).rest.starts_with("โครงการ")) return false;
    return std::all_of(row.cells.begin(), row.cells.end(),
                       [&](const LogicalCell& cell) {
                           const Column column = cell.meaning.column;
                           return column == text_column || column == Column::number ||
                                  column == Column::owner ||
                                  (cell.text.empty() && !cell.text.shaded);
                       }) &&
           (row.raw == nullptr || row.raw->bars.empty());
}

}  // namespace

std::string project_row_name(const LogicalRow& row) {
    std::string only;
    for (const LogicalCell& cell : row.cells) {
        if (cell.text.shaded) return {};
        const std::string text = cell.text.flat();
        if (text.empty()) continue;
        if (!only.empty()) return {};
        only = text;
    }
    if (row.raw != nullptr && !row.raw->bars.empty()) return {};
    constexpr std::string_view kProject = "โครงการ";
    std::string_view name = strip_list_number(only).rest;
    if (!name.starts_with(kProject)) return {};
    // "โครงการที่ ๒ โครงการ…", "โครงการ : …": the name is behind the label.
    std::string_view rest = trim_label(name.substr(kProject.size()));
    if (rest.starts_with("ที่ ")) rest = trim(rest.substr(std::string_view("ที่ ").size()));
    rest = trim_label(rest.substr(number_at(rest, 0).size()));
    if (rest.starts_with(kProject)) name = rest;
    return std::string(name);
}

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
    const auto finish = [&] {
        if (!schedule.steps.empty()) out_.plan.schedules.push_back(std::move(schedule));
        schedule = {};
        schedule.id = "schedule-" + std::to_string(out_.plan.schedules.size() + 1);
    };
    // Projects in a column of their own, or in rows above their steps.
    const bool project_column = text_column != Column::project && table.has(Column::project);
    const bool numbered =
        std::any_of(table.rows.begin(), table.rows.end(), [&](const LogicalRow& row) {
            return !dash(row.flat(Column::number)) ||
                   !strip_list_number(row.flat(text_column)).number.empty();
        });
    const auto begin_project = [&](const std::string& printed, const document::Place& place) {
        finish();
        const std::size_t index = project(strip_list_number(printed).rest, place, "");
        schedule.project = plan::Ref::to(out_.plan.projects[index].id);
    };
    for (const LogicalRow& row : table.rows) {
        if (row.blank()) {
            mark(row.place, Role::furniture, "empty_row");
            continue;
        }
        if (project_column) {
            const std::string name = row.flat(Column::project);
            if (strip_list_number(name).rest.starts_with("โครงการ")) begin_project(name, row.place);
        } else if (only_names_project(row, text_column)) {
            begin_project(row.flat(text_column), row.place);
            mark(row.place, Role::placed, "project_label");
            continue;
        }
        const std::string text = row.flat(text_column);
        const std::string weight = row.flat(weight_column);
        const std::string cumulative = row.flat(Column::cumulative);
        const std::string number_cell = row.flat(Column::number);
        if (const std::string name = project_row_name(row);
            !name.empty() && (table.has(Column::month) || table.has(Column::quarter))) {
            // One table holds the steps of several projects, each under a row with its name.
            if (!schedule.steps.empty()) out_.plan.schedules.push_back(std::move(schedule));
            schedule = plan::Schedule();
            schedule.id = "schedule-" + std::to_string(out_.plan.schedules.size() + 1);
            const std::size_t index = project(name, row.place, "");
            schedule.project = plan::Ref::to(out_.plan.projects[index].id);
            mark(row.place, Role::placed, "group_row");
            continue;
        }
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
        const bool own_step = !numbered && project_column;
        if (!own_step && !schedule.steps.empty() && number.empty() && weight.empty() &&
            cumulative.empty()) {
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
            if (const std::string period = period_of(row); !dash(period)) {
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
    finish();
}

}  // namespace phaen::book
