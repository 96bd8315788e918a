#include <algorithm>
#include <utility>

#include "phaen/base/thai_text.h"
#include "timeline_parts.h"
#include "writer.h"

/// The timeline as a table: above each step's plan as arrows, below it what is done as a filled
/// bar.
namespace phaen::report {

namespace {

using document::ComposedCell;
using document::ComposedRow;
using document::Shade;

// A month is four columns of the grid, so that a bar ends within it where the percent says.
constexpr int kParts = 4;
constexpr int kFirstMonth = 2;
constexpr int kMonthColumns = static_cast<int>(kTimelineMonths) * kParts;
constexpr int kPlanned = kFirstMonth + kMonthColumns;
constexpr unsigned kMonthsBeforeJanuary = 3;

ComposedCell cell_at(int column, int span, int rows, std::string text,
                     document::Alignment alignment, bool bold = false, Shade shade = Shade::none) {
    ComposedCell cell;
    cell.column = column;
    cell.column_span = span;
    cell.row_span = rows;
    cell.shade = shade;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        document::ComposedParagraph paragraph;
        paragraph.alignment = alignment;
        document::Run run;
        run.text = std::string(rest.substr(0, end));
        run.bold = bold;
        paragraph.runs = {std::move(run)};
        cell.paragraphs.push_back(std::move(paragraph));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return cell;
}

/// Columns of the grid that are done: the whole parts of each planned month, one at least when
/// anything of the step is.
std::vector<std::pair<int, int>> filled_columns(const std::vector<MonthPart>& months,
                                                bool is_begun) {
    std::vector<std::pair<int, int>> filled;
    for (const MonthPart& part : months) {
        const base::Ratio parts = part.done * *base::Ratio::create(kParts, 1);
        auto whole = static_cast<int>(parts.numerator() / parts.denominator());
        if (whole == 0 && is_begun && filled.empty()) whole = 1;
        if (whole == 0) break;
        const int from = kFirstMonth + static_cast<int>(part.month) * kParts;
        if (!filled.empty() && filled.back().second == from) {
            filled.back().second = from + whole;
        } else {
            filled.emplace_back(from, from + whole);
        }
        if (whole < kParts) break;
    }
    return filled;
}

}  // namespace

void Writer::timeline_head() {
    using document::Alignment;
    ComposedRow years;
    years.header = true;
    const auto tall = [](int column, std::string text) {
        return cell_at(column, 1, 2, std::move(text), Alignment::centre, true, Shade::light);
    };
    years.cells = {tall(0, word("timeline_steps")), tall(1, word("weight"))};
    const int before = static_cast<int>(kMonthsBeforeJanuary) * kParts;
    years.cells.push_back(
        cell_at(kFirstMonth, before, 1,
                word("timeline_year", {{"year", number(sources_.plan->fiscal_year - 1)}}),
                Alignment::centre, true, Shade::light));
    years.cells.push_back(
        cell_at(kFirstMonth + before, kMonthColumns - before, 1,
                word("timeline_year", {{"year", number(sources_.plan->fiscal_year)}}),
                Alignment::centre, true, Shade::light));
    years.cells.push_back(tall(kPlanned, word("timeline_planned")));
    years.cells.push_back(tall(kPlanned + 1, word("timeline_actual")));
    years.cells.push_back(tall(kPlanned + 2, word("state")));
    table_.rows.push_back(std::move(years));
    ComposedRow months;
    months.header = true;
    for (unsigned i = 0; i < kTimelineMonths; ++i) {
        months.cells.push_back(cell_at(kFirstMonth + static_cast<int>(i) * kParts, kParts, 1,
                                       std::string(base::month_short_th((i + 9) % 12 + 1)),
                                       Alignment::centre, true, Shade::light));
    }
    table_.rows.push_back(std::move(months));
}

void Writer::timeline_group(const TimelineGroup& group) {
    using document::Alignment;
    std::string name = group.name;
    std::string owners;
    for (const std::string& owner : group.owners) owners += (owners.empty() ? "" : ", ") + owner;
    if (!owners.empty()) name += "\n" + word("timeline_owners", {{"names", owners}});
    ComposedRow row;
    row.whole = true;
    row.cells = {
        cell_at(0, kPlanned, 1, std::move(name), Alignment::start, true, Shade::light),
        cell_at(kPlanned, 1, 1, exact(group.planned), Alignment::end, true, Shade::light),
        cell_at(kPlanned + 1, 1, 1, exact(group.actual), Alignment::end, true, Shade::light),
        cell_at(kPlanned + 2, 1, 1, "", Alignment::centre, false, Shade::light)};
    table_.rows.push_back(std::move(row));
}

void Writer::timeline_step(const TimelineStep& item, const base::FiscalYear& year, int place) {
    using document::Alignment;
    const plan::Step& step = *item.step;
    const std::string label =
        step.number.empty() ? number(place) : base::to_thai_digits(step.number);
    const base::Percent actual = item.progress != nullptr ? item.progress->actual : base::Percent();
    const bool is_late = item.progress != nullptr && item.progress->days_late > 0;
    std::string state = item.standing == StepStanding::late && is_late
                            ? word("state_late", {{"days", number(item.progress->days_late)}})
                            : word("timeline_" + std::string(to_string(item.standing)));
    if (item.not_reported) state += "\n" + word("timeline_not_reported");
    // 1. The plan, and what stands beside both bars.
    ComposedRow plan;
    plan.whole = true;
    plan.cells = {cell_at(0, 1, 2, label + ". " + step.text, Alignment::start),
                  cell_at(1, 1, 2, step.weight ? decimal(step.weight->value()) : word("none"),
                          Alignment::centre)};
    for (unsigned i = 0; i < kTimelineMonths; ++i) {
        plan.cells.push_back(
            cell_at(kFirstMonth + static_cast<int>(i) * kParts, kParts, 1, "", Alignment::centre));
    }
    plan.cells.push_back(cell_at(
        kPlanned, 1, 2, item.progress != nullptr ? exact(item.progress->planned) : word("none"),
        Alignment::end));
    plan.cells.push_back(cell_at(kPlanned + 1, 1, 2, decimal(actual.value()), Alignment::end));
    plan.cells.push_back(cell_at(kPlanned + 2, 1, 2, std::move(state), Alignment::centre));
    const std::vector<MonthPart> months = months_done(step, year, actual);
    for (const MonthPart& part : months) {
        const int from = kFirstMonth + static_cast<int>(part.month) * kParts;
        if (!plan.bars.empty() && plan.bars.back().to_column + 1 == from) {
            plan.bars.back().to_column = from + kParts - 1;
        } else {
            plan.bars.push_back({from, from + kParts - 1});
        }
    }
    table_.rows.push_back(std::move(plan));
    // 2. What is done: cells end at the months and where the bar does.
    const auto filled = filled_columns(months, actual > base::Percent());
    const auto bar_of = [&](int column) {
        return std::find_if(filled.begin(), filled.end(), [&](const auto& bar) {
            return bar.first <= column && column < bar.second;
        });
    };
    ComposedRow done;
    done.whole = true;
    for (int column = kFirstMonth; column < kPlanned;) {
        const auto bar = bar_of(column);
        const int month_end = column + kParts - (column - kFirstMonth) % kParts;
        const int end = bar != filled.end() ? bar->second : month_end;
        done.cells.push_back(cell_at(column, end - column, 1, "", Alignment::centre, false,
                                     bar != filled.end() ? Shade::solid : Shade::none));
        column = end;
    }
    table_.rows.push_back(std::move(done));
}

void Writer::timeline(const TimelineFilter& filter) {
    const auto year = base::FiscalYear::create(sources_.plan->fiscal_year);
    const std::vector<TimelineGroup> groups = timeline_groups(sources_, world_, scores_, filter);
    std::vector<std::string> only;
    if (!filter.owner.empty()) {
        std::string name = filter.owner;
        for (const plan::Organisation& one : sources_.plan->organisations) {
            if (one.id == filter.owner) name = one.name;
        }
        only.push_back(std::move(name));
    }
    if (!filter.project.empty()) only.push_back(name_of(filter.project));
    if (!filter.state.empty()) only.push_back(word("timeline_" + filter.state));
    if (!filter.text.empty()) only.push_back("“" + filter.text + "”");
    std::string said;
    for (const std::string& one : only) said += (said.empty() ? "" : " · ") + one;
    if (!said.empty()) body(word("timeline_only", {{"what", said}}));
    if (!year || groups.empty()) {
        body(word("no_data"));
        return;
    }
    body(word("timeline_legend"));
    std::vector<int> widths = {80, 20};
    widths.insert(widths.end(), kMonthColumns, 3);
    widths.insert(widths.end(), {22, 22, 32});
    open_table(std::move(widths));
    timeline_head();
    for (const TimelineGroup& group : groups) {
        timeline_group(group);
        int place = 0;
        for (const TimelineStep& step : group.steps) timeline_step(step, *year, ++place);
    }
    close_table();
}

}  // namespace phaen::report
