#include "phaen/store/plan_store.h"

#include <atomic>
#include <charconv>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <utility>

#include "commands.h"
#include "compression.h"
#include "database_parts.h"
#include "phaen/base/check.h"
#include "phaen/base/sha256.h"
#include "phaen/base/value.h"
#include "state_watch.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

/// A plan in JSON; the reader of plan files takes no more.
constexpr std::size_t kContentLimit = 64u << 20;

constexpr const char* kImportColumns =
    "SELECT id, agency, file_name, sha256, bytes, at, status, revision, hints, plan, read, draft "
    "FROM import WHERE id = $1";
constexpr const char* kImportList =
    "SELECT id, agency, file_name, sha256, bytes, at, status, revision, hints, plan FROM import "
    "WHERE agency = $1 ORDER BY at DESC, id";

std::string_view word_of(ImportStatus status) {
    switch (status) {
        case ImportStatus::review:
            return "review";
        case ImportStatus::accepted:
            return "accepted";
        case ImportStatus::discarded:
            return "discarded";
    }
    return "review";
}

ImportStatus status_from(std::string_view word) {
    if (word == "accepted") return ImportStatus::accepted;
    return word == "discarded" ? ImportStatus::discarded : ImportStatus::review;
}

Result<std::string, Error> unpack(const std::string& blob) {
    auto bytes = decompress(blob, kContentLimit);
    if (!bytes) return Unexpected{Error{ErrorKind::unusable, "a damaged content"}};
    return std::move(*bytes);
}

Import import_of(const Row& row) {
    Import import;
    import.id = row.text(0);
    import.agency = row.text(1);
    import.file_name = row.text(2);
    import.sha256 = row.text(3);
    import.bytes = row.integer(4);
    import.at = row.integer(5);
    import.status = status_from(row.text(6));
    import.revision = row.integer(7);
    import.hints = row.text(8);
    import.plan = row.text(9);
    return import;
}

/// From the columns plan, number, version, parent, restores, at, made_by, reason, action, subject,
/// changes.
Version version_from(const Row& row, std::size_t first = 0) {
    Version version;
    version.plan = row.text(first);
    version.number = row.integer(first + 1);
    version.version = row.text(first + 2);
    version.parent = row.integer(first + 3);
    version.restores = row.integer(first + 4);
    version.at = row.integer(first + 5);
    version.by = row.text(first + 6);
    version.reason = row.text(first + 7);
    version.action = row.text(first + 8);
    version.subject = row.text(first + 9);
    version.changes = row.text(first + 10);
    return version;
}

PlanHead head_from(const Row& row) {
    PlanHead head;
    head.agency = row.text(0);
    head.title_th = row.text(1);
    head.title_en = row.text(2);
    head.fiscal_year = static_cast<int>(row.integer(3));
    head.head = version_from(row, 4);
    return head;
}

Version made_of(const Command& command, std::string_view plan, std::int64_t number,
                std::int64_t parent, const NewVersion& fresh) {
    Version version;
    version.plan = plan;
    version.number = number;
    version.version = fresh.version;
    version.parent = parent;
    version.restores = fresh.restores;
    version.at = command.at;
    version.by = command.by;
    version.reason = fresh.reason;
    version.action = fresh.action;
    version.subject = fresh.subject;
    version.changes = fresh.changes;
    version.content = fresh.content;
    return version;
}

/// What the chain says of a version.
base::Object told_of(const Version& version) {
    return {{"number", Value(version.number)},
            {"plan", Value(version.plan)},
            {"version", Value(version.version)}};
}

std::string_view word_of(ImportJob::Status status) {
    switch (status) {
        case ImportJob::Status::waiting:
            return "waiting";
        case ImportJob::Status::done:
            return "done";
        case ImportJob::Status::failed:
            return "failed";
        case ImportJob::Status::stopped:
            return "stopped";
    }
    return "waiting";
}

#define PHAEN_JOBS                                                                            \
    "SELECT id, agency, made_by, file_name, sha256, at, status, tries, import, problem FROM " \
    "import_job"

