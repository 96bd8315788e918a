#pragma once

#include <string>
#include <vector>

/// A document as a list of blocks: what stands between every file format and the plan. This module
/// knows no plan.
namespace phaen::document {

/// Where something stands in its file before anything is joined (contracts.md section 2): in Word,
/// the block-th `w:p` or `w:tbl` child of the body (empty ones counted, content controls unwrapped)
/// and the physical row and cell; in text, the block-th run of tab lines or other non-blank line.
/// Counts from 0 except `line`, which is 1-based and 0 in Word.
struct Place {
    int block = -1;
    int row = -1;
    int cell = -1;
    int line = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
};

/// Text outside the main flow keeps its origin; it stands after the block that it belongs to.
enum class Origin { body, text_box, footnote };

/// What a file of ours says about the thing that a block prints: an element of the plan, and a JSON
/// Pointer below it when it prints one field. Empty in other files, and where people took it away.
struct Hint {
    std::string element;
    std::string field;
    friend bool operator==(const Hint&, const Hint&) = default;
};

struct Paragraph {
    std::string text;       ///< NFC, white space folded, without the automatic number
    std::string label;      ///< the automatic number as Word shows it: `๑.`, `2.1`, `-`; empty when
                            ///< typed or none
    int list_level = -1;    ///< 0-based level of the automatic list; −1 outside one
    int heading_level = 0;  ///< 1..9 by style or outline level; 0 for body text
    bool emphasised = false;  ///< the whole text is bold or underlined
    Origin origin = Origin::body;
    Place place;
    Hint hint;

    /// Label and text as a reader sees them.
    [[nodiscard]] std::string printed() const {
        if (label.empty()) return text;
        return text.empty() ? label : label + " " + text;
    }
};

/// How a cell is marked as part of a bar besides its text.
enum class CellMark { none, shaded };

struct Table;

struct Cell {
    std::vector<Paragraph> paragraphs;  ///< without empty ones; nested tables' text is not in here
    std::vector<Table> tables;          ///< nested, at most three deep
    int column = 0;                     ///< first grid column
    int column_span = 1;
    bool merged_above =
        false;  ///< continues the cell above (vertical merge); its paragraphs are empty
    CellMark mark = CellMark::none;  ///< shaded: a background of its own other than white or
                                     ///< automatic, that not the whole row or a header row has
    Place place;
    Hint hint;

    /// The paragraphs joined by one space.
    [[nodiscard]] std::string text() const;
};

/// A line or arrow drawn over the row: the grid columns that it covers, both included. `exact` is
/// false when an end lies so near a cell's border that it could mean either side.
struct DrawnBar {
    int from_column = 0;
    int to_column = 0;
    bool exact = true;
    friend bool operator==(const DrawnBar&, const DrawnBar&) = default;
};

struct Row {
    std::vector<Cell> cells;
    std::vector<DrawnBar> bars;
    bool repeated_header = false;  ///< Word's "repeat as header row"
    Place place;
    Hint hint;
};

struct Table {
    int columns = 0;  ///< of the grid; the widest row's count in text
    std::vector<Row> rows;
    Place place;
    Hint hint;
};

struct Block {
    enum class Kind { paragraph, table };
    Kind kind = Kind::paragraph;
    Paragraph paragraph;  ///< when kind is paragraph
    Table table;          ///< when kind is table
};

enum class Format { text, docx };

struct Document {
    Format format = Format::text;
    std::vector<Block> blocks;
    int raw_blocks = 0;   ///< how many raw blocks the file has, empty ones included
    std::string version;  ///< of the plan that the file was made from, when it says so
};

}  // namespace phaen::document
