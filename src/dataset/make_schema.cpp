#include <cstdio>
#include <string>

#include "phaen/dataset/dictionary.h"

/// phaen_dataset_schema: prints the JSON Schema of a dictionary's file.
int main() {
    const std::string text = phaen::base::to_pretty_json(phaen::dataset::dataset_json_schema());
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    return written && std::fflush(stdout) == 0 ? 0 : 2;
}
