#include "phaen/store/year_store.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <limits>
#include <utility>

#include "announce.h"
#include "commands.h"
#include "phaen/base/check.h"
#include "phaen/base/sha256.h"
#include "phaen/base/value.h"
#include "phaen/facts/io.h"
#include "record_tables.h"
#include "seal.h"
#include "search_words.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

std::int64_t number_of(const facts::Day& day) {
    return std::chrono::sys_days(day).time_since_epoch().count();
}

/// The columns of a fact that stand beside its line.
struct FactRow {
    Cell first_day = std::monostate{};
    std::int64_t last_day = 0;
};

FactRow days_of(const facts::When& when) {
    FactRow row;
    if (when.on) {
        row.last_day = number_of(*when.on);
    } else {
        PHAEN_CHECK(when.to && when.from, "a fact has a day or a span");
        row.first_day = number_of(*when.from);
        row.last_day = number_of(*when.to);
    }
    return row;
}

/// The chain that a fact belongs to: its own, or that of the one that it corrects.
Result<std::int64_t, Error> chain_of(Connection& connection, const std::string& agency,
                                     const facts::Fact& fact) {
    if (fact.corrects.empty()) return fact.seq;
    const auto rows =
        connection.query("SELECT chain, kind, plan FROM fact WHERE agency = $1 AND id = $2",
                         {agency, fact.corrects});
    if (!rows) return Unexpected{rows.error()};
    if (rows->empty() || rows->front().text(1) != facts::to_string(fact.kind) ||
        rows->front().text(2) != fact.plan) {
        return Unexpected{missing(fact.corrects)};
    }
    return rows->front().integer(0);
}

std::vector<Cell> row_of(const std::string& agency, const facts::Fact& fact, std::int64_t chain,
                         std::string line) {
    const FactRow row = days_of(fact.when);
    const auto* record = std::get_if<facts::Record>(&fact.data);
    return {agency,
            fact.seq,
            fact.id,
            std::string(facts::to_string(fact.kind)),
            fact.plan,
            fact.element,
            row.first_day,
            row.last_day,
            fact.recorded_at.microseconds(),
            fact.by,
            fact.corrects,
            chain,
            static_cast<std::int64_t>(fact.data.index() == 0 ? 1 : 0),
            std::move(line),
            record != nullptr ? record->dataset : std::string(),
            record != nullptr ? record->record : std::string()};
}

/// Adds the facts in their order and returns the SHA-256 of their lines.
Result<std::string, Error> insert_facts(Connection& connection, const std::string& agency,
                                        const std::vector<facts::Fact>& facts) {
    static const std::vector<std::string> kColumns = {
        "agency",    "seq",  "id",          "kind",    "plan",     "element",
        "from_day",  "day",  "recorded_at", "made_by", "corrects", "chain",
        "withdraws", "line", "dataset",     "record"};
    base::Sha256 lines;
    for (std::size_t next = 0; next < facts.size();) {
        // One that corrects asks for what stands before it; a run of others goes in at once.
        const auto chain = chain_of(connection, agency, facts[next]);
        if (!chain) return Unexpected{chain.error()};
        bool goes_on = true;
        const auto added = connection.bulk("fact", kColumns, [&](std::vector<Cell>& cells) {
            if (!goes_on) return false;
            const facts::Fact& fact = facts[next];
            std::string line = facts::to_line(fact);
            line += '\n';
            lines.add(line);
            line.pop_back();
            cells =
                row_of(agency, fact, fact.corrects.empty() ? fact.seq : *chain, std::move(line));
            ++next;
            goes_on = fact.corrects.empty() && next < facts.size() && facts[next].corrects.empty();
            return true;
        });
        if (!added) return Unexpected{added.error()};
    }
    return lines.hex();
}

