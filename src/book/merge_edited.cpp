#include "phaen/book/merge_edited.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "adopt_ids.h"
#include "phaen/base/thai_text.h"
#include "phaen/plan/elements.h"

namespace phaen::book {
namespace {

bool is_same(const plan::Element& a, const plan::Element& b) {
    return a.kind == b.kind &&
           base::comparison_key(plan::title_of(a)) == base::comparison_key(plan::title_of(b));
}

/// New elements of the file get other ids where the plan meanwhile gave these to other new
/// elements. One of the same kind and name is the same: a file that is brought in again adds
/// nothing twice.
plan::Plan with_free_ids(const plan::Plan& edited, const plan::Plan& base, const plan::Plan& ours) {
    const plan::ElementIndex before(base);
    const plan::ElementIndex now(ours);
    std::set<plan::Id> taken;
    std::set<plan::Id> in_file;
    plan::for_each_element(
        edited, [&in_file](const plan::Element& element) { in_file.emplace(element.id); });
    for (const plan::Plan* one : {&edited, &base, &ours})
        plan::for_each_element(
            *one, [&taken](const plan::Element& element) { taken.emplace(element.id); });
    std::map<std::string, std::string> ids;
    plan::for_each_element(edited, [&](const plan::Element& element) {
        const plan::Element* other = now.find(element.id);
        if (other == nullptr || before.find(element.id) != nullptr) return;
        // What a renamed element owns is named after it.
        if (is_same(element, *other) || ids.contains(std::string(element.owner))) return;
        const std::string id(element.id);
        for (const plan::Element& mine : now.elements()) {
            if (before.find(mine.id) != nullptr || !is_same(element, mine)) continue;
            if (!in_file.insert(plan::Id(mine.id)).second) continue;
            ids.emplace(id, mine.id);
            return;
        }
        const std::string stem = id.substr(0, id.find_last_not_of("0123456789") + 1);
        for (int number = 1;; ++number) {
            std::string made = stem + std::to_string(number);
            if (!taken.insert(made).second) continue;
            ids.emplace(id, std::move(made));
            return;
        }
    });
    return rename_ids(edited, ids);
}

}  // namespace

MergedEdit merge_edited(const Edited& edited, const plan::Plan& base, const plan::Plan& ours,
                        const plan::Decisions& decisions) {
    MergedEdit made;
    made.merged = plan::merge(base, ours, with_free_ids(edited.plan, base, ours), decisions);
    made.changes = plan::diff(ours, made.merged.plan);
    return made;
}

}  // namespace phaen::book
