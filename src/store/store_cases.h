#pragma once

#include <string>

#include "phaen/facts/fact.h"
#include "phaen/store/database.h"
#include "phaen/store/year_store.h"

namespace phaen::store::testing_support {

/// Minutes of one morning, days of one month.
[[nodiscard]] base::Instant instant_at(int minute);
[[nodiscard]] facts::Day day_at(int day);
[[nodiscard]] Command command_at(int minute);
/// A note about step-1 of plan-1.
[[nodiscard]] facts::Fact fact_of(const std::string& id, int day, int minute,
                                  const std::string& corrects = "");
/// Something of every kind.
void fill(Database& database);
[[nodiscard]] std::string dump_of(Database& database);
/// What verify finds, a line each.
[[nodiscard]] std::string lies_of(Database& database);
/// How long the long cases go on: `--kills N`, `--postgres-kills N`, `--flips N`.
struct Lengths {
    int kills = 100;
    int postgres_kills = 100;
    int flips = 300;
};
[[nodiscard]] Lengths& lengths();

}  // namespace phaen::store::testing_support
