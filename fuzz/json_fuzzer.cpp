#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "phaen/base/check.h"
#include "phaen/base/value.h"

// Any bytes: the JSON reader refuses them with a place, or gives a value that every layout writes
// and reads back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace phaen::base;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto value = parse_json(bytes);
    if (!value) {
        PHAEN_CHECK(!value.error().message.empty(), "a refusal says why");
        PHAEN_CHECK(value.error().position.line >= 1 && value.error().position.column >= 1,
                    "a refusal says where");
        return 0;
    }
    for (const std::string& text : {to_compact_json(*value), to_pretty_json(*value)}) {
        const auto again = parse_json(text);
        PHAEN_CHECK(again.has_value() && *again == *value, "what is written is read back");
    }
    const std::string canonical = to_canonical_json(*value);
    const auto sorted = parse_json(canonical);
    PHAEN_CHECK(sorted.has_value() && to_canonical_json(*sorted) == canonical,
                "the canonical form is its own canonical form");
    return 0;
}
