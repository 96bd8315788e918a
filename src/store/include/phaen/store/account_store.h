#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/store/command.h"
#include "phaen/store/database.h"
#include "phaen/store/error.h"

namespace phaen::store {

/// The chain that tells of accounts: they belong to no agency.
inline constexpr std::string_view kSystemChain = "system";

/// A person or a program that may sign in. Login and name are personal: they stand here only, the
/// chain has the id.
struct Account {
    std::string id;
    std::string login;          ///< as it is compared: unique
    std::string name;           ///< as people read it
    std::string password;       ///< a hash by libsodium's crypto_pwhash_str; empty: no password
    std::string second_factor;  ///< the secret of TOTP; empty: none
    bool is_disabled = false;
    Instant at = 0;  ///< made
    friend bool operator==(const Account&, const Account&) = default;
};

/// What an account is in an agency, from day to day (days since 1970-01-01, both included). Empty
/// or zero members mean any.
struct Assignment {
    std::string id;
    std::string account;
    std::string agency;
    std::string role;
    std::string unit;      ///< an organisation of the agency's plans
    int fiscal_year = 0;   ///< B.E.
    std::string part;      ///< number of a component or id of an indicator
    std::string in_place;  ///< the account for which this one acts
    std::int64_t first_day = 0;
    std::int64_t last_day = 0;
    friend bool operator==(const Assignment&, const Assignment&) = default;
};

struct Session {
    std::string hash;  ///< of the token that the browser has
    std::string account;
    std::string csrf;
    Instant at = 0;
    Instant seen_at = 0;
    Instant ends_at = 0;
};

struct Token {
    std::string id;
    std::string account;
    std::string name;
    std::string hash;
    std::string scopes;  ///< permissions, separated by spaces; empty: all of the account's
    Instant at = 0;
    Instant ends_at = 0;  ///< 0: never
};

/// How often somebody failed lately.
struct Failures {
    int count = 0;
    Instant last = 0;
};

/// Accounts, what they are where, and how they sign in. Safe from any thread.
class AccountStore {
  public:
    explicit AccountStore(Database& database) : database_(database) {}
    template <class T>
    using Answer = base::Result<T, Error>;

    /// `conflict` for an id or login that is there.
    [[nodiscard]] Answer<base::Done> add(const Command& command, const Account& account);
    /// Everything but id and `at`. With `seen`, the account as the caller saw it: `conflict` when
    /// somebody changed it meanwhile, so that nobody opens again what another closed.
    [[nodiscard]] Answer<base::Done> change(const Command& command, const Account& account,
                                            const std::optional<Account>& seen = {});
    /// Removes the account with its sessions, tokens and assignments; nothing personal is left.
    [[nodiscard]] Answer<base::Done> erase(const Command& command, std::string_view id);
    [[nodiscard]] Answer<Account> account(std::string_view id) const;
    [[nodiscard]] Answer<Account> account_by_login(std::string_view login) const;
    /// In the order of their logins.
    [[nodiscard]] Answer<std::vector<Account>> accounts() const;

    /// Appends to the chain of the assignment's agency.
    [[nodiscard]] Answer<base::Done> assign(const Command& command, const Assignment& assignment);
    /// Sets the last day.
    [[nodiscard]] Answer<base::Done> end_assignment(const Command& command, std::string_view id,
                                                    std::int64_t last_day);
    [[nodiscard]] Answer<std::vector<Assignment>> assignments_of(std::string_view account) const;
    /// Of an agency; of all for an empty one.
    [[nodiscard]] Answer<std::vector<Assignment>> assignments_in(std::string_view agency) const;

    [[nodiscard]] Answer<base::Done> add_session(const Session& session);
    [[nodiscard]] Answer<Session> session(std::string_view hash) const;
    [[nodiscard]] Answer<base::Done> see_session(std::string_view hash, Instant seen_at,
                                                 Instant ends_at);
    [[nodiscard]] Answer<base::Done> end_session(std::string_view hash);
    /// All of the account but `kept`.
    [[nodiscard]] Answer<base::Done> end_sessions(std::string_view account, std::string_view kept);
    [[nodiscard]] Answer<base::Done> drop_ended_sessions(Instant now);

    [[nodiscard]] Answer<base::Done> add_token(const Command& command, const Token& token);
    [[nodiscard]] Answer<Token> token_by_hash(std::string_view hash) const;
    [[nodiscard]] Answer<std::vector<Token>> tokens_of(std::string_view account) const;
    [[nodiscard]] Answer<base::Done> remove_token(const Command& command, std::string_view account,
                                                  std::string_view id);

    /// Counts a failure; those before `since` are forgotten. The answer counts this one.
    [[nodiscard]] Answer<Failures> note_failure(std::string_view key, Instant at, Instant since);
    [[nodiscard]] Answer<Failures> failures(std::string_view key) const;
    [[nodiscard]] Answer<base::Done> forget_failures(std::string_view key);
    /// Tells in the chain that the account may try again. `key` says from when on failures of it
    /// count, wherever they were: it is counted as one more, at the command's instant.
    [[nodiscard]] Answer<base::Done> unlock(const Command& command, std::string_view account,
                                            std::string_view key);

    /// Takes a code of the account's telephone by the 30 seconds that it is of; false when that one
    /// or a later one was taken before, by whichever server.
    [[nodiscard]] Answer<bool> use_code(std::string_view account, std::int64_t period);

    /// Then nobody but the caller (and the command line) makes the changes that `changes` counts.
    [[nodiscard]] bool has_one_server() const;
    /// Counts the changes after which somebody may come in who might not, or the other way: of
    /// accounts, roles, and of sessions and tokens that ended. While it is the same, what was known
    /// of them still holds.
    [[nodiscard]] Answer<std::int64_t> changes() const;

  private:
    [[nodiscard]] Answer<base::Done> end(const char* sql, const std::vector<std::string>& which);
    Database& database_;
};

}  // namespace phaen::store
