#pragma once

#include <string>
#include <string_view>

#include "phaen/document/composed.h"

namespace phaen::document {

/// The drawing as an `<svg>` element with its description as title; when it has several lines, the
/// first is the title and the others are the description. A text's (x, y) is the left end
/// of its base line.
[[nodiscard]] std::string write_svg(const Drawing& drawing, std::string_view font_family);

}  // namespace phaen::document
