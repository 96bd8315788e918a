#pragma once

#include "phaen/base/value.h"

/// The JSON Schemas (2020-12) of our files, made from the same description as the readers, so that
/// they cannot drift from them. They say what a file's form is; what must hold between elements
/// (references that lead somewhere, ids that are unique) is `create.h`'s and `scheme.h`'s.
/// Committed under docs/reference, written by tools/make-schemas.
namespace phaen::plan {

[[nodiscard]] base::Value plan_json_schema();
[[nodiscard]] base::Value scheme_json_schema();

}  // namespace phaen::plan
