#pragma once

#include "commands.h"
#include "phaen/cli/run.h"
#include "phaen/query/world.h"

/// What `phaen score` says of the rest of the year: `--forecast`, `--advice`, `--with`.
namespace phaen::cli {

/// The forecast as text or JSON. A year that has ended is refused.
[[nodiscard]] base::Result<std::string, Refusal> forecast_text(const Invocation& invocation,
                                                               const query::WorldSources& sources,
                                                               const facts::AsOf& as_of,
                                                               Language language);

/// What to do next, as text or JSON.
[[nodiscard]] base::Result<std::string, Refusal> advice_text(const Invocation& invocation,
                                                             const query::WorldSources& sources,
                                                             const facts::AsOf& as_of,
                                                             Language language);

/// Facts to suppose, of `--with`: JSON Lines as facts are; a line may correct a fact that holds.
[[nodiscard]] base::Result<std::vector<facts::Fact>, Refusal> read_suppositions(
    const std::string& path, Language language);

/// An exact number, `n` or `n/d`, for reading: to two decimals.
[[nodiscard]] std::string readable(const std::string& exact);

}  // namespace phaen::cli
