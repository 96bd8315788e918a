#include "phaen/plan/adopt.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "phaen/base/thai_text.h"
#include "phaen/plan/elements.h"

namespace phaen::plan {

namespace {

std::string key_of(std::string_view text) { return base::comparison_key(text); }

/// What makes a node the same in two plans.
std::string key_of(const FrameworkNode& node) {
    return node.code.empty() ? "title " + key_of(node.title) : "code " + key_of(node.code);
}

void for_each_links(
    Plan& plan,
    const std::function<void(const Id&, const std::string&, std::vector<Link>&)>& visit) {
    for (Measure& measure : plan.measures) visit(measure.id, measure.title, measure.links);
    for (Mission& mission : plan.missions) visit(mission.id, mission.title, mission.links);
    for (Indicator& indicator : plan.indicators) {
        visit(indicator.id, indicator.name, indicator.links);
        for (Indicator& sub : indicator.sub_indicators) visit(sub.id, sub.name, sub.links);
    }
    for (HigherIndicator& higher : plan.higher_indicators)
        visit(higher.id, higher.name, higher.links);
    for (Project& project : plan.projects) visit(project.id, project.name, project.links);
}

class Adoption {
  public:
    Adoption(const Plan& into, const Plan& from) : from_(from), out_{into, {}} {
        const ElementIndex index(into);
        taken_.insert(into.id);
        for (const Element& element : index.elements()) taken_.insert(Id(element.id));
        for_each_links(out_.plan, [&](const Id&, const std::string&, std::vector<Link>& links) {
            for (const Link& link : links) {
                if (link.node.resolved()) hung_on_.insert(link.node.id);
            }
        });
    }

    Adopted run(const std::vector<Id>& which) {
        for (const Framework& framework : from_.frameworks) {
            const bool wanted =
                which.empty() || std::find(which.begin(), which.end(), framework.id) != which.end();
            if (wanted) adopt(framework);
        }
        resolve_links();
        return std::move(out_);
    }

  private:
    void note(const Id& element, const std::string& title, AdoptionAction action) {
        out_.notes.push_back({element, title, action});
    }

    [[nodiscard]] Id free_id(const Id& wanted, const std::string& stem) {
        Id id = wanted;
        for (int number = 1; taken_.contains(id); ++number) id = stem + std::to_string(number);
        taken_.insert(id);
        return id;
    }

    Framework* known(const Framework& wanted) {
        auto& list = out_.plan.frameworks;
        const auto by = [&](const auto& is_same) {
            const auto found = std::find_if(list.begin(), list.end(), is_same);
            return found == list.end() ? nullptr : &*found;
        };
        const std::string name = key_of(wanted.name);
        if (Framework* found =
                by([&](const Framework& one) { return !name.empty() && key_of(one.name) == name; }))
            return found;
        return by([&](const Framework& one) { return one.id == wanted.id && name.empty(); });
    }

    void adopt(const Framework& other) {
        Framework* here = known(other);
        if (here == nullptr) {
            here = &out_.plan.frameworks.emplace_back();
            here->id = free_id(other.id, "framework-");
            note(here->id, other.name, AdoptionAction::added);
        } else {
            note(here->id, other.name, AdoptionAction::updated);
        }
        here->name = other.name;
        here->owner = other.owner;
        here->status = FrameworkStatus::adopted;
        here->years = other.years;
        here->levels = other.levels;
        take_nodes(*here, other);
    }

    void take_nodes(Framework& here, const Framework& other) {
        std::map<std::string, FrameworkNode> before;
        for (const FrameworkNode& node : here.nodes) before.emplace(key_of(node), node);
        std::map<Id, Id> ids;  // of the other plan → here
        std::vector<FrameworkNode> nodes;
        std::set<Id> used;
        for (const FrameworkNode& node : other.nodes) {
            FrameworkNode taken = node;
            const auto same = before.find(key_of(node));
            if (same != before.end() && used.insert(same->second.id).second) {
                taken.id = same->second.id;
                if (same->second.title != node.title || same->second.kind != node.kind)
                    note(taken.id, node.title, AdoptionAction::updated);
            } else {
                taken.id = free_id(node.id, here.id + ".node-");
                used.insert(taken.id);
                note(taken.id, node.title, AdoptionAction::added);
            }
            ids[node.id] = taken.id;
            nodes.push_back(std::move(taken));
        }
        for (FrameworkNode& node : nodes) node.parent = node.parent.empty() ? "" : ids[node.parent];
        keep_what_is_hung_on(here, used, nodes);
        here.nodes = std::move(nodes);
    }

    // Nodes that the other plan lacks stay while something hangs on them, as roots when their
    // parent went.
    void keep_what_is_hung_on(const Framework& here, const std::set<Id>& used,
                              std::vector<FrameworkNode>& nodes) {
        std::set<Id> there = used;
        for (const FrameworkNode& node : here.nodes) {
            if (used.contains(node.id)) continue;
            if (!hung_on_.contains(node.id)) {
                note(node.id, node.title, AdoptionAction::removed);
                continue;
            }
            note(node.id, node.title, AdoptionAction::kept);
            there.insert(node.id);
            nodes.push_back(node);
        }
        for (FrameworkNode& node : nodes) {
            if (!there.contains(node.parent)) node.parent.clear();
        }
    }

    [[nodiscard]] const Framework* framework_of(const Ref& ref) const {
        const std::string name = key_of(ref.unresolved);
        for (const Framework& framework : out_.plan.frameworks) {
            if (ref.resolved() ? framework.id == ref.id : key_of(framework.name) == name)
                return &framework;
        }
        return nullptr;
    }

    void resolve_links() {
        for_each_links(
            out_.plan, [&](const Id& id, const std::string& title, std::vector<Link>& links) {
                for (Link& link : links) {
                    const Framework* framework = framework_of(link.framework);
                    if (framework == nullptr || link.node.resolved()) continue;
                    const std::string printed = key_of(link.node.unresolved);
                    const auto found = std::find_if(
                        framework->nodes.begin(), framework->nodes.end(),
                        [&](const FrameworkNode& node) {
                            return !printed.empty() &&
                                   (key_of(node.title) == printed || key_of(node.code) == printed ||
                                    key_of(node.code + " " + node.title) == printed);
                        });
                    if (found == framework->nodes.end()) continue;
                    link.framework = Ref::to(framework->id);
                    link.node = Ref::to(found->id);
                    note(id, title, AdoptionAction::resolved);
                }
            });
    }

    const Plan& from_;
    Adopted out_;
    std::set<Id> taken_;
    std::set<Id> hung_on_;
};

}  // namespace

std::string_view to_string(AdoptionAction action) {
    constexpr std::array<std::string_view, 5> kWords = {"added", "updated", "removed", "kept",
                                                        "resolved"};
    return kWords.at(static_cast<std::size_t>(action));
}

Adopted adopt_frameworks(const Plan& into, const Plan& from, const std::vector<Id>& which) {
    return Adoption(into, from).run(which);
}

}  // namespace phaen::plan
