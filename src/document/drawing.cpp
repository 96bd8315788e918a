#include "drawing.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

#include "xml.h"

namespace phaen::document::word {
namespace {

/// An A0 sheet is 42 million EMU wide: nothing beyond this is a place on a page.
constexpr long long kFurthest = 100'000'000;

struct Extent {
    long long left = 0;
    long long right = 0;
};

/// The first element with this name in the drawing, in its chosen branches.
pugi::xml_node find_inside(pugi::xml_node drawing, std::string_view name) {
    for (BranchWalk walk(drawing); walk.node(); walk.enter()) {
        if (local_name(walk.node()) == name) return walk.node();
    }
    return {};
}

std::optional<long long> text_number(pugi::xml_node node) {
    const std::string_view text = node.child_value();
    long long value = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || status != std::errc()) return std::nullopt;
    return std::clamp(value, -kFurthest, kFurthest);
}

/// `12.5pt` and the like in EMU. A bare number is pixels.
std::optional<long long> length(std::string_view text) {
    // Of a point (`-5pt,3pt`) the first length counts.
    text = text.substr(0, text.find(','));
    while (text.starts_with(' ')) text.remove_prefix(1);
    double value = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (status != std::errc() || !std::isfinite(value)) return std::nullopt;
    std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    while (unit.ends_with(' ')) unit.remove_suffix(1);
    double emu = 9525;
    if (unit == "pt") emu = 12700;
    if (unit == "in") emu = 914400;
    if (unit == "cm") emu = 360000;
    if (unit == "mm") emu = 36000;
    if (unit == "pc") emu = 152400;
    const double furthest = static_cast<double>(kFurthest);
    return static_cast<long long>(std::clamp(value * emu, -furthest, furthest));
}

/// A property of a VML `style`, which is written as CSS is.
std::optional<std::string_view> style_property(std::string_view style, std::string_view name) {
    while (!style.empty()) {
        const std::size_t end = std::min(style.find(';'), style.size());
        std::string_view declaration = style.substr(0, end);
        style.remove_prefix(std::min(end + 1, style.size()));
        while (declaration.starts_with(' ')) declaration.remove_prefix(1);
        const std::size_t colon = declaration.find(':');
        if (colon != std::string_view::npos && declaration.substr(0, colon) == name) {
            return declaration.substr(colon + 1);
        }
    }
    return std::nullopt;
}

long long style_length(std::string_view style, std::string_view name) {
    return length(style_property(style, name).value_or("")).value_or(0);
}

/// Whether a preset geometry shows a stretch of time: lines, arrows, and boxes.
bool is_bar_geometry(std::string_view preset) {
    return preset == "line" || preset == "rect" || preset == "roundRect" || preset == "homePlate" ||
           preset == "chevron" || preset.ends_with("Arrow") ||
           preset.find("Connector") != std::string_view::npos;
}

bool is_arrow_geometry(std::string_view preset) {
    return preset.ends_with("Arrow") || preset == "homePlate" || preset == "chevron";
}

/// Where offsets from `relative` begin, from the table's left edge. In a cell everything is counted
/// from the cell, unless the drawing says that it is laid out outside it.
long long origin(std::string_view relative, bool in_cell, const DrawingFrame& frame) {
    if (!in_cell && (relative == "page" || relative == "leftMargin")) return frame.page_left;
    if (!in_cell && relative == "margin") return frame.margin_left;
    if (relative == "page" || relative == "leftMargin") return frame.cell_left;
    return frame.cell_left + frame.cell_margin;
}

/// Of a drawing that has the form of a bar.
std::optional<Extent> drawing_extent(pugi::xml_node drawing, const DrawingFrame& frame) {
    pugi::xml_node anchor = child(drawing, "anchor");
    const bool is_inline = !anchor;
    if (is_inline) anchor = child(drawing, "inline");
    if (!anchor) return std::nullopt;
    const pugi::xml_node geometry = find_inside(anchor, "prstGeom");
    const std::string_view preset = attribute(geometry, "prst").value_or("");
    if (!find_inside(anchor, "wsp") || !is_bar_geometry(preset)) return std::nullopt;
    if (!is_arrow_geometry(preset) && find_inside(anchor, "txbxContent")) return std::nullopt;
    const long long width =
        std::clamp(integer_attribute(child(anchor, "extent"), "cx").value_or(0), 0LL, kFurthest);
    long long left = frame.cell_left + frame.cell_margin;
    const pugi::xml_node position = child(anchor, "positionH");
    if (!is_inline && position) {
        const bool in_cell = attribute(anchor, "layoutInCell").value_or("1") != "0";
        const long long from =
            origin(attribute(position, "relativeFrom").value_or("column"), in_cell, frame);
        const std::string_view align = child(position, "align").child_value();
        left = from + text_number(child(position, "posOffset")).value_or(0);
        if (align == "center") left = frame.cell_left + (frame.cell_width - width) / 2;
        if (align == "right") left = frame.cell_left + frame.cell_width - width;
    }
    return Extent{left, left + width};
}

std::optional<Extent> vml_extent(pugi::xml_node picture, const DrawingFrame& frame) {
    for (BranchWalk walk(picture); walk.node(); walk.enter()) {
        const pugi::xml_node node = walk.node();
        const std::string_view name = local_name(node);
        const bool is_line = name == "line";
        if (!is_line && name != "shape" && name != "rect" && name != "roundrect") continue;
        const std::string_view style = attribute(node, "style").value_or("");
        const std::string_view type = attribute(node, "type").value_or("");
        // Pictures are shapes too, and boxes with text are no bars.
        const bool is_picture = child(node, "imagedata") || type.ends_with("_t75");
        if (is_picture || child(node, "textbox")) continue;
        const std::string_view relative =
            style_property(style, "mso-position-horizontal-relative").value_or("text");
        const bool in_cell = attribute(node, "allowincell").value_or("t") != "f";
        const long long from = origin(relative, in_cell, frame) +
                               style_length(style, "margin-left") + style_length(style, "left");
        if (!is_line) return Extent{from, from + style_length(style, "width")};
        const long long a = length(attribute(node, "from").value_or("")).value_or(0);
        const long long b = length(attribute(node, "to").value_or("")).value_or(0);
        return Extent{from + std::min(a, b), from + std::max(a, b)};
    }
    return std::nullopt;
}

}  // namespace

