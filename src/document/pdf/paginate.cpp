#include "pdf/paginate.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "pdf/contents.h"
#include "pdf/table.h"
#include "phaen/base/sha256.h"

namespace phaen::document::pdf {
namespace {

constexpr int kA4Short = 21000;
constexpr int kA4Long = 29700;
constexpr int kA3Long = 42000;         // its short side is the long one of A4
constexpr double kHeadY = 34;          // of the page number, from the page's top
constexpr double kFirstIndent = 42.5;  // of justified paragraphs: 1.5 cm
constexpr double kListIndent = 21;

std::string page_label(PageNumbers numbers, int number) {
    if (numbers == PageNumbers::none) return {};
    const std::string arabic = std::to_string(number);
    if (numbers == PageNumbers::arabic) return arabic;
    std::string thai;
    for (const char digit : arabic) {
        thai += "\xE0\xB9";
        thai += static_cast<char>(0x90 + (digit - '0'));
    }
    return thai;
}

/// The writer of one pass.
class Flow {
  public:
    Flow(const ComposedDocument& document, Shaper& shaper, Canvas& canvas, Failure& failure,
         const PdfLimits& limits, const Pass& known)
        : document_(document),
          failure_(failure),
          known_(known),
          pages_(document, shaper, canvas, failure, limits, pass_) {}

    Pass run();

  private:
    void print(std::size_t index);
    void paragraph(const ComposedParagraph& paragraph);
    void drawing(const Drawing& drawing);
    void cover(std::size_t index);
    [[nodiscard]] ShapedText shape(const ComposedParagraph& paragraph);
    [[nodiscard]] double chain(std::size_t index);
    [[nodiscard]] double beginning(std::size_t index);
    [[nodiscard]] double least_height(const ComposedBlock& block);
    [[nodiscard]] bool leads(std::size_t index);
    [[nodiscard]] bool introduces(std::size_t index);
    [[nodiscard]] bool is_short(const ComposedParagraph& paragraph);
    [[nodiscard]] bool is_cover(std::size_t index) const;
    void lines(const ShapedText& text, double x);

