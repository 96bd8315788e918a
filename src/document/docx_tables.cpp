#include "docx_tables.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "drawing.h"
#include "grid.h"
#include "markup.h"

namespace phaen::document::word {
namespace {

constexpr long long kCellMargin = 85;
/// Between a bar and the borders of its columns, and from the top of its row, in EMU.
constexpr long long kBarInset = 28'800;
constexpr long long kBarDepth = 115'200;
constexpr long long kBarStep = 72'000;
constexpr std::string_view kLight = "E7ECF5";
constexpr std::string_view kSolid = "3B5B92";

/// An arrow with two heads in the cell's first paragraph, `left` EMU from where its text begins.
std::string arrow(long long left, long long length, long long depth, int number) {
    const std::string id = std::to_string(number);
    const std::string extent = std::to_string(length);
    return R"(<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>)"
           R"(<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight=")" +
           id + R"(" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">)" +
           R"(<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>)" +
           std::to_string(left) + "</wp:posOffset></wp:positionH>" +
           R"(<wp:positionV relativeFrom="paragraph"><wp:posOffset>)" + std::to_string(depth) +
           R"(</wp:posOffset></wp:positionV><wp:extent cx=")" + extent + R"(" cy="0"/>)" +
           R"(<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id=")" + id +
           R"(" name="bar )" + id + R"("/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData )" +
           R"(uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>)" +
           R"(<wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx=")" + extent +
           R"(" cy="0"/></a:xfrm><a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>)" +
           R"(<a:ln w="15875"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>)" +
           R"(<a:headEnd type="triangle"/><a:tailEnd type="triangle"/></a:ln></wps:spPr>)" +
           "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>" +
           "</mc:Choice></mc:AlternateContent></w:r>";
}

class TableWriter {
  public:
    TableWriter(const ComposedTable& table, long long width, std::vector<std::string> bookmarks,
                ParagraphWriter& paragraphs, int& drawings)
        : table_(table),
          edges_(column_edges(table, width)),
          bookmarks_(std::move(bookmarks)),
          paragraphs_(paragraphs),
          drawings_(drawings) {}

    void write() {
        write_properties();
        const std::vector<std::vector<Placement>> rows = lay_out(table_);
        for (std::size_t i = 0; i < rows.size(); ++i) write_row(table_.rows[i], rows[i]);
        out() += "</w:tbl>";
    }

  private:
    [[nodiscard]] std::string& out() { return paragraphs_.out(); }
    [[nodiscard]] long long edge(int column) const {
        return edges_[static_cast<std::size_t>(column)];
    }

