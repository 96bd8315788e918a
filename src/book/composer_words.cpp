#include <algorithm>

#include "composer.h"
#include "phaen/base/check.h"
#include "phaen/base/thai_text.h"

/// What a book's words become: placeholders, digits, amounts, targets, names.
namespace phaen::book {

namespace {

/// Thousands parted by commas: 150000.5 is `150,000.5`.
std::string grouped(std::string plain) {
    const std::size_t sign = plain.starts_with("-") ? 1 : 0;
    std::size_t end = std::min(plain.find('.'), plain.size());
    while (end > sign + 3) {
        end -= 3;
        plain.insert(end, ",");
    }
    return plain;
}

constexpr std::string_view kLevelUnit = "ระดับ";
constexpr std::string_view kPercentUnit = "ร้อยละ";

}  // namespace

std::string Composer::digits(std::string text) const {
    return by_.digits == TemplateDigits::thai ? base::to_thai_digits(text)
                                              : base::to_arabic_digits(text);
}

std::string Composer::number(std::int64_t value) const { return digits(std::to_string(value)); }

std::string Composer::decimal(const base::Decimal& value) const {
    return digits(grouped(value.to_string()));
}

std::string Composer::money(const base::Money& value) const {
    return base::format_money(
        value, by_.digits == TemplateDigits::thai ? base::Digits::thai : base::Digits::arabic);
}

std::string Composer::filled(std::string_view text, Fields fields) const {
    std::string made;
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('{'), text.size());
        made += text.substr(0, open);
        text.remove_prefix(open);
        if (text.empty()) break;
        const std::size_t close = text.find('}');
        if (close == std::string_view::npos) {
            made += text;
            break;
        }
        const std::string_view name = text.substr(1, close - 1);
        text.remove_prefix(close + 1);
        const auto own = std::find_if(fields.begin(), fields.end(),
                                      [&](const auto& field) { return field.first == name; });
        if (own != fields.end()) {
            made += own->second;
        } else if (name == "title") {
            made += plan_.title.th;
        } else if (name == "agency") {
            made += name_of(plan::Ref::to(plan_.agency));
        } else if (name == "parent") {
            const auto* agency = find<plan::Organisation>(plan_.agency);
            if (agency != nullptr && !agency->parent.empty())
                made += name_of(plan::Ref::to(agency->parent));
        } else if (name == "fiscal_year") {
            made += number(plan_.fiscal_year);
        } else if (name == "last_year") {
            made += number(plan_.fiscal_year - 1);
        } else if (name == "version") {
            made += options_.version;
        }
    }
    return made;
}

std::string Composer::word(std::string_view name, Fields fields) const {
    const auto found = by_.words.find(std::string(name));
    PHAEN_CHECK(found != by_.words.end(), "a word that no shipped template has");
    return filled(found->second, fields);
}

const plan::Target* Composer::target_of(const plan::Indicator& indicator, int year) const {
    for (const plan::Target& target : indicator.targets) {
        if (target.fiscal_year == year) return &target;
    }
    return nullptr;
}

std::string Composer::target_text(const plan::HigherTarget& target) const {
    if (!target.value) return {};
    plan::Target whole;
    whole.value = *target.value;
    whole.unit = target.unit;
    if (target.comparison) whole.comparison = *target.comparison;
    return target_text(whole);
}

std::string Composer::target_text(const plan::Target& target) const {
    const std::string value = decimal(target.value);
    std::string amount = value;
    if (target.unit == kLevelUnit || target.unit == kPercentUnit)
        amount = target.unit + " " + value;
    else if (!target.unit.empty())
        amount = value + " " + target.unit;
    switch (target.comparison) {
        case plan::Comparison::at_least:
            return word("target_at_least", {{"amount", amount}});
        case plan::Comparison::at_most:
            return word("target_at_most", {{"amount", amount}});
        case plan::Comparison::exactly:
            return word("target_exactly", {{"amount", amount}});
        case plan::Comparison::increase:
            if (target.baseline_fiscal_year) {
                return word("target_increase_from",
                            {{"amount", amount}, {"year", number(*target.baseline_fiscal_year)}});
            }
            return word("target_increase", {{"amount", amount}});
    }
    return amount;
}

std::string Composer::with_target(const plan::Indicator& indicator, int year) const {
    const plan::Target* target = target_of(indicator, year);
    if (target == nullptr) return indicator.name;
    return word("name_with_target", {{"name", indicator.name}, {"target", target_text(*target)}});
}

std::string Composer::name_of(const plan::Ref& ref) const {
    if (!ref.resolved()) return ref.unresolved;
    const plan::Element* element = index_.find(ref.id);
    return element == nullptr ? ref.id : std::string(plan::title_of(*element));
}

std::string Composer::joined(const plan::Refs& refs, std::string_view between) const {
    std::string text;
    for (const plan::Ref& ref : refs) {
        if (!text.empty()) text += between;
        text += name_of(ref);
    }
    return text;
}

std::string Composer::owners_text(const plan::Refs& lead, const plan::Refs& supporting) const {
    const std::string leading = joined(lead, "/");
    if (supporting.empty()) return leading;
    return word("owners_with_support",
                {{"lead", leading}, {"supporting", joined(supporting, "/")}});
}

