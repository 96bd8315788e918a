#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "phaen/document/blocks.h"

/// The outline of a document: what the contents page lists and what headings the body has.
namespace phaen::check {

/// A number at the start of a paragraph: `๑.`, `(๒)`, `๑.๑ `; its parts in order.
struct Ordinal {
    std::vector<long long> parts;
    char style = '.';       ///< `.`, `)` or a space: what stands behind it
    std::string printed;    ///< with brackets and dots
    std::string_view rest;  ///< the text behind it
};
[[nodiscard]] std::optional<Ordinal> leading_ordinal(std::string_view text);

/// Text without a bullet and without its own ordinal, as a comparison key.
[[nodiscard]] std::string title_key(std::string_view text);

struct ContentsLine {
    std::string title;  ///< without the dots
    std::string page;   ///< as printed, empty when there is none
    std::optional<long long> number;
    std::string key;
    plan::Place place;
};
/// Read once for a check, as are the headings and the matches.
[[nodiscard]] const std::vector<ContentsLine>& contents_lines(const Context& context);

/// A paragraph of the body that could head something.
struct Heading {
    const document::Paragraph* paragraph = nullptr;
    std::size_t block = 0;  ///< index in the document's blocks
    std::string text;
    std::string key;   ///< as `title_key`
    std::string what;  ///< the account's word
    plan::Place place;
    bool chapter = false;   ///< opens a chapter of the plan, not an item or a label
    std::size_t depth = 0;  ///< parts of its own ordinal
};
[[nodiscard]] const std::vector<Heading>& headings(const Context& context);

/// What each line of the contents page stands for.
struct ContentsMatch {
    std::size_t line = 0;
    enum class Kind { same, differs, nowhere, continuation } kind = Kind::nowhere;
    std::size_t heading = 0;  ///< of same and differs
};
/// In the order of the lines; headings are indices of `headings`.
[[nodiscard]] const std::vector<ContentsMatch>& match_contents(const Context& context);

/// How alike two keys are, 0 to 1000: twice the shared pairs of neighbouring letters over all
/// pairs.
[[nodiscard]] int likeness(std::string_view a, std::string_view b);

}  // namespace phaen::check
