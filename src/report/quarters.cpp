#include "phaen/report/quarters.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>

#include "phaen/score/score.h"

namespace phaen::report {

using base::Ratio;
using score::Derivation;
using score::IndicatorScore;

namespace {

struct Quarter {
    int number = 0;
    facts::Day day;  ///< its last, or the day of the report when that is earlier
    Derivation scores;
};

std::vector<Quarter> quarters_of(const query::WorldSources& sources, const facts::AsOf& as_of) {
    std::vector<Quarter> out;
    const auto year = base::FiscalYear::create(sources.plan->fiscal_year);
    if (!year) return out;
    for (int number = 1; number <= 4; ++number) {
        const base::YearMonth first = year->month(static_cast<unsigned>(number - 1) * 3);
        const base::YearMonth last = first.plus(2);
        const facts::Day begins =
            std::chrono::year(first.year()) / std::chrono::month(first.month()) / 1;
        if (begins > as_of.day) break;
        const facts::Day ends = std::chrono::sys_days(
            std::chrono::year(last.year()) / std::chrono::month(last.month()) / std::chrono::last);
        const facts::Day day = std::min(ends, as_of.day);
        out.push_back({number, day, score::score(sources, {day, as_of.known_at})});
    }
    return out;
}

/// A number of the derivation to six decimals; an empty cell when there is none.
sheet::Cell number_cell(const std::string& exact) {
    const auto ratio = score::exact_of(exact);
    return ratio ? sheet::decimal_cell(ratio->to_decimal(6, base::Rounding::half_up))
                 : sheet::Cell();
}

class Quarters {
  public:
    Quarters(const query::WorldSources& sources, const facts::AsOf& as_of, const ReportWords& words)
        : plan_(*sources.plan),
          log_(*sources.log),
          words_(words),
          quarters_(quarters_of(sources, as_of)) {}

    sheet::Workbook workbook() const {
        sheet::Workbook out;
        out.title = word("quarters_title");
        const std::string year = "{year}";
        if (const std::size_t at = out.title.find(year); at != std::string::npos)
            out.title.replace(at, year.size(), std::to_string(plan_.fiscal_year));
        if (!plan_.organisations.empty()) out.author = plan_.organisations.front().name;
        if (!quarters_.empty()) out.version = quarters_.front().scores.plan_version;
        out.sheets = {indicators(), projects()};
        return out;
    }

  private:
    [[nodiscard]] std::string word(std::string_view name) const {
        const auto found = words_.find(name);
        return found == words_.end() ? std::string(name) : found->second;
    }

    [[nodiscard]] sheet::Sheet headed(std::string_view name,
                                      std::initializer_list<std::string_view> columns) const {
        sheet::Sheet sheet;
        sheet.name = word(name);
        sheet.header_rows = 1;
        sheet.frozen_columns = 1;
        std::vector<sheet::Cell> header;
        for (const std::string_view column : columns) {
            header.push_back(sheet::text_cell(word(column)));
            header.back().look = sheet::Cell::Look::heading;
            sheet.columns.push_back({header.size() == 1 ? 48 : 16, false});
        }
        sheet.rows.push_back(std::move(header));
        return sheet;
    }

    [[nodiscard]] std::string definition_of(const plan::Indicator& indicator) const {
        std::string text;
        for (const plan::Id& id : indicator.definitions) {
            for (const plan::GlossaryTerm& term : plan_.glossary) {
                if (term.id != id) continue;
                if (!text.empty()) text += "\n";
                text += term.term.empty() ? term.text : term.term + ": " + term.text;
            }
        }
        return text;
    }

