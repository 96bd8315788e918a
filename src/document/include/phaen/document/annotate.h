#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/document/blocks.h"
#include "phaen/document/read.h"

/// Comments in a Word file that is otherwise left as it is.
namespace phaen::document {

/// Something to say about one or more places of a document. Word gives a comment one place, so it
/// is written once at each.
struct Comment {
    std::vector<Place> places;
    std::vector<std::string> paragraphs;  ///< of its text; control characters are dropped
};

struct CommentStyle {
    std::string author = "Phaen";
    std::string initials = "Ph";
    std::string date;  ///< `2022-01-31T09:00:00Z`; left out when empty
};

/// A copy of the Word file with the comments. Each is attached to the paragraph or the cell (its
/// first paragraph) that its place names, to the first cell when the place names a row, to the
/// first row when it names a table; without a block that is there, to the first paragraph of all.
/// Comments that are there stay. Nothing else changes: every part but the document, its comments,
/// its relationships and the content types keeps its bytes, and of those four only what is added is
/// new. Refuses what `read_docx` refuses.
[[nodiscard]] base::Result<std::string, ReadError> annotate_docx(std::string_view bytes,
                                                                 std::span<const Comment> comments,
                                                                 const CommentStyle& style = {},
                                                                 const ReadLimits& limits = {},
                                                                 std::stop_token stop = {});

}  // namespace phaen::document
