#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/check.h"
#include "phaen/facts/io.h"
#include "phaen/ledger/ledger.h"
#include "phaen/ledger/sheet_guess.h"
#include "phaen/ledger/sheet_import.h"
#include "phaen/sheet/read.h"

// The readers of the ledger: a mapping of columns, a sheet of the finance system as comma-separated
// values or as a workbook, and the facts that are there already, parted by a byte that none of them
// has. Whatever they say, the sheet is refused with reasons or becomes facts that a log takes, that
// its lines give back and that the same sheet adds nothing to; the balances of what is there agree
// among themselves.
namespace {

using namespace phaen;

constexpr char kEndOfPart = '\x1e';  // as in word_file.h

std::string_view next_part(std::string_view& rest) {
    const std::size_t end = rest.find(kEndOfPart);
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return part;
}

std::optional<sheet::Sheet> sheet_of(std::string_view bytes) {
    constexpr sheet::ReadLimits kLimits{.rows = 2'000, .columns = 60, .cells = 20'000};
    if (!bytes.starts_with("PK")) {
        auto read = sheet::read_csv(bytes, kLimits);
        if (!read) return std::nullopt;
        return std::move(read).value();
    }
    auto read = sheet::read_xlsx(bytes, kLimits);
    if (!read || read->workbook.sheets.empty()) return std::nullopt;
    return std::move(read->workbook.sheets.front());
}

/// What is the same however money moved.
void check_ledger(const facts::FactLog& log) {
    using facts::Balance;
    const facts::AsOf end{std::chrono::year(2456) / 12 / 31,
                          *base::Instant::parse("2400-01-01T00:00:00Z")};
    const auto view = log.view(end);
    const ledger::Ledger ledger(log, view);
    const auto balances = ledger.balances(end.day);
    PHAEN_CHECK(balances.size() == ledger.accounts().size(), "a balance for each account");
    for (const ledger::Balances& one : balances) {
        base::Money parts;
        for (const Balance part : {Balance::available, Balance::committed, Balance::advanced,
                                   Balance::disbursed, Balance::carried_over})
            parts = parts + one.at(part);
        PHAEN_CHECK(one.at(Balance::after_transfer) == parts, "money is somewhere");
    }
    for (const ledger::Overdraft& overdraft : ledger.overdrafts())
        PHAEN_CHECK(overdraft.short_by > base::Money(), "an overdraft is of something");
    for (const ledger::AssertionResult& result : ledger.assertions(end.day))
        PHAEN_CHECK(result.asserted >= base::Money(), "an assertion is not negative");
    const std::string journal = ledger::to_journal(log, ledger);
    PHAEN_CHECK(journal.empty() == ledger.entries().empty(), "every entry is in the journal");
}

void append_all(facts::FactLog& log, const std::vector<facts::Fact>& added) {
    for (const facts::Fact& fact : added)
        PHAEN_CHECK(log.append(fact).has_value(), "what an import makes can be added");
}

void import_twice(const sheet::Sheet& sheet, const ledger::SheetMapping& mapping,
                  std::string_view lines) {
    auto log = facts::read_facts(lines);
    if (!log) return;
    // Room for the numbers of the facts that are made.
    if (log->size() > 0 && log->at(log->size() - 1).seq > std::int64_t{1} << 50) return;
    const base::Instant now = *base::Instant::parse("2399-01-01T00:00:00Z");
    const ledger::SheetImport import = ledger::import_sheet(sheet, mapping, *log, now, mapping.id);
    for (const ledger::RowProblem& problem : import.problems) {
        PHAEN_CHECK(!describe_problem(problem, base::MessageLanguage::thai).empty() &&
                        !describe_problem(problem, base::MessageLanguage::english).empty(),
                    "a problem has a text");
    }
    PHAEN_CHECK(import.facts.empty() || import.problems.empty(), "nothing or all");
    if (!import.problems.empty()) return check_ledger(*log);
    append_all(*log, import.facts);
    const std::string written = facts::write_facts(*log);
    const auto again = facts::read_facts(written);
    PHAEN_CHECK(again.has_value() && facts::write_facts(*again) == written,
                "the lines give the log back");
    const ledger::SheetImport second =
        ledger::import_sheet(sheet, mapping, *again, now, mapping.id);
    PHAEN_CHECK(second.problems.empty() && second.facts.empty() && second.added == 0 &&
                    second.corrected == 0 && second.withdrawn == 0,
                "the same sheet adds nothing");
    check_ledger(*again);
    const facts::AsOf end{std::chrono::year(2456) / 12 / 31, now};
    for (const ledger::Reconciled& one : ledger::reconcile(*again, again->view(end), import.totals))
        static_cast<void>(one.difference());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    const std::string_view columns = next_part(rest);
    const std::string_view lines = next_part(rest);
    const auto sheet = sheet_of(rest);  // the last, as a workbook may have any byte
    if (!sheet) {
        if (const auto log = facts::read_facts(lines)) check_ledger(*log);
        return 0;
    }
    const auto mapping = ledger::load_sheet_mapping(columns, true);
    PHAEN_CHECK(mapping.has_value() || !mapping.error().empty(), "a refusal says why");
    if (mapping) import_twice(*sheet, *mapping, lines);
    // What a sheet that nobody has seen seems to mean is a mapping, too.
    ledger::SheetMapping guessed =
        ledger::look_at_sheet(*sheet, {{ledger::SheetField::fund, "งบประมาณประจำปี", "annual"},
                                       {ledger::SheetField::project, "โครงการหนึ่ง", "project-1"}})
            .mapping;
    guessed.id = "guess";
    guessed.plan = "iao";
    if (!guessed.columns.date.empty() && !guessed.amounts.empty())
        import_twice(*sheet, guessed, lines);
    return 0;
}
