#include "phaen/ledger/ledger.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>

#include "phaen/base/calendar.h"
#include "phaen/base/check.h"
#include "phaen/facts/words.h"

namespace phaen::ledger {

using facts::Against;
using facts::Balance;
using facts::Posting;
using facts::PostingKind;
using facts::PostingView;

namespace {

/// Beyond the balances that can be asked for: where what was only authorised comes from.
constexpr std::uint8_t kAuthority = facts::kBalanceCount;

constexpr std::uint8_t index_of(Balance balance) { return static_cast<std::uint8_t>(balance); }

std::int32_t number_of(facts::Day day) {
    return static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count());
}

struct Movement {
    std::uint8_t from = 0;
    std::uint8_t to = 0;
};

std::uint8_t balance_of(Against against) {
    switch (against) {
        case Against::available:
            return index_of(Balance::available);
        case Against::commitment:
            return index_of(Balance::committed);
        case Against::advance:
            return index_of(Balance::advanced);
        case Against::disbursement:
            return index_of(Balance::disbursed);
    }
    return 0;
}

/// Which balance a posting takes from and which it gives to. What comes from outside the account
/// (appropriation, transfer in) is taken from a balance that grows downwards; see `at`.
template <class P>
Movement movement_of(const P& posting) {
    const auto from = [&](Against usual) { return balance_of(posting.against.value_or(usual)); };
    constexpr std::uint8_t kAvailable = index_of(Balance::available);
    switch (posting.posting) {
        case PostingKind::appropriation:
            return {index_of(Balance::appropriated), kAvailable};
        case PostingKind::allotment:
            return {kAuthority, index_of(Balance::allotted)};
        case PostingKind::transfer_in:
            return {index_of(Balance::transferred_in), kAvailable};
        case PostingKind::transfer_out:
            return {kAvailable, index_of(Balance::transferred_out)};
        case PostingKind::commitment:
            return {kAvailable, index_of(Balance::committed)};
        case PostingKind::disbursement:
            return {from(Against::available), index_of(Balance::disbursed)};
        case PostingKind::advance:
            return {from(Against::available), index_of(Balance::advanced)};
        case PostingKind::advance_clearing:
            return {index_of(Balance::advanced), index_of(Balance::disbursed)};
        case PostingKind::return_:
            return {from(Against::disbursement), kAvailable};
        case PostingKind::carry_over:
            return {from(Against::commitment), index_of(Balance::carried_over)};
        case PostingKind::assertion:
            break;
    }
    base::fail_check("assertion", "an assertion moves no money", __FILE__, __LINE__);
}

bool comes_from_outside(std::uint8_t balance) {
    return balance == index_of(Balance::appropriated) ||
           balance == index_of(Balance::transferred_in);
}

void append_escaped(std::string& out, std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    if (text.empty()) out += '-';
    // A lone dash stands for nothing.
    if (text == "-") text = {}, out += "%2d";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' ||
                           byte >= 0x80;
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += kHex[byte / 16];
            out += kHex[byte % 16];
        }
    }
}

constexpr std::uint32_t kNone = 0xFFFFFFFF;

bool agrees(const PostingView& posting, const Account& account) {
    const auto same = [](std::string_view named, std::string_view has) {
        return named.empty() || named == has;
    };
    return posting.fiscal_year == account.fiscal_year && same(posting.fund, account.fund) &&
           same(posting.category, account.category) && same(posting.item, account.item) &&
           same(posting.project, account.project);
}

}  // namespace

base::Money Balances::at(Balance balance) const {
    std::int64_t satang = satang_[index_of(balance)];
    if (balance == Balance::after_transfer) {
        satang = satang_[index_of(Balance::appropriated)] +
                 satang_[index_of(Balance::transferred_in)] -
                 satang_[index_of(Balance::transferred_out)];
    }
    const auto money = base::Money::from_satang(satang);
    PHAEN_CHECK(money.has_value(), "a balance beyond all money");
    return *money;
}

void Balances::add(const Balances& other) {
    for (std::size_t i = 0; i < satang_.size(); ++i) satang_[i] += other.satang_[i];
}

