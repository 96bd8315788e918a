#include <cstddef>
#include <cstdint>
#include <string_view>

#include "phaen/base/check.h"
#include "phaen/check/words.h"

// Any bytes as a words file: refused with what and where, or words of which none is empty.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace phaen::check;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto words = parse_words(bytes);
    if (!words) {
        PHAEN_CHECK(!words.error().message.empty(), "a refusal says why");
        return 0;
    }
    for (const auto& [name, list] : words->lists) {
        for (const auto& word : list) PHAEN_CHECK(!word.empty(), "a listed word is a text");
    }
    for (const auto& [name, pairs] : words->pairs) {
        for (const auto& [seen, replacement] : pairs) {
            PHAEN_CHECK(!seen.empty() && !replacement.form.empty(), "a pair has both sides");
        }
    }
    Words twice = *words;
    twice.add(*words);
    PHAEN_CHECK(twice.lists == words->lists && twice.pairs == words->pairs,
                "adding the same file changes no list and no table");
    return 0;
}
