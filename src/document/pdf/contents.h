#pragma once

#include "pdf/paginate.h"

namespace phaen::document::pdf {

/// Prints the contents: the document's headings with the pages that the last pass found. The column
/// of numbers is as wide whatever stands in it, so the second pass has the pages of the first.
void print_contents(const ComposedContents& contents, const ComposedDocument& document,
                    const Pass& known, Pages& pages);

}  // namespace phaen::document::pdf
