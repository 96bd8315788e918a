#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pdf/canvas.h"
#include "pdf/shape.h"
#include "phaen/document/composed.h"
#include "phaen/document/write_pdf.h"

namespace phaen::document::pdf {

/// The part of a page that text may fill; points.
struct Sheet {
    double width = 0;
    double height = 0;
    double left = 0;
    double top = 0;
    double right = 0;  ///< coordinates, not margins
    double bottom = 0;

    [[nodiscard]] double body_width() const { return right - left; }
    [[nodiscard]] double body_height() const { return bottom - top; }
};

/// A heading of the flow, for outline and contents.
struct Heading {
    const ComposedParagraph* paragraph = nullptr;
    Spot at;
    bool operator==(const Heading& other) const {
        return paragraph == other.paragraph && at.page == other.at.page;
    }
};

/// What a pass over the document found.
struct Pass {
    std::vector<Heading> headings;
    std::vector<std::string> page_labels;
    std::vector<std::vector<PdfBlock>> sections;
};

/// Where the next thing goes on the current page, and how to get a new one.
class Pages {
  public:
    Pages(const ComposedDocument& document, Shaper& shaper, Canvas& canvas, Failure& failure,
          const PdfLimits& limits, Pass& pass)
        : document_(document),
          shaper_(shaper),
          canvas_(canvas),
          failure_(failure),
          limits_(limits),
          pass_(pass) {}

    void begin_section(const ComposedSection& section);
    void turn();
    [[nodiscard]] bool at_top() const { return y <= sheet_.top; }
    [[nodiscard]] double room() const { return sheet_.bottom - y; }
    [[nodiscard]] const Sheet& sheet() const { return sheet_; }
    [[nodiscard]] Canvas& canvas() { return canvas_; }
    [[nodiscard]] Shaper& shaper() { return shaper_; }
    [[nodiscard]] Failure& failure() { return failure_; }
    [[nodiscard]] const PageStyle& style() const { return document_.style; }

    double y = 0;

  private:
    void draw_head(const std::string& number);

    const ComposedDocument& document_;
    Shaper& shaper_;
    Canvas& canvas_;
    Failure& failure_;
    const PdfLimits& limits_;
    Pass& pass_;
    const ComposedSection* section_ = nullptr;
    Sheet sheet_;
    int number_ = 0;
};

/// One pass over the document. `known` are the headings of the pass before, for the contents; the
/// first pass has none.
[[nodiscard]] Pass lay_out_pages(const ComposedDocument& document, Shaper& shaper, Canvas& canvas,
                                 Failure& failure, const PdfLimits& limits, const Pass& known);

/// How a paragraph of the flow (not of a cell) is set.
[[nodiscard]] Setting flow_setting(const ComposedParagraph& paragraph, const PageStyle& style,
                                   double width);
/// How a paragraph of a cell is set.
[[nodiscard]] Setting cell_setting(const ComposedParagraph& paragraph, const PageStyle& style,
                                   double width);

/// Hundredths of a millimetre as points.
[[nodiscard]] constexpr double to_points(int hundredths) { return hundredths * 72.0 / 2540.0; }

}  // namespace phaen::document::pdf
