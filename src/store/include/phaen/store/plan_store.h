#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/store/database.h"
#include "phaen/store/error.h"

namespace phaen::store {

struct Agency {
    std::string id;
    std::string name_th;
    std::string name_en;
    friend bool operator==(const Agency&, const Agency&) = default;
};

enum class ImportStatus { review, accepted, discarded };

/// A document on its way to a plan.
struct Import {
    std::string id;
    std::string agency;
    std::string file_name;
    std::string sha256;  ///< of the file, which is in Files
    std::int64_t bytes = 0;
    Instant at = 0;
    ImportStatus status = ImportStatus::review;
    std::int64_t revision = 1;  ///< grows with each change of `hints`, `read` or `draft`
    std::string hints;          ///< canonical JSON
    std::string plan;           ///< id of the plan that it became; empty before
    std::string read;           ///< what the document says by those hints, a plan file in JSON
    std::string draft;          ///< the same as people corrected it
};

/// One version of a plan. `number` counts from 1.
struct Version {
    std::string plan;
    std::int64_t number = 0;
    std::string version;      ///< the hash that names the content
    std::int64_t parent = 0;  ///< the version that it was made from; 0: none
    /// The version whose content this one brings back (undo and redo); 0: it is an edit.
    std::int64_t restores = 0;
    Instant at = 0;
    std::string by;
    std::string reason;
    std::string changes;  ///< what changed, JSON for the version rail
    std::string content;  ///< a plan file in JSON; empty in lists

    /// The version where undo and redo stand: the one restored, else itself.
    [[nodiscard]] std::int64_t position() const { return restores != 0 ? restores : number; }
};

/// A plan and its newest version, without the content.
struct PlanHead {
    std::string agency;
    std::string title_th;
    std::string title_en;
    int fiscal_year = 0;
    Version head;
};

/// Where a plan stands: the number of its newest version, and the hash that names it.
struct PlanPosition {
    std::int64_t number = 0;
    std::string version;
};

/// What is new about a plan; the rest of Version is the store's to fill.
struct NewVersion {
    std::string version;
    std::int64_t restores = 0;
    Instant at = 0;
    std::string by;
    std::string reason;
    std::string changes;
    std::string content;
    std::string title_th;
    std::string title_en;
    int fiscal_year = 0;
};

/// Agencies, imports, plans. Every call is a whole: it happened, or nothing did. Safe from any
/// thread.
class PlanStore {
  public:
    /// Opens or makes the database and brings it to the newest format.
    [[nodiscard]] static base::Result<std::unique_ptr<PlanStore>, Error> open(
        const std::filesystem::path& path);
    /// On a database that outlives it.
    [[nodiscard]] static std::unique_ptr<PlanStore> on(Database& database);
    ~PlanStore();
    PlanStore(const PlanStore&) = delete;
    PlanStore& operator=(const PlanStore&) = delete;

    /// Adds an agency, or gives it new names.
    [[nodiscard]] base::Result<base::Done, Error> put_agency(const Agency& agency);
    [[nodiscard]] base::Result<std::vector<Agency>, Error> agencies() const;
    [[nodiscard]] base::Result<Agency, Error> agency(std::string_view id) const;

    /// `id` must be new.
    [[nodiscard]] base::Result<base::Done, Error> add_import(const Import& import);
    [[nodiscard]] base::Result<Import, Error> import(std::string_view id) const;
    /// Newest first, without `read` and `draft`.
    [[nodiscard]] base::Result<std::vector<Import>, Error> imports(std::string_view agency) const;
    /// Stores `hints`, `read`, `draft`; `import.revision` is what the caller saw, and the answer is
    /// the new one.
    [[nodiscard]] base::Result<std::int64_t, Error> change_import(const Import& import);
    [[nodiscard]] base::Result<base::Done, Error> discard_import(std::string_view id);

    /// Makes a plan's first version out of an import that is still in review at that revision.
    [[nodiscard]] base::Result<Version, Error> accept_import(std::string_view id,
                                                             std::int64_t revision,
                                                             std::string_view plan,
                                                             const NewVersion& version);
    /// What was told about an agency's documents, canonical JSON; empty when nothing was.
    [[nodiscard]] base::Result<std::string, Error> hints(std::string_view agency) const;
    [[nodiscard]] base::Result<base::Done, Error> put_hints(std::string_view agency,
                                                            std::string_view hints);

    /// By fiscal year, newest first, then by id.
    [[nodiscard]] base::Result<std::vector<PlanHead>, Error> plans(std::string_view agency) const;
    [[nodiscard]] base::Result<PlanHead, Error> plan(std::string_view id) const;
    /// Only where it stands, in one short read.
    [[nodiscard]] base::Result<PlanPosition, Error> position(std::string_view id) const;
    /// Adds the version after `expected`, which must be the newest one; `conflict` otherwise.
    [[nodiscard]] base::Result<Version, Error> add_version(std::string_view plan,
                                                           std::int64_t expected,
                                                           const NewVersion& version);
    [[nodiscard]] base::Result<Version, Error> version(std::string_view plan,
                                                       std::int64_t number) const;
    /// Newest first, older than `before`, without the content.
    [[nodiscard]] base::Result<std::vector<Version>, Error> versions(std::string_view plan,
                                                                     std::int64_t before,
                                                                     std::size_t count) const;
    /// The edit that redo brings back from a position; `not_found` when there is none.
    [[nodiscard]] base::Result<Version, Error> redo_of(std::string_view plan,
                                                       std::int64_t position) const;

    /// True when the database answers.
    [[nodiscard]] bool is_ready() const;

  private:
    struct Parts;
    explicit PlanStore(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace phaen::store
