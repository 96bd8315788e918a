#pragma once

#include <optional>
#include <vector>

#include "phaen/base/calendar.h"
#include "phaen/ledger/ledger.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/scheme.h"

/// Indicator 5.1: what was disbursed of the budget after transfers. What counts on each side is the
/// scheme's; the two sides are kept apart.
namespace phaen::ledger {

/// True when something that the scope includes is the account's, and nothing that it excludes.
[[nodiscard]] bool is_in_scope(const plan::BudgetScope& scope, const Account& account);

struct DisbursementRate {
    base::Money disbursed;       ///< of the numerator's scope
    base::Money after_transfer;  ///< of the denominator's scope
    base::Money appropriated;    ///< of the denominator's scope, before transfers
    /// Null when the divisor is zero; 1 is all of it.
    std::optional<base::Ratio> of_after_transfer;
    std::optional<base::Ratio> of_appropriated;
};

/// At the end of the day, of the accounts of that fiscal year.
[[nodiscard]] DisbursementRate disbursement_rate(const Ledger& ledger,
                                                 const plan::Disbursement& scopes,
                                                 base::FiscalYear year, facts::Day day);

struct PeriodRate {
    plan::ReportingPeriod period;
    facts::Day day;               ///< the period's last, or `day` when that is earlier
    DisbursementRate cumulative;  ///< since the year began
    base::Money disbursed_within;
};

/// By the scheme's reporting periods that have begun by `day`.
[[nodiscard]] std::vector<PeriodRate> disbursement_by_period(const Ledger& ledger,
                                                             const plan::Scheme& scheme,
                                                             facts::Day day);

/// A month of a project's spending plan beside what was disbursed, both since the year began.
struct SpendingMonth {
    base::YearMonth month;
    base::Money planned;
    base::Money disbursed;
    friend bool operator==(const SpendingMonth&, const SpendingMonth&) = default;
};

/// The months of the plan's year up to that of `day`. Lines without month or amount do not count.
[[nodiscard]] std::vector<SpendingMonth> spending_against_plan(const Ledger& ledger,
                                                               const plan::Plan& plan,
                                                               const plan::Project& project,
                                                               facts::Day day);

}  // namespace phaen::ledger
