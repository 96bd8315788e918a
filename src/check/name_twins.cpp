#include "name_twins.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace phaen::check {

namespace {

using plan::Element;
using plan::ElementKind;

bool is_compared(ElementKind kind) {
    return kind == ElementKind::project || kind == ElementKind::indicator ||
           kind == ElementKind::higher_indicator || kind == ElementKind::organisation ||
           kind == ElementKind::measure || kind == ElementKind::activity ||
           kind == ElementKind::mission;
}

std::u32string digits_of(std::u32string_view text) {
    std::u32string digits;
    for (const char32_t c : text) {
        if (c >= U'0' && c <= U'9') digits += c;
    }
    return digits;
}

bool same_money(const plan::Project& a, const plan::Project& b) {
    return (a.budget && b.budget && *a.budget == *b.budget) || (a.no_budget && b.no_budget);
}

/// The same values are kept for the years that both have.
bool same_targets(const plan::Indicator& a, const plan::Indicator& b) {
    if (a.targets.empty() || b.targets.empty()) return false;
    const auto& fewer = a.targets.size() <= b.targets.size() ? a.targets : b.targets;
    const auto& more = a.targets.size() <= b.targets.size() ? b.targets : a.targets;
    return std::all_of(fewer.begin(), fewer.end(), [&](const auto& target) {
        return std::find(more.begin(), more.end(), target) != more.end();
    });
}

/// Another sign that two elements are one: the same money, or the same owner and target.
bool same_data(const Element& a, const Element& b) {
    if (const auto* project = std::get_if<const plan::Project*>(&a.object)) {
        const plan::Project& one = **project;
        const plan::Project& other = *std::get<const plan::Project*>(b.object);
        return same_money(one, other) && one.lead == other.lead;
    }
    if (const auto* higher = std::get_if<const plan::HigherIndicator*>(&a.object)) {
        const plan::HigherIndicator& one = **higher;
        const plan::HigherIndicator& other = *std::get<const plan::HigherIndicator*>(b.object);
        return one.target && one.target == other.target && one.owners == other.owners;
    }
    if (const auto* indicator = std::get_if<const plan::Indicator*>(&a.object)) {
        const plan::Indicator& one = **indicator;
        const plan::Indicator& other = *std::get<const plan::Indicator*>(b.object);
        return same_targets(one, other) && one.weight == other.weight && one.weight;
    }
    return false;
}

/// Words that tell two things apart: a difference in them is meant.
bool is_meant(const std::vector<TextChange>& changes, const Words& words) {
    return std::any_of(changes.begin(), changes.end(), [&](const TextChange& change) {
        const std::size_t in_found = fold(change.found).text.size();
        const std::size_t in_expected = fold(change.expected).text.size();
        // A lone letter numbers: กลุ่ม ก, กลุ่ม ข.
        if (std::max(in_found, in_expected) <= 1) return true;
        const auto& telling = words.list("telling_words");
        const bool addition = change.found.empty() || change.expected.empty();
        return std::any_of(telling.begin(), telling.end(), [&](const std::string& word) {
            // A short word within a longer addition is a part of another: ใน of ในปีนี้.
            constexpr std::size_t kShort = 12;
            if (addition && word.size() < kShort)
                return change.found == word || change.expected == word;
            return (change.found.find(word) != std::string::npos) !=
                   (change.expected.find(word) != std::string::npos);
        });
    });
}

std::set<int> blocks_of(const Context& context, const Element& element) {
    std::set<int> blocks;
    for (const plan::Place& place : context.places_of(element.id)) blocks.insert(place.block);
    return blocks;
}

/// One stands in a single table or paragraph, the other in several and never in that one. Two
/// things of one kind are listed together somewhere.
bool is_lonely(const std::set<int>& one, const std::set<int>& other) {
    return one.size() == 1 && other.size() >= 2 && !other.contains(*one.begin());
}

bool are_apart(const std::set<int>& one, const std::set<int>& other) {
    return !one.empty() && !other.empty() &&
           std::none_of(one.begin(), one.end(), [&](int block) { return other.contains(block); });
}

bool share_targets(const Element& a, const Element& b) {
    const auto* indicator = std::get_if<const plan::Indicator*>(&a.object);
    return indicator != nullptr &&
           same_targets(**indicator, *std::get<const plan::Indicator*>(b.object));
}

/// Pairs of which one name begins or ends with the other and is hardly longer.
std::set<std::pair<std::size_t, std::size_t>> extended_pairs(
    const std::vector<std::u32string>& texts) {
    constexpr std::size_t kShortest = 9;
    constexpr std::size_t kLongestAddition = 16;
    constexpr std::size_t kNeighbours = 8;
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (const bool reversed : {false, true}) {
        std::vector<std::pair<std::u32string, std::size_t>> sorted;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            std::u32string text = texts[i];
            if (reversed) std::reverse(text.begin(), text.end());
            sorted.emplace_back(std::move(text), i);
        }
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            const auto& [shorter, a] = sorted[i];
            if (shorter.size() < kShortest) continue;
            for (std::size_t j = i + 1; j < sorted.size() && j <= i + kNeighbours; ++j) {
                const auto& [longer, b] = sorted[j];
                if (!longer.starts_with(shorter)) break;
                const std::size_t more = longer.size() - shorter.size();
                if (more == 0 || more > kLongestAddition || more * 5 > shorter.size() * 4) continue;
                pairs.emplace(std::min(a, b), std::max(a, b));
            }
        }
    }
    return pairs;
}

