#include "outlook.h"

#include <charconv>
#include <map>
#include <vector>

#include "files.h"
#include "phaen/facts/io.h"
#include "phaen/score/advice.h"
#include "phaen/score/forecast.h"
#include "year.h"

namespace phaen::cli {

using base::Result;
using base::Unexpected;

namespace {

constexpr std::size_t kSupposedBytes = std::size_t{16} << 20;
constexpr std::size_t kMostShown = 12;

/// A whole number of the option within bounds; `otherwise` when it is not given.
Result<std::uint64_t, Refusal> number_of(const Invocation& invocation, std::string_view option,
                                         std::uint64_t otherwise, std::uint64_t least,
                                         std::uint64_t most) {
    if (!invocation.has(option)) return otherwise;
    const std::string text = invocation.option(option);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < least || value > most)
        return Unexpected{Refusal{
            Message::number_unusable,
            {"--" + std::string(option), text, std::to_string(least), std::to_string(most)}}};
    return value;
}

/// What elements are called: their texts, shortened by nobody.
std::map<std::string, std::string, std::less<>> names_of(const plan::Plan& plan) {
    std::map<std::string, std::string, std::less<>> names;
    const auto indicator = [&](const plan::Indicator& one) {
        names[one.id] = one.number.empty() ? one.name : one.number + " " + one.name;
        for (const plan::EvidenceItem& item : one.evidence) names[item.id] = item.text;
    };
    for (const plan::Indicator& one : plan.indicators) {
        indicator(one);
        for (const plan::Indicator& sub : one.sub_indicators) indicator(sub);
    }
    for (const plan::Schedule& schedule : plan.schedules) {
        for (const plan::Step& step : schedule.steps) names[step.id] = step.text;
    }
    for (const plan::Project& project : plan.projects) names[project.id] = project.name;
    for (const plan::Organisation& organisation : plan.organisations)
        names[organisation.id] = organisation.name;
    return names;
}

std::string name_in(const std::map<std::string, std::string, std::less<>>& names,
                    const std::string& id) {
    const auto found = names.find(id);
    return found == names.end() || found->second.empty() ? id : found->second;
}

std::string day_text(facts::Day day, Language language) {
    return language == Language::thai
               ? base::format_date_th(day, base::DateStyle::long_, base::Digits::thai)
               : base::to_iso(day);
}

std::string days_text(int days, Language language) {
    const Both text = days == 1 ? Both{"{0} วัน", "{0} day"} : Both{"{0} วัน", "{0} days"};
    return fill(text.in(language), {std::to_string(days)});
}

std::string two_decimals(const base::Decimal& value) {
    return base::Ratio::from_decimal(value).to_decimal(2, base::Rounding::half_up).to_string();
}

std::string range_text(const score::Range& range, Language language) {
    return fill(Both{"{0} ถึง {1} (ค่ากลาง {2})", "{0} to {1} (middle {2})"}.in(language),
                {two_decimals(range.low), two_decimals(range.high), two_decimals(range.middle)});
}

std::string percent_of_runs(int runs, int all) {
    return base::Ratio::create(100 * std::int64_t{runs}, all)
        ->to_decimal(0, base::Rounding::half_up)
        .to_string();
}

std::string text_of(const score::Forecast& forecast, const plan::Plan& plan, Language language) {
    const auto names = names_of(plan);
    const int runs = forecast.options.runs;
    std::string text = fill(
        Both{"คาดการณ์สิ้นปีงบประมาณ ({0}) จากสิ่งที่รู้ ณ วันที่ {1}\nช่วงที่ครอบคลุมร้อยละ {2} ของการจำลอง {3} ครั้ง "
             "ความล่าช้าที่รู้ {4} ขั้นตอน เดือนที่ผ่านแล้ว {5} เดือน\n\n",
             "How the fiscal year will likely end ({0}), from what is known on {1}\nRanges hold "
             "{2} % "
             "of {3} simulated years; delays known of {4} steps; {5} months have ended\n\n"}
            .in(language),
        {day_text(forecast.year_end, language), day_text(forecast.as_of, language),
         std::to_string(forecast.options.inside), std::to_string(runs),
         std::to_string(forecast.known_delays), std::to_string(forecast.whole_months)});
    text += fill(Both{"คะแนนรวม: {0}\n", "Points: {0}\n"}.in(language),
                 {range_text(forecast.total, language)});
    text +=
        fill(Both{"ความก้าวหน้าของขั้นตอน ร้อยละ {0}\n", "Progress of the steps, %: {0}\n"}.in(language),
             {range_text(forecast.progress, language)});
    if (forecast.disbursed)
        text += fill(Both{"เบิกจ่ายจากงบหลังโอน ร้อยละ {0}\n",
                          "Disbursed of the budget after transfers, %: {0}\n"}
                         .in(language),
                     {range_text(*forecast.disbursed, language)});
    text += Both{"\nตัวชี้วัด\n", "\nIndicators\n"}.in(language);
    for (const score::IndicatorForecast& one : forecast.indicators)
        text += "  " + name_in(names, one.id) + ": " + range_text(one.points, language) + "\n";
    text += Both{"\nขั้นตอนที่ยังไม่เสร็จ และโอกาสที่จะเสร็จภายในปี\n",
                 "\nOpen steps, and the chance that they end within the year\n"}
                .in(language);
    for (const score::StepForecast& one : forecast.steps)
        text += fill(Both{"  ร้อยละ {0}  {1}\n", "  {0} %  {1}\n"}.in(language),
                     {percent_of_runs(one.done_runs, runs), name_in(names, one.step)});
    if (forecast.steps.empty()) text += Both{"  ไม่มี\n", "  none\n"}.in(language);
    return with_digits(std::move(text), language);
}

std::string action_text(const score::Action& action,
                        const std::map<std::string, std::string, std::less<>>& names,
                        Language language) {
    const auto text = [&]() -> Both {
        switch (action.kind) {
            case score::ActionKind::finish_step:
                return {"ทำขั้นตอนให้เสร็จ: {0}", "finish the step: {0}"};
            case score::ActionKind::hand_in_evidence:
                return {"ส่งหลักฐาน: {0}", "hand in the evidence: {0}"};
            case score::ActionKind::add_records:
                return {"เพิ่มรายการใน {0} อีก {1} รายการ", "add {1} more records to {0}"};
            case score::ActionKind::spend:
                return {"เบิกจ่ายเงินที่เหลือ {1} บาท: {0}", "spend the {1} baht that are left: {0}"};
        }
        return {};
    };
    std::string line =
        fill(text().in(language), {name_in(names, action.element), action.amount.to_string()});
    line += " (" + days_text(action.days, language);
    if (!action.owner.empty()) line += ", " + name_in(names, action.owner);
    return line + ")";
}

std::string text_of(const score::Advice& advice, const plan::Plan& plan, Language language) {
    const auto names = names_of(plan);
    std::string text = fill(Both{"สิ่งที่ควรทำต่อไป ณ วันที่ {0}\nถ้าไม่ทำสิ่งใดเพิ่ม สิ้นปีได้ {1} คะแนน "
                                 "สิ่งที่มีเครื่องหมาย * รวมกันได้เพิ่ม {2} คะแนนภายใน {3} วันทำงาน\n\n",
                                 "What to do next, as of {0}\nIf nothing more is done the year "
                                 "ends with {1} points; what is "
                                 "marked * brings {2} more within {3} working days\n\n"}
                                .in(language),
                            {day_text(advice.as_of, language), readable(advice.total),
                             readable(advice.chosen_gain), std::to_string(advice.days)});
    std::size_t shown = 0;
    for (const score::Suggestion& one : advice.suggestions) {
        if (!one.chosen && shown >= kMostShown) continue;
        ++shown;
        const Both head =
            one.level ? Both{"{0} +{1} คะแนน ใน {2}: {3} ถึงระดับ {4}\n",
                             "{0} +{1} points in {2}: {3}, to level {4}\n"}
                      : Both{"{0} +{1} คะแนน ใน {2}: {3}\n", "{0} +{1} points in {2}: {3}\n"};
        text += fill(head.in(language),
                     {one.chosen ? "*" : "-", readable(one.gain), days_text(one.days, language),
                      name_in(names, one.indicator), std::to_string(one.level.value_or(0))});
        for (const score::Action& action : one.actions)
            text += "      " + action_text(action, names, language) + "\n";
    }
    if (advice.suggestions.empty())
        text += Both{"ไม่มีสิ่งที่ Phaen เห็นว่าทำแล้วคะแนนจะเพิ่ม\n",
                     "There is nothing of which Phaen sees that it would bring points.\n"}
                    .in(language);
    if (shown < advice.suggestions.size())
        text += fill(Both{"และอีก {0} ทาง (--format json แสดงทั้งหมด)\n",
                          "and {0} more (--format json shows all)\n"}
                         .in(language),
                     {std::to_string(advice.suggestions.size() - shown)});
    return with_digits(std::move(text), language);
}

bool as_json(const Invocation& invocation) { return invocation.option("format") == "json"; }

Refusal year_over(const query::WorldSources& sources) {
    return {Message::year_over, {std::to_string(sources.plan->fiscal_year)}};
}

}  // namespace

