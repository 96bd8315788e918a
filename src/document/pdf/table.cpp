#include "pdf/table.h"

#include <algorithm>
#include <utility>

namespace phaen::document::pdf {
namespace {

constexpr double kPadX = 4.2;
constexpr double kPadY = 2.0;
constexpr double kRounding = 0.05;
constexpr unsigned kLight = 0xE7EDF5;
constexpr unsigned kSolid = 0x3B5B92;
// A row of less than this part of a page goes to the next page whole.
constexpr double kKept = 0.3;
constexpr double kAfter = 10;

}  // namespace

TableFlow::TableFlow(const ComposedTable& table, Pages& pages) : table_(table), pages_(pages) {
    double sum = 0;
    for (const int width : table.widths) sum += width;
    edges_.push_back(pages.sheet().left);
    for (const int width : table.widths)
        edges_.push_back(edges_.back() + pages.sheet().body_width() * width / sum);
    while (header_rows_ < table.rows.size() && table.rows[header_rows_].header) ++header_rows_;
    make_header();
    // A header that would fill the pages is printed once, as rows.
    repeats_ = header_rows_ > 0 && header_height_ < pages.sheet().body_height() / 2;
    if (!repeats_) {
        header_rows_ = 0;
        header_height_ = 0;
        header_.clear();
    }
    if (header_rows_ < table.rows.size()) begin_row(header_rows_);
    begun_ = true;
}

double TableFlow::line_height() const { return Shaper::pitch(pages_.style().table_size / 10.0); }

double TableFlow::padding(double width) const { return std::min(kPadX, width * 0.12); }

double TableFlow::inner_width(const ComposedCell& cell) const {
    const double width = left(cell.column + cell.column_span) - left(cell.column);
    return width - 2 * padding(width);
}

TableFlow::Live TableFlow::shape(const ComposedCell& cell, std::size_t row) {
    Live live;
    live.cell = &cell;
    live.last_row = row + static_cast<std::size_t>(cell.row_span) - 1;
    pages_.failure().row = static_cast<int>(row);
    pages_.failure().column = cell.column;
    for (const ComposedParagraph& paragraph : cell.paragraphs)
        pages_.shaper().add(live.text, paragraph,
                            cell_setting(paragraph, pages_.style(), inner_width(cell)));
    pages_.failure().column = -1;
    return live;
}

void TableFlow::make_header() {
    std::vector<double> tops;
    double y = 0;
    for (std::size_t row = 0; row < header_rows_; ++row) {
        for (const ComposedCell& cell : table_.rows[row].cells)
            header_.push_back({shape(cell, row), y, 0});
        double height = line_height() + 2 * kPadY;
        for (const HeaderCell& cell : header_) {
            if (cell.live.last_row == row)
                height = std::max(height, cell.live.text.height() + 2 * kPadY - (y - cell.offset));
        }
        y += height;
        for (HeaderCell& cell : header_) {
            if (cell.live.last_row == row) cell.height = y - cell.offset;
        }
    }
    header_height_ = y;
}

void TableFlow::shade(const ComposedCell& cell, const Box& box) {
    if (cell.shade == Shade::none) return;
    pages_.canvas().fill(box, cell.shade == Shade::solid ? kSolid : kLight);
}

void TableFlow::draw_header() {
    std::vector<Box> frames;
    for (const HeaderCell& cell : header_) {
        const ComposedCell& source = *cell.live.cell;
        const double x = left(source.column);
        const double width = left(source.column + source.column_span) - x;
        const Box box{x, pages_.y + cell.offset, width, cell.height};
        shade(source, box);
        frames.push_back(box);
        double y = box.y + (cell.height - cell.live.text.height()) / 2;
        for (const Line& line : cell.live.text.lines) {
            pages_.canvas().text(cell.live.text, line, x + padding(width), y);
            y += line.height;
        }
    }
    if (table_.bordered) pages_.canvas().frame(frames);
    pages_.y += header_height_;
    fresh_y_ = pages_.y;
}

double TableFlow::beginning() const {
    if (header_rows_ >= table_.rows.size()) return header_height_;
    const double row = needed(header_rows_);
    const double kept = pages_.sheet().body_height() * kKept;
    return header_height_ + (row <= kept ? row : 2 * line_height() + 2 * kPadY);
}

void TableFlow::begin_row(std::size_t row) {
    for (const ComposedCell& cell : table_.rows[row].cells) live_.push_back(shape(cell, row));
}

double TableFlow::needed(const Live& live) const {
    const double above = live.top < 0 ? 0 : pages_.y - live.top;
    return live.text.height(live.next) + 2 * kPadY - above;
}

double TableFlow::needed(std::size_t row) const {
    double height = line_height() + 2 * kPadY;
    for (const Live& live : live_) {
        if (live.last_row == row && !live.complete) height = std::max(height, needed(live));
    }
    return height;
}

/// The height at which the row is cut so that this page takes as much as looks well; 0: nothing.
double TableFlow::cut(std::size_t row) const {
    const bool fresh = pages_.y <= fresh_y_ + kRounding;
    const double room = pages_.room();
    const double page = pages_.sheet().bottom - pages_.sheet().top - header_height_;
    const double kept = table_.rows[row].whole ? page : page * kKept;
    if (!fresh && needed(row) <= kept) return 0;
    double height = 0;
    for (const Live& live : live_) {
        if (live.last_row != row || live.complete) continue;
        const double above = live.top < 0 ? 0 : pages_.y - live.top;
        std::size_t count = live.text.fitting(live.next, room + above - 2 * kPadY);
        const std::size_t rest = live.text.lines.size() - live.next - count;
        if (rest == 1 && count > 2) --count;
        if (rest > 0 && count < 2 && live.next == 0 && !fresh) return 0;
        double lines = 0;
        for (std::size_t i = 0; i < count; ++i) lines += live.text.lines[live.next + i].height;
        height = std::max(height, lines + 2 * kPadY - above);
    }
    if (height > line_height()) return std::min(height, room);
    // A page without anything else takes what there is: the next one would have no more room.
    return fresh ? room : 0;
}

void TableFlow::extend(std::size_t row, double height) {
    for (Live& live : live_) {
        if (live.complete || live.last_row < row) continue;
        if (live.top < 0) live.top = pages_.y;
        live.bottom = pages_.y + height;
    }
    pages_.y += height;
}

void TableFlow::mark(std::size_t row) {
    const ComposedRow& source = table_.rows[row];
    pages_.canvas().anchor(source.anchor, edges_.front(), pages_.y);
    for (const ComposedBar& bar : source.bars)
        pages_.canvas().bar(left(bar.from_column) + 1.5, left(bar.to_column + 1) - 1.5,
                            pages_.y + kPadY + line_height() / 2);
}

/// A row that is not to be cut keeps the rows below with it that its cells cover.
void TableFlow::keep_together(std::size_t row) {
    if (!table_.rows[row].whole) return;
    std::size_t last = row;
    double height = 0;
    for (const Live& live : live_) {
        if (live.complete || live.top >= 0) continue;
        last = std::max(last, live.last_row);
        height = std::max(height, needed(live));
    }
    if (last == row) return;
    const auto rows = static_cast<double>(last - row + 1);
    height = std::max(height, rows * (line_height() + 2 * kPadY));
    const bool fresh = pages_.y <= fresh_y_ + kRounding;
    const double page = pages_.sheet().bottom - pages_.sheet().top - header_height_;
    if (!fresh && height > pages_.room() + kRounding && height <= page) turn();
}

void TableFlow::place_row(std::size_t row) {
    bool marked = false;
    for (;;) {
        const double need = needed(row);
        const bool fits = need <= pages_.room() + kRounding;
        const double height = fits ? need : cut(row);
        if (height > 0) {
            if (!marked) mark(row);
            marked = true;
            extend(row, height);
        }
        if (fits || pages_.failure().stops()) break;
        turn();
    }
    for (Live& live : live_) {
        if (live.last_row == row) live.complete = true;
    }
}

void TableFlow::draw(Live& live, std::vector<Box>& frames) {
    const double x = left(live.cell->column);
    const double width = left(live.cell->column + live.cell->column_span) - x;
    const Box box{x, live.top, width, live.bottom - live.top};
    shade(*live.cell, box);
    frames.push_back(box);
    double y = live.top + kPadY;
    const std::size_t count = live.text.fitting(live.next, box.height - 2 * kPadY);
    for (std::size_t i = 0; i < count; ++i) {
        const Line& line = live.text.lines[live.next + i];
        pages_.canvas().text(live.text, line, x + padding(width), y);
        y += line.height;
    }
    live.next += count;
    live.top = -1;
    live.bottom = -1;
}

/// Draws the part of every cell that lies on this page, closed on all sides.
void TableFlow::flush() {
    std::vector<Box> frames;
    for (Live& live : live_) {
        if (live.top >= 0) draw(live, frames);
    }
    if (table_.bordered) pages_.canvas().frame(frames);
    std::erase_if(live_, [](const Live& live) { return live.complete; });
}

void TableFlow::turn() {
    flush();
    pages_.turn();
    draw_header();
}

void TableFlow::run() {
    if (table_.rows.empty()) return;
    if (!pages_.at_top() && pages_.room() < beginning()) pages_.turn();
    draw_header();
    for (std::size_t row = header_rows_; row < table_.rows.size(); ++row) {
        pages_.failure().row = static_cast<int>(row);
        if (row > header_rows_) begin_row(row);
        if (pages_.failure().stops()) return;
        keep_together(row);
        place_row(row);
    }
    flush();
    pages_.failure().row = -1;
    pages_.y += kAfter;
}

}  // namespace phaen::document::pdf
