#pragma once

#include <string_view>

#include "phaen/base/value.h"
#include "phaen/check/check.h"

/// Findings as JSON: contracts.md section 2, "Findings".
namespace phaen::check {

/// One finding; members without content are left out, but for `lines` and `blocks`.
[[nodiscard]] base::Value to_value(const Finding& finding);
/// The same with `reason` and `by`.
[[nodiscard]] base::Value to_value(const AcceptedFinding& accepted);

/// `{"document", "plan", "findings", "accepted"}`: `document` is the file's name as the caller
/// gave it, `plan` the plan's id.
[[nodiscard]] base::Value findings_to_value(const Report& report, std::string_view document,
                                            std::string_view plan);

/// docs/reference/findings.schema.json, written by tools/make-schemas.
[[nodiscard]] base::Value findings_json_schema();

}  // namespace phaen::check
