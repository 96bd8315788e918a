#pragma once

#include <map>
#include <string>

#include "phaen/plan/plan.h"

namespace phaen::book {

/// Gives the elements of `plan` the ids that they have in `against` where they have the same name
/// there (or text, or title, by comparison key), with everything that refers to them; elements that
/// are new keep theirs, or get a free one when it was taken. A project without a kind takes the one
/// that it had.
struct Adopted {
    plan::Plan plan;
    std::map<std::string, std::string> ids;  ///< old to new, of the elements that have names

    /// The new id of any element: its own, or its owner's with the rest kept.
    [[nodiscard]] std::string id(const std::string& old) const;
};
[[nodiscard]] Adopted adopt_ids(plan::Plan plan, const plan::Plan& against);

/// The plan with other ids (old to new), with everything that refers to them and with what is named
/// after them. Unchanged when the result would be no plan.
[[nodiscard]] plan::Plan rename_ids(plan::Plan plan, const std::map<std::string, std::string>& ids);

}  // namespace phaen::book
