#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#include "phaen/document/write_docx.h"
#include "phaen/document/write_html.h"

// Times writing a document of about 40 pages, and one of ten times as many: the median of eleven
// runs.
namespace {

using namespace phaen::document;

ComposedParagraph paragraph(const std::string& text) {
    ComposedParagraph made;
    made.runs.emplace_back().text = text;
    made.alignment = Alignment::justified;
    return made;
}

ComposedBlock text_block(const std::string& text) {
    ComposedBlock made;
    made.paragraph = paragraph(text);
    return made;
}

/// Twenty rows of a step table with a bar each: about half a page.
ComposedBlock table_block() {
    ComposedBlock made;
    made.kind = ComposedBlock::Kind::table;
    made.table.widths.assign(15, 10);
    made.table.rows.resize(20);
    for (ComposedRow& row : made.table.rows) {
        for (int i = 0; i < 15; ++i) {
            ComposedCell cell;
            cell.column = i;
            if (i < 3) cell.paragraphs.push_back(paragraph("ประชุมคณะทำงานจัดทำแผน ๑๐"));
            row.cells.push_back(std::move(cell));
        }
        row.bars = {{3, 8}};
    }
    return made;
}

/// Half a page of prose and half a page of a table on each page.
ComposedDocument of_pages(int pages) {
    ComposedDocument document;
    ComposedSection& section = document.sections.emplace_back();
    std::string prose;
    for (int i = 0; i < 8; ++i)
        prose += "หน่วยงานจัดทำแผนปฏิบัติราชการประจำปีเพื่อให้การดำเนินงานเป็นไปตามเป้าหมาย ";
    for (int i = 0; i < pages; ++i) {
        section.blocks.push_back(text_block(prose));
        section.blocks.push_back(text_block(prose));
        section.blocks.push_back(table_block());
    }
    return document;
}

template <class Write>
void time(const char* what, const Write& write) {
    std::vector<double> milliseconds;
    std::size_t bytes = 0;
    for (int i = 0; i < 11; ++i) {
        // Processor time: other work on the machine does not count.
        const std::clock_t begin = std::clock();
        const auto file = write();
        const double took = 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        bytes = file ? file->size() : 0;
        milliseconds.push_back(took);
    }
    std::nth_element(milliseconds.begin(), milliseconds.begin() + 5, milliseconds.end());
    std::printf("%-18s %8.1f ms %9zu bytes\n", what, milliseconds[5], bytes);
}

}  // namespace

int main() {
    const ComposedDocument forty = of_pages(40);
    const ComposedDocument four_hundred = of_pages(400);
    time("docx, 40 pages", [&] { return write_docx(forty); });
    time("docx, 400 pages", [&] { return write_docx(four_hundred); });
    time("html, 40 pages", [&] { return write_html(forty); });
    return 0;
}
