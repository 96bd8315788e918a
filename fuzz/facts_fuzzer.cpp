#include <cstddef>
#include <cstdint>
#include <string_view>

#include "phaen/base/check.h"
#include "phaen/facts/io.h"

// Any bytes as a file of facts: refused with errors, or a log whose canonical lines are read back
// and written as the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace phaen::facts;
    const auto log = read_facts(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!log) {
        PHAEN_CHECK(!log.error().empty(), "a refusal says why");
        for (const auto& error : log.error())
            PHAEN_CHECK(!describe_error(error, phaen::base::MessageLanguage::thai).empty(),
                        "an error has a text");
        return 0;
    }
    const std::string lines = write_facts(*log);
    const auto again = read_facts(lines);
    PHAEN_CHECK(again.has_value() && write_facts(*again) == lines, "the lines give the log back");
    return 0;
}
