#pragma once

#include "phaen/query/world.h"
#include "phaen/score/derivation.h"

namespace phaen::score {

/// Scores the plan as of the day and as known at the instant. Without a scheme levels are worth
/// what the criteria print, nothing is given below the lowest, nothing is interpolated, and two
/// decimals are shown. Rounding happens in what is shown (`score`); sums add exact points and are
/// rounded once. An indicator that is not applicable has no points, and its weight goes to no
/// other.
[[nodiscard]] Derivation score(const query::WorldSources& sources, const facts::AsOf& as_of);

/// The same of a plan whose version is known: making its hash takes longer than scoring a small
/// year.
[[nodiscard]] Derivation score_version(const query::WorldSources& sources, const facts::AsOf& as_of,
                                       std::string version);

/// The part of a step that should be done by the day, 0 to 1: by whole months that have ended when
/// it is spread evenly, all at the end of its last month otherwise.
[[nodiscard]] base::Ratio planned_part(const plan::Step& step, plan::Spread spread, facts::Day day);

}  // namespace phaen::score
