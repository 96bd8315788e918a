#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "phaen/base/calendar.h"
#include "phaen/base/decimal.h"
#include "phaen/base/money.h"
#include "phaen/base/value.h"

/// The plan as a value: `phaen.plan/1` of contracts.md section 3, member for member. Text is as
/// printed (NFC, line wraps joined). Arrays are in printed order. An empty string means "not given"
/// for text; numbers that may be absent are optional. Nothing that can be computed is stored.
namespace phaen::plan {

using Id = std::string;

/// Where an id may stand: the id of another element, or the text as printed that could not be
/// resolved to one. Exactly one of the two is not empty.
struct Ref {
    Id id;
    std::string unresolved;
    [[nodiscard]] bool resolved() const { return !id.empty(); }
    friend bool operator==(const Ref&, const Ref&) = default;
    static Ref to(Id id) { return {std::move(id), {}}; }
    static Ref printed(std::string text) { return {{}, std::move(text)}; }
};
using Refs = std::vector<Ref>;

struct BilingualText {
    std::string th;
    std::string en;
    friend bool operator==(const BilingualText&, const BilingualText&) = default;
};

/// A span of B.E. years, both ends included.
struct YearSpan {
    int from = 0;
    int to = 0;
    friend bool operator==(const YearSpan&, const YearSpan&) = default;
};

enum class NarrativeKind {
    preface,
    general,
    results_intro,
    year_goal,
    swot_intro,
    implementation,
    other
};

/// Prose of the document, in place. `after` is the id of the element or narrative that it follows,
/// empty at the start.
struct Narrative {
    Id id;
    NarrativeKind kind = NarrativeKind::other;
    std::string title;
    Id after;
    std::string text;  ///< paragraphs parted by "\n"
    friend bool operator==(const Narrative&, const Narrative&) = default;
};

enum class OrganisationKind { agency, section, executive, external };

struct Organisation {
    Id id;
    std::string name;
    std::string short_name;
    OrganisationKind kind = OrganisationKind::section;
    std::string code;
    Id parent;
    friend bool operator==(const Organisation&, const Organisation&) = default;
};

/// พันธกิจ
struct MissionStatement {
    Id id;
    std::string number;
    std::string text;
    friend bool operator==(const MissionStatement&, const MissionStatement&) = default;
};

enum class FrameworkStatus { draft, adopted };

/// One level of a framework's tree: `kind` is an identifier of thai-domain.md part 8
/// (strategic_area, dimension, goal, objective, strategic_issue, sub_strategy, tactic, …), `label`
/// the word printed (ด้าน), `segments` how many code segments a node of it has.
struct FrameworkLevel {
    std::string kind;
    std::string label;
    int segments = 0;
    friend bool operator==(const FrameworkLevel&, const FrameworkLevel&) = default;
};

struct FrameworkNode {
    Id id;
    std::string code;  ///< as printed, Thai or Arabic digits
    std::string kind;
    std::string title;
    Id parent;  ///< empty for a root
    friend bool operator==(const FrameworkNode&, const FrameworkNode&) = default;
};

/// A plan above this one: a strategy tree that elements hang on.
struct Framework {
    Id id;
    std::string name;
    std::string owner;
    FrameworkStatus status = FrameworkStatus::adopted;
    std::optional<YearSpan> years;
    std::vector<FrameworkLevel> levels;
    std::vector<FrameworkNode> nodes;
    friend bool operator==(const Framework&, const Framework&) = default;
};

enum class LinkRelation { under, consistent_with };
enum class LinkAs { objective_indicator, measure_indicator };

struct Link {
    Ref framework;
    Ref node;
    LinkRelation relation = LinkRelation::under;
    std::optional<LinkAs> as;
    friend bool operator==(const Link&, const Link&) = default;
};

/// มาตรการ. `origin` is `city` (ม.) or `agency` (มน.) when the prefix says so.
struct Measure {
    Id id;
    std::string prefix;
    std::string origin;
    std::string title;
    std::vector<std::string> items;  ///< sub-lines under the title
    std::vector<Link> links;
    Refs indicators;
    friend bool operator==(const Measure&, const Measure&) = default;
};

/// `id` is the kind's letter and the number in Arabic digits: S1, W5, O11, T7.
struct SwotItem {
    Id id;
    std::string text;
    friend bool operator==(const SwotItem&, const SwotItem&) = default;
};

enum class SwotCombinationKind { so, wo, st, wt };

struct SwotCombination {
    Id id;
    SwotCombinationKind kind = SwotCombinationKind::so;
    std::string number;
    std::string heading;
    Refs items;
    Refs missions;
    Refs projects;
    friend bool operator==(const SwotCombination&, const SwotCombination&) = default;
};

struct Swot {
    std::vector<SwotItem> items;
    std::vector<SwotCombination> combinations;
    friend bool operator==(const Swot&, const Swot&) = default;
};

/// ภารกิจ
struct Mission {
    Id id;
    std::string number;
    std::string title;
    std::string success;  ///< เป้าหมาย/ความสำเร็จตามภารกิจ
    Refs mission_statements;
    std::vector<Link> links;
    Refs indicators;
    Refs projects;
    friend bool operator==(const Mission&, const Mission&) = default;
};

/// A definition (นิยาม): `X หมายถึง …`; term_en is the name in brackets when there is one.
struct GlossaryTerm {
    Id id;
    std::string term;
    std::string term_en;
    std::string text;
    friend bool operator==(const GlossaryTerm&, const GlossaryTerm&) = default;
};

enum class IndicatorKind { level, count, increase, percent, existence, composite };
enum class IndicatorResult { output, outcome };
enum class Better { higher, lower };
enum class Comparison { at_least, at_most, exactly, increase };
enum class BaselineFrom { actual, target };

struct Target {
    int fiscal_year = 0;  ///< B.E.
    Comparison comparison = Comparison::at_least;
    base::Decimal value;
    std::string unit;
    std::optional<int> baseline_fiscal_year;
    std::optional<base::Decimal> baseline_value;
    std::optional<BaselineFrom> baseline_from;
    friend bool operator==(const Target&, const Target&) = default;
};

struct EvidenceItem {
    Id id;
    std::string number;
    std::string text;
    bool catch_all = false;     ///< "and other documents": never missing
    bool alternatives = false;  ///< names several, one of which suffices
    friend bool operator==(const EvidenceItem&, const EvidenceItem&) = default;
};

enum class ScoringRule { levels, linear, ratio, boolean, panel };
enum class Accumulation { cumulative, snapshot, average };

struct ScoringPoint {
    base::Decimal value;
    base::Decimal score;
    friend bool operator==(const ScoringPoint&, const ScoringPoint&) = default;
};

struct Scoring {
    ScoringRule rule = ScoringRule::levels;
    std::vector<ScoringPoint> points;
    std::optional<base::Percent> cap;
    std::optional<Accumulation> accumulation;
    std::optional<base::Decimal> panel_scale;
    friend bool operator==(const Scoring&, const Scoring&) = default;
};

/// `of` names a query of the indicator; exactly one bound is given.
struct Threshold {
    std::string of;
    std::optional<base::Decimal> at_least;
    std::optional<base::Decimal> at_most;
    friend bool operator==(const Threshold&, const Threshold&) = default;
};

/// One level of เกณฑ์การให้คะแนน.
struct ScoringLevel {
    int level = 0;
    std::optional<base::Percent> percent_of_weight;
    std::string condition;
    std::vector<Threshold> thresholds;
    std::vector<Id> requires_evidence;  ///< file key: requires
    friend bool operator==(const ScoringLevel&, const ScoringLevel&) = default;
};

enum class QueryFunction { count, sum, avg, min, max, latest, exists, ratio };
enum class QueryPeriod { start, overlap, end };

struct QueryCondition {
    std::string field;
    std::string op;  ///< = != < <= > >= in
    base::Value value;
    friend bool operator==(const QueryCondition&, const QueryCondition&) = default;
};

/// What an indicator reads; `num` and `den` hold one query each when fn is ratio.
struct Query {
    QueryFunction fn = QueryFunction::count;
    std::string of;
    std::vector<std::string> distinct;
    std::vector<QueryCondition> where;
    std::string date;
    std::optional<QueryPeriod> period;
    std::vector<Query> num;
    std::vector<Query> den;
    friend bool operator==(const Query&, const Query&) = default;
};

struct Continues {
    int fiscal_year = 0;  ///< B.E.
    Id id;
    std::string name;
    friend bool operator==(const Continues&, const Continues&) = default;
};

struct Indicator {
    Id id;
    std::string number;
    std::string name;
    std::string group;      ///< letter of the scheme's indicator group: ก, ข, ค, ง
    std::string component;  ///< number of the scheme's component in Arabic digits: "1"
    std::optional<base::Weight> weight;
    std::string unit;
    std::optional<IndicatorKind> kind;
    std::optional<IndicatorResult> result;
    std::optional<Better> better;
    std::vector<Target> targets;
    std::vector<Id> definitions;
    std::string calculation_method;
    std::vector<EvidenceItem> evidence;
    std::optional<Scoring> scoring;
    std::vector<ScoringLevel> scoring_criteria;  ///< as printed: often level 5 first
    std::map<std::string, Query> queries;
    base::Value
        budget_scope;  ///< inclusions and exclusions of a disbursement indicator; null when none
    std::vector<Indicator> sub_indicators;  ///< one level only
    std::vector<Link> links;
    Refs projects;
    Refs lead;
    Refs supporting;
    std::optional<Continues> continues;
    friend bool operator==(const Indicator&, const Indicator&) = default;
};

struct HigherTarget {
    std::optional<Comparison> comparison;
    std::optional<base::Decimal> value;
    std::string unit;
    friend bool operator==(const HigherTarget&, const HigherTarget&) = default;
};

/// An indicator of a plan above that ours serve.
struct HigherIndicator {
    Id id;
    std::string number;
    std::string name;
    std::optional<int> fiscal_year;  ///< B.E.
    std::optional<HigherTarget> target;
    Refs owners;
    std::vector<Link> links;
    friend bool operator==(const HigherIndicator&, const HigherIndicator&) = default;
};

/// A part of a project's budget that goes to a mission, indicator or activity.
struct Allocation {
    Ref to;
    std::optional<base::Money> amount;
    friend bool operator==(const Allocation&, const Allocation&) = default;
};

struct SpendingLine {
    std::optional<base::YearMonth> month;
    std::string category;
    std::optional<base::Money> amount;
    friend bool operator==(const SpendingLine&, const SpendingLine&) = default;
};

struct WriteUp {
    std::string rationale;
    std::vector<std::string> objectives;
    std::vector<std::string> targets;
    std::string place;
    std::vector<std::string> cost_items;
    std::vector<std::string> expected_results;
    friend bool operator==(const WriteUp&, const WriteUp&) = default;
};

struct Project {
    Id id;
    std::string number;
    std::string name;
    std::string kind;  ///< id of a project kind of the scheme: strategic, mission, routine
    std::optional<base::Money> budget;
    bool no_budget = false;  ///< ไม่ใช้งบประมาณ, which is neither zero nor unknown
    Refs lead;
    Refs supporting;
    std::optional<Ref> budget_node;
    std::vector<Link> links;
    std::vector<Allocation> allocations;
    std::vector<SpendingLine> spending_plan;
    std::optional<WriteUp> write_up;
    std::optional<Continues> continues;
    friend bool operator==(const Project&, const Project&) = default;
};

enum class ActivityKind { part, support };

struct Activity {
    Id id;
    std::string name;
    ActivityKind kind = ActivityKind::part;
    std::optional<Ref> project;
    std::optional<Ref> indicator;
    Refs lead;
    Refs supporting;
    std::optional<base::Money> amount;
    friend bool operator==(const Activity&, const Activity&) = default;
};

enum class BudgetNodeKind { area, programme, output, work };

struct BudgetNode {
    Id id;
    BudgetNodeKind kind = BudgetNodeKind::programme;
    std::string name;
    Id parent;
    friend bool operator==(const BudgetNode&, const BudgetNode&) = default;
};

struct MonthSpan {
    base::YearMonth from;
    base::YearMonth to;
    friend bool operator==(const MonthSpan&, const MonthSpan&) = default;
};

enum class StepRequires { approval, submission };

struct Step {
    Id id;
    std::string number;
    std::string text;
    std::optional<base::Weight> weight;
    std::vector<MonthSpan> months;
    bool months_uncertain = false;
    std::optional<int> effort_days;
    std::optional<StepRequires> requires_first;  ///< file key: requires
    std::optional<Query> closes_when;
    friend bool operator==(const Step&, const Step&) = default;
};

enum class Spread { even, at_end };

/// The step table of an indicator and a project.
struct Schedule {
    Id id;
    std::optional<Ref> indicator;
    std::optional<Ref> project;
    std::optional<Ref> activity;
    std::optional<Spread> spread;
    std::vector<Step> steps;
    friend bool operator==(const Schedule&, const Schedule&) = default;
};

struct NamedValue {
    std::string name;
    base::Decimal value;
    std::string unit;
    friend bool operator==(const NamedValue&, const NamedValue&) = default;
};

enum class ResultStatus { provisional, final_ };

/// A result of an earlier year as the document reports it.
struct EarlierResult {
    Id id;
    int fiscal_year = 0;  ///< B.E.
    std::string component;
    std::string number;
    std::string indicator_name;
    std::string target;
    std::optional<int> level;
    std::vector<NamedValue> values;
    std::optional<base::Score> score;
    std::optional<ResultStatus> status;
    std::string narrative;
    std::vector<std::string> project_names;
    friend bool operator==(const EarlierResult&, const EarlierResult&) = default;
};

/// A finding that a person accepted, with the reason.
struct Accepted {
    std::string rule;
    Id element;
    std::string reason;
    std::string by;
    friend bool operator==(const Accepted&, const Accepted&) = default;
};

/// A place in a document, before anything is joined (contracts.md section 2). −1 and 0 mean "none".
struct Place {
    int block = -1;
    int row = -1;
    int cell = -1;
    int line = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
};

enum class ClaimKind { total, count, ordinal, name, amount, owner, target, unit, page, code };

/// What a document prints and a plan computes, or prints a second time.
struct Claim {
    Id id;
    Id about;  ///< the element, or empty
    ClaimKind kind = ClaimKind::name;
    std::string printed;
    std::string
        value;  ///< normalised: money as in the plan file, counts as integers, names as their text
    Place place;
    friend bool operator==(const Claim&, const Claim&) = default;
};

struct Source {
    std::string file;
    std::string sha256;
    std::map<Id, std::vector<Place>> elements;
    friend bool operator==(const Source&, const Source&) = default;
};

struct Plan {
    Id id;
    BilingualText title;
    int fiscal_year = 0;  ///< B.E.
    std::string scheme;
    Id agency;
    std::vector<Narrative> narratives;
    std::vector<Organisation> organisations;
    std::string vision;
    std::vector<MissionStatement> mission_statements;
    std::vector<Framework> frameworks;
    std::vector<Measure> measures;
    Swot swot;
    std::vector<Mission> missions;
    std::vector<GlossaryTerm> glossary;
    std::vector<Indicator> indicators;
    std::vector<HigherIndicator> higher_indicators;
    std::vector<Project> projects;
    std::vector<Activity> activities;
    std::vector<BudgetNode> budget_structure;
    std::vector<Schedule> schedules;
    std::vector<EarlierResult> results;
    std::vector<Accepted> accepted;
    std::vector<Claim> claims;
    std::optional<Source> source;
    friend bool operator==(const Plan&, const Plan&) = default;
};

}  // namespace phaen::plan
