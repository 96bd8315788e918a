#include "phaen/score/forecast.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "phaen/base/calendar.h"

namespace phaen::score {
namespace {

using base::Decimal;
using facts::Day;

Day on(std::string_view text) { return *base::parse_iso(text); }
Decimal dec(std::string_view text) { return *Decimal::parse(text); }
const base::Percent kWhole(dec("100"));

/// An office with schedules of steps, each due at the end of one month of fiscal year 2565.
class Year {
  public:
    Year() {
        plan_.id = "plan";
        plan_.fiscal_year = 2565;
    }
    /// A step of the last schedule, due at the end of the month (0 is October).
    void step(unsigned month, std::string_view weight) {
        plan::Step step;
        step.id = "step-" + std::to_string(++steps_);
        step.weight = base::Weight(dec(weight));
        const base::YearMonth due = base::FiscalYear::create(2565)->month(month);
        step.months = {{due, due}};
        plan_.schedules.back().steps.push_back(step);
    }
    void schedule() {
        plan::Schedule schedule;
        schedule.id = "schedule-" + std::to_string(plan_.schedules.size() + 1);
        plan_.schedules.push_back(schedule);
    }
    void add(facts::FactKind kind, const std::string& element, Day day, facts::FactData data) {
        facts::Fact fact;
        fact.id = "f" + std::to_string(log_.size() + 1);
        fact.seq = static_cast<std::int64_t>(log_.size() + 1);
        fact.kind = kind;
        fact.plan = "plan";
        fact.element = element;
        fact.when.on = day;
        fact.recorded_at = *base::Instant::parse("2021-10-01T00:00:00Z");
        fact.data = std::move(data);
        ASSERT_TRUE(log_.append(fact));
    }
    void done(int step, Day day) {
        add(facts::FactKind::progress, "step-" + std::to_string(step), day,
            facts::Progress{kWhole, "", "", ""});
    }
    void money(facts::PostingKind kind, std::int64_t baht, std::string_view day) {
        facts::Posting posting;
        posting.posting = kind;
        posting.amount = *base::Money::from_satang(baht * 100);
        posting.fiscal_year = 2565;
        posting.fund = "annual";
        posting.category = "other";
        add(facts::FactKind::posting, "", on(day), posting);
    }
    std::optional<Forecast> at(std::string_view day, const ForecastOptions& options = {}) const {
        return forecast({&plan_, nullptr, &log_, {}},
                        {on(day), *base::Instant::parse("2030-01-01T00:00:00Z")}, options);
    }
    plan::Plan plan_;
    facts::FactLog log_;

