#pragma once

#include "docx_paragraphs.h"

namespace phaen::document::word {

/// Writes a sound table of this width in twips. `bookmarks` stand at its first paragraph.
void write_table(const ComposedTable& table, long long width, std::vector<std::string> bookmarks,
                 ParagraphWriter& paragraphs, int& drawings);

}  // namespace phaen::document::word
