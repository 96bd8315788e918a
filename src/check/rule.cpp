#include "phaen/check/rule.h"

#include <algorithm>

#include "phaen/base/check.h"
#include "rule_list.h"

namespace phaen::check {

std::span<const Rule* const> all_rules() {
    static const std::vector<const Rule*> kRules = [] {
        std::vector<const Rule*> rules = rule_list();
        std::sort(rules.begin(), rules.end(),
                  [](const Rule* a, const Rule* b) { return a->id < b->id; });
        const auto twice =
            std::adjacent_find(rules.begin(), rules.end(),
                               [](const Rule* a, const Rule* b) { return a->id == b->id; });
        PHAEN_CHECK(twice == rules.end(), "no two rules share an id");
        return rules;
    }();
    return kRules;
}

const Rule* find_rule(std::string_view id) {
    for (const Rule* rule : all_rules()) {
        if (rule->id == id) return rule;
    }
    return nullptr;
}

}  // namespace phaen::check
