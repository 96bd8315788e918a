#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Small pieces of HTTP's grammar that several files need.
namespace phaen::http {

[[nodiscard]] char ascii_lower(char c);
[[nodiscard]] std::string ascii_lower(std::string_view text);
[[nodiscard]] bool equals_without_case(std::string_view a, std::string_view b);
/// Without spaces and tabs at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
/// Trimmed pieces between the separators; empty pieces are left out.
[[nodiscard]] std::vector<std::string_view> split_list(std::string_view text, char separator);
/// A token of RFC 9110 5.6.2: a header's name.
[[nodiscard]] bool is_token(std::string_view text);
/// What may stand in a header's value: no control characters, no space at an end.
[[nodiscard]] bool is_field_value(std::string_view text);
/// A type and subtype in lower case, without parameters: `text/html`.
[[nodiscard]] std::string media_type_of(std::string_view content_type);

enum class Plus { stays, is_space };
/// Null when an escape is malformed, is of NUL, or the result is not UTF-8.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, Plus plus);
/// Everything but RFC 3986's unreserved characters is escaped.
[[nodiscard]] std::string percent_encode(std::string_view text);

/// The weight of a list member's `;q=` in thousandths; 1000 without one; null when malformed.
[[nodiscard]] std::optional<int> quality_of(std::string_view parameters);

}  // namespace phaen::http
