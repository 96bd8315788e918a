#pragma once

#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>

#include "phaen/base/result.h"
#include "phaen/document/blocks.h"

namespace phaen::document {

enum class ReadRefusal {
    not_utf8,        ///< a text file that is not UTF-8
    unknown_format,  ///< neither text nor Word
    damaged,         ///< a zip or XML that cannot be read
    too_large,       ///< over a limit on bytes, unpacked bytes, blocks, cells, or text
    too_deep,        ///< XML, tables or lists nested over the limit
    hostile,         ///< XML entities or a document type, a zip bomb, paths outside the archive
    encrypted,       ///< a password-protected file
    legacy_word,     ///< the old binary .doc: save as .docx
    stopped,         ///< the caller asked to stop
};

struct ReadError {
    ReadRefusal refusal = ReadRefusal::damaged;
    std::string where;   ///< part of the archive, or line
    std::string detail;  ///< English, one line
};

/// What bounds a reader of outside bytes; `phaen import --help` prints these.
struct ReadLimits {
    std::size_t file_bytes = 64u << 20;
    std::size_t unpacked_bytes = 256u << 20;  ///< of all parts that are read
    std::size_t compression_ratio = 200;      ///< of a part over 1 MiB
    std::size_t archive_entries = 10'000;
    std::size_t blocks = 200'000;
    std::size_t cells = 1'000'000;
    std::size_t columns = 256;
    std::size_t text_bytes = 64u << 20;
    int xml_depth = 128;
    std::size_t xml_nodes = 8'000'000;  ///< elements and attributes of a part
    int table_depth = 3;
};

/// Text as contracts.md section 2 says: a paragraph a line, a table row a line with cells parted by
/// tabs; a cell may hold `<p> <ul> <ol> <li> <u>` and their ends (anything else in angle brackets
/// is text).
[[nodiscard]] base::Result<Document, ReadError> read_text(std::string_view bytes,
                                                          const ReadLimits& limits = {},
                                                          std::stop_token stop = {});

/// Word (.docx) as real files are.
[[nodiscard]] base::Result<Document, ReadError> read_docx(std::string_view bytes,
                                                          const ReadLimits& limits = {},
                                                          std::stop_token stop = {});

/// Tells the format by the bytes, not by the name, and reads.
[[nodiscard]] base::Result<Document, ReadError> read(std::string_view bytes,
                                                     const ReadLimits& limits = {},
                                                     std::stop_token stop = {});

}  // namespace phaen::document
