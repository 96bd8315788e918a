#include <map>

#include "phaen/score/other_criteria.h"

/// The two scores beside each other, for people and for programs.
namespace phaen::score {

using base::Array;
using base::Object;
using base::Value;

namespace {

/// Scores by the id of their indicator.
using ById = std::map<std::string_view, const IndicatorScore*>;

ById by_id(const Derivation& derivation) {
    ById found;
    for (const IndicatorScore& indicator : derivation.indicators)
        found.emplace(indicator.id, &indicator);
    return found;
}

/// As it is read: of the two rounded scores, nothing where a plan has none.
std::optional<base::Score> difference_of(const IndicatorScore* own, const IndicatorScore* other) {
    const bool is_own = own != nullptr && own->score;
    const bool is_other = other != nullptr && other->score;
    if (!is_own && !is_other) return std::nullopt;
    const base::Score none;
    return (is_other ? *other->score : none) - (is_own ? *own->score : none);
}

/// What the two numbers beside each other do not say.
std::vector<CriteriaNote> notes_of(const CriteriaPair& pair, int other_year) {
    const std::string year = std::to_string(other_year);
    std::vector<CriteriaNote> notes;
    if (pair.other.empty()) {
        notes.push_back({"only_own",
                         "",
                         {"แผนปี " + year + " ไม่มีตัวชี้วัดนี้ คะแนนจึงนับเฉพาะตามเกณฑ์ของปีนี้",
                          "The plan of " + year +
                              " has no such indicator: its points count under this year's "
                              "criteria only."}});
    }
    if (pair.own.empty()) {
        notes.push_back(
            {"only_other",
             "",
             {"แผนของปีนี้ไม่มีตัวชี้วัดนี้ นับได้เฉพาะสิ่งที่บันทึกไว้แล้วซึ่งเกณฑ์ปี " + year + " อ่านได้",
              "This year's plan has no such indicator: counted is what was recorded and the "
              "criteria of " +
                  year + " read."}});
    }
    for (const std::string& text : pair.evidence) {
        notes.push_back({"no_evidence_item",
                         text,
                         {"เกณฑ์ปี " + year + " ต้องใช้หลักฐาน “" + text + "” ซึ่งแผนของปีนี้ไม่มี จึงถือว่ายังไม่มี",
                          "The criteria of " + year + " require “" + text +
                              "”, for which this year's plan has no item: it counts as missing."}});
    }
    for (const std::string& name : pair.unread) {
        notes.push_back({"no_such_element",
                         name,
                         {"เกณฑ์ปี " + year + " นับจาก “" + name + "” ซึ่งแผนของปีนี้ไม่มี จึงนับได้ศูนย์",
                          "The criteria of " + year + " count what is of “" + name +
                              "”, which this year's plan does not have: nothing is found."}});
    }
    return notes;
}

Value grade_value(const IndicatorScore* indicator) {
    if (indicator == nullptr) return {};
    const auto percent = exact_of(indicator->percent);
    return Value(Object{
        {"number", Value(indicator->number)},
        {"name", Value(indicator->name)},
        {"weight", indicator->weight ? Value(indicator->weight->to_string()) : Value()},
        {"score", indicator->score ? Value(indicator->score->to_string()) : Value()},
        {"percent", Value(percent ? percent->to_decimal(2, base::Rounding::half_up).to_string()
                                  : std::string())},
        {"level", indicator->level_reached ? Value(*indicator->level_reached) : Value()},
        {"outcome", Value(to_string(indicator->outcome))}});
}

std::string_view word_for(Counterpart found_by) {
    return found_by == Counterpart::continues ? "continues" : "name";
}

Value total_value(const ComponentScore& total) {
    return Value(Object{{"score", Value(total.score.to_string())},
                        {"weight", Value(total.weight.to_string())}});
}

Value scheme_value(const std::string& id, bool is_known) {
    return Value(Object{{"id", Value(id)}, {"known", Value(is_known)}});
}

}  // namespace

std::vector<ComparedGrade> compare_grades(const UnderCriteria& scored, int other_year) {
    const ById own = by_id(scored.own);
    const ById under = by_id(scored.other);
    const auto find = [](const ById& scores, const std::string& id) {
        const auto found = scores.find(id);
        return found == scores.end() ? nullptr : found->second;
    };
    std::vector<ComparedGrade> grades;
    for (const CriteriaPair& pair : scored.pairs) {
        ComparedGrade& grade = grades.emplace_back();
        grade.pair = &pair;
        grade.own = find(own, pair.own);
        grade.under = find(under, pair.scored);
        grade.difference = difference_of(grade.own, grade.under);
        grade.notes = notes_of(pair, other_year);
    }
    return grades;
}

Value to_value(const UnderCriteria& scored, const query::WorldSources& sources,
               const facts::AsOf& as_of, const plan::Plan& other,
               const plan::Scheme* other_scheme) {
    Array indicators;
    for (const ComparedGrade& grade : compare_grades(scored, other.fiscal_year)) {
        const CriteriaPair& pair = *grade.pair;
        const IndicatorScore* any = grade.own != nullptr ? grade.own : grade.under;
        const bool is_pair = grade.own != nullptr && grade.under != nullptr;
        Array notes;
        for (const CriteriaNote& note : grade.notes) {
            notes.emplace_back(Object{
                {"code", Value(note.code)},
                {"about", Value(note.about)},
                {"text", Value(Object{{"th", Value(note.text.th)}, {"en", Value(note.text.en)}})}});
        }
        indicators.emplace_back(Object{
            {"indicator", pair.own.empty() ? Value() : Value(pair.own)},
            {"other", pair.other.empty() ? Value() : Value(pair.other)},
            {"is_sub", Value(any != nullptr && !any->parent.empty())},
            {"found_by", is_pair ? Value(word_for(pair.found_by)) : Value()},
            {"own", grade_value(grade.own)},
            {"under", grade_value(grade.under)},
            {"difference", grade.difference ? Value(grade.difference->to_string()) : Value()},
            {"notes", Value(std::move(notes))}});
    }
    const plan::Plan& own = *sources.plan;
    Object title{{"th", Value(other.title.th)}};
    if (!other.title.en.empty()) title.emplace_back("en", Value(other.title.en));
    const base::Score difference = scored.other.total.score - scored.own.total.score;
    return Value(
        Object{{"plan", Value(own.id)},
               {"fiscal_year", Value(own.fiscal_year)},
               {"scheme", scheme_value(own.scheme, sources.scheme != nullptr)},
               {"as_of", Value(base::to_iso(as_of.day))},
               {"criteria",
                Value(Object{{"plan", Value(other.id)},
                             {"title", Value(std::move(title))},
                             {"fiscal_year", Value(other.fiscal_year)},
                             {"scheme", scheme_value(other.scheme, other_scheme != nullptr)}})},
               {"own", total_value(scored.own.total)},
               {"under", total_value(scored.other.total)},
               {"difference", Value(difference.to_string())},
               {"indicators", Value(std::move(indicators))}});
}

}  // namespace phaen::score
