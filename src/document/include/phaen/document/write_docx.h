#pragma once

#include <map>
#include <string>

#include "phaen/base/result.h"
#include "phaen/document/composed.h"
#include "phaen/document/write_error.h"

namespace phaen::document {

struct DocxOptions {
    /// The page on which each anchor stands, as printed; for the contents. Word computes them again
    /// when a person updates the contents. Without any, Word is told to do so when it opens the
    /// file.
    std::map<std::string, std::string> pages = {};
    /// The family that is named instead of the style's. Word takes it from the reader's machine.
    std::string font = {};
    /// Of all sizes: fonts of other measures than TH Sarabun's need it (Laksaman: 66).
    int size_percent = 100;
};

/// A Word file (ECMA-376, transitional). The same bytes for the same document and options. It
/// carries the document's version and, as bookmarks, what each block prints; `read_docx` gives them
/// back.
[[nodiscard]] base::Result<std::string, WriteError> write_docx(const ComposedDocument& document,
                                                               const DocxOptions& options = {});

}  // namespace phaen::document
