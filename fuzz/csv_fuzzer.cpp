#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "phaen/base/check.h"
#include "phaen/sheet/read.h"
#include "phaen/sheet/write.h"

// The reader of comma-separated values refuses with a reason, or gives rows that, written, are read
// as the same rows.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace phaen;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto read = sheet::read_csv(bytes);
    if (!read) {
        PHAEN_CHECK(!read.error().detail.empty(), "a refusal says why");
        return 0;
    }
    const std::string written = sheet::write_csv(*read);
    const auto again = sheet::read_csv(written);
    PHAEN_CHECK(static_cast<bool>(again), "what was written can be read");
    PHAEN_CHECK(sheet::write_csv(*again) == written, "and says the same");
    return 0;
}
