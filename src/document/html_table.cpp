#include "html_table.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "grid.h"
#include "markup.h"

namespace phaen::document {
namespace {

std::string text_of(const ComposedCell& cell) {
    std::string text;
    for (const ComposedParagraph& paragraph : cell.paragraphs) {
        if (!text.empty()) text += ' ';
        text += printed(paragraph);
    }
    return text;
}

std::string shade_class(Shade shade) {
    switch (shade) {
        case Shade::none:
            return "";
        case Shade::light:
            return " shaded";
        case Shade::solid:
            return " solid";
    }
    return "";
}

bool overlaps(const ComposedCell& cell, const ComposedBar& bar) {
    return bar.from_column < cell.column + cell.column_span && bar.to_column >= cell.column;
}

class HtmlTableWriter {
  public:
    HtmlTableWriter(const ComposedTable& table, HtmlFlow& flow, std::string& out)
        : table_(table), flow_(flow), out_(out) {}

    void write(const ComposedParagraph* caption, const std::string& width_class) {
        const bool has_header = table_.rows.front().header;
        out_ += "<table class=\"" + width_class + (table_.bordered ? "" : " plain") + "\"";
        // A grid without borders and header only places things beside each other.
        if (!table_.bordered && !has_header) out_ += " role=\"presentation\"";
        out_ += ">\n";
        if (caption != nullptr) {
            out_ += "<caption" + id_attribute(caption->anchor) + ">";
            flow_.write_inline(*caption);
            out_ += "</caption>\n";
        }
        out_ += "<colgroup>";
        for (std::size_t i = 0; i < table_.widths.size(); ++i) out_ += "<col>";
        out_ += "</colgroup>\n";
        bool in_header = has_header;
        out_ += in_header ? "<thead>\n" : "<tbody>\n";
        for (const ComposedRow& row : table_.rows) {
            if (in_header && !row.header) {
                out_ += "</thead>\n<tbody>\n";
                in_header = false;
            }
            note_header(row);
            write_row(row);
        }
        out_ += in_header ? "</thead>\n</table>\n" : "</tbody>\n</table>\n";
    }

  private:
    /// Remembers what the header says over each column; the lowest row counts.
    void note_header(const ComposedRow& row) {
        if (!row.header) return;
        headers_.resize(table_.widths.size());
        for (const ComposedCell& cell : row.cells) {
            for (int i = cell.column; i < cell.column + cell.column_span; ++i) {
                headers_[static_cast<std::size_t>(i)] = text_of(cell);
            }
        }
    }

    /// What a bar says, for who cannot see it: the headers of its first and last column.
    [[nodiscard]] std::string spoken(const ComposedBar& bar) const {
        if (headers_.empty()) {
            return std::to_string(bar.from_column + 1) + "–" + std::to_string(bar.to_column + 1);
        }
        const std::string& from = headers_[static_cast<std::size_t>(bar.from_column)];
        const std::string& to = headers_[static_cast<std::size_t>(bar.to_column)];
        return from == to ? from : from + "–" + to;
    }

    void write_row(const ComposedRow& row) {
        out_ += "<tr" + id_attribute(row.anchor) + (row.whole ? " class=\"whole\">" : ">");
        std::vector<const ComposedBar*> unspoken;
        for (const ComposedBar& bar : row.bars) unspoken.push_back(&bar);
        for (const ComposedCell& cell : row.cells) {
            std::string said;
            const bool is_last = &cell == &row.cells.back();
            std::erase_if(unspoken, [&](const ComposedBar* bar) {
                if (!is_last && !overlaps(cell, *bar)) return false;
                if (!said.empty()) said += ", ";
                said += spoken(*bar);
                return true;
            });
            write_cell(row, cell, said);
        }
        out_ += "</tr>\n";
    }

    void write_cell(const ComposedRow& row, const ComposedCell& cell, const std::string& said) {
        const bool is_header = row.header && !text_of(cell).empty();
        const std::string element = is_header ? "th" : "td";
        out_ += "<" + element;
        if (is_header) out_ += cell.column_span > 1 ? " scope=\"colgroup\"" : " scope=\"col\"";
        if (cell.column_span > 1) {
            out_ += " colspan=\"" + std::to_string(cell.column_span) + "\"";
        }
        if (cell.row_span > 1) out_ += " rowspan=\"" + std::to_string(cell.row_span) + "\"";
        bool begins = false;
        bool ends = false;
        bool covered = false;
        for (const ComposedBar& bar : row.bars) {
            if (!overlaps(cell, bar)) continue;
            covered = true;
            begins = begins || bar.from_column >= cell.column;
            ends = ends || bar.to_column < cell.column + cell.column_span;
        }
        std::string classes = shade_class(cell.shade);
        if (covered) classes += " bar";
        if (begins) classes += " bar-start";
        if (ends) classes += " bar-end";
        if (!classes.empty()) out_ += " class=\"" + classes.substr(1) + "\"";
        out_ += ">";
        if (ends) out_ += "<span class=\"head\"></span>";
        if (!said.empty()) out_ += "<span class=\"away\">" + escaped(said) + "</span>";
        write_content(cell);
        out_ += "</" + element + ">";
    }

    void write_content(const ComposedCell& cell) {
        const bool is_plain =
            cell.paragraphs.size() == 1 && cell.paragraphs[0].role == Role::body &&
            cell.paragraphs[0].alignment == Alignment::start && cell.paragraphs[0].anchor.empty();
        if (is_plain) {
            flow_.write_inline(cell.paragraphs[0]);
            return;
        }
        for (const ComposedParagraph& paragraph : cell.paragraphs) flow_.write(paragraph);
        flow_.end_list();
    }

    const ComposedTable& table_;
    HtmlFlow& flow_;
    std::string& out_;
    std::vector<std::string> headers_;
};

}  // namespace

void write_html_table(const ComposedTable& table, const ComposedParagraph* caption,
                      const std::string& width_class, HtmlFlow& flow, std::string& out) {
    HtmlTableWriter(table, flow, out).write(caption, width_class);
}

}  // namespace phaen::document
