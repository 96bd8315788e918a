#pragma once

#include <cstddef>
#include <string_view>

/// The form of single values, for what validates a file.
namespace phaen::plan {

/// `[a-z0-9.-]{1,64}`.
bool is_plain_id(std::string_view id);
std::size_t count_code_points(std::string_view text);
/// Control characters other than the line end.
bool has_control_characters(std::string_view text);

}  // namespace phaen::plan
