#include "engine.h"

namespace phaen::document {

const PdfEngine* load_engine() { return &engine::table(); }

std::string load_failure() { return {}; }

}  // namespace phaen::document
