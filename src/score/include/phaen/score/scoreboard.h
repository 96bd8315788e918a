#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "phaen/score/score.h"

/// The scores of many agencies and years side by side.
namespace phaen::score {

/// What an agency's year is scored by. All must outlive the scoreboard unchanged.
struct ScoreboardYear {
    std::string agency;                    ///< id of the agency; with the plan's year, one row
    const plan::Plan* plan = nullptr;      ///< its fiscal year is the row's
    const plan::Scheme* scheme = nullptr;  ///< may be null
    std::span<const dataset::Dictionary> dictionaries;
    facts::AsOf as_of;  ///< a fact that is recorded later moves `known_at` on
};

/// A row: where an agency stands in a year.
struct Standing {
    std::string agency;
    int fiscal_year = 0;
    facts::AsOf as_of;
    std::vector<ComponentScore> components;
    ComponentScore total;
};

/// Keeps what each row came to, and works it out again only after a fact of its own. It is the same
/// as `score` of the same facts, however it came about.
class Scoreboard {
  public:
    /// The row's number; rows are numbered from 0 in the order in which they are entered.
    std::size_t enter(ScoreboardYear year, facts::FactLog log);
    /// Adds a fact to the row's log. When the log refuses it nothing changes.
    [[nodiscard]] base::Result<base::Done, facts::FactRefusal> add(std::size_t row,
                                                                   facts::Fact fact);
    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] const facts::FactLog& log(std::size_t row) const { return rows_.at(row).log; }

    /// Valid until the row gets a fact.
    [[nodiscard]] const Standing& standing(std::size_t row);
    /// All rows, by fiscal year, then by points from the most on, then by agency.
    [[nodiscard]] std::vector<const Standing*> standings();
    /// How the row's score came about. The last few are kept, the others made anew.
    [[nodiscard]] const Derivation& derivation(std::size_t row);
    /// How often a row was scored since the beginning.
    [[nodiscard]] std::uint64_t scored() const { return scored_; }

  private:
    struct Row {
        ScoreboardYear year;
        facts::FactLog log;
        std::string version;  ///< of the plan: its hash costs more than the score
        std::optional<Standing> standing;
        std::optional<Derivation> derivation;
    };
    void work_out(std::size_t row);
    void forget(std::size_t row);

    std::deque<Row> rows_;          // standings are pointed to
    std::deque<std::size_t> kept_;  ///< rows that have their derivation, the oldest first
    std::uint64_t scored_ = 0;
};

}  // namespace phaen::score