ImportJob job_of(const Row& row) {
    using Status = ImportJob::Status;
    const std::string& word = row.text(6);
    ImportJob job;
    job.id = row.text(0);
    job.agency = row.text(1);
    job.by = row.text(2);
    job.file_name = row.text(3);
    job.sha256 = row.text(4);
    job.at = row.integer(5);
    job.status = word == "done"      ? Status::done
                 : word == "failed"  ? Status::failed
                 : word == "stopped" ? Status::stopped
                                     : Status::waiting;
    job.tries = row.integer(7);
    job.import = row.text(8);
    job.problem = row.text(9);
    return job;
}

Result<Done, Error> insert_version(Connection& connection, const Version& version,
                                   const std::string& packed) {
    const auto added = connection.execute(
        "INSERT INTO plan_version (plan, number, version, parent, restores, at, made_by, reason, "
        "action, subject, changes, content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
        "$12)",
        {version.plan, version.number, version.version, version.parent, version.restores,
         version.at, version.by, version.reason, version.action, version.subject, version.changes,
         Blob{packed}});
    if (!added) return Unexpected{added.error()};
    return Done{};
}

/// Where plans stood when they were read, believed as long as nothing was written to the database
/// since, by whomever.
class Positions {
  public:
    explicit Positions(Database& database) : database_(database) {}

    /// Null when the database cannot tell.
    [[nodiscard]] std::optional<StateWatch::State> state() {
        std::call_once(opened_, [this] {
            const auto& path = database_.url().path;
            if (!path.empty()) watch_ = StateWatch::open(path.string());
            is_open_.store(watch_ != nullptr, std::memory_order_release);
        });
        return watch_ ? watch_->now() : std::nullopt;
    }
    /// Never waits.
    [[nodiscard]] std::optional<PlanPosition> find(std::string_view id) const {
        if (!is_open_.load(std::memory_order_acquire)) return std::nullopt;
        const std::shared_lock lock(mutex_, std::try_to_lock);
        if (!lock) return std::nullopt;
        const auto found = kept_.find(id);
        if (found == kept_.end() || watch_->now() != found->second.state) return std::nullopt;
        return found->second.position;
    }
    /// `state` is of before the read.
    void keep(std::string_view id, const StateWatch::State& state, const PlanPosition& position) {
        const std::unique_lock lock(mutex_);
        if (kept_.size() >= kMost) kept_.clear();
        kept_.insert_or_assign(std::string(id), Kept{state, position});
    }

  private:
    static constexpr std::size_t kMost = 10'000;
    struct Kept {
        StateWatch::State state;
        PlanPosition position;
    };
    Database& database_;
    std::once_flag opened_;
    std::atomic<bool> is_open_{false};
    std::unique_ptr<const StateWatch> watch_;
    mutable std::shared_mutex mutex_;
    std::map<std::string, Kept, std::less<>> kept_;
};

}  // namespace

struct PlanStore::Parts {
    Parts(std::unique_ptr<Database> own, Database& of) : owned(std::move(own)), database(of) {}

    std::unique_ptr<Database> owned;  ///< null when another owns it
    Database& database;
    Positions positions{database};

    template <class T>
    Result<T, Error> read(const std::function<Result<T, Error>(Connection&)>& work) {
        return database.parts().read<T>(work);
    }

    /// A command whose answer nobody needs.
    Result<Done, Error> command(const Command& command, const char* name,
                                const std::function<Result<Outcome, Error>(Connection&)>& work) {
        const auto answer = run_command(database, command, name, work);
        if (!answer) return Unexpected{answer.error()};
        return Done{};
    }

    template <class T>
    Result<T, Error> write(const std::function<Result<T, Error>(Connection&)>& work) {
        return database.parts().write<T>(work);
    }
};

PlanStore::PlanStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PlanStore::~PlanStore() = default;

Result<std::unique_ptr<PlanStore>, Error> PlanStore::open(const std::filesystem::path& path) {
    auto database = Database::open(DatabaseUrl{path, ""});
    if (!database) return Unexpected{database.error()};
    Database& opened = **database;
    return std::unique_ptr<PlanStore>(
        new PlanStore(std::unique_ptr<Parts>(new Parts(std::move(*database), opened))));
}

