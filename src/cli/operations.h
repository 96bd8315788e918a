#pragma once

#include "commands.h"
#include "language.h"
#include "phaen/base/result.h"
#include "phaen/cli/run.h"

namespace phaen::cli {

/// `phaen verify`, `migrate`, `backup`, `restore`: what is done to a database beside serving it.
[[nodiscard]] base::Result<ExitStatus, Refusal> run_operation(const Invocation& invocation,
                                                              Language language);

}  // namespace phaen::cli
