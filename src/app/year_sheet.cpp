// The finance system's sheet: looked at, tried, imported; and postings taken back.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "handed_in.h"
#include "phaen/base/check.h"
#include "phaen/base/sha256.h"
#include "phaen/facts/io.h"
#include "phaen/facts/words.h"
#include "phaen/ledger/sheet_guess.h"
#include "phaen/sheet/read.h"
#include "refusals.h"
#include "year_parts.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kSheets = 20;
constexpr std::size_t kProblems = 500;
/// More postings than an agency makes in years, and what one command can keep.
constexpr std::size_t kPostings = 20'000;

BothTexts sheet_named() { return {"ตารางการเงิน", "sheet"}; }

Refusal unreadable(const std::string& why) {
    return invalid("bad_sheet",
                   {"อ่านตารางนี้ไม่ได้ ยังไม่มีการบันทึกใด ๆ", "The sheet cannot be read; nothing was kept"},
                   {"ใช้แฟ้ม Excel (.xlsx) หรือ CSV ภาษาไทย (UTF-8 หรือ Windows-874): " + why,
                    "Use an Excel workbook (.xlsx), or Thai CSV (UTF-8 or Windows-874): " + why});
}

std::string said_by(const sheet::ReadError& error) {
    std::string said = error.where.empty() ? "" : error.where + ": ";
    if (error.line > 0) said += fmt::format("line {}: ", error.line);
    return said + error.detail;
}

/// The tables of the file, told by its bytes: a workbook is a zip, all else is CSV.
Result<std::vector<sheet::Sheet>, Refusal> tables_of(std::string_view bytes) {
    if (!bytes.starts_with("PK")) {
        auto table = sheet::read_csv(bytes);
        if (!table) return Unexpected{unreadable(said_by(table.error()))};
        std::vector<sheet::Sheet> tables;
        tables.push_back(std::move(*table));
        return tables;
    }
    auto read = sheet::read_xlsx(bytes);
    if (!read) return Unexpected{unreadable(said_by(read.error()))};
    // A cell without its value must not become a posting of less.
    if (!read->problems.empty()) {
        const sheet::CellProblem& first = read->problems.front();
        return Unexpected{unreadable(first.sheet + "!" + first.cell + ": “" + first.value + "”")};
    }
    return std::move(read->workbook.sheets);
}

std::vector<ledger::KnownName> names_of(const Held& held) {
    std::vector<ledger::KnownName> names;
    using enum ledger::SheetField;
    if (const plan::Scheme* scheme = held.sources().scheme) {
        for (const auto& one : scheme->fund_sources) names.push_back({fund, one.name, one.id});
        for (const auto& one : scheme->expenditure_categories)
            names.push_back({category, one.name, one.id});
    }
    for (const plan::Project& one : held.plan().projects)
        names.push_back({project, one.name, one.id});
    return names;
}

Value texts_of(const std::vector<std::string>& list) {
    Array texts;
    for (const std::string& text : list) texts.emplace_back(text);
    return Value(std::move(texts));
}

Value mapping_value(const ledger::SheetMapping& mapping) {
    Object columns;
    for (const auto& [name, heading] :
         {std::pair{"date", &mapping.columns.date}, std::pair{"posting", &mapping.columns.posting},
          std::pair{"document", &mapping.columns.document},
          std::pair{"fiscal_year", &mapping.columns.fiscal_year},
          std::pair{"fund", &mapping.columns.fund},
          std::pair{"category", &mapping.columns.category},
          std::pair{"project", &mapping.columns.project},
          std::pair{"note", &mapping.columns.note}}) {
        if (!heading->empty()) columns.emplace_back(name, Value(*heading));
    }
    Array amounts;
    for (const ledger::SheetAmount& amount : mapping.amounts) {
        Object one{{"column", Value(amount.column)}};
        if (amount.posting) one.emplace_back("posting", Value(base::word_of(*amount.posting)));
        amounts.emplace_back(std::move(one));
    }
    constexpr std::array<std::string_view, 4> kFields{"posting", "fund", "category", "project"};
    Array values;
    for (const ledger::SheetValue& value : mapping.values) {
        values.emplace_back(
            Object{{"field", Value(kFields.at(static_cast<std::size_t>(value.field)))},
                   {"text", Value(value.text)},
                   {"value", Value(value.value)}});
    }
    return Value(Object{{"sheet", Value(mapping.sheet)},
                        {"header_row", Value(mapping.header_row)},
                        {"columns", Value(std::move(columns))},
                        {"amounts", Value(std::move(amounts))},
                        {"key", texts_of(mapping.key)},
                        {"values", Value(std::move(values))},
                        {"skip", texts_of(mapping.skip)}});
}

