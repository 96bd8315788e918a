#pragma once

#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "phaen/app/accounts.h"
#include "second_factor.h"

/// What the use cases of accounts share.
namespace phaen::app {

/// Hashes passwords, a few at a time, so that many who sign in at once do not take all workers.
class Hasher {
  public:
    Hasher(unsigned long long operations, std::size_t memory, int at_once);
    /// Null when too many are at it.
    [[nodiscard]] std::optional<std::string> hash(const std::string& password);
    /// Against an empty hash it takes as long and is wrong. Null likewise.
    [[nodiscard]] std::optional<bool> is_right(const std::string& hash,
                                               const std::string& password);

  private:
    bool enter();
    void leave();
    unsigned long long operations_;
    std::size_t memory_;
    std::mutex mutex_;
    int free_;
    std::string dummy_;
};

struct Accounts::Parts {
    Parts(store::Database& database, AccountOptions the_options)
        : store(database),
          options(std::move(the_options)),
          hasher(options.hash_operations, options.hash_memory, options.limits.hashing_at_once) {}

    store::AccountStore store;
    AccountOptions options;
    Hasher hasher;

    struct Kept {
        Known known;
        store::Instant believed_until = 0;
        std::int64_t changes = 0;  ///< as they were counted before the database was asked
    };
    std::shared_mutex mutex;
    std::unordered_map<std::string, Kept> known;
    std::int64_t own_changes = 0;  ///< by `mutex`

    [[nodiscard]] static std::shared_ptr<const Actor> actor_of(
        const store::Account& account, const std::vector<store::Assignment>& assignments);
    /// Without an actor when the account is gone or disabled.
    [[nodiscard]] base::Result<Known, Refusal> load(const std::string& account);
    [[nodiscard]] base::Result<SignedIn, Refusal> open_session(const store::Account& account,
                                                               store::Instant now);
    /// Counts what may have changed about those who come in: by this server, and where there may be
    /// others, by all of them. To be asked before the database is, for `keep`.
    [[nodiscard]] base::Result<std::int64_t, Refusal> changes();
    [[nodiscard]] std::optional<Known> cached(char kind, const std::string& hash,
                                              store::Instant now, std::int64_t changes);
    void keep(char kind, const std::string& hash, const Known& what, store::Instant until,
              std::int64_t changes);
    void forget_all();

    [[nodiscard]] store::Command command(std::string_view chain, std::string_view by) const {
        return {std::string(chain), std::string(by), options.now()};
    }
    /// The hash of a password that may be used, or why not.
    [[nodiscard]] base::Result<std::string, Refusal> new_password(const std::string& password,
                                                                  const std::string& login);
    /// That who is signed in knows the account's password; as many wrong ones as at sign-in, so
    /// that a session somebody left open does not tell it by trying.
    [[nodiscard]] base::Result<base::Done, Refusal> demand_password(const store::Account& account,
                                                                    const std::string& password,
                                                                    Refusal wrong);
    /// Null when it was sealed by another key; of an account without one it is empty.
    [[nodiscard]] std::optional<SecondFactor> second_factor_of(const store::Account& account) const;
    void set_second_factor(store::Account& account, const SecondFactor& factor) const;
    /// Whether the code of the telephone, or a recovery code, is right; then it is used up.
    [[nodiscard]] base::Result<bool, Refusal> use_code(const store::Account& account,
                                                       std::string_view code, store::Instant now);
    /// Saves the account with that factor and new recovery codes, and tells them: `{codes}`.
    [[nodiscard]] base::Result<base::Value, Refusal> give_recovery_codes(store::Account account,
                                                                         const store::Account& seen,
                                                                         SecondFactor factor);
    [[nodiscard]] base::Result<store::Account, Refusal> account(std::string_view id) const;
    [[nodiscard]] base::Result<base::Done, Refusal> save(std::string_view by,
                                                         const store::Account& account,
                                                         const store::Account& seen);
};

/// Tried too often: how many seconds to wait.
[[nodiscard]] Refusal locked(std::int64_t seconds);
/// 256 bits that nobody can guess, for URLs and headers.
[[nodiscard]] std::string new_secret();
/// Where the store keeps since when failures of a login count.
[[nodiscard]] std::string unlock_key_of(std::string_view login);
[[nodiscard]] std::vector<std::string> words_of(const std::string& text);
/// The day in Bangkok, since 1970-01-01.
[[nodiscard]] std::int64_t day_of(store::Instant instant);

}  // namespace phaen::app
