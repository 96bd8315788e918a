#pragma once

#include "phaen/base/form.h"
#include "phaen/score/derivation.h"

/// The one description of a derivation, for writing and for its schema.
namespace phaen::score {

inline constexpr std::string_view kExact = "Exact: `n` or `n/d`; empty when there is none.";

constexpr auto words(base::FormOf<Outcome>) {
    using enum Outcome;
    using W = base::FormWord<Outcome>;
    return std::array{W{level_reached, "level_reached"},
                      W{below_lowest, "below_lowest"},
                      W{interpolated, "interpolated"},
                      W{at_a_point, "at_a_point"},
                      W{ratio_of_target, "ratio_of_target"},
                      W{exists, "exists"},
                      W{panel, "panel"},
                      W{sub_indicators, "sub_indicators"},
                      W{not_applicable, "not_applicable"},
                      W{not_known, "not_known"}};
}

template <class V>
void describe(V& v, base::FormOf<Leaf>) {
    v.record({.name = "leaf", .doc = "What a query counted."});
    v.field("fact", &Leaf::fact, {.doc = "Id of the fact; absent when nothing was reported."});
    v.field("key", &Leaf::key, {.doc = "What tells it apart: a count is of different keys."});
    v.field("amount", &Leaf::amount, {.doc = "What a sum adds up."});
}
template <class V>
void describe(V& v, base::FormOf<Part>) {
    v.record({.name = "part", .doc = "A plain query, or one side of a ratio."});
    v.field("fn", &Part::fn, {.doc = "Its function.", .required = true});
    v.field("of", &Part::of, {.doc = "What it reads.", .required = true});
    v.field("value", &Part::value, {.doc = kExact, .required = true});
    v.field("leaves", &Part::leaves, {.doc = "The rows behind the value.", .required = true});
}
template <class V>
void describe(V& v, base::FormOf<BothTexts>) {
    v.record({.name = "both_texts", .doc = "The same said in both languages."});
    v.field("th", &BothTexts::th, {.doc = "In Thai.", .required = true});
    v.field("en", &BothTexts::en, {.doc = "In English.", .required = true});
}
template <class V>
void describe(V& v, base::FormOf<QueryValue>) {
    v.record({.name = "query_value", .doc = "A query of the indicator and its value."});
    v.field("name", &QueryValue::name, {.doc = "As criteria name it.", .required = true});
    v.field("fn", &QueryValue::fn, {.doc = "Its function.", .required = true});
    v.field("value", &QueryValue::value, {.doc = kExact, .required = true});
    v.field("parts", &QueryValue::parts,
            {.doc = "One; of a ratio the numerator, then the denominator.", .required = true});
    v.field("problems", &QueryValue::problems, {.doc = "Why it cannot be answered, in English."});
    v.field("problem_texts", &QueryValue::problem_texts,
            {.doc = "Of each problem, in the same order, what it says in both languages."});
}
template <class V>
void describe(V& v, base::FormOf<ThresholdValue>) {
    v.record({.name = "threshold", .doc = "A bound of a level beside the value."});
    v.field("of", &ThresholdValue::of, {.doc = "Name of the query.", .required = true});
    v.field("value", &ThresholdValue::value, {.doc = kExact, .required = true});
    v.field("at_least", &ThresholdValue::at_least, {.doc = "The value must not be below."});
    v.field("at_most", &ThresholdValue::at_most, {.doc = "The value must not be above."});
    v.field("met", &ThresholdValue::met, {.doc = "Whether it holds.", .required = true});
}
template <class V>
void describe(V& v, base::FormOf<EvidenceFound>) {
    v.record({.name = "evidence", .doc = "Evidence that a level requires."});
    v.field("evidence", &EvidenceFound::evidence, {.doc = "Id of the item.", .required = true});
    v.field("facts", &EvidenceFound::facts, {.doc = "Facts that show it."});
    v.field("met", &EvidenceFound::met, {.doc = "Whether it is there.", .required = true});
}
template <class V>
void describe(V& v, base::FormOf<LevelStep>) {
    v.record({.name = "level", .doc = "A level and its conditions."});
    v.field("level", &LevelStep::level, {.doc = "The level.", .required = true});
    v.field("percent_of_weight", &LevelStep::percent_of_weight,
            {.doc = "What it is worth.", .required = true});
    v.field("thresholds", &LevelStep::thresholds, {.doc = "Its bounds."});
    v.field("evidence", &LevelStep::evidence, {.doc = "What it requires."});
    v.field("met", &LevelStep::met,
            {.doc = "All of its own conditions hold; it is reached when those below are met too.",
             .required = true});
}
template <class V>
void describe(V& v, base::FormOf<Point>) {
    v.record({.name = "point", .doc = "A point of a linear rule."});
    v.field("value", &Point::value, {.doc = "The value.", .required = true});
    v.field("score", &Point::score, {.doc = "Percent of the weight.", .required = true});
}
template <class V>
void describe(V& v, base::FormOf<TargetValue>) {
    v.record({.name = "target", .doc = "The year's target."});
    v.field("comparison", &TargetValue::comparison, {.doc = "How it compares.", .required = true});
    v.field("value", &TargetValue::value, {.doc = "As the plan has it.", .required = true});
    v.field("unit", &TargetValue::unit, {.doc = "Its unit."});
    v.field("effective", &TargetValue::effective, {.doc = "What holds, with its baseline."});
    v.field("from_actual", &TargetValue::from_actual,
            {.doc = "On the actual of the earlier year."});
    v.field("from_target", &TargetValue::from_target,
            {.doc = "On the target of the earlier year."});
    v.field("met", &TargetValue::met, {.doc = "Whether the value meets it."});
}
template <class V>
void describe(V& v, base::FormOf<Judgement>) {
    v.record({.name = "judgement", .doc = "What somebody judged."});
    v.field("fact", &Judgement::fact, {.doc = "Id of the fact.", .required = true});
    v.field("assessed_by", &Judgement::assessed_by, {.doc = "Who.", .required = true});
    v.field("status", &Judgement::status, {.doc = "How settled it is.", .required = true});
    v.field("level", &Judgement::level, {.doc = "The level."});
    v.field("value", &Judgement::value, {.doc = "Points on the panel's scale."});
    v.field("score", &Judgement::score, {.doc = "Points of the weight."});
    v.field("not_applicable", &Judgement::not_applicable,
            {.doc = "That the indicator does not apply."});
    v.field("reason", &Judgement::reason, {.doc = "Why."});
    v.field(
        "used", &Judgement::used,
        {.doc = "The percent rests on it; absent where it does not. With the outcome "
                "not_applicable: the evaluator's last word. With panel: each that gave a value "
                "of the mean. With levels: the last one of the evaluator that gives a level, or "
                "until there is one the office's last, where a level in words only had to be "
                "decided; levels that facts decide use none."});
}
template <class V>
void describe(V& v, base::FormOf<IndicatorScore>) {
    v.record({.name = "indicator", .doc = "An indicator's score and how it came about."});
    v.field("id", &IndicatorScore::id, {.doc = "Id in the plan.", .required = true});
    v.field("parent", &IndicatorScore::parent, {.doc = "Of a sub-indicator: its indicator."});
    v.field("number", &IndicatorScore::number, {.doc = "As printed."});
    v.field("name", &IndicatorScore::name, {.doc = "Its name."});
    v.field("component", &IndicatorScore::component, {.doc = "Its component."});
    v.field("rule", &IndicatorScore::rule, {.doc = "Its scoring rule.", .required = true});
    v.field("weight", &IndicatorScore::weight, {.doc = "Its weight."});
    v.field("queries", &IndicatorScore::queries, {.doc = "What it reads."});
    v.field("levels", &IndicatorScore::levels, {.doc = "Its levels, the lowest first."});
    v.field("points", &IndicatorScore::points, {.doc = "Of a linear rule, by value."});
    v.field("cap", &IndicatorScore::cap, {.doc = "The greatest percent."});
    v.field("panel_scale", &IndicatorScore::panel_scale, {.doc = "A panel's full points."});
    v.field("below_lowest", &IndicatorScore::below_lowest,
            {.doc = "Percent below the lowest level or point.", .required = true});
    v.field("linear_between_levels", &IndicatorScore::linear_between_levels,
            {.doc = "A part of the way to the next level counts."});
    v.field("accumulation", &IndicatorScore::accumulation,
            {.doc = "How values of the year add up."});
    v.field("averaged", &IndicatorScore::averaged,
            {.doc = "Of an average: the values at the ends of months, whose mean is the value."});
    v.field("value", &IndicatorScore::value, {.doc = kExact});
    v.field("target", &IndicatorScore::target, {.doc = "The year's target."});
    v.field("level_reached", &IndicatorScore::level_reached, {.doc = "The level reached."});
    v.field("outcome", &IndicatorScore::outcome,
            {.doc = "How the percent came about.", .required = true});
    v.field("percent", &IndicatorScore::percent, {.doc = kExact, .required = true});
    v.field("points_exact", &IndicatorScore::points_exact,
            {.doc = "Weight times percent by a hundred. Exact; empty without a weight.",
             .required = true});
    v.field("score", &IndicatorScore::score, {.doc = "The same, rounded for reading."});
    v.field("missing", &IndicatorScore::missing,
            {.doc = "Evidence and queries that the next level, or any value, waits for."});
    v.field("judgements", &IndicatorScore::judgements, {.doc = "What people judged."});
}
template <class V>
void describe(V& v, base::FormOf<ComponentScore>) {
    v.record({.name = "component", .doc = "Points of a component, or of all."});
    v.field("number", &ComponentScore::number, {.doc = "Its number."});
    v.field("name", &ComponentScore::name, {.doc = "Its name."});
    v.field("weight", &ComponentScore::weight,
            {.doc = "Of its indicators together.", .required = true});
    v.field("weight_applicable", &ComponentScore::weight_applicable,
            {.doc = "Without those that are not applicable.", .required = true});
    v.field("points_exact", &ComponentScore::points_exact, {.doc = kExact, .required = true});
    v.field("score", &ComponentScore::score, {.doc = "The sum, rounded once.", .required = true});
}
template <class V>
void describe(V& v, base::FormOf<StepProgress>) {
    v.record({.name = "step", .doc = "How far a step has come."});
    v.field("schedule", &StepProgress::schedule, {.doc = "Its schedule.", .required = true});
    v.field("step", &StepProgress::step, {.doc = "Its id.", .required = true});
    v.field("weight", &StepProgress::weight, {.doc = "Its weight."});
    v.field("planned", &StepProgress::planned,
            {.doc = "Percent that should be done. Exact: `n` or `n/d`.", .required = true});
    v.field("actual", &StepProgress::actual, {.doc = "Percent that is done.", .required = true});
    v.field("done", &StepProgress::done, {.doc = "Whether it is done.", .required = true});
    v.field("cancelled", &StepProgress::cancelled,
            {.doc = "It, its schedule, project or activity was cancelled: what is not done is not "
                    "awaited any more."});
    v.field("days_late", &StepProgress::days_late,
            {.doc = "Days since it should have been done; of one that was cancelled none."});
    v.field("fact", &StepProgress::fact, {.doc = "The report, or what closed it."});
    v.field("approval_missing", &StepProgress::approval_missing,
            {.doc = "Reported although what it requires was not approved."});
}
template <class V>
void describe(V& v, base::FormOf<ScheduleProgress>) {
    v.record({.name = "schedule", .doc = "How far a schedule has come."});
    v.field("schedule", &ScheduleProgress::schedule, {.doc = "Its id.", .required = true});
    v.field("indicator", &ScheduleProgress::indicator, {.doc = "Its indicator."});
    v.field("project", &ScheduleProgress::project, {.doc = "Its project."});
    v.field("planned", &ScheduleProgress::planned, {.doc = kExact, .required = true});
    v.field("actual", &ScheduleProgress::actual, {.doc = kExact, .required = true});
}
template <class V>
void describe(V& v, base::FormOf<Rounded>) {
    v.record({.name = "rounding", .doc = "How what is shown is rounded."});
    v.field("decimals", &Rounded::decimals, {.doc = "Places.", .required = true});
    v.field("mode", &Rounded::mode, {.doc = "As the scheme says it.", .required = true});
}
template <class V>
void describe(V& v, base::FormOf<Derivation>) {
    v.record({.name = "derivation",
              .doc = "All scores of a plan with what they come from.",
              .schema = kDerivationSchema});
    v.field("plan", &Derivation::plan, {.doc = "Id of the plan.", .required = true});
    v.field("plan_version", &Derivation::plan_version, {.doc = "Its version.", .required = true});
    v.field("scheme", &Derivation::scheme, {.doc = "Id of the scheme, empty when none was there."});
    v.field("fiscal_year", &Derivation::fiscal_year, {.doc = "B.E.", .required = true});
    v.field("as_of", &Derivation::as_of, {.doc = "The day.", .required = true});
    v.field("known_at", &Derivation::known_at, {.doc = "What was known when.", .required = true});
    v.field("rounding", &Derivation::rounding, {.doc = "Of what is shown.", .required = true});
    v.field("indicators", &Derivation::indicators, {.doc = "In order.", .required = true});
    v.field("components", &Derivation::components, {.doc = "In order.", .required = true});
    v.field("total", &Derivation::total, {.doc = "Of all components.", .required = true});
    v.field("schedules", &Derivation::schedules, {.doc = "In order."});
    v.field("steps", &Derivation::steps, {.doc = "In order."});
    v.field("orphans", &Derivation::orphans, {.doc = "Facts of elements that are not there."});
}

}  // namespace phaen::score
