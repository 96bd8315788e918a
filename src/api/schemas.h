#pragma once

#include "phaen/base/value.h"

namespace phaen::api {

/// `components/schemas` of the OpenAPI document.
[[nodiscard]] base::Object schemas();

}  // namespace phaen::api
