#include "phaen/plan/shipped_schemes.h"

#include <utility>
#include <vector>

#include "phaen/base/check.h"

namespace phaen::plan {

/// Made by CMake from the files.
std::span<const std::string_view> shipped_scheme_files();

std::span<const Scheme> shipped_schemes() {
    static const std::vector<Scheme> kSchemes = [] {
        std::vector<Scheme> schemes;
        for (const std::string_view file : shipped_scheme_files()) {
            auto scheme = load_scheme(file, FileFormat::toml);
            PHAEN_CHECK(scheme.has_value(), "a shipped scheme can be read");
            schemes.push_back(std::move(*scheme));
        }
        return schemes;
    }();
    return kSchemes;
}

const Scheme* find_shipped_scheme(std::string_view id) {
    if (id.empty()) return nullptr;  // without reading the files
    for (const Scheme& scheme : shipped_schemes()) {
        if (scheme.id == id) return &scheme;
    }
    return nullptr;
}

}  // namespace phaen::plan
