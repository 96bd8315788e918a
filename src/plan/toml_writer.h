#pragma once

#include <string>

#include "phaen/base/value.h"
#include "record.h"

namespace phaen::plan {

/// Writes a record's tree as TOML in one canonical layout, which follows the description: first the
/// plain members of a table in the order of the file, then its tables and lists of tables. Null
/// members are left out.
[[nodiscard]] std::string write_toml(const base::Value& record, const TypeInfo& type);

}  // namespace phaen::plan
