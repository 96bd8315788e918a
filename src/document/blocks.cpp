#include "phaen/document/blocks.h"

namespace phaen::document {

std::string Cell::text() const {
    std::string joined;
    for (const Paragraph& paragraph : paragraphs) {
        if (!joined.empty()) joined += ' ';
        joined += paragraph.printed();
    }
    return joined;
}

}  // namespace phaen::document
