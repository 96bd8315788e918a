#include "svg.h"

#include <array>

#include "markup.h"

namespace phaen::document {
namespace {

std::string colour_of(unsigned colour) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "#";
    for (int shift = 20; shift >= 0; shift -= 4) text += kDigits[(colour >> shift) & 0xFU];
    return text;
}

std::string attribute(std::string_view name, int value) {
    return " " + std::string(name) + "=\"" + std::to_string(value) + "\"";
}

void write_shape(std::string& svg, const Shape& shape) {
    const std::string colour = colour_of(shape.colour);
    switch (shape.kind) {
        case Shape::Kind::rectangle:
            svg += "<rect" + attribute("x", shape.x) + attribute("y", shape.y) +
                   attribute("width", shape.width) + attribute("height", shape.height) +
                   " fill=\"" + colour + "\"/>";
            return;
        case Shape::Kind::line:
            svg += "<line" + attribute("x1", shape.x) + attribute("y1", shape.y) +
                   attribute("x2", shape.x + shape.width) +
                   attribute("y2", shape.y + shape.height) + " stroke=\"" + colour +
                   "\" stroke-width=\"20\"/>";
            return;
        case Shape::Kind::text:
            svg += "<text" + attribute("x", shape.x) + attribute("y", shape.y) +
                   attribute("font-size", shape.height) + " fill=\"" + colour + "\">" +
                   escaped(shape.text) + "</text>";
            return;
    }
}

}  // namespace

std::string write_svg(const Drawing& drawing, std::string_view font_family) {
    const std::string size = std::to_string(drawing.width) + " " + std::to_string(drawing.height);
    // Hundredths of a millimetre as millimetres with two decimals.
    const auto millimetres = [](int length) {
        const std::string rest = std::to_string(length % 100);
        return std::to_string(length / 100) + "." + (rest.size() < 2 ? "0" : "") + rest + "mm";
    };
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" +
                      millimetres(drawing.width) + "\" height=\"" + millimetres(drawing.height) +
                      "\" viewBox=\"0 0 " + size + "\" font-family=\"" + escaped(font_family) +
                      "\">";
    const std::size_t end = drawing.description.find('\n');
    svg += "<title>" + escaped(drawing.description.substr(0, end)) + "</title>";
    if (end != std::string::npos)
        svg += "<desc>" + escaped(drawing.description.substr(end + 1)) + "</desc>";
    for (const Shape& shape : drawing.shapes) write_shape(svg, shape);
    return svg + "</svg>";
}

}  // namespace phaen::document