Ledger::Ledger(const facts::FactLog& log, const std::vector<std::uint32_t>& view) : log_(&log) {
    entries_.reserve(view.size());
    for (const std::uint32_t fact : view) {
        if (const auto entry = entry_of(fact)) entries_.push_back(*entry);
    }
    const auto earlier = [](const auto& a, const auto& b) { return a.day < b.day; };
    if (!std::is_sorted(entries_.begin(), entries_.end(), earlier))
        std::stable_sort(entries_.begin(), entries_.end(), earlier);
    std::stable_sort(assertions_.begin(), assertions_.end(), earlier);
}

std::uint32_t Ledger::account_of(std::uint32_t fact, std::uint32_t of_log) {
    if (of_log >= known_accounts_.size()) known_accounts_.resize(log_->accounts(), kNone);
    std::uint32_t& found = known_accounts_[of_log];
    if (found == kNone) {
        const PostingView posting = log_->posting(fact).value();
        found = static_cast<std::uint32_t>(accounts_.size());
        accounts_.push_back({posting.fiscal_year, std::string(posting.fund),
                             std::string(posting.category), std::string(posting.item),
                             std::string(posting.project)});
    }
    return found;
}

/// Null when it moves no money; an assertion is kept at the end of those.
std::optional<Entry> Ledger::entry_of(std::uint32_t fact) {
    const auto move = log_->posting_move(fact);
    if (!move) return std::nullopt;
    const std::int32_t day = log_->last_day(fact);
    if (move->posting == PostingKind::assertion) {
        assertions_.push_back({fact, day});
        return std::nullopt;
    }
    const Movement movement = movement_of(*move);
    return Entry{fact,        account_of(fact, move->account), day, movement.from, movement.to,
                 move->satang};
}

namespace {

/// The order of days, then of seq; indices of facts rise with seq.
bool comes_first(const auto& a, const auto& b) {
    return a.day != b.day ? a.day < b.day : a.fact < b.fact;
}

}  // namespace

void Ledger::gain(std::uint32_t fact) {
    if (const auto entry = entry_of(fact)) {
        entries_.insert(
            std::upper_bound(entries_.begin(), entries_.end(), *entry, comes_first<Entry, Entry>),
            *entry);
    } else if (!assertions_.empty() && assertions_.back().fact == fact) {
        const Assertion last = assertions_.back();
        assertions_.pop_back();
        assertions_.insert(std::upper_bound(assertions_.begin(), assertions_.end(), last,
                                            comes_first<Assertion, Assertion>),
                           last);
    }
}

void Ledger::lose(std::uint32_t fact) {
    const std::int32_t day = log_->last_day(fact);
    const auto take_out = [&](auto& list) {
        const auto at = std::partition_point(list.begin(), list.end(), [&](const auto& item) {
            return item.day < day || (item.day == day && item.fact < fact);
        });
        if (at != list.end() && at->fact == fact) list.erase(at);
    };
    take_out(entries_);
    take_out(assertions_);
}

std::optional<Overdraft> Ledger::apply(const Entry& entry, Balances& balances) {
    auto& satang = balances.satang_;
    const bool adds = comes_from_outside(entry.from);
    if (entry.from != kAuthority) satang[entry.from] += adds ? entry.satang : -entry.satang;
    satang[entry.to] += entry.satang;
    const auto overdraft = [&](Balance balance, std::int64_t below) {
        return Overdraft{entry.fact, entry.account, balance, *base::Money::from_satang(-below)};
    };
    if (!adds && entry.from != kAuthority && satang[entry.from] < 0)
        return overdraft(static_cast<Balance>(entry.from), satang[entry.from]);
    const std::int64_t allotted = satang[index_of(Balance::allotted)];
    if (allotted == 0) return std::nullopt;  // not every office records allotments
    const std::int64_t spent =
        satang[index_of(Balance::committed)] + satang[index_of(Balance::advanced)] +
        satang[index_of(Balance::disbursed)] + satang[index_of(Balance::carried_over)];
    const std::int64_t left = satang[index_of(Balance::available)] + spent - allotted;
    if (left < 0) return overdraft(Balance::allotted, left);
    if (allotted < spent) return overdraft(Balance::allotted, allotted - spent);
    return std::nullopt;
}

