#include "engine.h"

namespace phaen::document::engine {

const PdfEngine& table() {
    static constexpr PdfEngine kTable{write_pdf, read_pdf, pdf_resources};
    return kTable;
}

}  // namespace phaen::document::engine
