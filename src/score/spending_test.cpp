#include <gtest/gtest.h>

#include <random>
#include <string>

#include "phaen/base/calendar.h"
#include "phaen/score/forecast.h"

namespace phaen::score {
namespace {

using base::Decimal;
using facts::Against;
using facts::Day;
using facts::PostingKind;

Day on(std::string_view text) { return *base::parse_iso(text); }
Decimal dec(std::string_view text) { return *Decimal::parse(text); }
Range exactly(std::string_view text) { return {dec(text), dec(text), dec(text)}; }

/// The money of an office in fiscal year 2565, and of the years before. Months count from October.
class Money {
  public:
    Money() {
        plan_.id = "plan";
        plan_.fiscal_year = 2565;
    }
    void project(const std::string& id, unsigned from, unsigned to, std::int64_t baht_a_month) {
        plan::Project project;
        project.id = id;
        for (unsigned i = from; i <= to; ++i)
            project.spending_plan.push_back({base::FiscalYear::create(2565)->month(i), "operating",
                                             *base::Money::from_satang(baht_a_month * 100)});
        plan_.projects.push_back(project);
    }
    void post(PostingKind kind, std::int64_t baht, int year, unsigned month,
              const std::string& project = "", std::optional<Against> against = {}) {
        facts::Posting posting;
        posting.posting = kind;
        posting.amount = *base::Money::from_satang(baht * 100);
        posting.fiscal_year = year;
        posting.fund = "annual";
        posting.category = "operating";
        posting.project = project;
        posting.against = against;
        const base::YearMonth of = base::FiscalYear::create(year)->month(month);
        facts::Fact fact;
        fact.id = "f" + std::to_string(log_.size() + 1);
        fact.seq = static_cast<std::int64_t>(log_.size() + 1);
        fact.kind = facts::FactKind::posting;
        fact.when.on = Day(std::chrono::year(of.year()) / std::chrono::month(of.month()) /
                           (kind == PostingKind::appropriation ? 1 : 15));
        fact.recorded_at = *base::Instant::parse("2020-10-01T00:00:00Z");
        fact.data = posting;
        ASSERT_TRUE(log_.append(fact));
    }
    /// Disbursed in each month from `from` to `to`.
    void spend(std::int64_t baht, int year, unsigned from, unsigned to,
               const std::string& project = "") {
        for (unsigned i = from; i <= to; ++i)
            post(PostingKind::disbursement, baht, year, i, project);
    }
    /// As of the end of March; in percent.
    Range disbursed(const ForecastOptions& options = {}) const {
        return *forecast({&plan_, nullptr, &log_, {}},
                         {on("2022-03-31"), *base::Instant::parse("2030-01-01T00:00:00Z")}, options)
                    ->disbursed;
    }
    plan::Plan plan_;
    facts::FactLog log_;
};

TEST(Spending, FollowsAPlanThatBeginsLater) {
    // Nothing until March, then 100 baht a month of 1,000: 600.
    Money money;
    money.project("a", 6, 11, 100);
    money.post(PostingKind::appropriation, 1000, 2565, 0, "a");
    EXPECT_EQ(money.disbursed(), exactly("60"));
}

TEST(Spending, KeepsToAPlanAsFullyAsBefore) {
    // Of 100 planned a month 50 were spent: 300, and half of 600 to come, of 1,200.
    Money money;
    money.project("a", 0, 11, 100);
    money.post(PostingKind::appropriation, 1200, 2565, 0, "a");
    money.spend(50, 2565, 0, 5, "a");
    EXPECT_EQ(money.disbursed(), exactly("50"));
}

TEST(Spending, WhatWasCancelledSpendsNothingMore) {
    // Both plan 100 a month. b keeps to it; a spent 50 a month and is cancelled in March. c has no
    // plan, spent 10 a month and is cancelled too. Of 2,520: 300 of a, 1,200 of b, 60 of c.
    Money money;
    money.project("a", 0, 11, 100);
    money.project("b", 0, 11, 100);
    money.post(PostingKind::appropriation, 1200, 2565, 0, "a");
    money.post(PostingKind::appropriation, 1200, 2565, 0, "b");
    money.post(PostingKind::appropriation, 120, 2565, 0, "c");
    money.spend(50, 2565, 0, 5, "a");
    money.spend(100, 2565, 0, 5, "b");
    money.spend(10, 2565, 0, 5, "c");
    for (const char* project : {"a", "c"}) {
        facts::Event event;
        event.event = facts::EventKind::cancelled;
        facts::Fact fact;
        fact.seq = static_cast<std::int64_t>(money.log_.size()) + 1;
        fact.id = "f" + std::to_string(fact.seq);
        fact.kind = facts::FactKind::event;
        fact.plan = "plan";
        fact.element = project;
        fact.when.on = on("2022-03-20");
        fact.recorded_at = *base::Instant::parse("2022-03-20T00:00:00Z");
        fact.data = event;
        ASSERT_TRUE(money.log_.append(fact));
    }
    // 1,560 / 2,520 = 13 / 21.
    EXPECT_EQ(money.disbursed(), exactly("61.904762"));
}

TEST(Spending, GoesNoFurtherThanThereIs) {
    // 600 of 1,000 are spent; 600 more are planned and 400 are left.
    Money money;
    money.project("a", 0, 11, 100);
    money.post(PostingKind::appropriation, 1000, 2565, 0, "a");
    money.spend(100, 2565, 0, 5, "a");
    EXPECT_EQ(money.disbursed(), exactly("100"));
}

TEST(Spending, PaysWhatIsCommitted) {
    // Everything is committed, so that nothing is available: 6 times 100 of 1,000 all the same.
    Money money;
    money.project("a", 6, 11, 100);
    money.post(PostingKind::appropriation, 1000, 2565, 0, "a");
    money.post(PostingKind::commitment, 1000, 2565, 3, "a");
    EXPECT_EQ(money.disbursed(), exactly("60"));
}

TEST(Spending, OfOtherProjectsGoesOnBesideThePlan) {
    // Planned: 100 in September only, of 100. Without a plan: 50 a month, 600 of 900. 700 of 1,000.
    Money money;
    money.project("a", 11, 11, 100);
    money.post(PostingKind::appropriation, 100, 2565, 0, "a");
    money.post(PostingKind::appropriation, 900, 2565, 0);
    money.spend(50, 2565, 0, 5);
    EXPECT_EQ(money.disbursed(), exactly("70"));
}

TEST(Spending, RushesAsInTheYearBefore) {
    // The year before: 50 a month until March, then 100. So now: 300 and 600, of 1,000.
    Money money;
    money.post(PostingKind::appropriation, 2000, 2564, 0);
    money.spend(50, 2564, 0, 5);
    money.spend(100, 2564, 6, 11);
    money.post(PostingKind::appropriation, 1000, 2565, 0);
    money.spend(50, 2565, 0, 5);
    EXPECT_EQ(money.disbursed(), exactly("90"));
}

TEST(Spending, LearnsNothingFromAYearThatWasNotRecordedWhole) {
    // Nothing of the last quarter is there: months repeat, 300 and 300 of 1,000.
    Money money;
    money.post(PostingKind::appropriation, 2000, 2564, 0);
    money.spend(50, 2564, 0, 5);
    money.spend(100, 2564, 6, 8);
    money.post(PostingKind::appropriation, 1000, 2565, 0);
    money.spend(50, 2565, 0, 5);
    EXPECT_EQ(money.disbursed(), exactly("60"));
}

/// An office that spends `calm` baht a month until `rush`, and `more` times as much from then on,
/// each month a fifth up or down; only the first months are known. Gives what was spent in all and
/// in the months that are known.
struct Spent {
    std::int64_t in_all = 0;
    std::int64_t known = 0;
};
Spent spend_year(Money& money, std::mt19937& random, int year, unsigned rush, unsigned more,
                 unsigned months) {
    Spent spent;
    for (unsigned month = 0; month < 12; ++month) {
        const std::int64_t baht =
            static_cast<std::int64_t>((800 + random() % 401) * (month < rush ? 1 : more));
        spent.in_all += baht;
        if (month >= months) continue;
        spent.known += baht;
        money.post(PostingKind::disbursement, baht, year, month);
    }
    return spent;
}

/// Percent of 100,000 baht.
Decimal percent_of_budget(std::int64_t baht) {
    return base::Ratio::create(100 * baht, 100'000)->to_decimal(6, base::Rounding::half_up);
}

Decimal apart(Decimal a, Decimal b) { return a < b ? b - a : a - b; }

TEST(Spending, FourOfFiveGeneratedYearsEndWithinTheRange) {
    std::mt19937 random(2565);
    int inside = 0;
    int nearer = 0;
    Decimal off;
    Decimal off_by_half_again;
    for (int i = 0; i < 200; ++i) {
        Money money;
        const unsigned rush = 6 + static_cast<unsigned>(random() % 4);
        const unsigned more = 2 + static_cast<unsigned>(random() % 2);
        for (int year = 2560; year < 2565; ++year) {
            money.post(PostingKind::appropriation, 100'000, year, 0);
            spend_year(money, random, year, rush, more, 12);
        }
        money.post(PostingKind::appropriation, 100'000, 2565, 0);
        const Spent spent = spend_year(money, random, 2565, rush, more, 6);
        ForecastOptions options;
        options.seed = static_cast<std::uint64_t>(i);
        options.runs = 200;
        const Range range = money.disbursed(options);
        const Decimal outcome = percent_of_budget(spent.in_all);
        if (range.low <= outcome && outcome <= range.high) ++inside;
        const Decimal by_forecast = apart(outcome, range.middle);
        const Decimal by_half_again = apart(outcome, percent_of_budget(2 * spent.known));
        if (by_forecast < by_half_again) ++nearer;
        off = off + by_forecast;
        off_by_half_again = off_by_half_again + by_half_again;
    }
    RecordProperty("inside", inside);
    EXPECT_GE(inside, 140);
    EXPECT_LE(inside, 180);
    // The rush begins with the tenth month at the latest: the half year again is off by three
    // months of 1,000 baht at least, 3 percent, give or take the fifths, and by ten on average. The
    // fifths alone put the forecast off by less than one.
    EXPECT_GE(nearer, 190);
    EXPECT_LT(off, percent_of_budget(200 * 1'000));
    EXPECT_GT(off_by_half_again, percent_of_budget(200 * 3'000));
}

}  // namespace
}  // namespace phaen::score
