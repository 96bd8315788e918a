#include "document_checks.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "phaen/base/check.h"
#include "phaen/base/thai_text.h"

namespace phaen::fuzz {

namespace {

using document::Block;
using document::Cell;
using document::Document;
using document::Paragraph;
using document::ReadLimits;
using document::Row;
using document::Table;

class DocumentCheck {
  public:
    explicit DocumentCheck(const ReadLimits& limits) : limits_(limits) {}

    void run(const Document& document) {
        PHAEN_CHECK(document.raw_blocks >= 0, "raw blocks are counted");
        PHAEN_CHECK(document.blocks.size() <= limits_.blocks, "blocks are limited");
        int last = 0;
        for (const Block& block : document.blocks) {
            const bool is_table = block.kind == Block::Kind::table;
            const document::Place& place = is_table ? block.table.place : block.paragraph.place;
            PHAEN_CHECK(place.block >= last && place.block < document.raw_blocks,
                        "blocks stand in the order of the file");
            last = place.block;
            if (!is_table) {
                check_paragraph(block.paragraph);
                continue;
            }
            tables_.emplace_back(&block.table, 1);
            check_tables();
        }
        PHAEN_CHECK(cells_ <= limits_.cells, "cells are limited");
        PHAEN_CHECK(text_bytes_ <= limits_.text_bytes, "text is limited");
    }

  private:
    void check_paragraph(const Paragraph& paragraph) {
        PHAEN_CHECK(!paragraph.text.empty(), "empty paragraphs are left out");
        PHAEN_CHECK(base::is_utf8(paragraph.text) && base::is_utf8(paragraph.label),
                    "text is UTF-8");
        PHAEN_CHECK(base::clean_text(paragraph.text) == paragraph.text, "text is cleaned");
        PHAEN_CHECK(paragraph.heading_level >= 0 && paragraph.heading_level <= 9,
                    "a heading level is 0 to 9");
        PHAEN_CHECK(paragraph.list_level >= -1, "a list level is -1 outside a list");
        text_bytes_ += paragraph.text.size();
    }

    void check_tables() {
        while (!tables_.empty()) {
            const auto [table, depth] = tables_.back();
            tables_.pop_back();
            PHAEN_CHECK(depth <= limits_.table_depth, "tables nest up to the limit");
            PHAEN_CHECK(table->columns >= 0, "columns are counted");
            for (const Row& row : table->rows) check_row(row, *table, depth);
        }
    }

    void check_row(const Row& row, const Table& table, int depth) {
        int column = 0;
        for (const Cell& cell : row.cells) {
            PHAEN_CHECK(cell.column >= column && cell.column_span >= 1,
                        "cells of a row do not overlap");
            column = cell.column + cell.column_span;
            PHAEN_CHECK(column <= table.columns, "cells lie in their table's grid");
            PHAEN_CHECK(!cell.merged_above || (cell.paragraphs.empty() && cell.tables.empty()),
                        "a cell that continues the one above is empty");
            for (const Paragraph& paragraph : cell.paragraphs) check_paragraph(paragraph);
            for (const Table& nested : cell.tables) tables_.emplace_back(&nested, depth + 1);
            ++cells_;
        }
        for (const document::DrawnBar& bar : row.bars) {
            PHAEN_CHECK(0 <= bar.from_column && bar.from_column <= bar.to_column &&
                            bar.to_column < table.columns,
                        "a bar covers columns of its table");
        }
    }

    const ReadLimits& limits_;
    std::vector<std::pair<const Table*, int>> tables_;
    std::size_t cells_ = 0;
    std::size_t text_bytes_ = 0;
};

}  // namespace

ReadLimits tight_limits() {
    ReadLimits limits;
    limits.file_bytes = 16 << 10;
    limits.unpacked_bytes = 8 << 10;
    limits.archive_entries = 12;
    limits.blocks = 12;
    limits.cells = 16;
    limits.columns = 6;
    limits.text_bytes = 512;
    limits.xml_depth = 12;
    limits.xml_nodes = 400;
    limits.table_depth = 1;
    return limits;
}

void check_read(const base::Result<Document, document::ReadError>& read, const ReadLimits& limits) {
    if (read) {
        DocumentCheck(limits).run(*read);
    } else {
        PHAEN_CHECK(!read.error().detail.empty(), "a refusal says why");
    }
}

}  // namespace phaen::fuzz
