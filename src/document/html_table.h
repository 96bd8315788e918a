#pragma once

#include <string>

#include "html_flow.h"
#include "phaen/document/composed.h"

namespace phaen::document {

/// Writes a sound table. `caption` is the paragraph before it when that is its caption, or null.
void write_html_table(const ComposedTable& table, const ComposedParagraph* caption,
                      const std::string& width_class, HtmlFlow& flow, std::string& out);

}  // namespace phaen::document
