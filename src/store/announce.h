#pragma once

#include "database_parts.h"
#include "phaen/store/year_store.h"

namespace phaen::store {

/// Keeps notices that are new, with their messages, in a transaction that is under way.
[[nodiscard]] base::Result<base::Done, Error> announce(Connection& connection,
                                                       const Announcement& announcement);

}  // namespace phaen::store
