#include "phaen/document/write_text.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "grid.h"

namespace phaen::document {
namespace {

constexpr std::string_view kLeader = ".....";

/// A text without what parts cells and lines.
std::string one_line(std::string text) {
    for (char& c : text) {
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    }
    return text;
}

bool is_underlined(const ComposedParagraph& paragraph) {
    return !paragraph.runs.empty() && std::all_of(paragraph.runs.begin(), paragraph.runs.end(),
                                                  [](const Run& run) { return run.underlined; });
}

std::string cell_text(const ComposedCell& cell) {
    std::vector<std::string> lines;
    for (const ComposedParagraph& paragraph : cell.paragraphs) {
        std::string text = one_line(printed(paragraph));
        if (text.empty()) continue;
        if (is_underlined(paragraph)) text = "<u>" + text + "</u>";
        lines.push_back(std::move(text));
    }
    if (lines.size() == 1) return lines.front();
    std::string joined;
    for (const std::string& text : lines) joined += "<p>" + text + "</p>";
    return joined;
}

class TextWriter {
  public:
    TextWriter(const ComposedDocument& document, const TextOptions& options)
        : document_(document), options_(options) {}

    std::string write() {
        for (const ComposedSection& section : document_.sections) {
            for (const ComposedBlock& block : section.blocks) write_block(block);
        }
        return std::move(out_);
    }

  private:
    void write_block(const ComposedBlock& block) {
        switch (block.kind) {
            case ComposedBlock::Kind::paragraph:
                write_paragraph(block.paragraph);
                break;
            case ComposedBlock::Kind::table:
                write_table(block.table);
                break;
            case ComposedBlock::Kind::contents:
                write_contents(block.contents);
                break;
            case ComposedBlock::Kind::drawing:
            case ComposedBlock::Kind::page_break:
                in_list_ = false;
                break;
        }
    }

    void gap() {
        if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
    }

    void write_paragraph(const ComposedParagraph& paragraph) {
        const std::string text = one_line(printed(paragraph));
        if (text.empty()) return;
        const bool item = paragraph.role == Role::list_item || paragraph.role == Role::cover_line;
        // Items of a list stand line by line.
        if (!item || !in_list_) gap();
        in_list_ = item;
        out_ += text + '\n';
    }

    void write_contents(const ComposedContents& contents) {
        gap();
        in_list_ = false;
        for (const ContentsEntry& entry : contents_of(document_, contents.depth)) {
            const auto page = options_.pages.find(entry.anchor);
            if (page == options_.pages.end() || page->second.empty()) continue;
            out_ += one_line(entry.text) + std::string(kLeader) + page->second + '\n';
        }
    }

    void write_table(const ComposedTable& table) {
        gap();
        in_list_ = false;
        const std::vector<std::vector<Placement>> rows = lay_out(table);
        for (std::size_t r = 0; r < rows.size(); ++r) {
            std::vector<std::string> cells(table.widths.size());
            for (const Placement& placement : rows[r]) {
                if (placement.cell == nullptr || placement.continues) continue;
                cells[static_cast<std::size_t>(placement.cell->column)] =
                    cell_text(*placement.cell);
            }
            for (const ComposedBar& bar : table.rows[r].bars) {
                std::string& from = cells[static_cast<std::size_t>(bar.from_column)];
                if (bar.from_column == bar.to_column) {
                    from += "↔";
                    continue;
                }
                from += "←";
                cells[static_cast<std::size_t>(bar.to_column)] += "→";
            }
            std::string line;
            for (std::size_t c = 0; c < cells.size(); ++c) {
                if (c > 0) line += '\t';
                line += cells[c];
            }
            // A table of one column is told from a paragraph by its tab.
            if (cells.size() == 1) line += '\t';
            out_ += line + '\n';
        }
        out_ += '\n';
    }

    const ComposedDocument& document_;
    const TextOptions& options_;
    std::string out_;
    bool in_list_ = false;
};

}  // namespace

base::Result<std::string, WriteError> write_text(const ComposedDocument& document,
                                                 const TextOptions& options) {
    if (std::optional<WriteError> defect = find_defect(document))
        return base::Unexpected{std::move(*defect)};
    return TextWriter(document, options).write();
}

}  // namespace phaen::document
