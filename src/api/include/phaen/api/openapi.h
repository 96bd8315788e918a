#pragma once

#include <vector>

#include "phaen/api/routes.h"
#include "phaen/base/value.h"

namespace phaen::api {

/// The OpenAPI 3.1 document of the operations.
[[nodiscard]] base::Value openapi(const std::vector<Operation>& operations);

}  // namespace phaen::api
