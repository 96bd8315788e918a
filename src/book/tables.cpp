#include "tables.h"

#include <algorithm>
#include <utility>

#include "cells.h"
#include "phaen/base/money.h"
#include "phaen/base/thai_text.h"
#include "scan.h"

namespace phaen::book {
namespace {

using base::comparison_key;

CellText cell_text(const document::Cell& cell) {
    CellText text;
    text.shaded = cell.mark == document::CellMark::shaded;
    const auto add = [&](const document::Paragraph& paragraph) {
        const std::string printed = paragraph.printed();
        if (printed.empty()) return;
        if (!text.text.empty()) text.text += '\n';
        text.pieces.push_back({text.text.size(), paragraph.place});
        text.text += printed;
    };
    for (const document::Paragraph& paragraph : cell.paragraphs) add(paragraph);
    for (const document::Table& nested : cell.tables) {
        for (const document::Row& row : nested.rows) {
            for (const document::Cell& inner : row.cells) {
                for (const document::Paragraph& paragraph : inner.paragraphs) add(paragraph);
            }
        }
    }
    return text;
}

int width_of(const document::Table& table) {
    int width = table.columns;
    for (const document::Row& row : table.rows) {
        for (const document::Cell& cell : row.cells)
            width = std::max(width, cell.column + cell.column_span);
    }
    return std::min(width, 256);
}

/// The texts of a row by grid column; a spanning cell stands at its first column only.
std::vector<std::string> row_texts(const document::Row& row, int width) {
    std::vector<std::string> texts(static_cast<std::size_t>(width));
    for (const document::Cell& cell : row.cells) {
        if (cell.column < 0 || cell.column >= width || cell.merged_above) continue;
        texts[static_cast<std::size_t>(cell.column)] = cell.text();
    }
    return texts;
}

bool looks_like_amount(const std::string& text) {
    if (text.empty()) return false;
    if (find_year(text) != 0 && length_of(text) <= 12) return false;
    const std::optional<base::Money> money = base::parse_printed_money(text);
    return money && money->satang() >= 100'000;
}

bool is_header_row(const document::Row& row, int width, const std::vector<Hint>& hints) {
    int known = 0;
    int filled = 0;
    for (const std::string& text : row_texts(row, width)) {
        if (text.empty()) continue;
        ++filled;
        if (looks_like_amount(text) || length_of(text) > 90) return false;
        if (length_of(comparison_key(text)) > 60) continue;
        if (classify_column({text}, hints).column != Column::unknown) ++known;
    }
    if (filled == 0) return false;
    const std::vector<std::string> texts = row_texts(row, width);
    if (!texts[0].empty() && base::parse_integer(texts[0]).has_value()) return false;
    return known >= 2 && known * 2 >= filled;
}

/// A row under the header that only names years, months, levels or quarters, or parts of a merged
/// head.
bool is_sub_header(const document::Row& row, int width, const std::vector<std::string>& above,
                   const std::vector<Hint>& hints) {
    const std::vector<std::string> texts = row_texts(row, width);
    int filled = 0;
    int numbered = 0;
    int known = 0;
    for (std::size_t c = 0; c < texts.size(); ++c) {
        const std::string& text = texts[c];
        if (text.empty()) continue;
        if (c < above.size() && text == above[c]) continue;
        ++filled;
        if (length_of(text) > 40 || looks_like_amount(text)) return false;
        std::vector<std::string> heads;
        for (std::size_t k = std::min(c + 1, above.size()); k-- > 0;) {
            if (!above[k].empty()) {
                heads.push_back(above[k]);
                break;
            }
        }
        heads.push_back(text);
        const ColumnMeaning meaning = classify_column(heads, hints);
        const ColumnMeaning alone = classify_column({text}, hints);
        if (meaning.column == Column::month || meaning.column == Column::quarter ||
            meaning.column == Column::criteria_level || find_year(text) != 0) {
            ++numbered;
        } else if (alone.column != Column::unknown) {
            ++known;
        } else {
            return false;
        }
    }
    if (filled == 0) return false;
    if (!texts.empty() && !texts[0].empty() && (above.empty() || texts[0] != above[0]) &&
        numbered == 0)
        return false;
    return numbered > 0 || known >= 2 || row.repeated_header;
}

struct Header {
    std::size_t rows = 0;
    std::vector<ColumnMeaning> columns;
    std::vector<std::vector<std::string>> texts;  ///< row by row
    bool surplus = false;
};

Header read_header(const document::Table& table, int width, const std::vector<Hint>& hints) {
    Header header;
    std::size_t first = 0;
    // A title row over the whole table is passed over.
    while (first + 1 < table.rows.size() && first < 2 &&
           !is_header_row(table.rows[first], width, hints)) {
        std::size_t filled = 0;
        for (const std::string& text : row_texts(table.rows[first], width))
            filled += text.empty() ? 0U : 1U;
        if (filled > 1) break;
        ++first;
    }
    if (first >= table.rows.size() || !is_header_row(table.rows[first], width, hints))
        return header;
    for (std::size_t r = 0; r <= first; ++r)
        header.texts.push_back(row_texts(table.rows[r], width));
    if (first > 0) header.texts.assign(1, row_texts(table.rows[first], width));
    header.rows = first + 1;
    std::vector<std::string> above = header.texts.back();
    while (header.rows < table.rows.size() && header.rows < 6 &&
           is_sub_header(table.rows[header.rows], width, above, hints)) {
        header.texts.push_back(row_texts(table.rows[header.rows], width));
        for (std::size_t c = 0; c < above.size(); ++c) {
            if (!header.texts.back()[c].empty()) above[c] = header.texts.back()[c];
        }
        ++header.rows;
    }
    header.columns.resize(static_cast<std::size_t>(width));
    for (std::size_t c = 0; c < header.columns.size(); ++c) {
        std::vector<std::string> heads;
        for (std::size_t r = 0; r < header.texts.size(); ++r) {
            const std::vector<std::string>& texts = header.texts[r];
            std::string head = texts[c];
            const bool below = std::any_of(
                header.texts.begin() + static_cast<std::ptrdiff_t>(r) + 1, header.texts.end(),
                [&](const auto& lower) { return !lower[c].empty(); });
            if (head.empty() && below) {
                for (std::size_t k = c; k-- > 0;) {
                    if (!texts[k].empty()) {
                        head = texts[k];
                        break;
                    }
                }
            }
            heads.push_back(std::move(head));
        }
        header.columns[c] = classify_column(heads, hints);
    }
    // `ตัวชี้วัดที่` beside `ชื่อตัวชี้วัด` holds the number, not the name.
    for (std::size_t c = 0; c < header.columns.size(); ++c) {
        ColumnMeaning& meaning = header.columns[c];
        std::string head;
        for (const std::vector<std::string>& texts : header.texts) {
            if (!texts[c].empty()) head = texts[c];
        }
        if (meaning.column == Column::unknown || meaning.column == Column::month ||
            !std::string_view(trim_label(head)).ends_with("ที่")) {
            continue;
        }
        for (std::size_t k = c + 1; k < header.columns.size(); ++k) {
            if (header.columns[k].column != meaning.column) continue;
            meaning = ColumnMeaning{Column::number, 0, 0};
            break;
        }
    }
    // A spanning head without anything below covers the columns to its right (one word over several
    // cells).
    for (const document::Cell& cell : table.rows[header.rows - 1].cells) {
        for (int c = cell.column + 1; c < cell.column + cell.column_span && c < width; ++c) {
            if (header.columns[static_cast<std::size_t>(c)].column == Column::unknown) {
                header.columns[static_cast<std::size_t>(c)] =
                    header.columns[static_cast<std::size_t>(cell.column)];
            }
        }
    }
    const bool months =
        std::any_of(header.columns.begin(), header.columns.end(),
                    [](const ColumnMeaning& m) { return m.column == Column::month; });
    if (months && header.columns.back().column == Column::unknown) header.surplus = true;
    return header;
}

/// The same columns in one order. Two months may be misprinted: it is still the header of the page
/// before, and each page is read by its own.
bool same_shape(const std::vector<ColumnMeaning>& a, const std::vector<ColumnMeaning>& b) {
    const auto known = [](const std::vector<ColumnMeaning>& columns) {
        std::vector<std::pair<Column, int>> list;
        for (const ColumnMeaning& meaning : columns) {
            if (meaning.column != Column::unknown)
                list.emplace_back(meaning.column, meaning.number);
        }
        return list;
    };
    const auto in_a = known(a);
    const auto in_b = known(b);
    if (in_a.size() != in_b.size()) return false;
    std::size_t misprints = 0;
    for (std::size_t i = 0; i < in_a.size(); ++i) {
        if (in_a[i] == in_b[i]) continue;
        if (in_a[i].first != in_b[i].first || in_a[i].first != Column::month) return false;
        ++misprints;
    }
    return misprints <= 2;
}

/// The number before a step, in its text or in a cell of its own: `๑. สำรวจ`, `1`.
std::string step_number(const LogicalRow& row) {
    const Column columns[] = {Column::number, Column::step, Column::activity};
    for (const Column column : columns) {
        const std::string text = base::to_arabic_digits(row.flat(column));
        std::size_t length = 0;
        while (length < text.size() && text[length] >= '0' && text[length] <= '9') ++length;
        if (length == 0) continue;
        const std::string_view rest = std::string_view(text).substr(length);
        const bool alone = column == Column::number && (rest.empty() || rest == ".");
        const bool before_text = rest.starts_with(". ") || rest.starts_with(") ");
        if (alone || before_text) return text.substr(0, length);
    }
    return {};
}

/// A step table under its own full header that begins with step 1 is another table, not the next
/// page of the one before, though no title stands between them.
bool restarts(const std::vector<LogicalRow>& before, std::size_t first_of_next) {
    if (first_of_next >= before.size() || step_number(before[first_of_next]) != "1") return false;
    if (first_of_next == 0) return false;
    const auto text_of = [](const LogicalRow& row) {
        std::string text;
        for (const LogicalCell& cell : row.cells) text += comparison_key(cell.text.flat()) + '|';
        return text;
    };
    bool numbered = false;
    for (std::size_t r = 0; r < first_of_next; ++r) {
        if (step_number(before[r]) != "1") continue;
        // The same step again is a page that was printed twice.
        if (text_of(before[r]) == text_of(before[first_of_next])) return false;
        numbered = true;
    }
    // A page cut behind a row that names a group: its steps begin on the next page.
    const LogicalRow& last = before[first_of_next - 1];
    return numbered && (is_total_row(last) || !step_number(last).empty());
}

void add_rows(LogicalTable& table, const document::Table& raw, const Header& header, int width,
              int fragment, const std::vector<std::vector<std::string>>& first_header) {
    for (std::size_t r = header.rows; r < raw.rows.size(); ++r) {
        const document::Row& row = raw.rows[r];
        const std::vector<std::string> texts = row_texts(row, width);
        bool repeats = false;
        for (const std::vector<std::string>& head : first_header) {
            std::size_t filled = 0;
            bool equal = true;
            for (std::size_t c = 0; c < std::min(head.size(), texts.size()); ++c) {
                if (comparison_key(head[c]) != comparison_key(texts[c])) equal = false;
                if (!texts[c].empty()) ++filled;
            }
            if (equal && filled >= 2) repeats = true;
        }
        if (repeats) {
            table.repeated_rows.push_back(row.place);
            continue;
        }
        LogicalRow logical;
        logical.place = row.place;
        logical.fragment = fragment;
        logical.surplus_columns = header.surplus;
        logical.raw = &row;
        logical.grid = header.columns;
        for (const document::Cell& cell : row.cells) {
            LogicalCell out;
            if (cell.column >= 0 && static_cast<std::size_t>(cell.column) < header.columns.size()) {
                out.meaning = header.columns[static_cast<std::size_t>(cell.column)];
            }
            if (!cell.merged_above) out.text = cell_text(cell);
            logical.cells.push_back(std::move(out));
        }
        table.rows.push_back(std::move(logical));
    }
}

}  // namespace

std::string CellText::flat() const {
    std::string joined;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        std::size_t end = text.find('\n', begin);
        if (end == std::string::npos) end = text.size();
        const std::string_view part = trim(std::string_view(text).substr(begin, end - begin));
        if (!part.empty()) {
            if (!joined.empty()) joined += ' ';
            joined += part;
        }
        begin = end + 1;
    }
    return joined;
}

