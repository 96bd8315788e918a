#pragma once

#include <map>
#include <string>

#include "phaen/base/result.h"
#include "phaen/document/composed.h"
#include "phaen/document/write_error.h"

namespace phaen::document {

struct TextOptions {
    /// The page on which each anchor stands, as printed. Headings without one have no line in the
    /// contents.
    std::map<std::string, std::string> pages = {};
};

/// Text in the form that `read_text` reads: a paragraph a line, a row of a table a line with its
/// cells parted by tabs, paragraphs of a cell in `<p>`, bars as arrows. Drawings and page breaks
/// leave nothing. The same bytes for the same document.
[[nodiscard]] base::Result<std::string, WriteError> write_text(const ComposedDocument& document,
                                                               const TextOptions& options = {});

}  // namespace phaen::document
