#include "phaen/report/timeline.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "phaen/base/calendar.h"
#include "phaen/document/write_error.h"
#include "phaen/document/write_html.h"
#include "phaen/facts/io.h"
#include "phaen/plan/io.h"
#include "phaen/plan/shipped_schemes.h"
#include "phaen/report/record.h"
#include "phaen/report/report.h"
#include "phaen/sheet/read.h"
#include "phaen/sheet/write.h"

namespace phaen::report {
namespace {

// Two projects; the first has three steps, of which one is done, one late with 40 % of five
// months, one not begun on 10 February 2022.
constexpr std::string_view kPlan = R"(
schema = "phaen.plan/1"
id = "p"
title = { th = "แผน" }
fiscal_year = 2565
[[organisations]]
id = "a"
name = "กลุ่มงานหนึ่ง"
kind = "section"
[[organisations]]
id = "b"
name = "=กลุ่มงานสอง"
kind = "section"
[[projects]]
id = "project-1"
name = "โครงการหนึ่ง"
kind = "routine"
lead = ["a"]
[[projects]]
id = "project-2"
name = "โครงการสอง"
kind = "routine"
lead = ["b"]
[[schedules]]
id = "s1"
project = "project-1"
spread = "even"
[[schedules.steps]]
id = "s1.1"
number = "๑"
text = "วางแผน"
weight = 20
months = [{ from = "2021-10", to = "2021-10" }]
[[schedules.steps]]
id = "s1.2"
number = "๒"
text = "จัดอบรม"
weight = 50
months = [{ from = "2021-10", to = "2021-11" }, { from = "2021-12", to = "2022-01" }, { from = "2021-09", to = "2021-09" }]
[[schedules.steps]]
id = "s1.3"
number = "๓"
text = "สรุปผล"
weight = 30
months = [{ from = "2022-05", to = "2022-05" }, { from = "2022-09", to = "2022-09" }]
[[schedules]]
id = "s2"
project = "project-2"
[[schedules.steps]]
id = "s2.1"
text = "=ประชุม"
months = [{ from = "2022-01", to = "2022-03" }]
)";

class Timeline : public testing::Test {
  protected:
    Timeline() : plan_(*plan::parse_plan_toml(std::string(kPlan))) {
        report("s1.1", "2021-10-20", "100");
        report("s1.2", "2022-02-03", "40");
    }

    void report(const std::string& step, const std::string& on, const std::string& percent) {
        facts::Fact fact;
        fact.id = "f" + std::to_string(++seq_);
        fact.seq = seq_;
        fact.kind = facts::FactKind::progress;
        fact.plan = "p";
        fact.element = step;
        fact.when.on = *base::parse_iso(on);
        fact.recorded_at = *base::Instant::parse("2022-02-09T00:00:00Z");
        fact.by = "x";
        facts::Progress progress;
        progress.percent = base::Percent(*base::Decimal::parse(percent));
        progress.text = "=รายงาน";
        fact.data = progress;
        ASSERT_TRUE(log_.append(std::move(fact)));
    }

    query::WorldSources sources() {
        return {&plan_, plan::find_shipped_scheme(plan_.scheme), &log_, {}};
    }

    static facts::AsOf as_of() {
        return {*base::parse_iso("2022-02-10"), *base::Instant::parse("2030-01-01T00:00:00Z")};
    }

    /// The rows of the sheet that the filter leaves: number or name of each step.
    std::string steps(const TimelineFilter& filter) {
        std::string out;
        const auto book = compose_timeline(sources(), as_of(), shipped_words(), filter);
        for (std::size_t i = 1; i < book.sheets.front().rows.size(); ++i)
            out += book.sheets.front().rows[i][2].text + ";";
        return out;
    }

