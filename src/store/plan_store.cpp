#include "phaen/store/plan_store.h"

#include <utility>

#include "compression.h"
#include "database_parts.h"
#include "phaen/base/check.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;

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

Error missing(std::string_view id) { return {ErrorKind::not_found, std::string(id)}; }

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

/// From the columns plan, number, version, parent, restores, at, made_by, reason, changes.
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
    version.changes = row.text(first + 8);
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

Version made_of(std::string_view plan, std::int64_t number, std::int64_t parent,
                const NewVersion& fresh) {
    Version version;
    version.plan = plan;
    version.number = number;
    version.version = fresh.version;
    version.parent = parent;
    version.restores = fresh.restores;
    version.at = fresh.at;
    version.by = fresh.by;
    version.reason = fresh.reason;
    version.changes = fresh.changes;
    version.content = fresh.content;
    return version;
}

Result<Done, Error> insert_version(Connection& connection, const Version& version,
                                   const std::string& packed) {
    const auto added = connection.execute(
        "INSERT INTO plan_version (plan, number, version, parent, restores, at, made_by, reason, "
        "changes, content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        {version.plan, version.number, version.version, version.parent, version.restores,
         version.at, version.by, version.reason, version.changes, Blob{packed}});
    if (!added) return Unexpected{added.error()};
    return Done{};
}

}  // namespace

struct PlanStore::Parts {
    std::unique_ptr<Database> owned;  ///< null when another owns it
    Database& database;

    template <class T>
    Result<T, Error> read(const std::function<Result<T, Error>(Connection&)>& work) {
        return database.parts().read<T>(work);
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
        new PlanStore(std::unique_ptr<Parts>(new Parts{std::move(*database), opened})));
}

std::unique_ptr<PlanStore> PlanStore::on(Database& database) {
    return std::unique_ptr<PlanStore>(
        new PlanStore(std::unique_ptr<Parts>(new Parts{nullptr, database})));
}

bool PlanStore::is_ready() const { return parts_->database.is_ready(); }

