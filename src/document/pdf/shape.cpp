#include "pdf/shape.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "pdf/justify.h"
#include "pdf/unbroken.h"

namespace phaen::document::pdf {
namespace {

// Tone marks stand two high: below 1.4 times the size they touch the line above.
constexpr double kPitch = 1.4;
constexpr double kRounding = 0.05;  // points

double points(int units) { return static_cast<double>(units) / PANGO_SCALE; }
int units(double length) { return static_cast<int>(std::lround(length * PANGO_SCALE)); }

struct AttributesDeleter {
    void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};
using Attributes = std::unique_ptr<PangoAttrList, AttributesDeleter>;

enum class Unbroken { kept, let_go };

class AttributeWriter {
  public:
    void add(PangoAttribute* attribute, std::size_t begin, std::size_t end) {
        attribute->start_index = static_cast<guint>(begin);
        attribute->end_index = static_cast<guint>(end);
        pango_attr_list_insert(list_.get(), attribute);
    }
    [[nodiscard]] PangoAttrList* list() const { return list_.get(); }

  private:
    Attributes list_{pango_attr_list_new()};
};

std::string text_of(const ComposedParagraph& paragraph) {
    std::string text;
    for (const Run& run : paragraph.runs) text += run.text;
    return text;
}

void set_attributes(PangoLayout* layout, const ComposedParagraph& paragraph, std::string_view text,
                    Unbroken unbroken) {
    AttributeWriter writer;
    writer.add(pango_attr_insert_hyphens_new(FALSE), 0, text.size());
    std::size_t begin = 0;
    for (const Run& run : paragraph.runs) {
        const std::size_t end = begin + run.text.size();
        if (run.bold) writer.add(pango_attr_weight_new(PANGO_WEIGHT_BOLD), begin, end);
        if (run.italic) writer.add(pango_attr_style_new(PANGO_STYLE_ITALIC), begin, end);
        if (run.underlined)
            writer.add(pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), begin, end);
        if (run.unbroken && unbroken == Unbroken::kept)
            writer.add(pango_attr_allow_breaks_new(FALSE), begin, end);
        begin = end;
    }
    if (unbroken == Unbroken::kept) {
        for (const auto& [from, to] : unbroken_in(text))
            writer.add(pango_attr_allow_breaks_new(FALSE), from, to);
    }
    pango_layout_set_attributes(layout, writer.list());
}

/// Of the widest line, in points.
double widest(PangoLayout* layout) {
    PangoRectangle logical{};
    int width = 0;
    for (int i = 0; i < pango_layout_get_line_count(layout); ++i) {
        pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, i), nullptr, &logical);
        width = std::max(width, logical.width);
    }
    return points(width);
}

std::vector<Linked> links_of(const ComposedParagraph& paragraph) {
    std::vector<Linked> links;
    int begin = 0;
    for (const Run& run : paragraph.runs) {
        const int end = begin + static_cast<int>(run.text.size());
        if (!run.target.empty()) links.push_back({begin, end, &run.target});
        begin = end;
    }
    return links;
}

}  // namespace

double ShapedText::height(std::size_t from) const {
    double sum = 0;
    for (std::size_t i = from; i < lines.size(); ++i) sum += lines[i].height;
    return sum;
}

std::size_t ShapedText::fitting(std::size_t from, double height) const {
    std::size_t count = 0;
    while (from + count < lines.size() && lines[from + count].height <= height + kRounding) {
        height -= lines[from + count].height;
        ++count;
    }
    return count;
}

double Shaper::pitch(double size) { return kPitch * size; }

