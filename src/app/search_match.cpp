#include "search_match.h"

#include <algorithm>

#include "phaen/base/thai_text.h"
#include "phaen/base/thai_words.h"

namespace phaen::app {

namespace {

bool has_all(std::string_view text, const std::vector<std::string>& wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& one) {
        return text.find(one) != std::string_view::npos;
    });
}

}  // namespace

Wanted::Wanted(std::string_view typed) : whole_(base::comparison_key(typed)) {
    const std::string clean = base::clean_text(typed);
    for (std::size_t at = 0; at < clean.size();) {
        const std::size_t end = std::min(clean.find(' ', at), clean.size());
        const std::string_view part = std::string_view(clean).substr(at, end - at);
        at = end + 1;
        std::string folded = base::comparison_key(part);
        if (folded.empty()) continue;
        parts_.push_back(std::move(folded));
        for (const std::string& word : base::split_words(part)) {
            std::string key = base::comparison_key(word);
            if (!key.empty()) words_.push_back(std::move(key));
        }
    }
}

std::optional<int> Wanted::rank(std::string_view title, std::string_view all) const {
    if (whole_.empty()) return std::nullopt;
    const std::size_t at = title.find(whole_);
    if (at == 0) return 0;
    if (at != std::string_view::npos) return 1;
    if (has_all(title, parts_)) return 2;
    if (has_all(all, parts_)) return 3;
    if (!words_.empty() && has_all(all, words_)) return 4;
    return std::nullopt;
}

std::string Wanted::fold(const std::vector<std::string_view>& texts) {
    std::string folded;
    for (const std::string_view text : texts) {
        if (text.empty()) continue;
        if (!folded.empty()) folded += '\n';
        folded += base::comparison_key(text);
    }
    return folded;
}

}  // namespace phaen::app
