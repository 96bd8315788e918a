#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/form.h"
#include "phaen/facts/log.h"
#include "phaen/sheet/workbook.h"

/// Postings from a sheet of the finance system, as often as it is exported.
namespace phaen::ledger {

inline constexpr std::string_view kSheetSchema = "phaen.ledger-sheet/1";

/// Headings of the columns; empty when the sheet has no such column. Headings are the same when
/// their comparison keys are.
struct SheetColumns {
    std::string date;
    std::string posting;
    std::string document;
    std::string fiscal_year;
    std::string fund;
    std::string category;
    std::string item;
    std::string project;
    std::string note;
    friend bool operator==(const SheetColumns&, const SheetColumns&) = default;
};

/// A column of amounts. A row makes a posting of each of them that is not empty, zero or a dash.
struct SheetAmount {
    std::string column;
    std::optional<facts::PostingKind> posting;  ///< otherwise the posting column says it
    std::optional<facts::Against> against;
    friend bool operator==(const SheetAmount&, const SheetAmount&) = default;
};

enum class SheetField { posting, fund, category, project };

/// What a text of the sheet means. Of a field that has any, other texts are errors.
struct SheetValue {
    SheetField field = SheetField::fund;
    std::string text;
    std::string value;                      ///< an id, or a word of PostingKind
    std::optional<facts::Against> against;  ///< of a posting
    friend bool operator==(const SheetValue&, const SheetValue&) = default;
};

/// What every row has where the sheet has no column.
struct SheetFixed {
    int fiscal_year = 0;  ///< otherwise the year of the date
    std::string fund;
    std::string category;
    std::string item;
    std::string project;
    friend bool operator==(const SheetFixed&, const SheetFixed&) = default;
};

struct SheetMapping {
    std::string id;     ///< the ids of its facts begin with it
    std::string sheet;  ///< of a workbook; the first unless said
    int header_row = 1;
    std::string plan;  ///< of the facts
    SheetColumns columns;
    std::vector<SheetAmount> amounts;
    /// Columns that tell rows apart, so that a row that changed is corrected. Without them a row is
    /// all that it says, and the n-th equal one the n-th.
    std::vector<std::string> key;
    std::vector<SheetValue> values;
    SheetFixed fixed;
    std::vector<std::string> skip;  ///< a row with one of these texts is no posting: totals
    /// The sheet always has every row: what is gone from it is withdrawn.
    bool is_complete = false;
    friend bool operator==(const SheetMapping&, const SheetMapping&) = default;
};

[[nodiscard]] base::Result<SheetMapping, base::FormErrors> load_sheet_mapping(
    std::string_view bytes, bool is_toml);
[[nodiscard]] base::Value sheet_mapping_json_schema();

/// What is wrong with a row; in the order in which it is looked for.
struct RowProblem {
    enum class Kind {
        no_column,      ///< the heading is not there; `row` is the header's
        double_column,  ///< it is there twice
        no_date,
        bad_date,
        bad_year,
        bad_amount,
        negative_amount,
        unknown_text,  ///< of a field whose values are listed, or no kind of posting
        too_long,      ///< a text of more than 4,000 bytes
        bad_id,        ///< of a project
        no_posting,    ///< nothing says what kind of posting it is
        same_key,      ///< an earlier row has the same key
        too_much,      ///< with it all amounts together are beyond what Money can be
    };
    Kind kind = Kind::no_column;
    std::size_t row = 0;  ///< from 1, as spreadsheets number them
    std::string column;   ///< its heading
    std::string found;
    friend bool operator==(const RowProblem&, const RowProblem&) = default;
};

/// What the sheet holds of one kind in one budget year.
struct SheetTotal {
    int fiscal_year = 0;
    facts::PostingKind posting = facts::PostingKind::appropriation;
    std::size_t postings = 0;
    base::Money amount;
    friend bool operator==(const SheetTotal&, const SheetTotal&) = default;
};

struct SheetImport {
    std::vector<facts::Fact> facts;      ///< to add; none when there are problems
    std::vector<std::size_t> fact_rows;  ///< the row of each; 0: gone from the sheet
    std::vector<RowProblem> problems;
    std::size_t rows = 0;     ///< below the header
    std::size_t skipped = 0;  ///< empty, or totals
    std::size_t added = 0;
    std::size_t corrected = 0;
    std::size_t withdrawn = 0;
    std::size_t unchanged = 0;
    std::vector<std::string> gone;  ///< facts of earlier imports that the sheet has no more
    std::vector<SheetTotal> totals;
};

/// Reads the sheet against the facts that are there. Importing the same sheet again gives no facts;
/// one that changed gives corrections. What people corrected stays until the sheet says something
/// new of that row.
[[nodiscard]] SheetImport import_sheet(const sheet::Sheet& sheet, const SheetMapping& mapping,
                                       const facts::FactLog& log, base::Instant recorded_at,
                                       std::string_view by);

/// A total of the sheet beside all postings of that kind and year, whoever made them.
struct Reconciled {
    SheetTotal sheet;
    base::Money in_ledger;
    [[nodiscard]] base::Money difference() const { return in_ledger - sheet.amount; }
};
[[nodiscard]] std::vector<Reconciled> reconcile(const facts::FactLog& log,
                                                const std::vector<std::uint32_t>& view,
                                                const std::vector<SheetTotal>& totals);

/// One line, with the row.
[[nodiscard]] std::string describe_problem(const RowProblem& problem,
                                           base::MessageLanguage language);

}  // namespace phaen::ledger