Result<facts::Fact, Error> fact_of(const std::string& line) {
    const auto damaged = [] { return Unexpected{Error{ErrorKind::unusable, "a damaged fact"}}; };
    const auto value = base::parse_json(line);
    if (!value) return damaged();
    auto fact = facts::fact_from_value(*value);
    if (!fact) return damaged();
    return std::move(*fact);
}

Appended appended_from(const std::string& answer) {
    Appended appended;
    const char* end = answer.data() + answer.size();
    const auto first = std::from_chars(answer.data(), end, appended.first);
    PHAEN_CHECK(first.ec == std::errc() && first.ptr != end, "an answer of another command");
    std::from_chars(first.ptr + 1, end, appended.count);
    return appended;
}

Result<Done, Error> check_unless(Connection& connection, const std::string& agency,
                                 const Unless& unless) {
    if (!unless.kind.empty()) {
        const auto rows = connection.query(
            "SELECT seq FROM fact WHERE agency = $1 AND seq > $2 AND kind = $3 LIMIT 1",
            {agency, unless.after, unless.kind});
        if (!rows) return Unexpected{rows.error()};
        if (!rows->empty()) return Unexpected{Error{ErrorKind::moved_on, unless.kind}};
    }
    if (!unless.of_fact.empty()) {
        const auto rows = connection.query(
            "SELECT c.seq FROM fact f JOIN fact c ON c.agency = f.agency AND c.chain = f.chain "
            "WHERE f.agency = $1 AND f.id = $2 AND c.seq > $3 LIMIT 1",
            {agency, unless.of_fact, unless.after});
        if (!rows) return Unexpected{rows.error()};
        if (!rows->empty()) return Unexpected{Error{ErrorKind::moved_on, unless.of_fact}};
    }
    return Done{};
}

// Of a chain of corrections the last one known by then holds; only then its day counts.
#define PHAEN_FACTS_AS_OF(element)                                                          \
    "SELECT line FROM fact f WHERE f.agency = $1 AND f.plan = $2 AND f.day <= $3 AND "      \
    "f.recorded_at <= $4 AND f.withdraws = 0 AND NOT EXISTS (SELECT 1 FROM fact c WHERE "   \
    "c.agency = f.agency AND c.chain = f.chain AND c.seq > f.seq AND c.corrects <> '' AND " \
    "c.recorded_at <= $4)" element " ORDER BY f.seq"

}  // namespace

Result<Appended, Error> YearStore::append(const Command& command, std::vector<facts::Fact> facts,
                                          const Unless& unless) {
    // What runs again finds in the facts only the ids of these.
    std::vector<Withheld> people;
    const auto ran = run_or_repeat(
        database_, command, "facts.add", [&](Connection& connection) -> Result<Outcome, Error> {
            // The head is locked: whoever else adds to this agency, on any server, waits.
            if (const auto quiet = check_unless(connection, command.agency, unless); !quiet)
                return Unexpected{quiet.error()};
            const auto count = static_cast<std::int64_t>(facts.size());
            const auto moved = connection.query(
                "UPDATE audit_head SET fact_seq = fact_seq + $2 WHERE agency = $1 RETURNING "
                "fact_seq",
                {command.agency, count});
            if (!moved) return Unexpected{moved.error()};
            const std::int64_t first = moved->front().integer(0) - count + 1;
            RecordKeeper records(connection, command.agency, command.at,
                                 database_.parts().record_layouts);
            for (std::int64_t i = 0; i < count; ++i)
                facts[static_cast<std::size_t>(i)].seq = first + i;
            const auto prepared = records.prepare(facts, people);
            if (!prepared) return Unexpected{prepared.error()};
            const auto sum = insert_facts(connection, command.agency, facts);
            if (!sum) return Unexpected{sum.error()};
            const auto settled = records.keep(facts);
            if (!settled) return Unexpected{settled.error()};
            base::Object body{
                {"count", Value(count)}, {"first", Value(first)}, {"sha256", Value(*sum)}};
            if (!records.told().empty()) body.emplace_back("dictionaries", Value(records.told()));
            base::Array told;
            for (const Withheld& person : people) {
                const auto put = connection.execute(
                    "INSERT INTO person (agency, id, salt, data) VALUES ($1, $2, $3, $4)",
                    {command.agency, person.id, Blob{person.salt}, person.data});
                if (!put) return Unexpected{put.error()};
                told.emplace_back(
                    base::Object{{"hash", Value(base::sha256_hex(person.salt + person.data))},
                                 {"person", Value(person.id)}});
            }
            if (!told.empty()) body.emplace_back("people", Value(std::move(told)));
            Outcome outcome;
            outcome.body = body_of(std::move(body));
            outcome.answer = std::to_string(first) + " " + std::to_string(count);
            return outcome;
        });
    if (!ran) return Unexpected{ran.error()};
    Appended appended = appended_from(ran->answer);
    appended.is_repeated = ran->is_repeated;
    return appended;
}

