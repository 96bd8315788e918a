#include "pdf/fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/engine.h"

namespace phaen::document::pdf {
namespace {

// TH Sarabun's em is drawn larger than that of its free descendants: 16 points of it are 10.56 of
// Laksaman. Debian's own fontconfig rule for Laksaman says the same.
constexpr std::string_view kOfficial = "TH Sarabun";
constexpr std::string_view kDescendant = "Laksaman";
constexpr double kDescendantScale = 0.66;

// libthai alone ends a line inside this word; the list that comes with the program has it whole.
constexpr std::string_view kCanary = "เป้าประสงค์";

Family family_of(std::string_view font) {
    if (font.substr(0, kOfficial.size()) == kOfficial)
        return {std::string(kDescendant), kDescendantScale};
    return {std::string(font), 1};
}

bool has_family(PangoFontMap* map, std::string_view name) {
    PangoFontFamily** families = nullptr;
    int count = 0;
    pango_font_map_list_families(map, &families, &count);
    bool found = false;
    for (int i = 0; i < count; ++i) found |= pango_font_family_get_name(families[i]) == name;
    g_free(families);
    return found;
}

bool breaks_inside(std::string_view word) {
    std::vector<PangoLogAttr> attributes(word.size() + 1);
    const int letters =
        static_cast<int>(g_utf8_strlen(word.data(), static_cast<gssize>(word.size())));
    pango_get_log_attrs(word.data(), static_cast<int>(word.size()), 0,
                        pango_language_from_string("th"), attributes.data(), letters + 1);
    const std::span<const PangoLogAttr> inner(attributes.data() + 1,
                                              static_cast<std::size_t>(letters - 1));
    return std::any_of(inner.begin(), inner.end(),
                       [](const PangoLogAttr& attribute) { return attribute.is_line_break != 0; });
}

}  // namespace

Fonts::Fonts(const PdfFonts& folder, const PageStyle& style, Failure& failure)
    : map_(pango_cairo_font_map_new()), family_(family_of(style.font)) {
    FcConfig* config = FcConfigCreate();
    // File by file: of a folder fontconfig would want to write a cache.
    for (const PdfResource& resource : engine::pdf_resources()) {
        if (!resource.name.ends_with(".ttf")) continue;
        const std::string path = folder.folder + "/" + std::string(resource.name);
        FcConfigAppFontAddFile(config, reinterpret_cast<const FcChar8*>(path.c_str()));
    }
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), config);
    FcConfigDestroy(config);
    // Points are the units of the page.
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map_.get()), 72);
    context_.reset(pango_font_map_create_context(map_.get()));
    pango_context_set_language(context_.get(), pango_language_from_string("th"));
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_.get(), options);
    cairo_font_options_destroy(options);

    if (!has_family(map_.get(), family_.name)) {
        failure.note(PdfRefusal::font_missing, "no font of the family " + family_.name);
    } else if (breaks_inside(kCanary)) {
        failure.note(PdfRefusal::words_missing,
                     "LIBTHAI_DICTDIR did not name the word list before the first Thai line");
    }
}

}  // namespace phaen::document::pdf
