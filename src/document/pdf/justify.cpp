#include "pdf/justify.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace phaen::document::pdf {
namespace {

// A space takes as much as six letters. No letter gets more than readers of PDF take for a space
// (a tenth of the size): the text must come out of the file as it went in.
constexpr double kSpaceShare = 6;
constexpr double kLetterMost = 0.09;
constexpr double kSpaceMost = 2.0;

struct Gap {
    PangoGlyphInfo* glyph = nullptr;
    bool space = false;
};

std::vector<Gap> gaps_of(PangoLayoutLine* line, std::string_view text) {
    std::vector<Gap> gaps;
    for (GSList* run = line->runs; run != nullptr; run = run->next) {
        auto* item = static_cast<PangoGlyphItem*>(run->data);
        PangoGlyphString* glyphs = item->glyphs;
        for (int i = 0; i < glyphs->num_glyphs; ++i) {
            const bool ends_cluster = i + 1 == glyphs->num_glyphs ||
                                      glyphs->log_clusters[i + 1] != glyphs->log_clusters[i];
            if (!ends_cluster) continue;
            const auto offset =
                static_cast<std::size_t>(item->item->offset + glyphs->log_clusters[i]);
            gaps.push_back({&glyphs->glyphs[i], text[offset] == ' '});
        }
    }
    // Nothing after the last letter, and nothing in the spaces that hang over the margin.
    while (!gaps.empty() && gaps.back().space) gaps.pop_back();
    if (!gaps.empty()) gaps.pop_back();
    return gaps;
}

}  // namespace

bool distribute(PangoLayoutLine* line, std::string_view text, double slack, double size) {
    if (slack <= 0) return true;
    const std::vector<Gap> gaps = gaps_of(line, text);
    const auto spaces = static_cast<double>(
        std::count_if(gaps.begin(), gaps.end(), [](const Gap& gap) { return gap.space; }));
    const double letters = static_cast<double>(gaps.size()) - spaces;
    if (gaps.empty()) return false;
    double letter = slack / (letters + kSpaceShare * spaces);
    double space = letter * kSpaceShare;
    if (letter > kLetterMost * size) {
        if (spaces < 1) return false;
        letter = kLetterMost * size;
        space = (slack - letter * letters) / spaces;
        if (space > kSpaceMost * size) return false;
    }
    for (const Gap& gap : gaps)
        gap.glyph->geometry.width += static_cast<int>(gap.space ? space : letter);
    return true;
}

}  // namespace phaen::document::pdf