Result<std::optional<Appended>, Error> YearStore::appended(const Command& command) const {
    using Answer = std::optional<Appended>;
    if (command.key.empty()) return Answer();
    return database_.parts().read<Answer>([&](Connection& connection) -> Result<Answer, Error> {
        const auto rows = connection.query(
            "SELECT fingerprint, answer FROM command_key WHERE agency = $1 AND key = $2",
            {command.agency, command.key});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Answer();
        if (rows->front().text(0) != command.fingerprint)
            return Unexpected{Error{ErrorKind::conflict, "the key belongs to another command"}};
        return Answer(appended_from(rows->front().text(1)));
    });
}

Result<std::vector<facts::Fact>, Error> YearStore::facts_as_of(
    std::string_view agency, std::string_view plan, const std::optional<std::string>& element,
    const facts::AsOf& as_of) const {
    using Facts = std::vector<facts::Fact>;
    return database_.parts().read<Facts>([&](Connection& connection) -> Result<Facts, Error> {
        Connection::Arguments arguments = {std::string(agency), std::string(plan),
                                           number_of(as_of.day), as_of.known_at.microseconds()};
        if (element) arguments.emplace_back(*element);
        const auto rows = connection.query(
            !element           ? PHAEN_FACTS_AS_OF("")
            : element->empty() ? PHAEN_FACTS_AS_OF(" AND f.element = $5")
                               : PHAEN_FACTS_AS_OF(" AND f.element = $5 AND f.element <> ''"),
            arguments);
        if (!rows) return Unexpected{rows.error()};
        Facts facts;
        for (const Row& row : *rows) {
            auto fact = fact_of(row.text(0));
            if (!fact) return Unexpected{fact.error()};
            facts.push_back(std::move(*fact));
        }
        return facts;
    });
}

Result<std::int64_t, Error> YearStore::last_seq(std::string_view agency) const {
    return database_.parts().read<std::int64_t>(
        [&](Connection& connection) -> Result<std::int64_t, Error> {
            const auto rows = connection.query("SELECT fact_seq FROM audit_head WHERE agency = $1",
                                               {std::string(agency)});
            if (!rows) return Unexpected{rows.error()};
            return rows->empty() ? 0 : rows->front().integer(0);
        });
}

Result<std::vector<std::optional<facts::Fact>>, Error> YearStore::progress_before(
    std::string_view agency, const std::vector<ProgressQuestion>& questions) const {
    using Found = std::vector<std::optional<facts::Fact>>;
    return database_.parts().read<Found>([&](Connection& connection) -> Result<Found, Error> {
        Found found;
        for (const ProgressQuestion& question : questions) {
            const auto rows = connection.query(
                "SELECT line FROM fact f WHERE f.agency = $1 AND f.plan = $2 AND f.element = $3 "
                "AND f.element <> '' AND f.day <= $4 AND f.kind = 'progress' AND f.seq < $5 AND "
                "f.withdraws = 0 AND NOT EXISTS (SELECT 1 FROM fact c WHERE c.agency = f.agency "
                "AND c.chain = f.chain AND c.corrects <> '' AND c.seq > f.seq AND c.seq < $5) "
                "ORDER BY f.day DESC, f.seq DESC LIMIT 1",
                {std::string(agency), question.plan, question.element, number_of(question.day),
                 question.before});
            if (!rows) return Unexpected{rows.error()};
            if (rows->empty()) {
                found.emplace_back();
                continue;
            }
            auto fact = fact_of(rows->front().text(0));
            if (!fact) return Unexpected{fact.error()};
            found.emplace_back(std::move(*fact));
        }
        return found;
    });
}

