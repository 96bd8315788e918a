#include <cstddef>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>

#include "phaen/document/composed.h"
#include "phaen/document/read.h"
#include "phaen/document/write_docx.h"
#include "phaen/document/write_html.h"
#include "write_support.h"

// Writes one document with everything that a writer must print, in every format, for the judges of
// writers_judges_test.py. Shows what our reader finds in a Word file, a line for each thing.
// usage: writers_sample FOLDER | writers_sample --show FILE
namespace {

using namespace phaen::document;

ComposedParagraph text(const std::string& words, Role role = Role::body) {
    ComposedParagraph made;
    made.role = role;
    if (!words.empty()) made.runs.emplace_back().text = words;
    if (role == Role::body) made.alignment = Alignment::justified;
    if (role == Role::cover_title || role == Role::cover_line) made.alignment = Alignment::centre;
    return made;
}

ComposedBlock of_kind(ComposedBlock::Kind kind) {
    ComposedBlock made;
    made.kind = kind;
    return made;
}

ComposedBlock heading(int level, const std::string& words, const std::string& anchor) {
    ComposedParagraph made = text(words, Role::heading);
    made.level = level;
    made.anchor = anchor;
    made.in_contents = true;
    if (level == 1) made.alignment = Alignment::centre;
    ComposedBlock whole = block(std::move(made));
    whole.element = "element-" + anchor;
    whole.field = "/title";
    return whole;
}

ComposedBlock item(const std::string& label, const std::string& words, int level) {
    ComposedParagraph made = text(words, Role::list_item);
    made.label = label;
    made.level = level;
    return block(std::move(made));
}

ComposedCell entry(int column, const std::string& words, Alignment alignment = Alignment::start) {
    ComposedCell made;
    made.column = column;
    made.paragraphs.push_back(text(words));
    made.paragraphs[0].alignment = alignment;
    return made;
}

ComposedCell spanning(int column, const std::string& words, int columns, int rows) {
    ComposedCell made = entry(column, words, Alignment::centre);
    made.paragraphs[0].runs[0].bold = true;
    made.column_span = columns;
    made.row_span = rows;
    made.shade = Shade::light;
    return made;
}

std::string many(const std::string& words, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += words;
    return all;
}

const std::string kSentence =
    "หน่วยงานจัดทำแผนปฏิบัติราชการประจำปีเพื่อให้การดำเนินงานเป็นไปตามเป้าหมาย น้ำใสไหลเย็น "
    "และติดตามผลทุกไตรมาส ";

ComposedTable budget() {
    ComposedTable table;
    table.widths = {10, 60, 30};
    table.rows.resize(60);
    ComposedRow& head = table.rows[0];
    head.header = true;
    head.cells = {spanning(0, "ลำดับ", 1, 1), spanning(1, "โครงการ", 1, 1),
                  spanning(2, "งบประมาณ (บาท)", 1, 1)};
    for (std::size_t i = 1; i + 1 < table.rows.size(); ++i) {
        ComposedRow& row = table.rows[i];
        row.whole = true;
        row.element = "project-" + std::to_string(i);
        row.cells = {entry(0, std::to_string(i), Alignment::centre), entry(1, kSentence),
                     entry(2, "๑,๕๐๐,๐๐๐.-", Alignment::end)};
        row.cells[2].field = "/budget";
    }
    // One cell is longer than a page.
    table.rows[7].whole = false;
    table.rows[7].cells[1].paragraphs.assign(30, text(many(kSentence, 2)));
    ComposedRow& total = table.rows.back();
    total.cells = {entry(0, "รวม", Alignment::end), entry(2, "๙๐,๐๐๐,๐๐๐.-", Alignment::end)};
    total.cells[0].column_span = 2;
    return table;
}

ComposedTable months() {
    ComposedTable table;
    table.widths = {40, 15, 15};
    for (int i = 0; i < 12; ++i) table.widths.push_back(12);
    table.rows.resize(9);
    table.rows[0].cells = {spanning(0, "ขั้นตอน", 1, 3), spanning(1, "ร้อยละ", 2, 1),
                           spanning(3, "ปีงบประมาณ พ.ศ. ๒๕๖๕", 12, 1)};
    table.rows[1].cells = {spanning(1, "ของงาน", 1, 2), spanning(2, "สะสม", 1, 2),
                           spanning(3, "๒๕๖๔", 3, 1), spanning(6, "๒๕๖๕", 9, 1)};
    const char* names[] = {"ต.ค.",  "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.",
                           "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."};
    for (int i = 0; i < 12; ++i) table.rows[2].cells.push_back(spanning(3 + i, names[i], 1, 1));
    for (int r = 0; r < 3; ++r) table.rows[static_cast<std::size_t>(r)].header = true;
    for (int r = 3; r < 9; ++r) {
        ComposedRow& row = table.rows[static_cast<std::size_t>(r)];
        row.whole = true;
        row.cells = {entry(0, std::to_string(r - 2) + ". ประชุมคณะทำงาน"),
                     entry(1, "๑๐", Alignment::centre), entry(2, "๒๐", Alignment::centre)};
        for (int i = 3; i < 15; ++i) row.cells.push_back(entry(i, ""));
        row.bars = {{r, r + 3}};
    }
    table.rows[4].bars.push_back({12, 14});
    return table;
}

ComposedBlock chart() {
    ComposedBlock made = of_kind(ComposedBlock::Kind::drawing);
    Drawing& drawing = made.drawing;
    drawing.width = 12'000;
    drawing.height = 5'000;
    drawing.description = "ความก้าวหน้า: ตัวชี้วัด ๑ ร้อยละ ๕๐, ตัวชี้วัด ๒ ร้อยละ ๘๐";
    drawing.shapes = {{Shape::Kind::rectangle, 3000, 500, 4000, 900, 0x1F4E9E, ""},
                      {Shape::Kind::rectangle, 3000, 2000, 6400, 900, 0x1F4E9E, ""},
                      {Shape::Kind::line, 3000, 200, 0, 4000, 0x000000, ""},
                      {Shape::Kind::text, 100, 1200, 0, 560, 0x000000, "ตัวชี้วัด ๑ <ก>"},
                      {Shape::Kind::text, 100, 2700, 0, 560, 0x000000, "น้ำ ปี่ ญี่ปุ่น"}};
    return made;
}

ComposedDocument sample() {
    ComposedDocument document;
    document.title = "แผนปฏิบัติราชการ & ตัวอย่าง";
    document.author = "หน่วยงานตัวอย่าง";
    document.version = "sha256:0123";
    document.created = "2022-01-31T09:00:00Z";
    ComposedSection cover;
    cover.numbers = PageNumbers::none;
    cover.blocks = {block(text("แผนปฏิบัติราชการประจำปี", Role::cover_title)),
                    block(text("หน่วยงานตัวอย่าง", Role::cover_line))};
    ComposedSection front;
    front.restart_numbers = true;
    ComposedParagraph title = text("สารบัญ", Role::heading);
    title.level = 1;
    title.alignment = Alignment::centre;
    front.blocks = {block(title), of_kind(ComposedBlock::Kind::contents)};
    ComposedSection main;
    main.running_head = "แผนปฏิบัติราชการ";
    ComposedParagraph linked = text("ดู ");
    Run link;
    link.text = "ตารางงบประมาณ";
    link.target = "#budget";
    Run outside;
    outside.text = " และเว็บไซต์";
    outside.target = "https://example.go.th/?a=1&b=2";
    Run kept;
    kept.text = " พ.ศ. ๒๕๖๕";
    kept.unbroken = true;
    kept.underlined = true;
    linked.runs.insert(linked.runs.end(), {link, outside, kept});
    main.blocks = {heading(1, "ส่วนที่ ๑ ข้อมูลทั่วไป", "general"),
                   block(text(many(kSentence, 6))),
                   block(linked),
                   heading(2, "๑.๑ หน้าที่", "duties"),
                   item("๑.", many(kSentence, 2), 0),
                   item("๑.๑", kSentence, 1),
                   item("-", kSentence, 2),
                   chart(),
                   of_kind(ComposedBlock::Kind::page_break),
                   heading(2, "๑.๒ งบประมาณ", "budget"),
                   block(text("ตารางที่ ๑ งบประมาณ", Role::caption)),
                   block(budget()),
                   block(months())};
    ComposedSection wide;
    wide.orientation = Orientation::landscape;
    wide.blocks = {heading(1, "ส่วนที่ ๒ ขั้นตอน", "steps"), block(months())};
    ComposedSection last;
    last.blocks = {heading(1, "ส่วนที่ ๓ ลงนาม", "end"), block(text("(ลงชื่อ)", Role::signature)),
                   block(text("หมายเหตุ", Role::note))};
    document.sections = {cover, front, main, wide, last};
    return document;
}

bool write(const std::string& path, const std::string& bytes) {
    std::ofstream file(path, std::ios::binary);
    file << bytes;
    return static_cast<bool>(file.flush());
}

int show(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    const auto document = read_docx(bytes.str());
    if (!document) return 1;
    std::size_t hints = 0;
    for (const Block& block : document->blocks) {
        hints += !block.paragraph.hint.element.empty();
        for (const Row& row : block.table.rows) hints += !row.hint.element.empty();
    }
    std::cout << "version " << document->version << "\nhints " << hints << "\n" << shown(*document);
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    if (count == 3 && std::string(arguments[1]) == "--show") return show(arguments[2]);
    if (count != 2) return 2;
    const std::string folder = arguments[1];
    const ComposedDocument document = sample();
    DocxOptions options;
    options.pages = {
        {"general", "๒"}, {"duties", "๒"}, {"budget", "๓"}, {"steps", "๘"}, {"end", "๙"}};
    // LibreOffice does not scale the stand-in for the official font, so that it gets another file.
    DocxOptions scaled = options;
    scaled.font = "Laksaman";
    scaled.size_percent = 66;
    const auto docx = write_docx(document, options);
    const auto for_libreoffice = write_docx(document, scaled);
    const auto html = write_html(document);
    if (!docx || !for_libreoffice || !html) return 1;
    const bool all = write(folder + "/sample.docx", *docx) &&
                     write(folder + "/scaled.docx", *for_libreoffice) &&
                     write(folder + "/sample.html", *html);
    return all ? 0 : 1;
}
