#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/calendar.h"
#include "phaen/base/decimal.h"
#include "phaen/base/result.h"
#include "phaen/plan/io.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/problem.h"

/// The year's scheme as a value: `phaen.scheme/1` of contracts.md section 4, member for member.
/// What changes from year to year and is not the agency's own; none of it is in code. `assumed`
/// marks what no document of that year prints, so that whoever reads a score sees what it rests on.
namespace phaen::plan {

inline constexpr std::string_view kSchemeSchema = "phaen.scheme/1";

/// องค์ประกอบ: a part of the agreement that indicators belong to.
struct SchemeComponent {
    std::string number;  ///< Arabic digits, as Indicator::component: "1"
    std::string name;
    std::string name_en;
    std::optional<base::Weight> weight;  ///< of the whole agreement; absent when it has none
    bool assumed = false;
    friend bool operator==(const SchemeComponent&, const SchemeComponent&) = default;
};

/// A table of indicators (ตาราง ก). Only the indicators of weighted groups give points.
struct IndicatorGroup {
    std::string letter;  ///< as Indicator::group: ก
    std::string title;
    bool weighted = false;
    std::vector<std::string> components;  ///< numbers of the components that it holds
    bool assumed = false;
    friend bool operator==(const IndicatorGroup&, const IndicatorGroup&) = default;
};

/// What reaching a level is worth, as a part of the indicator's weight.
struct LevelPercentage {
    int level = 0;
    base::Percent percent_of_weight;
    bool assumed = false;
    friend bool operator==(const LevelPercentage&, const LevelPercentage&) = default;
};

/// What an indicator gets that does not reach its lowest level.
struct BelowLowest {
    base::Percent percent_of_weight;
    bool assumed = false;
    friend bool operator==(const BelowLowest&, const BelowLowest&) = default;
};

/// How a score is rounded, once, at the end.
struct SchemeRounding {
    int decimals = 0;
    base::Rounding mode = base::Rounding::half_up;
    bool assumed = false;
    friend bool operator==(const SchemeRounding&, const SchemeRounding&) = default;
};

enum class InterpolationMethod { none, linear };

/// What a result between two levels gets: the lower level's points, or a part of the way.
struct Interpolation {
    InterpolationMethod method = InterpolationMethod::none;
    bool assumed = false;
    friend bool operator==(const Interpolation&, const Interpolation&) = default;
};

/// งบรายจ่าย or หมวดรายจ่าย: one of the classes that the budget is divided into.
struct ExpenditureCategory {
    Id id;
    std::string name;
    std::string name_en;
    friend bool operator==(const ExpenditureCategory&, const ExpenditureCategory&) = default;
};

/// Where money comes from, which its category does not tell: this year's ordinance, a supplementary
/// one, a grant of the government, what an earlier year left.
struct FundSource {
    Id id;
    std::string name;
    friend bool operator==(const FundSource&, const FundSource&) = default;
};

/// What counts, or does not count: a category (or one item of it), or a source of money. Exactly
/// one of `category` and `fund` is given; `item` needs a category.
struct ScopeItem {
    Id category;
    std::string item;
    Id fund;
    friend bool operator==(const ScopeItem&, const ScopeItem&) = default;
};

/// What one side of the disbursement indicator adds up: what is included, without what is excluded.
struct BudgetScope {
    std::vector<ScopeItem> include;
    std::vector<ScopeItem> exclude;
    friend bool operator==(const BudgetScope&, const BudgetScope&) = default;
};

/// The disbursement indicator: disbursed / budget after transfers. Its two sides are kept apart,
/// because a year's definitions may exclude different things from each.
struct Disbursement {
    BudgetScope numerator;
    BudgetScope denominator;
    friend bool operator==(const Disbursement&, const Disbursement&) = default;
};

enum class PeriodKind { month, quarter, round };

/// A span of the fiscal year that is reported on, both months included.
struct ReportingPeriod {
    PeriodKind kind = PeriodKind::month;
    int number = 0;  ///< from 1 within its kind
    base::YearMonth from;
    base::YearMonth to;
    bool assumed = false;
    friend bool operator==(const ReportingPeriod&, const ReportingPeriod&) = default;
};

/// What a plan sorts its projects by.
struct ProjectKind {
    Id id;  ///< as Project::kind: strategic
    std::string title;
    friend bool operator==(const ProjectKind&, const ProjectKind&) = default;
};

struct Scheme {
    Id id;
    BilingualText title;
    int fiscal_year = 0;  ///< B.E.
    std::optional<BelowLowest> below_lowest;
    std::optional<SchemeRounding> rounding;
    std::optional<Interpolation> interpolation;
    std::vector<LevelPercentage> levels;  ///< the highest first
    std::vector<ExpenditureCategory> expenditure_categories;
    std::vector<FundSource> fund_sources;
    std::vector<ReportingPeriod> reporting_periods;
    std::vector<ProjectKind> project_kinds;
    std::vector<SchemeComponent> components;
    std::vector<IndicatorGroup> indicator_groups;
    std::optional<Disbursement> disbursement;
    friend bool operator==(const Scheme&, const Scheme&) = default;
};

/// Form only: names, types, words.
[[nodiscard]] base::Result<Scheme, PlanErrors> scheme_from_value(const base::Value& value);

/// What must hold between the members, in the order of the file; none means that
/// - the scheme's own id and those of categories, sources and project kinds have the form of an id;
/// - no two entries of one list share their number, letter, level or id (of periods: kind and
///   number);
/// - groups name components, scopes name categories and sources that are there, and each line of a
///   scope is one of the two;
/// - percentages are from 0 to 100, weights not negative, and a higher level is not worth less;
/// - a period ends no earlier than it begins, and lies in the fiscal year;
/// - texts and lists are within the limits of a plan's.
[[nodiscard]] PlanErrors validate_scheme(const Scheme& scheme);

/// Reads and validates; problems of both kinds have their place in the file.
[[nodiscard]] base::Result<Scheme, PlanErrors> load_scheme(std::string_view bytes,
                                                           FileFormat format);

[[nodiscard]] base::Value to_value(const Scheme& scheme);
/// The canonical forms; load_scheme(to_toml(scheme), toml) = scheme for every valid one. Comments
/// of a file are not kept.
[[nodiscard]] std::string to_json(const Scheme& scheme);
[[nodiscard]] std::string to_toml(const Scheme& scheme);

}  // namespace phaen::plan
