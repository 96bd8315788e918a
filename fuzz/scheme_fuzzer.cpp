#include <cstddef>
#include <cstdint>
#include <string_view>

#include "phaen/base/check.h"
#include "phaen/plan/scheme.h"

// Any bytes as a year's scheme, JSON when they begin with `{`: refused with errors, or a scheme
// that both forms write and read back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace phaen::plan;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto scheme =
        load_scheme(bytes, bytes.starts_with('{') ? FileFormat::json : FileFormat::toml);
    if (!scheme) {
        PHAEN_CHECK(!scheme.error().empty(), "a refusal says why");
        return 0;
    }
    const auto from_toml = load_scheme(to_toml(*scheme), FileFormat::toml);
    PHAEN_CHECK(from_toml.has_value() && *from_toml == *scheme, "TOML gives the scheme back");
    const auto from_json = load_scheme(to_json(*scheme), FileFormat::json);
    PHAEN_CHECK(from_json.has_value() && *from_json == *scheme, "JSON gives the scheme back");
    return 0;
}
