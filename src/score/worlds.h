#pragma once

#include <string>
#include <vector>

#include "indicator.h"
#include "phaen/query/world.h"
#include "phaen/score/derivation.h"

namespace phaen::score {

/// What a score reads: the world as of the day and, when the plan averages anything, those at the
/// ends of the year's months before it.
struct Worlds {
    Worlds(const query::WorldSources& sources, const facts::AsOf& as_of);

    query::World now;
    std::vector<query::World> month_ends;
};

/// The worlds must outlive it.
[[nodiscard]] Setting setting_of(const Worlds& worlds);

struct Totals {
    std::vector<ComponentScore> components;
    ComponentScore total;
};
[[nodiscard]] Totals totals_of(const std::vector<IndicatorScore>& indicators,
                               const Setting& setting);

[[nodiscard]] Derivation derive(const Worlds& worlds, std::string version);

}  // namespace phaen::score
