#include "phaen/book/propose_scheme.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue.h"
#include "phaen/base/id.h"
#include "phaen/base/thai_text.h"
#include "scan.h"

namespace phaen::book {

namespace {

using base::Decimal;

constexpr Decimal kHundred = Decimal::from_units(100 * Decimal::kScale);

std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

/// Beyond this a heading has run into the text after it.
constexpr std::size_t kLongestName = 250;

bool is_id(std::string_view text) {
    return base::is_valid_id(text) && !(text.front() >= 'A' && text.front() <= 'Z');
}

/// Numbers as numbers, so that 10 comes after 9; shorter runs of digits are smaller.
struct NumberOrder {
    bool operator()(const std::string& a, const std::string& b) const {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    }
};

/// The texts printed as headings or contents lines, without list numbers and the contents' dots.
std::vector<std::string> headings_of(const plan::Plan& plan) {
    std::vector<std::string> headings;
    for (const plan::ClaimKind kind : {plan::ClaimKind::name, plan::ClaimKind::page}) {
        for (const plan::Claim& claim : plan.claims) {
            if (claim.kind != kind || !claim.about.empty()) continue;
            if (claim.printed.find(" | ") != std::string::npos) continue;  // a table's header row
            std::string_view text = trim(strip_list_number(trim(claim.printed)).rest);
            while (text.ends_with('.') || text.ends_with(' ')) text.remove_suffix(1);
            headings.emplace_back(text);
        }
    }
    return headings;
}

struct ComponentHeading {
    std::string number;
    std::string name;
    std::string name_en;
};

/// `องค์ประกอบที่ ๔ : ชื่อ (Name)`; null for spans of components (`๑-๓`) and all else.
std::optional<ComponentHeading> component_heading(std::string_view heading) {
    constexpr std::string_view kWord = "องค์ประกอบที่";
    if (!heading.starts_with(kWord)) return std::nullopt;
    std::string_view rest = trim(heading.substr(kWord.size()));
    const std::string_view printed = number_at(rest, 0);
    ComponentHeading found;
    found.number = base::to_arabic_digits(printed);
    const bool plain = !found.number.empty() && found.number.size() <= 2 &&
                       std::all_of(found.number.begin(), found.number.end(),
                                   [](char c) { return c >= '0' && c <= '9'; });
    if (!plain) return std::nullopt;
    rest = trim(rest.substr(printed.size()));
    for (const std::string_view joined : {"-", "–", "—", "และ", "ถึง"}) {
        if (rest.starts_with(joined) && starts_with_digit(trim(rest.substr(joined.size()))))
            return std::nullopt;
    }
    rest = trim_label(rest);
    // A report goes on in the same paragraph with what was done.
    rest = trim(rest.substr(0, rest.find(" โดย")));
    const std::size_t bracket = rest.rfind('(');
    if (bracket != std::string_view::npos && rest.ends_with(')')) {
        const std::string_view inside = rest.substr(bracket + 1, rest.size() - bracket - 2);
        const bool latin = !inside.empty() && std::all_of(inside.begin(), inside.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x80;
        });
        if (latin) {
            found.name_en = std::string(trim(inside));
            rest = trim(rest.substr(0, bracket));
        }
    }
    if (length_of(rest) <= kLongestName) found.name = std::string(rest);
    return found;
}

struct GroupHeading {
    std::string letter;
    std::string title;
};

/// `ตาราง ก. แสดงตัวชี้วัด…`; the letter is one Thai consonant that stands alone.
std::optional<GroupHeading> group_heading(std::string_view heading) {
    constexpr std::string_view kWord = "ตาราง";
    constexpr std::size_t kLetterBytes = 3;
    if (!heading.starts_with(kWord)) return std::nullopt;
    std::string_view rest = trim(heading.substr(kWord.size()));
    if (rest.starts_with("ที่")) rest = trim(rest.substr(std::string_view("ที่").size()));
    if (rest.size() < kLetterBytes) return std::nullopt;
    const std::string_view letter = rest.substr(0, kLetterBytes);
    if (letter < "ก" || letter > "ฮ") return std::nullopt;
    rest = rest.substr(kLetterBytes);
    if (!rest.empty() && rest.front() != ' ' && rest.front() != '.' && rest.front() != ':')
        return std::nullopt;
    while (!rest.empty() && (rest.front() == '.' || rest.front() == ' ')) rest.remove_prefix(1);
    rest = trim_label(rest);
    if (rest.starts_with("แสดง")) rest = trim(rest.substr(std::string_view("แสดง").size()));
    GroupHeading found{std::string(letter), ""};
    if (length_of(rest) <= kLongestName) found.title = std::string(rest);
    return found;
}

/// What the indicators of a group or component print of their weights.
struct Weights {
    Decimal sum;
    int given = 0;
    int indicators = 0;
    void add(const plan::Indicator& indicator) {
        ++indicators;
        if (!indicator.weight) return;
        const Decimal weight = indicator.weight->value();
        if (weight < Decimal() || weight > kHundred) return;  // no weight, whatever it is
        sum = sum + weight;
        ++given;
    }
};

std::vector<plan::SchemeComponent> components_of(const plan::Plan& plan,
                                                 const std::vector<std::string>& headings) {
    std::map<std::string, plan::SchemeComponent, NumberOrder> found;
    std::map<std::string, Weights, NumberOrder> weights;
    for (const plan::Indicator& indicator : plan.indicators) {
        if (indicator.component.empty()) continue;
        found[indicator.component].number = indicator.component;
        weights[indicator.component].add(indicator);
    }
    for (const std::string& text : headings) {
        const std::optional<ComponentHeading> heading = component_heading(text);
        if (!heading) continue;
        plan::SchemeComponent& component = found[heading->number];
        component.number = heading->number;
        // Where a page cuts a heading the rest is lost, so the longest is the whole one.
        if (length_of(heading->name) > length_of(component.name)) component.name = heading->name;
        if (component.name_en.empty()) component.name_en = heading->name_en;
    }
    std::vector<plan::SchemeComponent> components;
    for (auto& [number, component] : found) {
        const Weights& printed = weights[number];
        if (printed.given > 0) component.weight = base::Weight(printed.sum);
        // Without an indicator it may be an earlier year's.
        component.assumed =
            printed.indicators == 0 || (printed.given > 0 && printed.given < printed.indicators);
        components.push_back(std::move(component));
    }
    return components;
}

std::vector<plan::IndicatorGroup> groups_of(const plan::Plan& plan,
                                            const std::vector<std::string>& headings) {
    std::map<std::string, plan::IndicatorGroup> found;
    std::map<std::string, Weights> weights;
    for (const plan::Indicator& indicator : plan.indicators) {
        if (indicator.group.empty()) continue;
        plan::IndicatorGroup& group = found[indicator.group];
        group.letter = indicator.group;
        weights[indicator.group].add(indicator);
        const std::string& component = indicator.component;
        if (!component.empty() && std::find(group.components.begin(), group.components.end(),
                                            component) == group.components.end())
            group.components.push_back(component);
    }
    for (const std::string& text : headings) {
        const std::optional<GroupHeading> heading = group_heading(text);
        if (!heading) continue;
        plan::IndicatorGroup& group = found[heading->letter];
        group.letter = heading->letter;
        if (length_of(heading->title) > length_of(group.title)) group.title = heading->title;
    }
    std::vector<plan::IndicatorGroup> groups;
    for (auto& [letter, group] : found) {
        std::sort(group.components.begin(), group.components.end(), NumberOrder());
        const bool printed = weights[letter].given > 0;
        // What belongs to a component of the agreement counts in it, even if no weight is printed.
        group.weighted = printed || !group.components.empty();
        group.assumed = group.weighted && !printed;
        groups.push_back(std::move(group));
    }
    return groups;
}

std::vector<plan::LevelPercentage> levels_of(const plan::Plan& plan) {
    struct Votes {
        std::vector<std::pair<base::Percent, int>> percentages;  ///< in printed order
    };
    constexpr int kHighestLevel = 100;
    std::map<int, Votes, std::greater<>> by_level;
    const auto count = [&](const plan::Indicator& indicator) {
        for (const plan::ScoringLevel& level : indicator.scoring_criteria) {
            if (!level.percent_of_weight || level.level < 0 || level.level > kHighestLevel)
                continue;
            const Decimal value = level.percent_of_weight->value();
            if (value < Decimal() || value > kHundred) continue;
            auto& percentages = by_level[level.level].percentages;
            const auto known = std::find_if(
                percentages.begin(), percentages.end(),
                [&](const auto& vote) { return vote.first == *level.percent_of_weight; });
            if (known != percentages.end())
                ++known->second;
            else
                percentages.emplace_back(*level.percent_of_weight, 1);
        }
    };
    for (const plan::Indicator& indicator : plan.indicators) {
        count(indicator);
        for (const plan::Indicator& part : indicator.sub_indicators) count(part);
    }
    std::vector<plan::LevelPercentage> levels;
    for (const auto& [level, votes] : by_level) {
        // Of equally many the first printed.
        const auto most =
            std::max_element(votes.percentages.begin(), votes.percentages.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        // A level worth more than the one above is a slip of the document.
        if (!levels.empty() && most->first > levels.back().percent_of_weight) continue;
        levels.push_back({level, most->first, votes.percentages.size() > 1});
    }
    return levels;
}

std::vector<plan::ProjectKind> project_kinds_of(const plan::Plan& plan,
                                                const std::vector<std::string>& headings) {
    constexpr std::array kSections = {std::pair{"strategic", Section::strategic_projects},
                                      std::pair{"mission", Section::mission_projects},
                                      std::pair{"routine", Section::routine_projects}};
    std::vector<plan::ProjectKind> kinds;
    for (const plan::Project& project : plan.projects) {
        const bool known = std::any_of(kinds.begin(), kinds.end(),
                                       [&](const auto& kind) { return kind.id == project.kind; });
        if (known || project.kind.empty() || !is_id(project.kind)) continue;
        plan::ProjectKind kind{project.kind, ""};
        for (const auto& [id, section] : kSections) {
            if (kind.id != id) continue;
            const auto title = std::find_if(headings.begin(), headings.end(),
                                            [&, wanted = section](const std::string& text) {
                                                return classify_heading(text, {}) == wanted;
                                            });
            if (title != headings.end()) kind.title = *title;
        }
        kinds.push_back(std::move(kind));
    }
    return kinds;
}

}  // namespace

plan::Scheme propose_scheme(const plan::Plan& plan) {
    const std::vector<std::string> headings = headings_of(plan);
    plan::Scheme scheme;
    scheme.id = is_id(plan.scheme) ? plan.scheme : "scheme-" + std::to_string(plan.fiscal_year);
    scheme.fiscal_year = plan.fiscal_year;
    scheme.levels = levels_of(plan);
    scheme.project_kinds = project_kinds_of(plan, headings);
    scheme.components = components_of(plan, headings);
    scheme.indicator_groups = groups_of(plan, headings);
    return scheme;
}

}  // namespace phaen::book
