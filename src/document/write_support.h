#pragma once

#include <rapidcheck.h>

#include <string>

#include "phaen/document/blocks.h"
#include "phaen/document/composed.h"

/// For the tests of the writers: small documents by hand, any document by chance, and what is to be
/// seen in either kind of document, a line for each thing.
namespace phaen::document {

[[nodiscard]] ComposedParagraph paragraph(const std::string& text);
[[nodiscard]] ComposedParagraph heading(int level, const std::string& text);
[[nodiscard]] ComposedParagraph item(const std::string& label, const std::string& text);
[[nodiscard]] ComposedCell cell(int column, const std::string& text);
[[nodiscard]] ComposedBlock block(ComposedParagraph paragraph);
[[nodiscard]] ComposedBlock block(ComposedTable table);
[[nodiscard]] ComposedBlock block(ComposedBlock block);

/// Sound, without contents.
[[nodiscard]] rc::Gen<ComposedDocument> any_document();

[[nodiscard]] std::string shown(const Document& document);
[[nodiscard]] std::string shown(const ComposedDocument& document);

}  // namespace phaen::document
