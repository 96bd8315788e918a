#include "pdf/contents.h"

#include <cstddef>
#include <string>

namespace phaen::document::pdf {
namespace {

constexpr double kNumberWidth = 36;
constexpr double kLevelIndent = 22;
constexpr double kGap = 5;

std::string label_of(const Pass& known, const Heading& heading) {
    const auto page = static_cast<std::size_t>(heading.at.page);
    return page >= 1 && page <= known.page_labels.size() ? known.page_labels[page - 1]
                                                         : std::string();
}

}  // namespace

void print_contents(const ComposedContents& contents, const ComposedDocument& document,
                    const Pass& known, Pages& pages) {
    std::size_t index = 0;  // of headings in the flow, as the passes count them
    const double size = pages.style().body_size / 10.0;
    for (const ComposedSection& section : document.sections) {
        for (const ComposedBlock& block : section.blocks) {
            if (block.kind != ComposedBlock::Kind::paragraph ||
                block.paragraph.role != Role::heading)
                continue;
            const std::size_t own = index++;
            const ComposedParagraph& heading = block.paragraph;
            if (!heading.in_contents || heading.level > contents.depth) continue;
            if (pages.failure().stops()) return;
            ComposedParagraph entry;
            entry.label = heading.label;
            for (const Run& run : heading.runs) entry.runs.emplace_back().text = run.text;
            const double indent = kLevelIndent * (heading.level - 1);
            const double width = pages.sheet().body_width();
            ShapedText text;
            pages.shaper().add(text, entry,
                               {.width = width - indent - kNumberWidth,
                                .size = size,
                                .bold = heading.level == 1,
                                .label_width = 0});
            if (text.lines.empty()) continue;
            if (text.height() > pages.room() && !pages.at_top()) pages.turn();
            const double top = pages.y;
            const double left = pages.sheet().left + indent;
            for (const Line& line : text.lines) {
                if (line.height > pages.room() && !pages.at_top()) pages.turn();
                pages.canvas().text(text, line, left, pages.y);
                pages.y += line.height;
            }
            const Line& last = text.lines.back();
            const double y = pages.y - last.height;
            const std::string label =
                own < known.headings.size() ? label_of(known, known.headings[own]) : "";
            const ShapedText number =
                pages.shaper().line(label, size, kNumberWidth, Alignment::end);
            pages.canvas().text(number, number.lines.front(), pages.sheet().right - kNumberWidth,
                                y);
            pages.canvas().leader(left + last.x + last.width + kGap,
                                  pages.sheet().right - number.lines.front().width - kGap,
                                  y + last.baseline);
            if (!heading.anchor.empty())
                pages.canvas().link({left, y < top ? y : top, pages.sheet().right - left,
                                     y < top ? last.height : pages.y - top},
                                    "#" + heading.anchor);
            else if (own < known.headings.size())
                pages.canvas().link({left, y, pages.sheet().right - left, last.height},
                                    "heading " + std::to_string(own));
        }
    }
}

}  // namespace phaen::document::pdf
