#include <algorithm>
#include <map>

#include "phaen/ledger/disbursement.h"
#include "writer.h"

/// Where the money is.
namespace phaen::report {

using facts::Balance;

std::map<std::string, ledger::Balances> money_by_project(const query::World& world) {
    std::map<std::string, ledger::Balances> out;
    const auto balances = world.ledger().balances(world.as_of().day);
    for (std::size_t i = 0; i < balances.size(); ++i) {
        const ledger::Account& account = world.ledger().accounts()[i];
        if (account.fiscal_year == world.plan().fiscal_year) out[account.project].add(balances[i]);
    }
    return out;
}

void Writer::budget() {
    if (world_.ledger().accounts().empty()) {
        body(word("no_data"));
        return;
    }
    budget_by_project();
    budget_by_month();
    budget_warnings();
}

void Writer::budget_by_project() {
    heading(2, word("budget_summary"));
    open_table({70, 34, 34, 34, 34, 24});
    head({"project", "after_transfer", "committed", "disbursed", "rest", "percent_disbursed"});
    const auto projects = money_by_project(world_);
    ledger::Balances sum;
    const auto line = [&](const std::string& name, const ledger::Balances& of, bool total) {
        std::vector<Cell> cells = {{name}};
        for (const Balance balance :
             {Balance::after_transfer, Balance::committed, Balance::disbursed, Balance::available})
            cells.push_back(at_end(amount(of.at(balance))));
        cells.push_back(at_end(percent(of.at(Balance::disbursed), of.at(Balance::after_transfer))));
        if (total) std::transform(cells.begin(), cells.end(), cells.begin(), strong);
        row(std::move(cells));
    };
    // In the order of the plan; what it does not have, behind.
    for (const plan::Project& project : sources_.plan->projects) {
        const auto found = projects.find(project.id);
        if (found != projects.end()) line(project.name, found->second, false);
    }
    for (const auto& [id, balances] : projects) {
        sum.add(balances);
        const bool known =
            std::any_of(sources_.plan->projects.begin(), sources_.plan->projects.end(),
                        [&, &key = id](const plan::Project& p) { return p.id == key; });
        if (!known) line(id.empty() ? word("no_project") : id, balances, false);
    }
    line(word("total"), sum, true);
    close_table();
}

void Writer::budget_by_month() {
    const auto year = base::FiscalYear::create(sources_.plan->fiscal_year);
    if (!year) return;
    heading(2, word("by_month"));
    std::vector<MonthOfMoney> months;
    for (unsigned i = 0; i < 12; ++i) {
        const base::YearMonth month = year->month(i);
        const facts::Day first =
            std::chrono::year(month.year()) / std::chrono::month(month.month()) / 1;
        if (first > as_of_.day) break;
        const facts::Day last =
            std::chrono::sys_days(std::chrono::year(month.year()) /
                                  std::chrono::month(month.month()) / std::chrono::last);
        ledger::Balances sum;
        const auto balances = world_.ledger().balances(std::min(last, as_of_.day));
        for (std::size_t a = 0; a < balances.size(); ++a) {
            if (world_.ledger().accounts()[a].fiscal_year == year->be()) sum.add(balances[a]);
        }
        months.push_back(
            {month, sum.at(Balance::after_transfer), base::Money(), sum.at(Balance::disbursed)});
    }
    for (const plan::Project& project : sources_.plan->projects) {
        for (const ledger::SpendingMonth& spending :
             ledger::spending_against_plan(world_.ledger(), *sources_.plan, project, as_of_.day)) {
            for (MonthOfMoney& month : months) {
                if (month.month == spending.month) month.planned = month.planned + spending.planned;
            }
        }
    }
    draw_money(months);
    open_table({46, 40, 40, 40, 32});
    head({"month", "planned_cumulative", "month_amount", "cumulative", "cumulative_percent"});
    const bool is_planned =
        std::any_of(months.begin(), months.end(),
                    [](const MonthOfMoney& month) { return month.planned != base::Money(); });
    base::Money before;
    for (const MonthOfMoney& month : months) {
        row({{std::string(base::month_name_th(month.month.month())) + " " +
              number(month.month.year() + 543)},
             at_end(is_planned ? amount(month.planned) : word("none")),
             at_end(amount(month.disbursed - before)),
             at_end(amount(month.disbursed)),
             at_end(percent(month.disbursed, month.after_transfer))});
        before = month.disbursed;
    }
    close_table();
}

void Writer::budget_warnings() {
    const auto& overdrafts = world_.ledger().overdrafts();
    if (!overdrafts.empty())
        body(word("overdrafts", {{"count", number(static_cast<std::int64_t>(overdrafts.size()))}}));
    std::vector<ledger::AssertionResult> differ;
    for (const ledger::AssertionResult& result : world_.ledger().assertions(as_of_.day)) {
        if (!result.holds()) differ.push_back(result);
    }
    if (differ.empty()) return;
    body(word("assertions_differ", {{"count", number(static_cast<std::int64_t>(differ.size()))}}));
    for (const ledger::AssertionResult& result : differ)
        item(word("assertion",
                  {{"asserted", amount(result.asserted)}, {"found", amount(result.found)}}));
}

}  // namespace phaen::report
