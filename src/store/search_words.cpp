#include "search_words.h"

#include <algorithm>

#include "phaen/base/thai_text.h"

namespace phaen::store {

namespace {

/// Where each character begins, and the end.
std::vector<std::size_t> characters_of(std::string_view text) {
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0u) != 0x80u) starts.push_back(i);
    }
    starts.push_back(text.size());
    return starts;
}

}  // namespace

std::string fold_for_search(std::string_view text) { return base::comparison_key(text); }

std::vector<std::string> trigrams_of(std::string_view folded) {
    const std::string padded = std::string(folded) + "  ";
    const std::vector<std::size_t> starts = characters_of(padded);
    std::vector<std::string> trigrams;
    for (std::size_t i = 0; i + 3 < starts.size(); ++i)
        trigrams.push_back(padded.substr(starts[i], starts[i + 3] - starts[i]));
    std::sort(trigrams.begin(), trigrams.end());
    trigrams.erase(std::unique(trigrams.begin(), trigrams.end()), trigrams.end());
    return trigrams;
}

SearchRange rarest_range(std::string_view folded) {
    const std::vector<std::size_t> starts = characters_of(folded);
    const std::size_t count = std::min<std::size_t>(3, starts.size() - 1);
    SearchRange range;
    // Words of an agency begin alike (โครงการ…), so the end tells more.
    const std::size_t first = starts.size() - 1 - count;
    range.from = folded.substr(starts[first]);
    // The last character there is, so it is behind all that begin like this.
    range.to = range.from + "\xF4\x8F\xBF\xBF";
    return range;
}

}  // namespace phaen::store
