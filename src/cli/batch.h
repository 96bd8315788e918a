#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "message.h"
#include "phaen/base/result.h"
#include "phaen/cli/run.h"

namespace phaen::cli {

/// What one piece of work prints and ends with.
struct Piece {
    std::string printed;
    ExitStatus status = ExitStatus::done;
};

/// Does `work(0)` … `work(count − 1)` on all cores and prints the pieces in this order, `between`
/// between two that print something. A refusal is told on standard error in its turn and does not
/// stop the others. The answer is the worst status. A worker that is too far ahead of the printing
/// waits, so that only a few pieces are ever held.
[[nodiscard]] ExitStatus run_batch(
    std::size_t count, std::string_view between,
    const std::function<base::Result<Piece, Refusal>(std::size_t)>& work, Language language);

}  // namespace phaen::cli