    void write_properties() {
        std::string& xml = out();
        xml += "<w:tbl><w:tblPr><w:tblW w:w=\"" + std::to_string(edges_.back()) +
               R"(" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>)";
        if (table_.bordered) {
            xml += "<w:tblBorders>";
            constexpr std::array<std::string_view, 6> kSides = {"top",   "left",    "bottom",
                                                                "right", "insideH", "insideV"};
            for (const std::string_view side : kSides) {
                xml += "<w:" + std::string(side) +
                       R"( w:val="single" w:sz="4" w:space="0" w:color="000000"/>)";
            }
            xml += "</w:tblBorders>";
        }
        const std::string margin = std::to_string(kCellMargin);
        xml += R"(<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w=")" + margin +
               R"(" w:type="dxa"/><w:right w:w=")" + margin + R"(" w:type="dxa"/></w:tblCellMar>)" +
               "</w:tblPr><w:tblGrid>";
        for (std::size_t i = 0; i + 1 < edges_.size(); ++i) {
            xml += "<w:gridCol w:w=\"" + std::to_string(edges_[i + 1] - edges_[i]) + "\"/>";
        }
        xml += "</w:tblGrid>";
    }

    void write_row(const ComposedRow& row, const std::vector<Placement>& placements) {
        std::string& xml = out();
        xml += "<w:tr>";
        if (row.whole || row.header) {
            xml += "<w:trPr><w:cantSplit/>";
            if (row.header) xml += "<w:tblHeader/>";
            xml += "</w:trPr>";
        }
        if (const std::string name = paragraphs_.bookmark_of(row.anchor); !name.empty()) {
            bookmarks_.push_back(name);
        }
        if (!row.element.empty()) {
            bookmarks_.push_back(paragraphs_.add_hint(HintKind::row, row.element, ""));
        }
        std::vector<const ComposedBar*> bars;
        for (const ComposedBar& bar : row.bars) bars.push_back(&bar);
        for (const Placement& placement : placements) {
            write_cell(row, placement, placements, bars);
        }
        xml += "</w:tr>";
    }

    void write_cell(const ComposedRow& row, const Placement& placement,
                    const std::vector<Placement>& placements,
                    std::vector<const ComposedBar*>& bars) {
        std::string& xml = out();
        const ComposedCell& cell = *placement.cell;
        const long long width = edge(cell.column + cell.column_span) - edge(cell.column);
        xml += "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/>";
        if (cell.column_span > 1) {
            xml += "<w:gridSpan w:val=\"" + std::to_string(cell.column_span) + "\"/>";
        }
        if (cell.row_span > 1) {
            xml += placement.continues ? "<w:vMerge/>" : "<w:vMerge w:val=\"restart\"/>";
        }
        if (cell.shade != Shade::none) {
            const std::string_view fill = cell.shade == Shade::solid ? kSolid : kLight;
            xml += R"(<w:shd w:val="clear" w:color="auto" w:fill=")" + std::string(fill) + "\"/>";
        }
        if (row.header) xml += "<w:vAlign w:val=\"center\"/>";
        xml += "</w:tcPr>";
        if (placement.continues) {
            xml += "<w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr></w:p></w:tc>";
            return;
        }
        write_content(row, cell, take_bars(cell, placements, bars));
        xml += "</w:tc>";
    }

    void write_content(const ComposedRow& row, const ComposedCell& cell, std::string arrows) {
        Extras extras;
        extras.setting = Setting::table;
        extras.keep_next = row.header;
        extras.content = std::move(arrows);
        extras.bookmarks = std::exchange(bookmarks_, {});
        if (!cell.field.empty()) {
            extras.bookmarks.push_back(
                paragraphs_.add_hint(HintKind::cell, row.element, cell.field));
        }
        if (cell.paragraphs.empty()) paragraphs_.write({}, extras);
        for (const ComposedParagraph& paragraph : cell.paragraphs) {
            paragraphs_.write(paragraph, extras);
            extras.content.clear();
            extras.bookmarks.clear();
        }
    }

    /// The arrows of the bars that are anchored in this cell: those that begin in it, and all that
    /// are left when it is the row's last of its own. A bar may begin over a cell that goes on from
    /// the row above, where nothing can be anchored.
    std::string take_bars(const ComposedCell& cell, const std::vector<Placement>& placements,
                          std::vector<const ComposedBar*>& bars) {
        const auto last = std::find_if(placements.rbegin(), placements.rend(),
                                       [](const Placement& p) { return !p.continues; });
        const bool takes_all = last != placements.rend() && last->cell == &cell;
        std::string arrows;
        long long depth = kBarDepth;
        std::erase_if(bars, [&](const ComposedBar* bar) {
            const bool begins_here = bar->from_column >= cell.column &&
                                     bar->from_column < cell.column + cell.column_span;
            if (!begins_here && !takes_all) return false;
            const long long begin = edge(bar->from_column) * kEmuPerTwip;
            const long long end = edge(bar->to_column + 1) * kEmuPerTwip;
            const long long inset = std::min(kBarInset, (end - begin) / 8);
            const long long text_begin = (edge(cell.column) + kCellMargin) * kEmuPerTwip;
            arrows +=
                arrow(begin + inset - text_begin, end - begin - 2 * inset, depth, ++drawings_);
            depth += kBarStep;
            return true;
        });
        return arrows;
    }

    const ComposedTable& table_;
    std::vector<long long> edges_;
    std::vector<std::string> bookmarks_;  ///< for the next paragraph
    ParagraphWriter& paragraphs_;
    int& drawings_;
};

}  // namespace

void write_table(const ComposedTable& table, long long width, std::vector<std::string> bookmarks,
                 ParagraphWriter& paragraphs, int& drawings) {
    TableWriter(table, width, std::move(bookmarks), paragraphs, drawings).write();
}

}  // namespace phaen::document::word
