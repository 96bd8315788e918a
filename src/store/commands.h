#pragma once

#include <functional>
#include <string>

#include "database_parts.h"
#include "phaen/store/year_store.h"

namespace phaen::store {

/// What a command did, told in the chain and to the caller.
struct Outcome {
    std::string body;    ///< canonical JSON for the chain
    std::string answer;  ///< what a repetition gets again
};

/// Runs `work` inside the agency's chain: the head is locked first, so that commands of one agency
/// go one after another on every database; the entry is appended last. Returns the answer.
[[nodiscard]] base::Result<std::string, Error> run_command(
    Database& database, const Command& command, const char* name,
    const std::function<base::Result<Outcome, Error>(Connection&)>& work);

struct Ran {
    std::string answer;
    bool is_repeated = false;  ///< of the command that had the key before
};
/// The same, and whether it ran.
[[nodiscard]] base::Result<Ran, Error> run_or_repeat(
    Database& database, const Command& command, const char* name,
    const std::function<base::Result<Outcome, Error>(Connection&)>& work);

/// Appends an entry to a chain in a transaction that is under way.
[[nodiscard]] base::Result<base::Done, Error> append_to_chain(Connection& connection,
                                                              const Command& command,
                                                              const char* name, std::string body);

/// Counts a change of who may come in, so that other servers ask again (`AccountStore::changes`);
/// the last thing that a transaction does.
[[nodiscard]] base::Result<base::Done, Error> note_account_change(Connection& connection);

/// Canonical JSON of a flat object.
[[nodiscard]] std::string body_of(base::Object members);

/// There is nothing of that id.
[[nodiscard]] Error missing(std::string_view id);

/// That it was done, of what also says something else.
template <class T>
base::Result<base::Done, Error> done_by(const base::Result<T, Error>& outcome) {
    if (!outcome) return base::Unexpected{outcome.error()};
    return base::Done{};
}

/// 64 zeros: what the first entry follows.
[[nodiscard]] std::string no_hash();

}  // namespace phaen::store
