#pragma once

#include <string>

#include "phaen/store/database.h"

namespace phaen::store {

/// Who does what for which agency. Every command is one transaction that also appends to the
/// agency's audit chain.
struct Command {
    std::string agency;
    std::string by;  ///< id of a person or a program
    Instant at = 0;
    /// With a key of the caller's, repeating the command has no second effect and gets the first
    /// answer; empty: none. `fingerprint` is of what was asked: the same key for something else is
    /// `conflict`.
    std::string key = {};
    std::string fingerprint = {};
};

}  // namespace phaen::store
