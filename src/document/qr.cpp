#include "phaen/document/qr.h"

#include <qrencode.h>

#include <memory>
#include <string>

namespace phaen::document {
namespace {

constexpr int kQuiet = 4;  // modules on each side

struct CodeDeleter {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::optional<Drawing> qr_code(std::string_view text, int side) {
    if (text.empty() || text.find('\0') != std::string_view::npos || side <= 0) return std::nullopt;
    const std::unique_ptr<QRcode, CodeDeleter> code(
        QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M));
    if (!code) return std::nullopt;
    const int modules = code->width + 2 * kQuiet;
    // Edges are rounded, not widths: neighbours share them and no gaps open.
    const auto edge = [&](int module) {
        return static_cast<int>(static_cast<long long>(module + kQuiet) * side / modules);
    };
    Drawing drawing;
    drawing.width = side;
    drawing.height = side;
    drawing.description = text;
    for (int y = 0; y < code->width; ++y) {
        const auto dark = [&](int x) { return (code->data[y * code->width + x] & 1U) != 0; };
        for (int x = 0; x < code->width; ++x) {
            if (!dark(x)) continue;
            const int from = x;
            while (x + 1 < code->width && dark(x + 1)) ++x;
            Shape& shape = drawing.shapes.emplace_back();
            shape.x = edge(from);
            shape.y = edge(y);
            shape.width = edge(x + 1) - edge(from);
            shape.height = edge(y + 1) - edge(y);
        }
    }
    return drawing;
}

}  // namespace phaen::document
