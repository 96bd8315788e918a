#pragma once

#include "commands.h"
#include "phaen/cli/run.h"

namespace phaen::cli {

/// `phaen ledger balances|journal|check`: status `differences` when `check` found something.
[[nodiscard]] base::Result<ExitStatus, Refusal> run_ledger(const Invocation& invocation,
                                                           Language language);

/// `phaen facts import|export|check`: the same.
[[nodiscard]] base::Result<ExitStatus, Refusal> run_facts(const Invocation& invocation,
                                                          Language language);

}  // namespace phaen::cli
