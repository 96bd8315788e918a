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
    // The reader of our own lines takes nothing that the reader of all lines would not, nor reads
    // it as something else.
    std::size_t index = 0;
    for (std::string_view rest(reinterpret_cast<const char*>(data), size); !rest.empty();) {
        const std::size_t end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
        const auto value = phaen::base::parse_json(line);
        PHAEN_CHECK(value.has_value(), "a line that was read is JSON");
        const auto fact = fact_from_value(*value);
        PHAEN_CHECK(fact.has_value() && *fact == log->fact(index), "both readers read the same");
        ++index;
    }
    return 0;
}
