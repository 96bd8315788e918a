#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "phaen/base/money.h"
#include "phaen/base/ratio.h"
#include "phaen/facts/log.h"

/// The budget ledger over facts: every posting moves money of one account from one balance to
/// another, so that totals are conserved and nothing is kept twice.
namespace phaen::ledger {

/// What money is told apart by. Texts are as the postings have them, empty when they say nothing.
struct Account {
    int fiscal_year = 0;  ///< B.E.
    std::string fund;
    std::string category;
    std::string item;
    std::string project;
    friend auto operator<=>(const Account&, const Account&) = default;
};

/// All balances of one account, or of several added up.
class Balances {
  public:
    [[nodiscard]] base::Money at(facts::Balance balance) const;
    void add(const Balances& other);
    friend bool operator==(const Balances&, const Balances&) = default;

  private:
    friend class Ledger;
    std::array<std::int64_t, facts::kBalanceCount> satang_{};
};

/// A posting that took more than was there. `balance` is the one that fell below zero: `available`,
/// `committed`, `advanced` or `disbursed`; or `allotted` when more was allotted than the budget
/// after transfers, or more committed and spent than was allotted.
struct Overdraft {
    std::uint32_t fact = 0;
    std::uint32_t account = 0;
    facts::Balance balance = facts::Balance::available;
    base::Money short_by;
    friend bool operator==(const Overdraft&, const Overdraft&) = default;
};

/// What another system showed on a day, and what the ledger has. An assertion is about all accounts
/// that agree with what it names; what it leaves empty may be anything.
struct AssertionResult {
    std::uint32_t fact = 0;
    base::Money asserted;
    base::Money found;
    [[nodiscard]] bool holds() const { return asserted == found; }
};

/// One movement, in the order of days.
struct Entry {
    std::uint32_t fact = 0;
    std::uint32_t account = 0;
    std::int32_t day = 0;  ///< since 1970-01-01
    std::uint8_t from = 0;
    std::uint8_t to = 0;
    std::int64_t satang = 0;
};

/// The postings of a view in the order of their days, then of seq. The log must outlive it.
class Ledger {
  public:
    Ledger(const facts::FactLog& log, const std::vector<std::uint32_t>& view);

    /// The view gained or lost this fact, which may be no posting. Accounts only grow by it.
    void gain(std::uint32_t fact);
    void lose(std::uint32_t fact);

    [[nodiscard]] const std::vector<Account>& accounts() const { return accounts_; }
    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
    /// Of every account at the end of the day, in the order of `accounts`.
    [[nodiscard]] std::vector<Balances> balances(facts::Day day) const;
    /// Where balances fell below zero, in order; a correct year has none. Goes over all entries.
    [[nodiscard]] std::vector<Overdraft> overdrafts() const;
    /// What adding the posting on that day would overdraw then or on any day after, if anything.
    [[nodiscard]] std::optional<Overdraft> would_overdraw(const facts::Posting& posting,
                                                          facts::Day day) const;
    /// Those of a day not after `day`, in order.
    [[nodiscard]] std::vector<AssertionResult> assertions(facts::Day day) const;
    /// The day of the last assertion not after `day`; a reminder is due when it is long ago.
    [[nodiscard]] std::optional<facts::Day> last_assertion(facts::Day day) const;

  private:
    struct Assertion {
        std::uint32_t fact;
        std::int32_t day;
    };
    [[nodiscard]] std::uint32_t account_of(std::uint32_t fact, std::uint32_t of_log);
    [[nodiscard]] std::optional<Entry> entry_of(std::uint32_t fact);
    [[nodiscard]] static std::optional<Overdraft> apply(const Entry& entry, Balances& balances);

    const facts::FactLog* log_;
    std::vector<std::uint32_t> known_accounts_;  ///< ours by the log's number of them
    std::vector<Account> accounts_;
    std::vector<Entry> entries_;
    std::vector<Assertion> assertions_;
};

/// The journal of all entries for the programs ledger and hledger: an account of ours is
/// `year:fund:category:item:project:balance` there, `-` for what is empty, other signs than
/// letters, digits, `.`, `-` and `_` as `%` and two hexadecimal digits.
[[nodiscard]] std::string to_journal(const facts::FactLog& log, const Ledger& ledger);
/// The account's name in the journal, without the balance.
[[nodiscard]] std::string journal_name(const Account& account);

}  // namespace phaen::ledger
