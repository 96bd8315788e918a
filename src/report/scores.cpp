#include <algorithm>

#include "phaen/base/thai_text.h"
#include "writer.h"

/// What was reached, and how the score came about.
namespace phaen::report {

using score::IndicatorScore;
using score::Judgement;
using score::LevelStep;
using score::Outcome;

namespace {

std::string numbered(const IndicatorScore& indicator) {
    return indicator.number.empty() ? indicator.name
                                    : base::to_thai_digits(indicator.number) + " " + indicator.name;
}

}  // namespace

std::string Writer::target_text(const IndicatorScore& indicator) const {
    if (!indicator.target) return word("none");
    const std::string value = decimal(indicator.target->value);
    const std::string& unit = indicator.target->unit;
    if (unit.empty()) return value;
    // ร้อยละ and ระดับ stand before the number.
    const bool before = unit == "ร้อยละ" || unit == "ระดับ";
    return before ? unit + " " + value : value + " " + unit;
}

std::string Writer::judged(const IndicatorScore& indicator) const {
    std::string text;
    for (const Judgement& judgement : indicator.judgements) {
        const std::string_view by = judgement.assessed_by == "self"        ? "judged_self"
                                    : judgement.assessed_by == "evaluator" ? "judged_evaluator"
                                                                           : "judged_panel";
        std::string what;
        if (judgement.level) what = word("judged_level", {{"level", number(*judgement.level)}});
        if (what.empty() && judgement.value)
            what = word("judged_value", {{"value", decimal(*judgement.value)}});
        if (judgement.score)
            what += (what.empty() ? "" : " ") +
                    word("judged_score", {{"score", decimal(judgement.score->value())}});
        if (!text.empty()) text += "\n";
        std::string line =
            word("judgement", {{"by", word(by)}, {"what", what}, {"reason", judgement.reason}});
        while (line.ends_with(' ')) line.pop_back();
        text += judgement.used ? word("judgement_used", {{"judgement", line}}) : line;
    }
    return text;
}

void Writer::how_it_came(const IndicatorScore& indicator) {
    for (const score::QueryValue& query : indicator.queries) {
        std::size_t rows = 0;
        for (const score::Part& part : query.parts) rows += part.leaves.size();
        item(word("query_value", {{"name", query.name},
                                  {"value", exact(query.value)},
                                  {"rows", number(static_cast<std::int64_t>(rows))}}));
        for (const score::BothTexts& problem : query.problem_texts)
            item(word("query_problem", {{"problem", problem.th}}), 1);
    }
    for (const LevelStep& level : indicator.levels) {
        item(word(level.met ? "level_met" : "level_not_met", {{"level", number(level.level)}}));
        for (const score::ThresholdValue& threshold : level.thresholds) {
            const bool least = threshold.at_least.has_value();
            const base::Decimal bound =
                least ? *threshold.at_least : threshold.at_most.value_or(base::Decimal());
            item(word(least ? "threshold" : "threshold_most", {{"name", threshold.of},
                                                               {"bound", decimal(bound)},
                                                               {"value", exact(threshold.value)}}),
                 1);
        }
        for (const score::EvidenceFound& evidence : level.evidence) {
            const std::string text = name_of(evidence.evidence);
            item(evidence.met
                     ? word("evidence_there",
                            {{"text", text},
                             {"count", number(static_cast<std::int64_t>(evidence.facts.size()))}})
                     : word("evidence_missing", {{"text", text}}),
                 1);
        }
    }
}

void Writer::self_assessment() {
    if (scores_.indicators.empty()) {
        body(word("no_data"));
        return;
    }
    heading(2, word("summary"));
    draw_indicator_scores();
    open_table({90, 30, 34, 20, 24, 20});
    head({"indicator", "target", "result", "level", "points", "of_weight"});
    for (const IndicatorScore& indicator : scores_.indicators) {
        row({{(indicator.parent.empty() ? "" : "- ") + numbered(indicator)},
             centred(target_text(indicator)),
             centred(exact(indicator.value)),
             centred(indicator.level_reached ? number(*indicator.level_reached) : word("none")),
             at_end(indicator.score ? decimal(indicator.score->value()) : word("none")),
             at_end(indicator.weight ? decimal(indicator.weight->value()) : word("none"))});
    }
    row({strong({word("grand_total"), document::Alignment::start, true, 4}),
         strong(at_end(decimal(scores_.total.score.value()))),
         strong(at_end(decimal(scores_.total.weight.value())))});
    close_table();
    for (const IndicatorScore& indicator : scores_.indicators) {
        heading(2, numbered(indicator));
        if (indicator.outcome == Outcome::not_applicable) {
            body(word("not_applicable"));
            continue;
        }
        heading(3, word("how_it_came"));
        how_it_came(indicator);
        if (const std::string judgements = judged(indicator); !judgements.empty()) {
            for (std::string_view rest = judgements; !rest.empty();) {
                const std::size_t end = std::min(rest.find('\n'), rest.size());
                body(std::string(rest.substr(0, end)));
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
    }
}

void Writer::evaluation() {
    if (scores_.components.empty()) {
        body(word("no_data"));
        return;
    }
    draw_component_scores();
    open_table({110, 20, 34, 34, 24, 70});
    head({"indicator", "of_weight", "target", "result", "points", "judged_evaluator"});
    for (const score::ComponentScore& component : scores_.components) {
        row({strong({word("component", {{"number", base::to_thai_digits(component.number)},
                                        {"name", component.name}}),
                     document::Alignment::start, true, 6})});
        for (const IndicatorScore& indicator : scores_.indicators) {
            if (indicator.component != component.number || !indicator.parent.empty() ||
                !indicator.weight)
                continue;
            std::string said = judged(indicator);
            if (indicator.outcome == Outcome::not_applicable)
                said = word("not_applicable") + (said.empty() ? "" : "\n" + said);
            row({{numbered(indicator)},
                 at_end(decimal(indicator.weight->value())),
                 centred(target_text(indicator)),
                 centred(indicator.level_reached
                             ? word("judged_level", {{"level", number(*indicator.level_reached)}})
                             : exact(indicator.value)),
                 at_end(indicator.score ? decimal(indicator.score->value()) : word("none")),
                 {said.empty() ? word("none") : said}});
        }
        row({strong(
                 {word("component_total", {{"number", base::to_thai_digits(component.number)}})}),
             strong(at_end(decimal(component.weight.value()))),
             {"", document::Alignment::start, false, 2},
             strong(at_end(decimal(component.score.value()))),
             {""}});
    }
    row({strong({word("grand_total")}),
         strong(at_end(decimal(scores_.total.weight.value()))),
         {"", document::Alignment::start, false, 2},
         strong(at_end(decimal(scores_.total.score.value()))),
         {""}});
    close_table();
}

}  // namespace phaen::report
