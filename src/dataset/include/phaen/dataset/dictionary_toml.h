#pragma once

#include <string>

#include "phaen/dataset/dictionary.h"

namespace phaen::dataset {

/// A dictionary as a file for people; load_dictionary(to_toml(d), toml) = d.
[[nodiscard]] std::string to_toml(const Dictionary& dictionary);

}  // namespace phaen::dataset