std::unique_ptr<PlanStore> PlanStore::on(Database& database) {
    return std::unique_ptr<PlanStore>(
        new PlanStore(std::unique_ptr<Parts>(new Parts(nullptr, database))));
}

bool PlanStore::is_ready() const { return parts_->database.is_ready(); }

Result<std::optional<std::string>, Error> PlanStore::answered(const Command& command) const {
    using Answer = std::optional<std::string>;
    if (command.key.empty()) return Answer();
    return parts_->read<Answer>([&](Connection& connection) -> Result<Answer, Error> {
        const auto rows = connection.query(
            "SELECT fingerprint, answer FROM command_key WHERE agency = $1 AND key = $2",
            {command.agency, command.key});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Answer();
        if (rows->front().text(0) != command.fingerprint)
            return Unexpected{Error{ErrorKind::conflict, "the key belongs to another command"}};
        return Answer(rows->front().text(1));
    });
}

Result<Done, Error> PlanStore::put_agency(const Command& command, const Agency& agency) {
    return parts_->command(
        command, "agency.put", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto put = connection.execute(
                "INSERT INTO agency (id, name_th, name_en) VALUES ($1, $2, $3) ON CONFLICT (id) DO "
                "UPDATE SET name_th = excluded.name_th, name_en = excluded.name_en",
                {agency.id, agency.name_th, agency.name_en});
            if (!put) return Unexpected{put.error()};
            return Outcome{
                body_of({{"name_en", Value(agency.name_en)}, {"name_th", Value(agency.name_th)}}),
                agency.id};
        });
}

Result<std::vector<Agency>, Error> PlanStore::agencies() const {
    return parts_->read<std::vector<Agency>>(
        [](Connection& connection) -> Result<std::vector<Agency>, Error> {
            const auto rows =
                connection.query("SELECT id, name_th, name_en FROM agency ORDER BY id");
            if (!rows) return Unexpected{rows.error()};
            std::vector<Agency> agencies;
            for (const Row& row : *rows)
                agencies.push_back({row.text(0), row.text(1), row.text(2)});
            return agencies;
        });
}

