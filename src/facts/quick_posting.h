#pragma once

#include <optional>
#include <string_view>

#include "phaen/facts/fact.h"

namespace phaen::facts {

/// A posting in the form of our own lines, read in one pass without a tree. Null for every other
/// line, also when anything is wrong with it: the full reader then says what. Whatever this gives,
/// the full reader gives too.
[[nodiscard]] std::optional<Fact> read_posting_quickly(std::string_view line);

}  // namespace phaen::facts
