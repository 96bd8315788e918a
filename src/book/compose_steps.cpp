#include <algorithm>
#include <array>

#include "composer.h"
#include "phaen/base/calendar.h"
#include "phaen/base/thai_text.h"

/// Step tables: weights, cumulative figures, a bar for each span of months.
namespace phaen::book {

namespace {

constexpr unsigned kMonths = 12;
constexpr unsigned kMonthsBeforeJanuary = 3;
constexpr int kFirstMonthColumn = 3;

}  // namespace

void Composer::steps() {
    section_heading(1, Section::steps, word("steps_heading"));
    for (const plan::Schedule& known : plan_.schedules) {
        const plan::Indicator* indicator =
            known.indicator ? find<plan::Indicator>(known.indicator->id) : nullptr;
        if (indicator != nullptr) {
            line(indicator->number.empty()
                     ? word("steps_indicator_without_number", {{"name", indicator->name}})
                     : word("steps_indicator",
                            {{"number", indicator->number}, {"name", indicator->name}}),
                 {indicator->id, "/name"}, document::Role::caption);
        }
        if (const plan::Project* project =
                known.project ? find<plan::Project>(known.project->id) : nullptr) {
            int position = 0;
            if (indicator != nullptr) {
                for (std::size_t i = 0; i < indicator->projects.size(); ++i) {
                    if (indicator->projects[i].id == project->id)
                        position = static_cast<int>(i) + 1;
                }
            }
            std::string name = project->name;
            if (!project->lead.empty()) name += " (" + joined(project->lead, "/") + ")";
            line(position == 0
                     ? word("steps_project_without_number", {{"name", name}})
                     : word("steps_project", {{"number", number(position)}, {"name", name}}),
                 {project->id, "/name"}, document::Role::caption);
        }
        if (const plan::Activity* activity =
                known.activity ? find<plan::Activity>(known.activity->id) : nullptr) {
            line(word("steps_activity", {{"name", activity->name}}), {activity->id, "/name"},
                 document::Role::caption);
        }
        schedule(known);
        after(known.id);
    }
}

void Composer::schedule(const plan::Schedule& schedule) {
    const std::optional<base::FiscalYear> year = base::FiscalYear::create(plan_.fiscal_year);
    // 1. The head: what, its weight, so far, and the months below their years.
    // Upright pages leave the months less room, and the text gives way.
    std::vector<int> widths =
        landscape_ ? std::vector<int>{100, 22, 26} : std::vector<int>{52, 26, 28};
    for (unsigned i = 0; i < kMonths; ++i) widths.push_back(landscape_ ? 12 : 16);
    TableBuilder table(std::move(widths));
    table.row("", true);
    table.cell(centred(word("column_step")), "", 1, 3);
    table.cell(centred(word("column_step_weight")), "", 1, 3);
    table.cell(centred(word("column_cumulative")), "", 1, 3);
    table.cell(centred(word("column_period")), "", static_cast<int>(kMonths));
    table.row("", true);
    table.cell(centred(word("year", {{"year", number(plan_.fiscal_year - 1)}})), "",
               static_cast<int>(kMonthsBeforeJanuary));
    table.cell(centred(word("year", {{"year", number(plan_.fiscal_year)}})), "",
               static_cast<int>(kMonths - kMonthsBeforeJanuary));
    table.row("", true);
    for (unsigned i = 0; i < kMonths; ++i)
        table.cell(centred(std::string(base::month_short_th((i + 9) % 12 + 1))));
    // 2. The steps.
    base::Decimal sum;
    bool weighted = false;
    for (std::size_t s = 0; s < schedule.steps.size(); ++s) {
        const plan::Step& step = schedule.steps[s];
        const std::string label =
            step.number.empty() ? number(static_cast<std::int64_t>(s) + 1) : step.number;
        table.row(step.id);
        table.cell({paragraph(label + ". " + step.text)}, "/text");
        if (step.weight) {
            sum = sum + step.weight->value();
            weighted = true;
        }
        table.cell(centred(step.weight ? decimal(step.weight->value()) : std::string()), "/weight");
        table.cell(centred(weighted ? decimal(sum) : std::string()));
        for (unsigned i = 0; i < kMonths; ++i) table.cell({});
        if (!year) continue;
        for (const plan::MonthSpan& span : step.months) {
            // What lies outside the year is not drawn.
            if (span.to < year->month(0) || year->month(kMonths - 1) < span.from) continue;
            const unsigned from = year->index_of(span.from).value_or(0);
            const unsigned to = year->index_of(span.to).value_or(kMonths - 1);
            table.bar(kFirstMonthColumn + static_cast<int>(from),
                      kFirstMonthColumn + static_cast<int>(to));
        }
    }
    // 3. What they come to.
    table.row();
    table.cell({paragraph(word(
        "steps_total", {{"count", number(static_cast<std::int64_t>(schedule.steps.size()))}}))});
    table.cell(centred(weighted ? decimal(sum) : std::string()));
    table.cell(centred(weighted ? decimal(sum) : std::string()));
    for (unsigned i = 0; i < kMonths; ++i) table.cell({});
    add(table.finish(schedule.id));
}

}  // namespace phaen::book
