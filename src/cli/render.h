#pragma once

#include "commands.h"
#include "phaen/cli/run.h"

namespace phaen::cli {

/// `phaen render`: a plan as a book; the kind of file is in the output's ending.
[[nodiscard]] base::Result<ExitStatus, Refusal> run_render(const Invocation& invocation,
                                                           Language language);

}  // namespace phaen::cli
