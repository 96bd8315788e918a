#include "spending.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "phaen/base/calendar.h"

namespace phaen::score {

using facts::Against;
using facts::Posting;
using facts::PostingKind;

namespace {

/// No sum of money that is asked for is greater.
constexpr std::int64_t kMost = 1'000'000'000'000'000;

/// satang × by / of, rounded down, within bounds; `of` is greater than 0.
std::int64_t share(std::int64_t satang, std::int64_t by, std::int64_t of) {
    __extension__ using Wide = __int128;
    const Wide exact = Wide{satang} * by / of;
    return static_cast<std::int64_t>(std::min<Wide>(exact, kMost));
}

template <class Iterator>
std::int64_t sum(Iterator begin, Iterator end) {
    return std::accumulate(begin, end, std::int64_t{0});
}

/// Which month of that fiscal year the fact is of; 0 is October.
std::optional<std::size_t> month_of(const facts::Fact& fact, int fiscal_year) {
    const auto day = fact.when.on ? fact.when.on : fact.when.to;
    const auto year = base::FiscalYear::create(fiscal_year);
    if (!day || !year) return std::nullopt;
    const auto month =
        base::YearMonth::create(static_cast<int>(day->year()), static_cast<unsigned>(day->month()));
    const auto index = month ? year->index_of(*month) : std::nullopt;
    if (!index) return std::nullopt;
    return static_cast<std::size_t>(*index);
}

/// A year whose first and last quarter have disbursements was recorded whole, as far as can be
/// seen.
bool is_whole(const std::array<std::int64_t, 12>& months) {
    return sum(months.begin(), months.begin() + 3) > 0 && sum(months.begin() + 9, months.end()) > 0;
}

}  // namespace

bool spends(PostingKind kind) {
    return kind == PostingKind::commitment || kind == PostingKind::disbursement ||
           kind == PostingKind::advance || kind == PostingKind::advance_clearing;
}

Purse::Purse(const query::World& world) {
    const auto balances = world.ledger().balances(world.as_of().day);
    for (std::size_t i = 0; i < balances.size(); ++i) {
        Rest& rest = rests_[world.ledger().accounts()[i]];
        rest.available = balances[i].at(facts::Balance::available).satang();
        rest.committed = balances[i].at(facts::Balance::committed).satang();
        rest.advanced = balances[i].at(facts::Balance::advanced).satang();
    }
}

std::int64_t Purse::take(const Posting& posting, std::int64_t wanted) {
    const auto found = rests_.find(
        {posting.fiscal_year, posting.fund, posting.category, posting.item, posting.project});
    if (found == rests_.end()) return 0;
    Rest& rest = found->second;
    std::int64_t* from = &rest.available;
    if (posting.posting == PostingKind::advance_clearing) from = &rest.advanced;
    if (posting.posting == PostingKind::disbursement && posting.against == Against::commitment)
        from = &rest.committed;
    const std::int64_t taken =
        std::clamp<std::int64_t>(wanted, 0, std::max<std::int64_t>(*from, 0));
    *from -= taken;
    if (posting.posting == PostingKind::commitment) rest.committed += taken;
    if (posting.posting == PostingKind::advance) rest.advanced += taken;
    return taken;
}

std::vector<Posting> Purse::disburse(int fiscal_year, const std::string& project,
                                     std::int64_t wanted) {
    std::vector<Posting> made;
    for (const Against against : {Against::commitment, Against::available}) {
        for (const auto& [account, rest] : rests_) {
            if (account.fiscal_year != fiscal_year || account.project != project) continue;
            Posting posting;
            posting.posting = PostingKind::disbursement;
            posting.against = against;
            posting.fiscal_year = fiscal_year;
            posting.fund = account.fund;
            posting.category = account.category;
            posting.item = account.item;
            posting.project = project;
            const std::int64_t taken = take(posting, wanted);
            if (taken == 0) continue;
            wanted -= taken;
            posting.amount = *base::Money::from_satang(taken);
            made.push_back(std::move(posting));
        }
    }
    return made;
}

SpendingHabit::SpendingHabit(const Basis& basis, const query::World& world, std::size_t ended)
    : fiscal_year_(world.plan().fiscal_year), ended_(ended) {
    read_plans(world);
    read_postings(basis);
}

void SpendingHabit::read_plans(const query::World& world) {
    const auto year = base::FiscalYear::create(fiscal_year_);
    if (!year) return;
    for (const plan::Project& project : world.plan().projects) {
        if (world.is_cancelled(project.id)) continue;
        Months months{};
        for (const plan::SpendingLine& line : project.spending_plan) {
            const auto index = line.month ? year->index_of(*line.month) : std::nullopt;
            if (index && line.amount && *line.amount > base::Money())
                months[*index] = std::min(kMost, months[*index] + line.amount->satang());
        }
        if (sum(months.begin(), months.end()) == 0) continue;
        plans_.emplace(project.id, months);
        for (std::size_t i = 0; i < months.size(); ++i)
            planned_[i] = std::min(kMost, planned_[i] + months[i]);
    }
}

void SpendingHabit::read_postings(const Basis& basis) {
    std::map<int, Months> earlier;
    for (const facts::Fact& fact : basis.facts()) {
        const auto* posting = std::get_if<Posting>(&fact.data);
        if (posting == nullptr || posting->fiscal_year > fiscal_year_) continue;
        if (posting->posting != PostingKind::disbursement &&
            posting->posting != PostingKind::advance_clearing)
            continue;
        const auto month = month_of(fact, posting->fiscal_year);
        if (!month) continue;
        Months* months = nullptr;
        if (posting->fiscal_year < fiscal_year_) {
            months = &earlier[posting->fiscal_year];
        } else if (*month < ended_ && is_planned(posting->project)) {
            months = &kept_;
        }
        if (months != nullptr)
            (*months)[*month] = std::min(kMost, (*months)[*month] + posting->amount.satang());
    }
    for (const auto& [year, months] : earlier) {
        const auto now = months.begin() + static_cast<std::ptrdiff_t>(ended_);
        if (is_whole(months) && sum(months.begin(), now) > 0) earlier_.push_back(months);
    }
}

SpendingHabit::Drawn SpendingHabit::draw(Random& random) const {
    Drawn drawn;
    if (!earlier_.empty()) drawn.like = &random.one_of(earlier_);
    const auto ended = static_cast<std::ptrdiff_t>(ended_);
    const std::int64_t planned = sum(planned_.begin(), planned_.begin() + ended);
    if (planned == 0) return drawn;  // nothing was due yet: taken at its word
    drawn.planned = planned;
    drawn.kept = sum(kept_.begin(), kept_.begin() + ended);
    std::int64_t drawn_planned = 0;
    std::int64_t drawn_kept = 0;
    for (std::size_t i = 0; i < ended_; ++i) {
        const std::size_t month = random.below(ended_);
        drawn_planned += planned_[month];
        drawn_kept += kept_[month];
    }
    if (drawn_planned > 0) {
        drawn.planned = drawn_planned;
        drawn.kept = drawn_kept;
    }
    return drawn;
}

std::int64_t SpendingHabit::scaled(std::int64_t satang, std::size_t month,
                                   const Drawn& drawn) const {
    if (drawn.like == nullptr) return satang;
    // The month's share by the mean share of the months that have ended.
    const Months& like = *drawn.like;
    const auto now = like.begin() + static_cast<std::ptrdiff_t>(ended_);
    return share(satang, like[month] * static_cast<std::int64_t>(ended_), sum(like.begin(), now));
}

std::vector<Posting> SpendingHabit::planned_in(std::size_t month, const Drawn& drawn,
                                               Purse& purse) const {
    std::vector<Posting> made;
    for (const auto& [project, months] : plans_) {
        const std::int64_t wanted = share(months[month], drawn.kept, drawn.planned);
        for (Posting& posting : purse.disburse(fiscal_year_, project, wanted))
            made.push_back(std::move(posting));
    }
    return made;
}

}  // namespace phaen::score
