#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "phaen/base/thai_text.h"
#include "phaen/report/timeline.h"
#include "phaen/score/score.h"
#include "timeline_parts.h"

namespace phaen::report {

namespace {

using sheet::Cell;

class TimelineSheet {
  public:
    TimelineSheet(const query::WorldSources& sources, const facts::AsOf& as_of,
                  const ReportWords& words, const TimelineFilter& filter)
        : plan_(*sources.plan),
          log_(*sources.log),
          words_(words),
          year_(*base::FiscalYear::create(sources.plan->fiscal_year)),
          world_(sources, as_of),
          scores_(score::score(sources, as_of)),
          groups_(timeline_groups(sources, world_, scores_, filter)) {}

    sheet::Workbook workbook() {
        sheet::Workbook out;
        out.title = word("timeline_title");
        const std::string placeholder = "{year}";
        if (const std::size_t at = out.title.find(placeholder); at != std::string::npos)
            out.title.replace(at, placeholder.size(), std::to_string(plan_.fiscal_year));
        if (!plan_.organisations.empty()) out.author = plan_.organisations.front().name;
        out.version = scores_.plan_version;
        head();
        for (const TimelineGroup& group : groups_) {
            for (const TimelineStep& step : group.steps) row(group, step);
        }
        out.sheets = {std::move(sheet_)};
        return out;
    }

  private:
    [[nodiscard]] std::string word(std::string_view name) const {
        const auto found = words_.find(name);
        return found == words_.end() ? std::string(name) : found->second;
    }

    void column(std::string text, int width) {
        Cell cell = sheet::text_cell(std::move(text));
        cell.look = Cell::Look::heading;
        sheet_.rows.front().push_back(std::move(cell));
        sheet_.columns.push_back({width, false});
    }

    void head() {
        sheet_.name = word("timeline_sheet");
        sheet_.header_rows = 1;
        sheet_.frozen_columns = 3;
        sheet_.rows.emplace_back();
        column(word("work"), 40);
        column(word("timeline_number"), 6);
        column(word("step"), 48);
        column(word("lead"), 28);
        column(word("weight"), 9);
        column(word("timeline_from"), 13);
        column(word("timeline_to"), 13);
        for (unsigned i = 0; i < kTimelineMonths; ++i)
            column(std::string(base::month_short_th((i + 9) % 12 + 1)), 8);
        column(word("planned"), 11);
        column(word("actual"), 11);
        column(word("state"), 14);
        column(word("timeline_days_late"), 10);
        column(word("timeline_reported_on"), 13);
        column(word("told"), 48);
    }

    static Cell date_cell(const facts::Day& day) {
        Cell cell;
        cell.kind = Cell::Kind::date;
        cell.date = day;
        return cell;
    }

    static Cell percent_cell(base::Decimal percent) {
        Cell cell;
        cell.kind = Cell::Kind::percent;
        cell.decimal = percent;
        return cell;
    }

    static Cell exact_percent(const std::string& exact) {
        const auto ratio = score::exact_of(exact);
        return ratio ? percent_cell(ratio->to_decimal(2, base::Rounding::half_up)) : Cell();
    }

    /// The first day of the first planned month, the last one of the last.
    static std::pair<Cell, Cell> span_of(const plan::Step& step) {
        if (step.months.empty()) return {};
        base::YearMonth from = step.months.front().from;
        base::YearMonth to = step.months.front().to;
        for (const plan::MonthSpan& span : step.months) {
            from = std::min(from, span.from);
            to = std::max(to, span.to);
        }
        return {
            date_cell(std::chrono::year(from.year()) / std::chrono::month(from.month()) / 1),
            date_cell(std::chrono::sys_days(std::chrono::year(to.year()) /
                                            std::chrono::month(to.month()) / std::chrono::last))};
    }

    [[nodiscard]] std::string told_of(const TimelineStep& step) const {
        if (step.progress == nullptr || step.progress->fact.empty()) return {};
        const auto fact = log_.find(step.progress->fact);
        if (!fact || log_.at(*fact).progress == nullptr) return {};
        return log_.at(*fact).progress->text;
    }

    void row(const TimelineGroup& group, const TimelineStep& item) {
        const plan::Step& step = *item.step;
        std::string owners;
        for (const std::string& owner : group.owners)
            owners += (owners.empty() ? "" : ", ") + owner;
        auto [from, to] = span_of(step);
        std::vector<Cell> cells = {sheet::text_cell(group.name),
                                   sheet::text_cell(base::to_arabic_digits(step.number)),
                                   sheet::text_cell(step.text),
                                   sheet::text_cell(owners),
                                   step.weight ? sheet::decimal_cell(step.weight->value()) : Cell(),
                                   std::move(from),
                                   std::move(to)};
        const std::size_t first_month = cells.size();
        cells.resize(first_month + kTimelineMonths);
        const base::Percent actual =
            item.progress != nullptr ? item.progress->actual : base::Percent();
        const base::Ratio hundred = *base::Ratio::create(100, 1);
        for (const MonthPart& part : months_done(step, year_, actual)) {
            Cell& cell = cells[first_month + part.month];
            cell = percent_cell((part.done * hundred).to_decimal(2, base::Rounding::half_up));
            cell.look = Cell::Look::marked;
        }
        cells.push_back(item.progress != nullptr ? exact_percent(item.progress->planned) : Cell());
        cells.push_back(percent_cell(actual.value()));
        std::string state = word("timeline_" + std::string(to_string(item.standing)));
        if (item.not_reported) state += " · " + word("timeline_not_reported");
        cells.push_back(sheet::text_cell(std::move(state)));
        cells.push_back(item.progress != nullptr && item.progress->days_late > 0
                            ? sheet::integer_cell(item.progress->days_late)
                            : Cell());
        cells.push_back(item.reported_on ? date_cell(*item.reported_on) : Cell());
        cells.push_back(sheet::text_cell(told_of(item)));
        sheet_.rows.push_back(std::move(cells));
    }

    const plan::Plan& plan_;
    const facts::FactLog& log_;
    const ReportWords& words_;
    base::FiscalYear year_;
    query::World world_;
    score::Derivation scores_;
    std::vector<TimelineGroup> groups_;
    sheet::Sheet sheet_;
};

}  // namespace

sheet::Workbook compose_timeline(const query::WorldSources& sources, const facts::AsOf& as_of,
                                 const ReportWords& words, const TimelineFilter& filter) {
    return TimelineSheet(sources, as_of, words, filter).workbook();
}

}  // namespace phaen::report
