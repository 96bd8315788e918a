#pragma once

#include <string>
#include <string_view>

#include "phaen/base/value.h"

namespace phaen::app {

struct BothTexts {
    std::string th;
    std::string en;
};

enum class RefusalKind {
    not_found,
    conflict,         ///< it is not in the state that this needs
    stale,            ///< it changed since the caller saw it
    invalid,          ///< what was sent cannot be used
    unsupported,      ///< not a kind of file that can be read
    busy,             ///< too much waits already
    too_many,         ///< attempts in too short a time
    unauthenticated,  ///< nobody signed in
    forbidden,        ///< the one who did may not do it
    unavailable,      ///< the store does not answer
};

/// Why a use case did nothing.
struct Refusal {
    RefusalKind kind = RefusalKind::invalid;
    std::string type;  ///< stable word: stale_element
    BothTexts title;
    BothTexts detail;
    base::Object members = {};  ///< what a program needs to go on
    std::string internal = {};  ///< for the log, never for a stranger
};

}  // namespace phaen::app
