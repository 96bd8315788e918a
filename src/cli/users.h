#pragma once

#include "commands.h"
#include "language.h"
#include "phaen/base/result.h"
#include "phaen/cli/run.h"

namespace phaen::cli {

/// `phaen user …`
[[nodiscard]] base::Result<ExitStatus, Refusal> run_user(const Invocation& invocation,
                                                         Language language);
/// `phaen agency …`
[[nodiscard]] base::Result<ExitStatus, Refusal> run_agency(const Invocation& invocation,
                                                           Language language);

}  // namespace phaen::cli
