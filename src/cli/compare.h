#pragma once

#include <string>

#include "commands.h"
#include "phaen/cli/run.h"
#include "phaen/plan/plan.h"

namespace phaen::cli {

/// `phaen diff`: status `differences` when the two plans are not the same.
[[nodiscard]] base::Result<ExitStatus, Refusal> run_diff(const Invocation& invocation,
                                                         Language language);

/// How an imported plan differs from the one that it was read against, for the summary.
[[nodiscard]] std::string comparison_text(const plan::Plan& against, const plan::Plan& imported,
                                          const std::string& against_file, Language language);

}  // namespace phaen::cli
