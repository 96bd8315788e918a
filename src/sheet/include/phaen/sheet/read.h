#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "phaen/base/result.h"
#include "phaen/sheet/workbook.h"

namespace phaen::sheet {

/// Why bytes are not read, in order of precedence.
enum class ReadRefusal {
    too_large,  ///< over a limit on bytes, rows, columns or the length of a field
    not_utf8,
    damaged,  ///< a quoted field that does not end, or goes on after its end
};

struct ReadError {
    ReadRefusal refusal = ReadRefusal::damaged;
    std::size_t line = 0;  ///< from 1; 0 for the whole file
    std::string detail;    ///< English, one line
};

/// What bounds the readers.
struct ReadLimits {
    std::size_t file_bytes = 64u << 20;
    std::size_t rows = 1'048'576;
    std::size_t columns = 1'024;
    std::size_t cells = 5'000'000;
    std::size_t field_bytes = 128u << 10;
};

/// Comma-separated values (RFC 4180) in UTF-8, with or without a byte order mark; lines may end in
/// LF, CRLF or CR. Every cell is a text, or empty: what a number is, is for the reader's user to
/// say. The apostrophe that `write_csv` puts before what looks like a formula is taken away, so
/// that texts come back as they were.
[[nodiscard]] base::Result<Sheet, ReadError> read_csv(std::string_view bytes,
                                                      const ReadLimits& limits = {});

}  // namespace phaen::sheet