std::string readable(const std::string& exact) {
    const auto ratio = score::exact_of(exact);
    return ratio ? ratio->to_decimal(2, base::Rounding::half_up).to_string() : "-";
}

Result<std::string, Refusal> forecast_text(const Invocation& invocation,
                                           const query::WorldSources& sources,
                                           const facts::AsOf& as_of, Language language) {
    score::ForecastOptions options;
    const auto runs = number_of(invocation, "runs", 400, 1, 100'000);
    if (!runs) return Unexpected{runs.error()};
    const auto seed = number_of(invocation, "seed", 1, 0, UINT64_MAX);
    if (!seed) return Unexpected{seed.error()};
    options.runs = static_cast<int>(*runs);
    options.seed = *seed;
    const auto forecast = score::forecast(sources, as_of, options);
    if (!forecast) return Unexpected{year_over(sources)};
    return as_json(invocation) ? base::to_pretty_json(score::to_value(*forecast))
                               : text_of(*forecast, *sources.plan, language);
}

Result<std::string, Refusal> advice_text(const Invocation& invocation,
                                         const query::WorldSources& sources,
                                         const facts::AsOf& as_of, Language language) {
    score::AdviceOptions options;
    if (invocation.has("days")) {
        const auto days = number_of(invocation, "days", 0, 0, 1000);
        if (!days) return Unexpected{days.error()};
        options.days = static_cast<int>(*days);
    }
    const auto advice = score::advise(sources, as_of, options);
    if (!advice) return Unexpected{year_over(sources)};
    return as_json(invocation) ? base::to_pretty_json(score::to_value(*advice))
                               : text_of(*advice, *sources.plan, language);
}

Result<std::vector<facts::Fact>, Refusal> read_suppositions(const std::string& path,
                                                            Language language) {
    const auto bytes = read_file(path, kSupposedBytes);
    if (!bytes) return Unexpected{bytes.error()};
    std::vector<facts::Fact> out;
    std::string_view rest = *bytes;
    for (int line = 1; !rest.empty(); ++line) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view text = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        const std::string where = path + ":" + std::to_string(line);
        const auto value = base::parse_json(text);
        if (!value)
            return Unexpected{Refusal{Message::facts_unreadable, {where, value.error().message}}};
        auto fact = facts::fact_from_value(*value);
        if (!fact) {
            return Unexpected{Refusal{
                Message::facts_unreadable,
                {where, base::describe_error(fact.error().front(), form_language(language))}}};
        }
        out.push_back(std::move(fact).value());
    }
    return out;
}

}  // namespace phaen::cli
