#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "phaen/document/blocks.h"

/// Tables as they are printed: header, columns, parts on several pages, arrows in the months. Rules
/// on the form of tables stand on these; what the tables mean is the recogniser's work.
namespace phaen::check {

/// One printed part of a table: a page cut begins a new one.
struct TablePart {
    const document::Table* table = nullptr;
    std::size_t header_rows = 0;
    /// The header cells over each grid column, top to bottom.
    std::vector<std::vector<const document::Cell*>> header;
    std::size_t named = 0;  ///< columns up to the last one that a header names
    std::size_t width = 0;  ///< grid columns of the widest row

    /// The header texts over a column, joined by spaces.
    [[nodiscard]] std::string title(std::size_t column) const;
};

struct PrintedTable {
    std::vector<TablePart> parts;
    std::string kind;     ///< the account's word for most of its rows below the header
    std::string caption;  ///< the paragraph before it
    plan::Place caption_place;

    /// Where a column's header stands first; the header row's place when no cell names it.
    [[nodiscard]] plan::Place header_place(std::size_t column) const;
    [[nodiscard]] plan::Place header_place() const;
};

/// The tables of the document that have a header row, in its order; contents pages left out. Read
/// once for a check.
[[nodiscard]] const std::vector<PrintedTable>& printed_tables(const Context& context);

[[nodiscard]] plan::Place plan_place(const document::Place& place);

/// The month that a header column stands for.
struct MonthColumn {
    std::size_t column = 0;
    unsigned month = 0;  ///< 1..12
    int year = 0;        ///< B.E. as the header says it; 0 when it does not
    const document::Cell* month_cell = nullptr;
    const document::Cell* year_cell = nullptr;
};
[[nodiscard]] std::vector<MonthColumn> month_columns(const TablePart& part);
/// The same of a part of a printed table, read once for a check.
[[nodiscard]] const std::vector<MonthColumn>& month_columns(const Context& context,
                                                            const TablePart& part);

/// Year cells of a part that fit none of the months under them, with the year that would.
[[nodiscard]] std::vector<std::pair<const document::Cell*, int>> wrong_years(const TablePart& part,
                                                                             int fiscal_year);
/// Blocks of the document whose step tables have such a cell: their months are all off by it.
[[nodiscard]] std::set<int> blocks_with_wrong_years(const Context& context);

/// What the arrows in a row's month cells say.
struct Arrows {
    bool any = false;
    bool broken = false;      ///< a head without a tail, or a tail without a head
    bool many_heads = false;  ///< one cell holds an arrow with several heads on one side
    bool outside = false;     ///< an arrow ends in a column that is no month
    std::string printed;
    plan::Place place;  ///< the cell that shows it first
};
[[nodiscard]] Arrows read_arrows(const document::Row& row, const std::vector<MonthColumn>& months);

/// The rows of the document's tables with the part that they stand in.
struct PrintedRow {
    const TablePart* part = nullptr;
    const document::Row* row = nullptr;
};
[[nodiscard]] std::map<std::pair<int, int>, PrintedRow> rows_by_place(
    const std::vector<PrintedTable>& tables);

/// The first places of steps, at most `most` of them.
[[nodiscard]] std::vector<plan::Place> step_places(const Context& context,
                                                   const std::vector<const plan::Step*>& steps,
                                                   std::size_t most = 8);

/// `ต.ค., พ.ย.` and `Oct, Nov`.
[[nodiscard]] std::string months_th(const std::vector<unsigned>& months);
[[nodiscard]] std::string months_en(const std::vector<unsigned>& months);

/// Texts for messages: “a”, “b” and so on, each shortened.
[[nodiscard]] std::string quoted(const std::vector<std::string>& texts, std::size_t graphemes = 40);

/// True when a cell holds one number and at most a percent sign.
[[nodiscard]] bool is_number_text(std::string_view text);

}  // namespace phaen::check
