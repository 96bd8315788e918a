#pragma once

#include "commands.h"
#include "language.h"
#include "phaen/base/result.h"
#include "phaen/cli/run.h"

namespace phaen::cli {

/// `phaen verify FILE.pdf [--plan PLAN]`: prints again what the file was printed from, or the plan,
/// and tells what differs.
[[nodiscard]] base::Result<ExitStatus, Refusal> run_verify_file(const Invocation& invocation,
                                                                Language language);

}  // namespace phaen::cli
