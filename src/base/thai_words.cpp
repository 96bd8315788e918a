#include "phaen/base/thai_words.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/stringpiece.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <memory>
#include <utility>

namespace phaen::base {

namespace {

/// ICU's Thai word breaks: made when first needed and cloned for each use, so that threads may
/// share it. Null when ICU has none.
const icu::BreakIterator* word_breaks() {
    static const std::unique_ptr<const icu::BreakIterator> kBreaks = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> made(
            icu::BreakIterator::createWordInstance(icu::Locale("th"), status));
        if (U_FAILURE(status) != 0) made.reset();
        return made;
    }();
    return kBreaks.get();
}

}  // namespace

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> words;
    if (word_breaks() == nullptr) return words;
    const std::unique_ptr<icu::BreakIterator> breaks(word_breaks()->clone());
    const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    breaks->setText(wide);
    for (std::int32_t from = breaks->first(), to = breaks->next(); to != icu::BreakIterator::DONE;
         from = to, to = breaks->next()) {
        std::string word;
        wide.tempSubStringBetween(from, to).toUTF8String(word);
        words.push_back(std::move(word));
    }
    return words;
}

}  // namespace phaen::base
