#pragma once

#include <functional>
#include <string>

#include "message.h"
#include "phaen/base/result.h"
#include "phaen/cli/run.h"

namespace phaen::cli {

/// Runs `work`. A refusal, an exception or a broken promise of ours becomes an exit status and a
/// line for the person in `complaint`; nothing is thrown. A bug's incident id is the same each time
/// the same check fails, so that reports of it can be put together.
[[nodiscard]] ExitStatus guarded(const std::function<base::Result<ExitStatus, Refusal>()>& work,
                                 Language language, std::string& complaint);

}  // namespace phaen::cli