void CellText::append(const CellText& next) {
    if (next.text.empty()) return;
    if (text.empty()) {
        *this = next;
        return;
    }
    // The cut is marked by \f; readers treat it as a break that may or may not part two paragraphs.
    text += '\f';
    for (const Piece& piece : next.pieces)
        pieces.push_back({text.size() + piece.offset, piece.place});
    text += next.text;
}

std::vector<document::Place> CellText::places(std::size_t begin, std::size_t end) const {
    std::vector<document::Place> found;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::size_t piece_end = i + 1 < pieces.size() ? pieces[i + 1].offset : text.size();
        if (pieces[i].offset < std::max(end, begin + 1) && piece_end > begin &&
            (found.empty() || found.back() != pieces[i].place)) {
            found.push_back(pieces[i].place);
        }
    }
    return found;
}

const CellText* LogicalRow::find(Column column, int number) const {
    for (const LogicalCell& cell : cells) {
        if (cell.meaning.column == column && (number < 0 || cell.meaning.number == number))
            return &cell.text;
    }
    return nullptr;
}

std::string LogicalRow::flat(Column column) const {
    const CellText* text = find(column);
    return text == nullptr ? std::string() : text->flat();
}

bool LogicalRow::blank() const {
    return std::all_of(cells.begin(), cells.end(),
                       [](const LogicalCell& cell) { return cell.text.empty(); });
}

