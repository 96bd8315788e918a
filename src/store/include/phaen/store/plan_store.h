#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/facts/log.h"
#include "phaen/store/command.h"
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

/// A document that waits to be read, so that it outlives the program.
struct ImportJob {
    std::string id;
    std::string agency;
    std::string by;
    std::string file_name;
    std::string sha256;  ///< of the file, which is in Files
    Instant at = 0;
    enum class Status { waiting, done, failed, stopped };
    Status status = Status::waiting;
    std::int64_t tries = 0;  ///< how often the reading was begun
    std::string import;      ///< what it became; empty before
    std::string problem;     ///< why it failed, JSON; empty otherwise
};

/// Which of the servers on one database reads a document, and until when the others leave it alone
/// without hearing again. The clocks of the servers must agree within seconds.
struct JobHold {
    std::string server;  ///< an id of the server's run; empty: nobody
    Instant until = 0;
};

/// After every instant.
inline constexpr Instant kNever = std::numeric_limits<Instant>::max();

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
    std::string reason;   ///< in a person's words; empty when nobody gave one
    std::string action;   ///< a word for what was done; empty in versions of before there were any
    std::string subject;  ///< what it was done to, by `action`: an element, a rule, a file's name
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

/// A decision by which a version of a plan holds.
struct Approval {
    Instant at = 0;           ///< when it was recorded
    std::int64_t number = 0;  ///< of the version
    facts::Day from;          ///< the first day on which it holds, as the order says
};

/// What is new about a plan; the rest of Version comes from the command and the store.
struct NewVersion {
    std::string version;
    std::int64_t restores = 0;
    std::string reason;
    std::string action;
    std::string subject;
    std::string changes;
    std::string content;
    std::string title_th;
    std::string title_en;
    int fiscal_year = 0;
};

/// Agencies, imports, plans. Every call is a whole: it happened, or nothing did. What takes a
/// command stands in its agency's chain; with a key a repetition changes nothing and has the first
/// answer. Safe from any thread.
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

    /// The answer of the command that had this key, when there was one: the number of a version, or
    /// an id. `conflict` when the key was another command's.
    [[nodiscard]] base::Result<std::optional<std::string>, Error> answered(
        const Command& command) const;

    /// Adds an agency, or gives it new names.
    [[nodiscard]] base::Result<base::Done, Error> put_agency(const Command& command,
                                                             const Agency& agency);
    [[nodiscard]] base::Result<std::vector<Agency>, Error> agencies() const;
    [[nodiscard]] base::Result<Agency, Error> agency(std::string_view id) const;

    /// As that of the database.
    [[nodiscard]] bool has_one_server() const;

    /// Remembers a document that is to be read; agency, person and instant are the command's. The
    /// answer is the job's id.
    [[nodiscard]] base::Result<std::string, Error> add_job(const Command& command,
                                                           const ImportJob& job,
                                                           const JobHold& hold = {});
    [[nodiscard]] base::Result<ImportJob, Error> job(std::string_view id) const;
    /// Those that no server holds beyond `free_at`, the oldest 100.
    [[nodiscard]] base::Result<std::vector<ImportJob>, Error> waiting_jobs(
        Instant free_at = kNever) const;
    /// Takes a waiting one that nobody else holds beyond `free_at`; false when it is another's.
    [[nodiscard]] base::Result<bool, Error> take_job(std::string_view id, const JobHold& hold,
                                                     Instant free_at);
    /// Holds all that the server has for longer, or lets go of them with an instant that is past.
    [[nodiscard]] base::Result<base::Done, Error> hold_jobs(const JobHold& hold);
    /// Counts a beginning of a waiting one.
    [[nodiscard]] base::Result<base::Done, Error> begin_job(std::string_view id);
    /// Of one that waits; otherwise nothing happens. A job is done by its import being added.
    [[nodiscard]] base::Result<base::Done, Error> end_job(std::string_view id,
                                                          ImportJob::Status status,
                                                          std::string_view problem);

    /// `import.id` must be new. The job that it comes from, if any, is done then; `conflict` when
    /// that no longer waits.
    [[nodiscard]] base::Result<base::Done, Error> add_import(const Command& command,
                                                             const Import& import,
                                                             std::string_view job);
    [[nodiscard]] base::Result<Import, Error> import(std::string_view id) const;
    /// Newest first, without `read` and `draft`.
    [[nodiscard]] base::Result<std::vector<Import>, Error> imports(std::string_view agency) const;
    /// Stores `hints`, `read`, `draft`; `import.revision` is what the caller saw, and the answer is
    /// the new one.
    [[nodiscard]] base::Result<std::int64_t, Error> change_import(const Command& command,
                                                                  const Import& import);
    [[nodiscard]] base::Result<base::Done, Error> discard_import(const Command& command,
                                                                 std::string_view id);

    /// Makes a plan's first version out of an import that is still in review at that revision, and
    /// keeps what the agency's documents taught.
    struct Acceptance {
        std::string import;
        std::int64_t revision = 0;
        std::string plan;
        std::string hints;  ///< canonical JSON, in the place of the agency's
    };
    [[nodiscard]] base::Result<Version, Error> accept_import(const Command& command,
                                                             const Acceptance& acceptance,
                                                             const NewVersion& version);
    /// Makes a plan's first version from a plan file; `conflict` when there is a plan of that id.
    [[nodiscard]] base::Result<Version, Error> add_plan(const Command& command,
                                                        std::string_view plan,
                                                        const NewVersion& version);
    /// What was told about an agency's documents, canonical JSON; empty when nothing was.
    [[nodiscard]] base::Result<std::string, Error> hints(std::string_view agency) const;

    /// By fiscal year, newest first, then by id.
    [[nodiscard]] base::Result<std::vector<PlanHead>, Error> plans(std::string_view agency) const;
    [[nodiscard]] base::Result<PlanHead, Error> plan(std::string_view id) const;
    /// Only where it stands, in one short read.
    [[nodiscard]] base::Result<PlanPosition, Error> position(std::string_view id) const;
    /// The same without waiting for anything; null when it was not read yet, when something was
    /// written to the database since, or when that cannot be told (PostgreSQL).
    [[nodiscard]] std::optional<PlanPosition> known_position(std::string_view id) const;
    /// Adds the version after `expected`, which must be the newest one; `conflict` otherwise.
    [[nodiscard]] base::Result<Version, Error> add_version(const Command& command,
                                                           std::string_view plan,
                                                           std::int64_t expected,
                                                           const NewVersion& version);
    [[nodiscard]] base::Result<Version, Error> version(std::string_view plan,
                                                       std::int64_t number) const;
    /// Which version of a plan was in force on a day by what was known at an instant. `approvals`
    /// are all decisions about it, in the order in which they were recorded. An amendment holds
    /// from its first day on; before that the plan holds as it was approved last before it. What
    /// was changed since the last decision belongs to what that decided. A plan that was brought in
    /// after the instant is read as it was brought in.
    [[nodiscard]] base::Result<std::int64_t, Error> number_in_force(
        std::string_view plan, const facts::AsOf& as_of,
        const std::vector<Approval>& approvals) const;
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
