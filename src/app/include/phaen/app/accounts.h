#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/app/permissions.h"
#include "phaen/app/refusal.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/store/account_store.h"

/// Who may come in: accounts, passwords, sessions, tokens.
namespace phaen::app {

/// What bounds people who sign in.
struct SignInLimits {
    std::size_t password_least = 12;  ///< characters
    std::size_t password_most = 200;  ///< characters
    int failures_of_login = 20;       ///< within the window, from everywhere
    int failures_of_pair = 5;         ///< within the window, of a login from one address
    std::int64_t window = 15 * 60 * 1'000'000LL;          ///< microseconds
    std::int64_t session_idle = 12 * 3600 * 1'000'000LL;  ///< microseconds
    std::int64_t session_most = 7 * 86400 * 1'000'000LL;  ///< microseconds
    /// How long a session is believed before the database is asked again, microseconds: an account
    /// that `phaen user close` closed beside the server of an embedded database is shut out by
    /// then. What the server itself or another one closed is shut out at once.
    std::int64_t believed = 2 * 1'000'000LL;
    int hashing_at_once = 2;  ///< further ones are `busy`
};

struct AccountOptions {
    std::function<store::Instant()> now;
    /// A new id `[a-z0-9]{16}` that nobody can guess.
    std::function<std::string()> new_id;
    /// Made cheap in tests only.
    unsigned long long hash_operations = 2;
    std::size_t hash_memory = 19u << 20;
    SignInLimits limits = {};
    /// Second factors are kept encrypted by it; empty: as they are. Any text that nobody can guess.
    std::string second_factor_key = {};
};

/// A session as its browser has it.
struct SignedIn {
    std::string token;  ///< for the cookie; known to nobody else
    std::string csrf;
    std::shared_ptr<const Actor> actor;
};

struct Credentials {
    std::string login;
    std::string password;
    std::string code;     ///< of the second factor; empty: none
    std::string address;  ///< where it comes from
};

/// A caller with what proves that a page of ours sent the request.
struct Known {
    std::shared_ptr<const Actor> actor;
    std::string csrf;  ///< empty for tokens
};

/// Somebody with all that they are in an agency.
struct Colleague {
    std::string account;
    std::string name;
    BothTexts roles;  ///< parted by ` · `
};

class Accounts {
  public:
    Accounts(store::Database& database, AccountOptions options);
    ~Accounts();
    Accounts(const Accounts&) = delete;
    Accounts& operator=(const Accounts&) = delete;
    template <class T>
    using Answer = base::Result<T, Refusal>;

    /// A new session. An unknown login, a wrong password and a disabled account are one refusal and
    /// take the same time. `second_factor_needed` comes only after the right password.
    [[nodiscard]] Answer<SignedIn> sign_in(const Credentials& credentials);
    /// A new session for who proved elsewhere to have that login. Without an account `no_account`,
    /// unless `makes` one, without a password or any role.
    [[nodiscard]] Answer<SignedIn> sign_in_known(std::string_view login, std::string_view name,
                                                 bool makes);
    [[nodiscard]] Answer<base::Done> sign_out(std::string_view token);
    /// Who has the session; null when it has ended or never was.
    [[nodiscard]] Answer<Known> by_session(std::string_view token);
    /// Who has the API token; null likewise.
    [[nodiscard]] Answer<Known> by_bearer(std::string_view token);

    /// The account itself, for what proves otherwise who it is; null when it is gone or closed.
    [[nodiscard]] Answer<Known> by_account(std::string_view account);

    /// Who has the session or the API token, when that was asked a moment ago and is still
    /// believed; null otherwise. Never waits.
    [[nodiscard]] std::optional<Known> believed(std::string_view token, bool is_bearer) const;

    /// `{account, name, login, duties, permissions…}` of oneself.
    [[nodiscard]] Answer<base::Value> me(const Actor& actor) const;
    /// `{current, new}`; all other sessions of the account end.
    [[nodiscard]] Answer<base::Done> change_password(const Actor& actor, const base::Value& body,
                                                     std::string_view session);
    /// A new secret to be confirmed by a code: `{secret, uri}`.
    [[nodiscard]] Answer<base::Value> begin_second_factor(const Actor& actor);
    /// `{secret, code}`; the answer has the recovery codes, which are never shown again: `{codes}`.
    [[nodiscard]] Answer<base::Value> confirm_second_factor(const Actor& actor,
                                                            const base::Value& body);
    /// `{password}`; recovery codes in the place of those there were, likewise.
    [[nodiscard]] Answer<base::Value> renew_recovery_codes(const Actor& actor,
                                                           const base::Value& body);
    /// `{password}`.
    [[nodiscard]] Answer<base::Done> remove_second_factor(const Actor& actor,
                                                          const base::Value& body);
    /// `{name, scopes?, days?}`; the answer has the token, which is never shown again.
    [[nodiscard]] Answer<base::Value> add_token(const Actor& actor, const base::Value& body);
    [[nodiscard]] Answer<base::Value> tokens(const Actor& actor) const;
    [[nodiscard]] Answer<base::Done> remove_token(const Actor& actor, std::string_view id);

    /// For administrators: all accounts with what they are where.
    [[nodiscard]] Answer<base::Value> accounts() const;
    /// `{login, name, password}`.
    [[nodiscard]] Answer<base::Value> add(std::string_view by, const base::Value& body);
    /// `{name?, login?, password?, disabled?}`.
    [[nodiscard]] Answer<base::Value> change(std::string_view by, std::string_view id,
                                             const base::Value& body);
    [[nodiscard]] Answer<base::Done> erase(std::string_view by, std::string_view id);
    /// What was guessed wrong so far counts no more, from whichever address.
    [[nodiscard]] Answer<base::Done> unlock(std::string_view by, std::string_view id);
    /// `{account, role, unit?, fiscal_year?, part?, in_place?, first_day?, last_day?}`.
    [[nodiscard]] Answer<base::Value> assign(std::string_view by, std::string_view agency,
                                             const base::Value& body);
    /// Where a section's name is known the assignment has it: `unit_name`.
    [[nodiscard]] Answer<base::Value> assignments(
        std::string_view agency, const std::map<std::string, std::string>& unit_names = {}) const;
    /// Those whose account is open and who have a role in the agency today, by account.
    [[nodiscard]] Answer<std::vector<Colleague>> colleagues(std::string_view agency) const;
    /// The last day is the one before today: it holds no more.
    [[nodiscard]] Answer<base::Done> end_assignment(std::string_view by, std::string_view agency,
                                                    std::string_view id);
    /// True while nobody can sign in.
    [[nodiscard]] Answer<bool> is_empty() const;
    /// The table of roles and permissions, with its Thai and English words.
    [[nodiscard]] static base::Value table();
    /// Days since 1970-01-01 in Bangkok.
    [[nodiscard]] std::int64_t today() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace phaen::app
