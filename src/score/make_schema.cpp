#include <cstdio>
#include <string>

#include "phaen/score/derivation.h"

/// phaen_derivation_schema: prints the JSON Schema of a derivation.
int main() {
    const std::string text = phaen::base::to_pretty_json(phaen::score::derivation_json_schema());
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    return written && std::fflush(stdout) == 0 ? 0 : 2;
}
