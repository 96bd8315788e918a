#pragma once

#include <stdexcept>
#include <string>

namespace phaen::base {

/// A bug of ours: an invariant that we promised did not hold. Never thrown for bad input. `main`
/// turns it into exit status 3 with an incident id; under fuzzing (PHAEN_ABORT_ON_BUG) it aborts
/// instead.
class InternalError : public std::logic_error {
  public:
    explicit InternalError(const std::string& what) : std::logic_error(what) {}
};

/// Throws InternalError (or aborts under fuzzing). Called by PHAEN_CHECK only.
[[noreturn]] void fail_check(const char* condition, const char* why, const char* file, int line);

}  // namespace phaen::base

/// Checks an invariant in every build. `why` says what would be broken, for the person who reads
/// the incident.
#define PHAEN_CHECK(condition, why)                                           \
    do {                                                                      \
        if (!(condition)) [[unlikely]] {                                      \
            ::phaen::base::fail_check(#condition, (why), __FILE__, __LINE__); \
        }                                                                     \
    } while (false)
