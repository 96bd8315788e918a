#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "grid.h"
#include "html_flow.h"
#include "html_style.h"
#include "html_table.h"
#include "markup.h"
#include "phaen/document/write_html.h"
#include "svg.h"

namespace phaen::document {
namespace {

class HtmlWriter {
  public:
    explicit HtmlWriter(const ComposedDocument& document) : document_(document), flow_(body_) {
        flow_.set_heading_number(&heading_number_);
    }

    std::string write() {
        write_body();
        const std::string title = page_title();
        std::string page = "<!DOCTYPE html>\n<html lang=\"" + escaped(document_.language) +
                           "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                           "content=\"width=device-width, initial-scale=1\">\n<title>" +
                           escaped(title) + "</title>\n";
        if (!document_.author.empty()) {
            page += "<meta name=\"author\" content=\"" + escaped(document_.author) + "\">\n";
        }
        if (!document_.subject.empty()) {
            page += "<meta name=\"description\" content=\"" + escaped(document_.subject) + "\">\n";
        }
        page += "<style>" + html_style(document_) + width_rules_ + "</style>\n</head>\n<body>\n" +
                "<main>\n";
        if (!has_cover_title()) page += "<h1 class=\"away\">" + escaped(title) + "</h1>\n";
        return page + body_ + "</main>\n</body>\n</html>\n";
    }

  private:
    [[nodiscard]] std::string page_title() const {
        if (!document_.title.empty()) return document_.title;
        const std::vector<ContentsEntry> entries = contents_of(document_, 9);
        return entries.empty() ? "Phaen" : entries.front().text;
    }

    [[nodiscard]] bool has_cover_title() const {
        for (const ComposedSection& section : document_.sections) {
            for (const ComposedBlock& block : section.blocks) {
                if (block.kind != ComposedBlock::Kind::paragraph) continue;
                const ComposedParagraph& paragraph = block.paragraph;
                if (paragraph.role == Role::heading) return false;
                if (paragraph.role == Role::cover_title && !printed(paragraph).empty()) return true;
            }
        }
        return false;
    }

    void write_body() {
        // Only a title above all headings can be the page's.
        if (!has_cover_title()) flow_.set_title_taken();
        for (std::size_t i = 0; i < document_.sections.size(); ++i) {
            const ComposedSection& section = document_.sections[i];
            body_ += "<div class=\"sheet s" + std::to_string(i + 1);
            if (section.orientation == Orientation::landscape) body_ += " wide";
            body_ += "\">\n";
            for (std::size_t k = 0; k < section.blocks.size(); ++k) {
                write_block(section.blocks, k);
            }
            flow_.end_list();
            body_ += "</div>\n";
        }
    }

    static bool is_caption(const ComposedBlock& block) {
        return block.kind == ComposedBlock::Kind::paragraph &&
               block.paragraph.role == Role::caption;
    }

    void write_block(const std::vector<ComposedBlock>& blocks, std::size_t at) {
        const ComposedBlock& block = blocks[at];
        switch (block.kind) {
            case ComposedBlock::Kind::paragraph: {
                const bool before_table =
                    at + 1 < blocks.size() && blocks[at + 1].kind == ComposedBlock::Kind::table;
                if (!is_caption(block) || !before_table) flow_.write(block.paragraph);
                return;
            }
            case ComposedBlock::Kind::table: {
                flow_.end_list();
                const bool captioned = at > 0 && is_caption(blocks[at - 1]);
                write_html_table(block.table, captioned ? &blocks[at - 1].paragraph : nullptr,
                                 width_class(block.table), flow_, body_);
                return;
            }
            case ComposedBlock::Kind::contents:
                flow_.end_list();
                write_contents(block.contents);
                return;
            case ComposedBlock::Kind::drawing:
                flow_.end_list();
                if (block.drawing.width <= 0 || block.drawing.height <= 0) return;
                body_ +=
                    "<figure>" + write_svg(block.drawing, document_.style.font) + "</figure>\n";
                return;
            case ComposedBlock::Kind::page_break:
                flow_.end_list();
                body_ += "<div class=\"page-break\"></div>\n";
                return;
        }
    }

    /// Tables of the same widths share a class; a style in the element would be refused by strict
    /// content policies.
    std::string width_class(const ComposedTable& table) {
        const auto [found, is_new] = widths_.try_emplace(table.widths, widths_.size() + 1);
        const std::string name = "w" + std::to_string(found->second);
        if (!is_new) return name;
        const std::vector<long long> edges = column_edges(table, 10'000);
        for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
            const long long width = edges[i + 1] - edges[i];
            const std::string rest = std::to_string(width % 100);
            width_rules_ += "." + name + " col:nth-child(" + std::to_string(i + 1) +
                            "){width:" + std::to_string(width / 100) + "." +
                            (rest.size() < 2 ? "0" : "") + rest + "%}\n";
        }
        return name;
    }

    void write_contents(const ComposedContents& contents) {
        const std::vector<ContentsEntry> entries = contents_of(document_, contents.depth);
        if (entries.empty()) return;
        body_ += "<nav aria-label=\"" + escaped(page_title()) + "\">\n";
        int open = 0;
        for (const ContentsEntry& entry : entries) {
            const int wanted = std::min(entry.level, open + 1);
            for (; open > wanted; --open) body_ += "</li></ol>";
            if (open == wanted) {
                body_ += "</li>\n";
            } else {
                body_ += "<ol>\n";
                ++open;
            }
            body_ += "<li><a href=\"#" + heading_id(entry.anchor, entry.number) + "\">" +
                     escaped(entry.text) + "</a>";
        }
        for (; open > 0; --open) body_ += "</li></ol>\n";
        body_ += "</nav>\n";
    }

    const ComposedDocument& document_;
    std::string body_;
    HtmlFlow flow_;
    int heading_number_ = 0;
    std::map<std::vector<int>, std::size_t> widths_;
    std::string width_rules_;
};

}  // namespace

base::Result<std::string, WriteError> write_html(const ComposedDocument& document) {
    if (std::optional<WriteError> defect = find_defect(document)) return base::Unexpected{*defect};
    // From here on it must succeed.
    return HtmlWriter(document).write();
}

}  // namespace phaen::document
