#pragma once

#include <string>
#include <string_view>

#include "phaen/document/composed.h"

namespace phaen::document {

/// The drawing as an enhanced metafile ([MS-EMF]): vectors that every version of Word shows. Its
/// unit is a hundredth of a millimetre.
[[nodiscard]] std::string write_metafile(const Drawing& drawing, std::string_view font_family);

}  // namespace phaen::document
