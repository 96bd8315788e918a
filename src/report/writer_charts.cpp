#include <algorithm>

#include "charts.h"
#include "phaen/base/calendar.h"
#include "phaen/base/thai_text.h"
#include "writer.h"

/// What of a report is drawn as well: planned against actual, the year's money, the scores. Each
/// can be left out by the agency's words (`[charts]`).
namespace phaen::report {

namespace {

// Hundredths of a millimetre: the widths between the margins of A4.
constexpr int kPortraitWidth = 15'900;
constexpr int kLandscapeWidth = 24'600;

base::Ratio part_of(const base::Ratio& part, std::int64_t whole) {
    return part * *base::Ratio::create(1, whole);
}

base::Ratio part_of(const base::Money& part, const base::Money& whole) {
    return base::Ratio::create(part.satang(), whole.satang()).value_or(base::Ratio());
}

/// `ต.ค.`: what stands between the day and the year.
std::string short_name(base::YearMonth month) {
    const std::string date = base::format_date_th(
        std::chrono::year(month.year()) / std::chrono::month(month.month()) / 1,
        base::DateStyle::medium, base::Digits::arabic);
    const std::size_t from = date.find(' ') + 1;
    return date.substr(from, date.rfind(' ') - from);
}

}  // namespace

bool Writer::is_drawn(std::string_view chart) const {
    const auto found = words_.find("charts." + std::string(chart));
    return found != words_.end() && found->second == "yes";
}

void Writer::draw(document::Drawing drawing) {
    if (drawing.shapes.empty()) return;
    document::ComposedBlock block;
    block.kind = document::ComposedBlock::Kind::drawing;
    block.drawing = std::move(drawing);
    section_.blocks.push_back(std::move(block));
}

void Writer::draw_progress() {
    if (!is_drawn("progress")) return;
    std::vector<ChartBar> bars;
    for (const score::ScheduleProgress& schedule : scores_.schedules) {
        const auto exact_part = [](const std::string& text) {
            return part_of(score::exact_of(text).value_or(base::Ratio()), 100);
        };
        bars.push_back({name_of(!schedule.project.empty()     ? schedule.project
                                : !schedule.indicator.empty() ? schedule.indicator
                                                              : schedule.schedule),
                        word("chart_of", {{"actual", exact(schedule.actual)},
                                          {"planned", exact(schedule.planned)}}),
                        exact_part(schedule.planned), exact_part(schedule.actual)});
    }
    for (document::Drawing& drawing : bar_charts(bars, {word("planned"), word("actual")},
                                                 word("progress_summary"), kLandscapeWidth))
        draw(std::move(drawing));
}

void Writer::draw_money(const std::vector<MonthOfMoney>& months) {
    if (!is_drawn("money") || months.empty()) return;
    base::Money most;
    for (const MonthOfMoney& month : months)
        most = std::max({most, month.after_transfer, month.planned, month.disbursed});
    if (most == base::Money()) return;
    std::vector<ChartBar> columns;
    for (const MonthOfMoney& month : months) {
        columns.push_back({short_name(month.month),
                           word("chart_of", {{"actual", amount(month.disbursed)},
                                             {"planned", amount(month.planned)}}),
                           part_of(month.planned, most), part_of(month.disbursed, most)});
    }
    // Quarters of the whole, exact to the satang downwards.
    constexpr std::int64_t kMarks = 4;
    std::vector<std::string> marks;
    for (std::int64_t i = 0; i <= kMarks; ++i)
        marks.push_back(amount(
            *base::Money::from_satang(i == kMarks ? most.satang() : most.satang() / kMarks * i)));
    draw(column_chart(columns, marks, {word("planned_cumulative"), word("cumulative")},
                      word("by_month"), kPortraitWidth));
}

void Writer::draw_scores(bool by_component, int width) {
    if (!is_drawn("scores")) return;
    struct Line {
        std::string label;
        base::Decimal weight;
        base::Decimal score;
    };
    std::vector<Line> lines;
    const auto add = [&](std::string label, const base::Decimal& weight,
                         const base::Decimal& score) {
        lines.push_back({std::move(label), weight, score});
    };
    if (by_component) {
        for (const score::ComponentScore& component : scores_.components) {
            add(word("component", {{"number", base::to_thai_digits(component.number)},
                                   {"name", component.name}}),
                component.weight.value(), component.score.value());
        }
    } else {
        for (const score::IndicatorScore& indicator : scores_.indicators) {
            if (!indicator.parent.empty() || !indicator.weight || !indicator.score) continue;
            const std::string number = base::to_thai_digits(indicator.number);
            add(number.empty() ? indicator.name : number + " " + indicator.name,
                indicator.weight->value(), indicator.score->value());
        }
    }
    std::int64_t most = 0;
    for (const Line& line : lines) most = std::max(most, line.weight.units());
    if (most == 0) return;
    std::vector<ChartBar> bars;
    for (Line& line : lines) {
        bars.push_back({std::move(line.label),
                        word("chart_of_weight",
                             {{"score", decimal(line.score)}, {"weight", decimal(line.weight)}}),
                        base::Ratio::create(line.weight.units(), most).value_or(base::Ratio()),
                        base::Ratio::create(line.score.units(), most).value_or(base::Ratio())});
    }
    for (document::Drawing& drawing :
         bar_charts(bars, {word("of_weight_key"), word("points")}, word("chart_scores"), width))
        draw(std::move(drawing));
}

void Writer::draw_indicator_scores() { draw_scores(false, kPortraitWidth); }

void Writer::draw_component_scores() { draw_scores(true, kLandscapeWidth); }

}  // namespace phaen::report
