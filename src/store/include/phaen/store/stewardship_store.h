#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/store/account_store.h"
#include "phaen/store/command.h"
#include "phaen/store/database.h"
#include "phaen/store/error.h"

namespace phaen::store {

/// That something of ours waits, or waited, in another system.
struct ExternalReference {
    std::string id;
    std::string plan;
    std::string kind;     ///< of what it belongs to: element, record, request
    std::string subject;  ///< its id
    std::string system;
    std::string number;    ///< of the document there
    std::int64_t day = 0;  ///< since 1970-01-01
    std::string state;     ///< waiting, answered, returned, withdrawn
    std::string note;
    Instant at = 0;
    std::string by;
    std::int64_t revision = 0;  ///< what the caller saw; 0: a new one
};

/// Personal fields of records under an id, with the records whose facts point to it.
struct PersonFound {
    std::string id;
    std::string data;  ///< JSON
    struct Place {
        std::string dataset;
        std::string record;
        friend bool operator==(const Place&, const Place&) = default;
    };
    std::vector<Place> places;
};

/// Who was where when: a line of the traffic log.
struct Traffic {
    std::string id;
    Instant at = 0;
    std::string account;  ///< empty: nobody that is known
    std::string address;
    std::string kind;  ///< sign_in, sign_in_failed, sign_out
};

/// Several changes of roles that hold together or not at all.
struct Reassignment {
    struct End {
        std::string assignment;
        std::int64_t last_day = 0;
        std::int64_t seen_last_day = 0;  ///< as the caller saw it
    };
    /// What the ends must leave nothing of: a role for a part, or for any part somebody's. Empty
    /// members mean any.
    struct Left {
        std::string role;
        std::string part;
        int fiscal_year = 0;
        std::string account;  ///< who has it, or for whom it is done
        std::int64_t from_day = 0;
    };
    std::vector<End> ends;
    Left none_left;
    std::vector<Assignment> begins;
};

/// What an agency answers for beside its year: who is responsible, what waits elsewhere, what is
/// personal. Safe from any thread.
class StewardshipStore {
  public:
    explicit StewardshipStore(Database& database) : database_(database) {}
    template <class T>
    using Answer = base::Result<T, Error>;

    /// One command, `role.reassign`. `conflict` when an end is not as the caller saw it, or others
    /// came to be that the caller did not see.
    [[nodiscard]] Answer<base::Done> reassign(const Command& command, const Reassignment& what);

    /// `conflict` when it is not at the revision that the caller saw.
    [[nodiscard]] Answer<base::Done> put_reference(const Command& command,
                                                   const ExternalReference& reference);
    [[nodiscard]] Answer<ExternalReference> reference(std::string_view agency,
                                                      std::string_view id) const;
    /// Of a plan, the latest day first, at most `count`; empty members: any.
    [[nodiscard]] Answer<std::vector<ExternalReference>> references(std::string_view agency,
                                                                    std::string_view plan,
                                                                    std::string_view subject,
                                                                    std::string_view state,
                                                                    std::size_t count) const;

    /// What is personal under those ids; those that were erased are missing.
    [[nodiscard]] Answer<std::map<std::string, base::Value>> persons(
        std::string_view agency, const std::vector<std::string>& ids) const;
    /// Says in the chain who saw what of persons; nothing else happens.
    [[nodiscard]] Answer<base::Done> note_reading(const Command& command, const base::Object& what);
    /// Persons whose data contains the text in any spelling that is the same to us, at most
    /// `count`.
    [[nodiscard]] Answer<std::vector<PersonFound>> find_persons(std::string_view agency,
                                                                std::string_view text,
                                                                std::size_t count) const;
    /// Ids of persons who are known, of facts of the dataset about days up to `last_day`. The day
    /// is that of the field `from`, a date or the end of a period; the fact's own without one.
    [[nodiscard]] Answer<std::vector<std::string>> persons_until(std::string_view agency,
                                                                 std::string_view dataset,
                                                                 std::string_view from,
                                                                 std::int64_t last_day) const;
    /// Erases them in one command, `persons.erase`, and wipes their traces; returns how many.
    [[nodiscard]] Answer<std::int64_t> erase_persons(const Command& command,
                                                     const std::vector<std::string>& ids);
    /// How many rows each table has about an account, by the table's name.
    [[nodiscard]] Answer<std::map<std::string, std::int64_t>> counts_of(
        std::string_view account) const;

    [[nodiscard]] Answer<base::Done> add_traffic(const Traffic& line);
    /// Newest first; `before` 0: from the newest. Empty account: anybody.
    [[nodiscard]] Answer<std::vector<Traffic>> traffic(std::string_view account, Instant before,
                                                       std::size_t count) const;
    /// Forgets what is older; returns how many lines.
    [[nodiscard]] Answer<std::int64_t> drop_traffic(Instant before);

  private:
    Database& database_;
};

}  // namespace phaen::store
