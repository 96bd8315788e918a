#include "rewind.h"

#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "commands.h"
#include "phaen/base/sha256.h"
#include "phaen/base/value.h"
#include "record_tables.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

/// The part of an agency's chain that stays.
struct Kept {
    std::int64_t seq = 0;
    std::string hash = no_hash();
    std::int64_t facts = 0;
    std::map<std::string, std::string> people;  // the last hash; empty: erased
    std::map<std::pair<std::string, std::string>, WorkflowState> workflow;
    std::set<std::pair<std::string, std::int64_t>> dictionaries;
    Instant last_at = 0;
    bool is_over = false;
    /// What later commands did that is not told by its own instant.
    std::vector<std::pair<std::string, std::int64_t>> versions;
    std::vector<std::string> imports;
    std::vector<std::string> discarded;
};

std::string text_in(const Value& body, const char* name) {
    const Value* member = body.find(name);
    const std::string* text = member == nullptr ? nullptr : member->as_string();
    return text == nullptr ? std::string() : *text;
}

void take(Kept& kept, const Row& row) {
    kept.seq = row.integer(1);
    kept.last_at = std::max(kept.last_at, row.integer(2));
    kept.hash = row.text(6);
    const auto body = base::parse_json(row.text(5));
    if (!body || body->as_object() == nullptr) return;
    const std::string& command = row.text(4);
    const auto each_of = [&](const char* name, const auto& use) {
        const Value* list = body->find(name);
        const base::Array* array = list == nullptr ? nullptr : list->as_array();
        for (const Value& item : array == nullptr ? base::Array{} : *array) use(item);
    };
    each_of("people", [&](const Value& item) {
        kept.people[text_in(item, "person")] = text_in(item, "hash");
    });
    each_of("dictionaries", [&](const Value& item) {
        const Value* version = item.find("version");
        if (version != nullptr && version->as_integer() != nullptr)
            kept.dictionaries.emplace(text_in(item, "dataset"), *version->as_integer());
    });
    if (command == "facts.add") {
        const Value* count = body->find("count");
        if (count != nullptr && count->as_integer() != nullptr) kept.facts += *count->as_integer();
    } else if (command == "person.put") {
        kept.people[text_in(*body, "person")] = text_in(*body, "hash");
    } else if (command == "person.erase") {
        kept.people[text_in(*body, "person")].clear();
    } else if (command == "workflow.move") {
        WorkflowState& state = kept.workflow[{text_in(*body, "kind"), text_in(*body, "subject")}];
        state.kind = text_in(*body, "kind");
        state.subject = text_in(*body, "subject");
        state.state = text_in(*body, "state");
        state.assigned = text_in(*body, "assigned");
        state.at = row.integer(2);
        state.by = row.text(3);
        ++state.revision;
    }
}

/// What of a later command is to be taken back.
void leave_out(Kept& kept, const Row& row) {
    const auto body = base::parse_json(row.text(5));
    if (!body || body->as_object() == nullptr) return;
    const std::string& command = row.text(4);
    if (command == "plan.version" || command == "import.accept") {
        const Value* number = body->find("number");
        if (number != nullptr && number->as_integer() != nullptr)
            kept.versions.emplace_back(text_in(*body, "plan"), *number->as_integer());
    } else if (command == "import.add") {
        kept.imports.push_back(text_in(*body, "import"));
    } else if (command == "import.discard") {
        kept.discarded.push_back(text_in(*body, "import"));
    }
}

Result<std::map<std::string, Kept>, Error> read_chains(Connection& connection, Instant until) {
    std::map<std::string, Kept> chains;
    const auto read = connection.each(
        "SELECT agency, seq, at, actor, command, body, hash FROM audit ORDER BY agency, seq", {},
        [&](const Row& row) {
            Kept& kept = chains[row.text(0)];
            // What follows a later entry is later, whatever its clock said.
            kept.is_over = kept.is_over || row.integer(2) > until;
            if (kept.is_over) {
                leave_out(kept, row);
            } else {
                take(kept, row);
            }
            return true;
        });
    if (!read) return Unexpected{read.error()};
    return chains;
}

Result<Done, Error> run_all(Connection& connection,
                            std::initializer_list<std::string_view> statements,
                            const Connection::Arguments& arguments) {
    for (const std::string_view statement : statements) {
        const auto done = connection.execute(statement, arguments);
        if (!done) return Unexpected{done.error()};
    }
    return Done{};
}

Result<Done, Error> leave_out(Connection& connection, const Kept& kept) {
    for (const auto& [plan, number] : kept.versions) {
        const auto gone =
            run_all(connection, {"DELETE FROM plan_version WHERE plan = $1 AND number = $2"},
                    {plan, number});
        if (!gone) return gone;
    }
    for (const std::string& import : kept.imports) {
        const auto gone = run_all(connection, {"DELETE FROM import WHERE id = $1"}, {import});
        if (!gone) return gone;
    }
    for (const std::string& import : kept.discarded) {
        const auto back =
            run_all(connection, {"UPDATE import SET status = 'review' WHERE id = $1"}, {import});
        if (!back) return back;
    }
    return Done{};
}

