#pragma once

#include <vector>

#include "phaen/check/rule.h"

namespace phaen::check {

/// Every rule under `rules/`, in the order of the files; made by CMakeLists.txt from their names.
[[nodiscard]] std::vector<const Rule*> rule_list();

}  // namespace phaen::check
