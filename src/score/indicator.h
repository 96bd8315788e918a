#pragma once

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
};

/// The indicator, then its sub-indicators.
[[nodiscard]] std::vector<IndicatorScore> score_indicator(const plan::Indicator& indicator,
                                                          const Setting& setting);

}  // namespace phaen::score