Result<Done, Error> YearStore::each_line(
    std::string_view agency, std::int64_t after,
    const std::function<bool(std::int64_t, const std::string&)>& visit) const {
    // Short reads, so that a slow reader does not keep the log of writes from being folded in.
    constexpr std::int64_t kPage = 1000;
    for (bool goes_on = true; goes_on;) {
        const auto rows = database_.parts().read<std::vector<Row>>([&](Connection& connection) {
            return connection.query(
                "SELECT seq, line FROM fact WHERE agency = $1 AND seq > $2 ORDER BY seq LIMIT $3",
                {std::string(agency), after, kPage});
        });
        if (!rows) return Unexpected{rows.error()};
        for (const Row& row : *rows) {
            after = row.integer(0);
            if (!visit(after, row.text(1))) return Done{};
        }
        goes_on = static_cast<std::int64_t>(rows->size()) == kPage;
    }
    return Done{};
}

Result<Done, Error> YearStore::put_person(const Command& command, std::string_view id,
                                          std::string_view data) {
    std::string salt(16, '\0');
    randombytes_buf(salt.data(), salt.size());
    return done_by(run_command(
        database_, command, "person.put", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto put = connection.execute(
                "INSERT INTO person (agency, id, salt, data) VALUES ($1, $2, $3, $4) ON CONFLICT "
                "(agency, id) DO UPDATE SET salt = excluded.salt, data = excluded.data",
                {command.agency, std::string(id), Blob{salt}, std::string(data)});
            if (!put) return Unexpected{put.error()};
            return Outcome{body_of({{"hash", Value(base::sha256_hex(salt + std::string(data)))},
                                    {"person", Value(id)}}),
                           ""};
        }));
}

Result<std::string, Error> YearStore::person(std::string_view agency, std::string_view id) const {
    return database_.parts().read<std::string>(
        [&](Connection& connection) -> Result<std::string, Error> {
            const auto rows =
                connection.query("SELECT data FROM person WHERE agency = $1 AND id = $2",
                                 {std::string(agency), std::string(id)});
            if (!rows) return Unexpected{rows.error()};
            if (rows->empty()) return Unexpected{missing(id)};
            return rows->front().text(0);
        });
}

Result<Done, Error> YearStore::erase_person(const Command& command, std::string_view id) {
    const auto erased = run_command(
        database_, command, "person.erase", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto gone = connection.execute("DELETE FROM person WHERE agency = $1 AND id = $2",
                                                 {command.agency, std::string(id)});
            if (!gone) return Unexpected{gone.error()};
            if (*gone == 0) return Unexpected{missing(id)};
            return Outcome{body_of({{"person", Value(id)}}), ""};
        });
    if (!erased) return Unexpected{erased.error()};
    return database_.parts().wipe();
}

Result<std::int64_t, Error> YearStore::put_draft(std::string_view agency, const Draft& draft) {
    return database_.parts().write<std::int64_t>(
        [&](Connection& connection) -> Result<std::int64_t, Error> {
            const auto put = connection.execute(
                "INSERT INTO draft (agency, id, owner, kind, at, revision, body) VALUES ($1, $2, "
                "$3, $4, $5, 1, $7) ON CONFLICT (agency, id) DO UPDATE SET at = excluded.at, body "
                "= excluded.body, revision = draft.revision + 1 WHERE draft.revision = $6 AND "
                "draft.owner = excluded.owner",
                {std::string(agency), draft.id, draft.owner, draft.kind, draft.at, draft.revision,
                 draft.body});
            if (!put) return Unexpected{put.error()};
            if (*put == 0) return Unexpected{Error{ErrorKind::conflict, draft.id}};
            return draft.revision + 1;
        });
}

