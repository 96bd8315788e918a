#pragma once

#include <span>
#include <vector>

#include "phaen/query/world.h"
#include "phaen/score/derivation.h"

namespace phaen::score {

/// What holds for all indicators: the worlds as of the day and, for averages, at the ends of months
/// before it.
struct Setting {
    const query::World* world = nullptr;
    const std::vector<query::World>* month_ends = nullptr;
    Rounded rounding;
    base::Rounding mode = base::Rounding::half_up;
    /// Without the rows behind values and what is wrong with queries, which nobody adds up: all
    /// numbers are the same.
    bool is_brief = false;
};

/// The indicator, then its sub-indicators.
[[nodiscard]] std::vector<IndicatorScore> score_indicator(const plan::Indicator& indicator,
                                                          const Setting& setting);

/// Whether the indicator, or one of its sub-indicators, reads something that was touched as of the
/// day, or at the end of a month when it is an average.
[[nodiscard]] bool reads(const plan::Indicator& indicator, const query::Touched& now,
                         const query::Touched& month_ends,
                         std::span<const dataset::Dictionary> dictionaries);
[[nodiscard]] bool averages(const plan::Indicator& indicator);

}  // namespace phaen::score
