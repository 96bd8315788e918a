#include "engine.h"

#include <utility>

#include "let_go.h"
#include "phaen/base/sha256.h"

namespace phaen::document {

base::Result<PdfFile, PdfError> write_pdf(const ComposedDocument& document, const PdfFonts& fonts,
                                          const PdfOptions& options, std::stop_token stop) {
    const PdfEngine* engine = load_engine();
    if (engine == nullptr)
        return base::Unexpected{PdfError{PdfRefusal::engine_failed, "", load_failure()}};
    return engine->write(document, fonts, options, std::move(stop));
}

base::Result<PdfRecord, PdfReadError> read_pdf(std::string_view bytes, std::string_view record_name,
                                               const PdfReadLimits& limits, std::stop_token stop) {
    const PdfEngine* engine = load_engine();
    if (engine == nullptr)
        return base::Unexpected{PdfReadError{PdfReadRefusal::engine_failed, load_failure()}};
    return engine->read(bytes, record_name, limits, std::move(stop));
}

std::span<const PdfResource> pdf_resources() {
    const PdfEngine* engine = load_engine();
    return engine == nullptr ? std::span<const PdfResource>() : engine->resources();
}

void release_pdf_resources() {
    for (const PdfResource& resource : pdf_resources()) let_go(resource.bytes);
}

std::string pdf_resources_version() {
    std::string all;
    for (const PdfResource& resource : pdf_resources()) {
        all += resource.name;
        all += ' ';
        all += base::sha256_hex(resource.bytes);
        all += '\n';
    }
    return base::sha256_hex(all);
}

}  // namespace phaen::document
