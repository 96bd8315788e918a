#pragma once

#include <optional>
#include <string_view>

#include "phaen/plan/plan.h"

namespace phaen::plan {

/// The word by which the plan file writes a value of an enumeration of plan.h: `at_least`, `SO`,
/// `final`. Defined for each of them.
template <class E>
[[nodiscard]] std::string_view word_of(E value);

/// The value that a word stands for; null for any other text.
template <class E>
[[nodiscard]] std::optional<E> from_word(std::string_view word);

}  // namespace phaen::plan
