#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "catalogue.h"
#include "phaen/document/blocks.h"

/// Tables as their author meant them: header rows read together, page cuts joined, cells found by
/// what their column means.
namespace phaen::book {

/// A cell's text with the place of each of its pieces, so that what is cut out of it can say where
/// it came from.
struct CellText {
    struct Piece {
        std::size_t offset = 0;
        document::Place place;
    };
    std::string text;  ///< paragraphs parted by "\n"
    std::vector<Piece> pieces;
    bool shaded = false;

    [[nodiscard]] bool empty() const { return text.empty(); }
    /// The text on one line.
    [[nodiscard]] std::string flat() const;
    /// Adds what the next page holds of this cell; a paragraph that was cut goes on.
    void append(const CellText& next);
    [[nodiscard]] std::vector<document::Place> places(std::size_t begin, std::size_t end) const;
};

struct LogicalCell {
    ColumnMeaning meaning;
    CellText text;
};

struct LogicalRow {
    std::vector<LogicalCell> cells;
    document::Place place;
    int fragment = 0;
    bool surplus_columns = false;  ///< the fragment has more columns than its header names
    const document::Row* raw = nullptr;
    std::vector<ColumnMeaning> grid;  ///< the meaning of each grid column of the fragment

    [[nodiscard]] const CellText* find(Column column, int number = -1) const;
    [[nodiscard]] std::string flat(Column column) const;
    [[nodiscard]] bool blank() const;
};

/// The project that a row names over the whole width of a step table; empty when it is no such row.
[[nodiscard]] std::string project_row_name(const LogicalRow& row);

struct LogicalTable {
    std::vector<ColumnMeaning> columns;
    std::vector<LogicalRow> rows;
    std::vector<document::Place> header_rows;    ///< of the first fragment
    std::vector<document::Place> repeated_rows;  ///< headers printed again
    std::string header_text;  ///< the first fragment's header, cells parted by " | "
    document::Place place;
    bool headed = false;

    [[nodiscard]] bool has(Column column) const;
};

/// Reads one table or, with `next` holding the tables that follow it without a paragraph between,
/// as many of those as are its continuation; `used` gets their number.
/// The rows of a table without looking for a header: for sheets turned on their side.
[[nodiscard]] LogicalTable read_headless_table(const document::Table& raw);

[[nodiscard]] LogicalTable read_logical_table(const document::Table& first,
                                              const std::vector<const document::Table*>& next,
                                              std::size_t& used, const std::vector<Hint>& hints);

}  // namespace phaen::book