std::string Composer::budget_text(const plan::Project& project) const {
    if (project.budget) return money(*project.budget);
    return project.no_budget ? word("no_budget") : word("budget_unknown");
}

std::string Composer::node_text(const plan::Framework& framework,
                                const plan::FrameworkNode& node) const {
    std::string label = node.kind;
    for (const plan::FrameworkLevel& level : framework.levels) {
        if (level.kind == node.kind) label = level.label;
    }
    if (node.code.empty()) return label + " " + node.title;
    return word("node", {{"label", label}, {"code", node.code}, {"name", node.title}});
}

std::string Composer::component_name(std::string_view component) const {
    if (options_.scheme == nullptr) return {};
    for (const plan::SchemeComponent& known : options_.scheme->components) {
        if (known.number == component) return known.name;
    }
    return {};
}

std::string Composer::component_english(std::string_view component) const {
    if (options_.scheme == nullptr) return {};
    for (const plan::SchemeComponent& known : options_.scheme->components) {
        if (known.number == component) return known.name_en;
    }
    return {};
}

std::string Composer::kind_title(std::string_view kind) const {
    if (options_.scheme != nullptr) {
        for (const plan::ProjectKind& known : options_.scheme->project_kinds) {
            if (known.id == kind) return known.title;
        }
    }
    return word("projects_of_kind", {{"kind", std::string(kind)}});
}

std::vector<const plan::FrameworkNode*> Composer::chain_of(const plan::Link& link) const {
    std::vector<const plan::FrameworkNode*> chain;
    const auto* node = find<plan::FrameworkNode>(link.node.id);
    while (node != nullptr) {
        chain.insert(chain.begin(), node);
        node = node->parent.empty() ? nullptr : find<plan::FrameworkNode>(node->parent);
    }
    return chain;
}

const TemplateGroup* Composer::template_group(std::string_view letter) const {
    for (const TemplateGroup& group : by_.groups) {
        if (group.letter == letter) return &group;
    }
    return nullptr;
}

std::vector<std::string> Composer::groups() const {
    std::vector<std::string> letters;
    const auto add_letter = [&](const std::string& letter) {
        if (std::find(letters.begin(), letters.end(), letter) == letters.end() &&
            !indicators_of(letter).empty()) {
            letters.push_back(letter);
        }
    };
    for (const TemplateGroup& group : by_.groups) add_letter(group.letter);
    for (const plan::Indicator& indicator : plan_.indicators) add_letter(indicator.group);
    return letters;
}

std::vector<const plan::Indicator*> Composer::indicators_of(std::string_view group) const {
    std::vector<const plan::Indicator*> found;
    for (const plan::Indicator& indicator : plan_.indicators) {
        if (indicator.group == group) found.push_back(&indicator);
    }
    return found;
}

std::vector<const plan::Project*> Composer::projects_of_kind(std::string_view kind) const {
    std::vector<const plan::Project*> found;
    for (const plan::Project& project : plan_.projects) {
        if (project.kind == kind) found.push_back(&project);
    }
    // In the order of the numbers that they have, where they have them.
    std::stable_sort(found.begin(), found.end(),
                     [](const plan::Project* a, const plan::Project* b) {
                         const auto value = [](const plan::Project* project) {
                             return base::parse_integer(project->number).value_or(1'000'000);
                         };
                         return value(a) < value(b);
                     });
    return found;
}

std::vector<const plan::Measure*> Composer::measures_of(const plan::Indicator& indicator) const {
    std::vector<const plan::Measure*> found;
    for (const plan::Measure& measure : plan_.measures) {
        for (const plan::Ref& ref : measure.indicators) {
            if (ref.id == indicator.id) {
                found.push_back(&measure);
                break;
            }
        }
    }
    return found;
}

bool Composer::is_city_measure(const plan::Measure& measure) const {
    if (measure.origin == "city") return true;
    return std::any_of(measure.indicators.begin(), measure.indicators.end(),
                       [&](const plan::Ref& ref) {
                           const auto* indicator = find<plan::Indicator>(ref.id);
                           return indicator != nullptr &&
                                  std::any_of(indicator->links.begin(), indicator->links.end(),
                                              [](const plan::Link& l) { return l.as.has_value(); });
                       });
}

bool Composer::is_listed(const plan::Project& project) const {
    const auto names = [&](const plan::Refs& refs) {
        return std::any_of(refs.begin(), refs.end(),
                           [&](const plan::Ref& ref) { return ref.id == project.id; });
    };
    return std::any_of(plan_.missions.begin(), plan_.missions.end(),
                       [&](const plan::Mission& m) { return names(m.projects); }) ||
           std::any_of(plan_.indicators.begin(), plan_.indicators.end(),
                       [&](const plan::Indicator& i) { return names(i.projects); });
}

bool Composer::is_scheduled(const plan::Indicator& indicator) const {
    return std::any_of(plan_.schedules.begin(), plan_.schedules.end(),
                       [&](const plan::Schedule& schedule) {
                           return schedule.indicator && schedule.indicator->id == indicator.id;
                       });
}

}  // namespace phaen::book
