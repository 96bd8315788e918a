#include "phaen/check/finding.h"

#include <array>
#include <cstddef>

namespace phaen::check {

std::string_view to_string(Severity severity) {
    switch (severity) {
        case Severity::info:
            return "info";
        case Severity::warning:
            return "warning";
        case Severity::error:
            return "error";
    }
    return "";
}

std::string_view to_string(Category category) {
    static constexpr std::array<std::string_view, 13> kNames = {
        "sum",       "count", "cumulative", "weight", "naming",    "numbering", "missing",
        "duplicate", "unit",  "timeline",   "typo",   "alignment", "format"};
    return kNames.at(static_cast<std::size_t>(category));
}

std::optional<Severity> severity_from(std::string_view word) {
    for (const Severity severity : {Severity::info, Severity::warning, Severity::error}) {
        if (to_string(severity) == word) return severity;
    }
    return std::nullopt;
}

}  // namespace phaen::check
