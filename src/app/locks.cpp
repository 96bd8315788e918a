#include "locks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "draft.h"
#include "phaen/plan/diff.h"
#include "phaen/plan/elements.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Value;

namespace {

/// What two parties sign: which indicators, how heavy, how far, how they are counted and scored.
/// Who works on them and which projects serve them stays the agency's own.
constexpr std::array<std::string_view, 13> kAgreed = {"name",
                                                      "group",
                                                      "component",
                                                      "weight",
                                                      "unit",
                                                      "kind",
                                                      "result",
                                                      "better",
                                                      "targets",
                                                      "definitions",
                                                      "scoring",
                                                      "scoring_criteria",
                                                      "calculation_method"};

/// What of an element a lock holds; null when the element is not there.
Value held(LockScope scope, const Loaded& loaded, std::string_view element) {
    auto value = element_value(loaded.plan(), loaded.tree(), element);
    if (!value) return {};
    const plan::ElementIndex index(loaded.plan());
    const plan::Element* found = index.find(element);
    const bool is_indicator = found != nullptr && found->kind == plan::ElementKind::indicator;
    if (scope == LockScope::plan || !is_indicator) return std::move(*value);
    Object agreed;
    for (auto& [name, member] : *value->as_object()) {
        if (std::find(kAgreed.begin(), kAgreed.end(), name) != kAgreed.end())
            agreed.emplace_back(name, std::move(member));
    }
    return Value(std::move(agreed));
}

/// The changes between two plans that are about something that the lock holds.
std::vector<plan::Change> held_changes(LockScope scope, const Loaded& before, const Loaded& after) {
    auto changes = plan::diff(before.plan(), after.plan());
    if (scope == LockScope::plan) return changes;
    // The indicators, and the terms by which they are defined.
    std::set<std::string, std::less<>> agreed;
    for (const Loaded* loaded : {&before, &after}) {
        plan::for_each_element(loaded->plan(), [&](const plan::Element& element) {
            if (element.kind != plan::ElementKind::indicator) return;
            agreed.insert(std::string(element.id));
            const auto& terms = std::get<const plan::Indicator*>(element.object)->definitions;
            agreed.insert(terms.begin(), terms.end());
        });
    }
    std::erase_if(changes, [&](const plan::Change& change) {
        return change.kind == plan::ChangeKind::moved || !agreed.contains(change.element) ||
               held(scope, before, change.element) == held(scope, after, change.element);
    });
    return changes;
}

/// The plan's own members change under its id.
std::string element_of(const plan::Change& change, const Loaded& loaded) {
    return change.element.empty() ? loaded.plan().id : change.element;
}

}  // namespace

std::optional<Refusal> refuse_locked(const PlanLock& lock, const Loaded& before,
                                     const Loaded& after, const Loaded& fixed) {
    for (const plan::Change& change : held_changes(lock.scope, before, after)) {
        const std::string element = element_of(change, before);
        const bool is_moved = change.kind == plan::ChangeKind::moved;
        if (!is_moved && held(lock.scope, after, element) == held(lock.scope, fixed, element))
            continue;
        // An order goes back as a whole.
        if (is_moved && after.tree() == fixed.tree()) continue;
        Refusal refusal = conflict(
            "locked",
            {fmt::format("{}: {} จึงแก้ไขไม่ได้", lock.kind.th, lock.state.th),
             fmt::format("The {} is {}: this cannot be changed", lock.kind.en, lock.state.en)},
            {fmt::format("“{}” อยู่ในสิ่งที่ตกลงกันแล้ว หากต้องแก้ไขให้เริ่มที่หน้าการอนุมัติ", change.title),
             fmt::format("“{}” is part of what was agreed. To change it, begin on the page of "
                         "approvals.",
                         change.title)});
        refusal.members = {{"element", Value(element)},
                           {"workflow", Value(lock.workflow)},
                           {"fixed_version", Value(lock.number)}};
        return refusal;
    }
    return std::nullopt;
}

Value locked_changes(LockScope scope, const Loaded& fixed, const Loaded& now) {
    constexpr std::size_t kShown = 100;
    Array list;
    for (const plan::Change& change : held_changes(scope, fixed, now)) {
        if (list.size() == kShown) break;
        list.emplace_back(
            Object{{"element", Value(element_of(change, now))}, {"title", Value(change.title)}});
    }
    return Value(std::move(list));
}

}  // namespace phaen::app
