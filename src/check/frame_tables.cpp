#include "frame_tables.h"

#include <algorithm>
#include <array>

#include "phaen/base/calendar.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

namespace {

using document::Cell;
using document::Row;
using document::Table;

std::size_t end_column(const Cell& cell) {
    return static_cast<std::size_t>(std::max(0, cell.column)) +
           static_cast<std::size_t>(std::max(1, cell.column_span));
}

TablePart read_part(const Context& context, const Table& table) {
    TablePart part;
    part.table = &table;
    for (const Row& row : table.rows) {
        const std::string_view what = context.what_at(plan_place(row.place));
        if (what != "header_row" && what != "repeated_header") break;
        ++part.header_rows;
    }
    for (const Row& row : table.rows) {
        if (!row.cells.empty()) part.width = std::max(part.width, end_column(row.cells.back()));
    }
    part.header.resize(part.width);
    for (std::size_t r = 0; r < part.header_rows; ++r) {
        for (const Cell& cell : table.rows[r].cells) {
            if (cell.paragraphs.empty()) continue;
            const auto first = static_cast<std::size_t>(std::max(0, cell.column));
            for (std::size_t c = first; c < end_column(cell) && c < part.width; ++c) {
                part.header[c].push_back(&cell);
            }
            part.named = std::max(part.named, std::min(part.width, end_column(cell)));
        }
    }
    return part;
}

/// The account's word that most of the rows have.
std::string commonest(const Context& context, const std::vector<TablePart>& parts) {
    std::map<std::string_view, int> counts;
    std::string_view best;
    for (const TablePart& part : parts) {
        for (std::size_t r = part.header_rows; r < part.table->rows.size(); ++r) {
            const std::string_view what = context.what_at(plan_place(part.table->rows[r].place));
            const int count = ++counts[what];
            if (best.empty() || count > counts[best]) best = what;
        }
    }
    return std::string(best);
}

struct Glyph {
    std::string_view text;
    char meaning;  ///< `<` tail or left head, `>` right head, `=` both in one
};
constexpr std::array<Glyph, 11> kGlyphs = {{{"←", '<'},
                                            {"⟵", '<'},
                                            {"◄", '<'},
                                            {"<", '<'},
                                            {"→", '>'},
                                            {"⟶", '>'},
                                            {"►", '>'},
                                            {"➔", '>'},
                                            {">", '>'},
                                            {"↔", '='},
                                            {"⟷", '='}}};

std::string glyphs_of(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t length = 1;
        for (const Glyph& glyph : kGlyphs) {
            if (!text.substr(i).starts_with(glyph.text)) continue;
            out += glyph.meaning;
            length = glyph.text.size();
            break;
        }
        i += length;
    }
    return out;
}

/// The number that ends a text: `ต.ค. 66`.
std::string trailing_digits(std::string_view text) {
    const std::string arabic = base::to_arabic_digits(text);
    std::size_t begin = arabic.size();
    while (begin > 0 && arabic[begin - 1] >= '0' && arabic[begin - 1] <= '9') --begin;
    return arabic.substr(begin);
}

int year_in(std::string_view text) {
    const std::string digits = trailing_digits(base::clean_text(text));
    const std::optional<long long> value = base::parse_integer(digits);
    if (!value) return 0;
    if (digits.size() == 2) return static_cast<int>(2500 + *value);
    return *value >= 2484 && *value <= 2999 ? static_cast<int>(*value) : 0;
}

std::optional<unsigned> month_in(std::string_view text) {
    std::string clean = base::clean_text(text);
    const std::string_view label = "เดือน";
    if (clean.starts_with(label)) clean.erase(0, label.size());
    const std::string arabic = base::to_arabic_digits(clean);
    std::size_t end = 0;
    while (end < arabic.size() && !(arabic[end] >= '0' && arabic[end] <= '9')) ++end;
    return base::month_from_thai(base::clean_text(std::string_view(arabic).substr(0, end)));
}

}  // namespace

plan::Place plan_place(const document::Place& place) {
    return {place.block, place.row, place.cell, place.line};
}

std::string TablePart::title(std::size_t column) const {
    std::string out;
    if (column >= header.size()) return out;
    for (const Cell* cell : header[column]) {
        if (!out.empty()) out += ' ';
        out += cell->text();
    }
    return out;
}

