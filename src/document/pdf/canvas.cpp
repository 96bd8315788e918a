#include "pdf/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace phaen::document::pdf {
namespace {

constexpr double kFrameWidth = 0.5;
constexpr double kHeadLength = 5;
constexpr double kHeadWidth = 2.6;

double points(int units) { return static_cast<double>(units) / PANGO_SCALE; }

}  // namespace

Canvas::Canvas(Work work, std::size_t most_bytes, Failure& failure)
    : failure_(failure), most_bytes_(most_bytes) {
    if (work == Work::measure) return;
    surface_ = cairo_pdf_surface_create_for_stream(&Canvas::write, this, 595, 842);
    // Without a date Cairo would ask the clock; the finished file has its own information.
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_CREATE_DATE,
                                   "2000-01-01T00:00:00Z");
    cairo_ = cairo_create(surface_);
}

Canvas::~Canvas() {
    if (cairo_ != nullptr) cairo_destroy(cairo_);
    if (surface_ != nullptr) {
        cairo_surface_finish(surface_);
        cairo_surface_destroy(surface_);
    }
}

cairo_status_t Canvas::write(void* self, const unsigned char* data, unsigned length) {
    auto& canvas = *static_cast<Canvas*>(self);
    if (canvas.bytes_.size() + length > canvas.most_bytes_) {
        canvas.failure_.note(PdfRefusal::too_large, "the file would be larger than the limit");
        return CAIRO_STATUS_WRITE_ERROR;
    }
    canvas.bytes_.append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

void Canvas::begin_page(double width, double height) {
    if (cairo_ != nullptr) {
        if (page_ > 0) cairo_show_page(cairo_);
        cairo_pdf_surface_set_size(surface_, width, height);
    }
    ++page_;
}

void Canvas::trace(std::string_view kind, double x, double y, double a, double b) {
    if (cairo_ == nullptr) return;
    trace_ += kind;
    const double from = page_ == block_page_ ? block_y_ : 0;
    for (const double value : {x, y - from, a, b}) {
        trace_ += ' ';
        trace_ += std::to_string(std::llround(value * 100));
    }
    trace_ += '\n';
}

void Canvas::text(const ShapedText& text, const Line& line, double x, double y) {
    const ShapedText::Paragraph& paragraph =
        text.paragraphs[static_cast<std::size_t>(line.paragraph)];
    if (line.begins && paragraph.source != nullptr && !paragraph.source->anchor.empty())
        anchor(paragraph.source->anchor, x, y);
    for (const Linked& linked : paragraph.links) {
        const int begin = std::max(linked.begin, line.text->start_index);
        const int end = std::min(linked.end, line.text->start_index + line.text->length);
        if (begin >= end) continue;
        int from = 0;
        int to = 0;
        pango_layout_line_index_to_x(line.text, begin, FALSE, &from);
        pango_layout_line_index_to_x(line.text, end, FALSE, &to);
        link({x + line.x + points(from), y, points(to - from), line.height}, *linked.target);
    }
    if (cairo_ == nullptr) return;
    trace("text", x + line.x, y, line.width, line.height);
    const char* characters = pango_layout_get_text(line.text->layout);
    trace_.append(characters + line.text->start_index, static_cast<std::size_t>(line.text->length));
    trace_ += '\n';
    if (line.label != nullptr) {
        trace_ += pango_layout_get_text(line.label->layout);
        trace_ += '\n';
        cairo_move_to(cairo_, x + line.label_x, y + line.baseline);
        pango_cairo_show_layout_line(cairo_, line.label);
    }
    cairo_move_to(cairo_, x + line.x, y + line.baseline);
    pango_cairo_show_layout_line(cairo_, line.text);
}

void Canvas::colour(unsigned rgb) {
    if (cairo_ == nullptr) return;
    cairo_set_source_rgb(cairo_, (rgb >> 16 & 0xFFU) / 255.0, (rgb >> 8 & 0xFFU) / 255.0,
                         (rgb & 0xFFU) / 255.0);
}

void Canvas::fill(const Box& box, unsigned rgb) {
    if (cairo_ == nullptr) return;
    trace("fill", box.x, box.y, box.width, box.height);
    colour(rgb);
    cairo_rectangle(cairo_, box.x, box.y, box.width, box.height);
    cairo_fill(cairo_);
    colour(0);
}

void Canvas::frame(const std::vector<Box>& boxes) {
    if (cairo_ == nullptr || boxes.empty()) return;
    for (const Box& box : boxes) {
        trace("frame", box.x, box.y, box.width, box.height);
        cairo_rectangle(cairo_, box.x, box.y, box.width, box.height);
    }
    cairo_set_line_width(cairo_, kFrameWidth);
    cairo_stroke(cairo_);
}

void Canvas::bar(double from, double to, double y) {
    if (cairo_ == nullptr) return;
    trace("bar", from, y, to - from, 0);
    const double head = std::min(kHeadLength, (to - from) / 3);
    cairo_set_line_width(cairo_, 1.2);
    cairo_move_to(cairo_, from + head, y);
    cairo_line_to(cairo_, to - head, y);
    cairo_stroke(cairo_);
    const std::array<std::pair<double, double>, 2> ends = {{{from, head}, {to, -head}}};
    for (const auto& [x, length] : ends) {
        cairo_move_to(cairo_, x, y);
        cairo_line_to(cairo_, x + length, y - kHeadWidth);
        cairo_line_to(cairo_, x + length, y + kHeadWidth);
        cairo_close_path(cairo_);
        cairo_fill(cairo_);
    }
}

void Canvas::rule(double from, double to, double y, double width, unsigned rgb) {
    if (cairo_ == nullptr) return;
    colour(rgb);
    cairo_set_line_width(cairo_, width);
    cairo_move_to(cairo_, from, y);
    cairo_line_to(cairo_, to, y);
    cairo_stroke(cairo_);
    colour(0);
}

void Canvas::slope(double x, double y, double width, double height, unsigned rgb) {
    if (cairo_ == nullptr) return;
    trace("line", x, y, width, height);
    colour(rgb);
    cairo_set_line_width(cairo_, 0.75);
    cairo_move_to(cairo_, x, y);
    cairo_line_to(cairo_, x + width, y + height);
    cairo_stroke(cairo_);
    colour(0);
}

void Canvas::leader(double from, double to, double y) {
    if (cairo_ == nullptr || to <= from) return;
    const std::array<double, 2> dots = {0.01, 3};
    cairo_save(cairo_);
    cairo_set_line_width(cairo_, 0.8);
    cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(cairo_, dots.data(), 2, 0);
    cairo_move_to(cairo_, to, y);
    cairo_line_to(cairo_, from, y);
    cairo_stroke(cairo_);
    cairo_restore(cairo_);
}

void Canvas::link(const Box& box, std::string target) {
    links_.push_back({{page_, box.x, box.y}, box.width, box.height, std::move(target)});
}

void Canvas::anchor(const std::string& name, double x, double y) {
    if (!name.empty()) anchors_.try_emplace(name, Spot{page_, x, y});
}

void Canvas::begin_block(double y) {
    trace_.clear();
    block_page_ = page_;
    block_y_ = y;
}

std::string Canvas::take_trace() { return std::exchange(trace_, {}); }

std::string Canvas::finish() {
    if (cairo_ == nullptr) return {};
    if (page_ > 0) cairo_show_page(cairo_);
    cairo_surface_finish(surface_);
    const cairo_status_t status = cairo_surface_status(surface_);
    if (status != CAIRO_STATUS_SUCCESS)
        failure_.note(PdfRefusal::engine_failed, cairo_status_to_string(status));
    return std::move(bytes_);
}

}  // namespace phaen::document::pdf
