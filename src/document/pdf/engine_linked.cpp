#include "engine.h"

/// The leak sanitizer asks for this name. Fontconfig and Pango keep font patterns beyond the font
/// map that they were made for.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming)
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\nleak:libpango\n";
}

namespace phaen::document {

const PdfEngine* load_engine() { return &engine::table(); }

std::string load_failure() { return {}; }

}  // namespace phaen::document