bool LogicalTable::has(Column column) const {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const ColumnMeaning& m) { return m.column == column; });
}

LogicalTable read_headless_table(const document::Table& raw) {
    LogicalTable table;
    table.place = raw.place;
    add_rows(table, raw, Header{}, width_of(raw), 0, {});
    return table;
}

LogicalTable read_logical_table(const document::Table& first,
                                const std::vector<const document::Table*>& next, std::size_t& used,
                                const std::vector<Hint>& hints) {
    LogicalTable table;
    table.place = first.place;
    used = 0;
    const int width = width_of(first);
    const Header header = read_header(first, width, hints);
    table.headed = header.rows > 0;
    table.columns = header.columns;
    for (std::size_t r = 0; r < header.rows; ++r) table.header_rows.push_back(first.rows[r].place);
    for (const std::vector<std::string>& texts : header.texts) {
        for (const std::string& text : texts) {
            if (text.empty()) continue;
            if (!table.header_text.empty()) table.header_text += " | ";
            table.header_text += text;
        }
    }
    add_rows(table, first, header, width, 0, header.texts);
    if (!table.headed) return table;
    int fragment = 0;
    for (const document::Table* raw : next) {
        const int next_width = width_of(*raw);
        Header again = read_header(*raw, next_width, hints);
        // A repeated header may have lost a line at the cut: rows that repeat one of the first
        // header's are header.
        const auto filled_keys = [](const std::vector<std::string>& texts) {
            std::vector<std::string> keys;
            for (const std::string& text : texts) {
                if (!text.empty()) keys.push_back(comparison_key(text));
            }
            return keys;
        };
        std::size_t repeated = 0;
        while (repeated < raw->rows.size() && repeated < 6) {
            const std::vector<std::string> keys =
                filled_keys(row_texts(raw->rows[repeated], next_width));
            const bool known =
                keys.size() >= 2 &&
                std::any_of(header.texts.begin(), header.texts.end(),
                            [&](const auto& texts) { return filled_keys(texts) == keys; });
            if (!known) break;
            ++repeated;
        }
        if (repeated > 0 && (again.rows == 0 || !same_shape(again.columns, header.columns))) {
            const bool months =
                std::any_of(header.columns.begin(), header.columns.end(),
                            [](const ColumnMeaning& m) { return m.column == Column::month; });
            again = {};
            again.rows = repeated;
            again.columns = header.columns;
            again.columns.resize(static_cast<std::size_t>(next_width));
            again.surplus = months && again.columns.back().column == Column::unknown;
        }
        if (again.rows > 0) {
            if (!same_shape(again.columns, header.columns)) break;
            for (std::size_t r = 0; r < again.rows; ++r)
                table.repeated_rows.push_back(raw->rows[r].place);
        } else {
            // Without a header only a table of the same width goes on, and no sheet of two columns.
            if (next_width != width || width < 3) break;
            again.columns = header.columns;
            again.columns.resize(static_cast<std::size_t>(std::max(next_width, 1)));
        }
        const std::size_t rows_before = table.rows.size();
        const std::size_t repeated_before = table.repeated_rows.size();
        add_rows(table, *raw, again, next_width, ++fragment, header.texts);
        const bool steps = table.has(Column::step) || table.has(Column::step_weight) ||
                           table.has(Column::cumulative) || table.has(Column::month);
        if (again.rows > 0 && steps && restarts(table.rows, rows_before)) {
            table.rows.resize(rows_before);
            table.repeated_rows.resize(repeated_before);
            break;
        }
        ++used;
    }
    return table;
}

}  // namespace phaen::book
