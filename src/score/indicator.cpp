#include "indicator.h"

#include <algorithm>

#include "exact.h"
#include "phaen/base/check.h"
#include "phaen/facts/words.h"
#include "phaen/plan/words.h"
#include "phaen/query/query.h"

namespace phaen::score {

using base::Decimal;
using base::Ratio;
using plan::Indicator;
using query::Answer;
using query::World;

namespace {

const Ratio kHundred = Ratio::from_decimal(Decimal::from_integer(100));

std::string fact_id(const World& world, std::uint32_t fact) {
    return fact == query::kNoFact ? std::string() : std::string(world.log().id(fact));
}

std::string text_of(const std::optional<Ratio>& value) {
    return value ? value->to_string() : std::string();
}

Part part_of(const plan::Query& query, const Answer& answer, const World& world) {
    Part part;
    part.fn = plan::word_of(query.fn);
    part.of = query.of;
    part.value = text_of(answer.value);
    part.leaves.reserve(answer.rows.size());
    for (const query::CountedRow& row : answer.rows)
        part.leaves.push_back({fact_id(world, row.fact), row.key, row.amount});
    return part;
}

/// The scopes of the scheme, for an indicator that says that money is narrowed.
const plan::Disbursement* scopes_of(const Indicator& indicator, const World& world) {
    if (indicator.budget_scope.is_null() || world.scheme() == nullptr) return nullptr;
    return world.scheme()->disbursement ? &*world.scheme()->disbursement : nullptr;
}

bool satisfies(const plan::Threshold& threshold, const std::optional<Ratio>& value) {
    if (!value) return false;
    if (threshold.at_least && *value < Ratio::from_decimal(*threshold.at_least)) return false;
    return !threshold.at_most || *value <= Ratio::from_decimal(*threshold.at_most);
}

/// One indicator, from what it reads to its points.
class IndicatorScorer {
  public:
    IndicatorScorer(const Indicator& indicator, const Setting& setting)
        : indicator_(indicator), setting_(setting), world_(*setting.world) {
        out_.id = indicator.id;
        out_.number = indicator.number;
        out_.name = indicator.name;
        out_.component = indicator.component;
        out_.weight = indicator.weight;
        const plan::Scoring scoring = indicator.scoring.value_or(plan::Scoring{});
        out_.rule = plan::word_of(scoring.rule);
        out_.cap = scoring.cap;
        out_.panel_scale = scoring.panel_scale;
        if (scoring.accumulation) out_.accumulation = plan::word_of(*scoring.accumulation);
        const plan::Scheme* scheme = world_.scheme();
        if (scheme != nullptr && scheme->below_lowest)
            out_.below_lowest = scheme->below_lowest->percent_of_weight;
        out_.linear_between_levels =
            scheme != nullptr && scheme->interpolation &&
            scheme->interpolation->method == plan::InterpolationMethod::linear;
    }

    /// `subs` are the scores of its sub-indicators.
    IndicatorScore run(const std::vector<IndicatorScore>& subs) {
        read_queries();
        read_judgements();
        const std::optional<Ratio> value = single_value();
        out_.value = text_of(value);
        std::optional<Ratio> percent;
        if (const Judgement* last = last_word(); last != nullptr && last->not_applicable)
            out_.outcome = Outcome::not_applicable;
        else
            percent = percent_by_rule(value, subs);
        mark_used();
        find_target(value);
        finish(percent);
        return std::move(out_);
    }

  private:
    void read_queries() {
        for (const auto& [name, query] : indicator_.queries) {
            const std::optional<Ratio> value =
                setting_.is_brief ? query::value(query, world_, scopes_of(indicator_, world_))
                                  : read_query(name, query);
            if (!value) out_.missing.push_back(name);
            values_.emplace_back(name, value);
        }
    }

