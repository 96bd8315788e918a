#include "phaen/plan/merge.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "flat.h"
#include "phaen/base/check.h"
#include "phaen/plan/io.h"

namespace phaen::plan {

namespace {

using base::Array;
using base::Object;
using base::Value;

using Keys = std::vector<std::string>;

/// Of three versions of one thing the one that stays; the flag says that both sides changed it
/// differently.
template <class T>
std::pair<const T&, bool> choose(const T& base, const T& ours, const T& theirs) {
    if (ours == theirs || theirs == base) return {ours, false};
    if (ours == base) return {theirs, false};
    return {ours, true};
}

class Merger {
  public:
    Merger(const Plan& base, const Plan& ours, const Plan& theirs, const Decisions& decisions)
        : base_(flatten(base)),
          ours_(flatten(ours)),
          theirs_(flatten(theirs)),
          decisions_(decisions) {}

    Value run() {
        collect();
        break_cycles();
        find_what_stays();
        for (const std::string& key : keys_) {
            if (stays_.count(key) != 0) merge_element(key);
        }
        merge_lists();
        return unflatten(out_);
    }

    std::vector<Conflict> conflicts() && { return std::move(conflicts_); }

  private:
    struct Versions {
        const FlatElement* base;
        const FlatElement* ours;
        const FlatElement* theirs;
    };

    Versions versions(const std::string& key) const {
        return {base_.find(key), ours_.find(key), theirs_.find(key)};
    }

    /// What one of the sides has, ours first, and where it stands.
    void collect() {
        for (const FlatPlan* side : {&ours_, &theirs_}) {
            for (const FlatElement& element : side->elements) {
                const auto [at, is_new] = places_.try_emplace(element.key);
                if (!is_new) continue;
                keys_.push_back(element.key);
                const auto [was, our, their] = versions(element.key);
                if (our == nullptr || their == nullptr) {
                    at->second = element.place;
                    continue;
                }
                // Without a common version, or with one elsewhere: whatever stands in neither.
                const FlatPlace nowhere{"", ""};
                const auto [place, differ] =
                    choose(was == nullptr ? nowhere : was->place, our->place, their->place);
                at->second = place;
                if (!differ) continue;
                const auto decided = decision(element, "@owner");
                if (decided == Side::theirs) at->second = their->place;
                if (!decided) moved_apart_.insert(element.key);
            }
        }
    }

    /// Ours moved A into B and theirs B into A: our place stays. Places from one side only have no
    /// cycle, so that each cycle has an element to take back, and each round takes one back.
    void break_cycles() {
        std::unordered_set<std::string> safe = {""};
        for (const std::string& start : keys_) {
            Keys path;
            std::unordered_set<std::string> on_path;
            std::string at = start;
            while (safe.count(at) == 0) {
                if (on_path.insert(at).second) {
                    path.push_back(at);
                    at = places_.at(at).owner;
                    continue;
                }
                const auto from = std::find(path.begin(), path.end(), at);
                const auto theirs = std::find_if(from, path.end(), [this](const std::string& key) {
                    const FlatElement* our = ours_.find(key);
                    return our != nullptr && our->place != places_.at(key);
                });
                PHAEN_CHECK(theirs != path.end(), "the places of one side have no cycle");
                places_.at(*theirs) = ours_.find(*theirs)->place;
                moved_apart_.insert(*theirs);
                path.clear();
                on_path.clear();
                at = start;
            }
            safe.insert(path.begin(), path.end());
        }
    }

    /// What both have, what one added, what one removed and the other changed; the owners of all
    /// that; and what was removed only together with an owner that stays.
    void find_what_stays() {
        Keys removed;
        for (const std::string& key : keys_) {
            const auto [was, our, their] = versions(key);
            const FlatElement* only = our == nullptr ? their : our;
            if (only == nullptr) continue;  // both removed it
            const bool one_removed = was != nullptr && (our == nullptr || their == nullptr);
            const bool unchanged =
                one_removed && only->fields == was->fields && only->place == was->place;
            const Side remover = our == nullptr ? Side::ours : Side::theirs;
            if (unchanged || (one_removed && decision(*only, "") == remover)) {
                removed.push_back(key);
                continue;
            }
            for (std::string at = key; stays_.insert(at).second && !at.empty();) {
                at = places_.at(at).owner;
            }
        }
        for (const std::string& key : removed) {
            const FlatPlan& remover = ours_.find(key) == nullptr ? ours_ : theirs_;
            const std::string& owner = places_.at(key).owner;
            if (stays_.count(owner) == 0 || remover.find(owner) != nullptr) continue;
            if (stays_.insert(key).second) restored_.insert(key);
        }
    }