Result<Draft, Error> YearStore::draft(std::string_view agency, std::string_view id) const {
    return database_.parts().read<Draft>([&](Connection& connection) -> Result<Draft, Error> {
        const auto rows = connection.query(
            "SELECT id, owner, kind, at, revision, body FROM draft WHERE agency = $1 AND id = $2",
            {std::string(agency), std::string(id)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing(id)};
        const Row& row = rows->front();
        return Draft{row.text(0),    row.text(1),    row.text(2),
                     row.integer(3), row.integer(4), row.text(5)};
    });
}

Result<Done, Error> YearStore::drop_draft(std::string_view agency, std::string_view id) {
    return done_by(database_.parts().write<std::int64_t>([&](Connection& connection) {
        return connection.execute("DELETE FROM draft WHERE agency = $1 AND id = $2",
                                  {std::string(agency), std::string(id)});
    }));
}

Result<std::int64_t, Error> YearStore::move(const Command& command, const WorkflowState& to,
                                            const WorkflowMove& how,
                                            const Announcement& announcement) {
    const std::string note = how.note.empty() ? "{}" : how.note;
    const auto moved = run_command(
        database_, command, "workflow.move", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto put = connection.execute(
                "INSERT INTO workflow (agency, kind, subject, state, at, made_by, assigned, "
                "revision) VALUES ($1, $2, $3, $4, $5, $6, $7, 1) ON CONFLICT (agency, kind, "
                "subject) DO UPDATE SET state = excluded.state, at = excluded.at, made_by = "
                "excluded.made_by, assigned = excluded.assigned, revision = workflow.revision + 1 "
                "WHERE workflow.revision = $8",
                {command.agency, to.kind, to.subject, to.state, command.at, command.by, to.assigned,
                 to.revision});
            if (!put) return Unexpected{put.error()};
            if (*put == 0) return Unexpected{Error{ErrorKind::conflict, to.subject}};
            const auto told = connection.execute(
                "INSERT INTO workflow_move (agency, kind, subject, revision, action, from_state, "
                "to_state, at, made_by, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                {command.agency, to.kind, to.subject, to.revision + 1, how.action, how.from,
                 to.state, command.at, command.by, note});
            if (!told) return Unexpected{told.error()};
            const auto announced = announce(connection, announcement);
            if (!announced) return Unexpected{announced.error()};
            return Outcome{body_of({{"action", Value(how.action)},
                                    {"assigned", Value(to.assigned)},
                                    {"kind", Value(to.kind)},
                                    {"note_sha256", Value(base::sha256_hex(note))},
                                    {"state", Value(to.state)},
                                    {"subject", Value(to.subject)}}),
                           std::to_string(to.revision + 1)};
        });
    if (!moved) return Unexpected{moved.error()};
    return to.revision + 1;
}

Result<std::vector<WorkflowState>, Error> YearStore::workflows(std::string_view agency,
                                                               std::string_view kind) const {
    using States = std::vector<WorkflowState>;
    return database_.parts().read<States>([&](Connection& connection) -> Result<States, Error> {
        const auto rows = connection.query(
            "SELECT kind, subject, state, assigned, at, made_by, revision FROM workflow WHERE "
            "agency = $1 AND ($2 = '' OR kind = $2) ORDER BY at DESC, kind, subject",
            {std::string(agency), std::string(kind)});
        if (!rows) return Unexpected{rows.error()};
        States states;
        for (const Row& row : *rows)
            states.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4),
                              row.text(5), row.integer(6)});
        return states;
    });
}