Result<Agency, Error> PlanStore::agency(std::string_view id) const {
    return parts_->read<Agency>([&](Connection& connection) -> Result<Agency, Error> {
        const auto rows = connection.query("SELECT id, name_th, name_en FROM agency WHERE id = $1",
                                           {std::string(id)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing(id)};
        return Agency{rows->front().text(0), rows->front().text(1), rows->front().text(2)};
    });
}

bool PlanStore::has_one_server() const { return parts_->database.has_one_server(); }

Result<std::string, Error> PlanStore::add_job(const Command& command, const ImportJob& job,
                                              const JobHold& hold) {
    return run_command(
        parts_->database, command, "import.ask",
        [&](Connection& connection) -> Result<Outcome, Error> {
            const auto added = connection.execute(
                "INSERT INTO import_job (id, agency, made_by, file_name, sha256, at, status, "
                "tries, import, problem, held_by, held_until) VALUES ($1, $2, $3, $4, $5, $6, "
                "'waiting', 0, '', '', $7, $8)",
                {job.id, command.agency, command.by, job.file_name, job.sha256, command.at,
                 hold.server, hold.until});
            if (!added) return Unexpected{added.error()};
            return Outcome{body_of({{"job", Value(job.id)}, {"sha256", Value(job.sha256)}}),
                           job.id};
        });
}

Result<ImportJob, Error> PlanStore::job(std::string_view id) const {
    return parts_->read<ImportJob>([&](Connection& connection) -> Result<ImportJob, Error> {
        const auto rows = connection.query(PHAEN_JOBS " WHERE id = $1", {std::string(id)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing(id)};
        return job_of(rows->front());
    });
}

Result<std::vector<ImportJob>, Error> PlanStore::waiting_jobs(Instant free_at) const {
    using Jobs = std::vector<ImportJob>;
    return parts_->read<Jobs>([&](Connection& connection) -> Result<Jobs, Error> {
        const auto rows = connection.query(
            PHAEN_JOBS " WHERE status = 'waiting' AND held_until <= $1 ORDER BY at, id LIMIT 100",
            {free_at});
        if (!rows) return Unexpected{rows.error()};
        Jobs jobs;
        for (const Row& row : *rows) jobs.push_back(job_of(row));
        return jobs;
    });
}

Result<bool, Error> PlanStore::take_job(std::string_view id, const JobHold& hold, Instant free_at) {
    return parts_->write<bool>([&](Connection& connection) -> Result<bool, Error> {
        const auto taken = connection.execute(
            "UPDATE import_job SET held_by = $2, held_until = $3 WHERE id = $1 AND status = "
            "'waiting' AND (held_by = $2 OR held_until <= $4)",
            {std::string(id), hold.server, hold.until, free_at});
        if (!taken) return Unexpected{taken.error()};
        return *taken > 0;
    });
}

Result<Done, Error> PlanStore::hold_jobs(const JobHold& hold) {
    return done_by(parts_->write<std::int64_t>([&](Connection& connection) {
        return connection.execute(
            "UPDATE import_job SET held_until = $2 WHERE status = 'waiting' AND held_by = $1",
            {hold.server, hold.until});
    }));
}

Result<Done, Error> PlanStore::begin_job(std::string_view id) {
    return done_by(parts_->write<std::int64_t>([&](Connection& connection) {
        return connection.execute(
            "UPDATE import_job SET tries = tries + 1 WHERE id = $1 AND status = 'waiting'",
            {std::string(id)});
    }));
}

Result<Done, Error> PlanStore::end_job(std::string_view id, ImportJob::Status status,
                                       std::string_view problem) {
    return parts_->write<Done>([&](Connection& connection) -> Result<Done, Error> {
        const auto ended = connection.execute(
            "UPDATE import_job SET status = $2, problem = $3 WHERE id = $1 AND status = 'waiting'",
            {std::string(id), std::string(word_of(status)), std::string(problem)});
        if (!ended) return Unexpected{ended.error()};
        return Done{};
    });
}

Result<Done, Error> PlanStore::add_import(const Command& command, const Import& import,
                                          std::string_view job) {
    const std::string read = compress(import.read);
    const std::string draft = compress(import.draft);
    return parts_->command(
        command, "import.add", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto added = connection.execute(
                "INSERT INTO import (id, agency, file_name, sha256, bytes, at, status, revision, "
                "hints, plan, read, draft) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
                "$12)",
                {import.id, command.agency, import.file_name, import.sha256, import.bytes,
                 command.at, std::string(word_of(import.status)), import.revision, import.hints,
                 import.plan, Blob{read}, Blob{draft}});
            if (!added) return Unexpected{added.error()};
            if (!job.empty()) {
                const auto done = connection.execute(
                    "UPDATE import_job SET status = 'done', import = $2 WHERE id = $1 AND status = "
                    "'waiting'",
                    {std::string(job), import.id});
                if (!done) return Unexpected{done.error()};
                if (*done == 0) return Unexpected{Error{ErrorKind::conflict, std::string(job)}};
            }
            return Outcome{
                body_of({{"import", Value(import.id)}, {"sha256", Value(import.sha256)}}),
                import.id};
        });
}

Result<Import, Error> PlanStore::import(std::string_view id) const {
    return parts_->read<Import>([&](Connection& connection) -> Result<Import, Error> {
        const auto rows = connection.query(kImportColumns, {std::string(id)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing(id)};
        Import import = import_of(rows->front());
        auto read = unpack(rows->front().blob(10));
        if (!read) return Unexpected{read.error()};
        auto draft = unpack(rows->front().blob(11));
        if (!draft) return Unexpected{draft.error()};
        import.read = std::move(*read);
        import.draft = std::move(*draft);
        return import;
    });
}

Result<std::vector<Import>, Error> PlanStore::imports(std::string_view agency) const {
    return parts_->read<std::vector<Import>>(
        [&](Connection& connection) -> Result<std::vector<Import>, Error> {
            const auto rows = connection.query(kImportList, {std::string(agency)});
            if (!rows) return Unexpected{rows.error()};
            std::vector<Import> imports;
            for (const Row& row : *rows) imports.push_back(import_of(row));
            return imports;
        });
}

Result<std::int64_t, Error> PlanStore::change_import(const Command& command, const Import& import) {
    const std::string read = compress(import.read);
    const std::string draft = compress(import.draft);
    const auto done = parts_->command(
        command, "import.change", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto changed = connection.execute(
                "UPDATE import SET hints = $3, read = $4, draft = $5, revision = revision + 1 "
                "WHERE id = $1 AND revision = $2 AND status = 'review'",
                {import.id, import.revision, import.hints, Blob{read}, Blob{draft}});
            if (!changed) return Unexpected{changed.error()};
            if (*changed == 0) return Unexpected{Error{ErrorKind::conflict, import.id}};
            return Outcome{body_of({{"import", Value(import.id)},
                                    {"revision", Value(import.revision + 1)},
                                    {"sha256", Value(base::sha256_hex(import.draft))}}),
                           import.id};
        });
    if (!done) return Unexpected{done.error()};
    return import.revision + 1;
}

Result<Done, Error> PlanStore::discard_import(const Command& command, std::string_view id) {
    return parts_->command(
        command, "import.discard", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto changed = connection.execute(
                "UPDATE import SET status = 'discarded', revision = revision + 1 WHERE id = $1 AND "
                "status = 'review'",
                {std::string(id)});
            if (!changed) return Unexpected{changed.error()};
            if (*changed == 0) return Unexpected{Error{ErrorKind::conflict, std::string(id)}};
            return Outcome{body_of({{"import", Value(id)}}), std::string(id)};
        });
}

