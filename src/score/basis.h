#pragma once

#include <optional>
#include <string>
#include <vector>

#include "phaen/score/score.h"

namespace phaen::score {

/// What holds as of a day, to which facts can be added that nobody has reported: what a forecast
/// simulates, what an action would bring about. The sources must outlive it.
class Basis {
  public:
    Basis(const query::WorldSources& sources, const facts::AsOf& as_of);

    [[nodiscard]] const facts::AsOf& as_of() const { return as_of_; }
    [[nodiscard]] const query::WorldSources& sources() const { return sources_; }
    /// The facts that hold, in their order, without what they corrected.
    [[nodiscard]] const std::vector<facts::Fact>& facts() const { return facts_; }
    /// A fact of the plan that is not in the log, about the element, on the day.
    [[nodiscard]] facts::Fact suppose(facts::FactKind kind, std::string element, facts::Day day,
                                      facts::FactData data) const;
    /// The id of the supposed fact of that number; no fact of the log has it.
    [[nodiscard]] std::string id_of_supposed(std::size_t number) const {
        return prefix_ + "-" + std::to_string(number);
    }
    /// The facts that hold and those that are supposed; ids, order and instants of the latter are
    /// given here. A supposed fact that the log refuses is left out.
    [[nodiscard]] facts::FactLog log_with(std::vector<facts::Fact> supposed) const;
    /// The score as of the day, were these facts known.
    [[nodiscard]] Derivation score_with(std::vector<facts::Fact> supposed, facts::Day day) const;

  private:
    query::WorldSources sources_;
    facts::AsOf as_of_;
    std::vector<facts::Fact> facts_;
    std::string version_;
    std::string prefix_;  ///< of the ids of supposed facts: no fact of the log has it
};

/// The last day of the plan's fiscal year; null when its year is none.
[[nodiscard]] std::optional<facts::Day> last_day_of_year(const plan::Plan& plan);
[[nodiscard]] facts::Day last_day_of(base::YearMonth month);
/// The last day that is planned for the step; null without months.
[[nodiscard]] std::optional<facts::Day> planned_end(const plan::Step& step);
/// Points as exact fractions: `n` or `n/d`; nothing is 0.
[[nodiscard]] base::Ratio exact_or_zero(const std::string& exact);

}  // namespace phaen::score