Object<PangoLayout> Shaper::make_layout(std::string_view text, const Setting& setting) {
    Object<PangoLayout> layout(pango_layout_new(fonts_.context()));
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(font, fonts_.family().name.c_str());
    pango_font_description_set_absolute_size(font,
                                             setting.size * fonts_.family().scale * PANGO_SCALE);
    if (setting.bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    pango_layout_set_auto_dir(layout.get(), FALSE);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    return layout;
}

Shaper::Metrics Shaper::metrics(const Setting& setting) {
    const auto [place, is_new] = metrics_.try_emplace({setting.size, setting.bold});
    if (is_new) {
        // A line of the font itself, not of what stands in for it.
        const Object<PangoLayout> layout = make_layout("ก", setting);
        PangoRectangle logical{};
        pango_layout_line_get_extents(pango_layout_get_line_readonly(layout.get(), 0), nullptr,
                                      &logical);
        place->second = {points(PANGO_ASCENT(logical)), points(PANGO_DESCENT(logical))};
    }
    return place->second;
}

void Shaper::check_glyphs(PangoLayout* layout, std::string_view text) {
    if (pango_layout_get_unknown_glyphs_count(layout) == 0) return;
    PangoLayoutIter* at = pango_layout_get_iter(layout);
    do {
        const PangoLayoutRun* run = pango_layout_iter_get_run_readonly(at);
        if (run == nullptr) continue;
        for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
            if ((run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0) continue;
            const int offset = run->item->offset + run->glyphs->log_clusters[i];
            failure_.warn(g_utf8_get_char(text.data() + offset));
        }
    } while (pango_layout_iter_next_run(at) != FALSE);
    pango_layout_iter_free(at);
}

void Shaper::append_lines(ShapedText& text, PangoLayout* layout, const Setting& setting,
                          double left, double indent, std::string_view characters) {
    const Metrics font = metrics(setting);
    const double pitch = Shaper::pitch(setting.size);
    const int count = pango_layout_get_line_count(layout);
    for (int i = 0; i < count; ++i) {
        PangoLayoutLine* source = pango_layout_get_line(layout, i);
        PangoRectangle logical{};
        pango_layout_line_get_extents(source, nullptr, &logical);
        Line line;
        line.text = source;
        line.paragraph = static_cast<int>(text.paragraphs.size()) - 1;
        line.begins = i == 0;
        line.width = points(logical.width);
        const double own_indent = i == 0 ? indent : 0;
        const double free = setting.width - left - own_indent - line.width;
        line.x = left + own_indent;
        switch (setting.alignment) {
            case Alignment::start:
                break;
            case Alignment::centre:
                line.x += free / 2;
                break;
            case Alignment::end:
                line.x += free;
                break;
            case Alignment::justified:
                if (i + 1 < count && distribute(source, characters, free * PANGO_SCALE,
                                                setting.size * fonts_.family().scale * PANGO_SCALE))
                    line.width += std::max(free, 0.0);
                break;
        }
        const double ascent = std::max(font.ascent, points(PANGO_ASCENT(logical)));
        const double descent = std::max(font.descent, points(PANGO_DESCENT(logical)));
        line.height = std::max(pitch, ascent + descent);
        line.baseline = (line.height - ascent - descent) / 2 + ascent;
        text.lines.push_back(line);
    }
}

void Shaper::add(ShapedText& text, const ComposedParagraph& paragraph, const Setting& setting) {
    const std::string characters = text_of(paragraph);
    const std::size_t first = text.lines.size();
    if (text.paragraphs.empty()) text.space_before = setting.space_before;
    text.paragraphs.push_back({&paragraph, links_of(paragraph)});

    Object<PangoLayout> label;
    double left = 0;
    if (!paragraph.label.empty()) {
        label = make_layout(paragraph.label + " ", setting);
        check_glyphs(label.get(), paragraph.label);
        left = setting.label_indent + std::max(setting.label_width, widest(label.get()));
        // A label that leaves no room for the text is set as its beginning would be.
        left = std::min(left, setting.width * 0.6);
    }
    const double indent = label ? 0 : setting.first_indent;
    const double room = setting.width - left;

    Object<PangoLayout> layout = make_layout(characters, setting);
    pango_layout_set_width(layout.get(), units(room));
    pango_layout_set_indent(layout.get(), units(indent));
    set_attributes(layout.get(), paragraph, characters, Unbroken::kept);
    if (widest(layout.get()) > room + kRounding)
        set_attributes(layout.get(), paragraph, characters, Unbroken::let_go);
    if (widest(layout.get()) > room + kRounding)
        failure_.note(PdfRefusal::column_too_narrow, "a character is wider than its column");
    check_glyphs(layout.get(), characters);
    append_lines(text, layout.get(), setting, left, indent, characters);
    text.layouts.push_back(std::move(layout));
    if (label) {
        Line& line = text.lines[first];
        line.label = pango_layout_get_line_readonly(label.get(), 0);
        line.label_x = setting.label_indent;
        // Centred and right-aligned text takes its label along.
        if (setting.alignment == Alignment::centre || setting.alignment == Alignment::end) {
            const double label_width = widest(label.get());
            if (setting.alignment == Alignment::centre) line.x -= (left - label_width) / 2;
            line.label_x = line.x - label_width;
        }
        text.layouts.push_back(std::move(label));
    }
    text.space_after = setting.space_after;
}

ShapedText Shaper::line(std::string_view text, double size, double width, Alignment alignment) {
    ShapedText shaped;
    const Setting setting{.width = width, .size = size, .alignment = alignment};
    const Object<PangoLayout> layout = make_layout(text, setting);
    check_glyphs(layout.get(), text);
    shaped.paragraphs.emplace_back();
    append_lines(shaped, layout.get(), setting, 0, 0, text);
    shaped.layouts.push_back(Object<PangoLayout>(PANGO_LAYOUT(g_object_ref(layout.get()))));
    return shaped;
}

}  // namespace phaen::document::pdf
