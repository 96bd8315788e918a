#pragma once

#include <string_view>

#include "phaen/check/rule.h"

/// What people call rules and their parts.
namespace phaen::check {

[[nodiscard]] RuleText name_of(Severity severity);
[[nodiscard]] RuleText name_of(Category category);

/// The rule whose id is most like a mistyped one.
[[nodiscard]] const Rule& nearest_rule(std::string_view id);

}  // namespace phaen::check
