#include "commands.h"

#include "phaen/base/check.h"
#include "phaen/base/sha256.h"
#include "phaen/base/value.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;

namespace {

struct Head {
    std::int64_t seq = 0;
    std::string hash;
};

/// Takes the next place in the chain. The row stays locked until the transaction ends.
Result<Head, Error> lock_head(Connection& connection, const std::string& agency) {
    constexpr const char* kTake =
        "UPDATE audit_head SET seq = seq + 1 WHERE agency = $1 RETURNING seq, hash";
    auto rows = connection.query(kTake, {agency});
    if (!rows) return Unexpected{rows.error()};
    if (rows->empty()) {
        const auto made = connection.execute(
            "INSERT INTO audit_head (agency, seq, hash, fact_seq) VALUES ($1, 0, $2, 0) ON "
            "CONFLICT (agency) DO NOTHING",
            {agency, no_hash()});
        if (!made) return Unexpected{made.error()};
        rows = connection.query(kTake, {agency});
        if (!rows) return Unexpected{rows.error()};
    }
    PHAEN_CHECK(rows->size() == 1, "an agency has one head");
    return Head{rows->front().integer(0), rows->front().text(1)};
}

Result<Done, Error> append_entry(Connection& connection, const Head& head, const Command& command,
                                 const char* name, std::string body) {
    AuditEntry entry;
    entry.agency = command.agency;
    entry.seq = head.seq;
    entry.at = command.at;
    entry.actor = command.by;
    entry.command = name;
    entry.body = std::move(body);
    entry.previous = head.hash;
    entry.hash = hash_of(entry);
    const auto added = connection.execute(
        "INSERT INTO audit (agency, seq, at, actor, command, body, previous, hash) VALUES ($1, $2, "
        "$3, $4, $5, $6, $7, $8)",
        {entry.agency, entry.seq, entry.at, entry.actor, entry.command, entry.body, entry.previous,
         entry.hash});
    if (!added) return Unexpected{added.error()};
    const auto moved = connection.execute("UPDATE audit_head SET hash = $2 WHERE agency = $1",
                                          {entry.agency, entry.hash});
    if (!moved) return Unexpected{moved.error()};
    return Done{};
}

/// The answer of the command that had this key; null when it is new and now taken. Another
/// transaction that is about to take it is waited for.
Result<std::optional<std::string>, Error> take_key(Connection& connection, const Command& command) {
    const auto taken = connection.execute(
        "INSERT INTO command_key (agency, key, at, fingerprint, answer) VALUES ($1, $2, $3, $4, "
        "'') ON CONFLICT (agency, key) DO NOTHING",
        {command.agency, command.key, command.at, command.fingerprint});
    if (!taken) return Unexpected{taken.error()};
    if (*taken == 1) return std::optional<std::string>();
    const auto rows = connection.query(
        "SELECT fingerprint, answer FROM command_key WHERE agency = $1 AND key = $2",
        {command.agency, command.key});
    if (!rows) return Unexpected{rows.error()};
    PHAEN_CHECK(!rows->empty(), "a key that is taken is there");
    if (rows->front().text(0) != command.fingerprint)
        return Unexpected{Error{ErrorKind::conflict, "the key belongs to another command"}};
    return std::optional(rows->front().text(1));
}

}  // namespace

std::string no_hash() { return std::string(64, '0'); }

std::string hash_of(const AuditEntry& entry) {
    base::Object object;
    object.emplace_back("actor", base::Value(entry.actor));
    object.emplace_back("agency", base::Value(entry.agency));
    object.emplace_back("at", base::Value(entry.at));
    object.emplace_back("body", base::Value(entry.body));
    object.emplace_back("command", base::Value(entry.command));
    object.emplace_back("previous", base::Value(entry.previous));
    object.emplace_back("seq", base::Value(entry.seq));
    return base::sha256_hex(base::to_canonical_json(base::Value(std::move(object))));
}

Result<Done, Error> append_to_chain(Connection& connection, const Command& command,
                                    const char* name, std::string body) {
    const auto head = lock_head(connection, command.agency);
    if (!head) return Unexpected{head.error()};
    return append_entry(connection, *head, command, name, std::move(body));
}

Result<std::string, Error> run_command(
    Database& database, const Command& command, const char* name,
    const std::function<Result<Outcome, Error>(Connection&)>& work) {
    auto ran = run_or_repeat(database, command, name, work);
    if (!ran) return Unexpected{ran.error()};
    return std::move(ran->answer);
}

Result<Ran, Error> run_or_repeat(Database& database, const Command& command, const char* name,
                                 const std::function<Result<Outcome, Error>(Connection&)>& work) {
    return database.parts().write<Ran>([&](Connection& connection) -> Result<Ran, Error> {
        if (!command.key.empty()) {
            auto before = take_key(connection, command);
            if (!before) return Unexpected{before.error()};
            if (*before) return Ran{std::move(**before), true};
        }
        const auto head = lock_head(connection, command.agency);
        if (!head) return Unexpected{head.error()};
        auto outcome = work(connection);
        if (!outcome) return Unexpected{outcome.error()};
        const auto appended =
            append_entry(connection, *head, command, name, std::move(outcome->body));
        if (!appended) return Unexpected{appended.error()};
        if (command.key.empty()) return Ran{std::move(outcome->answer)};
        const auto kept =
            connection.execute("UPDATE command_key SET answer = $3 WHERE agency = $1 AND key = $2",
                               {command.agency, command.key, outcome->answer});
        if (!kept) return Unexpected{kept.error()};
        return Ran{std::move(outcome->answer)};
    });
}

Result<Done, Error> note_account_change(Connection& connection) {
    return done_by(connection.execute(
        "INSERT INTO account_change (id, number) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET "
        "number = account_change.number + 1"));
}

std::string body_of(base::Object members) {
    return base::to_canonical_json(base::Value(std::move(members)));
}

Error missing(std::string_view id) { return {ErrorKind::not_found, std::string(id)}; }

}  // namespace phaen::store