/// Ids of facts begin with it: of another plan's import they are others.
std::string mapping_id(std::string_view plan) {
    return "sheet-" + base::sha256_hex(plan).substr(0, 12);
}

Result<ledger::SheetMapping, Refusal> mapping_of(const Value& body, std::string_view plan) {
    const Value* sent = body.find("mapping");
    Value value = sent != nullptr && sent->as_object() != nullptr ? *sent : Value(Object{});
    value.set("schema", Value(ledger::kSheetSchema));
    value.set("id", Value(mapping_id(plan)));
    value.set("plan", Value(plan));
    auto mapping = ledger::load_sheet_mapping(base::to_compact_json(value), false);
    if (mapping) return std::move(*mapping);
    std::vector<BodyError> errors;
    for (const base::FormError& error : mapping.error())
        errors.push_back({"/mapping" + error.pointer,
                          {base::describe_error(error, base::MessageLanguage::thai),
                           base::describe_error(error, base::MessageLanguage::english)}});
    return Unexpected{bad_facts(errors)};
}

struct Problem {
    std::size_t row = 0;
    std::string column;
    BothTexts message;
};

/// What the plan, the year and the ledger have against rows that can be read.
std::vector<Problem> objections(const Refusal& refusal, const std::vector<std::size_t>& rows) {
    const auto row_of = [&](std::string_view pointer) -> std::size_t {
        constexpr std::string_view kList = "/postings/";
        if (!pointer.starts_with(kList)) return 0;
        std::size_t index = 0;
        for (const char c : pointer.substr(kList.size())) {
            if (c < '0' || c > '9') break;
            index = index * 10 + static_cast<std::size_t>(c - '0');
        }
        return index < rows.size() ? rows[index] : 0;
    };
    std::vector<Problem> problems;
    const Value members{refusal.members};
    const Value* errors = members.find("errors");
    if (errors == nullptr) {
        const Value* pointer = members.find("pointer");
        return {{pointer != nullptr ? row_of(*pointer->as_string()) : 0, "", refusal.detail}};
    }
    for (const Value& error : *errors->as_array()) {
        const Value& message = *error.find("message");
        problems.push_back({row_of(*error.find("pointer")->as_string()),
                            "",
                            {*message.find("th")->as_string(), *message.find("en")->as_string()}});
    }
    return problems;
}

Value problems_value(const std::vector<Problem>& problems) {
    Array list;
    for (const Problem& problem : problems) {
        if (list.size() == kProblems) break;
        list.emplace_back(Object{{"row", Value(static_cast<std::int64_t>(problem.row))},
                                 {"column", Value(problem.column)},
                                 {"message", both(problem.message)}});
    }
    return Value(std::move(list));
}

Value reconciled_value(const std::vector<ledger::Reconciled>& totals) {
    Array list;
    for (const ledger::Reconciled& one : totals) {
        list.emplace_back(Object{{"fiscal_year", Value(one.sheet.fiscal_year)},
                                 {"posting", Value(base::word_of(one.sheet.posting))},
                                 {"postings", Value(static_cast<std::int64_t>(one.sheet.postings))},
                                 {"in_sheet", Value(one.sheet.amount.to_string())},
                                 {"in_ledger", Value(one.in_ledger.to_string())},
                                 {"difference", Value(one.difference().to_string())}});
    }
    return Value(std::move(list));
}

/// The totals of the sheet beside the plan's ledger with what the sheet adds.
Value reconciled(const Held& held, const ledger::SheetImport& import) {
    facts::FactLog log = copy_of(held.agency->log, [&](const facts::FactView& fact) {
        return fact.kind == facts::FactKind::posting && fact.plan == held.plan().id;
    });
    std::int64_t seq = log.size() == 0 ? 0 : log.at(log.size() - 1).seq;
    for (facts::Fact fact : import.facts) {
        fact.seq = ++seq;
        fact.recorded_at = held.as_of.known_at;
        if (!log.append(std::move(fact))) break;
    }
    const facts::AsOf end{*base::parse_iso("2999-12-31"), held.as_of.known_at};
    return reconciled_value(ledger::reconcile(log, log.view(end), import.totals));
}

