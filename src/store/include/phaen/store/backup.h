#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/store/command.h"
#include "phaen/store/database.h"
#include "phaen/store/error.h"
#include "phaen/store/progress.h"

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
/// either. The manifest comes last: without it a folder is no backup. The folder and what is in it
/// are for their owner only (0700, 0600).
[[nodiscard]] base::Result<BackupMade, Error> backup(Database& database,
                                                     const std::filesystem::path& files,
                                                     const std::filesystem::path& folder,
                                                     Instant at, const Progress& progress = {});

/// What the folder of a backup says of itself; `conflict` when the database in it is another one.
[[nodiscard]] base::Result<BackupMade, Error> read_backup(const std::filesystem::path& folder);

/// A backup's folder as one file, a POSIX tar archive that is not there yet, mode 0600. Returns its
/// SHA-256. A file that could not be finished is removed.
[[nodiscard]] base::Result<std::string, Error> pack_backup(const std::filesystem::path& folder,
                                                           const std::filesystem::path& file,
                                                           const Progress& progress = {});

/// The SHA-256 of a file that `pack_backup` made.
[[nodiscard]] base::Result<std::string, Error> hash_backup(const std::filesystem::path& file,
                                                           const Progress& progress = {});

/// The folder again, new or empty. Only what a backup has is taken out of the archive: anything
/// else, a part that is cut, or a link is `conflict`.
[[nodiscard]] base::Result<base::Done, Error> unpack_backup(const std::filesystem::path& file,
                                                            const std::filesystem::path& folder,
                                                            const Progress& progress = {});

/// Brings a backup back into a database that is not there yet (or holds nothing) and its files
/// folder. With `until` everything is as it was at that instant: later entries of the chains and
/// what they did are left out, and each chain goes on with an entry that says so. Personal data
/// that was changed or erased after it stays erased. Drafts and agencies' names are the newest
/// ones. `conflict` when the target holds something, or the backup is not what its manifest says.
[[nodiscard]] base::Result<base::Done, Error> restore(const std::filesystem::path& folder,
                                                      const DatabaseUrl& target,
                                                      const std::filesystem::path& files,
                                                      std::optional<Instant> until, Instant now);

/// What somebody did with a backup. `drop`: it went because newer ones are kept.
enum class BackupDeed { make, verify, download, drop };

/// Tells the agency's chain of it: `backup.make`, `backup.verify`, `backup.download`,
/// `backup.drop`.
[[nodiscard]] base::Result<base::Done, Error> tell_backup(Database& database,
                                                          const Command& command, BackupDeed deed,
                                                          const base::Object& what);

}  // namespace phaen::store
