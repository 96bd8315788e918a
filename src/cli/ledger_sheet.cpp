#include "ledger_sheet.h"

#include <algorithm>
#include <optional>

#include "files.h"
#include "phaen/base/check.h"
#include "phaen/facts/io.h"
#include "phaen/facts/words.h"
#include "phaen/ledger/sheet_import.h"
#include "phaen/sheet/read.h"
#include "year.h"

namespace phaen::cli {

namespace {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;
using ledger::SheetImport;

constexpr std::size_t kMappingBytes = std::size_t{1} << 20;

Result<ledger::SheetMapping, Refusal> load_mapping(const std::string& path, Language language) {
    const auto bytes = read_file(path, kMappingBytes);
    if (!bytes) return Unexpected{bytes.error()};
    auto mapping = ledger::load_sheet_mapping(*bytes, ending_of(path) != ".json");
    if (mapping) return std::move(mapping).value();
    return Unexpected{
        Refusal{Message::mapping_unreadable,
                {path, base::describe_error(mapping.error().front(), form_language(language))}}};
}

Refusal unreadable(const std::string& path, const sheet::ReadError& error) {
    std::string detail = error.detail;
    if (!error.where.empty()) detail = error.where + ": " + detail;
    if (error.line > 0) detail = "line " + std::to_string(error.line) + ": " + detail;
    return {Message::sheet_unreadable, {path, detail}};
}

struct LoadedSheet {
    sheet::Sheet sheet;
    bool is_old_thai = false;  ///< it was read as Windows-874
};

/// The sheet that the mapping names, or the first.
Result<LoadedSheet, Refusal> load_sheet(const std::string& path, const std::string& name) {
    const auto bytes = read_file(path, sheet::ReadLimits{}.file_bytes);
    if (!bytes) return Unexpected{bytes.error()};
    if (ending_of(path) != ".xlsx") {
        auto table = sheet::read_csv(*bytes);
        if (!table) return Unexpected{unreadable(path, table.error())};
        return LoadedSheet{std::move(table).value(),
                           sheet::csv_encoding(*bytes) == sheet::CsvEncoding::windows_874};
    }
    auto read = sheet::read_xlsx(*bytes);
    if (!read) return Unexpected{unreadable(path, read.error())};
    auto& sheets = read->workbook.sheets;
    const auto named = std::find_if(sheets.begin(), sheets.end(), [&](const sheet::Sheet& one) {
        return name.empty() || one.name == name;
    });
    if (named == sheets.end())
        return Unexpected{Refusal{Message::sheet_unreadable, {path, "no sheet " + name}}};
    // A cell without its value must not become a posting of less.
    for (const sheet::CellProblem& problem : read->problems) {
        if (problem.sheet == named->name)
            return Unexpected{Refusal{Message::sheet_unreadable,
                                      {path, problem.cell + ": “" + problem.value + "”"}}};
    }
    return LoadedSheet{std::move(*named)};
}

/// Bytes that are no UTF-8 may be Thai of before Unicode, or of something else.
constexpr Both kReadAsOldThai{
    "อ่านแฟ้มนี้เป็นภาษาไทยแบบ Windows-874 (TIS-620) เพราะไม่ใช่ UTF-8 ถ้าตัวอักษรผิดเพี้ยน ให้บันทึกเป็น CSV UTF-8 "
    "แล้วนำเข้าใหม่",
    "read as Thai of Windows-874 (TIS-620), since it is not UTF-8: if letters are wrong, save it "
    "as "
    "CSV UTF-8 and import that"};

std::string report_text(const SheetImport& import, const std::vector<ledger::Reconciled>& totals,
                        bool is_old_thai, Language language) {
    std::string text;
    for (const ledger::RowProblem& problem : import.problems)
        text += ledger::describe_problem(problem, form_language(language)) + "\n";
    text += fill(Both{"{0} แถว: รายการใหม่ {1} · แก้ไข {2} · ถอน {3} · เหมือนเดิม {4} · ข้าม {5} แถว\n",
                      "{0} rows: {1} new, {2} corrected, {3} withdrawn, {4} as before; {5} rows "
                      "skipped\n"}
                     .in(language),
                 {std::to_string(import.rows), std::to_string(import.added),
                  std::to_string(import.corrected), std::to_string(import.withdrawn),
                  std::to_string(import.unchanged), std::to_string(import.skipped)});
    for (const std::string& id : import.gone)
        text +=
            fill(Both{"ไม่อยู่ในตารางแล้ว: {0}\n", "no more in the sheet: {0}\n"}.in(language), {id});
    for (const ledger::Reconciled& one : totals) {
        text +=
            fill(Both{"ปีงบประมาณ {0} {1}: ในตาราง {2} บาท ในบัญชี {3} บาท ต่างกัน {4} บาท\n",
                      "fiscal year {0}, {1}: {2} baht in the sheet, {3} in the ledger, {4} apart\n"}
                     .in(language),
                 {std::to_string(one.sheet.fiscal_year),
                  std::string(base::word_of(one.sheet.posting)), one.sheet.amount.to_string(),
                  one.in_ledger.to_string(), one.difference().to_string()});
    }
    text = with_digits(std::move(text), language);
    // A name's digits are no number.
    return is_old_thai ? std::string(kReadAsOldThai.in(language)) + "\n" + text : text;
}

Value report_value(const SheetImport& import, const std::vector<ledger::Reconciled>& totals,
                   bool is_old_thai) {
    const auto count = [](std::size_t n) { return Value(static_cast<std::int64_t>(n)); };
    Array problems;
    for (const ledger::RowProblem& problem : import.problems) {
        problems.emplace_back(Object{
            {"row", count(problem.row)},
            {"column", Value(problem.column)},
            {"message",
             Value(Object{
                 {"th", Value(ledger::describe_problem(problem, base::MessageLanguage::thai))},
                 {"en", Value(ledger::describe_problem(problem, base::MessageLanguage::english))},
             })}});
    }
    Array gone;
    for (const std::string& id : import.gone) gone.emplace_back(id);
    Array reconciled;
    for (const ledger::Reconciled& one : totals) {
        reconciled.emplace_back(Object{{"fiscal_year", Value(one.sheet.fiscal_year)},
                                       {"posting", Value(base::word_of(one.sheet.posting))},
                                       {"postings", count(one.sheet.postings)},
                                       {"in_sheet", Value(one.sheet.amount.to_string())},
                                       {"in_ledger", Value(one.in_ledger.to_string())},
                                       {"difference", Value(one.difference().to_string())}});
    }
    Array notices;
    if (is_old_thai) {
        notices.emplace_back(Object{
            {"code", Value("read_as_windows_874")},
            {"message", Value(Object{{"th", Value(kReadAsOldThai.in(Language::thai))},
                                     {"en", Value(kReadAsOldThai.in(Language::english))}})}});
    }
    return Value(Object{{"encoding", Value(is_old_thai ? "windows-874" : "utf-8")},
                        {"notices", Value(std::move(notices))},
                        {"rows", count(import.rows)},
                        {"added", count(import.added)},
                        {"corrected", count(import.corrected)},
                        {"withdrawn", count(import.withdrawn)},
                        {"unchanged", count(import.unchanged)},
                        {"skipped", count(import.skipped)},
                        {"problems", Value(std::move(problems))},
                        {"gone", Value(std::move(gone))},
                        {"reconciled", Value(std::move(reconciled))}});
}

Result<base::Done, Refusal> check_options(const Invocation& invocation) {
    for (const char* option : {"sheet", "columns"}) {
        if (!invocation.has(option))
            return Unexpected{Refusal{Message::missing_argument,
                                      {"--" + std::string(option) + " FILE", "ledger "}}};
    }
    if (!invocation.has("dry-run") && !invocation.has("output"))
        return Unexpected{Refusal{Message::missing_argument, {"-o FILE", "ledger "}}};
    return check_outputs(
        {invocation.operands[1], invocation.option("sheet"), invocation.option("columns")},
        {invocation.option("output")});
}

}  // namespace

Result<ExitStatus, Refusal> import_ledger_sheet(const Invocation& invocation, Language language) {
    const auto options = check_options(invocation);
    if (!options) return Unexpected{options.error()};
    const auto as_of = as_of_from(invocation);
    if (!as_of) return Unexpected{as_of.error()};
    const auto mapping = load_mapping(invocation.option("columns"), language);
    if (!mapping) return Unexpected{mapping.error()};
    const auto table = load_sheet(invocation.option("sheet"), mapping->sheet);
    if (!table) return Unexpected{table.error()};
    auto log = load_facts(invocation.operands[1], language);
    if (!log) return Unexpected{log.error()};

    SheetImport import =
        ledger::import_sheet(table->sheet, *mapping, *log, as_of->known_at, mapping->id);
    for (facts::Fact& fact : import.facts) {
        const auto added = log->append(std::move(fact));
        PHAEN_CHECK(added.has_value(), "what an import makes can be added");
    }
    const facts::AsOf end{std::chrono::year(2456) / 12 / 31, as_of->known_at};
    const auto totals = ledger::reconcile(*log, log->view(end), import.totals);
    const bool is_good = import.problems.empty();
    if (is_good && !invocation.has("dry-run")) {
        const auto written = write_file(invocation.option("output"), facts::write_facts(*log));
        if (!written) return Unexpected{written.error()};
    }
    // What was written to standard output must stay whole.
    const bool is_written_there =
        is_good && !invocation.has("dry-run") && invocation.option("output") == kStandardStream;
    if (is_written_there) {
        if (table->is_old_thai) complain(kReadAsOldThai.in(language));
        return ExitStatus::done;
    }
    const auto said =
        print(invocation.option("format") == "json"
                  ? base::to_pretty_json(report_value(import, totals, table->is_old_thai))
                  : report_text(import, totals, table->is_old_thai, language));
    if (!said) return Unexpected{said.error()};
    return is_good ? ExitStatus::done : ExitStatus::differences;
}

}  // namespace phaen::cli
