#include "adopt_ids.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "phaen/base/thai_text.h"
#include "phaen/base/value.h"
#include "phaen/plan/io.h"

namespace phaen::book {
namespace {

using Renames = std::map<std::string, std::string>;

/// Kind and comparison key of what an element is called, and its id.
std::vector<std::pair<std::string, plan::Id>> named_elements(const plan::Plan& plan) {
    std::vector<std::pair<std::string, plan::Id>> named;
    const auto add = [&](std::string_view kind, const std::string& name, const plan::Id& id) {
        if (!name.empty())
            named.emplace_back(std::string(kind) + "/" + base::comparison_key(name), id);
    };
    for (const auto& e : plan.organisations) add("organisation", e.name, e.id);
    for (const auto& e : plan.mission_statements) add("mission_statement", e.text, e.id);
    for (const auto& e : plan.frameworks) add("framework", e.name, e.id);
    for (const auto& e : plan.measures) add("measure", e.title, e.id);
    for (const auto& e : plan.missions) add("mission", e.title, e.id);
    for (const auto& e : plan.glossary) add("term", e.term + " " + e.text, e.id);
    for (const auto& e : plan.indicators) add("indicator", e.name, e.id);
    for (const auto& e : plan.higher_indicators) add("higher", e.number + " " + e.name, e.id);
    for (const auto& e : plan.projects) add("project", e.name, e.id);
    for (const auto& e : plan.activities) add("activity", e.name, e.id);
    for (const auto& e : plan.budget_structure) add("budget", e.name, e.id);
    return named;
}

/// The new id of `id`: its own, or its owner's with the rest kept (`indicator-4.1` under
/// `indicator-4`).
std::string renamed(const Renames& renames, const std::string& id) {
    if (const auto found = renames.find(id); found != renames.end()) return found->second;
    for (std::size_t dot = id.rfind('.'); dot != std::string::npos && dot > 0;
         dot = id.rfind('.', dot - 1)) {
        if (const auto owner = renames.find(id.substr(0, dot)); owner != renames.end()) {
            return owner->second + id.substr(dot);
        }
    }
    return id;
}

/// Ids are never words of a text, so that a string which is one is a reference or an id.
base::Value rename_all(const base::Value& tree, const Renames& renames) {
    base::Value copy = tree;
    std::vector<base::Value*> open{&copy};
    while (!open.empty()) {
        base::Value* value = open.back();
        open.pop_back();
        if (const std::string* text = value->as_string()) {
            if (text->size() <= 64) {
                std::string now = renamed(renames, *text);
                if (now != *text) *value = base::Value(std::move(now));
            }
        } else if (base::Array* items = value->as_array()) {
            for (base::Value& item : *items) open.push_back(&item);
        } else if (base::Object* members = value->as_object()) {
            for (auto& [name, member] : *members) {
                name = renamed(renames, name);
                open.push_back(&member);
            }
        }
    }
    return copy;
}

}  // namespace

plan::Plan rename_ids(plan::Plan plan, const std::map<std::string, std::string>& ids) {
    if (ids.empty()) return plan;
    auto renamed_plan = plan::from_value(rename_all(plan::to_value(plan), ids));
    return renamed_plan ? std::move(renamed_plan).value() : std::move(plan);
}

std::string Adopted::id(const std::string& old) const { return renamed(ids, old); }

Adopted adopt_ids(plan::Plan plan, const plan::Plan& against) {
    std::map<std::string, plan::Id> known;
    std::set<plan::Id> taken;
    for (const auto& [name, id] : named_elements(against)) {
        known.emplace(name, id);
        taken.insert(id);
    }
    const std::vector<std::pair<std::string, plan::Id>> mine = named_elements(plan);
    Renames renames;
    std::set<plan::Id> used;
    for (const auto& [name, id] : mine) {
        const auto found = known.find(name);
        if (found == known.end() || !used.insert(found->second).second) continue;
        renames.emplace(id, found->second);
    }
    for (const auto& [name, id] : mine) {
        if (renames.contains(id)) continue;
        std::string free = id;
        const std::string stem = id.substr(0, id.rfind('-') + 1);
        for (int number = 1; taken.contains(free) || used.contains(free); ++number) {
            free = stem + std::to_string(number);
        }
        used.insert(free);
        renames.emplace(id, free);
    }
    for (plan::Project& project : plan.projects) {
        if (!project.kind.empty()) continue;
        for (const plan::Project& before : against.projects) {
            if (base::comparison_key(before.name) == base::comparison_key(project.name))
                project.kind = before.kind;
        }
    }
    base::Result<plan::Plan, plan::PlanErrors> adopted =
        plan::from_value(rename_all(plan::to_value(plan), renames));
    if (!adopted) return {std::move(plan), {}};
    return {std::move(adopted).value(), std::move(renames)};
}

}  // namespace phaen::book
