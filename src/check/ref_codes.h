#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "phaen/base/code.h"

/// The codes of the plans above this one, as every place prints them.
namespace phaen::check {

/// One way in which a node's code is printed.
struct CodeForm {
    std::string printed;
    base::Code code;
    std::vector<plan::Place> places;  ///< none in a plan file
};

struct NodeCodes {
    const plan::Framework* framework = nullptr;
    const plan::FrameworkNode* node = nullptr;
    std::vector<CodeForm> forms;  ///< each spelling once, Thai and Arabic digits alike
    std::size_t segments = 0;     ///< what the nodes of its kind have; 0 when unknown
};

class FrameworkCodes {
  public:
    explicit FrameworkCodes(const Context& context);
    [[nodiscard]] const std::vector<NodeCodes>& nodes() const { return nodes_; }
    /// Null for an unknown id.
    [[nodiscard]] const NodeCodes* find(std::string_view node) const;
    /// The form of the right shape that most places print; null when there is none.
    [[nodiscard]] static const CodeForm* best(const NodeCodes& node);
    /// True when one is the other or lies below it.
    [[nodiscard]] bool on_one_branch(std::string_view a, std::string_view b) const;
    /// เป้าประสงค์ “…”
    [[nodiscard]] static std::string label_th(const NodeCodes& node);

  private:
    [[nodiscard]] bool is_above(std::string_view above, std::string_view below) const;

    std::vector<NodeCodes> nodes_;
    std::map<std::string_view, std::size_t> by_id_;
};

/// One wording of a node's title, with the places that print it; the most frequent first.
struct NodeTitle {
    std::string text;
    std::u32string folded;
    std::vector<plan::Place> places;
};
[[nodiscard]] std::vector<NodeTitle> titles_of(const Context& context, std::string_view node);
/// Wordings of one thing: the same but for a word, or one is the beginning of the other.
[[nodiscard]] bool near_titles(std::u32string_view a, std::u32string_view b);

}  // namespace phaen::check
