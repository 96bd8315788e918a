#pragma once

#include "pdf/failure.h"
#include "phaen/document/composed.h"
#include "phaen/document/write_pdf.h"

namespace phaen::document::pdf {

/// Notes what of the document or the options cannot be printed, before anything is laid out.
void validate(const ComposedDocument& document, const PdfOptions& options, Failure& failure);

}  // namespace phaen::document::pdf
