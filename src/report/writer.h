#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/ledger/ledger.h"
#include "phaen/plan/elements.h"
#include "phaen/report/report.h"
#include "phaen/report/timeline.h"
#include "phaen/score/score.h"

namespace phaen::report {

using Fields = std::initializer_list<std::pair<std::string_view, std::string>>;

/// Of the plan's fiscal year, by project; money of no project stands under the empty id.
[[nodiscard]] std::map<std::string, ledger::Balances> money_by_project(const query::World& world);

/// A report in the making. Digits are Thai, except in codes and addresses that stand in the texts
/// of the plan.
class Writer {
  public:
    /// `persons` must outlive it.
    Writer(const query::WorldSources& sources, const facts::AsOf& as_of, const ReportWords& words,
           const Persons& persons);

    document::ComposedDocument write(ReportKind kind, const TimelineFilter& filter);
    /// The ids in the place of personal fields that were met in writing.
    [[nodiscard]] const std::set<std::string>& persons_met() const { return persons_met_; }

  private:
    struct Cell {
        std::string text;
        document::Alignment alignment = document::Alignment::start;
        bool bold = false;
        int span = 1;
    };

    // --- progress.cpp, budget.cpp, scores.cpp, results.cpp, meetings.cpp, evidence.cpp,
    // timeline_book.cpp ---
    void progress();
    void progress_summary();
    void steps_of(const plan::Schedule& schedule, int heading_level = 2);
    void not_reported();
    void due_soon();
    [[nodiscard]] std::string state_of(const score::StepProgress& step) const;
    void budget();
    void budget_by_project();
    void budget_by_month();
    void budget_warnings();
    void self_assessment();
    void how_it_came(const score::IndicatorScore& indicator);
    void evaluation();
    [[nodiscard]] std::string target_text(const score::IndicatorScore& indicator) const;
    [[nodiscard]] std::string judged(const score::IndicatorScore& indicator) const;
    void results();
    void result_of(const plan::Project& project, const ledger::Balances& money);
    [[nodiscard]] std::optional<std::pair<base::Ratio, base::Ratio>> progress_of(
        const plan::Project& project) const;
    [[nodiscard]] std::vector<facts::FactView> events_of(const plan::Project& project) const;
    [[nodiscard]] std::string served_by(const plan::Project& project) const;
    [[nodiscard]] std::string names_of(const plan::Refs& refs) const;
    void meetings();
    void count_meetings(const dataset::Dictionary& dictionary,
                        const std::vector<const base::Value*>& rows);
    [[nodiscard]] std::string field_text(const dataset::Dictionary& dictionary,
                                         const dataset::Field& field, const base::Value& values);
    void timeline(const TimelineFilter& filter);
    void timeline_head();
    void timeline_group(const TimelineGroup& group);
    void timeline_step(const TimelineStep& item, const base::FiscalYear& year, int place);
    void evidence();
    void evidence_for(const plan::Indicator& indicator, int& place);
    void evidence_of_steps(int& place);
    [[nodiscard]] std::string files_of(std::string_view element, int& place) const;

    // --- writer_charts.cpp ---
    /// By the end of a month, of the whole year's money.
    struct MonthOfMoney {
        base::YearMonth month;
        base::Money after_transfer;
        base::Money planned;
        base::Money disbursed;
    };
    [[nodiscard]] bool is_drawn(std::string_view chart) const;
    void draw(document::Drawing drawing);
    void draw_progress();
    void draw_money(const std::vector<MonthOfMoney>& months);
    void draw_scores(bool by_component, int width);
    void draw_indicator_scores();
    void draw_component_scores();

    // --- writer.cpp: words and blocks ---
    [[nodiscard]] std::string word(std::string_view name, Fields fields = {}) const;
    [[nodiscard]] std::string number(std::int64_t value) const;
    /// An exact number to two decimals at most.
    [[nodiscard]] std::string exact(const std::string& text) const;
    [[nodiscard]] std::string decimal(const base::Decimal& value) const;
    [[nodiscard]] std::string amount(const base::Money& money) const;
    [[nodiscard]] std::string percent(const base::Money& part, const base::Money& whole) const;
    [[nodiscard]] std::string day(facts::Day date) const;
    [[nodiscard]] std::string name_of(std::string_view element) const;
    void heading(int level, const std::string& text);
    void body(const std::string& text);
    void item(const std::string& text, int level = 0);
    void open_table(std::vector<int> widths);
    void row(std::vector<Cell> cells, bool header = false);
    void close_table();
    [[nodiscard]] static Cell centred(std::string text);
    [[nodiscard]] static Cell at_end(std::string text);
    [[nodiscard]] static Cell strong(Cell cell);
    void head(std::initializer_list<std::string_view> names);

    const query::WorldSources& sources_;
    facts::AsOf as_of_;
    const ReportWords& words_;
    const Persons& persons_;
    std::set<std::string> persons_met_;
    plan::ElementIndex index_;
    query::World world_;
    score::Derivation scores_;
    document::ComposedSection section_;
    document::ComposedTable table_;
    int anchors_ = 0;
};

}  // namespace phaen::report
