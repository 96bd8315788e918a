#pragma once

#include <string_view>

#include "phaen/base/result.h"
#include "phaen/plan/io.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/problem.h"

/// What must hold for a plan to be handled at all. A document's own defects (sums that differ, gaps
/// in numbering, names that drift, steps that are not 100 %) are no such thing: they are what the
/// checker is for.
namespace phaen::plan {

/// All problems, those of single members first, then those between elements, each in the order of
/// the file, up to kMaxErrors; none means that
/// - every id has the form of contracts.md section 3, and no two elements, nor the plan itself,
/// share one;
/// - every reference is the id of an element of a fitting kind, or marked as unresolved with its
/// text;
/// - parents of organisations, framework nodes and budget headings lead to a root;
/// - texts are UTF-8 without control characters and not longer, lists not longer, than the limits;
/// years are B.E.;
/// - sub-indicators have no sub-indicators; a project without need of a budget has none; a
/// threshold has one bound and
///   names a query of its indicator; a ratio has both its queries and nothing else has.
[[nodiscard]] PlanErrors validate(const Plan& plan);

/// The plan itself when validate finds nothing.
[[nodiscard]] base::Result<Plan, PlanErrors> create(Plan plan);

/// Reads and validates a file; problems of both kinds have line and column.
[[nodiscard]] base::Result<Plan, PlanErrors> load_plan(std::string_view bytes, FileFormat format);

}  // namespace phaen::plan
