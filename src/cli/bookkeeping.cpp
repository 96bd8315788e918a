#include "bookkeeping.h"

#include <array>
#include <optional>

#include "files.h"
#include "input.h"
#include "ledger_sheet.h"
#include "phaen/dataset/records.h"
#include "phaen/facts/io.h"
#include "phaen/facts/words.h"
#include "phaen/ledger/disbursement.h"
#include "phaen/ledger/ledger.h"
#include "phaen/plan/elements.h"
#include "year.h"

namespace phaen::cli {

namespace {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;
using facts::Balance;
using ledger::Ledger;

Result<ExitStatus, Refusal> printed(std::string_view text, ExitStatus status = ExitStatus::done) {
    const auto done = print(text);
    if (!done) return Unexpected{done.error()};
    return status;
}

constexpr std::array kShown = {Balance::after_transfer, Balance::allotted,  Balance::committed,
                               Balance::advanced,       Balance::disbursed, Balance::carried_over,
                               Balance::available};

Both balance_text(Balance balance) {
    switch (balance) {
        case Balance::appropriated:
            return {"จัดสรร", "appropriated"};
        case Balance::transferred_in:
            return {"โอนเข้า", "transferred in"};
        case Balance::transferred_out:
            return {"โอนออก", "transferred out"};
        case Balance::after_transfer:
            return {"หลังปรับโอน", "after transfers"};
        case Balance::allotted:
            return {"เงินประจำงวด", "allotted"};
        case Balance::available:
            return {"คงเหลือ", "available"};
        case Balance::committed:
            return {"ผูกพัน", "committed"};
        case Balance::advanced:
            return {"ยืม", "advanced"};
        case Balance::disbursed:
            return {"เบิกจ่าย", "disbursed"};
        case Balance::carried_over:
            return {"กันเหลื่อมปี", "carried over"};
    }
    return {};
}

std::string balances_text(const Ledger& ledger, const facts::AsOf& as_of, Language language) {
    std::string text = fill(Both{"ยอด ณ วันที่ {0}\n", "Balances as of {0}\n"}.in(language),
                            {base::to_iso(as_of.day)});
    const auto balances = ledger.balances(as_of.day);
    for (std::size_t i = 0; i < balances.size(); ++i) {
        text += "\n" + ledger::journal_name(ledger.accounts()[i]) + "\n";
        for (const Balance balance : kShown) {
            text += "    " + std::string(balance_text(balance).in(language)) + " " +
                    balances[i].at(balance).to_string() + "\n";
        }
    }
    return with_digits(std::move(text), language);
}

Value balances_value(const Ledger& ledger, const facts::AsOf& as_of) {
    Array accounts;
    const auto balances = ledger.balances(as_of.day);
    for (std::size_t i = 0; i < balances.size(); ++i) {
        const ledger::Account& account = ledger.accounts()[i];
        Object amounts;
        for (int b = 0; b < facts::kBalanceCount; ++b) {
            const auto balance = static_cast<Balance>(b);
            amounts.emplace_back(std::string(base::word_of(balance)),
                                 Value(balances[i].at(balance).to_string()));
        }
        accounts.emplace_back(Object{{"name", Value(ledger::journal_name(account))},
                                     {"fiscal_year", Value(account.fiscal_year)},
                                     {"fund", Value(account.fund)},
                                     {"category", Value(account.category)},
                                     {"item", Value(account.item)},
                                     {"project", Value(account.project)},
                                     {"balances", Value(std::move(amounts))}});
    }
    return Value(Object{{"as_of", Value(base::to_iso(as_of.day))},
                        {"known_at", Value(as_of.known_at.to_string())},
                        {"accounts", Value(std::move(accounts))}});
}

Value rate_value(const ledger::DisbursementRate& rate) {
    const auto exact = [](const std::optional<base::Ratio>& ratio) {
        return ratio ? Value(ratio->to_string()) : Value();
    };
    return Value(Object{{"disbursed", Value(rate.disbursed.to_string())},
                        {"after_transfer", Value(rate.after_transfer.to_string())},
                        {"appropriated", Value(rate.appropriated.to_string())},
                        {"of_after_transfer", exact(rate.of_after_transfer)},
                        {"of_appropriated", exact(rate.of_appropriated)}});
}

std::string percent_text(const std::optional<base::Ratio>& ratio) {
    if (!ratio) return "-";
    return (*ratio * *base::Ratio::create(100, 1))
        .to_decimal(2, base::Rounding::half_up)
        .to_string();
}

std::string_view period_word(plan::PeriodKind kind) {
    switch (kind) {
        case plan::PeriodKind::month:
            return "month";
        case plan::PeriodKind::quarter:
            return "quarter";
        case plan::PeriodKind::round:
            return "round";
    }
    return {};
}

/// What was wrong in a ledger, a line each.
std::string ledger_findings(const Ledger& ledger, const facts::FactLog& log, facts::Day day,
                            Language language) {
    std::string text;
    for (const ledger::Overdraft& overdraft : ledger.overdrafts()) {
        text +=
            fill(Both{"{0}: เกินยอด{1}ไป {2} บาท ({3})\n", "{0}: {2} baht more than {1} ({3})\n"}.in(
                     language),
                 {std::string(log.at(overdraft.fact).id),
                  std::string(balance_text(overdraft.balance).in(language)),
                  overdraft.short_by.to_string(),
                  ledger::journal_name(ledger.accounts()[overdraft.account])});
    }
    for (const ledger::AssertionResult& result : ledger.assertions(day)) {
        if (result.holds()) continue;
        const facts::PostingView posting = log.posting(result.fact).value();
        text += fill(Both{"{0}: ระบบการเงินแสดงยอด{1} {2} บาท แต่บัญชีนี้มี {3} บาท\n",
                          "{0}: the finance system showed {2} baht {1}, and here are {3}\n"}
                         .in(language),
                     {std::string(log.at(result.fact).id),
                      std::string(balance_text(*posting.balance).in(language)),
                      result.asserted.to_string(), result.found.to_string()});
    }
    return text;
}

std::string reminder(const Ledger& ledger, facts::Day day, Language language) {
    const auto last = ledger.last_assertion(day);
    if (!last)
        return std::string(
            Both{"ยังไม่เคยเทียบกับระบบการเงิน\n", "never compared with the finance system\n"}.in(
                language));
    const auto days = (std::chrono::sys_days(day) - std::chrono::sys_days(*last)).count();
    return fill(Both{"เทียบกับระบบการเงินล่าสุดเมื่อ {0} วันก่อน\n",
                     "last compared with the finance system {0} days ago\n"}
                    .in(language),
                {std::to_string(days)});
}

/// The rates of indicator 5.1, when a scheme says what counts.
void add_rates(const Ledger& ledger, const plan::Scheme& scheme, facts::Day day, Value& value) {
    Array periods;
    for (const ledger::PeriodRate& rate : ledger::disbursement_by_period(ledger, scheme, day)) {
        periods.emplace_back(
            Object{{"kind", Value(period_word(rate.period.kind))},
                   {"number", Value(rate.period.number)},
                   {"day", Value(base::to_iso(rate.day))},
                   {"cumulative", rate_value(rate.cumulative)},
                   {"disbursed_within", Value(rate.disbursed_within.to_string())}});
    }
    value.set("disbursement", Value(std::move(periods)));
}

std::string rates_text(const Ledger& ledger, const plan::Scheme& scheme, facts::Day day,
                       Language language) {
    std::string text;
    for (const ledger::PeriodRate& rate : ledger::disbursement_by_period(ledger, scheme, day)) {
        if (rate.period.kind != plan::PeriodKind::month) continue;
        text += fill(Both{"{0}: เบิกจ่ายสะสม {1} จาก {2} บาท ร้อยละ {3} (จากงบเดิมร้อยละ {4})\n",
                          "{0}: {1} of {2} baht disbursed, {3} % ({4} % of the original)\n"}
                         .in(language),
                     {base::to_iso(rate.day), rate.cumulative.disbursed.to_string(),
                      rate.cumulative.after_transfer.to_string(),
                      percent_text(rate.cumulative.of_after_transfer),
                      percent_text(rate.cumulative.of_appropriated)});
    }
    return with_digits(text.empty() ? text : "\n" + text, language);
}

struct Year {
    facts::FactLog log;
    facts::AsOf as_of;
    std::optional<plan::Plan> plan;
    std::optional<plan::Scheme> scheme;
};

Result<Year, Refusal> load_year(const Invocation& invocation, Language language) {
    Year year;
    const auto as_of = as_of_from(invocation);
    if (!as_of) return Unexpected{as_of.error()};
    year.as_of = *as_of;
    auto log = load_facts(invocation.operands[1], language);
    if (!log) return Unexpected{log.error()};
    year.log = std::move(log).value();
    if (invocation.has("plan")) {
        auto plan = load_plan(invocation.option("plan"), language);
        if (!plan) return Unexpected{plan.error()};
        year.plan = std::move(plan).value();
    }
    auto scheme = scheme_from(invocation, year.plan ? &*year.plan : nullptr, language);
    if (!scheme) return Unexpected{scheme.error()};
    year.scheme = std::move(scheme).value();
    return year;
}

/// All that is wrong with the facts: orphans, records, the ledger.
std::string fact_findings(const Year& year, Language language) {
    const auto view = year.log.view(year.as_of);
    std::string text;
    if (year.plan) {
        const plan::ElementIndex index(*year.plan);
        const auto has = [&](std::string_view id) {
            return id == year.plan->id || index.find(id) != nullptr;
        };
        for (const std::uint32_t fact : year.log.orphans(view, year.plan->id, has)) {
            text +=
                fill(Both{"{0}: ไม่มี {1} ในแผน\n", "{0}: the plan has no {1}\n"}.in(language),
                     {std::string(year.log.at(fact).id), std::string(year.log.at(fact).element)});
        }
    }
    const dataset::Records records(year.log, view);
    for (const std::string_view name : records.datasets()) {
        const dataset::Dictionary* dictionary = dataset::find_shipped_dictionary(name);
        if (dictionary == nullptr) {
            text += fill(
                Both{"ไม่มีพจนานุกรมข้อมูลของ {0}\n", "there is no dictionary of {0}\n"}.in(language),
                {std::string(name)});
            continue;
        }
        for (const dataset::Issue& issue : dataset::validate(*dictionary, records))
            text += std::string(name) + "/" +
                    dataset::describe_issue(issue, form_language(language)) + "\n";
    }
    return text + ledger_findings(Ledger(year.log, view), year.log, year.as_of.day, language);
}

Refusal no_such_action(const Invocation& invocation, std::string actions) {
    return {
        Message::value_not_among,
        {std::string(invocation.command->name), invocation.operands.front(), std::move(actions)}};
}

}  // namespace

Result<ExitStatus, Refusal> run_ledger(const Invocation& invocation, Language language) {
    const std::string& action = invocation.operands.front();
    if (action == "import") return import_ledger_sheet(invocation, language);
    if (action != "balances" && action != "journal" && action != "check")
        return Unexpected{no_such_action(invocation, "balances, journal, check, import")};
    const auto year = load_year(invocation, language);
    if (!year) return Unexpected{year.error()};
    const Ledger ledger(year->log, year->log.view(year->as_of));
    const facts::Day day = year->as_of.day;
    if (action == "journal") return printed(ledger::to_journal(year->log, ledger));
    if (action == "check") {
        const std::string found = ledger_findings(ledger, year->log, day, language);
        return printed(with_digits(found + reminder(ledger, day, language), language),
                       found.empty() ? ExitStatus::done : ExitStatus::differences);
    }
    if (invocation.option("format") == "json") {
        Value value = balances_value(ledger, year->as_of);
        if (year->scheme) add_rates(ledger, *year->scheme, day, value);
        return printed(base::to_pretty_json(value));
    }
    std::string text = balances_text(ledger, year->as_of, language);
    if (year->scheme) text += rates_text(ledger, *year->scheme, day, language);
    return printed(text);
}

Result<ExitStatus, Refusal> run_facts(const Invocation& invocation, Language language) {
    const std::string& action = invocation.operands.front();
    if (action != "import" && action != "export" && action != "check")
        return Unexpected{no_such_action(invocation, "import, export, check")};
    const auto year = load_year(invocation, language);
    if (!year) return Unexpected{year.error()};
    if (action == "check") {
        const std::string found = fact_findings(*year, language);
        if (!found.empty()) return printed(found, ExitStatus::differences);
        return printed(
            fill(Both{"{0} ข้อเท็จจริง ไม่พบข้อผิดพลาด\n", "{0} facts, nothing wrong\n"}.in(language),
                 {count_text(year->log.size(), language)}));
    }
    std::string lines;
    if (action == "import") {
        lines = facts::write_facts(year->log);
    } else {
        for (const std::uint32_t fact : year->log.view(year->as_of))
            lines += facts::to_line(year->log.fact(fact)) + "\n";
    }
    const std::string output = invocation.option("output");
    if (output.empty()) return printed(lines);
    const auto checked = check_outputs({invocation.operands[1]}, {output});
    if (!checked) return Unexpected{checked.error()};
    const auto written = write_file(output, lines);
    if (!written) return Unexpected{written.error()};
    return ExitStatus::done;
}

}  // namespace phaen::cli
