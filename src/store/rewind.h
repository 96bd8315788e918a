#pragma once

#include "connection.h"
#include "phaen/store/database.h"

namespace phaen::store {

/// Leaves out what came after an instant. In a transaction.
[[nodiscard]] base::Result<base::Done, Error> rewind(Connection& connection, Instant until,
                                                     Instant now);

}  // namespace phaen::store
