#include <cstddef>
#include <cstdint>
#include <string_view>

#include "phaen/base/check.h"
#include "phaen/dataset/dictionary.h"

// Any bytes as a dictionary, JSON when they begin with `{`: refused with errors, or a dictionary
// that its JSON gives back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace phaen::dataset;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto dictionary = load_dictionary(
        bytes, bytes.starts_with('{') ? DictionaryFormat::json : DictionaryFormat::toml);
    if (!dictionary) {
        PHAEN_CHECK(!dictionary.error().empty(), "a refusal says why");
        return 0;
    }
    const auto again =
        load_dictionary(phaen::base::to_pretty_json(to_value(*dictionary)), DictionaryFormat::json);
    PHAEN_CHECK(again.has_value() && *again == *dictionary, "JSON gives the dictionary back");
    return 0;
}
