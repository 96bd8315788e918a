#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "input.h"

/// The import report `phaen.import-report/1`: what became of every piece of a document
/// (docs/reference/import-report.schema.json).
namespace phaen::cli {

inline constexpr std::string_view kReportSchema = "phaen.import-report/1";

/// How many pieces of a document had each role.
struct RoleCounts {
    std::size_t placed = 0;
    std::size_t prose = 0;
    std::size_t furniture = 0;
    std::size_t not_understood = 0;
    [[nodiscard]] std::size_t all() const { return placed + prose + furniture + not_understood; }
};

[[nodiscard]] RoleCounts count_roles(const std::vector<book::Account>& account);

/// The word of a role in files: placed, prose, furniture, not_understood.
[[nodiscard]] std::string_view word_of(book::Role role);

/// Hints that a person could give for what was not understood: printed as in the document, `means`
/// left to fill in.
[[nodiscard]] std::vector<book::Hint> propose_hints(const std::vector<book::Account>& account);

/// The report as JSON for people and programs, with a line end at the end.
[[nodiscard]] std::string to_report(const Imported& imported);

}  // namespace phaen::cli