    std::optional<Ratio> read_query(const std::string& name, const plan::Query& query) {
        const Answer answer = query::answer(query, world_, scopes_of(indicator_, world_));
        QueryValue value;
        value.name = name;
        value.fn = plan::word_of(query.fn);
        value.value = text_of(answer.value);
        if (query.fn == plan::QueryFunction::ratio && answer.num.size() == 1) {
            value.parts.push_back(part_of(query.num[0], answer.num[0], world_));
            value.parts.push_back(part_of(query.den[0], answer.den[0], world_));
        } else if (query.fn != plan::QueryFunction::ratio) {
            value.parts.push_back(part_of(query, answer, world_));
        }
        for (const auto& problem : query::problems(query, world_.dictionaries())) {
            BothTexts texts{query::describe_problem(problem, base::MessageLanguage::thai),
                            query::describe_problem(problem, base::MessageLanguage::english)};
            value.problems.push_back(texts.en);
            value.problem_texts.push_back(std::move(texts));
        }
        out_.queries.push_back(std::move(value));
        return answer.value;
    }

    [[nodiscard]] std::optional<Ratio> value_named(const std::string& name) const {
        for (const auto& [known, value] : values_) {
            if (known == name) return value;
        }
        return std::nullopt;
    }

    void read_judgements() {
        for (const std::uint32_t fact : world_.assessments_of(indicator_.id)) {
            const facts::FactView seen = world_.log().at(fact);
            const facts::Assessment& said = *seen.assessment;
            out_.judgements.push_back({std::string(seen.id),
                                       std::string(base::word_of(said.assessed_by)),
                                       std::string(base::word_of(said.status)), said.level,
                                       said.value, said.score, said.not_applicable, said.reason});
        }
    }

    /// The last judgement of those; null when there is none.
    template <class Wanted>
    [[nodiscard]] Judgement* last_judgement(Wanted wanted) {
        const auto last = std::find_if(out_.judgements.rbegin(), out_.judgements.rend(), wanted);
        return last == out_.judgements.rend() ? nullptr : &*last;
    }

    [[nodiscard]] static bool is_evaluators(const Judgement& judgement) {
        return judgement.assessed_by == base::word_of(facts::AssessedBy::evaluator);
    }

    /// What an evaluator said last; null when none did.
    [[nodiscard]] Judgement* last_word() { return last_judgement(is_evaluators); }

    /// Who says which levels are reached that are printed in words only: the evaluator, and until
    /// then the office itself; each by the last word.
    [[nodiscard]] Judgement* word_on_levels() {
        Judgement* evaluators = last_judgement(
            [](const Judgement& judgement) { return is_evaluators(judgement) && judgement.level; });
        if (evaluators != nullptr) return evaluators;
        return last_judgement([](const Judgement& judgement) { return judgement.level; });
    }

    /// Marks what the percent rests on, once the outcome is known.
    void mark_used() {
        if (out_.outcome == Outcome::not_applicable) {
            last_word()->used = true;
        } else if (out_.outcome == Outcome::panel) {
            const std::string_view panel = base::word_of(facts::AssessedBy::panel);
            for (Judgement& judgement : out_.judgements)
                judgement.used = judgement.assessed_by == panel && judgement.value.has_value();
        } else if (Judgement* word = word_on_levels(); word != nullptr && asks_for_word()) {
            word->used = true;
        }
    }

    /// Whether, from the lowest level to the first that is not met, one is printed in words only.
    [[nodiscard]] bool asks_for_word() const {
        for (const LevelStep& step : out_.levels) {
            if (step.thresholds.empty() && step.evidence.empty()) return true;
            if (!step.met) return false;
        }
        return false;
    }

    /// A ratio is read as percent, as its points and targets are.
    [[nodiscard]] static std::optional<Ratio> as_read(const plan::Query& query,
                                                      const std::optional<Ratio>& value) {
        if (!value || query.fn != plan::QueryFunction::ratio) return value;
        return multiply(*value, kHundred);
    }

