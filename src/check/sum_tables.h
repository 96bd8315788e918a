#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"

/// Tables as an adding machine sees them: what each cell is worth, which rows add up others. Read
/// from the document itself, so that a table which became no part of the plan is added up too.
namespace phaen::check {

/// The word lists by comparison key, each key made once.
class WordKeys {
  public:
    explicit WordKeys(const Context& context);
    [[nodiscard]] const std::vector<std::string>& list(std::string_view name) const;
    /// The length of the longest word of the list that the key begins with; 0 when there is none.
    [[nodiscard]] std::size_t begins(std::string_view name, std::string_view key) const;
    [[nodiscard]] bool inside(std::string_view name, std::string_view key) const;

  private:
    struct Keys {
        const std::set<std::string, std::less<>>* words = nullptr;
        std::once_flag made;
        std::vector<std::string> keys;
    };
    mutable std::map<std::string_view, Keys> lists_;
};

/// A number in millionths, as base::Decimal counts: exact, and added without overflow by `add_up`.
using Units = std::int64_t;

/// What a cell is worth: an amount, a bare number, a number with a unit behind it (`๑๒ คน`) or a
/// percentage. Null for text, and for an empty cell.
[[nodiscard]] std::optional<Units> cell_units(std::string_view text);
/// True for an empty cell, one that holds only dashes, and one that says that no money is used.
[[nodiscard]] bool is_nothing(const Context& context, std::string_view text);
/// True when the cell says that no money is used.
[[nodiscard]] bool is_no_money(const Context& context, std::string_view text);
/// รวม, รวมทั้งสิ้น, รวม ๓ โครงการ: the label of a row or column that adds up others.
[[nodiscard]] bool is_total_label(const Context& context, std::string_view text);
/// Null when the sum does not fit.
[[nodiscard]] std::optional<Units> add_up(const std::vector<Units>& parts);
/// As a document prints it: commas at thousands, no needless decimals, Arabic digits.
[[nodiscard]] std::string print_units(Units units);

struct SumCell {
    std::string text;
    std::optional<Units> units;
    int column = 0;
    plan::Place place;
};

enum class SumRowKind { header, body, total, skipped };

struct SumRow {
    SumRowKind kind = SumRowKind::body;
    std::string what;   ///< the account's word for it
    std::string label;  ///< its first text that is no number
    std::vector<SumCell> cells;
    plan::Place place;
    /// The cell that begins at a column; null when there is none.
    [[nodiscard]] const SumCell* at(int column) const;
};

/// A table with its page fragments joined.
struct SumTable {
    int columns = 0;
    std::vector<std::string> headers;       ///< by column, all header rows joined
    std::vector<std::string> last_headers;  ///< by column, the lowest header row that has text
    std::vector<SumRow> rows;
};

/// Of the document, in its order; none in a plan file.
[[nodiscard]] const std::vector<SumTable>& sum_tables(const Context& context);

/// What a number may mean whose commas do not part thousands, as `600,0000`.
struct MisgroupedNumber {
    std::string printed;         ///< the number alone, Arabic digits
    Units joined = 0;            ///< all its digits, commas aside
    std::optional<Units> other;  ///< groups that are too long cut to three digits, zeros filled up
};

/// The number that `text` begins with, when its commas are wrong.
[[nodiscard]] std::optional<MisgroupedNumber> misgrouped_number(std::string_view text);

/// A printed total that is not the sum of what it adds up.
struct WrongTotal {
    std::string label;
    std::string header;
    std::string printed;
    Units said = 0;
    Units sum = 0;
    std::size_t parts = 0;
    bool across = false;  ///< adds up a row, not a column
    bool below = false;   ///< stands above the rows that it adds up
    bool weights = false;
    plan::Place place;
    std::vector<plan::Place> part_places;
    /// A part or the total whose commas are wrong, so that nothing can be said of the sum.
    std::optional<MisgroupedNumber> misgrouped;
    bool other_reading_fits = false;  ///< the total would be right if it were read the other way
};

/// Every total row and total column of the document that does not add up.
[[nodiscard]] const std::vector<WrongTotal>& wrong_totals(const Context& context);

/// A guess at what went wrong when `said` was printed for `sum`: neighbouring digits swapped, a
/// digit lost or added, one digit wrong. Empty texts when nothing of the kind explains it.
[[nodiscard]] plan::BilingualText guess_slip(Units said, Units sum);

}  // namespace phaen::check