Result<Version, Error> PlanStore::accept_import(const Command& command,
                                                const Acceptance& acceptance,
                                                const NewVersion& fresh) {
    const Version version = made_of(command, acceptance.plan, 1, 0, fresh);
    const std::string packed = compress(fresh.content);
    const auto plan = run_command(
        parts_->database, command, "import.accept",
        [&](Connection& connection) -> Result<Outcome, Error> {
            const auto changed = connection.execute(
                "UPDATE import SET status = 'accepted', plan = $3, revision = revision + 1 WHERE "
                "id = $1 AND revision = $2 AND status = 'review'",
                {acceptance.import, acceptance.revision, acceptance.plan});
            if (!changed) return Unexpected{changed.error()};
            if (*changed == 0) return Unexpected{Error{ErrorKind::conflict, acceptance.import}};
            const auto added = connection.execute(
                "INSERT INTO plan (id, agency, title_th, title_en, fiscal_year, head) SELECT $2, "
                "agency, $3, $4, $5, 1 FROM import WHERE id = $1",
                {acceptance.import, acceptance.plan, fresh.title_th, fresh.title_en,
                 static_cast<std::int64_t>(fresh.fiscal_year)});
            if (!added) return Unexpected{added.error()};
            const auto inserted = insert_version(connection, version, packed);
            if (!inserted) return Unexpected{inserted.error()};
            const auto taught = connection.execute("UPDATE agency SET hints = $2 WHERE id = $1",
                                                   {command.agency, acceptance.hints});
            if (!taught) return Unexpected{taught.error()};
            base::Object body = told_of(version);
            body.emplace_back("import", Value(acceptance.import));
            return Outcome{body_of(std::move(body)), acceptance.plan};
        });
    if (!plan) return Unexpected{plan.error()};
    // A repetition has the plan of the first time.
    return *plan == acceptance.plan ? version : this->version(*plan, 1);
}

Result<Version, Error> PlanStore::add_plan(const Command& command, std::string_view id,
                                           const NewVersion& fresh) {
    const Version version = made_of(command, id, 1, 0, fresh);
    const std::string packed = compress(fresh.content);
    const auto plan = run_command(
        parts_->database, command, "plan.version",
        [&](Connection& connection) -> Result<Outcome, Error> {
            const auto added = connection.execute(
                "INSERT INTO plan (id, agency, title_th, title_en, fiscal_year, head) VALUES ($1, "
                "$2, $3, $4, $5, 1)",
                {version.plan, command.agency, fresh.title_th, fresh.title_en,
                 static_cast<std::int64_t>(fresh.fiscal_year)});
            if (!added) return Unexpected{added.error()};
            const auto inserted = insert_version(connection, version, packed);
            if (!inserted) return Unexpected{inserted.error()};
            return Outcome{body_of(told_of(version)), version.plan};
        });
    if (!plan) return Unexpected{plan.error()};
    return *plan == version.plan ? version : this->version(*plan, 1);
}

