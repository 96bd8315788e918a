#pragma once

#include <pango/pangocairo.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pdf/failure.h"
#include "pdf/fonts.h"
#include "phaen/document/composed.h"

namespace phaen::document::pdf {

/// How a paragraph is set. Lengths are points.
struct Setting {
    double width = 0;
    double size = 0;  ///< in TH Sarabun's measure
    bool bold = false;
    Alignment alignment = Alignment::start;
    double first_indent = 0;
    double label_indent = 0;  ///< where the label begins, when there is one
    double label_width = 0;   ///< at least this much before the text
    double space_before = 0;
    double space_after = 0;
};

/// A stretch of a paragraph's text that leads somewhere.
struct Linked {
    int begin = 0;  ///< bytes
    int end = 0;
    const std::string* target = nullptr;
};

struct Line {
    PangoLayoutLine* text = nullptr;  ///< owned by the shaped text's layouts
    PangoLayoutLine* label = nullptr;
    double x = 0;
    double label_x = 0;
    double width = 0;     ///< of the text
    double height = 0;    ///< from this line's top to the next one's
    double baseline = 0;  ///< from the line's top
    int paragraph = 0;    ///< of the shaped text
    bool begins = false;  ///< its paragraph
};

/// Paragraphs as lines, ready to be cut between any two and drawn.
struct ShapedText {
    struct Paragraph {
        const ComposedParagraph* source = nullptr;
        std::vector<Linked> links;
    };
    std::vector<Object<PangoLayout>> layouts;
    std::vector<Paragraph> paragraphs;
    std::vector<Line> lines;
    double space_before = 0;  ///< of the first paragraph
    double space_after = 0;   ///< of the last

    [[nodiscard]] double height(std::size_t from = 0) const;
    /// How many lines from there fit into a height.
    [[nodiscard]] std::size_t fitting(std::size_t from, double height) const;
};

/// Makes lines of text.
class Shaper {
  public:
    Shaper(const Fonts& fonts, Failure& failure) : fonts_(fonts), failure_(failure) {}

    /// Appends the paragraph's lines. Notes column_too_narrow and warns of missing glyphs.
    void add(ShapedText& text, const ComposedParagraph& paragraph, const Setting& setting);

    /// A line without links or anchors: page numbers, running heads, labels of drawings.
    [[nodiscard]] ShapedText line(std::string_view text, double size, double width,
                                  Alignment alignment);

    /// Of one line of text of this size.
    [[nodiscard]] static double pitch(double size);

  private:
    struct Metrics {
        double ascent = 0;
        double descent = 0;
    };

    [[nodiscard]] Object<PangoLayout> make_layout(std::string_view text, const Setting& setting);
    [[nodiscard]] Metrics metrics(const Setting& setting);
    void append_lines(ShapedText& text, PangoLayout* layout, const Setting& setting, double left,
                      double indent, std::string_view characters);
    void check_glyphs(PangoLayout* layout, std::string_view text);

    const Fonts& fonts_;
    Failure& failure_;
    std::map<std::pair<double, bool>, Metrics> metrics_;
};

}  // namespace phaen::document::pdf
