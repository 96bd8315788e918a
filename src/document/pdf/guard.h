#pragma once

#include <optional>
#include <string_view>

#include "phaen/document/read_pdf.h"

namespace phaen::document::pdf {

/// Looks at the bytes of a PDF before libqpdf does, which unpacks without a limit and follows
/// lengths into other objects on the stack. What our own files never have is refused.
[[nodiscard]] std::optional<PdfReadError> find_threat(std::string_view bytes,
                                                      const PdfReadLimits& limits);

}  // namespace phaen::document::pdf
