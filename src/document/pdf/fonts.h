#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>

#include "pdf/failure.h"
#include "phaen/document/write_pdf.h"

namespace phaen::document::pdf {

struct ObjectDeleter {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Object = std::unique_ptr<T, ObjectDeleter>;

/// A family of the folder and what its sizes are multiplied by.
struct Family {
    std::string name;
    double scale = 1;
};

/// The fonts of one call: nothing of the system is in it, and nothing of another call.
class Fonts {
  public:
    /// Notes font_missing or words_missing when the folder cannot print the style.
    Fonts(const PdfFonts& folder, const PageStyle& style, Failure& failure);

    [[nodiscard]] PangoContext* context() const { return context_.get(); }
    [[nodiscard]] const Family& family() const { return family_; }

  private:
    Object<PangoFontMap> map_;
    Object<PangoContext> context_;
    Family family_;
};

}  // namespace phaen::document::pdf
