#pragma once

#include <array>

#include "phaen/plan/scheme.h"
#include "plan_fields.h"

/// The one description of the scheme file, as plan_fields.h is of the plan file.
namespace phaen::plan {

// ---- words ----

constexpr auto words(Of<base::Rounding>) {
    using enum base::Rounding;
    return std::array{Word{half_up, "half_up"}, Word{half_even, "half_even"}, Word{down, "down"},
                      Word{up, "up"}};
}
constexpr auto words(Of<InterpolationMethod>) {
    using enum InterpolationMethod;
    return std::array{Word{none, "none"}, Word{linear, "linear"}};
}
constexpr auto words(Of<PeriodKind>) {
    using enum PeriodKind;
    return std::array{Word{month, "month"}, Word{quarter, "quarter"}, Word{round, "round"}};
}

inline constexpr std::string_view kAssumedDoc =
    "No document of the year prints it; it is a reading or comes from elsewhere.";

// ---- records ----

template <class V>
void describe(V& v, Of<SchemeComponent>) {
    v.record({.name = "component", .doc = "A component of the agreement (องค์ประกอบ)."});
    v.field("number", &SchemeComponent::number,
            {.doc = "Number in Arabic digits, as indicators name it.", .required = true});
    v.field("name", &SchemeComponent::name, {.doc = "Name in Thai."});
    v.field("name_en", &SchemeComponent::name_en, {.doc = "Name in English."});
    v.field("weight", &SchemeComponent::weight,
            {.doc = "Its part of the agreement; absent when it has none."});
    v.field("assumed", &SchemeComponent::assumed, {.doc = kAssumedDoc});
}

template <class V>
void describe(V& v, Of<IndicatorGroup>) {
    v.record({.name = "indicator_group", .doc = "A table of indicators (ตาราง ก)."});
    v.field("letter", &IndicatorGroup::letter,
            {.doc = "Its letter, as indicators name it.", .required = true});
    v.field("title", &IndicatorGroup::title, {.doc = "What stands in it."});
    v.field("weighted", &IndicatorGroup::weighted,
            {.doc = "Its indicators have weights and give points."});
    v.field("components", &IndicatorGroup::components,
            {.doc = "Numbers of the components that it holds."});
    v.field("assumed", &IndicatorGroup::assumed, {.doc = kAssumedDoc});
}

template <class V>
void describe(V& v, Of<LevelPercentage>) {
    v.record({.name = "level_percentage",
              .doc = "What reaching a level is worth.",
              .layout = Layout::inline_});
    v.field("level", &LevelPercentage::level,
            {.doc = "The level.", .required = true, .least = 0, .most = 100});
    v.field("percent_of_weight", &LevelPercentage::percent_of_weight,
            {.doc = "Percent of the indicator's weight, 0 to 100.", .required = true});
    v.field("assumed", &LevelPercentage::assumed, {.doc = kAssumedDoc});
}

template <class V>
void describe(V& v, Of<BelowLowest>) {
    v.record({.name = "below_lowest",
              .doc = "What an indicator gets that does not reach its lowest level.",
              .layout = Layout::inline_});
    v.field("percent_of_weight", &BelowLowest::percent_of_weight,
            {.doc = "Percent of the indicator's weight, 0 to 100.", .required = true});
    v.field("assumed", &BelowLowest::assumed, {.doc = kAssumedDoc});
}

template <class V>
void describe(V& v, Of<SchemeRounding>) {
    v.record({.name = "rounding",
              .doc = "How a score is rounded, once, at the end.",
              .layout = Layout::inline_});
    v.field("decimals", &SchemeRounding::decimals,
            {.doc = "Places after the point.", .required = true, .least = 0, .most = 6});
    v.field("mode", &SchemeRounding::mode,
            {.doc = "`half_up` and `up` go away from zero.", .required = true});
    v.field("assumed", &SchemeRounding::assumed, {.doc = kAssumedDoc});
}

template <class V>
void describe(V& v, Of<Interpolation>) {
    v.record({.name = "interpolation",
              .doc = "What a result between two levels gets.",
              .layout = Layout::inline_});
    v.field("method", &Interpolation::method,
            {.doc = "`none`: the points of the lower level; `linear`: a part of the way.",
             .required = true});
    v.field("assumed", &Interpolation::assumed, {.doc = kAssumedDoc});
}

template <class V>
void describe(V& v, Of<ExpenditureCategory>) {
    v.record({.name = "expenditure_category",
              .doc = "A class of expenditure (งบรายจ่าย, หมวดรายจ่าย).",
              .layout = Layout::inline_});
    v.field("id", &ExpenditureCategory::id,
            {.doc = "Id of the category.", .required = true, .is_id = true});
    v.field("name", &ExpenditureCategory::name, {.doc = "Name in Thai."});
    v.field("name_en", &ExpenditureCategory::name_en, {.doc = "Name in English."});
}

template <class V>
void describe(V& v, Of<FundSource>) {
    v.record({.name = "fund_source",
              .doc = "Where money comes from, which its category does not tell.",
              .layout = Layout::inline_});
    v.field("id", &FundSource::id, {.doc = "Id of the source.", .required = true, .is_id = true});
    v.field("name", &FundSource::name, {.doc = "Name in Thai."});
}

template <class V>
void describe(V& v, Of<ScopeItem>) {
    v.record({.name = "scope_item",
              .doc = "What counts or does not: a category or one item of it, or a source.",
              .layout = Layout::inline_});
    v.field("category", &ScopeItem::category, {.doc = "Id of an expenditure category."});
    v.field("item", &ScopeItem::item,
            {.doc = "One item of the category by its name; absent: all of it."});
    v.field("fund", &ScopeItem::fund, {.doc = "Id of a source of money."});
}

template <class V>
void describe(V& v, Of<BudgetScope>) {
    v.record({.name = "budget_scope", .doc = "One side of the disbursement indicator."});
    v.field("include", &BudgetScope::include, {.doc = "What is added up."});
    v.field("exclude", &BudgetScope::exclude, {.doc = "What of that is left out."});
}

template <class V>
void describe(V& v, Of<Disbursement>) {
    v.record({.name = "disbursement",
              .doc = "What the disbursement indicator counts: disbursed by budget after transfers, "
                     "times a hundred."});
    v.field("numerator", &Disbursement::numerator, {.doc = "Of what is disbursed."});
    v.field("denominator", &Disbursement::denominator, {.doc = "Of the budget after transfers."});
}

template <class V>
void describe(V& v, Of<ReportingPeriod>) {
    v.record({.name = "reporting_period",
              .doc = "A span of the fiscal year that is reported on.",
              .layout = Layout::inline_});
    v.field("kind", &ReportingPeriod::kind, {.doc = "Its kind.", .required = true});
    v.field("number", &ReportingPeriod::number,
            {.doc = "Its number within its kind, from 1.", .required = true, .least = 1});
    v.field("from", &ReportingPeriod::from, {.doc = "First month.", .required = true});
    v.field("to", &ReportingPeriod::to, {.doc = "Last month.", .required = true});
    v.field("assumed", &ReportingPeriod::assumed, {.doc = kAssumedDoc});
}

template <class V>
void describe(V& v, Of<ProjectKind>) {
    v.record({.name = "project_kind",
              .doc = "What a plan sorts its projects by.",
              .layout = Layout::inline_});
    v.field("id", &ProjectKind::id,
            {.doc = "Id, as projects name it.", .required = true, .is_id = true});
    v.field("title", &ProjectKind::title, {.doc = "Title in Thai."});
}

template <class V>
void describe(V& v, Of<Scheme>) {
    v.record({.name = "scheme",
              .doc = "What holds for every agency's plan of a year.",
              .schema = kSchemeSchema});
    v.field("id", &Scheme::id,
            {.doc = "Id of the scheme, as plans name it.", .required = true, .is_id = true});
    v.field("title", &Scheme::title, {.doc = "Title."});
    v.field("fiscal_year", &Scheme::fiscal_year,
            {.doc = "Its year, B.E.",
             .required = true,
             .least = kFirstFiscalYear,
             .most = kLastFiscalYear});
    v.field("below_lowest", &Scheme::below_lowest,
            {.doc = "What an indicator gets below its lowest level."});
    v.field("rounding", &Scheme::rounding, {.doc = "How scores are rounded."});
    v.field("interpolation", &Scheme::interpolation,
            {.doc = "What a result between two levels gets."});
    v.field("levels", &Scheme::levels, {.doc = "What levels are worth, the highest first."});
    v.field("expenditure_categories", &Scheme::expenditure_categories,
            {.doc = "Classes of expenditure."});
    v.field("fund_sources", &Scheme::fund_sources, {.doc = "Where money comes from."});
    v.field("reporting_periods", &Scheme::reporting_periods, {.doc = "When is reported."});
    v.field("project_kinds", &Scheme::project_kinds, {.doc = "Kinds of projects."});
    v.field("components", &Scheme::components, {.doc = "Components of the agreement."});
    v.field("indicator_groups", &Scheme::indicator_groups, {.doc = "Tables of indicators."});
    v.field("disbursement", &Scheme::disbursement,
            {.doc = "What the disbursement indicator counts."});
}

}  // namespace phaen::plan
