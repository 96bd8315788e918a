#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "language_text.h"

/// Numbers as they are printed, for the rules of format and of dates.
namespace phaen::check {

/// Digits with the commas and dots between them, of either set: `๑,๕๐๐.๒๕`, `6.1.1`.
struct PrintedNumber {
    std::size_t begin;  ///< code points
    std::size_t end;
    std::size_t thai = 0;  ///< how many digits of the set
    std::size_t arabic = 0;
    bool has_comma = false;
    bool has_dot = false;
};

[[nodiscard]] std::vector<PrintedNumber> printed_numbers(const CodePoints& text);

/// The value of a number of one to nine digits without commas or dots.
[[nodiscard]] std::optional<int> plain_value(const CodePoints& text, const PrintedNumber& number);

/// True when the number belongs to a Latin name, a code or an address: COVID-19, PM2.5, 21st, a
/// URL.
[[nodiscard]] bool is_in_latin_name(const CodePoints& text, const PrintedNumber& number);

/// The first index at or behind `i` that is no space.
[[nodiscard]] std::size_t skip_spaces(const CodePoints& text, std::size_t i);
/// True when `word` stands right behind index `i`.
[[nodiscard]] bool stands_at(const CodePoints& text, std::size_t i, std::u32string_view word);
/// True when `word` ends right before index `i`.
[[nodiscard]] bool ends_at(const CodePoints& text, std::size_t i, std::u32string_view word);

/// The cells that hold an amount or a total of money: what became one, and what stands in a column
/// of such.
class AmountCells {
  public:
    explicit AmountCells(const Context& context);
    [[nodiscard]] bool has(const Passage& passage) const;

  private:
    std::set<std::array<int, 3>> cells_;
    std::multimap<std::pair<int, int>, std::string_view> printed_;  ///< by block and row
};

/// A year of four digits, and where it stands.
struct PrintedYear {
    std::size_t begin;
    std::size_t end;
    int year;
};

/// Two years with a dash between: `พ.ศ. ๒๕๖๖ – ๒๕๗๐`.
struct YearRange {
    PrintedYear from;
    PrintedYear to;
    std::string dash;  ///< what stands between, spaces included
};

[[nodiscard]] std::vector<YearRange> year_ranges(const CodePoints& text);

/// Every place of a form that the document prints in several ways, and which way is the usual one.
class FormUse {
  public:
    void add(std::string form, Slip slip);
    [[nodiscard]] std::size_t count(std::string_view form) const;
    [[nodiscard]] std::size_t total() const { return uses_.size(); }
    /// The form most used, the one met first when two are; empty when there is none.
    [[nodiscard]] std::string usual() const;
    /// Where another form than this is used.
    [[nodiscard]] std::vector<Slip> others(std::string_view form) const;

  private:
    struct Use {
        std::string form;
        Slip slip;
    };
    std::vector<Use> uses_;
};

/// True when so few deviate from so many that the many are the document's own rule.
[[nodiscard]] bool is_minority(std::size_t few, std::size_t total);

/// Adds the places of slips that may stand in one passage several times, each passage once.
void add_passages(FindingBuilder& finding, const std::vector<Slip>& slips);

}  // namespace phaen::check
