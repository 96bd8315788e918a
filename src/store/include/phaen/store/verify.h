#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/store/database.h"
#include "phaen/store/error.h"
#include "phaen/store/progress.h"

namespace phaen::store {

/// What does not hold of what is remembered.
enum class Lie {
    page,       ///< the database's own structure, an index or a page's checksum
    chain,      ///< an entry of the audit chain is missing, changed or out of place
    head,       ///< the head does not name the last entry
    signature,  ///< a day's signature does not fit its entry or the key
    fact,       ///< a fact is missing, or is not what the chain says was added
    version,    ///< a version's content is not what its hash says
    file,       ///< a file is missing or is not what its name says
    person,     ///< personal data is not what the chain says, or should have been erased
    search,     ///< the search index is not that of the texts
    record,     ///< a table of records, or its dictionary, is not what facts and chain say
};

struct LieFound {
    Lie lie = Lie::page;
    std::string where;  ///< ids and numbers, nothing personal
};

/// The last day of an agency whose end of the chain is signed.
struct SignedDay {
    std::string agency;
    std::string day;  ///< `YYYY-MM-DD`
    std::int64_t seq = 0;
};

struct Verified {
    std::vector<LieFound> lies;  ///< at most kLieLimit
    std::int64_t entries = 0;
    std::int64_t facts = 0;
    std::int64_t versions = 0;
    std::int64_t records = 0;  ///< rows of typed tables
    std::int64_t files = 0;
    std::int64_t signatures = 0;
    std::vector<SignedDay> signed_until;  ///< by agency
};
inline constexpr std::size_t kLieLimit = 1000;

/// Walks everything: pages, chain, signatures, facts, versions, people, search, and the files of
/// `files` when it is given. With `public_key` (64 hexadecimal digits) signatures must be of that
/// key. An error is that it could not be read at all.
[[nodiscard]] base::Result<Verified, Error> verify(
    Database& database, const std::optional<std::filesystem::path>& files = {},
    const std::string& public_key = {}, const Progress& progress = {});

/// Signs the last entry of each agency's chain for that day, `YYYY-MM-DD`, once a day and agency.
/// The key is read from its file, which is made (mode 0600) when it is not there. Returns how many
/// were signed.
[[nodiscard]] base::Result<std::int64_t, Error> sign_heads(Database& database,
                                                           const std::filesystem::path& key_file,
                                                           const std::string& day);
/// Signs for each agency the ends of the days that are over at `now` and are not signed: the last
/// entry of before the day's end, in Bangkok. Days that were missed are made up for, the latest 400
/// of them; a day of before the first entry has none. Returns how many were signed.
[[nodiscard]] base::Result<std::int64_t, Error> sign_past_days(
    Database& database, const std::filesystem::path& key_file, Instant now);
/// The public half of a key file, 64 hexadecimal digits.
[[nodiscard]] base::Result<std::string, Error> public_key_of(const std::filesystem::path& key_file);

}  // namespace phaen::store