    /// Of the query that a rule over one value reads: the one named `value`, else the first by
    /// name.
    [[nodiscard]] std::optional<Ratio> single_value() {
        const plan::ScoringRule rule =
            indicator_.scoring ? indicator_.scoring->rule : plan::ScoringRule::levels;
        if (rule == plan::ScoringRule::panel) return panel_value();
        if (indicator_.queries.empty()) return std::nullopt;
        const auto named = indicator_.queries.find("value");
        const auto& [name, query] =
            named != indicator_.queries.end() ? *named : *indicator_.queries.begin();
        if (out_.accumulation != "average" || setting_.month_ends == nullptr)
            return as_read(query, value_named(name));
        Ratio sum;
        std::int64_t count = 0;
        for (const World& world : *setting_.month_ends) {
            const auto value =
                as_read(query, query::value(query, world, scopes_of(indicator_, world)));
            if (!value) continue;
            out_.averaged.push_back(value->to_string());
            sum = add(sum, *value);
            ++count;
        }
        if (count == 0) return std::nullopt;
        return divide(sum, *Ratio::create(count, 1));
    }

    /// The mean of what the panel's members gave.
    [[nodiscard]] std::optional<Ratio> panel_value() const {
        Ratio sum;
        std::int64_t count = 0;
        for (const std::uint32_t fact : world_.assessments_of(indicator_.id)) {
            const facts::Assessment& said = *world_.log().at(fact).assessment;
            if (said.assessed_by != facts::AssessedBy::panel || !said.value) continue;
            sum = add(sum, Ratio::from_decimal(*said.value));
            ++count;
        }
        if (count == 0) return std::nullopt;
        return divide(sum, *Ratio::create(count, 1));
    }

    std::optional<Ratio> percent_by_rule(const std::optional<Ratio>& value,
                                         const std::vector<IndicatorScore>& subs) {
        const plan::Scoring scoring = indicator_.scoring.value_or(plan::Scoring{});
        if (indicator_.scoring_criteria.empty() && indicator_.queries.empty() && !subs.empty())
            return percent_of_subs(subs);
        switch (scoring.rule) {
            case plan::ScoringRule::levels:
                return percent_by_levels();
            case plan::ScoringRule::linear:
                return percent_by_points(scoring, value);
            case plan::ScoringRule::ratio:
                return percent_of_target(value);
            case plan::ScoringRule::boolean:
                return percent_of_existence(value);
            case plan::ScoringRule::panel:
                return percent_of_panel(scoring, value);
        }
        return std::nullopt;
    }

    std::optional<Ratio> percent_of_subs(const std::vector<IndicatorScore>& subs) {
        Ratio sum;
        for (const IndicatorScore& sub : subs) {
            const auto percent = exact_of(sub.percent);
            if (!percent) return std::nullopt;
            sum = add(sum, *percent);
        }
        out_.outcome = Outcome::sub_indicators;
        return divide(sum, *Ratio::create(static_cast<std::int64_t>(subs.size()), 1));
    }

    // ---- levels ----

    [[nodiscard]] base::Percent worth_of(const plan::ScoringLevel& level) const {
        if (level.percent_of_weight) return *level.percent_of_weight;
        const plan::Scheme* scheme = world_.scheme();
        if (scheme != nullptr) {
            for (const plan::LevelPercentage& known : scheme->levels) {
                if (known.level == level.level) return known.percent_of_weight;
            }
        }
        return {};
    }

    [[nodiscard]] bool is_catch_all(const std::string& evidence) const {
        return std::any_of(
            indicator_.evidence.begin(), indicator_.evidence.end(),
            [&](const plan::EvidenceItem& item) { return item.id == evidence && item.catch_all; });
    }

    /// A level without anything that can be computed is met when it was judged to be reached.
    [[nodiscard]] bool is_judged_reached(int level) {
        const Judgement* word = word_on_levels();
        return word != nullptr && *word->level >= level;
    }

    LevelStep step_of(const plan::ScoringLevel& level) {
        LevelStep step;
        step.level = level.level;
        step.percent_of_weight = worth_of(level);
        step.met = !level.thresholds.empty() || !level.requires_evidence.empty() ||
                   is_judged_reached(level.level);
        for (const plan::Threshold& threshold : level.thresholds) {
            const auto value = value_named(threshold.of);
            ThresholdValue seen{threshold.of, text_of(value), threshold.at_least, threshold.at_most,
                                satisfies(threshold, value)};
            step.met = step.met && seen.met;
            step.thresholds.push_back(std::move(seen));
        }
        for (const std::string& evidence : level.requires_evidence) {
            EvidenceFound found{evidence, {}, is_catch_all(evidence)};
            for (const std::uint32_t fact : world_.evidence_of(evidence)) {
                const auto& its = world_.log().at(fact).evidence->level;
                if (its && *its != level.level) continue;
                found.facts.push_back(fact_id(world_, fact));
                found.met = true;
            }
            step.met = step.met && found.met;
            step.evidence.push_back(std::move(found));
        }
        return step;
    }

