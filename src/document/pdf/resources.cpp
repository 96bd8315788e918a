#include <array>

#include "engine.h"

// The assembler's symbols: the first byte, and the one after the last.
#define PHAEN_RESOURCE(symbol)            \
    extern "C" const char symbol##_begin; \
    extern "C" const char symbol##_end

PHAEN_RESOURCE(phaen_font_regular);
PHAEN_RESOURCE(phaen_font_bold);
PHAEN_RESOURCE(phaen_font_italic);
PHAEN_RESOURCE(phaen_font_bold_italic);
PHAEN_RESOURCE(phaen_font_signs);
PHAEN_RESOURCE(phaen_thai_words);

namespace phaen::document::engine {
namespace {

std::string_view between(const char& begin, const char& end) {
    return {&begin, static_cast<std::size_t>(&end - &begin)};
}

}  // namespace

std::span<const PdfResource> pdf_resources() {
    static const std::array<PdfResource, 6> kResources = {{
        {"Laksaman.ttf", between(phaen_font_regular_begin, phaen_font_regular_end)},
        {"Laksaman-Bold.ttf", between(phaen_font_bold_begin, phaen_font_bold_end)},
        {"Laksaman-Italic.ttf", between(phaen_font_italic_begin, phaen_font_italic_end)},
        {"Laksaman-BoldItalic.ttf",
         between(phaen_font_bold_italic_begin, phaen_font_bold_italic_end)},
        {"DejaVuSans.ttf", between(phaen_font_signs_begin, phaen_font_signs_end)},
        {"thbrk.tri", between(phaen_thai_words_begin, phaen_thai_words_end)},
    }};
    return kResources;
}

}  // namespace phaen::document::engine