plan::Place PrintedTable::header_place(std::size_t column) const {
    const TablePart& part = parts.front();
    if (column < part.header.size() && !part.header[column].empty()) {
        return plan_place(part.header[column].front()->place);
    }
    return header_place();
}

plan::Place PrintedTable::header_place() const {
    return plan_place(parts.front().table->rows.front().place);
}

namespace {

std::vector<PrintedTable> read_tables(const Context& context) {
    std::vector<PrintedTable> out;
    if (context.document() == nullptr) return out;
    const document::Paragraph* before = nullptr;
    for (const document::Block& block : context.document()->blocks) {
        if (block.kind == document::Block::Kind::paragraph) {
            if (!block.paragraph.text.empty()) before = &block.paragraph;
            continue;
        }
        if (block.table.rows.empty()) continue;
        TablePart part = read_part(context, block.table);
        if (part.header_rows == 0) continue;
        const bool continues =
            context.what_at(plan_place(block.table.rows.front().place)) == "repeated_header";
        if (continues && !out.empty()) {
            out.back().parts.push_back(std::move(part));
            continue;
        }
        PrintedTable table;
        table.parts.push_back(std::move(part));
        if (before != nullptr) {
            table.caption = before->printed();
            table.caption_place = plan_place(before->place);
        }
        out.push_back(std::move(table));
    }
    for (PrintedTable& table : out) table.kind = commonest(context, table.parts);
    return out;
}

struct AllPrintedTables {
    explicit AllPrintedTables(const Context& context) : tables(read_tables(context)) {}
    std::vector<PrintedTable> tables;
};

}  // namespace

const std::vector<PrintedTable>& printed_tables(const Context& context) {
    return context.derived<AllPrintedTables>().tables;
}

std::vector<MonthColumn> month_columns(const TablePart& part) {
    std::vector<MonthColumn> out;
    // 1. The row that names most months, and the years that stand in the header rows above it.
    for (std::size_t c = 0; c < part.width; ++c) {
        for (const Cell* cell : part.header[c]) {
            const std::optional<unsigned> month = month_in(cell->text());
            if (!month || static_cast<std::size_t>(cell->column) != c) continue;
            MonthColumn column;
            column.column = c;
            column.month = *month;
            column.month_cell = cell;
            column.year = year_in(cell->text());
            if (column.year != 0) column.year_cell = cell;
            out.push_back(column);
        }
    }
    // 2. A year cell covers the columns up to the next one of its row.
    for (std::size_t r = 0; r < part.header_rows; ++r) {
        const Cell* year_cell = nullptr;
        std::size_t next = 0;
        for (MonthColumn& column : out) {
            const std::vector<Cell>& cells = part.table->rows[r].cells;
            while (next < cells.size() &&
                   static_cast<std::size_t>(std::max(0, cells[next].column)) <= column.column) {
                const std::string text = cells[next].text();
                if (!text.empty()) {
                    year_cell = year_in(text) != 0 && !month_in(text) ? &cells[next] : nullptr;
                }
                ++next;
            }
            if (year_cell != nullptr && column.year_cell == nullptr) {
                column.year_cell = year_cell;
                column.year = year_in(year_cell->text());
            }
        }
    }
    return out;
}

namespace {

struct AllMonthColumns {
    explicit AllMonthColumns(const Context& /*context*/) {}
    mutable std::mutex lock;
    mutable std::map<const TablePart*, std::vector<MonthColumn>> by_part;  ///< as asked for
};

}  // namespace

const std::vector<MonthColumn>& month_columns(const Context& context, const TablePart& part) {
    const auto& all = context.derived<AllMonthColumns>();
    const std::lock_guard lock(all.lock);
    const auto found = all.by_part.find(&part);
    if (found != all.by_part.end()) return found->second;
    return all.by_part.emplace(&part, month_columns(part)).first->second;
}

std::vector<std::pair<const document::Cell*, int>> wrong_years(const TablePart& part,
                                                               int fiscal_year) {
    std::map<const Cell*, std::pair<bool, int>> fits;
    std::vector<const Cell*> order;
    for (const MonthColumn& column : month_columns(part)) {
        if (column.year_cell == nullptr) continue;
        const int expected = column.month >= 10 ? fiscal_year - 1 : fiscal_year;
        const auto [entry, added] = fits.try_emplace(column.year_cell, std::pair{false, expected});
        if (added) order.push_back(column.year_cell);
        entry->second.first = entry->second.first || column.year == expected;
    }
    std::vector<std::pair<const Cell*, int>> out;
    for (const Cell* cell : order) {
        const auto& [fit, expected] = fits.at(cell);
        if (!fit) out.emplace_back(cell, expected);
    }
    return out;
}

