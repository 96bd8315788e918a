#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "phaen/sheet/workbook.h"

namespace phaen::sheet {

/// The styles that a workbook's cells need, numbered as they are met.
class XlsxStyles {
  public:
    [[nodiscard]] std::size_t of(const Cell& cell);
    [[nodiscard]] std::string part() const;

  private:
    struct Style {
        Cell::Look look = Cell::Look::plain;
        int format = 0;
        bool text = false;
        bool quoted = false;
        int indent = 0;
        friend bool operator==(const Style&, const Style&) = default;
    };
    [[nodiscard]] static std::string format_element(const Style& style);

    std::vector<Style> styles_;
};

}  // namespace phaen::sheet
