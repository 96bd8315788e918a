#pragma once

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/book/recognise.h"
#include "phaen/plan/elements.h"

/// What the tests of importing share: the real source when it is there, and plans as comparable
/// facts.
namespace phaen::tests {

using Lines = std::vector<std::string>;

/// The bytes of a file below the project's root; null when it is not there.
[[nodiscard]] std::optional<std::string> read_file(const std::string& path);

/// The real plan that the project grew from, which is not part of it; null where it is not beside
/// it.
[[nodiscard]] std::optional<Lines> source_lines();

[[nodiscard]] Lines split(std::string_view text, std::string_view by);
[[nodiscard]] std::string join(const Lines& lines, std::string_view by);

/// Reads and recognises a document of either format; a document that cannot be read fails the test.
[[nodiscard]] book::Recognition import_bytes(const std::string& bytes);
[[nodiscard]] book::Recognition import_lines(const Lines& lines);

/// A plan as statements that do not depend on ids, on the order of elements, on where text was
/// wrapped, or on the kind of digits: `project:name | budget = "1.00"`. Members in `ignore` (as
/// `project.number`) are left out, and so are always the plan's own id, `source`, and what a
/// narrative stands after.
using Facts = std::multiset<std::string>;
enum class Claims { left_out, included };
[[nodiscard]] Facts facts_of(const plan::Plan& plan, Claims claims = Claims::left_out,
                             const std::set<std::string>& ignore = {});

/// By which facts name an element: kind and title, for the parts of another element after that
/// one's name.
[[nodiscard]] std::map<std::string, std::string> labels_of(const plan::Plan& plan);

/// The statements in which two sets differ, at most `limit` of them, for a failure message; empty
/// when they are equal.
[[nodiscard]] std::string difference(const Facts& expected, const Facts& actual,
                                     std::size_t limit = 6);

/// Every element's own members as canonical JSON by id, without the elements that stand in it, and
/// the plan's own by the plan's id. `source` is left out.
[[nodiscard]] std::map<std::string, std::string> members_by_id(const plan::Plan& plan);

/// Thai text at a code point is three bytes; true when a syllable may begin there.
[[nodiscard]] bool begins_syllable(std::string_view text, std::size_t at);

}  // namespace phaen::tests
