#pragma once

#include <optional>
#include <pugixml.hpp>
#include <vector>

#include "phaen/document/blocks.h"

namespace phaen::document::word {

/// Walks the elements below `root` in document order and enters only the chosen branch of each
/// `mc:AlternateContent`.
class BranchWalk {
  public:
    explicit BranchWalk(pugi::xml_node root) : root_(root), node_(root.first_child()) { settle(); }

    [[nodiscard]] pugi::xml_node node() const { return node_; }
    void enter();
    void skip();

  private:
    /// Passes the branches that are not chosen.
    void settle();

    pugi::xml_node root_;
    pugi::xml_node node_;
    pugi::xml_node alternate_;  ///< the last one met, and what was chosen of it
    pugi::xml_node chosen_;
};

/// The contents of the text boxes of a drawing (`w:txbxContent`), without those inside them.
[[nodiscard]] std::vector<pugi::xml_node> text_boxes(pugi::xml_node drawing);

/// What is known of the table where a drawing is anchored. All in EMU.
struct DrawingFrame {
    std::vector<long long> column_edges;  ///< from the table's left edge; one more than columns
    long long cell_left = 0;              ///< where the anchoring cell begins, on the same scale
    long long cell_width = 0;
    long long cell_margin = 0;
    long long margin_left = 0;  ///< where the text area of the page begins, on the same scale
    long long page_left = 0;
};

constexpr long long kEmuPerTwip = 635;

/// The columns under a line, an arrow or an empty box of a drawing, when there is one: those of
/// which it covers at least a third.
[[nodiscard]] std::optional<DrawnBar> drawn_bar(pugi::xml_node drawing, const DrawingFrame& frame);

}  // namespace phaen::document::word
