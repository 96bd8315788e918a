#pragma once

#include <array>

#include "phaen/plan/io.h"
#include "phaen/plan/plan.h"
#include "record.h"

/// The one description of the plan file: every member of every type of plan.h with its name in the
/// file, its meaning and its bounds, in the order of the file. Reading, writing, validation,
/// comparison and the JSON Schema all follow it.
namespace phaen::plan {

// ---- words ----

constexpr auto words(Of<NarrativeKind>) {
    using enum NarrativeKind;
    return std::array{Word{preface, "preface"},
                      Word{general, "general"},
                      Word{results_intro, "results_intro"},
                      Word{year_goal, "year_goal"},
                      Word{swot_intro, "swot_intro"},
                      Word{implementation, "implementation"},
                      Word{other, "other"}};
}
constexpr auto words(Of<OrganisationKind>) {
    using enum OrganisationKind;
    return std::array{Word{agency, "agency"}, Word{section, "section"},
                      Word{executive, "executive"}, Word{external, "external"}};
}
constexpr auto words(Of<FrameworkStatus>) {
    using enum FrameworkStatus;
    return std::array{Word{draft, "draft"}, Word{adopted, "adopted"}};
}
constexpr auto words(Of<LinkRelation>) {
    using enum LinkRelation;
    return std::array{Word{under, "under"}, Word{consistent_with, "consistent_with"}};
}
constexpr auto words(Of<LinkAs>) {
    using enum LinkAs;
    return std::array{Word{objective_indicator, "objective_indicator"},
                      Word{measure_indicator, "measure_indicator"}};
}
constexpr auto words(Of<SwotCombinationKind>) {
    using enum SwotCombinationKind;
    return std::array{Word{so, "SO"}, Word{wo, "WO"}, Word{st, "ST"}, Word{wt, "WT"}};
}
constexpr auto words(Of<IndicatorKind>) {
    using enum IndicatorKind;
    return std::array{Word{level, "level"},         Word{count, "count"},
                      Word{increase, "increase"},   Word{percent, "percent"},
                      Word{existence, "existence"}, Word{composite, "composite"}};
}
constexpr auto words(Of<IndicatorResult>) {
    using enum IndicatorResult;
    return std::array{Word{output, "output"}, Word{outcome, "outcome"}};
}
constexpr auto words(Of<Better>) {
    using enum Better;
    return std::array{Word{higher, "higher"}, Word{lower, "lower"}};
}
constexpr auto words(Of<Comparison>) {
    using enum Comparison;
    return std::array{Word{at_least, "at_least"}, Word{at_most, "at_most"},
                      Word{exactly, "exactly"}, Word{increase, "increase"}};
}
constexpr auto words(Of<BaselineFrom>) {
    using enum BaselineFrom;
    return std::array{Word{actual, "actual"}, Word{target, "target"}};
}
constexpr auto words(Of<ScoringRule>) {
    using enum ScoringRule;
    return std::array{Word{levels, "levels"}, Word{linear, "linear"}, Word{ratio, "ratio"},
                      Word{boolean, "boolean"}, Word{panel, "panel"}};
}
constexpr auto words(Of<Accumulation>) {
    using enum Accumulation;
    return std::array{Word{cumulative, "cumulative"}, Word{snapshot, "snapshot"},
                      Word{average, "average"}};
}
constexpr auto words(Of<QueryFunction>) {
    using enum QueryFunction;
    return std::array{Word{count, "count"},   Word{sum, "sum"},    Word{avg, "avg"},
                      Word{min, "min"},       Word{max, "max"},    Word{latest, "latest"},
                      Word{exists, "exists"}, Word{ratio, "ratio"}};
}
constexpr auto words(Of<QueryPeriod>) {
    using enum QueryPeriod;
    return std::array{Word{start, "start"}, Word{overlap, "overlap"}, Word{end, "end"}};
}
constexpr auto words(Of<ActivityKind>) {
    using enum ActivityKind;
    return std::array{Word{part, "part"}, Word{support, "support"}};
}
constexpr auto words(Of<BudgetNodeKind>) {
    using enum BudgetNodeKind;
    return std::array{Word{area, "area"}, Word{programme, "programme"}, Word{output, "output"},
                      Word{work, "work"}};
}
constexpr auto words(Of<StepRequires>) {
    using enum StepRequires;
    return std::array{Word{approval, "approval"}, Word{submission, "submission"}};
}
constexpr auto words(Of<Spread>) {
    using enum Spread;
    return std::array{Word{even, "even"}, Word{at_end, "at_end"}};
}
constexpr auto words(Of<ResultStatus>) {
    using enum ResultStatus;
    return std::array{Word{provisional, "provisional"}, Word{final_, "final"}};
}
constexpr auto words(Of<ClaimKind>) {
    using enum ClaimKind;
    return std::array{Word{total, "total"},   Word{count, "count"},   Word{ordinal, "ordinal"},
                      Word{name, "name"},     Word{amount, "amount"}, Word{owner, "owner"},
                      Word{target, "target"}, Word{unit, "unit"},     Word{page, "page"},
                      Word{code, "code"}};
}

inline constexpr std::int64_t kFirstFiscalYear = 2484;
inline constexpr std::int64_t kLastFiscalYear = 2999;

// ---- records ----

template <class V>
void describe(V& v, Of<BilingualText>) {
    v.record(
        {.name = "bilingual_text", .doc = "One text in two languages.", .layout = Layout::inline_});
    v.field("th", &BilingualText::th, {.doc = "In Thai, as printed."});
    v.field("en", &BilingualText::en,
            {.doc = "In English, where the document or the agency has it."});
}

template <class V>
void describe(V& v, Of<YearSpan>) {
    v.record({.name = "year_span",
              .doc = "Years of a plan, B.E., both ends included.",
              .layout = Layout::inline_});
    v.field("from", &YearSpan::from,
            {.doc = "First year, B.E.",
             .required = true,
             .least = kFirstFiscalYear,
             .most = kLastFiscalYear});
    v.field("to", &YearSpan::to,
            {.doc = "Last year, B.E.",
             .required = true,
             .least = kFirstFiscalYear,
             .most = kLastFiscalYear});
}

template <class V>
void describe(V& v, Of<Narrative>) {
    v.record({.name = "narrative",
              .doc = "Prose of the document, in its place.",
              .element = ElementKind::narrative});
    v.field("id", &Narrative::id, {.doc = "Id of the text.", .required = true, .is_id = true});
    v.field("kind", &Narrative::kind, {.doc = "What the text is for."});
    v.field("title", &Narrative::title, {.doc = "Heading as printed."});
    v.field("after", &Narrative::after,
            {.doc = "The element that it follows in the document; absent at the start.",
             .refers_to = kAnyKind});
    v.field("text", &Narrative::text,
            {.doc = "Paragraphs, parted by line ends.", .long_text = true});
}

template <class V>
void describe(V& v, Of<Organisation>) {
    v.record({.name = "organisation",
              .doc = "An agency, a section of it, an executive or an outside body.",
              .element = ElementKind::organisation});
    v.field("id", &Organisation::id,
            {.doc = "Id of the organisation.", .required = true, .is_id = true});
    v.field("name", &Organisation::name, {.doc = "Full name."});
    v.field("short_name", &Organisation::short_name,
            {.doc = "The shortened name that the document uses."});
    v.field("kind", &Organisation::kind, {.doc = "What it is to the agency."});
    v.field("code", &Organisation::code, {.doc = "Code in other systems, as printed."});
    v.field("parent", &Organisation::parent,
            {.doc = "The organisation that it belongs to.",
             .refers_to = kinds(ElementKind::organisation),
             .parent = true});
}

template <class V>
void describe(V& v, Of<MissionStatement>) {
    v.record({.name = "mission_statement",
              .doc = "One statement of the agency's standing mandate (พันธกิจ).",
              .element = ElementKind::mission_statement});
    v.field("id", &MissionStatement::id,
            {.doc = "Id of the statement.", .required = true, .is_id = true});
    v.field("number", &MissionStatement::number, {.doc = "Number as printed."});
    v.field("text", &MissionStatement::text, {.doc = "The statement.", .long_text = true});
}

template <class V>
void describe(V& v, Of<FrameworkLevel>) {
    v.record({.name = "framework_level",
              .doc = "One level of a framework's tree.",
              .layout = Layout::inline_});
    v.field("kind", &FrameworkLevel::kind,
            {.doc = "Identifier of the level: strategic_area, dimension, goal, objective, "
                    "strategic_issue, "
                    "sub_strategy, tactic and the like.",
             .required = true});
    v.field("label", &FrameworkLevel::label,
            {.doc = "The word printed before the number, such as ด้าน."});
    v.field(
        "segments", &FrameworkLevel::segments,
        {.doc = "How many segments the code of a node of this level has.", .least = 0, .most = 12});
}

template <class V>
void describe(V& v, Of<FrameworkNode>) {
    v.record({.name = "framework_node",
              .doc = "A node of a framework's tree.",
              .element = ElementKind::framework_node,
              .layout = Layout::inline_});
    v.field("id", &FrameworkNode::id, {.doc = "Id of the node.", .required = true, .is_id = true});
    v.field("code", &FrameworkNode::code, {.doc = "Code as printed, in Thai or Arabic digits."});
    v.field("kind", &FrameworkNode::kind, {.doc = "Kind of its level."});
    v.field("title", &FrameworkNode::title, {.doc = "Title as printed."});
    v.field("parent", &FrameworkNode::parent,
            {.doc = "The node above; absent for a root.",
             .refers_to = kinds(ElementKind::framework_node),
             .parent = true});
}

template <class V>
void describe(V& v, Of<Framework>) {
    v.record({.name = "framework",
              .doc = "A plan above this one: a strategy tree that elements hang on.",
              .element = ElementKind::framework});
    v.field("id", &Framework::id, {.doc = "Id of the framework.", .required = true, .is_id = true});
    v.field("name", &Framework::name, {.doc = "Name as printed."});
    v.field("owner", &Framework::owner, {.doc = "Whose plan it is."});
    v.field("status", &Framework::status, {.doc = "Whether it is in force."});
    v.field("years", &Framework::years, {.doc = "Years that it covers."});
    v.field("levels", &Framework::levels, {.doc = "Levels of its tree from the top."});
    v.field("nodes", &Framework::nodes, {.doc = "Nodes in printed order."});
}

template <class V>
void describe(V& v, Of<Link>) {
    v.record({.name = "link",
              .doc = "A tie to a framework or a node of it.",
              .layout = Layout::inline_});
    v.field(
        "framework", &Link::framework,
        {.doc = "The framework.", .required = true, .refers_to = kinds(ElementKind::framework)});
    v.field("node", &Link::node,
            {.doc = "The node; absent when the tie is to the framework as a whole.",
             .refers_to = kinds(ElementKind::framework_node)});
    v.field("relation", &Link::relation, {.doc = "Under the node, or only consistent with it."});
    v.field("as", &Link::as, {.doc = "In which part an indicator serves the node."});
}

template <class V>
void describe(V& v, Of<Measure>) {
    v.record({.name = "measure", .doc = "A measure (มาตรการ).", .element = ElementKind::measure});
    v.field("id", &Measure::id, {.doc = "Id of the measure.", .required = true, .is_id = true});
    v.field("prefix", &Measure::prefix,
            {.doc = "The abbreviation printed before it, such as ม. or มน."});
    v.field("origin", &Measure::origin, {.doc = "`city` or `agency` where the prefix tells."});
    v.field("title", &Measure::title, {.doc = "Title without prefix."});
    v.field("items", &Measure::items, {.doc = "Lines printed under the title."});
    v.field("links", &Measure::links, {.doc = "Ties to frameworks."});
    v.field("indicators", &Measure::indicators,
            {.doc = "Indicators of the measure.",
             .refers_to = kinds(ElementKind::indicator, ElementKind::higher_indicator)});
}

template <class V>
void describe(V& v, Of<SwotItem>) {
    v.record({.name = "swot_item",
              .doc = "A strength, weakness, opportunity or threat.",
              .element = ElementKind::swot_item,
              .layout = Layout::inline_});
    v.field("id", &SwotItem::id,
            {.doc = "S, W, O or T and the number in Arabic digits: S1, W5.",
             .required = true,
             .is_id = true});
    v.field("text", &SwotItem::text, {.doc = "Text as printed.", .long_text = true});
}

template <class V>
void describe(V& v, Of<SwotCombination>) {
    v.record({.name = "swot_combination",
              .doc = "A strategy made from two sides of the SWOT.",
              .element = ElementKind::swot_combination});
    v.field("id", &SwotCombination::id,
            {.doc = "Id of the combination.", .required = true, .is_id = true});
    v.field("kind", &SwotCombination::kind, {.doc = "Which two sides.", .required = true});
    v.field("number", &SwotCombination::number, {.doc = "Number as printed."});
    v.field("heading", &SwotCombination::heading,
            {.doc = "Heading as printed.", .long_text = true});
    v.field("items", &SwotCombination::items,
            {.doc = "Items combined.", .refers_to = kinds(ElementKind::swot_item)});
    v.field("missions", &SwotCombination::missions,
            {.doc = "Missions named.", .refers_to = kinds(ElementKind::mission)});
    v.field("projects", &SwotCombination::projects,
            {.doc = "Projects named.",
             .refers_to = kinds(ElementKind::project, ElementKind::activity)});
}

template <class V>
void describe(V& v, Of<Swot>) {
    v.record({.name = "swot", .doc = "The analysis of the agency's situation."});
    v.field("items", &Swot::items, {.doc = "Items, strengths first as a rule."});
    v.field("combinations", &Swot::combinations, {.doc = "Strategies drawn from the items."});
}

template <class V>
void describe(V& v, Of<Mission>) {
    v.record({.name = "mission",
              .doc = "A mission of the year (ภารกิจ).",
              .element = ElementKind::mission});
    v.field("id", &Mission::id, {.doc = "Id of the mission.", .required = true, .is_id = true});
    v.field("number", &Mission::number, {.doc = "Number as printed."});
    v.field("title", &Mission::title, {.doc = "Title as printed."});
    v.field("success", &Mission::success, {.doc = "What would be success.", .long_text = true});
    v.field("mission_statements", &Mission::mission_statements,
            {.doc = "Statements of the mandate that it carries out.",
             .refers_to = kinds(ElementKind::mission_statement)});
    v.field("links", &Mission::links, {.doc = "Ties to frameworks."});
    v.field("indicators", &Mission::indicators,
            {.doc = "Its indicators.", .refers_to = kinds(ElementKind::indicator)});
    v.field(
        "projects", &Mission::projects,
        {.doc = "Its projects.", .refers_to = kinds(ElementKind::project, ElementKind::activity)});
}

template <class V>
void describe(V& v, Of<GlossaryTerm>) {
    v.record({.name = "glossary_term",
              .doc = "A definition (นิยาม).",
              .element = ElementKind::glossary_term});
    v.field("id", &GlossaryTerm::id,
            {.doc = "Id of the definition.", .required = true, .is_id = true});
    v.field("term", &GlossaryTerm::term, {.doc = "What is defined."});
    v.field("term_en", &GlossaryTerm::term_en,
            {.doc = "Its name in brackets, when one is printed."});
    v.field("text", &GlossaryTerm::text, {.doc = "The definition.", .long_text = true});
}

template <class V>
void describe(V& v, Of<Target>) {
    v.record({.name = "target",
              .doc = "What an indicator should reach in a year.",
              .layout = Layout::inline_});
    v.field("fiscal_year", &Target::fiscal_year,
            {.doc = "B.E.", .required = true, .least = kFirstFiscalYear, .most = kLastFiscalYear});
    v.field("comparison", &Target::comparison,
            {.doc = "How the result is held against the value."});
    v.field("value", &Target::value,
            {.doc = "The value; for an increase, by how much.", .required = true});
    v.field("unit", &Target::unit, {.doc = "Unit as printed."});
    v.field("baseline_fiscal_year", &Target::baseline_fiscal_year,
            {.doc = "For an increase, the year that it is counted from, B.E.",
             .least = kFirstFiscalYear,
             .most = kLastFiscalYear});
    v.field("baseline_value", &Target::baseline_value, {.doc = "The value of that year."});
    v.field("baseline_from", &Target::baseline_from,
            {.doc = "Whether that was its result or its target."});
}

template <class V>
void describe(V& v, Of<EvidenceItem>) {
    v.record({.name = "evidence_item",
              .doc = "What shows that an indicator was met.",
              .element = ElementKind::evidence_item});
    v.field("id", &EvidenceItem::id, {.doc = "Id of the item.", .required = true, .is_id = true});
    v.field("number", &EvidenceItem::number, {.doc = "Number as printed."});
    v.field("text", &EvidenceItem::text, {.doc = "Text as printed.", .long_text = true});
    v.field("catch_all", &EvidenceItem::catch_all,
            {.doc = "\"And other documents\": such an item is never missing."});
    v.field("alternatives", &EvidenceItem::alternatives,
            {.doc = "The text names several things, one of which is enough."});
}

template <class V>
void describe(V& v, Of<ScoringPoint>) {
    v.record({.name = "scoring_point",
              .doc = "A value and the score that it gives.",
              .layout = Layout::inline_});
    v.field("value", &ScoringPoint::value, {.doc = "Value of the result.", .required = true});
    v.field("score", &ScoringPoint::score, {.doc = "Score at that value.", .required = true});
}

template <class V>
void describe(V& v, Of<Scoring>) {
    v.record(
        {.name = "scoring", .doc = "How a result becomes a score.", .layout = Layout::inline_});
    v.field("rule", &Scoring::rule, {.doc = "The way of scoring.", .required = true});
    v.field("points", &Scoring::points,
            {.doc = "For `linear`: points between which a line is drawn."});
    v.field("cap", &Scoring::cap, {.doc = "The most that counts, in percent."});
    v.field("accumulation", &Scoring::accumulation, {.doc = "How results within the year add up."});
    v.field("panel_scale", &Scoring::panel_scale,
            {.doc = "For `panel`: the best mark that the panel can give."});
}

template <class V>
void describe(V& v, Of<Threshold>) {
    v.record({.name = "threshold",
              .doc = "A bound for a query of the indicator; one of the two bounds is given.",
              .layout = Layout::inline_});
    v.field("of", &Threshold::of, {.doc = "Name of the query.", .required = true});
    v.field("at_least", &Threshold::at_least, {.doc = "The query's value must not be lower."});
    v.field("at_most", &Threshold::at_most, {.doc = "The query's value must not be higher."});
}

template <class V>
void describe(V& v, Of<ScoringLevel>) {
    v.record(
        {.name = "scoring_level", .doc = "One level of the scoring criteria (เกณฑ์การให้คะแนน)."});
    v.field("level", &ScoringLevel::level,
            {.doc = "The level, 5 the best as a rule.", .required = true});
    v.field("percent_of_weight", &ScoringLevel::percent_of_weight,
            {.doc = "The part of the weight that it earns, when the document prints it."});
    v.field("condition", &ScoringLevel::condition,
            {.doc = "Condition as printed.", .long_text = true});
    v.field("thresholds", &ScoringLevel::thresholds,
            {.doc = "The condition in numbers; all must hold."});
    v.field(
        "requires", &ScoringLevel::requires_evidence,
        {.doc = "Evidence that must be there.", .refers_to = kinds(ElementKind::evidence_item)});
}

template <class V>
void describe(V& v, Of<Query>) {
    v.record({.name = "query",
              .doc = "What is read from data, balances, steps or evidence; its period is the "
                     "fiscal year up to the day "
                     "asked about.",
              .layout = Layout::inline_});
    v.field("fn", &Query::fn, {.doc = "What is computed.", .required = true});
    v.field("of", &Query::of,
            {.doc = "Id of a dataset, `ledger.` and a balance, `steps` or `evidence`; absent for a "
                    "ratio."});
    v.field("distinct", &Query::distinct, {.doc = "Fields whose different values are counted."});
    v.field("where", &Query::where,
            {.doc = "Conditions `[field, operator, value]`; all must hold."});
    v.field("date", &Query::date, {.doc = "The field that places a record in time."});
    v.field("period", &Query::period, {.doc = "Which end of a record's period counts."});
    v.field("num", &Query::num, {.doc = "For a ratio: what is divided.", .nested_one = true});
    v.field("den", &Query::den, {.doc = "For a ratio: what it is divided by.", .nested_one = true});
}

template <class V>
void describe(V& v, Of<Continues>) {
    v.record({.name = "continues",
              .doc = "What this carries on from an earlier year.",
              .layout = Layout::inline_});
    v.field("fiscal_year", &Continues::fiscal_year,
            {.doc = "That year, B.E.",
             .required = true,
             .least = kFirstFiscalYear,
             .most = kLastFiscalYear});
    v.field("id", &Continues::id, {.doc = "Id in that year's plan, when there is one."});
    v.field("name", &Continues::name, {.doc = "Name in that year."});
}

template <class V>
// NOLINTNEXTLINE(misc-no-recursion): sub-indicators, bounded by the reader's depth
void describe(V& v, Of<Indicator>) {
    v.record(
        {.name = "indicator", .doc = "An indicator (ตัวชี้วัด).", .element = ElementKind::indicator});
    v.field("id", &Indicator::id, {.doc = "Id of the indicator.", .required = true, .is_id = true});
    v.field("number", &Indicator::number, {.doc = "Number as printed."});
    v.field("name", &Indicator::name, {.doc = "Name as printed."});
    v.field("group", &Indicator::group, {.doc = "Letter of its group in the year's scheme."});
    v.field("component", &Indicator::component,
            {.doc = "Number of its component in the year's scheme, Arabic digits."});
    v.field("weight", &Indicator::weight, {.doc = "Its weight (น้ำหนัก) in the agreement."});
    v.field("unit", &Indicator::unit, {.doc = "Unit as printed."});
    v.field("kind", &Indicator::kind, {.doc = "What its result is."});
    v.field("result", &Indicator::result,
            {.doc = "Whether it measures what was done or what came of it."});
    v.field("better", &Indicator::better, {.doc = "Which way is better."});
    v.field("targets", &Indicator::targets, {.doc = "Targets by year."});
    v.field(
        "definitions", &Indicator::definitions,
        {.doc = "Definitions that belong to it.", .refers_to = kinds(ElementKind::glossary_term)});
    v.field("calculation_method", &Indicator::calculation_method,
            {.doc = "How the result is worked out, as printed.", .long_text = true});
    v.field("evidence", &Indicator::evidence, {.doc = "Evidence to be kept."});
    v.field("scoring", &Indicator::scoring, {.doc = "How it is scored."});
    v.field("scoring_criteria", &Indicator::scoring_criteria,
            {.doc = "The levels as printed, the best one often first."});
    v.field("queries", &Indicator::queries,
            {.doc = "Queries by name, for thresholds and for the result."});
    v.field("budget_scope", &Indicator::budget_scope,
            {.doc = "For a disbursement indicator: what counts and what does not."});
    v.field("sub_indicators", &Indicator::sub_indicators, {.doc = "Parts of it, one level only."});
    v.field("links", &Indicator::links, {.doc = "Ties to frameworks."});
    v.field("projects", &Indicator::projects,
            {.doc = "Projects that serve it.",
             .refers_to = kinds(ElementKind::project, ElementKind::activity)});
    v.field("lead", &Indicator::lead,
            {.doc = "Who answers for it.", .refers_to = kinds(ElementKind::organisation)});
    v.field("supporting", &Indicator::supporting,
            {.doc = "Who helps.", .refers_to = kinds(ElementKind::organisation)});
    v.field("continues", &Indicator::continues,
            {.doc = "The indicator of an earlier year that it carries on."});
}

template <class V>
void describe(V& v, Of<HigherTarget>) {
    v.record({.name = "higher_target",
              .doc = "Target of an indicator above.",
              .layout = Layout::inline_});
    v.field("comparison", &HigherTarget::comparison,
            {.doc = "How the result is held against the value."});
    v.field("value", &HigherTarget::value, {.doc = "The value."});
    v.field("unit", &HigherTarget::unit, {.doc = "Unit as printed."});
}

template <class V>
void describe(V& v, Of<HigherIndicator>) {
    v.record({.name = "higher_indicator",
              .doc = "An indicator of a plan above that ours serve.",
              .element = ElementKind::higher_indicator});
    v.field("id", &HigherIndicator::id,
            {.doc = "Id of the indicator.", .required = true, .is_id = true});
    v.field("number", &HigherIndicator::number, {.doc = "Number as printed."});
    v.field("name", &HigherIndicator::name, {.doc = "Name as printed."});
    v.field(
        "fiscal_year", &HigherIndicator::fiscal_year,
        {.doc = "Year of the target, B.E.", .least = kFirstFiscalYear, .most = kLastFiscalYear});
    v.field("target", &HigherIndicator::target, {.doc = "Its target."});
    v.field("owners", &HigherIndicator::owners,
            {.doc = "Who answers for it.", .refers_to = kinds(ElementKind::organisation)});
    v.field("links", &HigherIndicator::links, {.doc = "Ties to frameworks."});
}

template <class V>
void describe(V& v, Of<Allocation>) {
    v.record(
        {.name = "allocation", .doc = "A part of a project's budget.", .layout = Layout::inline_});
    v.field(
        "to", &Allocation::to,
        {.doc = "What it is for.",
         .required = true,
         .refers_to = kinds(ElementKind::mission, ElementKind::indicator, ElementKind::activity)});
    v.field("amount", &Allocation::amount,
            {.doc = "Baht; absent when the document does not split it."});
}

template <class V>
void describe(V& v, Of<SpendingLine>) {
    v.record(
        {.name = "spending_line", .doc = "What should be spent when.", .layout = Layout::inline_});
    v.field("month", &SpendingLine::month, {.doc = "The month."});
    v.field("category", &SpendingLine::category, {.doc = "Expenditure category of the scheme."});
    v.field("amount", &SpendingLine::amount, {.doc = "Baht."});
}

template <class V>
void describe(V& v, Of<WriteUp>) {
    v.record({.name = "write_up", .doc = "The project's description as a project paper has it."});
    v.field("rationale", &WriteUp::rationale, {.doc = "Why.", .long_text = true});
    v.field("objectives", &WriteUp::objectives, {.doc = "What for."});
    v.field("targets", &WriteUp::targets, {.doc = "How much, for whom."});
    v.field("place", &WriteUp::place, {.doc = "Where."});
    v.field("cost_items", &WriteUp::cost_items, {.doc = "What the money is for."});
    v.field("expected_results", &WriteUp::expected_results, {.doc = "What should come of it."});
}

template <class V>
void describe(V& v, Of<Project>) {
    v.record({.name = "project", .doc = "A project (โครงการ).", .element = ElementKind::project});
    v.field("id", &Project::id, {.doc = "Id of the project.", .required = true, .is_id = true});
    v.field("number", &Project::number, {.doc = "Number as printed."});
    v.field("name", &Project::name, {.doc = "Name as printed."});
    v.field("kind", &Project::kind, {.doc = "Id of a project kind of the year's scheme."});
    v.field("budget", &Project::budget,
            {.doc = "Baht that the project is planned with; null or absent when it is not known.",
             .null_when_unknown = true});
    v.field("no_budget", &Project::no_budget,
            {.doc = "The project needs no budget, which is neither zero nor unknown."});
    v.field("lead", &Project::lead,
            {.doc = "Who answers for it.", .refers_to = kinds(ElementKind::organisation)});
    v.field("supporting", &Project::supporting,
            {.doc = "Who helps.", .refers_to = kinds(ElementKind::organisation)});
    v.field("budget_node", &Project::budget_node,
            {.doc = "Where its budget stands in the budget's structure.",
             .refers_to = kinds(ElementKind::budget_node)});
    v.field("links", &Project::links, {.doc = "Ties to frameworks."});
    v.field("allocations", &Project::allocations,
            {.doc = "Parts of the budget by mission, indicator or activity."});
    v.field("spending_plan", &Project::spending_plan, {.doc = "What should be spent when."});
    v.field("write_up", &Project::write_up, {.doc = "Its description."});
    v.field("continues", &Project::continues,
            {.doc = "The project of an earlier year that it carries on."});
}

template <class V>
void describe(V& v, Of<Activity>) {
    v.record(
        {.name = "activity", .doc = "An activity (กิจกรรม).", .element = ElementKind::activity});
    v.field("id", &Activity::id, {.doc = "Id of the activity.", .required = true, .is_id = true});
    v.field("name", &Activity::name, {.doc = "Name as printed."});
    v.field("kind", &Activity::kind,
            {.doc = "Part of a project, or work that supports an indicator."});
    v.field("project", &Activity::project,
            {.doc = "Its project.", .refers_to = kinds(ElementKind::project)});
    v.field("indicator", &Activity::indicator,
            {.doc = "The indicator that it serves.", .refers_to = kinds(ElementKind::indicator)});
    v.field("lead", &Activity::lead,
            {.doc = "Who answers for it.", .refers_to = kinds(ElementKind::organisation)});
    v.field("supporting", &Activity::supporting,
            {.doc = "Who helps.", .refers_to = kinds(ElementKind::organisation)});
    v.field("amount", &Activity::amount, {.doc = "Baht of the project's budget."});
}

template <class V>
void describe(V& v, Of<BudgetNode>) {
    v.record({.name = "budget_node",
              .doc = "A heading of the budget's structure (ด้าน, แผนงาน, ผลผลิต, งาน).",
              .element = ElementKind::budget_node});
    v.field("id", &BudgetNode::id, {.doc = "Id of the heading.", .required = true, .is_id = true});
    v.field("kind", &BudgetNode::kind, {.doc = "Its level."});
    v.field("name", &BudgetNode::name, {.doc = "Name as printed."});
    v.field("parent", &BudgetNode::parent,
            {.doc = "The heading above.",
             .refers_to = kinds(ElementKind::budget_node),
             .parent = true});
}

template <class V>
void describe(V& v, Of<MonthSpan>) {
    v.record(
        {.name = "month_span", .doc = "Months, both ends included.", .layout = Layout::inline_});
    v.field("from", &MonthSpan::from, {.doc = "First month.", .required = true});
    v.field("to", &MonthSpan::to, {.doc = "Last month.", .required = true});
}

template <class V>
void describe(V& v, Of<Step>) {
    v.record(
        {.name = "step", .doc = "A step (ขั้นตอน) of a schedule.", .element = ElementKind::step});
    v.field("id", &Step::id, {.doc = "Id of the step.", .required = true, .is_id = true});
    v.field("number", &Step::number, {.doc = "Number as printed."});
    v.field("text", &Step::text, {.doc = "Text as printed.", .long_text = true});
    v.field("weight", &Step::weight, {.doc = "Its part of the whole, in percent."});
    v.field("months", &Step::months, {.doc = "When it is done."});
    v.field("months_uncertain", &Step::months_uncertain,
            {.doc = "The document does not show clearly when; a person should look."});
    v.field("effort_days", &Step::effort_days, {.doc = "Working days.", .least = 0});
    v.field("requires", &Step::requires_first,
            {.doc = "What must be in hand before it may begin."});
    v.field("closes_when", &Step::closes_when, {.doc = "What data show that it is done."});
}

template <class V>
void describe(V& v, Of<Schedule>) {
    v.record({.name = "schedule",
              .doc = "The steps of an indicator, a project or an activity.",
              .element = ElementKind::schedule});
    v.field("id", &Schedule::id, {.doc = "Id of the schedule.", .required = true, .is_id = true});
    v.field("indicator", &Schedule::indicator,
            {.doc = "The indicator.", .refers_to = kinds(ElementKind::indicator)});
    v.field("project", &Schedule::project,
            {.doc = "The project.", .refers_to = kinds(ElementKind::project)});
    v.field("activity", &Schedule::activity,
            {.doc = "The activity.", .refers_to = kinds(ElementKind::activity)});
    v.field("spread", &Schedule::spread, {.doc = "How a step's weight falls on its months."});
    v.field("steps", &Schedule::steps, {.doc = "Steps in order."});
}

template <class V>
void describe(V& v, Of<NamedValue>) {
    v.record({.name = "named_value",
              .doc = "A number that a result reports.",
              .layout = Layout::inline_});
    v.field("name", &NamedValue::name, {.doc = "What was counted."});
    v.field("value", &NamedValue::value, {.doc = "The number.", .required = true});
    v.field("unit", &NamedValue::unit, {.doc = "Unit as printed."});
}

template <class V>
void describe(V& v, Of<EarlierResult>) {
    v.record({.name = "result",
              .doc = "A result of an earlier year as the document reports it.",
              .element = ElementKind::result});
    v.field("id", &EarlierResult::id,
            {.doc = "Id of the result.", .required = true, .is_id = true});
    v.field("fiscal_year", &EarlierResult::fiscal_year,
            {.doc = "Its year, B.E.",
             .required = true,
             .least = kFirstFiscalYear,
             .most = kLastFiscalYear});
    v.field("component", &EarlierResult::component, {.doc = "Component of that year's scheme."});
    v.field("number", &EarlierResult::number, {.doc = "Number as printed."});
    v.field("indicator_name", &EarlierResult::indicator_name, {.doc = "Name of the indicator."});
    v.field("target", &EarlierResult::target, {.doc = "Its target as printed.", .long_text = true});
    v.field("level", &EarlierResult::level, {.doc = "Level reached."});
    v.field("values", &EarlierResult::values, {.doc = "Numbers reported."});
    v.field("score", &EarlierResult::score, {.doc = "Score reported."});
    v.field("status", &EarlierResult::status, {.doc = "Whether it is the last word."});
    v.field("narrative", &EarlierResult::narrative,
            {.doc = "The report's text.", .long_text = true});
    v.field("project_names", &EarlierResult::project_names,
            {.doc = "Projects that led to it, by name."});
}

template <class V>
void describe(V& v, Of<Accepted>) {
    v.record({.name = "accepted", .doc = "A finding that a person accepted."});
    v.field("rule", &Accepted::rule, {.doc = "Id of the rule.", .required = true});
    v.field("element", &Accepted::element,
            {.doc = "The element that it is about.", .refers_to = kAnyKind});
    v.field("reason", &Accepted::reason, {.doc = "Why it may stay.", .long_text = true});
    v.field("by", &Accepted::by, {.doc = "Who accepted it."});
}

template <class V>
void describe(V& v, Of<Place>) {
    v.record({.name = "place", .doc = "A place in a document.", .layout = Layout::inline_});
    v.field("block", &Place::block, {.doc = "The n-th block, from 0.", .least = -1});
    v.field("row", &Place::row, {.doc = "The row of a table, from 0.", .least = -1});
    v.field("cell", &Place::cell, {.doc = "The cell of the row, from 0.", .least = -1});
    v.field("line", &Place::line, {.doc = "The line of a text document, from 1.", .least = 0});
}

template <class V>
void describe(V& v, Of<Claim>) {
    v.record({.name = "claim",
              .doc = "What a document prints and a plan computes, or prints a second time.",
              .element = ElementKind::claim});
    v.field("id", &Claim::id, {.doc = "Id of the claim.", .required = true, .is_id = true});
    v.field("about", &Claim::about, {.doc = "The element.", .refers_to = kAnyKind});
    v.field("kind", &Claim::kind, {.doc = "What is claimed.", .required = true});
    v.field("printed", &Claim::printed, {.doc = "Text as printed.", .long_text = true});
    v.field("value", &Claim::value,
            {.doc = "The same made comparable: money as in this file, counts as integers, names as "
                    "they stand.",
             .long_text = true});
    v.field("place", &Claim::place, {.doc = "Where it stands."});
}

template <class V>
void describe(V& v, Of<Source>) {
    v.record({.name = "source", .doc = "The document that the plan was read from."});
    v.field("file", &Source::file, {.doc = "Name of the file."});
    v.field("sha256", &Source::sha256, {.doc = "SHA-256 of its bytes, hexadecimal."});
    v.field("elements", &Source::elements,
            {.doc = "For each element, the places that it was read from.", .refers_to = kAnyKind});
}

template <class V>
void describe(V& v, Of<Plan>) {
    v.record({.name = "plan", .doc = "A Thai agency's annual action plan.", .schema = kPlanSchema});
    v.field("id", &Plan::id, {.doc = "Id of the plan.", .required = true});
    v.field("title", &Plan::title, {.doc = "Title of the document."});
    v.field("fiscal_year", &Plan::fiscal_year,
            {.doc = "The year planned, B.E.",
             .required = true,
             .least = kFirstFiscalYear,
             .most = kLastFiscalYear});
    v.field("scheme", &Plan::scheme, {.doc = "Id of the year's scheme."});
    v.field("agency", &Plan::agency,
            {.doc = "The organisation whose plan it is.",
             .refers_to = kinds(ElementKind::organisation)});
    v.field("narratives", &Plan::narratives, {.doc = "Prose of the document."});
    v.field("organisations", &Plan::organisations, {.doc = "Who does, leads, helps or owns."});
    v.field("vision", &Plan::vision, {.doc = "Vision (วิสัยทัศน์) as printed.", .long_text = true});
    v.field("mission_statements", &Plan::mission_statements, {.doc = "The standing mandate."});
    v.field("frameworks", &Plan::frameworks, {.doc = "Plans above this one."});
    v.field("measures", &Plan::measures, {.doc = "Measures."});
    v.field("swot", &Plan::swot, {.doc = "Analysis of the situation."});
    v.field("missions", &Plan::missions, {.doc = "Missions of the year."});
    v.field("glossary", &Plan::glossary, {.doc = "Definitions."});
    v.field("indicators", &Plan::indicators, {.doc = "Indicators."});
    v.field("higher_indicators", &Plan::higher_indicators, {.doc = "Indicators of plans above."});
    v.field("projects", &Plan::projects, {.doc = "Projects."});
    v.field("activities", &Plan::activities, {.doc = "Activities."});
    v.field("budget_structure", &Plan::budget_structure, {.doc = "Headings of the budget."});
    v.field("schedules", &Plan::schedules, {.doc = "Step tables."});
    v.field("results", &Plan::results, {.doc = "Results of earlier years."});
    v.field("accepted", &Plan::accepted, {.doc = "Findings that a person accepted."});
    v.field("claims", &Plan::claims, {.doc = "What the document prints and the plan computes."});
    v.field("source", &Plan::source, {.doc = "The document that the plan was read from."});
}

}  // namespace phaen::plan
