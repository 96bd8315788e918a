#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "phaen/document/write_pdf.h"

/// Documents for the tests of the PDF writer and reader, and how they are printed.
namespace phaen::document {

/// As the program does at its rim: resources into a private folder, named in the environment.
const PdfFonts& fonts();

ComposedParagraph paragraph(const std::string& text, Role role = Role::body, int level = 0);
ComposedBlock block(const ComposedParagraph& paragraph);
ComposedBlock table_block(ComposedTable table);
ComposedCell cell(int column, const std::string& text, int row_span = 1);
ComposedDocument document(std::vector<ComposedBlock> blocks);
/// So many times the same words, each with a space after it.
std::string sentence(int count);
/// A header row and so many of two cells.
ComposedTable long_table(int rows);

/// Fails the test when the document cannot be printed.
PdfFile print(const ComposedDocument& made, const PdfOptions& options = {});

/// A file of these bytes, in the folder of the fonts.
std::string file_of(const std::string& name, const std::string& bytes);
/// What a reader of PDF finds in the file, without white space; needs poppler's pdftotext.
std::string extracted(const PdfFile& file);
std::size_t count(const std::string& text, const std::string& part);

}  // namespace phaen::document
