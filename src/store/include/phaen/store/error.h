#pragma once

#include <string>

namespace phaen::store {

enum class ErrorKind {
    not_found,  ///< no row of that id
    conflict,   ///< it moved on since the caller saw it, or the id is taken
    newer,      ///< the database was written by a newer program
    unusable,   ///< not a database, damaged, no permission, no room
    moved_on,   ///< others were quicker: look again, and try again
    busy,       ///< another program is writing and did not finish in time
};

/// Which promise of a table was broken, when `conflict` comes from one.
enum class Constraint { none, unique, foreign_key, check, not_null };

/// Why the store refused. `detail` is for the log, never for a stranger.
struct Error {
    ErrorKind kind = ErrorKind::unusable;
    std::string detail;
    Constraint constraint = Constraint::none;
    bool retry = false;  ///< of two transactions at once the database let the other one through
};

}  // namespace phaen::store
