#include "phaen/ledger/disbursement.h"

#include <gtest/gtest.h>

#include "ledger_support_test.h"

namespace phaen::ledger {
namespace {

using facts::PostingKind;

plan::ScopeItem of(std::string category, std::string item = "") {
    return {std::move(category), std::move(item), ""};
}
plan::ScopeItem from(std::string fund) { return {"", "", std::move(fund)}; }

/// Two sides with the same inclusions and exclusions.
plan::Disbursement scopes() {
    const plan::BudgetScope scope{
        {of("operating"), of("utilities"), of("subsidy"), of("other"), of("central")},
        {of("personnel"), of("central", "เงินช่วยเหลือ"), from("supplementary")}};
    return {scope, scope};
}

const base::FiscalYear kYear = *base::FiscalYear::create(2565);

/// The year whose parts make 3,733,997.10: each category is appropriated and wholly disbursed.
Postings whole_year() {
    Postings p;
    for (const auto& [category, amount] : {std::pair{"operating", "592633.10"},
                                           {"utilities", "39105.97"},
                                           {"subsidy", "904954.03"},
                                           {"other", "2197304.00"}}) {
        p.posting(PostingKind::appropriation, "2021-10-01", amount).category = category;
        p.posting(PostingKind::disbursement, "2022-03-31", amount).category = category;
    }
    return p;
}

DisbursementRate rate_of(Postings& p, const plan::Disbursement& with = scopes()) {
    return disbursement_rate(p.ledger(), with, kYear, on("2022-09-30"));
}

TEST(DisbursementRate, AllOfItIsAHundredPercent) {
    Postings p = whole_year();
    const DisbursementRate rate = rate_of(p);
    EXPECT_EQ(rate.disbursed, baht("3733997.10"));
    EXPECT_EQ(rate.after_transfer, baht("3733997.10"));
    EXPECT_EQ(rate.of_after_transfer, base::Ratio::create(1, 1));
}

TEST(DisbursementRate, AnExclusionMovesItsSideOnly) {
    Postings p = whole_year();
    // Without utilities above: 3,733,997.10 − 39,105.97 = 3,694,891.13, by the whole.
    plan::Disbursement above = scopes();
    above.numerator.exclude.push_back(of("utilities"));
    EXPECT_EQ(rate_of(p, above).disbursed, baht("3694891.13"));
    EXPECT_EQ(rate_of(p, above).after_transfer, baht("3733997.10"));
    EXPECT_EQ(rate_of(p, above).of_after_transfer, base::Ratio::create(369489113, 373399710));
    // Without them below.
    plan::Disbursement below = scopes();
    below.denominator.exclude.push_back(of("utilities"));
    EXPECT_EQ(rate_of(p, below).disbursed, baht("3733997.10"));
    EXPECT_EQ(rate_of(p, below).after_transfer, baht("3694891.13"));
}

TEST(DisbursementRate, WhatIsExcludedDoesNotCount) {
    Postings p = whole_year();
    // An item of the central fund, a category and a source that are all excluded.
    auto& help = p.posting(PostingKind::appropriation, "2021-10-01", "1000");
    help.category = "central";
    help.item = "เงินช่วยเหลือ";
    p.posting(PostingKind::appropriation, "2021-10-01", "1000").category = "personnel";
    p.posting(PostingKind::appropriation, "2021-10-01", "1000").fund = "supplementary";
    p.posting(PostingKind::appropriation, "2021-10-01", "1000").fiscal_year = 2564;
    EXPECT_EQ(rate_of(p).after_transfer, baht("3733997.10"));
    // Another item of the central fund counts.
    auto& other = p.posting(PostingKind::appropriation, "2021-10-01", "1000");
    other.category = "central";
    other.item = "เงินสำรองจ่าย";
    EXPECT_EQ(rate_of(p).after_transfer, baht("3734997.10"));
}

TEST(DisbursementRate, ATransferMovesTheDenominatorAndNotTheOriginal) {
    Postings p = whole_year();
    p.posting(PostingKind::transfer_in, "2022-05-01", "66002.90");
    const DisbursementRate rate = rate_of(p);
    EXPECT_EQ(rate.after_transfer, baht("3800000.00"));
    EXPECT_EQ(rate.appropriated, baht("3733997.10"));
    EXPECT_EQ(rate.of_after_transfer, base::Ratio::create(373399710, 380000000));
    EXPECT_EQ(rate.of_appropriated, base::Ratio::create(1, 1));
}

TEST(DisbursementRate, ACorrectionMovesTheNumerator) {
    Postings p = whole_year();
    // The last disbursement, p8, was 97,304.00 less: 3,636,693.10.
    p.posting(PostingKind::disbursement, "2022-03-31", "2100000.00").category = "other";
    p.last().corrects = "p8";
    EXPECT_EQ(rate_of(p).disbursed, baht("3636693.10"));
}

TEST(DisbursementRate, NothingToSpendHasNoRate) {
    Postings p;
    EXPECT_EQ(rate_of(p).of_after_transfer, std::nullopt);
}

TEST(DisbursementRate, ByPeriod) {
    plan::Scheme scheme;
    scheme.fiscal_year = 2565;
    scheme.disbursement = scopes();
    const auto month = [](std::string_view text) { return *base::YearMonth::parse(text); };
    scheme.reporting_periods = {
        {plan::PeriodKind::quarter, 1, month("2021-10"), month("2021-12"), false},
        {plan::PeriodKind::quarter, 2, month("2022-01"), month("2022-03"), false},
        {plan::PeriodKind::quarter, 3, month("2022-04"), month("2022-06"), false}};
    Postings p;
    p.posting(PostingKind::appropriation, "2021-10-01", "100");
    p.posting(PostingKind::disbursement, "2021-12-31", "10");
    p.posting(PostingKind::disbursement, "2022-01-01", "20");
    p.posting(PostingKind::disbursement, "2022-03-15", "30");
    const auto rates = disbursement_by_period(p.ledger(), scheme, on("2022-03-14"));
    ASSERT_EQ(rates.size(), 2U);
    EXPECT_EQ(rates[0].cumulative.of_after_transfer, base::Ratio::create(1, 10));
    EXPECT_EQ(rates[1].cumulative.disbursed, baht("30"));
    EXPECT_EQ(rates[1].disbursed_within, baht("20"));
    EXPECT_EQ(rates[1].day, on("2022-03-14"));
}

TEST(SpendingAgainstPlan, BothAddUpByMonth) {
    plan::Plan plan;
    plan.fiscal_year = 2565;
    plan::Project project;
    project.id = "project-1";
    project.spending_plan = {{base::YearMonth::parse("2021-10"), "operating", baht("10")},
                             {base::YearMonth::parse("2021-12"), "operating", baht("5")},
                             {std::nullopt, "operating", baht("99")}};
    Postings p;
    p.posting(PostingKind::appropriation, "2021-10-01", "100").project = "project-1";
    p.posting(PostingKind::disbursement, "2021-11-30", "7").project = "project-1";
    p.posting(PostingKind::appropriation, "2021-10-01", "100").project = "project-2";
    p.posting(PostingKind::disbursement, "2021-11-30", "50").project = "project-2";
    const auto months = spending_against_plan(p.ledger(), plan, project, on("2021-12-01"));
    const auto month = [](std::string_view text) { return *base::YearMonth::parse(text); };
    EXPECT_EQ(months, (std::vector<SpendingMonth>{{month("2021-10"), baht("10"), baht("0")},
                                                  {month("2021-11"), baht("10"), baht("7")},
                                                  {month("2021-12"), baht("15"), baht("7")}}));
}

}  // namespace
}  // namespace phaen::ledger