Result<Done, Error> cut_chain(Connection& connection, const std::string& agency, const Kept& kept) {
    const auto cut = run_all(connection,
                             {"DELETE FROM audit_signature WHERE agency = $1 AND seq > $2",
                              "DELETE FROM audit WHERE agency = $1 AND seq > $2"},
                             {agency, kept.seq});
    if (!cut) return cut;
    const auto facts = run_all(connection, {"DELETE FROM fact WHERE agency = $1 AND seq > $2"},
                               {agency, kept.facts});
    if (!facts) return facts;
    const auto head = connection.execute(
        "UPDATE audit_head SET seq = $2, hash = $3, fact_seq = $4 WHERE agency = $1",
        {agency, kept.seq, kept.hash, kept.facts});
    if (!head) return Unexpected{head.error()};
    const auto forgotten =
        run_all(connection, {"DELETE FROM workflow_move WHERE agency = $1 AND at > $2"},
                {agency, kept.last_at});
    if (!forgotten) return forgotten;
    for (const auto& [key, state] : kept.workflow) {
        const auto put = connection.execute(
            "INSERT INTO workflow (agency, kind, subject, state, at, made_by, assigned, revision) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            {agency, state.kind, state.subject, state.state, state.at, state.by, state.assigned,
             state.revision});
        if (!put) return Unexpected{put.error()};
    }
    return Done{};
}

/// Personal data that the kept chain does not know as it is: it was changed or erased later, and
/// stays away.
Result<Done, Error> settle_people(Connection& connection, const std::string& agency,
                                  const Kept& kept, const Command& command) {
    const auto rows =
        connection.query("SELECT id, salt, data FROM person WHERE agency = $1", {agency});
    if (!rows) return Unexpected{rows.error()};
    std::map<std::string, std::string> there;
    for (const Row& row : *rows) there[row.text(0)] = base::sha256_hex(row.blob(1) + row.text(2));
    for (const auto& [id, hash] : there) {
        const auto told = kept.people.find(id);
        if (told != kept.people.end() && told->second == hash) continue;
        const auto gone =
            connection.execute("DELETE FROM person WHERE agency = $1 AND id = $2", {agency, id});
        if (!gone) return Unexpected{gone.error()};
    }
    for (const auto& [id, hash] : kept.people) {
        const auto row = there.find(id);
        if (hash.empty() || (row != there.end() && row->second == hash)) continue;
        const auto told =
            append_to_chain(connection, command, "person.erase",
                            base::to_canonical_json(Value(base::Object{{"person", Value(id)}})));
        if (!told) return told;
    }
    return Done{};
}

/// Dictionaries that came later are gone.
Result<Done, Error> leave_dictionaries(Connection& connection, const std::string& agency,
                                       const Kept& kept) {
    const auto rows =
        connection.query("SELECT dataset, version FROM dictionary WHERE agency = $1", {agency});
    if (!rows) return Unexpected{rows.error()};
    for (const Row& row : *rows) {
        if (kept.dictionaries.contains({row.text(0), row.integer(1)})) continue;
        const auto gone =
            run_all(connection,
                    {"DELETE FROM dictionary WHERE agency = $1 AND dataset = $2 AND version = $3"},
                    {agency, row.text(0), row.integer(1)});
        if (!gone) return gone;
    }
    return Done{};
}

}  // namespace

// Imports whose plan is taken back are in review again.
constexpr std::string_view kUnaccepted =
    "UPDATE import SET status = 'review', plan = '' WHERE plan <> '' AND plan NOT IN (SELECT plan "
    "FROM plan_version)";
// Documents whose import is taken back wait to be read again.
constexpr std::string_view kUnfinished =
    "UPDATE import_job SET status = 'waiting', import = '' WHERE status = 'done' AND import NOT IN "
    "(SELECT id FROM import)";

// Steps: 1 what goes by its own instant, 2 each chain and what it did, 3 the chain goes on, 4 the
// tables of records.
Result<Done, Error> rewind(Connection& connection, Instant until, Instant now) {
    const auto chains = read_chains(connection, until);
    if (!chains) return Unexpected{chains.error()};
    const auto later =
        run_all(connection,
                {"DELETE FROM plan_version WHERE at > $1", "DELETE FROM import WHERE at > $1",
                 "DELETE FROM command_key WHERE at > $1", "DELETE FROM outbox WHERE at > $1",
                 "DELETE FROM notice WHERE at > $1", "DELETE FROM mail_link WHERE at > $1",
                 "DELETE FROM draft WHERE at > $1", "DELETE FROM import_job WHERE at > $1"},
                {until});
    if (!later) return later;
    for (const auto& [agency, kept] : *chains) {
        const auto left_out = leave_out(connection, kept);
        if (!left_out) return left_out;
    }
    const auto plans = run_all(
        connection,
        {kUnaccepted, kUnfinished,
         "DELETE FROM plan WHERE id NOT IN (SELECT plan FROM plan_version)",
         "UPDATE plan SET head = (SELECT max(number) FROM plan_version v WHERE v.plan = plan.id)",
         "DELETE FROM workflow"},
        {});
    if (!plans) return plans;
    const std::string body = base::to_canonical_json(Value(base::Object{{"until", Value(until)}}));
    for (const auto& [agency, kept] : *chains) {
        const auto cut = cut_chain(connection, agency, kept);
        if (!cut) return cut;
        const Command command{agency, "restore", now, "", ""};
        const auto told = append_to_chain(connection, command, "store.restore", body);
        if (!told) return told;
        const auto settled = settle_people(connection, agency, kept, command);
        if (!settled) return settled;
        const auto left = leave_dictionaries(connection, agency, kept);
        if (!left) return left;
    }
    const auto made = rebuild_record_tables(connection);
    if (!made) return Unexpected{made.error()};
    return Done{};
}

}  // namespace phaen::store
