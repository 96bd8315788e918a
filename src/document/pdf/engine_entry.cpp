#include "engine.h"

/// The one symbol that the module shows.
extern "C" __attribute__((visibility("default"))) const phaen::document::PdfEngine*
phaen_pdf_engine() {
    return &phaen::document::engine::table();
}
