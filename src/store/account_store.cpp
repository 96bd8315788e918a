#include "phaen/store/account_store.h"

#include "commands.h"
#include "phaen/base/value.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

Account account_of(const Row& row) {
    Account account;
    account.id = row.text(0);
    account.login = row.text(1);
    account.name = row.text(2);
    account.password = row.text(3);
    account.second_factor = row.text(4);
    account.is_disabled = row.integer(5) != 0;
    account.at = row.integer(6);
    return account;
}

Assignment assignment_of(const Row& row) {
    Assignment assignment;
    assignment.id = row.text(0);
    assignment.account = row.text(1);
    assignment.agency = row.text(2);
    assignment.role = row.text(3);
    assignment.unit = row.text(4);
    assignment.fiscal_year = static_cast<int>(row.integer(5));
    assignment.part = row.text(6);
    assignment.in_place = row.text(7);
    assignment.first_day = row.integer(8);
    assignment.last_day = row.integer(9);
    return assignment;
}

Token token_of(const Row& row) {
    return {row.text(0), row.text(1),    row.text(2),   row.text(3),
            row.text(4), row.integer(5), row.integer(6)};
}

Result<Account, Error> read_account(Connection& connection, const char* sql,
                                    std::string_view name) {
    const auto rows = connection.query(sql, {std::string(name)});
    if (!rows) return Unexpected{rows.error()};
    if (rows->empty()) return Unexpected{missing(name)};
    return account_of(rows->front());
}

}  // namespace

Result<Done, Error> AccountStore::add(const Command& command, const Account& account) {
    return done_by(run_command(
        database_, command, "account.add", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto added = connection.execute(
                "INSERT INTO account (id, login, name, password, second_factor, disabled, at) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                {account.id, account.login, account.name, account.password, account.second_factor,
                 static_cast<std::int64_t>(account.is_disabled), account.at});
            if (!added) return Unexpected{added.error()};
            return Outcome{body_of({{"account", Value(account.id)}}), account.id};
        }));
}

Result<Done, Error> AccountStore::change(const Command& command, const Account& account,
                                         const std::optional<Account>& seen) {
    return done_by(run_command(
        database_, command, "account.change",
        [&](Connection& connection) -> Result<Outcome, Error> {
            if (seen) {
                const auto now = read_account(
                    connection,
                    "SELECT id, login, name, password, second_factor, disabled, at FROM account "
                    "WHERE id = $1",
                    account.id);
                if (!now) return Unexpected{now.error()};
                if (*now != *seen) return Unexpected{Error{ErrorKind::conflict, account.id}};
            }
            const auto changed = connection.execute(
                "UPDATE account SET login = $2, name = $3, password = $4, second_factor = $5, "
                "disabled = $6 WHERE id = $1",
                {account.id, account.login, account.name, account.password, account.second_factor,
                 static_cast<std::int64_t>(account.is_disabled)});
            if (!changed) return Unexpected{changed.error()};
            if (*changed == 0) return Unexpected{missing(account.id)};
            const auto told = note_account_change(connection);
            if (!told) return Unexpected{told.error()};
            return Outcome{body_of({{"account", Value(account.id)},
                                    {"disabled", Value(account.is_disabled)},
                                    {"second_factor", Value(!account.second_factor.empty())}}),
                           ""};
        }));
}

Result<Done, Error> AccountStore::erase(const Command& command, std::string_view id) {
    const auto erased = run_command(
        database_, command, "account.erase", [&](Connection& connection) -> Result<Outcome, Error> {
            const Connection::Arguments who = {std::string(id)};
            const auto gone = connection.execute("DELETE FROM account WHERE id = $1", who);
            if (!gone) return Unexpected{gone.error()};
            if (*gone == 0) return Unexpected{missing(id)};
            for (const char* sql : {"DELETE FROM session WHERE account = $1",
                                    "DELETE FROM api_token WHERE account = $1",
                                    "DELETE FROM assignment WHERE account = $1",
                                    "DELETE FROM second_factor_use WHERE account = $1",
                                    "DELETE FROM notice WHERE account = $1",
                                    "DELETE FROM notice_setting WHERE account = $1",
                                    "DELETE FROM mail_link WHERE account = $1",
                                    "DELETE FROM calendar_feed WHERE account = $1",
                                    "DELETE FROM draft WHERE owner = $1"}) {
                const auto done = connection.execute(sql, who);
                if (!done) return Unexpected{done.error()};
            }
            const auto told = note_account_change(connection);
            if (!told) return Unexpected{told.error()};
            return Outcome{body_of({{"account", Value(id)}}), ""};
        });
    if (!erased) return Unexpected{erased.error()};
    return database_.parts().wipe();
}