    /// Criteria are milestones: a level is reached when its conditions and all below hold.
    std::optional<Ratio> percent_by_levels() {
        std::vector<const plan::ScoringLevel*> levels;
        for (const plan::ScoringLevel& level : indicator_.scoring_criteria)
            levels.push_back(&level);
        if (levels.empty()) return std::nullopt;
        std::stable_sort(levels.begin(), levels.end(),
                         [](const auto* a, const auto* b) { return a->level < b->level; });
        for (const plan::ScoringLevel* level : levels) out_.levels.push_back(step_of(*level));
        Ratio percent = Ratio::from_decimal(out_.below_lowest.value());
        out_.outcome = Outcome::below_lowest;
        const LevelStep* reached = nullptr;
        const LevelStep* next = nullptr;
        for (const LevelStep& step : out_.levels) {
            if (!step.met) {
                next = &step;
                break;
            }
            reached = &step;
        }
        if (reached != nullptr) {
            out_.outcome = Outcome::level_reached;
            out_.level_reached = reached->level;
            percent = Ratio::from_decimal(reached->percent_of_weight.value());
        }
        if (next != nullptr) {
            for (const EvidenceFound& found : next->evidence) {
                if (!found.met) out_.missing.push_back(found.evidence);
            }
            if (out_.linear_between_levels && reached != nullptr)
                percent = between(*reached, *next, percent);
        }
        return percent;
    }

    /// A part of the way to the next level, when both have one bound on the same value.
    Ratio between(const LevelStep& low, const LevelStep& high, const Ratio& percent) {
        const bool one = low.thresholds.size() == 1 && high.thresholds.size() == 1 &&
                         low.thresholds[0].of == high.thresholds[0].of &&
                         low.thresholds[0].at_least && high.thresholds[0].at_least &&
                         high.evidence.empty();
        const auto value = one ? exact_of(low.thresholds[0].value) : std::nullopt;
        if (!value || *low.thresholds[0].at_least >= *high.thresholds[0].at_least) return percent;
        const Ratio from = Ratio::from_decimal(*low.thresholds[0].at_least);
        const Ratio to = Ratio::from_decimal(*high.thresholds[0].at_least);
        const Ratio worth =
            Ratio::from_decimal(high.percent_of_weight.value() - low.percent_of_weight.value());
        out_.outcome = Outcome::interpolated;
        return add(percent, multiply(divide(subtract(*value, from), subtract(to, from)), worth));
    }

    // ---- the other rules ----

    [[nodiscard]] Ratio capped(const Ratio& percent) const {
        const Ratio cap = out_.cap ? Ratio::from_decimal(out_.cap->value()) : kHundred;
        return std::min(percent, cap);
    }

    /// Straight lines between the points; before the first of them, below_lowest.
    std::optional<Ratio> percent_by_points(const plan::Scoring& scoring,
                                           const std::optional<Ratio>& value) {
        for (const plan::ScoringPoint& point : scoring.points)
            out_.points.push_back({point.value, point.score});
        std::stable_sort(out_.points.begin(), out_.points.end(),
                         [](const Point& a, const Point& b) { return a.value < b.value; });
        if (!value || out_.points.empty()) return std::nullopt;
        const auto at = [](const Decimal& decimal) { return Ratio::from_decimal(decimal); };
        // Where less is better, the worst is the last point.
        const bool lower = indicator_.better == plan::Better::lower;
        if (lower ? *value > at(out_.points.back().value) : *value < at(out_.points[0].value)) {
            out_.outcome = Outcome::below_lowest;
            return at(out_.below_lowest.value());
        }
        out_.outcome = Outcome::at_a_point;
        if (*value <= at(out_.points[0].value)) return capped(at(out_.points[0].score));
        for (std::size_t i = 1; i < out_.points.size(); ++i) {
            const Point& low = out_.points[i - 1];
            const Point& high = out_.points[i];
            if (*value > at(high.value)) continue;
            if (*value == at(high.value)) return capped(at(high.score));
            out_.outcome = Outcome::interpolated;
            const Ratio way =
                divide(subtract(*value, at(low.value)), subtract(at(high.value), at(low.value)));
            return capped(
                add(at(low.score), multiply(way, subtract(at(high.score), at(low.score)))));
        }
        return capped(at(out_.points.back().score));
    }

