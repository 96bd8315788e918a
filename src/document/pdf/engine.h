#pragma once

#include <span>

#include "phaen/document/pdf_resources.h"
#include "phaen/document/read_pdf.h"
#include "phaen/document/write_pdf.h"

/// What needs the libraries that draw and take apart PDF. They bring thirty libraries of their own,
/// which cost every start of the program about 5 ms, so the engine is a module that the program
/// carries and loads when it prints or reads a PDF for the first time (docs/adr/0008). Sanitizers,
/// fuzzers and coverage have it linked in: PHAEN_PDF_MODULE=OFF.
namespace phaen::document {

struct PdfEngine {
    base::Result<PdfFile, PdfError> (*write)(const ComposedDocument&, const PdfFonts&,
                                             const PdfOptions&, std::stop_token);
    base::Result<PdfRecord, PdfReadError> (*read)(std::string_view, std::string_view,
                                                  const PdfReadLimits&, std::stop_token);
    std::span<const PdfResource> (*resources)();
};

/// Null when the module cannot be loaded; `load_failure` then says why. Safe from several threads.
[[nodiscard]] const PdfEngine* load_engine();
[[nodiscard]] std::string load_failure();

namespace engine {

// As the public functions of these names.
[[nodiscard]] base::Result<PdfFile, PdfError> write_pdf(const ComposedDocument& document,
                                                        const PdfFonts& fonts,
                                                        const PdfOptions& options,
                                                        std::stop_token stop);
[[nodiscard]] base::Result<PdfRecord, PdfReadError> read_pdf(std::string_view bytes,
                                                             std::string_view record_name,
                                                             const PdfReadLimits& limits,
                                                             std::stop_token stop);
[[nodiscard]] std::span<const PdfResource> pdf_resources();

[[nodiscard]] const PdfEngine& table();

}  // namespace engine

}  // namespace phaen::document
