#pragma once

#include <string>
#include <string_view>

#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/problem.h"

/// The plan file `phaen.plan/1` in and out. Reading checks form only (names, types, words); what
/// must hold between elements is `create.h`. All errors of a file are reported, up to kMaxErrors.
namespace phaen::plan {

inline constexpr std::string_view kPlanSchema = "phaen.plan/1";
inline constexpr std::size_t kMaxErrors = 500;
/// Nesting of the neutral tree; a plan needs less than half of it.
inline constexpr std::size_t kMaxDepth = 32;

enum class FileFormat { toml, json };

/// By the ending, `.json` is JSON; `.toml` and everything else is TOML.
[[nodiscard]] FileFormat format_of_path(std::string_view path);

[[nodiscard]] base::Result<Plan, PlanErrors> from_value(const base::Value& value);
[[nodiscard]] base::Result<Plan, PlanErrors> parse_plan_json(std::string_view bytes);
[[nodiscard]] base::Result<Plan, PlanErrors> parse_plan_toml(std::string_view bytes);
[[nodiscard]] base::Result<Plan, PlanErrors> parse_plan(std::string_view bytes, FileFormat format);

/// Members in the order of contracts.md section 3; what is empty or absent is left out, but for a
/// budget that is not known, which is null. from_value(to_value(plan)) = plan.
[[nodiscard]] base::Value to_value(const Plan& plan);
/// For programs: indented, one line end at the end, the same bytes for the same plan.
[[nodiscard]] std::string to_json(const Plan& plan);
/// For people: one canonical layout; parse_plan_toml(to_toml(plan)) = plan.
[[nodiscard]] std::string to_toml(const Plan& plan);

/// What the store and signatures call the version: SHA-256 (hexadecimal) of the canonical JSON (RFC
/// 8785) of the plan without `source` and `claims`.
[[nodiscard]] std::string version_of(const Plan& plan);

}  // namespace phaen::plan