std::vector<Overdraft> Ledger::overdrafts() const {
    std::vector<Overdraft> overdrafts;
    std::vector<Balances> balances(accounts_.size());
    for (const Entry& entry : entries_) {
        if (auto overdraft = apply(entry, balances[entry.account]))
            overdrafts.push_back(*overdraft);
    }
    return overdrafts;
}

std::vector<Balances> Ledger::balances(facts::Day day) const {
    std::vector<Balances> balances(accounts_.size());
    const std::int32_t last = number_of(day);
    for (const Entry& entry : entries_) {
        if (entry.day > last) break;
        auto& satang = balances[entry.account].satang_;
        if (entry.from != kAuthority)
            satang[entry.from] += comes_from_outside(entry.from) ? entry.satang : -entry.satang;
        satang[entry.to] += entry.satang;
    }
    return balances;
}

std::optional<Overdraft> Ledger::would_overdraw(const Posting& posting, facts::Day day) const {
    if (posting.posting == PostingKind::assertion) return std::nullopt;
    const Account account{posting.fiscal_year, posting.fund, posting.category, posting.item,
                          posting.project};
    const auto known = std::find(accounts_.begin(), accounts_.end(), account);
    const Movement movement = movement_of(PostingView::of(posting));
    const Entry added{static_cast<std::uint32_t>(log_->size()),
                      static_cast<std::uint32_t>(known - accounts_.begin()),
                      number_of(day),
                      movement.from,
                      movement.to,
                      posting.amount.satang()};
    // The whole account again with the posting in its place: after the others of its day.
    Balances balances;
    bool is_in = false;
    for (const Entry& entry : entries_) {
        if (entry.account != added.account) continue;
        if (!is_in && entry.day > added.day) {
            is_in = true;
            if (auto overdraft = apply(added, balances)) return overdraft;
        }
        const auto overdraft = apply(entry, balances);
        if (is_in && overdraft) return overdraft;
    }
    return is_in ? std::nullopt : apply(added, balances);
}

std::vector<AssertionResult> Ledger::assertions(facts::Day day) const {
    std::vector<AssertionResult> results;
    const std::int32_t last = number_of(day);
    for (const Assertion& assertion : assertions_) {
        if (assertion.day > last) break;
        const PostingView posting = log_->posting(assertion.fact).value();
        const auto then = balances(std::chrono::sys_days(std::chrono::days(assertion.day)));
        Balances sum;
        for (std::size_t i = 0; i < accounts_.size(); ++i) {
            if (agrees(posting, accounts_[i])) sum.add(then[i]);
        }
        results.push_back({assertion.fact, posting.amount, sum.at(*posting.balance)});
    }
    return results;
}

std::optional<facts::Day> Ledger::last_assertion(facts::Day day) const {
    std::optional<facts::Day> latest;
    for (const Assertion& assertion : assertions_) {
        if (assertion.day <= number_of(day))
            latest = std::chrono::sys_days(std::chrono::days(assertion.day));
    }
    return latest;
}

std::string journal_name(const Account& account) {
    std::string name = std::to_string(account.fiscal_year);
    for (const std::string* part :
         {&account.fund, &account.category, &account.item, &account.project}) {
        name += ':';
        append_escaped(name, *part);
    }
    return name;
}

std::string to_journal(const facts::FactLog& log, const Ledger& ledger) {
    std::vector<std::string> names;
    for (const Account& account : ledger.accounts()) names.push_back(journal_name(account));
    const auto balance_name = [](std::uint8_t balance) {
        return balance == kAuthority ? std::string_view("authority")
                                     : base::word_of(static_cast<Balance>(balance));
    };
    std::string out;
    for (const Entry& entry : ledger.entries()) {
        const std::string amount = base::Money::from_satang(entry.satang)->to_string();
        out += base::to_iso(std::chrono::sys_days(std::chrono::days(entry.day)));
        out += " ";
        out += log.at(entry.fact).id;
        out += "\n    " + names[entry.account] + ':';
        out += balance_name(entry.to);
        out += "  " + amount + "\n    " + names[entry.account] + ':';
        out += balance_name(entry.from);
        out += "  -" + amount + "\n\n";
    }
    return out;
}

}  // namespace phaen::ledger
