#include <cstdio>
#include <string>

#include "phaen/ledger/sheet_import.h"

/// phaen_ledger_schema: prints the JSON Schema of a mapping of columns.
int main() {
    const std::string text =
        phaen::base::to_pretty_json(phaen::ledger::sheet_mapping_json_schema());
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    return written && std::fflush(stdout) == 0 ? 0 : 2;
}
