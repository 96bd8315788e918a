#include "phaen/ledger/disbursement.h"

#include <algorithm>

namespace phaen::ledger {

using base::Money;
using facts::Balance;
using facts::Day;

namespace {

bool names(const plan::ScopeItem& item, const Account& account) {
    if (!item.fund.empty()) return item.fund == account.fund;
    return item.category == account.category && (item.item.empty() || item.item == account.item);
}

Day last_day(base::YearMonth month) {
    return std::chrono::sys_days(std::chrono::year(month.year()) /
                                 std::chrono::month(month.month()) / std::chrono::last);
}

Day day_before(base::YearMonth month) {
    const std::chrono::sys_days first =
        std::chrono::year(month.year()) / std::chrono::month(month.month()) / std::chrono::day(1);
    return first - std::chrono::days(1);
}

std::optional<base::Ratio> share(Money part, Money whole) {
    return base::Ratio::create(part.satang(), whole.satang());
}

}  // namespace

bool is_in_scope(const plan::BudgetScope& scope, const Account& account) {
    const auto is_named = [&](const plan::ScopeItem& item) { return names(item, account); };
    return std::any_of(scope.include.begin(), scope.include.end(), is_named) &&
           std::none_of(scope.exclude.begin(), scope.exclude.end(), is_named);
}

DisbursementRate disbursement_rate(const Ledger& ledger, const plan::Disbursement& scopes,
                                   base::FiscalYear year, Day day) {
    DisbursementRate rate;
    const auto balances = ledger.balances(day);
    for (std::size_t i = 0; i < balances.size(); ++i) {
        const Account& account = ledger.accounts()[i];
        if (account.fiscal_year != year.be()) continue;
        if (is_in_scope(scopes.numerator, account))
            rate.disbursed = rate.disbursed + balances[i].at(Balance::disbursed);
        if (is_in_scope(scopes.denominator, account)) {
            rate.after_transfer = rate.after_transfer + balances[i].at(Balance::after_transfer);
            rate.appropriated = rate.appropriated + balances[i].at(Balance::appropriated);
        }
    }
    rate.of_after_transfer = share(rate.disbursed, rate.after_transfer);
    rate.of_appropriated = share(rate.disbursed, rate.appropriated);
    return rate;
}

std::vector<PeriodRate> disbursement_by_period(const Ledger& ledger, const plan::Scheme& scheme,
                                               Day day) {
    std::vector<PeriodRate> rates;
    const auto year = base::FiscalYear::create(scheme.fiscal_year);
    if (!year || !scheme.disbursement) return rates;
    for (const plan::ReportingPeriod& period : scheme.reporting_periods) {
        if (day_before(period.from) >= day) continue;
        PeriodRate rate{period, std::min(day, last_day(period.to)), {}, {}};
        rate.cumulative = disbursement_rate(ledger, *scheme.disbursement, *year, rate.day);
        const auto before =
            disbursement_rate(ledger, *scheme.disbursement, *year, day_before(period.from));
        rate.disbursed_within = rate.cumulative.disbursed - before.disbursed;
        rates.push_back(std::move(rate));
    }
    return rates;
}

std::vector<SpendingMonth> spending_against_plan(const Ledger& ledger, const plan::Plan& plan,
                                                 const plan::Project& project, Day day) {
    std::vector<SpendingMonth> months;
    const auto year = base::FiscalYear::create(plan.fiscal_year);
    if (!year) return months;
    for (unsigned i = 0; i < 12; ++i) {
        const base::YearMonth month = year->month(i);
        if (day_before(month) >= day) break;
        SpendingMonth spending{month, {}, {}};
        for (const plan::SpendingLine& line : project.spending_plan) {
            if (line.month && line.amount && *line.month <= month)
                spending.planned = spending.planned + *line.amount;
        }
        const auto balances = ledger.balances(std::min(day, last_day(month)));
        for (std::size_t j = 0; j < balances.size(); ++j) {
            const Account& account = ledger.accounts()[j];
            if (account.fiscal_year == year->be() && account.project == project.id)
                spending.disbursed = spending.disbursed + balances[j].at(Balance::disbursed);
        }
        months.push_back(spending);
    }
    return months;
}

}  // namespace phaen::ledger
