#include "scoring.h"

#include <algorithm>
#include <array>

#include "files.h"
#include "input.h"
#include "outlook.h"
#include "phaen/facts/io.h"
#include "phaen/plan/shipped_schemes.h"
#include "phaen/score/advice.h"
#include "phaen/score/other_criteria.h"
#include "year.h"

namespace phaen::cli {

namespace {

using base::Result;
using base::Unexpected;
using score::IndicatorScore;
using score::Outcome;

Both outcome_text(Outcome outcome) {
    switch (outcome) {
        case Outcome::level_reached:
            return {"ระดับ {0}", "level {0}"};
        case Outcome::below_lowest:
            return {"ต่ำกว่าระดับต่ำสุด", "below the lowest"};
        case Outcome::interpolated:
        case Outcome::at_a_point:
        case Outcome::ratio_of_target:
            return {"ผลงาน {1}", "value {1}"};
        case Outcome::exists:
            return {"มีแล้ว", "exists"};
        case Outcome::panel:
            return {"คณะกรรมการให้ {1}", "the panel gave {1}"};
        case Outcome::sub_indicators:
            return {"เฉลี่ยจากตัวชี้วัดย่อย", "mean of the sub-indicators"};
        case Outcome::not_applicable:
            return {"ไม่นำมาประเมิน", "not applicable"};
        case Outcome::not_known:
            return {"ยังไม่มีข้อมูล", "nothing known yet"};
    }
    return {};
}

std::string line_of(const IndicatorScore& indicator, Language language) {
    std::string line = indicator.parent.empty() ? "" : "    ";
    line += indicator.number.empty() ? indicator.id : indicator.number;
    line += "  " + indicator.name + "\n        ";
    line += fill(outcome_text(indicator.outcome).in(language),
                 {std::to_string(indicator.level_reached.value_or(0)), readable(indicator.value)});
    if (!indicator.percent.empty())
        line += fill(Both{" · ร้อยละ {0}", " · {0} %"}.in(language), {readable(indicator.percent)});
    if (indicator.score)
        line += fill(Both{" · {0} จาก {1} คะแนน", " · {0} of {1}"}.in(language),
                     {indicator.score->to_string(), indicator.weight->to_string()});
    for (std::size_t i = 0; i < indicator.missing.size(); ++i) {
        line += i == 0 ? Both{" · ขาด ", " · missing "}.in(language) : std::string_view(", ");
        line += indicator.missing[i];
    }
    line += "\n";
    for (const score::QueryValue& query : indicator.queries) {
        for (const score::BothTexts& problem : query.problem_texts)
            line +=
                fill(Both{"        คำนวณ {0} ไม่ได้: {1}\n", "        cannot work out {0}: {1}\n"}.in(
                         language),
                     {query.name, std::string(Both{problem.th, problem.en}.in(language))});
    }
    return line;
}

std::string table_of(const score::Derivation& derivation, Language language) {
    std::string text =
        fill(Both{"คะแนน ณ วันที่ {0} ({1})\n\n", "Scores as of {0} ({1})\n\n"}.in(language),
             {base::to_iso(derivation.as_of), derivation.plan});
    for (const IndicatorScore& indicator : derivation.indicators)
        text += line_of(indicator, language);
    text += "\n";
    for (const score::ComponentScore& component : derivation.components) {
        text +=
            fill(Both{"องค์ประกอบที่ {0}: {1} จาก {2}\n", "Component {0}: {1} of {2}\n"}.in(language),
                 {component.number, component.score.to_string(), component.weight.to_string()});
    }
    text += fill(Both{"รวม: {0} จาก {1}\n", "Total: {0} of {1}\n"}.in(language),
                 {derivation.total.score.to_string(), derivation.total.weight.to_string()});
    for (const score::StepProgress& step : derivation.steps) {
        if (step.days_late == 0) continue;
        text += fill(
            Both{"ล่าช้า {0} วัน: {1} (ทำแล้วร้อยละ {2})\n", "{0} days late: {1} ({2} % done)\n"}.in(
                language),
            {std::to_string(step.days_late), step.step, step.actual.to_string()});
    }
    if (!derivation.orphans.empty()) {
        text += fill(
            Both{"ข้อเท็จจริงที่ไม่มีที่อยู่ในแผน {0} รายการ\n", "{0} facts are of no element of the plan\n"}
                .in(language),
            {std::to_string(derivation.orphans.size())});
    }
    return with_digits(std::move(text), language);
}

Result<score::Derivation, Refusal> derivation_of(const Invocation& invocation,
                                                 const query::WorldSources& sources,
                                                 const facts::AsOf& as_of, Language language) {
    if (!invocation.has("with")) return score::score(sources, as_of);
    const std::string path = invocation.option("with");
    const auto supposed = read_suppositions(path, language);
    if (!supposed) return Unexpected{supposed.error()};
    auto derivation = score::what_if(sources, as_of, *supposed);
    if (derivation) return std::move(derivation).value();
    const score::BadSupposition& bad = derivation.error();
    return Unexpected{
        Refusal{Message::facts_unreadable,
                {path, base::describe_error(facts::error_of(bad.refusal, (*supposed)[bad.index]),
                                            form_language(language))}}};
}

std::string points_text(const IndicatorScore* indicator, Language language) {
    if (indicator == nullptr) return std::string(Both{"ไม่มี", "none"}.in(language));
    if (!indicator->score) return "-";
    return fill(Both{"{0} จาก {1}", "{0} of {1}"}.in(language),
                {indicator->score->to_string(), indicator->weight->to_string()});
}

/// Own points, points by the other criteria, and by how many they differ.
std::string beside(const std::string& own, const std::string& other, int other_year,
                   const std::string& difference, Language language) {
    return fill(Both{"ปีนี้ {0} · เกณฑ์ปี {2} {1} · ต่างกัน {3}\n",
                     "this year {0} · by {2} {1} · difference {3}\n"}
                    .in(language),
                {own, other, std::to_string(other_year), difference});
}

std::string table_of(const score::UnderCriteria& scored, const plan::Plan& other,
                     Language language) {
    std::string text = fill(Both{"คะแนน ณ วันที่ {0} ({1}) ตามเกณฑ์ของ {2}\n\n",
                                 "Scores as of {0} ({1}) by the criteria of {2}\n\n"}
                                .in(language),
                            {base::to_iso(scored.own.as_of), scored.own.plan, other.id});
    for (const score::ComparedGrade& grade : score::compare_grades(scored, other.fiscal_year)) {
        const IndicatorScore& any = grade.own != nullptr ? *grade.own : *grade.under;
        text += (any.parent.empty() ? "" : "    ") + (any.number.empty() ? any.id : any.number);
        text += "  " + any.name + "\n        ";
        text += beside(points_text(grade.own, language), points_text(grade.under, language),
                       other.fiscal_year, grade.difference ? grade.difference->to_string() : "-",
                       language);
        for (const score::CriteriaNote& note : grade.notes)
            text += "        " + (language == Language::thai ? note.text.th : note.text.en) + "\n";
    }
    const score::ComponentScore& own = scored.own.total;
    const score::ComponentScore& under = scored.other.total;
    const auto sum = [&](const score::ComponentScore& total) {
        return fill(Both{"{0} จาก {1}", "{0} of {1}"}.in(language),
                    {total.score.to_string(), total.weight.to_string()});
    };
    text += Both{"\nรวม: ", "\nTotal: "}.in(language);
    text += beside(sum(own), sum(under), other.fiscal_year, (under.score - own.score).to_string(),
                   language);
    return with_digits(std::move(text), language);
}

Result<std::string, Refusal> criteria_text(const Invocation& invocation,
                                           const query::WorldSources& sources,
                                           const facts::AsOf& as_of, Language language) {
    for (const char* option : {"with", "forecast", "advice"}) {
        if (invocation.has(option))
            return Unexpected{
                Refusal{Message::not_together, {"--criteria", "--" + std::string(option)}}};
    }
    const auto other = load_plan_or_document(invocation.option("criteria"), language);
    if (!other) return Unexpected{other.error()};
    // A scheme that was named is of either plan that says its id.
    const bool is_named = sources.scheme != nullptr && sources.scheme->id == other->scheme;
    const plan::Scheme* scheme =
        is_named ? sources.scheme : plan::find_shipped_scheme(other->scheme);
    const score::UnderCriteria scored = score::under_criteria(sources, as_of, *other, scheme);
    return invocation.option("format") == "json"
               ? base::to_pretty_json(score::to_value(scored, sources, as_of, *other, scheme))
               : table_of(scored, *other, language);
}

Result<std::string, Refusal> said_of(const Invocation& invocation,
                                     const query::WorldSources& sources, const facts::AsOf& as_of,
                                     Language language) {
    if (invocation.has("criteria")) return criteria_text(invocation, sources, as_of, language);
    if (invocation.has("forecast")) return forecast_text(invocation, sources, as_of, language);
    if (invocation.has("advice")) return advice_text(invocation, sources, as_of, language);
    const auto derivation = derivation_of(invocation, sources, as_of, language);
    if (!derivation) return Unexpected{derivation.error()};
    return invocation.option("format") == "json"
               ? base::to_pretty_json(score::to_value(*derivation))
               : table_of(*derivation, language);
}

}  // namespace

Result<ExitStatus, Refusal> run_score(const Invocation& invocation, Language language) {
    const std::string& plan_path = invocation.operands.front();
    const std::string facts_path = invocation.option("facts");
    if (facts_path.empty())
        return Unexpected{Refusal{Message::missing_argument, {"--facts FACTS", "score "}}};
    const std::array<std::string, 3> read{plan_path, facts_path, invocation.option("criteria")};
    if (std::count(read.begin(), read.end(), kStandardStream) > 1)
        return Unexpected{Refusal{Message::standard_input_twice, {}}};
    const auto as_of = as_of_from(invocation);
    if (!as_of) return Unexpected{as_of.error()};
    const auto plan = load_plan_or_document(plan_path, language);
    if (!plan) return Unexpected{plan.error()};
    const auto scheme = scheme_from(invocation, &*plan, language);
    if (!scheme) return Unexpected{scheme.error()};
    const auto log = load_facts(facts_path, language);
    if (!log) return Unexpected{log.error()};
    const plan::Scheme* known = scheme->has_value() ? &scheme->value() : nullptr;
    const query::WorldSources sources{&*plan, known, &*log, dataset::shipped_dictionaries()};
    const auto text = said_of(invocation, sources, *as_of, language);
    if (!text) return Unexpected{text.error()};
    const auto printed = print(*text);
    if (!printed) return Unexpected{printed.error()};
    return ExitStatus::done;
}

}  // namespace phaen::cli
