#pragma once

#include "commands.h"
#include "phaen/cli/run.h"

namespace phaen::cli {

/// `phaen score`: the scores of a plan as of a day, as a table or as the derivation.
[[nodiscard]] base::Result<ExitStatus, Refusal> run_score(const Invocation& invocation,
                                                          Language language);

}  // namespace phaen::cli