Result<Account, Error> AccountStore::account(std::string_view id) const {
    return database_.parts().read<Account>([&](Connection& connection) {
        return read_account(connection,
                            "SELECT id, login, name, password, second_factor, disabled, at FROM "
                            "account WHERE id = $1",
                            id);
    });
}

Result<Account, Error> AccountStore::account_by_login(std::string_view login) const {
    return database_.parts().read<Account>([&](Connection& connection) {
        return read_account(connection,
                            "SELECT id, login, name, password, second_factor, disabled, at FROM "
                            "account WHERE login = $1",
                            login);
    });
}

Result<std::vector<Account>, Error> AccountStore::accounts() const {
    using Accounts = std::vector<Account>;
    return database_.parts().read<Accounts>([&](Connection& connection) -> Result<Accounts, Error> {
        const auto rows = connection.query(
            "SELECT id, login, name, password, second_factor, disabled, at FROM account ORDER BY "
            "login");
        if (!rows) return Unexpected{rows.error()};
        Accounts accounts;
        for (const Row& row : *rows) accounts.push_back(account_of(row));
        return accounts;
    });
}

Result<Done, Error> AccountStore::assign(const Command& command, const Assignment& assignment) {
    return done_by(run_command(
        database_, command, "role.assign", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto added = connection.execute(
                "INSERT INTO assignment (id, account, agency, role, unit, fiscal_year, part, "
                "in_place, first_day, last_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                {assignment.id, assignment.account, assignment.agency, assignment.role,
                 assignment.unit, static_cast<std::int64_t>(assignment.fiscal_year),
                 assignment.part, assignment.in_place, assignment.first_day, assignment.last_day});
            if (!added) return Unexpected{added.error()};
            const auto told = note_account_change(connection);
            if (!told) return Unexpected{told.error()};
            return Outcome{body_of({{"account", Value(assignment.account)},
                                    {"assignment", Value(assignment.id)},
                                    {"first_day", Value(assignment.first_day)},
                                    {"fiscal_year", Value(assignment.fiscal_year)},
                                    {"in_place", Value(assignment.in_place)},
                                    {"last_day", Value(assignment.last_day)},
                                    {"part", Value(assignment.part)},
                                    {"role", Value(assignment.role)},
                                    {"unit", Value(assignment.unit)}}),
                           ""};
        }));
}

Result<Done, Error> AccountStore::end_assignment(const Command& command, std::string_view id,
                                                 std::int64_t last_day) {
    return done_by(run_command(
        database_, command, "role.end", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto ended = connection.execute(
                "UPDATE assignment SET last_day = $3 WHERE id = $1 AND agency = $2",
                {std::string(id), command.agency, last_day});
            if (!ended) return Unexpected{ended.error()};
            if (*ended == 0) return Unexpected{missing(id)};
            const auto told = note_account_change(connection);
            if (!told) return Unexpected{told.error()};
            return Outcome{body_of({{"assignment", Value(id)}, {"last_day", Value(last_day)}}), ""};
        }));
}

Result<std::vector<Assignment>, Error> AccountStore::assignments_of(
    std::string_view account) const {
    using Assignments = std::vector<Assignment>;
    return database_.parts().read<Assignments>(
        [&](Connection& connection) -> Result<Assignments, Error> {
            const auto rows = connection.query(
                "SELECT id, account, agency, role, unit, fiscal_year, part, in_place, first_day, "
                "last_day FROM assignment WHERE account = $1 ORDER BY agency, role, id",
                {std::string(account)});
            if (!rows) return Unexpected{rows.error()};
            Assignments assignments;
            for (const Row& row : *rows) assignments.push_back(assignment_of(row));
            return assignments;
        });
}

