#pragma once

#include <string_view>

#include "phaen/plan/io.h"

namespace phaen::fuzz {

/// Reads a plan file: it is refused with errors, or gives a plan that both forms write and read
/// back. Aborts when that does not hold.
void check_plan_file(std::string_view bytes, plan::FileFormat format);

/// Both forms write this plan and read it back.
void check_round_trip(const plan::Plan& plan);

}  // namespace phaen::fuzz
