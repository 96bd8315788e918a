#pragma once

#include "connection.h"

namespace phaen::store {

/// Brings a database to the newest format; each step is a transaction. A newer one is refused, and
/// so is another program's, both untouched.
[[nodiscard]] base::Result<base::Done, Error> migrate(Connection& connection);

/// 0 for an empty database.
[[nodiscard]] base::Result<std::int64_t, Error> format_of(Connection& connection);

}  // namespace phaen::store
