#pragma once

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/document/composed.h"

namespace phaen::document {

/// The folder into which the program has put `pdf_resources()`: font files and the Thai word list.
/// `LIBTHAI_DICTDIR` must name it before the process lays out its first Thai line; only the
/// program's rim sets the environment.
struct PdfFonts {
    std::string folder;
    std::string version;  ///< `pdf_resources_version()` of what is in it
};

/// Why a document cannot be printed, in order of precedence.
enum class PdfRefusal {
    bad_created,        ///< `created` is neither empty nor like 2022-01-31T09:00:00Z
    bad_text,           ///< not UTF-8, or control characters
    broken_table,       ///< grid positions without a cell or with two, widths of nothing, bars or
                        ///< header rows where none can be
    repeated_anchor,    ///< two places with one anchor
    unknown_anchor,     ///< a link that leads to no place of the document
    bad_attachment,     ///< a name that is empty, repeated or has a slash
    font_missing,       ///< the folder does not have the style's family
    words_missing,      ///< the word list is not in force: lines would end inside words
    column_too_narrow,  ///< not a single character fits into a table's column
    too_large,          ///< over a limit of `PdfLimits`
    engine_failed,      ///< the drawing library gave up, out of memory for example
    stopped,            ///< the caller asked to stop
};

struct PdfError {
    PdfRefusal refusal = PdfRefusal::engine_failed;
    std::string where;   ///< `section 2, block 14, row 3, column 1`, counted from 1; or empty
    std::string detail;  ///< English, one line
};

/// How an attachment relates to the document (ISO 19005-3, 6.8 and annex E).
enum class Relationship { source, data, alternative, supplement, unspecified };

/// A file inside the file.
struct PdfAttachment {
    std::string name;  ///< `plan.json`
    std::string mime;  ///< `application/json`
    std::string description;
    Relationship relationship = Relationship::unspecified;
    std::string bytes;
};

/// PDF/A-3b (ISO 19005-3) is what is handed out. PDF/A-1b (ISO 19005-1) exists because validators
/// at hand know it; it allows no attachments, so they are left out.
enum class Archive { pdfa_3b, pdfa_1b };

struct PdfLimits {
    int pages = 20'000;
    std::size_t file_bytes = 512u << 20;
    std::size_t paragraph_bytes = 1u << 20;
    std::size_t table_columns = 64;
};

/// The name under which our files have the record of their blocks.
inline constexpr const char* kPdfRecord = "layout.json";

struct PdfOptions {
    Archive archive = Archive::pdfa_3b;
    std::string producer = "Phaen";  ///< program and version, for the document information
    std::vector<PdfAttachment> attachments;
    /// When not empty, the name of one more attachment: what `PdfFile::sections` says, as JSON,
    /// with the versions of program and fonts. `phaen verify` reads it, as `kPdfRecord`.
    std::string layout_name;
    PdfLimits limits;
};

/// What became of a block.
struct PdfBlock {
    int page = 0;      ///< on which it begins, from 1; of an empty block the page it would be on
    std::string hash;  ///< SHA-256 of everything that was laid out for it, 64 hexadecimal digits
};

/// Something that is printed, but not as it was meant.
struct PdfWarning {
    std::string where;       ///< as of an error
    char32_t character = 0;  ///< that no font has: a box with its number stands for it
    friend bool operator==(const PdfWarning&, const PdfWarning&) = default;
};

struct PdfFile {
    std::string bytes;
    std::vector<PdfWarning> warnings;      ///< in the order of the document, a thousand at most
    std::vector<std::string> page_labels;  ///< as printed; empty where no number is
    std::vector<std::vector<PdfBlock>> sections;  ///< by section and block of the document
};

/// Prints. The same document, fonts and options give the same bytes, on any thread; no clock,
/// network or system font is asked. Every page, row and line of the document is in the file or
/// there is no file.
[[nodiscard]] base::Result<PdfFile, PdfError> write_pdf(const ComposedDocument& document,
                                                        const PdfFonts& fonts,
                                                        const PdfOptions& options = {},
                                                        std::stop_token stop = {});

}  // namespace phaen::document
