#pragma once

#include <span>
#include <string_view>

#include "phaen/plan/scheme.h"

/// The years' schemes that come with the program: the files under `schemes/`.
namespace phaen::plan {

/// In the order of their files' names.
[[nodiscard]] std::span<const Scheme> shipped_schemes();
/// Null when none of that id is shipped.
[[nodiscard]] const Scheme* find_shipped_scheme(std::string_view id);
/// Its file as it is, with the comments that say where things come from; empty when there is none.
[[nodiscard]] std::string_view shipped_scheme_text(std::string_view id);

}  // namespace phaen::plan