    /// What a report calls an element, and what goes before its members' names there.
    std::pair<std::string, std::string> reported(const FlatElement& element) const {
        if (!element.is_part) return {element.id, ""};
        const std::string& owner = element.place.owner;
        const FlatElement* found = ours_.find(owner);
        if (found == nullptr) found = theirs_.find(owner);
        return {found->id, element.place.list + "/" + pointer_token(element.id)};
    }

    /// The element and the field of a conflict, as they are reported.
    std::pair<std::string, std::string> conflict_name(const FlatElement& element,
                                                      const std::string& field) const {
        auto [id, path] = reported(element);
        if (!path.empty() && !field.empty()) path += '/';
        return {std::move(id), path + field};
    }

    std::optional<Side> decision(const FlatElement& element, const std::string& field) const {
        if (decisions_.empty()) return std::nullopt;
        const auto found = decisions_.find(conflict_name(element, field));
        if (found == decisions_.end()) return std::nullopt;
        return found->second;
    }

    void add_conflict(const FlatElement& element, const std::string& field, Value base, Value ours,
                      Value theirs) {
        auto [id, path] = conflict_name(element, field);
        conflicts_.push_back(
            {std::move(id), std::move(path), std::move(base), std::move(ours), std::move(theirs)});
    }

    Value owner_value(const FlatElement* element) const {
        if (element == nullptr) return {};
        for (const FlatPlan* plan : {&base_, &ours_, &theirs_}) {
            if (plan->find(element->key) != element) continue;
            return Value(plan->find(element->place.owner)->id);
        }
        return {};
    }

    void merge_element(const std::string& key) {
        const auto [was, our, their] = versions(key);
        PHAEN_CHECK(our != nullptr || their != nullptr, "a merged element that neither side has");
        FlatElement merged = our == nullptr ? *their : *our;
        merged.place = places_.at(key);
        if (our == nullptr || their == nullptr) {
            const Side keeper = our == nullptr ? Side::theirs : Side::ours;
            if (was != nullptr && restored_.count(key) == 0 && decision(merged, "") != keeper)
                add_conflict(merged, "", members_of(was), members_of(our), members_of(their));
        } else {
            if (moved_apart_.count(key) != 0)
                add_conflict(merged, "@owner", owner_value(was), owner_value(our),
                             owner_value(their));
            merge_fields(was, *our, *their, merged);
        }
        out_.add(std::move(merged));
    }

    void merge_fields(const FlatElement* was, const FlatElement& our, const FlatElement& their,
                      FlatElement& merged) {
        const Value absent;
        const auto value = [&absent](const FlatElement* element,
                                     const std::string& path) -> const Value& {
            if (element == nullptr) return absent;
            const auto found = element->fields.find(path);
            return found == element->fields.end() ? absent : found->second;
        };
        Keys paths = our.field_order;
        for (const std::string& path : their.field_order) {
            if (our.fields.count(path) == 0) paths.push_back(path);
        }
        merged.fields.clear();
        merged.field_order.clear();
        for (const std::string& path : paths) {
            const Value& before = value(was, path);
            const Value& mine = value(&our, path);
            const Value& other = value(&their, path);
            const auto [chosen, differ] = choose(before, mine, other);
            const auto side = differ ? decision(merged, path) : std::nullopt;
            if (differ && !side) add_conflict(merged, path, before, mine, other);
            const Value& kept = side == Side::theirs ? other : chosen;
            if (kept.is_null()) continue;
            merged.fields.emplace(path, kept);
            merged.field_order.push_back(path);
        }
    }

    void merge_lists() {
        std::map<FlatPlace, std::unordered_set<std::string>> members;
        for (const FlatElement& element : out_.elements) {
            if (!element.key.empty()) members[element.place].insert(element.key);
        }
        for (const auto& [place, in] : members) out_.lists.emplace(place, merge_order(place, in));
    }

