#include "ref_codes.h"

#include <algorithm>
#include <set>
#include <utility>

#include "phaen/base/thai_text.h"
#include "phaen/check/near.h"

namespace phaen::check {

namespace {

void add_form(std::vector<CodeForm>& forms, std::string_view printed, const plan::Place* place) {
    const std::optional<base::Code> code = base::Code::parse(printed);
    if (!code) return;
    const std::string key = base::to_arabic_digits(printed);
    auto form = std::find_if(forms.begin(), forms.end(), [&](const CodeForm& known) {
        return base::to_arabic_digits(known.printed) == key;
    });
    if (form == forms.end()) {
        forms.push_back({std::string(printed), *code, {}});
        form = std::prev(forms.end());
    }
    if (place != nullptr) form->places.push_back(*place);
}

/// How many segments a kind has: as most of its codes are printed; of equally many, what the
/// framework's level says, else the longer.
std::size_t usual_length(const std::map<std::size_t, std::size_t>& lengths, std::size_t level) {
    std::size_t best = 0;
    std::size_t most = 0;
    for (const auto& [length, count] : lengths) {
        if (count > most || (count == most && best != level)) {
            best = length;
            most = count;
        }
    }
    return best;
}

}  // namespace

FrameworkCodes::FrameworkCodes(const Context& context) {
    for (const plan::Framework& framework : context.plan().frameworks) {
        std::map<std::string_view, std::map<std::size_t, std::size_t>> lengths;
        const std::size_t first = nodes_.size();
        for (const plan::FrameworkNode& node : framework.nodes) {
            NodeCodes codes{&framework, &node, {}, 0};
            for (const plan::Claim* claim : context.claims_about(node.id, plan::ClaimKind::code)) {
                add_form(codes.forms, claim->printed, &claim->place);
            }
            if (codes.forms.empty()) add_form(codes.forms, node.code, nullptr);
            for (const CodeForm& form : codes.forms) {
                lengths[node.kind][form.code.segments().size()] +=
                    std::max<std::size_t>(1, form.places.size());
            }
            nodes_.push_back(std::move(codes));
        }
        for (std::size_t i = first; i < nodes_.size(); ++i) {
            const std::string& kind = nodes_[i].node->kind;
            const auto level =
                std::find_if(framework.levels.begin(), framework.levels.end(),
                             [&](const plan::FrameworkLevel& l) { return l.kind == kind; });
            const int said = level == framework.levels.end() ? 0 : level->segments;
            nodes_[i].segments =
                usual_length(lengths[kind], static_cast<std::size_t>(std::max(0, said)));
        }
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) by_id_.emplace(nodes_[i].node->id, i);
}

const NodeCodes* FrameworkCodes::find(std::string_view node) const {
    const auto found = by_id_.find(node);
    return found == by_id_.end() ? nullptr : &nodes_[found->second];
}

const CodeForm* FrameworkCodes::best(const NodeCodes& node) {
    const CodeForm* best = nullptr;
    for (const CodeForm& form : node.forms) {
        if (form.code.segments().size() != node.segments) continue;
        if (best == nullptr || form.places.size() > best->places.size()) best = &form;
    }
    return best;
}

bool FrameworkCodes::is_above(std::string_view above, std::string_view below) const {
    std::set<std::string_view> seen;
    while (!below.empty() && seen.insert(below).second) {
        if (below == above) return true;
        const NodeCodes* node = find(below);
        if (node == nullptr) return false;
        below = node->node->parent;
    }
    return false;
}

bool FrameworkCodes::on_one_branch(std::string_view a, std::string_view b) const {
    return is_above(a, b) || is_above(b, a);
}

std::string FrameworkCodes::label_th(const NodeCodes& node) {
    const auto& levels = node.framework->levels;
    const auto level =
        std::find_if(levels.begin(), levels.end(),
                     [&](const plan::FrameworkLevel& l) { return l.kind == node.node->kind; });
    const std::string label = level == levels.end() ? "ประเด็น" : level->label;
    return label + " “" + shorten(node.node->title) + "”";
}

std::vector<NodeTitle> titles_of(const Context& context, std::string_view node) {
    std::vector<NodeTitle> titles;
    for (const plan::Claim* claim : context.claims_about(node, plan::ClaimKind::name)) {
        std::u32string folded = fold(claim->printed).text;
        const auto same = std::find_if(titles.begin(), titles.end(), [&](const NodeTitle& title) {
            return title.folded == folded;
        });
        if (same == titles.end()) {
            titles.push_back({claim->printed, std::move(folded), {claim->place}});
        } else {
            same->places.push_back(claim->place);
        }
    }
    std::stable_sort(titles.begin(), titles.end(), [](const NodeTitle& a, const NodeTitle& b) {
        return a.places.size() > b.places.size();
    });
    return titles;
}

bool near_titles(std::u32string_view a, std::u32string_view b) {
    const std::size_t shorter = std::min(a.size(), b.size());
    if (shorter >= 8 && (a.starts_with(b) || b.starts_with(a))) return true;
    const int limit = std::max(near_limit(shorter), static_cast<int>(shorter / 5));
    return a == b || edit_distance(a, b, limit).has_value();
}

}  // namespace phaen::check
