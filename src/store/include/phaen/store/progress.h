#pragma once

#include <functional>

namespace phaen::store {

/// Told from time to time how many percent of a long work are done; false ends it, which then fails
/// as `unusable`. Null: nobody asks.
using Progress = std::function<bool(int percent)>;

}  // namespace phaen::store
