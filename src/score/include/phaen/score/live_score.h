#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "phaen/score/score.h"

/// A score that is kept right while facts come.
namespace phaen::score {

/// What an agency's year is scored by. All must outlive the score unchanged.
struct ScoreboardYear {
    std::string agency;                    ///< id of the agency; with the plan's year, one row
    const plan::Plan* plan = nullptr;      ///< its fiscal year is the row's
    const plan::Scheme* scheme = nullptr;  ///< may be null
    std::span<const dataset::Dictionary> dictionaries;
    facts::AsOf as_of;  ///< a fact that is recorded later moves `known_at` on
};

/// Where an agency stands in a year.
struct Standing {
    std::string agency;
    int fiscal_year = 0;
    facts::AsOf as_of;
    std::vector<ComponentScore> components;
    ComponentScore total;
};

struct Worlds;

/// The facts of a year and where they bring it. A fact is put in its place in what was read before,
/// and only the indicators that read something it touched are scored again; the same comes out as
/// of `score` of all facts. May be used by one thread at a time; several are independent.
class LiveScore {
  public:
    LiveScore(ScoreboardYear year, facts::FactLog log);
    ~LiveScore();
    LiveScore(LiveScore&&) noexcept;
    LiveScore& operator=(LiveScore&&) noexcept;

    /// When the log refuses the fact nothing changes.
    [[nodiscard]] base::Result<base::Done, facts::FactRefusal> add(facts::Fact fact);
    [[nodiscard]] const ScoreboardYear& year() const { return year_; }
    [[nodiscard]] const facts::FactLog& log() const { return *log_; }
    /// Valid until a fact is added.
    [[nodiscard]] const Standing& standing();
    [[nodiscard]] bool is_worked_out() const { return standing_.has_value(); }
    /// With the rows behind every value, all of it made anew from what was read.
    [[nodiscard]] Derivation derivation(std::string plan_version);

    /// How many indicators were scored since the beginning; sub-indicators count with theirs.
    [[nodiscard]] std::uint64_t scored() const { return scored_; }
    /// How many facts it has in their places, which take some 30 bytes each.
    [[nodiscard]] std::size_t placed() const;
    /// Gives their places up. They are found again when they are needed, from all facts.
    void rest();

  private:
    [[nodiscard]] query::WorldSources sources() const;
    void read();

    ScoreboardYear year_;
    std::unique_ptr<facts::FactLog> log_;  // the worlds point to it
    std::unique_ptr<Worlds> worlds_;
    std::vector<IndicatorScore> scores_;  ///< brief ones, sub-indicators after theirs
    std::vector<std::size_t> places_;     ///< by indicator of the plan: its place among them
    std::vector<bool> is_stale_;          ///< in step with `places_`
    std::optional<Standing> standing_;
    std::uint64_t scored_ = 0;
};

}  // namespace phaen::score
