#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "phaen/check/near.h"

/// What the naming rules share: the forms in which a document prints one name, and the words that
/// it writes in two ways.
namespace phaen::check {

/// A name without what is not part of it: marks and numbers before it, quotes, the word for its
/// kind, remarks in brackets behind it.
struct NameCore {
    std::u32string text;  ///< folded
    std::string printed;
    std::u32string digits_behind;  ///< digits of the remark in brackets: years
};
[[nodiscard]] NameCore name_core(std::string_view printed, const Words& words);
/// A text without the marks and running numbers before it.
[[nodiscard]] std::string_view without_marks(std::string_view clean);
/// The same name: also when one of them is cut short with ฯ.
[[nodiscard]] bool same_name(const NameCore& a, const NameCore& b);

/// One print of a name.
struct NameUse {
    plan::Place place;  ///< of the document
    std::string pointer;
    std::string member_text;  ///< of a plan file: the whole member
    std::size_t begin = 0;    ///< in the member
    std::size_t end = 0;
    bool mention = false;  ///< read in running text
};

struct NameForm {
    NameCore core;
    std::vector<NameUse> uses;
    [[nodiscard]] bool only_mentions() const;
};

/// A thing whose name is printed in more than one form. The forms deviate from the one that most
/// places print, or, of equally many, from the one that the plan keeps.
struct NameForms {
    std::string element;  ///< empty for a plan that stands above this one
    NameForm expected;
    std::vector<NameForm> deviating;
};
/// Made once for a check.
[[nodiscard]] const std::vector<NameForms>& name_forms(const Context& context);

/// A word that is written in two ways.
struct TermUse {
    std::string variant;
    std::string form;
    std::string reason;
    std::vector<const Passage*> variant_at;
    std::vector<const Passage*> form_at;
};
/// Words of `terms`, and words that the forms of a name differ in and that stand elsewhere too.
/// Made once for a check.
[[nodiscard]] const std::vector<TermUse>& term_uses(const Context& context);
/// A folded text with every variant in its other form.
[[nodiscard]] std::u32string with_one_form(std::u32string text, const std::vector<TermUse>& terms);

/// “a” instead of “b”, “c” is missing.
[[nodiscard]] std::string say_changes_th(const std::vector<TextChange>& changes);
[[nodiscard]] std::string say_changes_en(const std::vector<TextChange>& changes);
/// True when a number differs, or a word that makes another thing of it.
[[nodiscard]] bool changes_meaning(const std::vector<TextChange>& changes, const Words& words);

/// The cell of a place that names a row only: the one that prints the text.
class PrintFinder {
  public:
    explicit PrintFinder(const Context& context);
    [[nodiscard]] plan::Place cell_of(const plan::Place& place, std::string_view printed) const;
    /// The passages of a row, or the one of a paragraph.
    [[nodiscard]] std::vector<const Passage*> passages_at(const plan::Place& place) const;
    /// The passage that follows the paragraph or row; null at the end.
    [[nodiscard]] const Passage* next_after(const plan::Place& place) const;

  private:
    const Context& context_;
    std::map<std::pair<int, int>, std::pair<std::size_t, std::size_t>> rows_;
};

}  // namespace phaen::check
