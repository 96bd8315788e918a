#pragma once

#include "commands.h"
#include "phaen/cli/run.h"

namespace phaen::cli {

/// `phaen ledger import`: status `differences` when rows cannot be read; then nothing is written.
[[nodiscard]] base::Result<ExitStatus, Refusal> import_ledger_sheet(const Invocation& invocation,
                                                                    Language language);

}  // namespace phaen::cli