Result<Done, Error> PlanStore::put_agency(const Agency& agency) {
    return parts_->write<Done>([&](Connection& connection) -> Result<Done, Error> {
        const auto put = connection.execute(
            "INSERT INTO agency (id, name_th, name_en) VALUES ($1, $2, $3) ON CONFLICT (id) DO "
            "UPDATE SET name_th = excluded.name_th, name_en = excluded.name_en",
            {agency.id, agency.name_th, agency.name_en});
        if (!put) return Unexpected{put.error()};
        return Done{};
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

Result<Done, Error> PlanStore::add_import(const Import& import) {
    const std::string read = compress(import.read);
    const std::string draft = compress(import.draft);
    return parts_->write<Done>([&](Connection& connection) -> Result<Done, Error> {
        const auto added = connection.execute(
            "INSERT INTO import (id, agency, file_name, sha256, bytes, at, status, revision, "
            "hints, plan, read, draft) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            {import.id, import.agency, import.file_name, import.sha256, import.bytes, import.at,
             std::string(word_of(import.status)), import.revision, import.hints, import.plan,
             Blob{read}, Blob{draft}});
        if (!added) return Unexpected{added.error()};
        return Done{};
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

Result<std::int64_t, Error> PlanStore::change_import(const Import& import) {
    const std::string read = compress(import.read);
    const std::string draft = compress(import.draft);
    return parts_->write<std::int64_t>([&](Connection& connection) -> Result<std::int64_t, Error> {
        const auto changed = connection.execute(
            "UPDATE import SET hints = $3, read = $4, draft = $5, revision = revision + 1 WHERE id "
            "= $1 AND revision = $2 AND status = 'review'",
            {import.id, import.revision, import.hints, Blob{read}, Blob{draft}});
        if (!changed) return Unexpected{changed.error()};
        if (*changed == 0) return Unexpected{Error{ErrorKind::conflict, import.id}};
        return import.revision + 1;
    });
}

Result<Done, Error> PlanStore::discard_import(std::string_view id) {
    return parts_->write<Done>([&](Connection& connection) -> Result<Done, Error> {
        const auto changed = connection.execute(
            "UPDATE import SET status = 'discarded', revision = revision + 1 WHERE id = $1 AND "
            "status = 'review'",
            {std::string(id)});
        if (!changed) return Unexpected{changed.error()};
        if (*changed == 0) return Unexpected{Error{ErrorKind::conflict, std::string(id)}};
        return Done{};
    });
}

Result<Version, Error> PlanStore::accept_import(std::string_view id, std::int64_t revision,
                                                std::string_view plan, const NewVersion& fresh) {
    const Version version = made_of(plan, 1, 0, fresh);
    const std::string packed = compress(fresh.content);
    return parts_->write<Version>([&](Connection& connection) -> Result<Version, Error> {
        const auto changed = connection.execute(
            "UPDATE import SET status = 'accepted', plan = $3, revision = revision + 1 WHERE id = "
            "$1 AND revision = $2 AND status = 'review'",
            {std::string(id), revision, std::string(plan)});
        if (!changed) return Unexpected{changed.error()};
        if (*changed == 0) return Unexpected{Error{ErrorKind::conflict, std::string(id)}};
        const auto added = connection.execute(
            "INSERT INTO plan (id, agency, title_th, title_en, fiscal_year, head) SELECT $2, "
            "agency, $3, $4, $5, 1 FROM import WHERE id = $1",
            {std::string(id), std::string(plan), fresh.title_th, fresh.title_en,
             static_cast<std::int64_t>(fresh.fiscal_year)});
        if (!added) return Unexpected{added.error()};
        const auto inserted = insert_version(connection, version, packed);
        if (!inserted) return Unexpected{inserted.error()};
        return version;
    });
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

Result<Done, Error> PlanStore::put_hints(std::string_view agency, std::string_view hints) {
    return parts_->write<Done>([&](Connection& connection) -> Result<Done, Error> {
        const auto changed = connection.execute("UPDATE agency SET hints = $2 WHERE id = $1",
                                                {std::string(agency), std::string(hints)});
        if (!changed) return Unexpected{changed.error()};
        if (*changed == 0) return Unexpected{missing(agency)};
        return Done{};
    });
}

Result<std::vector<PlanHead>, Error> PlanStore::plans(std::string_view agency) const {
    return parts_->read<std::vector<PlanHead>>(
        [&](Connection& connection) -> Result<std::vector<PlanHead>, Error> {
            const auto rows = connection.query(
                "SELECT p.agency, p.title_th, p.title_en, p.fiscal_year, v.plan, v.number, "
                "v.version, v.parent, v.restores, v.at, v.made_by, v.reason, v.changes FROM plan p "
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
            "v.parent, v.restores, v.at, v.made_by, v.reason, v.changes FROM plan p JOIN "
            "plan_version v ON v.plan = p.id AND v.number = p.head WHERE p.id = $1",
            {std::string(id)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing(id)};
        return head_from(rows->front());
    });
}

Result<PlanPosition, Error> PlanStore::position(std::string_view id) const {
    return parts_->read<PlanPosition>([&](Connection& connection) -> Result<PlanPosition, Error> {
        const auto rows = connection.query(
            "SELECT v.number, v.version FROM plan p JOIN plan_version v ON v.plan = p.id AND "
            "v.number = p.head WHERE p.id = $1",
            {std::string(id)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing(id)};
        return PlanPosition{rows->front().integer(0), rows->front().text(1)};
    });
}

Result<Version, Error> PlanStore::add_version(std::string_view plan, std::int64_t expected,
                                              const NewVersion& fresh) {
    const std::string packed = compress(fresh.content);
    return parts_->write<Version>([&](Connection& connection) -> Result<Version, Error> {
        const auto moved = connection.execute(
            "UPDATE plan SET head = head + 1, title_th = $3, title_en = $4, fiscal_year = $5 WHERE "
            "id = $1 AND head = $2",
            {std::string(plan), expected, fresh.title_th, fresh.title_en,
             static_cast<std::int64_t>(fresh.fiscal_year)});
        if (!moved) return Unexpected{moved.error()};
        if (*moved == 0) return Unexpected{Error{ErrorKind::conflict, std::string(plan)}};
        // The chain of edits runs over positions, so that undo walks back over what it restored.
        const auto before =
            connection.query("SELECT restores FROM plan_version WHERE plan = $1 AND number = $2",
                             {std::string(plan), expected});
        if (!before) return Unexpected{before.error()};
        PHAEN_CHECK(!before->empty(), "a plan's head is one of its versions");
        const std::int64_t restored = before->front().integer(0);
        const Version version =
            made_of(plan, expected + 1, restored != 0 ? restored : expected, fresh);
        const auto inserted = insert_version(connection, version, packed);
        if (!inserted) return Unexpected{inserted.error()};
        return version;
    });
}

Result<Version, Error> PlanStore::version(std::string_view plan, std::int64_t number) const {
    return parts_->read<Version>([&](Connection& connection) -> Result<Version, Error> {
        const auto rows = connection.query(
            "SELECT plan, number, version, parent, restores, at, made_by, reason, changes, content "
            "FROM plan_version WHERE plan = $1 AND number = $2",
            {std::string(plan), number});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing(plan)};
        Version version = version_from(rows->front());
        auto content = unpack(rows->front().blob(9));
        if (!content) return Unexpected{content.error()};
        version.content = std::move(*content);
        return version;
    });
}

Result<std::vector<Version>, Error> PlanStore::versions(std::string_view plan, std::int64_t before,
                                                        std::size_t count) const {
    return parts_->read<std::vector<Version>>(
        [&](Connection& connection) -> Result<std::vector<Version>, Error> {
            const auto rows = connection.query(
                "SELECT plan, number, version, parent, restores, at, made_by, reason, changes FROM "
                "plan_version WHERE plan = $1 AND number < $2 ORDER BY number DESC LIMIT $3",
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
            "SELECT plan, number, version, parent, restores, at, made_by, reason, changes FROM "
            "plan_version WHERE plan = $1 AND parent = $2 AND restores = 0 ORDER BY number DESC "
            "LIMIT 1",
            {std::string(plan), position});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing(plan)};
        return version_from(rows->front());
    });
}

}  // namespace phaen::store
