#pragma once

#include "phaen/base/value.h"

namespace phaen::api {

/// `components/schemas` of the OpenAPI document.
[[nodiscard]] base::Object schemas();
/// Those of accounts, sessions and roles.
[[nodiscard]] base::Object account_schemas();
/// Those of books and their templates.
[[nodiscard]] base::Object book_schemas();
/// Those of approvals.
[[nodiscard]] base::Object workflow_schemas();
/// That of the first page.
[[nodiscard]] base::Object home_schemas();
/// Those of notices and what goes out.
[[nodiscard]] base::Object notice_schemas();
/// Those of who is responsible, what waits elsewhere, and privacy.
[[nodiscard]] base::Object stewardship_schemas();
/// Those of the running year.
[[nodiscard]] base::Object year_schemas();

}  // namespace phaen::api
