#pragma once

#include <functional>
#include <string>
#include <vector>

#include "connection.h"

namespace phaen::store {

/// Our tables, those first that others refer to.
[[nodiscard]] base::Result<std::vector<std::string>, Error> tables_of(Connection& connection);
[[nodiscard]] base::Result<std::vector<std::string>, Error> columns_of(Connection& connection,
                                                                       const std::string& table);
/// All rows of all tables of `from` into the empty ones of `to`, which stands in a transaction.
/// `progress` is told the percent of tables that are done, and ends it by false.
[[nodiscard]] base::Result<base::Done, Error> copy_tables(
    Connection& from, Connection& to, const std::function<bool(int percent)>& progress = {});

/// Every row of every table as text, in an order that depends on nothing but the rows.
[[nodiscard]] base::Result<std::string, Error> dump(Connection& connection);

}  // namespace phaen::store
