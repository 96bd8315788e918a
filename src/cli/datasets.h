#pragma once

#include "commands.h"
#include "language.h"
#include "phaen/base/result.h"
#include "phaen/cli/run.h"

namespace phaen::cli {

/// `phaen dataset check|list|show|set`: dictionaries as files, and those of an agency.
[[nodiscard]] base::Result<ExitStatus, Refusal> run_dataset(const Invocation& invocation,
                                                            Language language);

}  // namespace phaen::cli
