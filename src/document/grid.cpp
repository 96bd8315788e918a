#include "grid.h"

#include <cstddef>
#include <set>
#include <string>
#include <utility>

#include "phaen/base/check.h"
#include "phaen/document/write_error.h"

namespace phaen::document {
namespace {

/// Looks at everything that `composed.h` promises and a writer relies on.
class DefectSearch {
  public:
    std::optional<WriteError> run(const ComposedDocument& document) {
        for (const ComposedSection& section : document.sections) {
            ++section_;
            block_ = 0;
            for (const ComposedBlock& block : section.blocks) {
                ++block_;
                row_ = 0;
                if (!look_at(block)) return error_;
            }
        }
        return std::nullopt;
    }

  private:
    bool refuse(WriteRefusal refusal, std::string detail) {
        std::string where =
            "section " + std::to_string(section_) + ", block " + std::to_string(block_);
        if (row_ > 0) where += ", row " + std::to_string(row_);
        error_ = WriteError{refusal, std::move(where), std::move(detail)};
        return false;
    }

    bool look_at(const ComposedBlock& block) {
        switch (block.kind) {
            case ComposedBlock::Kind::paragraph:
                return take_anchor(block.paragraph.anchor);
            case ComposedBlock::Kind::table:
                return look_at_table(block.table);
            case ComposedBlock::Kind::contents:
            case ComposedBlock::Kind::drawing:
            case ComposedBlock::Kind::page_break:
                return true;
        }
        return true;
    }

    bool take_anchor(const std::string& anchor) {
        return anchor.empty() || anchors_.insert(anchor).second ||
               refuse(WriteRefusal::repeated_anchor, "the anchor " + anchor + " again");
    }

    bool look_at_table(const ComposedTable& table) {
        if (table.widths.empty() || table.rows.empty()) {
            return refuse(WriteRefusal::broken_table, "a table without columns or rows");
        }
        for (const int width : table.widths) {
            if (width <= 0) return refuse(WriteRefusal::broken_table, "a column without a width");
        }
        const auto columns = static_cast<int>(table.widths.size());
        /// How many rows each column is still covered from above.
        std::vector<int> covered(table.widths.size(), 0);
        bool in_header = true;
        for (const ComposedRow& row : table.rows) {
            ++row_;
            if (row.header && !in_header) {
                return refuse(WriteRefusal::broken_table, "a header row below others");
            }
            in_header = row.header;
            const int rows_left = static_cast<int>(table.rows.size()) - row_ + 1;
            if (!take_anchor(row.anchor) || !look_at_cells(row, rows_left, covered) ||
                !look_at_bars(row, columns)) {
                return false;
            }
        }
        return true;
    }

    bool look_at_cells(const ComposedRow& row, int rows_left, std::vector<int>& covered) {
        for (int& rows : covered) rows = rows > 0 ? rows - 1 : 0;
        int last = 0;
        for (const ComposedCell& cell : row.cells) {
            const bool fits = cell.column >= last && cell.column_span >= 1 && cell.row_span >= 1 &&
                              cell.column_span <= static_cast<int>(covered.size()) - cell.column &&
                              cell.row_span <= rows_left;
            if (!fits) {
                return refuse(WriteRefusal::broken_table, "a cell out of order or off the grid");
            }
            last = cell.column + cell.column_span;
            for (int column = cell.column; column < last; ++column) {
                int& rows = covered[static_cast<std::size_t>(column)];
                if (rows > 0) return refuse(WriteRefusal::broken_table, "two cells at one place");
                rows = cell.row_span;
            }
            for (const ComposedParagraph& paragraph : cell.paragraphs) {
                if (!take_anchor(paragraph.anchor)) return false;
            }
        }
        for (const int rows : covered) {
            if (rows == 0) return refuse(WriteRefusal::broken_table, "a place without a cell");
        }
        return true;
    }

    bool look_at_bars(const ComposedRow& row, int columns) {
        for (const ComposedBar& bar : row.bars) {
            const bool fits =
                bar.from_column >= 0 && bar.from_column <= bar.to_column && bar.to_column < columns;
            if (!fits) return refuse(WriteRefusal::broken_table, "a bar off the grid");
            if (row.cells.empty()) {
                return refuse(WriteRefusal::broken_table,
                              "a bar in a row without cells of its own");
            }
        }
        return true;
    }

    std::set<std::string> anchors_;
    std::optional<WriteError> error_;
    int section_ = 0;
    int block_ = 0;
    int row_ = 0;
};

}  // namespace

std::optional<WriteError> find_defect(const ComposedDocument& document) {
    return DefectSearch().run(document);
}

std::vector<std::vector<Placement>> lay_out(const ComposedTable& table) {
    std::vector<std::vector<Placement>> rows;
    rows.reserve(table.rows.size());
    /// By first column: what goes on below.
    std::vector<Placement> open(table.widths.size());
    for (const ComposedRow& row : table.rows) {
        for (Placement& placement : open) {
            placement.continues = true;
            if (placement.cell != nullptr && --placement.rows_left == 0) placement.cell = nullptr;
        }
        for (const ComposedCell& cell : row.cells) {
            open[static_cast<std::size_t>(cell.column)] = {&cell, false, cell.row_span};
        }
        std::vector<Placement>& placed = rows.emplace_back();
        for (const Placement& placement : open) {
            if (placement.cell != nullptr) placed.push_back(placement);
        }
    }
    return rows;
}

std::vector<long long> column_edges(const ComposedTable& table, long long length) {
    long long whole = 0;
    for (const int width : table.widths) whole += width;
    PHAEN_CHECK(whole > 0, "a sound table has columns with a width");
    std::vector<long long> edges = {0};
    long long sum = 0;
    for (const int width : table.widths) {
        sum += width;
        edges.push_back(length * sum / whole);
    }
    return edges;
}

std::vector<ContentsEntry> contents_of(const ComposedDocument& document, int depth) {
    std::vector<ContentsEntry> entries;
    int number = 0;
    for (const ComposedSection& section : document.sections) {
        for (const ComposedBlock& block : section.blocks) {
            for_each_paragraph(block, [&](const ComposedParagraph& paragraph) {
                if (paragraph.role != Role::heading || !paragraph.in_contents) return;
                if (paragraph.level <= depth) {
                    entries.push_back(
                        {paragraph.level, number, printed(paragraph), paragraph.anchor});
                }
                ++number;
            });
        }
    }
    return entries;
}

std::string printed(const ComposedParagraph& paragraph) {
    std::string text = paragraph.label;
    if (!text.empty() && !paragraph.runs.empty()) text += ' ';
    for (const Run& run : paragraph.runs) text += run.text;
    return text;
}

}  // namespace phaen::document
