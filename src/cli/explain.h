#pragma once

#include <string>

#include "message.h"
#include "phaen/base/result.h"

namespace phaen::cli {

/// What a rule looks for, why, what would mend it, and an example; of an unknown one the refusal
/// names the nearest. An empty id asks for the list of all.
[[nodiscard]] base::Result<std::string, Refusal> explain(const std::string& id, Language language);

}  // namespace phaen::cli
