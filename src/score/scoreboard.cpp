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
    PHAEN_CHECK(year.plan != nullptr, "a year without a plan");
    // Most agencies' rows follow one another with plans of their own; a plan that many share is
    // hashed once.
    const bool is_known = !rows_.empty() && rows_.back().year.plan == year.plan;
    std::string version = is_known ? rows_.back().version : plan::version_of(*year.plan);
    rows_.push_back({std::move(year), std::move(log), std::move(version), {}, {}});
    return rows_.size() - 1;
}

base::Result<base::Done, facts::FactRefusal> Scoreboard::add(std::size_t row, facts::Fact fact) {
    Row& of = rows_.at(row);
    const base::Instant recorded_at = fact.recorded_at;
    const auto added = of.log.append(std::move(fact));
    if (!added) return base::Unexpected{added.error()};
    of.year.as_of.known_at = std::max(of.year.as_of.known_at, recorded_at);
    forget(row);
    return base::Done{};
}

const Standing& Scoreboard::standing(std::size_t row) {
    if (!rows_.at(row).standing) work_out(row);
    return *rows_[row].standing;
}

const Derivation& Scoreboard::derivation(std::size_t row) {
    if (!rows_.at(row).derivation) work_out(row);
    return *rows_[row].derivation;
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

void Scoreboard::work_out(std::size_t row) {
    forget(row);
    Row& of = rows_[row];
    const query::WorldSources sources{of.year.plan, of.year.scheme, &of.log, of.year.dictionaries};
    ++scored_;
    of.derivation = score_version(sources, of.year.as_of, of.version);
    of.standing = Standing{of.year.agency, of.year.plan->fiscal_year, of.year.as_of,
                           of.derivation->components, of.derivation->total};
    kept_.push_back(row);
    if (kept_.size() <= kKept) return;
    rows_[kept_.front()].derivation.reset();
    kept_.pop_front();
}

void Scoreboard::forget(std::size_t row) {
    rows_[row].standing.reset();
    if (!rows_[row].derivation) return;
    rows_[row].derivation.reset();
    kept_.erase(std::find(kept_.begin(), kept_.end(), row));
}

}  // namespace phaen::score