    std::optional<Ratio> percent_of_target(const std::optional<Ratio>& value) {
        const plan::Target* target = target_of_year(world_.plan().fiscal_year);
        if (!value || target == nullptr) return std::nullopt;
        const auto effective = effective_target(*target);
        if (!effective) return std::nullopt;
        const Ratio goal = Ratio::from_decimal(*effective);
        out_.outcome = Outcome::ratio_of_target;
        if (indicator_.better == plan::Better::lower) {
            if (*value <= goal) return capped(kHundred);
            return capped(multiply(divide(goal, *value), kHundred));
        }
        if (goal <= Ratio()) return *value >= goal ? capped(kHundred) : Ratio();
        return capped(std::max(Ratio(), multiply(divide(*value, goal), kHundred)));
    }

    std::optional<Ratio> percent_of_existence(const std::optional<Ratio>& value) {
        if (!value) return std::nullopt;
        const bool there = *value > Ratio();
        out_.outcome = there ? Outcome::exists : Outcome::below_lowest;
        return there ? capped(kHundred) : Ratio::from_decimal(out_.below_lowest.value());
    }

    std::optional<Ratio> percent_of_panel(const plan::Scoring& scoring,
                                          const std::optional<Ratio>& value) {
        if (!value || !scoring.panel_scale || *scoring.panel_scale <= Decimal()) {
            out_.missing.emplace_back("panel");
            return std::nullopt;
        }
        out_.outcome = Outcome::panel;
        return capped(
            multiply(divide(*value, Ratio::from_decimal(*scoring.panel_scale)), kHundred));
    }

    // ---- the target ----

    [[nodiscard]] const plan::Target* target_of_year(int year) const {
        for (const plan::Target& target : indicator_.targets) {
            if (target.fiscal_year == year) return &target;
        }
        return nullptr;
    }

    /// What a target of ours comes to by earlier targets alone; at most one step a target.
    [[nodiscard]] std::optional<Decimal> by_targets(const plan::Target& target) const {
        Decimal sum;
        const plan::Target* at = &target;
        for (std::size_t i = 0; i <= indicator_.targets.size(); ++i) {
            sum = sum + at->value;
            if (at->comparison != plan::Comparison::increase) return sum;
            const plan::Target* before =
                at->baseline_fiscal_year ? target_of_year(*at->baseline_fiscal_year) : nullptr;
            if (before == nullptr) {
                if (at->baseline_from == plan::BaselineFrom::target && at->baseline_value)
                    return sum + *at->baseline_value;
                return std::nullopt;
            }
            at = before;
        }
        return std::nullopt;
    }

    [[nodiscard]] static std::optional<Decimal> by_actual(const plan::Target& target) {
        if (target.comparison != plan::Comparison::increase) return target.value;
        if (target.baseline_from != plan::BaselineFrom::actual || !target.baseline_value)
            return std::nullopt;
        return target.value + *target.baseline_value;
    }

    [[nodiscard]] std::optional<Decimal> effective_target(const plan::Target& target) const {
        if (target.comparison != plan::Comparison::increase) return target.value;
        if (target.baseline_value) return target.value + *target.baseline_value;
        return by_targets(target);
    }

