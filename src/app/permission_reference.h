#pragma once

#include <string>

namespace phaen::app {

/// The table of permissions as a page for people, in Thai and English:
/// docs/reference/permissions.md.
[[nodiscard]] std::string permission_reference();

}  // namespace phaen::app
