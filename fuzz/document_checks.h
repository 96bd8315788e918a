#pragma once

#include "phaen/document/read.h"

namespace phaen::fuzz {

/// Limits that a few hundred bytes reach, so that the refusals are fuzzed too.
[[nodiscard]] document::ReadLimits tight_limits();

/// What every reader of documents promises: a refusal with a reason, or blocks that hold what
/// blocks.h says and no more than the limits. Aborts when it does not hold.
void check_read(const base::Result<document::Document, document::ReadError>& read,
                const document::ReadLimits& limits);

}  // namespace phaen::fuzz
