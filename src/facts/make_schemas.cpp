#include <cstdio>
#include <string>
#include <string_view>

#include "phaen/base/form.h"
#include "phaen/facts/io.h"
#include "phaen/facts/words.h"

/// phaen_fact_schemas KIND: prints the JSON Schema of facts of that kind.
int main(int argc, char** argv) {
    const auto kind =
        argc == 2 ? phaen::base::from_word<phaen::facts::FactKind>(argv[1]) : std::nullopt;
    if (!kind) {
        std::fputs("usage: phaen_fact_schemas progress|posting|record|evidence|assessment|event\n",
                   stderr);
        return 2;
    }
    const std::string text = phaen::base::to_pretty_json(phaen::facts::fact_json_schema(*kind));
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    return written && std::fflush(stdout) == 0 ? 0 : 2;
}
