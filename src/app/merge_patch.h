#pragma once

#include "phaen/base/value.h"

namespace phaen::app {

/// JSON Merge Patch (RFC 7396): null removes a member, an object goes deeper, anything else
/// replaces. Goes as deep as `patch`, whose reader bounds it.
[[nodiscard]] base::Value merge_patch(base::Value target, const base::Value& patch);

}  // namespace phaen::app
