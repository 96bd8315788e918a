#pragma once

#include <optional>

#include "commands.h"
#include "language.h"
#include "phaen/base/result.h"
#include "phaen/cli/run.h"

namespace phaen::cli {

/// `phaen import` of a file that was exported from a plan and edited: a workbook, what is given
/// with
/// `--base`, and a Word file of the version that `--against` is. Nothing for other documents, which
/// are imported from the beginning.
[[nodiscard]] base::Result<std::optional<ExitStatus>, Refusal> run_import_edited(
    const Invocation& invocation, Language language);

}  // namespace phaen::cli