void BranchWalk::enter() {
    node_ = next_inside(node_, root_);
    settle();
}

void BranchWalk::skip() {
    node_ = next_after(node_, root_);
    settle();
}

void BranchWalk::settle() {
    while (node_) {
        const std::string_view name = local_name(node_);
        const pugi::xml_node parent = node_.parent();
        if ((name != "Choice" && name != "Fallback") || local_name(parent) != "AlternateContent") {
            return;
        }
        if (parent != alternate_) {
            alternate_ = parent;
            chosen_ = chosen_branch(parent);
        }
        if (node_ == chosen_) return;
        node_ = next_after(node_, root_);
    }
}

std::vector<pugi::xml_node> text_boxes(pugi::xml_node drawing) {
    std::vector<pugi::xml_node> found;
    BranchWalk walk(drawing);
    while (walk.node()) {
        if (local_name(walk.node()) == "txbxContent") {
            found.push_back(walk.node());
            walk.skip();
        } else {
            walk.enter();
        }
    }
    return found;
}

std::optional<DrawnBar> drawn_bar(pugi::xml_node drawing, const DrawingFrame& frame) {
    const std::optional<Extent> extent = local_name(drawing) == "drawing"
                                             ? drawing_extent(drawing, frame)
                                             : vml_extent(drawing, frame);
    if (!extent) return std::nullopt;
    std::optional<DrawnBar> bar;
    for (std::size_t i = 0; i + 1 < frame.column_edges.size(); ++i) {
        const long long begin = frame.column_edges[i];
        const long long end = frame.column_edges[i + 1];
        const long long covered = std::min(end, extent->right) - std::max(begin, extent->left);
        if (covered <= 0) continue;
        const long long width = end - begin;
        const auto column = static_cast<int>(i);
        const bool counts = covered * 3 >= width;
        if (counts && !bar) bar = DrawnBar{column, column, true};
        if (counts) bar->to_column = column;
    }
    if (!bar) return bar;
    // An end that leaves between a fifth and a half of a column covered could mean either.
    for (std::size_t i = 0; i + 1 < frame.column_edges.size(); ++i) {
        const long long begin = frame.column_edges[i];
        const long long end = frame.column_edges[i + 1];
        const long long covered = std::min(end, extent->right) - std::max(begin, extent->left);
        const long long width = end - begin;
        if (covered * 5 > width && covered * 2 < width) bar->exact = false;
    }
    return bar;
}

}  // namespace phaen::document::word
