#pragma once

#include <string>

#include "phaen/base/result.h"
#include "phaen/document/composed.h"
#include "phaen/document/write_error.h"

namespace phaen::document {

/// One HTML page that needs nothing else: no script, no address that is fetched. On the screen it
/// is read from top to bottom; printed it has A4 pages as the document says. It is meant for screen
/// readers too: headings in order, contents as navigation, captions and header cells of tables, a
/// text for every bar and drawing. The same bytes for the same document.
[[nodiscard]] base::Result<std::string, WriteError> write_html(const ComposedDocument& document);

}  // namespace phaen::document
