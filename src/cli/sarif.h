#pragma once

#include <string>

#include "findings.h"
#include "phaen/cli/run.h"

/// Findings as SARIF 2.1.0 (OASIS): one run for all files. The log is written in pieces, so that
/// no more than a few files' findings are held.
namespace phaen::cli {

/// All before the first result: the tool and its rules.
[[nodiscard]] std::string sarif_beginning(Language language);
/// One file's results, parted by kSarifBetween; empty when nothing is shown.
[[nodiscard]] std::string sarif_results(const Checked& checked, Language language);
[[nodiscard]] std::string sarif_end(ExitStatus status);

inline constexpr std::string_view kSarifBetween = ",\n";

}  // namespace phaen::cli