    void add_indicator(const plan::Indicator& indicator, sheet::Sheet& sheet) const {
        const auto target =
            std::find_if(indicator.targets.begin(), indicator.targets.end(),
                         [&](const plan::Target& t) { return t.fiscal_year == plan_.fiscal_year; });
        for (const Quarter& quarter : quarters_) {
            const auto found =
                std::find_if(quarter.scores.indicators.begin(), quarter.scores.indicators.end(),
                             [&](const IndicatorScore& score) { return score.id == indicator.id; });
            if (found == quarter.scores.indicators.end()) continue;
            // Where levels count, the level is what was achieved.
            const std::string achieved =
                found->level_reached ? std::to_string(*found->level_reached) : found->value;
            const bool has_target = target != indicator.targets.end();
            const std::string kind = !indicator.result ? ""
                                     : *indicator.result == plan::IndicatorResult::output
                                         ? word("output")
                                         : word("outcome");
            sheet.rows.push_back(
                {sheet::text_cell(indicator.name), sheet::text_cell(indicator.id),
                 sheet::integer_cell(plan_.fiscal_year),
                 has_target ? sheet::decimal_cell(target->value) : sheet::Cell(),
                 sheet::text_cell(has_target && !target->unit.empty() ? target->unit
                                                                      : indicator.unit),
                 sheet::text_cell(kind), sheet::integer_cell(quarter.number), number_cell(achieved),
                 number_cell(found->percent), sheet::text_cell(definition_of(indicator)),
                 sheet::text_cell(indicator.calculation_method)});
        }
    }

    [[nodiscard]] sheet::Sheet indicators() const {
        sheet::Sheet sheet =
            headed("sheet_indicators",
                   {"indicator", "code", "fiscal_year", "target_value", "unit", "result_kind",
                    "quarter", "achieved", "assessed", "definition", "method"});
        for (const plan::Indicator& indicator : plan_.indicators) {
            add_indicator(indicator, sheet);
            for (const plan::Indicator& sub : indicator.sub_indicators) add_indicator(sub, sheet);
        }
        return sheet;
    }

    /// Percent of the project's steps by their weights; empty without steps.
    [[nodiscard]] static sheet::Cell progress_of(const plan::Project& project,
                                                 const Quarter& quarter) {
        Ratio sum;
        int count = 0;
        for (const score::ScheduleProgress& schedule : quarter.scores.schedules) {
            if (schedule.project != project.id) continue;
            const sheet::Cell cell = number_cell(schedule.actual);
            sum = sum + Ratio::from_decimal(cell.decimal);
            ++count;
        }
        if (count == 0) return {};
        return sheet::decimal_cell(
            (sum * *Ratio::create(1, count)).to_decimal(2, base::Rounding::half_up));
    }

    /// What was reported of the project's steps last, by the quarter's end.
    [[nodiscard]] std::string told_of(const plan::Project& project, const Quarter& quarter) const {
        std::string text;
        for (const score::StepProgress& step : quarter.scores.steps) {
            const auto schedule =
                std::find_if(plan_.schedules.begin(), plan_.schedules.end(),
                             [&](const plan::Schedule& s) { return s.id == step.schedule; });
            if (!schedule->project || schedule->project->id != project.id || step.fact.empty())
                continue;
            const auto fact = log_.find(step.fact);
            if (!fact || log_.at(*fact).progress == nullptr) continue;
            const std::string& told = log_.at(*fact).progress->text;
            if (told.empty()) continue;
            if (!text.empty()) text += "\n";
            text += told;
        }
        return text;
    }

    [[nodiscard]] sheet::Sheet projects() const {
        sheet::Sheet sheet =
            headed("sheet_projects", {"project", "code", "fiscal_year", "budget", "quarter",
                                      "progress_percent", "summary_of_work", "rationale"});
        for (const plan::Project& project : plan_.projects) {
            for (const Quarter& quarter : quarters_) {
                sheet.rows.push_back(
                    {sheet::text_cell(project.name), sheet::text_cell(project.id),
                     sheet::integer_cell(plan_.fiscal_year),
                     project.budget ? sheet::money_cell(*project.budget) : sheet::Cell(),
                     sheet::integer_cell(quarter.number), progress_of(project, quarter),
                     sheet::text_cell(told_of(project, quarter)),
                     sheet::text_cell(project.write_up ? project.write_up->rationale
                                                       : std::string())});
            }
        }
        return sheet;
    }

    const plan::Plan& plan_;
    const facts::FactLog& log_;
    const ReportWords& words_;
    std::vector<Quarter> quarters_;
};

}  // namespace

sheet::Workbook compose_quarters(const query::WorldSources& sources, const facts::AsOf& as_of,
                                 const ReportWords& words) {
    return Quarters(sources, as_of, words).workbook();
}

}  // namespace phaen::report
