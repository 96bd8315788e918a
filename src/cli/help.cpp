#include "help.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "phaen/base/thai_text.h"
#include "phaen/base/value.h"
#include "phaen/document/read.h"

namespace phaen::cli {

namespace {

constexpr std::size_t kMebibyte = 1u << 20;

/// A text's lines.
std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::vector<std::string> limit_lines(Language language) {
    const document::ReadLimits limits;
    const auto mebibytes = [language](std::size_t bytes) {
        return count_text(bytes / kMebibyte, language) + " MiB";
    };
    const auto count = [language](std::size_t value) { return count_text(value, language); };
    const auto line = [language](Both text, const std::string& value) {
        return fill(text.in(language), {value});
    };
    return {
        std::string(Both{"ขีดจำกัดของเอกสาร เกินแล้วจบด้วยสถานะ ๒:",
                         "Limits of a document; beyond them the exit status is 2:"}
                        .in(language)),
        line({"  แฟ้ม {0}", "  file {0}"}, mebibytes(limits.file_bytes)),
        line({"  เนื้อในที่คลายแล้ว {0}", "  unpacked content {0}"}, mebibytes(limits.unpacked_bytes)),
        line({"  ข้อความ {0}", "  text {0}"}, mebibytes(limits.text_bytes)),
        line({"  อัตราบีบอัด {0} เท่า", "  compressed {0} to 1"}, count(limits.compression_ratio)),
        line({"  ชิ้นส่วนใน .docx {0}", "  parts of a .docx {0}"}, count(limits.archive_entries)),
        line({"  บล็อก {0}", "  blocks {0}"}, count(limits.blocks)),
        line({"  เซลล์ {0}", "  cells {0}"}, count(limits.cells)),
        line({"  คอลัมน์ {0}", "  columns {0}"}, count(limits.columns)),
        line({"  ตารางซ้อน {0} ชั้น", "  tables in tables {0}"},
             count(static_cast<std::size_t>(limits.table_depth))),
        line({"  XML ซ้อน {0} ชั้น", "  XML nesting {0}"},
             count(static_cast<std::size_t>(limits.xml_depth))),
        line({"แฟ้มแผนใหญ่ได้ {0}", "A plan file may have {0}."},
             mebibytes(base::ValueLimits{}.bytes)),
    };
}

std::string heading(Both text, Language language) {
    return "\n" + std::string(text.in(language)) + "\n";
}

std::string options_text(std::span<const OptionText> options, Language language) {
    std::string text;
    for (const OptionText& option : options) {
        text += "  " + flags_of(option) + "\n      " + std::string(option.text.in(language)) + "\n";
    }
    return text;
}

std::string examples_text(std::span<const ExampleText> examples, Language language) {
    std::string text;
    for (const ExampleText& example : examples) {
        text += "  " + std::string(example.line) + "\n      " +
                std::string(example.text.in(language)) + "\n";
    }
    return text;
}

constexpr Both kUsage{"วิธีใช้: ", "usage: "};
constexpr Both kOptions{"ตัวเลือก", "Options"};
constexpr Both kExamples{"ตัวอย่าง", "Examples"};
constexpr Both kStatuses{
    "สถานะเมื่อจบ: ๐ เสร็จ · ๑ เสร็จและพบข้อผิด (check) หรือข้อแตกต่าง (diff) · ๒ ทำไม่ได้ มีหนึ่งบรรทัดบอกเหตุ · "
    "๓ "
    "ข้อผิดพลาดของโปรแกรมเอง",
    "Exit status: 0 done · 1 done, and there are errors (check) or differences (diff) · 2 could "
    "not, one line says "
    "why · 3 a bug of ours."};

std::string command_help(const CommandText& command, Language language) {
    std::string text = std::string(kUsage.in(language)) + "phaen " + std::string(command.name);
    if (!command.options.empty()) text += Both{" [ตัวเลือก]", " [OPTIONS]"}.in(language);
    if (!command.operands.empty()) text += " " + std::string(command.operands);
    text += "\n\n" + std::string(command.summary.in(language)) + "\n";
    const std::vector<std::string> details = detail_lines(command, language);
    if (!details.empty()) text += '\n';
    for (const std::string& line : details) text += line + "\n";
    text += heading(kOptions, language);
    text += options_text(command.options, language) + options_text(common_options(), language);
    if (!command.examples.empty()) {
        text += heading(kExamples, language) + examples_text(command.examples, language);
    }
    return text + "\n" + std::string(kStatuses.in(language)) + "\n";
}

std::string general_help(Language language) {
    std::string text(kUsage.in(language));
    text += Both{"phaen คำสั่ง [ตัวเลือก] ...", "phaen COMMAND [OPTIONS] ..."}.in(language);
    text += "\n\n" + std::string(what_it_is().in(language)) + "\n" +
            heading({"คำสั่ง", "Commands"}, language);
    std::size_t width = 0;
    for (const CommandText& command : commands()) width = std::max(width, command.name.size());
    for (const CommandText& command : commands()) {
        text += "  " + std::string(command.name) +
                std::string(width - command.name.size() + 2, ' ') +
                std::string(command.summary.in(language)) + "\n";
    }
    text += heading(kOptions, language) + options_text(common_options(), language);
    text += heading(kExamples, language);
    // The first examples of the first commands: what most people come for.
    for (const CommandText& command : commands().first(3)) {
        text += examples_text(command.examples.first(2), language);
    }
    text += "\n" + std::string(Both{"ดูรายละเอียดของคำสั่งด้วย phaen คำสั่ง --help",
                                    "phaen COMMAND --help says more of each."}
                                   .in(language));
    return text + "\n" + std::string(kStatuses.in(language)) + "\n";
}

}  // namespace

Both what_it_is() {
    return {"อ่านแผนปฏิบัติราชการประจำปีของหน่วยงาน (ข้อความหรือ Word) เป็นแผนที่มีโครงสร้าง และตรวจหาข้อผิด",
            "Reads a Thai agency's annual action plan (text or Word) into a structured plan, and "
            "checks it."};
}

std::string flags_of(const OptionText& option) {
    std::string flags =
        option.short_name == '\0' ? "" : std::string("-") + option.short_name + ", ";
    flags += "--" + std::string(option.long_name);
    if (option.choices.empty())
        return option.argument.empty() ? flags
               : option.value_optional ? flags + " [" + std::string(option.argument) + "]"
                                       : flags + " " + std::string(option.argument);
    flags += ' ';
    for (const char c : option.choices) flags += c == ' ' ? '|' : c;
    return flags;
}

std::vector<std::string> detail_lines(const CommandText& command, Language language) {
    std::vector<std::string> lines;
    for (const std::string_view line : lines_of(command.detail.in(language))) {
        if (line != "{limits}") {
            lines.emplace_back(line);
            continue;
        }
        for (std::string& limit : limit_lines(language)) lines.push_back(std::move(limit));
    }
    return lines;
}

std::string help_text(const CommandText* command, Language language) {
    return command == nullptr ? general_help(language) : command_help(*command, language);
}

std::string version_text() { return std::string("phaen ") + PHAEN_VERSION + "\n"; }

}  // namespace phaen::cli
