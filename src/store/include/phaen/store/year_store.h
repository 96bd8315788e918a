#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/facts/fact.h"
#include "phaen/facts/log.h"
#include "phaen/store/command.h"
#include "phaen/store/database.h"
#include "phaen/store/error.h"

namespace phaen::store {

/// One link of an agency's chain.
struct AuditEntry {
    std::string agency;
    std::int64_t seq = 0;  ///< from 1, without gaps
    Instant at = 0;
    std::string actor;
    std::string command;
    std::string body;      ///< canonical JSON
    std::string previous;  ///< hash of the entry before; 64 zeros for the first
    std::string hash;      ///< SHA-256 of the canonical JSON of all the above
};

/// A day's signature of a chain's head.
struct SealedHead {
    std::string day;  ///< `YYYY-MM-DD`
    std::int64_t seq = 0;
    std::string hash;
    std::string public_key;  ///< hexadecimal
    bool holds = false;      ///< the key signed it, and the entry still has that hash
};

/// The hash of an entry by its other members.
[[nodiscard]] std::string hash_of(const AuditEntry& entry);

struct Appended {
    std::int64_t first = 0;  ///< seq of the first fact
    std::int64_t count = 0;
    bool is_repeated = false;  ///< kept by an earlier command of that key
    friend bool operator==(const Appended& a, const Appended& b) {
        return a.first == b.first && a.count == b.count;
    }
};

struct Draft {
    std::string id;
    std::string owner;
    std::string kind;
    Instant at = 0;
    std::int64_t revision = 0;  ///< what the caller saw; 0: a new one
    std::string body;
};

struct WorkflowState {
    std::string kind;
    std::string subject;
    std::string state;
    std::string assigned;
    Instant at = 0;
    std::string by;
    std::int64_t revision = 0;  ///< what the caller saw; 0: none yet
};

/// What brought a subject from one state to the next.
struct WorkflowMove {
    std::int64_t revision = 0;  ///< of the state that it led to
    std::string action;
    std::string from;
    std::string to;
    Instant at = 0;
    std::string by;
    std::string note;  ///< JSON: comment, number of a document, signer …
};

struct Message {
    std::string agency;
    std::string id;
    Instant at = 0;
    std::string kind;
    std::string body;
};

/// What a person is told. One per person and cause.
struct Notice {
    std::string agency;
    std::string id;
    std::string account;
    std::string cause;     ///< names the reason, the same each time it is looked for
    std::string kind;      ///< due, late, returned, approved, waiting
    std::string plan;      ///< empty: none
    std::string about;     ///< element, month or subject
    std::int64_t day = 0;  ///< that it is about, since 1970-01-01
    Instant at = 0;
    Instant read_at = 0;  ///< 0: unread
    std::string data;     ///< JSON: what its text is made of
};

/// A notice, with the message that goes out when it was not there already.
struct NewNotice {
    Notice notice;
    std::optional<Message> mail = {};
};

/// What is told in the same transaction as the command that is the reason.
struct Announcement {
    std::vector<NewNotice> notices = {};
    /// Once each, by their ids.
    std::vector<Message> messages = {};
    [[nodiscard]] bool is_empty() const { return notices.empty() && messages.empty(); }
};

struct SearchHit {
    std::string kind;
    std::string id;
    friend bool operator==(const SearchHit&, const SearchHit&) = default;
};

/// Facts that must not have been added since the caller looked: those of a kind, or corrections of
/// one of them.
struct Unless {
    std::int64_t after = 0;    ///< the seq of the last fact that the caller saw
    std::string kind = {};     ///< empty: any kind may
    std::string of_fact = {};  ///< id; empty: any may be corrected
};

/// What an agency set for itself under a name.
struct NamedSetting {
    std::string name;
    Instant at = 0;  ///< when it was put last
    std::string value;
};

/// Under which an agency's own schemes of a year stand, each with its id behind it.
inline constexpr std::string_view kSchemeSettings = "scheme.";

/// Which report of an element's progress held on a day, before a fact.
struct ProgressQuestion {
    std::string plan;
    std::string element;
    facts::Day day;
    std::int64_t before = 0;  ///< seq
};

/// The year's facts, the people in them, and what is under way. Safe from any thread.
class YearStore {
  public:
    explicit YearStore(Database& database) : database_(database) {}

    /// Adds facts in their order; `seq` is given by the store. `conflict` for an id that is there,
    /// `not_found` for a correction of nothing or of a fact of another kind or plan.
    /// Of others since the caller looked, `unless` says which stand in the way: `moved_on`, and
    /// nothing was added.
    [[nodiscard]] base::Result<Appended, Error> append(const Command& command,
                                                       std::vector<facts::Fact> facts,
                                                       const Unless& unless = {});
    /// Of the last fact; 0: there is none.
    [[nodiscard]] base::Result<std::int64_t, Error> last_seq(std::string_view agency) const;
    /// For each question the report of progress that held on its day before its seq, if there is
    /// one.
    [[nodiscard]] base::Result<std::vector<std::optional<facts::Fact>>, Error> progress_before(
        std::string_view agency, const std::vector<ProgressQuestion>& questions) const;
    /// What `append` did for the command that had this key; null when the key is new. `conflict`
    /// when it was another command's.
    [[nodiscard]] base::Result<std::optional<Appended>, Error> appended(
        const Command& command) const;
    /// The facts of a plan that hold on a day by what was known at an instant, in the order of seq;
    /// of one element when one is named.
    [[nodiscard]] base::Result<std::vector<facts::Fact>, Error> facts_as_of(
        std::string_view agency, std::string_view plan, const std::optional<std::string>& element,
        const facts::AsOf& as_of) const;
    /// The lines of all facts after `seq`, in order; `visit` returns false to stop.
    [[nodiscard]] base::Result<base::Done, Error> each_line(
        std::string_view agency, std::int64_t after,
        const std::function<bool(std::int64_t, const std::string&)>& visit) const;

