#pragma once

#include <string>
#include <vector>

#include "phaen/document/composed.h"

namespace phaen::document {

/// What stands at a place of a row: a cell that begins in it, or goes on from a row above.
struct Placement {
    const ComposedCell* cell = nullptr;
    bool continues = false;
    int rows_left = 1;  ///< of the cell, this one included
};

/// The rows of a sound table with every cell that covers them, by column.
[[nodiscard]] std::vector<std::vector<Placement>> lay_out(const ComposedTable& table);

/// The edges of the grid columns on a line of this length: the first is 0, the last `length`.
[[nodiscard]] std::vector<long long> column_edges(const ComposedTable& table, long long length);

/// Calls `visit` for the paragraphs of a block in the order of reading.
template <class Visit>
void for_each_paragraph(const ComposedBlock& block, Visit&& visit) {
    if (block.kind == ComposedBlock::Kind::paragraph) visit(block.paragraph);
    if (block.kind != ComposedBlock::Kind::table) return;
    for (const ComposedRow& row : block.table.rows) {
        for (const ComposedCell& cell : row.cells) {
            for (const ComposedParagraph& paragraph : cell.paragraphs) visit(paragraph);
        }
    }
}

/// A heading that the contents list.
struct ContentsEntry {
    int level = 1;
    int number = 0;  ///< of all headings with `in_contents`, from 0
    std::string text;
    std::string anchor;
};

/// The headings that contents of this depth list.
[[nodiscard]] std::vector<ContentsEntry> contents_of(const ComposedDocument& document, int depth);

/// Label and runs, as a reader sees them.
[[nodiscard]] std::string printed(const ComposedParagraph& paragraph);

}  // namespace phaen::document
