#pragma once

#include <memory>
#include <string>

#include "phaen/document/write_pdf.h"

namespace phaen::cli {

/// The fonts and words for printing, written into a private temporary folder that goes when this
/// goes. Make one at the start, before threads: it sets LIBTHAI_DICTDIR, which libthai reads once.
class PrintFolder {
  public:
    /// Null when the folder cannot be made or filled.
    [[nodiscard]] static std::unique_ptr<PrintFolder> create();
    ~PrintFolder();
    PrintFolder(const PrintFolder&) = delete;
    PrintFolder& operator=(const PrintFolder&) = delete;

    [[nodiscard]] const document::PdfFonts& fonts() const { return fonts_; }

  private:
    explicit PrintFolder(std::string folder);

    document::PdfFonts fonts_;
};

}  // namespace phaen::cli
