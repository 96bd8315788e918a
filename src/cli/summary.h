#pragma once

#include <optional>
#include <string>

#include "input.h"
#include "phaen/base/money.h"

namespace phaen::cli {

/// What the projects' budgets come to; null when that is more than Money can hold.
[[nodiscard]] std::optional<base::Money> total_budget(const plan::Plan& plan);

/// An amount as people read it in this language.
[[nodiscard]] std::string money_text(const base::Money& money, Language language);

/// `line 12`, or in Word `block 3, row 2`.
[[nodiscard]] std::string place_text(const document::Place& place, Language language);

/// What an import found: counts by kind, the total budget, what was not understood and where, and
/// the notes.
[[nodiscard]] std::string summarise(const Imported& imported, Language language);

}  // namespace phaen::cli
