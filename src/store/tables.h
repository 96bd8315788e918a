#pragma once

#include <string>
#include <vector>

#include "connection.h"

namespace phaen::store {

/// Our tables, those first that others refer to.
[[nodiscard]] base::Result<std::vector<std::string>, Error> tables_of(Connection& connection);
[[nodiscard]] base::Result<std::vector<std::string>, Error> columns_of(Connection& connection,
                                                                       const std::string& table);
/// All rows of all tables of `from` into the empty ones of `to`, which stands in a transaction.
[[nodiscard]] base::Result<base::Done, Error> copy_tables(Connection& from, Connection& to);

/// Every row of every table as text, in an order that depends on nothing but the rows.
[[nodiscard]] base::Result<std::string, Error> dump(Connection& connection);

}  // namespace phaen::store
