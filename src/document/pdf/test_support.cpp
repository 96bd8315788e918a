#include "pdf/test_support.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include "phaen/document/pdf_resources.h"

namespace phaen::document {

const PdfFonts& fonts() {
    static const PdfFonts kFonts = [] {
        std::string folder = (std::filesystem::temp_directory_path() / "phaen-pdf-XXXXXX").string();
        if (::mkdtemp(folder.data()) == nullptr) std::abort();
        for (const PdfResource& resource : pdf_resources()) {
            std::ofstream(folder + "/" + std::string(resource.name), std::ios::binary)
                << resource.bytes;
        }
        ::setenv("LIBTHAI_DICTDIR", folder.c_str(), 1);
        std::atexit([] { std::filesystem::remove_all(std::getenv("LIBTHAI_DICTDIR")); });
        return PdfFonts{folder, pdf_resources_version()};
    }();
    return kFonts;
}

ComposedParagraph paragraph(const std::string& text, Role role, int level) {
    return {.role = role, .level = level, .runs = {{.text = text}}};
}

ComposedBlock block(const ComposedParagraph& paragraph) { return {.paragraph = paragraph}; }

ComposedBlock table_block(ComposedTable table) {
    return {.kind = ComposedBlock::Kind::table, .table = std::move(table)};
}

ComposedCell cell(int column, const std::string& text, int row_span) {
    return {.column = column, .row_span = row_span, .paragraphs = {paragraph(text)}};
}

ComposedDocument document(std::vector<ComposedBlock> blocks) {
    ComposedDocument made{.title = "แผน", .created = "2022-01-31T09:00:00Z"};
    made.sections.emplace_back().blocks = std::move(blocks);
    return made;
}

std::string sentence(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "หน่วยงานดำเนินกิจกรรมตามแผนปฏิบัติราชการ ";
    return text;
}

ComposedTable long_table(int rows) {
    ComposedTable table{.widths = {1, 4}};
    ComposedRow head{.cells = {cell(0, "ลำดับ"), cell(1, "กิจกรรม")}, .header = true};
    table.rows.push_back(head);
    for (int i = 0; i < rows; ++i)
        table.rows.push_back({.cells = {cell(0, std::to_string(i)), cell(1, "กิจกรรม")}});
    return table;
}

PdfFile print(const ComposedDocument& made, const PdfOptions& options) {
    auto result = write_pdf(made, fonts(), options);
    EXPECT_TRUE(result) << (result ? "" : result.error().where + ": " + result.error().detail);
    return result ? std::move(*result) : PdfFile{};
}

std::string file_of(const std::string& name, const std::string& bytes) {
    std::string path = fonts().folder + "/" + name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

std::string extracted(const PdfFile& file) {
    const std::string path = file_of("extract.pdf", file.bytes);
    EXPECT_EQ(std::system(("pdftotext -raw " + path + " " + path + ".txt").c_str()), 0);
    std::ifstream in(path + ".txt", std::ios::binary);
    std::string text;
    for (char c = 0; in.get(c);) {
        if (static_cast<unsigned char>(c) > ' ') text += c;
    }
    return text;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

}  // namespace phaen::document
