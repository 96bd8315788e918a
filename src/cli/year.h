#pragma once

#include <optional>

#include "commands.h"
#include "phaen/base/form.h"
#include "phaen/cli/run.h"
#include "phaen/facts/log.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/scheme.h"

/// What `score`, `ledger` and `facts` share: facts, the day, and the plan with its scheme.
namespace phaen::cli {

/// Facts of a file; the refusal carries its first error and how many more there are.
[[nodiscard]] base::Result<facts::FactLog, Refusal> load_facts(const std::string& path,
                                                               Language language);

/// From `--as-of` and `--known-at`: today in Bangkok and now when they are not given.
[[nodiscard]] base::Result<facts::AsOf, Refusal> as_of_from(const Invocation& invocation);

/// From `--scheme`, else the shipped one that the plan names; null when there is neither.
[[nodiscard]] base::Result<std::optional<plan::Scheme>, Refusal> scheme_from(
    const Invocation& invocation, const plan::Plan* plan, Language language);

[[nodiscard]] base::MessageLanguage form_language(Language language);

/// The text with Thai digits in Thai.
[[nodiscard]] std::string with_digits(std::string text, Language language);

}  // namespace phaen::cli
