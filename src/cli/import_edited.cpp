#include "import_edited.h"

#include <string>
#include <utility>
#include <vector>

#include "files.h"
#include "hints.h"
#include "input.h"
#include "phaen/base/value.h"
#include "phaen/book/merge_edited.h"
#include "phaen/book/propose_scheme.h"
#include "phaen/document/read.h"
#include "phaen/plan/create.h"
#include "phaen/plan/io.h"
#include "phaen/sheet/read.h"
#include "print_book.h"
#include "year.h"

namespace phaen::cli {

namespace {

using base::Result;
using base::Unexpected;
using base::Value;

/// A file that may have been exported and edited.
struct Exported {
    std::string path;
    std::optional<document::Document> document;
    std::optional<sheet::ReadWorkbook> workbook;

    [[nodiscard]] const std::string& version() const {
        return document ? document->version : workbook->workbook.version;
    }
};

Result<Exported, Refusal> read_exported(const std::string& path, Language language) {
    const auto bytes = read_file(path, document::ReadLimits{}.file_bytes);
    if (!bytes) return Unexpected{bytes.error()};
    Exported made;
    made.path = path;
    if (ending_of(path) == ".xlsx") {
        auto workbook = sheet::read_xlsx(*bytes);
        if (!workbook) {
            std::string where = workbook.error().where;
            if (language == Language::english)
                where += (where.empty() ? "" : ": ") + workbook.error().detail;
            if (!where.empty()) where = " (" + where + ")";
            return Unexpected{Refusal{Message::workbook_unreadable, {path, where}}};
        }
        made.workbook = std::move(*workbook);
        return made;
    }
    auto document = document::read(*bytes);
    if (!document) return Unexpected{refusal_of(document.error(), path, language)};
    made.document = std::move(*document);
    return made;
}

/// What a command line says about an edited file.
struct Task {
    Exported file;
    plan::Plan base;  ///< from which it was made
    plan::Plan ours;  ///< into which it is brought
    std::string base_file;
};

/// How an agency's own template and scheme make the book that was exported.
struct BookOptions {
    std::optional<ChosenTemplate> chosen;
    plan::Scheme scheme;
    std::vector<book::Hint> hints;
};

Result<BookOptions, Refusal> book_options(const Invocation& invocation, const plan::Plan& base,
                                          Language language) {
    BookOptions options;
    if (invocation.has("template")) {
        auto chosen = choose_template(invocation, "", language);
        if (!chosen) return Unexpected{chosen.error()};
        options.chosen = std::move(*chosen);
    }
    auto scheme = scheme_from(invocation, &base, language);
    if (!scheme) return Unexpected{scheme.error()};
    options.scheme = *scheme ? std::move(**scheme) : book::propose_scheme(base);
    const std::string hints_file = invocation.option("hints");
    if (hints_file.empty()) return options;
    const auto bytes = read_file(hints_file, kHintBytes);
    if (!bytes) return Unexpected{bytes.error()};
    auto hints = parse_hints(*bytes, hints_file, language);
    if (!hints) return Unexpected{hints.error()};
    options.hints = std::move(*hints);
    return options;
}

Result<book::Edited, Refusal> read_edits(const Invocation& invocation, const Task& task,
                                         Language language) {
    const std::string& version = task.file.version();
    if (!version.empty() && version != plan::version_of(task.base))
        return Unexpected{
            Refusal{Message::edited_other_version, {task.file.path, version, task.base_file}}};
    if (task.file.workbook) return book::read_edited(*task.file.workbook, task.base);
    const auto options = book_options(invocation, task.base, language);
    if (!options) return Unexpected{options.error()};
    book::EditedOptions reading;
    if (options->chosen) reading.made_by = &options->chosen->made;
    reading.scheme = &options->scheme;
    reading.hints = options->hints;
    auto edited = book::read_edited(*task.file.document, task.base, reading);
    if (!edited)
        return Unexpected{Refusal{Message::edited_not_from_plan, {task.file.path, task.base_file}}};
    return std::move(*edited);
}

std::string json_report(const book::Edited& edited, const book::MergedEdit& made,
                        const plan::Plan& ours) {
    Value report = plan::diff_to_value(made.changes, ours, made.merged.plan);
    const Value conflicts = plan::conflicts_to_value(made.merged.conflicts);
    report.set("conflicts", *conflicts.find("conflicts"));
    base::Array notes;
    for (const book::EditedNote& note : edited.notes) {
        Value item{base::Object{}};
        item.set("code", Value(note.code));
        item.set("where", Value(note.where));
        if (!note.element.empty()) item.set("element", Value(note.element));
        item.set("detail", Value(note.detail));
        notes.push_back(std::move(item));
    }
    report.set("notes", Value(std::move(notes)));
    return base::to_pretty_json(report);
}

Both name_of(const std::string& code) {
    if (code == "row.added") return {"แถวใหม่ที่ไม่ได้นำเข้า", "a new row, not taken over"};
    if (code == "row.missing")
        return {"แถวที่หายไป แต่ไม่ได้ลบจากแผน", "a row is gone; nothing was removed"};
    if (code == "cell.computed")
        return {"พิมพ์ทับค่าที่คำนวณ จึงไม่ได้นำเข้า", "typed over a computed figure, not taken over"};
    if (code == "cell.unusable") return {"ค่าที่ใช้ไม่ได้", "cannot be used"};
    if (code == "change.unplaced")
        return {"ที่แก้แต่ไม่รู้ว่าอยู่ที่ใดในแผน", "a change without a place in the plan"};
    return {"ให้คนดู", "for a person to look at"};
}

std::string shown_value(const Value& value, Language language) {
    constexpr std::size_t kMost = 120;
    static const Both kNone{"(ไม่มี)", "(none)"};
    if (value.is_null()) return std::string(kNone.in(language));
    std::string text = base::to_compact_json(value);
    if (text.size() <= kMost) return text;
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "…";
}

std::string text_report(const book::Edited& edited, const book::MergedEdit& made,
                        Language language) {
    static const Both kNone{"ไม่มีสิ่งใดเปลี่ยน\n", "nothing changes\n"};
    static const Both kConflicts{"\nแก้ต่างกันทั้งสองฝ่าย คงของแผนไว้:\n",
                                 "\nchanged on both sides; the plan's stays:\n"};
    static const Both kSides{"  {0} {1}: แผน {2} แฟ้ม {3}\n", "  {0} {1}: plan {2}, file {3}\n"};
    static const Both kNotes{"\nให้คนดู:\n", "\nto be looked at:\n"};
    std::string text = made.changes.empty()
                           ? std::string(kNone.in(language))
                           : plan::diff_to_text(made.changes, language == Language::thai
                                                                  ? plan::MessageLanguage::thai
                                                                  : plan::MessageLanguage::english);
    if (!made.merged.conflicts.empty()) text += kConflicts.in(language);
    for (const plan::Conflict& conflict : made.merged.conflicts)
        text += fill(kSides.in(language),
                     {conflict.element, conflict.field, shown_value(conflict.ours, language),
                      shown_value(conflict.theirs, language)});
    if (!edited.notes.empty()) text += kNotes.in(language);
    for (const book::EditedNote& note : edited.notes) {
        text += "  " + note.where + (note.where.empty() || note.element.empty() ? "" : " ") +
                note.element + ": " + std::string(name_of(note.code).in(language));
        if (!note.detail.empty()) text += ": " + note.detail;
        text += "\n";
    }
    return text;
}

Result<ExitStatus, Refusal> bring_in(const Invocation& invocation, Task task, Language language) {
    const std::string output = invocation.option("output");
    const std::string report = invocation.option("report");
    const auto checked =
        check_outputs({task.file.path, invocation.option("base"), invocation.option("against"),
                       invocation.option("hints"), invocation.option("template")},
                      {output, report});
    if (!checked) return Unexpected{checked.error()};
    const auto edited = read_edits(invocation, task, language);
    if (!edited) return Unexpected{edited.error()};
    book::MergedEdit made = book::merge_edited(*edited, task.base, task.ours);
    // Two changes that are each right can contradict: a reference to what the other side removed.
    auto whole = plan::create(made.merged.plan);
    if (!whole) return Unexpected{refusal_of(whole.error(), task.file.path, language)};
    if (!report.empty()) {
        const auto written = write_file(report, json_report(*edited, made, task.ours));
        if (!written) return Unexpected{written.error()};
    }
    if (!output.empty()) {
        const std::string format = invocation.option("format");
        const bool json = format.empty() ? plan::format_of_path(output) == plan::FileFormat::json
                                         : format == "json";
        const auto written =
            write_file(output, json ? plan::to_json(*whole) : plan::to_toml(*whole));
        if (!written) return Unexpected{written.error()};
    }
    if (output != kStandardStream) {
        const auto told = print(text_report(*edited, made, language));
        if (!told) return Unexpected{told.error()};
    }
    return made.merged.conflicts.empty() ? ExitStatus::done : ExitStatus::differences;
}

}  // namespace

Result<std::optional<ExitStatus>, Refusal> run_import_edited(const Invocation& invocation,
                                                             Language language) {
    const bool has_base = invocation.has("base");
    const bool has_against = invocation.has("against");
    const std::string& path = invocation.operands.front();
    const bool is_workbook = ending_of(path) == ".xlsx";
    if (invocation.has("template") && !has_base && !has_against)
        return Unexpected{Refusal{Message::option_needs, {"--template", "--base"}}};
    if (is_workbook && !has_base && !has_against)
        return Unexpected{Refusal{Message::edited_needs_base, {path}}};
    if (!has_base && !has_against) return std::optional<ExitStatus>();
    if (invocation.operands.size() > 1) {
        if (has_base) return Unexpected{Refusal{Message::for_one_document, {"--base"}}};
        return std::optional<ExitStatus>();
    }
    // What comes through a pipe can be read once.
    if (path == kStandardStream && !has_base) return std::optional<ExitStatus>();
    Task task;
    task.base_file = invocation.option(has_base ? "base" : "against");
    auto base = load_plan(task.base_file, language);
    if (!base) return Unexpected{base.error()};
    task.base = std::move(*base);
    auto file = read_exported(path, language);
    if (!file) return Unexpected{file.error()};
    task.file = std::move(*file);
    if (!has_base && !is_workbook && task.file.version() != plan::version_of(task.base))
        return std::optional<ExitStatus>();
    if (invocation.has("scheme-out"))
        return Unexpected{Refusal{Message::not_together, {"--scheme-out", path}}};
    task.ours = task.base;
    if (has_base && has_against) {
        auto ours = load_plan(invocation.option("against"), language);
        if (!ours) return Unexpected{ours.error()};
        task.ours = std::move(*ours);
    }
    auto status = bring_in(invocation, std::move(task), language);
    if (!status) return Unexpected{status.error()};
    return std::optional(*status);
}

}  // namespace phaen::cli