template <class Draft>
Draft draft_of(const facts::Fact& fact, std::size_t index) {
    Draft draft;
    draft.place = fmt::format("/postings/{}", index);
    draft.kind = "posting";
    draft.permission = "posting.add";
    draft.id = fact.id;
    draft.corrects = fact.corrects;
    if (fact.when.on) draft.on = base::to_iso(*fact.when.on);
    const Value value = facts::to_value(fact);
    const Value* data = value.find("data");
    draft.withdraws = data == nullptr || data->as_object() == nullptr;
    if (!draft.withdraws) draft.data = *data->as_object();
    return draft;
}

/// The table that the mapping names, or the first.
Result<sheet::Sheet, Refusal> table_of(std::vector<sheet::Sheet> tables, const std::string& name) {
    const auto found = std::find_if(tables.begin(), tables.end(), [&](const sheet::Sheet& one) {
        return name.empty() || one.name == name;
    });
    if (found == tables.end()) return Unexpected{unreadable("“" + name + "”")};
    return std::move(*found);
}

}  // namespace

Result<Value, Refusal> Year::look_at_sheet(std::string_view plan, std::string_view bytes) const {
    const auto held = parts_->hold(plan, {});
    if (!held) return Unexpected{held.error()};
    const auto tables = tables_of(bytes);
    if (!tables) return Unexpected{tables.error()};
    const auto file = put_handed_in(parts_->files, "sheet", plan, bytes);
    if (!file) return Unexpected{from_store(file.error(), sheet_named())};
    const auto names = names_of(*held);
    Array sheets;
    for (const sheet::Sheet& table : *tables) {
        if (sheets.size() == kSheets) break;
        const ledger::SeenSheet seen = ledger::look_at_sheet(table, names);
        Array columns;
        for (const ledger::SeenColumn& column : seen.columns) {
            columns.emplace_back(Object{{"heading", Value(column.heading)},
                                        {"texts", texts_of(column.texts)},
                                        {"has_more", Value(column.has_more)}});
        }
        sheets.emplace_back(Object{{"name", Value(table.name)},
                                   {"rows", Value(static_cast<std::int64_t>(seen.rows))},
                                   {"columns", Value(std::move(columns))},
                                   {"mapping", mapping_value(seen.mapping)}});
    }
    // A workbook says its encoding itself.
    const bool is_old =
        !bytes.starts_with("PK") && sheet::csv_encoding(bytes) == sheet::CsvEncoding::windows_874;
    return Value(Object{{"file", Value(*file)},
                        {"encoding", Value(is_old ? "windows-874" : "utf-8")},
                        {"sheets", Value(std::move(sheets))}});
}

