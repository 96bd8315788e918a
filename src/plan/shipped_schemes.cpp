#include "phaen/plan/shipped_schemes.h"

#include <cstddef>
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

std::string_view shipped_scheme_text(std::string_view id) {
    const auto schemes = shipped_schemes();
    for (std::size_t i = 0; i < schemes.size(); ++i) {
        if (schemes[i].id == id) return shipped_scheme_files()[i];
    }
    return {};
}

}  // namespace phaen::plan
