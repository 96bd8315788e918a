#pragma once

#include <pango/pango.h>

#include <string_view>

namespace phaen::document::pdf {

/// Widens a line by `slack` (Pango units) as Thai is justified: a little between all letters, more
/// at spaces. `size` is the font's. False, and nothing done, when the line would look torn.
bool distribute(PangoLayoutLine* line, std::string_view text, double slack, double size);

}  // namespace phaen::document::pdf
