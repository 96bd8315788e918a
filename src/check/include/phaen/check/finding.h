#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/value.h"
#include "phaen/plan/plan.h"

/// What the checker says: contracts.md section 2, "Findings".
namespace phaen::check {

enum class Severity {
    info,     ///< wording, format
    warning,  ///< structure, traceability, something missing
    error,    ///< a number, code, owner or meaning is wrong or contradictory
};

enum class Category {
    sum,
    count,
    cumulative,
    weight,
    naming,
    numbering,
    missing,
    duplicate,
    unit,
    timeline,
    typo,
    alignment,
    format,
};

/// The words of the contract: `error`, `sum`.
[[nodiscard]] std::string_view to_string(Severity severity);
[[nodiscard]] std::string_view to_string(Category category);
[[nodiscard]] std::optional<Severity> severity_from(std::string_view word);

/// A change of the plan file that mends a finding, as a JSON Patch (RFC 6902). Each operation that
/// replaces or removes stands behind a `test` of what it expects to find, so that a patch made for
/// another state of the file fails instead of doing harm.
struct Fix {
    base::Array patch;
    friend bool operator==(const Fix&, const Fix&) = default;
};

struct Finding {
    std::string rule;  ///< stable dotted id: budget.total_differs
    Severity severity = Severity::warning;
    Category category = Category::missing;
    plan::Id element;                 ///< empty when it is about the document
    std::string path;                 ///< JSON Pointer into the plan file; empty with `element`
    std::vector<plan::Place> places;  ///< what shows it, the deviating place first; no doubles
    std::string found;                ///< as printed
    std::string expected;             ///< as computed, or as printed elsewhere
    plan::BilingualText message;      ///< what, where, why, what would mend it
    std::optional<Fix> fix;
    friend bool operator==(const Finding&, const Finding&) = default;
};

/// A finding that the plan says is accepted.
struct AcceptedFinding {
    Finding finding;
    std::string reason;
    std::string by;
};

}  // namespace phaen::check
