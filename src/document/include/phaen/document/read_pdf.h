#pragma once

#include <cstddef>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/result.h"

/// Reads back a PDF that `write_pdf` wrote, to tell whether it still is what it was printed from.
namespace phaen::document {

/// Why bytes are not read, in order of precedence.
enum class PdfReadRefusal {
    not_pdf,    ///< something else
    too_large,  ///< over a limit of `PdfReadLimits`
    cut,        ///< the end is missing
    encrypted,  ///< protected by a password, which our files never are
    hostile,    ///< what no file of ours has: packed twice, lengths somewhere else by the hundreds
    damaged,    ///< not a PDF that can be read
    not_ours,   ///< a PDF without our record
    engine_failed,  ///< the libraries that it needs are not there
    stopped,        ///< the caller asked to stop
};

struct PdfReadError {
    PdfReadRefusal refusal = PdfReadRefusal::damaged;
    std::string detail;  ///< English, one line
};

struct PdfReadLimits {
    std::size_t file_bytes = 512u << 20;
    std::size_t unpacked_bytes = std::size_t{2} << 30;  ///< of all streams together
    std::size_t pages = 20'000;
    std::size_t objects = 8'000'000;  ///< values that are looked at
    std::size_t attachments = 64;
    std::size_t depth = 64;  ///< of values in values, and of the tree of pages
};

/// A block as the file's record has it; see `PdfBlock`.
struct PdfRecordBlock {
    int page = 0;
    std::string hash;
    std::string element;
    std::string field;
    friend bool operator==(const PdfRecordBlock&, const PdfRecordBlock&) = default;
};

/// What our file says about itself, and what it shows.
struct PdfRecord {
    std::string producer;  ///< program and its version
    std::string fonts;     ///< `pdf_resources_version()` of what it was printed with
    std::string version;   ///< of the plan
    std::vector<std::vector<PdfRecordBlock>> sections;
    std::map<std::string, std::string> attachments;  ///< by name, the record too
    /// Of each page: the SHA-256 of what is drawn on it, its size and its links.
    std::vector<std::string> pages;
    /// The SHA-256 of everything else: fonts, outline, page labels, information. Attachments apart.
    std::string others;
    friend bool operator==(const PdfRecord&, const PdfRecord&) = default;
};

/// `record_name` is what `PdfOptions::layout_name` was. Numbers of objects, packing and order in
/// the file do not count: a file that another program saved without a change is the same.
[[nodiscard]] base::Result<PdfRecord, PdfReadError> read_pdf(std::string_view bytes,
                                                             std::string_view record_name,
                                                             const PdfReadLimits& limits = {},
                                                             std::stop_token stop = {});

/// How a file differs from what it should be. Nothing set: not at all.
struct PdfDifference {
    bool producer = false;  ///< printed by another program or version
    bool fonts = false;     ///< with other fonts or another word list
    bool version = false;   ///< of another version of the plan
    int page = 0;           ///< the first page that differs, from 1; 0: none
    int section = 0;        ///< of the first block that differs, from 1; 0: none
    int block = 0;          ///< in its section, from 1
    std::string element;    ///< of that block
    std::string field;
    std::string attachment;  ///< the first, by name, that differs or that only one of them has
    bool others = false;     ///< outside the pages and attachments: the outline, an embedded font
    friend bool operator==(const PdfDifference&, const PdfDifference&) = default;
};

/// `expected` is what printing the plan again gives. When the record of the blocks agrees and a
/// page does not, the page was changed after printing; the block is then the one with which the
/// page begins.
[[nodiscard]] PdfDifference compare_pdf(const PdfRecord& found, const PdfRecord& expected);

}  // namespace phaen::document