Result<std::vector<Assignment>, Error> AccountStore::assignments_in(std::string_view agency) const {
    using Assignments = std::vector<Assignment>;
    return database_.parts().read<Assignments>(
        [&](Connection& connection) -> Result<Assignments, Error> {
            const auto rows = connection.query(
                "SELECT id, account, agency, role, unit, fiscal_year, part, in_place, first_day, "
                "last_day FROM assignment WHERE $1 = '' OR agency = $1 ORDER BY account, agency, "
                "role, id",
                {std::string(agency)});
            if (!rows) return Unexpected{rows.error()};
            Assignments assignments;
            for (const Row& row : *rows) assignments.push_back(assignment_of(row));
            return assignments;
        });
}

Result<Done, Error> AccountStore::add_session(const Session& session) {
    return done_by(database_.parts().write<std::int64_t>([&](Connection& connection) {
        return connection.execute(
            "INSERT INTO session (hash, account, csrf, at, seen_at, ends_at) VALUES ($1, $2, $3, "
            "$4, $5, $6)",
            {session.hash, session.account, session.csrf, session.at, session.seen_at,
             session.ends_at});
    }));
}

Result<Session, Error> AccountStore::session(std::string_view hash) const {
    return database_.parts().read<Session>([&](Connection& connection) -> Result<Session, Error> {
        const auto rows = connection.query(
            "SELECT hash, account, csrf, at, seen_at, ends_at FROM session WHERE hash = $1",
            {std::string(hash)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing("session")};
        const Row& row = rows->front();
        return Session{row.text(0),    row.text(1),    row.text(2),
                       row.integer(3), row.integer(4), row.integer(5)};
    });
}

Result<Done, Error> AccountStore::see_session(std::string_view hash, Instant seen_at,
                                              Instant ends_at) {
    return done_by(database_.parts().write<std::int64_t>([&](Connection& connection) {
        return connection.execute(
            "UPDATE session SET seen_at = $2, ends_at = $3 WHERE hash = $1 AND seen_at < $2",
            {std::string(hash), seen_at, ends_at});
    }));
}

Result<Done, Error> AccountStore::end(const char* sql, const std::vector<std::string>& which) {
    return database_.parts().write<Done>([&](Connection& connection) -> Result<Done, Error> {
        const auto gone = connection.execute(sql, {which.begin(), which.end()});
        if (!gone) return Unexpected{gone.error()};
        return note_account_change(connection);
    });
}

Result<Done, Error> AccountStore::end_session(std::string_view hash) {
    return end("DELETE FROM session WHERE hash = $1", {std::string(hash)});
}

Result<Done, Error> AccountStore::end_sessions(std::string_view account, std::string_view kept) {
    return end("DELETE FROM session WHERE account = $1 AND hash <> $2",
               {std::string(account), std::string(kept)});
}

Result<Done, Error> AccountStore::drop_ended_sessions(Instant now) {
    return done_by(database_.parts().write<std::int64_t>([&](Connection& connection) {
        return connection.execute("DELETE FROM session WHERE ends_at < $1", {now});
    }));
}

Result<Done, Error> AccountStore::add_token(const Command& command, const Token& token) {
    return done_by(run_command(
        database_, command, "token.add", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto added = connection.execute(
                "INSERT INTO api_token (id, account, name, hash, scopes, at, ends_at) VALUES ($1, "
                "$2, $3, $4, $5, $6, $7)",
                {token.id, token.account, token.name, token.hash, token.scopes, token.at,
                 token.ends_at});
            if (!added) return Unexpected{added.error()};
            return Outcome{body_of({{"account", Value(token.account)},
                                    {"ends_at", Value(token.ends_at)},
                                    {"scopes", Value(token.scopes)},
                                    {"token", Value(token.id)}}),
                           ""};
        }));
}

