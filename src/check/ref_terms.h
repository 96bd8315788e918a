#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "context.h"

/// Definitions: which of them a plan uses, and what they count in and leave out.
namespace phaen::check {

/// A list in a definition that says what it counts in or leaves out.
struct ScopeList {
    const plan::GlossaryTerm* term = nullptr;
    bool excludes = false;
    std::string lead;  ///< what opens it; only lists with the same are compared
    std::string text;
    std::u32string folded;
};
/// The lists of a definition, in its order.
[[nodiscard]] std::vector<ScopeList> scope_lists(const Context& context,
                                                 const plan::GlossaryTerm& term);
/// True when two lists are so alike that they are meant to be the same: parts of 1000 that they
/// share are many.
[[nodiscard]] bool meant_alike(const ScopeList& a, const ScopeList& b);

/// How much of a term's own letters stand elsewhere than in its definition, in pieces of eight
/// letters, of 1000; the whole term anywhere makes it 1000.
[[nodiscard]] std::vector<int> term_uses_per_mille(const Context& context);

/// The cell or paragraph in which a definition stands.
[[nodiscard]] plan::Place term_place(const Context& context, const plan::GlossaryTerm& term);

}  // namespace phaen::check
