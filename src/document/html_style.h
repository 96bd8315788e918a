#pragma once

#include <string>

#include "phaen/document/composed.h"

namespace phaen::document {

/// The style sheet: what holds for every document, and the pages of each section (`.s1`, ...).
[[nodiscard]] std::string html_style(const ComposedDocument& document);

}  // namespace phaen::document
