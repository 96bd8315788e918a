#include "phaen/score/live_score.h"

#include <algorithm>
#include <utility>

#include "phaen/base/check.h"
#include "worlds.h"

namespace phaen::score {

namespace {

void append(std::vector<std::string_view>& to, const std::vector<std::string_view>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

void add(query::Touched& to, const query::Touched& from) {
    to.ledger = to.ledger || from.ledger;
    to.steps = to.steps || from.steps;
    append(to.datasets, from.datasets);
    append(to.evidence, from.evidence);
    append(to.assessed, from.assessed);
}

}  // namespace

LiveScore::LiveScore(ScoreboardYear year, facts::FactLog log)
    : year_(std::move(year)), log_(std::make_unique<facts::FactLog>(std::move(log))) {
    PHAEN_CHECK(year_.plan != nullptr, "a year without a plan");
    std::size_t place = 0;
    for (const plan::Indicator& indicator : year_.plan->indicators) {
        places_.push_back(place);
        place += 1 + indicator.sub_indicators.size();
    }
    scores_.resize(place);
    is_stale_.assign(places_.size(), true);
}

LiveScore::~LiveScore() = default;
LiveScore::LiveScore(LiveScore&&) noexcept = default;
LiveScore& LiveScore::operator=(LiveScore&&) noexcept = default;

query::WorldSources LiveScore::sources() const {
    return {year_.plan, year_.scheme, log_.get(), year_.dictionaries};
}

base::Result<base::Done, facts::FactRefusal> LiveScore::add(facts::Fact fact) {
    const base::Instant recorded_at = fact.recorded_at;
    const bool were_all_known = log_->size() == 0 || log_->latest() <= year_.as_of.known_at;
    const auto added = log_->append(std::move(fact));
    if (!added) return base::Unexpected{added.error()};
    const bool moves_on = recorded_at > year_.as_of.known_at;
    if (moves_on) year_.as_of.known_at = recorded_at;
    // Others that were recorded between the two instants come to be known with it.
    if (moves_on && !were_all_known) rest();
    if (worlds_ == nullptr) {
        is_stale_.assign(is_stale_.size(), true);
        standing_.reset();
        return base::Done{};
    }
    const query::Touched now = worlds_->now.take_last(year_.as_of.known_at);
    query::Touched at_ends;
    for (query::World& end : worlds_->month_ends)
        score::add(at_ends, end.take_last(year_.as_of.known_at));
    bool is_touched = false;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if (!reads(year_.plan->indicators[i], now, at_ends, year_.dictionaries)) continue;
        is_stale_[i] = true;
        is_touched = true;
    }
    if (is_touched) standing_.reset();
    if (standing_) standing_->as_of = year_.as_of;
    return base::Done{};
}

void LiveScore::read() {
    if (worlds_ == nullptr) worlds_ = std::make_unique<Worlds>(sources(), year_.as_of);
}

const Standing& LiveScore::standing() {
    if (standing_) return *standing_;
    read();
    Setting setting = setting_of(*worlds_);
    setting.is_brief = true;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if (!is_stale_[i]) continue;
        auto scores = score_indicator(year_.plan->indicators[i], setting);
        std::move(scores.begin(), scores.end(),
                  scores_.begin() + static_cast<std::ptrdiff_t>(places_[i]));
        is_stale_[i] = false;
        ++scored_;
    }
    Totals totals = totals_of(scores_, setting);
    standing_ = Standing{year_.agency, year_.plan->fiscal_year, year_.as_of,
                         std::move(totals.components), std::move(totals.total)};
    return *standing_;
}

Derivation LiveScore::derivation(std::string plan_version) {
    read();
    return derive(*worlds_, std::move(plan_version));
}

std::size_t LiveScore::placed() const {
    if (worlds_ == nullptr) return 0;
    std::size_t placed = worlds_->now.view().size();
    for (const query::World& end : worlds_->month_ends) placed += end.view().size();
    return placed;
}

void LiveScore::rest() { worlds_.reset(); }

}  // namespace phaen::score
