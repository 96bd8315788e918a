#include <cstddef>
#include <cstdint>
#include <string_view>

#include "plan_checks.h"

// Any bytes as a plan file in TOML.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    phaen::fuzz::check_plan_file(bytes, phaen::plan::FileFormat::toml);
    return 0;
}
