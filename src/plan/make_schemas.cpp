#include <cstdio>
#include <string>
#include <string_view>

#include "phaen/plan/json_schema.h"

/// phaen_schemas plan|scheme: prints the JSON Schema of that file.
int main(int argc, char** argv) {
    const std::string_view which = argc == 2 ? argv[1] : "";
    if (which != "plan" && which != "scheme") {
        std::fputs("usage: phaen_schemas plan|scheme\n", stderr);
        return 2;
    }
    const phaen::base::Value schema =
        which == "plan" ? phaen::plan::plan_json_schema() : phaen::plan::scheme_json_schema();
    const std::string text = phaen::base::to_pretty_json(schema);
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    return written && std::fflush(stdout) == 0 ? 0 : 2;
}