    /// What is personal stands here and nowhere else: facts and the chain know the id, and the
    /// chain a salted hash. `data` is JSON.
    [[nodiscard]] base::Result<base::Done, Error> put_person(const Command& command,
                                                             std::string_view id,
                                                             std::string_view data);
    [[nodiscard]] base::Result<std::string, Error> person(std::string_view agency,
                                                          std::string_view id) const;
    /// Nothing of the data is left in the database afterwards, its free pages and its log included.
    [[nodiscard]] base::Result<base::Done, Error> erase_person(const Command& command,
                                                               std::string_view id);

    /// A form being typed: no part of the chain. Returns the new revision.
    [[nodiscard]] base::Result<std::int64_t, Error> put_draft(std::string_view agency,
                                                              const Draft& draft);
    [[nodiscard]] base::Result<Draft, Error> draft(std::string_view agency,
                                                   std::string_view id) const;
    [[nodiscard]] base::Result<base::Done, Error> drop_draft(std::string_view agency,
                                                             std::string_view id);

    /// Moves a subject to a state, when it still is as the caller saw it.
    /// `how` tells of it in the chain and in its history; `to` of it, and its revision, are the
    /// store's.
    [[nodiscard]] base::Result<std::int64_t, Error> move(const Command& command,
                                                         const WorkflowState& to,
                                                         const WorkflowMove& how = {},
                                                         const Announcement& announcement = {});
    [[nodiscard]] base::Result<WorkflowState, Error> workflow(std::string_view agency,
                                                              std::string_view kind,
                                                              std::string_view subject) const;

    /// All subjects of a kind that have moved, of every kind for an empty one; the latest first.
    [[nodiscard]] base::Result<std::vector<WorkflowState>, Error> workflows(
        std::string_view agency, std::string_view kind) const;
    /// How a subject came where it is, in order.
    [[nodiscard]] base::Result<std::vector<WorkflowMove>, Error> moves(
        std::string_view agency, std::string_view kind, std::string_view subject) const;
    /// The same of all subjects of a kind at once, by subject.
    [[nodiscard]] base::Result<std::map<std::string, std::vector<WorkflowMove>, std::less<>>, Error>
    moves_by_subject(std::string_view agency, std::string_view kind) const;

    /// What the agency sets for itself, JSON; `not_found` when it has not.
    /// With `seen`, what the caller saw there (empty: nothing): `conflict` when it is another now.
    [[nodiscard]] base::Result<base::Done, Error> put_setting(
        const Command& command, std::string_view name, std::string_view value,
        const std::optional<std::string>& seen = {});
    [[nodiscard]] base::Result<std::string, Error> setting(std::string_view agency,
                                                           std::string_view name) const;
    /// Those whose names begin with `prefix` (letters, digits, full stops), by name.
    [[nodiscard]] base::Result<std::vector<NamedSetting>, Error> settings(
        std::string_view agency, std::string_view prefix) const;

    /// What is to be sent to people once the command that tells of it holds.
    [[nodiscard]] base::Result<base::Done, Error> put_message(const Command& command,
                                                              const Message& message);
    [[nodiscard]] base::Result<std::vector<Message>, Error> waiting_messages(
        std::size_t count) const;
    [[nodiscard]] base::Result<base::Done, Error> mark_sent(const Message& message, Instant at);

    /// Makes a text findable, in the place of what was known under that id.
    [[nodiscard]] base::Result<base::Done, Error> index(std::string_view agency,
                                                        const SearchHit& what,
                                                        std::string_view text);
    /// What holds the words in any spelling that is the same to us, by kind and id.
    [[nodiscard]] base::Result<std::vector<SearchHit>, Error> find(std::string_view agency,
                                                                   std::string_view words,
                                                                   std::size_t count) const;

    /// The chain from after `seq`, in order.
    [[nodiscard]] base::Result<std::vector<AuditEntry>, Error> audit(std::string_view agency,
                                                                     std::int64_t after,
                                                                     std::size_t count) const;
    /// The same backwards, newest first: entries with a smaller `seq`, from the newest for 0.
    [[nodiscard]] base::Result<std::vector<AuditEntry>, Error> audit_before(
        std::string_view agency, std::int64_t before, std::size_t count) const;
    /// The latest day on which the chain's head was signed; null when none was.
    [[nodiscard]] base::Result<std::optional<SealedHead>, Error> latest_seal(
        std::string_view agency) const;

  private:
    Database& database_;
};

}  // namespace phaen::store
