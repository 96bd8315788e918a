// pdf_bench FOLDER [UNITS] [OUTPUT [1b]]: prints a document of the size of a year's plan (12 units
// are about 60 pages) and tells pages, bytes, processor time and peak memory of the process. FOLDER
// gets the fonts and words.
#include <sys/resource.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>

#include "phaen/document/pdf_resources.h"
#include "phaen/document/qr.h"
#include "phaen/document/write_pdf.h"

namespace {

using namespace phaen::document;

ComposedParagraph paragraph(const std::string& text, Role role = Role::body,
                            Alignment alignment = Alignment::start) {
    ComposedParagraph made;
    made.role = role;
    made.alignment = alignment;
    made.runs.emplace_back().text = text;
    return made;
}

ComposedBlock block(ComposedParagraph made) {
    ComposedBlock block;
    block.paragraph = std::move(made);
    return block;
}

std::string prose(int sentences) {
    std::string text;
    for (int i = 0; i < sentences; ++i)
        text +=
            "หน่วยงานกำหนดเป้าหมายและตัวชี้วัดของปีงบประมาณ พ.ศ. ๒๕๖๕ ให้สอดคล้องกับแผนพัฒนา "
            "เพื่อให้ผู้รับผิดชอบนำไปปฏิบัติและติดตามผลได้จริงทุกไตรมาส ";
    return text;
}

ComposedCell cell(int column, const std::string& text, int row_span = 1, int column_span = 1) {
    ComposedCell made;
    made.column = column;
    made.row_span = row_span;
    made.column_span = column_span;
    made.paragraphs.push_back(paragraph(text));
    return made;
}

ComposedCell head(int column, const std::string& text, int row_span = 1, int column_span = 1) {
    ComposedCell made = cell(column, text, row_span, column_span);
    made.shaded = true;
    made.paragraphs[0].alignment = Alignment::centre;
    made.paragraphs[0].runs[0].bold = true;
    return made;
}

ComposedBlock indicator_table(int rows) {
    ComposedBlock made;
    made.kind = ComposedBlock::Kind::table;
    made.table.widths = {2, 6, 3, 6};
    ComposedRow& header = made.table.rows.emplace_back();
    header.header = true;
    header.cells = {head(0, "ลำดับ"), head(1, "ตัวชี้วัด"), head(2, "ค่าเป้าหมาย"), head(3, "วิธีวัด")};
    for (int row = 0; row < rows; ++row) {
        ComposedRow& made_row = made.table.rows.emplace_back();
        if (row % 4 == 0) made_row.cells.push_back(cell(0, "กลุ่มที่ ๑", std::min(4, rows - row)));
        made_row.cells.push_back(cell(1, "ร้อยละความสำเร็จของการดำเนินกิจกรรมตามแผน"));
        made_row.cells.push_back(cell(2, "ร้อยละ ๘๐"));
        made_row.cells.push_back(cell(3, prose(row == 2 ? 12 : 1)));
    }
    return made;
}

ComposedBlock step_table(int rows) {
    ComposedBlock made;
    made.kind = ComposedBlock::Kind::table;
    made.table.widths = {2, 10, 3};
    made.table.rows.resize(2);
    ComposedRow& first = made.table.rows[0];
    ComposedRow& second = made.table.rows[1];
    first.header = second.header = true;
    first.cells = {head(0, "ที่", 2), head(1, "ขั้นตอน", 2), head(2, "น้ำหนัก", 2),
                   head(3, "ปีงบประมาณ พ.ศ. ๒๕๖๕", 1, 12)};
    constexpr const char* kMonths[] = {"ต.ค.",  "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.",
                                       "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."};
    for (int month = 0; month < 12; ++month) {
        made.table.widths.push_back(2);
        second.cells.push_back(head(3 + month, kMonths[month]));
    }
    for (int row = 0; row < rows; ++row) {
        ComposedRow& step = made.table.rows.emplace_back();
        step.whole = true;
        step.cells = {cell(0, "๑"), cell(1, "ประสานผู้รับผิดชอบ จัดทำบัญชีขั้นตอน และขออนุมัติดำเนินการ"),
                      cell(2, "๑๐")};
        for (int month = 0; month < 12; ++month) step.cells.push_back(cell(3 + month, ""));
        step.bars.push_back({3 + row % 10, std::min(14, 5 + row % 10)});
    }
    return made;
}

ComposedBlock heading(const std::string& text, int level) {
    ComposedParagraph made = paragraph(text, Role::heading);
    made.level = level;
    made.in_contents = true;
    return block(std::move(made));
}

ComposedDocument make(int units) {
    ComposedDocument made;
    made.title = "แผนปฏิบัติราชการประจำปี";
    made.author = "หน่วยงานตัวอย่าง";
    made.created = "2022-01-31T09:00:00Z";
    ComposedSection& cover = made.sections.emplace_back();
    cover.numbers = PageNumbers::none;
    cover.blocks = {block(paragraph("แผนปฏิบัติราชการประจำปี พ.ศ. ๒๕๖๕", Role::cover_title)),
                    block(paragraph("หน่วยงานตัวอย่าง", Role::cover_line))};
    if (auto code = qr_code("sha256:0123456789abcdef", 2500)) {
        ComposedBlock& drawing = cover.blocks.emplace_back();
        drawing.kind = ComposedBlock::Kind::drawing;
        drawing.drawing = std::move(*code);
    }
    made.sections.emplace_back().blocks = {
        block(paragraph("สารบัญ", Role::heading, Alignment::centre))};
    made.sections.back().blocks.emplace_back().kind = ComposedBlock::Kind::contents;
    for (int unit = 0; unit < units; ++unit) {
        ComposedSection& section = made.sections.emplace_back();
        section.restart_numbers = unit == 0;
        section.running_head = "แผนปฏิบัติราชการประจำปี";
        section.blocks = {heading("ส่วนที่ ๑ บททั่วไป", 1), heading("ความเป็นมา", 2)};
        for (int i = 0; i < 2; ++i)
            section.blocks.push_back(block(paragraph(prose(4), Role::body, Alignment::justified)));
        for (int i = 0; i < 3; ++i) {
            ComposedParagraph item = paragraph(prose(1), Role::list_item);
            item.label = "๑.";
            section.blocks.push_back(block(std::move(item)));
        }
        section.blocks.push_back(heading("ตัวชี้วัด", 2));
        section.blocks.push_back(indicator_table(10));
        if (unit % 2 == 1) {
            ComposedSection& wide = made.sections.emplace_back();
            wide.orientation = Orientation::landscape;
            wide.blocks = {heading("ขั้นตอน", 2), step_table(16)};
        }
    }
    return made;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) return 2;
    const std::string folder = arguments[1];
    for (const PdfResource& resource : pdf_resources())
        std::ofstream(folder + "/" + std::string(resource.name), std::ios::binary)
            << resource.bytes;
    release_pdf_resources();
    ::setenv("LIBTHAI_DICTDIR", folder.c_str(), 1);
    PdfOptions options;
    options.layout_name = kPdfRecord;
    if (count > 4) options.archive = Archive::pdfa_1b;
    const auto file = write_pdf(make(count > 2 ? std::atoi(arguments[2]) : 12),
                                {folder, pdf_resources_version()}, options);
    if (!file) {
        std::cerr << file.error().where << ": " << file.error().detail << '\n';
        return 1;
    }
    if (count > 3) std::ofstream(arguments[3], std::ios::binary) << file->bytes;
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto milliseconds = [](const timeval& time) {
        return time.tv_sec * 1000 + time.tv_usec / 1000;
    };
    std::cout << file->page_labels.size() << " pages, " << file->bytes.size() << " bytes, "
              << milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime) << " ms CPU, "
              << usage.ru_maxrss / 1024 << " MB\n";
    return 0;
}
