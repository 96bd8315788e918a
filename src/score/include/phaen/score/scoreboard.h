#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "phaen/score/live_score.h"

/// The scores of many agencies and years side by side.
namespace phaen::score {

/// Keeps what each row came to, and works out again what a fact of its own touched. It is the same
/// as `score` of the same facts, however it came about.
class Scoreboard {
  public:
    /// Facts that rows have in their places (LiveScore::placed), together.
    static constexpr std::size_t kPlaced = std::size_t{1} << 24;
    explicit Scoreboard(std::size_t most_placed = kPlaced) : most_placed_(most_placed) {}

    /// The row's number; rows are numbered from 0 in the order in which they are entered.
    std::size_t enter(ScoreboardYear year, facts::FactLog log);
    /// A row that was perhaps worked out before: by several threads, one row each.
    std::size_t enter(LiveScore row);
    /// Adds a fact to the row's log. When the log refuses it nothing changes.
    [[nodiscard]] base::Result<base::Done, facts::FactRefusal> add(std::size_t row,
                                                                   facts::Fact fact);
    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] const facts::FactLog& log(std::size_t row) const {
        return rows_.at(row).score.log();
    }

    /// Valid until the row gets a fact.
    [[nodiscard]] const Standing& standing(std::size_t row);
    /// All rows, by fiscal year, then by points from the most on, then by agency.
    [[nodiscard]] std::vector<const Standing*> standings();
    /// How the row's score came about. The last few are kept, the others made anew.
    [[nodiscard]] const Derivation& derivation(std::size_t row);
    /// How many indicators were scored since the beginning.
    [[nodiscard]] std::uint64_t scored() const;

  private:
    struct Row {
        LiveScore score;
        std::size_t placed = 0;  ///< as counted in `placed_`
        std::optional<Derivation> derivation;
    };
    void forget(std::size_t row);
    void count_placed(std::size_t row);

    std::deque<Row> rows_;                               // standings are pointed to
    std::map<const plan::Plan*, std::string> versions_;  ///< a plan's hash costs more than a score
    std::deque<std::size_t> kept_;   ///< rows that have their derivation, the oldest first
    std::deque<std::size_t> awake_;  ///< rows that have facts in their places, the oldest first
    std::size_t placed_ = 0;
    std::size_t most_placed_;
};

}  // namespace phaen::score
