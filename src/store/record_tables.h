#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "connection.h"
#include "record_table.h"

namespace phaen::store {

/// Layouts that were made before, by agency and content; only for the thread that writes.
using RecordLayouts = std::map<std::string, std::shared_ptr<const RecordTable>>;

/// What stands apart because it is about a person.
struct Withheld {
    std::string id;
    std::string salt;
    std::string data;  ///< JSON
};

/// Keeps the tables of an agency's records beside its facts, inside of one transaction.
class RecordKeeper {
  public:
    RecordKeeper(Connection& connection, std::string agency, Instant at, RecordLayouts& layouts)
        : connection_(connection), agency_(std::move(agency)), at_(at), layouts_(layouts) {}

    /// Before the facts are written: makes tables that are not there, and takes what is personal
    /// out of the facts.
    [[nodiscard]] base::Result<base::Done, Error> prepare(std::vector<facts::Fact>& facts,
                                                          std::vector<Withheld>& people);
    /// After they are written.
    [[nodiscard]] base::Result<base::Done, Error> keep(const std::vector<facts::Fact>& facts);
    /// Makes the table of a dictionary, filled from the facts that are there; `content` is its
    /// canonical JSON.
    [[nodiscard]] base::Result<base::Done, Error> add(const std::string& content);
    /// Makes all tables anew from the facts; returns the number of records.
    [[nodiscard]] base::Result<std::int64_t, Error> rebuild();
    /// What the chain is told of the dictionaries that came in.
    [[nodiscard]] const base::Array& told() const { return told_; }

  private:
    using Tables = std::map<std::int64_t, std::shared_ptr<const RecordTable>>;  // by version
    using Table = std::shared_ptr<const RecordTable>;

    [[nodiscard]] base::Result<Table, Error> layout_of(const std::string& content);
    [[nodiscard]] base::Result<Tables*, Error> tables_of_dataset(const std::string& dataset);
    /// Null when nobody knows that version.
    [[nodiscard]] base::Result<Table, Error> table_for(const facts::Record& record);
    [[nodiscard]] base::Result<std::int64_t, Error> fill(const std::string& dataset,
                                                         const Tables& tables);
    using Fresh = std::vector<const facts::Fact*>;  // by the record's id, each once

    /// What is known of a dataset's records before the facts are written.
    struct Before {
        std::string_view least;
        std::string_view greatest;
        std::int64_t count = 0;
        bool is_complete = false;  ///< `known` has all between the two
        std::set<std::string> known{};
    };

    [[nodiscard]] base::Result<base::Done, Error> look_before();
    /// Which of the records had facts before.
    [[nodiscard]] base::Result<std::set<std::string>, Error> known_before(
        const std::string& dataset, const Fresh& records, std::int64_t first);
    using Unsettled = std::set<std::pair<std::string, RecordKey>>;  // by dataset
    /// Adds those that had no facts before; the others, and those that are there, are unsettled.
    [[nodiscard]] base::Result<base::Done, Error> put_fresh(const std::string& dataset,
                                                            const Fresh& fresh, std::int64_t first,
                                                            Unsettled& unsettled);
    [[nodiscard]] base::Result<base::Done, Error> settle(const std::string& dataset,
                                                         const RecordKey& key);

    Connection& connection_;
    std::string agency_;
    Instant at_;
    RecordLayouts& layouts_;
    std::map<std::string, Tables> tables_;  // by dataset
    std::map<std::string, Before, std::less<>> before_;
    base::Array told_;
};

/// Every record of a dataset that is there, with the fact that says so, in the order of ids.
[[nodiscard]] base::Result<base::Done, Error> each_standing(
    Connection& connection, const std::string& agency, const std::string& dataset,
    const std::function<base::Result<base::Done, Error>(const facts::Fact&)>& visit);

/// Says of each fact of before there were tables which record it is about.
[[nodiscard]] base::Result<base::Done, Error> name_records_of_facts(Connection& connection);
/// Makes the tables of shipped dictionaries for agencies that have records of them, and tells the
/// chains of it, at the instant of their last command.
[[nodiscard]] base::Result<base::Done, Error> make_tables_of_shipped(Connection& connection);
/// Makes the tables of all agencies anew; returns the number of records.
[[nodiscard]] base::Result<std::int64_t, Error> rebuild_record_tables(Connection& connection);

/// What a table of records lacks or has that the facts do not say: names of tables and records.
[[nodiscard]] base::Result<base::Done, Error> compare_record_tables(
    Connection& connection, const std::function<void(std::string)>& report, std::int64_t& records);

}  // namespace phaen::store