Result<Value, Refusal> Year::import_sheet(std::string_view plan, const Value& body, const By& by) {
    const Value* file = body.find("file");
    if (file == nullptr || file->as_string() == nullptr || !base::is_sha256_hex(*file->as_string()))
        return Unexpected{
            bad_facts({{"/file", {"ต้องเป็นชื่อแฟ้มที่ส่งไว้", "It must name a file that was sent."}}})};
    const Value* trial = body.find("trial");
    const bool is_trial = trial != nullptr && trial->as_bool() != nullptr && *trial->as_bool();
    const auto mapping = mapping_of(body, plan);
    if (!mapping) return Unexpected{mapping.error()};
    const auto bytes = get_handed_in(parts_->files, "sheet", plan, *file->as_string());
    if (!bytes) return Unexpected{from_store(bytes.error(), sheet_named())};
    auto tables = tables_of(*bytes);
    if (!tables) return Unexpected{tables.error()};
    const auto table = table_of(std::move(*tables), mapping->sheet);
    if (!table) return Unexpected{table.error()};

    ledger::SheetImport import;
    std::vector<Problem> problems;
    Value totals{Array{}};
    const auto make = [&](const Held& held) -> Result<std::vector<Parts::Draft>, Refusal> {
        import = ledger::import_sheet(*table, *mapping, held.agency->log, held.as_of.known_at,
                                      by.actor.account);
        for (const ledger::RowProblem& problem : import.problems) {
            problems.push_back(
                {problem.row,
                 problem.column,
                 {ledger::describe_problem(problem, base::MessageLanguage::thai),
                  ledger::describe_problem(problem, base::MessageLanguage::english)}});
        }
        if (import.facts.size() > kPostings) {
            problems.push_back(
                {0,
                 "",
                 {fmt::format("ตารางมีรายการเกิน {} รายการ ให้แบ่งเป็นหลายแฟ้ม", kPostings),
                  fmt::format("The sheet has more than {} postings: part it.", kPostings)}});
        }
        totals = reconciled(held, import);
        std::vector<Parts::Draft> drafts;
        for (const facts::Fact& fact : import.facts)
            drafts.push_back(draft_of<Parts::Draft>(fact, drafts.size()));
        return drafts;
    };
    const auto answer = [&](Array kept) {
        const auto count = [](std::size_t n) { return Value(static_cast<std::int64_t>(n)); };
        return Value(Object{{"rows", count(import.rows)},
                            {"added", count(import.added)},
                            {"corrected", count(import.corrected)},
                            {"withdrawn", count(import.withdrawn)},
                            {"unchanged", count(import.unchanged)},
                            {"skipped", count(import.skipped)},
                            {"gone", count(import.gone.size())},
                            {"problems", problems_value(problems)},
                            {"reconciled", totals},
                            {"facts", Value(std::move(kept))}});
    };
    {
        const auto held = parts_->hold(plan, {});
        if (!held) return Unexpected{held.error()};
        auto drafts = make(*held);
        if (problems.empty()) {
            const auto made = parts_->facts_from(*held, std::move(*drafts), by);
            std::optional<Refusal> refusal;
            if (!made) refusal = made.error();
            if (made) refusal = check_postings(*held, *made);
            if (refusal && refusal->kind == RefusalKind::forbidden)
                return Unexpected{std::move(*refusal)};
            if (refusal) problems = objections(*refusal, import.fact_rows);
        }
    }
    const bool is_nothing_new = problems.empty() && import.facts.empty();
    if (is_trial || is_nothing_new) return answer({});
    if (!problems.empty()) {
        Refusal refusal = invalid("bad_rows",
                                  {"ตารางยังนำเข้าไม่ได้ ยังไม่มีการบันทึกใด ๆ",
                                   "The sheet cannot be imported yet; nothing was kept"},
                                  problems.front().message);
        refusal.members.emplace_back("problems", problems_value(problems));
        return Unexpected{std::move(refusal)};
    }
    problems.clear();
    auto kept = parts_->add_facts(plan, by, Parts::RestsOn::kind, make, check_postings);
    if (!kept) return Unexpected{kept.error()};
    return answer(*kept->find("facts")->as_array());
}

Result<Value, Refusal> Year::take_back_postings(std::string_view plan, const Value& body,
                                                const By& by) {
    const Value* list = body.find("facts");
    if (list == nullptr || list->as_array() == nullptr || list->as_array()->empty() ||
        list->as_array()->size() > kPostings) {
        return Unexpected{
            bad_facts({{"/facts", {"ต้องเป็นรายการรหัส", "It must be a list of ids."}}})};
    }
    const auto make = [&](const Held& held) -> Result<std::vector<Parts::Draft>, Refusal> {
        const facts::FactLog& log = held.agency->log;
        std::vector<Parts::Draft> drafts;
        for (const Value& id : *list->as_array()) {
            const auto found = id.as_string() != nullptr ? log.find(*id.as_string()) : std::nullopt;
            const auto bad = [&](BothTexts why) {
                return Unexpected{
                    bad_facts({{fmt::format("/facts/{}", drafts.size()), std::move(why)}})};
            };
            if (!found || log.at(*found).plan != held.plan().id ||
                log.at(*found).kind != facts::FactKind::posting)
                return bad({"ไม่มีรายการเงินนี้", "There is no such posting."});
            const facts::Fact fact = log.fact(*found);
            // What a correction said before holds again; what was new is withdrawn.
            facts::Fact back = fact;
            back.data = {};
            if (!fact.corrects.empty()) {
                if (const auto before = log.find(fact.corrects)) back = log.fact(*before);
            }
            back.id.clear();
            back.corrects = fact.id;
            drafts.push_back(draft_of<Parts::Draft>(back, drafts.size()));
        }
        return drafts;
    };
    return parts_->add_facts(plan, by, Parts::RestsOn::kind, make, check_postings);
}

}  // namespace phaen::app
