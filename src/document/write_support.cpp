#include "write_support.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "phaen/base/thai_text.h"

namespace phaen::document {
namespace {

const std::array<std::string, 12> kTexts = {"",          "ก",   "น้ำใจ", "๑,๕๐๐.- บาท",
                                            "<b>&amp;",  "\"'", "a  b", " ขอบ ",
                                            "ที่ ๑๒/๒๕๖๕", "]]>", "=1+1", "ปี่ ป่า"};
const std::array<std::string, 4> kLabels = {"", "๑.", "-", "๒.๑.๓"};

int below(int limit) { return *rc::gen::inRange(0, limit); }

Run any_run() {
    Run run;
    run.text = kTexts[static_cast<std::size_t>(below(static_cast<int>(kTexts.size())))];
    run.bold = below(3) == 0;
    run.italic = below(5) == 0;
    run.underlined = below(5) == 0;
    run.unbroken = below(4) == 0;
    const std::array<std::string, 4> targets = {"", "#nowhere", "https://example.go.th/?a=1&b=2",
                                                "javascript:x"};
    run.target = targets[static_cast<std::size_t>(below(4))];
    return run;
}

ComposedParagraph any_paragraph() {
    ComposedParagraph made;
    const std::array<Role, 8> roles = {Role::body,    Role::cover_title, Role::cover_line,
                                       Role::heading, Role::list_item,   Role::caption,
                                       Role::note,    Role::signature};
    made.role = roles[static_cast<std::size_t>(below(8))];
    if (made.role == Role::heading) made.level = 1 + below(9);
    if (made.role == Role::list_item) made.level = below(4);
    made.in_contents = made.role == Role::heading && below(2) == 0;
    made.label = kLabels[static_cast<std::size_t>(below(4))];
    const int runs = below(4);
    for (int i = 0; i < runs; ++i) made.runs.push_back(any_run());
    made.alignment = std::array{Alignment::start, Alignment::centre, Alignment::end,
                                Alignment::justified}[static_cast<std::size_t>(below(4))];
    return made;
}

/// Fills the grid from the top left: each free place begins a cell of any size that fits.
ComposedTable any_table() {
    ComposedTable table;
    const int columns = 1 + below(6);
    const int rows = 1 + below(5);
    for (int i = 0; i < columns; ++i) table.widths.push_back(10 + below(30));
    table.rows.resize(static_cast<std::size_t>(rows));
    std::vector<int> covered(static_cast<std::size_t>(columns), 0);
    const int headers = below(2);
    for (int r = 0; r < rows; ++r) {
        ComposedRow& row = table.rows[static_cast<std::size_t>(r)];
        row.header = r < headers;
        row.whole = below(2) == 0;
        for (int c = 0; c < columns;) {
            int& here = covered[static_cast<std::size_t>(c)];
            if (here > 0) {
                --here;
                ++c;
                continue;
            }
            int room = 1;
            while (c + room < columns && covered[static_cast<std::size_t>(c + room)] == 0) ++room;
            ComposedCell made;
            made.column = c;
            made.column_span = 1 + below(room);
            made.row_span = 1 + below(rows - r);
            const int paragraphs = below(3);
            for (int i = 0; i < paragraphs; ++i) made.paragraphs.push_back(any_paragraph());
            made.shade = std::array{Shade::none, Shade::none, Shade::light,
                                    Shade::solid}[static_cast<std::size_t>(below(4))];
            for (int i = 0; i < made.column_span; ++i, ++c) {
                covered[static_cast<std::size_t>(c)] = made.row_span - 1;
            }
            row.cells.push_back(std::move(made));
        }
        const int from = below(columns);
        if (!row.cells.empty() && below(2) == 0) {
            row.bars.push_back({from, from + below(columns - from)});
        }
    }
    table.bordered = below(4) != 0;
    return table;
}

Drawing any_drawing() {
    Drawing drawing{
        .width = 1000 + below(30'000), .height = 1000, .shapes = {}, .description = "ก"};
    drawing.shapes.push_back({Shape::Kind::rectangle, 0, 0, 100, 100, 0x112233, ""});
    drawing.shapes.push_back({Shape::Kind::line, 0, 0, 100, -100, 0, ""});
    drawing.shapes.push_back({Shape::Kind::text, 0, 500, 0, 400, 0, "น้ำ <1>"});
    return drawing;
}

ComposedBlock any_block() {
    const int kind = below(10);
    if (kind < 5) return block(any_paragraph());
    if (kind < 8) return block(any_table());
    ComposedBlock made;
    made.kind = kind == 8 ? ComposedBlock::Kind::page_break : ComposedBlock::Kind::drawing;
    if (kind == 9) made.drawing = any_drawing();
    return made;
}

std::string label_and_text(const ComposedParagraph& from) {
    std::string text = from.label;
    if (!text.empty() && !from.runs.empty()) text += ' ';
    for (const Run& run : from.runs) text += run.text;
    return base::clean_text(text);
}

std::string kind_and_text(int heading_level, const std::string& text) {
    return (heading_level > 0 ? "h" + std::to_string(heading_level) : "p") + " " + text + "\n";
}

std::string shown_bars(std::vector<std::pair<int, int>> bars) {
    std::sort(bars.begin(), bars.end());
    std::string text;
    for (const auto& [from, to] : bars) {
        text += " | bar " + std::to_string(from) + "-" + std::to_string(to);
    }
    return text;
}

std::string shown_cell(int column, int span, bool shaded, const std::string& text) {
    return " | " + std::to_string(column) + "+" + std::to_string(span) + (shaded ? " #" : "") +
           (text.empty() ? "" : " " + text);
}

void show(std::string& out, const Table& table) {
    out += "table " + std::to_string(table.columns) + "\n";
    for (const Row& row : table.rows) {
        out += row.repeated_header ? "header" : "row";
        for (const Cell& cell : row.cells) {
            out += shown_cell(cell.column, cell.column_span, cell.mark == CellMark::shaded,
                              cell.merged_above ? "^" : cell.text());
        }
        std::vector<std::pair<int, int>> bars;
        for (const DrawnBar& bar : row.bars) bars.emplace_back(bar.from_column, bar.to_column);
        out += shown_bars(std::move(bars)) + "\n";
    }
}

/// The text of a cell as the reader of Word files joins it: by a space, without empty paragraphs.
std::string cell_text(const ComposedCell& cell) {
    std::string text;
    for (const ComposedParagraph& inner : cell.paragraphs) {
        const std::string piece = label_and_text(inner);
        if (!text.empty() && !piece.empty()) text += ' ';
        text += piece;
    }
    return text;
}

void show(std::string& out, const ComposedTable& table) {
    out += "table " + std::to_string(table.widths.size()) + "\n";
    std::vector<std::pair<const ComposedCell*, int>> open(table.widths.size(), {nullptr, 0});
    for (const ComposedRow& row : table.rows) {
        for (auto& [cell, rows] : open) rows = rows > 0 ? rows - 1 : 0;
        for (const ComposedCell& cell : row.cells) {
            open[static_cast<std::size_t>(cell.column)] = {&cell, cell.row_span};
        }
        // Shading is a statement of its own when neither a header nor the whole row has it.
        const bool all_shaded =
            table.widths.size() > 1 && std::all_of(open.begin(), open.end(), [](const auto& o) {
                return o.second == 0 || o.first->shade != Shade::none;
            });
        out += row.header ? "header" : "row";
        for (const auto& [cell, rows] : open) {
            if (rows == 0) continue;
            const bool begins = std::any_of(row.cells.begin(), row.cells.end(),
                                            [c = cell](const auto& own) { return &own == c; });
            out += shown_cell(cell->column, cell->column_span,
                              cell->shade != Shade::none && !row.header && !all_shaded,
                              begins ? cell_text(*cell) : "^");
        }
        std::vector<std::pair<int, int>> bars;
        for (const ComposedBar& bar : row.bars) bars.emplace_back(bar.from_column, bar.to_column);
        out += shown_bars(std::move(bars)) + "\n";
    }
}

}  // namespace

ComposedParagraph paragraph(const std::string& text) {
    ComposedParagraph made;
    if (text.empty()) return made;
    made.runs.emplace_back().text = text;
    return made;
}

ComposedParagraph heading(int level, const std::string& text) {
    ComposedParagraph made = paragraph(text);
    made.role = Role::heading;
    made.level = level;
    return made;
}

ComposedParagraph item(const std::string& label, const std::string& text) {
    ComposedParagraph made = paragraph(text);
    made.role = Role::list_item;
    made.label = label;
    return made;
}

ComposedCell cell(int column, const std::string& text) {
    ComposedCell made;
    made.column = column;
    if (!text.empty()) made.paragraphs.push_back(paragraph(text));
    return made;
}

ComposedBlock block(ComposedParagraph paragraph) {
    ComposedBlock made;
    made.paragraph = std::move(paragraph);
    return made;
}

ComposedBlock block(ComposedTable table) {
    ComposedBlock made;
    made.kind = ComposedBlock::Kind::table;
    made.table = std::move(table);
    return made;
}

ComposedBlock block(ComposedBlock block) { return block; }

rc::Gen<ComposedDocument> any_document() {
    return rc::gen::exec([] {
        ComposedDocument document;
        document.title = "แผน";
        document.version = below(2) == 0 ? "" : "sha256:1 & 2";
        const int sections = 1 + below(3);
        for (int i = 0; i < sections; ++i) {
            ComposedSection& section = document.sections.emplace_back();
            section.orientation = below(2) == 0 ? Orientation::portrait : Orientation::landscape;
            section.running_head = below(2) == 0 ? "" : "หัว & ท้าย";
            section.restart_numbers = below(2) == 0;
            const int blocks = below(6);
            for (int k = 0; k < blocks; ++k) section.blocks.push_back(any_block());
        }
        return document;
    });
}

std::string shown(const Document& document) {
    std::string out;
    for (const Block& block : document.blocks) {
        if (block.kind == Block::Kind::table) {
            show(out, block.table);
        } else {
            out += kind_and_text(block.paragraph.heading_level, block.paragraph.printed());
        }
    }
    return out;
}

std::string shown(const ComposedDocument& document) {
    std::string out;
    for (const ComposedSection& section : document.sections) {
        for (const ComposedBlock& block : section.blocks) {
            if (block.kind == ComposedBlock::Kind::table) show(out, block.table);
            if (block.kind != ComposedBlock::Kind::paragraph) continue;
            const std::string text = label_and_text(block.paragraph);
            if (text.empty()) continue;
            out += kind_and_text(block.paragraph.role == Role::heading ? block.paragraph.level : 0,
                                 text);
        }
    }
    return out;
}

}  // namespace phaen::document
