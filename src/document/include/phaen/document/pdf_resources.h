#pragma once

#include <span>
#include <string>
#include <string_view>

namespace phaen::document {

/// A file that printing needs and that the program carries in itself.
struct PdfResource {
    std::string_view name;  ///< to be written under this name into one folder
    std::string_view bytes;
};

/// The fonts (Laksaman; DejaVu Sans for signs that it lacks) and libthai's word list with our
/// words.
[[nodiscard]] std::span<const PdfResource> pdf_resources();

/// Names them all: the SHA-256 over names and bytes, as 64 hexadecimal digits.
[[nodiscard]] std::string pdf_resources_version();

/// Gives back the memory of having read them. To be called when they are in their folder.
void release_pdf_resources();

}  // namespace phaen::document
