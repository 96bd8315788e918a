#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "phaen/base/value.h"
#include "phaen/plan/elements.h"
#include "record.h"

/// A plan taken apart: elements by id, each with its own members and the place where it stands.
/// Comparing and merging work on this form, where an element that moved is still the same element.
namespace phaen::plan {

/// Where an element stands: the key of its owner ("" for the plan) and the list in it (`steps`,
/// `swot/items`).
struct FlatPlace {
    std::string owner;
    std::string list;
    friend auto operator<=>(const FlatPlace&, const FlatPlace&) = default;
};

struct FlatElement {
    /// Kind and id, made unique when the plan's ids are not; for parts the owner's key, the list
    /// and the part's own key.
    std::string key;
    std::string id;  ///< empty for the plan; a part's own key (`2565`)
    /// An item without id of a list with keys is a part: it is reported as members of its owner.
    bool is_part = false;
    const TypeInfo* type = nullptr;
    FlatPlace place;
    /// Members by path without the id and what is an element or part itself; absent and null
    /// members are not there. Tokens are escaped as those of a JSON Pointer.
    std::map<std::string, base::Value> fields;
    /// The order of the file, for reports.
    std::vector<std::string> field_order;
};

struct FlatPlan {
    /// An owner stands before what it owns; the plan itself is the first, its key empty.
    std::vector<FlatElement> elements;
    std::unordered_map<std::string, std::size_t> by_key;
    /// Keys of the items of each list in their order.
    std::map<FlatPlace, std::vector<std::string>> lists;

    [[nodiscard]] const FlatElement* find(const std::string& key) const {
        const auto found = by_key.find(key);
        return found == by_key.end() ? nullptr : &elements[found->second];
    }
    /// The items of a list, none when there is no such list.
    [[nodiscard]] const std::vector<std::string>& list(const FlatPlace& place) const;
    void add(FlatElement element);
};

/// Takes a plan apart; the members of the plan named in `without` are left out.
[[nodiscard]] FlatPlan flatten(const Plan& plan, const std::vector<std::string_view>& without = {});

/// Puts it together again, as the tree that from_value reads. The order of members is not that of
/// the file. What stands in a list whose owner is not there is lost.
[[nodiscard]] base::Value unflatten(const FlatPlan& plan);

/// All members of an element or part, but not what stands in it, as one object; null when it is not
/// there.
[[nodiscard]] base::Value members_of(const FlatElement* element);

}  // namespace phaen::plan
