#pragma once

#include <filesystem>
#include <string>

#include "commands.h"
#include "message.h"
#include "phaen/base/result.h"
#include "phaen/store/database.h"
#include "phaen/store/error.h"

namespace phaen::cli {

/// The database that a command is about, and the folder beside it.
struct Place {
    store::DatabaseUrl url;
    std::filesystem::path files;
    std::filesystem::path key;
};

/// By --db and --data, or where they are without them.
[[nodiscard]] base::Result<Place, Refusal> place_of(const Invocation& invocation);
[[nodiscard]] Refusal refusal_of(const store::Error& error, const std::string& what);

}  // namespace phaen::cli