    plan::Plan plan_;
    facts::FactLog log_;
    std::int64_t seq_ = 0;
};

TEST_F(Timeline, FiltersAsTheScreenDoes) {
    EXPECT_EQ(steps({}), "วางแผน;จัดอบรม;สรุปผล;=ประชุม;");
    EXPECT_EQ(steps({"a", "", "", "", false}), "วางแผน;จัดอบรม;สรุปผล;");
    EXPECT_EQ(steps({"", "project-2", "", "", false}), "=ประชุม;");
    EXPECT_EQ(steps({"", "s1", "", "", false}), "วางแผน;จัดอบรม;สรุปผล;");
    EXPECT_EQ(steps({"", "", "done", "", false}), "วางแผน;");
    EXPECT_EQ(steps({"", "", "late", "", false}), "จัดอบรม;");
    EXPECT_EQ(steps({"", "", "waiting", "", false}), "สรุปผล;");
    EXPECT_EQ(steps({"", "", "due", "", false}), "=ประชุม;");
    // The second step was reported in February, the fourth never.
    EXPECT_EQ(steps({"", "", "not_reported", "", false}), "=ประชุม;");
    EXPECT_EQ(steps({"", "", "", "อบ รม", false}), "จัดอบรม;");
    EXPECT_EQ(steps({"", "", "", "โครงการสอง", false}), "=ประชุม;");
    EXPECT_EQ(steps({"a", "", "due", "", false}), "");
    EXPECT_TRUE(is_timeline_state("late") && is_timeline_state(""));
    EXPECT_FALSE(is_timeline_state("Late"));
}

TEST_F(Timeline, TheSheetHasNumbersDatesAndShadedMonths) {
    const auto book = compose_timeline(sources(), as_of(), shipped_words(), {});
    const auto written = sheet::write_xlsx(book);
    ASSERT_TRUE(written);
    EXPECT_EQ(*written,
              *sheet::write_xlsx(compose_timeline(sources(), as_of(), shipped_words(), {})));
    const auto read = sheet::read_xlsx(*written);
    ASSERT_TRUE(read);
    const auto& rows = read->workbook.sheets.front().rows;
    const auto& late = rows.at(2);
    EXPECT_EQ(late.at(5).date, *base::parse_iso("2021-09-01"));
    EXPECT_EQ(late.at(6).date, *base::parse_iso("2022-01-31"));
    // 40 % of the four months that lie in the year are 1.6 months.
    const std::vector<std::string> months = {"100", "60", "0", "0", ""};
    for (std::size_t i = 0; i < months.size(); ++i) {
        const sheet::Cell& cell = late.at(7 + i);
        EXPECT_EQ(cell.kind == sheet::Cell::Kind::percent ? cell.decimal.to_string() : "",
                  months[i])
            << i;
    }
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_EQ(book.sheets.front().rows.at(2).at(7 + i).look, sheet::Cell::Look::marked);
    EXPECT_EQ(late.at(19).decimal.to_string(), "100");  // all its months have ended
    EXPECT_EQ(late.at(20).decimal.to_string(), "40");
    EXPECT_EQ(late.at(22).integer, 10);  // 31 January to 10 February
    EXPECT_EQ(late.at(23).date, *base::parse_iso("2022-02-03"));
    // What begins as a formula does is a text.
    EXPECT_EQ(late.at(24).text, "=รายงาน");
    EXPECT_TRUE(late.at(24).formula.empty());
    EXPECT_EQ(rows.at(4).at(2).text, "=ประชุม");
    EXPECT_EQ(rows.at(4).at(3).text, "=กลุ่มงานสอง");
}

TEST_F(Timeline, TheBookHasThePlanAboveWhatIsDone) {
    const auto document = compose_report(ReportKind::timeline, sources(), as_of(), shipped_words(),
                                         {"a", "", "", "", false});
    EXPECT_FALSE(document::find_defect(document));
    const document::ComposedTable* table = nullptr;
    for (const auto& block : document.sections.front().blocks) {
        if (block.kind == document::ComposedBlock::Kind::table) table = &block.table;
    }
    ASSERT_NE(table, nullptr);
    // Two of the head, one of the group, two a step.
    ASSERT_EQ(table->rows.size(), 9U);
    EXPECT_TRUE(table->rows[0].header && table->rows[1].header);
    EXPECT_FALSE(table->rows[2].header);
    // Four months, each of four columns, from column 2 on: one arrow over October to January.
    const auto& plan = table->rows[5];
    EXPECT_EQ(plan.bars, (std::vector<document::ComposedBar>{{2, 17}}));
    // 1.6 months are six whole quarters of a month.
    const auto& done = table->rows[6];
    ASSERT_FALSE(done.cells.empty());
    EXPECT_EQ(done.cells.front().shade, document::Shade::solid);
    EXPECT_EQ(done.cells.front().column, 2);
    EXPECT_EQ(done.cells.front().column_span, 6);
    EXPECT_EQ(done.cells.at(1).column_span, 2);  // the rest of November
    EXPECT_EQ(done.cells.at(1).shade, document::Shade::none);
    // May and September are two arrows, and nothing of them is done.
    EXPECT_EQ(table->rows[7].bars, (std::vector<document::ComposedBar>{{30, 33}, {46, 49}}));
    for (const auto& cell : table->rows[8].cells) EXPECT_EQ(cell.shade, document::Shade::none);
}

TEST_F(Timeline, TheRecordKeepsTheFilter) {
    PrintedRecord record{ReportKind::timeline, as_of(), {"a", "project-1", "late", "อบรม", true}};
    EXPECT_EQ(printed_record_from(to_json(record)), record);
    record.filter = {};
    EXPECT_EQ(printed_record_from(to_json(record)), record);
    const auto a3 = compose_report(ReportKind::timeline, sources(), as_of(), shipped_words(),
                                   {"", "", "", "", true});
    EXPECT_EQ(a3.style.paper, document::Paper::a3);
    EXPECT_NE(document::write_html(a3)->find("size:A3 landscape"), std::string::npos);
}

TEST_F(Timeline, AYearWithoutStepsSaysSo) {
    plan_.schedules.clear();
    const auto document = compose_report(ReportKind::timeline, sources(), as_of(), shipped_words());
    EXPECT_FALSE(document::find_defect(document));
    EXPECT_EQ(compose_timeline(sources(), as_of(), shipped_words(), {}).sheets.front().rows.size(),
              1U);
}

}  // namespace
}  // namespace phaen::report
