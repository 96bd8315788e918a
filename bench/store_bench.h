#pragma once

#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "phaen/facts/fact.h"

/// Parts of store_bench; each prints its own lines.
namespace phaen::bench {

/// Processor seconds of this process (RUSAGE_SELF), or of the children that it waited for.
double processor_seconds(__rusage_who_t who);

using Clock = std::chrono::steady_clock;

[[nodiscard]] inline double seconds_since(Clock::time_point begun) {
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

/// A note of a few words about one of `elements` steps, on one of 365 days.
[[nodiscard]] facts::Fact note_of(std::int64_t number, std::int64_t elements);

/// Records from a CSV file into a typed table, as facts with the chain, beside `sqlite3 .import`.
void measure_records(const std::filesystem::path& folder, std::int64_t count, int turns);
/// Reads of one step as of a day among `count` facts, beside the same among a hundredth of them.
void measure_as_of(const std::filesystem::path& folder, std::int64_t count);
/// A backup of a database of that many megabytes while somebody writes.
void measure_backup(const std::filesystem::path& folder, std::int64_t megabytes);

}  // namespace phaen::bench
