#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "phaen/base/decimal.h"
#include "phaen/base/instant.h"
#include "phaen/base/ratio.h"
#include "phaen/base/value.h"

/// A score with everything that it comes from: `phaen.derivation/1`. Exact numbers are texts `n` or
/// `n/d`; whoever has the derivation and its schema can compute every score again.
namespace phaen::score {

inline constexpr std::string_view kDerivationSchema = "phaen.derivation/1";

/// What a query counted: a fact, by what it was told apart, and what was added up.
struct Leaf {
    std::string fact;
    std::string key;
    std::optional<base::Decimal> amount;
    friend bool operator==(const Leaf&, const Leaf&) = default;
};

/// One side of a ratio, or the whole of a plain query.
struct Part {
    std::string fn;
    std::string of;
    std::string value;  ///< exact; empty when there is none
    std::vector<Leaf> leaves;
    friend bool operator==(const Part&, const Part&) = default;
};

/// The same said in both languages.
struct BothTexts {
    std::string th;
    std::string en;
    friend bool operator==(const BothTexts&, const BothTexts&) = default;
};

struct QueryValue {
    std::string name;
    std::string fn;
    std::string value;                     ///< exact; empty when there is none
    std::vector<Part> parts;               ///< one; of a ratio the numerator and the denominator
    std::vector<std::string> problems;     ///< in English, as they were from the first
    std::vector<BothTexts> problem_texts;  ///< the same, in the same order
    friend bool operator==(const QueryValue&, const QueryValue&) = default;
};

struct ThresholdValue {
    std::string of;
    std::string value;
    std::optional<base::Decimal> at_least;
    std::optional<base::Decimal> at_most;
    bool met = false;
    friend bool operator==(const ThresholdValue&, const ThresholdValue&) = default;
};

struct EvidenceFound {
    std::string evidence;
    std::vector<std::string> facts;
    bool met = false;
    friend bool operator==(const EvidenceFound&, const EvidenceFound&) = default;
};

struct LevelStep {
    int level = 0;
    base::Percent percent_of_weight;
    std::vector<ThresholdValue> thresholds;
    std::vector<EvidenceFound> evidence;
    bool met = false;  ///< by its own conditions alone
    friend bool operator==(const LevelStep&, const LevelStep&) = default;
};

struct Point {
    base::Decimal value;
    base::Decimal score;
    friend bool operator==(const Point&, const Point&) = default;
};

/// A target, with what it is relative to. `effective` is what the plan says holds;
/// `from_actual` and `from_target` are the two readings of a relative one, when they are known.
struct TargetValue {
    std::string comparison;
    base::Decimal value;
    std::string unit;
    std::optional<base::Decimal> effective;
    std::optional<base::Decimal> from_actual;
    std::optional<base::Decimal> from_target;
    std::optional<bool> met;  ///< when the indicator has one value to compare
    friend bool operator==(const TargetValue&, const TargetValue&) = default;
};

/// What somebody judged, beside what was computed.
struct Judgement {
    std::string fact;
    std::string assessed_by;
    std::string status;
    std::optional<int> level;
    std::optional<base::Decimal> value;
    std::optional<base::Score> score;
    bool not_applicable = false;
    std::string reason;
    bool used = false;  ///< the percent rests on it: without those that are it would be another
    friend bool operator==(const Judgement&, const Judgement&) = default;
};

/// How a percent of the weight came about.
enum class Outcome {
    level_reached,
    below_lowest,
    interpolated,  ///< between two levels or two points
    at_a_point,    ///< of a linear rule, on or beyond a point
    ratio_of_target,
    exists,
    panel,
    sub_indicators,  ///< the mean of them
    not_applicable,
    not_known,  ///< there is nothing to compute from, see `missing`
};

struct IndicatorScore {
    std::string id;
    std::string parent;  ///< of a sub-indicator
    std::string number;
    std::string name;
    std::string component;
    std::string rule;
    std::optional<base::Weight> weight;
    std::vector<QueryValue> queries;
    std::vector<LevelStep> levels;  ///< the lowest first
    std::vector<Point> points;
    std::optional<base::Percent> cap;
    std::optional<base::Decimal> panel_scale;
    base::Percent below_lowest;
    bool linear_between_levels = false;
    std::string accumulation;
    std::vector<std::string> averaged;  ///< the values at the ends of months, of an average
    std::string value;                  ///< the one value that linear, ratio and panel read
    std::optional<TargetValue> target;
    std::optional<int> level_reached;
    Outcome outcome = Outcome::not_known;
    std::string percent;               ///< of the weight, exact
    std::string points_exact;          ///< weight × percent / 100; empty without a weight
    std::optional<base::Score> score;  ///< the same, rounded for reading only
    std::vector<std::string> missing;  ///< ids of evidence, names of queries
    std::vector<Judgement> judgements;
    friend bool operator==(const IndicatorScore&, const IndicatorScore&) = default;
};

struct ComponentScore {
    std::string number;
    std::string name;
    base::Weight weight;             ///< of its indicators that have one
    base::Weight weight_applicable;  ///< without those that are not applicable
    std::string points_exact;
    base::Score score;
    friend bool operator==(const ComponentScore&, const ComponentScore&) = default;
};

struct StepProgress {
    std::string schedule;
    std::string step;
    std::optional<base::Weight> weight;
    std::string planned;  ///< percent of the step that should be done, exact
    base::Percent actual;
    bool done = false;
    bool cancelled = false;
    /// Since the last day that was planned, of a step that is neither done nor cancelled.
    int days_late = 0;
    std::string fact;
    bool approval_missing = false;  ///< reported although what it requires was not approved
    friend bool operator==(const StepProgress&, const StepProgress&) = default;
};

struct ScheduleProgress {
    std::string schedule;
    std::string indicator;
    std::string project;
    std::string planned;  ///< percent by the steps' weights, exact
    std::string actual;
    friend bool operator==(const ScheduleProgress&, const ScheduleProgress&) = default;
};

struct Rounded {
    int decimals = 0;
    std::string mode;
    friend bool operator==(const Rounded&, const Rounded&) = default;
};

struct Derivation {
    std::string plan;
    std::string plan_version;
    std::string scheme;
    int fiscal_year = 0;
    std::chrono::year_month_day as_of;
    base::Instant known_at;
    Rounded rounding;
    std::vector<IndicatorScore> indicators;
    std::vector<ComponentScore> components;
    ComponentScore total;
    std::vector<ScheduleProgress> schedules;
    std::vector<StepProgress> steps;
    std::vector<std::string> orphans;  ///< facts of elements that the plan does not have
    friend bool operator==(const Derivation&, const Derivation&) = default;
};

/// The exact number of a text of a derivation, `n` or `n/d`; null for an empty one.
[[nodiscard]] std::optional<base::Ratio> exact_of(const std::string& text);

[[nodiscard]] base::Value to_value(const Derivation& derivation);
[[nodiscard]] base::Value derivation_json_schema();
[[nodiscard]] std::string_view to_string(Outcome outcome);

}  // namespace phaen::score