Result<std::vector<WorkflowMove>, Error> YearStore::moves(std::string_view agency,
                                                          std::string_view kind,
                                                          std::string_view subject) const {
    using Moves = std::vector<WorkflowMove>;
    return database_.parts().read<Moves>([&](Connection& connection) -> Result<Moves, Error> {
        const auto rows = connection.query(
            "SELECT revision, action, from_state, to_state, at, made_by, note FROM workflow_move "
            "WHERE agency = $1 AND kind = $2 AND subject = $3 ORDER BY revision",
            {std::string(agency), std::string(kind), std::string(subject)});
        if (!rows) return Unexpected{rows.error()};
        Moves moves;
        for (const Row& row : *rows)
            moves.push_back({row.integer(0), row.text(1), row.text(2), row.text(3), row.integer(4),
                             row.text(5), row.text(6)});
        return moves;
    });
}

Result<std::map<std::string, std::vector<WorkflowMove>, std::less<>>, Error>
YearStore::moves_by_subject(std::string_view agency, std::string_view kind) const {
    using Moves = std::map<std::string, std::vector<WorkflowMove>, std::less<>>;
    return database_.parts().read<Moves>([&](Connection& connection) -> Result<Moves, Error> {
        const auto rows = connection.query(
            "SELECT subject, revision, action, from_state, to_state, at, made_by, note FROM "
            "workflow_move WHERE agency = $1 AND kind = $2 ORDER BY subject, revision",
            {std::string(agency), std::string(kind)});
        if (!rows) return Unexpected{rows.error()};
        Moves moves;
        for (const Row& row : *rows)
            moves[row.text(0)].push_back({row.integer(1), row.text(2), row.text(3), row.text(4),
                                          row.integer(5), row.text(6), row.text(7)});
        return moves;
    });
}

Result<Done, Error> YearStore::put_setting(const Command& command, std::string_view name,
                                           std::string_view value,
                                           const std::optional<std::string>& seen) {
    return done_by(run_command(
        database_, command, "setting.put", [&](Connection& connection) -> Result<Outcome, Error> {
            if (seen) {
                const auto now =
                    connection.query("SELECT value FROM setting WHERE agency = $1 AND name = $2",
                                     {command.agency, std::string(name)});
                if (!now) return Unexpected{now.error()};
                if ((now->empty() ? std::string() : now->front().text(0)) != *seen)
                    return Unexpected{Error{ErrorKind::conflict, std::string(name)}};
            }
            const auto put = connection.execute(
                "INSERT INTO setting (agency, name, at, value) VALUES ($1, $2, $3, $4) ON CONFLICT "
                "(agency, name) DO UPDATE SET at = excluded.at, value = excluded.value",
                {command.agency, std::string(name), command.at, std::string(value)});
            if (!put) return Unexpected{put.error()};
            return Outcome{
                body_of({{"name", Value(name)}, {"sha256", Value(base::sha256_hex(value))}}), ""};
        }));
}

Result<std::string, Error> YearStore::setting(std::string_view agency,
                                              std::string_view name) const {
    return database_.parts().read<std::string>(
        [&](Connection& connection) -> Result<std::string, Error> {
            const auto rows =
                connection.query("SELECT value FROM setting WHERE agency = $1 AND name = $2",
                                 {std::string(agency), std::string(name)});
            if (!rows) return Unexpected{rows.error()};
            if (rows->empty()) return Unexpected{missing(name)};
            return rows->front().text(0);
        });
}

Result<std::vector<NamedSetting>, Error> YearStore::settings(std::string_view agency,
                                                             std::string_view prefix) const {
    using Settings = std::vector<NamedSetting>;
    return database_.parts().read<Settings>([&](Connection& connection) -> Result<Settings, Error> {
        const auto rows = connection.query(
            "SELECT name, at, value FROM setting WHERE agency = $1 AND name LIKE $2 ORDER BY "
            "name",
            {std::string(agency), std::string(prefix) + "%"});
        if (!rows) return Unexpected{rows.error()};
        Settings settings;
        for (const Row& row : *rows) settings.push_back({row.text(0), row.integer(1), row.text(2)});
        return settings;
    });
}

