#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"

/// What the combinations of a SWOT analysis cite, and in what words.
namespace phaen::check {

/// `O๘. เครือข่ายเข้มแข็ง`: a letter, a number and what stands behind them.
struct SwotCitation {
    std::string id;       ///< O8
    std::string printed;  ///< O๘
    std::string text;     ///< up to the next citation; may be empty
};
[[nodiscard]] std::vector<SwotCitation> swot_citations(std::string_view text);

/// The items of a plan, found by their words.
class SwotItems {
  public:
    explicit SwotItems(const Context& context);
    [[nodiscard]] const plan::SwotItem* find(std::string_view id) const;
    /// True when the text begins as the item does. False too for a text too short to tell.
    [[nodiscard]] static bool says(std::string_view text, const plan::SwotItem& item);
    /// The item whose beginning the text repeats; null when there is none.
    [[nodiscard]] const plan::SwotItem* said_by(std::string_view text) const;

  private:
    const Context& context_;
    std::map<std::string_view, const plan::SwotItem*> by_id_;
};

/// The passage of a combination that prints a citation; the combination's first place otherwise.
[[nodiscard]] plan::Place cited_at(const Context& context, const plan::SwotCombination& combination,
                                   std::string_view printed);
/// `การจับคู่ ๑.๒`, `combination 1.2`.
[[nodiscard]] std::string combination_th(const plan::SwotCombination& combination);
[[nodiscard]] std::string combination_en(const plan::SwotCombination& combination);

}  // namespace phaen::check
