#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "phaen/base/result.h"
#include "phaen/store/database.h"
#include "phaen/store/error.h"

namespace phaen::store {

/// What stands in a backup's manifest.
struct BackupMade {
    std::int64_t format = 0;
    Instant at = 0;
    std::string sha256;  ///< of the database in it
    std::int64_t files = 0;
};

/// Writes the database as of one moment, and its files, into a new folder; writers go on meanwhile.
/// The database in it is a SQLite file whatever it was taken from, so that it can be restored into
/// either. The manifest comes last: without it a folder is no backup.
[[nodiscard]] base::Result<BackupMade, Error> backup(Database& database,
                                                     const std::filesystem::path& files,
                                                     const std::filesystem::path& folder,
                                                     Instant at);

/// Brings a backup back into a database that is not there yet (or holds nothing) and its files
/// folder. With `until` everything is as it was at that instant: later entries of the chains and
/// what they did are left out, and each chain goes on with an entry that says so. Personal data
/// that was changed or erased after it stays erased. Drafts and agencies' names are the newest
/// ones. `conflict` when the target holds something, or the backup is not what its manifest says.
[[nodiscard]] base::Result<base::Done, Error> restore(const std::filesystem::path& folder,
                                                      const DatabaseUrl& target,
                                                      const std::filesystem::path& files,
                                                      std::optional<Instant> until, Instant now);

}  // namespace phaen::store
