#include "phaen/document/write_pdf.h"

#include <cstddef>
#include <string>
#include <utility>

#include "pdf/canvas.h"
#include "pdf/engine.h"
#include "pdf/failure.h"
#include "pdf/fonts.h"
#include "pdf/paginate.h"
#include "pdf/pdfa.h"
#include "pdf/shape.h"
#include "pdf/validate.h"
#include "phaen/base/value.h"

namespace phaen::document {
namespace {

using pdf::Canvas;
using pdf::Failure;
using pdf::Pass;
using pdf::Work;

// The column of page numbers in the contents has a fixed width, so the second pass agrees with the
// first; the others are there so that an exception to this is seen, not printed.
constexpr int kMostPasses = 4;

bool has_contents(const ComposedDocument& document) {
    for (const ComposedSection& section : document.sections) {
        for (const ComposedBlock& block : section.blocks) {
            if (block.kind == ComposedBlock::Kind::contents) return true;
        }
    }
    return false;
}

/// What `phaen verify` compares, block by block.
std::string layout_json(const ComposedDocument& document, const Pass& pass, const PdfFonts& fonts,
                        const PdfOptions& options) {
    base::Array sections;
    for (std::size_t s = 0; s < pass.sections.size(); ++s) {
        base::Array blocks;
        for (std::size_t b = 0; b < pass.sections[s].size(); ++b) {
            const PdfBlock& block = pass.sections[s][b];
            const ComposedBlock& source = document.sections[s].blocks[b];
            base::Object entry;
            entry.emplace_back("page", base::Value(block.page));
            entry.emplace_back("hash", base::Value(block.hash));
            if (!source.element.empty()) entry.emplace_back("element", base::Value(source.element));
            if (!source.field.empty()) entry.emplace_back("field", base::Value(source.field));
            blocks.emplace_back(std::move(entry));
        }
        sections.emplace_back(std::move(blocks));
    }
    base::Object layout;
    layout.emplace_back("producer", base::Value(options.producer));
    layout.emplace_back("fonts", base::Value(fonts.version));
    layout.emplace_back("version", base::Value(document.version));
    layout.emplace_back("sections", base::Value(std::move(sections)));
    return base::to_compact_json(base::Value(std::move(layout))) + "\n";
}

std::string archive(const ComposedDocument& document, const PdfFonts& fonts,
                    const PdfOptions& options, const Pass& pass, Canvas& canvas, Failure& failure) {
    const std::string drawn = canvas.finish();
    if (failure.stops()) return {};
    std::vector<PdfAttachment> attachments = options.attachments;
    if (!options.layout_name.empty()) {
        attachments.push_back({options.layout_name, "application/json",
                               "Pages and hashes of the blocks", Relationship::supplement,
                               layout_json(document, pass, fonts, options)});
    }
    std::string bytes = pdf::make_archive(drawn, document, pass, canvas.links(), canvas.anchors(),
                                          options, attachments, failure);
    if (bytes.size() > options.limits.file_bytes)
        failure.note(PdfRefusal::too_large, "the file is larger than the limit");
    return bytes;
}

}  // namespace

base::Result<PdfFile, PdfError> engine::write_pdf(const ComposedDocument& document,
                                                  const PdfFonts& fonts, const PdfOptions& options,
                                                  std::stop_token stop) {
    Failure failure(std::move(stop));
    pdf::validate(document, options, failure);
    if (failure.stops()) return base::Unexpected{*failure.error()};
    const pdf::Fonts loaded(fonts, document.style, failure);
    if (failure.stops()) return base::Unexpected{*failure.error()};

    // A document without sections is a document without words: one empty page.
    ComposedDocument empty;
    if (document.sections.empty()) {
        empty = document;
        empty.sections.emplace_back().numbers = PageNumbers::none;
    }
    const ComposedDocument& printed = document.sections.empty() ? empty : document;

    pdf::Shaper shaper(loaded, failure);
    Pass known;
    if (has_contents(printed)) {
        Canvas measure(Work::measure, options.limits.file_bytes, failure);
        known = pdf::lay_out_pages(printed, shaper, measure, failure, options.limits, known);
    }
    for (int count = 0; count < kMostPasses && !failure.stops(); ++count) {
        Canvas canvas(Work::draw, options.limits.file_bytes, failure);
        Pass pass = pdf::lay_out_pages(printed, shaper, canvas, failure, options.limits, known);
        const bool agrees = !has_contents(printed) || pass.headings == known.headings;
        known = std::move(pass);
        if (!agrees || failure.stops()) continue;
        std::string bytes = archive(printed, fonts, options, known, canvas, failure);
        if (failure.stops()) break;
        if (document.sections.empty()) known.sections.clear();
        return PdfFile{std::move(bytes), failure.warnings(), std::move(known.page_labels),
                       std::move(known.sections)};
    }
    failure.note(PdfRefusal::engine_failed, "the contents do not settle");
    return base::Unexpected{*failure.error()};
}

}  // namespace phaen::document
