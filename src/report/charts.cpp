#include "charts.h"

#include <algorithm>
#include <utility>

namespace phaen::report {

using document::Drawing;
using document::Shape;

namespace {

// Hundredths of a millimetre.
constexpr int kText = 560;         ///< size of labels
constexpr int kRow = 1'450;        ///< a label with its bars
constexpr int kBarHeight = 420;    ///< of the bar behind
constexpr int kFrontHeight = 220;  ///< of the bar before it
constexpr int kValueWidth = 3'200;
constexpr int kKeyHeight = 900;
constexpr int kColumnsHeight = 5'000;
constexpr int kMarkWidth = 2'800;
constexpr std::size_t kBarsInDrawing = 10;
/// A letter of a label is about that wide.
constexpr int kLetter = 230;

int length(const base::Ratio& part, int whole) {
    const base::Ratio zero;
    const base::Ratio one = *base::Ratio::create(1, 1);
    const base::Ratio within = std::clamp(part, zero, one);
    const base::Decimal exact =
        (within * *base::Ratio::create(whole, 1)).to_decimal(0, base::Rounding::half_up);
    return static_cast<int>(exact.units() / base::Decimal::kScale);
}

Shape rectangle(int x, int y, int width, int height, unsigned colour) {
    Shape shape;
    shape.x = x;
    shape.y = y;
    shape.width = width;
    shape.height = height;
    shape.colour = colour;
    return shape;
}

Shape text_at(int x, int y, std::string text) {
    Shape shape;
    shape.kind = Shape::Kind::text;
    shape.x = x;
    shape.y = y;
    shape.height = kText;
    shape.colour = kInkColour;
    shape.text = std::move(text);
    return shape;
}

/// Vowels and marks above and below, which have no width of their own, and SARA AM, which must not
/// be parted from its letter.
bool hangs_on(char32_t c) {
    return c == 0x0E31 || (c >= 0x0E33 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E);
}

char32_t letter_at(const std::string& text, std::size_t at, std::size_t& size) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    size = byte(at) < 0x80 ? 1 : byte(at) < 0xE0 ? 2 : byte(at) < 0xF0 ? 3 : 4;
    size = std::min(size, text.size() - at);
    if (size != 3) return byte(at);
    return ((byte(at) & 0x0FU) << 12U) | ((byte(at + 1) & 0x3FU) << 6U) | (byte(at + 2) & 0x3FU);
}

/// As much of the text as `most` letters, with a sign that there is more.
std::string shortened(const std::string& text, int most) {
    int letters = 0;
    for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
        if (!hangs_on(letter_at(text, at, size)) && ++letters > most)
            return text.substr(0, at) + "…";
    }
    return text;
}

void add_key(Drawing& drawing, const ChartKey& key, int y) {
    constexpr int kSquare = 420;
    int x = 0;
    for (const auto& [colour, words] :
         {std::pair{kPlannedColour, &key.behind}, std::pair{kActualColour, &key.before}}) {
        drawing.shapes.push_back(rectangle(x, y, kSquare, kSquare, colour));
        drawing.shapes.push_back(text_at(x + kSquare + 180, y + kSquare - 40, *words));
        x += kSquare + 180 + 1'000 + static_cast<int>(words->size() / 3) * kLetter;
    }
}

std::string described(const std::string& title, const ChartBar* begin, const ChartBar* end) {
    std::string text = title;
    for (const ChartBar* bar = begin; bar != end; ++bar)
        text += (bar == begin ? "\n" : "; ") + bar->label + " " + bar->value;
    return text;
}

}  // namespace

std::vector<Drawing> bar_charts(const std::vector<ChartBar>& bars, const ChartKey& key,
                                const std::string& title, int width) {
    std::vector<Drawing> drawings;
    const int room = width - kValueWidth;
    for (std::size_t from = 0; from < bars.size(); from += kBarsInDrawing) {
        const std::size_t to = std::min(from + kBarsInDrawing, bars.size());
        Drawing& drawing = drawings.emplace_back();
        drawing.width = width;
        drawing.description = described(title, bars.data() + from, bars.data() + to);
        add_key(drawing, key, 0);
        int y = kKeyHeight;
        for (std::size_t i = from; i < to; ++i, y += kRow) {
            const ChartBar& bar = bars[i];
            drawing.shapes.push_back(text_at(0, y + kText, shortened(bar.label, width / kLetter)));
            const int top = y + kText + 180;
            drawing.shapes.push_back(
                rectangle(0, top, length(bar.behind, room), kBarHeight, kPlannedColour));
            drawing.shapes.push_back(rectangle(0, top + (kBarHeight - kFrontHeight) / 2,
                                               length(bar.before, room), kFrontHeight,
                                               kActualColour));
            drawing.shapes.push_back(text_at(room + 200, top + kBarHeight - 60, bar.value));
        }
        drawing.height = y;
    }
    return drawings;
}

Drawing column_chart(const std::vector<ChartBar>& columns, const std::vector<std::string>& marks,
                     const ChartKey& key, const std::string& title, int width) {
    Drawing drawing;
    if (columns.empty() || marks.size() < 2) return drawing;
    drawing.width = width;
    drawing.description = described(title, columns.data(), columns.data() + columns.size());
    add_key(drawing, key, 0);
    const int top = kKeyHeight + kText;
    const int bottom = top + kColumnsHeight;
    const int lines = static_cast<int>(marks.size()) - 1;
    for (int i = 0; i <= lines; ++i) {
        const int y = bottom - kColumnsHeight * i / lines;
        Shape line =
            rectangle(kMarkWidth, y, width - kMarkWidth, 0, i == 0 ? kInkColour : 0xD8DEDA);
        line.kind = Shape::Kind::line;
        drawing.shapes.push_back(std::move(line));
        drawing.shapes.push_back(text_at(0, y + kText / 3, marks[static_cast<std::size_t>(i)]));
    }
    const int step = (width - kMarkWidth) / static_cast<int>(columns.size());
    const int thick = step * 3 / 10;
    int x = kMarkWidth + step / 5;
    for (const ChartBar& column : columns) {
        int left = x;
        for (const auto& [part, colour] :
             {std::pair{column.behind, kPlannedColour}, std::pair{column.before, kActualColour}}) {
            const int height = length(part, kColumnsHeight);
            drawing.shapes.push_back(rectangle(left, bottom - height, thick, height, colour));
            left += thick;
        }
        drawing.shapes.push_back(text_at(x, bottom + kText + 100, column.label));
        x += step;
    }
    drawing.height = bottom + kText + 300;
    return drawing;
}

}  // namespace phaen::report
