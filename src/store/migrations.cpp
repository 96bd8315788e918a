#include "migrations.h"

#include <array>
#include <span>
#include <string>

#include "phaen/store/database.h"
#include "record_tables.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;

namespace {

// Released steps are never changed, only followed by others.
constexpr std::array kFirst = {
    "CREATE TABLE agency (id {text} PRIMARY KEY, name_th {text} NOT NULL, name_en {text} NOT NULL, "
    "hints {text} NOT NULL DEFAULT '') {strict}",
    "CREATE TABLE plan (id {text} PRIMARY KEY, agency {text} NOT NULL REFERENCES agency (id), "
    "title_th {text} NOT NULL, title_en {text} NOT NULL, fiscal_year {i64} NOT NULL, head {i64} "
    "NOT NULL) {strict}",
    "CREATE INDEX plan_by_agency ON plan (agency, fiscal_year, id)",
    "CREATE TABLE plan_version (plan {text} NOT NULL REFERENCES plan (id), number {i64} NOT NULL, "
    "version {text} NOT NULL, parent {i64} NOT NULL, restores {i64} NOT NULL, at {ts} NOT "
    "NULL, made_by {text} NOT NULL, reason {text} NOT NULL, changes {text} NOT NULL, content "
    "{blob} NOT NULL, PRIMARY KEY (plan, number)) {strict}",
    "CREATE INDEX plan_version_by_parent ON plan_version (plan, parent)",
    "CREATE TABLE import (id {text} PRIMARY KEY, agency {text} NOT NULL REFERENCES agency (id), "
    "file_name {text} NOT NULL, sha256 {text} NOT NULL, bytes {i64} NOT NULL, at {ts} NOT NULL, "
    "status {text} NOT NULL CHECK (status IN ('review', 'accepted', 'discarded')), revision {i64} "
    "NOT NULL, hints {text} NOT NULL, plan {text} NOT NULL, read {blob} NOT NULL, draft {blob} NOT "
    "NULL) {strict}",
    "CREATE INDEX import_by_agency ON import (agency, at)",
};

// The year's facts, what is personal, and the chain of all commands.
constexpr std::array kFacts = {
    "CREATE TABLE audit_head (agency {text} PRIMARY KEY, seq {i64} NOT NULL, hash {text} NOT NULL, "
    "fact_seq {i64} NOT NULL) {strict}",
    "CREATE TABLE audit (agency {text} NOT NULL, seq {i64} NOT NULL, at {ts} NOT NULL, actor "
    "{text} NOT NULL, command {text} NOT NULL, body {json} NOT NULL, previous {text} NOT NULL, "
    "hash {text} NOT NULL, PRIMARY KEY (agency, seq)) {strict}",
    "CREATE TABLE audit_signature (agency {text} NOT NULL, day {text} NOT NULL, seq {i64} NOT "
    "NULL, hash {text} NOT NULL, public_key {text} NOT NULL, signature {text} NOT NULL, PRIMARY "
    "KEY (agency, day)) {strict}",
    // `chain` is the seq of the fact that a chain of corrections began with.
    "CREATE TABLE fact (agency {text} NOT NULL, seq {i64} NOT NULL, id {text} NOT NULL, kind "
    "{text} NOT NULL, plan {text} NOT NULL, element {text} NOT NULL, from_day {i64}, day {i64} NOT "
    "NULL, recorded_at {ts} NOT NULL, made_by {text} NOT NULL, corrects {text} NOT NULL, chain "
    "{i64} NOT NULL, withdraws {i64} NOT NULL, line {json} NOT NULL, PRIMARY KEY (agency, seq)) "
    "{strict}",
    "CREATE UNIQUE INDEX fact_by_id ON fact (agency, id)",
    "CREATE INDEX fact_by_element ON fact (agency, plan, element, day)",
    "CREATE INDEX fact_by_chain ON fact (agency, chain, seq)",
    "CREATE TABLE person (agency {text} NOT NULL, id {text} NOT NULL, salt {blob} NOT NULL, data "
    "{json} NOT NULL, PRIMARY KEY (agency, id)) {strict}",
    "CREATE TABLE command_key (agency {text} NOT NULL, key {text} NOT NULL, at {ts} NOT NULL, "
    "fingerprint {text} NOT NULL, answer {text} NOT NULL, PRIMARY KEY (agency, key)) {strict}",
    "CREATE TABLE draft (agency {text} NOT NULL, id {text} NOT NULL, owner {text} NOT NULL, kind "
    "{text} NOT NULL, at {ts} NOT NULL, revision {i64} NOT NULL, body {json} NOT NULL, PRIMARY KEY "
    "(agency, id)) {strict}",
    "CREATE INDEX draft_by_owner ON draft (agency, owner, id)",
    "CREATE TABLE workflow (agency {text} NOT NULL, kind {text} NOT NULL, subject {text} NOT NULL, "
    "state {text} NOT NULL, at {ts} NOT NULL, made_by {text} NOT NULL, assigned {text} NOT NULL, "
    "revision {i64} NOT NULL, PRIMARY KEY (agency, kind, subject)) {strict}",
    "CREATE TABLE outbox (agency {text} NOT NULL, id {text} NOT NULL, at {ts} NOT NULL, kind "
    "{text} NOT NULL, body {json} NOT NULL, sent_at {ts} NOT NULL DEFAULT 0, PRIMARY KEY (agency, "
    "id)) {strict}",
    "CREATE INDEX outbox_waiting ON outbox (at, agency, id) WHERE sent_at = 0",
    "CREATE TABLE search (agency {text} NOT NULL, trigram {text} NOT NULL, kind {text} NOT NULL, "
    "id {text} NOT NULL, PRIMARY KEY (agency, trigram, kind, id)) {strict}",
    "CREATE TABLE search_text (agency {text} NOT NULL, kind {text} NOT NULL, id {text} NOT NULL, "
    "folded {text} NOT NULL, PRIMARY KEY (agency, kind, id)) {strict}",
};

// What was done, apart from a person's words, and documents that wait to be read.
constexpr std::array kActions = {
    "ALTER TABLE plan_version ADD COLUMN action {text} NOT NULL DEFAULT ''",
    "ALTER TABLE plan_version ADD COLUMN subject {text} NOT NULL DEFAULT ''",
    "CREATE TABLE import_job (id {text} PRIMARY KEY, agency {text} NOT NULL REFERENCES agency "
    "(id), made_by {text} NOT NULL, file_name {text} NOT NULL, sha256 {text} NOT NULL, at {ts} NOT "
    "NULL, status {text} NOT NULL CHECK (status IN ('waiting', 'done', 'failed', 'stopped')), "
    "tries {i64} NOT NULL, import {text} NOT NULL, problem {text} NOT NULL) {strict}",
    "CREATE INDEX import_job_waiting ON import_job (at, id) WHERE status = 'waiting'",
};

// Who may sign in, and what they are where. Tokens are kept as hashes.
constexpr std::array kAccounts = {
    "CREATE TABLE account (id {text} PRIMARY KEY, login {text} NOT NULL UNIQUE, name {text} NOT "
    "NULL, password {text} NOT NULL, second_factor {text} NOT NULL, disabled {i64} NOT NULL, at "
    "{ts} NOT NULL) {strict}",
    "CREATE TABLE assignment (id {text} PRIMARY KEY, account {text} NOT NULL, agency {text} NOT "
    "NULL, role {text} NOT NULL, unit {text} NOT NULL, fiscal_year {i64} NOT NULL, part {text} NOT "
    "NULL, in_place {text} NOT NULL, first_day {i64} NOT NULL, last_day {i64} NOT NULL) {strict}",
    "CREATE INDEX assignment_by_account ON assignment (account)",
    "CREATE INDEX assignment_by_agency ON assignment (agency)",
    "CREATE TABLE session (hash {text} PRIMARY KEY, account {text} NOT NULL, csrf {text} NOT NULL, "
    "at {ts} NOT NULL, seen_at {ts} NOT NULL, ends_at {ts} NOT NULL) {strict}",
    "CREATE INDEX session_by_account ON session (account)",
    "CREATE TABLE api_token (id {text} PRIMARY KEY, account {text} NOT NULL, name {text} NOT NULL, "
    "hash {text} NOT NULL UNIQUE, scopes {text} NOT NULL, at {ts} NOT NULL, ends_at {ts} NOT NULL) "
    "{strict}",
    "CREATE INDEX api_token_by_account ON api_token (account)",
    "CREATE TABLE sign_in_failure (key {text} PRIMARY KEY, count {i64} NOT NULL, last {ts} NOT "
    "NULL) {strict}",
};

// How each approval went, step by step, and what an agency sets for itself.
constexpr std::array kApprovals = {
    "CREATE TABLE workflow_move (agency {text} NOT NULL, kind {text} NOT NULL, subject {text} NOT "
    "NULL, revision {i64} NOT NULL, action {text} NOT NULL, from_state {text} NOT NULL, to_state "
    "{text} NOT NULL, at {ts} NOT NULL, made_by {text} NOT NULL, note {json} NOT NULL, PRIMARY KEY "
    "(agency, kind, subject, revision)) {strict}",
    "CREATE TABLE setting (agency {text} NOT NULL, name {text} NOT NULL, at {ts} NOT NULL, value "
    "{json} NOT NULL, PRIMARY KEY (agency, name)) {strict}",
};

// What people are told: in the application, by mail, by another program, by a calendar.
constexpr std::array kNotices = {
    "CREATE TABLE notice (agency {text} NOT NULL, id {text} NOT NULL, account {text} NOT NULL, "
    "cause {text} NOT NULL, kind {text} NOT NULL, plan {text} NOT NULL, about {text} NOT NULL, day "
    "{i64} NOT NULL, at {ts} NOT NULL, read_at {ts} NOT NULL DEFAULT 0, data {json} NOT NULL, "
    "PRIMARY KEY (agency, id)) {strict}",
    // One notice per cause for each person.
    "CREATE UNIQUE INDEX notice_by_cause ON notice (account, agency, cause)",
    "CREATE INDEX notice_by_account ON notice (account, at, id)",
    "CREATE TABLE notice_setting (account {text} PRIMARY KEY, at {ts} NOT NULL, channel {text} NOT "
    "NULL, mail {text} NOT NULL, language {text} NOT NULL) {strict}",
    "ALTER TABLE outbox ADD COLUMN tries {i64} NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN next_at {ts} NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN dead_at {ts} NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN problem {text} NOT NULL DEFAULT ''",
    "CREATE INDEX outbox_due ON outbox (next_at, agency, id) WHERE sent_at = 0 AND dead_at = 0",
    "CREATE TABLE mail_link (id {text} PRIMARY KEY, agency {text} NOT NULL, account {text} NOT "
    "NULL, purpose {text} NOT NULL, about {json} NOT NULL, at {ts} NOT NULL, ends_at {ts} NOT "
    "NULL, used_at {ts} NOT NULL DEFAULT 0) {strict}",
    "CREATE INDEX mail_link_by_account ON mail_link (account)",
    "CREATE TABLE calendar_feed (account {text} PRIMARY KEY, hash {text} NOT NULL UNIQUE, at {ts} "
    "NOT NULL) {strict}",
};

// Which record a fact is about, and the dictionaries whose records stand in tables of their own.
constexpr std::array kRecords = {
    "CREATE TABLE dictionary (agency {text} NOT NULL, dataset {text} NOT NULL, version {i64} NOT "
    "NULL, at {ts} NOT NULL, content {json} NOT NULL, PRIMARY KEY (agency, dataset, version)) "
    "{strict}",
    "ALTER TABLE fact ADD COLUMN dataset {text} NOT NULL DEFAULT ''",
    "ALTER TABLE fact ADD COLUMN record {text} NOT NULL DEFAULT ''",
    "CREATE INDEX fact_by_record ON fact (agency, dataset, record, seq) WHERE dataset <> ''",
};

// Few facts correct another, and only those are asked for by their chain; records are of no
// element.
constexpr std::array kFewerIndexes = {
    "DROP INDEX fact_by_chain",
    "CREATE INDEX fact_by_correction ON fact (agency, chain, seq) WHERE corrects <> ''",
    "DROP INDEX fact_by_element",
    "CREATE INDEX fact_by_element ON fact (agency, plan, element, day) WHERE element <> ''",
};

// What waits in other systems, and who signed in from where.
constexpr std::array kStewardship = {
    "CREATE TABLE external_reference (agency {text} NOT NULL, id {text} NOT NULL, plan {text} NOT "
    "NULL, kind {text} NOT NULL, subject {text} NOT NULL, system {text} NOT NULL, number {text} "
    "NOT NULL, day {i64} NOT NULL, state {text} NOT NULL, note {text} NOT NULL, at {ts} NOT NULL, "
    "made_by {text} NOT NULL, revision {i64} NOT NULL, PRIMARY KEY (agency, id)) {strict}",
    "CREATE INDEX external_reference_by_plan ON external_reference (agency, plan, day)",
    "CREATE TABLE traffic (id {text} PRIMARY KEY, at {ts} NOT NULL, account {text} NOT NULL, "
    "address {text} NOT NULL, kind {text} NOT NULL) {strict}",
    "CREATE INDEX traffic_by_time ON traffic (at)",
};

// What servers on one database must know of each other: that who may come in changed, which code of
// a telephone was used, and who reads a document.
constexpr std::array kServers = {
    "CREATE TABLE account_change (id {i64} PRIMARY KEY, number {i64} NOT NULL) {strict}",
    "CREATE TABLE second_factor_use (account {text} PRIMARY KEY, period {i64} NOT NULL) {strict}",
    "ALTER TABLE import_job ADD COLUMN held_by {text} NOT NULL DEFAULT ''",
    "ALTER TABLE import_job ADD COLUMN held_until {ts} NOT NULL DEFAULT 0",
};

constexpr std::array kSteps = {
    std::span<const char* const>(kFirst),       std::span<const char* const>(kFacts),
    std::span<const char* const>(kActions),     std::span<const char* const>(kAccounts),
    std::span<const char* const>(kApprovals),   std::span<const char* const>(kNotices),
    std::span<const char* const>(kRecords),     std::span<const char* const>(kFewerIndexes),
    std::span<const char* const>(kStewardship), std::span<const char* const>(kServers)};

/// `PHAN`, so that another program's database is not taken for ours.
constexpr std::int64_t kApplication = 0x5048414E;

struct Found {
    std::int64_t format = 0;
    bool is_ours = false;
    bool is_empty = false;
};

Result<Found, Error> look_at_sqlite(Connection& connection) {
    const auto application = connection.query("PRAGMA application_id");
    if (!application) return Unexpected{application.error()};
    const auto version = connection.query("PRAGMA user_version");
    if (!version) return Unexpected{version.error()};
    const auto tables = connection.query("SELECT count(*) FROM sqlite_schema");
    if (!tables) return Unexpected{tables.error()};
    Found found;
    found.format = version->front().integer(0);
    found.is_ours = application->front().integer(0) == kApplication;
    found.is_empty = found.format == 0 && tables->front().integer(0) == 0;
    return found;
}

Result<Found, Error> look_at_postgres(Connection& connection) {
    const auto tables = connection.query(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()");
    if (!tables) return Unexpected{tables.error()};
    Found found;
    found.is_empty = tables->empty();
    for (const Row& row : *tables) found.is_ours = found.is_ours || row.text(0) == "phaen_format";
    if (!found.is_ours) return found;
    const auto version = connection.query("SELECT max(format) FROM phaen_format");
    if (!version) return Unexpected{version.error()};
    if (!version->front().is_null(0)) found.format = version->front().integer(0);
    return found;
}

Result<Found, Error> look_at(Connection& connection) {
    auto found = connection.backend() == Backend::sqlite ? look_at_sqlite(connection)
                                                         : look_at_postgres(connection);
    if (found && !found->is_ours && !found->is_empty)
        return Unexpected{Error{ErrorKind::unusable, "the database is another program's"}};
    return found;
}

Result<Done, Error> write_format(Connection& connection, std::int64_t format) {
    if (connection.backend() == Backend::postgres) {
        const auto made =
            connection.execute("CREATE TABLE IF NOT EXISTS phaen_format (format BIGINT NOT NULL)");
        if (!made) return Unexpected{made.error()};
        const auto added =
            connection.execute("INSERT INTO phaen_format (format) VALUES ($1)", {format});
        if (!added) return Unexpected{added.error()};
        return Done{};
    }
    const auto numbered = connection.execute("PRAGMA user_version=" + std::to_string(format));
    if (!numbered) return Unexpected{numbered.error()};
    const auto named = connection.execute("PRAGMA application_id=" + std::to_string(kApplication));
    if (!named) return Unexpected{named.error()};
    return Done{};
}

Result<Done, Error> take_step(Connection& connection, std::int64_t from) {
    return connection.transaction<Done>([&]() -> Result<Done, Error> {
        if (connection.backend() == Backend::postgres) {
            // Several servers may start at once on an empty database; one goes first.
            const auto locked =
                connection.query("SELECT CAST(pg_advisory_xact_lock($1) AS TEXT)", {kApplication});
            if (!locked) return Unexpected{locked.error()};
            const auto found = look_at(connection);
            if (!found) return Unexpected{found.error()};
            if (found->format != from) return Done{};
        }
        for (const char* statement : kSteps.at(static_cast<std::size_t>(from))) {
            const auto made = connection.execute(connection.in_words_of_database(statement));
            if (!made) return Unexpected{made.error()};
        }
        if (kSteps.at(static_cast<std::size_t>(from)).data() == kRecords.data()) {
            const auto named = name_records_of_facts(connection);
            if (!named) return named;
        }
        if (kSteps.at(static_cast<std::size_t>(from)).data() == kFewerIndexes.data()) {
            const auto made = make_tables_of_shipped(connection);
            if (!made) return made;
        }
        return write_format(connection, from + 1);
    });
}

/// Databases of before there were checksums get room for them by being written anew.
Result<Done, Error> add_checksums(Connection& connection) {
    if (connection.backend() == Backend::postgres) return Done{};
    constexpr std::array<std::string_view, 4> kStatements = {"PRAGMA cache_spill=OFF",
                                                             "PRAGMA journal_mode=DELETE", "VACUUM",
                                                             "PRAGMA journal_mode=WAL"};
    for (const std::string_view step : kStatements) {
        if (const auto done = connection.query(step); !done) return Unexpected{done.error()};
    }
    return Done{};
}

}  // namespace

std::int64_t newest_format() { return static_cast<std::int64_t>(kSteps.size()); }

Result<std::int64_t, Error> format_of(Connection& connection) {
    const auto found = look_at(connection);
    if (!found) return Unexpected{found.error()};
    return found->format;
}

Result<Done, Error> migrate(Connection& connection) {
    const auto format = format_of(connection);
    if (!format) return Unexpected{format.error()};
    if (*format > newest_format())
        return Unexpected{Error{ErrorKind::newer, "format " + std::to_string(*format)}};
    for (std::int64_t at = *format; at < newest_format(); ++at) {
        const auto done = take_step(connection, at);
        if (!done) return done;
    }
    return *format == 1 ? add_checksums(connection) : Result<Done, Error>(Done{});
}

}  // namespace phaen::store
