#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connection.h"
#include "phaen/facts/fact.h"
#include "phaen/store/record_store.h"

namespace phaen::store {

/// A record's own id in its table: it may be of several plans.
struct RecordKey {
    std::string plan;
    std::string record;
    friend auto operator<=>(const RecordKey&, const RecordKey&) = default;
};

/// How a dictionary is laid out as a table.
class RecordTable {
  public:
    /// `content` is a dictionary's canonical JSON. Refuses what is none, or has too many fields.
    [[nodiscard]] static base::Result<std::shared_ptr<const RecordTable>, Error> create(
        const std::string& agency, const std::string& content);
    [[nodiscard]] const dataset::Dictionary& dictionary() const { return dictionary_; }
    [[nodiscard]] const std::string& name() const { return shape_.name; }
    [[nodiscard]] const RecordTableShape& shape() const { return shape_; }
    [[nodiscard]] const std::vector<std::string>& column_names() const { return names_; }

    /// Makes the empty table with indexes on the fields that people search by.
    [[nodiscard]] base::Result<base::Done, Error> make(Connection& connection) const;
    [[nodiscard]] base::Result<base::Done, Error> drop(Connection& connection) const;
    [[nodiscard]] base::Result<base::Done, Error> remove(Connection& connection,
                                                         const RecordKey& key) const;
    /// The row of a fact that puts a record. What has no column, or is not of its type, stands in
    /// `_rest`; nothing is lost. Of what is personal there is only the id.
    [[nodiscard]] std::vector<Cell> row_of(const facts::Fact& fact) const;

  private:
    RecordTable() = default;
    void lay_out(const std::string& agency);
    void add_column(std::string name, const dataset::Field& field);

    dataset::Dictionary dictionary_;
    RecordTableShape shape_;
    std::vector<std::string> names_;
    std::string ddl_;
    std::vector<std::string> indexes_;
};

/// True for the name of a table of records: those are never copied, they are made from the facts.
[[nodiscard]] bool is_record_table(std::string_view name);

}  // namespace phaen::store