    const ComposedDocument& document_;
    Failure& failure_;
    const Pass& known_;
    Pass pass_;
    Pages pages_;
    const std::vector<ComposedBlock>* blocks_ = nullptr;
};

ShapedText Flow::shape(const ComposedParagraph& paragraph) {
    ShapedText text;
    pages_.shaper().add(text, paragraph,
                        flow_setting(paragraph, pages_.style(), pages_.sheet().body_width()));
    return text;
}

/// A line or two over a table belong to it, whatever they are called; and lines over these, such as
/// the branches of a strategy that lead to what the table shows, which are items without a label.
/// Prose is justified.
bool Flow::introduces(std::size_t index) {
    constexpr std::size_t kMost = 8;
    for (std::size_t i = index; i < index + kMost && i + 1 < blocks_->size(); ++i) {
        const ComposedBlock& block = (*blocks_)[i];
        failure_.block = static_cast<int>(i);
        if (block.kind != ComposedBlock::Kind::paragraph || !is_short(block.paragraph))
            return false;
        if ((*blocks_)[i + 1].kind == ComposedBlock::Kind::table) return true;
        if (block.paragraph.alignment != Alignment::start) return false;
    }
    return false;
}

bool Flow::is_short(const ComposedParagraph& paragraph) {
    constexpr std::size_t kShort = 600;  // bytes; longer texts are not shaped to see it
    const bool is_branch = paragraph.role == Role::list_item && paragraph.label.empty();
    if (paragraph.role != Role::body && !is_branch) return false;
    std::size_t size = 0;
    for (const Run& run : paragraph.runs) size += run.text.size();
    return size > 0 && size < kShort && shape(paragraph).lines.size() <= 2;
}

/// Whether the block may not stand last on a page.
bool Flow::leads(std::size_t index) {
    const ComposedBlock& block = (*blocks_)[index];
    if (block.kind != ComposedBlock::Kind::paragraph || index + 1 == blocks_->size()) return false;
    const Role role = block.paragraph.role;
    const ComposedBlock& next = (*blocks_)[index + 1];
    const bool signs = role == Role::signature && next.kind == ComposedBlock::Kind::paragraph &&
                       next.paragraph.role == Role::signature;
    if (role == Role::heading || role == Role::caption || signs) return true;
    const int before = std::exchange(failure_.block, static_cast<int>(index));
    const bool introduced = introduces(index);
    failure_.block = before;
    return introduced;
}

/// As a block's least height, looked at from the one before: what goes wrong is told of its own
/// place.
double Flow::beginning(std::size_t index) {
    const int before = std::exchange(failure_.block, static_cast<int>(index));
    const double height = least_height((*blocks_)[index]);
    failure_.block = before;
    failure_.row = failure_.column = -1;
    return height;
}

/// What a block needs at least on the page where it begins.
double Flow::least_height(const ComposedBlock& block) {
    switch (block.kind) {
        case ComposedBlock::Kind::paragraph: {
            const ShapedText text = shape(block.paragraph);
            const std::size_t count = text.lines.size() <= 3 ? text.lines.size() : 2;
            double height = text.space_before;
            for (std::size_t i = 0; i < count; ++i) height += text.lines[i].height;
            return height;
        }
        case ComposedBlock::Kind::table:
            return block.table.rows.empty() ? 0 : TableFlow(block.table, pages_).beginning();
        case ComposedBlock::Kind::drawing:
            return to_points(block.drawing.height);
        case ComposedBlock::Kind::contents:
            return 2 * Shaper::pitch(pages_.style().body_size / 10.0);
        case ComposedBlock::Kind::page_break:
            return 0;
    }
    return 0;
}

/// The height of the headings and captions from here with the beginning of what follows them.
double Flow::chain(std::size_t index) {
    double height = 0;
    for (int count = 0; count < 12 && leads(index); ++count, ++index) {
        const int before = std::exchange(failure_.block, static_cast<int>(index));
        const ShapedText text = shape((*blocks_)[index].paragraph);
        failure_.block = before;
        height += text.space_before + text.height() + text.space_after;
    }
    return height + beginning(index);
}

void Flow::lines(const ShapedText& text, double x) {
    const std::size_t count = text.lines.size();
    std::size_t next = 0;
    while (next < count) {
        std::size_t fit = text.fitting(next, pages_.room());
        const std::size_t rest = count - next - fit;
        if (rest > 0) {
            if (rest == 1 && fit > 0) --fit;
            if (next == 0 && fit < 2) fit = 0;
            if (fit == 0 && pages_.at_top()) fit = 1;
        }
        for (std::size_t i = next; i < next + fit; ++i) {
            pages_.canvas().text(text, text.lines[i], x, pages_.y);
            pages_.y += text.lines[i].height;
        }
        next += fit;
        if (next < count) pages_.turn();
        if (failure_.stops()) return;
    }
}

void Flow::paragraph(const ComposedParagraph& paragraph) {
    const ShapedText text = shape(paragraph);
    if (!pages_.at_top()) pages_.y += text.space_before;
    if (paragraph.role == Role::heading) {
        pass_.headings.push_back(
            {&paragraph, {pages_.canvas().page(), pages_.sheet().left, pages_.y}});
    }
    const double x = pages_.sheet().left +
                     (paragraph.role == Role::signature ? pages_.sheet().body_width() * 0.42 : 0);
    lines(text, x);
    pages_.y += text.space_after;
}

void Flow::drawing(const Drawing& drawing) {
    const double natural = to_points(drawing.width);
    const double tall = to_points(drawing.height);
    if (natural <= 0 || tall <= 0) return;
    const Sheet& sheet = pages_.sheet();
    const double scale = std::min({1.0, sheet.body_width() / natural, sheet.body_height() / tall});
    if (tall * scale > pages_.room() && !pages_.at_top()) pages_.turn();
    const double left = sheet.left + (sheet.body_width() - natural * scale) / 2;
    for (const Shape& shape : drawing.shapes) {
        const double x = left + to_points(shape.x) * scale;
        const double y = pages_.y + to_points(shape.y) * scale;
        const double width = to_points(shape.width) * scale;
        const double height = to_points(shape.height) * scale;
        switch (shape.kind) {
            case Shape::Kind::rectangle:
                pages_.canvas().fill({x, y, width, height}, shape.colour);
                break;
            case Shape::Kind::line:
                pages_.canvas().slope(x, y, width, height, shape.colour);
                break;
            case Shape::Kind::text: {
                const ShapedText text =
                    pages_.shaper().line(shape.text, height, sheet.width, Alignment::start);
                pages_.canvas().colour(shape.colour);
                pages_.canvas().text(text, text.lines.front(), x, y - text.lines.front().baseline);
                pages_.canvas().colour(0);
                break;
            }
        }
    }
    pages_.y += tall * scale + 8;
}

bool Flow::is_cover(std::size_t index) const {
    const ComposedBlock& block = (*blocks_)[index];
    return block.kind == ComposedBlock::Kind::paragraph &&
           (block.paragraph.role == Role::cover_title || block.paragraph.role == Role::cover_line);
}

/// A cover stands a little above the middle of its page.
void Flow::cover(std::size_t index) {
    if (!pages_.at_top() || !is_cover(index)) return;
    double height = 0;
    for (; index < blocks_->size() && is_cover(index); ++index) {
        const ShapedText text = shape((*blocks_)[index].paragraph);
        height += text.space_before + text.height() + text.space_after;
    }
    pages_.y += std::max(0.0, (pages_.sheet().body_height() - height) * 0.4);
}

void Flow::print(std::size_t index) {
    const ComposedBlock& block = (*blocks_)[index];
    cover(index);
    const bool leader = index > 0 && leads(index - 1);
    if (leads(index) && !leader && !pages_.at_top() && chain(index) > pages_.room()) pages_.turn();
    // A block that does not begin on this page begins on the next one.
    if (!pages_.at_top() && block.kind != ComposedBlock::Kind::page_break &&
        beginning(index) > pages_.room())
        pages_.turn();
    pages_.canvas().begin_block(pages_.y);
    pass_.sections.back().push_back({pages_.canvas().page(), {}});
    switch (block.kind) {
        case ComposedBlock::Kind::paragraph:
            paragraph(block.paragraph);
            break;
        case ComposedBlock::Kind::table:
            if (!block.table.rows.empty()) TableFlow(block.table, pages_).run();
            break;
        case ComposedBlock::Kind::contents:
            print_contents(block.contents, document_, known_, pages_);
            break;
        case ComposedBlock::Kind::drawing:
            drawing(block.drawing);
            break;
        case ComposedBlock::Kind::page_break:
            if (!pages_.at_top()) pages_.turn();
            break;
    }
    pass_.sections.back().back().hash = base::sha256_hex(pages_.canvas().take_trace());
}

Pass Flow::run() {
    for (std::size_t s = 0; s < document_.sections.size(); ++s) {
        failure_.section = static_cast<int>(s);
        blocks_ = &document_.sections[s].blocks;
        pass_.sections.emplace_back();
        pages_.begin_section(document_.sections[s]);
        for (std::size_t b = 0; b < blocks_->size(); ++b) {
            failure_.block = static_cast<int>(b);
            failure_.row = failure_.column = -1;
            if (failure_.stops()) return pass_;
            print(b);
        }
        failure_.block = -1;
    }
    failure_.section = -1;
    return pass_;
}

}  // namespace

void Pages::begin_section(const ComposedSection& section) {
    section_ = &section;
    if (section.restart_numbers) number_ = 0;
    const PageStyle& style = document_.style;
    // A landscape page is bound at its top, so the margins turn with it.
    const bool upright = section.orientation == Orientation::portrait;
    const int narrow = style.paper == Paper::a3 ? kA4Long : kA4Short;
    const int wide = style.paper == Paper::a3 ? kA3Long : kA4Long;
    sheet_.width = to_points(upright ? narrow : wide);
    sheet_.height = to_points(upright ? wide : narrow);
    sheet_.left = to_points(upright ? style.margin_left : style.margin_bottom);
    sheet_.top = to_points(upright ? style.margin_top : style.margin_left);
    sheet_.right = sheet_.width - to_points(upright ? style.margin_right : style.margin_top);
    sheet_.bottom = sheet_.height - to_points(upright ? style.margin_bottom : style.margin_right);
    turn();
}

void Pages::turn() {
    if (canvas_.page() >= limits_.pages)
        failure_.note(PdfRefusal::too_large, "more pages than the limit");
    canvas_.begin_page(sheet_.width, sheet_.height);
    y = sheet_.top;
    ++number_;
    const std::string label = page_label(section_->numbers, number_);
    pass_.page_labels.push_back(label);
    draw_head(label);
}

void Pages::draw_head(const std::string& number) {
    const double size = document_.style.body_size / 10.0;
    const bool headed = !section_->running_head.empty();
    const double top = kHeadY - Shaper::pitch(size) / 2;
    if (!number.empty()) {
        const ShapedText text = shaper_.line(number, size, sheet_.body_width(),
                                             headed ? Alignment::end : Alignment::centre);
        canvas_.text(text, text.lines.front(), sheet_.left, top);
    }
    if (!headed) return;
    const ShapedText text =
        shaper_.line(section_->running_head, size - 2, sheet_.body_width(), Alignment::start);
    canvas_.text(text, text.lines.front(), sheet_.left, top + (Shaper::pitch(2)) / 2);
    canvas_.rule(sheet_.left, sheet_.right, top + Shaper::pitch(size), 0.4, 0x808080);
}

Setting flow_setting(const ComposedParagraph& paragraph, const PageStyle& style, double width) {
    const double body = style.body_size / 10.0;
    Setting setting{.width = width, .size = body, .alignment = paragraph.alignment};
    switch (paragraph.role) {
        case Role::body:
            if (paragraph.alignment == Alignment::justified) setting.first_indent = kFirstIndent;
            setting.space_after = 4;
            break;
        case Role::heading:
            setting.size = body + (paragraph.level <= 1 ? 4 : paragraph.level == 2 ? 2 : 0);
            setting.bold = true;
            setting.space_before = paragraph.level <= 1 ? 14 : 9;
            setting.space_after = 4;
            break;
        case Role::list_item:
            setting.label_indent = kListIndent * (paragraph.level + 1);
            setting.label_width = kListIndent;
            setting.space_after = 2;
            break;
        case Role::caption:
            setting.bold = true;
            setting.space_before = 7;
            setting.space_after = 4;
            break;
        case Role::note:
            setting.size = style.table_size / 10.0;
            setting.space_after = 3;
            break;
        case Role::signature:
            setting.width = width * 0.58;
            setting.alignment = Alignment::centre;
            break;
        case Role::cover_title:
        case Role::cover_line:
            setting.size = body + (paragraph.role == Role::cover_title ? 12 : 4);
            setting.bold = true;
            setting.space_after = 8;
            if (paragraph.alignment == Alignment::start) setting.alignment = Alignment::centre;
            break;
    }
    return setting;
}

Setting cell_setting(const ComposedParagraph& paragraph, const PageStyle& style, double width) {
    return {.width = width,
            .size = style.table_size / 10.0,
            .bold = paragraph.role == Role::heading,
            .alignment = paragraph.alignment,
            .label_indent = 9.0 * paragraph.level * (paragraph.role == Role::list_item ? 1 : 0)};
}

Pass lay_out_pages(const ComposedDocument& document, Shaper& shaper, Canvas& canvas,
                   Failure& failure, const PdfLimits& limits, const Pass& known) {
    return Flow(document, shaper, canvas, failure, limits, known).run();
}

}  // namespace phaen::document::pdf
