#pragma once

#include <memory>
#include <string>

#include "message.h"
#include "phaen/base/result.h"
#include "phaen/http/static_files.h"

namespace phaen::cli {

/// The web application that was built in; null when the program was built without one.
[[nodiscard]] std::unique_ptr<const http::StaticFiles> built_in_web();

/// The files of a folder, with what stands beside them as `.gz` and `.br`. At most 2,000 files and
/// 64 MiB.
[[nodiscard]] base::Result<std::unique_ptr<const http::StaticFiles>, Refusal> read_web(
    const std::string& folder);

}  // namespace phaen::cli
