#pragma once

#include <string>
#include <vector>

#include "phaen/ledger/sheet_import.h"

/// What a sheet that nobody has seen before probably means, for a person to look at and correct.
namespace phaen::ledger {

/// A column by its heading, with the different texts in it when they are few.
struct SeenColumn {
    std::string heading;
    std::vector<std::string> texts;  ///< in the order of the sheet, at most 60
    bool has_more = false;           ///< there are others: these are numbers, days, remarks
    friend bool operator==(const SeenColumn&, const SeenColumn&) = default;
};

/// A name that a text of the sheet may be: of a fund, a category or a project, with its id.
struct KnownName {
    SheetField field = SheetField::fund;
    std::string name;
    std::string id;
};

struct SeenSheet {
    std::size_t rows = 0;  ///< below the header
    std::vector<SeenColumn> columns;
    /// Header row, columns, amounts, meanings and totals to skip as they were recognised; what was
    /// not is empty. `id` and `plan` are for the caller to say.
    SheetMapping mapping;
};

/// The header is the row among the first 30 with the most headings that are known.
[[nodiscard]] SeenSheet look_at_sheet(const sheet::Sheet& sheet,
                                      const std::vector<KnownName>& names);

}  // namespace phaen::ledger