class Twins {
  public:
    explicit Twins(const Context& context) : context_(context) {
        std::map<ElementKind, std::vector<NamedElement>> by_kind;
        for (const Element& element : context.elements().elements()) {
            if (!is_compared(element.kind)) continue;
            by_kind[element.kind].push_back(
                {&element, name_core(plan::title_of(element), context.words())});
        }
        for (const auto& [kind, items] : by_kind) read(items);
        for (const NameTwins& twins : found) {
            if (twins.sign != NameTwins::Sign::none) misprinted.insert(twins.deviating.element->id);
        }
    }

    std::vector<NameTwins> found;
    std::set<std::string_view> misprinted;

  private:
    void read(const std::vector<NamedElement>& items) {
        std::vector<std::u32string> texts;
        for (const NamedElement& item : items) texts.push_back(item.core.text);
        std::set<std::pair<std::size_t, std::size_t>> done;
        for (const NearPair& pair : near_pairs(std::span<const std::u32string>(texts))) {
            done.emplace(pair.first, pair.second);
            add(items[pair.first], items[pair.second], false);
        }
        for (const auto& [a, b] : extended_pairs(texts)) {
            if (!done.contains({a, b})) add(items[a], items[b], true);
        }
    }

    void add(const NamedElement& first, const NamedElement& second, bool needs_sign) {
        if (digits_of(first.core.text) != digits_of(second.core.text)) return;
        NameTwins twins{first, second, {}, NameTwins::Sign::none};
        const std::set<int> in_first = blocks_of(context_, *first.element);
        const std::set<int> in_second = blocks_of(context_, *second.element);
        // What fewer places print is the slip; of equally many the later.
        if (in_first.size() < in_second.size()) std::swap(twins.usual, twins.deviating);
        if (same_data(*first.element, *second.element)) {
            twins.sign = NameTwins::Sign::data;
        } else if (is_lonely(in_first, in_second) || is_lonely(in_second, in_first) ||
                   (needs_sign && are_apart(in_first, in_second) &&
                    share_targets(*first.element, *second.element))) {
            twins.sign = NameTwins::Sign::lonely;
        }
        if (needs_sign && twins.sign == NameTwins::Sign::none) return;
        twins.changes = describe_changes(twins.deviating.core.printed, twins.usual.core.printed);
        if (twins.changes.empty() || is_meant(twins.changes, context_.words())) return;
        found.push_back(std::move(twins));
    }

    const Context& context_;
};

}  // namespace

const std::vector<NameTwins>& name_twins(const Context& context) {
    return context.derived<Twins>().found;
}

const std::set<std::string_view>& misprinted_elements(const Context& context) {
    return context.derived<Twins>().misprinted;
}

}  // namespace phaen::check
