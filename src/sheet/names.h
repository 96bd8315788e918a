#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/sheet/workbook.h"

namespace phaen::sheet {

/// `B14` of row 13 and column 1.
[[nodiscard]] std::string cell_name(std::size_t row, std::size_t column);

/// Names of the sheets as spreadsheets allow them: without `[]:*?/\`, at most 31 characters, none
/// twice.
[[nodiscard]] std::vector<std::string> safe_sheet_names(const Workbook& workbook);

/// Which cells each name stands for.
class NamedCells {
  public:
    NamedCells(const Workbook& workbook, const std::vector<std::string>& sheet_names);

    struct Resolved {
        std::string formula;
        std::size_t areas = 0;  ///< all that it names; a function takes 255 at most
    };
    /// The formula with every name in braces replaced, as seen from a sheet; nothing when a name
    /// stands for no cell or braces do not match.
    [[nodiscard]] std::optional<Resolved> resolve(std::string_view formula,
                                                  std::size_t sheet) const;

  private:
    struct Area {
        std::size_t sheet = 0;
        std::size_t row = 0;
        std::size_t column = 0;
        std::size_t rows = 1;
        std::size_t columns = 1;
    };
    static void add(std::vector<Area>& areas, const Area& cell);
    [[nodiscard]] std::string reference(const Area& area, std::size_t from_sheet) const;

    std::map<std::string, std::vector<Area>, std::less<>> areas_;
    const std::vector<std::string>& sheet_names_;
};

}  // namespace phaen::sheet
