#pragma once

#include <cstdint>

/// For tests: a file layer of SQLite under which the power can fail. What was not synced is gone
/// then, or some of it is.
namespace phaen::store::testing_support {

inline constexpr const char* kCrashVfs = "phaen-crash";

void register_crash_vfs();
/// The power fails at the n-th write or sync from now on (n from 1): it and all after it fail.
void fail_power_after(std::uint64_t operations);
/// Brings the files to what is on the disk and the power back; all of them are closed. Of what was
/// not synced, by `seed`, nothing or every other write reached the disk.
void restore_power(std::uint64_t seed);

}  // namespace phaen::store::testing_support
