// This year's facts under the criteria of another year's plan.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "phaen/score/other_criteria.h"
#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Unexpected;
using base::Value;

namespace {

using score::CriteriaPair;
using score::IndicatorScore;

/// Scores by the id of their indicator.
using ById = std::map<std::string_view, const IndicatorScore*>;

ById by_id(const score::Derivation& derivation) {
    ById found;
    for (const IndicatorScore& indicator : derivation.indicators)
        found.emplace(indicator.id, &indicator);
    return found;
}

Value grade_value(const IndicatorScore* indicator) {
    if (indicator == nullptr) return {};
    return Value(
        Object{{"number", Value(indicator->number)},
               {"name", Value(indicator->name)},
               {"weight", indicator->weight ? Value(indicator->weight->to_string()) : Value()},
               {"score", indicator->score ? Value(indicator->score->to_string()) : Value()},
               {"percent", Value(two_places(indicator->percent))},
               {"level", indicator->level_reached ? Value(*indicator->level_reached) : Value()},
               {"outcome", Value(score::to_string(indicator->outcome))}});
}

std::string_view word_of(score::Counterpart found_by) {
    return found_by == score::Counterpart::continues ? "continues" : "name";
}

Value note_value(std::string_view code, const std::string& about, const BothTexts& text) {
    return Value(Object{{"code", Value(code)}, {"about", Value(about)}, {"text", both(text)}});
}

/// What the two numbers beside each other do not say.
Array notes_of(const CriteriaPair& pair, int year) {
    Array notes;
    if (pair.other.empty()) {
        notes.push_back(note_value(
            "only_own", "",
            {fmt::format("แผนปี {} ไม่มีตัวชี้วัดนี้ คะแนนจึงนับเฉพาะตามเกณฑ์ของปีนี้", year),
             fmt::format("The plan of {} has no such indicator: its points count under this year's "
                         "criteria only.",
                         year)}));
    }
    if (pair.own.empty()) {
        notes.push_back(note_value(
            "only_other", "",
            {fmt::format("แผนของปีนี้ไม่มีตัวชี้วัดนี้ นับได้เฉพาะสิ่งที่บันทึกไว้แล้วซึ่งเกณฑ์ปี {} อ่านได้", year),
             fmt::format("This year's plan has no such indicator: counted is what was recorded and "
                         "the criteria of {} read.",
                         year)}));
    }
    for (const std::string& text : pair.evidence) {
        notes.push_back(note_value(
            "no_evidence_item", text,
            {fmt::format("เกณฑ์ปี {} ต้องใช้หลักฐาน “{}” ซึ่งแผนของปีนี้ไม่มี จึงถือว่ายังไม่มี", year, text),
             fmt::format("The criteria of {} require “{}”, for which this year's plan has no item: "
                         "it counts as missing.",
                         year, text)}));
    }
    for (const std::string& name : pair.unread) {
        notes.push_back(note_value(
            "no_such_element", name,
            {fmt::format("เกณฑ์ปี {} นับจาก “{}” ซึ่งแผนของปีนี้ไม่มี จึงนับได้ศูนย์", year, name),
             fmt::format(
                 "The criteria of {} count what is of “{}”, which this year's plan does not "
                 "have: nothing is found.",
                 year, name)}));
    }
    return notes;
}

/// As it is read: of the two rounded scores, nothing where a plan has none. Null when neither has.
Value difference_value(const IndicatorScore* own, const IndicatorScore* other) {
    const bool is_own = own != nullptr && own->score;
    const bool is_other = other != nullptr && other->score;
    if (!is_own && !is_other) return {};
    const base::Score none;
    return Value(((is_other ? *other->score : none) - (is_own ? *own->score : none)).to_string());
}

Value total_value(const score::ComponentScore& total) {
    return Value(Object{{"score", Value(total.score.to_string())},
                        {"weight", Value(total.weight.to_string())}});
}

Value scheme_value(const plan::Plan& plan, const plan::Scheme* scheme) {
    return Value(Object{{"id", Value(plan.scheme)}, {"known", Value(scheme != nullptr)}});
}

Value compared_value(const Held& held, const plan::Plan& other, const plan::Scheme* other_scheme) {
    const score::UnderCriteria both_ways =
        score::under_criteria(held.sources(), held.as_of, other, other_scheme);
    const ById own = by_id(both_ways.own);
    const ById under = by_id(both_ways.other);
    const auto find = [](const ById& scores, const std::string& id) {
        const auto found = scores.find(id);
        return found == scores.end() ? nullptr : found->second;
    };
    Array indicators;
    for (const CriteriaPair& pair : both_ways.pairs) {
        const IndicatorScore* ours = find(own, pair.own);
        const IndicatorScore* theirs = find(under, pair.scored);
        const IndicatorScore* any = ours != nullptr ? ours : theirs;
        const bool is_pair = ours != nullptr && theirs != nullptr;
        indicators.emplace_back(
            Object{{"indicator", pair.own.empty() ? Value() : Value(pair.own)},
                   {"other", pair.other.empty() ? Value() : Value(pair.other)},
                   {"is_sub", Value(any != nullptr && !any->parent.empty())},
                   {"found_by", is_pair ? Value(word_of(pair.found_by)) : Value()},
                   {"own", grade_value(ours)},
                   {"under", grade_value(theirs)},
                   {"difference", difference_value(ours, theirs)},
                   {"notes", Value(notes_of(pair, other.fiscal_year))}});
    }
    Object title{{"th", Value(other.title.th)}};
    if (!other.title.en.empty()) title.emplace_back("en", Value(other.title.en));
    const auto& mine = both_ways.own.total;
    const auto& theirs = both_ways.other.total;
    return Value(Object{{"plan", Value(held.plan().id)},
                        {"fiscal_year", Value(held.plan().fiscal_year)},
                        {"scheme", scheme_value(held.plan(), held.scheme())},
                        {"as_of", Value(base::to_iso(held.as_of.day))},
                        {"criteria", Value(Object{{"plan", Value(other.id)},
                                                  {"title", Value(std::move(title))},
                                                  {"fiscal_year", Value(other.fiscal_year)},
                                                  {"scheme", scheme_value(other, other_scheme)}})},
                        {"own", total_value(mine)},
                        {"under", total_value(theirs)},
                        {"difference", Value((theirs.score - mine.score).to_string())},
                        {"indicators", Value(std::move(indicators))}});
}

}  // namespace

Year::Kept Year::under_criteria(std::string_view plan, const std::string& criteria,
                                const Moment& moment, const By& by) const {
    const auto other = parts_->workspace.current(criteria);
    if (!other && other.error().kind == RefusalKind::unavailable) return Unexpected{other.error()};
    const bool is_seen =
        other && widest_scope(by.actor, "plan.read", other->agency, by.today) != Scope::none;
    if (!is_seen || criteria == plan) {
        return Unexpected{bad_member(
            "criteria", {"“criteria” ต้องเป็นรหัสของแผนอื่นที่ท่านอ่านได้",
                         "“criteria” must be the id of another plan that you may read."})};
    }
    const auto held = parts_->hold(plan, moment);
    if (!held) return Unexpected{held.error()};
    // The other plan may be another agency's, with schemes of its own.
    const auto rules = parts_->rules_of(other->agency);
    if (!rules) return Unexpected{rules.error()};
    const auto scheme = rules->schemes->find(other->plan->scheme);
    const std::string name =
        fmt::format("criteria {} {} {}", criteria, other->number, rules->schemes->mark());
    return parts_->kept(*held, name,
                        [&] { return compared_value(*held, *other->plan, scheme.get()); });
}

}  // namespace phaen::app
