#pragma once

#include "commands.h"
#include "phaen/cli/run.h"

namespace phaen::cli {

/// `phaen check`: status `differences` when something of severity error was found.
[[nodiscard]] base::Result<ExitStatus, Refusal> run_check(const Invocation& invocation,
                                                          Language language);

}  // namespace phaen::cli