Result<std::string, Error> PlanStore::hints(std::string_view agency) const {
    return parts_->read<std::string>([&](Connection& connection) -> Result<std::string, Error> {
        const auto rows =
            connection.query("SELECT hints FROM agency WHERE id = $1", {std::string(agency)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing(agency)};
        return rows->front().text(0);
    });
}

Result<std::vector<PlanHead>, Error> PlanStore::plans(std::string_view agency) const {
    return parts_->read<std::vector<PlanHead>>(
        [&](Connection& connection) -> Result<std::vector<PlanHead>, Error> {
            const auto rows = connection.query(
                "SELECT p.agency, p.title_th, p.title_en, p.fiscal_year, v.plan, v.number, "
                "v.version, v.parent, v.restores, v.at, v.made_by, v.reason, v.action, v.subject, "
                "v.changes FROM plan p "
                "JOIN plan_version v ON v.plan = p.id AND v.number = p.head WHERE p.agency = $1 "
                "ORDER BY p.fiscal_year DESC, p.id",
                {std::string(agency)});
            if (!rows) return Unexpected{rows.error()};
            std::vector<PlanHead> heads;
            for (const Row& row : *rows) heads.push_back(head_from(row));
            return heads;
        });
}

Result<PlanHead, Error> PlanStore::plan(std::string_view id) const {
    return parts_->read<PlanHead>([&](Connection& connection) -> Result<PlanHead, Error> {
        const auto rows = connection.query(
            "SELECT p.agency, p.title_th, p.title_en, p.fiscal_year, v.plan, v.number, v.version, "
            "v.parent, v.restores, v.at, v.made_by, v.reason, v.action, v.subject, v.changes FROM "
            "plan p JOIN "
            "plan_version v ON v.plan = p.id AND v.number = p.head WHERE p.id = $1",
            {std::string(id)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing(id)};
        return head_from(rows->front());
    });
}

Result<PlanPosition, Error> PlanStore::position(std::string_view id) const {
    if (auto known = parts_->positions.find(id)) return std::move(*known);
    const auto state = parts_->positions.state();
    auto position =
        parts_->read<PlanPosition>([&](Connection& connection) -> Result<PlanPosition, Error> {
            const auto rows = connection.query(
                "SELECT v.number, v.version FROM plan p JOIN plan_version v ON v.plan = p.id AND "
                "v.number = p.head WHERE p.id = $1",
                {std::string(id)});
            if (!rows) return Unexpected{rows.error()};
            if (rows->empty()) return Unexpected{missing(id)};
            return PlanPosition{rows->front().integer(0), rows->front().text(1)};
        });
    if (position && state) parts_->positions.keep(id, *state, *position);
    return position;
}

std::optional<PlanPosition> PlanStore::known_position(std::string_view id) const {
    return parts_->positions.find(id);
}

Result<Version, Error> PlanStore::add_version(const Command& command, std::string_view plan,
                                              std::int64_t expected, const NewVersion& fresh) {
    const std::string packed = compress(fresh.content);
    Version made;
    const auto number = run_command(
        parts_->database, command, "plan.version",
        [&](Connection& connection) -> Result<Outcome, Error> {
            const auto moved = connection.execute(
                "UPDATE plan SET head = head + 1, title_th = $3, title_en = $4, fiscal_year = $5 "
                "WHERE id = $1 AND head = $2",
                {std::string(plan), expected, fresh.title_th, fresh.title_en,
                 static_cast<std::int64_t>(fresh.fiscal_year)});
            if (!moved) return Unexpected{moved.error()};
            if (*moved == 0) return Unexpected{Error{ErrorKind::conflict, std::string(plan)}};
            // The chain of edits runs over positions, so that undo walks back over what it
            // restored.
            const auto before = connection.query(
                "SELECT restores FROM plan_version WHERE plan = $1 AND number = $2",
                {std::string(plan), expected});
            if (!before) return Unexpected{before.error()};
            PHAEN_CHECK(!before->empty(), "a plan's head is one of its versions");
            const std::int64_t restored = before->front().integer(0);
            made = made_of(command, plan, expected + 1, restored != 0 ? restored : expected, fresh);
            const auto inserted = insert_version(connection, made, packed);
            if (!inserted) return Unexpected{inserted.error()};
            return Outcome{body_of(told_of(made)), std::to_string(made.number)};
        });
    if (!number) return Unexpected{number.error()};
    if (*number == std::to_string(made.number)) return made;
    // A repetition has the version of the first time.
    std::int64_t first = 0;
    std::from_chars(number->data(), number->data() + number->size(), first);
    return version(plan, first);
}

Result<Version, Error> PlanStore::version(std::string_view plan, std::int64_t number) const {
    return parts_->read<Version>([&](Connection& connection) -> Result<Version, Error> {
        const auto rows = connection.query(
            "SELECT plan, number, version, parent, restores, at, made_by, reason, action, subject, "
            "changes, content FROM plan_version WHERE plan = $1 AND number = $2",
            {std::string(plan), number});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing(plan)};
        Version version = version_from(rows->front());
        auto content = unpack(rows->front().blob(11));
        if (!content) return Unexpected{content.error()};
        version.content = std::move(*content);
        return version;
    });
}

Result<std::int64_t, Error> PlanStore::number_in_force(
    std::string_view plan, const facts::AsOf& as_of, const std::vector<Approval>& approvals) const {
    const Instant known_at = as_of.known_at.microseconds();
    std::vector<const Approval*> known;
    for (const Approval& approval : approvals) {
        if (approval.at <= known_at) known.push_back(&approval);
    }
    // The first that was approved was the plan from the beginning.
    for (std::size_t i = known.size(); i > 1; --i) {
        if (known[i - 1]->from <= as_of.day) break;
        if (i == 2 || known[i - 2]->from <= as_of.day) return known[i - 2]->number;
    }
    return parts_->read<std::int64_t>([&](Connection& connection) -> Result<std::int64_t, Error> {
        for (const char* sql :
             {"SELECT number FROM plan_version WHERE plan = $1 AND at <= $2 ORDER BY number DESC "
              "LIMIT 1",
              "SELECT number FROM plan_version WHERE plan = $1 AND at > $2 ORDER BY number LIMIT "
              "1"}) {
            const auto rows = connection.query(sql, {std::string(plan), known_at});
            if (!rows) return Unexpected{rows.error()};
            if (!rows->empty()) return rows->front().integer(0);
        }
        return Unexpected{missing(plan)};
    });
}

Result<std::vector<Version>, Error> PlanStore::versions(std::string_view plan, std::int64_t before,
                                                        std::size_t count) const {
    return parts_->read<std::vector<Version>>(
        [&](Connection& connection) -> Result<std::vector<Version>, Error> {
            const auto rows = connection.query(
                "SELECT plan, number, version, parent, restores, at, made_by, reason, action, "
                "subject, changes FROM plan_version WHERE plan = $1 AND number < $2 ORDER BY "
                "number DESC LIMIT $3",
                {std::string(plan), before, static_cast<std::int64_t>(count)});
            if (!rows) return Unexpected{rows.error()};
            std::vector<Version> versions;
            for (const Row& row : *rows) versions.push_back(version_from(row));
            return versions;
        });
}

Result<Version, Error> PlanStore::redo_of(std::string_view plan, std::int64_t position) const {
    return parts_->read<Version>([&](Connection& connection) -> Result<Version, Error> {
        const auto rows = connection.query(
            "SELECT plan, number, version, parent, restores, at, made_by, reason, action, subject, "
            "changes FROM plan_version WHERE plan = $1 AND parent = $2 AND restores = 0 ORDER BY "
            "number DESC "
            "LIMIT 1",
            {std::string(plan), position});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing(plan)};
        return version_from(rows->front());
    });
}

}  // namespace phaen::store
