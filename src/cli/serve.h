#pragma once

#include "commands.h"
#include "message.h"
#include "phaen/base/result.h"
#include "phaen/cli/run.h"

namespace phaen::cli {

/// `phaen serve`: answers until SIGINT or SIGTERM.
[[nodiscard]] base::Result<ExitStatus, Refusal> run_serve(const Invocation& invocation,
                                                          Language language);

}  // namespace phaen::cli
