#pragma once

#include <string_view>

#include "phaen/base/result.h"
#include "phaen/base/value.h"

namespace phaen::plan {

/// Reads TOML 1.0 into the neutral tree, with positions and members in the order in which they
/// stand. A number with a fraction becomes a string with its digits, a date or time its ISO text.
/// Nesting and size are bounded by `limits`.
[[nodiscard]] base::Result<base::Value, base::SyntaxError> parse_toml(
    std::string_view bytes, const base::ValueLimits& limits = {});

}  // namespace phaen::plan
