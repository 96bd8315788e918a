#pragma once

#include <string>
#include <vector>

/// A document to be written: what `book` composes and every writer (PDF, Word, HTML, text) prints.
/// Like the blocks that are read, it knows no plan; unlike them it says how things look and where
/// they lead. Every text is NFC without control characters; digits, numbers and labels stand as
/// they are to be printed. Lengths are hundredths of a millimetre.
namespace phaen::document {

/// A stretch of text of one look.
struct Run {
    std::string text;
    bool bold = false;
    bool italic = false;
    bool underlined = false;
    bool unbroken = false;  ///< no line ends inside: พ.ศ. ๒๕๖๕
    std::string target;     ///< where a click leads: `#anchor` of this document or an https address
    friend bool operator==(const Run&, const Run&) = default;
};

/// What a paragraph is. Headings make the outline and the contents; a caption belongs to the table
/// that follows.
enum class Role { body, cover_title, cover_line, heading, list_item, caption, note, signature };

enum class Alignment { start, centre, end, justified };

struct ComposedParagraph {
    Role role = Role::body;
    int level = 0;          ///< heading: 1..9; list item: depth from 0; otherwise 0
    std::string label;      ///< `๑.`, `-`: hangs before the text, parted from it by a space
    std::vector<Run> runs;  ///< none: an empty line
    Alignment alignment = Alignment::start;
    std::string anchor;  ///< what links may name; unique in the document, [a-z0-9.-]; or empty
    bool in_contents = false;  ///< a heading that the contents page lists
    friend bool operator==(const ComposedParagraph&, const ComposedParagraph&) = default;
};

/// The ground of a cell: light behind the words of a head, solid where the cell itself is a bar.
/// The two stay apart in grey print, so no words stand on the solid one.
enum class Shade { none, light, solid };

struct ComposedCell {
    int column = 0;  ///< first grid column
    int column_span = 1;
    int row_span = 1;  ///< rows that it covers; the rows below have no cell there
    std::vector<ComposedParagraph> paragraphs;
    Shade shade = Shade::none;
    std::string field = {};  ///< JSON Pointer below its row's element, when it prints one field
    friend bool operator==(const ComposedCell&, const ComposedCell&) = default;
};

/// A bar with an arrow head at each end over the grid columns from..to, both included.
struct ComposedBar {
    int from_column = 0;
    int to_column = 0;
    friend bool operator==(const ComposedBar&, const ComposedBar&) = default;
};

struct ComposedRow {
    std::vector<ComposedCell> cells;  ///< by column; every grid position is covered exactly once
    std::vector<ComposedBar> bars;
    bool header = false;  ///< printed again at the top of each page; only rows at the table's start
    bool whole = false;   ///< not cut at a page's end unless it is longer than a page
    std::string anchor;   ///< as of a paragraph
    std::string element = {};  ///< as of a block, when the row prints an element of its own
    friend bool operator==(const ComposedRow&, const ComposedRow&) = default;
};

struct ComposedTable {
    std::vector<int> widths;  ///< of the grid columns, in relation to each other; all above 0
    std::vector<ComposedRow> rows;
    bool bordered = true;
    friend bool operator==(const ComposedTable&, const ComposedTable&) = default;
};

/// The contents page: every heading with `in_contents`, dot leaders, page numbers, links.
struct ComposedContents {
    int depth = 2;  ///< deepest heading level that it lists
    friend bool operator==(const ComposedContents&, const ComposedContents&) = default;
};

/// A drawing in vectors: charts and QR codes. Origin top left, y down.
struct Shape {
    enum class Kind { rectangle, line, text };
    Kind kind = Kind::rectangle;
    int x = 0;  ///< of a text: the left end of its base line
    int y = 0;
    int width = 0;               ///< of a line: from (x, y) to (x + width, y + height)
    int height = 0;              ///< of a text: its size
    unsigned colour = 0x000000;  ///< 0xRRGGBB
    std::string text;
    friend bool operator==(const Shape&, const Shape&) = default;
};

struct Drawing {
    int width = 0;
    int height = 0;
    std::vector<Shape> shapes;
    std::string description;  ///< for who cannot see it
    friend bool operator==(const Drawing&, const Drawing&) = default;
};

struct ComposedBlock {
    enum class Kind { paragraph, table, contents, drawing, page_break };
    Kind kind = Kind::paragraph;
    ComposedParagraph paragraph;
    ComposedTable table;
    ComposedContents contents;
    Drawing drawing;
    std::string element;  ///< id of what it prints: the hint that an edited file is merged by
    std::string field;    ///< JSON Pointer below the element, when it prints one field
    friend bool operator==(const ComposedBlock&, const ComposedBlock&) = default;
};

enum class Orientation { portrait, landscape };
enum class PageNumbers { none, thai, arabic };

/// Pages of one orientation; each section begins a new page.
struct ComposedSection {
    Orientation orientation = Orientation::portrait;
    PageNumbers numbers = PageNumbers::thai;
    bool restart_numbers = false;  ///< counts from 1 again
    std::string running_head;      ///< at the top of each page beside its number; may be empty
    std::vector<ComposedBlock> blocks;
    friend bool operator==(const ComposedSection&, const ComposedSection&) = default;
};

enum class Paper { a4, a3 };

/// Pages in the measures of Thai official letters.
struct PageStyle {
    std::string font = "TH Sarabun";  ///< of the shipped fonts
    int body_size = 160;              ///< tenths of a point, in TH Sarabun's measure
    int table_size = 140;
    int margin_left = 3000;
    int margin_right = 2000;
    int margin_top = 2500;
    int margin_bottom = 2000;
    Paper paper = Paper::a4;
    friend bool operator==(const PageStyle&, const PageStyle&) = default;
};

struct ComposedDocument {
    std::string title;
    std::string author;
    std::string subject;
    std::string language = "th-TH";
    std::string version;  ///< of what it prints: a plan's hash, as text; may be empty
    std::string
        created;  ///< `2022-01-31T09:00:00Z`; given by the caller so that bytes stay the same
    PageStyle style;
    std::vector<ComposedSection> sections;
    friend bool operator==(const ComposedDocument&, const ComposedDocument&) = default;
};

}  // namespace phaen::document
