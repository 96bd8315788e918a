#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "names.h"
#include "phaen/check/near.h"

/// Elements whose names are nearly one: probably one thing that is printed in two forms.
namespace phaen::check {

struct NamedElement {
    const plan::Element* element = nullptr;
    NameCore core;
};

struct NameTwins {
    /// What else says that they are one.
    enum class Sign {
        none,
        data,   ///< the same money and owner, or target and weight
        lonely  ///< the one stands in a single table or paragraph, and the other never there
    };
    NamedElement usual;
    NamedElement deviating;
    std::vector<TextChange> changes;
    Sign sign = Sign::none;
};
/// Pairs whose names differ by a few letters, or by a few words at their end where there is a sign
/// that they are one. Made once for a check.
[[nodiscard]] const std::vector<NameTwins>& name_twins(const Context& context);

/// The deviating elements of pairs that have a sign: counts and lists leave them out.
[[nodiscard]] const std::set<std::string_view>& misprinted_elements(const Context& context);

}  // namespace phaen::check
