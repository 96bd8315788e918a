#include "phaen/score/scoreboard.h"

#include <algorithm>
#include <utility>

#include "basis.h"
#include "phaen/base/check.h"
#include "phaen/plan/io.h"

namespace phaen::score {

namespace {

/// A derivation names every row behind a value; of ten million facts not all can be kept.
constexpr std::size_t kKept = 32;

}  // namespace

std::size_t Scoreboard::enter(ScoreboardYear year, facts::FactLog log) {
    return enter(LiveScore(std::move(year), std::move(log)));
}

std::size_t Scoreboard::enter(LiveScore row) {
    rows_.push_back({std::move(row), 0, std::nullopt});
    count_placed(rows_.size() - 1);
    return rows_.size() - 1;
}

base::Result<base::Done, facts::FactRefusal> Scoreboard::add(std::size_t row, facts::Fact fact) {
    auto added = rows_.at(row).score.add(std::move(fact));
    if (!added) return added;
    forget(row);
    count_placed(row);
    return added;
}

const Standing& Scoreboard::standing(std::size_t row) {
    LiveScore& score = rows_.at(row).score;
    if (score.is_worked_out()) return score.standing();
    const Standing& standing = score.standing();
    count_placed(row);
    return standing;
}

const Derivation& Scoreboard::derivation(std::size_t row) {
    Row& of = rows_.at(row);
    if (of.derivation) return *of.derivation;
    std::string& version = versions_[of.score.year().plan];
    if (version.empty()) version = plan::version_of(*of.score.year().plan);
    of.derivation = of.score.derivation(version);
    count_placed(row);
    kept_.push_back(row);
    if (kept_.size() > kKept) {
        rows_[kept_.front()].derivation.reset();
        kept_.pop_front();
    }
    return *of.derivation;
}

std::vector<const Standing*> Scoreboard::standings() {
    std::vector<const Standing*> all;
    all.reserve(rows_.size());
    for (std::size_t row = 0; row < rows_.size(); ++row) all.push_back(&standing(row));
    std::stable_sort(all.begin(), all.end(), [](const Standing* a, const Standing* b) {
        if (a->fiscal_year != b->fiscal_year) return a->fiscal_year < b->fiscal_year;
        const base::Ratio of_a = exact_or_zero(a->total.points_exact);
        const base::Ratio of_b = exact_or_zero(b->total.points_exact);
        if (of_a != of_b) return of_b < of_a;
        return a->agency < b->agency;
    });
    return all;
}

std::uint64_t Scoreboard::scored() const {
    std::uint64_t scored = 0;
    for (const Row& row : rows_) scored += row.score.scored();
    return scored;
}

void Scoreboard::forget(std::size_t row) {
    if (!rows_[row].derivation) return;
    rows_[row].derivation.reset();
    kept_.erase(std::find(kept_.begin(), kept_.end(), row));
}

/// Sends the rows that were worked out longest ago to rest when too many facts are in place.
void Scoreboard::count_placed(std::size_t row) {
    Row& of = rows_[row];
    const std::size_t placed = of.score.placed();
    if (of.placed == 0 && placed > 0) awake_.push_back(row);
    if (of.placed > 0 && placed == 0) awake_.erase(std::find(awake_.begin(), awake_.end(), row));
    placed_ = placed_ - of.placed + placed;
    of.placed = placed;
    while (placed_ > most_placed_ && awake_.size() > 1) {
        Row& oldest = rows_[awake_.front() != row ? awake_.front() : awake_[1]];
        awake_.erase(awake_.front() != row ? awake_.begin() : awake_.begin() + 1);
        oldest.score.rest();
        placed_ -= std::exchange(oldest.placed, 0);
    }
}

}  // namespace phaen::score
