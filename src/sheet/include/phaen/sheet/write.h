#pragma once

#include <string>

#include "phaen/base/result.h"
#include "phaen/sheet/workbook.h"

namespace phaen::sheet {

/// Why a workbook cannot be written, in order of precedence.
enum class WriteRefusal {
    no_sheets,         ///< a workbook has at least one
    too_large,         ///< more than 1,048,576 rows or 16,384 columns, what a spreadsheet can show
    text_too_long,     ///< more than 32,767 characters in a cell
    number_too_large,  ///< an integer of more than 15 digits, a date that spreadsheets cannot show
    unknown_name,      ///< a formula names no cell, or its braces do not match
    formula_too_long,  ///< more than 8,192 characters, or 255 areas of cells
};

struct WriteError {
    WriteRefusal refusal = WriteRefusal::no_sheets;
    std::string where;   ///< `sheet 2, B14`
    std::string detail;  ///< English, one line
};

/// An Excel workbook (ECMA-376, transitional) with live formulas. The same bytes for the same
/// workbook.
[[nodiscard]] base::Result<std::string, WriteError> write_xlsx(const Workbook& workbook);

/// One sheet as comma-separated values (RFC 4180) in UTF-8 with a byte order mark, as Excel needs
/// it: what formulas give, not how. Dates are C.E. in ISO form. A text that a spreadsheet could
/// take for a formula gets an apostrophe before it.
[[nodiscard]] std::string write_csv(const Sheet& sheet);

}  // namespace phaen::sheet
