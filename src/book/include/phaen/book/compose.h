#pragma once

#include <string>
#include <vector>

#include "phaen/book/template.h"
#include "phaen/document/composed.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/scheme.h"

namespace phaen::book {

/// One thing that a corrected book says differently from the approved one.
struct Correction {
    std::string place;      ///< for people: the element's name and the field
    std::string approved;   ///< as printed; empty: was not there
    std::string corrected;  ///< empty: is not there any more
    std::string why;
    friend bool operator==(const Correction&, const Correction&) = default;
};

/// What a corrected plan says differently from the approved one, in the order of the corrected
/// plan. Fields have the template's names (`field_budget`); `why` stands at each.
[[nodiscard]] std::vector<Correction> corrections_between(const plan::Plan& approved,
                                                          const plan::Plan& corrected,
                                                          const Template& by,
                                                          const std::string& why);

struct ComposeOptions {
    std::string version;  ///< of the plan: its hash; printed as text and QR code when not empty
    std::string created;  ///< `2022-01-31T09:00:00Z`; empty: not said
    /// The year's scheme: names of components, titles of groups and kinds. May be null.
    const plan::Scheme* scheme = nullptr;
    /// A corrected book carries the list of what differs from the approved one.
    std::vector<Correction> corrections;
};

/// The plan as a book, by a template. Every figure that can be computed is computed: totals,
/// counts, ordinals, points of levels, cumulative weights. Blocks say which element and field they
/// print. The same plan, template and options give the same document.
[[nodiscard]] document::ComposedDocument compose(const plan::Plan& plan, const Template& by,
                                                 const ComposeOptions& options);

}  // namespace phaen::book
