#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/base/value.h"

/// The words that language rules go by. They are data: `phaen.words/1` files, shipped ones inside
/// the program, an agency's own added to them.
namespace phaen::check {

inline constexpr std::string_view kWordsSchema = "phaen.words/1";

/// A term that has one right form, and the forms that are seen instead.
struct TermForms {
    std::string form;
    std::vector<std::string> variants;
    std::vector<std::string> unless_before;  ///< a variant followed by one of these is right
    std::vector<std::string> unless_after;   ///< a variant behind one of these is right
    std::string reason;                      ///< why, in Thai; may be empty
    friend bool operator==(const TermForms&, const TermForms&) = default;
};

/// What a piece of text should be instead, and where it is right as it is.
struct Replacement {
    std::string form;
    std::vector<std::string> unless_before;  ///< followed by one of these it is right
    std::vector<std::string> unless_after;   ///< behind one of these it is right
    friend bool operator==(const Replacement&, const Replacement&) = default;
};

/// By the text that is seen.
using Pairs = std::map<std::string, Replacement, std::less<>>;

struct Words {
    std::vector<TermForms> terms;
    /// Named lists, each word once: `units`, `doubled_words`, `known_words`, … A rule says which
    /// list it reads.
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> lists;
    /// Named tables of what is seen and what it should be: `misspellings`, `abbreviations`, …
    std::map<std::string, Pairs, std::less<>> pairs;

    /// The list of that name; an empty one when there is none.
    [[nodiscard]] const std::set<std::string, std::less<>>& list(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view list_name, std::string_view word) const;
    /// The table of that name; an empty one when there is none.
    [[nodiscard]] const Pairs& pairs_of(std::string_view name) const;
    /// Adds another file's words to these; where both say what a text should be, the other file's
    /// word counts.
    void add(const Words& more);
};

/// Reads one file (TOML): `schema`, `[[terms]]` tables, under `[lists]` arrays of text, and tables
/// `[pairs.NAME]` of texts. The error has the place in the file. docs/reference/words.md has it
/// all.
[[nodiscard]] base::Result<Words, base::SyntaxError> parse_words(std::string_view bytes);

/// The words that come with the program.
[[nodiscard]] const Words& shipped_words();

}  // namespace phaen::check