    void find_target(const std::optional<Ratio>& value) {
        const plan::Target* target = target_of_year(world_.plan().fiscal_year);
        if (target == nullptr) return;
        TargetValue out;
        out.comparison = plan::word_of(target->comparison);
        out.value = target->value;
        out.unit = target->unit;
        out.effective = effective_target(*target);
        if (target->comparison == plan::Comparison::increase) {
            out.from_actual = by_actual(*target);
            out.from_target = by_targets(*target);
        }
        std::optional<Ratio> compared = value;
        if (indicator_.kind == plan::IndicatorKind::level) {
            compared = *Ratio::create(out_.level_reached.value_or(0), 1);
        } else if (out_.rule == "levels" && indicator_.queries.size() != 1) {
            compared.reset();  // several values, of which none is the indicator's
        }
        if (compared && out.effective) out.met = meets(*target, *compared, *out.effective);
        out_.target = std::move(out);
    }

    static bool meets(const plan::Target& target, const Ratio& value, const Decimal& effective) {
        const Ratio goal = Ratio::from_decimal(effective);
        switch (target.comparison) {
            case plan::Comparison::at_least:
            case plan::Comparison::increase:
                return value >= goal;
            case plan::Comparison::at_most:
                return value <= goal;
            case plan::Comparison::exactly:
                return value == goal;
        }
        return false;
    }

    void finish(const std::optional<Ratio>& percent) {
        out_.percent = text_of(percent);
        if (!out_.weight || out_.outcome == Outcome::not_applicable) return;
        const Ratio points =
            percent
                ? divide(multiply(Ratio::from_decimal(out_.weight->value()), *percent), kHundred)
                : Ratio();
        out_.points_exact = points.to_string();
        out_.score = base::Score(points.to_decimal(setting_.rounding.decimals, setting_.mode));
    }

    const Indicator& indicator_;
    const Setting& setting_;
    const World& world_;
    IndicatorScore out_;
    std::vector<std::pair<std::string, std::optional<Ratio>>> values_;
};

}  // namespace

std::optional<Ratio> exact_of(const std::string& text) {
    if (text.empty()) return std::nullopt;
    const std::size_t slash = text.find('/');
    const auto number = [](const std::string& digits) {
        std::int64_t value = 0;
        const bool negative = digits[0] == '-';
        for (const char c : std::string_view(digits).substr(negative ? 1 : 0))
            value = value * 10 + (c - '0');
        return negative ? -value : value;
    };
    return Ratio::create(number(text.substr(0, slash)),
                         slash == std::string::npos ? 1 : number(text.substr(slash + 1)));
}

std::vector<IndicatorScore> score_indicator(const Indicator& indicator, const Setting& setting) {
    std::vector<IndicatorScore> subs;
    for (const Indicator& sub : indicator.sub_indicators) {
        subs.push_back(IndicatorScorer(sub, setting).run({}));
        subs.back().parent = indicator.id;
    }
    std::vector<IndicatorScore> scores{IndicatorScorer(indicator, setting).run(subs)};
    std::move(subs.begin(), subs.end(), std::back_inserter(scores));
    return scores;
}

bool averages(const Indicator& indicator) {
    return indicator.scoring && indicator.scoring->accumulation == plan::Accumulation::average;
}

bool reads(const Indicator& indicator, const query::Touched& now, const query::Touched& month_ends,
           std::span<const dataset::Dictionary> dictionaries) {
    const auto is_among = [](const std::vector<std::string_view>& touched, const std::string& id) {
        return std::find(touched.begin(), touched.end(), id) != touched.end();
    };
    const auto does = [&](const Indicator& its) {
        if (is_among(now.assessed, its.id)) return true;
        for (const auto& [name, query] : its.queries) {
            if (query::reads(query, now, dictionaries)) return true;
            if (averages(its) && query::reads(query, month_ends, dictionaries)) return true;
        }
        if (now.evidence.empty()) return false;
        return std::any_of(its.scoring_criteria.begin(), its.scoring_criteria.end(),
                           [&](const plan::ScoringLevel& level) {
                               const auto& required = level.requires_evidence;
                               return std::any_of(required.begin(), required.end(),
                                                  [&](const std::string& id) {
                                                      return is_among(now.evidence, id);
                                                  });
                           });
    };
    const auto& subs = indicator.sub_indicators;
    return does(indicator) || std::any_of(subs.begin(), subs.end(), does);
}

}  // namespace phaen::score
