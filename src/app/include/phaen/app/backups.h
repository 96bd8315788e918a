#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "phaen/app/accounts.h"
#include "phaen/app/refusal.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/store/database.h"
#include "phaen/store/plan_store.h"
#include "phaen/store/verify.h"

namespace phaen::app {

/// What does not hold, for people.
[[nodiscard]] BothTexts name_of(store::Lie lie);

struct BackupOptions {
    std::function<store::Instant()> now;
    std::function<std::string()> new_id;
    /// Where they are kept, of nobody else: made when it is not there (0700). Several servers of
    /// one database share it.
    std::filesystem::path folder;
    std::filesystem::path files;      ///< the server's files
    std::filesystem::path audit_key;  ///< that signs the ends of the chains
    std::size_t most_kept = 10;
    std::uint64_t most_bytes = 100ULL << 30;  ///< of all together
};

/// A file that is sent as it is; its bytes live as long as the owner.
struct BackupFile {
    std::string name;
    std::string_view bytes;
    std::shared_ptr<const void> owner;
};

/// Backups that administrators make, check and take away, each one file beside a note about it. One
/// is made or checked at a time, over all servers that share the folder. Each holds everything of
/// every agency, so the chain of every agency tells who made, checked or took one.
///
/// An id leads to a file of the folder or to nothing: it has no slash, does not begin with a dot,
/// and links are not followed.
class Backups {
  public:
    Backups(store::Database& database, store::PlanStore& plans, const Accounts& accounts,
            BackupOptions options);
    ~Backups();
    Backups(const Backups&) = delete;
    Backups& operator=(const Backups&) = delete;
    template <class T>
    using Answer = base::Result<T, Refusal>;

    /// `{items, run, folder, most_kept, most_bytes, bytes}`, newest first; `run` is what is under
    /// way or went last, or null.
    [[nodiscard]] Answer<base::Value> list() const;
    /// Begins one; the oldest that are more, or more bytes, than are kept go when it is there.
    /// Refuses with `backup_under_way`.
    [[nodiscard]] Answer<base::Value> make(std::string_view by);
    /// Begins to check one: its file, the database in it as `store::verify` does, and its files.
    [[nodiscard]] Answer<base::Value> verify(std::string_view by, std::string_view id);
    /// `{id, kind: make|verify, status, progress, step, backup?, problem?}`.
    [[nodiscard]] Answer<base::Value> run(std::string_view id) const;
    [[nodiscard]] Answer<base::Done> stop(std::string_view id);
    /// The file, once the chains tell that it was taken.
    [[nodiscard]] Answer<BackupFile> open(std::string_view by, std::string_view id);

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace phaen::app
