// What a year came to, as the next one begins with it.
#include <fmt/format.h>

#include <algorithm>

#include "parts.h"
#include "phaen/base/thai_text.h"
#include "phaen/dataset/dictionary.h"
#include "phaen/score/score.h"
#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Unexpected;

namespace {

constexpr int kPlaces = 2;

std::optional<base::Decimal> decimal_of(const std::string& exact) {
    const auto ratio = score::exact_of(exact);
    if (!ratio) return std::nullopt;
    return ratio->to_decimal(kPlaces, base::Rounding::half_up);
}

const plan::Target* target_of(const plan::Indicator& indicator, int year) {
    const auto found =
        std::find_if(indicator.targets.begin(), indicator.targets.end(),
                     [&](const plan::Target& target) { return target.fiscal_year == year; });
    return found == indicator.targets.end() ? nullptr : &*found;
}

std::string target_text(const plan::Target& target, const std::string& unit) {
    const std::string value = base::to_thai_digits(target.value.to_string());
    const std::string& shown = target.unit.empty() ? unit : target.unit;
    // These two stand before the number.
    const bool is_before = shown == "ระดับ" || shown == "ร้อยละ";
    const std::string amount = shown.empty() ? value
                               : is_before   ? shown + " " + value
                                             : value + " " + shown;
    switch (target.comparison) {
        case plan::Comparison::at_least:
            return "ไม่น้อยกว่า " + amount;
        case plan::Comparison::at_most:
            return "ไม่เกิน " + amount;
        case plan::Comparison::exactly:
            return amount;
        case plan::Comparison::increase:
            return "เพิ่มขึ้น " + amount;
    }
    return amount;
}

/// The one value that the indicator reached: what its rule reads, the level of one that counts in
/// levels, or what its only query found.
std::optional<base::Decimal> value_of(const plan::Indicator& indicator,
                                      const score::IndicatorScore& score) {
    if (auto value = decimal_of(score.value)) return value;
    if (indicator.kind == plan::IndicatorKind::level || indicator.unit == "ระดับ") {
        if (!score.level_reached) return std::nullopt;
        return base::Decimal::from_integer(*score.level_reached);
    }
    return score.queries.size() == 1 ? decimal_of(score.queries.front().value) : std::nullopt;
}

std::string name_of(const plan::Indicator& indicator, const score::QueryValue& query,
                    const DictionarySet& dictionaries) {
    const auto found = indicator.queries.find(query.name);
    if (found == indicator.queries.end()) return query.name;
    const dataset::Dictionary* dictionary = dictionaries.find(found->second.of);
    return dictionary != nullptr ? dictionary->title.th : query.name;
}

plan::YearEnd::Indicator reached(const plan::Indicator& indicator,
                                 const score::IndicatorScore& score, int year,
                                 const DictionarySet& dictionaries) {
    plan::YearEnd::Indicator end;
    end.value = value_of(indicator, score);
    end.level = score.level_reached;
    end.score = score.score;
    for (const score::QueryValue& query : score.queries) {
        const auto value = decimal_of(query.value);
        if (!value) continue;
        const bool is_only = score.queries.size() == 1;
        end.values.push_back({name_of(indicator, query, dictionaries), *value,
                              is_only ? indicator.unit : std::string()});
    }
    if (const plan::Target* target = target_of(indicator, year))
        end.target = target_text(*target, indicator.unit);
    // What was finally judged stands above what was computed.
    for (const score::Judgement& judgement : score.judgements) {
        if (judgement.status != "final") continue;
        end.status = plan::ResultStatus::final_;
        if (judgement.level) end.level = judgement.level;
        if (judgement.score) end.score = judgement.score;
        if (judgement.value) end.value = judgement.value;
    }
    return end;
}

}  // namespace

Year::Answer<Year::Ended> Year::end(std::string_view plan, const Moment& moment) const {
    const auto held = parts_->hold(plan, moment);
    if (!held) return Unexpected{held.error()};
    const Scores scores = parts_->scores(*held, held->as_of.day);
    Ended ended{held->current, {}, base::to_iso(held->as_of.day)};
    ended.end.is_over =
        std::chrono::sys_days(held->as_of.day) >= std::chrono::sys_days(held->year.last_day());
    for (const score::StepProgress& step : scores->steps) ended.end.steps[step.step] = step.actual;
    for (const plan::Indicator& indicator : held->plan().indicators) {
        const auto add = [&](const plan::Indicator& one) {
            const auto found = std::find_if(
                scores->indicators.begin(), scores->indicators.end(),
                [&](const score::IndicatorScore& score) { return score.id == one.id; });
            if (found != scores->indicators.end())
                ended.end.indicators[one.id] =
                    reached(one, *found, held->year.be(), *held->rules.dictionaries);
        };
        add(indicator);
        // There is one level of them.
        for (const plan::Indicator& sub : indicator.sub_indicators) add(sub);
    }
    return ended;
}

}  // namespace phaen::app
