#pragma once

#include <string>
#include <string_view>

/// Writing XML and HTML as text.
namespace phaen::document {

/// Appends text so that it is read back as it is, between tags and in quoted attributes. Characters
/// that XML does not allow are left out; white space is a space.
void append_escaped(std::string& out, std::string_view text);
[[nodiscard]] std::string escaped(std::string_view text);

/// Whether any of it is in the Thai script.
[[nodiscard]] bool has_thai(std::string_view text);

}  // namespace phaen::document
