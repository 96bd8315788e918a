#pragma once

#include <optional>
#include <string>

#include "phaen/document/composed.h"

namespace phaen::document {

/// Why a document cannot be written, in order of precedence.
enum class WriteRefusal {
    repeated_anchor,   ///< two places with one anchor
    broken_table,      ///< grid positions without a cell or with two, widths of nothing, bars or
                       ///< header rows where none can be
    too_many_columns,  ///< more than the format can show: 63 in Word
};

struct WriteError {
    WriteRefusal refusal = WriteRefusal::broken_table;
    std::string where;   ///< `section 2, block 14, row 3`, counted from 1
    std::string detail;  ///< English, one line
};

/// What contradicts the promises of `composed.h`, or nothing. Every writer asks it first.
[[nodiscard]] std::optional<WriteError> find_defect(const ComposedDocument& document);

}  // namespace phaen::document