    Keys merge_order(const FlatPlace& place, const std::unordered_set<std::string>& members) {
        const auto kept = [&](const Keys& keys) {
            Keys out;
            for (const std::string& key : keys) {
                if (members.count(key) != 0) out.push_back(key);
            }
            return out;
        };
        const Keys before = kept(base_.list(place));
        const Keys ours = kept(ours_.list(place));
        const Keys theirs = kept(theirs_.list(place));
        // Only what all three have can tell who changed the order.
        const auto common = [](const Keys& keys, const Keys& a, const Keys& b) {
            const std::unordered_set<std::string_view> in_a(a.begin(), a.end());
            const std::unordered_set<std::string_view> in_b(b.begin(), b.end());
            Keys out;
            for (const std::string& key : keys) {
                if (in_a.count(key) != 0 && in_b.count(key) != 0) out.push_back(key);
            }
            return out;
        };
        const Keys old_order = common(before, ours, theirs);
        const Keys our_order = common(ours, before, theirs);
        const Keys their_order = common(theirs, before, ours);
        const auto [order, differ] = choose(old_order, our_order, their_order);
        const auto side = differ ? decision(*out_.find(place.owner), place.list) : std::nullopt;
        if (differ && !side) add_order_conflict(place, old_order, our_order, their_order);
        if (order == our_order && side != Side::theirs) return with_others(ours, theirs);
        return with_others(theirs, ours);
    }

    void add_order_conflict(const FlatPlace& place, const Keys& before, const Keys& ours,
                            const Keys& theirs) {
        const auto ids = [this](const Keys& keys) {
            Array array;
            for (const std::string& key : keys) array.emplace_back(out_.find(key)->id);
            return Value(std::move(array));
        };
        add_conflict(*out_.find(place.owner), place.list, ids(before), ids(ours), ids(theirs));
    }

    /// `first` with what only `second` has, each after what it stands after there.
    static Keys with_others(const Keys& first, const Keys& second) {
        const std::unordered_set<std::string_view> in_first(first.begin(), first.end());
        Keys out;
        std::unordered_map<std::string_view, Keys> after;
        std::string_view last;
        for (const std::string& key : second) {
            if (in_first.count(key) != 0) {
                last = key;
            } else if (last.empty()) {
                out.push_back(key);
            } else {
                after[last].push_back(key);
            }
        }
        for (const std::string& key : first) {
            out.push_back(key);
            const auto others = after.find(key);
            if (others != after.end())
                out.insert(out.end(), others->second.begin(), others->second.end());
        }
        return out;
    }

    FlatPlan base_;
    FlatPlan ours_;
    FlatPlan theirs_;
    const Decisions& decisions_;
    Keys keys_;  ///< what ours or theirs has, an owner before what it owns in its version
    std::unordered_map<std::string, FlatPlace> places_;
    std::unordered_set<std::string> moved_apart_;
    std::unordered_set<std::string> stays_;
    std::unordered_set<std::string>
        restored_;  ///< stays with its owner, without a conflict of its own
    FlatPlan out_;
    std::vector<Conflict> conflicts_;
};

}  // namespace

Merged merge(const Plan& base, const Plan& ours, const Plan& theirs, const Decisions& decisions) {
    Merger merger(base, ours, theirs, decisions);
    const Value tree = merger.run();
    base::Result<Plan, PlanErrors> plan = from_value(tree);
    if (!plan) {
        return {ours, {{"", "", to_value(base), to_value(ours), to_value(theirs)}}};
    }
    return {std::move(*plan), std::move(merger).conflicts()};
}

Value conflicts_to_value(const std::vector<Conflict>& conflicts) {
    Array list;
    for (const Conflict& conflict : conflicts) {
        Value item{Object{}};
        item.set("element", Value(conflict.element));
        item.set("field", Value(conflict.field));
        if (!conflict.base.is_null()) item.set("base", conflict.base);
        if (!conflict.ours.is_null()) item.set("ours", conflict.ours);
        if (!conflict.theirs.is_null()) item.set("theirs", conflict.theirs);
        list.push_back(std::move(item));
    }
    return Value(Object{{"conflicts", Value(std::move(list))}});
}

}  // namespace phaen::plan
