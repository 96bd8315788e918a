#include "commands.h"

#include <algorithm>
#include <array>

namespace phaen::cli {

namespace {

constexpr std::array<OptionText, 3> kCommon = {{
    {'\0',
     "lang",
     "LANG",
     "th en",
     {"ภาษาของข้อความ: th ไทย หรือ en อังกฤษ (ปกติดูจาก LANG ถ้าไม่มีใช้ไทย)",
      "language of messages: th or en (from LANG, Thai otherwise)"}},
    {'h', "help", "", "", {"แสดงวิธีใช้", "show how to use it"}},
    {'\0', "version", "", "", {"แสดงรุ่นของโปรแกรม", "show the program's version"}},
}};

constexpr std::array<OptionText, 6> kImportOptions = {{
    {'o',
     "output",
     "PLAN",
     "",
     {"เขียนแผนลงแฟ้มนี้ (.toml หรือ .json; - คือข้อมูลออกมาตรฐาน) เมื่อมีเอกสารหลายฉบับให้ระบุโฟลเดอร์/ ถ้าไม่ระบุ "
      "แสดงสรุปแทน",
      "write the plan here (.toml or .json; - is standard output); with several documents a "
      "FOLDER/. Without it a "
      "summary is printed"}},
    {'\0',
     "format",
     "FORMAT",
     "toml json",
     {"รูปแบบของแผน (ปกติดูจากนามสกุลแฟ้ม ถ้าไม่รู้ใช้ toml)",
      "format of the plan (by the ending, otherwise toml)"}},
    {'\0',
     "report",
     "FILE",
     "",
     {"เขียนรายงานการนำเข้าเป็น JSON: แต่ละบรรทัดไปอยู่ที่ใดในแผน และอะไรที่ไม่เข้าใจ "
      "เมื่อมีเอกสารหลายฉบับให้ระบุโฟลเดอร์/",
      "write the import report as JSON: where each line went, and what was not understood; with "
      "several documents a "
      "FOLDER/"}},
    {'\0',
     "against",
     "PLAN",
     "",
     {"แผนปีก่อนหรือแผนที่แก้ไขแล้ว: ใช้ไอดี ชื่อ และชนิดตามแผนนั้นเมื่อตรงกัน และเทียบผลกับแผนนั้น",
      "last year's or the corrected plan: its ids, names and kinds are used where they match, and "
      "the result is compared "
      "with it"}},
    {'\0',
     "scheme-out",
     "FILE",
     "",
     {"เขียนเกณฑ์ประจำปีที่เสนอจากสิ่งที่เอกสารพิมพ์ไว้ (TOML หรือ .json) และให้แผนอ้างถึงเกณฑ์นั้น "
      "เมื่อมีเอกสารหลายฉบับให้ระบุโฟลเดอร์/",
      "write the year's scheme that the document's own print suggests (TOML, or JSON by the "
      "ending), "
      "and name it in the plan; with several documents a FOLDER/"}},
    {'\0',
     "hints",
     "FILE",
     "",
     {"แฟ้มคำบอก (TOML): หัวข้อนี้หรือคอลัมน์นี้หมายถึงอะไร",
      "file of hints (TOML): what this heading or that column means"}},
}};

constexpr std::array<ExampleText, 6> kImportExamples = {{
    {"phaen import plan.docx",
     {"ดูว่าเข้าใจอะไรบ้าง และอะไรที่ยังไม่เข้าใจ", "see what was understood, and what was not"}},
    {"phaen import plan.docx -o plan.toml --report report.json",
     {"เก็บแผนและรายงานของทุกบรรทัด", "keep the plan, and the account of every line"}},
    {"phaen import plan-2566.docx --against plan-2565.toml -o plan-2566.toml",
     {"ใช้ไอดีและชื่อของปีก่อน", "carry on last year's ids and names"}},
    {"phaen import plan.docx --hints our-words.toml",
     {"เมื่อหน่วยงานใช้หัวข้อของตนเอง", "when the agency has headings of its own"}},
    {"phaen import *.docx -o plans/",
     {"นำเข้าหลายฉบับพร้อมกัน", "import many documents, several at a time"}},
    {"cat plan.txt | phaen import - -o - --format json",
     {"อ่านและเขียนผ่านท่อ", "read and write through pipes"}},
}};

constexpr std::array<OptionText, 1> kDiffOptions = {{
    {'\0',
     "format",
     "FORMAT",
     "text json",
     {"รูปแบบของผล (ปกติ text)", "format of the result (otherwise text)"}},
}};

constexpr std::array<ExampleText, 2> kDiffExamples = {{
    {"phaen diff plan-2565.toml plan-2566.toml",
     {"แผนสองปีต่างกันที่ใด", "what changed between two years"}},
    {"phaen diff plan.toml plan.docx",
     {"เอกสารตรงกับแผนหรือไม่", "does the document still say what the plan says?"}},
}};

constexpr std::array<OptionText, 1> kRenderOptions = {{
    {'o',
     "output",
     "FILE",
     "",
     {"แฟ้มปลายทาง ชนิดดูจากนามสกุล: .txt (- คือข้อมูลออกมาตรฐาน)",
      "the file to write, its kind by its ending: .txt (- is standard output)"}},
}};

constexpr std::array<ExampleText, 2> kRenderExamples = {{
    {"phaen render plan.toml -o outline.txt",
     {"โครงร่างของแผนเป็นข้อความ", "the plan as a plain outline"}},
    {"phaen render plan.docx -o - | less",
     {"อ่านสิ่งที่เข้าใจจากเอกสาร", "read what was understood of a document"}},
}};

constexpr std::array<ExampleText, 3> kCompletionExamples = {{
    {"phaen completion bash > ~/.local/share/bash-completion/completions/phaen",
     {"สำหรับ bash", "for bash"}},
    {"phaen completion zsh > ~/.zfunc/_phaen",
     {"สำหรับ zsh (โฟลเดอร์ใน fpath)", "for zsh (a folder of fpath)"}},
    {"phaen completion fish > ~/.config/fish/completions/phaen.fish", {"สำหรับ fish", "for fish"}},
}};

constexpr std::array<CommandText, 5> kCommands = {{
    {"import",
     "DOCUMENT...",
     1,
     0,
     {"อ่านเอกสารแผนเป็นแผนที่มีโครงสร้าง", "read a plan's document into a structured plan"},
     {"DOCUMENT คือเล่มแผนเป็นข้อความ (.txt: ย่อหน้าละบรรทัด แถวตารางละบรรทัด เซลล์คั่นด้วยแท็บ) หรือ Word "
      "(.docx) "
      "ชนิดดูจากเนื้อแฟ้ม - คือข้อมูลเข้ามาตรฐาน\n"
      "ทุกบรรทัดมีบัญชี: อยู่ที่ใดในแผน เป็นความเรียง เป็นส่วนประกอบหน้า (หัวตารางซ้ำ สารบัญ) หรือไม่เข้าใจ "
      "ไม่มีสิ่งใดถูกทิ้ง\n"
      "แฟ้มคำบอกเป็น TOML:\n"
      "  [[heading]]\n"
      "  printed = \"งานสำคัญของเรา\"\n"
      "  means = \"missions\"\n"
      "  [[column]]\n"
      "  printed = \"ผู้ทำ\"\n"
      "  means = \"lead\"\n"
      "{limits}",
      "DOCUMENT is an official plan as text (.txt: a paragraph a line, a table row a line with "
      "cells parted by tabs) or "
      "Word (.docx), told apart by content; - is standard input.\n"
      "Every line is accounted for: placed in the plan, prose, furniture (repeated headers, "
      "contents) or not understood. "
      "Nothing is dropped.\n"
      "A file of hints is TOML:\n"
      "  [[heading]]\n"
      "  printed = \"Our main tasks\"\n"
      "  means = \"missions\"\n"
      "  [[column]]\n"
      "  printed = \"Who\"\n"
      "  means = \"lead\"\n"
      "{limits}"},
     kImportOptions,
     kImportExamples},
    {"diff",
     "PLAN|DOCUMENT PLAN|DOCUMENT",
     2,
     2,
     {"เทียบแผนสองฉบับ ทีละองค์ประกอบและทีละช่อง",
      "compare two plans, element by element and field by field"},
     {"แต่ละข้างเป็นแผน (.toml, .json) หรือเอกสาร (.txt, .docx) ก็ได้ จบด้วยสถานะ 1 เมื่อต่างกัน และ 0 "
      "เมื่อเหมือนกัน",
      "Either side is a plan (.toml, .json) or a document (.txt, .docx). The exit status is 1 when "
      "they differ, 0 when "
      "they are the same."},
     kDiffOptions,
     kDiffExamples},
    {"render",
     "PLAN|DOCUMENT",
     1,
     1,
     {"เขียนแผนให้คนอ่าน", "write a plan for people to read"},
     {"รุ่นนี้เขียนได้เฉพาะโครงร่างเป็นข้อความ (.txt) ส่วน .pdf .docx .html .xlsx ยังไม่มี",
      "This version writes a plain outline (.txt); .pdf, .docx, .html and .xlsx are not there "
      "yet."},
     kRenderOptions,
     kRenderExamples},
    {"completion",
     "bash|zsh|fish",
     1,
     1,
     {"พิมพ์สคริปต์เติมคำสั่งของเชลล์", "print the shell's completion script"},
     {"", ""},
     {},
     kCompletionExamples},
    {"manual", "", 0, -1, {"พิมพ์หน้าคู่มือ (roff)", "print the manual page (roff)"}, {"", ""}, {}, {}},
}};

constexpr std::array<std::string_view, 11> kPlanned = {"check",   "score",   "verify",  "serve",
                                                       "migrate", "backup",  "restore", "user",
                                                       "agency",  "dataset", "ledger"};

}  // namespace

std::span<const CommandText> commands() { return kCommands; }

std::span<const OptionText> common_options() { return kCommon; }

const CommandText* find_command(std::string_view name) {
    const auto found =
        std::find_if(kCommands.begin(), kCommands.end(),
                     [name](const CommandText& command) { return command.name == name; });
    return found == kCommands.end() ? nullptr : &*found;
}

bool is_planned(std::string_view command) {
    return command == "facts" ||
           std::find(kPlanned.begin(), kPlanned.end(), command) != kPlanned.end();
}

std::string Invocation::option(std::string_view long_name) const {
    const auto found = options.find(long_name);
    return found == options.end() ? std::string() : found->second;
}

}  // namespace phaen::cli