Result<WorkflowState, Error> YearStore::workflow(std::string_view agency, std::string_view kind,
                                                 std::string_view subject) const {
    return database_.parts().read<WorkflowState>(
        [&](Connection& connection) -> Result<WorkflowState, Error> {
            const auto rows = connection.query(
                "SELECT kind, subject, state, assigned, at, made_by, revision FROM workflow WHERE "
                "agency = $1 AND kind = $2 AND subject = $3",
                {std::string(agency), std::string(kind), std::string(subject)});
            if (!rows) return Unexpected{rows.error()};
            if (rows->empty()) return Unexpected{missing(subject)};
            const Row& row = rows->front();
            return WorkflowState{row.text(0),    row.text(1), row.text(2),   row.text(3),
                                 row.integer(4), row.text(5), row.integer(6)};
        });
}

Result<Done, Error> YearStore::put_message(const Command& command, const Message& message) {
    return done_by(run_command(
        database_, command, "message.put", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto put = connection.execute(
                "INSERT INTO outbox (agency, id, at, kind, body) VALUES ($1, $2, $3, $4, $5)",
                {command.agency, message.id, command.at, message.kind, message.body});
            if (!put) return Unexpected{put.error()};
            return Outcome{body_of({{"kind", Value(message.kind)}, {"message", Value(message.id)}}),
                           ""};
        }));
}

Result<std::vector<Message>, Error> YearStore::waiting_messages(std::size_t count) const {
    using Messages = std::vector<Message>;
    return database_.parts().read<Messages>([&](Connection& connection) -> Result<Messages, Error> {
        const auto rows = connection.query(
            "SELECT agency, id, at, kind, body FROM outbox WHERE sent_at = 0 ORDER BY at, agency, "
            "id LIMIT $1",
            {static_cast<std::int64_t>(count)});
        if (!rows) return Unexpected{rows.error()};
        Messages messages;
        for (const Row& row : *rows)
            messages.push_back(
                {row.text(0), row.text(1), row.integer(2), row.text(3), row.text(4)});
        return messages;
    });
}

Result<Done, Error> YearStore::mark_sent(const Message& message, Instant at) {
    return done_by(database_.parts().write<std::int64_t>([&](Connection& connection) {
        return connection.execute(
            "UPDATE outbox SET sent_at = $3 WHERE agency = $1 AND id = $2 AND sent_at = 0",
            {message.agency, message.id, at});
    }));
}

Result<Done, Error> YearStore::index(std::string_view agency, const SearchHit& what,
                                     std::string_view text) {
    const std::string folded = fold_for_search(text);
    const std::vector<std::string> trigrams = trigrams_of(folded);
    return database_.parts().write<Done>([&](Connection& connection) -> Result<Done, Error> {
        const Connection::Arguments place = {std::string(agency), what.kind, what.id};
        const auto gone = connection.execute(
            "DELETE FROM search WHERE agency = $1 AND kind = $2 AND id = $3", place);
        if (!gone) return Unexpected{gone.error()};
        const auto put = connection.execute(
            "INSERT INTO search_text (agency, kind, id, folded) VALUES ($1, $2, $3, $4) ON "
            "CONFLICT (agency, kind, id) DO UPDATE SET folded = excluded.folded",
            {place[0], place[1], place[2], folded});
        if (!put) return Unexpected{put.error()};
        std::size_t next = 0;
        return done_by(connection.bulk("search", {"agency", "trigram", "kind", "id"},
                                       [&](std::vector<Cell>& cells) {
                                           if (next == trigrams.size()) return false;
                                           cells = {place[0], trigrams[next++], place[1], place[2]};
                                           return true;
                                       }));
    });
}