  private:
    int steps_ = 0;
};

/// Ten steps that were due by March, each so many days late, and one of half the weight that is due
/// in September.
Year late_by(int days) {
    Year year;
    year.schedule();
    for (unsigned i = 0; i < 10; ++i) year.step(i % 5, "5");
    year.step(11, "50");
    for (int i = 0; i < 10; ++i) {
        const auto due = base::FiscalYear::create(2565)->month(static_cast<unsigned>(i % 5));
        const Day end = std::chrono::sys_days(std::chrono::year(due.year()) /
                                              std::chrono::month(due.month()) / std::chrono::last);
        year.done(i + 1, std::chrono::sys_days(end) + std::chrono::days(days));
    }
    return year;
}

TEST(Forecast, AnOfficeThatIsNeverLateEndsInTime) {
    const auto forecast = late_by(0).at("2022-03-31");
    ASSERT_TRUE(forecast);
    EXPECT_EQ(forecast->known_delays, 10);
    EXPECT_EQ(forecast->progress, (Range{dec("100"), dec("100"), dec("100")}));
    ASSERT_EQ(forecast->steps.size(), 1U);
    EXPECT_EQ(forecast->steps.front().done_runs, forecast->options.runs);
    EXPECT_EQ(forecast->schedules.front().done_runs, forecast->options.runs);
}

TEST(Forecast, AnOfficeThatIsAlwaysLateDoesNotReachSeptember) {
    // Due on 30 September and ten days late: no run can end it within the year.
    const auto forecast = late_by(10).at("2022-03-31");
    ASSERT_TRUE(forecast);
    EXPECT_EQ(forecast->progress, (Range{dec("50"), dec("50"), dec("50")}));
    EXPECT_EQ(forecast->steps.front().done_runs, 0);
}

TEST(Forecast, StepsThatWaitAreLaterThanNow) {
    // Ten open steps that were due in October: by the end of March 151 days late, and nothing says
    // how much more.
    Year year;
    year.schedule();
    for (int i = 0; i < 10; ++i) year.step(0, "10");
    const auto forecast = year.at("2022-03-31");
    ASSERT_TRUE(forecast);
    EXPECT_EQ(forecast->known_delays, 10);
    EXPECT_LT(forecast->progress.low, forecast->progress.high);
}

TEST(Forecast, MoneyGoesOnAsInMonthsBeforeAndNoFurtherThanThereIs) {
    Year year;
    year.money(facts::PostingKind::appropriation, 1000, "2021-10-01");
    for (const std::string_view day :
         {"2021-10-20", "2021-11-20", "2021-12-20", "2022-01-20", "2022-02-20", "2022-03-20"})
        year.money(facts::PostingKind::disbursement, 50, day);
    // Six months of 50 baht are gone, six are to come: 600 of 1,000.
    EXPECT_EQ(year.at("2022-03-31")->disbursed, (Range{dec("60"), dec("60"), dec("60")}));
    year.money(facts::PostingKind::transfer_out, 600, "2022-03-31");
    // 400 baht are left of the budget and 300 spent of it; the third month of 50 finds nothing.
    EXPECT_EQ(year.at("2022-03-31")->disbursed, (Range{dec("100"), dec("100"), dec("100")}));
}

TEST(Forecast, WhatWasCancelledIsNotDoneAnyMoreAndIsNobodysDelay) {
    // 60 was done in time; the other steps, of 20 each, are two months late and due in September.
    Year year;
    year.schedule();
    year.step(0, "60");
    year.step(3, "20");
    year.step(11, "20");
    year.plan_.schedules[0].project = plan::Ref::to("project-1");
    year.done(1, on("2021-10-31"));
    EXPECT_EQ(year.at("2022-03-31")->known_delays, 2);
    facts::Event event;
    event.event = facts::EventKind::cancelled;
    event.reason = "the money went elsewhere";
    year.add(facts::FactKind::event, "project-1", on("2022-03-15"), event);
    const auto forecast = year.at("2022-03-31");
    EXPECT_EQ(forecast->progress, (Range{dec("60"), dec("60"), dec("60")}));
    EXPECT_EQ(forecast->known_delays, 1);
    EXPECT_TRUE(forecast->steps.empty());
    EXPECT_EQ(forecast->schedules.at(0).done_runs, 0);
}

TEST(Forecast, IsTheSameForTheSameSeedOnly) {
    Year year;
    year.schedule();
    for (unsigned i = 0; i < 12; ++i) year.step(i, "8");
    year.done(1, on("2021-11-15"));
    year.done(2, on("2021-11-30"));
    const auto first = year.at("2022-03-31");
    EXPECT_EQ(first, year.at("2022-03-31"));
    ForecastOptions other;
    other.seed = 2;
    EXPECT_NE(first->steps, year.at("2022-03-31", other)->steps);
}

TEST(Forecast, NothingIsSaidOfAYearThatHasEnded) {
    Year year;
    EXPECT_FALSE(year.at("2022-09-30"));
    EXPECT_FALSE(year.at("2023-01-01"));
    year.plan_.fiscal_year = 1;
    EXPECT_FALSE(year.at("2022-03-31"));
}

TEST(Forecast, StopsWhenAsked) {
    const Year year = late_by(0);
    std::stop_source source;
    source.request_stop();
    EXPECT_FALSE(forecast({&year.plan_, nullptr, &year.log_, {}},
                          {on("2022-03-31"), *base::Instant::parse("2030-01-01T00:00:00Z")}, {},
                          source.get_token()));
}

/// An invented office: in time as often as `punctual` says, late by `mean` days on average
/// otherwise.
Year invented_year(std::mt19937& random, Day known_until, Decimal& outcome) {
    const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    const unsigned punctual = 30 + below(60);
    const unsigned mean = 15 + below(75);
    Year year;
    int steps = 0;
    int done = 0;
    for (unsigned s = 0; s < 8; ++s) {
        year.schedule();
        for (unsigned i = 0; i < 5; ++i) {
            const unsigned month = std::min(11U, i * 2 + below(4));
            year.step(month, "20");
            ++steps;
            int delay = 0;
            if (below(100) >= punctual) {
                // Geometric by whole days.
                while (below(mean) != 0 && delay < 400) ++delay;
                ++delay;
            }
            const auto due = base::FiscalYear::create(2565)->month(month);
            const Day end =
                std::chrono::sys_days(std::chrono::year(due.year()) /
                                      std::chrono::month(due.month()) / std::chrono::last) +
                std::chrono::days(delay);
            if (end <= on("2022-09-30")) ++done;
            if (end <= known_until) year.done(steps, end);
        }
    }
    outcome = base::Ratio::create(100 * done, steps)->to_decimal(6, base::Rounding::half_up);
    return year;
}

TEST(Forecast, FourOfFiveYearsEndWithinTheRange) {
    std::mt19937 random(2565);
    int inside = 0;
    for (int i = 0; i < 200; ++i) {
        Decimal outcome;
        const Year year = invented_year(random, on("2022-03-31"), outcome);
        ForecastOptions options;
        options.seed = static_cast<std::uint64_t>(i);
        options.runs = 200;
        const auto forecast = year.at("2022-03-31", options);
        ASSERT_TRUE(forecast);
        if (forecast->progress.low <= outcome && outcome <= forecast->progress.high) ++inside;
    }
    RecordProperty("inside", inside);
    EXPECT_GE(inside, 140);
    EXPECT_LE(inside, 180);
}

}  // namespace
}  // namespace phaen::score
