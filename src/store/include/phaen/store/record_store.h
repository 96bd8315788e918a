#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/dataset/dictionary.h"
#include "phaen/store/command.h"
#include "phaen/store/database.h"
#include "phaen/store/error.h"

namespace phaen::store {

/// A column of a record's table and what it holds.
struct RecordColumn {
    std::string name;
    std::string field;  ///< of the dictionary; empty for the table's own columns
    /// As `field` has it: money is satang, a decimal is millionths, a day is ISO text, a period is
    /// two columns, a flag is 0 or 1.
    dataset::FieldType type = dataset::FieldType::text;
};

/// The table of one version of an agency's dictionary.
struct RecordTableShape {
    std::string name;
    std::string dataset;
    std::int64_t version = 1;
    std::vector<RecordColumn> columns;
};

/// What tells whoever has an agency's rules in memory whether they are still all of them: each
/// number only grows.
struct RuleMarks {
    std::int64_t dictionaries = 0;  ///< how many there are
    std::int64_t schemes = 0;       ///< sum of the instants of the settings under `kSchemeSettings`
};

/// The records of datasets as rows of typed tables, for those who count and search by SQL. A record
/// stands in the table of the version of the dictionary that the fact that holds was written
/// under; of its facts that of the latest day holds, then of the latest seq, whatever day is
/// today. All of it can be made anew from the facts. Safe from any thread.
class RecordStore {
  public:
    explicit RecordStore(Database& database) : database_(database) {}

    /// Makes the table of an agency's own dictionary and fills it from the facts that are there.
    /// Dictionaries that come with the program need none: the first record of each makes its table.
    /// Again with the same content: no effect. `conflict` when that version is there with another
    /// content, `unusable` for a dictionary that does not hold.
    [[nodiscard]] base::Result<base::Done, Error> put_dictionary(
        const Command& command, const dataset::Dictionary& dictionary);
    /// Those that an agency's records have been kept by, by dataset and version.
    [[nodiscard]] base::Result<std::vector<dataset::Dictionary>, Error> dictionaries(
        std::string_view agency) const;
    /// In one question, since what is asked of the year rests on both.
    [[nodiscard]] base::Result<RuleMarks, Error> rule_marks(std::string_view agency) const;
    [[nodiscard]] base::Result<std::vector<RecordTableShape>, Error> tables(
        std::string_view agency) const;
    /// Makes all tables of all agencies anew from the facts. Returns the number of records.
    [[nodiscard]] base::Result<std::int64_t, Error> rebuild();

    /// The personal fields of a record, by name: they stand apart and can be erased, with
    /// `YearStore::erase_person` of each id in `ids_of_person`. Null when there are none (left).
    [[nodiscard]] base::Result<base::Value, Error> personal_of(std::string_view agency,
                                                               const base::Value& values) const;
    /// Ids under which personal fields of a record stand, those that were corrected included.
    [[nodiscard]] base::Result<std::vector<std::string>, Error> ids_of_person(
        std::string_view agency, std::string_view dataset, std::string_view record) const;

  private:
    Database& database_;
};

}  // namespace phaen::store
