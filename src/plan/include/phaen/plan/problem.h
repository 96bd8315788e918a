#pragma once

#include <string>
#include <vector>

#include "phaen/base/value.h"

namespace phaen::plan {

/// Why a file is no plan (or no scheme). The order is the order of the phases that find them, not
/// of importance.
enum class PlanErrorKind {
    syntax,              ///< the bytes are not JSON or TOML; `found` says what the reader met
    unsupported_schema,  ///< `schema` is missing or names a format or version that we do not read
    too_deep,            ///< nested deeper than any plan is
    unknown_member,      ///< `found` is the name, `expected` the nearest one that exists, or empty
    missing_member,      ///< `expected` is the name
    wrong_type,          ///< `found` and `expected` name types
    unknown_word,        ///< `found` is not one of the words in `expected`
    bad_value,           ///< of the right type, but not of the form in `expected`
    // From here on: what `validate` finds in a plan that could be read.
    bad_id,          ///< `found` has not the form of an id
    duplicate_id,    ///< `found` is the id of an element before it, whose place is `expected`
    unresolved,      ///< `found` is no element's id and not marked unresolved
    wrong_kind,      ///< `found` is an element, but not of a kind in `expected`
    cycle,           ///< following parents from here comes back to it
    too_many,        ///< more items than `expected`
    too_long,        ///< more characters than `expected`
    bad_text,        ///< not UTF-8, or control characters other than the line end
    nested_too_far,  ///< a sub-indicator has sub-indicators
    contradiction,   ///< two members exclude each other; `expected` says which
};

/// One reason, with its place. Text for a person is made by `describe_error`.
struct PlanError {
    PlanErrorKind kind = PlanErrorKind::syntax;
    std::string pointer;      ///< JSON Pointer of the value, or of what should hold it
    base::Position position;  ///< zero when the plan did not come from a file
    std::string found;
    std::string expected;
    friend bool operator==(const PlanError&, const PlanError&) = default;
};
using PlanErrors = std::vector<PlanError>;

enum class MessageLanguage { thai, english };

/// One line without the file's name: `line 3, column 7: /projects/0/budgt: …`.
[[nodiscard]] std::string describe_error(const PlanError& error, MessageLanguage language);

}  // namespace phaen::plan