Result<std::vector<SearchHit>, Error> YearStore::find(std::string_view agency,
                                                      std::string_view words,
                                                      std::size_t count) const {
    using Hits = std::vector<SearchHit>;
    const std::string folded = fold_for_search(words);
    if (folded.empty()) return Hits{};
    const SearchRange range = rarest_range(folded);
    return database_.parts().read<Hits>([&](Connection& connection) -> Result<Hits, Error> {
        Hits hits;
        // The trigrams find who may hold it; the text itself says who does.
        const auto done = connection.each(
            "SELECT DISTINCT s.kind, s.id, t.folded FROM search s JOIN search_text t ON t.agency = "
            "s.agency AND t.kind = s.kind AND t.id = s.id WHERE s.agency = $1 AND s.trigram >= $2 "
            "AND s.trigram < $3 ORDER BY s.kind, s.id",
            {std::string(agency), range.from, range.to}, [&](const Row& row) {
                if (row.text(2).find(folded) != std::string::npos)
                    hits.push_back({row.text(0), row.text(1)});
                return hits.size() < count;
            });
        if (!done) return Unexpected{done.error()};
        return hits;
    });
}

Result<std::vector<AuditEntry>, Error> YearStore::audit(std::string_view agency, std::int64_t after,
                                                        std::size_t count) const {
    using Entries = std::vector<AuditEntry>;
    return database_.parts().read<Entries>([&](Connection& connection) -> Result<Entries, Error> {
        const auto rows = connection.query(
            "SELECT agency, seq, at, actor, command, body, previous, hash FROM audit WHERE agency "
            "= $1 AND seq > $2 ORDER BY seq LIMIT $3",
            {std::string(agency), after, static_cast<std::int64_t>(count)});
        if (!rows) return Unexpected{rows.error()};
        Entries entries;
        for (const Row& row : *rows) {
            entries.push_back({row.text(0), row.integer(1), row.integer(2), row.text(3),
                               row.text(4), row.text(5), row.text(6), row.text(7)});
        }
        return entries;
    });
}

Result<std::vector<AuditEntry>, Error> YearStore::audit_before(std::string_view agency,
                                                               std::int64_t before,
                                                               std::size_t count) const {
    using Entries = std::vector<AuditEntry>;
    return database_.parts().read<Entries>([&](Connection& connection) -> Result<Entries, Error> {
        const auto rows = connection.query(
            "SELECT agency, seq, at, actor, command, body, previous, hash FROM audit WHERE agency "
            "= $1 AND seq < $2 ORDER BY seq DESC LIMIT $3",
            {std::string(agency), before > 0 ? before : std::numeric_limits<std::int64_t>::max(),
             static_cast<std::int64_t>(count)});
        if (!rows) return Unexpected{rows.error()};
        Entries entries;
        for (const Row& row : *rows) {
            entries.push_back({row.text(0), row.integer(1), row.integer(2), row.text(3),
                               row.text(4), row.text(5), row.text(6), row.text(7)});
        }
        return entries;
    });
}

Result<std::optional<SealedHead>, Error> YearStore::latest_seal(std::string_view agency) const {
    using Found = std::optional<SealedHead>;
    return database_.parts().read<Found>([&](Connection& connection) -> Result<Found, Error> {
        const auto rows = connection.query(
            "SELECT s.day, s.seq, s.hash, s.public_key, s.signature, COALESCE(a.hash, '') FROM "
            "audit_signature s LEFT JOIN audit a ON a.agency = s.agency AND a.seq = s.seq WHERE "
            "s.agency = $1 ORDER BY s.day DESC LIMIT 1",
            {std::string(agency)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Found();
        const Row& row = rows->front();
        SealedHead head{row.text(0), row.integer(1), row.text(2), row.text(3), false};
        head.holds = row.text(5) == head.hash &&
                     is_signed({std::string(agency), head.day, head.seq, head.hash},
                               head.public_key, row.text(4));
        return Found(std::move(head));
    });
}

}  // namespace phaen::store
