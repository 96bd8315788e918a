#pragma once

#include "commands.h"
#include "phaen/cli/run.h"

namespace phaen::cli {

/// `phaen import`: one document, or many on all cores with few of them in memory at a time.
[[nodiscard]] base::Result<ExitStatus, Refusal> run_import(const Invocation& invocation,
                                                           Language language);

}  // namespace phaen::cli