std::set<int> blocks_with_wrong_years(const Context& context) {
    std::set<int> out;
    const int fiscal_year = context.plan().fiscal_year;
    if (fiscal_year == 0) return out;
    for (const PrintedTable& table : printed_tables(context)) {
        if (table.kind != "step_row") continue;
        for (const TablePart& part : table.parts) {
            if (!wrong_years(part, fiscal_year).empty()) out.insert(part.table->place.block);
        }
    }
    return out;
}

Arrows read_arrows(const Row& row, const std::vector<MonthColumn>& months) {
    Arrows out;
    if (months.empty()) return out;
    const std::size_t first = months.front().column;
    const std::size_t last = months.back().column;
    bool open = false;
    const auto show = [&](const Cell& cell) {
        if (out.place.block < 0) out.place = plan_place(cell.place);
    };
    const Cell* opened = nullptr;
    for (const Cell& cell : row.cells) {
        if (static_cast<std::size_t>(std::max(0, cell.column)) < first) continue;
        const std::string text = cell.text();
        const std::string glyphs = glyphs_of(text);
        if (glyphs.empty()) continue;
        out.any = true;
        if (!out.printed.empty()) out.printed += ' ';
        out.printed += text;
        if (static_cast<std::size_t>(std::max(0, cell.column)) > last) {
            out.outside = true;
            show(cell);
        }
        if (std::count(glyphs.begin(), glyphs.end(), '>') > 1 ||
            std::count(glyphs.begin(), glyphs.end(), '<') > 1) {
            out.many_heads = true;
            show(cell);
            open = false;
            continue;
        }
        for (const char glyph : glyphs) {
            if (glyph == '=') {
                if (open) out.broken = true;
                open = false;
            } else if (glyph == '<') {
                if (open) out.broken = true;
                open = true;
                opened = &cell;
            } else {
                if (!open) {
                    out.broken = true;
                    show(cell);
                }
                open = false;
            }
        }
    }
    if (open) {
        out.broken = true;
        if (opened != nullptr) show(*opened);
    }
    return out;
}

std::map<std::pair<int, int>, PrintedRow> rows_by_place(const std::vector<PrintedTable>& tables) {
    std::map<std::pair<int, int>, PrintedRow> out;
    for (const PrintedTable& table : tables) {
        for (const TablePart& part : table.parts) {
            for (const Row& row : part.table->rows) {
                out.emplace(std::pair{row.place.block, row.place.row}, PrintedRow{&part, &row});
            }
        }
    }
    return out;
}

std::vector<plan::Place> step_places(const Context& context,
                                     const std::vector<const plan::Step*>& steps,
                                     std::size_t most) {
    std::vector<plan::Place> out;
    for (const plan::Step* step : steps) {
        if (out.size() == most) break;
        if (const plan::Place* place = context.first_place_of(step->id)) out.push_back(*place);
    }
    return out;
}

std::string months_th(const std::vector<unsigned>& months) {
    std::string out;
    for (const unsigned month : months) {
        if (!out.empty()) out += ", ";
        out += base::month_short_th(month);
    }
    return out;
}

std::string months_en(const std::vector<unsigned>& months) {
    static constexpr std::array<std::string_view, 12> kNames = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::string out;
    for (const unsigned month : months) {
        if (!out.empty()) out += ", ";
        if (month >= 1 && month <= 12) out += kNames.at(month - 1);
    }
    return out;
}

std::string quoted(const std::vector<std::string>& texts, std::size_t graphemes) {
    std::string out;
    for (const std::string& text : texts) {
        if (!out.empty()) out += ", ";
        out += "“" + shorten(text, graphemes) + "”";
    }
    return out;
}

bool is_number_text(std::string_view text) {
    std::string clean = base::clean_text(text);
    const std::string_view percent = "ร้อยละ";
    if (clean.starts_with(percent)) clean = base::clean_text(clean.substr(percent.size()));
    if (clean.ends_with('%')) clean.pop_back();
    return base::parse_printed_decimal(base::clean_text(clean)).has_value();
}

}  // namespace phaen::check
