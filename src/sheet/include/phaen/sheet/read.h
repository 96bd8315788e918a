#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/sheet/workbook.h"

namespace phaen::sheet {

/// Why bytes are not read, in order of precedence.
enum class ReadRefusal {
    too_large,  ///< over a limit on bytes, rows, columns or the length of a field
    not_utf8,   ///< neither UTF-8 nor, for certain, Windows-874
    damaged,    ///< a quoted field that does not end, or goes on after its end; a zip or XML that
                ///< cannot be read
    not_workbook,  ///< no Excel workbook
    legacy,        ///< the old binary .xls, or a workbook protected by a password
    hostile,       ///< what no ordinary workbook has: entities, a zip bomb, paths outside
    stopped,       ///< the caller asked to stop
};

struct ReadError {
    ReadRefusal refusal = ReadRefusal::damaged;
    std::size_t line = 0;    ///< from 1; 0 for the whole file, and in workbooks
    std::string detail;      ///< English, one line
    std::string where = {};  ///< in a workbook: its part, or sheet and cell (`Budget!B14`)
};

/// What bounds the readers.
struct ReadLimits {
    std::size_t file_bytes = 64u << 20;
    std::size_t rows = 1'048'576;
    std::size_t columns = 1'024;
    std::size_t cells = 5'000'000;
    std::size_t field_bytes = 128u << 10;
    // Of workbooks only:
    std::size_t unpacked_bytes = 256u << 20;
    std::size_t compression_ratio = 200;  ///< of a part over 1 MiB
    std::size_t archive_entries = 10'000;
    std::size_t sheets = 256;
    std::size_t text_bytes = 256u << 20;  ///< of all cells together
    std::size_t xml_depth = 64;
};

/// How a file of comma-separated values writes its letters.
enum class CsvEncoding {
    utf8,
    windows_874,  ///< as Excel on a Thai Windows saves "CSV"; TIS-620 is a part of it
};

/// What is UTF-8 is taken as UTF-8; all else is Windows-874 when it certainly is
/// (`base::looks_like_windows_874`), and null otherwise.
[[nodiscard]] std::optional<CsvEncoding> csv_encoding(std::string_view bytes);

/// Comma-separated values (RFC 4180), with or without a byte order mark, in the encoding that
/// `csv_encoding` tells; lines may end in LF, CRLF or CR. The limit of a file is on its own bytes,
/// that of a field on its UTF-8. Every cell is a text, or empty: what a number is, is for the
/// reader's user to say. The apostrophe that `write_csv` puts before what looks like a formula is
/// taken away, so that texts come back as they were.
[[nodiscard]] base::Result<Sheet, ReadError> read_csv(std::string_view bytes,
                                                      const ReadLimits& limits = {});

/// A cell whose value cannot be used. It is empty in the sheet.
struct CellProblem {
    enum class Kind {
        error,         ///< what a formula gave: `#REF!`
        number,        ///< no number, or one beyond what we keep
        date,          ///< a day that spreadsheets cannot show
        not_computed,  ///< a formula of which the file does not keep what it gives
    };
    Kind kind = Kind::error;
    std::string sheet;
    std::string cell;   ///< `B14`
    std::string value;  ///< as the file has it
    friend bool operator==(const CellProblem&, const CellProblem&) = default;
};

struct ReadWorkbook {
    Workbook workbook;
    std::vector<CellProblem> problems;
};

/// An Excel workbook (ECMA-376, transitional or strict), as Excel, LibreOffice and we write them.
///
/// What a cell shows is what counts: of a formula the value that the file keeps, and its text stays
/// in `formula` (of a formula shared by several cells, the first one's). A number is a percent, an
/// amount (grouped, with two decimals) or a date by its format, otherwise a whole number or a
/// decimal. Spreadsheets compute in binary: what stands after 15 digits is rounding and is rounded
/// away, and of a decimal six places are kept. Times of day are dropped from dates. Names, widths
/// and hidden columns are read, looks are not.
[[nodiscard]] base::Result<ReadWorkbook, ReadError> read_xlsx(std::string_view bytes,
                                                              const ReadLimits& limits = {},
                                                              std::stop_token stop = {});

}  // namespace phaen::sheet