Result<Token, Error> AccountStore::token_by_hash(std::string_view hash) const {
    return database_.parts().read<Token>([&](Connection& connection) -> Result<Token, Error> {
        const auto rows = connection.query(
            "SELECT id, account, name, hash, scopes, at, ends_at FROM api_token WHERE hash = $1",
            {std::string(hash)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing("token")};
        return token_of(rows->front());
    });
}

Result<std::vector<Token>, Error> AccountStore::tokens_of(std::string_view account) const {
    using Tokens = std::vector<Token>;
    return database_.parts().read<Tokens>([&](Connection& connection) -> Result<Tokens, Error> {
        const auto rows = connection.query(
            "SELECT id, account, name, hash, scopes, at, ends_at FROM api_token WHERE account = $1 "
            "ORDER BY at, id",
            {std::string(account)});
        if (!rows) return Unexpected{rows.error()};
        Tokens tokens;
        for (const Row& row : *rows) tokens.push_back(token_of(row));
        return tokens;
    });
}

Result<Done, Error> AccountStore::remove_token(const Command& command, std::string_view account,
                                               std::string_view id) {
    return done_by(run_command(
        database_, command, "token.remove", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto gone =
                connection.execute("DELETE FROM api_token WHERE id = $1 AND account = $2",
                                   {std::string(id), std::string(account)});
            if (!gone) return Unexpected{gone.error()};
            if (*gone == 0) return Unexpected{missing(id)};
            const auto told = note_account_change(connection);
            if (!told) return Unexpected{told.error()};
            return Outcome{body_of({{"account", Value(account)}, {"token", Value(id)}}), ""};
        }));
}

Result<Failures, Error> AccountStore::note_failure(std::string_view key, Instant at,
                                                   Instant since) {
    return database_.parts().write<Failures>(
        [&](Connection& connection) -> Result<Failures, Error> {
            const auto rows = connection.query(
                "INSERT INTO sign_in_failure (key, count, last) VALUES ($1, 1, $2) ON CONFLICT "
                "(key) DO UPDATE SET count = CASE WHEN sign_in_failure.last < $3 THEN 1 ELSE "
                "sign_in_failure.count + 1 END, last = excluded.last RETURNING count, last",
                {std::string(key), at, since});
            if (!rows) return Unexpected{rows.error()};
            return Failures{static_cast<int>(rows->front().integer(0)), rows->front().integer(1)};
        });
}

Result<Failures, Error> AccountStore::failures(std::string_view key) const {
    return database_.parts().read<Failures>([&](Connection& connection) -> Result<Failures, Error> {
        const auto rows = connection.query("SELECT count, last FROM sign_in_failure WHERE key = $1",
                                           {std::string(key)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Failures{};
        return Failures{static_cast<int>(rows->front().integer(0)), rows->front().integer(1)};
    });
}

Result<bool, Error> AccountStore::use_code(std::string_view account, std::int64_t period) {
    return database_.parts().write<bool>([&](Connection& connection) -> Result<bool, Error> {
        const auto used = connection.execute(
            "INSERT INTO second_factor_use (account, period) VALUES ($1, $2) ON CONFLICT (account) "
            "DO UPDATE SET period = excluded.period WHERE second_factor_use.period < "
            "excluded.period",
            {std::string(account), period});
        if (!used) return Unexpected{used.error()};
        return *used > 0;
    });
}

bool AccountStore::has_one_server() const { return database_.has_one_server(); }

Result<std::int64_t, Error> AccountStore::changes() const {
    return database_.parts().read<std::int64_t>(
        [](Connection& connection) -> Result<std::int64_t, Error> {
            const auto rows =
                connection.query("SELECT number FROM account_change WHERE id = $1", {1});
            if (!rows) return Unexpected{rows.error()};
            return rows->empty() ? 0 : rows->front().integer(0);
        });
}

Result<Done, Error> AccountStore::unlock(const Command& command, std::string_view account,
                                         std::string_view key) {
    return done_by(run_command(
        database_, command, "account.unlock",
        [&](Connection& connection) -> Result<Outcome, Error> {
            const auto noted = connection.execute(
                "INSERT INTO sign_in_failure (key, count, last) VALUES ($1, 1, $2) ON CONFLICT "
                "(key) DO UPDATE SET count = sign_in_failure.count + 1, last = excluded.last",
                {std::string(key), command.at});
            if (!noted) return Unexpected{noted.error()};
            return Outcome{body_of({{"account", Value(account)}}), ""};
        }));
}

Result<Done, Error> AccountStore::forget_failures(std::string_view key) {
    return done_by(database_.parts().write<std::int64_t>([&](Connection& connection) {
        return connection.execute("DELETE FROM sign_in_failure WHERE key = $1", {std::string(key)});
    }));
}

}  // namespace phaen::store
