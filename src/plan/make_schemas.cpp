#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "phaen/plan/json_schema.h"

namespace {

bool write(const std::filesystem::path& path, const phaen::base::Value& schema) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << phaen::base::to_pretty_json(schema);
    out.close();
    if (!out) std::fprintf(stderr, "phaen_schemas: cannot write %s\n", path.c_str());
    return static_cast<bool>(out);
}

}  // namespace

/// phaen_schemas FOLDER: writes the JSON Schemas of plan and scheme into the folder.
int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: phaen_schemas FOLDER\n");
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    const bool written = write(folder / "plan.schema.json", phaen::plan::plan_json_schema()) &&
                         write(folder / "scheme.schema.json", phaen::plan::scheme_json_schema());
    return written ? 0 : 2;
}
