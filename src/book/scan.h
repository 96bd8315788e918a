#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Small readers of printed Thai text: numbers at a position, list numbers, brackets. They accept
/// Thai and Arabic digits alike and work on the text as printed, so that what they cut out is as
/// printed too.
namespace phaen::book {

/// The value of the digit that starts at `at`, or null; `length` gets its bytes.
[[nodiscard]] std::optional<int> digit_at(std::string_view text, std::size_t at,
                                          std::size_t& length);
[[nodiscard]] bool starts_with_digit(std::string_view text);
[[nodiscard]] bool has_digit(std::string_view text);

[[nodiscard]] std::string_view trim(std::string_view text);
/// Without surrounding space and the punctuation that hangs on labels: colons, dashes, full stops
/// at the end are kept.
[[nodiscard]] std::string_view trim_label(std::string_view text);

/// A run of digits, dots and grouping commas that starts at `at`: `๖.๑.๑`, `๑,๕๐๐.๕๐`. Empty when
/// there is none.
[[nodiscard]] std::string_view number_at(std::string_view text, std::size_t at);

/// A list number or bullet at the start of a paragraph and what follows it: `๑. x`, `๑.๑ x`, `๑)
/// x`, `(๑) x`, `- x`, `• x`.
struct Listed {
    std::string number;  ///< as printed without bracket, final dot or bullet: `๑.๑`
    bool bullet = false;
    std::string_view rest;
    [[nodiscard]] bool listed() const { return bullet || !number.empty(); }
};
[[nodiscard]] Listed strip_list_number(std::string_view text);

/// Every position at which `needle` stands in `text`.
[[nodiscard]] std::vector<std::size_t> find_all(std::string_view text, std::string_view needle);

/// The last bracketed group at the very end of the text, without its brackets, and the text before
/// it; empty groups when there is none. Nested brackets are balanced.
struct Bracketed {
    std::string_view before;
    std::string_view inside;
};
[[nodiscard]] std::optional<Bracketed> trailing_bracket(std::string_view text);

/// Joins two pieces of text that a page cut or a line wrap parted: Thai letters meet without a
/// space.
[[nodiscard]] std::string join_wrapped(std::string_view a, std::string_view b);

/// The beginning of a text, at most so many bytes, cut between characters.
[[nodiscard]] std::string excerpt(std::string_view text, std::size_t bytes);

/// The number of characters (code points).
[[nodiscard]] std::size_t length_of(std::string_view text);

/// How alike two comparison keys are, 0 to 1000: twice the shared pairs of neighbouring characters
/// over all pairs.
[[nodiscard]] int similarity(std::string_view key_a, std::string_view key_b);

}  // namespace phaen::book
